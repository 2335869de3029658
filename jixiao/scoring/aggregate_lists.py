"""Single projects in a summary: the ranking, those that stand out and why, those shortly below a grade."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from fractions import Fraction
from heapq import nsmallest
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from jixiao.indicators.numbers import round_exact
from jixiao.schemas.summary import Lift, NearBound, Outlier, ProjectLine, Ranking, Reason
from jixiao.scoring.aggregate import Tally, exact
from jixiao.scoring.aggregate_figures import decimal, level_name, money_of, percent, score_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jixiao.schemas.summary import State
    from jixiao.scoring.aggregate import Basis, Exact, Points, Record

    Bounds = Callable[[Record], Sequence[tuple[str, Exact]]]

_T = TypeVar("_T")
_LEAST_PROJECTS = 8
_FENCE = 3
"""So many times the middle half's width beyond it a score is far out (Tukey 1977), as for COL011."""
_LEAST_DISTANCE = 1000
"""And so many cents from the median."""
_LOW_RATE = Fraction(4, 5)
"""An execution below it beside the best grade is looked at (rules.md 5b: 执行 <80 %)."""
_RATE_PART, _RATE_PARTS = _LOW_RATE.as_integer_ratio()
_FULL = 10000
_BOUND = {"above-possible": "high", "below-possible": "low"}
"""The end of what is possible that a score is beyond."""
_MOST_DECIMALS = 4


class Places(NamedTuple):
    """The rank of each score: 1 the highest, equal ones alike."""

    by_score: dict[Exact, int]

    def of(self, score: Exact | None) -> int | None:
        """The rank of a score; ``None`` of none."""
        return None if score is None else self.by_score[score]


def places(records: Iterable[Record], basis: Basis) -> Places:
    """The ranks of the scores of some records."""
    scores: Counter[Exact] = Counter(score for score in map(attrgetter(basis), records) if score is not None)
    found, at = {}, 1
    for score in sorted(scores, reverse=True):
        found[score] = at
        at += scores[score]
    return Places(found)


def by_name(record: Record) -> tuple[object, ...]:
    """An order of records that depends on nothing but what they say."""
    return (
        record.region or "",
        record.department or "",
        record.unit or "",
        record.project or "",
        record.round or "",
        record.source or "",
        record.year or 0,
        record.version_id or 0,
        str(record.claimed),
    )


def _first(
    some: Sequence[_T], top: int, roughly: Callable[[_T], Any], record: Callable[[_T], Record]
) -> list[_T]:
    """The ``top`` first by a key and then by name; names are compared only where they may matter."""
    if len(some) > top:
        least = nsmallest(top, map(roughly, some))
        if not least:
            return []
        some = [one for one in some if roughly(one) <= least[-1]]
    return sorted(some, key=lambda one: (roughly(one), by_name(record(one))))[:top]


def line(record: Record, basis: Basis, ranks: Places) -> ProjectLine:
    """One project as it is published."""
    score = record.score(basis)
    deviation = None
    if record.claimed and record.reviewed is not None:
        deviation = percent(record.claimed - record.reviewed, record.claimed)
    return ProjectLine(
        project=record.project,
        state=_state(record),
        code=record.code,
        office=record.office,
        project_total=money_of(record.project_total),
        region=record.region,
        department=record.department,
        unit=record.unit,
        year=record.year,
        round=record.round,
        origin="listed" if record.listed else "table",
        rules=record.rules,
        project_id=record.project_id,
        version_id=record.version_id,
        source=record.source,
        score=score_of(score),
        grade=record.grade(basis),
        rank=ranks.of(score),
        claimed=score_of(record.claimed),
        claimed_grade=record.printed_grade,
        computed=score_of(record.computed),
        low=score_of(record.low),
        high=score_of(record.high),
        reviewed=score_of(record.reviewed),
        deviation=deviation,
        initial=money_of(record.initial),
        budget=money_of(record.budget),
        executed=money_of(record.executed),
        execution_rate=percent(record.executed, record.budget)
        if record.budget and record.budget > 0
        else None,
        errors=record.errors,
        warnings=record.warnings,
        notices=record.notices,
        complete=record.complete,
    )


def _state(record: Record) -> State:
    """What there is of a project; one that was sent back stands so, whatever there is of it."""
    if record.returned:
        return "returned"
    if not record.complete:
        return "incomplete"
    if record.listed:
        return "listed"
    return "submitted" if record.reviewed is None else "reviewed"


def ranking(records: Sequence[Record], basis: Basis, ranks: Places, top: int) -> Ranking:
    """The best and the worst ``top`` projects; where all fit into the best, none is repeated."""
    of = attrgetter(basis)
    scored = [record for record in records if of(record) is not None]
    best = _first(scored, top, lambda record: -of(record), lambda record: record)
    left = min(top, len(scored) - len(best))
    low = set(nsmallest(left, map(of, scored))[-1:])  # the highest of the scores that may be among the worst
    rest = [record for record in scored if low and of(record) <= max(low)]
    rest.sort(key=lambda record: (-of(record), by_name(record)))
    worst = sorted(rest[len(rest) - left :], key=lambda record: (of(record), by_name(record)))
    return Ranking(
        scored=len(scored),
        best=tuple(line(record, basis, ranks) for record in best),
        worst=tuple(line(record, basis, ranks) for record in worst),
    )


