"""A plain list as a workbook that prints well: a title, a line of words, a row for each entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from jixiao.documents.write.columns import fit
from jixiao.documents.write.sheet import Box, Line, Part, Sheet, Style
from jixiao.documents.write.styles import printable
from jixiao.documents.write.xlsx_form import Painter, sheet_names
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.documents.write.columns import Column

_UPRIGHT = 96


def write(
    title: str, note: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], stream: BinaryIO
) -> None:
    """Write a list; ``columns`` are headed by the texts ``list.column.<key>``."""
    headings = [say(f"list.column.{column.key}") for column in columns]
    cells = [[printable(text) for text in row] for row in rows]
    lines = [
        Line(Part.TOP, ((0, Box(printable(title), Style.TITLE, columns=len(columns))),)),
        Line(Part.TOP, ((0, Box(printable(note), Style.NOTE, columns=len(columns))),)),
        Line(Part.HEADING, tuple((at, Box(text, Style.LABEL)) for at, text in enumerate(headings))),
    ]
    for row in cells:
        boxes = (
            Box(text, Style.CENTRED if column.figure else Style.TEXT)
            for text, column in zip(row, columns, strict=True)
        )
        lines.append(Line(Part.ROWS, tuple(enumerate(boxes))))
    widths = fit(columns, [headings, *cells], _UPRIGHT)
    painter = Painter(stream)
    painter.workbook.set_properties({"title": title, "comments": "", "author": "jixiao"})
    made = painter.paint(Sheet(title, widths, tuple(lines)), sheet_names([title])[0])
    made.repeat_rows(2)
    made.freeze_panes(3, 0)
    painter.close()
