"""A table as it was found in a text: its lines by block, before anything is interpreted."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from jixiao.documents.align import joined, look
from jixiao.documents.lines import Once

if TYPE_CHECKING:
    from collections.abc import Callable

    from jixiao.documents.align import Fit
    from jixiao.documents.columns import Columns
    from jixiao.documents.lines import Line


class Part(IntEnum):
    """How far a table has been read."""

    HEAD = 0
    FUNDS = 1
    GOALS = 2
    INDICATORS = 3
    AFTER = 4


@dataclass(frozen=True)
class Row:
    """One row under its columns; ``fit.cells`` run parallel to ``columns.fields``."""

    line: Line
    columns: Columns
    fit: Fit

    @Once
    def get(self) -> Callable[[str], str | None]:
        """Gives the cell of a field; pieces of one field are put together."""
        return self.by_field.get

    @Once
    def by_field(self) -> dict[str | None, str]:
        """The cells that hold something, by field."""
        found: dict[str | None, str] = {}
        for name, cell in zip(self.columns.fields, self.fit.cells, strict=True):
            if cell:
                found[name] = found.get(name, "") + cell
        return found

    def column(self, name: str) -> int | None:
        """Which cell of a grid's line holds a field, or would hold it where it is blank; else ``None``."""
        if self.line.mode != "grid" or name not in self.columns.fields:
            return None
        named = [index for index, field in enumerate(self.columns.fields) if field == name]
        at = next((index for index in named if self.fit.cells[index]), named[0])
        if not self.fit.moved:
            return at
        return self._origins().get(at)

    def _origins(self) -> dict[int, int]:
        """The cell of the line in which each column's text begins; empty where nobody can tell."""
        left = [(index, cell) for index, cell in enumerate(self.line.cells) if cell]
        found: dict[int, int] = {}
        for at, held in enumerate(self.fit.cells):
            if not held:
                continue
            sizes = range(1, len(left) + 1)
            count = next((n for n in sizes if joined([cell for _, cell in left[:n]]) == held), None)
            if count is None:
                return {}
            found[at] = left[0][0]
            del left[:count]
        return found

    @property
    def held(self) -> list[str]:
        """The fields that hold something."""
        return [name for name, cell in zip(self.columns.fields, self.fit.cells, strict=True) if name and cell]

    @property
    def weighted(self) -> bool:
        """Whether a number stands where the weight (or, without such a column, the score) belongs."""
        cell = self.get("weight" if "weight" in self.columns.fields else "claimed_score")
        return cell is not None and look(cell).number


@dataclass(frozen=True)
class Labelled:
    """A value of the head: what it is (``project`` …), the text, its line and its printed label."""

    kind: str
    value: str
    line: Line
    label: str


@dataclass
class Table:
    """One table, by block.  ``position`` is where it begins in the text, ``end`` where reading goes on."""

    position: int
    start: Line
    end: int = 0
    document_part: str | None = None
    year: int | None = None
    amount_unit: str | None = None
    titled: bool = False
    no_year: tuple[str, Line] | None = None
    head: list[Labelled] = field(default_factory=list)
    above: list[Labelled] = field(default_factory=list)
    fund_columns: Columns | None = None
    funds: list[Row] = field(default_factory=list)
    goal: list[tuple[str, str, Line]] = field(default_factory=list)
    columns: Columns | None = None
    rows: list[Row] = field(default_factory=list)
    totals: list[Line] = field(default_factory=list)
    near: list[tuple[str, str, Line]] = field(default_factory=list)
    strange: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    state: Part = Part.HEAD
    last_line: int = 0
    overlong: bool = False

    @property
    def has_project(self) -> bool:
        """Whether the project's name was found."""
        return any(one.kind == "project" for one in self.head)

    @property
    def has_goal_only(self) -> bool:
        """Whether it is a table of goals: indicators with targets, nothing about results, no execution."""
        if self.columns is None or self.fund_columns is not None:
            return False
        return not set(self.columns.fields) & {"actual", "claimed_score", "review_score", "coefficient"}

    @property
    def is_evaluation(self) -> bool:
        """Whether it is a self-evaluation: funds, or indicators with results, under a head or a title."""
        if self.has_goal_only:
            return False
        if self.fund_columns is not None:
            return bool(self.funds or self.rows or self.has_project)
        if self.columns is None:
            return False
        valued = bool(set(self.columns.fields) & {"target", "actual"})
        return bool(self.rows or self.has_project) and (self.has_project or self.titled or valued)
