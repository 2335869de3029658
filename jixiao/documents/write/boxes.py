"""The boxes of a form: what one field, one score, one sum of weights looks like on the page."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.documents.write.model import Mark, Verdict
from jixiao.documents.write.sheet import Box, Style
from jixiao.documents.write.styles import NOT_APPLICABLE, SIGNS, absurd, amount, figure, printable
from jixiao.indicators.numbers import exact_string
from jixiao.indicators.taxonomy import fund_line, is_execution_indicator
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.documents.write.columns import Column
    from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation


def runs(keys: Sequence[object]) -> list[int]:
    """For each place how many equal keys start there; 0 inside a run.  ``None`` never joins another."""
    lengths = [1] * len(keys)
    start = 0
    for index in range(1, len(keys)):
        if keys[index] is not None and keys[index] == keys[start]:
            lengths[start] += 1
            lengths[index] = 0
        else:
            start = index
    return lengths


def number_box(value: Decimal | None, text: str, path: tuple[str | int, ...], columns: int = 1) -> Box:
    """A number of the form, as it is to be seen."""
    return Box(text, Style.FIGURE, number=value, path=path, columns=columns)


def fund_box(line: FundLine, field: str, path: tuple[str | int, ...], columns: int) -> Box:
    """One field of a fund line; a dash where a part of the funds has no weight, rate or score of its own."""
    value: Decimal | None = getattr(line, field)
    if value is None:
        part = fund_line(line.name) == "part" and field in {"weight", "claimed_rate", "claimed_score"}
        return Box(NOT_APPLICABLE if part else "", Style.CENTRED, path=path, columns=columns)
    if field == "claimed_rate":
        return Box(f"{amount(value)}%", Style.FIGURE, number=value, percent=True, path=path, columns=columns)
    text = figure(value) if field in {"weight", "claimed_score"} else amount(value)
    return number_box(value, text, path, columns)


def field_text(row: Indicator, key: str) -> str:
    """One field of an indicator as text."""
    value = getattr(row, key)
    if isinstance(value, bool):
        return say("form.yes") if value else say("form.no")
    return figure(value) if isinstance(value, Decimal) else printable(value)


def indicator_box(row: Indicator, column: Column, path: tuple[str | int, ...]) -> Box:
    """One field of an indicator."""
    value = getattr(row, column.key)
    text = field_text(row, column.key)
    if isinstance(value, Decimal):
        return number_box(value, text, path)
    centred = column.figure or column.key in {
        "target",
        "actual",
        "operator",
        "unit",
        "core",
        "adjusted_target",
    }
    return Box(text, Style.CENTRED if centred else Style.TEXT, path=path)


def verdict_text(verdict: Verdict | None, key: str) -> str:
    """What a computed column (``score``, ``sign``, ``status``, ``reason``) shows."""
    if verdict is None:
        return ""
    if key == "sign":
        return SIGNS[verdict.mark]
    if key == "status":
        return printable(verdict.status)
    if key == "reason":
        return printable(verdict.reason)
    if verdict.score is not None:
        return figure(verdict.score)
    return NOT_APPLICABLE if verdict.decided else f"{figure(verdict.low)}～{figure(verdict.high)}"


def verdict_box(verdict: Verdict, key: str, columns: int) -> Box:
    """One computed column of one row, marked where it differs from the claim or is open."""
    text = verdict_text(verdict, key)
    marked = verdict.mark if key in {"score", "sign"} else Mark.NONE
    if key == "score":
        return Box(text, Style.FIGURE, number=verdict.score, mark=marked, columns=columns)
    style = Style.TEXT if key == "reason" else Style.CENTRED
    return Box(text, style, mark=marked, columns=columns)


def total_weight(form: SelfEvaluation) -> Decimal | None:
    """The sum of the printed weights, the execution rate's counted once; ``None`` where there is none."""
    weights = [row.weight for row in form.indicators if row.weight is not None]
    if not any(is_execution_indicator(row.name) and row.weight is not None for row in form.indicators):
        lines = [line for line in form.funds if len(form.funds) == 1 or fund_line(line.name) != "part"]
        weights += [line.weight for line in lines if line.weight is not None]
    if not weights or any(absurd(weight) for weight in weights):
        return None
    return Decimal(exact_string(sum(map(Fraction, weights), Fraction(0))))
