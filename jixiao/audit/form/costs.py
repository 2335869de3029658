"""Costs that together are the money of the project: Σ targets = budget, Σ actuals = execution.

Only where the rows are such a set is anything said: every row under a cost is one amount of money, and either
their targets make up a budget exactly or their actuals the execution exactly.  A row that is the sum of the
others stands for them all.  Source: ``rules.md`` §5b (positive links worth checking).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.check import Check
from jixiao.audit.equations import Verdict, judge
from jixiao.audit.form.execution import amount
from jixiao.audit.form.sayings import names, used
from jixiao.audit.printed import point
from jixiao.indicators.numbers import exact_string
from jixiao.indicators.public_names import money_scale
from jixiao.indicators.wording import is_cost
from jixiao.schemas.finding import Finding, Severity
from jixiao.scoring.execution import total_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.printed import Printed
    from jixiao.audit.subjects import FormSubject, Row
    from jixiao.schemas.finding import Place


_YUAN = Fraction(1, 10**4)
"""What a base unit of money is in 万元."""
_SLIPS = tuple(Fraction(10) ** power for power in (4, -4, 8, -8))
"""Between the units of money."""


class CostRow(NamedTuple):
    """A row of costs: its target and actual in 万元."""

    row: Row
    target: Fraction
    actual: Fraction | None


class CostSet(NamedTuple):
    """The rows that add up to the project's money, and the row that prints their sum where there is one."""

    parts: tuple[CostRow, ...]
    whole: CostRow | None

    @property
    def target(self) -> Fraction:
        """Σ targets in 万元."""
        return sum((part.target for part in self.parts), Fraction(0))

    @property
    def actual(self) -> Fraction | None:
        """Σ actuals in 万元; ``None`` where one of them is no single number."""
        values = [part.actual for part in self.parts]
        return None if None in values else sum((value for value in values if value is not None), Fraction(0))


def _in_money(row: Row) -> CostRow | None:
    """A row of costs as an amount; ``None`` where it is none.

    A number of 万 without a unit, under a cost, is money; a bare number is not.
    """
    compared = row.measured.comparison
    if compared.target is None or compared.target <= 0:
        return None
    unit = compared.params.get("unit")
    if not unit and row.target.scale == 1 and row.actual.scale == 1:
        return None
    one = money_scale(unit) if unit else _YUAN
    if one is None:
        return None
    actual = None if compared.actual is None else compared.actual * one
    return CostRow(row, compared.target * one, actual)


def cost_set(subject: FormSubject) -> CostSet | None:
    """The rows of costs of a table if all of them are money, else ``None``."""
    rows = [
        row
        for row in subject.rows
        if used(row) and row.scored.counted and is_cost(row.indicator.level1, row.indicator.level2)
    ]
    read = [_in_money(row) for row in rows]
    costs = [cost for cost in read if cost is not None]
    if not costs or len(costs) != len(rows):
        return None
    added = sum((cost.target for cost in costs), Fraction(0))
    wholes = [cost for cost in costs if cost.target * 2 == added]
    if len(costs) > 2 and len(wholes) == 1:
        return CostSet(tuple(cost for cost in costs if cost is not wholes[0]), wholes[0])
    return CostSet(tuple(costs), None)


def own_sum(subject: FormSubject) -> Iterator[Finding]:
    """CST001: a row whose target is the sum of the others has an actual that is not the sum of theirs."""
    costs = cost_set(subject)
    if costs is None or costs.whole is None or costs.whole.actual is None or costs.actual is None:
        return
    if costs.whole.actual != costs.actual:
        place = subject.place("indicators", costs.whole.row.index, "actual")
        yield _finding(
            "CST001", Severity.WARNING, place, costs, expected=costs.actual, found=costs.whole.actual
        )


def money_of_the_project(subject: FormSubject) -> Iterator[Finding]:
    """CST002: the cost targets make up a budget, the actuals are not the execution.

    CST003: the cost actuals make up the execution, the targets are neither of the budgets.
    """
    costs, funds = cost_set(subject), total_line(subject.form)
    if costs is None or funds is None or funds.index is None:
        return
    index = funds.index
    budgets = [found for key in ("initial_budget", "annual_budget") if (found := amount(subject, index, key))]
    spent = amount(subject, index, "executed")
    if spent is None or not budgets or costs.actual is None or costs.target == 0:
        return
    aimed = [budget for budget in budgets if budget.value == costs.target]
    verdict = judge(point(costs.actual), spent)
    if aimed and verdict is not Verdict.HOLDS:
        severity = (
            Severity.NOTICE if verdict is Verdict.CUT_OFF or len(costs.parts) == 1 else Severity.WARNING
        )
        last = costs.parts[-1].row
        place = subject.place("indicators", last.index, "actual")
        yield _finding(
            "CST002", severity, place, costs, expected=spent.value, found=costs.actual, money=spent
        )
    elif not aimed and costs.actual == spent.value and len(costs.parts) > 1:
        place = subject.place("indicators", costs.parts[0].row.index, "target")
        budget = budgets[-1]
        yield _finding(
            "CST003", Severity.NOTICE, place, costs, expected=budget.value, found=costs.target, money=budget
        )


def unit_of_the_project(subject: FormSubject) -> Iterator[Finding]:
    """CST004: the costs make up budget and execution to the digit, once their unit is moved by 10^4.

    Either the table's unit of amounts is wrong or that of its costs.
    """
    costs, funds = cost_set(subject), total_line(subject.form)
    if costs is None or costs.actual is None or funds is None or funds.index is None:
        return
    spent = amount(subject, funds.index, "executed")
    for key in ("annual_budget", "initial_budget"):
        budget = amount(subject, funds.index, key)
        if budget is None or spent is None or not budget.value or not spent.value:
            continue
        if any((budget.value * by, spent.value * by) == (costs.target, costs.actual) for by in _SLIPS):
            yield _finding(
                "CST004",
                Severity.WARNING,
                budget.place,
                costs,
                expected=costs.target,
                found=budget.value,
                money=budget,
            )
            return


def _finding(
    code: str,
    severity: Severity,
    place: Place,
    costs: CostSet,
    *,
    expected: Fraction,
    found: Fraction,
    money: Printed | None = None,
) -> Finding:
    whole = costs.whole
    return Finding(
        code=code,
        severity=severity,
        place=place,
        params={
            "rows": names([part.row for part in costs.parts]),
            "whole": "" if whole is None else whole.row.label,
            "target": exact_string(costs.target),
            "money": "" if money is None else f"{money.text}{money.unit or ''}",
        },
        expected=exact_string(expected),
        found=exact_string(found),
    )


CHECKS: tuple[Check[FormSubject], ...] = (
    Check(own_sum, ("CST001",)),
    Check(money_of_the_project, ("CST002", "CST003")),
    Check(unit_of_the_project, ("CST004",)),
)
