"""First compare: does an actual satisfy its target, exactly, and if not, by how much is it short.

Nothing is scored here.  Where the two cannot be compared the outcome is ``undecided`` with the
code of a reason; a scorer turns that into judgement.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from jixiao.indicators.cleaning import MAX_LENGTH, squeeze
from jixiao.indicators.dates import in_year, read_date
from jixiao.indicators.measures import Measure, common, doubtful, measure, target_strays, two_readings
from jixiao.indicators.numbers import parse_decimal
from jixiao.indicators.reading import Kind, Operator, Period, Quantity, Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jixiao.indicators.taxonomy import Direction

Outcome = Literal["met", "short", "undecided"]
Side = Literal["equal", "under", "over"]

_GE = {Operator.GE, Operator.GT}
_LE = {Operator.LE, Operator.LT}
_NUMERIC = {Kind.QUANTITY, Kind.BAND, Kind.FREQUENCY}
_MISSING = {"empty", "placeholder", "not-applicable", "template"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome of comparing an actual with its target.

    ``outcome``: ``met`` (full), ``short`` (to be measured) or ``undecided`` (why: ``reason``).
    ``side``: where the actual's value lies against the target's, ``None`` where that is no question.
    ``operator``: the one in effect; for a bare target it follows the direction, for a band it
    names the limit that was missed.
    ``target``, ``actual``: exact values in base units of ``params["unit"]``, the actual's only
    where it is one number.  Negative values stand here and are for nobody to divide.
    ``days_late``: for dates, the least number of days the actual can be late.
    ``reason``, ``notes``: codes of the text tables; ``params``: what their sentences name.
    """

    outcome: Outcome
    side: Side | None
    operator: Operator | None
    target: Fraction | None
    actual: Fraction | None
    days_late: int | None
    reason: str | None
    notes: tuple[str, ...]
    params: Mapping[str, str]


def compare(
    target: Reading, actual: Reading, *, year: int | None = None, direction: Direction | None = None
) -> Comparison:
    """Compare ``actual`` with ``target``; exact, never raises.

    ``year`` is the form's, for dates that print none.  ``direction`` decides a target without
    an operator that is not met exactly: ``up`` as ≥, ``down`` as ≤.
    """
    target, actual = _in_the_light_of(target, actual), _in_the_light_of(actual, target)
    params = {"target": target.text, "actual": actual.text}
    notes: tuple[str, ...] = ("repeats-target",) if _repeats(target, actual) else ()
    if target.detail is not None or actual.detail is not None:
        notes += ("detail-not-compared",)
    if (reason := _unreadable(target, actual)) is not None:
        return _undecided(reason, notes, params)
    if target.kind is Kind.SEVERAL or actual.kind is Kind.SEVERAL:
        return _several(target, actual, year, direction, notes, params)
    if target.kind is Kind.DATE and actual.kind is Kind.DATE:
        return _dates(target, actual, year, notes, params)
    if target.kind in _NUMERIC and actual.kind in _NUMERIC:
        return _numbers(target, actual, direction, notes, params)
    return _undecided("kinds-differ", notes, params)


def _in_the_light_of(reading: Reading, other: Reading) -> Reading:
    """``2023.12`` beside a number is a number, beside a date a month; else it stays unreadable."""
    if reading.reason != "date-ambiguous":
        return reading
    if other.kind is Kind.DATE:
        digits = "".join(filter(str.isdigit, reading.text))
        parts = (digits[:4], digits[4:6], digits[6:8])
        dated = read_date("".join(part + mark for part, mark in zip(parts, "年月日", strict=True) if part))
        return reading if dated is None or dated.kind is not Kind.DATE else replace(dated, text=reading.text)
    value = parse_decimal(reading.text) if other.kind in _NUMERIC else None
    return reading if value is None else Reading(reading.text, Kind.QUANTITY, quantity=Quantity(value))


def _undecided(
    reason: str,
    notes: tuple[str, ...],
    params: Mapping[str, str],
    *,
    side: Side | None = None,
    operator: Operator | None = None,
    target: Fraction | None = None,
    actual: Fraction | None = None,
) -> Comparison:
    return Comparison("undecided", side, operator, target, actual, None, reason, notes, params)


def _repeats(target: Reading, actual: Reading) -> bool:
    """Whether the actual only copies the words or the operator of the target."""
    if max(len(target.text), len(actual.text)) > MAX_LENGTH:
        return False
    wordy = target.kind in {Kind.STATEMENT, Kind.SEVERAL} or actual.operator is not None
    same = squeeze(target.text) == squeeze(actual.text) != ""
    return same and wordy and target.operator == actual.operator


