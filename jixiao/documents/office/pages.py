"""Tables as rectangles on pages: joined over page breaks, then laid out as grids.

A part is what one page shows of a table: cells as rectangles.  Parts are joined while
they are rectangles, so that a second page that happens to show fewer column edges still
falls into the columns of the first.  Units are points, measured from the top left corner.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from jixiao.documents.grid import Cell, Grid, Note
from jixiao.documents.office.page_seams import doubtful, one_row, plain, unfinished
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

SAME = 3.5
"""Edges closer than this are one edge: rulings are drawn up to three points thick."""

_WIDTH = 4.0
_MOST_HEADER_ROWS = 6
_FIGURE = re.compile(r"[\d０-９]")
_HEADER_CELLS = 3
_MOST_TOLD = 60
_LEAST_ROWS, _PAGES_SEEN = 3, 6
"""From so many rows on it can be said what every row has, looked for on so many pages before a break."""


@dataclass(slots=True)
class Box:
    """One cell: its rectangle and its text.

    ``room``: what its last line has left; ``lead``: how wide the beginning of its text is that cannot be
    broken, so that text which goes on is wider than the room before it.  ``open_above``, ``open_below``: a
    page break cut it open; it has no border there, while its neighbours have one.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    text: str = ""
    room: float = math.inf
    lead: float = 0.0
    open_above: bool = False
    open_below: bool = False


@dataclass(slots=True)
class Part:
    """What one page shows of a table; ``limit`` is where the page's text area ends."""

    page: int
    boxes: list[Box]
    limit: float = 0.0
    ruled: bool = True
    turned: int = 0

    @property
    def x0(self) -> float:
        """The left edge."""
        return min(box.x0 for box in self.boxes)

    @property
    def x1(self) -> float:
        """The right edge."""
        return max(box.x1 for box in self.boxes)

    @property
    def top(self) -> float:
        """The upper edge."""
        return min(box.top for box in self.boxes)

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return max(box.bottom for box in self.boxes)


@dataclass(slots=True)
class _Rows:
    """A part cut into rows by its horizontal edges."""

    edges: list[float]
    starting: list[list[Box]]
    ending: list[list[Box]]

    def __len__(self) -> int:
        return len(self.starting)


@dataclass(slots=True)
class Joined:
    """Parts that are one table, in order of pages, and which of their boxes are one over a break.

    ``doubts`` are rows over and under a break that stay two and may well be one, with the page of the lower;
    ``cuts`` are the halves that were made one row, in words; ``rows`` is the row of the grid in which a box
    begins.
    """

    parts: list[Part]
    same: dict[int, Box] = field(default_factory=dict)
    last_page: int = 0
    doubts: list[tuple[int, list[Box], list[Box]]] = field(default_factory=list)
    cuts: list[tuple[int, str, str]] = field(default_factory=list)
    rows: dict[int, int] = field(default_factory=dict)

    @property
    def first(self) -> Part:
        """The part on the first page."""
        return self.parts[0]

    def notes(self, title: str) -> Iterator[Note]:
        """That the table was joined, for whoever looks at the seam; which rows there may be one.

        Asked after :func:`grid_of`, which knows the row of each box.
        """
        first, last = self.first.page, self.last_page
        if last > first:
            yield Note("PDF008", {"first": str(first), "last": str(last)}, table=title, page=first)
        for page, above, below in self.cuts:
            told = {"page": str(page), "over": above, "under": below}
            yield Note("PDF021", told, table=title, page=page)
        for page, over, under in self.doubts:
            told = {"page": str(page), "over": _told(over), "under": _told(under)}
            row = self.rows.get(id(under[0]), 0)
            yield Note("PDF020", told, _ref(row, 0), title, page, severity="warning")


def continued(table: Joined, part: Part) -> bool:
    """Join ``part``, the first thing on its page, to ``table``, the last on the page before, if it goes on.

    Asked for: the same outer edges, on consecutive pages; not the beginning of a new
    table.  Repeated header rows are left out; a row cut by the break becomes one again.
    """
    last = table.parts[-1]
    if not (last.ruled and part.ruled and part.page == last.page + 1 and last.turned == part.turned):
        return False
    shift = last.x0 - part.x0
    if abs((part.x1 - part.x0) - (last.x1 - last.x0)) > _WIDTH:
        return False
    rows, head = _rows(part), _rows(table.first)
    repeated = _repeated(table, head, rows)
    if repeated is None or _begins_anew(head, rows, repeated):
        return False
    if not repeated and not _nested(_edges(last, 0.0), _edges(part, shift)) and not _was_full(last, rows):
        return False
    for box in part.boxes:
        box.x0 += shift
        box.x1 += shift
    _drop(part, rows, repeated)
    _mend(table, part)
    table.last_page = part.page
    if part.boxes:
        table.parts.append(part)
    return True


