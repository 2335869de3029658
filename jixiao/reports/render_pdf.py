"""A report as PDF: the Word document turned by LibreOffice, where that is installed."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from jixiao.reports import render_docx

if TYPE_CHECKING:
    from jixiao.reports.blocks import Report

_PROGRAMS = ("soffice", "libreoffice")
_LONGEST = 180


class NoOfficeError(Exception):
    """LibreOffice is not there, or made no PDF; ``found`` says whether it is there."""

    def __init__(self, *, found: bool) -> None:
        super().__init__("LibreOffice made no PDF" if found else "LibreOffice is not installed")
        self.found = found


def office() -> str | None:
    """The program that turns a document into PDF; ``None`` where it is not installed."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


def convert(document: bytes, suffix: str = "docx") -> bytes:
    """The PDF of a document.  Raises :class:`NoOfficeError`."""
    program = office()
    if program is None:
        raise NoOfficeError(found=False)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"report.{suffix}")
        source.write_bytes(document)
        # a profile of its own, since a running office holds the user's
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST)  # noqa: S603 - no shell, fixed words
            return source.with_suffix(".pdf").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise NoOfficeError(found=True) from error


def render(report: Report, stream: BinaryIO) -> None:
    """Write the report as PDF.  Raises :class:`NoOfficeError`."""
    made = io.BytesIO()
    render_docx.render(report, made)
    stream.write(convert(made.getvalue()))
