"""The summary of many scored forms as a page: a line each, the grades counted, the inputs that gave none."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jixiao.documents.write.columns import Column, fit
from jixiao.documents.write.model import Mark
from jixiao.documents.write.sheet import Box, Line, Part, Sheet, Style
from jixiao.documents.write.styles import SIGNS, figure, printable
from jixiao.texts import say

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.documents.write.model import FilledForm, FormBook

_WIDTH = 150
_COLUMNS = (
    Column("number", 5, figure=True),
    Column("project", 20),
    Column("unit", 16),
    Column("year", 6, figure=True),
    Column("claimed", 8, figure=True),
    Column("score", 9, figure=True),
    Column("sign", 5),
    Column("claimed-grade", 6),
    Column("grade", 8),
    Column("errors", 6, figure=True),
    Column("warnings", 6, figure=True),
    Column("rules", 13),
    Column("source", 16),
)


def total_mark(filled: FilledForm) -> Mark:
    """How the computed total stands to the claimed one."""
    outcome = filled.outcome
    if outcome is None:
        return Mark.NONE
    if outcome.total is None:
        return Mark.OPEN
    claimed = filled.form.claimed_total
    if claimed is None:
        return Mark.NONE
    return Mark.SAME if claimed == outcome.total else Mark.DIFFERS


def total_text(filled: FilledForm) -> str:
    """The computed total, or the range it lies in."""
    outcome = filled.outcome
    if outcome is None:
        return ""
    if outcome.total is not None:
        return figure(outcome.total)
    return f"{figure(outcome.low)}～{figure(outcome.high)}"


def _row(number: int, filled: FilledForm) -> list[Box]:
    form, outcome, mark = filled.form, filled.outcome, total_mark(filled)
    counts = Counter(remark.severity for remark in outcome.remarks) if outcome is not None else Counter()
    total: Decimal | None = None if outcome is None else outcome.total
    graded = "" if outcome is None else outcome.grade
    return [
        Box(str(number), Style.CENTRED, sheet=number - 1),
        Box(printable(form.project)),
        Box(printable(form.unit or form.department)),
        Box("" if form.year is None else str(form.year), Style.CENTRED),
        Box(figure(form.claimed_total), Style.FIGURE, number=form.claimed_total),
        Box(total_text(filled), Style.FIGURE, number=total, mark=mark),
        Box(SIGNS[mark], Style.CENTRED, mark=mark),
        Box(printable(form.claimed_grade), Style.CENTRED),
        Box(printable(graded), Style.CENTRED),
        Box(str(counts["error"]), Style.CENTRED, mark=Mark.DIFFERS if counts["error"] else Mark.NONE),
        Box(str(counts["warning"]), Style.CENTRED),
        Box("" if outcome is None else printable(outcome.rules)),
        Box(printable(filled.source)),
    ]


def summary(book: FormBook) -> Sheet:
    """The summary page of a book."""
    rows = [_row(number, filled) for number, filled in enumerate(book.forms, 1)]
    headings = [say(f"form.summary.{column.key}") for column in _COLUMNS]
    cells = [
        [text[: (len(text) + 1) // 2] for text in headings],
        *([box.text for box in row] for row in rows),
    ]
    widths = fit(_COLUMNS, cells, _WIDTH)
    count = len(_COLUMNS)

    def wide(box: Box, part: Part) -> Line:
        return Line(part, ((0, Box(box.text, box.style, columns=count, mark=box.mark)),))

    lines = [wide(Box(say("form.summary.title"), Style.TITLE), Part.TOP)]
    lines.append(Line(Part.HEADING, tuple((at, Box(text, Style.LABEL)) for at, text in enumerate(headings))))
    lines += [Line(Part.ROWS, tuple(enumerate(row))) for row in rows]
    lines.append(wide(Box(_counts(book), Style.NOTE), Part.BELOW))
    lines.append(wide(Box(say("form.legend"), Style.NOTE), Part.BELOW))
    if book.problems:
        lines.append(
            wide(Box(say("form.summary.unread", count=str(len(book.problems))), Style.HEADLINE), Part.BELOW)
        )
        lines += [
            wide(Box(printable(line), Style.NOTE, mark=Mark.DIFFERS), Part.BELOW) for line in book.problems
        ]
    return Sheet(say("form.summary"), widths, tuple(lines), landscape=True)


def _counts(book: FormBook) -> str:
    """How many forms, which grades, what was not read."""
    outcomes = [filled.outcome for filled in book.forms if filled.outcome is not None]
    grades = Counter(outcome.grade if outcome.graded else say("view.ungraded") for outcome in outcomes)
    spread = "、".join(f"{grade} {count}" for grade, count in grades.most_common()) or "—"
    return say("view.summary", tables=str(len(book.forms)), spread=spread, problems=str(len(book.problems)))
