"""The blank form as a Word document, with how to fill it in under it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from jixiao.documents.write.blank import BlankForm, added_columns, form_of, hints
from jixiao.documents.write.docx_form import write_sheets
from jixiao.documents.write.layout import page
from jixiao.documents.write.sheet import Box, Line, Part, Style
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.documents.write.sheet import Sheet


def sheet_of(blank: BlankForm) -> Sheet:
    """The blank form as a page, with its hints below."""
    sheet = page(form_of(blank), always=added_columns(blank))
    told = [Box(say("form.hints"), Style.HEADLINE)]
    told += [Box(f"{number}. {hint}", Style.NOTE) for number, hint in enumerate(hints(blank), 1)]
    below = (Line(Part.BELOW, ((0, replace(box, columns=len(sheet.widths))),)) for box in told)
    return replace(sheet, lines=(*sheet.lines, *below))


def write(blank: BlankForm, stream: BinaryIO) -> None:
    """Write the blank form as a document; template and rule set stand in its properties."""
    write_sheets([sheet_of(blank)], stream, identifier=blank.identifier)
