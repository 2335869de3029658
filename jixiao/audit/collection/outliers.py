"""Totals that lie far from those of the other tables of their year."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.collection.keys import grouped, without_copies
from jixiao.audit.printed import plain
from jixiao.indicators.numbers import round_exact
from jixiao.schemas.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jixiao.audit.subjects import CollectionSubject

_LEAST_TABLES = 8
_FENCE = 3
"""So many times the middle half's width beyond it a value is far out (Tukey 1977)."""
_LEAST_DISTANCE = 10


def quantile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """The value below which ``share`` of some ordered numbers lie, exactly, between its two neighbours."""
    at = (len(ordered) - 1) * share
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def totals(subject: CollectionSubject) -> Iterator[Finding]:
    """A claimed total far from those of at least seven other tables of the year.

    Review practice: 异常得分 are looked at first.  Far is three widths of the middle half beyond it, and 10
    points from the median.
    """
    for year, forms in grouped(subject, lambda form: form.form.year):
        claims = [form for form in without_copies(forms) if form.form.claimed_total is not None]
        if len(claims) < _LEAST_TABLES:
            continue
        ordered = sorted(Fraction(form.form.claimed_total or 0) for form in claims)
        first, median, third = (quantile(ordered, Fraction(part, 4)) for part in (1, 2, 3))
        width = _FENCE * (third - first)
        for form in claims:
            total = form.form.claimed_total
            if total is None or first - width <= total <= third + width:
                continue
            if abs(Fraction(total) - median) >= _LEAST_DISTANCE:
                yield Finding(
                    code="COL011",
                    severity=Severity.NOTICE,
                    place=form.place("claimed_total"),
                    found=plain(total),
                    params={
                        "name": form.form.project,
                        "year": str(year),
                        "count": str(len(claims)),
                        "median": plain(round_exact(median, 2)),
                    },
                )


CHECKS: tuple[Check[CollectionSubject], ...] = (Check(totals, ("COL011",)),)
