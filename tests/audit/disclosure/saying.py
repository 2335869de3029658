"""Short disclosures written for one test, read by the real reader and checked."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.audit.check import Check, apply
from jixiao.audit.disclosure import (
    averages,
    coverage,
    evaluated,
    funds,
    projects,
    report,
    report_money,
    statement,
)
from jixiao.audit.subjects import DisclosureSubject, form_subject
from jixiao.documents.disclosure.reader import read_text
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import FundLine, ReadForm, SelfEvaluation
from jixiao.scoring.ruleset import load_ruleset
from jixiao.scoring.table import Choice, score_form

if TYPE_CHECKING:
    from jixiao.schemas.disclosure import Disclosure
    from jixiao.schemas.finding import Finding

HEAD = "某县水务局2024年度部门决算\n\n第三部分 2024年度部门决算情况说明\n\n九、预算绩效情况说明\n\n"
ANNEX = "\n\n第五部分 附件\n\n"

Said = tuple[str, str, str | None, str | None]
"""Code, severity, expected, found."""


def disclosure(text: str) -> Disclosure:
    """A disclosure as read."""
    read = read_text(text, "甲")
    assert read is not None
    return read.disclosure


def table(
    project: str, total: str | None = None, budget: str | None = None, spent: str | None = None
) -> ReadForm:
    """A self-evaluation of a project with its total and money."""

    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    line = FundLine(name="年度资金总额", annual_budget=number(budget), executed=number(spent))
    form = SelfEvaluation(project=project, year=2024, funds=(line,), claimed_total=number(total))
    return ReadForm(form, Place(file="甲", row="第9行"))


def subject(text: str, *forms: ReadForm, graded: bool = True) -> DisclosureSubject:
    """A disclosure with its tables, ready to be checked."""
    rules = load_ruleset("mof-2020")
    choice = Choice(rules, "rules-named", assumed=False)
    made = tuple(form_subject(form, score_form(form, choice), rules) for form in forms)
    return DisclosureSubject(disclosure(text), made, rules if graded else None)


def findings(
    checks: tuple[Check[DisclosureSubject], ...], text: str, *forms: ReadForm, graded: bool = True
) -> tuple[Finding, ...]:
    """What some checks find."""
    return apply(checks, subject(text, *forms, graded=graded))


def said(
    checks: tuple[Check[DisclosureSubject], ...], text: str, *forms: ReadForm, graded: bool = True
) -> list[Said]:
    """What some checks find, in short."""
    return [
        (one.code, one.severity.value, one.expected, one.found)
        for one in findings(checks, text, *forms, graded=graded)
    ]


STATEMENT: tuple[Check[DisclosureSubject], ...] = tuple(
    check
    for module in (averages, coverage, evaluated, funds, projects, report, report_money, statement)
    for check in module.CHECKS
)
"""Every check of 第九节 and of the annexed reports."""
