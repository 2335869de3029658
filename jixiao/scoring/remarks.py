"""Findings that scoring itself meets: weights, claimed against computed, totals, grades, missing reasons.

A claimed score that differs from a computed one is an error under a rule set that the
user named, and a warning under one that was assumed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.numbers import exact_string, round_exact
from jixiao.indicators.reading import Kind
from jixiao.indicators.taxonomy import level1
from jixiao.schemas.finding import Finding, Severity
from jixiao.schemas.scored import ScoredEvaluation, ScoredIndicator, ScoredRow, Status
from jixiao.scoring.execution import total_line
from jixiao.scoring.grade import grade_of
from jixiao.scoring.outcome import exact_sum
from jixiao.scoring.row import measure
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jixiao.schemas.ruleset import ReasonRule
    from jixiao.schemas.self_evaluation import ReadForm, SelfEvaluation
    from jixiao.scoring.ruleset import LoadedRuleSet
    from jixiao.scoring.total import Span, Total, Weights

_EXECUTION_NOTES = {
    "printed-rate": ("EXE003", Severity.NOTICE),
    "borderline-rounding": ("EXE004", Severity.NOTICE),
    "rate-capped": ("EXE007", Severity.WARNING),
}
_EXECUTION_REASONS = {
    "over-rate": ("EXE001", Severity.ERROR),
    "over-rate-unknown": ("EXE001", Severity.ERROR),
    "amounts-missing": ("EXE005", Severity.WARNING),
    "negative-amount": ("EXE006", Severity.ERROR),
    "rate-doubtful": ("EXE008", Severity.WARNING),
    "zero-total-above-parts": ("EXE009", Severity.ERROR),
}
_STRICT = "equality-under-strict"
_ZERO_BUDGET = "zero-budget"


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else exact_string(Fraction(value))


def _label(item: ScoredIndicator) -> str:
    indicator = item.indicator
    return indicator.name or indicator.level2 or indicator.level1 or "—"


def _mismatch(scored: ScoredEvaluation, rules: LoadedRuleSet) -> Severity:
    if rules.rules.entry.quantitative == "editable":
        return Severity.NOTICE
    return Severity.WARNING if scored.rules.assumed else Severity.ERROR


def _basis(scored: ScoredEvaluation, row: ScoredRow) -> str:
    return f"{scored.rules.id} {row.clause}" if row.clause else scored.rules.id


def _span(span: Span) -> str:
    low, high = _plain(span.low), _plain(span.high)
    return f"{low}" if low == high else f"{low}～{high}"


def _weight_findings(
    scored: ScoredEvaluation, read: ReadForm, rules: LoadedRuleSet, weights: Weights, total: Total
) -> Iterator[Finding]:
    """Weights that do not make up the full marks."""
    added = exact_sum((weights.indicators, weights.execution))
    params = {
        "indicators": _plain(weights.indicators) or "0",
        "execution": _plain(weights.execution) or "0",
        "full": _plain(weights.full) or "0",
        "total": _plain(added) or "0",
    }
    unweighted = any(item.row.weight is None for item in scored.indicators)
    lacking = unweighted or scored.execution is None or not scored.complete
    if total.without is not None and total.including is not None:
        params |= {"without": _span(total.without), "with": _span(total.including)}
        yield Finding(
            code="WGT002",
            severity=Severity.ERROR,
            place=read.place("indicators"),
            params=params,
            expected=params["full"],
            found=params["total"],
        )
    elif added != weights.full and weights.indicators > 0 and (added > weights.full or not lacking):
        yield Finding(
            code="WGT001",
            severity=Severity.ERROR,
            place=read.place("indicators"),
            params=params,
            expected=params["full"],
            found=params["total"],
        )
    yield from _profile_findings(scored, read, rules)


def _profile_findings(scored: ScoredEvaluation, read: ReadForm, rules: LoadedRuleSet) -> Iterator[Finding]:
    """Level-1 weights that fit none of the rule set's profiles; nothing where a row names no level."""
    profiles = rules.rules.weights
    if not any(profile.level1 for profile in profiles):
        return
    found: dict[str, Fraction] = {}
    for item in scored.indicators:
        if item.counted and item.row.weight is not None:
            name = level1(item.indicator.level1) or item.indicator.level1
            if not name:
                return
            found[name] = found.get(name, Fraction(0)) + Fraction(item.row.weight)
    if not found:
        return
    wanted = [{level1(name) or name: share for name, share in profile.level1.items()} for profile in profiles]
    if found not in [profile for profile in wanted if profile]:
        yield Finding(
            code="WGT003",
            severity=Severity.NOTICE,
            place=read.place("indicators"),
            basis=rules.rules.id,
            expected="；".join(_shares(profile) for profile in wanted if profile),
            found=_shares(found),
        )


def _shares(profile: dict[str, Fraction]) -> str:
    return "、".join(f"{name} {exact_string(share)}" for name, share in profile.items())


