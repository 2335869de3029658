"""How wide the columns of a report's table are, and how small its type must be to fit the page."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.write import columns as forms
from jixiao.documents.write.styles import (
    MARGIN_MM,
    MARGIN_WIDE_MM,
    PAGE_MM,
    display_width,
    lines_of,
    printable,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.reports.blocks import Table

POINTS_PER_MM = 72 / 25.4
SIZES = (10.5, 9.0, 8.0)
"""Sizes of type in a table, largest first."""
_SHORT = 10
"""Halves of a character that a column is never narrower than, if its words take no more."""
_WHOLE = 3
"""Characters of a heading that is not broken in two."""
_TALLEST = 5
"""Lines in a cell that the next smaller type may help against."""


class Fit(NamedTuple):
    """The widths of the columns in halves of a character at ``points``."""

    widths: tuple[int, ...]
    points: float


def margins(*, landscape: bool) -> dict[str, int]:
    """The margins of a page in mm: those of an official paper, or of a working paper lying on its side."""
    return MARGIN_WIDE_MM if landscape else MARGIN_MM


def room_mm(*, landscape: bool) -> int:
    """The width between the margins in mm."""
    sides = margins(landscape=landscape)
    return (PAGE_MM[1] if landscape else PAGE_MM[0]) - sides["left"] - sides["right"]


def widths(table: Table, total: int) -> tuple[int, ...]:
    """Widths in halves of a character that add up to ``total`` or more.

    Columns of figures are as wide as their widest cell, the others such that the tallest row is low.
    """
    return _widths(table, _cells(table), total)


def fitted(table: Table, *, landscape: bool) -> Fit:
    """Widths that fill the page and the largest type at which figures do not break and rows are low."""
    cells = _cells(table)
    room = room_mm(landscape=landscape) * POINTS_PER_MM
    made = Fit((), SIZES[-1])
    for points in SIZES:
        total = int(room / (points / 2))
        made = Fit(_widths(table, cells, total), points)
        if sum(made.widths) <= total and _tallest(cells, made.widths) <= _TALLEST:
            break
    return made


def _cells(table: Table) -> list[list[str]]:
    """What has to fit: the text of every cell in one column, row by row; of a heading half, it may break."""
    count = len(table.columns)
    heading = len(table.heading)
    rows: list[list[str]] = []
    for number, (strong, placed) in enumerate(table.placed()):
        line = [""] * count
        for at, one in placed:
            if one.columns == 1:
                text = printable(one.text)
                if number < heading:
                    text = text[: math.ceil(len(text) / 2)] if len(text) > _WHOLE else text
                elif table.columns[at].figure and text:
                    # digits of a font that stands in, or is bold, are wider
                    text += "00" if strong.strong or one.strong else "0"
                line[at] = text
        rows.append(line)
    return rows


def _widths(table: Table, cells: Sequence[Sequence[str]], total: int) -> tuple[int, ...]:
    if not table.columns:
        return ()
    given = []
    for at, one in enumerate(table.columns):
        widest = max((display_width(line) for text in cells for line in text[at].split("\n")), default=0)
        # words as short as a label do not break
        least = max(one.least, widest + 3) if widest <= _SHORT else one.least
        given.append(forms.Column(str(at), least, one.figure))
    if all(one.figure for one in given):
        # something has to take what is left
        given[0] = given[0]._replace(figure=False)
    return forms.fit(given, cells, total)


def _tallest(cells: Sequence[Sequence[str]], chosen: Sequence[int]) -> int:
    # a long text does not break badly: what counts is a word cut into many pieces
    return max(
        (
            lines_of(text, width)
            for line in cells
            for text, width in zip(line, chosen, strict=True)
            if text and display_width(text) <= 60
        ),
        default=1,
    )
