from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from jixiao.documents.expected_list import read_expected
from jixiao.schemas.store import ExpectedUnit

if TYPE_CHECKING:
    from pathlib import Path


def put(folder: Path, data: bytes) -> str:
    file = folder / "名单"
    file.write_bytes(data)
    return str(file)


WANTED = (
    ExpectedUnit(department="市教育局", unit="市第一小学", code="101"),
    ExpectedUnit(department="市教育局", unit="市第二小学", code="102"),
    ExpectedUnit(department="市交通局", unit="市公路中心"),
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("comma", [",", "\t"])
def test_a_text_by_its_headings(tmp_path: Path, encoding: str, comma: str) -> None:
    text = "单位名单,,\n主管部门,单位名称,编码\n市教育局,市第一小学,101\n"
    text += ",市第二小学,102\n市交通局,市公路中心,\n,,\n"
    rows = text.replace(",", comma)
    assert read_expected(put(tmp_path, rows.encode(encoding))).units == WANTED


def test_a_workbook_with_merged_departments(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["序号", "主管部门", "预算单位", "单位编码"],
        [1, "市教育局", "市第一小学", "101"],
        [2, None, "市第二小学", "102"],
        [3, "市交通局", "市公路中心", None],
    ):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    stream = io.BytesIO()
    book.save(stream)
    assert read_expected(put(tmp_path, stream.getvalue())).units == WANTED


def test_departments_alone_and_the_same_unit_once(tmp_path: Path) -> None:
    read = read_expected(put(tmp_path, "部门\n市教育局\n市教育局\n".encode()))
    assert read.units == (ExpectedUnit(department="市教育局"),)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"a,b\n1,2\n", "RTN001"), ("单位\n".encode(), "RTN002"), (b"PK\x03\x04", None), (b"", "RTN001")],
)
def test_what_is_no_list_says_why(tmp_path: Path, data: bytes, code: str | None) -> None:
    read = read_expected(put(tmp_path, data))
    assert read.units == ()
    assert len(read.problems) == 1
    assert code is None or read.problems[0].code == code


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert [one.code for one in read_expected(str(tmp_path / "没有")).problems] == ["DOC001"]
    assert read_expected(str(tmp_path)).problems != ()
