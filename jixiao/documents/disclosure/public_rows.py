"""Rows of public tables under their columns: what every layout has in common."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from jixiao.documents.disclosure import public_words as words
from jixiao.documents.disclosure.blocks import place
from jixiao.documents.disclosure.folded import fold
from jixiao.schemas.disclosure import PublicColumn, PublicRow
from jixiao.schemas.disclosure_keys import TABLE_PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jixiao.documents.disclosure.blocks import Row
    from jixiao.documents.disclosure.public_words import Kind

NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,10})?")
_ORDINAL_LABEL = re.compile(r"栏次|行次|类|款|项|目")
SLIPPED, UNPLACED, MOVED_TOTAL, NAMELESS = "DIS001", "DIS002", "DIS003", "DIS004"


@dataclass
class Layout:
    """What a layout gave; ``met`` are rows that were not as they should be, with the code of the finding."""

    columns: tuple[PublicColumn, ...] = ()
    rows: tuple[PublicRow, ...] = ()
    met: list[tuple[str, Row]] = field(default_factory=list)


def number(cell: str) -> Decimal | None:
    """The amount a cell holds, exactly as printed; ``None`` for blanks, strokes and text."""
    if not cell or len(cell) > 40:
        return None
    text = fold(cell).text
    return Decimal(text.replace(",", "")) if NUMBER.fullmatch(text) else None


def whole(cell: str) -> int | None:
    """The small whole number a cell holds (a 行次), or ``None``."""
    text = fold(cell).text if len(cell) < 8 else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else None


@dataclass
class Columns:
    """Where amounts stand: position to column."""

    at: dict[int, PublicColumn]

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns in their order."""
        return tuple(column.key for _, column in sorted(self.at.items()))


def ordinals(row: Row) -> dict[int, int] | None:
    """The positions of 1, 2, 3 … in a row that holds nothing else but its labels."""
    found: dict[int, int] = {}
    for position, cell in enumerate(row.cells):
        text = fold(cell).text
        if not text:
            continue
        if text.isascii() and text.isdigit():
            if int(text) != len(found) + 1:
                return None
            found[position] = int(text)
        elif _ORDINAL_LABEL.sub("", text) != "":
            return None
    return found or None


class Reader:
    """One table being read: its rows so far and what was met."""

    def __init__(self, kind: Kind, rows: Sequence[Row], file: str, table: str | None) -> None:
        self.kind, self.rows, self.file, self.table = kind, rows, file, table
        self.layout = Layout()
        self.made: list[PublicRow] = []

    def note(self, code: str, row: Row) -> None:
        """Remember a row that is not as it should be."""
        self.layout.met.append((code, row))

    def add(self, row: Row, **values: object) -> None:
        """Add a row of the table."""
        spot = place(row.spot, file=self.file, table=self.table, quote=" ".join(row.filled))
        self.made.append(PublicRow.model_validate({**values, "place": spot}))

    def columns(self, head: Sequence[Row], wanted: tuple[str, ...]) -> Columns:
        """The columns by the printed numbers where there are as many as names, else by the headings."""
        labels: dict[int, tuple[str, str]] = {}
        printed: dict[int, int] = {}
        for row in head:
            printed = printed or ordinals(row) or {}
            for position, cell in enumerate(row.cells):
                key = words.column_of(fold(cell).text, wanted) if cell else None
                if key is not None:
                    labels[position] = (key, " ".join(cell.split()))
        ordered = [labels[position] for position in sorted(labels)]
        names = [
            one for index, one in enumerate(ordered) if one[0] not in {key for key, _ in ordered[:index]}
        ]
        if printed and len(names) != len(printed) and len(printed) == len(self.kind.columns):
            known = dict(names)
            names = [(key, known.get(key, "")) for key in self.kind.columns]
        if printed and len(names) == len(printed):
            pairs = zip(sorted(printed), names, strict=True)
            at = {p: PublicColumn(key=k, label=label or None, number=printed[p]) for p, (k, label) in pairs}
        else:
            at = {p: PublicColumn(key=k, label=label) for p, (k, label) in sorted(labels.items())}
        columns = Columns(at)
        self.layout.columns = tuple(at[position] for position in sorted(at))
        return columns

    def amounts(self, row: Row, columns: Columns, first: int) -> dict[str, Decimal]:
        """The amounts of a row by position; where cells have slipped, by the only way its sum allows."""
        values = [
            (p, v) for p, cell in enumerate(row.cells) if p >= first and (v := number(cell)) is not None
        ]
        placed = {columns.at[p].key: v for p, v in values if p in columns.at}
        if len(placed) == len(values) and self._adds_up(placed):
            return placed
        if len(placed) == len(values):
            # every amount stands under a heading: what is printed is taken, sums are for the checks
            return placed
        return self.by_sum(row, [v for _, v in values], columns)

    def _adds_up(self, placed: Mapping[str, Decimal]) -> bool:
        parts = TABLE_PARTS.get(self.kind.name)
        if parts is None or "total" not in placed:
            return True
        return placed["total"] == sum(placed.get(part, Decimal(0)) for part in parts)

    def by_sum(self, row: Row, values: list[Decimal], columns: Columns) -> dict[str, Decimal]:
        """Amounts whose cells have slipped: placed where the row's own sum leaves one way."""
        keys = columns.keys or self.kind.columns
        if len(values) > len(keys):
            self.note(UNPLACED, row)
            return {}
        if len(values) == len(keys):
            self.note(SLIPPED, row)
            return dict(zip(keys, values, strict=True))
        ways = (
            [
                placed
                for chosen in combinations(keys, len(values))
                if "total" in (placed := dict(zip(chosen, values, strict=True))) and self._adds_up(placed)
            ]
            if self.kind.name in TABLE_PARTS
            else []
        )
        if len(ways) == 1:
            self.note(SLIPPED, row)
            return ways[0]
        self.note(UNPLACED, row)
        alike = [key for key in keys if ways and len({way.get(key) for way in ways}) == 1 and key in ways[0]]
        return {key: ways[0][key] for key in alike}
