"""What another rule set would do as the blocks of a document: moves, departments, clauses, projects."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.reports.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Fact,
    Heading,
    Origin,
    Part,
    Report,
    Source,
    Table,
    Title,
    captioned,
    cell,
    numbered,
    paragraph,
    row,
)
from jixiao.reports.summary_tables import short
from jixiao.services.whatif_words import (
    NOTHING,
    clause_name,
    figure,
    later_grades,
    owner_name,
    rows_text,
    signed,
    whole_sentences,
    year_text,
)
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.schemas.whatif import WhatIf


def report_of(found: WhatIf) -> Report:
    """The whole report."""
    title = say("whatif.title")
    part = Part(captioned(numbered(_blocks(found, title))), title, landscape=True)
    return Report(title, (part,))


def _fact(value: Decimal | int | None, path: str, *, sign: bool = False) -> Cell:
    if value is None:
        return cell(NOTHING)
    number = Decimal(value)
    text = signed(number) if sign else figure(number)
    return cell(Fact(text, Source(Origin.COMPUTED, path), number))


def _figures(*names: str) -> list[Column]:
    return [Column(say(f"whatif.column.{name}"), 6, Align.RIGHT, figure=True) for name in names]


def _blocks(found: WhatIf, title: str) -> Iterator[Block]:
    yield Title(title)
    for sentence in whole_sentences(found):
        yield paragraph(sentence)
    for name, made in (
        ("moves", _moves(found)),
        ("departments", _departments(found)),
        ("clauses", _clauses(found)),
        ("affected", _affected(found)),
    ):
        if made.rows:
            yield Heading(1, say(f"whatif.title.{name}"))
            yield made


def _moves(found: WhatIf) -> Table:
    after = later_grades(found)
    names = {name: name or say("whatif.no-grade") for name in (*after, *found.moves)}
    columns = [
        Column(say("whatif.column.move"), 10),
        *(Column(names[name], 6, Align.RIGHT, figure=True) for name in after),
    ]
    rows = [
        row(names[before], *(_fact(moves.get(name, 0), f"moves.{before}.{name}") for name in after))
        for before, moves in found.moves.items()
    ]
    return Table(tuple(columns), tuple(rows))


def _departments(found: WhatIf) -> Table:
    columns = (
        Column(say("whatif.column.department"), 14),
        *_figures("count", "provisional", "before", "after", "change", "up", "down", "same", "moved"),
    )
    rows = []
    for at, one in enumerate(found.departments):
        counts = ("up", "down", "same", "moved")
        path = f"departments.{at}"
        rows.append(
            row(
                short(owner_name(one.department)),
                _fact(one.count, f"{path}.count"),
                _fact(one.provisional, f"{path}.provisional"),
                _fact(one.before_mean, f"{path}.before_mean"),
                _fact(one.after_mean, f"{path}.after_mean"),
                _fact(one.change, f"{path}.change", sign=True),
                *(_fact(getattr(one, name), f"{path}.{name}") for name in counts),
            )
        )
    return Table(columns, tuple(rows))


def _clauses(found: WhatIf) -> Table:
    names = ("rows", "gained", "lost", "opened", "settled")
    columns = (
        Column(say("whatif.column.from"), 14),
        Column(say("whatif.column.to"), 14),
        *_figures(*names),
    )
    rows = [
        row(
            clause_name(one.before),
            clause_name(one.after),
            *(_fact(getattr(one, name), f"clauses.{at}.{name}") for name in names),
        )
        for at, one in enumerate(found.clauses)
    ]
    return Table(columns, tuple(rows))


def _affected(found: WhatIf) -> Table:
    columns = (
        Column(say("whatif.column.project"), 16),
        Column(say("whatif.column.owner"), 10),
        Column(say("whatif.column.year"), 6),
        *_figures("score-before", "score-after", "change"),
        Column(say("whatif.column.grade"), 8),
        Column(say("whatif.column.why"), 24),
    )
    rows = []
    for at, one in enumerate(found.affected):
        grades = {"before": one.before_grade or NOTHING, "after": one.after_grade or NOTHING}
        path = f"affected.{at}"
        rows.append(
            row(
                short(one.project),
                short(one.unit or one.department or NOTHING),
                year_text(one),
                _fact(one.before, f"{path}.before"),
                _fact(one.after, f"{path}.after"),
                _fact(one.change, f"{path}.change", sign=True),
                say("whatif.to", **grades),
                say("whatif.provisional", text=rows_text(one)) if one.provisional else rows_text(one),
            )
        )
    return Table(columns, tuple(rows))
