from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.scoring.grade import grade_of, grades_between
from tests.scoring.build import rules

BY = rules()
CENTS = st.integers(0, 11_000).map(lambda units: Decimal(units).scaleb(-2))


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("90", "优"),
        ("89.99", "良"),
        ("89.5", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.99", "差"),
        ("0", "差"),
    ],
)
def test_lower_bounds_are_included(total: str, grade: str) -> None:
    assert grade_of(Decimal(total), BY) == grade


@pytest.mark.parametrize(
    ("low", "high", "grades"),
    [
        ("90", "100", "优"),
        ("89.99", "90", "良优"),
        ("0", "100", "差中良优"),
        ("80", "89.99", "良"),
        ("55", "60", "差中"),
    ],
)
def test_grades_of_a_range_from_worst_to_best(low: str, high: str, grades: str) -> None:
    assert "".join(grades_between(Decimal(low), Decimal(high), BY)) == grades


def test_a_range_that_reaches_below_every_grade_has_none() -> None:
    upper = rules('[grades]\n"优" = "90"\n')
    assert grades_between(Decimal(50), Decimal(95), upper) == ()
    assert grades_between(Decimal(90), Decimal(95), upper) == ("优",)
    assert grade_of(Decimal(50), upper) is None
    assert grades_between(Decimal(0), Decimal(100), rules("")) == ()


@given(CENTS, CENTS, CENTS)
def test_a_range_holds_the_grade_of_every_total_in_it(one: Decimal, other: Decimal, third: Decimal) -> None:
    low, middle, high = sorted((one, other, third))
    assert grade_of(middle, BY) in grades_between(low, high, BY)
    assert len(grades_between(middle, middle, BY)) == 1
