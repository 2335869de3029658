"""The execution rate (执行率 B/A) of a form and its score."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from jixiao.indicators.numbers import parse_decimal
from jixiao.indicators.taxonomy import fund_line, is_execution_indicator
from jixiao.schemas.scored import ScoredRow, Status
from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation
from jixiao.scoring.clause import CompiledClause, Question
from jixiao.scoring.earn import earn
from jixiao.scoring.outcome import ZERO, exact_sum, full_marks, settled, undecided, units_to_decimal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from jixiao.schemas.ruleset import EdgeKey
    from jixiao.scoring.curve import Curve
    from jixiao.scoring.ruleset import LoadedRuleSet

AMOUNTS = "amounts"
PRINTED_RATE = "printed-rate"
_DEFAULT_RATIO = "executed/annual_budget"
_A_SHARE = Fraction(21, 20)
"""A bare number up to here may be a share (0.626, 1) as well as a percentage."""
_PERCENT_SIGNS = ("%", "％", "﹪")
_MOST_PARTS = 12
"""Lines of funds among which subtotals are looked for; a table has a handful."""


@dataclass(frozen=True, slots=True)
class Funds:
    """The total line of a form's funds, and where it came from.

    ``index`` is its row, ``None`` where it was added up from parts because no total line exists.
    """

    line: FundLine
    index: int | None


def _amounts(line: FundLine) -> tuple[Decimal | None, ...]:
    return (line.initial_budget, line.annual_budget, line.executed)


def _added(parts: list[FundLine], key: str) -> Decimal | None:
    """The sum of the parts; ``None`` where a part that names other amounts lacks this one."""
    values = [getattr(part, key) for part in parts]
    return None if not values or None in values else exact_sum(values)


def _sums(lines: Sequence[FundLine]) -> tuple[Decimal, Decimal]:
    return (
        exact_sum(line.annual_budget or ZERO for line in lines),
        exact_sum(line.executed or ZERO for line in lines),
    )


def _subtotals(lines: list[FundLine]) -> list[int]:
    """The lines that are exactly the sum of others standing together: adding all counts money twice."""
    found = []
    for index, line in enumerate(lines):
        own = (line.annual_budget or ZERO, line.executed or ZERO)
        others = lines[:index] + lines[index + 1 :]
        runs = (others[a:b] for a in range(len(others)) for b in range(a + 2, len(others) + 1))
        if own != (ZERO, ZERO) and any(_sums(run) == own for run in runs if len(_filled(run)) > 1):
            found.append(index)
    return found


def _filled(lines: Sequence[FundLine]) -> list[FundLine]:
    return [line for line in lines if line.annual_budget or line.executed]


def _without_total(lines: Sequence[FundLine]) -> Funds:
    """Lines of which none is named the total: the one that is the sum of all others, else their sum."""
    parts = [line for line in lines if any(amount is not None for amount in _amounts(line))]
    if len(parts) <= _MOST_PARTS:
        subtotals = _subtotals(parts)
        for index in subtotals:
            if _sums(parts) == _sums([parts[index]] * 2):
                return Funds(parts[index], list(lines).index(parts[index]))
        if subtotals:
            return Funds(FundLine(), None)
    amounts = {key: _added(parts, key) for key in ("initial_budget", "annual_budget", "executed")}
    return Funds(FundLine(name=None, weight=None, **amounts), None)


def total_line(form: SelfEvaluation) -> Funds | None:
    """The line that carries the total: the one named as such, the only one, or the parts added up.

    Parts are never added when a total line exists, nor where a subtotal stands among them.
    """
    lines = form.funds
    if not lines:
        return None
    for index, line in enumerate(lines):
        if fund_line(line.name or "") == "total":
            return Funds(line, index)
    if len(lines) == 1:
        return Funds(lines[0], 0)
    weighted = [index for index, line in enumerate(lines) if line.weight is not None]
    if len(weighted) == 1:
        return Funds(lines[weighted[0]], weighted[0])
    return _without_total(lines)


def execution_row(form: SelfEvaluation) -> int | None:
    """The index of the indicator row that is itself the execution rate, if there is one."""
    for index, row in enumerate(form.indicators):
        said = next((text for text in (row.name, row.level2, row.level1) if text and text.strip()), None)
        if is_execution_indicator(said):
            return index
    return None


def _holder(line: FundLine, row: Indicator | None) -> Indicator:
    """Weight and claimed score of the execution: of the row that is the rate, else of the fund line."""
    if row is not None and row.weight is not None:
        return row
    return Indicator(weight=line.weight, claimed_score=line.claimed_score)


@dataclass(frozen=True, slots=True)
class _Rate:
    numerator: Fraction
    denominator: Fraction
    basis: str
    notes: tuple[str, ...] = ()


def _rate(line: FundLine, row: Indicator | None, formula: str) -> _Rate | str:
    """The two numbers of the rate, or the reason code why there are none."""
    budget = line.initial_budget if formula == "executed/initial_budget" else line.annual_budget
    if budget is not None and line.executed is not None:
        if budget < 0 or line.executed < 0:
            return "negative-amount"
        return _Rate(Fraction(line.executed), Fraction(budget), AMOUNTS)
    printed = Fraction(line.claimed_rate) if line.claimed_rate is not None else None
    if printed is not None and 0 < printed <= _A_SHARE:
        return "rate-doubtful"
    if printed is None and row is not None and row.actual is not None:
        printed = parse_decimal(row.actual)
        if (
            printed is not None
            and 0 < printed <= _A_SHARE
            and not row.actual.strip().endswith(_PERCENT_SIGNS)
        ):
            return "rate-doubtful"
    if printed is None:
        return "amounts-missing"
    if printed < 0:
        return "negative-amount"
    return _Rate(printed, Fraction(100), PRINTED_RATE, (PRINTED_RATE,))


def _zero_budget(holder: Indicator, rate: _Rate, rules: LoadedRuleSet) -> ScoredRow:
    """The rate of a budget of 0, by the edge table."""
    edge = rules.rules.edge
    spent = rate.numerator > 0
    way = edge.zero_budget_spent if spent else edge.zero_budget
    reason = "zero-budget-spent" if spent else "zero-budget"
    key: EdgeKey = "zero_budget_spent" if spent else "zero_budget"
    if way == "judgement" or holder.weight is None:
        return undecided(holder, Status.NEEDS_JUDGEMENT, reason)
    if way == "not-applicable":
        row = undecided(holder, Status.NOT_APPLICABLE, f"{reason}-{way}", high=ZERO)
        return replace(row, clause=f"edge {key}", standing=rules.edge_standing(key))
    score = full_marks(holder.weight) if way == "full" else units_to_decimal(0, 2)
    return settled(
        holder,
        score,
        f"{reason}-{way}",
        completion=None,
        clause_name=f"edge {key}",
        standing=rules.edge_standing(key),
    )


def _scored(holder: Indicator, rate: _Rate, clause: CompiledClause | None, rules: LoadedRuleSet) -> ScoredRow:
    exact = None if rate.denominator == 0 else rate.numerator / rate.denominator
    if holder.weight is not None and holder.weight < 0:
        return undecided(holder, Status.UNSCORABLE, "negative-weight", completion=exact)
    if exact is None:
        return _zero_budget(holder, rate, rules)
    if holder.weight is None:
        return undecided(holder, Status.UNSCORABLE, "no-weight", completion=exact, clause=clause)
    if clause is None or clause.curve is None:
        reason = "no-clause" if clause is None else "rule-unknown"
        return undecided(holder, Status.NEEDS_JUDGEMENT, reason, completion=exact, clause=clause)
    used, notes = exact, rate.notes
    if exact > 1:
        way = rules.rules.edge.over_rate
        if way == "refuse":
            return undecided(
                holder, Status.UNSCORABLE, "over-rate", completion=exact, clause=clause, notes=notes
            )
        if way == "judgement":
            return undecided(
                holder,
                Status.NEEDS_JUDGEMENT,
                "over-rate-unknown",
                completion=exact,
                clause=clause,
                notes=notes,
            )
        if way == "cap":
            used, notes = Fraction(1), (*notes, "rate-capped")
    earned = earn(
        holder.weight,
        used.numerator,
        used.denominator,
        clause,
        rules,
        formula=clause.spec.ratio or _DEFAULT_RATIO,
        target=rate.denominator,
        actual=rate.numerator,
    )
    trace = replace(earned.trace, numerator=exact.numerator, denominator=exact.denominator)
    rounded = Fraction(trace.rounded_numerator, trace.rounded_denominator)
    if _jumps(clause.curve, min(used, rounded), max(used, rounded)):
        notes = (*notes, "borderline-rounding")
    return settled(
        holder, earned.score, "execution", completion=exact, clause=clause, trace=trace, notes=notes
    )


def _jumps(curve: Curve, low: Fraction, high: Fraction) -> bool:
    """Whether the curve leaps between two ratios, so that rounding the one to the other matters."""
    pieces = pairwise(curve.segments)
    return any(
        low < left.high <= high and left.share(left.high) != right.share(left.high)
        for left, right in pieces
        if left.high is not None
    )


def _budgeted_elsewhere(form: SelfEvaluation, funds: Funds | None, formula: str) -> bool:
    """Whether another line holds a budget: a total of 0 above it was left blank, and says nothing."""
    key = "initial_budget" if formula == "executed/initial_budget" else "annual_budget"
    others = [line for index, line in enumerate(form.funds) if funds is None or index != funds.index]
    return any((getattr(line, key) or ZERO) > 0 for line in others)


def score_execution(form: SelfEvaluation, rules: LoadedRuleSet) -> ScoredRow | None:
    """The execution rate of a form, scored; ``None`` where the form has neither funds nor a row for it.

    From the amounts of the total line where both are there, else from the printed rate
    (``basis`` says which).  An indicator row that is the execution rate lends its weight.
    """
    funds = total_line(form)
    index = execution_row(form)
    row = form.indicators[index] if index is not None else None
    if funds is None and row is None:
        return None
    line = funds.line if funds is not None else FundLine()
    holder = _holder(line, row)
    clause = rules.clause_for(Question("execution"))
    formula = (clause.spec.ratio if clause is not None else None) or _DEFAULT_RATIO
    rate = _rate(line, row, formula)
    if isinstance(rate, str):
        return undecided(holder, Status.UNSCORABLE, rate, clause=clause)
    if rate.denominator == 0 and _budgeted_elsewhere(form, funds, formula):
        return undecided(holder, Status.NEEDS_JUDGEMENT, "zero-total-above-parts", clause=clause)
    return replace(_scored(holder, rate, clause, rules), basis=rate.basis)
