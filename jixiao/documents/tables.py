"""Finding self-evaluation tables in a text and cutting them into blocks: head, funds, goals, indicators.

Nothing is interpreted here beyond what a row is; :mod:`jixiao.documents.assemble` makes the form.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from jixiao.documents import columns as heads
from jixiao.documents import figures, marks
from jixiao.documents.align import BAD, Fit, content_cost, look
from jixiao.documents.columns import Columns, join_lines
from jixiao.documents.lines import Document, Line

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANCHOR = re.compile(
    r"项[^\S\n]{0,4}目[^\S\n]{0,4}名[^\S\n]{0,4}称|执[^\S\n]{0,4}行[^\S\n]{0,4}数|级[^\S\n]{0,4}指|指[^\S\n]{0,4}标[^\S\n]{0,4}(?:名|值)|"
    r"支[^\S\n]{0,4}出[^\S\n]{0,4}数|执[^\S\n]{0,4}行[^\S\n]{0,4}金|完[^\S\n]{0,4}成[^\S\n]{0,4}值|政策名称|专项名称"
)
_LOOK_AHEAD = 40
_LOOK_BACK = 12
_LOOK_BACK_HEADING = 200
_MOST_GAP = 3
_GOOD = 8


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

    def get(self, name: str) -> str | None:
        """The cell of a field; pieces of one field are put together."""
        found = [c for f, c in zip(self.columns.fields, self.fit.cells, strict=True) if f == name and c]
        return "".join(found) if found else None


@dataclass
class Table:
    """One table as found, by block.  ``position`` is where it begins, ``end`` where reading goes on."""

    position: int
    start: Line
    end: int = 0
    part: str | None = None
    year: int | None = None
    amount_unit: str | None = None
    titled: bool = False
    head: list[tuple[str, str, Line, str]] = field(default_factory=list)
    fund_columns: Columns | None = None
    funds: list[Row] = field(default_factory=list)
    goal: list[tuple[str, str, Line]] = field(default_factory=list)
    columns: Columns | None = None
    rows: list[Row] = field(default_factory=list)
    totals: list[Line] = field(default_factory=list)
    near: list[tuple[str, str, Line]] = field(default_factory=list)
    strange: list[Line] = field(default_factory=list)

    @property
    def is_evaluation(self) -> bool:
        """Whether it is a self-evaluation: it has a head or funds, or indicators with results."""
        named = any(kind == "project" for kind, *_ in self.head)
        fields = set(self.columns.fields) if self.columns else set()
        results = bool(fields & {"actual", "claimed_score", "review_score", "coefficient"})
        if self.columns is not None and not results and self.fund_columns is None:
            return False
        if self.fund_columns is not None:
            return bool(self.funds or self.rows or named)
        if self.columns is None:
            return False
        valued = bool(fields & {"target", "actual"})
        return bool(self.rows or named) and (named or self.titled or valued)


def find_tables(document: Document) -> Iterator[Table]:
    """All tables of a document, in order; every line is looked at a bounded number of times."""
    position = floor = 0
    while True:
        anchor = _ANCHOR.search(document.text, position)
        if anchor is None:
            return
        start = document.start(anchor.start())
        line = document.line(start)
        if not _begins_table(document, start, line):
            position = document.end(start) + 1
            continue
        table = _Reading(document, start, line, floor).read()
        if table.is_evaluation or table.rows or table.funds:
            yield table
            position = floor = max(table.end, document.end(start) + 1)
        else:
            position = document.end(start) + 1


def _begins_table(document: Document, start: int, line: Line) -> bool:
    if len(line.text) > 2000:
        return False
    if _indicator_heading(document, start, line) is not None or heads.of_line(line, "fund") is not None:
        return True
    if not _is_project_row(line):
        return False
    ahead = document.forward(document.end(start) + 1)
    for _, (at, following) in zip(range(_LOOK_AHEAD), ahead, strict=False):
        if _is_project_row(following):
            return False
        if heads.of_line(following, "fund") or _indicator_heading(document, at, following):
            return True
    return False


def _is_project_row(line: Line) -> bool:
    if not line.filled or len(line.text) > 2000:
        return False
    found = marks.label(line.filled[0])
    if found is None or found[0] != "project":
        return False
    return heads.known_fields(line, "fund") < 2 and heads.known_fields(line, "indicator") < 2


def _indicator_heading(document: Document, start: int, line: Line) -> tuple[Columns, int] | None:
    """The columns of an indicator heading that begins with ``line``, and how many lines it has."""
    if "指" not in line.text and "级" not in line.text:
        return None
    found = heads.of_line(line, "indicator")
    known = heads.known_fields(line, "indicator")
    if found is None and known < 2:
        return None
    ahead = [
        following
        for _, (_, following) in zip(range(3), document.forward(document.end(start) + 1), strict=False)
    ]
    joined = line
    for count, following in enumerate(ahead, 2):
        if len(following.text) > 500 or following.is_rule or any(look(c).number for c in following.filled):
            break
        joined = join_lines(joined, following)
        better = heads.of_line(joined, "indicator")
        if better is not None and heads.known_fields(joined, "indicator") > known:
            found, known = better, heads.known_fields(joined, "indicator")
            if count == len(ahead) + 1:
                return found, count
            return _second_line(found, ahead[count - 1 :], count)
    if found is None:
        return None
    return _second_line(found, ahead, 1)


def _second_line(found: Columns, ahead: list[Line], count: int) -> tuple[Columns, int]:
    for skipped, following in enumerate(ahead):
        if following.is_rule:
            continue
        deeper = heads.with_second_line(found, following)
        return (found, count) if deeper is None else (deeper, count + skipped + 1)
    return found, count


class _Reading:
    """One table being read, line by line."""

    def __init__(self, document: Document, start: int, line: Line, floor: int) -> None:
        self.document = document
        self.table = Table(start, line)
        self.state = Part.HEAD
        self.source = document.forward(start)
        self.buffer: deque[tuple[int, Line]] = deque()
        self.last_row_line = line.number
        self.has_project = False
        self.goal_split: int | None = None
        self._look_back(start, floor)

    # --- the lines before -----------------------------------------------------

    def _look_back(self, start: int, floor: int) -> None:
        table = self.table
        near = True
        above: Line | None = None
        for index, line in enumerate(self.document.backward(start, _LOOK_BACK_HEADING)):
            if table.part is None:
                table.part = marks.heading_text(line)
            if index >= _LOOK_BACK or self._before(floor, line):
                near = False
            if near and index == 0 and line.mode == "grid" and len(line.filled) == 1:
                above = line
                continue
            if near and len(line.filled) > 4:
                near = False
            if near:
                self._caption(line)
            if not near and table.part is not None:
                break
        first = table.start.filled[0] if table.start.filled else ""
        found = marks.label(first)
        empty = found is not None and found[0] == "project" and not found[1] and len(table.start.filled) == 1
        if (
            above is not None
            and empty
            and not marks.is_title(above)
            and not marks.year_alone(above.filled[0])
        ):
            table.head.append(("project", above.filled[0], above, first))
            self.has_project = True
        elif above is not None:
            self._caption(above)

    def _before(self, floor: int, line: Line) -> bool:
        return floor > 0 and line.number < self.document.number(floor)

    def _caption(self, line: Line) -> None:
        table = self.table
        for cell in (line.text.strip().lstrip("#").strip(), *line.filled):
            if table.year is None:
                table.year = marks.year_alone(cell)
        if marks.is_title(line):
            table.titled = True
            if table.year is None:
                table.year = marks.year_in_title(line.text)
        if table.amount_unit is None and len(line.text) < 120:
            table.amount_unit = marks.amount_unit(line.text)

    # --- the lines after ------------------------------------------------------

    def peek(self, index: int = 0) -> tuple[int, Line] | None:
        """The line that many lines ahead."""
        while len(self.buffer) <= index:
            following = next(self.source, None)
            if following is None:
                return None
            self.buffer.append(following)
        return self.buffer[index]

    def take(self, count: int = 1) -> None:
        """Go on by so many lines."""
        for _ in range(count):
            if self.peek() is not None:
                self.buffer.popleft()

    def read(self) -> Table:
        """The table from its first line to its last."""
        first = True
        end = self.table.position
        while (at := self.peek()) is not None:
            position, line = at
            if line.is_rule:
                self.take()
                continue
            if not first and self._another_begins(position, line):
                end = position
                break
            taken = self._feed(position, line)
            if not taken:
                end = position
                break
            first = False
            self.take(taken)
            end = len(self.document.text)
        self.table.end = end
        return self.table

    def _another_begins(self, position: int, line: Line) -> bool:
        """Whether a new table begins at a line that is not the first of this one."""
        body = self.state > Part.HEAD
        if marks.is_title(line) and body:
            return True
        if marks.is_hash_heading(line) and body:
            return not (marks.year_alone(line.text.lstrip("# ")) and self.state < Part.INDICATORS)
        if _is_project_row(line):
            return body or self.has_project
        if (
            self.state is Part.AFTER
            or (self.state is Part.INDICATORS and self.table.fund_columns is not None)
        ) and heads.of_line(line, "fund") is not None:
            return True
        return self.state is Part.AFTER and _indicator_heading(self.document, position, line) is not None

    def _feed(self, position: int, line: Line) -> int:
        """Take a line in; how many lines were used, 0 where the table is over."""
        heading = None if self.state is Part.AFTER else _indicator_heading(self.document, position, line)
        if heading is not None:
            return self._take_indicator_heading(*heading)
        if self.state <= Part.FUNDS:
            funds = heads.of_line(line, "fund")
            if funds is not None:
                return self._take_fund_heading(funds)
        if marks.is_page_number(line) and self.state < Part.AFTER:
            return 1
        if self.state is Part.INDICATORS:
            return self._indicator_line(line)
        if self.state is Part.AFTER:
            return self._after_line(line)
        return self._head_line(line)

    def _take_indicator_heading(self, found: Columns, count: int) -> int:
        table = self.table
        if table.columns is None or found.fields != table.columns.fields:
            table.near += [(text, word, found.line) for text, word in found.near]
        table.columns = found
        self.state = Part.INDICATORS
        self.last_row_line = found.line.number + count
        return count

    def _take_fund_heading(self, found: Columns) -> int:
        table = self.table
        if table.fund_columns is None:
            table.near += [(text, word, found.line) for text, word in found.near]
        table.fund_columns = found
        for cell in found.line.filled:
            unit = marks.amount_unit(cell)
            if unit is not None:
                table.amount_unit = unit
                break
        self.state = Part.FUNDS
        return 1

    # --- head, funds, goals -----------------------------------------------------

    def _head_line(self, line: Line) -> int:
        if not line.filled:
            return 1
        if self._goal_line(line):
            return 1
        if self._labels(line) and (self.state is Part.HEAD or not self._is_fund(line)):
            return 1
        if self.state is Part.FUNDS and self.table.fund_columns is not None:
            row = Row(line, self.table.fund_columns, self.table.fund_columns.place(line))
            if self._fund_fits(row):
                self.table.funds.append(row)
                return 1
        if self.state is Part.GOALS:
            return self._goal_text(line)
        if self.state is Part.HEAD and self._project_below(line):
            return 1
        if self.state is Part.HEAD:
            self._caption(line)
        return 1 if self._heading_ahead() else 0

    def _is_fund(self, line: Line) -> bool:
        columns = self.table.fund_columns
        return columns is not None and self._fund_fits(Row(line, columns, columns.place(line)))

    def _fund_fits(self, row: Row) -> bool:
        if row.line.mode != "grid" and row.columns.mode == "grid":
            return False
        name = row.get("fund_name")
        if name is None or row.fit.cost >= BAD or len(name) > 60 or "。" in name:
            return False
        numbers = sum(
            1
            for column, cell in zip(row.columns.fields, row.fit.cells, strict=True)
            if cell
            and column not in {"fund_name", "block", "other"}
            and (look(cell).number or look(cell).blank)
        )
        return numbers > 0 or (row.line.mode == "grid" and len(row.line.cells) > 3) or row.fit.cost < _GOOD

    def _heading_ahead(self) -> bool:
        """Whether a heading row of this table still follows within reach."""
        for index in range(1, _LOOK_AHEAD):
            following = self.peek(index)
            if following is None:
                return False
            position, line = following
            if _is_project_row(line) and (self.has_project or self.state > Part.HEAD):
                return False
            if _indicator_heading(self.document, position, line) is not None:
                return True
            if self.state is Part.HEAD and heads.of_line(line, "fund") is not None:
                return True
        return False

    def _labels(self, line: Line) -> bool:
        """Take the labelled values of a head row; whether there were any."""
        found = False
        wanted: tuple[str, str] | None = None
        values: list[str] = []
        for cell in line.filled:
            known = marks.label(cell)
            if known is None:
                values.append(cell)
                continue
            found = True
            self._label_value(wanted, values, line)
            values = [known[1]] if known[1] else []
            wanted = (known[0], cell)
        self._label_value(wanted, values, line)
        return found

    def _label_value(self, wanted: tuple[str, str] | None, values: list[str], line: Line) -> None:
        if wanted is None:
            return
        kind, cell = wanted
        if kind == "project":
            if not values:
                self.table.start = line if not self.has_project else self.table.start
                return
            if self.has_project:
                return
            self.has_project = True
        if values and kind != "other":
            value = " ".join(values) if line.mode == "words" else values[0]
            self.table.head.append((kind, value, line, cell))

    def _project_below(self, line: Line) -> bool:
        """The project's name on the line under its label."""
        if self.has_project or len(line.filled) != 1 or not _is_project_row(self.table.start):
            return False
        if (
            marks.is_title(line)
            or marks.year_alone(line.filled[0])
            or line.number - self.table.start.number > 3
        ):
            return False
        self.table.head.append(("project", line.filled[0], line, self.table.start.filled[0]))
        self.has_project = True
        return True

    def _goal_line(self, line: Line) -> bool:
        """The first row of the goals: their label, the two headings, or the label with the goal beside it."""
        cells = list(line.cells)
        if line.mode == "words":
            cells = _goal_words(cells)
        labelled = any(marks.is_goal_label(cell) for cell in cells if cell)
        told = [(index, marks.goal_heading(cell)) for index, cell in enumerate(cells) if cell]
        heading_cells = [(index, kind) for index, kind in told if kind]
        if not labelled and len(heading_cells) < 2:
            return False
        if labelled and self.state is Part.GOALS and self.table.goal and not heading_cells:
            return False
        self.state = Part.GOALS
        for index, kind in heading_cells:
            if kind == "achieved":
                self.goal_split = index if line.mode == "grid" else 1
        values = [
            cell
            for (index, kind), cell in zip(told, [c for c in cells if c], strict=True)
            if not kind and not marks.is_goal_label(cell)
        ]
        for kind, value in zip(("expected", "achieved"), values, strict=False):
            self.table.goal.append((kind, value, line))
        return True

    def _goal_text(self, line: Line) -> int:
        if not self._heading_ahead() and (line.mode != "grid" or len(line.filled) > 2):
            return 0
        if line.mode != "grid":
            parts = [("expected", line.text.strip())]
            if line.mode == "wide" and len(line.cells) == 2:
                parts = list(zip(("expected", "achieved"), line.cells, strict=True))
            self.table.goal += [(kind, text, line) for kind, text in parts]
            return 1
        filled = [(index, cell) for index, cell in enumerate(line.cells) if cell]
        filled = [(index, cell) for index, cell in filled if not marks.is_goal_label(cell)]
        if len(filled) == 2:
            self.table.goal += [("expected", filled[0][1], line), ("achieved", filled[1][1], line)]
            return 1
        for index, cell in filled:
            later = self.goal_split is not None and index >= self.goal_split
            self.table.goal.append(("achieved" if later else "expected", cell, line))
        return 1

    # --- indicators ---------------------------------------------------------------

    def _indicator_line(self, line: Line) -> int:
        columns = self.table.columns
        if columns is None or not line.filled:
            return 1
        if self._total(line):
            return 1
        if marks.is_subtotal(line.filled[0]):
            return 1
        if marks.is_sign_off(line) and not self._as_row(line, columns, strict=True):
            return 1 if self._row_follows(columns) else 0
        row = self._as_row(line, columns, strict=False)
        joined = self._broken_row(line, columns, row)
        if joined is not None:
            joined_row, count = joined
            self.table.rows.append(joined_row)
            self.last_row_line = line.number + count - 1
            return count
        if row is not None:
            self.table.rows.append(row)
            self.last_row_line = line.number
            return 1
        return self._stray(line, columns)

    def _as_row(self, line: Line, columns: Columns, *, strict: bool) -> Row | None:
        """The line as a row of indicators, or ``None`` where it is none."""
        if columns.mode == "grid" and line.mode != "grid":
            return None
        if columns.mode != "grid" and line.mode == "grid":
            return None
        row = Row(line, columns, columns.place(line))
        if row.fit.cost >= BAD:
            return None
        levels_only = all(look(cell).level1 or look(cell).level2 or look(cell).blank for cell in line.filled)
        if columns.mode == "grid" and not strict and line.number - self.last_row_line <= 1:
            return row
        if levels_only:
            return row
        if line.mode == "words" and (len(line.filled) < 3 or line.text.rstrip().endswith("。")):
            return None
        numbers = row.get("weight") or row.get("claimed_score")
        good = row.fit.cost <= (_GOOD if columns.mode == "grid" else 2 * _GOOD)
        numeric = numbers is not None and (look(numbers).number or look(numbers).blank)
        if columns.mode == "grid":
            named = row.get("name") is not None and bool({"target", "actual"} & set(_held(row)))
            return row if good and (numeric or (named and not strict)) else None
        told = row.get("name") is not None and len(_held(row)) >= 3
        return (
            row
            if good and told and (numeric or "weight" not in columns.fields or line.mode == "wide")
            else None
        )

    def _broken_row(self, line: Line, columns: Columns, alone: Row | None) -> tuple[Row, int] | None:
        """A row whose cells were broken over several lines, put together, and how many lines it took."""
        width = len(columns.fields)
        if columns.mode != "grid" or line.mode != "grid":
            return None
        if line.text.count('"') % 2:
            return self._quoted_row(line, columns)
        if len(line.cells) >= width or not line.cells[-1]:
            return None
        if alone is not None and (
            _weighted(alone) or all(look(c).level1 or look(c).level2 for c in line.filled)
        ):
            return None
        joined = line
        for count in range(1, 5):
            following = self.peek(count)
            if following is None or following[1].is_rule:
                return None
            part = following[1]
            head = part.cells[0] if part.cells else ""
            if not head or marks.total_rest(head) is not None or look(head).level1 or len(part.text) > 500:
                return None
            joined = join_lines(joined, part)
            if len(joined.cells) > width:
                return None
            row = Row(joined, columns, columns.place(joined))
            if _weighted(row) and row.fit.cost <= 2 and len(joined.cells) >= width - 2:
                return row, count + 1
        return None

    def _quoted_row(self, line: Line, columns: Columns) -> tuple[Row, int] | None:
        text = line.text
        for count in range(1, 6):
            following = self.peek(count)
            if following is None:
                return None
            text += "\n" + following[1].text
            if text.count('"') % 2 == 0:
                joined = Line(line.number, text)
                row = Row(joined, columns, columns.place(joined))
                return (row, count + 1) if row.fit.cost < BAD else None
        return None

    def _row_follows(self, columns: Columns) -> bool:
        """Whether the table goes on within the next few lines."""
        for index in range(1, _MOST_GAP + 1):
            following = self.peek(index)
            if following is None:
                return False
            position, line = following
            if marks.is_hash_heading(line) or marks.is_title(line) or _is_project_row(line):
                return False
            if _indicator_heading(self.document, position, line) is not None:
                return True
            if line.filled and marks.total_rest(line.filled[0]) is not None and len(line.filled) > 1:
                return True
            row = self._as_row(line, columns, strict=True)
            if row is not None and line.filled and not marks.is_sign_off(line):
                return True
        return False

    def _stray(self, line: Line, columns: Columns) -> int:
        """A line inside the table that is no row: the rest of a cell, noise, or the end."""
        goes_on = self._row_follows(columns)
        if columns.mode == "grid" and line.mode == "grid":
            adjacent = line.number - self.last_row_line <= 1
            if not goes_on and not adjacent:
                return 0
            if len(line.filled) > 1 or goes_on:
                self.table.strange.append(line)
                self.last_row_line = line.number
                return 1
            return 0
        if not goes_on:
            return 0
        if self.table.rows and line.number == self.last_row_line + 1 and len(line.squeezed) <= 40:
            self._append_to_last(line)
            self.last_row_line = line.number
        return 1

    def _append_to_last(self, line: Line) -> None:
        """A line without cells right under a row is the rest of its last cell."""
        last = self.table.rows[-1]
        index = max((i for i, cell in enumerate(last.fit.cells) if cell), default=None)
        if index is None or last.line.mode != "grid":
            return
        if last.columns.fields[index] not in {
            "deviation_note",
            "review_note",
            "other",
            "name",
            "target",
            "actual",
        }:
            return
        cells = list(last.fit.cells)
        cells[index] = f"{cells[index]} {line.text.strip()}"
        fit = Fit(tuple(cells), last.fit.cost, last.fit.moved, last.fit.ambiguous)
        self.table.rows[-1] = Row(last.line, last.columns, fit)

    # --- the total and what follows ---------------------------------------------------

    def _total(self, line: Line) -> bool:
        rest = marks.total_rest(line.filled[0])
        words = line.mode == "words" and len(line.filled) > 1
        if rest is None and words:
            rest = marks.total_rest("".join(line.filled[:2]))
        if rest is None:
            return False
        columns = self.table.columns
        if columns is not None and line.mode == "grid" and len(line.filled) > 5:
            row = self._as_row(line, columns, strict=True)
            if row is not None and row.fit.cost == 0 and row.get("target"):
                return False
        self.table.totals.append(line)
        self.state = Part.AFTER
        self.last_row_line = line.number
        return True

    def _after_line(self, line: Line) -> int:
        if not line.filled:
            return 1
        if self._total(line):
            return 1
        known = marks.label(line.filled[0])
        if known is not None and known[0] in {"claimed_grade", "claimed_total"}:
            self._labels(line)
            return 1
        columns = self.table.columns
        if columns is not None and line.number - self.last_row_line <= 1:
            row = self._as_row(line, columns, strict=True)
            if row is not None and row.get("name") and _weighted(row) and not marks.is_sign_off(line):
                self.table.rows.append(row)
                self.last_row_line = line.number
                return 1
        for index in range(1, _MOST_GAP + 1):
            following = self.peek(index)
            if following is None or not following[1].filled:
                break
            if marks.heading_text(following[1]) or following[1].number - line.number > _MOST_GAP + index:
                break
            if marks.total_rest(following[1].filled[0]) is not None and len(following[1].filled) > 1:
                return 1
            later = marks.label(following[1].filled[0])
            if later is not None and later[0] in {"claimed_grade", "claimed_total"}:
                return 1
        return 0


def _held(row: Row) -> list[str]:
    return [name for name, cell in zip(row.columns.fields, row.fit.cells, strict=True) if name and cell]


def _weighted(row: Row) -> bool:
    """Whether a row holds a number where its weight (or, without such a column, its score) belongs."""
    name = "weight" if "weight" in row.columns.fields else "claimed_score"
    cell = row.get(name)
    return cell is not None and look(cell).number


def _goal_words(tokens: list[str]) -> list[str]:
    """Single words put together to the labels of the goals."""
    found, i = [], 0
    while i < len(tokens) and len(tokens) <= 60:
        for size in range(min(3, len(tokens) - i), 0, -1):
            text = "".join(tokens[i : i + size])
            if size == 1 or marks.is_goal_label(text) or marks.goal_heading(text):
                found.append(text)
                i += size
                break
    return found or tokens


__all__ = ["Row", "Table", "content_cost", "figures", "find_tables"]
