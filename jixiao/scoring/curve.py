"""Curves: piecewise-linear functions from a ratio to the share of the weight earned.

Constant outside their ends.  A step holds from its threshold on; where two points
share an abscissa the later one counts from there on.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import TYPE_CHECKING

from jixiao.schemas.scored import Segment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jixiao.schemas.ruleset import CurveSpec

__all__ = ["Curve", "Segment"]

_ZERO = Fraction(0)


def _segment(low: Fraction | None, high: Fraction | None, slope: Fraction, intercept: Fraction) -> Segment:
    c = lcm(slope.denominator, intercept.denominator)
    return Segment(low, high, slope, intercept, int(slope * c), int(intercept * c), c)


def _through(points: Iterable[tuple[Fraction, Fraction]]) -> list[Segment]:
    given = list(points)
    segments = [_segment(None, given[0][0], _ZERO, given[0][1])]
    for (x0, y0), (x1, y1) in pairwise(given):
        if x1 > x0:
            slope = (y1 - y0) / (x1 - x0)
            segments.append(_segment(x0, x1, slope, y0 - slope * x0))
    segments.append(_segment(given[-1][0], None, _ZERO, given[-1][1]))
    return segments


def _stairs(steps: Iterable[tuple[Fraction, Fraction]]) -> list[Segment]:
    given = list(steps)
    segments = [_segment(None, given[0][0], _ZERO, given[0][1])]
    for index, (x, y) in enumerate(given):
        high = given[index + 1][0] if index + 1 < len(given) else None
        segments.append(_segment(x, high, _ZERO, y))
    return segments


@dataclass(frozen=True, slots=True)
class Curve:
    """A compiled curve: its name and its segments from left to right, without gap or overlap."""

    name: str
    segments: tuple[Segment, ...]

    @classmethod
    def compile(cls, name: str, spec: CurveSpec) -> Curve:
        """The curve that ``spec`` describes."""
        pieces = _through(spec.points) if spec.points is not None else _stairs(spec.steps or ())
        return cls(name, tuple(pieces))

    @classmethod
    def constant(cls, name: str, share: Fraction) -> Curve:
        """The same share at every ratio."""
        return cls(name, (_segment(None, None, _ZERO, share),))

    def segment(self, numerator: int, denominator: int) -> Segment:
        """The piece that the ratio ``numerator/denominator`` (denominator > 0) lies on."""
        for piece in self.segments:
            high = piece.high
            if high is None or numerator * high.denominator < high.numerator * denominator:
                return piece
        raise AssertionError("the last segment is open to the right")

    def share(self, ratio: Fraction) -> Fraction:
        """The share of the weight earned at ``ratio``, exactly."""
        return self.segment(ratio.numerator, ratio.denominator).share(ratio)

    @property
    def monotone(self) -> bool:
        """Whether the share never rises, or never falls, as the ratio rises."""
        ends = [
            (piece.share(piece.low or Fraction(0)), piece.share(piece.high or piece.low or Fraction(0)))
            for piece in self.segments
        ]
        shares = [share for pair in ends for share in pair]
        return shares in (sorted(shares), sorted(shares, reverse=True))

    def breaks(self) -> tuple[Fraction, ...]:
        """The ratios at which one piece hands over to the next."""
        return tuple(piece.high for piece in self.segments if piece.high is not None)
