"""The figures of 第九节 as a whole: what the projects spent, of how much, how many have each grade."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.reports.blocks import Blank, Fact
from jixiao.reports.statement_facts import GRADES
from jixiao.reports.statement_view import amount, percent, printed
from jixiao.scoring.explain import short
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.reports.statement_facts import StatementFacts
    from jixiao.reports.statement_view import Material


class Money(NamedTuple):
    """What the self-evaluated projects spent, 项目支出 of the department, the share of the one in the other.

    The share is a blank where either is not known, or the part is more than the whole.
    """

    amount: Fact | Blank
    spending: Fact | None
    share: Fact | Blank


def money(material: Material, facts: StatementFacts) -> Money:
    """The money of a section; what people gave goes before what is worked out."""
    part, whole = _amount(material, facts), _spending(material, facts)
    return Money(part, whole, _share(part, whole, facts))


def project_count(material: Material, facts: StatementFacts) -> Fact | Blank:
    """How many projects were self-evaluated: more than there are tables, if people say so."""
    given, there = facts.amount("projects"), len(material.projects)
    if given is None:
        return material.count(there, "projects")
    if given < there:
        return Blank(say("statement.fewer-projects", given=short(given), count=str(there)), "projects")
    return Fact(short(given), facts.source("projects"), given)


def grade_counts(material: Material, facts: StatementFacts) -> dict[str, Fact | Blank]:
    """How many projects have each grade; blanks where the grade of one is not known.

    People may give them: all four, and then as many as there are projects.
    """
    count = project_count(material, facts)
    given = {code: facts.amount(f"grade-{code}") for code in GRADES}
    names = {code: say(f"statement.grade.{code}") for code in GRADES}
    known = {code: value for code, value in given.items() if value is not None}
    if known:
        if len(known) == len(GRADES) and sum(known.values()) == getattr(count, "value", None):
            return {
                names[code]: Fact(short(value), facts.source(f"grade-{code}"), value)
                for code, value in known.items()
            }
        return dict.fromkeys(names.values(), Blank(say("statement.grades.unequal"), "grade-excellent"))
    without = material.ungraded + _beyond(material, facts)
    if without:
        left = Blank(say("statement.grades.open", count=str(without)), "grade-excellent")
        return dict.fromkeys(material.grades, left)
    return {name: material.count(count, "grades") for name, count in material.grades.items()}


def all_known(material: Material, facts: StatementFacts) -> bool:
    """Whether what is known is of all projects that were self-evaluated."""
    return not _beyond(material, facts)


def _beyond(material: Material, facts: StatementFacts) -> int:
    """How many projects there are beside those that are known."""
    given = facts.amount("projects")
    return 0 if given is None else max(int(given) - len(material.projects), 0)


def _amount(material: Material, facts: StatementFacts) -> Fact | Blank:
    given = facts.amount("amount")
    if given is not None:
        return Fact(amount(given), facts.source("amount"), printed(given))
    without = len(material.without_money) + _beyond(material, facts)
    total = material.total("executed")
    if total is not None and not without:
        return total
    return Blank(say("statement.no-amount", count=str(without)), "amount")


def _spending(material: Material, facts: StatementFacts) -> Fact | None:
    given = facts.amount("project-spending")
    if given is None:
        return material.spending
    return Fact(amount(given), facts.source("project-spending"), printed(given))


def _share(part: Fact | Blank, whole: Fact | None, facts: StatementFacts) -> Fact | Blank:
    if whole is None or whole.value is None or whole.value <= 0:
        return facts.blank("project-spending")
    if isinstance(part, Blank) or part.value is None:
        return Blank(say("statement.no-share"), "amount")
    if part.value > whole.value:
        return Blank(say("statement.over-share", amount=part.text, spending=whole.text), "project-spending")
    sources = (part.source, whole.source)
    return percent(Fraction(part.value), Fraction(whole.value), "share", sources)
