"""One formula over arrays: exact up to every bound and beyond it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.indicators.numbers import round_units
from jixiao.scoring.columns import kernel as kernels
from jixiao.scoring.columns.formula import Formula, Threshold
from jixiao.scoring.columns.kernel import Kernel

EXACT_FLOAT = 2**53


def line(alpha: int, beta: int, gamma: int, **changes) -> Formula:
    """A formula of one line, kept between 0 and 1."""
    given_parts = {
        "swapped": False, "power": None, "ceiling": None, "breaks": (), "alpha": (alpha,), "beta": (beta,),
        "gamma": gamma, "low": True, "high": True, "deduct": None, "deduct_at": None, "digits": 2,
        "half_up": True,
    }  # fmt: skip
    return Formula(**{**given_parts, **changes})


PROPORTIONAL, PASS_LINE = line(1, 0, 1), line(5, -3, 2)


def true_score(made: Formula, x: int, y: int, w: int) -> int:
    """Hundredths by fractions, for one line and weights in hundredths."""
    share = Fraction(made.alpha[0] * x + made.beta[0] * y, made.gamma * y)
    exact = Fraction(w, 100) * min(max(share, Fraction(0)), Fraction(1))
    return round_units(exact.numerator, exact.denominator, 2)


def scores(made: Formula, *found: tuple[int, int, int]) -> list[int]:
    x, y, w = (np.array(column, np.int64) for column in zip(*found, strict=True))
    return Kernel(made, 2, 2).scores(x, y, w).tolist()


@given(st.integers(1, EXACT_FLOAT - 1), st.integers(0, EXACT_FLOAT), st.integers(-1, 1))
def test_the_quotient_is_exact_next_to_every_whole_number(down, times, beside):
    up = max(min(down * (times % (EXACT_FLOAT // down + 1)) + beside, EXACT_FLOAT - 1), 0)
    assert kernels.floor(np.array([up]), np.array([down])).tolist() == [up // down]
    assert kernels.floor(np.array([up]), down).tolist() == [up // down]


def test_beyond_the_bound_float64_would_be_wrong_and_is_not_used():
    up, down = 3 * (2**52 + 1) - 1, 3  # a third below a whole number, where float64 holds no thirds
    assert int(np.array([up]).astype(np.float64)[0] / 3.0) != up // down
    assert kernels.floor(np.array([up]), np.array([down])).tolist() == [up // down]


def _next_to_a_tie(y: int, w: int, off: int) -> int:
    """An x for which ``2*w*x`` is ``off`` away from a multiple of y, which is odd and has no factor w."""
    return off * pow(2 * w, -1, y) % y


@pytest.mark.parametrize("bits", [20, 39, 44, 45, 52, 53, 54, 61, 62])
@pytest.mark.parametrize("w", [101, 751, 997, 10_007])
@pytest.mark.parametrize("off", [-1, 1])
def test_neighbours_of_ties_on_both_sides_of_every_bound(bits, w, off):
    found = []
    for step in range(1, 200, 2):
        y = 2**bits - step
        if y % w:
            found.append((_next_to_a_tie(y, w, off), y, w))
    for made in (PROPORTIONAL, PASS_LINE):
        assert scores(made, *found) == [true_score(made, *row) for row in found]


@given(
    st.lists(
        st.tuples(st.integers(0, 2**63 - 1), st.integers(1, 2**63 - 1), st.integers(0, 2**63 - 1)),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from([PROPORTIONAL, PASS_LINE, line(-1, 2, 1), line(1, 1, 7)]),
)
def test_any_whole_numbers_give_what_fractions_give(found, made):
    assert scores(made, *found) == [true_score(made, *row) for row in found]


@given(
    st.integers(0, 10**7), st.integers(1, 10**7), st.integers(0, 12), st.fractions(-1, 3, max_denominator=99)
)
def test_a_threshold_of_the_rounded_ratio_needs_no_rounding(n, d, digits, ratio):
    power = 10**digits
    threshold = Threshold.rounded(ratio, power)
    assert (threshold.den * n >= threshold.num * d) == (Fraction(round_units(n, d, digits), power) >= ratio)


def test_the_constants_are_reduced_so_that_large_numbers_stay_in_float64():
    bound = Kernel(PASS_LINE, 2, 2)
    assert (bound.alpha, bound.beta, bound.den) == ((5,), (-3,), 1)
    # a thousand million units with two decimals, and a weight of a hundred points
    bounds = bound.bounds(137_000_000_000, 137_000_000_000, 10_000)
    assert bounds.whole
    assert max(bounds.up, bounds.down) < EXACT_FLOAT


def test_a_score_rounded_up_beyond_its_weight_is_the_weight():
    made = line(1, 0, 1, digits=0)
    bound = Kernel(made, 2, 2)
    assert bound.scores(np.array([1, 1]), np.array([1, 1]), np.array([750, 740])).tolist() == [750, 700]
    assert [bound.exact(1, 1, 750), bound.exact(1, 1, 740)] == [750, 700]


def test_truncation_and_a_deduction():
    made = line(1, 0, 1, half_up=False, deduct=Fraction(2), deduct_at=Threshold(3, 2))
    bound = Kernel(made, 2, 2)
    found = bound.scores(np.array([2, 4, 5]), np.array([3, 3, 3]), np.array([1000, 1000, 100]))
    assert found.tolist() == [666, 1000, 0]  # 6.666…; capped at 10; 1 - 2 is not below 0
