from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from jixiao.services.write_findings import SUFFIXES, book_of, write_run, writes
from tests.services.checked import NASTY, ROW, UNREAD, file, finding, run, usual

if TYPE_CHECKING:
    from pathlib import Path


def test_a_book_has_everything_in_words() -> None:
    book = book_of(usual())
    assert [one.title for one in book.files] == ["甲.xlsx", "乙.xlsx", "文件之间"]
    assert [unit.unit for unit in book.units] == ["甲局", "乙局"]
    assert book.units[0].found == (2, 1, 2)
    assert book.problems == ("没有.xlsx：没有这个文件。请核对路径和文件名",)
    line = next(line for line in book.lines if line.code == "SCO001")
    assert (line.severity, line.file, line.place, line.quote) == ("warning", "甲.xlsx", "表 G5", ROW)
    assert (line.expected, line.found) == ("80", "81")
    assert line.remedy
    assert line.basis


def test_names_that_two_inputs_have_keep_their_folders() -> None:
    book = book_of(run(file("一/甲.xlsx"), file("二/甲.xlsx"), file("二/乙.xlsx")))
    assert [one.title for one in book.files] == ["一/甲.xlsx", "二/甲.xlsx", "乙.xlsx"]


def test_what_could_not_be_read_of_an_input_stands_with_it() -> None:
    book = book_of(run(file("甲.xlsx", "甲局", problems=(UNREAD,))))
    assert (book.problems, len(book.files[0].problems)) == ((), 1)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("made", [usual(), run(), run(problems=(UNREAD,))])
def test_every_kind_of_file_is_written(tmp_path: Path, suffix: str, made) -> None:
    path = tmp_path / f"意见{suffix}"
    assert writes(path)
    write_run(made, path)
    assert path.stat().st_size > 100


def test_another_kind_is_not(tmp_path: Path) -> None:
    assert not writes("意见.pdf")
    with pytest.raises(ValueError, match="pdf"):
        write_run(usual(), tmp_path / "意见.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_text_of_a_document_is_never_a_formula_or_a_mark(tmp_path: Path) -> None:
    made = run(file("甲.xlsx", "甲局", finding("TOT001", "error", quote=NASTY, found=NASTY, expected=NASTY)))
    for suffix in SUFFIXES:
        write_run(made, tmp_path / f"意见{suffix}")
    with zipfile.ZipFile(tmp_path / "意见.xlsx") as package:
        sheets = [package.read(name) for name in package.namelist() if "/sheet" in name]
        assert not any(b"<f>" in sheet for sheet in sheets)
        assert not any(b"<hyperlink" in sheet for sheet in sheets)
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "意见.xlsx")["问题清单"] for cell in row]
    assert any(str(cell.value).startswith("=HYPERLINK") and cell.data_type == "s" for cell in cells)
    assert "<b>" not in (tmp_path / "意见.html").read_text(encoding="utf-8").split("<body>")[1]
    assert "\\<b\\>" in (tmp_path / "意见.md").read_text(encoding="utf-8")
    assert any("=HYPERLINK" in one.text for one in docx.Document(tmp_path / "意见.docx").paragraphs)
