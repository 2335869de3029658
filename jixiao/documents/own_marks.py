"""The column that marking a workbook adds, taken out again when the marked copy is read.

A unit corrects its marked copy and hands it in: what was said of the table is no part of the table.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from jixiao.documents.grid import Extract, Grid
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.documents.grid import Cell, Paragraph

_REMARK = re.compile(r"〔\S{2} [A-Z]{3}\d{3}〕")
_MOST_AFTER = 3
"""So many columns may have been added right of the marks since."""


def without_marks(extract: Extract) -> Extract:
    """The extract with no column of marks; the same one where there is none."""
    blocks = tuple(_unmarked(block) for block in extract.blocks)
    changed = any(one is not other for one, other in zip(blocks, extract.blocks, strict=True))
    return replace(extract, blocks=blocks) if changed else extract


def _unmarked(block: Grid | Paragraph) -> Grid | Paragraph:
    if not isinstance(block, Grid) or not block.rows:
        return block
    width = len(block.rows[0])
    for column in range(width - 1, max(width - 1 - _MOST_AFTER, 0), -1):
        if _is_marks([row[column] for row in block.rows]):
            rows = tuple((*row[:column], *row[column + 1 :]) for row in block.rows)
            return replace(block, rows=rows)
    return block


def _is_marks(cells: Sequence[Cell]) -> bool:
    """Whether a column is headed as marking heads it and holds nothing but remarks."""
    texts = (cell.text.strip() for cell in cells if not cell.covered)
    said = [text for text in texts if text]
    heading = say("annotate.heading")
    if not said or not said[0].startswith(heading):
        return False
    first = said[0].removeprefix(heading).strip()
    return all(_REMARK.match(text) is not None for text in (*said[1:], *([first] if first else ())))
