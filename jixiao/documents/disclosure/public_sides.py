"""Public tables with two sides: income on the left, spending on the right."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from jixiao.documents.disclosure import public_words as words
from jixiao.documents.disclosure.folded import fold
from jixiao.documents.disclosure.public_rows import (
    NAMELESS,
    UNPLACED,
    Columns,
    Reader,
    number,
    ordinals,
    whole,
)
from jixiao.schemas.disclosure import PublicColumn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from jixiao.documents.disclosure.blocks import Row
    from jixiao.documents.disclosure.public_rows import Layout

_LINE_LABEL = re.compile(r"行次|栏次|序号")


class Sides(Reader):
    """Income on the left, spending on the right, each with its line numbers."""

    _WANTED = ("initial_budget", "budget", "total", "general", "funds", "capital", "amount")

    def read(self) -> Layout:
        """The rows of both sides, line by line."""
        start = next((i for i, row in enumerate(self.rows) if self._is_data(row)), len(self.rows))
        self.left, self.right = self._heads(self.rows[:start])
        self.layout.columns = tuple(
            PublicColumn(key=key, label=label) for key, label in dict([*self.left, *self.right]).items()
        )
        lines = [self._line_numbers(row) for row in self.rows]
        # a row speaks once for each distance, so that two like amounts are no two votes
        step = self._step(self.rows[:start], lines[start:])
        opened = False
        for row, found in zip(self.rows[start:], lines[start:], strict=True):
            cut = self._cut(found, step)
            if cut is None:
                if any(number(cell) is not None for cell in row.cells) and ordinals(row) is None:
                    self.note(UNPLACED, row)
                continue
            opened = self._take(row, cut, opened=opened)
        self.layout.rows = tuple(self.made)
        return self.layout

    @staticmethod
    def _step(head: Sequence[Row], lines: Sequence[list[tuple[int, int]]]) -> int | None:
        """How far the line numbers of the sides are apart: under 行次, else most often."""
        places: tuple[int, ...] = ()
        for row in head:
            found = tuple(p for p, cell in enumerate(row.cells) if _LINE_LABEL.fullmatch(fold(cell).text))
            places = places or (found if len(found) == 2 else ())
        counted: Counter[int] = Counter()
        for numbers in lines:
            at = dict(numbers)
            if places and places[0] in at and places[1] in at:
                counted[at[places[1]] - at[places[0]]] += 1
        if not counted:
            counted.update(
                other - row[0][1] for row in lines if row for _, other in row[1:] if other > row[0][1]
            )
        return max(counted, key=lambda one: (counted[one], -one), default=None)

    @staticmethod
    def _line_numbers(row: Row) -> list[tuple[int, int]]:
        return [(p, n) for p, cell in enumerate(row.cells) if (n := whole(cell)) is not None]

    def _is_data(self, row: Row) -> bool:
        texts = [fold(cell).text for cell in row.filled]
        if not texts or any(_LINE_LABEL.fullmatch(text) for text in texts):
            return False
        known = words.row_key(texts[0], words.SIDE_ROWS["income"]) is not None
        return known or (len(self._line_numbers(row)) >= 2 and ordinals(row) is None)

    def _heads(self, head: Sequence[Row]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The amount columns of each side, in order, from the row of headings."""
        for row in head:
            texts = [(fold(cell).text, " ".join(cell.split())) for cell in row.cells if cell]
            starts = [i for i, (text, _) in enumerate(texts) if text.startswith("项目")]
            if len(starts) == 2:
                sides = (texts[starts[0] : starts[1]], texts[starts[1] :])
                named = [
                    [(k, label) for t, label in side if (k := words.column_of(t, self._WANTED))]
                    for side in sides
                ]
                return named[0] or [("amount", "")], named[1] or [("amount", "")]
        return [("amount", "")], [(key, "") for key in self.kind.columns]

    @staticmethod
    def _cut(lines: list[tuple[int, int]], step: int | None) -> tuple[int, int] | None:
        """The positions of both line numbers."""
        for index, (left, first) in enumerate(lines):
            for right, second in lines[index + 1 :]:
                if step is not None and second - first == step:
                    return left, right
        return None

    def _take(self, row: Row, cut: tuple[int, int], *, opened: bool) -> bool:
        left, right = cut
        cells = row.cells
        names = [self._name(cells[:left]), self._name(cells[left + 1 : right])]
        keys = [
            words.row_key(name or "", words.SIDE_ROWS[side])
            for name, side in zip(names, ("income", "spending"), strict=True)
        ]
        inferred: tuple[str, ...] = ()
        amounts = [self._place(row, left, right, self.left), self._place(row, right, len(cells), self.right)]
        if names[0] is None and keys[1] in words.PARTNERS:
            keys[0], inferred = words.PARTNERS[keys[1]], ("key",)
        if names[0] is None and amounts[0]:
            self.note(NAMELESS, row)
        if keys[0] == "opening":
            opened = True
        elif opened and keys[0] in {"general", "funds", "capital"}:
            keys[0] = f"opening.{keys[0]}"
        for index, side in enumerate(("income", "spending")):
            name = names[index]
            if name is None and not amounts[index] and keys[index] is None:
                continue
            self.add(
                row,
                key=keys[index],
                side=side,
                name=None if name is None else words.bare(name),
                line=whole(cells[cut[index]]),
                amounts=amounts[index],
                inferred=inferred if index == 0 else (),
            )
        return opened

    @staticmethod
    def _name(cells: Sequence[str]) -> str | None:
        texts = [text for text in (fold(cell).text for cell in cells) if any(c.isalpha() for c in text)]
        return texts[-1] if texts else None

    def _place(self, row: Row, start: int, end: int, columns: list[tuple[str, str]]) -> dict[str, Decimal]:
        cells = row.cells[start + 1 : end]
        values = [(p, v) for p, cell in enumerate(cells) if (v := number(cell)) is not None]
        keys = [key for key, _ in columns]
        if not values:
            return {}
        if len(keys) == 1:
            if len(values) > 1:
                self.note(UNPLACED, row)
                return {}
            return {keys[0]: values[0][1]}
        if all(p < len(keys) for p, _ in values):
            return {keys[p]: v for p, v in values}
        return self.by_sum(
            row, [v for _, v in values], Columns({i: PublicColumn(key=k) for i, k in enumerate(keys)})
        )
