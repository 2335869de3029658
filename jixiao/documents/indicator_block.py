"""The lower part of a table: the rows of indicators, the total, and what may still follow it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jixiao.documents import anchors, marks
from jixiao.documents.align import BAD, look
from jixiao.documents.columns import join_lines
from jixiao.documents.found import Part, Row
from jixiao.documents.lines import Line

if TYPE_CHECKING:
    from jixiao.documents.columns import Columns
    from jixiao.documents.cursor import Cursor
    from jixiao.documents.found import Table

MAX_ROWS = 3000
"""No self-evaluation has more rows; one that seems to is read so far and reported."""

_MOST_GAP = 3
_MOST_PIECES = 5
_GOOD = 8
_GOOD_IN_WORDS = 8
_LONGEST_REST = 40
_TEXT_FIELDS = frozenset({"deviation_note", "review_note", "other", "name", "target", "actual"})
_AFTER = frozenset({"claimed_grade", "claimed_total"})


def _is_level(cell: str) -> bool:
    seen = look(cell)
    return seen.level1 or seen.level2


def _set_alike(line: Line, columns: Columns) -> Line:
    """A line with cells under a heading that was printed with spaces: set as its heading is.

    A few lines of text in columns look like a table of their own where the lines around them do not.
    """
    if columns.mode == "grid" or line.mode != "grid":
        return line
    return Line(line.number, ("  " if columns.mode == "wide" else " ").join(line.filled))


class IndicatorBlock:
    """Reads the lines of a table from its indicator heading on."""

    def __init__(self, table: Table, cursor: Cursor) -> None:
        self.table = table
        self.cursor = cursor

    def take_heading(self, found: Columns, count: int) -> int:
        """Begin the block, or go on under a heading repeated after a page break."""
        table = self.table
        if table.columns is None or found.fields != table.columns.fields:
            table.near += [(text, word, found.line) for text, word in found.near]
        table.columns = found
        table.state = Part.INDICATORS
        table.last_line = found.line.number + count
        return count

    def take(self, line: Line) -> int:
        """Take a line; how many lines were used, 0 where the table is over."""
        columns = self.table.columns
        if columns is None or not line.filled:
            return 1
        line = _set_alike(line, columns)
        if len(self.table.rows) + len(self.table.strange) >= MAX_ROWS:
            self.table.overlong = True
            return 0
        if self._total(line) or marks.is_subtotal(line.filled[0]):
            return 1
        if marks.is_sign_off(line) and self.as_row(line, columns, strict=True) is None:
            goes_on = self._goes_on(columns)
            if goes_on:
                self.table.notes.append(line)
            return int(goes_on)
        row = self.as_row(line, columns, strict=False)
        pieces = self._broken_row(line, columns, row)
        if pieces is not None:
            row, count = pieces
            self._add(row, line.number + count - 1)
            return count
        if row is not None:
            self._add(row, line.number)
            return 1
        return self._stray(line, columns)

    def _add(self, row: Row, last: int) -> None:
        self.table.rows.append(row)
        self.table.last_line = last

    def as_row(self, line: Line, columns: Columns, *, strict: bool) -> Row | None:
        """The line as a row of indicators, or ``None`` where it is none.

        ``strict``: it stands apart from the rows above, so it must show what it is.
        """
        line = _set_alike(line, columns)
        if (columns.mode == "grid") != (line.mode == "grid"):
            return None
        row = Row(line, columns, columns.place(line))
        if row.fit.cost >= BAD:
            return None
        adjacent = line.number - self.table.last_line <= 1
        if all(_is_level(cell) or look(cell).blank for cell in line.filled):
            return row
        if columns.mode == "grid":
            return row if (adjacent and not strict) or self._shows(row, strict) else None
        adjacent = adjacent or (line.mode == "wide" and line.number - self.table.last_line <= 2)
        return row if self._shows_in_words(row, adjacent and not strict) else None

    def _shows(self, row: Row, strict: bool) -> bool:
        """Whether a row of a grid is plainly one of indicators."""
        if row.fit.cost > _GOOD:
            return False
        named = row.get("name") is not None and bool({"target", "actual"} & set(row.held))
        return self._numbered(row) or (named and not strict)

    def _shows_in_words(self, row: Row, adjacent: bool) -> bool:
        """Whether a line of words is plainly a row: named, with a number where the weight belongs."""
        line = row.line
        if len(line.filled) < 3 or line.text.rstrip().endswith(("。", "；", "：", ":")):
            return False
        if row.get("name") is None or len(row.held) < 3:
            return False
        if self._numbered(row):
            return row.fit.cost <= 2 * _GOOD
        return adjacent and row.fit.cost <= (_GOOD_IN_WORDS if line.mode == "words" else 2 * _GOOD)

    @staticmethod
    def _numbered(row: Row) -> bool:
        cell = row.get("weight") or row.get("claimed_score")
        return cell is not None and (look(cell).number or look(cell).blank)

    # --- rows broken over several lines -------------------------------------------

    def _broken_row(self, line: Line, columns: Columns, alone: Row | None) -> tuple[Row, int] | None:
        """A row whose cells were broken over several lines, put together, and how many lines it took."""
        width = len(columns.fields)
        if columns.mode != "grid" or line.mode != "grid" or line.whole:
            return None
        if line.text.count('"') % 2:
            return self._quoted_row(line, columns)
        if len(line.cells) >= width or not line.cells[-1]:
            return None
        if alone is not None and (alone.weighted or all(_is_level(cell) for cell in line.filled)):
            return None
        joined = line
        for count in range(1, _MOST_PIECES):
            following = self.cursor.peek(count)
            if following is None or not self._may_be_rest(following[1]):
                return None
            joined = join_lines(joined, following[1])
            if len(joined.cells) > width:
                return None
            row = Row(joined, columns, columns.place(joined))
            if row.weighted and row.fit.cost <= 2 and len(joined.cells) >= width - 2:
                return row, count + 1
        return None

    @staticmethod
    def _may_be_rest(line: Line) -> bool:
        """Whether a line may go on in the middle of a cell: it begins with text that begins nothing else."""
        if line.is_rule or len(line.text) > 500 or not line.cells or not line.cells[0]:
            return False
        return marks.total_rest(line.cells[0]) is None and not look(line.cells[0]).level1

    def _quoted_row(self, line: Line, columns: Columns) -> tuple[Row, int] | None:
        """A row with a quoted cell that holds line breaks, as spreadsheets copy it."""
        text = line.text
        for count in range(1, _MOST_PIECES + 1):
            following = self.cursor.peek(count)
            if following is None:
                return None
            text += "\n" + following[1].text
            if text.count('"') % 2 == 0:
                row = Row(joined := Line(line.number, text), columns, columns.place(joined))
                return (row, count + 1) if row.fit.cost < BAD else None
        return None

    # --- lines that are no rows -----------------------------------------------------

    def _goes_on(self, columns: Columns) -> bool:
        """Whether rows of this table follow within the next few lines."""
        for index in range(1, _MOST_GAP + 1):
            following = self.cursor.peek(index)
            if following is None:
                return False
            position, line = following
            if marks.is_hash_heading(line) or marks.is_title(line) or anchors.is_project_row(line):
                return False
            if anchors.indicator_heading(self.cursor.document, position, line) is not None:
                return True
            if len(line.filled) > 1 and marks.total_rest(line.filled[0]) is not None:
                return True
            if line.filled and not marks.is_sign_off(line) and self.as_row(line, columns, strict=True):
                return True
        return False

    def _stray(self, line: Line, columns: Columns) -> int:
        """A line that is no row: the rest of a cell, noise between two pages, or the end."""
        goes_on = self._goes_on(columns)
        last = self.table.last_line
        if columns.mode == "grid" and line.mode == "grid":
            if goes_on or (line.number - last <= 1 and len(line.filled) > 1):
                self.table.strange.append(line)
                self.table.last_line = line.number
                return 1
            return 0
        if not goes_on:
            return 0
        if self.table.rows and line.number == last + 1 and len(line.squeezed) <= _LONGEST_REST:
            self._append_to_last(line)
            self.table.last_line = line.number
        return 1

    def _append_to_last(self, line: Line) -> None:
        """A line without cells right under a row is the rest of the row's last cell."""
        last = self.table.rows[-1]
        index = max((i for i, cell in enumerate(last.fit.cells) if cell), default=None)
        if index is None or last.line.mode != "grid" or last.columns.fields[index] not in _TEXT_FIELDS:
            return
        cells = list(last.fit.cells)
        cells[index] = f"{cells[index]} {line.text.strip()}"
        self.table.rows[-1] = replace(last, fit=replace(last.fit, cells=tuple(cells)))

    # --- the total and what follows ---------------------------------------------------

    def _total(self, line: Line) -> bool:
        rest = marks.total_rest(line.filled[0])
        if rest is None and line.mode == "words" and len(line.filled) > 1:
            rest = marks.total_rest("".join(line.filled[:2]))
        if rest is None:
            return False
        columns = self.table.columns
        if columns is not None and line.mode == "grid" and len(line.filled) > 5:
            row = self.as_row(line, columns, strict=True)
            if row is not None and row.fit.cost == 0 and row.get("target"):
                return False
        self.table.totals.append(line)
        self.table.state = Part.AFTER
        self.table.last_line = line.number
        return True

    def take_after(self, line: Line) -> int:
        """A line after the total row: another total, a grade, a late row; else the table is over."""
        columns = self.table.columns
        if columns is not None:
            line = _set_alike(line, columns)
        if not line.filled or self._total(line):
            return 1
        if columns is not None and line.number - self.table.last_line <= 1 and not marks.is_sign_off(line):
            row = self.as_row(line, columns, strict=True)
            if row is not None and row.get("name") and row.weighted:
                self._add(row, line.number)
                return 1
        ahead = self._result_ahead(line)
        if ahead:
            self.table.notes.append(line)
        return int(ahead)

    def _result_ahead(self, line: Line) -> bool:
        """Whether another total or a grade stands within the next few lines."""
        for index in range(1, _MOST_GAP + 1):
            following = self.cursor.peek(index)
            if following is None or not following[1].filled:
                return False
            later = following[1]
            if marks.heading_text(later) or later.number - line.number > _MOST_GAP + index:
                return False
            if len(later.filled) > 1 and marks.total_rest(later.filled[0]) is not None:
                return True
            if is_result(later):
                return True
        return False


def is_result(line: Line) -> bool:
    """Whether a line under the table states the grade or the score."""
    known = marks.label(line.filled[0]) if line.filled else None
    return known is not None and known[0] in _AFTER
