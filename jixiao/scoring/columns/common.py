"""The usual formulas of a rule set done together: each row takes its line from a table by its code.

Looking for the rows of one formula after another costs more than computing them, so the plain ones (one
line, or steps alone) are brought to one denominator and computed in one pass.  It is the same whole-number
fraction as in ``kernel``, under the same bounds; a block that does not keep them is left to the kernels one
by one.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import lcm
from typing import TYPE_CHECKING, Any

import numpy as np

from jixiao.scoring.columns.kernel import Bounds, Kernel, Whole, floor, half

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Rows = np.ndarray[Any, np.dtype[np.intp]]
    Codes = np.ndarray[Any, np.dtype[np.uint8 | np.uint16]]
    Finder = Callable[[Codes, Sequence[int]], Rows]

Group = tuple[Kernel, "Sequence[int]"]
_LARGEST_DEN = 1 << 10
"""A common denominator beyond this would cost more range than the pass saves time."""


def _plain(kernel: Kernel) -> bool:
    made = kernel.formula
    single = made.flat or not made.breaks
    return single and made.power is None and made.deduct is None and not kernel.capped and kernel.fits_tables


def together(groups: list[Group], codes: int) -> tuple[Common | None, list[Group]]:
    """The formulas that can be done together, and the others; none together where there are not two."""
    ways = Counter((k.formula.digits, k.formula.half_up) for k, _ in groups if _plain(k))
    way = ways.most_common(1)[0][0] if ways else None
    chosen: list[Group] = []
    den = 1
    for kernel, cells in sorted(groups, key=lambda group: group[0].den):
        fits = _plain(kernel) and (kernel.formula.digits, kernel.formula.half_up) == way
        if fits and lcm(den, kernel.den) <= _LARGEST_DEN:
            den = lcm(den, kernel.den)
            chosen.append((kernel, cells))
    if len(chosen) < 2:
        return None, groups
    kernels = {kernel for kernel, _ in chosen}
    return Common(chosen, den, codes), [group for group in groups if group[0] not in kernels]


class Common:
    """Formulas of one rounding brought to the denominator ``den``; ``cells`` are all of theirs."""

    def __init__(self, groups: list[Group], den: int, codes: int) -> None:
        self.groups, self.den = groups, den
        self.cells = [cell for _, cells in groups for cell in cells]
        self.alpha, self.beta = np.zeros(codes, np.int64), np.zeros(codes, np.int64)
        self.steps: list[tuple[Kernel, Sequence[int], int]] = []
        for kernel, cells in groups:
            factor = den // kernel.den
            if kernel.formula.breaks:
                self.steps.append((kernel, cells, factor))
                continue
            self.alpha[list(cells)] = kernel.alpha[0] * factor
            self.beta[list(cells)] = kernel.beta[0] * factor
        self.swapped = [cell for kernel, cells in groups if kernel.formula.swapped for cell in cells]
        first = groups[0][0]
        self.top = first.top * (den // first.den)
        self.half_up, self.lift = first.formula.half_up, first.lift
        self.low = any(kernel.formula.low for kernel, _ in groups)
        self.high = any(kernel.formula.high for kernel, _ in groups)
        self.bounds = cache(self._bounds)

    def _bounds(self, x: int, y: int, w: int) -> Bounds:
        """What rows with numbers below these powers of two can come to, whichever formula is theirs."""
        x, y, w = (1 << max(x, y), 1 << max(x, y), 1 << w)
        each = [kernel.bounds(x, y, w).product * (self.den // kernel.den) for kernel, _ in self.groups]
        share = int(np.abs(self.alpha).max()) * x + int(np.abs(self.beta).max()) * y
        up, down = w * self.top * y, self.den * y
        return Bounds(max(*each, share, up, down), up, down)

    def scores(self, actual: Whole, target: Whole, w: Whole, codes: Codes, find: Finder) -> Whole | None:
        """The scores of rows with these codes, or ``None`` where a product might leave int64.

        actual >= 0, target >= 1, w >= 0; the first two may be overwritten.
        """
        if not actual.dtype == target.dtype == w.dtype == np.int64:
            return None
        bounds = self.bounds(*(int(column.max()).bit_length() for column in (actual, target, w)))
        if not bounds.whole:
            return None
        x, y = actual, target
        if self.swapped:
            at = find(codes, self.swapped)
            kept = x.take(at)
            x[at] = y.take(at)
            y[at] = kept
        index = codes.astype(np.intp)
        beta = self.beta.take(index)
        for kernel, cells, factor in self.steps:
            at = find(codes, cells)
            beta[at] = np.multiply(kernel.tiers(x.take(at), y.take(at)), factor)
        np.multiply(x, self.alpha.take(index), out=x)
        np.add(x, np.multiply(beta, y, out=beta), out=x)
        if self.low:
            np.maximum(x, 0, out=x)
        if self.high:
            np.minimum(x, np.multiply(y, self.top), out=x)
        np.multiply(x, w, out=x)
        if self.den != 1:
            np.multiply(y, self.den, out=y)
        score = floor(x, y, bounds)
        if self.half_up:
            score = half(score)
        return np.multiply(score, self.lift, out=score) if self.lift != 1 else score
