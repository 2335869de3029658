"""One indicator of a framework's form scored: by marks on its points, by a ratio of facts, or as measured.

What a machine cannot decide keeps its range until the evaluator writes a score that lies within it.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.numbers import exact_string, parse_decimal, round_exact
from jixiao.schemas.framework import FrameworkItem, FrameworkRow, LineStatus, ScoredLine, ScoredPoint
from jixiao.schemas.scored import Status
from jixiao.schemas.self_evaluation import Indicator
from jixiao.scoring.frameworks import label_key
from jixiao.scoring.outcome import ZERO, full_marks
from jixiao.scoring.row import score_indicator

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.schemas.finding import Place
    from jixiao.schemas.framework import Fact, MeasuredRule, RatioRule
    from jixiao.scoring.frameworks import LoadedFramework
    from jixiao.scoring.ruleset import LoadedRuleSet

NOT_APPLICABLE = "not-applicable"
_NONE = Fraction(0)


class Basis(NamedTuple):
    """What lines are scored by: framework, rule set, year of the form, whose judgement written scores are.

    In an evaluation the ``evaluator`` decides what figures cannot; in a self-evaluation a written score is a
    claim and decides nothing.
    """

    framework: LoadedFramework
    rules: LoadedRuleSet
    year: int | None
    evaluator: bool


def ratio_rule(row: FrameworkRow, framework: LoadedFramework) -> RatioRule | None:
    """The formula a row is filled in for: that of its line, else the one whose facts are just its labels."""
    labels = {label_key(item.label) for item in row.items}
    line = framework.line_named(row.level2, row.name)
    rules = [line.ratio] if line is not None and line.ratio is not None else []
    rules += [other.ratio for other in framework.spec.line if other.ratio is not None]
    for rule in rules:
        if labels and labels == {label_key(fact.label) for fact in framework.facts_of(rule)}:
            return rule
    return None


def measured_rule(row: FrameworkRow, framework: LoadedFramework) -> MeasuredRule | None:
    """What target and actual of a row are called, where it has them."""
    labels = {label_key(item.label) for item in row.items}
    for line in framework.spec.line:
        rule = line.measured
        if rule is not None and {label_key(rule.target), label_key(rule.actual)} <= labels:
            return rule
    return None


def score_line(row: FrameworkRow, place: Place, basis: Basis) -> ScoredLine:
    """One row of a form with its score; never raises for what the row says."""
    rule = ratio_rule(row, basis.framework)
    if rule is not None:
        return _ratio(row, place, rule, basis)
    named = measured_rule(row, basis.framework)
    if named is not None:
        return _measured(row, place, named, basis)
    return _points(row, place, basis)


def rounded(value: Fraction, basis: Basis) -> Decimal:
    """A score rounded once, as the rule set rounds the scores of rows."""
    rounding = basis.rules.rules.rounding.score
    return round_exact(value, max(rounding.digits, 2), rounding.mode)


def _unweighted(line: ScoredLine) -> ScoredLine | None:
    """A line whose weight says nothing can be scored; ``None`` where it has one."""
    weight = line.row.weight
    if weight is not None and weight >= 0:
        return None
    reason = "no-weight" if weight is None else "negative-weight"
    return replace(line, status=LineStatus.UNSCORABLE, reason=reason, high=ZERO)


def _judged(line: ScoredLine, basis: Basis) -> ScoredLine:
    """An undecided line with the evaluator's own score, where one is written and lies in the range."""
    written = line.row.claimed_score
    if not basis.evaluator or written is None or not line.low <= written <= line.high:
        return line
    params = {**line.params, "before": line.reason}
    return replace(
        line, status=LineStatus.JUDGED, score=written, low=written, high=written, reason="judged",
        params=params,
    )  # fmt: skip


# by points


def shares(row: FrameworkRow) -> tuple[Fraction, ...] | None:
    """What each point is worth: as written, the rest divided evenly among the others.

    ``None`` where they do not make up the weight.
    """
    weight = Fraction(row.weight or 0)
    given = [None if item.share is None else Fraction(item.share) for item in row.items]
    left = weight - sum((share for share in given if share is not None), _NONE)
    blank = given.count(None)
    if left < 0 or (left > 0 and not blank) or any(share is not None and share < 0 for share in given):
        return None
    return tuple(left / blank if share is None else share for share in given)


