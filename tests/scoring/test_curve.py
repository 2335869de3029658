from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.ruleset import CurveSpec
from jixiao.scoring.curve import Curve


def points(*given: tuple[str, str]) -> Curve:
    return Curve.compile("c", CurveSpec.model_validate({"points": given}))


def steps(*given: tuple[str, str]) -> Curve:
    return Curve.compile("c", CurveSpec.model_validate({"steps": given}))


def F(text: str) -> Fraction:  # noqa: N802 - reads like the number it is
    return Fraction(text)


PASS_LINE = points(("0.6", "0"), ("1", "1"))
TIERS = steps(("0", "0"), ("0.6", "0.5"), ("0.8", "0.7"), ("1", "1"))


@pytest.mark.parametrize(
    ("ratio", "share"),
    [("0", "0"), ("0.6", "0"), ("0.59", "0"), ("0.8", "1/2"), ("11/14", "13/28"), ("1", "1"), ("7", "1")],
)
def test_a_line_rises_between_its_points_and_is_flat_outside(ratio: str, share: str) -> None:
    assert PASS_LINE.share(F(ratio)) == F(share)


@pytest.mark.parametrize(
    ("ratio", "share"),
    [
        ("0.5999", "0"),
        ("0.6", "0.5"),
        ("0.7999", "0.5"),
        ("0.8", "0.7"),
        ("0.9999", "0.7"),
        ("1", "1"),
        ("2", "1"),
    ],
)
def test_a_step_holds_from_its_threshold_on(ratio: str, share: str) -> None:
    assert TIERS.share(F(ratio)) == F(share)


def test_of_two_points_above_each_other_the_later_counts_from_there_on() -> None:
    leap = points(("0", "0"), ("0.5", "0.5"), ("0.5", "0.8"), ("1", "1"))
    assert leap.share(F("0.4999")) == F("0.4999")
    assert leap.share(F("0.5")) == F("0.8")
    assert leap.share(F("0.75")) == F("0.9")


def test_one_point_is_the_same_everywhere() -> None:
    assert {points(("0.3", "0.4")).share(F(ratio)) for ratio in ("0", "0.3", "9")} == {F("0.4")}


def test_a_constant_has_one_piece() -> None:
    full = Curve.constant("full", F("1"))
    assert full.share(F("0")) == full.share(F("100")) == 1
    assert full.breaks() == ()


def test_breaks_are_where_pieces_meet() -> None:
    assert TIERS.breaks() == (F("0"), F("0.6"), F("0.8"), F("1"))


@pytest.mark.parametrize(
    ("curve", "monotone"),
    [
        (PASS_LINE, True),
        (TIERS, True),
        (points(("1", "1"), ("2", "0")), True),
        (points(("0.6", "0"), ("1", "1"), ("2", "0")), False),
        (Curve.constant("full", Fraction(1)), True),
    ],
)
def test_monotone_is_one_way_only(curve: Curve, *, monotone: bool) -> None:
    assert curve.monotone is monotone


@given(st.data())
def test_pieces_meet_without_gap_and_the_whole_numbers_are_the_same_line(data: st.DataObject) -> None:
    rationals = st.fractions(0, 3, max_denominator=40)
    xs = sorted(data.draw(st.lists(rationals, min_size=1, max_size=6, unique=True)))
    ys = data.draw(st.lists(st.fractions(0, 1, max_denominator=40), min_size=len(xs), max_size=len(xs)))
    kind = data.draw(st.sampled_from(["points", "steps"]))
    curve = Curve.compile("c", CurveSpec.model_validate({kind: list(zip(xs, ys, strict=True))}))
    ends = [(piece.low, piece.high) for piece in curve.segments]
    assert ends[0][0] is None
    assert ends[-1][1] is None
    assert [high for _, high in ends[:-1]] == [low for low, _ in ends[1:]]
    for x, y in zip(xs, ys, strict=True):
        assert curve.share(x) == y
    ratio = data.draw(rationals)
    piece = curve.segment(ratio.numerator, ratio.denominator)
    whole = Fraction(piece.a * ratio.numerator + piece.b * ratio.denominator, piece.c * ratio.denominator)
    assert whole == piece.share(ratio) == curve.share(ratio)
    assert min(ys) <= curve.share(ratio) <= max(ys)
