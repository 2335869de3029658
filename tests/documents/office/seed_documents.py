"""The reference documents as blocks, and their forms with the merged cells of the official form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.documents.office.word_writer import squeeze
from tests.shared import SHARED
from tests.strategies.tables import Area, Table

if TYPE_CHECKING:
    from pathlib import Path

SEEDS: list[Path] = sorted((SHARED / "seeds").glob("*.txt")) if SHARED else []


@dataclass(frozen=True)
class Text:
    """A paragraph; level 0 is body text."""

    text: str
    level: int = 0


def blocks(path: Path) -> list[Text | Table]:
    """Headings, paragraphs and tab-separated tables of a document, in order."""
    found: list[Text | Table] = []
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            found.append(table(rows))
            rows = []
        heading = re.fullmatch(r"(#+)\s*\**(.*?)\**", line.strip())
        if heading:
            found.append(Text(heading[2], min(len(heading[1]), 9)))
        elif line.strip():
            found.append(Text(line.strip().lstrip("- ")))
    return found


def forms() -> list[Table]:
    """The self-evaluation tables of all documents."""
    return [
        block
        for path in SEEDS
        for block in blocks(path)
        if isinstance(block, Table) and any(squeeze(text) == "三级指标" for text in block.areas.values())
    ]


def table(rows: list[list[str]]) -> Table:
    """Rows of unequal length as a table; a form gets the merged cells it has on paper."""
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    header = next(
        (number for number, row in enumerate(rows) if any(squeeze(text) == "三级指标" for text in row)), None
    )
    taken: set[tuple[int, int]] = set()
    areas: dict[Area, str] = {}

    def free(row: int, column: int) -> bool:
        return row < len(rows) and column < width and not rows[row][column] and (row, column) not in taken

    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            if (row, column) in taken:
                continue
            down = right = 1
            if header is not None and text:
                if column < 2 and row >= header and column < (1 if row == header else 2):
                    while free(row + down, column) and (column == 0 or not rows[row + down][0]):
                        down += 1
                elif column and row < header and "预算" not in "".join(cells) and cells[0]:
                    while free(row, column + right):
                        right += 1
            taken |= {(row + n, column + m) for n in range(down) for m in range(right)}
            areas[row, column, down, right] = text
    return Table(len(rows), width, areas)
