"""Lines of a document and their cells: tabs, pipes or spaces.

A document is never split as a whole: lines are cut where they are asked for, so that a
large file costs what its tables cost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from jixiao.documents.figures import compact, is_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Value = TypeVar("Value")
Mode = Literal["grid", "wide", "words"]

MAX_LINE = 20_000
"""A longer line is prose; no row of a table comes near."""

_KEPT = 256
"""So many lines are kept cut, as the lines of a table are looked at several times."""

_PIPES = str.maketrans("｜│┃¦║", "|||||")
_RULE = re.compile(r"[\s|+:=\-─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬]+")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_GAP = re.compile(r" {2,}")
_INNER_TABLE = re.compile(r"(?<!\\)\|")


class Once(Generic[Value]):
    """A property worked out when first asked for and kept; of one thread, so without the lock of others."""

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self.make = make
        self.name = make.__name__
        self.__doc__ = make.__doc__

    def __get__(self, instance: object, owner: object = None) -> Value:
        """The value, from now on an attribute of ``instance`` itself."""
        value = self.make(instance)
        instance.__dict__[self.name] = value
        return value


@dataclass(frozen=True)
class Line:
    """One physical line (or several joined): its number from 1 and its text.

    ``whole`` says that it is known to be a row of a grid, all of it: nothing was broken off.
    ``continued`` are its cells that only go on with the one to their left, being merged with it.
    """

    number: int
    text: str
    whole: bool = False
    continued: frozenset[int] = frozenset()

    @Once
    def memo(self) -> dict[str, Any]:
        """What others found out about the line, by name, so that they need not look again."""
        return {}

    @Once
    def split(self) -> tuple[Mode, tuple[str, ...]]:
        """How the line separates its cells, and the cells.

        ``grid``: tabs or pipes, blanks kept; ``wide``: runs of two or more spaces; ``words``: single spaces.
        """
        text = self.text
        if len(text) > MAX_LINE:
            return "words", ()
        if "\t" in text:
            cells = text.rstrip("\r\n").split("\t")
            return "grid", tuple(map(_unquote if '"' in text else str.strip, cells))
        piped = text.translate(_PIPES)
        if (
            piped.count("|") >= 2
            or (" | " in piped and "  " not in piped)
            or (piped != text and "|" in piped)
        ):
            return "grid", _pipe_cells(piped)
        wide = text.replace("\u3000", "  ").replace("\xa0", " ").strip()
        if "  " in wide:
            return "wide", tuple(_GAP.split(wide))
        return "words", tuple(wide.split(" ")) if wide else ()

    @Once
    def mode(self) -> Mode:
        """See :attr:`split`."""
        return self.split[0]

    @Once
    def cells(self) -> tuple[str, ...]:
        """See :attr:`split`."""
        return self.split[1]

    @Once
    def filled(self) -> tuple[str, ...]:
        """The cells that hold something."""
        return tuple([cell for cell in self.cells if cell])

    @Once
    def distinct(self) -> tuple[str, ...]:
        """The filled cells, equal neighbours told once: so merged cells are often written out."""
        return tuple([cell for cell, _ in groupby(self.filled)])

    @Once
    def has_digits(self) -> bool:
        """Whether a cell is nothing but a number, as no heading is."""
        return any(map(is_digits, self.filled))

    @Once
    def squeezed(self) -> str:
        """The whole line without white space, by NFKC; only its beginning where it is very long."""
        return compact(self.text[:MAX_LINE])

    @Once
    def spaced(self) -> tuple[str, ...]:
        """The line cut at exactly two spaces, blanks kept: how a grid printed with two spaces looks."""
        text = self.text.rstrip("\r\n").replace("\u3000", "  ")
        return tuple(cell.strip() for cell in text.split("  "))

    @Once
    def is_rule(self) -> bool:
        """Whether the line only draws (``|---|:--:|``)."""
        return bool(self.text.strip()) and _RULE.fullmatch(self.text[:MAX_LINE]) is not None

    @Once
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each cell of a ``wide`` line begins and ends, in columns (a Chinese character is two)."""
        text = self.text[:MAX_LINE].rstrip().replace("\u3000", "  ").replace("\xa0", " ")
        found: list[tuple[int, int]] = []
        column = start = end = 0
        gap = 2
        for char in text:
            width = 1 if char < "\u1100" or char in "≤≥" else 2
            if char == " ":
                gap += 1
            else:
                if gap >= 2:
                    if end:
                        found.append((start, end))
                    start = column
                gap, end = 0, column + width
            column += width
        return (*found, (start, end)) if end else ()


