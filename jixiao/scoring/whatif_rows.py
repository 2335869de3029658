"""Rows of plain forms as numbers: what the columns can take, and what is scored by itself.

Whatever is read is remembered by what the cells say, so that the same texts are read once.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.indicators.actual import parse_actual
from jixiao.indicators.numbers import round_exact
from jixiao.indicators.reading import Kind
from jixiao.indicators.target import parse_target
from jixiao.indicators.taxonomy import fund_line, is_execution_indicator
from jixiao.schemas.scored import Status
from jixiao.schemas.self_evaluation import Indicator
from jixiao.scoring.aggregate import exact
from jixiao.scoring.clause import OPERATOR_NAME, Question
from jixiao.scoring.columns.data import KIND_CODE
from jixiao.scoring.columns.plan import OPERATORS, Context
from jixiao.scoring.row import measure, score_indicator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jixiao.indicators.reading import Reading
    from jixiao.schemas.scored import ScoredRow
    from jixiao.scoring.aggregate import Exact
    from jixiao.scoring.ruleset import LoadedRuleSet

CENTS = 100
LARGEST = 1 << 62
_MOST = 1 << 17
"""So many different texts are remembered before the memory is emptied."""
_SIDE = {-1: "under", 0: "equal", 1: "over"}
_MET = {">=": (0, 1), ">": (0, 1), "<=": (-1, 0), "<": (-1, 0), "=": (0,)}


class _Number(NamedTuple):
    """A cell that is one number: numerator, denominator, unit, scale, and a target's operator."""

    n: int
    d: int
    unit: str | None
    scale: int
    operator: int = 0


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


@lru_cache(maxsize=_MOST)
def cents_of(text: str) -> int | None:
    """A score as printed in whole cents; ``None`` where it is finer."""
    n, d = Decimal(text).as_integer_ratio()
    whole, rest = divmod(n * CENTS, d)
    return None if rest else whole


@lru_cache(maxsize=_MOST)
def amount_of(text: str) -> tuple[int, int]:
    """An amount as a fraction."""
    return Decimal(text).as_integer_ratio()


@lru_cache(maxsize=_MOST)
def is_rate(text: str) -> bool:
    """Whether a row of that name is the execution rate."""
    return is_execution_indicator(text)


@lru_cache(maxsize=_MOST)
def is_total(name: str) -> bool:
    """Whether a line of funds of that name is the total."""
    return fund_line(name) == "total"


def _number(reading: Reading) -> _Number | None:
    """A cell of one number in a unit, which is compared by nothing but that number; ``None`` for others.

    With the same unit printed on both sides nothing is taken over, so nothing can be in doubt: see
    ``jixiao.indicators.compare``.
    """
    quantity = reading.quantity
    if (
        reading.kind is not Kind.QUANTITY
        or quantity is None
        or reading.interval is not None
        or reading.approximate
        or reading.change is not None
        or reading.per_year != 1
        or reading.unit is None
    ):
        return None
    value = Fraction(quantity.value)
    code = 0 if reading.operator is None else KIND_CODE[OPERATOR_NAME[reading.operator]] + 1
    return _Number(value.numerator, value.denominator, reading.unit, reading.scale, code)


@lru_cache(maxsize=_MOST)
def _target(text: str, operator: str | None, unit: str | None) -> _Number | None:
    """A target that says its operator and its unit itself, so that the row's name has no say in it."""
    found = _number(parse_target(text, operator=operator, unit=unit))
    return found if found is not None and found.operator else None


@lru_cache(maxsize=_MOST)
def _actual(text: str, unit: str | None, tiers: tuple[str, ...]) -> _Number | None:
    found = _number(parse_actual(text, unit=unit, tiers=tiers))
    return found if found is None or not found.operator else None


class RowReader:
    """Reads rows for one rule set; it remembers what it has read.

    ``contexts`` are those that its clauses tell apart; ``budget`` is the amount that the rate divides by.
    """

    def __init__(self, rules: LoadedRuleSet) -> None:
        self.rules = rules
        self._tiers = tuple(rules.rules.tiers)
        clause = rules.clause_for(Question("execution"))
        initial = clause is not None and clause.spec.ratio == "executed/initial_budget"
        self.budget = "initial_budget" if initial else "annual_budget"
        self.contexts: list[Context] = []
        self._profiles: dict[tuple[int, ...], int] = {}
        self._context_of: dict[tuple[str | None, str | None, str | None], int] = {}
        self._slow: dict[tuple[object, ...], Ratio | None] = {}
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
        get = row.get
        wanted, got = get("target"), get("actual")
        if wanted is not None and got is not None and get("adjusted_target") is None:
            target = _target(wanted, get("operator"), get("unit"))
            if target is not None:
                actual = _actual(got, get("unit"), self._tiers)
                if actual is not None and actual.unit == target.unit:
                    x, y = actual.n * target.d, target.n * actual.d
                    if -LARGEST < x < LARGEST and -LARGEST < y < LARGEST:
                        context = self.context(get("level1"), get("level2"), target.unit)
                        return Ratio(target.operator - 1, y, x, context)
        key = (*_said(row), year)
        if key not in self._slow:
            room(self._slow)[key] = self._measured(row, year)
        return self._slow[key]

    def _measured(self, row: Mapping[str, Any], year: int | None) -> Ratio | None:
        """A row read by the scalar path: one number against one other, compared as the columns do."""
        seen = measure(Indicator.model_validate(row), self.rules, year)
        found = seen.comparison
        target, actual, operator = found.target, found.actual, found.operator
        if found.outcome == "undecided" or found.days_late is not None:
            return None
        if target is None or actual is None or operator is None:
            return None
        name = OPERATOR_NAME[operator]
        x, y = actual.numerator * target.denominator, target.numerator * actual.denominator
        side = (x > y) - (x < y)
        met = side in _MET[name]
        if (found.outcome == "met") != met or found.side != _SIDE[side] or max(abs(x), abs(y)) >= LARGEST:
            return None
        context = self.context(row.get("level1"), row.get("level2"), seen.question.unit)
        return Ratio(KIND_CODE[name], y, x, context)

    def alone(self, row: Mapping[str, Any], year: int | None) -> Alone:
        """A row by the scalar path; rows that say the same are scored once."""
        key = (*_said(row), year, row.get("weight"), row.get("claimed_score"), row.get("coefficient"))
        if key not in self._alone:
            scored = score_indicator(Indicator.model_validate(row), self.rules, year)
            room(self._alone)[key] = alone_of(scored)
        return self._alone[key]


def _said(row: Mapping[str, Any]) -> tuple[object, ...]:
    """What the cells of a row say, for telling whether two rows are the same."""
    get = row.get
    names = ("target", "adjusted_target", "operator", "unit", "name", "actual", "level1", "level2")
    return tuple(map(get, names))


def room(memory: dict[Any, Any]) -> dict[Any, Any]:
    """A memory with room for one more."""
    if len(memory) >= _MOST:
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


@lru_cache(maxsize=_MOST)
def plain_number(text: str | None) -> Exact | None:
    """A printed score in cents."""
    if text is None:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return in_cents(value) if value.is_finite() else None
