"""The two ways a row ends: settled with a score, or undecided with a reason."""

from __future__ import annotations

from decimal import Context, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from jixiao.schemas.scored import ScoredRow, Status, Trace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from jixiao.schemas.self_evaluation import Indicator
    from jixiao.scoring.clause import CompiledClause

ZERO = Decimal(0)
_EXACT = Context(prec=1000)


@lru_cache(maxsize=16384)
def units_to_decimal(units: int, digits: int) -> Decimal:
    """``units`` of ``10**-digits`` with at least two decimals printed."""
    value = Decimal(units).scaleb(-digits, _EXACT)
    return value if digits >= 2 else value.quantize(Decimal("0.01"), context=_EXACT)


@lru_cache(maxsize=4096)
def _as_units(weight: Decimal) -> tuple[int, int]:
    """A weight as whole units with two decimals, or as many as it has."""
    exponent = weight.as_tuple().exponent
    digits = max(2, -exponent if isinstance(exponent, int) else 2)
    return int(weight.scaleb(digits, _EXACT)), digits


def full_marks(weight: Decimal) -> Decimal:
    """The whole weight, printed with at least two decimals."""
    return units_to_decimal(*_as_units(weight))


def undecided(
    indicator: Indicator,
    status: Status,
    reason: str,
    *,
    completion: Fraction | None = None,
    clause: CompiledClause | None = None,
    notes: tuple[str, ...] = (),
    params: Mapping[str, str] | None = None,
    high: Decimal | None = None,
) -> ScoredRow:
    """A row that no rule decides: anything from 0 to its weight."""
    return ScoredRow(
        status=status, weight=indicator.weight, score=None, claimed_score=indicator.claimed_score,
        completion=completion, reason=reason, clause=clause.id if clause else None,
        standing=clause.standing.value if clause else None,
        low=ZERO, high=high if high is not None else max(indicator.weight or ZERO, ZERO),
        notes=notes, params=params or {},
    )  # fmt: skip


def settled(
    indicator: Indicator,
    score: Decimal,
    reason: str,
    *,
    completion: Fraction | None,
    clause: CompiledClause | None = None,
    clause_name: str | None = None,
    trace: Trace | None = None,
    notes: tuple[str, ...] = (),
    params: Mapping[str, str] | None = None,
) -> ScoredRow:
    return ScoredRow(
        status=Status.COMPUTED, weight=indicator.weight, score=score, claimed_score=indicator.claimed_score,
        completion=completion, reason=reason, clause=clause.id if clause else clause_name,
        standing=clause.standing.value if clause else None, low=score, high=score,
        trace=trace, notes=notes, params=params or {},
    )  # fmt: skip
