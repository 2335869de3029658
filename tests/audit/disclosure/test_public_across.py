"""The same figure in two tables: a digit of rounding apart is a notice, more is a contradiction."""

from __future__ import annotations

import pytest

from tests.audit.disclosure.changed import first, told, with_changed

TABLES = """某县水务局2024年度部门决算

支出决算表

公开03表

金额单位：{unit}

项目\t\t\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出
类\t款\t项\t1\t2\t3\t4\t5\t6
合计\t\t\t{total}
213\t\t农林水支出\t{total}

一般公共预算财政拨款支出决算表

公开05表

金额单位：万元

项目\t\t\t本年支出合计\t基本支出\t项目支出
类\t款\t项\t1\t2\t3
合计\t\t\t{general}\t{basic}\t40.00
213\t\t农林水支出\t{general}\t{basic}\t40.00

一般公共预算财政拨款基本支出决算表

公开06表

金额单位：万元

人员经费\t\t\t公用经费\t\t
经济分类科目编码\t科目名称\t金额\t经济分类科目编码\t科目名称\t金额
301\t工资福利支出\t40.00\t302\t商品和服务支出\t20.00
人员经费合计\t\t40.00\t公用经费合计\t\t20.00

财政拨款收入支出决算总表

公开04表

金额单位：万元

收入\t\t\t支出\t\t\t\t\t
项目\t行次\t金额\t项目\t行次\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款\t国有资本经营预算财政拨款
栏次\t\t1\t栏次\t\t2\t3\t4\t5
一、一般公共预算财政拨款\t1\t100.00\t一、农林水支出\t33\t100.00\t{class_}\t\t
本年收入合计\t27\t100.00\t本年支出合计\t59\t100.00\t{class_}\t\t
总计\t32\t100.00\t总计\t64\t100.00\t{class_}\t\t
"""
CLEAN = {"unit": "万元", "total": "100.00", "general": "100.00", "basic": "60.00", "class_": "100.00"}


def tables(*codes: str, **changes: str) -> list[tuple[str, str, str | None, str | None]]:
    return told(TABLES.format(**CLEAN | changes), *codes)


def test_clean_tables_are_silent() -> None:
    assert tables() == []


def test_a_class_and_a_total_in_two_tables() -> None:
    found = tables("PUB007", general="100.30", basic="60.30")
    assert found == [("PUB007", "error", "100.00", "100.30")] * 2  # the total and its only class
    assert tables("PUB007", class_="100.01") == []


def test_a_digit_of_rounding_is_a_notice() -> None:
    assert [one[:2] for one in tables(class_="100.01")] == [("PUB014", "notice")]


def test_a_table_in_another_unit() -> None:
    found = tables("PUB007", "PUB013", general="1000000.00", basic="999960.00")
    assert {one[0] for one in found} == {"PUB013"}
    assert tables(unit="元", total="1000000.00") == []


def test_the_sum_of_another_table() -> None:
    assert tables("PUB015", basic="61.00", general="101.00") == [("PUB015", "error", "60.00", "61.00")]
    assert tables("PUB015", basic="60.01", general="100.01") == []


def test_a_part_is_not_more_than_the_whole() -> None:
    assert tables("PUB016", total="99.00") == [("PUB016", "error", "100.00", "99.00")] * 2
    assert tables("PUB016", total="100.01") == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("02.total.total", "PUB007"),
        ("03.total.total", "PUB007"),
        ("05.total.total", "PUB007"),
        ("01.income.general", "PUB007"),
        ("02.total.appropriation", "PUB015"),
    ],
)
def test_totals_that_stand_in_two_tables(name: str, code: str) -> None:
    one = first(lambda made: len(made.figures[name].text) > 4)
    assert code in with_changed(one, {name: f"7{one.figures[name].text}"})
