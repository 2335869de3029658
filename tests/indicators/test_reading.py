"""The reading itself: frozen, comparable, silent by default."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from fractions import Fraction

import pytest

from jixiao.indicators.reading import Kind, Operator, Quantity, Reading


def test_a_reading_is_frozen_and_compared_by_what_it_says() -> None:
    one, other = (Reading("5%", Kind.QUANTITY, quantity=Quantity(Fraction(5), "%")) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    with pytest.raises(FrozenInstanceError):
        one.text = "6%"  # type: ignore[misc]  # the refusal is the test


def test_nothing_is_said_by_default() -> None:
    reading = Reading("x", Kind.STATEMENT)
    silent = (
        reading.operator,
        reading.quantity,
        reading.interval,
        reading.period,
        reading.tier,
        reading.unit,
    )
    assert silent == (None,) * 6
    assert (reading.parts, reading.approximate, reading.scale, reading.change) == ((), False, 1, None)


def test_operators_and_kinds_print_as_they_are_published() -> None:
    assert "".join(Operator) == "≥>≤<="
    assert list(Kind) == [
        "quantity",
        "band",
        "date",
        "frequency",
        "tier",
        "statement",
        "several",
        "unreadable",
    ]
