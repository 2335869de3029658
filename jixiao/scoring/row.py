"""One indicator row: first compare, then measure.

A satisfied operator is full marks.  Otherwise the clause that decides the row forms its
ratio and its curve gives the share.  What neither can answer goes to the rule set's edge
table or to judgement: never a guessed number, never a silent zero.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.actual import parse_actual
from jixiao.indicators.cleaning import clean
from jixiao.indicators.compare import Comparison, compare
from jixiao.indicators.direction import direction
from jixiao.indicators.reading import Kind, Operator, Reading
from jixiao.indicators.target import parse_target
from jixiao.indicators.taxonomy import level1 as canonical_level1
from jixiao.indicators.taxonomy import level2 as canonical_level2
from jixiao.schemas.scored import ScoredRow, Status
from jixiao.scoring.band import score_tier
from jixiao.scoring.clause import OPERATOR_NAME, CompiledClause, Question
from jixiao.scoring.earn import earn
from jixiao.scoring.outcome import ZERO, full_marks, settled, undecided, units_to_decimal

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.schemas.ruleset import Side
    from jixiao.schemas.self_evaluation import Indicator
    from jixiao.scoring.ruleset import LoadedRuleSet

_UNSCORABLE_REASONS = frozenset(
    {"target-missing", "target-unreadable", "actual-missing", "actual-unreadable", "both-missing"}
)
_NOTHING_SAID = frozenset({"empty", "placeholder", "not-applicable", "none-or-blank"})
_DOUBTFUL = frozenset({"scale-doubtful", "target-scale-doubtful"})
_TOOK_UNIT = "took-unit"
_SLASHES = frozenset("/\\")
_DASHES = frozenset("-—_")
_SIDES: dict[str, Side] = {"under": "under", "over": "over"}


class Measured(NamedTuple):
    """What a row says: its target and actual read and compared, and what follows from that under any rules.

    ``completion`` is the actual over the target where both are numbers a ratio can be formed of;
    ``question`` is what is asked of a rule set.
    """

    target: Reading
    actual: Reading
    comparison: Comparison
    level1: str | None
    level2: str | None
    completion: Fraction | None
    question: Question


def measured(
    target: Reading, actual: Reading, compared: Comparison, level1: str | None, level2: str | None
) -> Measured:
    """A compared row, with the levels in their canonical spelling."""
    side, operator = _SIDES.get(compared.side or ""), compared.operator
    name = None if operator is None else OPERATOR_NAME[operator]
    question = Question("quantity", name, side, level1, level2, target.unit)
    return Measured(target, actual, compared, level1, level2, _completion(compared), question)


@lru_cache(maxsize=65536)
def _measure(
    targets: tuple[str | None, str | None],
    operator: str | None,
    unit: str | None,
    name: str | None,
    actual: str | None,
    levels: tuple[str | None, str | None],
    tiers: tuple[str, ...],
    year: int | None,
) -> Measured:
    wanted = parse_target(targets[0], operator=operator, unit=unit, name=name)
    if targets[1] is not None:
        adjusted = parse_target(targets[1], operator=operator, unit=unit, name=name)
        wanted = wanted if adjusted.reason in _NOTHING_SAID else adjusted
    got = parse_actual(actual, unit=unit, tiers=tiers)
    way = direction(name, levels[0], levels[1], unit=wanted.unit) if wanted.operator is None else None
    compared = compare(wanted, got, year=year, direction=way)
    level1 = canonical_level1(levels[0]) if levels[0] else None
    level2 = canonical_level2(levels[1]) if levels[1] else None
    return measured(wanted, got, compared, level1 or levels[0], level2 or levels[1])


def measure(indicator: Indicator, rules: LoadedRuleSet, year: int | None) -> Measured:
    """Read and compare a row's cells; an adjusted target that says something stands in for the first one."""
    return measure_under(indicator, tuple(rules.rules.tiers), year)


def measure_under(indicator: Indicator, tiers: tuple[str, ...], year: int | None) -> Measured:
    """As :func:`measure`, under any rule set with these tier labels."""
    return _measure(
        (indicator.target, indicator.adjusted_target),
        indicator.operator,
        indicator.unit,
        indicator.name,
        indicator.actual,
        (indicator.level1, indicator.level2),
        tiers,
        year,
    )


def _said(text: str | None) -> bool:
    return text is not None and bool(text.strip())


def _absence(cell: Reading) -> str | None:
    """How a cell says nothing: in ``words``, by a ``mark`` (/), a ``dash`` or ``blank``; else ``None``."""
    if cell.reason == "not-applicable":
        return "words"
    if cell.reason == "empty":
        return "blank"
    if cell.reason != "placeholder":
        return None
    marks = set(clean(cell.text))
    if marks and marks <= _SLASHES:
        return "mark"
    return "dash" if marks and marks <= _DASHES else "blank"


