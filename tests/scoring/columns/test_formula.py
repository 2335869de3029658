"""Curves over the ratios a row can have: fewer lines, the same shares."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.ruleset import CurveSpec
from jixiao.scoring.columns.formula import Reach, formula, lines
from jixiao.scoring.curve import Curve
from tests.strategies.rulesets import curves, loaded

ZERO, ONE = Fraction(0), Fraction(1)
UNDER, OVER, POINT = (
    Reach(ZERO, ONE, closed=False),
    Reach(ONE, None, closed=False),
    Reach(ONE, ONE, closed=True),
)


def compiled(**spec) -> Curve:
    return Curve.compile("c", CurveSpec.model_validate(spec))


PASS_LINE = compiled(points=[["0.6", "0"], ["1", "1"]])
TIERS = compiled(steps=[["0", "0"], ["0.6", "0.5"], ["0.8", "0.7"], ["1", "1"]])
FALLING = compiled(points=[["1", "1"], ["2", "0"]])


@pytest.mark.parametrize(
    ("curve", "reach", "count"),
    [
        (PASS_LINE, UNDER, 1),  # the flat part is the line kept above 0
        (PASS_LINE, OVER, 1),
        (FALLING, OVER, 1),
        (FALLING, UNDER, 1),
        (TIERS, UNDER, 3),
        (TIERS, UNDER._replace(closed=True), 4),
        (TIERS, POINT, 1),
    ],
)
def test_no_more_lines_than_needed(curve, reach, count):
    assert len(lines(curve, reach)) == count


def _inside(reach: Reach, share: Fraction) -> Fraction:
    """A ratio of the reach: all the way along it, ``share`` from 0 to 1 (1 only where it is closed)."""
    if reach.high is None:
        return reach.low + 4 * share
    return reach.low + share * (reach.high - reach.low)


@given(
    curves(),
    st.sampled_from([UNDER, UNDER._replace(closed=True), OVER, POINT]),
    st.fractions(0, 1, max_denominator=400),
)
def test_the_lines_are_the_curve(spec, reach, along):
    curve = compiled(**spec)
    made = lines(curve, reach)
    ratio = _inside(reach, along)
    if ratio == reach.high and not reach.closed:
        return
    line = next(line for line in reversed(made) if line.low <= ratio)
    share = line.slope * ratio + line.intercept
    assert min(max(share, ZERO), ONE) == min(max(curve.share(ratio), ZERO), ONE)


def test_steps_of_a_rounded_ratio_form_no_ratio():
    rules = loaded(
        {
            "curves": {
                "tiers": {"steps": [["0", "0"], ["0.6", "0.5"]]},
                "line": {"points": [["0", "0"], ["1", "1"]]},
            },
            "clause": [
                {
                    "for": {"kind": "execution"},
                    "curve": curve,
                    "ratio_digits": 4,
                    "cite": {"standing": "observed"},
                }
                for curve in ("tiers",)
            ],
        }
    )
    made = formula(rules.clauses[0], rules, UNDER, swapped=False)
    assert made.power is None
    assert [(t.num, t.den) for t in made.breaks] == [(11_999, 20_000)]


def test_a_clause_without_a_known_curve_has_no_formula():
    rules = loaded(
        {"clause": [{"for": {"kind": "execution"}, "curve": "unknown", "cite": {"standing": "unknown"}}]}
    )
    with pytest.raises(ValueError, match="no known curve"):
        formula(rules.clauses[0], rules, UNDER, swapped=False)
