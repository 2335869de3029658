"""Findings as a workbook: an overview and a list that can be filtered; text never becomes a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from jixiao.documents.write.findings_pages import listing, overview
from jixiao.documents.write.sheet import Part
from jixiao.documents.write.xlsx_form import Painter
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.documents.write.findings_model import FindingsBook


def write(book: FindingsBook, stream: BinaryIO) -> None:
    """Write the overview and the list; the heading of the list stays in sight and on every printed page."""
    painter = Painter(stream)
    painter.workbook.set_properties({"title": say("found.title"), "comments": "", "author": "jixiao"})
    first = overview(book)
    painter.paint(first, first.name)
    sheet = listing(book)
    made = painter.paint(sheet, sheet.name)
    heading = next(row for row, line in enumerate(sheet.lines) if line.part is Part.HEADING)
    made.repeat_rows(heading)
    made.freeze_panes(heading + 1, 0)
    made.autofilter(heading, 0, len(sheet.lines) - 1, len(sheet.widths) - 1)
    painter.close()
