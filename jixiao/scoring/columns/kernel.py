"""One formula over whole arrays: one fraction a row, one division, one rounding, never a wrong score.

**The quotient.**  With weight W (in units of 10**-k), ratio x/y, share ``(alpha*x + beta*y) / (gamma*y)``
and a score of ``digits`` decimals, everything but the row's own numbers is folded into whole constants
when the formula is bound to k::

    half up:   q = floor(2 * 10**digits * score) = floor(X / Y),  rounded = (q + 1) // 2
    truncate:  q = floor(10**digits * score)     = floor(X / Y),  rounded = q
    X = W * max(0, min(a*x + b*y, top*y)),  Y = den*y

since floor(z + 1/2) = (floor(2z) + 1) // 2 for every real z.  X and Y are whole numbers, X >= 0 and
Y >= 1, so that floor(X / Y) is all there is to get right.

**Why float64 may divide.**  Let X and Y be whole numbers, 0 <= X < 2**53 and 1 <= Y < 2**53.  Both are
exact in float64, and fl(X/Y), the quotient rounded to the nearest float64, has the same floor as X/Y.
*Proof.*  Let m be the least whole number above X/Y.  Then m <= X + 1 <= 2**53 is exact in float64, and as
rounding is monotone, floor(X/Y) <= fl(X/Y) <= m.  It remains to exclude fl(X/Y) = m.  X < m*Y and both
are whole, so X/Y <= m - 1/Y.  The quotient is 0 or at least 2**-53, a normal number, so rounding moves it
by at most 2**-53 * X/Y.  Reaching m would need 1/Y <= 2**-53 * X/Y, that is X >= 2**53: excluded.  No
condition on the size of the score is needed beyond these.

**What is checked.**  Before a group of rows is computed, the largest W, x and y among them, each raised
to a power of two, are put into every product above in Python's own integers.  Below 2**63 all of them are
exact in int64; then float64 divides where X and Y stay below 2**53, and int64 elsewhere.  Rows outside
that are done one by one in Python's integers.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import gcd
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from jixiao.scoring.columns.formula import Formula, Threshold

Whole = np.ndarray[Any, np.dtype[np.int64]]
"""Whole numbers: int64, or ``object`` holding Python's integers where those do not fit."""
Mask = np.ndarray[Any, np.dtype[np.bool_]]
_EXACT_FLOAT = 1 << 53
_EXACT_INT = 1 << 63
_USUAL_WEIGHT = 1 << 20
_LARGEST_CONSTANT = 1 << 32


class Bounds(NamedTuple):
    """The most that a group of rows can make of its numbers: every product, and the two that are divided."""

    product: int
    up: int
    down: int

    @property
    def whole(self) -> bool:
        """Whether every product is exact in int64."""
        return self.product < _EXACT_INT


