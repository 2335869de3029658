"""Claimed scores beside what was reached, on rows that no rule decides, and beside the execution rate.

Where scoring has compared a row's score with a rule (SCO001, SCO003, SCO004) nothing is said again.
Source: ``rules.md`` §0 row 22 (VP-warn), §5b (full marks beside a low execution), design §4.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.form.sayings import percent, rows_found, told
from jixiao.indicators.numbers import exact_string
from jixiao.indicators.reading import Kind
from jixiao.indicators.wording import says_not_done, says_nothing
from jixiao.schemas.finding import Finding, Severity
from jixiao.schemas.scored import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import FormSubject, Row

_RED = Fraction(1, 20)
_YELLOW = Fraction(1, 5)
_BY_RULE = ("SCO001", "SCO003", "SCO004")
_REPEATS = "repeats-target"
_SHORT = 4
"""An actual in words of no more characters tells nothing that could be looked up."""


def _claimed(subject: FormSubject) -> list[Row]:
    """The weighted rows with a claimed score that no rule has been held against."""
    said = told(subject, *_BY_RULE)
    return [
        row
        for row in subject.rows
        if row.scored.counted
        and row.index not in said
        and row.indicator.claimed_score is not None
        and row.indicator.weight is not None
        and row.indicator.weight > 0
        and row.scored.row.status is not Status.NOT_APPLICABLE
    ]


def _full(row: Row) -> bool:
    return row.indicator.claimed_score == row.indicator.weight


def _short(row: Row) -> bool:
    score, weight = row.indicator.claimed_score, row.indicator.weight
    return score is not None and weight is not None and score < weight


def reached_yet_deducted(subject: FormSubject) -> list[Row]:
    """Rows whose target was reached and that lost points all the same, by no rule and for no reason."""
    return [
        row
        for row in _claimed(subject)
        if _short(row)
        and row.scored.row.score is None
        and (row.measured.comparison.outcome == "met" or _REPEATS in row.measured.comparison.notes)
        and says_nothing(row.indicator.deviation_note)
    ]


def met_but_deducted(subject: FormSubject) -> Iterator[Finding]:
    """SCO010: what was aimed at was reached, points are deducted all the same, and nothing says why."""
    rows = reached_yet_deducted(subject)
    yield from rows_found(subject, "SCO010", Severity.WARNING, rows, "claimed_score")


def missed_but_full(subject: FormSubject) -> Iterator[Finding]:
    """SCO011: full marks though the target was missed, on a row whose rule is not known."""
    rows = [
        row
        for row in _claimed(subject)
        if _full(row) and row.scored.row.score is None and row.measured.comparison.outcome == "short"
    ]
    yield from rows_found(subject, "SCO011", Severity.WARNING, rows, "claimed_score")


def not_done_but_full(subject: FormSubject) -> Iterator[Finding]:
    """SCO012: full marks though the actual says in words that it was not done (未完成)."""
    rows = [row for row in _claimed(subject) if _full(row) and says_not_done(row.indicator.actual)]
    yield from rows_found(subject, "SCO012", Severity.WARNING, rows, "claimed_score")


def in_no_band(subject: FormSubject) -> Iterator[Finding]:
    """SCO016: full marks for a bare word (好) that is in no band of the rule set.  Source: its bands."""
    if subject.rules.rules.entry.qualitative != "banded":
        return
    rows = [
        row
        for row in _claimed(subject)
        if _full(row)
        and row.target.kind is Kind.STATEMENT
        and row.actual.kind is Kind.STATEMENT
        and len((row.indicator.actual or "").strip()) <= _SHORT
        and _REPEATS not in row.measured.comparison.notes
        and row.measured.comparison.outcome == "undecided"
        and not says_not_done(row.indicator.actual)
    ]
    yield from rows_found(subject, "SCO016", Severity.NOTICE, rows, "claimed_score")


def far_from_execution(subject: FormSubject) -> Iterator[Finding]:
    """SCO013: the share of the points claimed by the indicators lies far above the execution rate.

    A notice from 5 % of it on (red in the deployed product), a warning from 20 %.
    """
    execution = subject.scored.execution
    rows = [row for row in subject.rows if row.scored.counted]
    if execution is None or execution.completion is None or not rows:
        return
    pairs = [(row.indicator.claimed_score, row.indicator.weight) for row in rows]
    whole = sum((Fraction(weight) for _, weight in pairs if weight is not None), Fraction(0))
    if whole <= 0 or any(score is None for score, weight in pairs if weight is not None):
        return
    earned = sum(
        (Fraction(score) for score, weight in pairs if score is not None and weight is not None), Fraction(0)
    )
    if earned <= 0 or not 0 <= execution.completion < 1:
        return
    share = earned / whole
    gap = (share - execution.completion) / share
    if gap > _RED:
        yield Finding(
            code="SCO013",
            severity=Severity.WARNING if gap > _YELLOW else Severity.NOTICE,
            place=subject.place("claimed_total"),
            params={
                "share": percent(share),
                "rate": percent(execution.completion),
                "gap": percent(gap),
                "earned": exact_string(earned),
                "whole": exact_string(whole),
            },
            expected=None,
            found=percent(share),
        )


CHECKS: tuple[Check[FormSubject], ...] = (
    Check(met_but_deducted, ("SCO010",)),
    Check(missed_but_full, ("SCO011",)),
    Check(not_done_but_full, ("SCO012",)),
    Check(in_no_band, ("SCO016",)),
    Check(far_from_execution, ("SCO013",)),
)
