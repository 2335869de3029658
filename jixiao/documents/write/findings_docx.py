"""Findings as letters: one to each unit, by place, each on its own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from jixiao.documents.write.docx_form import write_sheets
from jixiao.documents.write.findings_pages import letters
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.documents.write.findings_model import FindingsBook


def write(book: FindingsBook, stream: BinaryIO) -> None:
    """Write a letter for each unit into one document."""
    write_sheets(letters(book), stream, title=say("found.title"))
