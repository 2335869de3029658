from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from jixiao.documents.disclosure.whole import bytes_whole
from jixiao.documents.files import read_bytes
from jixiao.documents.own_reports import is_own_text, is_strange
from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.services.check_paths import check_paths
from jixiao.services.write_findings import SUFFIXES, write_run
from tests.commands.test_check import table
from tests.documents.office_layouts import LAYOUTS, sheet, xlsx

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "表.xlsx").write_bytes(xlsx(sheet(table(), next(iter(LAYOUTS.values())))))
    return tmp_path


@pytest.mark.parametrize("suffix", [one for one in SUFFIXES if one != ".htm"])
def test_a_review_is_passed_over_in_a_folder_and_told_where_it_is_named(folder: Path, suffix: str) -> None:
    before = check_paths([str(folder)])
    made = folder / f"意见{suffix}"
    write_run(before, made)
    after = check_paths([str(folder)])
    assert ([one.path for one in after.files], after.problems) == ([one.path for one in before.files], ())
    named = check_paths([str(made)])
    assert [problem.code for problem in named.problems] == ["DOC014"]
    assert [problem.code for problem in read_bytes(made.read_bytes(), "a").problems] == ["DOC014"]
    read, disclosure = bytes_whole(made.read_bytes(), "a")
    assert ([one.code for one in read.problems], disclosure) == (["DOC014"], None)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("# 绩效自评复核意见\n\n共查 1 个文件：错误 0\n", True),
        ("绩效自评复核意见\n\n共查 1 个文件\n", True),
        ("绩效自评复核意见\n\n各单位：\n", False),
        ("共查 1 个文件\n", False),
        ("<html><title>绩效自评复核意见</title></html>", True),
        ("<html><title>别的</title></html>", False),
        ("", False),
    ],
)
def test_a_review_is_told_by_its_title_and_count(text: str, own: bool) -> None:
    assert is_own_text(text) is own


def test_a_table_under_the_title_of_a_review_is_read() -> None:
    made = sheet(table(), next(iter(LAYOUTS.values())))
    book = openpyxl.load_workbook(io.BytesIO(xlsx(made)))
    book.worksheets[0].insert_rows(1)
    book.worksheets[0]["A1"] = "绩效自评复核意见"
    stream = io.BytesIO()
    book.save(stream)
    assert len(read_bytes(stream.getvalue(), "a").forms) == 1


def test_only_a_file_that_says_nothing_else_is_strange() -> None:
    def problem(code: str) -> Finding:
        return Finding(code=code, severity=Severity.ERROR, place=Place())

    assert is_strange([problem("DOC011")])
    assert is_strange([problem("DOC014")])
    assert not is_strange([problem("DOC011"), problem("DOC008")])
    assert not is_strange([])
