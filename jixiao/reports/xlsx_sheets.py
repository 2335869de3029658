"""What of a report goes on which sheet of a workbook, and how wide and tall everything there is.

A table or figure stays with what introduces it; as many of them as fill a page share a sheet.
A table longer than a page has a sheet of its own, whose columns are its own: it can be sorted and filtered.
Tables that share a sheet stand on one grid, their cells merged over its columns.  Sizes are those of print at
full scale: pixels of 1/96 inch across, points down.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.write.styles import (
    CELL_POINTS,
    MM_PER_INCH,
    PAGE_MM,
    TALLEST_ROW,
    printable,
    text_height,
)
from jixiao.reports.blocks import Figure, Heading, Paragraph, Scatter, Table, Title
from jixiao.reports.charts import clean, is_empty
from jixiao.reports.widths import SHEET_SIZES, fitted
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jixiao.reports.blocks import Block, Cell, Chart, Part

SIDES_MM = {True: {"top": 18, "bottom": 18, "left": 10, "right": 10},
            False: {"top": 22, "bottom": 20, "left": 22, "right": 18}}  # fmt: skip
"""The margins of a page lying (``True``) and of an upright one in mm: those of a working paper."""
TEXT_POINTS = {
    "title": 20.0, "under": 12.0, "heading": 12.0, "caption": 11.0, "unit": 10.0, "note": 9.5, "body": 11.0,
    "centred": 11.0, "right": 11.0,
}  # fmt: skip
"""The type of each kind of line."""
ROW_POINTS = 18.0
"""The height of the rows a chart stands on."""
_PIXELS_PER_POINT = 4 / 3
_HALF_PIXELS = CELL_POINTS / 2 * _PIXELS_PER_POINT
"""Half a character of the usual type in pixels."""
_STRETCH = 1.05
"""How much wider than half a character digits are: what is wider still is made smaller by the sheet."""
_MOST_OVER = 1.18
"""So many times what goes on a page is made smaller to go on it, if no type becomes less than the least."""
_LEAST_POINTS = 9.2
_LITTLE_MORE = 1.7
_NEAR = 10
"""Edges of two tables so many pixels apart are one."""
_CHART_ROWS = {True: 14, False: 16}
_MOST_ROWS = {True: 24, False: 34}
_BLANK_COLUMNS = 8
_LONGEST_NAME = 31


class Laid(NamedTuple):
    """A table on the grid: the column where each of its own begins, and where the last ends; its type.

    ``heights`` are those of its rows in points, the heading first.
    """

    edges: tuple[int, ...]
    points: float
    heights: tuple[float, ...]


class _Fitted(NamedTuple):
    """A table by itself: its type, where its columns begin and end in pixels, the heights of its rows."""

    points: float
    edges: tuple[int, ...]
    heights: tuple[float, ...]


class Sheet(NamedTuple):
    """One sheet: its blocks, the widths of its columns in pixels, each table as it lies, by its place.

    ``whole`` says that all of it goes on one page, ``alone`` that its only table has the columns to itself.
    """

    name: str
    blocks: tuple[Block, ...]
    landscape: bool
    pixels: tuple[int, ...]
    laid: Mapping[int, Laid]
    whole: bool

    @property
    def alone(self) -> bool:
        """Whether the columns are those of its only table."""
        return len(self.laid) == 1

    @property
    def halves(self) -> float:
        """The width of everything in halves of a character of the usual type."""
        return halves(sum(self.pixels))


def halves(pixels: float) -> float:
    """Pixels in halves of a character of the usual type."""
    return pixels / _HALF_PIXELS


def room(*, landscape: bool) -> tuple[int, float]:
    """The width between the margins in pixels, and the height in points."""
    across, down = PAGE_MM[::-1] if landscape else PAGE_MM
    sides = SIDES_MM[landscape]
    width = float((across - sides["left"] - sides["right"]) / MM_PER_INCH) * 96
    height = float((down - sides["top"] - sides["bottom"]) / MM_PER_INCH) * 72
    return int(width) - 2, height - ROW_POINTS


def line_height(text: str, kind: str, width: float) -> float:
    """The height in points of a line of text of a kind over a width in halves of a character."""
    points = TEXT_POINTS[kind]
    return max(points * 1.5 + 2, text_height(text, width, points))


def chart_rows(chart: Chart, *, landscape: bool) -> int:
    """How many rows a chart stands on."""
    if isinstance(chart, Scatter) or not chart.lying:
        return _CHART_ROWS[landscape]
    each = 1.2 if chart.stacked else 1 + 0.5 * len(chart.series)
    return max(8, min(int(4 + each * len(chart.categories)), _MOST_ROWS[landscape]))


def row_height(cells: Sequence[tuple[int, Cell]], edges: Sequence[float], points: float) -> float:
    """The height of a row in points; ``edges`` are where its columns begin, in halves of a character."""
    needs = [
        text_height(printable(found.text), edges[at + found.columns] - edges[at], points) / found.rows
        for at, found in cells
        # a number does not break
        if found.runs and found.number is None
    ]
    return min(max([points * 1.5 + 3, *needs]), TALLEST_ROW)


def kind_of(block: Paragraph) -> str:
    """The kind of line that a paragraph is."""
    return block.tone.value if block.tone.value in TEXT_POINTS else "body"


def sheets_of(part: Part) -> Iterator[Sheet]:
    """The part cut into sheets."""
    across, down = room(landscape=part.landscape)
    fits = {
        id(one): _fit(one, across, landscape=part.landscape)
        for one in part.blocks
        if isinstance(one, Table) and one.columns
    }
    taken: list[Block] = []
    filled, allowed, first = 0.0, down * _MOST_OVER, True
    for chunk in _chunks(part.blocks):
        height, most = _made_to_fit(chunk, fits, across, down, landscape=part.landscape)
        if taken and (filled + height > min(allowed, most) or isinstance(chunk[0], Title)):
            yield _sheet(part, taken, fits, first=first, whole=filled <= allowed)
            taken, filled, allowed, first = [], 0.0, down * _MOST_OVER, False
        taken += chunk
        filled += height
        allowed = min(allowed, most)
    yield _sheet(part, taken, fits, first=first, whole=filled <= allowed)


def _made_to_fit(
    chunk: Sequence[Block], fits: dict[int, _Fitted], across: int, down: float, *, landscape: bool
) -> tuple[float, float]:
    """The height of a chunk, and the most that a page with it may have.

    The table of one that is little more than a page gets smaller type, where it is a page then.
    """
    height = sum(_height(block, fits, across, landscape=landscape) for block in chunk)
    tables = [block for block in chunk if isinstance(block, Table) and id(block) in fits]
    if not tables:
        return height, down * _MOST_OVER
    most = _most(fits[id(tables[0])].points, down)
    if most < height < down * _LITTLE_MORE:
        for size in SHEET_SIZES:
            usual = fits[id(tables[0])]
            if size < usual.points:
                smaller = _fit(tables[0], across, landscape=landscape, largest=size)
                less = height - sum(usual.heights) + sum(smaller.heights)
                if less <= _most(smaller.points, down):
                    fits[id(tables[0])] = smaller
                    return less, _most(smaller.points, down)
    return height, most


def _most(points: float, down: float) -> float:
    """How much may go on a page that is then made smaller, with type of a size on it."""
    return down * min(_MOST_OVER, max(1.0, points / _LEAST_POINTS))


def _chunks(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks cut so that each piece has at most one table or figure.

    What is right above it, from the first heading on, goes with it.
    """
    found: list[Block] = []
    drawn = None
    for block in blocks:
        if isinstance(block, (Table, Figure)):
            if drawn is not None:
                heads = (at for at in range(drawn + 1, len(found)) if isinstance(found[at], (Heading, Title)))
                cut = next(heads, len(found))
                yield found[:cut]
                found = found[cut:]
            drawn = len(found)
        found.append(block)
    if drawn is not None:
        heads = (at for at in range(drawn + 1, len(found)) if isinstance(found[at], (Heading, Title)))
        cut = next(heads, len(found))
        yield found[:cut]
        found = found[cut:]
    if found:
        yield found


