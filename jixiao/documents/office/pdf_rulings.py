"""Rulings of a page into the cells they enclose.

Lines are snapped to common edges; the lines that touch form one lattice; squares of the
lattice that no line parts are one cell.  So a merged cell has its true extent, and a border
drawn cell by cell, doubled, or as a thin rectangle is all the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from jixiao.documents.office.pages import SAME, Box

MAX_RULINGS: Final = 20_000
"""Rulings of a page before they are put together; a drawing has more, a table never."""

MAX_SQUARES: Final = 60_000
"""Squares of one lattice; a table that fills a page in small print has a tenth."""

MAX_LATTICES: Final = 1_000
"""Lattices of a page; more are a pattern."""

_SHORTEST = 5.0
_OUTSIDE = -1


class Ruling(NamedTuple):
    """A straight line: horizontal at ``at`` from ``start`` to ``end``, or vertical likewise."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Lattice:
    """One group of lines that touch, with the cells they enclose; ``squares`` maps a square to a box."""

    xs: list[float]
    ys: list[float]
    boxes: list[Box] = field(default_factory=list)
    squares: list[int] = field(default_factory=list)

    def box_at(self, x: float, y: float) -> int:
        """The number of the box around a point, or -1."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if not (0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1):
            return _OUTSIDE
        return self.squares[row * (len(self.xs) - 1) + column]

    def holds(self, other: Lattice) -> bool:
        """Whether ``other`` stands inside one cell of this."""
        found = {
            self.box_at(x, y)
            for x in (other.xs[0] + SAME, other.xs[-1] - SAME)
            for y in (other.ys[0] + SAME, other.ys[-1] - SAME)
        }
        return len(found) == 1 and _OUTSIDE not in found


def lattices(across: list[Ruling], down: list[Ruling]) -> list[Lattice]:
    """The lattices of a page, from the top; ``across`` are its horizontal lines, ``down`` its vertical ones.

    A lattice inside a cell of a table (a drawn check box, a table in a table) is left out.
    """
    rows, columns = _joined(across), _joined(down)
    found = [
        lattice
        for group_rows, group_columns in _groups(rows, columns)
        if (lattice := _lattice(group_rows, group_columns)) is not None
    ]
    if len(found) > MAX_LATTICES:
        return []
    found.sort(key=lambda one: (one.ys[0], one.xs[0]))
    tables = [one for one in found if len(one.boxes) > 1]
    return [one for one in found if not any(table is not one and table.holds(one) for table in tables)]


def _joined(rulings: list[Ruling]) -> list[Ruling]:
    """Lines along one edge as one, where they meet; edges closer than :data:`SAME` are one edge."""
    result: list[Ruling] = []
    group: list[Ruling] = []

    def finish() -> None:
        if not group:
            return
        at = (group[0].at + group[-1].at) / 2
        start = end = None
        for ruling in sorted(group, key=lambda one: one.start):
            if start is None or end is None:
                start, end = ruling.start, ruling.end
            elif ruling.start <= end + SAME:
                end = max(end, ruling.end)
            else:
                result.append(Ruling(at, start, end))
                start, end = ruling.start, ruling.end
        if start is not None and end is not None:
            result.append(Ruling(at, start, end))

    for ruling in sorted(rulings):
        if group and ruling.at - group[0].at > SAME:
            finish()
            group = []
        group.append(ruling)
    finish()
    return [ruling for ruling in result if ruling.end - ruling.start >= _SHORTEST]


def _groups(rows: list[Ruling], columns: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """The lines that touch one another, directly or by others."""
    parents = list(range(len(rows) + len(columns)))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    columns = sorted(columns)
    places = [column.at for column in columns]
    for number, row in enumerate(rows):
        low, high = bisect_left(places, row.start - SAME), bisect_right(places, row.end + SAME)
        for at in range(low, high):
            if columns[at].start - SAME <= row.at <= columns[at].end + SAME:
                parents[root(number)] = root(len(rows) + at)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for number, row in enumerate(rows):
        groups.setdefault(root(number), ([], []))[0].append(row)
    for at, column in enumerate(columns):
        groups.setdefault(root(len(rows) + at), ([], []))[1].append(column)
    return [group for group in groups.values() if group[0] and group[1]]


def _lattice(rows: list[Ruling], columns: list[Ruling]) -> Lattice | None:
    _close(rows, columns)
    _close(columns, rows)
    xs, ys = sorted({one.at for one in columns}), sorted({one.at for one in rows})
    width, height = len(xs) - 1, len(ys) - 1
    if width < 1 or height < 1 or width * height > MAX_SQUARES:
        return None
    lattice = Lattice(xs, ys)
    across, down = _walls(rows, ys, xs), _walls(columns, xs, ys)
    cut_top, cut_bottom = _seal(across, down)
    _seal(down, across)
    lattice.squares = _flooded(width, height, across, down)
    _boxes(lattice, width, height)
    for box in lattice.boxes:
        span = range(bisect_left(xs, box.x0), bisect_left(xs, box.x1))
        box.open_above = box.top == ys[0] and cut_top.issuperset(span)
        box.open_below = box.bottom == ys[-1] and cut_bottom.issuperset(span)
    return lattice if lattice.boxes else None


def _close(lines: list[Ruling], crossing: list[Ruling]) -> None:
    """Add the border that a table with open sides lacks: its lines end at one place beyond the last."""
    if len(lines) < 3 or len(crossing) < 1:
        return
    first, last = min(one.at for one in crossing), max(one.at for one in crossing)
    top, bottom = min(one.at for one in lines), max(one.at for one in lines)
    low, high = min(one.start for one in lines), max(one.end for one in lines)
    least = max(3, len(lines) // 2)
    if low < first - 2 * SAME and sum(abs(one.start - low) <= SAME for one in lines) >= least:
        crossing.append(Ruling(low, top, bottom))
    if high > last + 2 * SAME and sum(abs(one.end - high) <= SAME for one in lines) >= least:
        crossing.append(Ruling(high, top, bottom))


def _walls(lines: list[Ruling], edges: list[float], steps: list[float]) -> list[list[bool]]:
    """For each edge, which of its steps a line covers wholly."""
    number = {edge: at for at, edge in enumerate(edges)}
    walls = [[False] * (len(steps) - 1) for _ in edges]
    for line in lines:
        wall = walls[number[line.at]]
        begin = bisect_left(steps, line.start - SAME)
        until = bisect_right(steps, line.end + SAME) - 1
        for at in range(begin, min(until, len(steps) - 1)):
            wall[at] = True
    return walls


def _seal(along: list[list[bool]], sides: list[list[bool]]) -> tuple[set[int], set[int]]:
    """Close the gaps in the outer borders that two lines run out to: a merged cell cut by a page break.

    Gives back the steps closed in the first border and in the last.
    """
    closed: tuple[set[int], set[int]] = set(), set()
    for edge, inner in ((along[0], 0), (along[-1], -1)):
        at = 0
        while at < len(edge):
            until = at
            while until < len(edge) and not edge[until]:
                until += 1
                if sides[until][inner]:
                    break
            if until > at and sides[at][inner] and sides[until][inner]:
                edge[at:until] = [True] * (until - at)
                closed[inner].update(range(at, until))
            at = max(until, at + 1)
    return closed


def _flooded(width: int, height: int, across: list[list[bool]], down: list[list[bool]]) -> list[int]:
    """For each square the number of its region; -1 for what is open to the outside."""
    squares = [-2] * (width * height)
    regions = 0
    for start in range(width * height):
        if squares[start] != -2:
            continue
        members, waiting, outside = [], [start], False
        squares[start] = regions
        while waiting:
            square = waiting.pop()
            members.append(square)
            row, column = divmod(square, width)
            for wall, inside, beside in (
                (across[row][column], row > 0, square - width),
                (across[row + 1][column], row < height - 1, square + width),
                (down[column][row], column > 0, square - 1),
                (down[column + 1][row], column < width - 1, square + 1),
            ):
                if wall:
                    continue
                if not inside:
                    outside = True
                elif squares[beside] == -2:
                    squares[beside] = regions
                    waiting.append(beside)
        if outside:
            for square in members:
                squares[square] = _OUTSIDE
        else:
            regions += 1
    return squares


def _boxes(lattice: Lattice, width: int, height: int) -> None:
    """Each region as a box; one that is no rectangle is cut into rectangles, row by row."""
    open_boxes: dict[tuple[int, int, int], int] = {}  # (region, columns) -> box above
    numbers = [_OUTSIDE] * len(lattice.squares)
    for row in range(height):
        growing: dict[tuple[int, int, int], int] = {}
        column = 0
        while column < width:
            region = lattice.squares[row * width + column]
            end = column + 1
            while end < width and lattice.squares[row * width + end] == region:
                end += 1
            if region != _OUTSIDE:
                key = (region, column, end)
                box = open_boxes.get(key)
                if box is None:
                    box = len(lattice.boxes)
                    lattice.boxes.append(
                        Box(lattice.xs[column], lattice.ys[row], lattice.xs[end], lattice.ys[row + 1])
                    )
                else:
                    lattice.boxes[box].bottom = lattice.ys[row + 1]
                growing[key] = box
                for at in range(row * width + column, row * width + end):
                    numbers[at] = box
            column = end
        open_boxes = growing
    lattice.squares = numbers