def _row_findings(
    scored: ScoredEvaluation, read: ReadForm, severity: Severity, index: int, item: ScoredIndicator
) -> Iterator[Finding]:
    row, claimed = item.row, item.indicator.claimed_score
    place, params = read.place("indicators", index, "claimed_score"), {"name": _label(item)}
    if claimed is not None and row.weight is not None and claimed > row.weight:
        yield Finding(
            code="WGT004",
            severity=Severity.ERROR,
            place=place,
            params=params,
            expected=_plain(row.weight),
            found=_plain(claimed),
        )
    if not item.counted:
        return
    if _STRICT in row.notes:
        where = read.place("indicators", index, "actual")
        yield Finding(code="SCO005", severity=Severity.NOTICE, place=where, params={**row.params, **params})
    if claimed is None:
        return
    if row.status is Status.OUTSIDE_BAND:
        yield Finding(
            code="SCO003",
            severity=severity,
            place=place,
            params={**params, **row.params},
            expected=f"{_plain(row.low)}～{_plain(row.high)}",
            found=_plain(claimed),
            basis=_basis(scored, row),
        )
    elif row.reason == "coefficient":
        yield from _coefficient_findings(scored, severity, read, index, item)
    elif row.score is not None and row.score != claimed:
        yield Finding(
            code="SCO001",
            severity=severity,
            place=place,
            params=params,
            expected=_plain(row.score),
            found=_plain(claimed),
            basis=_basis(scored, row),
        )


def _coefficient_findings(
    scored: ScoredEvaluation, severity: Severity, read: ReadForm, index: int, item: ScoredIndicator
) -> Iterator[Finding]:
    """得分系数 × 分值 against the claimed score, exactly."""
    indicator = item.indicator
    if indicator.coefficient is None or indicator.weight is None or indicator.claimed_score is None:
        return
    product = Fraction(indicator.coefficient) * Fraction(indicator.weight) / 100
    if round_exact(product, 2) != indicator.claimed_score:
        params = {
            "name": _label(item),
            "coefficient": _plain(indicator.coefficient) or "",
            "weight": _plain(indicator.weight) or "",
        }
        yield Finding(
            code="SCO004",
            severity=severity,
            place=read.place("indicators", index, "claimed_score"),
            params=params,
            expected=exact_string(product),
            found=_plain(indicator.claimed_score),
            basis=_basis(scored, item.row),
        )


def _execution_findings(scored: ScoredEvaluation, read: ReadForm, severity: Severity) -> Iterator[Finding]:
    row = scored.execution
    if row is None:
        return
    funds = total_line(scored.evaluation)
    path = ("funds", funds.index) if funds is not None and funds.index is not None else ("funds",)
    place = read.place(*path)
    rate = "" if row.completion is None else _rate(row.completion)
    params = {"rate": rate}
    if funds is not None and funds.index is None:
        yield Finding(code="FUN001", severity=Severity.NOTICE, place=place)
    for note in row.notes:
        if note in _EXECUTION_NOTES:
            code, weight = _EXECUTION_NOTES[note]
            yield Finding(code=code, severity=weight, place=place, params=params, found=rate or None)
    said = _EXECUTION_REASONS.get(row.reason or "")
    if (row.reason or "").startswith(_ZERO_BUDGET):
        said = ("EXE002", Severity.WARNING)
    if said is not None:
        code, weight = said
        yield Finding(code=code, severity=weight, place=place, params=params, found=rate or None)
    if row.score is not None and row.claimed_score is not None and row.score != row.claimed_score:
        yield Finding(
            code="SCO002",
            severity=severity,
            place=read.place(*path, "claimed_score"),
            params=params,
            expected=_plain(row.score),
            found=_plain(row.claimed_score),
            basis=_basis(scored, row),
        )


def _rate(rate: Fraction) -> str:
    """A rate in percent with two decimals, or with as many as it takes to show that it is over 100 %."""
    digits = next((digits for digits in range(2, 9) if rate <= 1 or round_exact(rate * 100, digits) > 100), 9)
    return f"{round_exact(rate * 100, digits)}%"


def _claimed_sum(scored: ScoredEvaluation) -> Decimal | None:
    """The sum of the printed scores, the execution's too; ``None`` if any weighted one is missing."""
    values = []
    rows = [item.row for item in scored.indicators if item.counted]
    if scored.execution is not None:
        rows.append(scored.execution)
    for row in rows:
        if row.claimed_score is not None:
            values.append(row.claimed_score)
        elif row.weight != 0 and row.status is not Status.NOT_APPLICABLE:
            return None
    return exact_sum(values) if values else None