def _not_applicable(indicator: Indicator, seen: Measured, rules: LoadedRuleSet) -> ScoredRow | None:
    """The row of an indicator that does not apply; ``None`` for one that does.

    Its actual says so in words, or its cells hold ``/`` (or only dashes).  Where one cell holds ``/``
    and the other says something, what becomes of its weight is for a person to judge.
    """
    if seen.target.kind is not Kind.UNREADABLE and seen.actual.kind is not Kind.UNREADABLE:
        return None
    cells = {_absence(seen.target), _absence(seen.actual)}
    mixed = None in cells and _absence(seen.actual) != "words"
    if not (cells & {"words", "mark"} or cells == {"dash"}):
        return None
    weight = max(indicator.weight or ZERO, ZERO)
    way = "mixed" if mixed else rules.rules.edge.not_applicable
    low = high = ZERO
    if way in ("judgement", "mixed"):
        high = weight
    elif way == "full":
        low = high = full_marks(weight)
    return ScoredRow(
        status=Status.NOT_APPLICABLE,
        weight=indicator.weight,
        score=low if way == "full" else None,
        claimed_score=indicator.claimed_score,
        completion=None,
        reason=f"not-applicable-{way}",
        clause="edge not_applicable",
        standing=rules.edge_standing("not_applicable"),
        low=low,
        high=high,
    )


def _open(
    indicator: Indicator, seen: Measured, status: Status, reason: str, clause: CompiledClause | None = None
) -> ScoredRow:
    """An undecided row with everything that is known of it."""
    found = seen.comparison
    notes = found.notes
    if reason in _DOUBTFUL:  # whether the unit was to be taken is the very question
        notes = tuple(note for note in notes if note != _TOOK_UNIT)
    return undecided(
        indicator,
        status,
        reason,
        completion=seen.completion,
        clause=clause,
        notes=notes,
        params=found.params,
        compared=found,
    )


def _beyond_ratio(indicator: Indicator, seen: Measured, rules: LoadedRuleSet) -> ScoredRow | None:
    """Rows that no ratio can measure (zero, negative), by the edge table; ``None`` for the others."""
    found, edge = seen.comparison, rules.rules.edge
    target, actual = found.target, found.actual
    if target is None or actual is None:
        return _open(indicator, seen, Status.NEEDS_JUDGEMENT, "no-single-number")
    if target.numerator < 0:
        return _open(indicator, seen, Status.NEEDS_JUDGEMENT, "negative-target")
    if actual.numerator < 0:
        if edge.negative_actual == "zero":
            return settled(
                indicator,
                units_to_decimal(0, 2),
                "negative-actual-zero",
                completion=None,
                clause_name="edge negative_actual",
                notes=found.notes,
                compared=found,
                standing=rules.edge_standing("negative_actual"),
            )
        return _open(indicator, seen, Status.NEEDS_JUDGEMENT, "negative-actual")
    if target.numerator == 0:
        way = edge.zero_target.get(OPERATOR_NAME[found.operator or Operator.EQ], "judgement")
        if way == "judgement":
            return _open(indicator, seen, Status.NEEDS_JUDGEMENT, "zero-target")
        score = full_marks(indicator.weight or ZERO) if way == "full" else units_to_decimal(0, 2)
        return settled(
            indicator,
            score,
            f"zero-target-{way}",
            completion=None,
            clause_name="edge zero_target",
            notes=found.notes,
            compared=found,
            standing=rules.edge_standing("zero_target"),
        )
    return None


def _completion(found: Comparison) -> Fraction | None:
    """Actual over target where both are numbers a ratio can be formed of."""
    target, actual = found.target, found.actual
    if target is None or actual is None or target.numerator <= 0 or actual.numerator < 0:
        return None
    return Fraction(actual.numerator * target.denominator, actual.denominator * target.numerator)


def _late(indicator: Indicator, weight: Decimal, seen: Measured, rules: LoadedRuleSet) -> ScoredRow:
    """A date missed: by the clause for dates, else judgement with the days.

    Where only the month of an actual is known, so that the days are a range, the clause decides
    only if every one of them earns the same.
    """
    found = seen.comparison
    fewest = found.days_late or 0
    params = {**found.params, "days": str(fewest)}
    most = int(params.get("days_most", fewest))
    clause = rules.clause_for(Question("date", None, None, seen.level1, seen.level2, None))
    if clause is None or clause.curve is None:
        return undecided(
            indicator, Status.NEEDS_JUDGEMENT, "late", clause=clause, notes=found.notes, params=params
        )
    best, worst = (
        earn(weight, days, 1, clause, rules, formula="days-late", target=None, actual=None)
        for days in (fewest, most)
    )
    if best.score != worst.score:
        row = undecided(
            indicator, Status.NEEDS_JUDGEMENT, "late", clause=clause, notes=found.notes, params=params
        )
        low, high = sorted((best.score, worst.score))
        return replace(row, low=low, high=high) if clause.curve.monotone else row
    return settled(
        indicator,
        best.score,
        "late",
        completion=None,
        clause=clause,
        trace=best.trace,
        notes=found.notes,
        params=params,
    )