def _rows(part: Part) -> _Rows:
    edges = _clustered([box.top for box in part.boxes] + [box.bottom for box in part.boxes])
    count = max(len(edges) - 1, 1)
    rows = _Rows(edges, [[] for _ in range(count)], [[] for _ in range(count)])
    for box in sorted(part.boxes, key=lambda box: box.x0):
        rows.starting[min(_nearest(edges, box.top), count - 1)].append(box)
        rows.ending[max(_nearest(edges, box.bottom) - 1, 0)].append(box)
    return rows


def _clustered(values: list[float]) -> list[float]:
    """Sorted edges, those within :data:`SAME` of the first of their group being one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SAME:
            edges.append(value)
    return edges


def _nearest(edges: list[float], value: float) -> int:
    at = bisect_left(edges, value)
    if at == len(edges) or (at and value - edges[at - 1] <= edges[at] - value):
        return at - 1
    return at


def _texts(row: list[Box]) -> list[str]:
    return [plain(box.text) for box in row]


def _repeated(table: Joined, head: _Rows, rows: _Rows) -> int | None:
    """How many of the first rows repeat rows the table has had; ``None`` where all of the part does."""
    count = 0
    while count < min(len(head), len(rows), _MOST_HEADER_ROWS):
        first, second = _texts(head.starting[count]), _texts(rows.starting[count])
        if first != second or not any(first):
            break
        count += 1
    if not count and _is_header(rows.starting[0]):
        wanted = _texts(rows.starting[0])
        earlier = (row for part in table.parts for row in _rows(part).starting)
        count = int(any(_texts(row) == wanted for row in earlier))
    return None if count == len(rows) else count


def _is_header(row: list[Box]) -> bool:
    """Whether a row is words alone, at least three: a header typed again in the middle of a table."""
    filled = [text for text in _texts(row) if text]
    return len(filled) >= _HEADER_CELLS and not any(_FIGURE.search(text) for text in filled)


def _begins_anew(head: _Rows, rows: _Rows, repeated: int) -> bool:
    """Whether the part says again what the table begins with, about something else: a form of its own."""
    if repeated >= min(len(head), len(rows)):
        return False
    first, second = _texts(head.starting[repeated]), _texts(rows.starting[repeated])
    return bool(first and second and first[0] and first[0] == second[0]) and first != second


def _edges(part: Part, shift: float) -> list[float]:
    return _clustered([box.x0 + shift for box in part.boxes] + [box.x1 + shift for box in part.boxes])


def _nested(first: list[float], second: list[float]) -> bool:
    fewer, more = sorted((first, second), key=len)
    return all(abs(more[_nearest(more, edge)] - edge) <= SAME for edge in fewer)


def _was_full(last: Part, rows: _Rows) -> bool:
    """Whether the first row would not have fitted under ``last``: the reason for the break."""
    height = rows.edges[1] - rows.edges[0] if len(rows.edges) > 1 else 0.0
    return last.limit - last.bottom < height + SAME


def _drop(part: Part, rows: _Rows, count: int) -> None:
    if count:
        gone = {id(box) for row in rows.starting[:count] for box in row}
        part.boxes = [box for box in part.boxes if id(box) not in gone]


def _mend(table: Joined, part: Part) -> None:
    """One row again where the break cut it; one cell again where a merged one goes on."""
    upper, lower = _rows(table.parts[-1]), _rows(part)
    above, below = upper.ending[-1], lower.starting[0]
    tall = {id(box) for box in above} - {id(box) for box in upper.starting[-1]}
    tall |= {id(box) for box in below} - {id(box) for box in lower.ending[0]}
    pairs = [(first, box) for box in below if (first := _over(box, above)) is not None]
    whole = len(pairs) == len(below) == len(above)
    cut_open = [(first, box) for first, box in pairs if first.open_below and box.open_above]
    pairs = [(first, box) for first, box in pairs if not (first.open_below and box.open_above)]
    for first, box in cut_open:
        _unite(table, first, box)
    labels = 0  # cells at the left that are higher than one row on either side of the break
    while labels < len(pairs) and (id(pairs[labels][0]) in tall or id(pairs[labels][1]) in tall):
        labels += 1
    halves = pairs[labels:]
    apart = not whole or any(id(first) in tall or id(box) in tall for first, box in halves)
    usual = [] if apart else _usual(table, part, halves)
    cut = not apart and one_row(halves, usual)
    one = [_goes_on(table, pair, tall) or (cut and unfinished(*pair)) for pair in pairs[:labels]]
    cut = cut and all(one)
    if not cut and not apart and doubtful(halves, usual):
        table.doubts.append((part.page, [first for first, _ in halves], [box for _, box in halves]))
    for first, box in pairs[: one.index(False) if False in one else labels]:
        _unite(table, first, box)
    if cut:
        table.cuts.append(
            (part.page, _told([first for first, _ in halves]), _told([box for _, box in halves]))
        )
        for first, box in pairs[labels:]:
            first.text = _run_on(first.text, box.text)
            first.room = box.room
        gone = {id(box) for _, box in pairs[labels:]}
        for _, box in (*cut_open, *pairs[:labels]):
            box.top = lower.edges[1]
            if box.bottom - box.top <= SAME:
                gone.add(id(box))
        part.boxes = [box for box in part.boxes if id(box) not in gone]


def _unite(table: Joined, first: Box, second: Box) -> None:
    """Make the cells over and under the break one cell."""
    owner = table.same.get(id(first), first)
    owner.text = _run_on(owner.text, second.text)
    table.same[id(second)] = owner


def _over(box: Box, above: list[Box]) -> Box | None:
    """The cell over the break that has the same left and right edges."""
    return next((up for up in above if abs(up.x0 - box.x0) <= SAME and abs(up.x1 - box.x1) <= SAME), None)


def _usual(table: Joined, part: Part, halves: list[tuple[Box, Box]]) -> list[bool]:
    """Which of the columns at a break hold something in the other rows near it that are cut alike.

    Nothing above the nearest heading counts; one row in ten may be blank.
    """
    if all(bool(plain(first.text)) == bool(plain(second.text)) for first, second in halves):
        return [False] * len(halves)
    before = [row for one in reversed(table.parts[-_PAGES_SEEN:]) for row in reversed(_rows(one).starting)]
    near = [*takewhile(lambda row: not _is_header(row), before[1:]), *_rows(part).starting[1:]]
    held: list[list[bool]] = []
    for row in near:
        cells = [_over(first, row) for first, _ in halves]
        if all(cells):
            held.append([bool(plain(cell.text)) for cell in cells if cell is not None])
    if len(held) < _LEAST_ROWS:
        return [False] * len(halves)
    return [10 * sum(column) >= 9 * len(held) for column in zip(*held, strict=True)]


def _goes_on(table: Joined, pair: tuple[Box, Box], tall: set[int]) -> bool:
    """Whether a label of several rows over the break and the cell under it are one merged cell.

    Its text stands on one side; where it stands below, the blank above must itself be
    higher than one row, for nobody merges cells to leave them blank at the left.
    """
    first, second = pair
    over, under = plain(table.same.get(id(first), first).text), plain(second.text)
    return not (over and under) and (bool(over) or id(first) in tall)


def _run_on(first: str, second: str) -> str:
    """The text of a cut cell: words of letters keep their distance, Chinese has none."""
    if first and second and all(mark.isascii() and mark.isalpha() for mark in (first[-1], second[0])):
        return f"{first} {second}"
    return first + second


def grid_of(table: Joined, title: str) -> Grid:
    """``table`` as a grid: all column edges of all its parts, each page's rows under those before."""
    parts = table.parts
    columns = _clustered([edge for part in parts for box in part.boxes for edge in (box.x0, box.x1)])
    width = max(len(columns) - 1, 1)
    lines: list[list[Cell | None]] = []
    pages: list[int] = []
    areas: dict[int, tuple[int, int, int, int]] = {}
    for part in parts:
        edges = _clustered([edge for box in part.boxes for edge in (box.top, box.bottom)])
        start = len(lines)
        lines.extend([None] * width for _ in range(max(len(edges) - 1, 1)))
        pages.extend([part.page] * (len(lines) - start))
        for box in part.boxes:
            row, column = start + _nearest(edges, box.top), _nearest(columns, box.x0)
            table.rows[id(box)] = row
            below = max(start + _nearest(edges, box.bottom), row + 1)
            right = max(_nearest(columns, box.x1), column + 1)
            owner = table.same.get(id(box), box)
            area = areas.get(id(owner))
            if area is not None and owner is not box and area[1:] == (column, row, right):
                row = area[0]
            _fill(lines, pages, (row, column, min(below, len(lines)), min(right, width)), owner.text)
            areas[id(owner)] = (row, column, below, right)
    rows = tuple(
        tuple(
            cell if cell is not None else Cell("", _ref(number, column), page=pages[number])
            for column, cell in enumerate(line)
        )
        for number, line in enumerate(lines)
    )
    return Grid(title, rows, page=parts[0].page)


def _told(row: list[Box]) -> str:
    """The texts of a row, for a sentence."""
    text = " ".join(filter(None, (plain(box.text) for box in row)))
    return text if len(text) <= _MOST_TOLD else f"{text[:_MOST_TOLD]}…"


def _fill(
    lines: list[list[Cell | None]], pages: list[int], area: tuple[int, int, int, int], text: str
) -> None:
    row, column, below, right = area
    for number in range(row, below):
        for at in range(column, right):
            lines[number][at] = Cell(text, _ref(number, at), covered=True, page=pages[number])
    lines[row][column] = Cell(text, _ref(row, column), below - row, right - column, page=pages[row])


def _ref(row: int, column: int) -> str:
    return f"R{row + 1}C{column + 1}"


def titled(number: int) -> str:
    """The name of the table with that number."""
    return say("pages.table", number=number)


def page_list(pages: list[int]) -> str:
    """Page numbers for a sentence: runs together, at most a dozen of them."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    told = [
        say("pages.page", page=first) if first == last else say("pages.pages", first=first, last=last)
        for first, last in runs[:12]
    ]
    return say("pages.and").join(told) + (say("pages.more") if len(runs) > 12 else "")
