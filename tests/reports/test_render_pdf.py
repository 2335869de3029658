from __future__ import annotations

import io
import subprocess

import pytest

from jixiao.reports import render_pdf
from jixiao.reports.blocks import Part, Report, paragraph

LINES, CHARACTERS = 22, 28


def test_without_office_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render_pdf.shutil, "which", lambda _: None)
    with pytest.raises(render_pdf.NoOfficeError) as caught:
        render_pdf.convert(b"")
    assert caught.value.found is False


def test_an_office_that_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: list[str], **_: object) -> None:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(render_pdf, "office", lambda: "soffice")
    monkeypatch.setattr(render_pdf.subprocess, "run", fail)
    with pytest.raises(render_pdf.NoOfficeError) as caught:
        render_pdf.convert(b"PK")
    assert caught.value.found is True


@pytest.mark.skipif(render_pdf.office() is None, reason="LibreOffice is not installed")
def test_a_page_has_22_lines_of_28_characters() -> None:
    pdfminer = pytest.importorskip("pdfminer.high_level")
    stream = io.BytesIO()
    render_pdf.render(Report("报告", (Part((paragraph("字" * (LINES * CHARACTERS * 2)),)),)), stream)
    stream.seek(0)
    page = next(iter(pdfminer.extract_pages(stream)))
    lines = [
        line.get_text().strip()
        for box in page
        if hasattr(box, "get_text")
        for line in box
        if "字" in line.get_text()
    ]
    assert len(lines) == LINES
    # the first line begins two characters in
    assert [len(line) for line in lines] == [CHARACTERS - 2, *[CHARACTERS] * (LINES - 1)]
