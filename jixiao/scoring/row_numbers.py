"""Rows of plain forms as numbers, whatever the rules: where a row is one number against one other.

Whatever is read is remembered by what the cells say, so that the same texts are read once.  The only thing
of a rule set that has a say in reading are its own tier labels.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.indicators.actual import parse_actual
from jixiao.indicators.reading import Kind
from jixiao.indicators.target import parse_target
from jixiao.indicators.taxonomy import fund_line, is_execution_indicator
from jixiao.schemas.self_evaluation import Indicator
from jixiao.scoring.clause import OPERATOR_NAME
from jixiao.scoring.columns.plan import OPERATORS
from jixiao.scoring.row import measure_under

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jixiao.indicators.reading import Reading

CENTS = 100
LARGEST = 1 << 62
MOST = 1 << 17
"""So many different texts are remembered before the memory is emptied."""
KIND_CODE = {operator: code for code, operator in enumerate((*OPERATORS, "execution"))}
"""The operator code of ``>=``, ``>``, ``<=``, ``<``, ``=`` and ``execution`` in columns."""
SAID = ("target", "adjusted_target", "operator", "unit", "name", "actual", "level1", "level2")
"""The cells of a row that its reading goes by."""
_SIDE = {-1: "under", 0: "equal", 1: "over"}
_MET = {">=": (0, 1), ">": (0, 1), "<=": (-1, 0), "<": (-1, 0), "=": (0,)}


class _Number(NamedTuple):
    """A cell that is one number: numerator, denominator, unit, scale, and a target's operator."""

    n: int
    d: int
    unit: str | None
    scale: int
    operator: int = 0


class Numbers(NamedTuple):
    """A row of two numbers in one unit: the operator's code, both as whole numbers, the target's unit."""

    operator: int
    target: int
    actual: int
    unit: str | None


class Rate(NamedTuple):
    """An execution rate of amounts: its weight in cents, budgets and what was spent in one unit.

    A budget of which nothing is said is ``None``; ``claimed`` is the score that the unit gives itself.
    """

    weight: int
    annual: int | None
    initial: int | None
    executed: int
    claimed: str | None = None


@lru_cache(maxsize=MOST)
def cents_of(text: str) -> int | None:
    """A score as printed in whole cents; ``None`` where it is finer."""
    n, d = Decimal(text).as_integer_ratio()
    whole, rest = divmod(n * CENTS, d)
    return None if rest else whole


@lru_cache(maxsize=MOST)
def amount_of(text: str) -> tuple[int, int]:
    """An amount as a fraction."""
    return Decimal(text).as_integer_ratio()


@lru_cache(maxsize=MOST)
def is_rate(text: str) -> bool:
    """Whether a row of that name is the execution rate."""
    return is_execution_indicator(text)


@lru_cache(maxsize=MOST)
def is_total(name: str) -> bool:
    """Whether a line of funds of that name is the total."""
    return fund_line(name) == "total"


def rate_row(indicators: Sequence[Mapping[str, Any]]) -> int | None:
    """As :func:`jixiao.scoring.execution.execution_row`, of plain rows."""
    for index, row in enumerate(indicators):
        for key in ("name", "level2", "level1"):
            text = row.get(key)
            if text and text.strip():
                if is_rate(text):
                    return index
                break
    return None


def rate_of(funds: Sequence[Mapping[str, Any]], row: Mapping[str, Any] | None) -> Rate | None:
    """The rate where the total line has a weight and what was spent; ``None`` for anything else.

    ``row`` is the indicator row that is the rate, which lends its weight.
    """
    line = next((one for one in funds if is_total(one.get("name") or "")), None)
    if line is None and len(funds) == 1:
        line = funds[0]
    if line is None:
        return None
    holder = row if row is not None and row.get("weight") is not None else line
    weight, executed = holder.get("weight"), line.get("executed")
    cents = None if weight is None else cents_of(weight)
    if cents is None or cents < 0 or executed is None:
        return None
    texts = (line.get("annual_budget"), line.get("initial_budget"), executed)
    parts = [None if text is None else amount_of(text) for text in texts]
    unit = lcm(*(part[1] for part in parts if part is not None))
    annual, initial, spent = (None if part is None else part[0] * (unit // part[1]) for part in parts)
    if spent is None or spent < 0:
        return None
    return Rate(cents, annual, initial, spent, holder.get("claimed_score"))


def numbers_of(row: Mapping[str, Any], year: int | None, tiers: tuple[str, ...] = ()) -> Numbers | None:
    """A row as two numbers, ``None`` where only the scalar path can take it.

    ``tiers`` are the labels of the rule set, which may take a cell for a tier that otherwise were a number.
    """
    get = row.get
    wanted, got = get("target"), get("actual")
    if wanted is not None and got is not None and get("adjusted_target") is None:
        target = _target(wanted, get("operator"), get("unit"))
        if target is not None:
            actual = _actual(got, get("unit"), tiers)
            if actual is not None and actual.unit == target.unit:
                x, y = actual.n * target.d, target.n * actual.d
                if -LARGEST < x < LARGEST and -LARGEST < y < LARGEST:
                    return Numbers(target.operator - 1, y, x, target.unit)
    return _measured(said(row), year, tiers)


def said(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What the cells of a row say, for telling whether two rows are the same."""
    return tuple(map(row.get, SAID))


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


@lru_cache(maxsize=MOST)
def reads_tier(actual: str | None, tiers: tuple[str, ...]) -> bool:
    """Whether an actual is a tier, with the labels of a rule set."""
    return parse_actual(actual, tiers=tiers).kind is Kind.TIER


@lru_cache(maxsize=MOST)
def _target(text: str, operator: str | None, unit: str | None) -> _Number | None:
    """A target that says its operator and its unit itself, so that the row's name has no say in it."""
    found = _number(parse_target(text, operator=operator, unit=unit))
    return found if found is not None and found.operator else None


@lru_cache(maxsize=MOST)
def _actual(text: str, unit: str | None, tiers: tuple[str, ...]) -> _Number | None:
    found = _number(parse_actual(text, unit=unit, tiers=tiers))
    return found if found is None or not found.operator else None


@lru_cache(maxsize=MOST)
def _measured(cells: tuple[Any, ...], year: int | None, tiers: tuple[str, ...]) -> Numbers | None:
    """A row read by the scalar path: one number against one other, compared as the columns do."""
    row = Indicator.model_validate(dict(zip(SAID, cells, strict=True)))
    seen = measure_under(row, tiers, year)
    found = seen.comparison
    target, actual, operator = found.target, found.actual, found.operator
    if found.outcome == "undecided" or found.days_late is not None or seen.actual.kind is not Kind.QUANTITY:
        return None
    if target is None or actual is None or operator is None:
        return None
    name = OPERATOR_NAME[operator]
    x, y = actual.numerator * target.denominator, target.numerator * actual.denominator
    side = (x > y) - (x < y)
    met = side in _MET[name]
    if (found.outcome == "met") != met or found.side != _SIDE[side] or max(abs(x), abs(y)) >= LARGEST:
        return None
    return Numbers(KIND_CODE[name], y, x, seen.question.unit)
