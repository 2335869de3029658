"""The execution rate (执行率 B/A) of a form and its score."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.numbers import parse_decimal
from jixiao.indicators.taxonomy import fund_line, is_execution_indicator
from jixiao.schemas.scored import ScoredRow, Status
from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation
from jixiao.scoring.clause import CompiledClause, Question
from jixiao.scoring.earn import earn
from jixiao.scoring.outcome import ZERO, full_marks, settled, undecided, units_to_decimal

if TYPE_CHECKING:
    from jixiao.scoring.ruleset import LoadedRuleSet

AMOUNTS = "amounts"
PRINTED_RATE = "printed-rate"
_DEFAULT_RATIO = "executed/annual_budget"


@dataclass(frozen=True, slots=True)
class Funds:
    """The total line of a form's funds, and where it came from.

    ``index`` is its row, ``None`` where it was added up from parts because no total line exists.
    """

    line: FundLine
    index: int | None


def _added(parts: list[FundLine], key: str) -> Decimal | None:
    values = [getattr(part, key) for part in parts]
    known = [value for value in values if value is not None]
    return sum(known, ZERO) if known else None


def total_line(form: SelfEvaluation) -> Funds | None:
    """The line that carries the total: the one named as such, the only one, or the parts added up.

    Parts are never added when a total line exists.
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
    parts = list(lines)
    amounts = {key: _added(parts, key) for key in ("initial_budget", "annual_budget", "executed")}
    return Funds(FundLine(name=None, weight=None, **amounts), None)


def execution_row(form: SelfEvaluation) -> int | None:
    """The index of the indicator row that is itself the execution rate, if there is one."""
    for index, row in enumerate(form.indicators):
        if row.name is not None and is_execution_indicator(row.name):
            return index
    return None


def _holder(line: FundLine, row: Indicator | None) -> Indicator:
    """Weight and claimed score of the execution: of the indicator row that is the rate, else of the fund line."""
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
    if printed is None and row is not None:
        printed = parse_decimal(row.actual)
    if printed is None:
        return "amounts-missing"
    if printed < 0:
        return "negative-amount"
    return _Rate(printed, Fraction(100), PRINTED_RATE, (PRINTED_RATE,))


def _zero_budget(holder: Indicator, rate: _Rate, rules: LoadedRuleSet) -> ScoredRow:
    edge = rules.rules.edge
    spent = rate.numerator > 0
    way = edge.zero_budget_spent if spent else edge.zero_budget
    reason = "zero-budget-spent" if spent else "zero-budget"
    name = f"edge {'zero_budget_spent' if spent else 'zero_budget'}"
    if way == "judgement" or holder.weight is None:
        return undecided(holder, Status.NEEDS_JUDGEMENT, reason)
    if way == "not-applicable":
        row = undecided(holder, Status.NOT_APPLICABLE, reason)
        return replace(row, high=ZERO)
    score = full_marks(holder.weight) if way == "full" else units_to_decimal(0, 2)
    return settled(holder, score, reason, completion=None, clause_name=name)


def _scored(holder: Indicator, rate: _Rate, clause: CompiledClause | None, rules: LoadedRuleSet) -> ScoredRow:
    if rate.denominator == 0:
        return _zero_budget(holder, rate, rules)
    exact = rate.numerator / rate.denominator
    if holder.weight is None:
        return undecided(holder, Status.UNSCORABLE, "no-weight", completion=exact, clause=clause)
    if holder.weight < 0:
        return undecided(holder, Status.UNSCORABLE, "negative-weight", completion=exact)
    if clause is None or clause.curve is None:
        reason = "no-clause" if clause is None else "rule-unknown"
        return undecided(holder, Status.NEEDS_JUDGEMENT, reason, completion=exact, clause=clause)
    used, notes = exact, rate.notes
    if exact > 1:
        way = rules.rules.edge.over_rate
        if way == "refuse":
            return undecided(holder, Status.UNSCORABLE, "over-rate", completion=exact, clause=clause, notes=notes)
        if way == "judgement":
            return undecided(holder, Status.NEEDS_JUDGEMENT, "over-rate-unknown", completion=exact, clause=clause,
                             notes=notes)  # fmt: skip
        if way == "cap":
            used, notes = Fraction(1), (*notes, "rate-capped")
    earned = earn(
        holder.weight, used.numerator, used.denominator, clause, rules, formula=clause.spec.ratio or _DEFAULT_RATIO,
        target=rate.denominator, actual=rate.numerator,
    )  # fmt: skip
    trace = earned.trace
    if clause.curve.segment(used.numerator, used.denominator) != clause.curve.segment(
        trace.rounded_numerator, trace.rounded_denominator
    ):
        notes = (*notes, "borderline-rounding")
    return settled(holder, earned.score, "execution", completion=exact, clause=clause, trace=trace, notes=notes)


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
    return replace(_scored(holder, rate, clause, rules), basis=rate.basis)
