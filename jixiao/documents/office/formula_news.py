"""Which formulas of a workbook are worth a word: those whose kept result is not what they come to.

A formula that is computed again and comes to what the file keeps of it is no news; nor is one that shows
nothing.  The total, the grade and the execution rate are computed by scoring whatever the sheet says, so
their formulas are news only where the file keeps another result than they come to.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from jixiao.documents.fill_sums import Content, Sums, area_of, areas_in
from jixiao.documents.grid import Note
from jixiao.documents.office.number_format import number
from jixiao.documents.office.sheet import NOTES_OF_A_KIND
from jixiao.indicators.numbers import exact_string, fraction, round_exact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from decimal import Decimal

    from jixiao.documents.fill_sums import Area
    from jixiao.documents.fill_sums import Place as At
    from jixiao.documents.grid import Cell, Grid
    from jixiao.schemas.finding import Place
    from jixiao.schemas.self_evaluation import Path, ReadForm

_KEPT, _NOTHING, _MORE, _STALE = "OFF030", "OFF031", "OFF040", "OFF044"
_MOST_FORMULAS: Final = 2000
_MOST_LOOKS: Final = 500_000
"""Cells looked at for the formulas of one file; what would take more is told as it always was."""

_SAME: Final = Fraction(1, 10**12)
"""Programs calculate in binary floating point and keep 15 digits: so far off, a result is the same."""


def formula_news(notes: Sequence[Note], grids: Iterable[Grid], forms: Sequence[ReadForm]) -> tuple[Note, ...]:
    """``notes`` without those on formulas that are no news, with one on each kept result that is wrong."""
    tables = {note.table for note in notes if _on_formulas(note)}
    if not tables:
        return tuple(notes)
    looks = _MOST_LOOKS
    told: dict[str, list[Note]] = {}
    for grid in grids:
        if grid.name not in tables:
            continue
        sheet = _Sheet(grid)
        if sheet.looks > looks:
            continue
        looks -= sheet.looks
        ours = [note for note in notes if note.table == grid.name and _on_formulas(note)]
        told[grid.name] = list(sheet.news(ours, cache(partial(_computed, sheet, forms))))
    made: list[Note] = []
    for note in notes:
        if note.table not in told or not _on_formulas(note):
            made.append(note)
        else:
            made += told[note.table]
            told[note.table] = []
    return tuple(made)


def _on_formulas(note: Note) -> bool:
    return note.code in {_KEPT, _NOTHING} or (
        note.code == _MORE and note.params.get("code") in {_KEPT, _NOTHING}
    )


class _Sheet:
    """The formulas of a sheet, and what its cells come to."""

    def __init__(self, grid: Grid) -> None:
        self.name = grid.name
        self.cells: dict[At, Cell] = {
            (number, column): cell
            for number, row in enumerate(grid.rows, 1)
            for column, cell in enumerate(row)
            if cell.ref is not None and not cell.covered and (cell.text or cell.formula)
        }
        self.formulas = {at: cell for at, cell in self.cells.items() if cell.formula is not None}
        few = len(self.formulas) <= _MOST_FORMULAS
        self.areas = {at: list(areas_in(cell.formula or "")) for at, cell in self.formulas.items() if few}
        self.looks = (
            sum(min(_size(area), len(self.cells)) for areas in self.areas.values() for area in areas)
            if few
            else _MOST_LOOKS + 1
        )

    def news(self, notes: Sequence[Note], computed: Callable[[], AbstractSet[At]]) -> Iterator[Note]:
        """What is to be said of the sheet's formulas; ``computed`` tells the cells that scoring computes."""
        for code, said in self._results(computed).items():
            yield from said[:NOTES_OF_A_KIND]
            if len(said) > NOTES_OF_A_KIND:
                more = {"count": str(len(said) - NOTES_OF_A_KIND), "code": code, "sheet": self.name}
                yield Note(_MORE, more, None, self.name)
        known = {cell.ref for cell in self.formulas.values()}
        empty = {at: cell.ref for at, cell in self.formulas.items() if not cell.text}
        blank = {ref for at, ref in empty.items() if at not in computed()} if empty else set()
        named = {note.ref for note in notes if note.code == _NOTHING}
        for note in notes:
            if note.code == _MORE:
                if note.params.get("code") == _NOTHING and blank - named:
                    yield note
            elif note.ref not in known or (note.code == _NOTHING and note.ref in blank):
                yield note

    def _results(self, computed: Callable[[], AbstractSet[At]]) -> dict[str, list[Note]]:
        """By code: the results kept that are wrong, and those that nobody here can compute again."""
        sums = Sums(self._content, self.cells.keys(), frozenset())
        found: dict[str, list[Note]] = {_STALE: [], _KEPT: []}
        for at, cell in self.formulas.items():
            if not cell.text.strip() or cell.text.startswith("="):
                continue
            formula = cell.formula or ""
            due, kept = sums.value(formula), _number(cell)
            if due is not None and kept is not None and _same(due, fraction(kept)):
                continue
            params = {"sheet": self.name, "cell": cell.ref or "", "formula": f"={formula[:60]}"}
            params["found"] = cell.text[:40]
            if due is None or kept is None:
                if at not in computed():
                    found[_KEPT].append(Note(_KEPT, params, cell.ref, self.name))
            else:
                found[_STALE].append(Note(_STALE, {**params, "due": _short(due)}, cell.ref, self.name))
        return found

    def _content(self, at: At) -> Content:
        cell = self.cells[at]
        if cell.formula is None or cell.text.startswith("="):
            value = _number(cell)
            return Content(None, value, text=value is None)
        return Content(cell.formula, _number(cell), text=False)


def _number(cell: Cell) -> Decimal | None:
    """The number a cell stores, or shows where that is the same."""
    return number(cell.text if cell.raw is None else cell.raw)


def _same(due: Fraction, kept: Fraction) -> bool:
    return due == kept or abs(due - kept) <= _SAME * max(abs(due), Fraction(1))


def _size(area: Area) -> int:
    top, left, bottom, right = area
    return (bottom - top + 1) * (right - left + 1)


def _short(value: Fraction) -> str:
    """A result in words: at most six decimals."""
    return exact_string(Fraction(round_exact(value, 6)))


def _computed(sheet: _Sheet, forms: Sequence[ReadForm]) -> AbstractSet[At]:
    """The formulas of what scoring computes: rates, the rows of total and grade, and what draws on them."""
    found: set[At] = set()
    rows: set[int] = set()
    for form in forms:
        for path, place in _derived(form):
            cell = area_of(place.cell or "") if place.table == sheet.name else None
            if cell is None:
                continue
            if path[0] == "funds":
                found.add((cell[0], cell[1]))
            else:
                rows.add(cell[0])
    found |= {at for at in sheet.formulas if at[0] in rows}
    for at, areas in sheet.areas.items():
        if any(top <= row <= bottom and left <= column <= right
               for top, left, bottom, right in areas for row, column in found):  # fmt: skip
            found.add(at)
    return found


def _derived(form: ReadForm) -> Iterator[tuple[Path, Place]]:
    """The places of what scoring computes itself."""
    paths: list[Path] = [("claimed_total",), ("claimed_grade",)]
    paths += [("funds", index, "claimed_rate") for index in range(len(form.evaluation.funds))]
    for path in paths:
        if (place := form.places.get(path)) is not None:
            yield path, place
