"""Which funds paid: the kinds of money that 第九节 names, against the public tables of each kind."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import (
    figure,
    in_unit_of,
    in_wan,
    plain_finding,
    table_amount,
    table_name,
)
from jixiao.audit.equations import total
from jixiao.audit.printed import Printed, of_fact
from jixiao.schemas.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.disclosure import Disclosure, Fact
    from jixiao.schemas.finding import Finding

_KINDS = (
    ("general_budget", "general"),
    ("government_funds", "government-funds"),
    ("state_capital", "state-capital"),
)
"""The kind of money as a sentence names it, and the public table of that kind (公开05, 07, 08)."""

_TOPICS = ("self", "evaluated")


class _Paid(NamedTuple):
    """One kind of money of evaluated projects: what is said, and what the table of that kind has."""

    fact: Fact
    said: Printed
    table: str
    projects: Printed | None


def _blank(disclosure: Disclosure, kind: str) -> bool:
    """Whether a table is there and holds no amount at all: the unit spent nothing of that kind."""
    table = disclosure.table(kind)
    return table is not None and not any(row.amounts for row in table.rows)


def _paid(disclosure: Disclosure, topic: str) -> list[_Paid]:
    found = []
    for kind, table in _KINDS:
        fact = disclosure.first(f"statement.{topic}.{kind}")
        said = of_fact(fact)
        if fact is not None and said is not None:
            projects = table_amount(disclosure, table, "total", "project")
            found.append(_Paid(fact, said, table, projects))
    return found


def kinds(subject: DisclosureSubject) -> Iterator[Finding]:
    """STA010: money put under another kind; STA011: more of a kind than all projects spent of it.

    Projects cannot have spent more of a kind than 项目支出 of the public table of that kind.  Where all kinds
    together are exactly the tables' 项目支出 together, each kind is that of its own table.
    """
    disclosure = subject.disclosure
    for topic in _TOPICS:
        paid = _paid(disclosure, topic)
        over = [one for one in paid if one.projects and one.said.rounded.low > one.projects.rounded.high]
        if not over:
            continue
        tables = [(one, _of_table(disclosure, one)) for one in paid]
        together = total(one.said for one in paid)
        known = [amount for _, amount in tables if amount is not None]
        spent = total(known)
        swapped = len(known) == len(paid) == len(_KINDS) and together.meets(spent)
        for one, amount in tables:
            if swapped and amount is not None and not one.said.rounded.meets(amount.rounded):
                yield _finding(disclosure, "STA010", one, amount, figure((together.low + together.high) / 2))
            elif not swapped and one in over and amount is not None:
                yield _finding(disclosure, "STA011", one, amount, "")


def _finding(disclosure: Disclosure, code: str, one: _Paid, amount: Printed, together: str) -> Finding:
    return plain_finding(
        code,
        Severity.ERROR,
        one.fact.place,
        expected=("" if code == "STA010" else "≤") + in_unit_of(amount.value, one.said),
        found=one.said.text,
        stated=one.said.text,
        unit=one.fact.unit or "",
        amount=figure(amount.value),
        table=table_name(disclosure, one.table),
        together=together,
    )


def _of_table(disclosure: Disclosure, one: _Paid) -> Printed | None:
    """项目支出 of the kind's table; 0 of a table that is blank throughout."""
    if one.projects is not None:
        return one.projects
    if not _blank(disclosure, one.table):
        return None
    return Printed(Fraction(0), Fraction(0), "0", one.said.unit, one.said.place)


def parts_of_amount(subject: DisclosureSubject) -> Iterator[Finding]:
    """STA012: the kinds of money add up to the amount named in the same sentence."""
    disclosure = subject.disclosure
    for topic, key in (
        ("self", "statement.amount"),
        ("evaluated", "statement.evaluated.amount"),
        ("whole", "statement.whole.amount"),
    ):
        paid = _paid(disclosure, topic)
        groups = {one.fact.group for one in paid}
        whole = next((fact for fact in disclosure.all(key) if fact.group in groups), None)
        amount = of_fact(whole)
        if whole is None or amount is None or len(paid) < 2:
            continue
        together = total(one.said for one in paid)
        if together.meets(amount.rounded):
            continue
        if len(paid) < len(_KINDS) and together.high < amount.rounded.low:
            continue
        yield plain_finding(
            "STA012",
            Severity.ERROR,
            whole.place,
            expected=in_unit_of((together.low + together.high) / 2, amount),
            found=amount.text,
            amount=amount.text,
            together=figure((together.low + together.high) / 2),
        )


def whole_department(subject: DisclosureSubject) -> Iterator[Finding]:
    """STA013: 部门整体支出 by kind of money is the whole spending of the public table of that kind.

    More than the table has cannot be; less leaves out a part of what is called whole.
    """
    disclosure = subject.disclosure
    for one in _paid(disclosure, "whole"):
        spent = table_amount(disclosure, one.table, "total", "total")
        if spent is None or spent.rounded.meets(one.said.rounded):
            continue
        part = any(fact.group == one.fact.group for fact in disclosure.all("statement.whole.projects"))
        more = one.said.rounded.low > spent.rounded.high
        if part and not more:
            continue  # the whole of some of its units
        yield plain_finding(
            "STA013",
            Severity.ERROR if more else Severity.WARNING,
            one.fact.place,
            expected=in_unit_of(spent.value, one.said),
            found=one.said.text,
            stated=one.said.text,
            unit=one.fact.unit or "",
            amount=in_wan(spent),
            table=table_name(disclosure, one.table),
        )


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(kinds, ("STA010", "STA011")),
    Check(parts_of_amount, ("STA012",)),
    Check(whole_department, ("STA013",)),
)
