"""Which rows of a list are one project: by code, name, department, unit and year, blanks as above."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jixiao.documents import marks
from jixiao.documents.complaints import clip, error, warning
from jixiao.documents.figures import compact
from jixiao.documents.lines import Line
from jixiao.schemas.finding import Place
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jixiao.documents.long_list.headings import ListHeading
    from jixiao.documents.long_list.rows import Record
    from jixiao.schemas.finding import Finding

KEY = ("code", "project", "department", "unit", "year")
"""What tells projects apart, as far as a list has these columns."""
MOST_OPEN = 300_000
"""Rows that may wait at once for later rows of their project; a list in order of projects needs none."""
MOST_ROWS = 2000
"""Rows of one project; no table comes near."""

_LONGEST_LABEL = 60
_NO_PROJECT = frozenset({"合计", "总计", "小计", "平均", "平均分"})

Key = tuple[str, ...]


@dataclass(slots=True)
class Group:
    """The rows of one project in order, with its key as printed; ``trouble`` is why it cannot be read."""

    number: int
    key: Key
    rows: list[Record] = field(default_factory=list)
    trouble: list[Finding] = field(default_factory=list)

    def said(self, name: str) -> str:
        """What the key says (``project`` …), empty where it is silent."""
        return self.key[KEY.index(name)]


class Grouping:
    """Puts rows to projects, one by one in their order."""

    def __init__(self, heading: ListHeading, file: str, table: str | None = None) -> None:
        self._heading = heading
        self._place = Place(file=file, table=table)
        self._columns = [heading.facts.get(name) for name in KEY]
        self._first = min(heading.indicators.values())
        money = (at for line in heading.funds.values() for at in line.values())
        self._figures = (*heading.indicators.values(), *money)
        self._numbers: dict[Key, int] = {}
        self._key: Key | None = None
        self._unfilled: tuple[int, str] | None = None
        self._orphans: list[int] = []

    def of(self, record: Record) -> tuple[int, Key] | None:
        """The number of a row's project (from 0) and its key; ``None`` for a row that is of none."""
        number, cells = record
        if not any(cells) or number <= self._heading.row or _same(cells, self._heading.cells):
            return None
        own = tuple(_at(cells, column) for column in self._columns)
        name = own[1]
        if self._adds_up(cells, name) or self._signs_off(record):
            return None
        key = self._continued(own)
        if key is None:
            if not name:
                self._key = None
                self._orphans.append(number)
                return None
            key = own
            if self._key is not None:
                self._note_unfilled(number, own)
        self._key = key
        same = tuple(map(compact, key))
        return self._numbers.setdefault(same, len(self._numbers)), key

    def _adds_up(self, cells: Sequence[str], name: str) -> bool:
        """Whether a row only adds up the list: 合计 for a project, or left of where indicators begin."""
        if self._has_indicator(cells):
            return False
        if name:
            return compact(name) in _NO_PROJECT or marks.is_subtotal(name) or marks.total_rest(name) == ""
        at = next(index for index, cell in enumerate(cells) if cell)
        return at < self._first and (
            marks.total_rest(cells[at]) is not None
            or marks.is_subtotal(cells[at])
            or compact(cells[at]) in _NO_PROJECT
        )

    def _signs_off(self, record: Record) -> bool:
        """Whether a row is a note or a signature under the list: it says nothing of money or indicators."""
        number, cells = record
        if any(_at(cells, column) for column in self._figures):
            return False
        return marks.is_sign_off(Line(number, next(cell for cell in cells if cell)[:_LONGEST_LABEL]))

    def _continued(self, own: Key) -> Key | None:
        """The key of the row above, where a row says nothing else."""
        above = self._key
        if above is None:
            return None
        said = [(mine, known) for mine, known in zip(own, above, strict=True) if mine]
        return above if all(compact(mine) == compact(known) for mine, known in said) else None

    def _note_unfilled(self, number: int, own: Key) -> None:
        """Keep the first project that leaves blank what the one above says: merged there, or not known."""
        assert self._key is not None  # noqa: S101 - asked only under a project
        for index in (2, 3, 4):
            if self._unfilled is None and not own[index] and self._key[index]:
                self._unfilled = number, self._heading.texts[self._columns[index] or 0]

    def _has_indicator(self, cells: Sequence[str]) -> bool:
        columns = self._heading.indicators
        return any(_at(cells, columns.get(name)) for name in ("name", "target", "actual"))

    def notes(self) -> Iterator[Finding]:
        """What was noticed of the list as a whole."""
        if self._unfilled is not None:
            number, text = self._unfilled
            place = self._place.model_copy(update={"row": say("place.row", number=number)})
            yield warning("LST006", place, heading=text, number=number)

    def lost(self) -> Iterator[Finding]:
        """The rows that are of no project."""
        if self._orphans:
            first = self._orphans[0]
            place = self._place.model_copy(update={"row": say("place.row", number=first)})
            yield error("LST004", place, count=len(self._orphans), number=first)

    def overlong(self, group: Group) -> Finding:
        """That a project has more rows than any table."""
        return error("LST007", self._place, name=clip(group.said("project")), most=MOST_ROWS)

    @property
    def count(self) -> int:
        """How many projects were met."""
        return len(self._numbers)


def last_rows(rows: Iterable[Record], grouping: Grouping) -> list[int]:
    """The last row of each project, in the order of their first ones."""
    found: list[int] = []
    for record in rows:
        of = grouping.of(record)
        if of is None:
            continue
        if of[0] == len(found):
            found.append(record[0])
        else:
            found[of[0]] = record[0]
    return found


class TooScatteredError(Exception):
    """The rows of projects stand too far from each other to be put together."""


def groups(rows: Iterable[Record], grouping: Grouping, ends: Sequence[int]) -> Iterator[Group]:
    """The projects in the order of their first rows, each once its last row (``ends``) has come.

    Raises :class:`TooScatteredError` where more than :data:`MOST_OPEN` rows would have to wait.
    """
    open_: dict[int, Group] = {}
    waiting = due = 0
    for record in rows:
        of = grouping.of(record)
        if of is None:
            continue
        number, key = of
        group = open_.get(number)
        if group is None:
            group = open_[number] = Group(number, key)
        if len(group.rows) < MOST_ROWS:
            group.rows.append(record)
            waiting += 1
        elif not group.trouble:
            group.trouble.append(grouping.overlong(group))
        if waiting > MOST_OPEN:
            raise TooScatteredError
        while due in open_ and ends[due] <= record[0]:
            done = open_.pop(due)
            waiting -= len(done.rows)
            due += 1
            yield done


def _at(cells: Sequence[str], column: int | None) -> str:
    return cells[column] if column is not None and column < len(cells) else ""


def _same(cells: Sequence[str], heading: Sequence[str]) -> bool:
    """Whether a row is the heading again, as where lists were put one under the other."""
    return cells[0] == heading[0] and [*cells] == [*heading][: len(cells)] and len(cells) == len(heading)
