"""Forms as CSV: one line per indicator, the execution rate among them, in UTF-8 with its mark.

Text that a spreadsheet would take for a formula gets an apostrophe in front; figures are left alone.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

from jixiao.documents.write.model import FilledForm, Mark, Verdict
from jixiao.documents.write.styles import SIGNS, amount, figure, printable
from jixiao.documents.write.summary import total_text
from jixiao.schemas.self_evaluation import FundLine
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.documents.write.model import FormBook
    from jixiao.schemas.self_evaluation import Indicator

_TEXT = ("source", "project", "department", "unit")
_COLUMNS = (
    *_TEXT, "year", "level1", "level2", "name", "operator", "target", "measure", "actual", "weight",
    "claimed", "score", "low", "high", "sign", "status", "reason", "note", "claimed-total", "total",
    "claimed-grade", "grade", "rules",
)  # fmt: skip
_FORMULA = "=+-@\t\r\n\0|＝＋－＠"


def guarded(text: str | None) -> str:
    """``text`` such that no spreadsheet takes it for a formula."""
    shown = printable(text)
    return f"'{shown}" if shown.lstrip(" \u3000\ufeff\u200b").startswith(tuple(_FORMULA)) else shown


def _row(
    filled: FilledForm, indicator: Indicator | None, verdict: Verdict | None, ends: dict[str, str]
) -> dict[str, str]:
    form = filled.form
    row = {
        "source": guarded(filled.source),
        "project": guarded(form.project),
        "department": guarded(form.department),
        "unit": guarded(form.unit),
        "year": "" if form.year is None else str(form.year),
        **ends,
    }
    if indicator is not None:
        row |= {
            "level1": guarded(indicator.level1),
            "level2": guarded(indicator.level2),
            "name": guarded(indicator.name),
            "operator": guarded(indicator.operator),
            "target": guarded(indicator.adjusted_target or indicator.target),
            "measure": guarded(indicator.unit),
            "actual": guarded(indicator.actual),
            "weight": figure(indicator.weight),
            "claimed": figure(indicator.claimed_score),
            "note": guarded(indicator.deviation_note),
        }
    if verdict is not None:
        row |= {
            "score": figure(verdict.score),
            "low": figure(verdict.low),
            "high": figure(verdict.high),
            "sign": "" if verdict.mark is Mark.NONE else SIGNS[verdict.mark],
            "status": guarded(verdict.status),
            "reason": guarded(verdict.reason),
        }
    return row


def _rows(filled: FilledForm) -> Iterator[dict[str, str]]:
    form, outcome = filled.form, filled.outcome
    ends = {"claimed-total": figure(form.claimed_total), "claimed-grade": guarded(form.claimed_grade)}
    if outcome is not None:
        ends |= {
            "total": total_text(filled),
            "grade": guarded(outcome.grade),
            "rules": guarded(outcome.rules),
        }
    if form.funds:
        line = form.funds[filled.fund_index] if filled.fund_index is not None else FundLine()
        row = _row(filled, None, filled.execution, ends)
        row |= {
            "level1": say("form.funds"),
            "name": say("view.execution"),
            "target": amount(line.annual_budget),
            "actual": amount(line.executed),
            "weight": figure(line.weight),
            "claimed": figure(line.claimed_score),
        }
        yield row
    for index, indicator in enumerate(form.indicators):
        verdict = filled.rows[index] if index < len(filled.rows) else None
        yield _row(filled, indicator, verdict, ends)


def write(book: FormBook, stream: BinaryIO) -> None:
    """Write every row of ``book``; inputs that gave no form are left to the caller's messages."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, _COLUMNS, restval="")
    writer.writerow({key: say(f"form.csv.{key}") for key in _COLUMNS})
    for filled in book.forms:
        writer.writerows(_rows(filled))
    stream.write(text.getvalue().encode("utf-8-sig"))


def as_bytes(book: FormBook) -> bytes:
    """The lines of ``book`` as bytes."""
    stream = io.BytesIO()
    write(book, stream)
    return stream.getvalue()
