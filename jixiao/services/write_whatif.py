"""Write what another rule set would do as a document (xlsx, docx, html, md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.services.write_summary import SUFFIXES, writes

if TYPE_CHECKING:
    from jixiao.schemas.whatif import WhatIf

__all__ = ["SUFFIXES", "write", "writes"]


def write(found: WhatIf, path: str) -> None:
    """Write it in the kind its name says; raises ``OSError``."""
    from pathlib import Path  # noqa: PLC0415 - with the rest

    from jixiao.reports.render import as_bytes  # noqa: PLC0415 - heavy, and only for documents
    from jixiao.services.whatif_report import report_of  # noqa: PLC0415 - likewise

    Path(path).write_bytes(as_bytes(report_of(found), Path(path).suffix.lower().removeprefix(".")))
