"""The listed projects against their tables, their reports and each other."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import (
    CUT_OFF,
    failing,
    figure,
    in_unit_of,
    is_rounding,
    plain_finding,
    slipped,
    where,
)
from jixiao.audit.disclosure.listing import EVALUATED, Listed, project_lists
from jixiao.audit.disclosure.report import added_up, report_scores
from jixiao.audit.equations import percentage
from jixiao.audit.printed import money, of_fact, plain
from jixiao.indicators.project_names import names_in, same_name, shortens
from jixiao.schemas.finding import Severity
from jixiao.scoring.execution import total_line
from jixiao.scoring.grade import grade_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jixiao.audit.printed import Printed
    from jixiao.audit.subjects import DisclosureSubject, FormSubject
    from jixiao.schemas.disclosure import Disclosure, Fact
    from jixiao.schemas.finding import Finding, Place

_FINEST = 2


def form_of(subject: DisclosureSubject, name: str) -> FormSubject | None:
    """The only table of a project of that name."""
    forms = [form for form in subject.forms if same_name(form.form.project, name)]
    return forms[0] if len(forms) == 1 else None


def _self_listed(subject: DisclosureSubject) -> Iterator[tuple[Listed, FormSubject]]:
    """Each project listed with its self-evaluation that has its table in the document."""
    for listed in project_lists(subject.disclosure):
        if listed.topic != EVALUATED:
            for item in listed.items:
                form = form_of(subject, item.name)
                if form is not None:
                    yield item, form


def scores_of_tables(subject: DisclosureSubject) -> Iterator[Finding]:
    """PRJ001: the score in the list is the 总分 of the project's own table; scores are exact as printed."""
    for item, form in _self_listed(subject):
        listed, printed = item.score, form.form.claimed_total
        if listed is None or listed.value is None or printed is None or listed.approximate:
            continue
        yield from _differing(
            "PRJ001", listed, printed, form.place("claimed_total"), Severity.ERROR, project=item.name
        )


def _differing(
    code: str, fact: Fact, other: Decimal, there: Place, severity: Severity, **params: str
) -> Iterator[Finding]:
    """Two prints of one score; one that is the other rounded to fewer digits is a warning at most."""
    assert fact.value is not None  # noqa: S101 - callers looked
    if fact.value == other:
        return
    shown = (plain(fact.value), plain(other))
    rounding = is_rounding(Fraction(fact.value), Fraction(other), *shown)
    level = Severity.WARNING if rounding and severity is Severity.ERROR else severity
    yield plain_finding(
        code,
        level,
        fact.place,
        expected=shown[1],
        found=shown[0],
        stated=shown[0],
        other=shown[1],
        where=where(there),
        **params,
    )


def amounts_of_tables(subject: DisclosureSubject) -> Iterator[Finding]:
    """PRJ002: the money in the list is that of the project's own table; PRJ003: by a slip of units alone."""
    for item, form in _self_listed(subject):
        funds = total_line(form.form)
        if funds is None or funds.index is None:
            continue
        for what, field in (("budget", "annual_budget"), ("executed", "executed")):
            fact, value = item.said.get(what), getattr(funds.line, field)
            place = form.place("funds", funds.index, field)
            yield from _money(fact, value, form.form.amount_unit, place, item.name)


def _money(
    fact: Fact | None, value: Decimal | None, unit: str | None, place: Place, project: str
) -> Iterator[Finding]:
    listed = of_fact(fact)
    if fact is None or listed is None or value is None:
        return
    printed = money(value, unit, place, finest=_FINEST)
    if printed is None or printed.rounded.meets(listed.rounded):
        return
    yield plain_finding(
        "PRJ003" if slipped(printed.rounded, listed) else "PRJ002",
        Severity.ERROR,
        fact.place,
        expected=in_unit_of(printed.value, listed),
        found=listed.text,
        project=project,
        stated=f"{listed.text}{fact.unit or ''}",
        other=f"{printed.text}{printed.unit or ''}",
        where=where(place),
    )


def rates(subject: DisclosureSubject) -> Iterator[Finding]:
    """PRJ004: a listed rate is the listed spending over the listed budget, or that of the project's table."""
    for listed in project_lists(subject.disclosure):
        for item in listed.items:
            rate = of_fact(item.said.get("rate"))
            spent, budget = of_fact(item.said.get("executed")), of_fact(item.said.get("budget"))
            if spent is None or budget is None:
                spent, budget = _of_table(subject, item.name) if listed.topic != EVALUATED else (None, None)
            if rate is None or spent is None or budget is None:
                continue
            possible = percentage(spent, budget)
            middle = Fraction(0) if possible is None else (possible.low + possible.high) / 2
            yield from failing(
                "PRJ004",
                possible,
                rate,
                Severity.ERROR,
                expected=figure(middle, rate),
                project=item.name,
                rate=rate.text,
                spent=spent.text,
                budget=budget.text,
            )


def _of_table(subject: DisclosureSubject, name: str) -> tuple[Printed | None, Printed | None]:
    """Spending and budget of a project's own table."""
    form = form_of(subject, name)
    funds = None if form is None else total_line(form.form)
    if form is None or funds is None or funds.line.executed is None or funds.line.annual_budget is None:
        return None, None
    unit = form.form.amount_unit
    return money(funds.line.executed, unit, finest=_FINEST), money(
        funds.line.annual_budget, unit, finest=_FINEST
    )


