"""Tables by class, by line and by code: headings that are split, cells that slipped, totals out of place."""

from __future__ import annotations

import pytest

from jixiao.documents.disclosure.blocks import Row, Spot
from jixiao.documents.disclosure.public_layouts import looks_like_row
from tests.documents.disclosure.small_tables import BY_NAME, laid, met, told

GENERAL = "项目||本年支出合计|基本支出|项目支出\n科目编码|科目名称|||\n栏次||1|2|3\n"


@pytest.mark.parametrize(
    ("kind", "cells", "is_row"),
    [
        ("general", ("201", "", "一般公共服务支出", "1.00"), True),
        ("general", ("", "", "2010301 行政运行", "1.00"), True),
        ("general", ("合计", "", "1.00"), True),
        ("general", ("2010", "支出"), False),
        ("general", ("201.50", "支出"), False),
        ("general", ("序号", "单位名称"), False),
        ("general-basic", ("人员经费合计", "", "1.00"), True),
        ("overview", ("七、附属单位上缴收入", "7", ""), True),
        ("overview", ("附属单位", "七", ""), False),
        ("three-public", ("3.公务接待费", "6", "1.00"), True),
        ("assets", ("", "", ""), False),
    ],
)
def test_what_a_row_of_the_next_page_looks_like(kind: str, cells: tuple[str, ...], *, is_row: bool) -> None:
    assert looks_like_row(Row(cells, Spot()), BY_NAME[kind]) is is_row


def test_code_and_name_in_one_cell_or_three_or_glued() -> None:
    rows = "2010301 行政运行||3.00|1.00|2.00\n2010302一般行政管理事务||4.00||4.00\n"
    assert told(laid("general", GENERAL + rows)) == [
        ("2010301", "行政运行", {"total": "3.00", "basic": "1.00", "project": "2.00"}),
        ("2010302", "一般行政管理事务", {"total": "4.00", "project": "4.00"}),
    ]
    head = "项目|||科目名称|合计|基本支出|项目支出\n类|款|项|栏次|1|2|3\n"
    split = laid("general", head + "|||合计|3.00|1.00|2.00\n201|03|01|行政运行|3.00|1.00|2.00\n")
    amounts = {"total": "3.00", "basic": "1.00", "project": "2.00"}
    assert told(split) == [("total", "合计", amounts), ("2010301", "行政运行", amounts)]


def test_headings_in_two_rows_shifted_beside_their_numbers() -> None:
    head = (
        "项目|||年初结转和结余|本年收入|本年支出|||年末结转和结余|\n"
        "科目编码|科目名称||||小计|基本支出|项目支出||\n"
        "类|款|项|栏次|1|2|3|4|5|6\n"
    )
    layout = laid("government-funds", head + "||212|城乡社区支出|1.00|9.00|8.00||8.00|2.00\n")
    assert [(one.key, one.number) for one in layout.columns] == [
        ("opening", 1),
        ("income", 2),
        ("total", 3),
        ("basic", 4),
        ("project", 5),
        ("closing", 6),
    ]
    assert told(layout) == [
        (
            "212",
            "城乡社区支出",
            {"opening": "1.00", "income": "9.00", "total": "8.00", "project": "8.00", "closing": "2.00"},
        )
    ]
    assert met(layout) == []


def test_columns_in_another_order_and_whole_numbers() -> None:
    head = "科目编码|科目名称|项目支出|基本支出|合计\n"
    layout = laid("state-capital", head + "223|国有资本经营预算支出|100|205|305\n")
    assert told(layout) == [
        ("223", "国有资本经营预算支出", {"project": "100", "basic": "205", "total": "305"})
    ]


def test_the_total_beside_the_column_numbers() -> None:
    head = "项目||本年支出合计|基本支出|项目支出\n类|款|1|2|3\n栏次||1,234.50|1,000.00|234.50\n合计||||\n"
    layout = laid("general", head + "201|一般公共服务支出|1,234.50|1,000.00|234.50\n")
    amounts = {"total": "1234.50", "basic": "1000.00", "project": "234.50"}
    assert told(layout) == [("total", None, amounts), ("201", "一般公共服务支出", amounts)]
    assert layout.rows[0].inferred == ("key",)
    assert met(layout) == [("DIS003", 3)]


