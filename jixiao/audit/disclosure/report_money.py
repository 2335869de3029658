"""The money of an annexed report: budget, spending, what is left, and the rate."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import (
    CUT_OFF,
    cut_off,
    figure,
    in_unit_of,
    plain_finding,
    slipped,
)
from jixiao.audit.equations import Verdict, difference, judge, percentage
from jixiao.audit.printed import of_fact
from jixiao.schemas.disclosure import FactKind
from jixiao.schemas.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.printed import Printed, Span
    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.disclosure import Disclosure, Fact
    from jixiao.schemas.finding import Finding


_FIGURES = frozenset((FactKind.AMOUNT, FactKind.RATE))


class _Money(NamedTuple):
    """Budget and spending of a report, as printed and as fine as the finest amount there."""

    budget: Printed
    spent: Printed
    fine_budget: Printed
    fine_spent: Printed
    surely: bool = True
    """Whether the report names no other amounts for them."""


def amounts(disclosure: Disclosure, key: str, report: int | None) -> list[tuple[Fact, Printed]]:
    """Every amount (or rate) of a key in one report.

    Those of another year than the document's are left out, where there are others.
    """
    facts = [fact for fact in disclosure.all(key) if fact.report == report]
    if disclosure.year is not None and any(fact.value is not None for fact in facts):
        years = _years(disclosure, report)
        own = [fact for fact in facts if years.get(id(fact), disclosure.year) == disclosure.year]
        facts = own or facts
    return [(fact, printed) for fact in facts if (printed := of_fact(fact)) is not None]


def _years(disclosure: Disclosure, report: int | None) -> dict[int, int]:
    """The year of each figure of a report: its own, else the last that its sentence named before it."""
    found: dict[int, int] = {}
    group, last = None, None
    for fact in disclosure.facts:
        if fact.report != report or fact.kind not in _FIGURES:
            continue
        if fact.group != group:
            group, last = fact.group, None
        last = fact.year or last
        if last is not None:
            found[id(fact)] = last
    return found


def only(found: list[tuple[Fact, Printed]]) -> Printed | None:
    """The one amount that is meant, though it be printed more than once: the finest print of it."""
    best = min((printed for _, printed in found), key=lambda one: one.ulp, default=None)
    if best is None or any(not printed.rounded.meets(best.rounded) for _, printed in found):
        return None
    return best


def _money_of(disclosure: Disclosure, fact: Fact) -> _Money | None:
    """Budget and spending of the report in which something is said, where each is one amount.

    Where the report names several, those of the same sentence, if they are one amount each, are likely
    meant.  An amount of 198 beside one of 123.95 is very likely 198.00: so fine are the second readings.
    """
    chosen, surely = [], True
    for key in ("report.budget", "report.spent"):
        found = amounts(disclosure, key, fact.report)
        best = only(found)
        if best is None:
            surely = False
            best = only([one for one in found if one[0].group == fact.group])
        if best is None:
            return None
        chosen.append(best)
    budget, spent = chosen
    ulp = min(budget.ulp, spent.ulp)
    return _Money(budget, spent, budget.sharpened(ulp), spent.sharpened(ulp), surely)


def _level(wide: Span | None, fine: Span | None, printed: Printed) -> Severity | None:
    """Error where nothing fits; warning where only amounts rounded more coarsely than they look would."""
    verdict = judge(wide, printed)
    if verdict is Verdict.FAILS:
        return Severity.ERROR
    if verdict is Verdict.CUT_OFF:
        return Severity.NOTICE
    return Severity.WARNING if judge(fine, printed) is Verdict.FAILS else None


def reports(disclosure: Disclosure) -> list[int | None]:
    """The numbers of all annexed reports."""
    return list(dict.fromkeys(fact.report for fact in disclosure.facts if fact.report is not None))


def surplus(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT011: what is left is the budget less the spending; RPT012: it is, but for 元 printed for 万元.

    Carried-over money of other years would be named: without it the three must fit.
    """
    disclosure = subject.disclosure
    for report in reports(disclosure):
        for fact, printed in amounts(disclosure, "report.surplus", report):
            money = _money_of(disclosure, fact)
            if money is None:
                continue
            wide = difference(money.budget, money.spent)
            fine = difference(money.fine_budget, money.fine_spent)
            level = _level(wide, fine, printed.sharpened(money.fine_budget.ulp))
            if level is None or not money.surely or level is Severity.NOTICE:
                continue  # amounts are rounded
            slip = judge(wide, printed) is Verdict.FAILS and slipped(wide, printed)
            value = money.budget.value - money.spent.value
            yield plain_finding(
                "RPT012" if slip else "RPT011",
                level,
                fact.place,
                expected=f"{in_unit_of(value, money.budget, digits=_digits(money))}{money.budget.unit or ''}",
                found=f"{printed.text}{fact.unit or ''}",
                stated=f"{printed.text}{fact.unit or ''}",
                budget=f"{money.budget.text}{money.budget.unit or ''}",
                spent=f"{money.spent.text}{money.spent.unit or ''}",
            )


