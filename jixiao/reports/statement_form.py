"""The 自评表 of a project printed inside a report: the official form as blocks, every figure a fact.

What stands where is decided by :mod:`jixiao.documents.write.layout`, as for a form in a file of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jixiao.documents.write.columns import columns_of
from jixiao.documents.write.layout import page
from jixiao.documents.write.model import FilledForm
from jixiao.documents.write.sheet import IN_TABLE, Part, Style
from jixiao.documents.write.styles import display_width
from jixiao.reports.blocks import (
    Align,
    Cell,
    Column,
    Fact,
    Origin,
    Row,
    Source,
    Table,
    Tone,
    cell,
    paragraph,
)
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jixiao.documents.write.sheet import Box, Line
    from jixiao.reports.blocks import Block
    from jixiao.reports.statement_view import Project
    from jixiao.schemas.self_evaluation import Path

_LABEL = Column("", 5, Align.CENTRE)
"""The column of 绩效指标, left of the indicators' own."""
_ALIGN = {Style.TEXT: Align.LEFT}
_LEAST = {"level1": 11, "level2": 9, "name": 16, "weight": 6, "claimed_score": 6, "deviation_note": 9}
"""The least widths on an official page, where they are not those on a page of the form's own."""
_LONGEST_WORD = 18
"""Figures and words of letters so long at most do not break."""
_WORD = re.compile(r"[!-~≤≥±×÷]+")
_MOST = 10
"""More columns than these stand on a page that lies on its side."""


def lies(one: Project) -> bool:
    """Whether the form has so many columns that its page lies on its side."""
    return len(columns_of(one.form.indicators, scored=False)) > _MOST


def form_blocks(one: Project, year: int) -> Iterator[Block]:
    """The form: its title, its year (that of the section, where it says none), its table."""
    yield paragraph(say("form.title"), tone=Tone.CENTRED)
    yield paragraph(say("form.year", year=str(one.form.year or year)), tone=Tone.CENTRED)
    yield form_table(one)


def form_table(one: Project) -> Table:
    """The ruled part of the form: head, money, goals, indicators, total; the project's row is repeated."""
    sheet = page(FilledForm(one.form))
    columns = columns_of(one.form.indicators, scored=False)
    lines = [line for line in sheet.lines if line.part in IN_TABLE and not _empty_grade(line, one)]
    rows = [_row(line, one) for line in lines]
    widest = _words(lines)
    given = tuple(
        Column(
            column.heading,
            max(_LEAST.get(column.key, column.least), widest.get(at, 0)),
            Align.CENTRE,
            column.figure,
        )
        for at, column in enumerate(columns, 1)
    )
    return Table((_LABEL, *given), tuple(rows[1:]), head=(rows[0],))


def _words(lines: Iterable[Line]) -> dict[int, int]:
    """The width that the longest figure or word needs in each column, by its number."""
    found: dict[int, int] = {}
    for line in lines:
        for at, box in line.boxes:
            if box.columns == 1 and box.path is not None:
                longest = max((display_width(word) for word in _WORD.findall(box.text)), default=0)
                longest = min(longest, _LONGEST_WORD)
                # digits of a font that stands in are wider
                found[at] = max(found.get(at, 0), longest + longest // 4 + 2)
    return found


def _empty_grade(line: Line, one: Project) -> bool:
    """The line of the grade, where none is printed: published forms then have none."""
    paths = {box.path for _, box in line.boxes}
    return line.part is Part.FOOT and ("claimed_grade",) in paths and not one.form.claimed_grade


def _row(line: Line, one: Project) -> Row:
    return Row(tuple(_cell(box, one) for _, box in sorted(line.boxes, key=lambda placed: placed[0])))


def _cell(box: Box, one: Project) -> Cell:
    text = box.text
    run = Fact(text, _source(box.path, one), box.number) if text and box.path is not None else text
    return cell(
        run,
        rows=box.rows,
        columns=box.columns,
        align=_ALIGN.get(box.style, Align.CENTRE),
        strong=box.style is Style.LABEL,
    )


def _source(path: Path, one: Project) -> Source:
    if path == ("weights",):
        return Source(Origin.COMPUTED, "sum(weight)", one.line.source or "")
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return one.source("".join(steps).removeprefix("."))