def test_a_total_that_is_printed_is_never_moved() -> None:
    layout = laid("general", GENERAL + "合计||3.00|1.00|2.00\n")
    assert told(layout) == [("total", "合计", {"total": "3.00", "basic": "1.00", "project": "2.00"})]
    assert met(layout) == []
    assert told(laid("general", GENERAL + "合计||||\n")) == [("total", "合计", {})]


@pytest.mark.parametrize(
    "row", ["201|服务支出||3.00|1.00|2.00", "201|服务支出|||3.00|1.00|2.00", "201 服务支出|3.00|1.00|2.00"]
)
def test_a_row_slipped_to_a_side_is_read_when_it_is_whole(row: str) -> None:
    layout = laid("general", GENERAL + row)
    assert told(layout) == [("201", "服务支出", {"total": "3.00", "basic": "1.00", "project": "2.00"})]
    assert met(layout) == [("DIS001", 4)]


def test_a_slipped_row_that_can_be_read_in_two_ways_keeps_what_both_agree_on() -> None:
    layout = laid("general", GENERAL + "201|服务支出||||3.00|3.00")
    assert told(layout) == [("201", "服务支出", {"total": "3.00"})]
    assert met(layout) == [("DIS002", 4)]


def test_more_amounts_than_columns_are_not_read() -> None:
    layout = laid("general", GENERAL + "201|服务支出|3.00|1.00|2.00|4.00")
    assert told(layout) == [("201", "服务支出", {})]
    assert met(layout) == [("DIS002", 4)]


def test_a_sum_that_does_not_hold_is_kept_as_printed() -> None:
    layout = laid("general", GENERAL + "201|服务支出|9.00|1.00|2.00")
    assert told(layout) == [("201", "服务支出", {"total": "9.00", "basic": "1.00", "project": "2.00"})]
    assert met(layout) == []


def test_names_that_run_over_or_are_lost() -> None:
    rows = (
        "2010399|其他政府办公厅（室）|5.00||5.00\n|及相关机构事务支出|||\n"
        "|某项支出|1.00|1.00|\n||2.00|2.00|\n"
    )
    layout = laid("general", GENERAL + rows)
    assert told(layout) == [
        ("2010399", "其他政府办公厅(室)及相关机构事务支出", {"total": "5.00", "project": "5.00"}),
        (None, "某项支出", {"total": "1.00", "basic": "1.00"}),
    ]
    assert met(layout) == [("DIS004", 6), ("DIS002", 7)]


def test_notes_and_numbers_of_columns_are_no_rows() -> None:
    rows = "201|服务支出|1.00|1.00|\n栏次||1|2|3\n注：本表反映支出。||||\n"
    assert [one[0] for one in told(laid("general", GENERAL + rows))] == ["201"]


LINES = "项目|栏次|年初预算数|全年预算数|决算数\n行次||1|2|3\n"


def test_rows_by_line() -> None:
    rows = (
        "一、“三公”经费支出|1|10.00|9.00|1,008.50\n"
        "（2）公务用车运行维护费|5|3.00|3.00|2.50\n"
        "（2）国（境）外接待费|9|---|---|0.50\n"
        "其中：外事接待费|8|—|—|\n"
        "4.公务用车保有量（辆）|14|---|---|12\n"
    )
    layout = laid("three-public", LINES + rows)
    assert told(layout) == [
        ("total", "“三公”经费支出", {"initial_budget": "10.00", "budget": "9.00", "final": "1008.50"}),
        (
            "vehicles.running",
            "公务用车运行维护费",
            {"initial_budget": "3.00", "budget": "3.00", "final": "2.50"},
        ),
        ("reception.foreign", "国(境)外接待费", {"final": "0.50"}),
        (None, "外事接待费", {}),
        ("vehicles.kept", "公务用车保有量", {"final": "12"}),
    ]
    assert [row.line for row in layout.rows] == [1, 5, 9, 8, 14]


