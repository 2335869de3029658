"""The figures of 第九节 as a whole: what the projects spent, of how much, how many have each grade."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.reports.blocks import Blank, Fact
from jixiao.reports.statement_view import amount, percent, printed
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


def grade_counts(material: Material) -> dict[str, Fact | Blank]:
    """How many projects have each grade; blanks where the grade of one is not known."""
    if material.ungraded:
        left = Blank(say("statement.grades.open", count=str(material.ungraded)))
        return dict.fromkeys(material.grades, left)
    return {name: material.count(count, "grades") for name, count in material.grades.items()}


def _amount(material: Material, facts: StatementFacts) -> Fact | Blank:
    given = facts.amount("amount")
    if given is not None:
        return Fact(amount(given), facts.source("amount"), printed(given))
    total = material.total("executed")
    if total is not None:
        return total
    return Blank(say("statement.no-amount", count=str(len(material.without_money))), "amount")


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