def grades(subject: DisclosureSubject) -> Iterator[Finding]:
    """PRJ005: the grade of a listed project is the one that its listed score has under the rule set."""
    if subject.rules is None:
        return
    for listed in project_lists(subject.disclosure):
        for item in listed.items:
            said, score = item.said.get("grade"), item.score
            if said is None or said.text is None or score is None or score.value is None:
                continue
            grade = grade_of(score.value, subject.rules)
            if grade is not None and grade != said.text and not score.approximate:
                yield plain_finding(
                    "PRJ005",
                    Severity.WARNING,
                    said.place,
                    expected=grade,
                    found=said.text,
                    project=item.name,
                    score=plain(score.value),
                )


def scores_of_reports(subject: DisclosureSubject) -> Iterator[Finding]:
    """PRJ006: the annexed report of a listed project gives its score.

    部门评价 and 单位自评 may differ honestly: an error only against a list of the evaluated projects.  One
    that is the other rounded is the same score where the report's own sections make the other.  Any other
    difference from a self-evaluation is a notice, and only where the grade differs.
    """
    disclosure = subject.disclosure
    by_report = report_scores(disclosure)
    for report, title in report_titles(disclosure):
        if report not in by_report:
            continue
        scores = [fact for fact in disclosure.all("report.score") if fact.report == report]
        score = scores[0] if len({fact.value for fact in scores}) == 1 else None
        if score is None or score.value is None or score.approximate:
            continue
        for listed in project_lists(disclosure):
            items = [item for item in listed.items if names_in(title, item.name)]
            other = items[0].score if len(items) == 1 else None
            if other is None or other.value is None or other.approximate or other.value == score.value:
                continue
            shown = (plain(score.value), plain(other.value))
            rounding = is_rounding(Fraction(score.value), Fraction(other.value), *shown)
            own = listed.topic == EVALUATED
            if not rounding and not own and _same_grade(subject, score.value, other.value):
                continue
            level = Severity.ERROR if own else Severity.NOTICE
            if rounding and not own:
                proved = added_up(by_report[report]) == Fraction(other.value)
                level = Severity.WARNING if proved else Severity.NOTICE
            yield plain_finding(
                "PRJ006" if rounding else "PRJ007",
                Severity.WARNING if rounding and own else level,
                score.place,
                expected=shown[1],
                found=shown[0],
                project=items[0].name,
                stated=shown[0],
                other=shown[1],
                where=where(other.place),
            )


def _same_grade(subject: DisclosureSubject, one: Decimal, other: Decimal) -> bool:
    rules = subject.rules
    return rules is None or grade_of(one, rules) == grade_of(other, rules)


def report_titles(disclosure: Disclosure) -> Iterator[tuple[int, str]]:
    """Each annexed report with its title."""
    for fact in disclosure.all("report.title"):
        if fact.text and fact.report is not None:
            yield fact.report, fact.text


def money_of_reports(subject: DisclosureSubject) -> Iterator[Finding]:
    """PRJ008: a report's budget, spending and rate are those of the project's own table.

    The table is the one whose name the report's title holds; of a name that is only shortened there, a
    warning.
    """
    disclosure = subject.disclosure
    for report, title in report_titles(disclosure):
        found = _table_of_report(subject, title)
        if found is None:
            continue
        form, sure = found
        funds = total_line(form.form)
        if funds is None or funds.index is None:
            continue
        unit = form.form.amount_unit
        for key, field in (("report.budget", "annual_budget"), ("report.spent", "executed")):
            value = getattr(funds.line, field)
            place = form.place("funds", funds.index, field)
            facts = [fact for fact in disclosure.all(key) if fact.report == report]
            printed = None if value is None else money(value, unit, place, finest=_FINEST)
            said = [(fact, one) for fact in facts if (one := of_fact(fact)) is not None]
            if printed is None or not said or any(one.rounded.meets(printed.rounded) for _, one in said):
                continue  # a report may name the money of several years, of several stages
            fact, one = said[0]
            yield plain_finding(
                "PRJ008",
                Severity.ERROR if sure and len(said) == 1 else Severity.WARNING,
                fact.place,
                expected=in_unit_of(printed.value, one),
                found=one.text,
                project=form.form.project,
                stated=f"{one.text}{fact.unit or ''}",
                other=f"{printed.text}{printed.unit or ''}",
                where=where(place),
            )


def _table_of_report(subject: DisclosureSubject, title: str) -> tuple[FormSubject, bool] | None:
    """The only table a title names, and whether by its whole name."""
    sure = [form for form in subject.forms if names_in(title, form.form.project)]
    if sure:
        return (sure[0], True) if len(sure) == 1 else None
    brief = [form for form in subject.forms if _brief(subject.disclosure, form.form.project, title)]
    return (brief[0], False) if len(brief) == 1 else None


def _brief(disclosure: Disclosure, name: str, title: str) -> bool:
    """Whether the title names an evaluated project that shortens the name of a table."""
    names = [fact.text or "" for fact in disclosure.all("statement.evaluated.name")]
    return any(names_in(title, one) and shortens(one, name) for one in names)


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(scores_of_tables, ("PRJ001",)),
    Check(amounts_of_tables, ("PRJ002", "PRJ003")),
    Check(rates, ("PRJ004", CUT_OFF)),
    Check(grades, ("PRJ005",)),
    Check(scores_of_reports, ("PRJ006", "PRJ007")),
    Check(money_of_reports, ("PRJ008",)),
)
