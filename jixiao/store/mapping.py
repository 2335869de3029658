"""The index: every SQL column that is derived from the canonical JSON of a form and its result.

This is the one place that derives them; verifying derives them anew and compares.
"""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.indicators import taxonomy
from jixiao.indicators.fund_kinds import fund_kind
from jixiao.indicators.public_names import TEN_THOUSAND_YUAN, money_scale
from jixiao.schemas.finding import Severity
from jixiao.schemas.store import EXECUTION
from jixiao.scoring.execution import execution_row, total_line
from jixiao.scoring.packed import packed
from jixiao.store.canonical import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jixiao.schemas.finding import Finding
    from jixiao.schemas.self_evaluation import SelfEvaluation

Row = dict[str, Any]

FEN = 1_000_000
"""分 in one 万元."""
CENTS = 100
_LARGEST = 2**63 - 1


class Index(NamedTuple):
    """The derived columns of one version, and its derived rows (without ``form_version_id``)."""

    version: Row
    indicators: list[Row]
    funds: list[Row]


class _Figure(NamedTuple):
    """A whole number of the column's unit, or null; not ``exact`` where there was one that did not fit."""

    value: int | None
    exact: bool = True


def _whole(value: Fraction | None) -> _Figure:
    if value is None:
        return _Figure(None)
    fits = value.denominator == 1 and abs(value.numerator) <= _LARGEST
    return _Figure(value.numerator, True) if fits else _Figure(None, False)


@lru_cache(maxsize=65536)
def cents(value: Decimal | None) -> _Figure:
    """A score in 0.01 分."""
    return _whole(None if value is None else Fraction(value) * CENTS)


@lru_cache(maxsize=65536)
def fen(value: Decimal | None, unit: str | None) -> _Figure:
    """An amount in 分; null, and not exact, where ``unit`` is no unit of money."""
    if value is None:
        return _Figure(None)
    scale = money_scale(unit or TEN_THOUSAND_YUAN)
    return _Figure(None, False) if scale is None else _whole(Fraction(value) * scale * FEN)


@lru_cache(maxsize=65536)
def number(text: object) -> Decimal | None:
    """A number of the published shape, where it is one."""
    if not isinstance(text, str):
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def index_of(form: SelfEvaluation, result: Mapping[str, Any], findings: Iterable[Finding]) -> Index:
    """The index of one version.  ``result`` is what ``scored_json`` holds."""
    scored: Mapping[str, Any] = result.get("scored") or {}
    claimed, computed = cents(form.claimed_total), cents(number(scored.get("total")))
    low, high = (cents(number(end)) for end in scored.get("total_range") or (None, None))
    total = total_line(form)
    line = None if total is None else total.line
    money = [
        fen(None if line is None else getattr(line, name), form.amount_unit)
        for name in ("initial_budget", "annual_budget", "executed")
    ]
    rules = scored.get("rules") or {}
    counts = Counter(finding.severity for finding in findings)
    version: Row = {
        "rules_id": rules.get("id"),
        "rules_hash": rules.get("hash"),
        "claimed_cents": claimed.value,
        "claimed_exact": claimed.exact,
        "claimed_grade": short(form.claimed_grade),
        "claimed_graded": result.get("claimed_graded"),
        "computed_cents": computed.value,
        "computed_exact": computed.exact,
        "computed_grade": scored.get("grade"),
        "low_cents": low.value,
        "high_cents": high.value,
        "initial_fen": money[0].value,
        "budget_fen": money[1].value,
        "executed_fen": money[2].value,
        "money_exact": all(figure.exact for figure in money),
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "notices": counts[Severity.NOTICE],
    }
    return Index(version, _indicators(form, scored), _funds(form, None if total is None else total.index))


def packed_of(form: str, result: Mapping[str, Any], *, complete: bool) -> Row | None:
    """The row of ``packed`` of a version (without ``form_version_id``), if it has one.

    ``form`` and ``result`` are what ``form_json`` and ``scored_json`` hold.
    """
    found = packed(json.loads(form), result.get("scored")) if complete else None
    return None if found is None else found._asdict()


def _indicators(form: SelfEvaluation, scored: Mapping[str, Any]) -> list[Row]:
    results: list[Mapping[str, Any]] = list(scored.get("indicators") or ())
    rows = [
        _indicator(
            position,
            results[position] if position < len(results) else {},
            {
                "level1": taxonomy.level1(row.level1) or short(row.level1),
                "level2": taxonomy.level2(row.level2) or short(row.level2),
                "name": short(row.name),
            },
            row.weight,
            row.claimed_score,
        )
        for position, row in enumerate(form.indicators)
    ]
    execution = scored.get("execution") or {}
    if execution.get("weight") is not None and execution_row(form) is None:
        names = dict.fromkeys(("level1", "level2", "name"))
        weight, claimed = number(execution.get("weight")), number(execution.get("claimed_score"))
        rows.insert(0, _indicator(EXECUTION, execution, names, weight, claimed))
    return rows


def _indicator(
    position: int,
    result: Mapping[str, Any],
    names: Mapping[str, str | None],
    weight: Decimal | None,
    claimed: Decimal | None,
) -> Row:
    weighed, own, score = cents(weight), cents(claimed), cents(number(result.get("score")))
    return {
        "position": position,
        **names,
        "weight_cents": weighed.value,
        "weight_exact": weighed.exact,
        "claimed_cents": own.value,
        "claimed_exact": own.exact,
        "computed_cents": score.value,
        "computed_exact": score.exact,
        "status": result.get("status"),
        "clause": result.get("clause"),
        "cause": result.get("reason"),
    }


def _funds(form: SelfEvaluation, total: int | None) -> list[Row]:
    rows: list[Row] = []
    for position, line in enumerate(form.funds):
        initial, budget, executed = (
            fen(amount, form.amount_unit)
            for amount in (line.initial_budget, line.annual_budget, line.executed)
        )
        rows.append(
            {
                "position": position,
                "kind": "total" if position == total else fund_kind(line.name),
                "name": short(line.name),
                "initial_fen": initial.value,
                "budget_fen": budget.value,
                "executed_fen": executed.value,
                "exact": initial.exact and budget.exact and executed.exact,
            }
        )
    return rows
