"""Formulas: a clause's curve over the ratios that a kind of row can have, in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, lcm
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jixiao.scoring.clause import CompiledClause
    from jixiao.scoring.curve import Curve
    from jixiao.scoring.ruleset import LoadedRuleSet

_ZERO, _ONE = Fraction(0), Fraction(1)


class Reach(NamedTuple):
    """The ratios that a cell can have: from ``low``, up to ``high`` (``None``: no end)."""

    low: Fraction
    high: Fraction | None
    closed: bool

    def meets(self, low: Fraction | None, high: Fraction | None) -> bool:
        """Whether some ratio of the reach lies in ``[low, high)``."""
        if high is not None and high <= self.low:
            return False
        if low is None or self.high is None:
            return True
        return low < self.high or (self.closed and low == self.high)


class Line(NamedTuple):
    """``slope * ratio + intercept``, to be kept within 0 and 1, for ratios in ``[low, high]``."""

    low: Fraction
    high: Fraction | None
    slope: Fraction
    intercept: Fraction

    def ends(self) -> tuple[Fraction, Fraction]:
        """The values at both ends; an endless line's second value tells which way it goes, beyond 0 or 1."""
        first = self.slope * self.low + self.intercept
        if self.high is not None:
            return first, self.slope * self.high + self.intercept
        return first, first if self.slope == 0 else Fraction(2 if self.slope > 0 else -1)

    def says(self, other: Line) -> bool:
        """Whether, kept within 0 and 1, it gives what ``other`` gives wherever ``other`` is asked."""
        if (self.slope, self.intercept) == (other.slope, other.intercept):
            return True
        values = (*self._replace(low=other.low, high=other.high).ends(), *other.ends())
        return max(values) <= 0 or min(values) >= 1

    def settled(self) -> Line:
        """The same, flat where it gives one share from end to end."""
        first, last = self.ends()
        if self.slope == 0 or self.low == self.high or max(first, last) <= 0 or min(first, last) >= 1:
            return self._replace(slope=_ZERO, intercept=min(max(first, _ZERO), _ONE))
        return self


def lines(curve: Curve, reach: Reach) -> list[Line]:
    """The fewest lines that, kept within 0 and 1, are the curve wherever ``reach`` goes."""
    made: list[Line] = []
    for piece in curve.segments:
        if not reach.meets(piece.low, piece.high):
            continue
        low = reach.low if piece.low is None else max(piece.low, reach.low)
        high = min((end for end in (piece.high, reach.high) if end is not None), default=None)
        line = Line(low, high, piece.slope, piece.intercept)
        last = made[-1] if made else None
        if last is not None and last.says(line):
            made[-1] = last._replace(high=high)
        elif last is not None and line.says(last):
            made[-1] = line._replace(low=last.low)
        else:
            made.append(line)
    return [line.settled() for line in made]


class Threshold(NamedTuple):
    """True for a ratio n/d where ``n * den >= num * d``."""

    num: int
    den: int

    @classmethod
    def at(cls, ratio: Fraction) -> Threshold:
        """True from ``ratio`` on."""
        return cls(ratio.numerator, ratio.denominator)

    @classmethod
    def rounded(cls, ratio: Fraction, power: int) -> Threshold:
        """True where the ratio, rounded half up to units of ``1/power``, reaches ``ratio``.

        With J the least whole number of units that does: ``floor((2*power*n + d) / (2*d)) >= J``
        exactly where ``2*power*n >= (2*J - 1)*d``.  So a step needs no rounded ratio at all.
        """
        return cls(2 * ceil(ratio * power) - 1, 2 * power)


@dataclass(frozen=True, slots=True)
class Formula:
    """How some cells turn a ratio x/y into a share, in whole numbers.

    ``swapped``: x is the target and y the actual, else the other way round.  ``power``: the ratio
    is first rounded half up to units of ``1/power`` (``None``: never, or not needed); beyond
    ``ceiling`` such units nothing changes.  The number of ``breaks`` passed is the index of the line
    ``share = (alpha*x + beta*y) / (gamma*y)``, kept above 0 and below 1 where ``low`` and ``high`` say
    that it could leave them.  ``deduct`` points are taken off from ``deduct_at`` on (``None``: always).
    """

    swapped: bool
    power: int | None
    ceiling: int | None
    breaks: tuple[Threshold, ...]
    alpha: tuple[int, ...]
    beta: tuple[int, ...]
    gamma: int
    low: bool
    high: bool
    deduct: Fraction | None
    deduct_at: Threshold | None
    digits: int
    half_up: bool

    @property
    def flat(self) -> bool:
        """Whether the share depends on the ratio by steps alone."""
        return not any(self.alpha)

    @property
    def constant(self) -> bool:
        """Whether every row gets the same share of its weight."""
        return self.flat and not self.breaks and self.deduct_at is None


def formula(clause: CompiledClause, rules: LoadedRuleSet, reach: Reach, *, swapped: bool) -> Formula:
    """The formula of a clause with a known curve, for rows whose ratio lies in ``reach``."""
    spec, curve = clause.spec, clause.curve
    if curve is None:
        raise ValueError(f"clause {clause.id} has no known curve")
    power = None if spec.ratio_digits == "exact" else 10**spec.ratio_digits
    if power is not None:
        reach = reach._replace(closed=True)
    made = lines(curve, reach)
    flat = all(line.slope == 0 for line in made)
    at = Threshold.at if power is None or not flat else lambda ratio: Threshold.rounded(ratio, power)
    deduct = spec.deduct
    points, start = (None, None) if deduct is None else (deduct.points, deduct.at)
    if start is not None and not reach.meets(start, None):
        points = start = None
    elif start is not None and start <= reach.low:
        start = None
    endless = reach.high is None and made[-1].slope != 0
    turns = [reach.high or _ZERO, *(line.low for line in made), start or _ZERO]
    gamma = lcm(*(n for line in made for n in (line.slope.denominator, line.intercept.denominator)))
    rounding = rules.rules.rounding.score
    return Formula(
        swapped=swapped and not (flat and len(made) == 1 and start is None),
        power=None if flat else power,
        ceiling=None if flat or power is None or endless else ceil(max(turns) * power),
        breaks=tuple(at(line.low) for line in made[1:]),
        alpha=tuple(int(line.slope * gamma) for line in made),
        beta=tuple(int(line.intercept * gamma) for line in made),
        gamma=gamma,
        low=any(min(line.ends()) < 0 for line in made),
        high=any(max(line.ends()) > 1 for line in made),
        deduct=points or None,
        deduct_at=None if points is None or start is None else at(start),
        digits=rounding.digits if spec.score_digits is None else spec.score_digits,
        half_up=rounding.mode == "half-up",
    )  # fmt: skip
