"""第九节 against the public tables: how much was evaluated, of what share, of which funds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import (
    CUT_OFF,
    cut_off,
    failing,
    figure,
    in_same_unit,
    in_unit_of,
    in_wan,
    plain_finding,
    slipped,
    table_amount,
    table_name,
)
from jixiao.audit.disclosure.listing import project_lists
from jixiao.audit.equations import Verdict, judge, percentage, total
from jixiao.audit.printed import Span, money, of_fact, plain
from jixiao.indicators.project_names import name_key
from jixiao.indicators.spending import ALL, GENERAL, spending_named
from jixiao.schemas.finding import Severity
from jixiao.scoring.execution import total_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from jixiao.audit.printed import Printed
    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.disclosure import Disclosure, Fact
    from jixiao.schemas.finding import Finding

_SHARES = (
    ("statement.amount", "statement.share_of_project_spending"),
    ("statement.evaluated.amount", "statement.evaluated.share"),
)


def _project_spending(disclosure: Disclosure) -> Printed | None:
    """项目支出 of the spending table (公开03表)."""
    return table_amount(disclosure, "spending", "total", "project")


def _nearest(disclosure: Disclosure, key: str, group: int | None) -> Fact | None:
    """The fact of a key in a sentence."""
    return next((fact for fact in disclosure.all(key) if fact.group == group), None)


def _budgets(subject: DisclosureSubject) -> list[Printed]:
    """Budgets that an amount of evaluated projects may stand for: stated totals, and those of all tables."""
    stated = [of_fact(fact) for fact in subject.disclosure.all("statement.budget_total")]
    return [one for one in stated if one is not None]


def shares(subject: DisclosureSubject) -> Iterator[Finding]:
    """STA001: amount ÷ 项目支出 (公开03表) is the share that is printed; STA002: by a slip of units alone.

    A share of 一般公共预算 (or another kind of funds) is one of the table of that kind.  Where the amount is
    a stated total of budgets, not of spending, the share may be one of budgets: a warning.
    """
    disclosure = subject.disclosure
    for amount_key, share_key in _SHARES:
        for share in disclosure.all(share_key):
            fact = _nearest(disclosure, amount_key, share.group)
            amount, said, wholes = of_fact(fact), of_fact(share), _wholes(disclosure, share)
            if fact is None or amount is None or said is None or not wholes:
                continue
            fits = [judge(percentage(amount, whole), said) for whole in wholes]
            if Verdict.HOLDS in fits:
                continue
            if Verdict.CUT_OFF in fits:
                yield cut_off(said, _middle(percentage(amount, wholes[fits.index(Verdict.CUT_OFF)]), said))
                continue
            whole = wholes[0]
            slip = slipped(_part(said, whole), amount)
            budget = any(judge(one.rounded, amount) is Verdict.HOLDS for one in _budgets(subject))
            computed = _middle(percentage(amount, whole), said)
            of_amount = slip or said.value == 100  # a share of 100 % is meant; the amount is wrong
            yield plain_finding(
                "STA002" if slip else "STA001",
                Severity.WARNING if budget and not slip else Severity.ERROR,
                (fact if of_amount else share).place,
                expected=in_unit_of(whole.value * said.value / 100, amount) if of_amount else computed,
                found=amount.text if of_amount else said.text,
                amount=amount.text,
                unit=fact.unit or "",
                share=said.text,
                whole=in_wan(whole),
                computed=computed,
            )


def _middle(possible: Span | None, like: Printed) -> str:
    """A computed figure, written as the printed one."""
    return "" if possible is None else figure((possible.low + possible.high) / 2, like)


def _wholes(disclosure: Disclosure, share: Fact) -> list[Printed]:
    """What a share can be of, by its words; 项目支出 may be said for that of the general budget."""
    kind = spending_named(share.of)
    kinds = (ALL, GENERAL) if kind == ALL else (kind,)
    found = [table_amount(disclosure, one, "total", "project") for one in kinds if one is not None]
    return [one for one in found if one is not None] if found and found[0] is not None else []


def _part(share: Printed, whole: Printed) -> Span:
    """The amounts that a share of a whole may be."""
    corners = [a * b / 100 for a in _ends(share.rounded) for b in _ends(whole.rounded)]
    return Span(min(corners), max(corners))


def _ends(span: Span) -> tuple[Fraction, Fraction]:
    return (span.low, span.high)


def over_project_spending(subject: DisclosureSubject) -> Iterator[Finding]:
    """STA003: an amount of projects, no share beside it, is not above all project spending (公开03表)."""
    disclosure = subject.disclosure
    whole = _project_spending(disclosure)
    for amount_key, share_key in _SHARES:
        for fact in disclosure.all(amount_key):
            amount = of_fact(fact)
            beside = _nearest(disclosure, share_key, fact.group)
            if whole is None or amount is None or beside is not None:
                continue
            if amount.rounded.low <= whole.rounded.high:
                continue
            yield plain_finding(
                "STA003",
                Severity.WARNING,
                fact.place,
                expected=f"≤{in_unit_of(whole.value, amount)}",
                found=amount.text,
                amount=amount.text,
                unit=fact.unit or "",
                whole=in_wan(whole),
            )


def repeated_amount(subject: DisclosureSubject) -> Iterator[Finding]:
    """STA004: the money of the self-evaluated projects is the same wherever the section gives it."""
    facts = [fact for fact in subject.disclosure.all("statement.amount") if of_fact(fact) is not None]
    counts = {fact.group: fact.value for fact in subject.disclosure.all("statement.projects")}
    wholes = {fact.group: fact.of for fact in subject.disclosure.all("statement.share_of_project_spending")}
    for fact in facts[1:]:
        first, again = of_fact(facts[0]), of_fact(fact)
        if first is None or again is None or first.rounded.meets(again.rounded):
            continue
        if wholes.get(fact.group) != wholes.get(facts[0].group) and fact.group in wholes:
            continue  # the projects of another kind of funds
        same = counts.get(fact.group) is not None and counts.get(fact.group) == counts.get(facts[0].group)
        yield plain_finding(
            "STA004",
            Severity.WARNING if same else Severity.NOTICE,
            fact.place,
            expected=in_same_unit(first, again),
            found=again.text,
            first=facts[0].place.row or "",
            amount=again.text,
            unit=again.unit or "",
        )


def evaluated_money(subject: DisclosureSubject) -> Iterator[Finding]:
    """STA005: the money of the evaluated projects is what was spent on them, or their budgets.

    As their reports say, where there is a report of every one of them with one budget and one spending; or
    as the list says in which they stand by name.
    """
    disclosure = subject.disclosure
    count = disclosure.first("statement.evaluated.projects")
    kinds = [
        of_fact(disclosure.first(f"statement.evaluated.{kind}"))
        for kind in ("general_budget", "government_funds", "state_capital")
    ]
    known = [one for one in kinds if one is not None]
    first = disclosure.first("statement.evaluated.general_budget")
    if first is None or kinds[0] is None or count is None or count.value is None or count.approximate:
        return
    sums = [
        one
        for reports, listed in (("report.spent", "executed"), ("report.budget", "budget"))
        for one in (
            _sum_of_reports(disclosure, reports, int(count.value)),
            _sum_of_listed(disclosure, listed, int(count.value)),
        )
        if one is not None
    ]
    stated = total(known)
    if not sums or any(stated.meets(one) for one in sums):
        return
    middle = (sums[0].low + sums[0].high) / 2
    others = (stated.low + stated.high) / 2 - kinds[0].value
    yield plain_finding(
        "STA005",
        Severity.WARNING,
        first.place,
        expected=in_unit_of(middle - others, kinds[0]) if middle >= others else None,
        found=kinds[0].text,
        count=plain(count.value),
        spent=figure(middle),
        stated=figure((stated.low + stated.high) / 2),
    )


def _sum_of_listed(disclosure: Disclosure, what: str, count: int) -> Span | None:
    """What the evaluated projects spent, or had, by a list of projects in which all of them stand."""
    names = {name_key(fact.text or "") for fact in disclosure.all("statement.evaluated.name")}
    if len(names) != count:
        return None
    for listed in project_lists(disclosure):
        said = {name_key(item.name): of_fact(item.said.get(what)) for item in listed.items}
        known = [one for name in sorted(names) if (one := said.get(name)) is not None]
        if len(known) == count and len(said) == len(listed.items):
            return total(known)
    return None


def _sum_of_reports(disclosure: Disclosure, key: str, count: int) -> Span | None:
    """What the annexed reports say, one amount each; ``None`` where there are not ``count`` of them."""
    reports = dict.fromkeys(fact.report for fact in disclosure.all("report.title"))
    if len(reports) != count or not reports:
        return None
    parts = []
    for report in reports:
        found = [of_fact(fact) for fact in disclosure.all(key) if fact.report == report]
        known = [one for one in found if one is not None]
        if not known or any(not one.rounded.meets(known[0].rounded) for one in known):
            return None
        parts.append(known[0])
    return total(parts)


def project_spending_total(subject: DisclosureSubject) -> Iterator[Finding]:
    """STA006: what is called 项目支出总额 is 项目支出 of 公开03表, and not another total of the tables.

    A total of budgets is not in the public tables: where the figure is none of theirs, a notice.
    """
    disclosure = subject.disclosure
    spending = _project_spending(disclosure)
    others = (
        ("spending", "current", table_amount(disclosure, "spending", "total", "total")),
        ("appropriation", "current", table_amount(disclosure, "appropriation", "current", "total")),
        ("overview", "total", table_amount(disclosure, "overview", "total", "amount")),
        ("spending", "basic", table_amount(disclosure, "spending", "total", "basic")),
    )
    for fact in disclosure.all("statement.project_spending_total"):
        printed = of_fact(fact)
        if printed is None or spending is None or spending.rounded.meets(printed.rounded):
            continue
        taken = next(
            (t for t, _, one in others if one is not None and one.rounded.meets(printed.rounded)), None
        )
        if taken is None:
            yield plain_finding(
                "STA006",
                Severity.NOTICE,
                fact.place,
                expected=in_same_unit(spending, printed),
                found=printed.text,
                stated=f"{printed.text}{printed.unit or ''}",
                whole=in_wan(spending),
            )
        else:
            yield plain_finding(
                "STA007",
                Severity.WARNING,
                fact.place,
                expected=in_same_unit(spending, printed),
                found=printed.text,
                stated=f"{printed.text}{printed.unit or ''}",
                whole=in_wan(spending),
                table=table_name(disclosure, taken),
                spending=table_name(disclosure, "spending"),
            )


def forms_in_amount(subject: DisclosureSubject) -> Iterator[Finding]:
    """STA008: the published tables alone do not spend more than all self-evaluated projects together."""
    fact = subject.disclosure.first("statement.amount")
    amount = of_fact(fact)
    if fact is None or amount is None or not subject.forms:
        return
    spent, names = [], set()
    for form in subject.forms:
        funds = total_line(form.form)
        value = None if funds is None else funds.line.executed
        printed = None if value is None else money(value, form.form.amount_unit, finest=2)
        if printed is None or form.form.project in names:
            return
        names.add(form.form.project)
        spent.append(printed)
    together = total(spent)
    budgets = [of_fact(one) for one in subject.disclosure.all("statement.budget_total")]
    if together.low > amount.rounded.high and not any(b and b.rounded.meets(together) for b in budgets):
        middle = (together.low + together.high) / 2
        yield plain_finding(
            "STA008",
            Severity.WARNING,
            fact.place,
            expected=f"≥{in_unit_of(middle, amount)}",
            found=amount.text,
            count=str(len(spent)),
            together=figure(middle),
        )


def executed_rate(subject: DisclosureSubject) -> Iterator[Finding]:
    """STA009: a rate beside a total of budgets and a total of spending is their quotient."""
    disclosure = subject.disclosure
    for fact in disclosure.all("statement.rate"):
        rate = of_fact(fact)
        spent = of_fact(_nearest(disclosure, "statement.executed_total", fact.group))
        budget = of_fact(_nearest(disclosure, "statement.budget_total", fact.group))
        if rate is None or spent is None or budget is None:
            continue
        possible = percentage(spent, budget)
        yield from failing(
            "STA009",
            possible,
            rate,
            Severity.ERROR,
            expected=_middle(possible, rate),
            spent=in_wan(spent),
            budget=in_wan(budget),
        )


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(shares, ("STA001", "STA002", CUT_OFF)),
    Check(over_project_spending, ("STA003",)),
    Check(repeated_amount, ("STA004",)),
    Check(evaluated_money, ("STA005",)),
    Check(project_spending_total, ("STA006", "STA007")),
    Check(forms_in_amount, ("STA008",)),
    Check(executed_rate, ("STA009", CUT_OFF)),
)
