"""Write a summary as a document: the 汇总表 (xlsx, docx, html, md)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jixiao.schemas.summary import Summary

SUFFIXES = frozenset((".xlsx", ".docx", ".html", ".md"))
"""What documents are named, in lower case; any other name gets text."""


def writes(path: str) -> bool:
    """Whether a file of that name is written as a document."""
    return Path(path).suffix.lower() in SUFFIXES


def write(summary: Summary, path: str) -> None:
    """Write the 汇总表 of a summary in the kind its name says; raises ``OSError``."""
    from jixiao.reports.summary_report import write_summary  # noqa: PLC0415 - heavy, and only for documents

    write_summary(summary, path)
