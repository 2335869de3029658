"""Small public tables written as text, and their rows told short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.documents.disclosure.blocks import Row, Spot
from jixiao.documents.disclosure.public_layouts import read
from jixiao.documents.disclosure.public_words import KINDS

if TYPE_CHECKING:
    from jixiao.documents.disclosure.public_rows import Layout
    from jixiao.documents.disclosure.public_words import Kind

BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}


def rows_of(text: str) -> list[Row]:
    """Lines as rows, cells cut at ``|``."""
    return [
        Row(tuple(cell.strip() for cell in line.split("|")), Spot(line=number))
        for number, line in enumerate(text.splitlines(), 1)
    ]


def laid(kind: str, text: str) -> Layout:
    return read(BY_NAME[kind], rows_of(text), file="表.txt", table=None)


def told(layout: Layout) -> list[tuple[str | None, str | None, dict[str, str]]]:
    """Key or code, name, and amounts as printed, of every row."""
    return [
        (row.key or row.code, row.name, {key: str(value) for key, value in row.amounts.items()})
        for row in layout.rows
    ]


def met(layout: Layout) -> list[tuple[str, int | None]]:
    """The codes of what was not as it should be, with the line."""
    return [(code, row.spot.line) for code, row in layout.met]
