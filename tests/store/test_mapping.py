"""The index derived from a form and its result."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation
from jixiao.schemas.store import EXECUTION
from jixiao.store.canonical import scored_json
from jixiao.store.mapping import cents, fen, index_of, number
from tests.strategies.collected import form, table


def test_the_index_of_a_table() -> None:
    one = table(form())
    index = index_of(one.form, json.loads(scored_json(one)), one.findings)
    assert index.version["claimed_cents"] == 2750
    assert (index.version["budget_fen"], index.version["executed_fen"]) == (12_500_000, 10_000_000)
    assert (index.version["warnings"], index.version["errors"], index.version["claimed_graded"]) == (
        1,
        0,
        "良",
    )
    assert index.version["rules_id"] == one.scored["rules"]["id"]
    assert [row["position"] for row in index.indicators] == [EXECUTION, 0, 1]
    assert [row["claimed_cents"] for row in index.indicators] == [800, 1000, 950]
    assert [row["weight_cents"] for row in index.indicators] == [1000, 4500, 4500]
    assert [row["kind"] for row in index.funds] == ["total", "general-budget"]


def test_a_row_that_is_the_execution_rate_is_there_once() -> None:
    row = Indicator(level1="预算执行", name="预算执行率", weight=Decimal(10), claimed_score=Decimal(8))
    one = table(form().model_copy(update={"indicators": (row,)}))
    index = index_of(one.form, json.loads(scored_json(one)), ())
    assert [each["position"] for each in index.indicators] == [0]


def test_figures_that_do_not_fit_are_null_and_say_so() -> None:
    rows = (Indicator(name="a", weight=Decimal("3.333"), claimed_score=Decimal("3.3333")),)
    funds = (FundLine(annual_budget=Decimal("0.0000001"), executed=Decimal(10) ** 30),)
    one = SelfEvaluation(project="甲", claimed_total=Decimal("88.755"), indicators=rows, funds=funds)
    index = index_of(one, {"scored": None, "claimed_graded": None}, ())
    assert (index.version["claimed_cents"], index.version["claimed_exact"]) == (None, False)
    assert (index.version["budget_fen"], index.version["money_exact"]) == (None, False)
    (row,) = index.indicators
    assert (row["weight_cents"], row["weight_exact"], row["claimed_exact"], row["computed_exact"]) == (
        None,
        False,
        False,
        True,
    )
    assert [(line["executed_fen"], line["exact"]) for line in index.funds] == [(None, False)]


@pytest.mark.parametrize(
    ("amount", "unit", "wanted"),
    [
        ("1", None, 1_000_000),
        ("1", "元", 100),
        ("0.5", "亿元", 5_000_000_000),
        ("1", "个", None),
        ("-2", "千元", -200_000),
    ],
)
def test_money(amount: str, unit: str | None, wanted: int | None) -> None:
    assert fen(Decimal(amount), unit) == (wanted, wanted is not None)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12))
def test_a_figure_is_exact_or_absent(value: Decimal) -> None:
    found = cents(value)
    assert found.exact == (found.value is not None)
    if found.value is not None:
        assert Fraction(found.value, 100) == Fraction(value)


@pytest.mark.parametrize("text", [None, "", "NaN", "Infinity", "x", 5])
def test_what_is_no_number_is_none(text: object) -> None:
    assert number(text) is None
