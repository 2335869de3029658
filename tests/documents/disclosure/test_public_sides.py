"""Income on the left and spending on the right: line numbers part them, also where cells have shifted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.documents.disclosure.small_tables import laid, met

if TYPE_CHECKING:
    from jixiao.documents.disclosure.public_rows import Layout

OVERVIEW = "收入|||支出||\n项目|行次|金额|项目（按功能分类）|行次|金额\n栏次||1|栏次||2\n"
APPROPRIATION = (
    "收入|||支出||||\n"
    "项目|行次|金额|项目|行次|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款\n"
    "栏次||1|栏次||2|3|4|5\n"
)


def sides(layout: Layout) -> list[tuple[str | None, str | None, str | None, int | None, dict[str, str]]]:
    return [
        (row.side, row.key, row.name, row.line, {key: str(value) for key, value in row.amounts.items()})
        for row in layout.rows
    ]


def test_two_sides() -> None:
    rows = (
        "一、一般公共预算财政拨款收入|1|1,112.22|一、一般公共服务支出|32|461.71\n"
        "|9||九、卫生健康支出|40|7.92\n"
        "本年收入合计|27|1,112.22|本年支出合计|58|469.63\n"
        "上年结转和结余|29||年末结转和结余|60|642.59\n"
        "总计|31|1,112.22|总计|62|1,112.22\n"
    )
    layout = laid("overview", OVERVIEW + rows)
    assert sides(layout) == [
        ("income", "general", "一般公共预算财政拨款收入", 1, {"amount": "1112.22"}),
        ("spending", None, "一般公共服务支出", 32, {"amount": "461.71"}),
        ("spending", None, "卫生健康支出", 40, {"amount": "7.92"}),
        ("income", "current", "本年收入合计", 27, {"amount": "1112.22"}),
        ("spending", "current", "本年支出合计", 58, {"amount": "469.63"}),
        ("income", "opening", "上年结转和结余", 29, {}),
        ("spending", "closing", "年末结转和结余", 60, {"amount": "642.59"}),
        ("income", "total", "总计", 31, {"amount": "1112.22"}),
        ("spending", "total", "总计", 62, {"amount": "1112.22"}),
    ]
    assert met(layout) == []


def test_cells_that_shifted_on_the_second_page_and_names_that_were_lost() -> None:
    rows = (
        "一、一般公共预算财政拨款|1|9.50|一、一般公共服务支出|33|9.50|9.50||\n"
        "|14||十四、其他支出|46||||\n"
        "|15||||十五、商业服务业等支出|47|1.00||1.00|\n"
        "|27||10.50||本年支出合计|59|10.50|9.50|1.00\n"
        "|32||10.50||总计|64|10.50|9.50|1.00\n"
    )
    layout = laid("appropriation", APPROPRIATION + rows)
    assert sides(layout) == [
        ("income", "general", "一般公共预算财政拨款", 1, {"amount": "9.50"}),
        ("spending", None, "一般公共服务支出", 33, {"total": "9.50", "general": "9.50"}),
        ("spending", None, "其他支出", 46, {}),
        ("spending", None, "商业服务业等支出", 47, {"total": "1.00", "funds": "1.00"}),
        ("income", "current", None, 27, {"amount": "10.50"}),
        ("spending", "current", "本年支出合计", 59, {"total": "10.50", "general": "9.50", "funds": "1.00"}),
        ("income", "total", None, 32, {"amount": "10.50"}),
        ("spending", "total", "总计", 64, {"total": "10.50", "general": "9.50", "funds": "1.00"}),
    ]
    assert [row.inferred for row in layout.rows if row.side == "income"] == [(), ("key",), ("key",)]
    assert met(layout) == [("DIS004", 7), ("DIS004", 8)]


def test_the_parts_below_the_opening_balance_belong_to_it() -> None:
    rows = (
        "一、一般公共预算财政拨款|1|9.00|一、一般公共服务支出|33|9.00|9.00||\n"
        "年初财政拨款结转和结余|28|3.00|年末财政拨款结转和结余|60|3.00|2.00|1.00|\n"
        "一、一般公共预算财政拨款|29|2.00||61||||\n"
        "二、政府性基金预算财政拨款|30|1.00||62||||\n"
    )
    layout = laid("appropriation", APPROPRIATION + rows)
    assert [(key, line, amounts) for side, key, _, line, amounts in sides(layout) if side == "income"] == [
        ("general", 1, {"amount": "9.00"}),
        ("opening", 28, {"amount": "3.00"}),
        ("opening.general", 29, {"amount": "2.00"}),
        ("opening.funds", 30, {"amount": "1.00"}),
    ]


def test_amounts_that_are_whole_numbers_are_no_line_numbers() -> None:
    rows = (
        "一、一般公共预算财政拨款收入|1|40|一、一般公共服务支出|32|40\n"
        "八、其他收入|8|25|八、社会保障支出|39|25\n"
    )
    assert sides(laid("overview", OVERVIEW + rows)) == [
        ("income", "general", "一般公共预算财政拨款收入", 1, {"amount": "40"}),
        ("spending", None, "一般公共服务支出", 32, {"amount": "40"}),
        ("income", "other", "其他收入", 8, {"amount": "25"}),
        ("spending", None, "社会保障支出", 39, {"amount": "25"}),
    ]


def test_a_side_with_more_amounts_than_columns_is_not_read() -> None:
    rows = (
        "一、一般公共预算财政拨款收入|1|4.00|一、一般公共服务支出|32|4.00\n"
        "二、政府性基金预算财政拨款收入|2||二、外交支出|33|1.00|2.00\n"
    )
    layout = laid("overview", OVERVIEW + rows)
    assert sides(layout)[-1] == ("spending", None, "外交支出", 33, {})
    assert met(layout) == [("DIS002", 5)]


def test_a_row_without_its_line_numbers_is_told() -> None:
    rows = "一、一般公共预算财政拨款收入|1|4.00|一、一般公共服务支出|32|4.00\n其他|5.00\n"
    layout = laid("overview", OVERVIEW + rows)
    assert [one[3] for one in sides(layout)] == [1, 32]
    assert met(layout) == [("DIS002", 5)]
