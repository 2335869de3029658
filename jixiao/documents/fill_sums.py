"""What simple formulas of a sheet come to, exactly, after some of its cells were written.

Sums, differences, products, quotients, ``SUM``, ``ROUND`` and ``IF(COUNT(...)=0,"",...)`` are computed.  Any
other formula has the result the file keeps of it, as long as it draws on none of the cells written;
after that its value is not known, and it is never guessed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.office.formula_text import column_number
from jixiao.indicators.numbers import fraction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

Place = tuple[int, int]
"""Row from 1, column from 0."""
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column."""

_LONGEST, _MOST_LOOKS, _DEEPEST = 2000, 2_000_000, 40
_REF = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_TOKEN = re.compile(
    r"""\s*(?:(?P<area>\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?::\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6})?(?![\w.(!]))
    |(?P<number>\d+(?:\.\d*)?|\.\d+)(?![\w.])|(?P<name>[A-Za-z][A-Za-z.]*)(?=\()|(?P<empty>"")
    |(?P<sign>[-+*/%(),=]))""",
    re.VERBOSE,
)
_STRING = re.compile(r'"(?:[^"]|"")*"')
_AREAS = re.compile(
    r"(?<![\w.!$'])\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?::\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6})?(?![\w.(!])"
)
_COLUMNS = re.compile(r"(?<![\w.!$'])\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})(?![\w.(!])")
_ANYWHERE = re.compile(r"\b(?:INDIRECT|OFFSET|NOW|TODAY|RAND|RANDBETWEEN)\(", re.IGNORECASE)
"""Functions that draw on more than their formula names."""
_LAST_ROW = 1_048_576
_ZERO = Fraction(0)


@lru_cache(maxsize=4096)
def area_of(ref: str) -> Area | None:
    """First row, first column, last row, last column of a range such as ``A1:B2``; ``None`` for no range."""
    first, _, last = ref.partition(":")
    one, other = _REF.fullmatch(first), _REF.fullmatch(last or first)
    if one is None or other is None:
        return None
    rows = sorted((int(one[2]), int(other[2])))
    columns = sorted((column_number(one[1]), column_number(other[1])))
    return rows[0], columns[0], rows[1], columns[1]


@lru_cache(maxsize=1024)
def areas_in(formula: str) -> tuple[Area, ...]:
    """The ranges of its own sheet that a formula draws on."""
    bare = _STRING.sub("", formula[:_LONGEST])
    areas = [area for found in _AREAS.finditer(bare) if (area := area_of(found[0])) is not None]
    for found in _COLUMNS.finditer(bare):
        left, right = sorted((column_number(found[1]), column_number(found[2])))
        areas.append((1, left, _LAST_ROW, right))
    return tuple(areas)


@lru_cache(maxsize=1024)
def _tokens(formula: str) -> tuple[tuple[str, str], ...] | None:
    """The words of a formula by kind; ``None`` where one is unknown."""
    tokens: list[tuple[str, str]] = []
    text = formula.replace(" ", "").removeprefix("=")
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            return None
        tokens.append((found.lastgroup, found[found.lastgroup]))
        at = found.end()
    return (*tokens, ("end", ""))


class Content(NamedTuple):
    """What stands in a cell: its formula (empty where not known), the number shown, or that it is text."""

    formula: str | None = None
    number: Decimal | None = None
    text: bool = False


class _UnknownError(Exception):
    """A value cannot be told."""


class Sums:
    """The values of one sheet as it stands; made anew after every change."""

    def __init__(
        self, content: Callable[[Place], Content], places: AbstractSet[Place], written: AbstractSet[Place]
    ) -> None:
        """``content`` says what stands in a cell, ``places`` are all cells, ``written`` those written."""
        self._content = content
        self._places = places
        self._written = written
        self._known: dict[Place, Fraction | None] = {}
        self._unknown: set[Place] = set()
        self._stale: dict[Place, bool] = {}
        self._looks = 0

    def value(self, formula: str) -> Fraction | None:
        """What a formula comes to; ``None`` where that cannot be told."""
        try:
            return self._read(formula, 0)
        except _UnknownError:
            return None

    def stale(self, formula: str) -> bool:
        """Whether a formula draws, by however many others, on a cell that was written."""
        return self._draws_on_written(formula, 0)

    def _read(self, formula: str, depth: int) -> Fraction:
        if len(formula) > _LONGEST or depth > _DEEPEST:
            raise _UnknownError
        return _Reader(formula, self, depth).whole()

    def numbers(self, area: Area, depth: int) -> Iterator[Fraction | None]:
        """The numbers in a range; ``None`` for each text.  Raises where one is not known."""
        return (self._number(place, depth) for place in self._within(area))

    def number(self, place: Place, depth: int) -> Fraction | None:
        """The number in a cell, 0 where there is none; ``None`` for a text.  Raises where it is not known."""
        self._looks += 1
        if self._looks > _MOST_LOOKS:
            raise _UnknownError
        return self._number(place, depth) if place in self._places else _ZERO

    def filled(self, area: Area) -> bool:
        """Whether a number stands anywhere in a range."""
        contents = map(self._content, self._within(area))
        return any(content.number is not None and not content.text for content in contents)

    def _within(self, area: Area) -> Iterator[Place]:
        """The cells there are in a range."""
        top, left, bottom, right = area
        if (bottom - top + 1) * (right - left + 1) <= len(self._places):
            inside: Iterable[Place] = (
                (row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)
            )
        else:
            inside = self._places
        for row, column in inside:
            self._looks += 1
            if self._looks > _MOST_LOOKS:
                raise _UnknownError
            if top <= row <= bottom and left <= column <= right and (row, column) in self._places:
                yield row, column

    def _number(self, place: Place, depth: int) -> Fraction | None:
        content = self._content(place)
        if content.formula is None:
            return None if content.text else _ZERO if content.number is None else fraction(content.number)
        if place in self._unknown:
            raise _UnknownError
        if place not in self._known:
            self._unknown.add(place)  # for good where it cannot be told, or draws on itself
            self._known[place] = self._result(content, depth)
            self._unknown.discard(place)
        return self._known[place]

    def _result(self, content: Content, depth: int) -> Fraction | None:
        """What the formula of a cell comes to, or else the result the file keeps where that still holds."""
        formula = content.formula or ""
        try:
            return self._read(formula, depth + 1)
        except _UnknownError:
            kept = content.text or content.number is not None
            if not formula or not kept or self._draws_on_written(formula, depth):
                raise
            return None if content.number is None else fraction(content.number)

    def _draws_on_written(self, formula: str, depth: int) -> bool:
        if depth > _DEEPEST or _ANYWHERE.search(formula):
            return True
        try:
            return any(
                self._rests_on_written(place, depth + 1)
                for area in areas_in(formula)
                for place in self._within(area)
            )
        except _UnknownError:
            return True

    def _rests_on_written(self, place: Place, depth: int) -> bool:
        if place in self._written:
            return True
        if place not in self._stale:
            self._stale[place] = False
            formula = self._content(place).formula
            self._stale[place] = formula is not None and self._draws_on_written(formula, depth)
        return self._stale[place]