def score_point(item: FrameworkItem, share: Fraction, basis: Basis) -> ScoredPoint:
    """One point: by the evaluator's word, by the points written, or open from nothing to all it is worth."""
    word = squeeze(item.entry or "")
    mark = basis.framework.marks.get(word)
    written = None if item.score is None else Fraction(item.score)
    if share == 0:
        return ScoredPoint(item, share, _NONE, _NONE, "worthless")
    if written is not None and not 0 <= written <= share and not _same(written, share, basis):
        return ScoredPoint(item, share, _NONE, share, "beyond")
    if mark is not None and mark.share is not None:
        earned = share * mark.share
        if written is not None and not _same(written, earned, basis):
            return ScoredPoint(item, share, _NONE, share, "contradicts")
        return ScoredPoint(item, share, earned, earned, "marked")
    if word and mark is None and parse_decimal(item.entry) is None:
        return ScoredPoint(item, share, _NONE, share, "unknown-mark")
    if written is None and word and mark is None:
        written = parse_decimal(item.entry)  # points written where the word belongs
        if written is not None and not 0 <= written <= share:
            return ScoredPoint(item, share, _NONE, share, "beyond")
    if written is not None:
        earned = min(written, share)
        return ScoredPoint(item, share, earned, earned, "given")
    return ScoredPoint(item, share, _NONE, share, "unmarked" if mark is None else "partly")


def _same(written: Fraction, exact: Fraction, basis: Basis) -> bool:
    """Whether points written are the exact ones, or those as they are printed."""
    return written in (exact, Fraction(rounded(exact, basis)))


def _points(row: FrameworkRow, place: Place, basis: Basis) -> ScoredLine:
    line = ScoredLine(
        row, place, "points", LineStatus.NEEDS_JUDGEMENT, None, ZERO, row.weight or ZERO, "unmarked",
        standing=_mark_standing(basis),
    )  # fmt: skip
    wrong = _unweighted(line)
    if wrong is not None:
        return wrong
    worth = shares(row)
    if worth is None:
        if row.items:
            return replace(line, status=LineStatus.UNSCORABLE, reason="shares")
        return _judged(line, basis)
    points = tuple(score_point(item, share, basis) for item, share in zip(row.items, worth, strict=True))
    low = rounded(sum((point.low for point in points), _NONE), basis)
    high = min(rounded(sum((point.high for point in points), _NONE), basis), row.weight or ZERO)
    if points and all(point.low == point.high for point in points):
        score = min(low, row.weight or ZERO)
        return replace(line, status=LineStatus.JUDGED, score=score, low=score, high=score, points=points,
                       reason="points")  # fmt: skip
    left = sum(point.low != point.high for point in points)
    params = {"left": str(left), "count": str(len(points))}
    wrong_marks = any(point.reason in {"beyond", "contradicts", "unknown-mark"} for point in points)
    reason = "points-wrong" if wrong_marks else "points-left"
    open_line = replace(line, low=low, high=high, points=points, reason=reason, params=params)
    return open_line if wrong_marks else _judged(open_line, basis)


def _mark_standing(basis: Basis) -> str | None:
    cite = basis.framework.spec.mark_cite
    return None if cite is None else cite.standing.value


# by a ratio of facts


def fact_value(item: FrameworkItem, fact: Fact) -> Fraction | None:
    """The figure written for a fact, its own unit allowed after it; ``None`` where it is none."""
    text = (item.entry or "").strip()
    return parse_decimal(text.removesuffix(fact.unit or "").strip()) if text else None


def _signed(names: tuple[str, ...], values: dict[str, Fraction]) -> Fraction:
    terms = (-values[name[1:]] if name.startswith("-") else values[name] for name in names)
    return sum(terms, _NONE)


