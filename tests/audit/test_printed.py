"""A printed number as an interval: rounding and cutting off never leave it, anything else does."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.audit.printed import Printed, Span, exactly, money, of_decimal, of_fact, plain, point
from jixiao.indicators.numbers import round_exact
from jixiao.schemas.disclosure import Fact, FactKind
from jixiao.schemas.finding import Place

exact_values = st.fractions(min_value=-(10**7), max_value=10**7, max_denominator=10**6)
digits = st.integers(0, 4)
ends = st.fractions(min_value=-100, max_value=100, max_denominator=20)


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, Fraction]:
    """A span and a value of it."""
    low, high = sorted((draw(ends), draw(ends)))
    if low == high:
        return Span(low, high), low
    low_open, high_open = draw(st.booleans()), draw(st.booleans())
    inside = low + (high - low) * draw(st.fractions(min_value=0, max_value=1, max_denominator=9))
    if (inside == low and low_open) or (inside == high and high_open):
        inside = (low + high) / 2
    return Span(low, high, low_open, high_open), inside


@given(exact_values, digits)
def test_a_rounded_number_may_be_what_it_was(value: Fraction, places: int) -> None:
    printed = of_decimal(round_exact(value, places), ulp=Fraction(1, 10**places))
    assert printed.rounded.meets(point(value))


@given(exact_values, digits)
def test_a_number_cut_off_may_be_what_it_was(value: Fraction, places: int) -> None:
    cut = Decimal(int(value * 10**places)).scaleb(-places)
    assert of_decimal(cut, ulp=Fraction(1, 10**places)).truncated.meets(point(value))


@given(exact_values, digits, st.fractions(min_value=Fraction(1, 10**6), max_value=5, max_denominator=10**6))
def test_a_number_moved_by_more_than_half_a_digit_is_another(
    value: Fraction, places: int, more: Fraction
) -> None:
    ulp = Fraction(1, 10**places)
    printed = Printed(value, ulp, "")
    assert not printed.rounded.meets(point(value + ulp / 2 + more))
    assert not printed.truncated.meets(point(value + ulp + more))
    assert not printed.truncated.meets(point(value - ulp - more))


@given(spans(), spans())
def test_sums_and_differences_hold_every_sum_and_difference(
    one: tuple[Span, Fraction], other: tuple[Span, Fraction]
) -> None:
    (first, a), (second, b) = one, other
    assert (first + second).meets(point(a + b))
    assert (first - second).meets(point(a - b))
    assert (-first).meets(point(-a))
    assert (first + second).width == first.width + second.width


@given(spans(), st.fractions(min_value=-9, max_value=9, max_denominator=7))
def test_multiples_hold_every_multiple(one: tuple[Span, Fraction], factor: Fraction) -> None:
    span, value = one
    assert factor == 0 or span.times(factor).meets(point(value * factor))


@given(spans(), spans())
def test_meeting_is_mutual_and_said_by_a_common_value(
    one: tuple[Span, Fraction], other: tuple[Span, Fraction]
) -> None:
    first, second = one[0], other[0]
    assert first.meets(second) == second.meets(first)
    if first.meets(point(other[1])):
        assert first.meets(second)
    if first.high < second.low:
        assert not first.meets(second)


def test_an_open_end_is_not_met() -> None:
    assert not Span(Fraction(0), Fraction(1), high_open=True).meets(point(1))
    assert Span(Fraction(0), Fraction(1)).meets(point(1))
    assert not Span(Fraction(0), Fraction(1)).meets(Span(Fraction(1), Fraction(2), low_open=True))


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("1.25", "1.25", "1.26"), ("-1.25", "-1.26", "-1.25"), ("0.00", "-0.01", "0.01")],
)
def test_cut_off_is_toward_zero(value: str, low: str, high: str) -> None:
    span = of_decimal(Decimal(value)).truncated
    assert (span.low, span.high) == (Fraction(low), Fraction(high))
    assert not span.meets(point(Fraction(high if Decimal(value) >= 0 else low)))


def test_money_is_compared_in_wan_yuan() -> None:
    yuan = money(Decimal(15300), "元", finest=0)
    assert yuan is not None
    assert (yuan.value, yuan.ulp, yuan.text, yuan.unit) == (
        Fraction(153, 100),
        Fraction(1, 10**4),
        "15300",
        "元",
    )
    assert money(Decimal("1.5"), "亿元") == Printed(Fraction(15000), Fraction(100), "1.5", "亿元", Place())
    assert money(Decimal(3), "台") is None
    bare = money(Decimal("3.10"), None)
    assert bare is not None
    assert (bare.value, bare.unit) == (Fraction(31, 10), "万元")


def test_what_is_exact() -> None:
    assert exactly(Decimal("88.75")).exact
    assert not of_decimal(Decimal("88.75")).exact
    assert exactly(Decimal("88.75")).rounded == exactly(Decimal("88.75")).truncated == point(Decimal("88.75"))


def test_a_number_is_sharpened_by_its_table_and_never_blunted() -> None:
    printed = of_decimal(Decimal(5))
    assert printed.sharpened(Fraction(1, 100)).ulp == Fraction(1, 100)
    assert of_decimal(Decimal("5.125")).sharpened(Fraction(1, 100)).ulp == Fraction(1, 1000)


def test_facts_as_numbers() -> None:
    def fact(kind: FactKind, value: str | None, unit: str | None, **more: object) -> Fact:
        number = None if value is None else Decimal(value)
        return Fact.model_validate(
            {"kind": kind, "key": "income.total", "value": number, "unit": unit, **more}
        )

    amount = of_fact(fact(FactKind.AMOUNT, "34763.870", "万元", digits=3))
    assert amount is not None
    assert (amount.ulp, amount.text) == (Fraction(1, 1000), "34763.870")
    rate = of_fact(fact(FactKind.RATE, "75.5", "%"))
    assert rate is not None
    assert rate.ulp == Fraction(1, 10)
    flat = of_fact(fact(FactKind.AMOUNT, "0", None, stated=True))
    assert flat is not None
    assert flat.exact
    count = of_fact(fact(FactKind.COUNT, "23", "个"))
    assert count is not None
    assert count.exact
    assert of_fact(None) is None
    assert of_fact(fact(FactKind.NAME, None, None)) is None
    assert of_fact(fact(FactKind.COUNT, "200", "人", approximate=True)) is None


def test_plain_keeps_digits_and_has_no_exponent() -> None:
    assert plain(Decimal("32491.20")) == "32491.20"
    assert plain(Decimal("1E+3")) == "1000"
