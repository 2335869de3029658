from __future__ import annotations

import pytest

from jixiao.reports import render_pdf
from jixiao.reports.blocks import Part, Report, paragraph
from jixiao.reports.render import KINDS, as_bytes

REPORT = Report("报告", (Part((paragraph("字"),)),))


@pytest.mark.parametrize(
    ("kind", "start"), [("docx", b"PK"), ("xlsx", b"PK"), ("html", b"<!DOCTYPE html>"), ("md", "字".encode())]
)
def test_each_kind_has_its_renderer(kind: str, start: bytes) -> None:
    assert as_bytes(REPORT, kind).startswith(start)


def test_pdf_is_one_of_the_kinds() -> None:
    assert set(KINDS) == {"docx", "html", "md", "pdf", "xlsx"}
    assert render_pdf.render is not None


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        as_bytes(REPORT, "odt")
