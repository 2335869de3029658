"""One sheet being read, whatever its format: cells as displayed, bounds, merged ranges, what was met.

Rows and columns count from 0 here; references (``F12``) are made where something is said.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from jixiao.documents.office import limits
from jixiao.documents.office.formula_text import column_letters
from jixiao.documents.office.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column."""

NOTES_OF_A_KIND: Final = 20
"""So many notes of one code are made for one sheet; the others are counted."""


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """The letters of a column."""
    return column_letters(column)


def ref(row: int, column: int) -> str:
    """The reference of a cell: row 11, column 5 is ``F12``."""
    return f"{letters(column)}{row + 1}"


class Budget:
    """Cells and characters that may still be read, over all sheets of a workbook."""

    def __init__(self) -> None:
        self.cells = limits.MAX_CELLS
        self.text = limits.MAX_TEXT

    def spend(self, cells: int, text: int, table: str) -> None:
        """Take from the budget.  Raises :class:`Refused` when it is used up."""
        self.cells -= cells
        self.text -= text
        if self.cells < 0:
            raise Refused("OFF016", table=table, limit=str(limits.MAX_CELLS))
        if self.text < 0:
            raise Refused("OFF019", table=table, limit=str(limits.MAX_TEXT))

    def afford(self, cells: int, table: str) -> None:
        """See that so many cells are left before they are made.  Raises :class:`Refused`."""
        if cells > self.cells:
            raise Refused("OFF016", table=table, limit=str(limits.MAX_CELLS))


