from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.scored import ScoredRow, Status
from jixiao.scoring.ruleset import load_ruleset
from jixiao.scoring.total import add_up, cap_for, capped, weigh
from tests.scoring.build import codes, evaluated, form, fund, indicator, plain

if TYPE_CHECKING:
    from jixiao.schemas.scored import ScoredEvaluation

FULL = [indicator("≥1", "1", "30"), indicator("≥1", "1", "30"), indicator("≥10", "9", "30")]
"""90 points of indicators, of which 87 are earned."""


def outline(scored: ScoredEvaluation) -> tuple[str | None, ...]:
    """Sum, total, lowest, highest, provisional total."""
    values = (scored.sum, scored.total, *scored.total_range, scored.provisional_total)
    return tuple(None if value is None else str(value) for value in values)


def test_the_total_is_the_sum_of_the_rounded_rows() -> None:
    # each row earns 10/3 = 3.33; three of them 9.99, not 10
    rows = [indicator("≥3", "1", "10")] * 3 + [indicator("≥1", "1", "60")]
    assert outline(evaluated(form(*rows, funds=(fund("100", "100"),)))) == ("79.99",) * 5


def test_inside_a_hundred() -> None:
    found = evaluated(form(*FULL, funds=(fund("100", "80"),)))
    assert outline(found) == ("95.00",) * 5
    assert (found.grade, found.grade_range) == ("优", None)


def test_outside_a_hundred_both_totals_are_shown_and_none_is_chosen() -> None:
    found = evaluated(form(*FULL, indicator("≥10", "5", "10"), funds=(fund("100", "80"),)))
    # the indicators earn 30 + 30 + 27 + 5 = 92, the execution 8
    assert outline(found) == ("100.00", None, "92.00", "100.00", None)
    assert (found.grade, found.grade_range) == ("优", None)  # the whole range agrees
    finding = next(finding for finding in found.findings if finding.code == "WGT002")
    assert (finding.params["without"], finding.params["with"]) == ("92", "100")


def test_outside_a_hundred_with_an_open_row_both_are_ranges() -> None:
    found = evaluated(form(*FULL, indicator("≥10", None, "10", "4"), funds=(fund("100", "80"),)))
    assert outline(found) == (None, None, "87.00", "105.00", None)
    finding = next(finding for finding in found.findings if finding.code == "WGT002")
    assert (finding.params["without"], finding.params["with"]) == ("87～97", "95～105")


def test_an_execution_without_a_weight_is_not_outside() -> None:
    rows = [*FULL, indicator("≥1", "1", "10")]
    assert outline(evaluated(form(*rows, funds=(fund("100", "80", None),)))) == ("97.00",) * 5


def test_the_row_that_is_the_rate_is_counted_once() -> None:
    rate = indicator("100%", "80%", "10", "8", name="预算执行率")
    for line in (fund("100", "80", None), fund("100", "80", "10")):
        found = evaluated(form(*FULL, rate, funds=(line,)))
        assert outline(found) == ("95.00",) * 5
        assert [item.counted for item in found.indicators] == [True, True, True, False]
        assert str(found.indicators[3].row.score) == "8.00"
        assert "WGT001" not in codes(found)


def test_an_undecided_row_enters_as_its_range() -> None:
    rows = [*FULL[:2], indicator("良好", "很好", "30", "28")]
    found = evaluated(form(*rows, funds=(fund("100", "80"),)))
    assert outline(found) == (None, None, "68.00", "98.00", "96.00")
    assert (found.grade, found.grade_range) == (None, ("中", "优"))


def test_a_provisional_total_needs_every_claim() -> None:
    rows = [*FULL[:2], indicator("良好", "很好", "30")]
    assert outline(evaluated(form(*rows, funds=(fund("100", "80"),)))) == (None, None, "68.00", "98.00", None)