def _fit(table: Table, across: int, *, landscape: bool, largest: float = SHEET_SIZES[0]) -> _Fitted:
    """A table by itself over the width of the page, its type not larger than ``largest``."""
    sizes = tuple(size for size in SHEET_SIZES if size <= largest)
    room_points = across / _PIXELS_PER_POINT
    fit = fitted(table, landscape=landscape, sizes=sizes, room=room_points, stretch=_STRETCH)
    half = fit.points / 2 * _PIXELS_PER_POINT
    total = sum(fit.widths)
    # what is too wide is made smaller by the printer
    whole = max(float(across), total * half if total > int(across / half) else 0.0)
    edges = tuple(round(at * whole / total) for at in accumulate(fit.widths, initial=0))
    return _Fitted(fit.points, edges, _heights(table, edges, fit.points))


def _heights(table: Table, edges: Sequence[int], points: float) -> tuple[float, ...]:
    wide = [halves(edge) for edge in edges]
    return tuple(row_height(cells, wide, points) for _, cells in table.placed())


def _height(block: Block, fits: Mapping[int, _Fitted], across: int, *, landscape: bool) -> float:
    """The height of a block in points."""
    wide = halves(across)
    match block:
        case Title(text, under):
            lines = [(text, "title"), *((line, "under") for line in under)]
        case Heading():
            lines = [(block.printed, "heading")]
        case Paragraph():
            lines = [(block.text, kind_of(block))]
        case Table():
            notes = ((note, "note") for note in block.notes)
            lines = [(block.caption, "caption"), (block.unit, "unit"), *notes]
        case Figure():
            lines = [(block.caption, "caption")]
        case _:
            return 0.0
    height = sum(line_height(text, kind, wide) for text, kind in lines if text)
    if isinstance(block, Table) and block.columns:
        height += sum(fits[id(block)].heights)
    if isinstance(block, Figure):
        chart = clean(block.chart)
        height += ROW_POINTS * (1 if is_empty(chart) else chart_rows(chart, landscape=landscape))
    return height


