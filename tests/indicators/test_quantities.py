"""One quantity: the words before the number, the unit, the words behind it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from jixiao.indicators.actual import parse_actual
from jixiao.indicators.cleaning import clean
from jixiao.indicators.quantities import admitted, read_quantity, take_unit
from jixiao.indicators.reading import Interval, Kind, Operator, Quantity, Reading
from jixiao.indicators.target import parse_target
from jixiao.indicators.units import Unit
from tests.indicators.describe import describe

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("text", "target", "actual"),
    [
        ("高达99%", "quantity ≥ 99 %", "quantity · 99 %"),
        ("提高了50%", "quantity ≥ 50 % +up", "quantity · 50 % +up"),
        ("提高到80%", "quantity ≥ 80 %", "quantity · 80 %"),
        ("降低20%", "quantity ≥ 20 % +down", "quantity · 20 % +down"),
        ("降至5%以下", "quantity ≤ 5 %", "quantity ≤ 5 % (, 5]"),
        ("控制在100万元", "quantity ≤ 1000000 元 ×10000", "quantity · 1000000 元 ×10000"),
        ("较2022年提高3个百分点", "quantity ≥ 3 百分点 +up", "quantity · 3 百分点 +up"),
        ("节约了40%", "quantity ≥ 40 %", "quantity · 40 %"),
        ("每人每月530元", "quantity · 530 元/人·月", "quantity · 530 元/人·月"),
        ("2023年完成10个", "quantity · 10 个", "quantity · 10 个"),
        ("200(万元)", "quantity · 2000000 元 ×10000", "quantity · 2000000 元 ×10000"),
        ("￥5000", "quantity · 5000 元", "quantity · 5000 元"),
        ("2次宣传", "quantity · 2 次", "quantity · 2 次"),
        ("90%的学生满意", "quantity · 90 %", "quantity · 90 %"),
        ("1e5", "unreadable !scientific-notation", "unreadable !scientific-notation"),
        ("≥90%以下", "unreadable !operator-conflict", "unreadable !operator-conflict"),
        ("￥5000个", "unreadable !unit-conflict", "unreadable !unit-conflict"),
        ("近200余人", "unreadable !operator-conflict", "unreadable !operator-conflict"),
    ],
)
def test_words_around_a_number(text: str, target: str, actual: str) -> None:
    readings = read_quantity(clean(text), "target"), read_quantity(clean(text), "actual")
    assert [describe(reading) for reading in readings if reading is not None] == [target, actual]


@pytest.mark.parametrize(
    "text",
    [
        "", "有效", "未完成5个", "超额完成20%", "剩余5个", "比目标多5个", "提前5天", "第3名", "前10名",
        "不高于上年的5%", "100达标",
        "3年行动计划", "5日前", "5G", "1%2%", "没有达到标准的占5%以外",
    ],
)  # fmt: skip
def test_other_statements_with_numbers_are_no_quantities(text: str) -> None:
    assert read_quantity(clean(text), "target") is None


@pytest.mark.parametrize(
    ("operator", "interval"),
    [
        (Operator.GE, Interval(Fraction(5), None)),
        (Operator.GT, Interval(Fraction(5), None, low_open=True)),
        (Operator.LE, Interval(None, Fraction(5))),
        (Operator.LT, Interval(None, Fraction(5), high_open=True)),
        (Operator.EQ, None),
        (None, None),
    ],
)
def test_a_copied_target_admits_an_interval(operator: Operator | None, interval: Interval | None) -> None:
    assert admitted(operator, Fraction(5)) == interval


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("15", Unit("元", 10000), "quantity · 150000 元 ×10000"),
        ("15万", Unit("元", 10000), "quantity · 150000 元 ×10000"),
        ("15万", Unit("元"), "quantity · 150000 元 ×10000"),
        ("15万", Unit("元", 10**8), None),
    ],
)
def test_a_bare_number_takes_a_unit_and_its_multiplier_once(
    text: str, unit: Unit, expected: str | None
) -> None:
    reading = read_quantity(text, "target")
    assert reading is not None
    taken = take_unit(reading, unit)
    assert (None if taken is None else describe(taken)) == expected


@pytest.mark.parametrize(
    "detail", ["（其中新建5公里）", "(含改建5公里)", "，其中新建5公里", "（包括支线 5 公里）"]
)
@pytest.mark.parametrize("read", [parse_target, parse_actual])
def test_a_part_of_the_quantity_is_no_second_one(detail: str, read: Callable[[str], Reading]) -> None:
    reading = read(f"21公里{detail}")
    assert (reading.kind, reading.quantity) == (Kind.QUANTITY, Quantity(Fraction(21), "公里"))
    assert reading.detail is not None
    assert reading.text == f"21公里{detail}"
    assert parse_target(f"≥21公里{detail}").operator is Operator.GE


@pytest.mark.parametrize("text", ["≥90%（其中一类≥95%）", "21公里（新建5公里）", "90%（其中一类不低于95%）"])
def test_what_sets_a_target_of_its_own_is_no_detail(text: str) -> None:
    assert parse_target(text).detail is None
    assert parse_target(text).kind is not Kind.QUANTITY