def test_an_outside_band_row_enters_as_its_band() -> None:
    rows = [*FULL[:2], indicator("良好", "部分实现目标", "30", "29")]
    found = evaluated(form(*rows, funds=(fund("100", "100"),)))
    # 18 to 23.99 of 30
    assert outline(found) == (None, None, "88.00", "93.99", "99.00")


def test_points_that_no_weight_accounts_for_are_open() -> None:
    rows = [*FULL[:2], indicator("≥1", "1", None, "20")]
    found = evaluated(form(*rows, funds=(fund("100", "100"),)))
    # 70 earned, 30 unaccounted for
    assert outline(found) == (None, None, "70.00", "100.00", "90.00")


def test_half_a_table_has_a_range() -> None:
    found = evaluated(form(*FULL[:2], funds=(fund("100", "100"),)), complete=False)
    assert outline(found) == (None, None, "70.00", "100.00", None)
    assert not found.complete
    assert "WGT001" not in codes(found)


def test_funds_without_indicators() -> None:
    found = evaluated(form(funds=(fund("100", "90"),)), complete=False)
    assert outline(found) == (None, None, "9.00", "99.00", None)


def test_no_row_at_all_has_no_sum() -> None:
    assert outline(evaluated(form(), complete=False)) == (None, None, "0.00", "100.00", None)


def test_weights_that_do_not_make_a_hundred_are_added_as_they_stand() -> None:
    found = evaluated(
        form(*FULL, indicator("≥1", "1", "10"), indicator("≥1", "1", "10"), funds=(fund("100", "100"),))
    )
    assert outline(found) == ("117.00",) * 5
    assert "WGT001" in codes(found)


# caps

CAPPED = load_ruleset("integrated-capped")


@pytest.mark.parametrize(
    ("spent", "added", "total"),
    [
        ("80", "95.00", "95.00"),
        ("79.99", "95.00", "89.00"),
        ("70", "94.00", "89.00"),
        ("69.99", "94.00", "79.00"),
        ("50", "92.00", "69.00"),
        ("49.99", "92.00", "59.00"),
        ("0", "87.00", "59.00"),
    ],
)
def test_caps_by_the_execution_rate(spent: str, added: str, total: str) -> None:
    found = evaluated(form(*FULL, funds=(fund("100", spent),)), CAPPED)
    assert (str(found.sum), str(found.total)) == (added, total)
    assert ("TOT003" in codes(found)) is (added != total)


def test_a_cap_never_raises_a_total() -> None:
    found = evaluated(form(indicator("≥10", "2", "90"), funds=(fund("100", "75"),)), CAPPED)
    assert (str(found.sum), str(found.total)) == ("25.50", "25.50")


def test_caps_go_by_the_rate_as_it_was_rounded() -> None:
    # 79.996 % is 80.00 % under these rules
    assert str(evaluated(form(*FULL, funds=(fund("100000", "79996"),)), CAPPED).total) == "95.00"
    assert str(evaluated(form(*FULL, funds=(fund("100000", "79994"),)), CAPPED).total) == "89.00"


def test_an_unknown_rate_leaves_the_cap_open() -> None:
    found = evaluated(form(*FULL, funds=(fund(None, None),)), CAPPED)
    # 87 earned, 0 to 10 open, or capped at 59 if hardly anything was spent
    assert outline(found) == (None, None, "59.00", "97.00", None)


def test_a_cap_is_the_minimum() -> None:
    cap = cap_for(Fraction(3, 4), CAPPED)
    assert cap is not None
    assert (capped(Decimal(95), cap), capped(Decimal(80), cap), capped(Decimal(95), None)) == (89, 80, 95)
    assert cap_for(None, CAPPED) is None
    assert cap_for(Fraction(4, 5), CAPPED) is None


