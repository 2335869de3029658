"""What a clause's curve promises, proved exactly.

A curve is piecewise linear, so a clause is judged whole by its values and one-sided
limits at the break points.  Everything is measured in what a user sees: the execution
rate, the completion (actual over target) or the days late; a clause on ``target/actual``
is turned round first.  What is broken comes with a counter-example in round figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from jixiao.indicators.numbers import exact_string, round_exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.schemas.ruleset import Match, RuleSet, Side
    from jixiao.scoring.clause import CompiledClause
    from jixiao.scoring.curve import Curve, Segment

Way = Literal["rise", "fall", "either"]
At = Literal["left", "at", "right"]

ZERO, ONE = Fraction(0), Fraction(1)
_GRIDS = tuple(Fraction(1, 10**power) for power in range(2, 13))
_DAYS = (Fraction(1),)
_WEIGHTS = (10, 100, 1000, 10**6)
_QUANTITY_SIDES: dict[str, tuple[Side, ...]] = {
    ">=": ("under",), ">": ("under",), "<=": ("over",), "<": ("over",), "=": ("under", "over"),
}  # fmt: skip
_WAYS: dict[tuple[str, Side], Way] = {
    (">=", "under"): "rise", (">", "under"): "rise", ("=", "under"): "rise",
    (">=", "over"): "fall", (">", "over"): "fall", ("=", "over"): "fall",
    ("<=", "over"): "fall", ("<", "over"): "fall",
    ("<=", "under"): "either", ("<", "under"): "either",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Track:
    """One clause on one side of the target: its measure, from where to where, and which way it may go.

    ``measure`` is ``execution``, ``completion`` or ``days``; ``high`` is ``None`` where it has no end.
    ``way`` is ``rise`` where a score may never fall as the measure rises, ``fall`` where it may never
    rise, ``either`` where it may do the one or the other but not both.
    """

    measure: Literal["execution", "completion", "days"]
    operator: str | None
    side: Side | None
    low: Fraction
    high: Fraction | None
    low_in: bool
    high_in: bool
    way: Way
    inverted: bool


class Position(NamedTuple):
    """A value of the curve at, or just beside, a point; ``point`` is ``None`` at infinity."""

    point: Fraction | None
    where: At
    share: Fraction


class Witness(NamedTuple):
    """Two points in the user's measure and their scores out of ``weight``, all as printed."""

    first: str
    first_score: str
    second: str
    second_score: str
    weight: str


def tracks(clause: CompiledClause, rules: RuleSet) -> list[Track]:
    """Everything a clause decides, side by side; empty for 得分系数, which is only checked."""
    match = clause.spec.applies
    kind = match.kind or "quantity"
    if kind == "execution":
        endless = rules.edge.over_rate == "allow"
        high = None if endless else ONE
        return [
            Track("execution", None, None, ZERO, high, low_in=True, high_in=True, way="rise", inverted=False)
        ]
    if kind == "date":
        return [Track("days", None, None, ONE, None, low_in=True, high_in=False, way="fall", inverted=False)]
    if kind == "coefficient":
        return []
    inverted = clause.spec.ratio == "target/actual"
    return [_quantity(operator, side, inverted) for operator, side in sides(match)]


def sides(match: Match) -> Iterator[tuple[str, Side]]:
    """The operators and sides that a clause about quantities decides."""
    operators = (match.operator,) if match.operator is not None else (">=", "<=", "=")
    for operator in operators:
        for side in (match.side,) if match.side is not None else _QUANTITY_SIDES[operator]:
            yield operator, side


def _quantity(operator: str, side: Side, inverted: bool) -> Track:
    under = side == "under"
    return Track(
        "completion", operator, side, ZERO if under else ONE, ONE if under else None,
        low_in=under, high_in=False, way=_WAYS[operator, side], inverted=inverted,
    )  # fmt: skip


def _left_piece(curve: Curve, ratio: Fraction) -> Segment:
    """The piece just below ``ratio``."""
    below = [piece for piece in curve.segments if piece.low is None or piece.low < ratio]
    return below[-1]


def _right_piece(curve: Curve, ratio: Fraction) -> Segment:
    """The piece just above ``ratio``, which also decides at it."""
    return curve.segment(ratio.numerator, ratio.denominator)


def share_at(curve: Curve, track: Track, point: Fraction | None, where: At = "at") -> Fraction:
    """The share of the weight at, or in the limit beside, a point of the measure; ``None`` is infinity."""
    if not track.inverted:
        if point is None:
            return curve.segments[-1].intercept
        piece = _left_piece(curve, point) if where == "left" else _right_piece(curve, point)
        return piece.share(point)
    if point == 0:
        return curve.segments[-1].intercept
    ratio = ZERO if point is None else 1 / point
    # a measure just above the point has a ratio just below
    left = where == "right" and point is not None
    piece = _left_piece(curve, ratio) if left else _right_piece(curve, ratio)
    return piece.share(ratio)


