"""The year: one and the same in the title, the headings, the tables, the forms and the sentences.

Sentences arrive as facts (``year.reported``: a year that figures are given to); the year compared with,
the year a project began, names and documents are none of them.  Source: ``rules.md`` §5b (2023年部门预算
项目支出总额 in a report on 2024).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import plain_finding
from jixiao.schemas.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.disclosure import Fact
    from jixiao.schemas.finding import Finding

_TITLE, _HEADING, _SENTENCE = "year.title", "year.heading", "year.reported"


def year_of(subject: DisclosureSubject) -> int | None:
    """The year that most of title, headings, tables and forms name; of two, the one of the title."""
    disclosure = subject.disclosure
    votes = Counter(
        [
            *(int(fact.value) for fact in _own(subject, _TITLE, _HEADING) if fact.value is not None),
            *(table.year for table in disclosure.tables if table.year is not None),
            *(form.form.year for form in subject.forms if form.form.year is not None),
        ]
    )
    if not votes:
        return disclosure.year
    most = max(votes.values())
    if disclosure.year is not None and votes[disclosure.year] == most:
        return disclosure.year
    return next(year for year, count in votes.items() if count == most)


def _own(subject: DisclosureSubject, *keys: str) -> list[Fact]:
    """The facts of the disclosure's own text, its annexed reports left out."""
    return [fact for fact in subject.disclosure.facts if fact.key in keys and fact.report is None]


def sentences(subject: DisclosureSubject) -> Iterator[Finding]:
    """TXT001: a sentence gives its figures to another year.

    A later year may be that of a plan: only a notice.
    """
    year = year_of(subject)
    for fact in _own(subject, _SENTENCE):
        if year is None or fact.value is None or fact.value == year:
            continue
        yield plain_finding(
            "TXT001",
            Severity.WARNING if fact.value < year else Severity.NOTICE,
            fact.place,
            expected=str(year),
            found=str(fact.value),
        )


def headings(subject: DisclosureSubject) -> Iterator[Finding]:
    """TXT002: the title or a heading names another year than the rest of the document."""
    year = year_of(subject)
    seen: set[tuple[str | None, str | None]] = set()
    for fact in _own(subject, _TITLE, _HEADING):
        key = (fact.place.row, fact.place.quote)
        if year is None or fact.value is None or fact.value == year or key in seen:
            continue
        seen.add(key)
        yield plain_finding("TXT002", Severity.WARNING, fact.place, expected=str(year), found=str(fact.value))


def tables(subject: DisclosureSubject) -> Iterator[Finding]:
    """TXT003: a public table is headed with another year."""
    year = year_of(subject)
    for table in subject.disclosure.tables:
        if year is not None and table.year is not None and table.year != year:
            yield plain_finding(
                "TXT003",
                Severity.WARNING,
                table.place,
                expected=str(year),
                found=str(table.year),
                table=table.title or table.id or "",
            )


def forms(subject: DisclosureSubject) -> Iterator[Finding]:
    """TXT004: a self-evaluation in the disclosure is of another year."""
    year = year_of(subject)
    for form in subject.forms:
        own = form.form.year
        if year is not None and own is not None and own != year:
            yield plain_finding(
                "TXT004",
                Severity.WARNING,
                form.place("year"),
                expected=str(year),
                found=str(own),
                project=form.form.project,
            )


def reports(subject: DisclosureSubject) -> Iterator[Finding]:
    """TXT005: an annexed report is about another year, by its title or by every year it gives figures to.

    An evaluation may honestly reach back: a notice.
    """
    year = year_of(subject)
    facts = [fact for fact in subject.disclosure.facts if fact.report is not None]
    for report in sorted({fact.report for fact in facts if fact.report is not None}):
        own = [fact for fact in facts if fact.report == report]
        titled = [fact for fact in own if fact.key == _HEADING]
        told = [fact for fact in own if fact.key == _SENTENCE]
        said = titled or told
        if year is not None and said and all(fact.value != year for fact in said):
            yield plain_finding(
                "TXT005",
                Severity.NOTICE,
                said[0].place,
                expected=str(year),
                found=str(said[0].value),
            )


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(sentences, ("TXT001",)),
    Check(headings, ("TXT002",)),
    Check(tables, ("TXT003",)),
    Check(forms, ("TXT004",)),
    Check(reports, ("TXT005",)),
)