def _unreadable(target: Reading, actual: Reading) -> str | None:
    """The reason why a look at the kinds alone leaves the comparison undecided."""
    for reading, column in ((target, "target"), (actual, "actual")):
        if reading.kind is Kind.UNREADABLE:
            return f"{column}-missing" if reading.reason in _MISSING else f"{column}-unreadable"
    if actual.kind is Kind.TIER:
        return "tier-label"
    if target.kind in {Kind.STATEMENT, Kind.TIER}:
        return "qualitative"
    if actual.kind is Kind.STATEMENT:
        return "actual-qualitative"
    return None


def _several(
    target: Reading,
    actual: Reading,
    year: int | None,
    direction: Direction | None,
    notes: tuple[str, ...],
    params: Mapping[str, str],
) -> Comparison:
    """Met only if each part of the target is met by its part of the actual."""
    if target.kind is not actual.kind or len(target.parts) != len(actual.parts):
        return _undecided("several-not-all-met", notes, params)
    theirs = list(actual.parts)
    if len({part.unit for part in theirs}) == len(theirs) and {part.unit for part in theirs} == {
        part.unit for part in target.parts
    }:
        by_unit = {part.unit: part for part in theirs}
        theirs = [by_unit[part.unit] for part in target.parts]
    results = [
        compare(want, have, year=year, direction=direction)
        for want, have in zip(target.parts, theirs, strict=True)
    ]
    notes += tuple(dict.fromkeys(note for result in results for note in result.notes if note not in notes))
    if all(result.outcome == "met" for result in results):
        return Comparison("met", None, None, None, None, None, None, notes, params)
    return _undecided("several-not-all-met", notes, params)


# dates


def _dates(
    target: Reading, actual: Reading, year: int | None, notes: tuple[str, ...], params: Mapping[str, str]
) -> Comparison:
    want, have = target.period, actual.period
    if want is None or have is None:  # pragma: no cover  # a date reading always has its period
        return _undecided("kinds-differ", notes, params)
    if want.has_year != have.has_year:
        if year is None:
            return _undecided("year-unknown", notes, params)
        want, have = in_year(want, year), in_year(have, year)
        notes += ("took-year",)
        params = {**params, "year": str(year)}
    operator = target.operator
    verdict = _date_verdict(want, have, operator, actual.operator)
    if verdict == "met":
        side: Side = "equal" if (want.first, want.last) == (have.first, have.last) else "under"
        return Comparison("met", side, operator, None, None, None, None, notes, params)
    if verdict != "late":
        return _undecided(verdict, notes, params, operator=operator)
    days = (have.first - want.last).days
    most = (have.last - want.last).days
    if most != days:
        notes += ("days-at-least",)
    params = {**params, "days": str(days), "days_most": str(most)}
    return Comparison("short", "over", operator, None, None, days, "late", notes, params)


def _date_verdict(want: Period, have: Period, operator: Operator | None, theirs: Operator | None) -> str:
    """``met``, ``late`` or the code of why neither is certain."""
    if operator in _GE:
        if have.first >= want.first and theirs not in _LE:
            return "met"
        return "before-date" if have.last < want.first else "interval-overlaps"
    limit_open = want.month_only
    if theirs in _LE:  # the actual is any day up to its own limit
        inside = have.last <= want.last and (not limit_open or have.month_only or have.last < want.first)
        return "met" if inside else "interval-overlaps"
    if operator is Operator.EQ and have.last < want.first:
        return "before-date"
    if have.last <= want.last and (not limit_open or have.last < want.first):
        return "met"
    if have.first > want.last:
        return "late"
    return "month-doubtful" if limit_open and have.last <= want.last else "interval-overlaps"


# numbers


def _numbers(
    target: Reading,
    actual: Reading,
    direction: Direction | None,
    notes: tuple[str, ...],
    params: dict[str, str],
) -> Comparison:
    if target.change != actual.change and (actual.change is not None or actual.unit is not None):
        return _undecided("change-differs", notes, params)
    want, have = measure(target), measure(actual)
    given = want.scale if have.bare and have.scale == 1 else 1
    taken = have.scale if want.bare and want.scale == 1 else 1
    adopted = (want.unit != have.unit and (want.bare or have.bare)) or (
        want.bare and have.bare and want.scale != have.scale
    )
    joined = common(want, have)
    if joined is None:
        params |= {"target_unit": want.unit or "", "actual_unit": have.unit or ""}
        return _undecided("unit-mismatch", notes, params)
    want, have = joined
    params["unit"] = want.unit or ""
    if target.approximate:
        return _undecided("approximate", notes, params)
    if adopted:
        notes += ("took-unit",)
        if taken != 1 and target_strays(want, have):
            return _undecided("target-scale-doubtful", notes, {**params, **two_readings(want, taken)})
        if (power := doubtful(want, have, given)) is not None:
            return _undecided("scale-doubtful", notes, {**params, **two_readings(have, power)})
    if have.unknown:
        return _undecided("approximate", notes, params)
    found = _decide(target, want, have, direction, notes, params)
    if _of_each_period(target, actual, want, have):
        each = have.times(target.per_year)
        if _decide(target, want, each, direction, notes, params).outcome != found.outcome:
            readings = two_readings(have, 1 / Fraction(target.per_year))
            return _undecided("scale-doubtful", notes, {**params, **readings})
    return found


