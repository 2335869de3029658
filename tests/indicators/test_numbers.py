"""Exact numbers: one rounding, plain strings, refusals."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.indicators.numbers import exact_string, parse_decimal, round_exact, round_units

HALVES = [
    # value, digits, half-up, truncate
    ("0.5", 0, "1", "0"),
    ("-0.5", 0, "-1", "0"),
    ("1.5", 0, "2", "1"),
    ("-1.5", 0, "-2", "-1"),
    ("0.005", 2, "0.01", "0.00"),
    ("-0.005", 2, "-0.01", "0.00"),
    ("0.015", 2, "0.02", "0.01"),
    ("-0.015", 2, "-0.02", "-0.01"),
    ("2.675", 2, "2.68", "2.67"),
    ("99.995", 2, "100.00", "99.99"),
    ("0.004999", 2, "0.00", "0.00"),
    ("-0.001", 2, "0.00", "0.00"),
    ("7", 2, "7.00", "7.00"),
]


@pytest.mark.parametrize(("value", "digits", "half_up", "truncated"), HALVES)
def test_halves_go_away_from_zero(value: str, digits: int, half_up: str, truncated: str) -> None:
    assert str(round_exact(Fraction(value), digits)) == half_up
    assert str(round_exact(Fraction(value), digits, "truncate")) == truncated


fractions = st.builds(Fraction, st.integers(-(10**12), 10**12), st.integers(1, 10**6))


@given(fractions, st.integers(0, 6))
def test_rounding_is_the_nearest_and_symmetric(value: Fraction, digits: int) -> None:
    rounded = Fraction(round_exact(value, digits))
    assert abs(rounded - value) <= Fraction(1, 2 * 10**digits)
    assert rounded == -Fraction(round_exact(-value, digits))
    assert abs(Fraction(round_exact(value, digits, "truncate"))) <= abs(value)
    assert round_units(value.numerator, value.denominator, digits) == rounded * 10**digits


def test_the_thread_context_does_not_round() -> None:
    with localcontext() as context:
        context.prec = 3
        assert round_exact(Fraction("123456.785"), 2) == Decimal("123456.79")


def test_a_mode_or_digits_that_do_not_exist_are_refused() -> None:
    with pytest.raises(ValueError, match="mode"):
        round_exact(Fraction(1), 2, "half-even")  # type: ignore[arg-type]  # the refusal is the test
    with pytest.raises(ValueError, match="digits"):
        round_exact(Fraction(1), -1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("215,457.6", "215457.6"),
        ("250000.00", "250000"),
        ("97.75%", "97.75"),
        ("９７.７５％", "97.75"),
        ("１，１１２．２２", "1112.22"),
        (" 9 0 ", "90"),
        ("-3", "-3"),
        ("－3.5", "-3.5"),
        ("−3", "-3"),
        ("+5", "5"),
        (".5", "0.5"),
        ("0", "0"),
    ],
)
def test_numeric_cells(text: str, value: str) -> None:
    assert parse_decimal(text) == Fraction(value)


@pytest.mark.parametrize(
    "text",
    [
        None, "", "—", "NaN", "inf", "-inf", "1e5", "1e400", "1E999999999", "1,12", "1,1122", ",1", "1.2.3",
        "12,34,567",
        "1_000", "٣", "½", "10²", "5万", "620.82万元", "abc", "9" * 31, "9" * 10_000_000, "--5", "5-", "0x10",
        "1/2",
    ],
    ids=lambda text: str(text)[:12],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str | None) -> None:
    assert parse_decimal(text) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("9/10", "0.9"),
        ("50000", "50000"),
        ("85", "85"),
        ("2/3", "2/3"),
        ("-1/8", "-0.125"),
        ("0", "0"),
        ("-7/3", "-7/3"),
    ],
)
def test_exact_strings(value: str, text: str) -> None:
    assert exact_string(Fraction(value)) == text


@given(fractions)
def test_exact_strings_are_exact(value: Fraction) -> None:
    text = exact_string(value)
    assert Fraction(text) == value
    assert "E" not in text
    assert not ("." in text and text.endswith("0"))
