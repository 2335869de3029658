"""The same promises tried on the real scorer: rows around every break point, with several weights.

The exact proof looks at the curve; this looks at what comes out after ratio rounding,
deductions, edges and score rounding.  Targets and actuals are whole numbers ``q`` and ``p``
so that every rational completion ``p/q`` can be printed exactly.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.numbers import exact_string
from jixiao.schemas.finding import Severity
from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation
from jixiao.scoring.clause import SIGN
from jixiao.scoring.execution import score_execution
from jixiao.scoring.proof_curves import Track, knots, tracks
from jixiao.scoring.proof_tables import Fault
from jixiao.scoring.row import score_indicator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.schemas.scored import ScoredRow
    from jixiao.scoring.clause import CompiledClause
    from jixiao.scoring.ruleset import LoadedRuleSet

_WEIGHTS = tuple(Decimal(text) for text in ("10", "7.5", "3", "0.5"))
_STEPS = tuple(Fraction(1, 10**power) for power in (2, 4, 6))
_SCALE = 10_000
_HIGHEST = Fraction(20)
"""Completions beyond this are not tried: near 100 a slip of units is suspected, and rightly."""


class Tried(NamedTuple):
    """One row that was scored: its measure and what came out."""

    point: Fraction
    row: ScoredRow


def trials(rules: LoadedRuleSet) -> Iterator[Fault]:
    """Every promise broken by what the scorer says: at most one of each kind for each side of a clause."""
    for index, clause in enumerate(rules.clauses):
        if clause.curve is None:
            continue
        for track in tracks(clause, rules.rules):
            if track.measure == "days":
                continue
            for weight in _WEIGHTS:
                broken = next(_broken(clause, track, weight, rules, f"clause[{index + 1}]"), None)
                if broken is not None:
                    yield broken
                    break


def _points(clause: CompiledClause, track: Track) -> list[Fraction]:
    curve = clause.curve
    assert curve is not None  # noqa: S101 - unknown curves are not tried
    ends = [track.low, track.high if track.high is not None else track.low + 3]
    deduct = [clause.spec.deduct.at] if clause.spec.deduct is not None and not track.inverted else []
    middles = [*knots(curve, track), *ends, *deduct]
    around = {middle + sign * step for middle in middles for step in _STEPS for sign in (-1, 1)}
    around |= {*middles, *((a + b) / 2 for a, b in pairwise(sorted(middles)))}
    return sorted(point for point in around if _inside(point, track))


def _inside(point: Fraction, track: Track) -> bool:
    if point > _HIGHEST or point < track.low or (point == track.low and not track.low_in):
        return False
    return track.high is None or point < track.high or (point == track.high and track.high_in)


def _score(clause: CompiledClause, track: Track, point: Fraction, weight: Decimal, scale: int,
           rules: LoadedRuleSet) -> ScoredRow | None:  # fmt: skip
    p, q = point.numerator * scale, point.denominator * scale
    if track.measure == "execution":
        line = FundLine(
            initial_budget=Decimal(q), annual_budget=Decimal(q), executed=Decimal(p), weight=weight
        )
        return score_execution(SelfEvaluation(project="rules", funds=(line,)), rules)
    match, unit = clause.spec.applies, clause.spec.applies.unit or ""
    sign = SIGN[track.operator or "="]
    row = score_indicator(
        Indicator(
            level1=match.level1,
            level2=match.level2,
            target=f"{sign}{q}{unit}",
            actual=f"{p}{unit}",
            weight=weight,
        ),
        rules,
    )
    return row if row.clause == clause.id else None


def _broken(
    clause: CompiledClause, track: Track, weight: Decimal, rules: LoadedRuleSet, key: str
) -> Iterator[Fault]:
    tried: list[Tried] = []
    for point in _points(clause, track):
        row = _score(clause, track, point, weight, 1, rules)
        if row is None or row.score is None:
            continue
        tried.append(Tried(point, row))
        if not 0 <= row.score <= weight:
            yield _fault(
                "RUL190", key, clause, point=_percent(point), score=str(row.score), weight=str(weight)
            )
        again = _score(clause, track, point, weight, _SCALE, rules)
        if again is not None and again.score != row.score:
            yield _fault(
                "RUL192", key, clause, point=_percent(point), score=str(row.score),
                other=str(again.score), weight=str(weight),
            )  # fmt: skip
    if track.way == "either":
        return
    for one, other in pairwise(tried):
        if one.row.score is None or other.row.score is None:
            continue
        wrong = one.row.score > other.row.score if track.way == "rise" else one.row.score < other.row.score
        if wrong:
            yield _fault(
                "RUL191", key, clause, first=_percent(one.point), first_score=str(one.row.score),
                second=_percent(other.point), second_score=str(other.row.score), weight=str(weight),
            )  # fmt: skip


def _percent(point: Fraction) -> str:
    return f"{exact_string(point * 100)}%"


def _fault(code: str, key: str, clause: CompiledClause, **params: str) -> Fault:
    return Fault(code, key, Severity.ERROR, {"clause": clause.id, **params})
