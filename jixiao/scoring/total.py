"""From scored rows to a sum, a total and the range it can still lie in.

The total is the exact sum of the rounded rows, then caps.  Undecided rows enter as
their range; the total is ``None`` unless everything is decided.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.numbers import round_exact
from jixiao.schemas.scored import ScoredRow, Status
from jixiao.scoring.outcome import ZERO, exact_sum, two_decimals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from jixiao.schemas.ruleset import Cap
    from jixiao.scoring.ruleset import LoadedRuleSet


class Weights(NamedTuple):
    """How a form divides the full marks between its indicators and the execution rate."""

    indicators: Decimal
    execution: Decimal
    full: Decimal

    @property
    def unclaimed(self) -> Decimal:
        """What no row's weight accounts for."""
        return max(exact_sum((self.full, -self.indicators, -self.execution)), ZERO)

    @property
    def outside(self) -> bool:
        """Whether the indicators alone make the full marks and a weighted execution stands besides."""
        return self.indicators == self.full and self.execution > 0


class Span(NamedTuple):
    """The lowest and the highest a total can be; equal once everything is decided."""

    low: Decimal
    high: Decimal


class Total(NamedTuple):
    """What the rows add up to; see :class:`jixiao.schemas.scored.ScoredEvaluation`.

    ``without`` and ``including`` are set where the execution may count besides the full marks or
    not at all: the total without it and with it.
    """

    sum: Decimal | None
    total: Decimal | None
    low: Decimal
    high: Decimal
    provisional: Decimal | None
    cap: Cap | None
    without: Span | None = None
    including: Span | None = None


def weigh(rows: Sequence[ScoredRow], execution: ScoredRow | None, rules: LoadedRuleSet) -> Weights:
    """The weights of the counted indicator rows and of the execution row."""
    own = execution.weight if execution is not None else None
    return Weights(
        indicators=exact_sum(row.weight for row in rows if row.weight is not None and row.weight > 0),
        execution=max(own or ZERO, ZERO),
        full=round_exact(rules.rules.full, 2),
    )


def cap_for(rate: Fraction | None, rules: LoadedRuleSet) -> Cap | None:
    """The cap that an execution rate brings, if any."""
    if rate is None:
        return None
    caps = rules.rules.cap
    return next((cap for cap in caps if cap.when.execution[0] <= rate < cap.when.execution[1]), None)


def capped(value: Decimal, cap: Cap | None) -> Decimal:
    """``min(value, cap)``."""
    return value if cap is None or Fraction(value) <= cap.total else round_exact(cap.total, 2)


def cap_rate(execution: ScoredRow | None) -> Fraction | None:
    """The rate that caps go by: as the execution clause rounded it, where it did."""
    if execution is None:
        return None
    trace = execution.trace
    if trace is None or trace.rounded_denominator == trace.denominator:
        return execution.completion
    return Fraction(trace.rounded_numerator, trace.rounded_denominator)


def _rescaled(value: Decimal, rows: Sequence[ScoredRow], rules: LoadedRuleSet) -> Decimal:
    """The sum referred back to full marks where rows that do not apply are dropped (折算)."""
    if rules.rules.edge.not_applicable != "rescale":
        return value
    gone = [row.weight for row in rows if row.status is Status.NOT_APPLICABLE and row.decided]
    dropped = sum((Fraction(weight) for weight in gone if weight is not None and weight > 0), Fraction(0))
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
    values = [row.low if row.decided and not (gap > 0 and _open(row)) else row.claimed_score for row in rows]
    known = [value for value in values if value is not None]
    return exact_sum(known) if len(known) == len(values) else None


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
    cap = cap_for(cap_rate(execution), rules)
    cap_unknown = bool(rules.rules.cap) and (execution is None or execution.completion is None)

    def span(counted: Sequence[ScoredRow]) -> tuple[Decimal, Decimal]:
        low = _rescaled(exact_sum(row.low for row in counted), everything, rules)
        high = _rescaled(exact_sum(row.high for row in counted), everything, rules)
        return low, exact_sum((high, gap))

    low, high = span(everything)
    provisional = None if gap > 0 and not open_rows else _provisional(everything, gap)
    if provisional is not None:
        provisional = _rescaled(provisional, everything, rules)
    summed = low if everything and gap == 0 and all(row.decided for row in everything) else None
    including = Span(two_decimals(capped(low, cap)), two_decimals(capped(high, cap)))
    without = None
    lowest = including.low
    if weights.outside:
        without = Span(*(two_decimals(capped(value, cap)) for value in span(rows)))
        lowest = min(lowest, without.low)
    if cap_unknown:
        lowest = min(lowest, *(round_exact(item.total, 2) for item in rules.rules.cap))
    doubtful = weights.outside or cap_unknown
    return Total(
        sum=None if summed is None else two_decimals(summed),
        total=None if doubtful or summed is None else two_decimals(capped(summed, cap)),
        low=two_decimals(lowest),
        high=including.high,
        provisional=None if doubtful or provisional is None else two_decimals(capped(provisional, cap)),
        cap=cap,
        without=without,
        including=including if weights.outside else None,
    )
