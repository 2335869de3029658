"""Claims that all went well, beside figures that say otherwise.

Claims arrive as facts (``claim.met``, ``claim.paid``, ``claim.effective``).  Those of a report are held
against that report, those of a summary of one project against that project, all others against every
project of the disclosure.  Source: ``rules.md`` §5b (目标全部按时按质按量完成 beside 4.38 % and 70 points).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import plain_finding, where
from jixiao.audit.printed import plain
from jixiao.indicators.numbers import round_exact
from jixiao.indicators.project_names import name_key, names_in, same_name
from jixiao.schemas.finding import Severity
from jixiao.scoring.execution import total_line
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jixiao.audit.subjects import DisclosureSubject, FormSubject
    from jixiao.schemas.disclosure import Fact
    from jixiao.schemas.finding import Finding, Place

_RATE, _SCORE = "rate", "score"
_FULL = Fraction(100)
_GOOD, _PASS = Fraction(80), Fraction(60)
"""Below the one a score is not 良, below the other an execution rate is hardly that of work done."""
_PAID = Fraction(90)
_SHOWN = 3


class Evidence(NamedTuple):
    """An execution rate in percent or a score of a project (or of a report), with its place."""

    kind: str
    project: str
    value: Fraction
    text: str
    place: Place
    report: int | None = None


def evidence(subject: DisclosureSubject) -> list[Evidence]:
    """Every execution rate and score of the disclosure: of tables, lists and reports."""
    found = [one for form in subject.forms for one in _of_form(form)]
    titles = {fact.report: fact.text or "" for fact in subject.disclosure.all("report.title")}
    for fact in subject.disclosure.facts:
        kind = {"rate": _RATE, "score": _SCORE}.get(fact.key.partition(".")[2])
        if kind is None or fact.value is None or fact.approximate:
            continue
        name = titles.get(fact.report, "") if fact.report is not None else fact.subject
        if not name or not fact.key.startswith(("project.", "report.")):
            continue
        value = Fraction(fact.value)
        found.append(Evidence(kind, name, value, plain(fact.value), fact.place, fact.report))
    return found


def _of_form(form: FormSubject) -> Iterator[Evidence]:
    funds = total_line(form.form)
    if funds is not None:
        line, place = funds.line, form.place("funds")
        if funds.index is not None:
            place = form.place("funds", funds.index, "claimed_rate")
        if line.annual_budget and line.executed is not None:
            rate = round_exact(Fraction(line.executed) / Fraction(line.annual_budget) * 100, 2)
            yield Evidence(_RATE, form.form.project, Fraction(rate), plain(rate), place)
    total = form.form.claimed_total
    if total is not None:
        place = form.place("claimed_total")
        yield Evidence(_SCORE, form.form.project, Fraction(total), plain(total), place)


def _against(subject: DisclosureSubject, claim: Fact) -> list[Evidence]:
    """What a claim is held against: the worst first, each project's figure once."""
    found = evidence(subject)
    if claim.report is not None:
        found = [one for one in found if one.report == claim.report]
    elif claim.subject is not None:
        name = claim.subject
        found = [one for one in found if same_name(one.project, name) or names_in(one.project, name)]
    told: list[Evidence] = []
    for one in sorted(found, key=lambda one: (one.value, one.report is not None)):
        if not any(_is_one(one, other) for other in told):
            told.append(one)
    return told


def _is_one(one: Evidence, other: Evidence) -> bool:
    """Whether two figures are one, told of a project in two places."""
    if (one.kind, one.value) != (other.kind, other.value):
        return False
    names = (one.project, other.project)
    return (
        (one.report is None) != (other.report is None)
        or name_key(names[0]) == name_key(names[1])
        or names_in(*names)
        or names_in(*reversed(names))
    )


def _said(one: Evidence) -> str:
    place = one.place.row or where(one.place)
    return say(f"claim.{one.kind}", project=one.project, value=one.text, where=place)


def _contradicted(
    subject: DisclosureSubject,
    key: str,
    code: str,
    sure: Severity,
    unsure: Severity,
    *,
    speaks: Callable[[Evidence], bool],
    grave: Callable[[Evidence], bool],
) -> Iterator[Finding]:
    """The claims of a kind with what speaks against them; ``sure`` where something of it is grave."""
    for claim in subject.disclosure.all(key):
        against = [one for one in _against(subject, claim) if speaks(one)]
        if not against:
            continue
        worst = [_said(one) for one in against[:_SHOWN]]
        more = say("claim.more", count=str(len(against))) if len(against) > _SHOWN else ""
        level = sure if any(grave(one) for one in against) else unsure
        yield plain_finding(
            code,
            level,
            claim.place,
            found=claim.text,
            against=say("audit.enumeration").join(worst) + more,
        )


def met(subject: DisclosureSubject) -> Iterator[Finding]:
    """CLM001: every goal was met, it says, and a project's score or execution is low."""
    yield from _contradicted(
        subject,
        "claim.met",
        "CLM001",
        Severity.WARNING,
        Severity.NOTICE,
        speaks=lambda one: one.value < _GOOD,
        grave=lambda one: one.value < (_GOOD if one.kind == _SCORE else _PASS),
    )


def paid(subject: DisclosureSubject) -> Iterator[Finding]:
    """CLM002: all money was paid out, it says, and an execution rate is below 100 %."""
    yield from _contradicted(
        subject,
        "claim.paid",
        "CLM002",
        Severity.WARNING,
        Severity.NOTICE,
        speaks=lambda one: one.kind == _RATE and one.value < _FULL,
        grave=lambda one: one.value < _PAID,
    )


def effective(subject: DisclosureSubject) -> Iterator[Finding]:
    """CLM003: every indicator is up to the mark, it says, and a project's score or execution is low."""
    yield from _contradicted(
        subject,
        "claim.effective",
        "CLM003",
        Severity.NOTICE,
        Severity.NOTICE,
        speaks=lambda one: one.value < _GOOD,
        grave=lambda one: one.value < _PASS,
    )


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(met, ("CLM001",)),
    Check(paid, ("CLM002",)),
    Check(effective, ("CLM003",)),
)
