"""Explanations, made on demand: first the steps with every number exact, then the sentence."""

from __future__ import annotations

from decimal import Context
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.numbers import exact_string, round_exact, round_units
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from jixiao.schemas.scored import ScoredRow, Trace

Step = dict[str, str | None]

_EXACT = Context(prec=1000)
_MOST_DIGITS = 6


def percent(value: Fraction) -> str:
    """A ratio in percent with two decimals, as reports print it: ``78.57``."""
    return f"{round_exact(value * 100, 2)}"


def _percent_text(value: Fraction, digits: int = 2) -> str:
    """A ratio in percent without trailing zeros: ``60%``, ``78.57%``."""
    return exact_string(Fraction(round_exact(value * 100, digits))) + "%"


def short(value: Decimal | Fraction) -> str:
    """A number without trailing zeros."""
    return exact_string(Fraction(value))


def share_of(trace: Trace) -> Fraction:
    """The share of the weight that the curve gives, within [0, 1]."""
    ratio = Fraction(trace.rounded_numerator, trace.rounded_denominator)
    return min(max(trace.slope * ratio + trace.intercept, Fraction(0)), Fraction(1))


def exact_score(weight: Decimal, trace: Trace) -> Fraction:
    """The score before rounding."""
    return max(Fraction(weight) * share_of(trace) - (trace.deducted or Fraction(0)), Fraction(0))


def _compare_step(row: ScoredRow) -> Step | None:
    """The numbers that were compared, where both were numbers."""
    seen, trace = row.compared, row.trace
    if seen is not None:
        if seen.target is None or seen.actual is None:
            return None
        sign = seen.operator.value if seen.operator is not None else None
        return {
            "step": "compare",
            "operator": sign,
            "target": exact_string(seen.target),
            "actual": exact_string(seen.actual),
            "unit": seen.params.get("unit") or None,
        }
    if trace is None or trace.target is None or trace.actual is None:
        return None
    return {
        "step": "compare",
        "operator": trace.operator,
        "target": exact_string(trace.target),
        "actual": exact_string(trace.actual),
        "unit": None,
    }


def steps(row: ScoredRow) -> list[Step]:
    """How the score came about, each step with its numbers as exact strings; enough to compute it again."""
    made: list[Step] = []
    trace = row.trace
    compared = _compare_step(row)
    if compared is not None:
        made.append(compared)
    if trace is not None and row.weight is not None and row.score is not None:
        ratio = Fraction(trace.numerator, trace.denominator)
        used = Fraction(trace.rounded_numerator, trace.rounded_denominator)
        made.append(
            {"step": "ratio", "formula": trace.formula, "value": str(ratio), "percent": percent(ratio)}
        )
        if used != ratio:
            made.append({"step": "round-ratio", "value": exact_string(used), "percent": percent(used)})
        made.append(
            {
                "step": "curve",
                "curve": trace.curve,
                "from": None if trace.low is None else str(trace.low),
                "to": None if trace.high is None else str(trace.high),
                "slope": str(trace.slope),
                "intercept": str(trace.intercept),
                "share": str(share_of(trace)),
            }
        )
        if trace.deducted is not None:
            made.append({"step": "deduct", "points": exact_string(trace.deducted)})
        made.append(
            {
                "step": "round-score",
                "weight": exact_string(Fraction(row.weight)),
                "exact": str(exact_score(row.weight, trace)),
                "digits": str(trace.digits),
                "mode": trace.mode,
                "score": f"{row.score}",
            }
        )
    elif row.reason is not None:
        made.append({**row.params, "step": "reason", "reason": row.reason})
    if row.clause is not None:
        made.append({"step": "clause", "clause": row.clause, "standing": row.standing})
    made.extend({"step": "note", "note": note} for note in row.notes)
    return made


def told(key: str, code: str, params: Mapping[str, object], lang: str = "zh") -> str:
    """The sentence of ``key``, or of the bare ``code`` of a reading, without a full stop."""
    text = say(key, lang, **params)
    return (say(code, lang, **params) if text == key else text).removesuffix("。")


_IN_THE_FIGURES = frozenset({"rate-capped"})
"""Notes that the figures of a computed row say already."""

_RATES = {
    "actual/target": "explain.completion",
    "executed/annual_budget": "explain.execution",
    "executed/initial_budget": "explain.execution",
}


def _span(trace: Trace, lang: str) -> str:
    """The stretch of the curve the ratio lies on; empty where one straight line through 0 says it all."""
    low, high = trace.low, trace.high
    if (low is None and high is None) or (trace.slope == 1 and trace.intercept == 0):
        return ""
    days = trace.formula == "days-late"
    name = say("explain.days" if days else _RATES.get(trace.formula, "explain.ratio"), lang)
    ends = [
        "" if end is None else short(end) if days else _percent_text(end, _MOST_DIGITS) for end in (low, high)
    ]
    if low is None:
        return f"{name}<{ends[1]}"
    return f"{name}≥{ends[0]}" if high is None else f"{ends[0]}≤{name}<{ends[1]}"


