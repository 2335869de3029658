"""The upper part of a table: labelled values, the funds, the goals; and the lines before the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.documents import marks
from jixiao.documents.align import BAD, look
from jixiao.documents.found import Labelled, Part, Row
from jixiao.indicators.taxonomy import fund_line

if TYPE_CHECKING:
    from jixiao.documents.columns import Columns
    from jixiao.documents.cursor import Cursor
    from jixiao.documents.found import Table
    from jixiao.documents.lines import Document, Line

_CAPTION_LINES = 12
_ABOVE = frozenset({"department", "unit"})
_HEADING_LINES = 200
_NO_FIGURE = frozenset({"fund_name", "block", "other"})


def look_back(table: Table, document: Document, floor: int) -> None:
    """Take what stands above a table, down to ``floor`` where the last one ended: title, year, unit, heading.

    A project's name may stand above its own empty label.
    """
    caption = True
    above: Line | None = None
    last = document.number(floor) if floor else 0
    for index, line in enumerate(document.backward(table.position, _HEADING_LINES)):
        caption = caption and index < _CAPTION_LINES and line.number >= last and len(line.distinct) <= 4
        if table.document_part is None:
            table.document_part = marks.heading_text(line)
        if caption and index == 0 and _may_name_project(line, table.start):
            above = line
        elif caption:
            take_caption(table, line)
            table.above += [one for one in labelled(line) if one.kind in _ABOVE and one.value]
        elif table.document_part is not None:
            break
    if above is None:
        return
    label = table.start.filled[0]
    unnamed = len(table.start.filled) == 1 and marks.label(label) == ("project", "")
    if unnamed and not marks.is_title(above) and not marks.year_alone(above.filled[0]):
        table.head.append(Labelled("project", " ".join(above.distinct), above, label))
    else:
        take_caption(table, above)


def take_caption(table: Table, line: Line) -> None:
    """Take the year, the unit of money and the title from a line outside the blocks."""
    for cell in (line.text.strip().lstrip("#").strip(), *line.distinct):
        if table.year is None:
            table.year = marks.year_alone(cell)
        if table.no_year is None and marks.no_year(cell):
            table.no_year = (cell, line)
    if marks.is_title(line):
        table.titled = True
        if table.year is None:
            table.year = marks.year_in_title(line.text)
    if table.amount_unit is None and len(line.text) < 120:
        table.amount_unit = marks.amount_unit(line.text)


def _may_name_project(line: Line, start: Line) -> bool:
    """Whether the line above a label can be the project's name: one cell of a grid, or a short line."""
    if labelled(line):
        return False
    if line.mode == "grid":
        return len(line.distinct) == 1
    close = line.number == start.number - 1 and len(line.squeezed) <= 60
    return (
        close
        and not line.text.rstrip().endswith(("。", "：", ":", "；"))
        and marks.heading_text(line) is None
    )


def labelled(line: Line) -> list[Labelled]:
    """The labels of a line, each with what stands behind it up to the next one (often nothing)."""
    found: list[tuple[str, str, list[str]]] = []
    for cell in line.filled:
        known = marks.label(cell)
        if known is not None:
            found.append((known[0], cell, [known[1]] if known[1] else []))
        elif found:
            found[-1][2].append(cell)
    return [
        Labelled(
            kind, (" ".join(values) if line.mode == "words" else values[0]) if values else "", line, label
        )
        for kind, label, values in found
    ]


