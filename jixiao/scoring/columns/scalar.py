"""Single rows of columns by the scalar path: the explanation for a row that somebody looks at."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.compare import compare
from jixiao.indicators.numbers import exact_string
from jixiao.indicators.reading import Kind, Operator, Quantity, Reading
from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation
from jixiao.scoring.execution import score_execution
from jixiao.scoring.explain import sentence
from jixiao.scoring.row import measured, score_measured

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.schemas.scored import ScoredRow
    from jixiao.scoring.columns.data import Columns, Row
    from jixiao.scoring.ruleset import LoadedRuleSet

_OPERATOR = {">=": Operator.GE, ">": Operator.GT, "<=": Operator.LE, "<": Operator.LT, "=": Operator.EQ}


def scalar_row(row: Row, rules: LoadedRuleSet) -> ScoredRow:
    """One row of plain numbers scored by the scalar path, with its trace."""
    if row.operator == "execution":
        line = FundLine(
            initial_budget=row.target, annual_budget=row.target, executed=row.actual, weight=row.weight
        )
        scored = score_execution(SelfEvaluation(project="-", funds=(line,)), rules)
        assert scored is not None  # noqa: S101  # a form with a line of funds has an execution rate
        return scored
    context = row.context.canonical()
    target = _reading(row.target, context.unit, _OPERATOR[row.operator])
    actual = _reading(row.actual, context.unit, None)
    seen = measured(target, actual, compare(target, actual), context.level1, context.level2)
    indicator = Indicator(level1=row.context.level1, level2=row.context.level2, weight=row.weight)
    return score_measured(indicator, seen, rules)


def _reading(value: Decimal, unit: str | None, operator: Operator | None) -> Reading:
    number = Fraction(value)
    text = f"{operator.value if operator else ''}{exact_string(number)}{unit or ''}"
    return Reading(text, Kind.QUANTITY, operator, Quantity(number, unit), unit=unit)


def explain(rows: Columns, index: int, rules: LoadedRuleSet) -> str:
    """The sentence that says why row ``index`` has the score it has."""
    return sentence(scalar_row(rows.row(index), rules))
