from __future__ import annotations

import io
from decimal import Decimal

import openpyxl

from tests.documents.test_review_sheet import page, written

HEADINGS = [
    "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重", "自评完成值", "自评得分",
    "复核完成值", "复核得分", "偏离度", "备注",
]  # fmt: skip


def sheets(*pages: object):
    return openpyxl.load_workbook(io.BytesIO(written(*pages))).worksheets


def test_the_columns_are_those_of_a_reviewer() -> None:
    _, sheet = sheets(page())
    assert [cell.value for cell in sheet[4]][:13] == HEADINGS
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "9"


def test_only_what_a_reviewer_writes_is_open_and_the_marks_are_hidden() -> None:
    _, sheet = sheets(page())
    assert sheet.protection.sheet
    assert sheet.column_dimensions["N"].hidden
    row = sheet[6]
    unlocked = [cell.column_letter for cell in row if not cell.protection.locked]
    assert unlocked == ["J", "K", "M"]
    assert row[13].value.endswith(":2:0")


def test_text_never_becomes_a_formula_and_sums_are_formulas() -> None:
    _, sheet = sheets(page())
    assert (sheet["C6"].value, sheet["C6"].data_type) == ("=1+1", "s")
    assert sheet["K7"].value == "=SUM(K5:K6)"
    assert sheet["L6"].value.startswith("=IF(")


def test_formulas_carry_their_value_for_programs_that_do_not_compute() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(page())), data_only=True)
    sheet = book.worksheets[1]
    assert (sheet["K7"].value, sheet["G7"].value) == (81.5, 100)
    assert Decimal(str(sheet["L6"].value)).quantize(Decimal("0.0001")) == Decimal("0.1049")
    summary = book.worksheets[0]
    assert [cell.value for cell in summary[3]][3:] == ["2024", 90, 81.5, 8.5, sheet["L7"].value, "少；"]


def test_the_summary_has_a_line_for_each_table_linked_to_its_sheet() -> None:
    summary, *others = sheets(page(), page(project="道路/养护"), page(project="'引'", lines=()))
    assert len(others) == 3
    assert [summary.cell(row, 2).value for row in (3, 4, 5)] == ["道路/养护", "道路/养护", "'引'"]
    assert summary["A3"].hyperlink.location == "'道路 养护'!A1"
    assert [cell.value for cell in summary[2]] == [
        "序号", "项目名称", "单位", "年度", "自评得分", "复核得分", "偏差", "偏离度", "主要偏差原因",
    ]  # fmt: skip


def test_hostile_text_is_written_as_it_can_be() -> None:
    nasty = "\x00\ud800]]>" + "长" * 40_000
    _, sheet = sheets(page(project=nasty[:40], department=nasty, reviewer=nasty))
    assert sheet["B3"].value is not None
