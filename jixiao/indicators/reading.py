"""What one cell of a self-evaluation table was understood to say.

A :class:`Reading` is what ``target.parse_target`` and ``actual.parse_actual``
return for every text, readable or not: nothing raises, nothing is guessed, and
the text itself is always kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

Change = Literal["up", "down"]


class Kind(StrEnum):
    """The kinds of content a target or actual cell can have."""

    QUANTITY = "quantity"
    BAND = "band"
    DATE = "date"
    FREQUENCY = "frequency"
    TIER = "tier"
    STATEMENT = "statement"
    SEVERAL = "several"
    UNREADABLE = "unreadable"


class Operator(StrEnum):
    """How an actual has to stand to its target; the value is the printed sign."""

    GE = "≥"
    GT = ">"
    LE = "≤"
    LT = "<"
    EQ = "="


@dataclass(frozen=True, slots=True)
class Quantity:
    """One exact number with its unit.

    ``value`` is in base units: multipliers such as 万 are folded in
    (``20万元`` is 200000 元).  ``scale`` is the multiplier that was folded
    (10000 there, else 1): a dimensionless actual takes it over from its target.
    ``unit`` is the canonical unit, ``None`` for a bare number; % ‰ 百分点 are
    units and are not folded.
    """

    value: Fraction
    unit: str | None = None
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Interval:
    """The values a cell admits; ``None`` is an open end, in the quantity's base units."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A span of calendar days, both ends included.

    ``has_year`` is false where no year was printed; the years of ``first`` and
    ``last`` then are placeholders, to be replaced by the form's year.
    ``month_only`` is true where the deadline names a month without saying
    whether that month itself counts (``11月前``).
    """

    first: date
    last: date
    has_year: bool = True
    month_only: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One cell, read.

    ``quantity`` is set for quantities and frequencies; ``interval`` for bands,
    approximations (``200余人``) and copied targets in an actual cell (``≥90%``),
    in the base units of ``unit``; ``period`` for dates; ``tier`` for tier labels
    (the label as printed); ``parts`` for several targets in one cell.
    ``reason`` is a code of the text tables saying why a text is unreadable, or
    ``None``.  ``scale`` is the multiplier folded into a quantity or an interval
    (10000 for ``10-15万元``).  ``per_year`` is how many of its periods a year has where a frequency
    was folded to times a year (12 for 1次/月).  ``change`` says that the cell names a change and not
    a level: ``up`` for 提高了50%, ``down`` for 降低20%.  ``detail`` is what the cell adds of a part of the
    quantity, in brackets or after 其中: it is not compared.
    """

    text: str
    kind: Kind
    operator: Operator | None = None
    quantity: Quantity | None = None
    interval: Interval | None = None
    period: Period | None = None
    tier: str | None = None
    parts: tuple[Reading, ...] = ()
    unit: str | None = None
    approximate: bool = False
    reason: str | None = None
    scale: int = 1
    change: Change | None = None
    per_year: Fraction | int = 1
    detail: str | None = None
