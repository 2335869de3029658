"""Any office file to its extract, in a worker process: what it is, is decided by its content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jixiao.documents.grid import Extract
from jixiao.documents.office.docx_grid import read_docx
from jixiao.documents.office.pdf_grid import read_pdf
from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.sniff import WORKBOOKS, office_kind
from jixiao.documents.office.workbook import read_workbook, refusal_note
from jixiao.documents.own_marks import without_marks

if TYPE_CHECKING:
    from jixiao.documents.office.pool import Pool

OFFICE_KINDS: Final = WORKBOOKS | {"docx", "pdf"}
"""What :func:`read_office` reads."""


def read_office(data: bytes, name: str, *, pool: Pool | None = None) -> Extract:
    """The extract of a workbook, a Word document or a PDF file; anything else gives ``refusal`` (``OFF010``).

    Never raises for content.  The parser runs in a worker process: every answer comes within ten
    seconds, and what happens to the worker does not happen to the caller.
    """
    try:
        kind = office_kind(data)
    except Refused as refused:
        return Extract(refusal=refusal_note(refused, name))
    reader = {"docx": read_docx, "pdf": read_pdf}.get(kind, read_workbook)
    return without_marks(reader(data, name, pool=pool))