def _short(indicator: Indicator, weight: Decimal, seen: Measured, rules: LoadedRuleSet) -> ScoredRow:
    """The operator is not satisfied: the clause's ratio and curve, or the edge table, or judgement."""
    found = seen.comparison
    if found.days_late is not None:
        return _late(indicator, weight, seen, rules)
    beyond = _beyond_ratio(indicator, seen, rules)
    if beyond is not None:
        return beyond
    asked = seen.question
    return _by_clause(indicator, weight, seen, rules, rules.clause_for(asked), f"short-{asked.side}")


def _by_clause(
    indicator: Indicator,
    weight: Decimal,
    seen: Measured,
    rules: LoadedRuleSet,
    clause: CompiledClause | None,
    reason: str,
) -> ScoredRow:
    found = seen.comparison
    target, actual = found.target, found.actual
    if clause is None:
        return _open(indicator, seen, Status.NEEDS_JUDGEMENT, "no-clause")
    if clause.curve is None:
        return _open(indicator, seen, Status.NEEDS_JUDGEMENT, "rule-unknown", clause)
    if target is None or actual is None:
        return _open(indicator, seen, Status.NEEDS_JUDGEMENT, "no-single-number", clause)
    formula = clause.spec.ratio or "actual/target"
    over, under = (actual, target) if formula == "actual/target" else (target, actual)
    numerator, denominator = over.numerator * under.denominator, over.denominator * under.numerator
    if denominator <= 0:
        return _open(indicator, seen, Status.NEEDS_JUDGEMENT, "no-ratio", clause)
    sign = found.operator.value if found.operator else None
    earned = earn(
        weight,
        numerator,
        denominator,
        clause,
        rules,
        formula=formula,
        target=target,
        actual=actual,
        operator=sign,
    )
    notes, completion = found.notes, seen.completion
    limit = clause.spec.note_from
    if (
        limit is not None
        and completion is not None
        and completion >= limit
        and not _said(indicator.deviation_note)
    ):
        notes = (*notes, "explain-over")
    if earned.trace.deducted is not None:
        notes = (*notes, "deducted")
    return settled(
        indicator,
        earned.score,
        reason,
        completion=completion,
        clause=clause,
        trace=earned.trace,
        notes=notes,
        params=found.params,
        compared=found,
    )


def _met(indicator: Indicator, weight: Decimal, seen: Measured, rules: LoadedRuleSet) -> ScoredRow:
    """The operator is satisfied: full marks, unless a clause names this side of it expressly."""
    found, asked, completion = seen.comparison, seen.question, seen.completion
    if asked.side is not None and asked.operator is not None and completion is not None:
        clause = rules.clause_for(asked)
        if clause is not None:
            return _by_clause(indicator, weight, seen, rules, clause, f"met-{asked.side}")
    return settled(
        indicator,
        full_marks(weight),
        "met",
        completion=completion,
        clause_name="met",
        notes=found.notes,
        params=found.params,
        compared=found,
    )


def _without_weight(indicator: Indicator, seen: Measured) -> ScoredRow:
    return _open(indicator, seen, Status.UNSCORABLE, "no-weight")


def _coefficient(indicator: Indicator, rules: LoadedRuleSet) -> ScoredRow | None:
    """A printed 得分系数 is checked against the score, never computed (where the rule set works by it)."""
    if indicator.coefficient is None:
        return None
    clause = rules.clause_for(Question("coefficient"))
    if clause is None:
        return None
    return undecided(indicator, Status.NEEDS_JUDGEMENT, "coefficient", clause=clause)


def score_indicator(indicator: Indicator, rules: LoadedRuleSet, year: int | None = None) -> ScoredRow:
    """The score of one row under ``rules``; ``year`` completes dates printed without one.

    Never raises for what a row says: what cannot be decided has a status and a reason code.
    """
    return score_measured(indicator, measure(indicator, rules, year), rules)


def score_measured(indicator: Indicator, seen: Measured, rules: LoadedRuleSet) -> ScoredRow:
    """The score of a row whose cells were read; of ``indicator`` only weight, claim and notes count."""
    special = _not_applicable(indicator, seen, rules) or _coefficient(indicator, rules)
    if special is not None:
        return special
    weight = indicator.weight
    if weight is None:
        return _without_weight(indicator, seen)
    if weight < 0:
        return undecided(indicator, Status.UNSCORABLE, "negative-weight")
    if seen.actual.kind is Kind.TIER:
        return score_tier(indicator, weight, seen.actual.tier or seen.actual.text, rules)
    found = seen.comparison
    if found.outcome == "undecided":
        reason = found.reason or "undecided"
        status = Status.UNSCORABLE if reason in _UNSCORABLE_REASONS else Status.NEEDS_JUDGEMENT
        return _open(indicator, seen, status, reason)
    if rules.rules.entry.quantitative == "manual":
        return _open(indicator, seen, Status.NEEDS_JUDGEMENT, "manual-entry")
    return (_met if found.outcome == "met" else _short)(indicator, weight, seen, rules)
