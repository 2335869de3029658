"""Paragraphs and grids as plain data between a worker process and its parent, and the way to ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jixiao.documents.grid import Cell, Extract, Grid, Note, Paragraph
from jixiao.documents.office.pool import shared_pool
from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.workbook import refusal_note

if TYPE_CHECKING:
    from jixiao.documents.office.pool import Pool


def read_by(task: str, data: bytes, name: str, pool: Pool | None = None) -> Extract:
    """What a worker's ``task`` reads in ``data``; a refusal becomes a note.  Never raises for content."""
    try:
        return unpacked((pool or shared_pool()).run(task, data))
    except Refused as refused:
        return Extract(refusal=refusal_note(refused, name))


def packed(extract: Extract) -> dict[str, Any]:
    """``extract`` as data of JSON: of a grid only the cells that say or span something."""
    return {
        "blocks": [_packed(block) for block in extract.blocks],
        "notes": [
            [note.code, note.params, note.ref, note.table, note.page, note.severity] for note in extract.notes
        ],
    }


def _packed(block: Grid | Paragraph) -> list[Any]:
    if isinstance(block, Paragraph):
        return [block.text, block.page, block.level]
    cells = [
        (row, column, cell.text, cell.rowspan, cell.colspan)
        for row, line in enumerate(block.rows)
        for column, cell in enumerate(line)
        if not cell.covered and (cell.text or cell.rowspan > 1 or cell.colspan > 1)
    ]
    pages = [line[0].page if line else None for line in block.rows]
    return [block.name, block.page, len(block.rows[0]) if block.rows else 0, pages, cells]


def unpacked(data: dict[str, Any]) -> Extract:
    """The extract that :func:`packed` made ``data`` of."""
    return Extract(
        tuple(_unpacked(block) for block in data["blocks"]),
        tuple(
            Note(code, params, ref, table, page, severity)
            for code, params, ref, table, page, severity in data["notes"]
        ),
    )


def _unpacked(block: list[Any]) -> Grid | Paragraph:
    if len(block) == 3:
        return Paragraph(block[0], page=block[1], level=block[2])
    name, page, width, pages, cells = block
    names = [f"C{column + 1}" for column in range(width)]
    rows = [
        [Cell("", f"R{number}{column}", page=at) for column in names] for number, at in enumerate(pages, 1)
    ]
    for row, column, text, down, right in cells:
        for line in range(row, row + down):
            for at in range(column, column + right):
                rows[line][at] = Cell(text, f"R{line + 1}{names[at]}", covered=True, page=pages[line])
        rows[row][column] = Cell(text, f"R{row + 1}{names[column]}", down, right, page=pages[row])
    return Grid(name, tuple(tuple(line) for line in rows), page=page)
