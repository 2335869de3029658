"""The layouts of public tables: by class of spending, with two sides, by code in groups, by line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jixiao.documents.disclosure import public_words as words
from jixiao.documents.disclosure.folded import fold
from jixiao.documents.disclosure.public_rows import (
    MOVED_TOTAL,
    NAMELESS,
    NUMBER,
    UNPLACED,
    Columns,
    Layout,
    Reader,
    number,
    ordinals,
    whole,
)
from jixiao.documents.disclosure.public_sides import Sides
from jixiao.schemas.disclosure import PublicColumn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from jixiao.documents.disclosure.blocks import Row
    from jixiao.documents.disclosure.public_words import Kind

_CODE = re.compile(r"(\d{3}|\d{5}|\d{7})(?![\d.,])(\D.*)?")
_ECONOMIC = re.compile(r"(3\d{2}(?:\d{2})?)(?![\d.,])(\D.*)?")
"""A code of 经济分类, its name behind it or not; 389.48 and 301,123.00 are amounts."""
_TOTAL = re.compile(r"(?:合计|总计|栏次合计)")
_MOST_CELLS = 12


def looks_like_row(row: Row, kind: Kind) -> bool:
    """Whether a row could be one of a table of this kind, read on without its head."""
    texts = [fold(cell).text for cell in row.filled[:_MOST_CELLS]]
    if kind.layout in {"classes", "codes"}:
        return any(_CODE.fullmatch(text) or _TOTAL.match(text) for text in texts[:3]) or any(
            "合计" in t for t in texts[:2]
        )
    return any(whole(text) is not None for text in texts[:2])


def read(kind: Kind, rows: Sequence[Row], *, file: str, table: str | None) -> Layout:
    """The rows of a table under its columns."""
    if kind.layout == "classes":
        return _Classes(kind, rows, file, table).read()
    if kind.layout == "sides":
        return Sides(kind, rows, file, table).read()
    return (_Codes if kind.layout == "codes" else _Lines)(kind, rows, file, table).read()


class _Classes(Reader):
    """Rows by 支出功能分类科目编码, under one total."""

    def read(self) -> Layout:
        start = next((i for i, row in enumerate(self.rows) if self._is_data(row)), len(self.rows))
        columns = self.columns(self.rows[:start], self.kind.columns)
        first = min(columns.at, default=1)
        moved: Row | None = None
        for row in self.rows[:start]:
            texts = [fold(cell).text for cell in row.filled]
            amounts = [v for cell in row.cells if (v := number(cell)) is not None]
            if (
                texts
                and texts[0] == "栏次"
                and any("." in fold(cell).text for cell in row.filled[1:])
                and amounts
            ):
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
            return all(
                _TOTAL.fullmatch(t) or NUMBER.fullmatch(t) or not any(c.isalnum() for c in t) for t in texts
            )
        code = _CODE.fullmatch(texts[0])
        return code is not None and (bool(code.group(2)) or len(texts) > 1) and ordinals(row) is None

    def _take(self, row: Row, columns: Columns, first: int, moved: Row | None) -> None:
        texts = [(p, fold(cell).text) for p, cell in enumerate(row.cells) if cell]
        if not texts or ordinals(row) is not None or words.NOTES.match(texts[0][1]):
            return
        head = [
            (p, text)
            for p, text in texts
            if p < first or (_CODE.match(text) is None and not NUMBER.fullmatch(text))
        ]
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


class _Lines(Reader):
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
            line_at = next(
                ((p, int(t)) for p, t in texts if p > position and t.isdigit() and len(t) <= 2), None
            )
            first = position + 1
            line = None
            if line_at is not None and line_at[0] not in columns.at:
                first, line = line_at[0] + 1, line_at[1]
            key = words.row_key(name, known)
            if key is not None and key.startswith("reception.diplomatic") and before == "reception.foreign":
                key = None
            before = key or before
            self.add(
                row, key=key, name=words.bare(name), line=line, amounts=self.amounts(row, columns, first)
            )
        self.layout.rows = tuple(self.made)
        return self.layout

    @staticmethod
    def _is_data(row: Row, known: tuple[tuple[str, re.Pattern[str]], ...]) -> bool:
        if not row.filled or ordinals(row) is not None:
            return False
        texts = [fold(cell).text for cell in row.filled]
        if words.row_key(texts[0], known) is None:
            return False
        # a row, not a heading: nothing but figures and strokes behind the name
        return all(not any(c.isalpha() for c in text) for text in texts[1:])

    def _across(self) -> bool:
        """The form with 预算数 and 决算数 side by side: one row of amounts under twelve columns."""
        keys = ("total", "abroad", "vehicles", "vehicles.purchase", "vehicles.running", "reception")
        index = next(
            (i for i, row in enumerate(self.rows) if len(ordinals(row) or {}) == 2 * len(keys)), None
        )
        data = None if index is None else next((r for r in self.rows[index + 1 :] if len(r.filled) > 1), None)
        if index is None or data is None:
            return False
        positions = sorted(ordinals(self.rows[index]) or {})
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


class _Codes(Reader):
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
                joined = _ECONOMIC.fullmatch(text)
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
        return (
            "total.personnel"
            if name.startswith("人员")
            else "total.public"
            if name.startswith("公用")
            else "total"
        )

    def _put(self, row: Row, code: str | None, name: str | None, value: Decimal | None) -> None:
        amounts = {} if value is None else {"amount": value}
        self.add(row, key=None if code else self._total(name), code=code, name=name, amounts=amounts)
