"""Rows as tables have them, and what each is worth in exact fractions, written without the package.

Half are ``>=`` under a pass line of 60 %; ``=`` falls back to a proportion below and to the deviation
above; ``<=`` is target over actual; execution rates are rounded to hundredths of a percent, then tiered
1 / 0.7 / 0.5 / 0, and refused above 100 %.  Numbers are whole hundredths.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

GE, LE, EQ, EXECUTION = 0, 2, 4, 5
"""The operator codes of the package's columns."""
REFUSED = -1
"""The hundredths of a row that gets no score."""
SEED = 20231231
_KINDS = (GE, LE, EQ, EXECUTION)
_SHARES = (0.5, 0.15, 0.2, 0.15)
_HIT = 0.55
_SPENT_ALL = 0.45
_WEIGHTS = (200, 300, 333, 400, 500, 667, 750, 800, 1000, 1250, 1500, 2000)
_TIERS = ((10_000, 10), (8_000, 7), (6_000, 5), (0, 0))

Array = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Rows:
    """Aligned columns; ``operator`` is one byte a row."""

    weight: Array
    target: Array
    actual: Array
    operator: np.ndarray[Any, np.dtype[np.int8]]


def make(size: int, seed: int = SEED) -> Rows:
    """``size`` rows: counts with small targets, percentages, money; over half exactly on target."""
    rng = np.random.default_rng(seed)
    operator = rng.choice(np.array(_KINDS, np.int8), size, p=_SHARES)
    form = rng.integers(0, 3, size)
    counts = 100 * rng.integers(1, 151, size)
    percents = 50 * rng.integers(100, 201, size)
    money = np.exp(rng.uniform(math.log(1_000), math.log(500_000_000), size)).astype(np.int64)
    target = np.where(form == 0, counts, np.where(form == 1, percents, money))
    step = np.where(form == 0, 100, 1)
    moved = np.rint(target * rng.triangular(0.2, 1.0, 1.7, size) / step).astype(np.int64) * step
    actual = np.where(rng.random(size) < _HIT, target, np.maximum(moved, 0))
    rate = operator == EXECUTION
    spent = np.where(
        rng.random(size) < _SPENT_ALL, target, np.rint(target * rng.beta(6, 2, size)).astype(np.int64)
    )
    spent = np.where(rng.random(size) < 0.01, target + 1, spent)
    weight = rng.choice(np.array(_WEIGHTS), size)
    return Rows(
        np.where(rate, 1000, weight), target, np.where(rate, spent, actual), operator
    )  # an execution rate weighs 10


def _share(operator: int, target: int, actual: int) -> Fraction | None:
    if operator == EXECUTION:
        if actual > target:
            return None
        rate = math.floor(Fraction(actual * 10_000, target) + Fraction(1, 2))
        return next(Fraction(tenths, 10) for least, tenths in _TIERS if rate >= least)
    if operator == GE:
        return (Fraction(actual, target) - Fraction(3, 5)) / Fraction(2, 5)
    if operator == LE:
        return Fraction(target, actual) if actual > target else Fraction(1)
    ratio = Fraction(actual, target)
    return 2 - ratio if ratio > 1 else ratio


def truth(rows: Rows) -> Array:
    """The right hundredths of every row, in ``fractions.Fraction``: the yardstick of every engine."""
    half, made = Fraction(1, 2), []
    columns = (rows.weight.tolist(), rows.target.tolist(), rows.actual.tolist(), rows.operator.tolist())
    for weight, target, actual, operator in zip(*columns, strict=True):
        share = _share(operator, target, actual)
        made.append(
            REFUSED
            if share is None
            else math.floor(weight * min(max(share, Fraction(0)), Fraction(1)) + half)
        )
    return np.array(made, np.int64)