class HeadBlock:
    """Reads the lines of a table down to its indicator heading."""

    def __init__(self, table: Table, cursor: Cursor) -> None:
        self.table = table
        self.cursor = cursor
        self._label_line: Line | None = None
        self._achieved_from: int | None = None
        self._open_goal: str | None = None

    def take_fund_heading(self, found: Columns) -> int:
        """Begin the funds block."""
        table = self.table
        if table.fund_columns is None:
            table.near += [(text, word, found.line) for text, word in found.near]
        table.fund_columns = found
        table.amount_unit = next(filter(None, map(marks.amount_unit, found.line.filled)), table.amount_unit)
        table.state = Part.FUNDS
        return 1

    def take(self, line: Line) -> int:
        """Take one line; 0 where the table is over."""
        if not line.filled or self._goal_heading(line):
            return 1
        if self.table.state is Part.FUNDS:
            row = self._fund(line)
            known = marks.label(line.filled[0])
            if row is not None and (known is None or known[0] == marks.WHOLE_KIND):
                self.table.funds.append(row)
                return 1
        if self.table.state is not Part.GOALS and self.take_labels(line):
            return 1
        if self.table.state is Part.GOALS:
            return self._goal(line)
        if self.table.state is Part.HEAD:
            if self._project_below(line):
                return 1
            take_caption(self.table, line)
        return 1 if self._goes_on() else 0

    def _goes_on(self) -> bool:
        head = self.table.state is Part.HEAD
        return self.cursor.heading_ahead(
            indicators_only=not head, until_project=not head or self.table.has_project
        )

    # --- labelled values ------------------------------------------------------

    def take_labels(self, line: Line) -> bool:
        """Take the labelled values of a line; whether there were any."""
        found = labelled(line)
        for one in found:
            if one.kind == "project" and not one.value:
                self._label_line = line
            elif one.value and one.kind != "other" and not (one.kind == "project" and self.table.has_project):
                self.table.head.append(one)
        return bool(found)

    def _project_below(self, line: Line) -> bool:
        """The project's name on the line under its label."""
        label = self._label_line
        if label is None or self.table.has_project or len(line.filled) != 1 or line.number - label.number > 3:
            return False
        if marks.is_title(line) or marks.year_alone(line.filled[0]):
            return False
        self.table.head.append(Labelled("project", line.filled[0], line, label.filled[0]))
        return True

    # --- funds ------------------------------------------------------------------

    def _fund(self, line: Line) -> Row | None:
        """The line as a row of funds, or ``None`` where it is none."""
        columns = self.table.fund_columns
        if columns is None or (columns.mode == "grid") != (line.mode == "grid"):
            return None
        row = Row(line, columns, columns.place(line))
        name = row.get("fund_name")
        if name is None or row.fit.cost >= BAD or len(name) > 60 or "。" in name:
            return None
        figures = [
            cell
            for field, cell in zip(columns.fields, row.fit.cells, strict=True)
            if cell and field not in _NO_FIGURE and (look(cell).number or look(cell).blank)
        ]
        listed = line.mode == "grid" and len(line.cells) > 3
        return row if figures or listed or fund_line(name) != "unknown" else None

    # --- goals --------------------------------------------------------------------

    def _goal_heading(self, line: Line) -> bool:
        """The first row of the goals: their label, their headings, or the goal beside the label."""
        cells = _goal_words(list(line.cells)) if line.mode == "words" else list(line.cells)
        told = [(index, cell, marks.goal_heading(cell)) for index, cell in enumerate(cells) if cell]
        labelled = any(marks.is_goal_label(cell) for _, cell, _ in told)
        headings = [(index, kind) for index, _, kind in told if kind]
        if not labelled and len(headings) < 2:
            return False
        known = self.table.goal or (line.mode == "grid" and self._achieved_from is not None)
        if labelled and self.table.state is Part.GOALS and known and not headings:
            return False
        self.table.state = Part.GOALS
        self._achieved_from = next((i for i, kind in headings if kind == "achieved"), self._achieved_from)
        values = [cell for _, cell, kind in told if not kind and not marks.is_goal_label(cell)]
        values = list(dict.fromkeys(values))
        for kind, value in zip(("expected", "achieved"), values, strict=False):
            self.table.goal.append((kind, value, line))
        return True

    def _goal(self, line: Line) -> int:
        """Text of the goals: by position under the headings, by a label before it, or a cell's rest."""
        if not self._goes_on() and (line.mode != "grid" or len(line.filled) > 2):
            return 0
        if marks.is_block_label(line.squeezed):
            return 1
        told = [(index, cell) for index, cell in enumerate(line.cells) if cell]
        if line.mode == "grid":
            told = [one for i, one in enumerate(told) if i == 0 or not self._repeats(told[i - 1], one)]
        told = [(index, cell) for index, cell in told if not marks.is_goal_label(cell)]
        if line.mode == "words" and (len(told) != 2 or self._achieved_from is None):
            told = [(0, line.text.strip())]
        open_kind, self._open_goal = self._open_goal, None
        kind = "expected"
        for place, (index, cell) in enumerate(told):
            labelled, text = marks.goal_text(cell)
            if labelled is not None:
                kind = labelled
            elif index == 0 and open_kind is not None and line.mode == "grid":
                kind = open_kind
            elif place == 1 and len(told) == 2:
                kind = "achieved"
            elif line.mode == "grid" and self._achieved_from is not None:
                kind = "achieved" if index >= self._achieved_from else "expected"
            if text:
                self.table.goal.append((kind, text, line))
        if told and line.cells[-1] and line.mode == "grid":
            self._open_goal = kind
        return 1

    def _repeats(self, before: tuple[int, str], cell: tuple[int, str]) -> bool:
        """Whether a cell only says again what the merged cell before it says."""
        at = self._achieved_from
        return before == (cell[0] - 1, cell[1]) and (at is None or (before[0] >= at) == (cell[0] >= at))


def _goal_words(tokens: list[str]) -> list[str]:
    """Single words put together to the labels of the goals (``年度 总体 目标``)."""
    found, i = [], 0
    while i < len(tokens) and len(tokens) <= 60:
        for size in range(min(3, len(tokens) - i), 0, -1):
            text = "".join(tokens[i : i + size])
            if size == 1 or marks.is_goal_label(text) or marks.goal_heading(text):
                found.append(text)
                i += size
                break
    return found or tokens
