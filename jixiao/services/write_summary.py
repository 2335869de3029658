"""Write a summary as a document: the 汇总表 (xlsx, docx, pdf, html, md)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.reports.blocks import Report
    from jixiao.schemas.summary import Summary

SUFFIXES = frozenset((".xlsx", ".docx", ".pdf", ".html", ".md"))
"""What documents are named, in lower case; any other name gets text."""


def writes(path: str) -> bool:
    """Whether a file of that name is written as a document."""
    return Path(path).suffix.lower() in SUFFIXES


def write(summary: Summary, path: str) -> None:
    """Write the 汇总表 of a summary in the kind its name says, as :func:`write_document`."""
    from jixiao.reports.summary_report import report_of  # noqa: PLC0415 - heavy, and only for documents

    write_document(report_of(summary), path)


def write_document(report: Report, path: str) -> None:
    """Write blocks in the kind of file that a name says, whole or not at all.

    A PDF is the print of the workbook: LibreOffice lays out its thousands of rows in seconds, those of a text
    in minutes.  Raises ``OSError``; a PDF where LibreOffice is missing, or makes none, is one too.
    """
    from jixiao.reports.render import as_bytes  # noqa: PLC0415 - heavy, and only for documents
    from jixiao.reports.render_pdf import NoOfficeError, convert  # noqa: PLC0415 - likewise
    from jixiao.services.whole_file import replacing  # noqa: PLC0415 - likewise

    kind = Path(path).suffix.lower().removeprefix(".")
    try:
        data = convert(as_bytes(report, "xlsx"), "xlsx") if kind == "pdf" else as_bytes(report, kind)
    except NoOfficeError as error:
        raise OSError(0, say("report.office-failed" if error.found else "report.no-office"), path) from None
    with replacing(path) as stream:
        stream.write(data)