class _Reader:
    """One formula being computed; anything it does not know makes the value unknown."""

    def __init__(self, formula: str, sums: Sums, depth: int) -> None:
        self.sums, self.depth = sums, depth
        tokens = _tokens(formula)
        if tokens is None:
            raise _UnknownError
        self.tokens = tokens
        self.at = 0
        self.nested = 0

    def whole(self) -> Fraction:
        made = self._sum()
        if self._kind() != "end":
            raise _UnknownError
        return made

    def _kind(self) -> str:
        return self.tokens[self.at][0]

    def _next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1][1]

    def _takes(self, sign: str) -> bool:
        taken = self.tokens[self.at] == ("sign", sign)
        self.at += taken
        return taken

    def _needs(self, *signs: str) -> None:
        for sign in signs:
            if not self._takes(sign):
                raise _UnknownError

    def _sum(self) -> Fraction:
        made = self._product()
        while True:
            if self._takes("+"):
                made += self._product()
            elif self._takes("-"):
                made -= self._product()
            else:
                return made

    def _product(self) -> Fraction:
        made = self._signed()
        while True:
            if self._takes("*"):
                made *= self._signed()
            elif self._takes("/"):
                divisor = self._signed()
                if divisor == 0:
                    raise _UnknownError
                made /= divisor
            else:
                return made

    def _signed(self) -> Fraction:
        sign = 1
        while self._kind() == "sign" and self.tokens[self.at][1] in "+-":
            sign *= -1 if self._next() == "-" else 1
        made = self._one()
        while self._takes("%"):
            made /= 100
        return sign * made

    def _one(self) -> Fraction:
        kind = self._kind()
        if kind == "number":
            return fraction(Decimal(self._next()))
        if kind == "area":
            return self._cell(self._next())
        if kind == "name":
            return self._call(self._next().upper())
        self.nested += 1
        if self.nested > _DEEPEST:
            raise _UnknownError
        self._needs("(")
        made = self._sum()
        self._needs(")")
        return made

    def _cell(self, ref: str) -> Fraction:
        area = area_of(ref)
        if area is None or ":" in ref:
            raise _UnknownError
        number = self.sums.number((area[0], area[1]), self.depth)
        if number is None:
            raise _UnknownError
        return number

    def _call(self, name: str) -> Fraction:
        self.nested += 1
        if self.nested > _DEEPEST:
            raise _UnknownError
        self._needs("(")
        if name == "SUM":
            return sum((number for number in self._arguments() if number is not None), Fraction(0))
        if name == "ROUND":
            return self._rounded()
        if name == "IF":
            return self._unless_blank()
        raise _UnknownError

    def _arguments(self) -> list[Fraction | None]:
        """The numbers of the arguments of a call, to its closing bracket; ``None`` for a text in a range."""
        made: list[Fraction | None] = []
        while True:
            at = self.at + 1
            if self._kind() == "area" and self.tokens[at] in {("sign", ","), ("sign", ")")}:
                area = area_of(self._next())
                if area is not None:
                    made += self.sums.numbers(area, self.depth)
            else:
                made.append(self._sum())
            if self._takes(")"):
                return made
            self._needs(",")

    def _rounded(self) -> Fraction:
        value = self._sum()
        self._needs(",")
        digits = self._sum()
        self._needs(")")
        if digits.denominator != 1 or not 0 <= digits <= 15:
            raise _UnknownError
        unit = Fraction(1, 10 ** int(digits))
        whole = (abs(value) / unit + Fraction(1, 2)).__floor__()
        return whole * unit * (-1 if value < 0 else 1)

    def _unless_blank(self) -> Fraction:
        """``IF(COUNT(...)=0,"",value)`` where something is counted."""
        if self._kind() != "name" or self._next().upper() != "COUNT":
            raise _UnknownError
        self._needs("(")
        areas = []
        while self._kind() == "area":
            area = area_of(self._next())
            if area is not None:
                areas.append(area)
            self._takes(",")
        self._needs(")", "=")
        if not (self._kind() == "number" and self._next() == "0"):
            raise _UnknownError
        self._needs(",")
        if self._kind() != "empty":
            raise _UnknownError
        self._next()
        self._needs(",")
        if not any(self.sums.filled(area) for area in areas):
            raise _UnknownError
        made = self._sum()
        self._needs(")")
        return made
