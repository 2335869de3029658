"""The text beside the tables: amounts, units, decimal points and counts."""

from __future__ import annotations

import pytest

from tests.audit.disclosure.changed import first, told, with_changed
from tests.audit.disclosure.narrated import CLEAN, HEAD, INCOME_TABLE, TEXT, narrated


def test_what_the_tables_print_is_silent() -> None:
    assert narrated(table=True) == []
    assert narrated() == []


def test_another_amount_than_the_table() -> None:
    assert narrated("NAR001", table=True, appropriation="90.90") == [("NAR001", "error", "90.00", "90.90")]
    assert narrated("NAR001", appropriation="90.90") == []


def test_a_last_digit_is_a_notice() -> None:
    assert [one[:2] for one in narrated(table=True, appropriation="90.01")] == [("NAR010", "notice")]


def test_a_unit_that_slipped() -> None:
    unit = TEXT.format(**CLEAN).replace("财政拨款收入 90.00 万元", "财政拨款收入 90.00 元")
    found = told(HEAD + INCOME_TABLE + unit, "NAR001", "NAR007")
    assert found == [("NAR007", "error", "90.00万元", "90.00元")]


def test_an_amount_in_another_unit_is_the_same_amount() -> None:
    text = TEXT.format(**CLEAN).replace("财政拨款收入 90.00 万元", "财政拨款收入 900000.00 元")
    assert told(HEAD + INCOME_TABLE + text, "NAR001", "NAR007") == []


def test_the_figure_of_another_year_is_not_compared() -> None:
    last = TEXT.format(**CLEAN) + "\n2023年度收入总计 77.00 万元，2023 年本年收入合计 77.00 万元。\n"
    assert told(HEAD + INCOME_TABLE + last, "NAR001") == []


@pytest.mark.parametrize("name", ["three_public.abroad.groups", "assets.vehicles", "assets.equipment"])
def test_counts(name: str) -> None:
    table = f"09.{name.removeprefix('three_public.')}" if name.startswith("three") else f"10.{name[7:]}"
    one = first(lambda made: table in made.figures and name in made.figures)
    assert "NAR008" in with_changed(one, {name: f"{one.figures[name].text}1"})


def test_a_figure_beside_a_blank_cell_is_likely_wrong() -> None:
    blank = INCOME_TABLE.replace("收入决算表", "“三公”经费支出决算表").replace("02", "09")
    head = blank[: blank.index("项目")]
    rows = "项目\t栏次\t年初预算数\t全年预算数\t决算数\n行次\t\t1\t2\t3\n"
    rows += "一、“三公”经费支出\t1\t1.00\t1.00\t1.00\n5.国内公务接待批次（个）\t2\t---\t---\t{0}\n\n"
    text = "五、财政拨款“三公”经费支出决算情况说明\n\n全年国内公务接待 4 批，累计接待 8 人次。\n\n"
    text += TEXT.format(**CLEAN)
    assert told(HEAD + head + rows.format("") + text) == [("NAR018", "warning", None, "4")]
    assert told(HEAD + head + rows.format("4") + text) == []