def _rate_text(row: ScoredRow, trace: Trace) -> str:
    """The ratio that entered the curve, printed with as many decimals as the score needs.

    Two, as tables print it, unless the printed figure would give another score or lie on another
    stretch of the curve; then more, at last the ratio itself.
    """
    n, d = trace.rounded_numerator, trace.rounded_denominator
    if trace.formula == "days-late":
        return short(Fraction(n, d))
    if row.weight is None or row.score is None or n * 10**4 % d == 0:
        return _percent_text(Fraction(n, d))
    weight_n, weight_d = row.weight.as_integer_ratio()
    a, b = trace.slope.as_integer_ratio()
    e, f = trace.intercept.as_integer_ratio()
    cut = trace.deducted or Fraction(0)
    wanted = int(row.score.scaleb(trace.digits, _EXACT))
    for digits in range(2, _MOST_DIGITS + 1):
        unit = 10 ** (digits + 2)
        rate = round_units(n, d, digits + 2)
        inside = (trace.low is None or rate * trace.low.denominator >= trace.low.numerator * unit) and (
            trace.high is None or rate * trace.high.denominator < trace.high.numerator * unit
        )
        over, under = weight_n * (a * rate * f + e * b * unit), weight_d * b * f * unit
        if cut:
            over, under = over * cut.denominator - cut.numerator * under, under * cut.denominator
        if inside and round_units(over, under, trace.digits, trace.mode) == wanted:
            return _percent_text(Fraction(n, d), digits)
    return str(Fraction(n, d))


def _line(trace: Trace, rate: str) -> str:
    """The curve's line as a person would write it: ``（78.57%−60%）÷（1−60%）``."""
    slope, intercept = trace.slope, trace.intercept
    if slope == 0:
        return _percent_text(intercept, _MOST_DIGITS)
    if trace.formula == "days-late":
        return f"（{_percent_text(intercept, _MOST_DIGITS)} − {short(abs(slope))} × {rate}）"
    if slope == 1 and intercept == 0:
        return rate
    if slope > 0 and intercept < 0:
        zero = -intercept / slope
        text = f"（{rate}−{_percent_text(zero, _MOST_DIGITS)}）"
        if 1 / slope == 1 - zero:
            return f"{text}÷（1−{_percent_text(zero, _MOST_DIGITS)}）"
        return text if slope == 1 else f"{text}÷ {_percent_text(1 / slope, _MOST_DIGITS)}"
    if slope == -1:
        return f"（{_percent_text(intercept, _MOST_DIGITS)}−{rate}）"
    if intercept == 0:
        return f"{short(slope)} × {rate}"
    if slope < 0:
        return f"（{_percent_text(intercept, _MOST_DIGITS)} − {short(-slope)} × {rate}）"
    return f"（{short(slope)} × {rate} + {_percent_text(intercept, _MOST_DIGITS)}）"


def _computed(row: ScoredRow, trace: Trace, lang: str) -> str:
    """Division, stretch and multiplication of a row that a curve scored."""
    ratio = Fraction(trace.numerator, trace.denominator)
    rate = _rate_text(row, trace)
    parts = []
    if trace.formula == "days-late":
        parts.append(say("explain.days-late", lang, days=str(trace.numerator)))
    elif trace.target is not None and trace.actual is not None:
        over, under = trace.actual, trace.target
        if trace.formula == "target/actual":
            over, under = under, over
        rounded = trace.numerator * trace.rounded_denominator != trace.rounded_numerator * trace.denominator
        plain = _percent_text(ratio) if rounded or "/" in rate else rate
        parts.append(f"{short(over)} ÷ {short(under)} = {plain}")
        if rounded and plain != rate:
            parts.append(say("explain.taken-as", lang, rate=rate))
    span = _span(trace, lang)
    weight = "—" if row.weight is None else short(row.weight)
    gap = "" if (line := _line(trace, rate)).startswith("（") else " "
    cut = f" − {short(trace.deducted)}" if trace.deducted is not None else ""
    figure = f"{weight} ×{gap}{line}{cut} = {'—' if row.score is None else short(row.score)}"
    parts.append(f"{span}：{figure}" if span else figure)
    return "，".join(parts)


def _why(row: ScoredRow, params: Mapping[str, object], lang: str, *, brief: bool) -> str:
    """The sentence of the reason: brief where wanted and there, bare where no rate could be formed."""
    if row.reason is None:
        return "—"
    if row.completion is None and row.reason == "no-weight":
        return told("reason.bare.no-weight", row.reason, params, lang)
    if brief:
        key = f"brief.{row.reason}"
        text = say(key, lang, **params)
        if text != key:
            return text
    return told(f"reason.{row.reason}", row.reason, params, lang)


def sentence(row: ScoredRow, lang: str = "zh", *, notes: bool = True, brief: bool = False) -> str:
    """One line that says why the score is what it is.

    ``notes`` adds what the reader should know beside; ``brief`` is for a table that
    shows target, actual and score.
    """
    trace = row.trace
    params: dict[str, object] = dict(row.params)
    if trace is not None and row.score is not None:
        text = _computed(row, trace, lang)
    else:
        params["score"] = "—" if row.score is None else short(row.score)
        params["weight"] = "—" if row.weight is None else short(row.weight)
        params["completion"] = "—" if row.completion is None else _percent_text(row.completion)
        if "closed" in params:
            params["closed"] = say(f"explain.{params['closed']}", lang)
        text = _why(row, params, lang, brief=brief)
    beside = [note for note in row.notes if notes and not (trace is not None and note in _IN_THE_FIGURES)]
    return "；".join([text, *(told(f"note.{note}", note, params, lang) for note in beside)])
