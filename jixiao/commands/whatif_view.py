"""What another rule set would do as a person reads it: the whole, moves, departments, clauses, projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.commands.columns import Cell, Column, plain, styled, table, wrap
from jixiao.services.whatif_words import (
    clause_name,
    figure,
    later_grades,
    owner_name,
    rows_text,
    score_text,
    signed,
    whole_sentences,
    year_text,
)
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.schemas.whatif import WhatIf

_SHORT = 10
"""So many lines of each list; JSON and the documents have them all."""
_LEAST_TEXT = 24
_WIDE = 80
"""Columns from which there is room for every count."""


def render(found: WhatIf, *, room: int, colour: bool) -> str:
    """Everything as text of at most ``room`` columns."""
    return "".join(f"{line}\n" for line in _lines(found, room, colour=colour))


def _lines(found: WhatIf, room: int, *, colour: bool) -> Iterator[str]:
    def title(text: str) -> Iterator[str]:
        yield ""
        yield styled(Cell(text, {"bold": True}), colour=colour)

    def ruled(columns: list[Column], rows: list[list[str]]) -> Iterator[str]:
        cells = [[Cell(plain(text)) for text in row] for row in rows]
        for block in table(columns, cells, room, colour=colour):
            yield from block

    wide = room >= _WIDE
    for sentence in whole_sentences(found):
        yield from wrap(plain(sentence), max(room, _LEAST_TEXT))
    if found.moved:
        yield from title(say("whatif.title.moves"))
        after = later_grades(found)
        names = [name or say("whatif.no-grade") for name in after]
        columns = [Column(say("whatif.column.move")), *(Column(name, right=True) for name in names)]
        rows = [
            [before or say("whatif.no-grade"), *(str(row.get(name, 0)) for name in after)]
            for before, row in found.moves.items()
        ]
        yield from ruled(columns, rows)
    if found.departments:
        yield from title(say("whatif.title.departments"))
        counts = ("provisional", "up", "down", "same", "moved") if wide else ("moved",)
        columns = [
            Column(say("whatif.column.department"), 6, 10),
            *(
                Column(say(f"whatif.column.{name}"), right=True)
                for name in ("count", "before", "after", "change", *counts)
            ),
        ]
        rows = [
            [
                owner_name(one.department),
                str(one.count),
                figure(one.before_mean),
                figure(one.after_mean),
                signed(one.change),
                *(str(getattr(one, name)) for name in counts),
            ]
            for one in found.departments[:_SHORT]
        ]
        yield from ruled(columns, rows)
    if found.clauses:
        yield from title(say("whatif.title.clauses"))
        states = ("opened", "settled") if wide else ()
        columns = [
            Column(say("whatif.column.from"), 6, 10),
            Column(say("whatif.column.to"), 6, 10),
            *(
                Column(say(f"whatif.column.{name}"), right=True)
                for name in ("rows", "gained", "lost", *states)
            ),
        ]
        rows = [
            [
                clause_name(one.before),
                clause_name(one.after),
                str(one.rows),
                figure(one.gained),
                figure(one.lost),
                *(str(getattr(one, name)) for name in states),
            ]
            for one in found.clauses[:_SHORT]
        ]
        yield from ruled(columns, rows)
    if found.affected:
        yield from title(say("whatif.title.affected"))
        columns = [
            Column(say("whatif.column.project"), 8, 12),
            *([Column(say("whatif.column.owner"), 5, 8), Column(say("whatif.column.year"))] if wide else []),
            Column(say("whatif.column.score"), 10),
            Column(say("whatif.column.change"), right=True),
            Column(say("whatif.column.grade")),
            Column(say("whatif.column.why"), 10, 14),
        ]
        rows = []
        for project in found.affected[:_SHORT]:
            year = year_text(project)
            grade = {"before": project.before_grade or "—", "after": project.after_grade or "—"}
            rows.append(
                [
                    project.project if wide else say("whatif.project", name=project.project, year=year),
                    *([project.unit or project.department or "—", year] if wide else []),
                    score_text(project),
                    signed(project.change),
                    say("whatif.to", **grade),
                    rows_text(project),
                ]
            )
        yield from ruled(columns, rows)