def test_rows_by_line_without_the_line_numbers() -> None:
    layout = laid("three-public", "项目|预算数|决算数\n合计|5.00|4\n公务接待费|5.00|4\n")
    assert told(layout) == [
        ("total", "合计", {"budget": "5.00", "final": "4"}),
        ("reception", "公务接待费", {"budget": "5.00", "final": "4"}),
    ]
    assert [row.line for row in layout.rows] == [None, None]


def test_budget_and_final_side_by_side() -> None:
    text = (
        "预算数||||||决算数|||||\n"
        "合计|因公出国费|公务用车购置及运行费|||公务接待费|合计|因公出国费|公务用车购置及运行费|||公务接待费\n"
        "||小计|购置费|运行费||||小计|购置费|运行费|\n"
        "1|2|3|4|5|6|7|8|9|10|11|12\n"
        "9.00||7.00|4.00|3.00|2.00|8.00|0.00|6.50|4.00|2.50|1.50\n"
    )
    assert told(laid("three-public", text)) == [
        ("total", None, {"budget": "9.00", "final": "8.00"}),
        ("abroad", None, {"final": "0.00"}),
        ("vehicles", None, {"budget": "7.00", "final": "6.50"}),
        ("vehicles.purchase", None, {"budget": "4.00", "final": "4.00"}),
        ("vehicles.running", None, {"budget": "3.00", "final": "2.50"}),
        ("reception", None, {"budget": "2.00", "final": "1.50"}),
    ]


def test_assets() -> None:
    text = (
        "项目|栏次|决算数\n一、车辆数合计（台、辆）|1|3\n6.特种专业技术用车|7|3\n"
        "二、单价 100 万元（含）以上设备（不含车辆）（台、套）|10|0\n"
    )
    layout = laid("assets", text)
    assert told(layout) == [
        ("vehicles", "车辆数合计", {"amount": "3"}),
        ("vehicles.special", "特种专业技术用车", {"amount": "3"}),
        ("equipment", "单价100万元(含)以上设备", {"amount": "0"}),
    ]


CODES = "科目编码|科目名称|金额|科目编码|科目名称|金额\n"


def test_groups_of_code_name_and_amount() -> None:
    rows = (
        "301|工资福利支出|1,105.01|302|商品和服务支出|12.22\n"
        "30101|基本工资||30201|办公费|5.11\n"
        "|||30299|其他支出|\n"
        "人员经费合计||1,105.01|公用经费合计||12.22\n"
    )
    assert told(laid("general-basic", CODES + rows)) == [
        ("301", "工资福利支出", {"amount": "1105.01"}),
        ("302", "商品和服务支出", {"amount": "12.22"}),
        ("30101", "基本工资", {}),
        ("30201", "办公费", {"amount": "5.11"}),
        ("30299", "其他支出", {}),
        ("total.personnel", "人员经费合计", {"amount": "1105.01"}),
        ("total.public", "公用经费合计", {"amount": "12.22"}),
    ]


def test_codes_glued_to_their_names_and_totals_without_an_amount() -> None:
    rows = "30101 基本工资|3.00|30201办公费|1.00\n人员经费合计||公用经费合计|1.00\n合计|4.00||\n"
    assert told(laid("general-basic", rows)) == [
        ("30101", "基本工资", {"amount": "3.00"}),
        ("30201", "办公费", {"amount": "1.00"}),
        ("total.personnel", "人员经费合计", {}),
        ("total.public", "公用经费合计", {"amount": "1.00"}),
        ("total", "合计", {"amount": "4.00"}),
    ]


@pytest.mark.parametrize("kind", sorted(BY_NAME))
def test_nothing_is_read_of_nothing(kind: str) -> None:
    assert laid(kind, "").rows == ()
    assert laid(kind, "|||\n||\n").rows == ()


def test_an_amount_that_begins_like_a_code_is_an_amount() -> None:
    rows = "30201 | 办公费 | 389.48 | 31002 | 办公设备购置 | 301,123.00\n人员经费合计 | | 317.75"
    assert told(laid("general-basic", rows)) == [
        ("30201", "办公费", {"amount": "389.48"}),
        ("31002", "办公设备购置", {"amount": "301123.00"}),
        ("total.personnel", "人员经费合计", {"amount": "317.75"}),
    ]