def _unquote(cell: str) -> str:
    """A cell as a spreadsheet copies it: quoted where it holds a quotation mark or a line break."""
    bare = cell.strip()
    if len(bare) >= 2 and bare[0] == bare[-1] == '"' and "\n" in bare:
        return bare[1:-1].replace('""', '"').strip()
    return bare


def _pipe_cells(text: str) -> tuple[str, ...]:
    inner = text.strip()
    inner = inner.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    cells = _INNER_TABLE.split(inner) if "\\|" in inner else inner.split("|")
    return tuple(_BREAK.sub(" ", _bare(cell.replace("\\|", "|").strip())) for cell in cells)


def _bare(cell: str) -> str:
    """A cell without Markdown's bold."""
    return cell[2:-2].strip() if len(cell) > 4 and cell.startswith("**") and cell.endswith("**") else cell


class Document:
    """A text whose lines are numbered and cut on demand.

    ``continued`` is given where the text was made from grids, so that a line with tabs is a whole row: by
    the number of a line its cells that are merged with the one to their left.
    """

    def __init__(self, text: str, *, continued: Mapping[int, frozenset[int]] | None = None) -> None:
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.text = text
        self.continued = continued
        self._known = (0, 1)
        self._cut: dict[int, Line] = {}

    def number(self, position: int) -> int:
        """The line number (from 1) of a character."""
        at, number = self._known
        if position >= at:
            number += self.text.count("\n", at, position)
        else:
            number -= self.text.count("\n", position, at)
        self._known = (position, number)
        return number

    def start(self, position: int) -> int:
        """Where the line of a character begins."""
        return self.text.rfind("\n", 0, position) + 1

    def end(self, position: int) -> int:
        """Where the line of a character ends (its line break, or the end of the text)."""
        found = self.text.find("\n", position)
        return len(self.text) if found < 0 else found

    def line(self, position: int) -> Line:
        """The line that begins at ``position``; only so much of it as a row can be."""
        cut = self._cut.get(position)
        if cut is not None:
            return cut
        if len(self._cut) >= _KEPT:
            self._cut.clear()
        cut = self._cut[position] = self._line(position)
        return cut

    def _line(self, position: int) -> Line:
        end = min(self.end(position), position + MAX_LINE + 1)
        text = self.text[position:end]
        number = self.number(position)
        if self.continued is None or "\t" not in text:
            return Line(number, text)
        return Line(number, text, whole=True, continued=self.continued.get(number, frozenset()))

    def forward(self, position: int) -> Iterator[tuple[int, Line]]:
        """Non-blank lines from the one that begins at ``position`` on, with where each begins."""
        text = self.text
        while position < len(text):
            cut = self._cut.get(position)
            if cut is not None and cut.filled and len(cut.text) <= MAX_LINE:
                yield position, cut
                position += len(cut.text) + 1
                continue
            end = self.end(position)
            if end > position and not text[position : min(end, position + MAX_LINE)].isspace():
                yield position, self.line(position)
            position = end + 1

    def backward(self, position: int, most: int) -> Iterator[Line]:
        """At most ``most`` non-blank lines before the one that begins at ``position``, nearest first."""
        seen = looked = 0
        while position > 0 and seen < most and looked < 20 * most:
            start = self.start(position - 1)
            if position - 1 > start and not self.text[start : min(position - 1, start + MAX_LINE)].isspace():
                yield self.line(start)
                seen += 1
            position = start
            looked += 1
