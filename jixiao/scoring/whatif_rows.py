"""Rows of plain forms as numbers: what the columns can take, and what is scored by itself.

Whatever is read is remembered by what the cells say, so that the same texts are read once.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.indicators.numbers import round_exact
from jixiao.schemas.scored import Status
from jixiao.schemas.self_evaluation import Indicator
from jixiao.scoring.aggregate import exact
from jixiao.scoring.clause import Question
from jixiao.scoring.columns.plan import OPERATORS, Context
from jixiao.scoring.row import score_indicator
from jixiao.scoring.row_numbers import CENTS, MOST, cents_of, numbers_of, reads_tier, said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jixiao.schemas.scored import ScoredRow
    from jixiao.scoring.aggregate import Exact
    from jixiao.scoring.ruleset import LoadedRuleSet


_TIERED = (
    "target",
    "adjusted_target",
    "operator",
    "unit",
    "actual",
    "weight",
    "claimed_score",
    "coefficient",
)
"""What the score of a row goes by whose actual is a tier."""


class Ratio(NamedTuple):
    """A row that the columns can take."""

    operator: int
    target: int
    actual: int
    context: int


class Alone(NamedTuple):
    """A row scored by itself, in cents; ``odd`` where its table cannot be added up in cents alone."""

    low: int
    high: int
    score: int | None
    claimed: int | None
    weight: int
    clause: str | None
    odd: bool


class RowReader:
    """Reads rows for one rule set; it remembers what it has read.

    ``contexts`` are those that its clauses tell apart; ``budget`` is what the rate divides by.
    """

    def __init__(self, rules: LoadedRuleSet) -> None:
        self.rules = rules
        self._tiers = tuple(rules.rules.tiers)
        clause = rules.clause_for(Question("execution"))
        initial = clause is not None and clause.spec.ratio == "executed/initial_budget"
        self.budget = "initial" if initial else "annual"
        self.contexts: list[Context] = []
        self._profiles: dict[tuple[int, ...], int] = {}
        self._context_of: dict[tuple[str | None, str | None, str | None], int] = {}
        self._alone: dict[tuple[object, ...], Alone] = {}

    def context(self, level1: str | None, level2: str | None, unit: str | None) -> int:
        """The number of the context of a row; those no clause tells apart are one."""
        key = (level1, level2, unit)
        found = self._context_of.get(key)
        if found is None:
            asked = Context(level1, level2, unit).canonical()
            decided = tuple(
                id(self.rules.clause_for(Question("quantity", operator, side, *asked)))
                for operator in OPERATORS
                for side in ("under", "over")
            )
            found = self._profiles.get(decided)
            if found is None:
                found = self._profiles[decided] = len(self.contexts)
                self.contexts.append(asked)
            room(self._context_of)[key] = found
        return found

    def ratio(self, row: Mapping[str, Any], year: int | None) -> Ratio | None:
        """A row as plain numbers, ``None`` where only the scalar path can take it."""
        found = numbers_of(row, year, self._tiers)
        if found is None:
            return None
        context = self.context(row.get("level1"), row.get("level2"), found.unit)
        return Ratio(found.operator, found.target, found.actual, context)

    def alone(self, row: Mapping[str, Any], year: int | None) -> Alone:
        """A row by the scalar path; rows that say the same are scored once.

        Where the actual is a tier, what the row is called and where it stands has no say.
        """
        if reads_tier(row.get("actual"), self._tiers):
            row = {key: row[key] for key in _TIERED if key in row}
        key = (*said(row), year, row.get("weight"), row.get("claimed_score"), row.get("coefficient"))
        if key not in self._alone:
            scored = score_indicator(Indicator.model_validate(row), self.rules, year)
            room(self._alone)[key] = alone_of(scored)
        return self._alone[key]


def room(memory: dict[Any, Any]) -> dict[Any, Any]:
    """A memory with room for one more."""
    if len(memory) >= MOST:
        memory.clear()
    return memory


def in_cents(value: Decimal) -> Exact:
    """A score in cents, exactly."""
    return exact(Fraction(value) * CENTS)


def as_score(cents: Exact) -> Decimal:
    """Cents as a score; every score has finitely many digits."""
    value = Fraction(cents) / CENTS
    digits = 2
    while (value * 10**digits).denominator != 1:
        digits += 1
    return round_exact(value, digits)


def clause_of(row: ScoredRow) -> str | None:
    """The clause that decided, else the code of the reason why none did."""
    return row.clause or row.reason


def alone_of(row: ScoredRow) -> Alone:
    """A scored row in cents."""
    figures = [row.low, row.high, row.score, row.claimed_score, row.weight]
    cents = [None if value is None else cents_of(str(value)) for value in figures]
    finer = any(value is not None and cent is None for value, cent in zip(figures, cents, strict=True))
    low, high, score, claimed, weight = cents
    dropped = row.status is Status.NOT_APPLICABLE and row.decided
    odd = finer or weight is None or dropped
    return Alone(low or 0, high or 0, score, claimed, max(weight or 0, 0), clause_of(row), odd)


@lru_cache(maxsize=MOST)
def plain_number(text: str | None) -> Exact | None:
    """A printed score in cents."""
    if text is None:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return in_cents(value) if value.is_finite() else None
