"""The two ways a row ends: settled with a score, or undecided with a reason."""

from __future__ import annotations

from decimal import Context, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from jixiao.schemas.scored import ScoredRow, Status, Trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from jixiao.indicators.compare import Comparison
    from jixiao.schemas.self_evaluation import Indicator
    from jixiao.scoring.clause import CompiledClause

ZERO = Decimal(0)
_CENT = Decimal("0.01")
_EXACT = Context(prec=1000)


@lru_cache(maxsize=16384)
def units_to_decimal(units: int, digits: int) -> Decimal:
    """``units`` of ``10**-digits`` with at least two decimals printed."""
    return two_decimals(Decimal(units).scaleb(-digits, _EXACT))


@lru_cache(maxsize=4096)
def full_marks(weight: Decimal) -> Decimal:
    """The whole weight as a score of two decimals; what it has beyond them is cut: no score exceeds it."""
    return units_to_decimal(int(weight.scaleb(2, _EXACT)), 2)


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """The sum, whatever the number of digits and the thread's own context."""
    added = ZERO
    for value in values:
        added = _EXACT.add(added, value)
    return added


def two_decimals(value: Decimal) -> Decimal:
    """``value`` printed with at least two decimals, its value untouched."""
    exponent = value.as_tuple().exponent
    short = isinstance(exponent, int) and exponent > -2
    return value.quantize(_CENT, context=_EXACT) if short else value


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
    compared: Comparison | None = None,
) -> ScoredRow:
    """A row that no rule decides: anything from 0 to its weight."""
    return ScoredRow(
        status=status,
        weight=indicator.weight,
        score=None,
        claimed_score=indicator.claimed_score,
        completion=completion,
        reason=reason,
        clause=clause.id if clause else None,
        standing=clause.standing.value if clause else None,
        low=ZERO,
        high=high if high is not None else max(indicator.weight or ZERO, ZERO),
        notes=notes,
        params=params or {},
        compared=compared,
    )


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
    compared: Comparison | None = None,
    standing: str | None = None,
) -> ScoredRow:
    """A row with its score; ``standing`` is that of the clause, where one decided."""
    if clause is not None:
        clause_name, standing = clause.id, clause.standing.value
    return ScoredRow(  # by position, in the order of the fields: the most frequent call of all
        Status.COMPUTED,
        indicator.weight,
        score,
        indicator.claimed_score,
        completion,
        reason,
        clause_name,
        standing,
        score,
        score,
        trace,
        notes,
        params or {},
        None,
        compared,
    )
