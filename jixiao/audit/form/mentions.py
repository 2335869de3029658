"""What a table's own prose says beside its figures: rates, amounts, claims and years of the goals.

The prose arrives as facts (``goal.*``); nothing is read here.  Source: ``rules.md`` §5b (75.5 % beside
75.43 %; 全部完成 beside what was not completed).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.equations import Verdict, judge
from jixiao.audit.form.execution import amount, best, rate_of
from jixiao.audit.form.sayings import blank, names, percent, plain
from jixiao.audit.printed import of_decimal, of_fact
from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.numbers import round_exact
from jixiao.schemas.finding import Finding, Severity
from jixiao.schemas.scored import Status
from jixiao.scoring.execution import total_line
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.printed import Printed
    from jixiao.audit.subjects import FormSubject, Row
    from jixiao.schemas.disclosure import Fact

_NEAR = Fraction(1)
"""A bare percentage within so many points of the execution rate is taken for it."""
_LOW = Fraction(4, 5)
_NEARLY_ALL = Fraction(99, 100)
_SLIPS = (Fraction(10**4), Fraction(1, 10**4))
_LEAST = 8
"""Goals of so few characters may well be the same before and after."""


def _facts(subject: FormSubject, key: str) -> list[Fact]:
    return [fact for fact in subject.facts if fact.key == key]


def goals(subject: FormSubject) -> Iterator[Finding]:
    """GOL001: a goal or its achievement is missing.  GOL002: the one was copied as the other."""
    goal = subject.form.goal
    said = {key: squeeze(getattr(goal, key) or "") for key in ("expected", "achieved")}
    missing = [key for key, text in said.items() if not text]
    if missing and not blank(subject):
        parts = say("audit.and").join(say(f"audit.goal-{key}") for key in missing)
        yield Finding(
            code="GOL001", severity=Severity.NOTICE, place=subject.place("goal"), params={"parts": parts}
        )
    if said["expected"] == said["achieved"] and len(said["expected"]) >= _LEAST:
        yield Finding(
            code="GOL002",
            severity=Severity.NOTICE,
            place=subject.place("goal", "achieved"),
            found=goal.achieved,
        )


def rates(subject: FormSubject) -> Iterator[Finding]:
    """GOL003: a rate in the goals or in a reason is not the execution rate printed or computed in the table.

    An error where the words call it the execution rate; a warning where it only lies beside it.
    """
    funds = total_line(subject.form)
    if funds is None or funds.index is None:
        return
    line, index = funds.line, funds.index
    spent, budget = amount(subject, index, "executed"), amount(subject, index, "annual_budget")
    possible = None if spent is None or budget is None else rate_of(spent, budget)
    printed = None
    if line.claimed_rate is not None:
        printed = of_decimal(line.claimed_rate, unit="%", place=subject.place("funds", index, "claimed_rate"))
    for fact in (*_facts(subject, "goal.rate"), *_facts(subject, "note.rate")):
        said = of_fact(fact)
        if said is None:
            continue
        named = fact.subject is not None
        verdict = judge(possible, said)
        if verdict is not Verdict.FAILS and printed is not None:
            verdict = _same(printed, said)
        shown = printed.value if printed is not None and printed.value > Fraction(21, 20) else None
        if shown is None and spent is not None and budget is not None and budget.value > 0:
            shown = spent.value / budget.value * 100
        near = shown is not None and abs(said.value - shown) <= _NEAR
        if verdict is Verdict.HOLDS or shown is None or not (named or near):
            continue
        severity = Severity.ERROR if named else Severity.WARNING
        yield Finding(
            code="GOL003",
            severity=Severity.NOTICE if verdict is Verdict.CUT_OFF else severity,
            place=fact.place,
            params={
                "where": say(f"audit.said-{fact.key.partition('.')[0]}"),
                "rate": f"{round_exact(shown, 2)}",
                "executed": "" if spent is None else spent.text,
                "budget": "" if budget is None else budget.text,
            },
            expected=f"{round_exact(shown, 2)}",
            found=said.text,
        )


def _same(printed: Printed, said: Printed) -> Verdict:
    """Whether a rate printed in a column and one in a sentence can be one number."""
    if best(said.rounded, (printed,)) is Verdict.HOLDS:
        return Verdict.HOLDS
    return Verdict.CUT_OFF if said.truncated.meets(printed.rounded) else Verdict.FAILS


def amounts(subject: FormSubject) -> Iterator[Finding]:
    """GOL004: an amount called the budget or the execution in the goals is not that of the table.

    GOL005: it would be, in another unit (元 for 万元).
    """
    funds = total_line(subject.form)
    if funds is None or funds.index is None:
        return
    index = funds.index
    columns = {"goal.budget": ("annual_budget", "initial_budget"), "goal.executed": ("executed",)}
    for key, keys in columns.items():
        there = [found for one in keys if (found := amount(subject, index, one)) is not None]
        for fact in _facts(subject, key):
            said = of_fact(fact)
            if said is None or not there:
                continue
            if any(_agree(one, said, Fraction(1)) for one in there):
                continue
            slip = next((one for one in there for by in _SLIPS if _agree(one, said, by)), None)
            right = slip or there[0]
            what = say(f"audit.column-{keys[0]}")
            yield Finding(
                code="GOL004" if slip is None else "GOL005",
                severity=Severity.WARNING if slip is None else Severity.ERROR,
                place=fact.place,
                params={
                    "what": what,
                    "unit": right.unit or "",
                    "said": said.unit or "",
                },
                expected=right.text,
                found=said.text,
            )


def _agree(there: Printed, said: Printed, slip: Fraction) -> bool:
    """Whether two amounts can be one, the said one moved by ``slip``."""
    moved = said.rounded.times(slip)
    return (
        judge(moved, there) is not Verdict.FAILS
        or judge(there.rounded.times(1 / slip), said) is not Verdict.FAILS
    )


def claims(subject: FormSubject) -> Iterator[Finding]:
    """GOL006: everything is said to be done, beside a low execution or rows that fell short."""
    found = _facts(subject, "goal.claim")
    if not found:
        return
    execution = subject.scored.execution
    rate = None if execution is None else execution.completion
    low = rate is not None and rate < _LOW
    rows = [row for row in subject.rows if row.scored.counted and _fell_short(row)]
    if not low and not rows:
        return
    against = []
    if low and rate is not None:
        against.append(say("audit.claim-execution", rate=percent(rate)))
    if rows:
        against.append(say("audit.claim-rows", name=names(rows), count=str(len(rows))))
    yield Finding(
        code="GOL006",
        severity=Severity.WARNING,
        place=found[0].place,
        params={"claim": found[0].text or "", "against": say("audit.and").join(against)},
        found=found[0].text,
    )


def paid(subject: FormSubject) -> Iterator[Finding]:
    """GOL008: all of the money is said to be paid, beside an execution below 100 %."""
    execution = subject.scored.execution
    rate = None if execution is None else execution.completion
    if rate is None or rate >= _NEARLY_ALL:
        return
    for fact in _facts(subject, "goal.paid"):
        yield Finding(
            code="GOL008",
            severity=Severity.WARNING,
            place=fact.place,
            params={"claim": fact.text or "", "rate": percent(rate)},
            expected=percent(rate),
            found=fact.text,
        )


def _fell_short(row: Row) -> bool:
    """Whether the unit itself deducted, or the target was plainly missed."""
    score, weight = row.indicator.claimed_score, row.indicator.weight
    if row.scored.row.status is Status.NOT_APPLICABLE:
        return False
    deducted = score is not None and weight is not None and score < weight
    return deducted or row.measured.comparison.outcome == "short"


def years(subject: FormSubject) -> Iterator[Finding]:
    """GOL007: what was achieved is told of another year than the table's."""
    year = subject.form.year
    for fact in _facts(subject, "goal.year"):
        if year is not None and fact.value is not None and fact.value != year:
            yield Finding(
                code="GOL007",
                severity=Severity.WARNING,
                place=fact.place,
                expected=str(year),
                found=plain(fact.value),
            )


CHECKS: tuple[Check[FormSubject], ...] = (
    Check(goals, ("GOL001", "GOL002")),
    Check(rates, ("GOL003",)),
    Check(amounts, ("GOL004", "GOL005")),
    Check(claims, ("GOL006",)),
    Check(years, ("GOL007",)),
    Check(paid, ("GOL008",)),
)
