"""Why a line of a framework's form has its score, in a sentence."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.numbers import exact_string, round_exact
from jixiao.scoring.explain import percent_text, sentence
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.schemas.framework import ScoredLine

_WHOSE = frozenset({"within-band", "outside-band"})
"""Reasons whose sentence says whose score it is."""


def percent(value: Fraction) -> str:
    """A ratio in percent with two decimals: ``78.57``."""
    return f"{round_exact(value * 100, 2)}"


def line_name(line: ScoredLine) -> str:
    """What a line is called: its 三级指标, else what stands above it."""
    row = line.row
    return row.name or row.level2 or row.level1 or say("framework.unnamed")


def line_sentence(line: ScoredLine, *, notes: bool = True) -> str:
    """Why a line has its score, or why it has none yet; ``notes`` adds what a reader should know beside."""
    row = line.row
    params: dict[str, str] = {
        **line.params,
        "weight": "" if row.weight is None else exact_string(Fraction(row.weight)),
        "score": "" if line.score is None else exact_string(Fraction(line.score)),
        "ratio": "" if line.ratio is None else percent_text(line.ratio),
        "formula": line.formula or "",
    }
    if line.reason == "measured" and line.measured is not None:
        return _measured(line, notes=notes)
    if line.reason == "judged":
        before = _before(line, notes=notes)
        return say("framework.reason.judged", **{**params, "why": before})
    if line.reason == "points":
        return say("framework.reason.points", **{**params, "told": points_told(line)})
    return say(f"framework.reason.{line.reason}", **params)


def _measured(line: ScoredLine, *, notes: bool) -> str:
    """As a row of a self-evaluation is told, but for whose score it is."""
    row = line.measured
    if row is None:
        return ""
    if line.params.get("by") == "evaluator" and row.reason in _WHOSE:
        row = replace(row, reason=f"evaluated-{row.reason}")
    return sentence(row, notes=notes)


def _before(line: ScoredLine, *, notes: bool) -> str:
    """Why the evaluator's word was needed."""
    if line.measured is not None:
        return _measured(line, notes=notes)
    code = line.params.get("before", "unmarked")
    ratio = "" if line.ratio is None else percent_text(line.ratio)
    return say(f"framework.reason.{code}", **{**line.params, "ratio": ratio, "formula": line.formula or ""})


def points_told(line: ScoredLine) -> str:
    """How many points earned all, a part, nothing."""
    full = sum(point.low == point.share for point in line.points)
    none = sum(point.low == 0 < point.share for point in line.points)
    some = len(line.points) - full - none
    counts = {"full": full, "some": some, "none": none}
    return "，".join(
        say(f"framework.points.{name}", count=str(count)) for name, count in counts.items() if count
    )