def _sheet(
    part: Part, blocks: Sequence[Block], fits: Mapping[int, _Fitted], *, first: bool, whole: bool
) -> Sheet:
    across, _ = room(landscape=part.landscape)
    grid: list[int] = []
    edges: dict[int, tuple[int, ...]] = {}
    for at, one in enumerate(blocks):
        if id(one) in fits:
            edges[at] = _snapped(fits[id(one)].edges, grid)
            grid = sorted({*grid, *edges[at]})
    grid = grid or [across * at // _BLANK_COLUMNS for at in range(_BLANK_COLUMNS + 1)]
    laid = {}
    for at, own in edges.items():
        table, fit = blocks[at], fits[id(blocks[at])]
        heights = fit.heights
        if own != fit.edges and isinstance(table, Table):
            heights = _heights(table, own, fit.points)
        laid[at] = Laid(tuple(map(grid.index, own)), fit.points, heights)
    pixels = tuple(right - left for left, right in pairwise(grid))
    return Sheet(_name(part, blocks, first=first), tuple(blocks), part.landscape, pixels, laid, whole)


def _snapped(edges: Sequence[int], grid: Sequence[int]) -> tuple[int, ...]:
    """The edges of a table, each moved to the nearest one of the grid where that is near and not taken."""
    found: list[int] = []
    for edge in edges:
        least = found[-1] + 1 if found else 0
        near = [one for one in grid if abs(one - edge) <= _NEAR and one >= least]
        found.append(min(near, key=lambda one: abs(one - edge)) if near else max(edge, least))
    return tuple(found)


def _name(part: Part, blocks: Sequence[Block], *, first: bool) -> str:
    """The part's own for its first sheet, else that of what is on it: its headings, or a caption."""
    if first and part.name:
        return part.name
    titles = [one.text for one in blocks if isinstance(one, Title)]
    heads = titles or [one.text for one in blocks if isinstance(one, Heading) and one.level == 1]
    together = say("report.summary.comma").join(heads)
    if heads and len(together) <= _LONGEST_NAME:
        return together
    captions = [one.caption for one in blocks if isinstance(one, (Table, Figure)) and one.caption]
    lower = [one.text for one in blocks if isinstance(one, Heading)]
    return next(iter((*heads, *lower, *captions)), part.name)
