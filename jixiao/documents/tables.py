"""Finding self-evaluation tables in a text and cutting them into blocks.

Nothing is interpreted here beyond what a row is; :mod:`jixiao.documents.assemble` makes the form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.documents import anchors, marks
from jixiao.documents.cursor import Cursor
from jixiao.documents.found import Part, Table
from jixiao.documents.head_block import HeadBlock, look_back
from jixiao.documents.indicator_block import IndicatorBlock, is_result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.documents.lines import Document, Line


def find_tables(document: Document) -> Iterator[Table]:
    """All tables of a document, in order; every line is looked at a bounded number of times."""
    position = floor = 0
    while True:
        anchor = anchors.ANCHOR.search(document.text, position)
        if anchor is None:
            return
        start = document.start(anchor.start())
        line = document.line(start)
        position = document.end(start) + 1
        if not anchors.begins_table(document, start, line):
            continue
        table = _Reading(document, start, line, floor).read()
        position = max(table.end, position)
        if table.is_evaluation or table.rows or table.funds:
            yield table
            floor = position


class _Reading:
    """One table being read, line by line."""

    def __init__(self, document: Document, start: int, line: Line, floor: int) -> None:
        self.document = document
        self.table = Table(start, line, last_line=line.number)
        self.cursor = Cursor(document, start)
        self.head = HeadBlock(self.table, self.cursor)
        self.indicators = IndicatorBlock(self.table, self.cursor)
        look_back(self.table, document, floor)

    def read(self) -> Table:
        """The table from its first line to its last."""
        first = True
        while (at := self.cursor.peek()) is not None:
            position, line = at
            if line.is_rule:
                self.cursor.take()
                continue
            taken = 0 if not first and self._another_begins(position, line) else self._take(position, line)
            if not taken:
                self.table.end = position
                return self.table
            first = False
            self.cursor.take(taken)
        self.table.end = len(self.document.text)
        return self.table

    def _another_begins(self, position: int, line: Line) -> bool:
        """Whether a new table, or another part of the document, begins at a line."""
        state = self.table.state
        if anchors.is_project_row(line):
            return state > Part.HEAD or self.table.has_project
        if state is Part.HEAD:
            return False
        if marks.is_title(line):
            return True
        if marks.is_hash_heading(line):
            return state >= Part.INDICATORS or not marks.year_alone(line.text.lstrip("# "))
        funded = state is Part.AFTER or (state is Part.INDICATORS and self.table.fund_columns is not None)
        if funded and anchors.fund_heading(line) is not None:
            return True
        return state is Part.AFTER and anchors.indicator_heading(self.document, position, line) is not None

    def _take(self, position: int, line: Line) -> int:
        """Take a line in; how many lines were used, 0 where the table is over."""
        state = self.table.state
        if state is Part.AFTER:
            if is_result(line) and marks.total_rest(line.filled[0]) is None:
                self.head.take_labels(line)
                return 1
            return self.indicators.take_after(line)
        heading = anchors.indicator_heading(self.document, position, line)
        if heading is not None:
            return self.indicators.take_heading(*heading)
        funds = anchors.fund_heading(line) if state <= Part.FUNDS else None
        if funds is not None:
            return self.head.take_fund_heading(funds)
        if marks.is_page_number(line):
            return 1
        return self.indicators.take(line) if state is Part.INDICATORS else self.head.take(line)