def _digits(money: _Money) -> int:
    """As many decimals as the finer of the two has."""
    return max(len(one.text.partition(".")[2]) for one in (money.budget, money.spent))


def rates(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT013: 执行率 is the spending over the budget, both as the report prints them.

    Of several amounts those of the same sentence: a warning, but a notice where others would give the rate.
    """
    disclosure = subject.disclosure
    for report in reports(disclosure):
        for fact, rate in amounts(disclosure, "report.rate", report):
            money = _money_of(disclosure, fact)
            if money is None:
                continue
            wide = percentage(money.spent, money.budget)
            fine = percentage(money.fine_spent, money.fine_budget)
            level = _level(wide, fine, rate)
            if level is None or not money.budget.value:
                continue
            if not money.surely:
                others = _all_pairs(disclosure, report)
                known = any(judge(percentage(*pair), rate) is not Verdict.FAILS for pair in others)
                level = Severity.NOTICE if known else Severity.WARNING
                if judge(wide, rate) is not Verdict.FAILS:
                    continue
            expected = figure(Fraction(100) * money.spent.value / money.budget.value, rate)
            if level is Severity.NOTICE and money.surely:
                yield cut_off(rate, expected)
                continue
            yield plain_finding(
                "RPT013",
                level,
                rate.place,
                expected=expected,
                found=rate.text,
                rate=rate.text,
                budget=f"{money.budget.text}{money.budget.unit or ''}",
                spent=f"{money.spent.text}{money.spent.unit or ''}",
            )


def _all_pairs(disclosure: Disclosure, report: int | None) -> list[tuple[Printed, Printed]]:
    """Every spending of a report with every budget."""
    spent, budgets = (amounts(disclosure, key, report) for key in ("report.spent", "report.budget"))
    return [(part, whole) for _, part in spent for _, whole in budgets]


def parts(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT014: a part of the budget is not more than the budget; nor is the spending."""
    disclosure = subject.disclosure
    for report in reports(disclosure):
        budget = only(amounts(disclosure, "report.budget", report))
        if budget is None:
            continue
        for key in ("report.budget.general", "report.spent"):
            for fact, printed in amounts(disclosure, key, report):
                if printed.rounded.low <= budget.rounded.high:
                    continue
                yield plain_finding(
                    "RPT014",
                    Severity.ERROR if key == "report.budget.general" else Severity.WARNING,
                    fact.place,
                    expected=f"≤{in_unit_of(budget.value, printed)}",
                    found=printed.text,
                    stated=f"{printed.text}{fact.unit or ''}",
                    budget=f"{budget.text}{budget.unit or ''}",
                )


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(surplus, ("RPT011", "RPT012")),
    Check(rates, ("RPT013", CUT_OFF)),
    Check(parts, ("RPT014",)),
)
