"""Explanations, made on demand: first the steps with every number exact, then the sentence."""

from __future__ import annotations

from decimal import Context
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.numbers import exact_string, round_exact, round_units
from jixiao.texts import say, table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from jixiao.schemas.scored import ScoredRow, Segment, Trace

Step = dict[str, str | None]

_EXACT = Context(prec=1000)
_MOST_DIGITS = 6


def percent(value: Fraction) -> str:
    """A ratio in percent with two decimals, as reports print it: ``78.57``."""
    return f"{round_exact(value * 100, 2)}"


def short(value: Decimal | Fraction) -> str:
    """A number without trailing zeros."""
    if type(value) is Fraction:
        return str(value.numerator) if value.denominator == 1 else exact_string(value)
    text = str(value)
    if "E" in text:
        return exact_string(Fraction(value))
    return text.rstrip("0").rstrip(".") if "." in text else text


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
_DAYS = "days-late"


class _Form(NamedTuple):
    """How one piece of a curve is written: the stretch it lies on, and its line before and after the rate.

    ``before`` is the whole of a flat line, ``after`` then ``None``.
    """

    span: str
    before: str
    after: str | None


@lru_cache(maxsize=4096)
def _form(piece: Segment, formula: str, lang: str) -> _Form:
    return _Form(_span(piece, formula, lang), *_line(piece, days=formula == _DAYS))


def _span(piece: Segment, formula: str, lang: str) -> str:
    """The stretch of the curve the ratio lies on; empty where one straight line through 0 says it all."""
    low, high = piece.low, piece.high
    if (low is None and high is None) or (piece.slope == 1 and piece.intercept == 0):
        return ""
    days = formula == _DAYS
    name = say("explain.days" if days else _RATES.get(formula, "explain.ratio"), lang)
    ends = ["" if end is None else short(end) if days else _limit(end) for end in (low, high)]
    if low is None:
        return f"{name}<{ends[1]}"
    return f"{name}≥{ends[0]}" if high is None else f"{ends[0]}≤{name}<{ends[1]}"


def _limit(value: Fraction) -> str:
    """A figure of a curve in percent, with the decimals it has."""
    return exact_string(Fraction(round_exact(value * 100, _MOST_DIGITS))) + "%"


def _line(piece: Segment, *, days: bool) -> tuple[str, str | None]:
    """The curve's line as a person would write it, around its rate: ``（`` and ``−60%）÷（1−60%）``."""
    slope, intercept = piece.slope, piece.intercept
    if slope == 0:
        return f" {_limit(intercept)}", None
    if days:
        return f"（{_limit(intercept)} − {short(abs(slope))} × ", "）"
    if intercept == 0:
        return (" ", "") if slope == 1 else (f" {short(slope)} × ", "")
    if slope > 0 and intercept < 0:
        zero = -intercept / slope
        if slope == 1:
            return "（", f"−{_limit(zero)}）"
        whole = f"（1−{_limit(zero)}）" if 1 / slope == 1 - zero else f" {_limit(1 / slope)}"
        return "（", f"−{_limit(zero)}）÷{whole}"
    if slope == -1:
        return f"（{_limit(intercept)}−", "）"
    if slope < 0:
        return f"（{_limit(intercept)} − {short(-slope)} × ", "）"
    return f"（{short(slope)} × ", f" + {_limit(intercept)}）"


def _units_text(units: int, digits: int) -> str:
    """``units`` of ``10**-digits`` of a percent, without trailing zeros: ``78.57%``, ``60%``."""
    whole, rest = divmod(abs(units), 10**digits)
    sign = "-" if units < 0 else ""
    part = f"{rest:0{digits}}".rstrip("0")
    return f"{sign}{whole}.{part}%" if part else f"{sign}{whole}%"


def _feigns(units: int, digits: int, numerator: int, denominator: int) -> bool:
    """Whether a rounded rate reads 0% or 100% and the ratio is neither."""
    return numerator not in {0, denominator} and units in {0, 10 ** (digits + 2)}


