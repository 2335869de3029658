"""The layouts of public tables: by class of spending, with two sides, by code in groups, by line.

Each gives columns, rows, and which rows were not as they should be.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from jixiao.documents.disclosure import public_words as words
from jixiao.documents.disclosure.blocks import place
from jixiao.documents.disclosure.folded import fold
from jixiao.schemas.disclosure import PublicColumn, PublicRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jixiao.documents.disclosure.blocks import Row
    from jixiao.documents.disclosure.public_words import Kind

_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,10})?")
_CODE = re.compile(r"(\d{3}|\d{5}|\d{7})(?!\d|\.)(\D.*)?")
_TOTAL = re.compile(r"(?:合计|总计|栏次合计)")
_ORDINAL_LABEL = re.compile(r"栏次|行次|类|款|项|目")
_LINE_LABEL = re.compile(r"行次|栏次|序号")
_MOST_CELLS = 12
_PARTS: Mapping[str, tuple[str, ...]] = {
    "income": ("appropriation", "superior", "business", "operating", "affiliated", "other"),
    "spending": ("basic", "project", "to_superior", "operating", "to_affiliated"),
    "general": ("basic", "project"),
    "state-capital": ("basic", "project"),
    "government-funds": ("basic", "project"),
    "appropriation": ("general", "funds", "capital"),
}
"""The columns that add up to ``total`` in each kind."""

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
    return Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def _whole(cell: str) -> int | None:
    text = fold(cell).text if len(cell) < 8 else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else None


def looks_like_row(row: Row, kind: Kind) -> bool:
    """Whether a row could be one of a table of this kind, read on without its head."""
    texts = [fold(cell).text for cell in row.filled[:_MOST_CELLS]]
    if kind.layout in {"classes", "codes"}:
        return any(_CODE.fullmatch(text) or _TOTAL.match(text) for text in texts[:3]) or any("合计" in t for t in texts[:2])
    return any(_whole(text) is not None for text in texts[:2])


def read(kind: Kind, rows: Sequence[Row], *, file: str, table: str | None) -> Layout:
    """The rows of a table under its columns."""
    reader = {"classes": _Classes, "sides": _Sides, "codes": _Codes, "lines": _Lines}[kind.layout]
    return reader(kind, rows, file, table).read()


@dataclass
class _Columns:
    """Where amounts stand: position to column."""

    at: dict[int, PublicColumn]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(column.key for _, column in sorted(self.at.items()))


def _ordinals(row: Row) -> dict[int, int] | None:
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
        elif not _ORDINAL_LABEL.sub("", text) == "":
            return None
    return found or None


class _Reader:
    def __init__(self, kind: Kind, rows: Sequence[Row], file: str, table: str | None) -> None:
        self.kind, self.rows, self.file, self.table = kind, rows, file, table
        self.layout = Layout()
        self.made: list[PublicRow] = []

    def read(self) -> Layout:
        raise NotImplementedError

    def note(self, code: str, row: Row) -> None:
        self.layout.met.append((code, row))

    def add(self, row: Row, **values: object) -> None:
        spot = place(row.spot, file=self.file, table=self.table, quote=" ".join(row.filled))
        self.made.append(PublicRow.model_validate({**values, "place": spot}))

    def columns(self, head: Sequence[Row], wanted: tuple[str, ...]) -> _Columns:
        """The columns by the printed numbers where there are as many as names, else by the headings."""
        labels: dict[int, tuple[str, str]] = {}
        ordinals: dict[int, int] = {}
        for row in head:
            ordinals = ordinals or _ordinals(row) or {}
            for position, cell in enumerate(row.cells):
                key = words.column_of(fold(cell).text, wanted) if cell else None
                if key is not None:
                    labels[position] = (key, " ".join(cell.split()))
        ordered = [labels[position] for position in sorted(labels)]
        names = [one for index, one in enumerate(ordered) if one[0] not in {key for key, _ in ordered[:index]}]
        if ordinals and len(names) != len(ordinals) and len(ordinals) == len(self.kind.columns):
            known = dict(names)
            names = [(key, known.get(key, "")) for key in self.kind.columns]
        if ordinals and len(names) == len(ordinals):
            pairs = zip(sorted(ordinals), names, strict=True)
            at = {p: PublicColumn(key=k, label=label or None, number=ordinals[p]) for p, (k, label) in pairs}
        else:
            at = {p: PublicColumn(key=k, label=label) for p, (k, label) in sorted(labels.items())}
        columns = _Columns(at)
        self.layout.columns = tuple(at[position] for position in sorted(at))
        return columns

    def amounts(self, row: Row, columns: _Columns, first: int) -> dict[str, Decimal]:
        """The amounts of a row by position; where cells have slipped, by the only way its sum allows."""
        values = [(p, v) for p, cell in enumerate(row.cells) if p >= first and (v := number(cell)) is not None]
        placed = {columns.at[p].key: v for p, v in values if p in columns.at}
        if len(placed) == len(values) and self._adds_up(placed):
            return placed
        if len(placed) == len(values):
            # every amount stands under a heading: what is printed is taken, sums are for the checks
            return placed
        return self._by_sum(row, [v for _, v in values], columns)

    def _adds_up(self, placed: Mapping[str, Decimal]) -> bool:
        parts = _PARTS.get(self.kind.name)
        if parts is None or "total" not in placed:
            return True
        return placed["total"] == sum(placed.get(part, Decimal(0)) for part in parts)

    def _by_sum(self, row: Row, values: list[Decimal], columns: _Columns) -> dict[str, Decimal]:
        keys = columns.keys or self.kind.columns
        if len(values) > len(keys):
            self.note(UNPLACED, row)
            return {}
        if len(values) == len(keys):
            self.note(SLIPPED, row)
            return dict(zip(keys, values, strict=True))
        ways = [
            placed
            for chosen in combinations(keys, len(values))
            if "total" in (placed := dict(zip(chosen, values, strict=True))) and self._adds_up(placed)
        ] if self.kind.name in _PARTS else []  # fmt: skip
        if len(ways) == 1:
            self.note(SLIPPED, row)
            return ways[0]
        self.note(UNPLACED, row)
        alike = [key for key in keys if ways and len({way.get(key) for way in ways}) == 1 and key in ways[0]]
        return {key: ways[0][key] for key in alike}


class _Classes(_Reader):
    """Rows by 支出功能分类科目编码, under one total."""

    def read(self) -> Layout:
        start = next((i for i, row in enumerate(self.rows) if self._is_data(row)), len(self.rows))
        columns = self.columns(self.rows[:start], self.kind.columns)
        first = min(columns.at, default=1)
        moved: Row | None = None
        for row in self.rows[:start]:
            texts = [fold(cell).text for cell in row.filled]
            amounts = [v for cell in row.cells if (v := number(cell)) is not None]
            if texts and texts[0] == "栏次" and any("." in fold(cell).text for cell in row.filled[1:]) and amounts:
                moved = row
        for row in self.rows[start:]:
            self._take(row, columns, first, moved)
        if moved is not None and not any(row.key == "total" and row.amounts for row in self.made):
            self.note(MOVED_TOTAL, moved)
            amounts_of = self.amounts(moved, columns, first)
            self.made = [row for row in self.made if row.key != "total"]
            self.add(moved, key="total", amounts=amounts_of, inferred=("key",))
            self.made.insert(0, self.made.pop())
        self.layout.rows = tuple(self.made)
        return self.layout

    @staticmethod
    def _is_data(row: Row) -> bool:
        texts = [fold(cell).text for cell in row.cells[:_MOST_CELLS] if cell]
        if not texts:
            return False
        if any(_TOTAL.fullmatch(text) for text in texts[:2]):
            # a heading 合计 stands among other headings; the row 合计 among nothing or numbers
            return all(_TOTAL.fullmatch(t) or _NUMBER.fullmatch(t) or not any(c.isalnum() for c in t) for t in texts)
        code = _CODE.fullmatch(texts[0])
        return code is not None and (bool(code.group(2)) or len(texts) > 1) and _ordinals(row) is None

    def _take(self, row: Row, columns: _Columns, first: int, moved: Row | None) -> None:
        texts = [(p, fold(cell).text) for p, cell in enumerate(row.cells) if cell]
        if not texts or _ordinals(row) is not None or words.NOTES.match(texts[0][1]):
            return
        head = [(p, text) for p, text in texts if p < first or _CODE.match(text) is None and not _NUMBER.fullmatch(text)]
        code, name, end = None, None, 0
        split = [t for _, t in texts[:3]]
        if len(split) == 3 and [len(t) if t.isdigit() else 0 for t in split] == [3, 2, 2]:
            code, head, end = "".join(split), [one for one in head if one not in texts[:3]], texts[2][0] + 1
        for position, text in head:
            found = _CODE.fullmatch(text)
            if found is not None and code is None:
                code, end = found.group(1), position + 1
                if found.group(2):
                    name = found.group(2)
            elif name is None and not text.isdigit() and any(c.isalpha() for c in text):
                name, end = text, position + 1
        if name is None and code is None:
            if any(number(cell) is not None for cell in row.cells):
                self.note(UNPLACED, row)
            return
        amounts = self.amounts(row, columns, max(end, min(first, end)))
        total = name is not None and _TOTAL.fullmatch(name) is not None and code is None
        if total and not amounts and moved is None and not row.filled[1:]:
            self.add(row, key="total", name=name)
            return
        if code is None and not total:
            if amounts:
                self.note(NAMELESS, row)
            elif self.made and name is not None and len(row.filled) == 1 and self.made[-1].code is not None:
                # the name of the row before runs over
                last = self.made.pop()
                self.made.append(last.model_copy(update={"name": f"{last.name or ''}{name}"}))
                return
            else:
                return
        self.add(row, key="total" if total else None, code=code, name=name, amounts=amounts)


class _Lines(_Reader):
    """Rows by 行次: 三公 and assets."""

    def read(self) -> Layout:
        known = words.LINE_ROWS[self.kind.name]
        start = next((i for i, row in enumerate(self.rows) if self._is_data(row, known)), len(self.rows))
        if start == len(self.rows) and self.kind.name == "three-public" and self._across():
            return self.layout
        columns = self.columns(self.rows[:start], self.kind.columns)
        before = ""
        for row in self.rows[start:]:
            texts = [(p, fold(cell).text) for p, cell in enumerate(row.cells) if cell]
            name_at = next(((p, t) for p, t in texts if any(c.isalpha() for c in t)), None)
            if name_at is None or words.NOTES.match(name_at[1]):
                continue
            position, name = name_at
            line_at = next(((p, int(t)) for p, t in texts if p > position and t.isdigit() and len(t) <= 2), None)
            first = position + 1
            line = None
            if line_at is not None and line_at[0] not in columns.at:
                first, line = line_at[0] + 1, line_at[1]
            key = words.row_key(name, known)
            if key is not None and key.startswith("reception.diplomatic") and before == "reception.foreign":
                key = None
            before = key or before
            self.add(row, key=key, name=words.bare(name), line=line, amounts=self.amounts(row, columns, first))
        self.layout.rows = tuple(self.made)
        return self.layout

    @staticmethod
    def _is_data(row: Row, known: tuple[tuple[str, re.Pattern[str]], ...]) -> bool:
        if not row.filled or _ordinals(row) is not None:
            return False
        texts = [fold(cell).text for cell in row.filled]
        if words.row_key(texts[0], known) is None:
            return False
        # a row, not a heading: nothing but figures and strokes behind the name
        return all(not any(c.isalpha() for c in text) for text in texts[1:])

    def _across(self) -> bool:
        """The form with 预算数 and 决算数 side by side: one row of amounts under twelve columns."""
        keys = ("total", "abroad", "vehicles", "vehicles.purchase", "vehicles.running", "reception")
        index = next((i for i, row in enumerate(self.rows) if len(_ordinals(row) or {}) == 2 * len(keys)), None)
        data = None if index is None else next((r for r in self.rows[index + 1 :] if len(r.filled) > 1), None)
        if index is None or data is None:
            return False
        positions = sorted(_ordinals(self.rows[index]) or {})
        budget, final = positions[: len(keys)], positions[len(keys) :]
        for key, left, right in zip(keys, budget, final, strict=True):
            both = {"budget": left, "final": right}
            amounts = {
                column: value
                for column, p in both.items()
                if p < len(data.cells) and (value := number(data.cells[p])) is not None
            }
            self.add(data, key=key, amounts=amounts)
        self.layout.columns = (PublicColumn(key="budget"), PublicColumn(key="final"))
        self.layout.rows = tuple(self.made)
        return True


class _Codes(_Reader):
    """Groups of code, name and amount side by side: 经济分类."""

    def read(self) -> Layout:
        self.layout.columns = (PublicColumn(key="amount"),)
        for row in self.rows:
            code: str | None = None
            name: str | None = None
            for cell in row.cells:
                text = fold(cell).text
                if not text:
                    continue
                joined = re.fullmatch(r"(3\d{2}(?:\d{2})?)(\D.*)?", text)
                if joined is not None and name is None and code is None:
                    code, name = joined.group(1), joined.group(2)
                elif joined is not None and code is not None:
                    self._put(row, code, name, None)
                    code, name = joined.group(1), joined.group(2)
                elif (value := number(cell)) is not None and (code or self._total(name)):
                    self._put(row, code, name, value)
                    code = name = None
                elif any(c.isalpha() for c in text):
                    if self._total(name):
                        self._put(row, None, name, None)
                        name = None
                    name = text if code is None or name is None else name + text
            if code is not None or self._total(name):
                self._put(row, code, name, None)
        self.layout.rows = tuple(self.made)
        return self.layout

    @staticmethod
    def _total(name: str | None) -> str | None:
        if name is None or not name.endswith(("合计", "总计")):
            return None
        return "total.personnel" if name.startswith("人员") else "total.public" if name.startswith("公用") else "total"

    def _put(self, row: Row, code: str | None, name: str | None, value: Decimal | None) -> None:
        amounts = {} if value is None else {"amount": value}
        self.add(row, key=None if code else self._total(name), code=code, name=name, amounts=amounts)


class _Sides(_Reader):
    """Income on the left, spending on the right, each with its line numbers."""

    _WANTED = ("initial_budget", "budget", "total", "general", "funds", "capital", "amount")

    def read(self) -> Layout:
        start = next((i for i, row in enumerate(self.rows) if self._is_data(row)), len(self.rows))
        self.left, self.right = self._heads(self.rows[:start])
        self.layout.columns = tuple(
            PublicColumn(key=key, label=label) for key, label in dict([*self.left, *self.right]).items()
        )
        lines = [self._line_numbers(row) for row in self.rows]
        steps = Counter(
            other - first for row in lines[start:] if row for first in [row[0][1]] for _, other in row[1:] if other > first
        )
        step = max(steps, key=lambda one: (steps[one], -one), default=None)
        opened = False
        for row, found in zip(self.rows[start:], lines[start:], strict=True):
            cut = self._cut(row, found, step)
            if cut is None:
                if any(number(cell) is not None for cell in row.cells) and _ordinals(row) is None:
                    self.note(UNPLACED, row)
                continue
            opened = self._take(row, cut, opened=opened)
        self.layout.rows = tuple(self.made)
        return self.layout

    @staticmethod
    def _line_numbers(row: Row) -> list[tuple[int, int]]:
        return [(p, n) for p, cell in enumerate(row.cells) if (n := _whole(cell)) is not None]

    def _is_data(self, row: Row) -> bool:
        texts = [fold(cell).text for cell in row.filled]
        if not texts or any(_LINE_LABEL.fullmatch(text) for text in texts):
            return False
        known = words.row_key(texts[0], words.SIDE_ROWS["income"]) is not None
        return known or (len(self._line_numbers(row)) >= 2 and _ordinals(row) is None)

    def _heads(self, head: Sequence[Row]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The amount columns of each side, in order, from the row of headings."""
        for row in head:
            texts = [(fold(cell).text, " ".join(cell.split())) for cell in row.cells if cell]
            starts = [i for i, (text, _) in enumerate(texts) if text.startswith("项目")]
            if len(starts) == 2:
                sides = (texts[starts[0] : starts[1]], texts[starts[1] :])
                named = [[(k, label) for t, label in side if (k := words.column_of(t, self._WANTED))] for side in sides]
                return named[0] or [("amount", "")], named[1] or [("amount", "")]
        return [("amount", "")], [(key, "") for key in self.kind.columns]

    @staticmethod
    def _cut(row: Row, lines: list[tuple[int, int]], step: int | None) -> tuple[int, int] | None:
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
        keys = [words.row_key(name or "", words.SIDE_ROWS[side]) for name, side in zip(names, ("income", "spending"), strict=True)]
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
                row, key=keys[index], side=side, name=None if name is None else words.bare(name),
                line=_whole(cells[cut[index]]), amounts=amounts[index], inferred=inferred if index == 0 else (),
            )  # fmt: skip
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
        return self._by_sum(row, [v for _, v in values], _Columns({i: PublicColumn(key=k) for i, k in enumerate(keys)}))
