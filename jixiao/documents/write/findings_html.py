"""Findings as one HTML page: nothing is loaded from elsewhere, no script runs, it prints on A4."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from jixiao.documents.write.findings_pages import file_page, overview
from jixiao.documents.write.html_form import write_sheets
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.documents.write.findings_model import FindingsBook


def write(book: FindingsBook, stream: BinaryIO) -> None:
    """Write the overview and a part for each input in UTF-8."""
    write_sheets([overview(book), *map(file_page, book.files)], stream, title=say("found.title"))
