"""An .xls or .et that is BIFF8 inside OLE2 to sheets: runs in a worker process.

Source: [MS-XLS].  Number formats come from the XF and FORMAT records, so that 0.95 under ``0%``
is read as 95% here too.
"""

from __future__ import annotations

import math
import struct
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from jixiao.documents.office import limits
from jixiao.documents.office.biff import BOF, StringReader, damaged, records, rk_number, short_string
from jixiao.documents.office.number_format import from_float
from jixiao.documents.office.ole import CompoundFile
from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.sheet import Budget, Sheet
from jixiao.documents.office.shown import show_formula, show_stored_text, show_value
from jixiao.documents.office.sniff import kind_of_compound
from jixiao.documents.office.xls_formula import formula_text
from jixiao.documents.office.xlsx_parts import format_code, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BIFF8: Final = 0x0600
_WORKSHEET: Final = 0
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}  # fmt: skip
_ERROR_UNKNOWN = "#ERROR!"


class Book:
    """The globals of a workbook: sheets, strings, formats."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, int, bool]] = []
        self.strings: list[str] = []
        self.date1904 = False
        self._custom: dict[int, str] = {}
        self._styles: list[int] = []

    def code(self, style: int) -> str:
        """The number format of a cell style."""
        number = self._styles[style] if style < len(self._styles) else 0
        return format_code(number, self._custom)

    def take(self, number: int, content: bytes, seams: list[int]) -> None:
        """One record of the globals."""
        if number == 0x002F:  # FILEPASS
            raise Refused("OFF006")
        if number == 0x0085 and len(content) >= 8:  # BOUNDSHEET
            (offset,) = struct.unpack_from("<I", content, 0)
            if content[5] == _WORKSHEET:
                self.sheets.append((short_string(content, 6), offset, bool(content[4] & 3)))
        elif number == 0x0022 and len(content) >= 2:  # DATEMODE
            self.date1904 = bool(content[0])
        elif number == 0x041E and len(content) >= 5:  # FORMAT
            self._custom[struct.unpack_from("<H", content, 0)[0]] = StringReader(content, seams, 2).next()
        elif number == 0x00E0 and len(content) >= 4:  # XF
            self._styles.append(struct.unpack_from("<H", content, 2)[0])
        elif number == 0x00FC and len(content) >= 8:  # SST
            (count,) = struct.unpack_from("<I", content, 4)
            reader = StringReader(content, seams, 8)
            # some writers count uses instead of strings: the table ends where its bytes end, and
            # a cell that points beyond it is noted
            while reader.at < len(content) and len(self.strings) < count:
                self.strings.append(plain_text(reader.next()))


class SheetReader:
    """One worksheet substream being read."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self.book = book
        self.sheet = sheet
        self.hide_zeros = False
        self.pending: tuple[int, int, int, str] | None = None
        self.takes: dict[int, Callable[[bytes, list[int]], None]] = {
            0x00FD: self._shared_string, 0x0203: self._number, 0x027E: self._rk, 0x00BD: self._several_rk,
            0x0006: self._formula, 0x0207: self._formula_string, 0x0205: self._truth_or_error,
            0x0204: self._label, 0x00D6: self._label, 0x00E5: self._merges, 0x0208: self._row,
            0x007D: self._columns, 0x023E: self._window,
        }  # fmt: skip

    def read(self, stream: bytes, at: int) -> None:
        """Fill the sheet from its substream."""
        depth = 0
        for number, content, seams in _nested(stream, at):
            if number == BOF:
                depth += 1
            elif number == 0x000A:
                depth -= 1
            elif depth == 1 and (take := self.takes.get(number)) is not None:
                try:
                    take(content, seams)
                except struct.error as failure:
                    raise damaged() from failure

    def _code(self, style: int) -> str:
        return self.book.code(style)

    def _put_number(self, row: int, column: int, style: int, value: float) -> None:
        text = self._show(row, column, style, value)
        if text:
            self.sheet.put(row, column, text)

    def _show(self, row: int, column: int, style: int, value: float) -> str:
        if not math.isfinite(value):
            self.sheet.note("OFF042", "error", row, column, found=str(value))
            return ""
        return show_value(
            self.sheet,
            row,
            column,
            self._code(style),
            from_float(value),
            date1904=self.book.date1904,
            hide_zeros=self.hide_zeros,
        )

    def _put_text(self, row: int, column: int, style: int, text: str) -> None:
        shown = show_stored_text(self._code(style), text)
        if shown:
            self.sheet.put(row, column, shown)

    def _shared_string(self, content: bytes, _: list[int]) -> None:
        row, column, style, index = struct.unpack_from("<3HI", content)
        if index >= len(self.book.strings):
            self.sheet.note("OFF041", "error", row, column, found=str(index))
            return
        self._put_text(row, column, style, self.book.strings[index])

    def _label(self, content: bytes, seams: list[int]) -> None:
        row, column, style = struct.unpack_from("<3H", content)
        self._put_text(row, column, style, plain_text(StringReader(content, seams, 6).next()))

    def _number(self, content: bytes, _: list[int]) -> None:
        row, column, style, value = struct.unpack_from("<3Hd", content)
        self._put_number(row, column, style, value)

    def _rk(self, content: bytes, _: list[int]) -> None:
        row, column, style, word = struct.unpack_from("<3HI", content)
        self._put_number(row, column, style, rk_number(word))

    def _several_rk(self, content: bytes, _: list[int]) -> None:
        row, column = struct.unpack_from("<2H", content)
        for index in range((len(content) - 6) // 6):
            style, word = struct.unpack_from("<HI", content, 4 + 6 * index)
            self._put_number(row, column + index, style, rk_number(word))

    def _truth_or_error(self, content: bytes, _: list[int]) -> None:
        row, column, _style, value, is_error = struct.unpack_from("<3H2B", content)
        self.sheet.put(
            row, column, self._error(row, column, value) if is_error else "TRUE" if value else "FALSE"
        )

    def _error(self, row: int, column: int, value: int) -> str:
        text = _ERRORS.get(value, _ERROR_UNKNOWN)
        self.sheet.note("OFF032", "warning", row, column, found=text)
        return text

    def _formula(self, content: bytes, _: list[int]) -> None:
        row, column, style = struct.unpack_from("<3H", content)
        raw = content[6:14]
        (length,) = struct.unpack_from("<H", content, 20)
        formula = formula_text(content[22 : 22 + length])
        if raw[6:8] != b"\xff\xff":
            (value,) = struct.unpack("<d", raw)
            result = partial(self._show, row, column, style, value)
        elif raw[0] == 0:  # the text follows in a record of its own
            self.pending = (row, column, style, formula)
            return
        elif raw[0] == 1:
            result = partial(str, "TRUE" if raw[2] else "FALSE")
        elif raw[0] == 2:
            result = partial(self._error, row, column, raw[2])
        else:
            result = partial(str, "")
        show_formula(self.sheet, row, column, formula, result)

    def _formula_string(self, content: bytes, seams: list[int]) -> None:
        if self.pending is None:
            return
        row, column, style, formula = self.pending
        self.pending = None
        text = plain_text(StringReader(content, seams).next())
        show_formula(self.sheet, row, column, formula, partial(show_stored_text, self._code(style), text))

    def _merges(self, content: bytes, _: list[int]) -> None:
        (count,) = struct.unpack_from("<H", content)
        for index in range(min(count, (len(content) - 2) // 8)):
            first_row, last_row, first, last = struct.unpack_from("<4H", content, 2 + 8 * index)
            self.sheet.merges.append((first_row, first, last_row, last))

    def _row(self, content: bytes, _: list[int]) -> None:
        row, _first, _last, height, _a, _b, flags = struct.unpack_from("<7H", content)
        if flags & 0x20 or height & 0x7FFF == 0:
            self.sheet.hidden_rows.add(row)

    def _columns(self, content: bytes, _: list[int]) -> None:
        first, last, width, _style, flags = struct.unpack_from("<5H", content)
        if flags & 1 or not width:
            self.sheet.hidden_columns.update(range(first, min(last, limits.MAX_COLUMNS) + 1))

    def _window(self, content: bytes, _: list[int]) -> None:
        (flags,) = struct.unpack_from("<H", content)
        self.hide_zeros = not flags & 0x10


def _nested(stream: bytes, at: int) -> Iterator[tuple[int, bytes, list[int]]]:
    """The records of a substream with the substreams inside it (charts have their own BOF and EOF)."""
    depth = 0
    while True:
        for number, content, seams in records(stream, at):
            at += 4 + len(content) + 4 * len(seams)
            if number == BOF:
                depth += 1
            elif number == 0x000A:
                depth -= 1
            yield number, content, seams
        if depth <= 0:
            return


def read_xls(data: bytes) -> list[dict[str, Any]]:
    """The worksheets as plain data (:meth:`Sheet.finished`), in order.  Raises :class:`Refused`."""
    compound = CompoundFile(data)
    kind = kind_of_compound(compound)
    if kind == "encrypted":
        raise Refused("OFF006")
    if kind != "xls":
        raise Refused("OFF010", kind=kind)
    stream = compound.read("workbook")
    if len(stream) < 8 or struct.unpack_from("<H", stream)[0] != BOF:
        raise damaged()
    if struct.unpack_from("<H", stream, 4)[0] != _BIFF8:
        raise Refused("OFF010", kind="xls-old")
    book = Book()
    for number, content, seams in records(stream, 0):
        try:
            book.take(number, content, seams)
        except struct.error as failure:
            raise damaged() from failure
    if not book.sheets:
        raise damaged()
    if len(book.sheets) > limits.MAX_SHEETS:
        raise Refused("OFF018", count=str(len(book.sheets)), limit=str(limits.MAX_SHEETS))
    budget = Budget()
    sheets = []
    for name, offset, hidden in book.sheets:
        sheet = Sheet(name, hidden=hidden)
        SheetReader(book, sheet).read(stream, offset)
        sheets.append(sheet.finished(budget))
    return sheets