class Sheet:
    """What has been read of one sheet so far."""

    def __init__(self, name: str, *, hidden: bool = False) -> None:
        self.name = name
        self.hidden = hidden
        self.rows: dict[int, dict[int, str]] = {}
        self.formulas: list[tuple[int, int, str]] = []
        self.raws: list[tuple[int, int, str]] = []
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.notes: list[tuple[str, str, str | None, dict[str, str]]] = []
        self._kinds: Counter[tuple[str, str]] = Counter()
        self._count = 0

    def put(self, row: int, column: int, text: str) -> None:
        """A cell that holds something.  Raises :class:`Refused` outside the limits."""
        if row >= limits.MAX_ROWS or column >= limits.MAX_COLUMNS:
            raise Refused(
                "OFF002",
                ref=ref(row, column),
                table=self.name,
                cell=ref(row, column),
                rows=str(limits.MAX_ROWS),
                columns=str(limits.MAX_COLUMNS),
                last=letters(limits.MAX_COLUMNS - 1),
            )
        cells = self.rows.get(row)
        if cells is None:
            cells = self.rows[row] = {}
        if column in cells:
            self.note("OFF039", "error", row, column, found=text[:40])
            return
        cells[column] = text
        self._count += 1
        if self._count > limits.MAX_CELLS:
            raise Refused("OFF016", table=self.name, limit=str(limits.MAX_CELLS))

    def note(self, code: str, severity: str, row: int | None = None, column: int = 0, **params: str) -> None:
        """Something met in a cell, or in the sheet where no cell is given."""
        self._kinds[code, severity] += 1
        if self._kinds[code, severity] <= NOTES_OF_A_KIND:
            place = None if row is None else ref(row, column)
            if place is not None:
                params["cell"] = place
            self.notes.append((code, severity, place, params))

    def finished(self, budget: Budget) -> dict[str, Any]:
        """The sheet as plain data: rows as wide as the widest, blank ones null, merged ranges filled."""
        used = [(row, _last(cells)) for row, cells in self.rows.items()]
        told = [(row, column) for row, column, _ in (*self.formulas, *self.raws)]
        height = max((row + 1 for row, last in (*used, *told) if last >= 0), default=0)
        width = max((last + 1 for row, last in (*used, *told)), default=0)
        budget.afford(width * sum(row < height for row, _ in used), self.name)
        merges = self._merged(height, width, budget)
        rows: list[list[str] | None] = [None] * height
        text = 0
        for row, cells in self.rows.items():
            if row < height:
                line = rows[row] = [""] * width
                for column, shown in cells.items():
                    if column < width:
                        line[column] = shown
                        text += len(shown)
        for first_row, first, down, right in merges:
            anchor = rows[first_row]
            shown = anchor[first] if anchor is not None else ""
            for row in range(first_row, first_row + down):
                line_at = rows[row]
                if line_at is None:
                    if not shown:
                        continue
                    line_at = rows[row] = [""] * width
                line_at[first : first + right] = [shown] * right
                text += len(shown) * right
        budget.spend(width * sum(line is not None for line in rows), text, self.name)
        self._say_hidden(rows)
        return {
            "name": self.name,
            "hidden": self.hidden,
            "width": width,
            "rows": rows,
            "merges": merges,
            "formulas": self.formulas,
            "raws": self.raws,
            "notes": [*self.notes, *self._uncounted()],
        }

    def _merged(self, height: int, width: int, budget: Budget) -> list[Merge]:
        """The merged ranges within bounds as (row, column, rows, columns), none on another."""
        covered: dict[int, int] = {}  # by row the columns, a bit for each
        filled: dict[int, int] = {}
        kept: list[Merge] = []
        for one, two, three, four in self.merges:
            first_row, last_row = min(one, three), min(max(one, three), height - 1)
            first, last = min(two, four), min(max(two, four), width - 1)
            down, right = last_row - first_row + 1, last - first + 1
            if down < 1 or right < 1 or down * right < 2:
                continue
            if down * right > budget.cells:
                raise Refused("OFF016", table=self.name, limit=str(limits.MAX_CELLS))
            wide = (1 << right) - 1 << first
            rows = range(first_row, last_row + 1)
            if any(covered.get(row, 0) & wide for row in rows):
                continue
            kept.append((first_row, first, down, right))
            for row in rows:
                covered[row] = covered.get(row, 0) | wide
                if row not in filled:
                    filled[row] = _bits(self.rows.get(row, ()))
                beside = wide & ~(1 << first) if row == first_row else wide
                if filled[row] & beside:
                    self._say_buried(first_row, first, row, last)
        return kept

    def _say_buried(self, first_row: int, first: int, row: int, last: int) -> None:
        """Values under a merged range are in the file and on no screen."""
        cells = self.rows[row]
        for column in sorted(column for column in cells if first <= column <= last):
            buried = cells[column]
            if (row, column) == (first_row, first) or not buried.strip():
                continue
            if buried != self.rows.get(first_row, {}).get(first):
                self.note("OFF038", "warning", row, column, found=buried[:40])

    def _say_hidden(self, rows: list[list[str] | None]) -> None:
        filled = {row for row, line in enumerate(rows) if line is not None and row in self.rows}
        hidden_rows = sorted(self.hidden_rows & filled)
        if hidden_rows:
            self.note("OFF034", "notice", hidden_rows[0], 0, rows=spans(row + 1 for row in hidden_rows))
        hidden_columns = sorted(self.hidden_columns & self._filled_columns()) if self.hidden_columns else []
        if hidden_columns:
            self.note(
                "OFF035",
                "notice",
                0,
                hidden_columns[0],
                columns="、".join(letters(column) for column in hidden_columns[:20]),
            )
        if self.hidden and filled:
            self.note("OFF036", "notice")

    def _filled_columns(self) -> set[int]:
        return {column for cells in self.rows.values() for column, text in cells.items() if text.strip()}

    def _uncounted(self) -> list[tuple[str, str, str | None, dict[str, str]]]:
        return [
            ("OFF040", severity, None, {"count": str(count - NOTES_OF_A_KIND), "code": code})
            for (code, severity), count in self._kinds.items()
            if count > NOTES_OF_A_KIND
        ]


def _bits(columns: Iterable[int]) -> int:
    """Columns as bits of a number."""
    bits = 0
    for column in columns:
        bits |= 1 << column
    return bits


def _last(cells: dict[int, str]) -> int:
    """The last column that shows something; -1 where none does."""
    last = max(cells, default=-1)
    if last < 0 or cells[last].strip():
        return last
    return max((column for column, text in cells.items() if text.strip()), default=-1)


def spans(numbers: Iterable[int]) -> str:
    """Ascending numbers as spans: ``5-8、12``; at most twenty of them."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    told = [str(first) if first == last else f"{first}-{last}" for first, last in found[:20]]
    return "、".join(told)
