"""From a ratio to a score: multiplied out, divided once, rounded once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.numbers import round_units
from jixiao.schemas.scored import Trace
from jixiao.scoring.outcome import full_marks, units_to_decimal

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from jixiao.scoring.clause import CompiledClause
    from jixiao.scoring.ruleset import LoadedRuleSet


class Earned(NamedTuple):
    """A score and the trace of how the curve gave it."""

    score: Decimal
    trace: Trace


def earn(
    weight: Decimal,
    numerator: int,
    denominator: int,
    clause: CompiledClause,
    rules: LoadedRuleSet,
    *,
    formula: str,
    target: Fraction | None,
    actual: Fraction | None,
    operator: str | None = None,
) -> Earned:
    """The score of a ratio under a clause with a known curve: multiplied out, divided once, rounded once.

    ``numerator / denominator`` is the ratio, denominator > 0.  The score is bounded by 0 and ``weight``.
    """
    spec, curve = clause.spec, clause.curve
    if curve is None:
        raise ValueError(f"clause {clause.id} has no known curve")
    n, d = numerator, denominator
    if spec.ratio_digits != "exact":
        n, d = round_units(n, d, spec.ratio_digits), 10**spec.ratio_digits
    piece = curve.segment(n, d)
    share_n, share_d = piece.a * n + piece.b * d, piece.c * d
    weight_n, weight_d = weight.as_integer_ratio()
    exact_n, exact_d = weight_n * min(max(share_n, 0), share_d), weight_d * share_d
    deducted = None
    if spec.deduct is not None and n * spec.deduct.at.denominator >= spec.deduct.at.numerator * d:
        deducted = spec.deduct.points
        exact_n = max(exact_n * deducted.denominator - deducted.numerator * exact_d, 0)
        exact_d *= deducted.denominator
    rounding = rules.rules.rounding.score
    digits = rounding.digits if spec.score_digits is None else spec.score_digits
    score = units_to_decimal(round_units(exact_n, exact_d, digits, rounding.mode), digits)
    trace = Trace(
        formula,
        target,
        actual,
        numerator,
        denominator,
        n,
        d,
        curve.name,
        piece,
        deducted,
        digits,
        rounding.mode,
        operator,
    )
    return Earned(score if score <= weight else full_marks(weight), trace)
