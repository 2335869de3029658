"""Which renderer writes which kind of file."""

from __future__ import annotations

import io
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from jixiao.reports.blocks import Report

_RENDERERS = {
    "docx": "render_docx",
    "html": "render_html",
    "md": "render_markdown",
    "pdf": "render_pdf",
    "xlsx": "render_xlsx",
}
KINDS = tuple(_RENDERERS)
"""The kinds of file a report is written as, by suffix."""


def render(report: Report, kind: str, stream: BinaryIO) -> None:
    """Write the report as a kind of file.  Raises ``KeyError`` for a kind that is not in ``KINDS``.

    ``pdf`` needs LibreOffice: see :mod:`jixiao.reports.render_pdf`.
    """
    import_module(f"jixiao.reports.{_RENDERERS[kind]}").render(report, stream)


def as_bytes(report: Report, kind: str) -> bytes:
    """The file as bytes."""
    stream = io.BytesIO()
    render(report, kind, stream)
    return stream.getvalue()
