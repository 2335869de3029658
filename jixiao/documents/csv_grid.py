"""A sheet saved as csv: its rows as a grid, so that it is read as the sheet would be."""

from __future__ import annotations

import io
from typing import Final

from jixiao.documents.grid import Cell, Grid
from jixiao.documents.long_list.rows import BrokenListError, records
from jixiao.documents.office.formula_text import column_letters

_DELIMITERS: Final = (",", ";")
_LEAST_COLUMNS: Final = 4
_LEAST_ROWS: Final = 4
_MOST_CELLS: Final = 800_000
"""As many as a workbook may have; what is longer is no sheet that holds forms."""


def grid_of(text: str) -> Grid | None:
    """The grid of a text with commas or semicolons; ``None`` where it is prose or broken.

    A spreadsheet writes as many cells in each row, and no self-evaluation form has fewer than four
    columns.  Merged cells are lost in such a file: their first cell has the text, the others are blank.
    """
    for delimiter in _DELIMITERS:
        if delimiter not in text:
            continue
        try:
            rows = _within(text, delimiter)
        except BrokenListError:
            continue
        width = max(map(len, rows), default=0)
        filled = [cells for cells in rows if any(cells)]
        alike = sum(len(cells) == width for cells in filled)
        if (
            width * len(rows) <= _MOST_CELLS
            and width >= _LEAST_COLUMNS
            and len(filled) >= _LEAST_ROWS
            and 2 * alike > len(filled)
        ):
            made = (_row(cells, number, width) for number, cells in enumerate(rows, 1))
            return Grid(name="", rows=tuple(made))
    return None


def _within(text: str, delimiter: str) -> list[list[str]]:
    """The rows of a text, none where they are too many; raises :class:`BrokenListError`."""
    rows: list[list[str]] = []
    cells = 0
    for _, row in records(io.StringIO(text, newline=""), delimiter):
        cells += len(row) or 1
        if cells > _MOST_CELLS:
            return []
        rows.append(row)
    return rows


def _row(cells: list[str], number: int, width: int) -> tuple[Cell, ...]:
    padded = [*cells, *[""] * (width - len(cells))]
    return tuple(Cell(text, f"{column_letters(column)}{number}") for column, text in enumerate(padded))
