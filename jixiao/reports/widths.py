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
SHEET_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)
"""Those of a table in a workbook."""
_READABLE = 9.0
"""The smallest type that is taken only to make rows lower."""
STAND_IN = 1.28
"""How much wider than half a character digits are in a font that stands in where none of ours is there."""
_SIDES = 1.6
"""The air on both sides of a figure that stands close, in halves of a character."""
_LONG_TABLE = 20
_MOST_ROWS = 0.9
"""The share of the rows of a long table that its widths are made for."""
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


def fitted(
    table: Table,
    *,
    landscape: bool,
    sizes: Sequence[float] = SIZES,
    room: float | None = None,
    stretch: float = STAND_IN,
) -> Fit:
    """Widths that fill the page and the largest type at which figures do not break and rows are low.

    ``room`` is the width of the page in points where it is not that of an official paper; ``stretch`` is how
    much wider than half a character digits may be.
    """
    room = room_mm(landscape=landscape) * POINTS_PER_MM if room is None else room
    cells = _cells(table)
    made = Fit((), sizes[-1])
    for points in sizes:
        total = int(room / (points / 2))
        for close in (None, stretch):
            made = Fit(_widths(table, cells, total, close=close), points)
            low = points <= _READABLE or _tallest(cells, made.widths) <= _TALLEST
            if sum(made.widths) <= total and low:
                return made
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


def _widths(
    table: Table, cells: Sequence[Sequence[str]], total: int, *, close: float | None = None
) -> tuple[int, ...]:
    """Widths that add up to ``total`` or more.

    ``close`` leaves figures the least air there may be, where digits are so much wider than half a character.
    """
    if not table.columns:
        return ()
    if all(one.figure for one in table.columns):
        # something has to take what is left
        close = None
    narrow = [] if close is None else _close(table, close)
    given = []
    for at, one in enumerate(table.columns):
        widest = max((display_width(line) for text in cells for line in text[at].split("\n")), default=0)
        # words as short as a label do not break
        least = max(one.least, widest + 3) if widest <= _SHORT else one.least
        if one.figure and narrow:
            least = narrow[at]
        given.append(forms.Column(str(at), least, one.figure))
    if narrow:
        figures = {at for at, one in enumerate(given) if one.figure}
        cells = [["" if at in figures else text for at, text in enumerate(line)] for line in cells]
    if all(one.figure for one in given):
        given[0] = given[0]._replace(figure=False)
    return forms.fit(given, _usual(table, cells), total)


def _usual(table: Table, cells: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """The cells of a long table with the longest texts of a column cut to what most take: these may wrap."""
    body = cells[len(table.heading) :]
    if len(body) < _LONG_TABLE:
        return cells
    most = []
    for at, column in enumerate(table.columns):
        lengths = sorted(len(line[at]) for line in body)
        most.append(None if column.figure else lengths[int(len(lengths) * _MOST_ROWS)])
    return [
        [text if longest is None else text[:longest] for text, longest in zip(line, most, strict=True)]
        for line in cells
    ]


def _close(table: Table, stretch: float) -> list[int]:
    """The least widths of columns of figures: the widest figure in one line, the heading in two."""
    needs = [0.0] * len(table.columns)
    for number, (_, placed) in enumerate(table.placed()):
        if number >= len(table.heading):
            for at, one in placed:
                if one.columns == 1 and table.columns[at].figure:
                    needs[at] = max(needs[at], display_width(printable(one.text)) * stretch)
    for at, column in enumerate(table.columns):
        label = column.heading
        half = label if len(label) < _WHOLE else label[: math.ceil(len(label) / 2)]
        needs[at] = max(needs[at], display_width(half))
    return [math.ceil(need + _SIDES) for need in needs]


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
