"""Curves proved exactly: sound ones are silent, broken ones named with a counter-example in round figures."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.ruleset import CurveSpec
from jixiao.scoring.curve import Curve
from jixiao.scoring.proof_curves import Track, knots, share_at
from tests.scoring.rule_files import FALLING, PROPORTIONAL, clause, found


@pytest.mark.parametrize(
    ("match", "curve", "ratio"),
    [
        ('operator = ">="', PROPORTIONAL, "actual/target"),
        ('operator = ">="', 'steps = [["0", "0"], ["0.6", "0.5"], ["0.8", "0.7"]]', "actual/target"),
        ('operator = ">=", side = "over"', FALLING, "actual/target"),
        ('operator = "<="', PROPORTIONAL, "target/actual"),
        ('operator = "<="', 'points = [["0.5", "0"], ["0.5", "0.5"], ["1", "1"]]', "target/actual"),
        ('operator = "<="', FALLING, "actual/target"),
        ('operator = "<="', 'steps = [["1", "1"], ["1.3", "0.5"], ["5/3", "0"]]', "actual/target"),
        ('operator = "<=", side = "under"', 'points = [["0.7", "0"], ["1", "1"]]', "actual/target"),
        ('operator = "<=", side = "under"', 'points = [["0.7", "1"], ["1", "0.5"]]', "actual/target"),
        ('operator = "="', 'points = [["0.6", "0"], ["1", "1"], ["2", "0"]]', "actual/target"),
        ('operator = "="', PROPORTIONAL, "actual/target"),
        ('kind = "execution"', PROPORTIONAL, "executed/annual_budget"),
        ('kind = "date"', 'steps = [["0", "1"], ["1", "0.9"], ["31", "0"]]', "days-late"),
    ],
)
def test_sound_clauses_are_silent(tmp_path, match, curve, ratio):
    assert found(tmp_path, clause(match, curve, ratio)) == []


@pytest.mark.parametrize(
    ("match", "curve", "ratio", "code", "example"),
    [
        (
            'operator = ">="',
            'steps = [["0", "0"], ["0.5", "0.7"], ["0.86", "0.5"], ["1", "1"]]', "actual/target",
            "RUL101", "完成率 85% 得 7.00 分，完成率 86% 却只得 5.00 分（分值 10）",
        ),
        (
            'operator = ">="', 'points = [["0", "0.5"], ["1", "0.4"]]', "actual/target",
            "RUL101", "完成率 1% 得 4.99 分，完成率 99% 却只得 4.01 分（分值 10）",
        ),
        (
            'kind = "execution"',
            'steps = [["0", "0.9"], ["0.8", "0.7"], ["1", "1"]]', "executed/annual_budget",
            "RUL101", "执行率 79% 得 9.00 分，执行率 80% 却只得 7.00 分（分值 10）",
        ),
        (
            'operator = "<="', 'points = [["1", "0"], ["2", "1"]]', "actual/target",
            "RUL102", "完成率 101% 得 0.10 分，完成率 199% 反而得 9.90 分（分值 10）",
        ),
        (
            'operator = "<="', 'points = [["0", "1"], ["1", "0"]]', "target/actual",
            "RUL102", "完成率 101% 得 0.10 分，完成率 300% 反而得 6.67 分（分值 10）",
        ),
        (
            'operator = "="', 'points = [["0", "0"], ["1", "0.5"], ["2", "1"]]', "actual/target",
            "RUL102", "完成率 101% 得 5.05 分，完成率 199% 反而得 9.95 分（分值 10）",
        ),
        (
            'operator = ">="', 'points = [["0", "0"], ["1", "1.2"]]', "actual/target",
            "RUL100", "完成率 99% 时得 11.88 分，不在 0～10 分之间",
        ),
        (
            'kind = "execution"', 'points = [["0", "-0.1"], ["1", "1"]]', "executed/annual_budget",
            "RUL100", "执行率 0% 时得 -1.00 分，不在 0～10 分之间",
        ),
        (
            'kind = "date"', 'steps = [["0", "0.5"], ["10", "0.8"]]', "days-late",
            "RUL102", "逾期 9 天 得 5.00 分，逾期 10 天 反而得 8.00 分（分值 10）",
        ),
    ],
)  # fmt: skip
def test_a_broken_curve_is_named_with_a_counter_example(tmp_path, match, curve, ratio, code, example):
    said = found(tmp_path, clause(match, curve, ratio))
    assert [one[0] for one in said] == [code]
    assert example in said[0][1]


def test_a_jump_too_narrow_for_whole_percents_isfound(tmp_path):
    curve = 'points = [["0", "0"], ["0.50001", "0.6"], ["0.50001", "0.4"], ["0.50002", "0.6"], ["1", "1"]]'
    ((code, message),) = found(tmp_path, clause('operator = ">="', curve))
    assert code == "RUL101"
    assert "完成率 50% 得 6.00 分，完成率 50.001% 却只得 4.00 分" in message


def test_a_fall_of_less_than_a_cent_is_shown_at_a_higher_weight(tmp_path):
    curve = 'points = [["0", "0.50000001"], ["1", "0.5"]]'
    ((code, message),) = found(tmp_path, clause('operator = ">="', curve))
    assert code == "RUL101"
    assert message.endswith("（分值 1000000）")


RATIONALS = st.fractions(min_value=0, max_value=3, max_denominator=20)
SHARES = st.fractions(min_value=0, max_value=1, max_denominator=10)


@st.composite
def curve_specs(draw):
    xs = sorted(draw(st.lists(RATIONALS, min_size=1, max_size=5)))
    points = tuple((x, draw(SHARES)) for x in xs)
    if draw(st.booleans()) and len(set(xs)) == len(xs):
        return CurveSpec(steps=points)
    return CurveSpec(points=points)


def _dense(curve: Curve, track: Track) -> list[Fraction]:
    """Points so close to every knot that any fall or rise between pieces shows."""
    high = track.high if track.high is not None else Fraction(1000)
    marks = [track.low, *knots(curve, track), high]
    tiny = Fraction(1, 10**9)
    found = set()
    for a, b in pairwise(marks):
        found |= {a + tiny, (a + b) / 2, b - tiny, a}
    if track.high_in:
        found.add(high)
    inside = [p for p in found if p > track.low or (p == track.low and track.low_in)]
    return sorted(inside)


@given(spec=curve_specs(), operator=st.sampled_from([">=", "<=", "="]), inverted=st.booleans())
def test_the_exact_proof_agrees_with_trying_points(spec, operator, inverted, tmp_path_factory):
    written = "points" if spec.points is not None else "steps"
    pairs = spec.points or spec.steps
    text = ", ".join(f'["{x}", "{y}"]' for x, y in pairs)
    ratio = "target/actual" if inverted else "actual/target"
    folder = tmp_path_factory.mktemp("rules")
    said = found(folder, clause(f'operator = "{operator}"', f"{written} = [{text}]", ratio))
    curve = Curve.compile("c", spec)
    broken = False
    for side in {">=": ("under",), "<=": ("over",), "=": ("under", "over")}[operator]:
        under = side == "under"
        low, high = (Fraction(0), Fraction(1)) if under else (Fraction(1), None)
        way = "rise" if under else "fall"
        track = Track("completion", operator, side, low, high, under, False, way, inverted)
        shares = [share_at(curve, track, point) for point in _dense(curve, track)]
        steps = pairwise(shares)
        broken |= any(a > b for a, b in steps) if under else any(a < b for a, b in steps)
    assert [code for code, _ in said] in (["RUL101"], ["RUL102"]) if broken else said == []