def knots(curve: Curve, track: Track) -> list[Fraction]:
    """The break points inside a track, in the user's measure, rising."""
    points = {1 / b if track.inverted else b for b in curve.breaks() if not track.inverted or b > 0}
    return sorted(p for p in points if p > track.low and (track.high is None or p < track.high))


def positions(curve: Curve, track: Track) -> list[Position]:
    """The values that decide everything about a track: at its ends, and around each break point."""
    order: list[tuple[Fraction | None, At]] = [(track.low, "at")] if track.low_in else []
    order.append((track.low, "right"))
    for knot in knots(curve, track):
        order += [(knot, "left"), (knot, "at"), (knot, "right")]
    order.append((track.high, "left"))
    if track.high_in and track.high is not None:
        order.append((track.high, "at"))
    return [Position(point, where, share_at(curve, track, point, where)) for point, where in order]


def out_of_bounds(clause: CompiledClause, track: Track, rules: RuleSet) -> Witness | None:
    """A point where the clause gives less than nothing or more than the weight."""
    curve = clause.curve
    if curve is None:
        return None
    for position in positions(curve, track):
        if 0 <= position.share <= 1:
            continue
        for point in _beside(position, curve, track):
            share = share_at(curve, track, point)
            if not 0 <= share <= 1:
                score = _score(share, 10, rules)
                return Witness(_print(point, track), score, "", "", "10")
    return None


def not_monotone(clause: CompiledClause, track: Track, rules: RuleSet) -> Witness | None:
    """Two points where the score goes the way it may not."""
    curve = clause.curve
    if curve is None:
        return None
    ways: tuple[Way, ...] = ("rise", "fall") if track.way == "either" else (track.way,)
    found = [_against(curve, track, way, rules) for way in ways]
    return None if any(one is None for one in found) else found[0]


def _against(curve: Curve, track: Track, way: Way, rules: RuleSet) -> Witness | None:
    for one, other in pairwise(positions(curve, track)):
        wrong = one.share > other.share if way == "rise" else one.share < other.share
        if not wrong:
            continue
        witness = _witness(curve, track, one, other, way, rules)
        if witness is not None:
            return witness
    return None


def _witness(
    curve: Curve, track: Track, one: Position, other: Position, way: Way, rules: RuleSet
) -> Witness | None:
    for low in _beside(one, curve, track):
        for high in _beside(other, curve, track):
            if low >= high:
                continue
            first, second = share_at(curve, track, low), share_at(curve, track, high)
            if (first > second) if way == "rise" else (first < second):
                weight = next(
                    (w for w in _WEIGHTS if _score(first, w, rules) != _score(second, w, rules)), 10
                )
                return Witness(
                    _print(low, track), _score(first, weight, rules),
                    _print(high, track), _score(second, weight, rules), str(weight),
                )  # fmt: skip
    return None


def _beside(position: Position, curve: Curve, track: Track) -> list[Fraction]:
    """Round figures at or beside a position, the roundest first."""
    point, where = position.point, position.where
    inside = knots(curve, track)
    if point is None:
        last = inside[-1] if inside else track.low
        return [_up(last * 2 + 1, ONE), _up(last * 10 + 1, ONE)]
    grids = _DAYS if track.measure == "days" else _GRIDS
    found = [point] if where == "at" else []
    for grid in grids:
        if where in ("at", "right"):
            ceiling = next((k for k in inside if k > point), track.high)
            above = _up(point, grid)
            above = above + grid if above == point else above
            if ceiling is None or above < ceiling:
                found.append(above)
        if where in ("at", "left"):
            floor = next((k for k in reversed(inside) if k < point), track.low)
            below = _down(point, grid)
            below = below - grid if below == point else below
            if below > floor or (below == floor and track.low_in):
                found.append(below)
    return found


def _up(value: Fraction, grid: Fraction) -> Fraction:
    return -(-value // grid) * grid


def _down(value: Fraction, grid: Fraction) -> Fraction:
    return (value // grid) * grid


def _score(share: Fraction, weight: int, rules: RuleSet) -> str:
    rounding = rules.rounding.score
    return f"{round_exact(share * weight, rounding.digits, rounding.mode)}"


def _print(point: Fraction, track: Track) -> str:
    return exact_string(point) if track.measure == "days" else f"{exact_string(point * 100)}%"