def percent_text(value: Fraction) -> str:
    """A ratio in percent with two decimals, without trailing zeros, and its sign: ``62.6%``.

    With more where it would read 0% or 100% without being so: ``99.999%``.
    """
    return _percent_text(value.numerator, value.denominator)


def _percent_text(numerator: int, denominator: int) -> str:
    digits = 2
    while _feigns(units := round_units(numerator, denominator, digits + 2), digits, numerator, denominator):
        digits += 1
    return _units_text(units, digits)


def _rate_text(row: ScoredRow, trace: Trace) -> str:
    """The ratio that entered the curve, printed with as many decimals as the score needs.

    Two, as tables print it, unless the printed figure would give another score or lie on another
    stretch of the curve; then more, at last the ratio itself.
    """
    n, d = trace.rounded_numerator, trace.rounded_denominator
    if trace.formula == _DAYS:
        return short(Fraction(n, d))
    if row.weight is None or row.score is None or n * 10**4 % d == 0:
        return _percent_text(n, d)
    piece = trace.piece
    weight_n, weight_d = row.weight.as_integer_ratio()
    low, high, cut = piece.low, piece.high, trace.deducted
    wanted = int(row.score.scaleb(trace.digits, _EXACT))
    for digits in range(2, _MOST_DIGITS + 1):
        unit = 10 ** (digits + 2)
        rate = round_units(n, d, digits + 2)
        if (low is not None and rate * low.denominator < low.numerator * unit) or (
            high is not None and rate * high.denominator >= high.numerator * unit
        ):
            continue
        if _feigns(rate, digits, n, d):
            continue
        over, under = weight_n * (piece.a * rate + piece.b * unit), weight_d * piece.c * unit
        if cut is not None:
            over, under = over * cut.denominator - cut.numerator * under, under * cut.denominator
        if round_units(over, under, trace.digits, trace.mode) == wanted:
            return _units_text(rate, digits)
    return str(Fraction(n, d))


def _computed(row: ScoredRow, trace: Trace, lang: str) -> str:
    """Division, stretch and multiplication of a row that a curve scored."""
    rate = _rate_text(row, trace)
    text = ""
    if trace.formula == _DAYS:
        text = say("explain.days-late", lang, days=str(trace.numerator)) + "，"
    elif trace.target is not None and trace.actual is not None:
        over, under = trace.actual, trace.target
        if trace.formula == "target/actual":
            over, under = under, over
        n, d = trace.numerator, trace.denominator
        rounded = n * trace.rounded_denominator != trace.rounded_numerator * d
        plain = _percent_text(n, d) if rounded or "/" in rate else rate
        text = f"{short(over)} ÷ {short(under)} = {plain}，"
        if rounded and plain != rate:
            text += say("explain.taken-as", lang, rate=rate) + "，"
    form = _form(trace.piece, trace.formula, lang)
    if form.span:
        text += f"{form.span}："
    line = form.before if form.after is None else f"{form.before}{rate}{form.after}"
    if trace.deducted is not None:
        line += f" − {short(trace.deducted)}"
    weight = "—" if row.weight is None else short(row.weight)
    gap = "" if line.endswith("）") else " "  # a full-width bracket is gap enough
    return f"{text}{weight} ×{line}{gap}= {'—' if row.score is None else short(row.score)}"


@lru_cache(maxsize=256)
def _names_completion(reason: str | None, lang: str) -> bool:
    """Whether a sentence of the reason names the completion; it is worked out for no other."""
    sentences = table(lang)
    return any("{completion}" in sentences.get(f"{kind}{reason}", "") for kind in ("reason.", "brief.", ""))


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
        if _names_completion(row.reason, lang):
            params["completion"] = (
                "—"
                if row.completion is None
                else _percent_text(row.completion.numerator, row.completion.denominator)
            )
        if "closed" in params:
            params["closed"] = say(f"explain.{params['closed']}", lang)
        text = _why(row, params, lang, brief=brief)
    if not notes or not row.notes:
        return text
    beside = [note for note in row.notes if trace is None or note not in _IN_THE_FIGURES]
    return "；".join([text, *(told(f"note.{note}", note, params, lang) for note in beside)])
