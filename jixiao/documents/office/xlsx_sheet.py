"""One worksheet part, read in a single pass: positions, styles, values, formulas, merged ranges."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from jixiao.documents.office.builtin_formats import GENERAL
from jixiao.documents.office.formula_text import LAST_COLUMN, LAST_ROW, UNKNOWN, column_number, shifted
from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.shown import show_formula, show_stored_number, show_stored_text
from jixiao.documents.office.xlsx_parts import element, plain_text, truth
from jixiao.documents.office.xml_guard import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.documents.office.sheet import Sheet

_DIGITS = "0123456789"
_AS_STORED = frozenset({GENERAL, "@"})
_SPANNED_COLUMNS = 512
_CELL, _ROW, _TEXT, _VALUE, _FORMULA, _GUIDE, _MERGE, _COLUMN, _VIEW = range(1, 10)
_ELEMENTS: Final[dict[str, int]] = {
    full: number
    for name, number in (
        ("c", _CELL), ("row", _ROW), ("t", _TEXT), ("v", _VALUE), ("f", _FORMULA), ("rPh", _GUIDE),
        ("mergeCell", _MERGE), ("col", _COLUMN), ("sheetView", _VIEW),
    )
    for full in element(name)
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """What a sheet needs of its workbook."""

    strings: Sequence[str]
    formats: Sequence[str]
    names: frozenset[str] = frozenset()
    date1904: bool = False


@lru_cache(maxsize=8192)
def _position(reference: str) -> tuple[int, int] | None:
    """Row and column of a reference (``F12``), from 0; the cells of forms are the same again and again."""
    name = reference.rstrip(_DIGITS)
    digits = reference[len(name) :]
    if not (name.isascii() and name.isalpha() and len(name) <= 3) or not 0 < len(digits) <= 7:
        return None
    row, column = int(digits) - 1, column_number(name)
    return (row, column) if 0 <= row < LAST_ROW and column < LAST_COLUMN else None


class SheetReader:
    """The state of one pass over a worksheet part."""

    def __init__(self, sheet: Sheet, part: str, context: Context) -> None:
        self.sheet = sheet
        self.part = part
        self.context = context
        self.row = self.column = -1
        self.reference: str | None = None
        self.hide_zeros = False
        self.masters: dict[str, tuple[str, int, int]] = {}
        self.parts: list[str] = []
        self.inline: list[str] = []
        self.guides = 0
        self.codes: dict[str, str] = {}
        self.attributes: dict[str, str] = {}
        self.value: str | None = None
        self.formula: str | None = None
        self.formula_attributes: dict[str, str] = {}

    def read(self, content: bytes) -> None:
        """Fill the sheet from the part's harmless content."""
        parse(content, self.part, start=self._start, end=self._end, text=self.parts.append)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        what = _ELEMENTS.get(name)
        if what is None:
            return
        if what == _CELL:
            self.attributes = attributes
            self.value = self.formula = None
            reference = attributes.get("r")
            if reference is None:
                self._next_column()
            else:
                self.reference = reference
        elif what <= _FORMULA:
            if what == _ROW:
                self._row(attributes)
            else:
                self.parts.clear()
                if what == _FORMULA:
                    self.formula_attributes = attributes
        elif what == _GUIDE:
            self.guides += 1
        elif what == _MERGE:
            self._merge(attributes.get("ref", ""))
        elif what == _COLUMN:
            self._hidden_columns(attributes)
        elif attributes.get("showZeros") in {"0", "false"}:
            self.hide_zeros = True

    def _end(self, name: str) -> None:
        what = _ELEMENTS.get(name)
        if what == _CELL:
            if self.value is not None or self.formula is not None or self.inline:
                self._finish()
        elif what == _VALUE:
            parts = self.parts
            self.value = parts[0] if len(parts) == 1 else "".join(parts)
        elif what == _TEXT:
            if not self.guides:
                self.inline.extend(self.parts)
        elif what == _FORMULA:
            self.formula = "".join(self.parts)
        elif what == _GUIDE:
            self.guides -= 1

    def _row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r")
        if given is None:
            self.row += 1
        elif given.isascii() and given.isdigit() and 0 < len(given) < 9:
            self.row = int(given) - 1
        else:
            raise self._damaged("position")
        self.column, self.reference = -1, None
        if truth(attributes.get("hidden")) or attributes.get("ht") == "0":
            self.sheet.hidden_rows.add(self.row)

    def _next_column(self) -> None:
        """A cell that does not say where it stands follows the one before it."""
        self._locate()
        self.column += 1

    def _locate(self) -> None:
        """Where the cell stands, worked out only for cells that hold something."""
        if self.reference is not None:
            self.row, self.column = self._position(self.reference)
            self.reference = None

    def _position(self, reference: str) -> tuple[int, int]:
        position = _position(reference)
        if position is None:
            raise self._damaged("position")
        return position

    def _merge(self, area: str) -> None:
        first, colon, last = area.replace("$", "").partition(":")
        if colon:
            self.sheet.merges.append((*self._position(first), *self._position(last)))

    def _hidden_columns(self, attributes: dict[str, str]) -> None:
        if truth(attributes.get("hidden")) or attributes.get("width") == "0":
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdigit() and last.isdigit() and len(first) < 6 and len(last) < 6:
                self.sheet.hidden_columns.update(range(int(first) - 1, min(int(last), _SPANNED_COLUMNS)))

    def _damaged(self, why: str) -> Refused:
        return Refused("OFF017", part=self.part, why=why, table=self.sheet.name)

    def _finish(self) -> None:
        """Put the cell just ended into the sheet."""
        if self.reference is not None:
            self._locate()
        kind = self.attributes.get("t", "n")
        value, formula = self.value, self.formula
        if kind == "s" and formula is None and value:
            text = self._shared(value)
            if text:
                self.sheet.put(self.row, self.column, text)
            self.inline.clear()
            return
        if self.inline:
            if kind == "inlineStr":
                value = plain_text("".join(self.inline))
            self.inline.clear()
        if formula is not None:
            formula = self._whole_formula(formula)
        if formula:
            cached = value is not None and (kind == "str" or bool(value.strip()))
            result = partial(self._shown, kind, value or "") if cached else None
            show_formula(self.sheet, self.row, self.column, formula, result, self.context.names)
        elif value is not None and value:
            text = self._shown(kind, value)
            if text:
                self.sheet.put(self.row, self.column, text)

    def _shown(self, kind: str, value: str) -> str:
        """The displayed text of a stored value of one kind."""
        sheet, row, column = self.sheet, self.row, self.column
        if kind == "s":
            return self._shared(value)
        if kind == "n":
            return show_stored_number(
                sheet,
                row,
                column,
                self._format(),
                value,
                date1904=self.context.date1904,
                hide_zeros=self.hide_zeros,
            )
        if kind == "b":
            return "TRUE" if truth(value) else "FALSE"
        if kind == "e":
            sheet.note("OFF032", "warning", row, column, found=value[:20])
            return value
        if kind == "d":
            return self._date(value)
        return show_stored_text(self._format(), value if kind == "inlineStr" else plain_text(value))

    def _shared(self, value: str) -> str:
        """The displayed text of a shared string by its number."""
        try:
            index = int(value)
            text = self.context.strings[index] if index >= 0 else None
        except (ValueError, IndexError):
            text = None
        if text is None:
            self.sheet.note("OFF041", "error", self.row, self.column, found=value[:20])
            return ""
        code = self._format()
        return text if code in _AS_STORED else show_stored_text(code, text)

    def _format(self) -> str:
        index = self.attributes.get("s", "0")
        code = self.codes.get(index)
        if code is None:
            try:
                code = self.context.formats[int(index)]
            except (ValueError, IndexError):
                code = GENERAL
            self.codes[index] = code
        return code

    def _date(self, value: str) -> str:
        """A date stored as text (``2023-12-05T08:30:00``), under the cell's format."""
        code = self._format()
        try:
            moment = dt.datetime.fromisoformat(value.strip().removesuffix("Z"))
        except ValueError:
            return plain_text(value)
        if code == GENERAL:
            return (
                value.strip().partition("T")[0]
                if moment.time() == dt.time()
                else value.strip().replace("T", " ")
            )
        since = moment.replace(tzinfo=None) - dt.datetime(1899, 12, 30)  # noqa: DTZ001 - sheets know no time zones
        days = Decimal(since.days) + Decimal(since.seconds) / Decimal(86400)
        return show_stored_number(self.sheet, self.row, self.column, code, f"{days:.10f}", date1904=False)

    def _whole_formula(self, formula: str) -> str:
        """The formula's text, also where it only says whose copy it is; empty where nobody knows."""
        attributes, formula = self.formula_attributes, formula.strip()
        if attributes.get("t") != "shared":
            return formula
        number = attributes.get("si", "")
        if formula:
            self.masters[number] = (formula, self.row, self.column)
            return formula
        master = self.masters.get(number)
        if master is None:
            return UNKNOWN
        text, row, column = master
        return shifted(text, self.row - row, self.column - column)
