"""Rows that stand under the end of a table, where nobody reads them: they are counted and told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents import anchors, marks
from jixiao.documents.align import look
from jixiao.documents.found import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.documents.columns import Columns
    from jixiao.documents.found import Table
    from jixiao.documents.lines import Document, Line

_MOST_BETWEEN = 5
"""So many lines that are no rows (signatures, notes) may stand before a row and between two."""
_GOOD = 4
"""What a row may cost that is plainly one under the heading of the table."""


class Below(NamedTuple):
    """The rows under a table: the first line and the last, and how many rows there are."""

    first: Line
    last: Line
    rows: int


def rows_below(table: Table, document: Document) -> Below | None:
    """The rows of indicators that follow a table with its heading, though it was over before them.

    Of a table that is too long to be read whole that is told already.
    """
    columns = table.columns
    if columns is None or columns.mode != "grid" or not table.rows or table.overlong:
        return None
    lines = list(_rows(table, document, columns))
    return Below(lines[0], lines[-1], len(lines)) if lines else None


def _rows(table: Table, document: Document, columns: Columns) -> Iterator[Line]:
    between = 0
    for position, line in document.forward(table.end):
        if _another(document, position, line) or between > _MOST_BETWEEN:
            return
        if line.mode == "grid" and _is_row(line, columns):
            between = 0
            yield line
        else:
            between += 1


def _another(document: Document, position: int, line: Line) -> bool:
    """Whether another table or another part of the document begins."""
    return (
        marks.is_title(line)
        or marks.is_hash_heading(line)
        or anchors.is_project_row(line)
        or anchors.fund_heading(line) is not None
        or anchors.indicator_heading(document, position, line) is not None
    )


def _is_row(line: Line, columns: Columns) -> bool:
    """Whether a line is named, measured and weighted under the heading of a table."""
    if len(line.cells) > len(columns.fields) + 1 or marks.is_sign_off(line):
        return False
    row = Row(line, columns, columns.place(line))
    if row.fit.cost > _GOOD or row.get("name") is None or not (row.get("target") or row.get("actual")):
        return False
    number = row.get("weight") or row.get("claimed_score")
    return number is not None and look(number).number
