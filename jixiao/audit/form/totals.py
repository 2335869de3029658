"""The total beyond its sum (TOT001-003 and GRD001 are scoring's): its limits."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.indicators.numbers import exact_string
from jixiao.schemas.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import FormSubject


def beyond_full(subject: FormSubject) -> Iterator[Finding]:
    """TOT010: a total above the full marks, or below zero.  Source: the rule set's full marks (100)."""
    claimed, full = subject.form.claimed_total, subject.rules.rules.full
    if claimed is not None and not 0 <= Fraction(claimed) <= full:
        yield Finding(
            code="TOT010",
            severity=Severity.ERROR,
            place=subject.place("claimed_total"),
            expected=exact_string(full),
            found=f"{claimed:f}",
        )


def unknown_grade(subject: FormSubject) -> Iterator[Finding]:
    """GRD010: a grade that is none of the rule set's."""
    claimed = (subject.form.claimed_grade or "").strip()
    known = [name for name, _ in subject.rules.grade_bounds]
    if claimed and known and not any(claimed.startswith(name) or name.startswith(claimed) for name in known):
        yield Finding(
            code="GRD010",
            severity=Severity.NOTICE,
            place=subject.place("claimed_grade"),
            params={"grades": "/".join(known)},
            basis=subject.rules.rules.id,
            found=claimed,
        )


CHECKS: tuple[Check[FormSubject], ...] = (
    Check(beyond_full, ("TOT010",)),
    Check(unknown_grade, ("GRD010",)),
)
