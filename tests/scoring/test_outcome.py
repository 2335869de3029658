from __future__ import annotations

from decimal import Context, Decimal, localcontext

import pytest

from jixiao.schemas.scored import Status
from jixiao.scoring.outcome import exact_sum, full_marks, settled, two_decimals, undecided, units_to_decimal
from tests.scoring.build import indicator


@pytest.mark.parametrize(
    ("weight", "marks"),
    [("5", "5.00"), ("22.5", "22.50"), ("3.33", "3.33"), ("3.335", "3.33"), ("3.339", "3.33"), ("0", "0.00")],
)
def test_full_marks_have_two_decimals_and_never_exceed_the_weight(weight: str, marks: str) -> None:
    assert str(full_marks(Decimal(weight))) == marks


@pytest.mark.parametrize(
    ("units", "digits", "value"),
    [(464, 2, "4.64"), (5, 0, "5.00"), (86, 1, "8.60"), (12345, 4, "1.2345"), (0, 2, "0.00")],
)
def test_units_are_printed_with_at_least_two_decimals(units: int, digits: int, value: str) -> None:
    assert str(units_to_decimal(units, digits)) == value


def test_sums_are_exact_whatever_the_context() -> None:
    values = [Decimal("1e28"), Decimal("0.01"), Decimal("-1e28")]
    with localcontext(Context(prec=3)):
        assert exact_sum(values) == Decimal("0.01")
        assert str(two_decimals(Decimal("123456.5"))) == "123456.50"
    assert exact_sum([]) == 0


def test_an_undecided_row_can_be_anything_up_to_its_weight() -> None:
    row = undecided(indicator("≥1", "0", "7.5", "3"), Status.NEEDS_JUDGEMENT, "no-clause")
    assert (row.low, row.high, row.score, row.decided) == (0, Decimal("7.5"), None, False)
    assert row.claimed_score == 3


def test_a_row_without_a_weight_or_with_a_negative_one_adds_nothing() -> None:
    for weight in (None, "-5"):
        row = undecided(indicator("≥1", "0", weight), Status.UNSCORABLE, "no-weight")
        assert (row.low, row.high) == (0, 0)


def test_a_settled_row_has_no_range() -> None:
    row = settled(indicator("≥1", "2", "5"), Decimal("5.00"), "met", completion=None, clause_name="met")
    assert (row.low, row.high, row.decided, row.status) == (5, 5, True, Status.COMPUTED)