def _total_findings(
    scored: ScoredEvaluation, read: ReadForm, rules: LoadedRuleSet, severity: Severity, total: Total
) -> Iterator[Finding]:
    form = scored.evaluation
    claimed, added = form.claimed_total, _claimed_sum(scored)
    place = read.place("claimed_total")
    if claimed is not None and added is not None and scored.complete and added != claimed:
        yield Finding(
            code="TOT001", severity=Severity.ERROR, place=place, expected=_plain(added), found=_plain(claimed)
        )
    if claimed is not None and scored.total is not None and claimed != scored.total:
        yield Finding(
            code="TOT002",
            severity=severity,
            place=place,
            basis=scored.rules.id,
            expected=_plain(scored.total),
            found=_plain(claimed),
        )
    if (
        scored.sum is not None
        and scored.total is not None
        and scored.sum != scored.total
        and total.cap is not None
    ):
        yield Finding(
            code="TOT003",
            severity=Severity.NOTICE,
            place=place,
            basis=scored.rules.id,
            params={"sum": f"{scored.sum}"},
            expected=f"{scored.total}",
        )
    if form.claimed_grade and claimed is not None:
        grade = grade_of(claimed, rules)
        if grade is not None and not form.claimed_grade.strip().startswith(grade):
            yield Finding(
                code="GRD001",
                severity=severity,
                place=read.place("claimed_grade"),
                basis=scored.rules.id,
                params={"total": _plain(claimed) or ""},
                expected=grade,
                found=form.claimed_grade,
            )


def _silent(text: str | None) -> bool:
    return text is None or not text.strip()


def _row_reason(rule: ReasonRule, item: ScoredIndicator, rules: LoadedRuleSet, year: int | None) -> bool:
    row = item.row
    if rule.when == "short":
        return row.score is not None and row.weight is not None and row.score < row.weight
    if rule.when == "far-over":
        return rule.at is not None and row.completion is not None and row.completion >= rule.at
    if rule.when == "qualitative":
        return measure(item.indicator, rules, year).target.kind is Kind.STATEMENT
    return False


def _form_reason(rule: ReasonRule, scored: ScoredEvaluation) -> bool:
    row, funds = scored.execution, total_line(scored.evaluation)
    if rule.when == "low-execution":
        return (
            row is not None
            and row.completion is not None
            and rule.below is not None
            and row.completion < rule.below
        )
    if rule.when == "budget-adjusted" and funds is not None:
        first, final = funds.line.initial_budget, funds.line.annual_budget
        return first is not None and final is not None and first != final
    return False


_REASON_CODES = {
    "short": "RSN001",
    "low-execution": "RSN002",
    "far-over": "RSN003",
    "budget-adjusted": "RSN004",
    "qualitative": "RSN005",
}


def _reason_findings(scored: ScoredEvaluation, read: ReadForm, rules: LoadedRuleSet) -> Iterator[Finding]:
    """Explanations that the rule set demands and the table does not give."""
    form: SelfEvaluation = scored.evaluation
    nothing_said = all(_silent(row.deviation_note) for row in form.indicators)
    for rule in rules.rules.reason:
        code = _REASON_CODES[rule.when]
        if nothing_said and _form_reason(rule, scored):
            yield Finding(
                code=code, severity=Severity.WARNING, place=read.place("funds"), basis=rules.rules.id
            )
        for index, item in enumerate(scored.indicators):
            if (
                item.counted
                and _silent(item.indicator.deviation_note)
                and _row_reason(rule, item, rules, form.year)
            ):
                yield Finding(
                    code=code,
                    severity=Severity.WARNING,
                    basis=rules.rules.id,
                    place=read.place("indicators", index, "deviation_note"),
                    params={"name": _label(item)},
                )
    far_over = [rule for rule in rules.rules.reason if rule.when == "far-over"]
    for index, item in enumerate(scored.indicators):
        asked = any(_row_reason(rule, item, rules, form.year) for rule in far_over)
        if "explain-over" in item.row.notes and not asked:
            yield Finding(
                code="RSN003",
                severity=Severity.NOTICE,
                basis=_basis(scored, item.row),
                place=read.place("indicators", index, "deviation_note"),
                params={"name": _label(item)},
            )


def _rules_findings(scored: ScoredEvaluation, read: ReadForm) -> Iterator[Finding]:
    """Which rule set was taken and why, where the command did not name it."""
    if scored.rules.why != "rules-named":
        params = {"title": scored.rules.title, "id": scored.rules.id, "why": say(scored.rules.why)}
        yield Finding(code="RUL020", severity=Severity.NOTICE, place=read.source, params=params)


def remarks(
    scored: ScoredEvaluation, read: ReadForm, rules: LoadedRuleSet, weights: Weights, total: Total
) -> tuple[Finding, ...]:
    """Everything scoring has to say about a table beside its scores, in the table's own order."""
    severity = _mismatch(scored, rules)
    found = [*_rules_findings(scored, read), *_execution_findings(scored, read, severity)]
    for index, item in enumerate(scored.indicators):
        found += _row_findings(scored, read, severity, index, item)
    found += _weight_findings(scored, read, rules, weights, total)
    found += _total_findings(scored, read, rules, severity, total)
    found += _reason_findings(scored, read, rules)
    return tuple(found)
