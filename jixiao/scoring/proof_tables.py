"""What the small tables of a rule set promise: tiers, grades, caps, weights, edges, citations, period.

Each check takes a whole rule set and yields faults; a fault names a text code, the key it
stands at and the figures of its sentence.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple, get_args

from jixiao.indicators.numbers import exact_string
from jixiao.indicators.tiers import tier_rank
from jixiao.schemas.finding import Severity
from jixiao.schemas.ruleset import Cite, EdgeKey, OperatorName, RuleSet, Standing
from jixiao.scoring.clause import UNKNOWN, clause_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE
_RATIOS = {
    "execution": ("executed/annual_budget", "executed/initial_budget"),
    "quantity": ("actual/target", "target/actual"),
    "date": ("days-late",),
    "coefficient": ("coefficient",),
}
_SHOWN = (Standing.VERIFIED, Standing.OBSERVED)
_YEARS = (1990, 2100)


class Fault(NamedTuple):
    """One thing wrong with a rule set: a text code, the key it stands at, the figures of its sentence."""

    code: str
    key: str
    severity: Severity
    params: Mapping[str, str]


def _fault(code: str, key: str, severity: Severity = ERROR, **params: str) -> Fault:
    return Fault(code, key, severity, params)


def percent(value: Fraction) -> str:
    """A ratio as a percentage, exactly."""
    return f"{exact_string(value * 100)}%"


def tiers(rules: RuleSet) -> Iterator[Fault]:
    """Bands lie in [0, 1], do not overlap, leave no gap, and a better word has a higher band."""
    if not rules.tiers:
        return
    sound = True
    for word, (low, high) in rules.tiers.items():
        if not 0 <= low <= high <= 1:
            sound = False
            yield _fault("RUL110", f"tiers.{word}", word=word, low=percent(low), high=percent(high))
    bands = sorted({band for band in rules.tiers.values() if band[0] < band[1]})
    word_of = {band: word for word, band in rules.tiers.items()}
    if sound and bands and len(bands) == len(set(rules.tiers.values())):
        if bands[0][0] > 0:
            yield _fault("RUL112", "tiers", low="0%", high=percent(bands[0][0]))
        for below, above in pairwise(bands):
            if above[0] > below[1]:
                yield _fault("RUL112", "tiers", low=percent(below[1]), high=percent(above[0]))
            elif above[0] < below[1]:
                share = (above[0] + min(below[1], above[1])) / 2
                yield _fault(
                    "RUL111", "tiers", one=word_of[below], other=word_of[above], share=percent(share),
                    score=exact_string(share * 10),
                )  # fmt: skip
        if bands[-1][1] < 1:
            yield _fault("RUL112", "tiers", low=percent(bands[-1][1]), high="100%")
    yield from _tier_order(rules)


def _span(band: tuple[Fraction, Fraction]) -> str:
    return f"{percent(band[0])}～{percent(band[1])}"


def _tier_order(rules: RuleSet) -> Iterator[Fault]:
    for (one, band), (other, band2) in combinations(rules.tiers.items(), 2):
        first, second = tier_rank(one), tier_rank(other)
        if first is None or second is None or first == second:
            continue
        better, worse = (one, other) if first < second else (other, one)
        high, low = (band, band2) if first < second else (band2, band)
        if high < low:
            yield _fault("RUL113", "tiers", better=better, worse=worse, high=_span(high), low=_span(low))


def grades(rules: RuleSet) -> Iterator[Fault]:
    """Lower bounds fall strictly as written, lie within the full marks, and the last one is 0."""
    if not rules.grades:
        return
    for (one, bound), (other, bound2) in pairwise(rules.grades.items()):
        if bound2 >= bound:
            yield _fault(
                "RUL120",
                "grades",
                one=one,
                other=other,
                bound=exact_string(bound),
                bound2=exact_string(bound2),
            )
    for name, bound in rules.grades.items():
        if not 0 <= bound <= rules.full:
            yield _fault(
                "RUL122",
                f"grades.{name}",
                name=name,
                bound=exact_string(bound),
                full=exact_string(rules.full),
            )
    lowest = min(rules.grades.values())
    if 0 < lowest <= rules.full:
        below = lowest - 1 if lowest >= 1 else lowest / 2
        yield _fault("RUL121", "grades", total=exact_string(below), lowest=exact_string(lowest))


def caps(rules: RuleSet) -> Iterator[Fault]:
    """Intervals are in order and disjoint; a lower execution rate never has a higher limit."""
    spans = []
    for index, cap in enumerate(rules.cap):
        low, high = cap.when.execution
        if not 0 <= low < high:
            yield _fault("RUL132", f"cap[{index + 1}]", low=percent(low), high=percent(high))
        else:
            spans.append((low, high, cap.total))
        if not 0 <= cap.total <= rules.full:
            yield _fault(
                "RUL133", f"cap[{index + 1}]", total=exact_string(cap.total), full=exact_string(rules.full)
            )
    spans.sort()
    for (low, high, total), (low2, high2, total2) in pairwise(spans):
        if low2 < high:
            rate = (low2 + min(high, high2)) / 2
            yield _fault(
                "RUL130", "cap", rate=percent(rate), one=exact_string(total), other=exact_string(total2)
            )
        elif total > total2 or high < low2:
            free = high < low2
            rate = (high + low2) / 2 if free else (low + high) / 2
            yield _fault(
                "RUL131", "cap", rate=percent(rate), limit=exact_string(rules.full if free else total),
                rate2=percent((low2 + high2) / 2), limit2=exact_string(total2),
            )  # fmt: skip
    if spans and spans[0][0] > 0:
        low, high, total = spans[0]
        yield _fault(
            "RUL131", "cap", rate=percent(low / 2), limit=exact_string(rules.full),
            rate2=percent((low + high) / 2), limit2=exact_string(total),
        )  # fmt: skip


def weights(rules: RuleSet) -> Iterator[Fault]:
    """A profile that gives level-1 weights makes the full marks together with the execution rate."""
    for index, profile in enumerate(rules.weights):
        parts = [*profile.level1.values(), *([profile.execution] if profile.execution is not None else [])]
        key = f"weights[{index + 1}]"
        if any(not 0 <= part <= rules.full for part in parts):
            yield _fault("RUL141", key, name=profile.name, full=exact_string(rules.full))
        elif profile.level1 and sum(parts) != rules.full:
            words = [f"{name} {exact_string(value)}" for name, value in profile.level1.items()]
            yield _fault(
                "RUL140", key, name=profile.name, sum=exact_string(sum(parts, Fraction(0))),
                full=exact_string(rules.full), parts="、".join(words),
                execution=exact_string(profile.execution or Fraction(0)),
            )  # fmt: skip


def edges(rules: RuleSet) -> Iterator[Fault]:
    """Every edge is answered in so many words; a silent one is judgement, which the author should know."""
    silent = [key for key in get_args(EdgeKey) if key not in rules.edge.model_fields_set]
    if "zero_target" in rules.edge.model_fields_set:
        silent += [
            f"zero_target.{sign}" for sign in get_args(OperatorName) if sign not in rules.edge.zero_target
        ]
    if silent:
        yield _fault("RUL150", "edge", NOTICE, keys="、".join(silent))


def citations(rules: RuleSet) -> Iterator[Fault]:
    """What was read or reproduced names its source; what is unknown scores nothing."""
    for key, cite in _cites(rules):
        if cite.standing in _SHOWN and not (cite.source or "").strip():
            yield _fault("RUL160", key, standing=cite.standing.value)
    for index, clause in enumerate(rules.clause):
        unknown = clause.cite.standing is Standing.UNKNOWN
        if unknown and clause.curve != UNKNOWN:
            yield _fault(
                "RUL161",
                f"clause[{index + 1}]",
                WARNING,
                clause=clause_id(clause.applies),
                curve=clause.curve,
            )
        if clause.curve == UNKNOWN and clause.cite.standing in _SHOWN:
            yield _fault(
                "RUL162", f"clause[{index + 1}]", WARNING, clause=clause_id(clause.applies),
                standing=clause.cite.standing.value,
            )  # fmt: skip


def _cites(rules: RuleSet) -> Iterator[tuple[str, Cite]]:
    for index, clause in enumerate(rules.clause):
        yield f"clause[{index + 1}].cite", clause.cite
    for name in ("tiers_cite", "grades_cite"):
        cite = getattr(rules, name)
        if cite is not None:
            yield name, cite
    for key, cite in rules.edge.cite.items():
        yield f"edge.cite.{key}", cite
    if rules.rounding.cite is not None:
        yield "rounding.cite", rules.rounding.cite
    for name in ("cap", "weights", "reason"):
        for index, item in enumerate(getattr(rules, name)):
            if item.cite is not None:
                yield f"{name}[{index + 1}].cite", item.cite


def period(rules: RuleSet) -> Iterator[Fault]:
    """The first year is not after the last, and both are years."""
    start, to = rules.period.start, rules.period.to
    if start is not None and to is not None and start > to:
        yield _fault("RUL170", "period", start=str(start), to=str(to))
    for key, year in (("from", start), ("to", to)):
        if year is not None and not _YEARS[0] <= year <= _YEARS[1]:
            yield _fault("RUL171", f"period.{key}", WARNING, year=str(year))


def clauses(rules: RuleSet) -> Iterator[Fault]:
    """Each clause measures what its kind has; its side thresholds can be reached; each curve is used."""
    for index, clause in enumerate(rules.clause):
        key, name = f"clause[{index + 1}]", clause_id(clause.applies)
        fitting = _RATIOS[clause.applies.kind or "quantity"]
        if clause.ratio is not None and clause.ratio not in fitting:
            yield _fault(
                "RUL105", f"{key}.ratio", clause=name, ratio=clause.ratio, fitting="、".join(fitting)
            )
        under = clause.applies.side == "under" or (
            clause.applies.side is None and clause.applies.operator in (">=", ">")
        )
        starts = {"note_from": clause.note_from, "deduct": clause.deduct.at if clause.deduct else None}
        for part, limit in starts.items():
            if limit is not None and under and limit >= 1 and clause.ratio != "target/actual":
                yield _fault("RUL180", f"{key}.{part}", WARNING, clause=name, limit=percent(limit))
        if clause.deduct is not None and not 0 < clause.deduct.points <= rules.full:
            yield _fault("RUL181", f"{key}.deduct", clause=name, points=exact_string(clause.deduct.points))
    for index, reason in enumerate(rules.reason):
        missing = (reason.when == "low-execution" and reason.below is None) or (
            reason.when == "far-over" and reason.at is None
        )
        if missing:
            need = "below" if reason.when == "low-execution" else "from"
            yield _fault("RUL182", f"reason[{index + 1}]", when=reason.when, need=need)
    used = {clause.curve for clause in rules.clause}
    for name in rules.curves:
        if rules.extends is None and name not in used:
            yield _fault("RUL104", f"curves.{name}", WARNING, curve=name)


CHECKS: tuple[Callable[[RuleSet], Iterator[Fault]], ...] = (
    clauses, tiers, grades, caps, weights, edges, citations, period,
)  # fmt: skip
