"""One project over the years: jumps of its budget and of its score."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.collection.keys import budget, grouped, lasting_project_of, unit_of, where
from jixiao.audit.printed import plain
from jixiao.indicators.numbers import round_exact
from jixiao.schemas.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import CollectionSubject, FormSubject

_BUDGET_PERCENT = 50
_SCORE = 20


def _following(subject: CollectionSubject) -> Iterator[tuple[FormSubject, FormSubject]]:
    """The tables of one project in two years that follow each other, where each year has but one table."""

    def project(form: FormSubject) -> tuple[str, str] | None:
        unit, name = unit_of(form), lasting_project_of(form)
        return None if unit is None or name is None or form.form.year is None else (unit, name)

    for _, forms in grouped(subject, project):
        by_year: dict[int, list[FormSubject]] = {}
        for form in forms:
            by_year.setdefault(form.form.year or 0, []).append(form)
        for before, after in pairwise(sorted(by_year)):
            if after == before + 1 and len(by_year[before]) == len(by_year[after]) == 1:
                yield by_year[before][0], by_year[after][0]


def budgets(subject: CollectionSubject) -> Iterator[Finding]:
    """The budget of a project changes by more than half from one year to the next.

    Review practice: 年度间预算变动较大 is explained, or a unit slipped.
    """
    for before, after in _following(subject):
        old, new = budget(before), budget(after)
        if old is None or new is None or old <= 0:
            continue
        change = (new - old) / old * 100
        if abs(change) > _BUDGET_PERCENT:
            yield Finding(
                code="COL009",
                severity=Severity.NOTICE,
                place=after.place("funds", 0, "annual_budget"),
                params={
                    **_told(before, after),
                    "old": _money(old),
                    "new": _money(new),
                    "change": plain(round_exact(change, 2)),
                },
            )


def _money(value: Fraction) -> str:
    return plain(round_exact(value, 2))


def scores(subject: CollectionSubject) -> Iterator[Finding]:
    """The claimed total of a project changes by 20 or more from one year to the next.

    Review practice: as for budgets.
    """
    for before, after in _following(subject):
        old, new = before.form.claimed_total, after.form.claimed_total
        if old is not None and new is not None and abs(Fraction(new) - Fraction(old)) >= _SCORE:
            yield Finding(
                code="COL010",
                severity=Severity.NOTICE,
                place=after.place("claimed_total"),
                params={**_told(before, after), "old": plain(old), "new": plain(new)},
            )


def _told(before: FormSubject, after: FormSubject) -> dict[str, str]:
    return {
        "name": after.form.project,
        "before": str(before.form.year),
        "after": str(after.form.year),
        "other": where(before),
    }


CHECKS: tuple[Check[CollectionSubject], ...] = (
    Check(budgets, ("COL009",)),
    Check(scores, ("COL010",)),
)
