"""Whether a form is whole, and what it lacks."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING

from jixiao.documents.complaints import error
from jixiao.indicators.taxonomy import fund_line

if TYPE_CHECKING:
    from jixiao.schemas.finding import Finding, Place
    from jixiao.schemas.self_evaluation import SelfEvaluation

FULL = 100
_EXACT = Context(prec=100, traps=[Inexact])
"""Adds weights as long as nothing is lost by it: much faster than fractions."""


def _sum(values: list[Decimal | None]) -> Fraction:
    given = [value for value in values if value is not None]
    try:
        return Fraction(reduce(_EXACT.add, given, Decimal(0)))
    except Inexact:
        return sum(map(Fraction, given), Fraction(0))


def indicator_weight(evaluation: SelfEvaluation) -> Fraction:
    """Σ of the indicators' weights, exactly."""
    return _sum([row.weight for row in evaluation.indicators])


def execution_weight(evaluation: SelfEvaluation) -> Fraction:
    """The weight printed with the funds: of the total line, else the greatest of any line."""
    totals = [line.weight for line in evaluation.funds if fund_line(line.name) == "total"]
    given = [Fraction(weight) for weight in totals if weight is not None]
    rest = [Fraction(line.weight) for line in evaluation.funds if line.weight is not None]
    return max(given or rest, default=Fraction(0))


def complete_by_weights(evaluation: SelfEvaluation) -> bool:
    """Whether the printed weights make up 100, with the execution weight or without it."""
    indicators = indicator_weight(evaluation)
    return indicators == FULL or indicators + execution_weight(evaluation) == FULL


def nothing_filled(evaluation: SelfEvaluation) -> bool:
    """Whether a form is blank: no indicator, amount, goal or score; its head may be filled in."""
    amounts = (
        value
        for line in evaluation.funds
        for value in (line.initial_budget, line.annual_budget, line.executed, line.claimed_score)
    )
    given = (*amounts, evaluation.claimed_total, evaluation.goal.expected, evaluation.goal.achieved)
    return not evaluation.indicators and all(not value for value in given)


def missing_parts(evaluation: SelfEvaluation, place: Place) -> list[Finding]:
    """What an incomplete form lacks, one finding each."""
    found = []
    if not evaluation.indicators:
        found.append(error("FRM015", place))
    if not evaluation.funds:
        found.append(error("FRM016", place))
    return found
