"""Write what another rule set would do as a document (xlsx, docx, pdf, html, md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.services.write_summary import SUFFIXES, write_document, writes

if TYPE_CHECKING:
    from jixiao.schemas.whatif import WhatIf

__all__ = ["SUFFIXES", "write", "writes"]


def write(found: WhatIf, path: str) -> None:
    """Write it in the kind its name says; raises ``OSError``."""
    from jixiao.services.whatif_report import report_of  # noqa: PLC0415 - heavy, and only for documents

    write_document(report_of(found), path)
