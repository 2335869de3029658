"""Equations over printed numbers: rounded or cut off, they never fail; moved past the slack, they do."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jixiao.audit.equations import (
    Verdict,
    difference,
    growth,
    judge,
    mean,
    percentage,
    quotient,
    slack,
    total,
)
from jixiao.audit.printed import Printed, Span, of_decimal, point
from jixiao.indicators.numbers import round_exact

amounts = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**6)
positive = st.fractions(min_value=Fraction(1, 50), max_value=10**6, max_denominator=10**6)
places = st.integers(0, 3)
ways = st.sampled_from(["rounded", "cut-off"])


def shown(value: Fraction, digits: int, way: str = "rounded") -> Printed:
    """A value as printed, rounded half up or cut off."""
    number = (
        round_exact(value, digits) if way == "rounded" else Decimal(int(value * 10**digits)).scaleb(-digits)
    )
    return of_decimal(number, ulp=Fraction(1, 10**digits))


def moved(printed: Printed, by: Fraction) -> Printed:
    """Another number in its place."""
    return Printed(printed.value + by, printed.ulp, printed.text)


def never_fails(possible: Span | None, exact: Fraction, digits: int, way: str) -> None:
    """Printed from ``exact`` it holds; cut off, at most a notice is due; past the slack, it fails."""
    printed = shown(exact, digits, way)
    verdict = judge(possible, printed)
    assert verdict is Verdict.HOLDS if way == "rounded" else verdict is not Verdict.FAILS
    if possible is not None:
        more = slack(possible, printed) + Fraction(1, 10**9)
        assert judge(possible, moved(printed, more)) is Verdict.FAILS
        assert judge(possible, moved(printed, -more)) is Verdict.FAILS


@given(st.lists(amounts, max_size=8), places, places, ways)
def test_sums(parts: list[Fraction], finer: int, digits: int, way: str) -> None:
    possible = total(shown(part, finer) for part in parts)
    never_fails(possible, sum(parts, Fraction(0)), digits, way)


@given(amounts, amounts, places, ways)
def test_differences(whole: Fraction, part: Fraction, digits: int, way: str) -> None:
    never_fails(difference(shown(whole, 2), shown(part, 2)), whole - part, digits, way)


@given(positive, positive, places, ways)
def test_percentages(part: Fraction, whole: Fraction, digits: int, way: str) -> None:
    possible = percentage(shown(part, 2), shown(whole, 2))
    never_fails(possible, part / whole * 100, digits, way)


@given(positive, positive, places, ways)
def test_growth(now: Fraction, before: Fraction, digits: int, way: str) -> None:
    change = now - before
    never_fails(growth(shown(now, 2), shown(change, 2)), change / before * 100, digits, way)


@given(st.lists(positive, min_size=1, max_size=30), places, ways)
def test_means(values: list[Fraction], digits: int, way: str) -> None:
    possible = mean(shown(value, 2) for value in values)
    never_fails(possible, sum(values, Fraction(0)) / len(values), digits, way)


@given(amounts, amounts, st.fractions(min_value=0, max_value=1), st.fractions(min_value=0, max_value=1))
def test_a_quotient_holds_every_quotient(a: Fraction, b: Fraction, at: Fraction, of: Fraction) -> None:
    above, below = Span(a, a + 3), Span(b, b + 2)
    found = quotient(above, below)
    if found is None:
        assert below.low <= 0 <= below.high
    else:
        assert found.meets(point((a + 3 * at) / (b + 2 * of)))


@given(positive, positive)
def test_growth_takes_each_number_once(now: Fraction, before: Fraction) -> None:
    value, change = shown(now, 2), shown(now - before, 2)
    exact = growth(value, change)
    assume(exact is not None)
    naive = quotient(change.rounded, value.rounded - change.rounded)
    assert exact is not None
    assert naive is None or exact.width <= naive.times(100).width


def test_what_cannot_be_computed_holds() -> None:
    zero = of_decimal(Decimal("0.00"))
    assert percentage(of_decimal(Decimal("1.13")), zero) is None
    assert growth(of_decimal(Decimal("3.87")), of_decimal(Decimal("3.87"))) is None
    assert judge(None, of_decimal(Decimal("100.00"))) is Verdict.HOLDS
    assert mean([]) is None
    assert total([]) == point(0)


def test_two_figures_alike_are_two_figures() -> None:
    budget, spent = of_decimal(Decimal("1.35")), of_decimal(Decimal("1.35"))
    possible = percentage(spent, budget)
    assert judge(possible, of_decimal(Decimal("99.86"))) is Verdict.HOLDS
    assert judge(possible, of_decimal(Decimal("99.00"))) is Verdict.FAILS


@pytest.mark.parametrize(
    ("value", "change", "printed", "verdict"),
    [
        ("34763.87", "31047.21", "835.35", Verdict.HOLDS),
        ("0.01", "-5.01", "-99.87", Verdict.HOLDS),
        ("1153.84", "373.37", "47.84", Verdict.HOLDS),
        ("1153.84", "373.37", "47.48", Verdict.FAILS),
        ("3.00", "1.00", "50.00", Verdict.HOLDS),
        ("500000.00", "200000.00", "66.66", Verdict.CUT_OFF),
    ],
)
def test_growths_by_hand(value: str, change: str, printed: str, verdict: Verdict) -> None:
    possible = growth(of_decimal(Decimal(value)), of_decimal(Decimal(change)))
    assert judge(possible, of_decimal(Decimal(printed))) is verdict


def test_the_slack_is_both_widths() -> None:
    parts = [of_decimal(Decimal("0.01")), of_decimal(Decimal("0.02"))]
    whole = of_decimal(Decimal("0.03"))
    assert slack(total(parts), whole) == Fraction(2, 100) + Fraction(1, 100) + Fraction(1, 100)
