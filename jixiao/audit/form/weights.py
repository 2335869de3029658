"""Weights beyond their sum (WGT001-004 are scoring's): their spread, and what the table's own heads say.

Source: 财预〔2020〕10号 (权重 by importance), review practice (``rules.md`` §5b: weights of the table
beside those it prints itself).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.form.sayings import names, plain, rows_found, used
from jixiao.indicators.numbers import exact_string
from jixiao.indicators.wording import printed_weight
from jixiao.schemas.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jixiao.audit.subjects import FormSubject, Row


def _weighted(subject: FormSubject) -> list[Row]:
    return [
        row
        for row in subject.rows
        if row.scored.counted and row.indicator.weight is not None and row.indicator.weight > 0
    ]


def concentrated(subject: FormSubject) -> Iterator[Finding]:
    """WGT010: one indicator of several carries more than half of all indicator weight."""
    rows = _weighted(subject)
    whole = sum((Fraction(row.indicator.weight or 0) for row in rows), Fraction(0))
    if len(rows) < 2:
        return
    for row in rows:
        if Fraction(row.indicator.weight or 0) * 2 > whole:
            for finding in rows_found(subject, "WGT010", Severity.NOTICE, [row], "weight"):
                yield finding.model_copy(
                    update={"params": {**finding.params, "whole": exact_string(whole)}, "expected": None}
                )


def nothing_to_earn(subject: FormSubject) -> Iterator[Finding]:
    """WGT011: an indicator in use whose weight is 0.  WGT012: one whose weight is negative."""
    rows = [row for row in subject.rows if used(row) and row.scored.counted]
    zero = [row for row in rows if row.indicator.weight == 0]
    below = [row for row in rows if row.indicator.weight is not None and row.indicator.weight < 0]
    yield from rows_found(subject, "WGT011", Severity.NOTICE, zero, "weight")
    yield from rows_found(subject, "WGT012", Severity.ERROR, below, "weight")


def _points(subject: FormSubject, rows: list[Row], column: str) -> tuple[str, Decimal | None]:
    """The points that the head of some rows prints, and the head: reading tells levels without them."""
    for row in rows:
        path = ("indicators", row.index, column)
        quote = subject.place(*path).quote if path in subject.read.places else None
        for said in (quote, getattr(row.indicator, column)):
            points = printed_weight(said)
            if said and points is not None:
                return said, points
    return "", None


def own_heads(subject: FormSubject) -> Iterator[Finding]:
    """WGT013: the weights under a level do not make up the points its own cell prints (产出指标（50分）).

    Both are exact as printed; nothing is said where a row under the level has no weight or the table
    breaks off.
    """
    if not subject.read.complete:
        return
    for column in ("level1", "level2"):
        blocks: dict[tuple[str, str], list[Row]] = {}
        for row in subject.rows:
            said = getattr(row.indicator, column)
            above = "" if column == "level1" else row.indicator.level1 or ""
            if said and row.scored.counted:
                blocks.setdefault((above, said), []).append(row)
        for rows in blocks.values():
            said, wanted = _points(subject, rows, column)
            if wanted is None or any(row.indicator.weight is None for row in rows):
                continue
            found = sum((Fraction(row.indicator.weight or 0) for row in rows), Fraction(0))
            if found != Fraction(wanted):
                yield Finding(
                    code="WGT013",
                    severity=Severity.ERROR,
                    place=subject.place("indicators", rows[0].index, column),
                    params={"level": said, "rows": names(rows)},
                    expected=plain(wanted),
                    found=exact_string(found),
                )


CHECKS: tuple[Check[FormSubject], ...] = (
    Check(concentrated, ("WGT010",)),
    Check(nothing_to_earn, ("WGT011", "WGT012")),
    Check(own_heads, ("WGT013",)),
)
