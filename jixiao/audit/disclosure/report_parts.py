"""The parts of a report's money: that they make up the whole, and have the rates they are given."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import CUT_OFF, failing, figure, in_unit_of, plain_finding
from jixiao.audit.disclosure.report_money import amounts, only, reports
from jixiao.audit.equations import Verdict, judge, percentage, total
from jixiao.audit.printed import of_fact
from jixiao.schemas.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.printed import Printed
    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.disclosure import Disclosure, Fact
    from jixiao.schemas.finding import Finding

_PARTS = ("report.part.budget", "report.part.spent", "report.budget.general")


class _List(NamedTuple):
    """Parts that stand in one paragraph beside the whole they are of."""

    whole: Printed
    parts: dict[str, Printed]


def _lists(disclosure: Disclosure, report: int | None) -> Iterator[_List]:
    """Every enumeration of two or more parts, each named once; with its whole, where one is known.

    The whole is the one that the parts follow, else the only one that the report names.
    """
    found: dict[tuple[str, str | None, str | None], dict[str, Printed]] = {}
    twice = set()
    for key in _PARTS:
        for fact in disclosure.all(key):
            printed = of_fact(fact)
            if fact.report != report or fact.value is None:
                continue
            base = "report.spent" if key.endswith("spent") else "report.budget"
            where = (base, fact.of, fact.place.row)
            parts = found.setdefault(where, {})
            if printed is None or fact.subject is None or fact.subject in parts:
                twice.add(where)
            else:
                parts[fact.subject] = printed
    for where, parts in found.items():
        base, of, row = where
        wholes = amounts(disclosure, base, report)
        beside = [one for one in wholes if one[0].place.row == row and _printed_as(one[0]) == of]
        whole = beside[0][1] if len(beside) == 1 else only(wholes) if of is None else None
        if whole is not None and len(parts) > 1 and where not in twice:
            yield _List(whole, parts)


def _printed_as(fact: Fact) -> str | None:
    return None if fact.value is None else f"{fact.value:f}{fact.unit}"


def sums(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT016: the parts of a budget or a spending that are listed with their names make it up.

    That a list names every part, and no part twice, is very likely and no proof.
    """
    for report in reports(subject.disclosure):
        for one in _lists(subject.disclosure, report):
            possible = total(one.parts.values())
            if judge(possible, one.whole) is Verdict.HOLDS or possible.meets(one.whole.truncated):
                continue
            value = sum((part.value for part in one.parts.values()), Fraction(0))
            yield plain_finding(
                "RPT016",
                Severity.WARNING,
                one.whole.place,
                expected=in_unit_of(value, one.whole),
                found=one.whole.text,
                stated=f"{one.whole.text}{one.whole.unit or ''}",
                parts="、".join(f"{name}{part.text}{part.unit or ''}" for name, part in one.parts.items()),
            )


def part_rates(subject: DisclosureSubject) -> Iterator[Finding]:
    """RPT017: the rate of a part is its spending over its budget, where the report names one of each."""
    disclosure = subject.disclosure
    for report in reports(disclosure):
        for fact, rate in amounts(disclosure, "report.part.rate", report):
            spent, budget = (_of_part(disclosure, key, fact) for key in _PARTS[1::-1])
            if spent is None or budget is None:
                continue
            possible = percentage(spent, budget)
            if possible is None:
                continue
            yield from failing(
                "RPT017",
                possible,
                rate,
                Severity.ERROR,
                expected=figure(Fraction(100) * spent.value / budget.value, rate),
                part=fact.subject or "",
                budget=f"{budget.text}{budget.unit or ''}",
                spent=f"{spent.text}{spent.unit or ''}",
                rate=rate.text,
            )


def _of_part(disclosure: Disclosure, key: str, rate: Fact) -> Printed | None:
    """The one amount of the part that a rate is of."""
    return only([one for one in amounts(disclosure, key, rate.report) if one[0].subject == rate.subject])


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(sums, ("RPT016",)),
    Check(part_rates, ("RPT017", CUT_OFF)),
)
