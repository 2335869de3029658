from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from jixiao.documents.write import findings_xlsx
from tests.documents.write.found import book, empty

if TYPE_CHECKING:
    from jixiao.documents.write.findings_model import FindingsBook


def opened(made: FindingsBook):
    stream = io.BytesIO()
    findings_xlsx.write(made, stream)
    return openpyxl.load_workbook(io.BytesIO(stream.getvalue()))


def test_the_list_can_be_filtered_and_its_heading_stays() -> None:
    workbook = opened(book())
    assert workbook.sheetnames == ["总览", "问题清单"]
    sheet = workbook["问题清单"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:K{1 + len(book().lines)}"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["C3"].value == "TOT001"
    assert sheet["A3"].value == 2


@pytest.mark.parametrize("name", ["总览", "问题清单"])
def test_every_sheet_prints_on_a4_one_page_wide(name: str) -> None:
    sheet = opened(book())[name]
    assert sheet.page_setup.paperSize in {9, "9"}
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) in {(1, 0), ("1", "0"), (1, "0")}
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_nothing_found_is_a_workbook_too() -> None:
    assert opened(empty())["问题清单"].max_row == 1