# rows that do not apply


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("drop", ("67.00",) * 5),  # 30 + 27 + 10
        ("rescale", ("95.71",) * 5),  # 67 of 70 referred to 100: 95.714...
        ("full", ("97.00",) * 5),
        ("judgement", (None, None, "67.00", "97.00", None)),
    ],
)
def test_what_a_row_that_does_not_apply_does_to_the_total(way: str, expected: tuple[str | None, ...]) -> None:
    rows = [indicator("≥1", "1", "30"), indicator("/", "/", "30"), indicator("≥10", "9", "30")]
    found = evaluated(form(*rows, funds=(fund("100", "100"),)), plain(f'[edge]\nnot_applicable = "{way}"\n'))
    assert outline(found) == expected


# properties

WEIGHT = st.integers(0, 3000).map(lambda units: str(Decimal(units).scaleb(-2)))
CLAIM = st.one_of(st.none(), st.integers(0, 3000).map(lambda units: str(Decimal(units).scaleb(-2))))
ROW = st.one_of(
    st.builds(indicator, st.just("≥10"), st.integers(0, 20).map(str), WEIGHT, CLAIM),
    st.builds(
        indicator,
        st.just("良好"),
        st.sampled_from(["基本达成目标", "部分实现目标", "实现目标程度较低"]),
        WEIGHT,
        CLAIM,
    ),
    st.builds(indicator, st.just("良好"), st.just("很好"), WEIGHT, CLAIM),
    st.builds(indicator, st.just("/"), st.just("/"), WEIGHT, CLAIM),
    st.builds(indicator, st.just("≤100"), st.just("150"), WEIGHT, CLAIM),
)
TABLE = st.lists(ROW, max_size=6)
FUNDS = st.one_of(st.just(()), st.builds(lambda spent: (fund("100", str(spent)),), st.integers(0, 120)))
SETS = st.sampled_from(["mof-2020", "jiangxi-2023", "integrated-capped", "hubei-2019"])


@given(TABLE, FUNDS, SETS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_but_the_order(
    rows: list, funds: tuple, name: str, random: object
) -> None:
    by = load_ruleset(name)
    shuffled = list(rows)
    random.shuffle(shuffled)
    one, other = evaluated(form(*rows, funds=funds), by), evaluated(form(*shuffled, funds=funds), by)
    assert outline(one) == outline(other)
    assert (one.grade, one.grade_range) == (other.grade, other.grade_range)
    assert sorted(str(item.row) for item in one.indicators) == sorted(
        str(item.row) for item in other.indicators
    )


@given(TABLE, FUNDS, SETS)
def test_total_is_the_capped_sum_and_lies_in_the_range(rows: list, funds: tuple, name: str) -> None:
    by = load_ruleset(name)
    found = evaluated(form(*rows, funds=funds), by)
    low, high = found.total_range
    assert low <= high
    counted = [item.row for item in found.indicators] + ([found.execution] if found.execution else [])
    if found.sum is not None:
        assert found.sum == sum((row.low for row in counted), Decimal(0))
    if found.total is not None:
        assert low == found.total == high == found.provisional_total
        assert found.sum is not None
        rate = found.execution.completion if found.execution else None
        assert found.total == capped(found.sum, cap_for(rate, by))
    else:
        assert (
            not all(row.decided for row in counted) or not counted or "WGT002" in codes(found) or by.rules.cap
        )


@given(TABLE, FUNDS, SETS, st.data())
def test_the_range_holds_every_completion_of_the_undecided_rows(
    rows: list, funds: tuple, name: str, data: st.DataObject
) -> None:
    """Whatever a person decides for the open rows, the total then lies in the range printed before."""
    by = load_ruleset(name)
    found = evaluated(form(*rows, funds=funds), by)

    def decide(row: ScoredRow) -> ScoredRow:
        if row.decided or row.status is Status.NOT_APPLICABLE:
            return row
        cents = data.draw(st.integers(int(row.low * 100), int(row.high * 100)))
        score = Decimal(cents).scaleb(-2)
        return replace(row, score=score, low=score, high=score)

    decided = [decide(item.row) for item in found.indicators]
    execution = None if found.execution is None else decide(found.execution)
    later = add_up(decided, execution, weigh(decided, execution, by), by, complete=True)
    low, high = found.total_range
    assert low <= later.low <= later.high <= high
