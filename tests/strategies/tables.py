"""Tables with merged cells: any division of a rectangle into rectangles, each with its text."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

Area = tuple[int, int, int, int]
"""First row, first column, rows, columns."""

Shown = list[list[tuple[str, int, int, bool]]]
"""Text, rows, columns and whether covered, of each cell."""


@dataclass(frozen=True)
class Table:
    """Its size, and the text of each of its areas; the areas fill it."""

    rows: int
    columns: int
    areas: dict[Area, str]

    def shown(self) -> Shown:
        """What a reader should give."""
        grid: Shown = [[("", 1, 1, True)] * self.columns for _ in range(self.rows)]
        for (row, column, down, right), text in self.areas.items():
            for at in range(row, row + down):
                for beside in range(column, column + right):
                    grid[at][beside] = (text, 1, 1, True)
            grid[row][column] = (text, down, right, False)
        return grid

    def squeezed(self) -> Table:
        """The same without the edges that no area has: what can be seen of it on paper."""
        rows = sorted(
            {row for row, _, down, _ in self.areas} | {row + down for row, _, down, _ in self.areas}
        )
        columns = sorted(
            {column for _, column, _, _ in self.areas} | {area[1] + area[3] for area in self.areas}
        )
        areas = {
            (
                rows.index(row),
                columns.index(column),
                rows.index(row + down) - rows.index(row),
                columns.index(column + right) - columns.index(column),
            ): text
            for (row, column, down, right), text in self.areas.items()
        }
        return Table(len(rows) - 1, len(columns) - 1, areas)


@st.composite
def tables(
    draw: st.DrawFn,
    texts: st.SearchStrategy[str],
    *,
    most_rows: int = 8,
    most_columns: int = 6,
    least: int = 1,
) -> Table:
    """Any table; merged areas are drawn one after another where there is still room for them."""
    rows, columns = draw(st.integers(least, most_rows)), draw(st.integers(least, most_columns))
    taken: set[tuple[int, int]] = set()
    areas: dict[Area, str] = {}
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            down, right = draw(st.sampled_from([(1, 1), (1, 1), (1, 2), (2, 1), (1, 4), (3, 1), (2, 2)]))
            right = next(
                (n for n in range(right) if column + n >= columns or (row, column + n) in taken), right
            )
            down = min(down, rows - row)
            taken |= {(row + n, column + m) for n in range(down) for m in range(right)}
            areas[row, column, down, right] = draw(texts)
    return Table(rows, columns, areas)
