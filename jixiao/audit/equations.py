"""Equations between printed numbers, and whether they can hold whatever was lost in rounding.

A computed side is a :class:`Span` of possible values; a printed number is compared with it under
its rounded and its truncated reading.  Only where both fail is there a contradiction (design §4).
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.audit.printed import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jixiao.audit.printed import Printed

_ZERO = Fraction(0)


class Verdict(Enum):
    """Whether printed numbers can be true together."""

    HOLDS = "holds"
    CUT_OFF = "cut-off"
    """Only if the printed number was cut off instead of rounded."""
    FAILS = "fails"


def judge(possible: Span | None, printed: Printed) -> Verdict:
    """Whether ``printed`` may stand for a value of ``possible``; ``None`` (not computable) holds."""
    if possible is None or possible.meets(printed.rounded):
        return Verdict.HOLDS
    return Verdict.CUT_OFF if possible.meets(printed.truncated) else Verdict.FAILS


def slack(possible: Span, printed: Printed) -> Fraction:
    """By how much ``printed`` can be changed at most without being caught: both widths together.

    A change larger than this makes :func:`judge` say ``FAILS`` from wherever it started.
    """
    return possible.width + printed.rounded.width + printed.truncated.width


def total(parts: Iterable[Printed]) -> Span:
    """Every possible sum; 0 for none.  A number printed once counts once: pass each but once."""
    value, first, alike, others = _ZERO, None, 0, _ZERO
    for part in parts:
        if part.value:
            value += part.value
        if first is None or part.ulp is first:
            first, alike = part.ulp, alike + 1
        else:
            others += part.ulp
    half = ((_ZERO if first is None else first * alike) + others) / 2
    return Span(value - half, value + half)


def difference(whole: Printed, part: Printed) -> Span:
    """Every possible ``whole - part``."""
    return whole.rounded - part.rounded


def quotient(part: Span, whole: Span) -> Span | None:
    """Every possible ``part / whole``; ``None`` where the whole may be zero."""
    if whole.low <= 0 <= whole.high:
        return None
    corners = [a / b for a in (part.low, part.high) for b in (whole.low, whole.high)]
    return Span(min(corners), max(corners))


def percentage(part: Printed, whole: Printed) -> Span | None:
    """Every possible ``part / whole`` in percent; ``None`` where the whole may be zero.

    Two figures that print alike (a budget of 1.35 and 1.35 spent) may still differ by what was rounded.
    """
    found = quotient(part.rounded, whole.rounded)
    return None if found is None else found.times(100)


def growth(value: Printed, change: Printed) -> Span | None:
    """Every possible growth in percent, ``change / (value - change)``, taken at its corners.

    ``value`` and ``change`` are one variable each, though each occurs where the last year's value does.
    ``None`` where the last year's value may be zero.
    """
    now, more = value.rounded, change.rounded
    before = [a - b for a in (now.low, now.high) for b in (more.low, more.high)]
    if min(before) <= 0 <= max(before):
        return None
    corners = [b / (a - b) * 100 for a in (now.low, now.high) for b in (more.low, more.high)]
    return Span(min(corners), max(corners))


def mean(values: Iterable[Printed]) -> Span | None:
    """Every possible mean; ``None`` of nothing."""
    known = tuple(values)
    return total(known).times(Fraction(1, len(known))) if known else None
