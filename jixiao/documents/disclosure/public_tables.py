"""The public tables of a disclosure: found by their titles, read by their layout.

A broken table is read as far as it is sure: columns are placed by their printed numbers (栏次) and
headings, rows by their codes and line numbers, and where cells have slipped the amounts are placed
only if the row's own sum leaves one way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jixiao.documents.complaints import notice
from jixiao.documents.disclosure import public_layouts
from jixiao.documents.disclosure.blocks import Para, Row, Rows, place
from jixiao.documents.disclosure.folded import fold
from jixiao.documents.disclosure.public_rows import number
from jixiao.documents.disclosure.public_words import (
    CAPTION,
    KIND_NAMES,
    NOTES,
    ORGANISATION,
    UNIT,
    YEAR,
    Kind,
    kind_of,
)
from jixiao.schemas.disclosure import PublicTable
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.documents.disclosure.blocks import Block
    from jixiao.schemas.finding import Finding

_LOOK_BACK = 8
"""Paragraphs before a table among which its caption may stand."""


@dataclass
class Caption:
    """What stands around a table's head: title, number, organisation, year, unit."""

    kind: Kind | None = None
    title: str | None = None
    number: str | None = None
    organisation: str | None = None
    year: int | None = None
    unit: str | None = None

    def take(self, raw: str) -> bool:
        """Take in one line or cell; whether it belonged to a caption."""
        text = fold(raw[:200]).text
        taken = False
        if self.kind is None and (kind := kind_of(text)) is not None:
            self.kind, self.title, taken = kind, " ".join(raw.split()), True
        if self.number is None and len(text) < 80 and (number := CAPTION.search(text)) is not None:
            self.number, taken = next(g for g in number.groups() if g).zfill(2), True
        if self.organisation is None and (organisation := ORGANISATION.match(text)) is not None:
            self.organisation, taken = organisation.group(1), True
        if self.year is None and len(text) < 80 and (year := YEAR.search(text)) is not None:
            self.year, taken = int(year.group(1)), True
        if self.unit is None and (unit := UNIT.search(text)) is not None:
            self.unit, taken = unit.group(1), True
        return taken


@dataclass
class FoundTable:
    """A public table's rows, put together over its pages, and which blocks they were."""

    caption: Caption
    rows: list[Row]
    blocks: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PublicTables:
    """The tables read, what was met, and which blocks they took up."""

    tables: tuple[PublicTable, ...]
    findings: tuple[Finding, ...]
    used: frozenset[int]

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds that were not found, where any was found at all."""
        found = {table.kind for table in self.tables}
        return tuple(name for name in KIND_NAMES if name not in found) if found else ()


def read_tables(blocks: Sequence[Block], file: str) -> PublicTables:
    """Every public table among the blocks, in order."""
    tables: list[PublicTable] = []
    findings: list[Finding] = []
    used: set[int] = set()
    for found in _find(blocks):
        table, met = _read(found, file)
        tables.append(table)
        findings += met
        used.update(found.blocks)
    return PublicTables(tuple(tables), tuple(findings), frozenset(used))


def _find(blocks: Sequence[Block]) -> list[FoundTable]:
    found: list[FoundTable] = []
    recent: list[Para] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Para):
            recent.append(block)
            continue
        caption = Caption()
        _from_paragraphs(caption, recent)
        _from_sheet(caption, block)
        if caption.kind is not None:
            found.append(FoundTable(caption, list(block.rows), [index]))
        elif found and _goes_on(found[-1], block, recent):
            found[-1].rows += block.rows
            found[-1].blocks.append(index)
        recent = []
    return found


def _from_paragraphs(caption: Caption, recent: list[Para]) -> None:
    """Read the caption upward from the table, no further than its title and the number beside it."""
    near = recent[-_LOOK_BACK:]
    for back, para in enumerate(reversed(near)):
        if len(para.raw) > 120 or NOTES.match(para.folded.text):
            break
        caption.take(para.raw)
        if caption.kind is not None:
            before = near[len(near) - back - 2] if len(near) - back - 2 >= 0 else None
            if caption.number is None and before is not None and len(before.raw) < 20:
                caption.take(before.raw)
            break


def _from_sheet(caption: Caption, block: Rows) -> None:
    """Read the caption inside the table: rows of one or two cells over its head, and the sheet's name."""
    for row in block.rows[:6]:
        if len(row.filled) > 4 or any(number(cell) is not None for cell in row.filled[1:]):
            break
        for cell in row.filled:
            caption.take(cell)
    if caption.kind is None and block.name is not None:
        caption.take(block.name)


def _goes_on(last: FoundTable, block: Rows, recent: list[Para]) -> bool:
    """Whether a table without a caption goes on with the last one: only a page's head between."""
    if last.caption.kind is None or any(
        len(para.raw) > 30 or NOTES.match(para.folded.text) for para in recent
    ):
        return False
    first = next((row for row in block.rows if row.filled), None)
    return first is not None and public_layouts.looks_like_row(first, last.caption.kind)


def _read(found: FoundTable, file: str) -> tuple[PublicTable, list[Finding]]:
    caption, kind = found.caption, found.caption.kind
    assert kind is not None  # noqa: S101 - a table is only found with its kind
    name = say("disclosure.table", number=caption.number) if caption.number else caption.title
    layout = public_layouts.read(kind, found.rows, file=file, table=name)
    spot = found.rows[0].spot
    table = PublicTable(
        kind=kind.name,
        id=caption.number,
        title=caption.title,
        organisation=caption.organisation,
        year=caption.year,
        unit=caption.unit,
        columns=layout.columns,
        rows=layout.rows,
        place=place(spot, file=file, table=name),
    )
    findings = [
        notice(
            code,
            place(row.spot, file=file, table=name, quote=" ".join(row.filled)),
            found=" ".join(row.filled),
        )
        for code, row in layout.met
    ]
    return table, findings
