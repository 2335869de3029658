"""Targets and what is said to have been reached: each cell, and the two side by side.

Source: 财预〔2021〕101号 on setting targets (operators, units, direction), review practice
(``rules.md`` §2 direction rule of thumb, §5a items 3, 5 and 6, §5b).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.form.sayings import blank, percent, rows_found, told, used
from jixiao.audit.printed import money
from jixiao.indicators.direction import direction
from jixiao.indicators.reading import Kind, Operator
from jixiao.indicators.taxonomy import usual_direction
from jixiao.indicators.wording import (
    is_cost,
    is_counted,
    is_managed,
    is_measured,
    is_satisfaction,
    may_fall,
    says_nothing,
    tells_a_story,
)
from jixiao.schemas.finding import Finding, Severity
from jixiao.schemas.scored import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import FormSubject, Row
    from jixiao.indicators.reading import Period

_NUMERIC = frozenset((Kind.QUANTITY, Kind.BAND))
_UP, _DOWN = frozenset((Operator.GE, Operator.GT)), frozenset((Operator.LE, Operator.LT))
_ABSENT = frozenset(("empty", "placeholder"))
_SCALE = frozenset(("scale-doubtful", "target-scale-doubtful"))
_FAR, _TWICE = Fraction(13, 10), Fraction(2)
_HALF = Fraction(1, 2)
_REPEATS = "repeats-target"
_ALL = 100


def _live(subject: FormSubject) -> list[Row]:
    """The rows that apply and are no repetition of the execution rate."""
    return [
        row
        for row in subject.rows
        if used(row) and row.scored.counted and row.scored.row.status is not Status.NOT_APPLICABLE
    ]


def without_operator(subject: FormSubject) -> Iterator[Finding]:
    """TGT001: a number as target without ≥, ≤ or =.  Source: 财预〔2021〕101号."""
    rows = [
        row
        for row in _live(subject)
        if row.target.kind is Kind.QUANTITY and row.target.operator is None and not row.target.approximate
    ]
    yield from rows_found(subject, "TGT001", Severity.NOTICE, rows, "target")


def against_kind(subject: FormSubject) -> Iterator[Finding]:
    """TGT002: ≥ on a cost, ≤ on what should grow.  Source: 财预〔2021〕101号, review practice.

    The indicator's own name decides before its head does: 节约率 under 成本 grows, 投诉率 under 效益 falls.
    """
    for row in _live(subject):
        operator, indicator = row.target.operator, row.indicator
        if row.target.kind is not Kind.QUANTITY or tells_a_story(indicator.target):
            continue
        named = direction(indicator.name)
        usual = named or usual_direction(indicator.level2) or usual_direction(indicator.level1)
        if usual == "down" and operator in _UP:
            plain_cost = is_cost(indicator.level1, indicator.level2) and row.target.unit != "%"
            severity = Severity.WARNING if plain_cost else Severity.NOTICE
            yield from _against(subject, row, severity, Operator.LE)
        elif usual == "up" and operator in _DOWN and named is not None:
            yield from _against(subject, row, Severity.WARNING, Operator.GE)
        elif usual == "up" and operator in _DOWN and not may_fall(indicator.name):
            yield from _against(subject, row, Severity.NOTICE, Operator.GE)


def _against(subject: FormSubject, row: Row, severity: Severity, better: Operator) -> Iterator[Finding]:
    for finding in rows_found(subject, "TGT002", severity, [row], "target"):
        yield finding.model_copy(update={"expected": better.value})


def words_for_numbers(subject: FormSubject) -> Iterator[Finding]:
    """TGT003: a target in words under a head that is one of numbers.  Review practice, 3 and 6."""
    wordy = [row for row in _live(subject) if row.target.kind in (Kind.STATEMENT, Kind.TIER)]
    rows = [row for row in wordy if is_counted(row.indicator.level2) or is_measured(row.indicator.level2)]
    yield from rows_found(subject, "TGT003", Severity.NOTICE, rows, "target")


def told_as_results(subject: FormSubject) -> Iterator[Finding]:
    """TGT004: a target worded as a result already reached (高达99%, 提高了50%).  Source: ``rules.md`` §5b."""
    rows = [
        row
        for row in _live(subject)
        if row.target.kind in _NUMERIC
        and tells_a_story(row.indicator.adjusted_target or row.indicator.target)
    ]
    yield from rows_found(subject, "TGT004", Severity.WARNING, rows, "target")


def tiers_for_numbers(subject: FormSubject) -> Iterator[Finding]:
    """TGT005: a number is asked for and words (a tier, a statement) are given.  Source: ``rules.md`` §5b."""
    rows = [
        row
        for row in _live(subject)
        if row.target.kind in _NUMERIC and row.actual.kind in (Kind.TIER, Kind.STATEMENT)
    ]
    yield from rows_found(subject, "TGT005", Severity.NOTICE, rows, "actual")


def units(subject: FormSubject) -> Iterator[Finding]:
    """TGT006: target and actual have units that cannot be compared.

    TGT007: a bare number that looks as if it were a power of ten off (15万 beside 150000, =100% beside 1).
    """
    rows = _live(subject)
    strange = [row for row in rows if row.measured.comparison.reason == "unit-mismatch"]
    yield from rows_found(subject, "TGT006", Severity.WARNING, strange, "actual")
    doubtful = [row for row in rows if row.measured.comparison.reason in _SCALE]
    yield from rows_found(subject, "TGT007", Severity.WARNING, doubtful, "actual")


def copied(subject: FormSubject) -> Iterator[Finding]:
    """TGT008: the actual only repeats the target, its operator or all its words.  Source: review practice."""
    rows = [row for row in _live(subject) if _REPEATS in row.measured.comparison.notes]
    yield from rows_found(subject, "TGT008", Severity.NOTICE, rows, "actual")


def zero_or_negative(subject: FormSubject) -> Iterator[Finding]:
    """TGT009: a negative target, or a zero that anything satisfies (≥0)."""
    rows = [
        row
        for row in _live(subject)
        if row.target.quantity is not None
        and (row.target.quantity.value < 0 or (row.target.quantity.value == 0 and row.target.operator in _UP))
    ]
    yield from rows_found(subject, "TGT009", Severity.WARNING, rows, "target")


def absent(subject: FormSubject) -> Iterator[Finding]:
    """TGT010: a weighted indicator without a target.  TGT011: one without an actual.

    A template nobody filled in is TAB003 and nothing else; 决策 and 过程 are judged by standards.
    """
    rows = [row for row in _live(subject) if row.indicator.weight is not None and row.indicator.weight > 0]
    aimless = [row for row in rows if row.target.reason in _ABSENT and not is_managed(row.indicator.level1)]
    together = len(aimless) == len(rows)
    yield from rows_found(subject, "TGT010", Severity.WARNING, aimless, "target", together=together)
    if not blank(subject):
        silent = [row for row in rows if row.actual.reason in _ABSENT]
        yield from rows_found(subject, "TGT011", Severity.WARNING, silent, "actual")


def several(subject: FormSubject) -> Iterator[Finding]:
    """TGT012: several targets in one cell.  Source: 财预〔2021〕101号 (one indicator, one value)."""
    rows = [row for row in _live(subject) if row.target.kind is Kind.SEVERAL]
    yield from rows_found(subject, "TGT012", Severity.NOTICE, rows, "target")


def far_over(subject: FormSubject) -> Iterator[Finding]:
    """TGT013: more than 130 % of a target to be exceeded was reached, unexplained.

    TGT014: less than half of a limit on costs was used, unexplained.  Where the rule set asks for a reason
    itself or deducts (RSN003, SCO001), nothing is said again.  Source: ``rules.md`` §0 row 8, §5a item 5.
    """
    said = told(subject, "RSN003", "SCO001")
    rows = [
        row
        for row in _live(subject)
        if row.index not in said
        and row.measured.completion is not None
        and says_nothing(row.indicator.deviation_note)
    ]
    for row in rows:
        done, compared = row.measured.completion or Fraction(0), row.measured.comparison
        if compared.operator in _UP or (compared.operator is Operator.EQ and done > _FAR):
            if done > _FAR:
                severity = Severity.WARNING if done > _TWICE else Severity.NOTICE
                yield from _far(subject, "TGT013", severity, row, done)
        elif compared.operator in _DOWN and done < _HALF and _is_money(row):
            yield from _far(subject, "TGT014", Severity.NOTICE, row, done)


def _far(subject: FormSubject, code: str, severity: Severity, row: Row, done: Fraction) -> Iterator[Finding]:
    for finding in rows_found(subject, code, severity, [row], "actual"):
        yield finding.model_copy(update={"params": {**finding.params, "rate": percent(done)}})


def _is_money(row: Row) -> bool:
    """Whether a row under a cost is one of an amount, or of a bare number."""
    if not is_cost(row.indicator.level1, row.indicator.level2):
        return False
    return row.target.unit is None or money(Decimal(1), row.target.unit) is not None


def over_all(subject: FormSubject) -> Iterator[Finding]:
    """TGT017: more than 100 % are said to be content: a share of those asked cannot be more than all."""
    rows = [
        row
        for row in _live(subject)
        if is_satisfaction(row.indicator.level1)
        and row.actual.quantity is not None
        and row.actual.unit == "%"
        and row.actual.quantity.value > _ALL
    ]
    yield from rows_found(subject, "TGT017", Severity.WARNING, rows, "actual")


def _dated(period: Period | None, year: int) -> int:
    """1 for a period that begins after the year, -1 for one that ended before it, else 0."""
    if period is None or not period.has_year:
        return 0
    return 1 if period.first.year > year else -1 if period.last.year < year else 0


def years(subject: FormSubject) -> Iterator[Finding]:
    """TGT015: an actual dated in another year than the table's.  TGT016: a target dated so."""
    year = subject.form.year
    if year is None:
        return
    rows = _live(subject)
    late = [row for row in rows if _dated(row.actual.period, year) > 0]
    early = [row for row in rows if _dated(row.actual.period, year) < 0]
    other = [row for row in rows if _dated(row.target.period, year)]
    yield from rows_found(subject, "TGT015", Severity.WARNING, late, "actual")
    yield from rows_found(subject, "TGT015", Severity.NOTICE, early, "actual")
    yield from rows_found(subject, "TGT016", Severity.NOTICE, other, "target")


CHECKS: tuple[Check[FormSubject], ...] = (
    Check(without_operator, ("TGT001",)),
    Check(against_kind, ("TGT002",)),
    Check(words_for_numbers, ("TGT003",)),
    Check(told_as_results, ("TGT004",)),
    Check(tiers_for_numbers, ("TGT005",)),
    Check(units, ("TGT006", "TGT007")),
    Check(copied, ("TGT008",)),
    Check(zero_or_negative, ("TGT009",)),
    Check(absent, ("TGT010", "TGT011")),
    Check(several, ("TGT012",)),
    Check(far_over, ("TGT013", "TGT014")),
    Check(over_all, ("TGT017",)),
    Check(years, ("TGT015", "TGT016")),
)
