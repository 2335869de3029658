"""Which names are written as documents, and that they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.reports import render_pdf
from jixiao.services.summary import Asked, summarise_paths
from jixiao.services.write_summary import SUFFIXES, write, writes
from tests.services.test_summary import _form, _write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_name_says_whether_it_is_a_document() -> None:
    names = ("汇总表.XLSX", "a.docx", "a.PDF", "a.html", "a.md", "a.json", "a.txt")
    assert [writes(name) for name in names] == [*(True,) * 5, False, False]


@pytest.mark.parametrize("suffix", sorted(SUFFIXES - {".pdf"}))
def test_each_kind_of_document_is_written(suffix: str, tmp_path: Path) -> None:
    folder = _write(tmp_path / "收件", _form("道路养护", "89"))
    target = tmp_path / f"汇总表{suffix}"
    write(summarise_paths([folder], Asked(("unit",), projects=True)), str(target))
    assert target.stat().st_size > 0


@pytest.mark.skipif(render_pdf.office() is None, reason="LibreOffice is not installed")
def test_a_pdf_is_one(tmp_path: Path) -> None:
    folder = _write(tmp_path / "收件", _form("道路养护", "89"))
    target = tmp_path / "汇总表.pdf"
    write(summarise_paths([folder], Asked(("unit",), projects=True)), str(target))
    assert target.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("found", [True, False])
def test_a_pdf_without_libreoffice_is_an_error_of_the_file_and_leaves_none(
    found: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise render_pdf.NoOfficeError(found=found)

    monkeypatch.setattr(render_pdf, "convert", fail)
    folder = _write(tmp_path / "收件", _form("道路养护", "89"))
    target = tmp_path / "汇总表.pdf"
    with pytest.raises(OSError, match="LibreOffice") as caught:
        write(summarise_paths([folder], Asked(("unit",), projects=True)), str(target))
    assert caught.value.filename == str(target)
    assert not target.exists()
