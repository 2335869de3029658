"""Actuals: bare numbers stay dimensionless, operators and approximations are intervals."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jixiao.indicators.actual import parse_actual
from jixiao.indicators.reading import Kind, Quantity
from tests.indicators.describe import describe


def test_the_unit_column_forces_nothing() -> None:
    assert describe(parse_actual("15", unit="万元")) == "quantity · 15 ·"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥90%", "quantity ≥ 90 % [90, )"),
        ("<90%", "quantity < 90 % (, 90)"),
        ("=90%", "quantity = 90 %"),
        ("达到90%", "quantity · 90 %"),
        ("200余人", "quantity · 200 人 ~ (200, )"),
        ("200多人", "quantity · 200 人 ~ (200, )"),
        ("近200人", "quantity · 200 人 ~ (, 200)"),
        ("约200人", "quantity · 200 人 ~"),
        ("200人左右", "quantity · 200 人 ~"),
    ],
)
def test_operators_and_approximations_admit_intervals(text: str, expected: str) -> None:
    assert describe(parse_actual(text)) == expected


def test_a_rule_set_may_bring_its_own_tier_labels() -> None:
    assert parse_actual("效果良 好").kind is Kind.STATEMENT
    reading = parse_actual("效果良 好", tiers=["效果良好"])
    assert (reading.kind, reading.tier) == (Kind.TIER, "效果良 好")


@pytest.mark.parametrize(("text", "value"), [("二十", 20), ("三", 3), ("一百零五", 105), (" 十二 ", 12)])
def test_a_chinese_numeral_alone_is_a_bare_number(text: str, value: int) -> None:
    reading = parse_actual(text)
    assert (reading.kind, reading.quantity, reading.unit) == (Kind.QUANTITY, Quantity(Fraction(value)), None)
    assert reading.text == text


def test_words_with_numerals_in_them_stay_words() -> None:
    assert parse_actual("一般").kind is not Kind.QUANTITY
    assert parse_actual("统一管理").kind is Kind.STATEMENT
    assert parse_actual("万").kind is not Kind.QUANTITY