class Kernel:
    """A formula bound to weights of ``weight_digits`` and scores of ``result_digits`` decimals.

    ``result_digits`` is at least the formula's own, and at least 2.
    """

    def __init__(self, formula: Formula, weight_digits: int, result_digits: int) -> None:
        """Fold the constants.  ``_bounds`` is :meth:`bounds` by numbers of bits, kept."""
        self.formula = formula
        twice = 2 if formula.half_up else 1
        times = Fraction(10) ** (formula.digits - weight_digits) * twice
        den, top = formula.gamma * times.denominator, formula.gamma * times.numerator
        alpha = [value * times.numerator for value in formula.alpha]
        beta = [value * times.numerator for value in formula.beta]
        common = gcd(den, top, *alpha, *beta)
        self.den, self.top = den // common, top // common
        self.alpha = tuple(value // common for value in alpha)
        self.beta = tuple(value // common for value in beta)
        points = (formula.deduct or Fraction(0)) * 10**formula.digits * twice
        self.off, self.over = points.numerator * self.den, points.denominator
        at = formula.deduct_at
        self.thresholds = formula.breaks if at is None else (*formula.breaks, at)
        self.lift: int = 10 ** (result_digits - formula.digits)
        # A weight can be less than its own score rounded up to fewer digits, or than one that a
        # negative deduction raised: then the whole weight is the score.
        self.capped = weight_digits > formula.digits or points < 0
        self.score_scale: int = 10 ** max(0, weight_digits - formula.digits)
        self.weight_scale: int = 10 ** max(0, formula.digits - weight_digits)
        self.cut: int = 10 ** max(0, weight_digits - 2)
        self._bounds = cache(lambda x, y, w: self.bounds(1 << x, 1 << y, 1 << w))
        self.full: int = 10 ** (result_digits - min(weight_digits, 2))

    @property
    def fits_tables(self) -> bool:
        """Whether its constants are small enough to stand in tables beside others."""
        return max(map(abs, (*self.alpha, *self.beta, self.top, self.den))) < _LARGEST_CONSTANT

    # one row, in Python's integers

    def exact(self, x: int, y: int, w: int) -> int:
        """The score of one row, whatever the size of its numbers."""
        made = self.formula
        if made.power is not None:
            x, y = (2 * made.power * x // y + 1) // 2, made.power
        index = sum(t.den * x >= t.num * y for t in made.breaks)
        share = min(max(self.alpha[index] * x + self.beta[index] * y, 0), self.top * y)
        at = made.deduct_at
        taken = at is None or at.den * x >= at.num * y
        quotient = max(w * share * self.over - taken * self.off * y, 0) // (self.den * self.over * y)
        score = (quotient + 1) // 2 if made.half_up else quotient
        above = self.capped and score * self.score_scale > w * self.weight_scale
        return w // self.cut * self.full if above else score * self.lift

    # whole arrays

    def bounds(self, x: int, y: int, w: int) -> Bounds:
        """What rows with numbers up to these (all at least 1) can come to."""
        made, most = self.formula, [self.cut, w * self.full]
        if made.power is not None:
            most += [2 * made.power * x, y]
            x, y = 2 * made.power * x + 1, made.power
            x = x if made.ceiling is None else min(x, made.ceiling)
        for threshold in self.thresholds:
            most += [threshold.den * x, abs(threshold.num) * y]
        unit = 1 if made.flat else y
        share = max(map(abs, self.alpha)) * x + max(map(abs, self.beta)) * unit
        up = w * max(self.top * unit, 1) * self.over + abs(self.off) * unit
        down = self.den * self.over * unit
        most += [share, self.top * unit, up * self.score_scale, down, (w * self.weight_scale + 1) * self.lift]
        return Bounds(max(most), up, down)

    def scores(self, x: Whole, y: Whole, w: Whole) -> Whole:
        """The scores of rows with ratio x/y and weight w, in units of ``10**-result_digits``.

        x >= 0, y >= 1, w >= 0.  The arrays may be overwritten.
        """
        if not len(w):
            return w
        if x.dtype == y.dtype == w.dtype == np.int64:
            bounds = self._bounds(*(int(column.max()).bit_length() for column in (x, y, w)))
            if bounds.whole:
                return self._vector(x, y, w, bounds)
            limit = self._limit()
            usual = (x < limit) & (y < limit) & (w < _USUAL_WEIGHT)
            if usual.any():
                return self._apart(usual, x, y, w, self.bounds(limit, limit, _USUAL_WEIGHT))
        return self._one_by_one(x, y, w)

    def _limit(self) -> int:
        """Rows with usual weights whose x and y lie below this fit; 0 where none do."""
        limit = _EXACT_INT
        while limit and not self.bounds(limit, limit, _USUAL_WEIGHT).whole:
            limit >>= 1
        return limit

    def _one_by_one(self, x: Whole, y: Whole, w: Whole) -> Whole:
        made = [self.exact(*row) for row in zip(x.tolist(), y.tolist(), w.tolist(), strict=True)]
        return np.array(made, np.int64 if max(made) < _EXACT_INT else object)

    def _apart(self, usual: Mask, x: Whole, y: Whole, w: Whole, bounds: Bounds) -> Whole:
        """The rows that fit as arrays, the others one by one."""
        easy, hard = usual.nonzero()[0], (~usual).nonzero()[0]
        slow = self._one_by_one(x[hard], y[hard], w[hard])
        result = np.empty(len(w), slow.dtype)
        result[hard] = slow
        result[easy] = self._vector(x[easy], y[easy], w[easy], bounds)
        return result

    def _vector(self, x: Whole, y: Whole, w: Whole, bounds: Bounds) -> Whole:
        made = self.formula
        below: Whole | int = y
        if made.power is not None:
            x = half(floor(np.multiply(x, 2 * made.power, out=x), y))
            if made.ceiling is not None:
                np.minimum(x, made.ceiling, out=x)
            below = made.power
        taken = None if made.deduct_at is None else _passed(made.deduct_at, x, below)
        if made.flat:
            up, below = self._steps(x, below, w), 1
        else:
            up = self._share(x, below)
            np.multiply(up, w, out=up)
        if self.over != 1:
            np.multiply(up, self.over, out=up)
        if made.deduct is not None:
            less = _times(below, self.off)
            np.subtract(up, less if taken is None else np.multiply(taken, less), out=up)
            np.maximum(up, 0, out=up)
        score = floor(up, _times(below, self.den * self.over), bounds)
        if made.half_up:
            score = half(score)
        return self._finish(score, w)

    def _steps(self, x: Whole, y: Whole | int, w: Whole) -> Whole:
        """The weight times the share of a curve that is flat from step to step, for y = 1."""
        if not self.formula.breaks:
            return np.multiply(w, self.beta[0])
        share = self.tiers(x, y)
        return np.multiply(share, w, out=share)

    def tiers(self, x: Whole, y: Whole | int) -> Whole:
        """The share of a curve that is flat from step to step, times ``den``."""
        share: Whole = np.full(len(x), self.beta[0], np.int64)
        for threshold, one, other in zip(self.formula.breaks, self.beta, self.beta[1:], strict=False):
            share += np.multiply(_passed(threshold, x, y), other - one, dtype=np.int64)
        return share

    def _share(self, x: Whole, y: Whole | int) -> Whole:
        """``a*x + b*y`` of the line each row lies on, kept between 0 and ``top*y``."""
        made = self.formula
        alpha: Whole | int = self.alpha[0]
        beta: Whole | int = self.beta[0]
        if made.breaks:
            index = np.zeros(len(x), np.intp)
            for threshold in made.breaks:
                index += _passed(threshold, x, y)
            alpha = np.array(self.alpha, np.int64).take(index)
            beta = np.array(self.beta, np.int64).take(index)
        if not isinstance(alpha, int) or alpha != 1:
            np.multiply(x, alpha, out=x)
        if not isinstance(beta, int) or beta != 0:
            np.add(x, _times(beta, y) if isinstance(y, int) else _times(y, beta), out=x)
        if made.low:
            np.maximum(x, 0, out=x)
        if made.high:
            np.minimum(x, _times(y, self.top), out=x)
        return x

    def _finish(self, score: Whole, w: Whole) -> Whole:
        """The score within the weight, in the units of the result."""
        if not self.capped:
            return np.multiply(score, self.lift, out=score) if self.lift != 1 else score
        above = np.multiply(score, self.score_scale) > np.multiply(w, self.weight_scale)
        score[above] = 0
        np.multiply(score, self.lift, out=score)
        score[above] = w[above] // self.cut * self.full
        return score


def _times(values: Any, factor: Any) -> Any:  # noqa: ANN401  # arrays and plain integers in any mix
    """The product; ``values`` themselves for a factor of 1."""
    if isinstance(factor, int) and (factor == 1 or isinstance(values, int)):
        return values * factor if factor != 1 else values
    return np.multiply(values, factor)


def _passed(threshold: Threshold, x: Whole, y: Whole | int) -> Mask:
    found: Mask = np.greater_equal(_times(x, threshold.den), _times(y, threshold.num))
    return found


def floor(up: Whole, down: Whole | int, bounds: Bounds | None = None) -> Whole:
    """``floor(up / down)`` for up >= 0 and down >= 1: in float64 where that is exact, else in int64."""
    if isinstance(down, int) and down == 1:
        return up
    if bounds is None or max(bounds.up, bounds.down) >= _EXACT_FLOAT:
        most = down if isinstance(down, int) else int(down.max())
        if max(most, int(up.max())) >= _EXACT_FLOAT:
            return np.floor_divide(up, down)
    quotient = up.astype(np.float64)
    np.divide(quotient, float(down) if isinstance(down, int) else down.astype(np.float64), out=quotient)
    return quotient.astype(np.int64)


def half(doubled: Whole) -> Whole:
    """``(doubled + 1) // 2``, in place."""
    np.add(doubled, 1, out=doubled)
    return np.right_shift(doubled, 1, out=doubled)