def outliers(
    records: Sequence[Record], basis: Basis, ranks: Places, bounds: Bounds, top: int
) -> tuple[Outlier, ...]:
    """The projects that stand out, those with the most reasons and then the lowest scores first."""
    of = attrgetter(basis)
    scores: defaultdict[int | None, list[Exact]] = defaultdict(list)
    for record in records:
        if of(record) is not None:
            scores[record.year].append(of(record))
    fences = {year: _fence(Tally(Counter(some))) for year, some in scores.items()}
    found = []
    for record in records:
        score = of(record)
        if score is not None:
            signs = _signs(record, score, fences[record.year], basis, bounds)
            if signs:
                found.append(((-len(signs), score), record, signs))
    first = _first(found, top, lambda one: one[0], lambda one: one[1])
    return tuple(
        Outlier(
            project=line(record, basis, ranks),
            reasons=tuple(_reason(sign, record, fences[record.year], basis) for sign in signs),
        )
        for _, record, signs in first
    )


class _Fence(NamedTuple):
    low: Exact
    high: Exact
    median: Exact
    projects: int


def _fence(tally: Tally) -> _Fence | None:
    first, median, third = (tally.quantile(Fraction(part, 4)) for part in (1, 2, 3))
    if first is None or median is None or third is None or tally.count < _LEAST_PROJECTS:
        return None
    width = _FENCE * (third - first)
    return _Fence(exact(first - width), exact(third + width), exact(median), tally.count)


def _signs(record: Record, score: Exact, fence: _Fence | None, basis: Basis, bounds: Bounds) -> Sequence[str]:
    """The codes of why a project stands out; the sentences are made for those that are named alone."""
    signs = []
    if (
        fence is not None
        and not fence.low <= score <= fence.high
        and not -_LEAST_DISTANCE < score - fence.median < _LEAST_DISTANCE
    ):
        signs.append("far-from-others")
    if not 0 <= score <= _FULL:
        signs.append("out-of-range")
    if _low_rate(record) and record.grade(basis) in [name for name, _ in bounds(record)[:1]]:
        signs.append("low-execution")
    if basis != "computed" and record.low is not None and record.high is not None:
        if score > record.high:
            signs.append("above-possible")
        elif score < record.low:
            signs.append("below-possible")
    return signs


def _reason(sign: str, record: Record, fence: _Fence | None, basis: Basis) -> Reason:
    """A sign with what it is seen by."""
    words: dict[str, str] = {}
    scores = {"score": record.score(basis)}
    if sign == "far-from-others" and fence is not None:
        scores["median"], words["count"] = fence.median, str(fence.projects)
    elif sign == "low-execution":
        rate = percent(record.executed, record.budget)
        words = {"rate": f"{rate:f}", "grade": record.grade(basis) or ""}
    elif sign in _BOUND:
        scores["bound"] = getattr(record, _BOUND[sign])
    field = "execution_rate" if sign == "low-execution" else "score"
    shown = {name: told(score) for name, score in scores.items() if score is not None}
    return Reason(field=field, code=sign, params={**words, **shown})


def _low_rate(record: Record) -> bool:
    """Whether less than :data:`_LOW_RATE` of a budget was spent."""
    spent, budget = record.executed, record.budget
    if budget is None or spent is None or budget <= 0:
        return False
    return spent * _RATE_PARTS < budget * _RATE_PART


def told(score: Exact) -> str:
    """A score in a sentence: exact as far as four decimals go, and with at least two."""
    rounded = Fraction(round_exact(Fraction(score) / 100, _MOST_DECIMALS))
    return f"{decimal(rounded):f}"


class Near(NamedTuple):
    """A project shortly below a bound; scores in cents."""

    record: Record
    grade: str
    bound: Exact
    missing: Exact


def nearest(
    records: Iterable[Record], basis: Basis, bounds: Bounds, *, within: Exact, top: int
) -> list[Near]:
    """The projects that miss a better grade by at most ``within`` cents, the least missing first."""
    found = []
    of = attrgetter(basis)
    for record in records:
        score = of(record)
        if score is None:
            continue
        above = [(bound, grade) for grade, bound in bounds(record) if score < bound <= score + within]
        if above:
            bound, grade = min(above)
            found.append(Near(record, grade, bound, bound - score))
    return _first(found, top, lambda near: near.missing, lambda near: near.record)


def lifted(near: Near, rows: Sequence[Points], basis: Basis, ranks: Places) -> NearBound:
    """What would lift a project: the fewest rows whose full marks reach the bound."""
    gains = [
        (row.weight - score, row)
        for row in rows
        if row.weight is not None and (score := getattr(row, basis)) is not None and row.weight > score
    ]
    gains.sort(key=lambda one: -one[0])
    taken: list[tuple[Exact, Points]] = []
    gained: Exact = 0
    for gain, row in gains:
        if gained >= near.missing:
            break
        gained += gain
        taken.append((gain, row))
    reached = gained >= near.missing
    reasons = []
    if near.record.listed:
        reasons.append(Reason(field="lifts", code="listed-only"))
    elif not reached:
        reasons.append(Reason(field="lifts", code="rows-do-not-reach", params={"gain": told(gained)}))
    return NearBound(
        project=line(near.record, basis, ranks),
        grade=near.grade,
        bound=_score(near.bound),
        missing=_score(near.missing),
        lifts=tuple(_lift(gain, row, basis, near.missing) for gain, row in taken),
        reached=reached,
        reasons=tuple(reasons),
    )


def _score(cents: Exact) -> Decimal:
    return score_of(cents) or Decimal("0.00")


def _lift(gain: Exact, row: Points, basis: Basis, missing: Exact) -> Lift:
    return Lift(
        level1=level_name(row.level1),
        level2=row.level2,
        name=row.name,
        weight=_score(row.weight or 0),
        score=_score(getattr(row, basis)),
        gain=_score(gain),
        alone=gain >= missing,
    )
