from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.scoring.clause import Question
from jixiao.scoring.earn import earn
from jixiao.scoring.explain import exact_score
from tests.scoring.build import rules

WEIGHTS = st.integers(0, 100_00).map(lambda units: Decimal(units).scaleb(-2))


def one(curve: str, *, more: str = "", rounding: str = "") -> str:
    return (
        f"[curves]\nc = {{ {curve} }}\n"
        f'[[clause]]\nfor = {{ operator = ">=" }}\nratio = "actual/target"\ncurve = "c"\n'
        f'{more}\ncite = {{ standing = "recalled" }}\n{rounding}'
    )


THRESHOLD = 'points = [["0.6", "0"], ["1", "1"]]'
TIERS = 'steps = [["0", "0"], ["0.6", "0.5"], ["0.8", "0.7"], ["1", "1"]]'
PROPORTIONAL = 'points = [["0", "0"], ["1", "1"]]'


def earned(body: str, weight: str, numerator: int, denominator: int) -> str:
    by = rules(body)
    clause = by.clause_for(Question("quantity", ">=", "under"))
    assert clause is not None
    made = earn(
        Decimal(weight), numerator, denominator, clause, by, formula="actual/target", target=None, actual=None
    )
    return str(made.score)


@pytest.mark.parametrize(
    ("weight", "numerator", "denominator", "score"),
    [
        ("10", 44, 56, "4.64"),  # (44/56 - 0.6) / 0.4 * 10 = 4.642857...
        ("5", 400000, 500000, "2.50"),
        ("5", 1679000, 1800000, "4.16"),  # 4.15972...
        ("5", 2210100, 2431100, "3.86"),  # 3.86368...
        ("7.5", 149, 150, "7.38"),  # exactly 7.375, half up
        ("6", 102, 144, "1.63"),  # exactly 1.625, half up
        ("10", 6, 10, "0.00"),
        ("10", 59, 100, "0.00"),
        ("10", 3, 1, "10.00"),
    ],
)
def test_pass_line(weight: str, numerator: int, denominator: int, score: str) -> None:
    assert earned(one(THRESHOLD), weight, numerator, denominator) == score


@pytest.mark.parametrize(
    ("numerator", "score"),
    # of 100,000: 99.996 % is 100.00 % first, 99.994 % is 99.99 %
    [
        (99_996, "10.00"),
        (99_995, "10.00"),
        (99_994, "7.00"),
        (79_995, "7.00"),
        (79_994, "5.00"),
        (59_994, "0.00"),
    ],
)
def test_a_ratio_may_be_rounded_before_the_curve(numerator: int, score: str) -> None:
    assert earned(one(TIERS, more="ratio_digits = 4"), "10", numerator, 100_000) == score


@pytest.mark.parametrize(
    ("rounding", "score"),
    [
        ("", "8.62"),  # 10 * 0.86155 = 8.6155
        ('[rounding]\nscore = { digits = 1, mode = "half-up" }\n', "8.60"),
        ('[rounding]\nscore = { digits = 0, mode = "half-up" }\n', "9.00"),
        ('[rounding]\nscore = { digits = 2, mode = "truncate" }\n', "8.61"),
        ('[rounding]\nscore = { digits = 0, mode = "truncate" }\n', "8.00"),
        ('[rounding]\nscore = { digits = 4, mode = "half-up" }\n', "8.6155"),
    ],
)
def test_rounding_is_the_rule_sets(rounding: str, score: str) -> None:
    assert earned(one(PROPORTIONAL, rounding=rounding), "10", 86155, 100_000) == score


def test_a_clause_may_have_digits_of_its_own() -> None:
    assert earned(one(PROPORTIONAL, more="score_digits = 0"), "10", 372, 432) == "9.00"  # 8.611


@pytest.mark.parametrize(("numerator", "score"), [(129, "5.00"), (130, "3.00"), (200, "3.00")])
def test_points_are_deducted_from_a_ratio_on(numerator: int, score: str) -> None:
    body = one('points = [["0", "1"]]', more='deduct = { from = "1.3", points = "2" }')
    assert earned(body, "5", numerator, 100) == score


def test_a_deduction_never_goes_below_nothing() -> None:
    body = one('points = [["0", "1"]]', more='deduct = { from = "1.3", points = "2" }')
    assert earned(body, "1.5", 2, 1) == "0.00"


def test_rounding_up_never_exceeds_the_weight() -> None:
    whole = '[rounding]\nscore = { digits = 0, mode = "half-up" }\n'
    assert earned(one(PROPORTIONAL, rounding=whole), "7.5", 1, 1) == "7.50"
    assert earned(one(PROPORTIONAL), "3.336", 1, 1) == "3.33"


def test_a_share_beyond_its_bounds_is_bounded() -> None:
    assert earned(one('points = [["0", "0"], ["1", "3/2"]]'), "10", 9, 10) == "10.00"
    assert earned(one('points = [["0", "-1"], ["1", "1"]]'), "10", 1, 10) == "0.00"


def test_a_clause_without_a_curve_is_a_mistake_of_the_caller() -> None:
    by = rules(one(PROPORTIONAL).replace('curve = "c"', 'curve = "unknown"'))
    with pytest.raises(ValueError, match="no known curve"):
        earn(Decimal(5), 1, 2, by.clauses[0], by, formula="actual/target", target=None, actual=None)


@given(
    WEIGHTS,
    st.fractions(0, 3),
    st.sampled_from([THRESHOLD, TIERS, PROPORTIONAL]),
    st.sampled_from(["exact", "4", "2"]),
)
def test_a_score_is_its_exact_value_rounded_once(
    weight: Decimal, ratio: Fraction, curve: str, digits: str
) -> None:
    more = "" if digits == "exact" else f"ratio_digits = {digits}"
    by = rules(one(curve, more=more))
    made = earn(
        weight,
        ratio.numerator,
        ratio.denominator,
        by.clauses[0],
        by,
        formula="actual/target",
        target=None,
        actual=None,
    )
    exact = exact_score(weight, made.trace)
    assert 0 <= made.score <= weight
    assert abs(Fraction(made.score) - exact) <= Fraction(1, 200)
    used = Fraction(made.trace.rounded_numerator, made.trace.rounded_denominator)
    assert abs(used - ratio) <= (0 if digits == "exact" else Fraction(1, 2 * 10 ** int(digits)))


@given(WEIGHTS, st.fractions(0, 3), st.fractions(0, 3), st.sampled_from([THRESHOLD, TIERS, PROPORTIONAL]))
def test_doing_more_never_earns_less_on_a_rising_curve(
    weight: Decimal, one_ratio: Fraction, other: Fraction, curve: str
) -> None:
    by = rules(one(curve, more="ratio_digits = 4"))

    def score(ratio: Fraction) -> Decimal:
        return earn(
            weight,
            ratio.numerator,
            ratio.denominator,
            by.clauses[0],
            by,
            formula="actual/target",
            target=None,
            actual=None,
        ).score

    less, more = sorted((one_ratio, other))
    assert score(less) <= score(more)