def _of_each_period(target: Reading, actual: Reading, want: Measure, have: Measure) -> bool:
    """Whether so many times (1次) beside a frequency (1次/月) may be meant of each of its periods."""
    if target.per_year == 1 or actual.kind is not Kind.QUANTITY:
        return False
    ends = [(goal, value * target.per_year) for goal in want.ends() for value in have.ends()]
    return any(value <= 2 * goal and goal <= 2 * value for goal, value in ends)


def _decide(
    target: Reading,
    want: Measure,
    have: Measure,
    direction: Direction | None,
    notes: tuple[str, ...],
    params: dict[str, str],
) -> Comparison:
    if target.kind is Kind.BAND:
        return _in_band(want, have, notes, params)
    goal = want.point
    if goal is None:  # pragma: no cover  # only a band or an approximation has two ends
        return _undecided("kinds-differ", notes, params)
    return _against(goal, have, _effective(target.operator, direction), target.operator, notes, params)


def _effective(operator: Operator | None, direction: Direction | None) -> Operator | None:
    if operator is not None or direction is None:
        return operator
    return Operator.GE if direction == "up" else Operator.LE


def _in_band(want: Measure, have: Measure, notes: tuple[str, ...], params: Mapping[str, str]) -> Comparison:
    low, high = want.low, want.high
    if low is None or high is None:  # pragma: no cover  # a band read from a target has both ends
        return _undecided("kinds-differ", notes, params)
    over = _against(low, have, Operator.GE, Operator.GT if want.low_open else Operator.GE, notes, params)
    under = _against(high, have, Operator.LE, Operator.LT if want.high_open else Operator.LE, notes, params)
    if over.outcome == "met" and under.outcome == "met":
        notes = over.notes + tuple(note for note in under.notes if note not in over.notes)
        return replace(over, side="equal", operator=None, notes=notes, target=None)
    if over.outcome == "short":
        return over
    if under.outcome == "short":
        return under
    return _undecided("interval-overlaps", notes, params)


def _against(
    goal: Fraction,
    have: Measure,
    effective: Operator | None,
    printed: Operator | None,
    notes: tuple[str, ...],
    params: Mapping[str, str],
) -> Comparison:
    """A point or an interval against one number."""
    point = have.point
    side = _side(goal, have)
    if point is not None and point == goal:
        if printed in {Operator.GT, Operator.LT}:
            notes += ("equality-under-strict",)
        return Comparison("met", "equal", effective, goal, point, None, None, notes, params)
    if effective is None:
        return _undecided("direction-unknown", notes, params, side=side, target=goal, actual=point)
    everything, nothing = _satisfies(goal, have, effective)
    if everything:
        if (
            goal in {have.low, have.high}
            and printed in {Operator.GT, Operator.LT}
            and not _touches_openly(goal, have)
        ):
            notes += ("equality-under-strict",)
        return Comparison("met", side, effective, goal, point, None, None, notes, params)
    if nothing:
        return Comparison("short", side, effective, goal, point, None, None, notes, params)
    return _undecided("interval-overlaps", notes, params, operator=effective, target=goal)


def _touches_openly(goal: Fraction, have: Measure) -> bool:
    return (goal == have.low and have.low_open) or (goal == have.high and have.high_open)


def _side(goal: Fraction, have: Measure) -> Side | None:
    if have.low is not None and (have.low > goal or (have.low == goal and have.low_open)):
        return "over"
    if have.high is not None and (have.high < goal or (have.high == goal and have.high_open)):
        return "under"
    return "equal" if have.point == goal else None


def _satisfies(goal: Fraction, have: Measure, effective: Operator) -> tuple[bool, bool]:
    """Whether all and whether none of the values satisfy the operator; a strict one counts equality."""
    over = have.low is not None and have.low >= goal
    under = have.high is not None and have.high <= goal
    side = _side(goal, have)
    if effective in _GE:
        return over, side == "under"
    if effective in _LE:
        return under, side == "over"
    return over and under, side in {"under", "over"}
