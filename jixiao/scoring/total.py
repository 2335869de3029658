"""From scored rows to a sum, a total and the range it can still lie in.

The total is the exact sum of the rounded rows, then caps.  Undecided rows enter as
their range; the total is ``None`` unless everything is decided.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.numbers import round_exact
from jixiao.schemas.scored import ScoredRow, Status
from jixiao.scoring.outcome import ZERO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.schemas.ruleset import Cap
    from jixiao.scoring.ruleset import LoadedRuleSet

_CENT = Decimal("0.01")


class Weights(NamedTuple):
    """How a form divides the full marks between its indicators and the execution rate."""

    indicators: Decimal
    execution: Decimal
    full: Decimal

    @property
    def unclaimed(self) -> Decimal:
        """What no row's weight accounts for."""
        return max(self.full - self.indicators - self.execution, ZERO)

    @property
    def outside(self) -> bool:
        """Whether the indicators alone make the full marks and a weighted execution stands besides."""
        return self.indicators == self.full and self.execution > 0


class Total(NamedTuple):
    """What the rows add up to; see :class:`jixiao.schemas.scored.ScoredEvaluation`."""

    sum: Decimal | None
    total: Decimal | None
    low: Decimal
    high: Decimal
    provisional: Decimal | None
    cap: Cap | None


def weigh(rows: Sequence[ScoredRow], execution: ScoredRow | None, rules: LoadedRuleSet) -> Weights:
    """The weights of the counted indicator rows and of the execution row."""
    own = execution.weight if execution is not None else None
    return Weights(
        indicators=sum((row.weight for row in rows if row.weight is not None and row.weight > 0), ZERO),
        execution=max(own or ZERO, ZERO),
        full=round_exact(rules.rules.full, 2),
    )


def cap_for(rate: Fraction | None, rules: LoadedRuleSet) -> Cap | None:
    """The cap that an execution rate brings, if any."""
    if rate is None:
        return None
    return next((cap for cap in rules.rules.cap if cap.when.execution[0] <= rate < cap.when.execution[1]), None)


def capped(value: Decimal, cap: Cap | None) -> Decimal:
    """``min(value, cap)``."""
    return value if cap is None or Fraction(value) <= cap.total else round_exact(cap.total, 2)


def _rescaled(value: Decimal, rows: Sequence[ScoredRow], rules: LoadedRuleSet) -> Decimal:
    """The sum referred back to full marks where rows that do not apply are dropped and the rest rescaled (折算)."""
    if rules.rules.edge.not_applicable != "rescale":
        return value
    dropped = sum(
        (Fraction(row.weight) for row in rows if row.status is Status.NOT_APPLICABLE and row.weight is not None),
        Fraction(0),
    )
    full = rules.rules.full
    if not 0 < dropped < full:
        return value
    rounding = rules.rules.rounding.score
    return round_exact(Fraction(value) * full / (full - dropped), max(rounding.digits, 2), rounding.mode)


def _open(row: ScoredRow) -> bool:
    """A row that could earn points but has no weight of its own."""
    return row.weight is None and row.status is not Status.NOT_APPLICABLE


def _provisional(rows: Sequence[ScoredRow], gap: Decimal) -> Decimal | None:
    """The sum with claimed scores for what is undecided; ``None`` where a claim is missing too."""
    added = ZERO
    for row in rows:
        undecided = not row.decided or (_open(row) and gap > 0)
        value = row.claimed_score if undecided else row.low
        if value is None:
            return None
        added += value
    return added


def add_up(
    rows: Sequence[ScoredRow],
    execution: ScoredRow | None,
    weights: Weights,
    rules: LoadedRuleSet,
    *,
    complete: bool,
) -> Total:
    """Sum, total, range and provisional total of the counted indicator rows and the execution row.

    Points that no weight accounts for are open where a row has no weight or a part of the form is missing.
    """
    everything = [*rows, execution] if execution is not None else list(rows)
    open_rows = any(_open(row) for row in everything)
    gap = weights.unclaimed if open_rows or not complete else ZERO
    low = _rescaled(sum((row.low for row in everything), ZERO), everything, rules)
    high = _rescaled(sum((row.high for row in everything), ZERO), everything, rules) + gap
    cap = cap_for(execution.completion if execution is not None else None, rules)
    cap_unknown = bool(rules.rules.cap) and (execution is None or execution.completion is None)
    provisional = None if gap > 0 and not open_rows else _provisional(everything, gap)
    if provisional is not None:
        provisional = _rescaled(provisional, everything, rules)
    summed = low if everything and gap == 0 and all(row.decided for row in everything) else None
    lowest, highest = capped(low, cap), capped(high, cap)
    if cap_unknown:
        lowest = min(lowest, *(round_exact(item.total, 2) for item in rules.rules.cap))
    if weights.outside and execution is not None:
        lowest = min(lowest, capped(low - execution.low, cap))
    doubtful = weights.outside or cap_unknown
    return Total(
        sum=_two(summed),
        total=None if doubtful or summed is None else _two(capped(summed, cap)),
        low=_two(lowest) or ZERO,
        high=_two(highest) or ZERO,
        provisional=None if doubtful or provisional is None else _two(capped(provisional, cap)),
        cap=cap,
    )


def _two(value: Decimal | None) -> Decimal | None:
    """At least two decimals printed, the value untouched."""
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    return value.quantize(_CENT) if isinstance(exponent, int) and exponent > -2 else value
