"""Actuals: bare numbers stay dimensionless, operators and approximations are intervals."""

from __future__ import annotations

import pytest

from jixiao.indicators.actual import parse_actual
from jixiao.indicators.reading import Kind
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
