"""A filled form of an evaluation framework read back, from a workbook or a Word document.

Everything is found by the headings: columns may be moved, rows added, removed and moved, merged cells taken
apart.  What was typed is kept verbatim; numbers that cannot be read are told with their place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.documents.complaints import error
from jixiao.documents.framework_headings import FUNDS, ORIGIN, heading
from jixiao.documents.grid import Grid
from jixiao.documents.office.reading import read_office
from jixiao.documents.office.told import as_finding
from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.numbers import exact_string, parse_decimal
from jixiao.schemas.finding import Finding, Place
from jixiao.schemas.framework import FilledFramework, FrameworkItem, FrameworkRow, ReadFramework, TaskGoal
from jixiao.schemas.self_evaluation import FundLine
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.documents.grid import Cell, Extract
    from jixiao.schemas.self_evaluation import Path

_RULES = re.compile(r"评分规则[：:]\s*([a-z0-9][a-z0-9-]*)")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})\s*年度")
_TASK = re.compile(r"任务\s*([0-9]{1,3})")
_FOOT = frozenset({"总分", "合计", "总计"})
_NOTHING = frozenset({"", "—", "-", "－", "/"})
_HEAD = {
    "form.project": "project",
    "framework.form.department": "project",
    "form.department": "department",
    "form.unit": "unit",
}


def read_framework(data: bytes, name: str) -> tuple[ReadFramework | None, tuple[Finding, ...]]:
    """The form in a file, and why there is none where there is none; never raises for content.

    What is wrong with single entries stands in the form's own ``problems``.
    """
    extract = read_office(data, name)
    if extract.refusal is not None:
        return None, (as_finding(extract.refusal, name),)
    found = [reader.result() for reader in _readers(extract, name) if reader.seen]
    if not found:
        return None, (error("FWK010", Place(file=name)),)
    if len(found) > 1:
        return None, (error("FWK016", Place(file=name), count=str(len(found))),)
    return found[0], ()


def _readers(extract: Extract, name: str) -> list[_Reader]:
    """A reader for each sheet of a workbook, one for all tables of a document; all are done reading."""
    texts = [block.text for block in extract.blocks if not isinstance(block, Grid)]
    grids = [grid for grid in extract.grids if not grid.hidden]
    # only a document has text outside its tables
    groups = [grids] if texts else [[grid] for grid in grids]
    readers = []
    for group in groups:
        reader = _Reader(name)
        for text in texts:
            reader.hear(text)
        for grid in group:
            reader.read(grid)
        readers.append(reader)
    return readers


@dataclass(slots=True)
class _Group:
    """One indicator while its lines are read."""

    level1: str | None
    level2: str | None
    name: str | None
    goal: int | None = None
    meaning: str | None = None
    note: str | None = None
    weight: Decimal | None = None
    claimed: Decimal | None = None
    merged: bool = False
    items: list[FrameworkItem] = field(default_factory=list)
    places: dict[Path, Place] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        """Whether nothing was filled in at all (a spare row of the form)."""
        said = any(item.entry or item.score is not None for item in self.items)
        return not (said or self.name or self.weight is not None or self.claimed is not None)


class _Reader:
    """Reads grids one after the other into one form."""

    def __init__(self, name: str) -> None:
        self.file = name
        self.seen = False
        self.values: dict[str, str] = {}
        self.funds: list[FundLine] = []
        self.goals: list[TaskGoal] = []
        self.groups: list[_Group] = []
        self.problems: list[Finding] = []
        self.places: dict[Path, Place] = {}
        self.total: Decimal | None = None
        self.table = ""
        self.mode = ""
        self.columns: dict[str, int] = {}

    # whole pages

    def hear(self, text: str) -> None:
        """Take from a line of text what it says of the form."""
        if (origin := ORIGIN.search(text)) is not None:
            self.values.setdefault("framework", origin[1])
            self.values.setdefault("hash", origin[2])
        if (rules := _RULES.search(text)) is not None:
            self.values.setdefault("rules", rules[1])
        if not self.seen and (year := _YEAR.search(text)) is not None:
            self.values.setdefault("year", year[1])

    def read(self, grid: Grid) -> None:
        """Read one grid, going on where the last one ended."""
        self.table = grid.name
        for row in grid.rows:
            self._row(row)

    def result(self) -> ReadFramework:
        """The form as read."""
        while self.goals and self.goals[-1] == TaskGoal():
            self.goals.pop()
        kept = [group for group in self.groups if not group.blank]
        rows = []
        for number, group in enumerate(kept):
            rows.append(
                FrameworkRow(
                    level1=group.level1, level2=group.level2, name=group.name, meaning=group.meaning,
                    weight=group.weight, items=tuple(group.items), claimed_score=group.claimed,
                    goal=group.goal, note=group.note,
                )
            )  # fmt: skip
            self.places |= {("rows", number, *path): place for path, place in group.places.items()}
        values, year = self.values, self.values.get("year")
        form = FilledFramework(
            framework=values.get("framework"), hash=values.get("hash"), rules=values.get("rules"),
            project=values.get("project", ""), department=values.get("department"),
            unit=values.get("unit"), year=None if year is None else int(year), funds=tuple(self.funds),
            goals=tuple(self.goals), rows=tuple(rows), claimed_total=self.total,
        )  # fmt: skip
        source = Place(file=self.file, table=self.table or None)
        return ReadFramework(form, source, self.places, tuple(self.problems))

    # rows

    def _row(self, row: Sequence[Cell]) -> None:
        for cell in row:
            if not cell.covered and cell.text:
                self.hear(cell.text)
        if self._heading(row):
            return
        if self.mode == "rows" and self._is_foot(row):
            self._foot(row)
            self.mode = ""
        elif self.mode in {"project", "tasks"}:
            if self._is_foot(row):
                self._foot(row)
                self.mode = ""
            elif any(cell.text.strip() for cell in row):
                (self._project_row if self.mode == "project" else self._task_row)(row)
        elif self.mode == "funds" and self._said(row, "fund"):
            self._fund(row)
        elif self.mode == "goals" and not self._labelled(row):
            self._goal(row)
        elif not self.seen:
            self._head(row)

    def _heading(self, row: Sequence[Cell]) -> bool:
        """Whether the row is a heading; it says what the rows below are."""
        found = heading(row)
        if found is None:
            return False
        self.mode, self.columns = found
        self.seen = self.seen or self.mode in {"project", "tasks"}
        return True

    def _is_foot(self, row: Sequence[Cell]) -> bool:
        first = next((cell.text for cell in row if cell.text.strip() and not cell.covered), "")
        return squeeze(first) in _FOOT

    def _foot(self, row: Sequence[Cell]) -> None:
        at = self.columns.get("score")
        if at is None:
            return
        self.total = self._number(row[at], "score")
        self.places["claimed_total",] = self._place(row[at])

    def _labelled(self, row: Sequence[Cell]) -> bool:
        """Whether a row of the head says something by a label of its own."""
        labels = {squeeze(say(code)) for code in _HEAD}
        return any(squeeze(cell.text) in labels for cell in row if not cell.covered and cell.text)

    def _head(self, row: Sequence[Cell]) -> None:
        labels = {squeeze(say(code)): key for code, key in _HEAD.items()}
        key: str | None = None
        for cell in row:
            if cell.covered:
                continue
            if key is not None:
                if cell.text.strip():
                    self.values.setdefault(key, cell.text.strip())
                    self.places.setdefault((key,), self._place(cell))
                key = None
            else:
                key = labels.get(squeeze(cell.text)) if cell.text else None

    # cells

    def _place(self, cell: Cell) -> Place:
        return Place(file=self.file, table=self.table or None, cell=cell.ref, quote=cell.text.strip() or None)

    def _cell(self, row: Sequence[Cell], key: str) -> Cell | None:
        at = self.columns.get(key)
        return None if at is None or at >= len(row) else row[at]

    def _said(self, row: Sequence[Cell], key: str) -> str | None:
        """What a cell says, also where it is covered by one above; ``None`` for nothing."""
        cell = self._cell(row, key)
        return None if cell is None else cell.text.strip() or None

    def _own(self, row: Sequence[Cell], key: str) -> Cell | None:
        """The cell of a column, unless another covers it."""
        cell = self._cell(row, key)
        return None if cell is None or cell.covered else cell

    def _number(self, cell: Cell | None, column: str) -> Decimal | None:
        """The number in a cell; what is none is told."""
        if cell is None or cell.covered or _ours(cell):
            return None
        text = cell.text.strip()
        if text in _NOTHING:
            return None
        # a formula's value is taken as it is shown, a typed number as it was typed
        typed = text if cell.formula is not None or cell.raw is None or "%" in text else cell.raw
        value = parse_decimal(typed.removesuffix("分").strip())
        if value is None:
            heading = say(f"framework.number.{column}")
            place = self._place(cell)
            self.problems.append(error("FWK011", place, found=text, column=heading, written=text[:40]))
            return None
        return Decimal(exact_string(value))

    def _entry(self, cell: Cell | None) -> str | None:
        """What was typed: a number as it was typed, anything else as it is shown."""
        if cell is None or cell.covered or not cell.text.strip():
            return None
        text = cell.text.strip()
        shown = None if "%" in text else parse_decimal(text)
        typed = cell.raw is not None and shown is not None and parse_decimal(cell.raw) != shown
        return cell.raw if typed else text

    # funds and tasks

    def _fund(self, row: Sequence[Cell]) -> None:
        path: Path = ("funds", len(self.funds))
        numbers = {}
        for key in FUNDS:
            cell = self._own(row, key)
            numbers[key] = self._number(cell, key)
            if cell is not None:
                self.places[*path, key] = self._place(cell)
        self.funds.append(FundLine(name=self._said(row, "fund"), **numbers))

    def _goal(self, row: Sequence[Cell]) -> None:
        path: Path = ("goals", len(self.goals))
        ratio = self._own(row, "ratio")
        if ratio is not None:
            self.places[*path, "ratio"] = self._place(ratio)
        self.goals.append(
            TaskGoal(
                name=self._said(row, "name"),
                expected=self._said(row, "expected"),
                achieved=self._said(row, "achieved"),
                ratio=self._number(ratio, "ratio"),
            )
        )

    # indicators

    def _levels(self, row: Sequence[Cell]) -> tuple[str | None, str | None]:
        """The 一级 and 二级指标 of a row: its own, or those above where it leaves them blank."""
        last = self.groups[-1] if self.groups else None
        level1 = self._said(row, "level1") or (None if last is None else last.level1)
        same = last is not None and last.level1 == level1
        return level1, self._said(row, "level2") or (last.level2 if last is not None and same else None)

    def _project_row(self, row: Sequence[Cell]) -> None:
        level1, level2 = self._levels(row)
        cell = self._cell(row, "name")
        label = self._said(row, "label") or ""
        group = self._continued(cell, level2, label)
        if group is None:
            merged = cell is not None and cell.rowspan > 1
            group = _Group(level1, level2, self._said(row, "name"), merged=merged)
            group.meaning = self._said(row, "meaning")
            if cell is not None:
                group.places[()] = self._place(cell)
            self.groups.append(group)
        weight = self._own(row, "weight")
        if group.weight is None and weight is not None:
            group.weight = self._number(weight, "weight")
            group.places["weight",] = self._place(weight)
        self._item(group, row, label)

    def _continued(self, cell: Cell | None, level2: str | None, label: str) -> _Group | None:
        """The indicator a row goes on with; ``None`` where it begins one."""
        last = self.groups[-1] if self.groups else None
        if last is None or cell is None:
            return last
        if cell.covered:
            return last
        text = cell.text.strip()
        if not text:
            return last
        again = any(item.label == label for item in last.items)
        same = text == last.name and level2 == last.level2 and not last.merged and cell.rowspan == 1
        return last if same and not again else None

    def _item(self, group: _Group, row: Sequence[Cell], label: str) -> None:
        path: Path = ("items", len(group.items))
        for key in ("share", "entry", "score"):
            cell = self._own(row, key)
            if cell is not None:
                group.places[*path, key] = self._place(cell)
        score = self._own(row, "score")
        written = self._number(score, "score")
        if score is not None and score.rowspan > 1:
            group.claimed = written
            group.places["claimed_score",] = self._place(score)
            written = None
        entry = self._entry(self._own(row, "entry"))
        evidence = self._own(row, "evidence")
        told = None if evidence is None else evidence.text.strip() or None
        share = self._number(self._own(row, "share"), "share")
        if label or entry or written is not None or share is not None or told:
            group.items.append(
                FrameworkItem(label=label, share=share, entry=entry, score=written, evidence=told)
            )

    def _task_row(self, row: Sequence[Cell]) -> None:
        level1, level2 = self._levels(row)
        name = self._cell(row, "name")
        group = _Group(level1, level2, self._said(row, "name"), goal=self._task(row))
        weight, score = self._own(row, "weight"), self._own(row, "score")
        group.weight = self._number(weight, "weight")
        group.claimed = self._number(score, "score")
        group.note = self._said(row, "note")
        for path, cell in (((), name), (("weight",), weight), (("claimed_score",), score)):
            if cell is not None:
                group.places[path] = self._place(cell)
        for key in ("target", "actual"):
            cell = self._own(row, key)
            if cell is not None:
                group.places["items", len(group.items), "entry"] = self._place(cell)
            label = say(f"framework.task.column.{key}")
            group.items.append(FrameworkItem(label=label, entry=self._entry(cell)))
        self.groups.append(group)

    def _task(self, row: Sequence[Cell]) -> int | None:
        """The task an indicator belongs to: by number, or by name; one that is not listed is told."""
        text = self._said(row, "goal")
        if text is None:
            return None
        named = [
            at for at, goal in enumerate(self.goals) if goal.name and squeeze(goal.name) == squeeze(text)
        ]
        if named:
            return named[0]
        number = _TASK.fullmatch(text)
        if number is not None and 0 < int(number[1]) <= len(self.goals):
            return int(number[1]) - 1
        cell = self._own(row, "goal")
        if cell is not None:
            self.problems.append(error("FWK017", self._place(cell), found=text, task=text[:40]))
        return None


def _ours(cell: Cell) -> bool:
    """Whether a cell holds a formula as the form has them: what it shows was typed by nobody."""
    return cell.formula is not None and cell.formula.lstrip("=").upper().startswith("IF(")
