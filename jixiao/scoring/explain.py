"""Explanations, made on demand: first the steps with every number exact, then the sentence."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.numbers import exact_string, round_exact
from jixiao.texts import say

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.schemas.scored import ScoredRow, Trace

Step = dict[str, str | None]


def percent(value: Fraction) -> str:
    """A ratio in percent with two decimals, as reports print it: ``78.57``."""
    return f"{round_exact(value * 100, 2)}"


def _short_percent(value: Fraction) -> str:
    """A ratio in percent without trailing zeros: ``60%``, ``78.57%``."""
    return exact_string(Fraction(round_exact(value * 100, 2))) + "%"


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


def steps(row: ScoredRow) -> list[Step]:
    """How the score came about, each step with its numbers as exact strings; enough to compute it again."""
    made: list[Step] = []
    trace = row.trace
    if trace is not None and row.weight is not None and row.score is not None:
        if trace.target is not None and trace.actual is not None:
            made.append({"step": "compare", "operator": trace.operator,
                         "target": exact_string(trace.target), "actual": exact_string(trace.actual)})  # fmt: skip
        ratio = Fraction(trace.numerator, trace.denominator)
        used = Fraction(trace.rounded_numerator, trace.rounded_denominator)
        made.append({"step": "ratio", "formula": trace.formula, "value": str(ratio), "percent": percent(ratio)})
        if used != ratio:
            made.append({"step": "round-ratio", "value": exact_string(used), "percent": percent(used)})
        made.append({
            "step": "curve", "curve": trace.curve,
            "from": None if trace.low is None else str(trace.low),
            "to": None if trace.high is None else str(trace.high),
            "slope": str(trace.slope), "intercept": str(trace.intercept), "share": str(share_of(trace)),
        })  # fmt: skip
        if trace.deducted is not None:
            made.append({"step": "deduct", "points": exact_string(trace.deducted)})
        made.append({
            "step": "round-score", "weight": exact_string(Fraction(row.weight)),
            "exact": str(exact_score(row.weight, trace)), "digits": str(trace.digits), "mode": trace.mode,
            "score": f"{row.score}",
        })  # fmt: skip
    elif row.reason is not None:
        made.append({"step": "reason", "reason": row.reason, **row.params})
    if row.clause is not None:
        made.append({"step": "clause", "clause": row.clause, "standing": row.standing})
    made.extend({"step": "note", "note": note} for note in row.notes)
    return made


def _span(trace: Trace, lang: str) -> str:
    name = say("explain.rate", lang)
    if trace.low is None and trace.high is None:
        return ""
    if trace.low is None and trace.high is not None:
        return f"{name}<{_short_percent(trace.high)}"
    if trace.high is None and trace.low is not None:
        return f"{name}≥{_short_percent(trace.low)}"
    assert trace.low is not None  # noqa: S101  # both ends were just seen to be there
    assert trace.high is not None  # noqa: S101  # both ends were just seen to be there
    return f"{_short_percent(trace.low)}≤{name}<{_short_percent(trace.high)}"


def _figure(row: ScoredRow, trace: Trace) -> str:
    """The multiplication as a person would write it."""
    assert row.weight is not None  # noqa: S101  # a trace is only made for a weighted row
    weight = short(row.weight)
    rate = _short_percent(Fraction(trace.rounded_numerator, trace.rounded_denominator))
    if trace.slope == 0:
        text = f"{weight} × {_short_percent(trace.intercept)}"
    elif trace.slope == 1 and trace.intercept == 0:
        text = f"{weight} × {rate}"
    elif trace.slope > 0 and trace.intercept < 0:
        zero = -trace.intercept / trace.slope
        text = f"{weight} ×（{rate}−{_short_percent(zero)}）"
        width = 1 / trace.slope
        if width == 1 - zero:
            text += f"÷（1−{_short_percent(zero)}）"
        elif width != 1:
            text += f"÷ {_short_percent(width)}"
    elif trace.slope == -1:
        text = f"{weight} ×（{_short_percent(trace.intercept)}−{rate}）"
    else:
        text = f"{weight} ×（{short(trace.slope)} × {rate} + {_short_percent(trace.intercept)}）"
    if trace.deducted is not None:
        text += f" − {short(trace.deducted)}"
    return text


_SIDES = {"actual/target": ("actual", "target"), "target/actual": ("target", "actual")}


def _computed(row: ScoredRow, trace: Trace, lang: str) -> str:
    ratio = Fraction(trace.numerator, trace.denominator)
    parts = []
    if trace.formula == "days-late":
        parts.append(say("explain.days-late", lang, days=str(trace.numerator)))
    elif trace.target is not None and trace.actual is not None:
        over, under = (
            (trace.actual, trace.target) if trace.formula != "target/actual" else (trace.target, trace.actual)
        )
        parts.append(f"{short(over)} ÷ {short(under)} = {_short_percent(ratio)}")
    span = _span(trace, lang)
    figure = f"{_figure(row, trace)} = {short(row.score) if row.score is not None else '—'}"
    parts.append(f"{span}：{figure}" if span else figure)
    return "，".join(parts)


def sentence(row: ScoredRow, lang: str = "zh") -> str:
    """One line that says why the score is what it is."""
    trace = row.trace
    if trace is not None and row.score is not None:
        text = _computed(row, trace, lang)
    else:
        params: dict[str, object] = dict(row.params)
        params["score"] = "—" if row.score is None else short(row.score)
        params["weight"] = "—" if row.weight is None else short(row.weight)
        params["completion"] = "—" if row.completion is None else _short_percent(row.completion)
        if "closed" in params:
            params["closed"] = say(f"explain.{params['closed']}", lang)
        text = say(f"reason.{row.reason}", lang, **params)
    notes = [say(f"note.{note}", lang, **row.params) for note in row.notes]
    return "；".join([text, *notes])
