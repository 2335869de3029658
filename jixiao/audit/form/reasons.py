"""Explanations: one that is missing, one without an occasion, one copied over many rows.

Where the rule set itself demands a reason (RSN001-005 are scoring's) nothing is said a second time.
Source: the column 偏差原因分析及改进措施 of the standard table; ``rules.md`` §0 row 19, §5b.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.form.sayings import names, percent, rows_found, told
from jixiao.audit.form.scores import reached_yet_deducted
from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.wording import says_nothing
from jixiao.schemas.finding import Finding, Severity
from jixiao.schemas.scored import Status
from jixiao.scoring.execution import total_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import FormSubject, Row
    from jixiao.schemas.finding import Place

_LOW = Fraction(4, 5)
_LOWISH = Fraction(9, 10)
_MOVED = Fraction(1, 5)
_COPIES = 3


def _demanded(subject: FormSubject, when: str) -> bool:
    """Whether the rule set asks for this reason by itself."""
    return any(rule.when == when for rule in subject.rules.rules.reason)


def _nothing_said(subject: FormSubject) -> bool:
    return all(says_nothing(row.indicator.deviation_note) for row in subject.rows)


def _deducted(row: Row) -> bool:
    score, weight = row.indicator.claimed_score, row.indicator.weight
    return (
        row.scored.counted
        and row.scored.row.status is not Status.NOT_APPLICABLE
        and score is not None
        and weight is not None
        and score < weight
    )


def deduction(subject: FormSubject) -> Iterator[Finding]:
    """RSN010: points deducted in a row, and no reason; not where SCO010 says it."""
    if _demanded(subject, "short"):
        return
    said = told(subject, "RSN001") | {row.index for row in reached_yet_deducted(subject)}
    rows = [
        row
        for row in subject.rows
        if _deducted(row) and row.index not in said and says_nothing(row.indicator.deviation_note)
    ]
    yield from rows_found(subject, "RSN010", Severity.WARNING, rows, "deviation_note")


def low_execution(subject: FormSubject) -> Iterator[Finding]:
    """RSN011: little of the budget spent, and no row says why.  A warning under 80 %, a notice under 90 %."""
    execution = subject.scored.execution
    if _demanded(subject, "low-execution") or execution is None or execution.completion is None:
        return
    if execution.completion < _LOWISH and _nothing_said(subject):
        yield Finding(
            code="RSN011",
            severity=Severity.WARNING if execution.completion < _LOW else Severity.NOTICE,
            place=_total_place(subject),
            params={"rate": percent(execution.completion)},
            found=percent(execution.completion),
        )


def _total_place(subject: FormSubject) -> Place:
    funds = total_line(subject.form)
    if funds is None or funds.index is None:
        return subject.place("funds")
    return subject.place("funds", funds.index)


def adjusted_budget(subject: FormSubject) -> Iterator[Finding]:
    """RSN012: the budget was changed by more than a fifth within the year, and no row says why."""
    funds = total_line(subject.form)
    if _demanded(subject, "budget-adjusted") or funds is None or funds.index is None:
        return
    first, final = funds.line.initial_budget, funds.line.annual_budget
    if not first or final is None or first < 0 or final < 0 or not _nothing_said(subject):
        return
    moved = abs(Fraction(final) - Fraction(first)) / Fraction(first)
    if moved > _MOVED:
        yield Finding(
            code="RSN012",
            severity=Severity.NOTICE,
            place=subject.place("funds", funds.index, "annual_budget"),
            params={"first": f"{first:f}", "final": f"{final:f}", "moved": percent(moved)},
            found=f"{final:f}",
        )


def without_occasion(subject: FormSubject) -> Iterator[Finding]:
    """RSN013: a reason in a row that deviates in nothing, in a table that spent all of its budget."""
    execution = subject.scored.execution
    if execution is None or execution.completion != 1:
        return
    rows = [
        row
        for row in subject.rows
        if not says_nothing(row.indicator.deviation_note)
        and row.indicator.claimed_score == row.indicator.weight
        and row.indicator.weight is not None
        and row.measured.comparison.outcome == "met"
        and row.measured.completion in (None, Fraction(1))
    ]
    yield from rows_found(subject, "RSN013", Severity.NOTICE, rows, "deviation_note")


def copied(subject: FormSubject) -> Iterator[Finding]:
    """RSN014: one reason word for word in three rows or more."""
    found: dict[str, list[Row]] = {}
    for row in subject.rows:
        if not says_nothing(row.indicator.deviation_note):
            found.setdefault(squeeze(row.indicator.deviation_note or ""), []).append(row)
    for rows in found.values():
        if len(rows) >= _COPIES:
            yield Finding(
                code="RSN014",
                severity=Severity.NOTICE,
                place=subject.place("indicators", rows[0].index, "deviation_note"),
                params={"name": names(rows), "count": str(len(rows))},
                found=rows[0].indicator.deviation_note,
            )


CHECKS: tuple[Check[FormSubject], ...] = (
    Check(deduction, ("RSN010",)),
    Check(low_execution, ("RSN011",)),
    Check(adjusted_budget, ("RSN012",)),
    Check(without_occasion, ("RSN013",)),
    Check(copied, ("RSN014",)),
)
