"""Score cells that were left blank.  Source: the standard table, in which each row has its score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.form.sayings import blank, rows_found, used
from jixiao.schemas.finding import Severity
from jixiao.schemas.scored import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import FormSubject, Row
    from jixiao.schemas.finding import Finding

_COLUMN = "claimed_score"
_UNREADABLE = ("NUM001", "NUM002")


def _weighted(subject: FormSubject) -> list[Row]:
    """The rows that should have a score: in use, weighted, and none that does not apply."""
    return [
        row
        for row in subject.rows
        if used(row)
        and row.scored.counted
        and row.indicator.weight is not None
        and row.indicator.weight > 0
        and row.scored.row.status is not Status.NOT_APPLICABLE
    ]


def left_blank(subject: FormSubject) -> Iterator[Finding]:
    """SCO014: a row without a score among rows that have one.  SCO015: a column of scores all blank.

    Scores that are all blank are a warning where the execution rate or the whole was scored all the same,
    else a notice: the table may be on its way.  A template nobody filled in is TAB003.
    """
    if blank(subject):
        return
    rows = _weighted(subject)
    missing = [row for row in rows if row.indicator.claimed_score is None]
    if len(missing) < len(rows):
        met = (*subject.read.findings, *subject.read.problems)
        strange = [finding.place for finding in met if finding.code in _UNREADABLE]
        missing = [row for row in missing if subject.place("indicators", row.index, _COLUMN) not in strange]
        yield from rows_found(subject, "SCO014", Severity.WARNING, missing, _COLUMN)
    elif any(("indicators", row.index, _COLUMN) in subject.read.places for row in rows):
        scored = subject.form.claimed_total is not None or any(
            line.claimed_score is not None for line in subject.form.funds
        )
        severity = Severity.WARNING if scored else Severity.NOTICE
        yield from rows_found(subject, "SCO015", severity, missing, _COLUMN, together=True)


CHECKS: tuple[Check[FormSubject], ...] = (Check(left_blank, ("SCO014", "SCO015")),)
