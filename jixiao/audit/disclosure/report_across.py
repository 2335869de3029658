"""An annexed report against what 第九节 says of the project that it evaluates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import in_unit_of, plain_finding, where
from jixiao.audit.disclosure.listing import project_lists
from jixiao.audit.disclosure.projects import report_titles
from jixiao.audit.disclosure.report import report_scores
from jixiao.audit.disclosure.report_money import amounts
from jixiao.audit.printed import of_fact, plain
from jixiao.indicators.project_names import names_in
from jixiao.schemas.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.printed import Printed
    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.disclosure import Disclosure, Fact
    from jixiao.schemas.finding import Finding

_EVALUATED = "statement.evaluated."
_MONEY = ("report.budget", "report.budget.general", "report.spent")
_LISTED = (("budget", "report.budget"), ("executed", "report.spent"))


def _single(disclosure: Disclosure) -> int | None:
    """The report of the one project that the department evaluated; ``None`` where there may be more."""
    reports = [report for report, _ in report_titles(disclosure)]
    counts = {fact.value for fact in disclosure.all(f"{_EVALUATED}projects")}
    names = {fact.text for fact in disclosure.all(f"{_EVALUATED}name")}
    several = len(reports) != 1 or counts - {1} or len(names) > 1
    return None if several else reports[0]


def _one(disclosure: Disclosure, key: str) -> Fact | None:
    """The only thing said by a key."""
    facts = disclosure.all(key)
    fact = facts[0] if len({one.value for one in facts}) == 1 else None
    return None if fact is None or fact.value is None or fact.approximate else fact


def scores(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT022: the only project that was evaluated has the same score in 第九节 and in its report."""
    disclosure = subject.disclosure
    report = _single(disclosure)
    said = _one(disclosure, f"{_EVALUATED}score")
    found = report_scores(disclosure).get(report) if report is not None else None
    own = None if found is None else found.total
    if said is None or said.value is None or own is None or own.value is None or own.approximate:
        return
    if said.value != own.value:
        yield plain_finding(
            "RPT022",
            Severity.WARNING,
            said.place,
            expected=plain(own.value),
            found=plain(said.value),
            stated=plain(said.value),
            other=plain(own.value),
            where=where(own.place),
        )


def evaluated_money(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT023: the money of the only project that was evaluated is one of the amounts of its report.

    涉及资金 may be the budget, that of one fund, or what was spent.
    """
    disclosure = subject.disclosure
    report = _single(disclosure)
    if report is None:
        return
    known = [one for key in _MONEY for one in amounts(disclosure, key, report)]
    known += amounts(disclosure, "report.part.budget", report)
    budgets = [one for one in known if one[0].key == "report.budget"]
    for key in ("amount", "general_budget"):
        fact = _one(disclosure, f"{_EVALUATED}{key}")
        stated = of_fact(fact)
        if fact is not None and stated is not None and budgets and not _any(stated, known):
            yield _differing("RPT023", fact, stated, budgets[0])


def listed_money(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT024: budget and spending of a listed project are those of its report.

    Only of the one listed project that the report's title names, once in the list.
    """
    disclosure = subject.disclosure
    for report, title in report_titles(disclosure):
        for listed in project_lists(disclosure):
            items = [item for item in listed.items if names_in(title, item.name)]
            if len(items) != 1:
                continue
            for what, key in _LISTED:
                fact = items[0].said.get(what)
                stated, known = of_fact(fact), amounts(disclosure, key, report)
                if fact is not None and stated is not None and known and not _any(stated, known):
                    yield _differing("RPT024", fact, stated, known[0], project=items[0].name)


def _any(stated: Printed, known: list[tuple[Fact, Printed]]) -> bool:
    """Whether an amount may be one of those that a report names."""
    return any(stated.rounded.meets(one.rounded) for _, one in known)


def _differing(code: str, fact: Fact, stated: Printed, other: tuple[Fact, Printed], **params: str) -> Finding:
    there, printed = other
    return plain_finding(
        code,
        Severity.WARNING,
        fact.place,
        expected=in_unit_of(printed.value, stated),
        found=stated.text,
        stated=f"{stated.text}{fact.unit or ''}",
        other=f"{printed.text}{there.unit or ''}",
        where=where(there.place),
        **params,
    )


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(scores, ("RPT022",)),
    Check(evaluated_money, ("RPT023",)),
    Check(listed_money, ("RPT024",)),
)
