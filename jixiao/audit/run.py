"""All checks of a kind, applied to a subject.

A new module of checks is entered in one of the three tables here, and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.audit.check import Check, apply
from jixiao.audit.collection import copied_texts, full_marks, outliers, same_project, years
from jixiao.audit.disclosure import (
    averages,
    claims,
    coverage,
    evaluated,
    funds,
    names,
    narrative,
    narrative_rates,
    narrative_sums,
    numbering,
    outline,
    projects,
    public,
    public_across,
    repeats,
    report,
    report_across,
    report_money,
    report_parts,
    report_points,
    statement,
)
from jixiao.audit.disclosure import years as disclosure_years
from jixiao.audit.form import (
    costs,
    execution,
    mentions,
    note_weights,
    parts,
    reasons,
    scores,
    targets,
    totals,
    unscored,
    weights,
)

if TYPE_CHECKING:
    from jixiao.audit.subjects import CollectionSubject, DisclosureSubject, FormSubject
    from jixiao.schemas.finding import Finding

FORM_CHECKS: tuple[Check[FormSubject], ...] = (
    *parts.CHECKS,
    *weights.CHECKS,
    *note_weights.CHECKS,
    *execution.CHECKS,
    *targets.CHECKS,
    *scores.CHECKS,
    *unscored.CHECKS,
    *reasons.CHECKS,
    *totals.CHECKS,
    *costs.CHECKS,
    *mentions.CHECKS,
)
DISCLOSURE_CHECKS: tuple[Check[DisclosureSubject], ...] = (
    *public.CHECKS,
    *public_across.CHECKS,
    *narrative.CHECKS,
    *narrative_sums.CHECKS,
    *narrative_rates.CHECKS,
    *averages.CHECKS,
    *statement.CHECKS,
    *funds.CHECKS,
    *coverage.CHECKS,
    *projects.CHECKS,
    *evaluated.CHECKS,
    *report.CHECKS,
    *report_money.CHECKS,
    *report_parts.CHECKS,
    *report_points.CHECKS,
    *report_across.CHECKS,
    *disclosure_years.CHECKS,
    *names.CHECKS,
    *repeats.CHECKS,
    *numbering.CHECKS,
    *outline.CHECKS,
    *claims.CHECKS,
)
COLLECTION_CHECKS: tuple[Check[CollectionSubject], ...] = (
    *same_project.CHECKS,
    *copied_texts.CHECKS,
    *full_marks.CHECKS,
    *years.CHECKS,
    *outliers.CHECKS,
)


def check_form(subject: FormSubject) -> tuple[Finding, ...]:
    """What is wrong with one table, beyond what reading and scoring met."""
    return apply(FORM_CHECKS, subject)


def check_disclosure(subject: DisclosureSubject) -> tuple[Finding, ...]:
    """What does not fit within one disclosure and the tables in it."""
    return apply(DISCLOSURE_CHECKS, subject)


def check_collection(subject: CollectionSubject) -> tuple[Finding, ...]:
    """What does not fit across everything handed in together."""
    return apply(COLLECTION_CHECKS, subject)