def _formula(rule: RatioRule, values: dict[str, Fraction]) -> str:
    """The formula with the figures in it: ``（160 − 7）÷ 160``."""

    def side(names: tuple[str, ...]) -> str:
        parts = []
        for number, name in enumerate(names):
            sign = "−" if name.startswith("-") else "＋" if number else ""
            parts.append(f"{sign}{exact_string(values[name.removeprefix('-')])}")
        text = "".join(parts)
        return f"（{text}）" if len(names) > 1 else text

    return f"{side(rule.numerator)}÷{side(rule.denominator)}"


def _ratio(row: FrameworkRow, place: Place, rule: RatioRule, basis: Basis) -> ScoredLine:
    framework = basis.framework
    line = ScoredLine(
        row, place, "ratio", LineStatus.NEEDS_JUDGEMENT, None, ZERO, row.weight or ZERO, "facts-missing",
        standing=rule.cite.standing.value,
    )  # fmt: skip
    items = {label_key(item.label): item for item in row.items}
    values: dict[str, Fraction] = {}
    for fact in framework.facts_of(rule):
        found = fact_value(items[label_key(fact.label)], fact)
        if found is not None:
            values[fact.id] = found
    missing = [fact.label for fact in framework.facts_of(rule) if fact.id not in values]
    wrong = _unweighted(line)
    if missing:
        return wrong or _judged(replace(line, params={"missing": "、".join(missing)}), basis)
    below, params = _signed(rule.denominator, values), {"name": rule.name}
    line = replace(line, formula=_formula(rule, values), params=params)
    if min(values.values()) < 0:
        return wrong or replace(line, status=LineStatus.UNSCORABLE, reason="facts-negative")
    if below <= 0:
        return wrong or _judged(replace(line, reason="denominator-zero"), basis)
    ratio = _signed(rule.numerator, values) / below
    line = replace(line, ratio=ratio)
    if wrong is not None:
        return replace(wrong, ratio=ratio, formula=line.formula)
    if rule.most is not None and ratio > rule.most:
        return replace(line, status=LineStatus.UNSCORABLE, reason="ratio-impossible")
    weight = row.weight or ZERO
    if ratio >= rule.target:
        return _computed(line, full_marks(weight), "ratio-met")
    curve = framework.curve(rule)
    if curve is None:
        return _judged(replace(line, reason="ratio-unknown"), basis)
    share = min(max(curve.share(ratio), _NONE), Fraction(1))
    return _computed(line, min(rounded(Fraction(weight) * share, basis), weight), "ratio-short")


def _computed(line: ScoredLine, score: Decimal, reason: str) -> ScoredLine:
    return replace(line, status=LineStatus.COMPUTED, score=score, low=score, high=score, reason=reason)


# as a self-evaluation measures


def indicator_of(row: FrameworkRow, rule: MeasuredRule) -> Indicator:
    """A measured row as a row of a self-evaluation."""
    items = {label_key(item.label): item for item in row.items}
    return Indicator(
        level1=row.level1,
        level2=row.level2,
        name=row.name,
        target=items[label_key(rule.target)].entry,
        actual=items[label_key(rule.actual)].entry,
        weight=row.weight,
        claimed_score=row.claimed_score,
        deviation_note=row.note,
    )


_STATUSES = {
    Status.COMPUTED: LineStatus.COMPUTED,
    Status.WITHIN_BAND: LineStatus.JUDGED,
    Status.OUTSIDE_BAND: LineStatus.NEEDS_JUDGEMENT,
    Status.NEEDS_JUDGEMENT: LineStatus.NEEDS_JUDGEMENT,
    Status.NOT_APPLICABLE: LineStatus.NOT_APPLICABLE,
    Status.UNSCORABLE: LineStatus.UNSCORABLE,
}


def _measured(row: FrameworkRow, place: Place, rule: MeasuredRule, basis: Basis) -> ScoredLine:
    found = score_indicator(indicator_of(row, rule), basis.rules, basis.year)
    decided = found.low == found.high and found.status is not Status.UNSCORABLE
    line = ScoredLine(
        row, place, "measured", _STATUSES[found.status], found.low if decided else None, found.low,
        found.high, "measured", params={"by": "evaluator"} if basis.evaluator else {}, ratio=found.completion,
        measured=found, standing=found.standing,
    )  # fmt: skip
    if decided or found.status is Status.OUTSIDE_BAND:
        return line
    return _unweighted(line) or _judged(line, basis)
