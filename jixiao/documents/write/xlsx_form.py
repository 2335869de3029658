"""Forms as one workbook: a sheet each, with a summary first where there are several.

Text never becomes a formula, numbers stay numbers where a sheet can hold them exactly, and nothing
links outside the file.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from jixiao.documents.write.layout import page
from jixiao.documents.write.sheet import BORDERED, Box, Part, Sheet, Style
from jixiao.documents.write.styles import (
    BODY,
    CELL_POINTS,
    COLOURS,
    HEAD,
    HEAD_GROUND,
    LEAST_ROW,
    LONGEST_CELL,
    MARGIN_MM,
    MARGIN_WIDE_MM,
    MM_PER_INCH,
    PAGE_MM,
    SMALLER_POINTS,
    TALLEST_ROW,
    TITLE,
    TITLE_POINTS,
    as_float,
    decimals,
    printable,
    text_height,
)
from jixiao.documents.write.summary import summary
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from jixiao.documents.write.model import FormBook
    from jixiao.schemas.self_evaluation import Path

A4 = 9
_GB2312 = 134
_POINTS_PER_MM = 72 / 25.4
_POINTS_PER_COLUMN = 5.3
_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffd]")
_LONGEST_NAME = 31
_LONGEST_FORM = 24
_RESERVED = frozenset({"history"})


class Entry(NamedTuple):
    """How a cell of a blank form is filled in: open to the user, or a formula with its value so far."""

    formula: str | None = None
    cached: str | float = ""
    text: bool = False
    form: str | None = None


class Formats:
    """The cell formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[object, ...], Format] = {}

    def of(
        self, box: Box, points: float, entry: Entry | None = None, number_form: str | None = None
    ) -> Format:
        """The format of a box at a size; open to the user where it is an entry without formula."""
        key = (
            box.style,
            box.mark,
            points,
            number_form,
            entry is not None,
            entry is not None and bool(entry.formula),
        )
        if key not in self._made:
            self._made[key] = self._workbook.add_format(_properties(box, points, entry, number_form))
        return self._made[key]


def _properties(box: Box, points: float, entry: Entry | None, number_form: str | None) -> dict[str, object]:
    face = {Style.TITLE: TITLE, Style.LABEL: HEAD, Style.HEADLINE: HEAD}.get(box.style, BODY)
    centred = box.style in {Style.TITLE, Style.CAPTION, Style.LABEL, Style.CENTRED, Style.FIGURE}
    made: dict[str, object] = {
        "font_name": face.name,
        "font_charset": _GB2312,
        "font_size": TITLE_POINTS if box.style is Style.TITLE else points,
        "align": "center" if centred else "left",
        "valign": "vcenter",
    }
    if box.style is Style.FIGURE:
        made["shrink"] = True
    else:
        made["text_wrap"] = True
    if box.style in BORDERED:
        made["border"] = 1
    if box.style is Style.LABEL:
        made["bg_color"] = f"#{HEAD_GROUND}"
    if box.mark in COLOURS:
        colour = COLOURS[box.mark]
        made |= {"font_color": f"#{colour.ink}"}
        if box.style in BORDERED:
            made |= {"bg_color": f"#{colour.ground}", "bold": True}
    if entry is not None:
        made["locked"] = bool(entry.formula)
    if number_form is not None:
        made["num_format"] = number_form
    return made


def number_form(text: str) -> str:
    """The number format that shows a number as ``text`` does: so many decimals, a percent sign or none."""
    plain = text.removesuffix("%")
    places = decimals(plain)
    shown = "0" + ("." + "0" * places if places else "")
    return shown + "%" if text.endswith("%") else shown


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Names a workbook can hold, one for each wanted: legal, at most 31 units, unique whatever the case."""
    used = {name.casefold() for name in taken}
    names = []
    for want in wanted:
        base = _cut(_ILLEGAL.sub(" ", printable(want)).strip().strip("'").strip(), _LONGEST_NAME) or say(
            "form.sheet"
        )
        name, number = base, 1
        while name.casefold() in used or name.casefold() in _RESERVED:
            number += 1
            tail = f"({number})"
            name = _cut(base, _LONGEST_NAME - len(tail)) + tail
        used.add(name.casefold())
        names.append(name)
    return names


def _cut(text: str, longest: int) -> str:
    """``text`` cut to so many UTF-16 units, never within a character."""
    while len(text.encode("utf-16-le")) // 2 > longest:
        text = text[:-1]
    return text.rstrip().rstrip("'")


class _Growing(Worksheet):  # type: ignore[misc]  # the library ships no types
    """A sheet with rows that start at a height and grow with what is typed into them."""

    growing: frozenset[int] = frozenset()
    """Numbers of those rows, from 1."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[tuple[str, object]] = ()) -> None:
        if tag == "row" and dict(attributes).get("r") in self.growing:
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


class Painter:
    """Draws pages into one workbook."""

    def __init__(self, stream: BinaryIO) -> None:
        self.workbook = xlsxwriter.Workbook(
            stream,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": False,
            },
        )
        self.workbook.set_properties({"title": say("form.title"), "comments": "", "author": "jixiao"})
        self.formats = Formats(self.workbook)

    def paint(
        self,
        sheet: Sheet,
        name: str,
        *,
        entries: Mapping[Path, Entry] | None = None,
        names: Mapping[int, str] | None = None,
        grows: bool = False,
    ) -> Worksheet:
        """Draw one page; where it ``grows`` the rows of indicators get taller with what is typed into them.

        ``entries`` are the cells a user fills in; ``names`` the sheets that boxes may lead to.
        """
        worksheet = self.workbook.add_worksheet(name, _Growing)
        self._set_up(worksheet, sheet)
        sizes = _sizes(sheet)
        heights = _heights(sheet, sizes)
        for row, (height, line) in enumerate(zip(heights, sheet.lines, strict=True)):
            worksheet.set_row(row, height)
            if grows and line.part is Part.ROWS:
                worksheet.growing |= {row + 1}
        heading = next((row for row, line in enumerate(sheet.lines) if line.part is Part.HEADING), None)
        if heading is not None and _breaks(sheet, heights):
            worksheet.repeat_rows(heading)
        for row, line in enumerate(sheet.lines):
            for column, box in line.boxes:
                entry = None if entries is None or box.path is None else entries.get(box.path)
                self._box(
                    worksheet, row, column, box, sizes.get((row, column), _points(box)), entry, names or {}
                )
        return worksheet

    def _set_up(self, worksheet: Worksheet, sheet: Sheet) -> None:
        for column, width in enumerate(sheet.widths):
            worksheet.set_column(column, column, width)
        worksheet.set_paper(A4)
        worksheet.fit_to_pages(1, 0)
        worksheet.center_horizontally()
        worksheet.hide_gridlines(2)
        margins = MARGIN_WIDE_MM if sheet.landscape else MARGIN_MM
        if sheet.landscape:
            worksheet.set_landscape()
        worksheet.set_margins(**{side: float(mm / MM_PER_INCH) for side, mm in margins.items()})
        worksheet.set_footer("&C&P / &N")
        worksheet.print_area(0, 0, max(len(sheet.lines) - 1, 0), len(sheet.widths) - 1)
        worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{max(len(sheet.lines), 1)}"})

    def _box(
        self, worksheet: Worksheet, row: int, column: int, box: Box, points: float, entry: Entry | None,
        names: Mapping[int, str],
    ) -> None:  # fmt: skip
        value = None if box.number is None else as_float(box.number)
        if box.number is not None and value is not None and box.percent:
            value = as_float(box.number.scaleb(-2))
        shown = None if value is None else number_form(box.text)
        if shown is not None and len(shown) > _LONGEST_FORM:
            value, shown = None, None
        if entry is not None:
            shown = entry.form or ("@" if entry.text else shown)
        style = self.formats.of(box, points, entry, shown)
        if box.rows > 1 or box.columns > 1:
            worksheet.merge_range(row, column, row + box.rows - 1, column + box.columns - 1, "", style)
        if entry is not None and entry.formula is not None:
            worksheet.write_formula(row, column, entry.formula, style, entry.cached)
        elif value is not None:
            worksheet.write_number(row, column, value, style)
        elif box.sheet is not None and box.sheet in names:
            target = names[box.sheet].replace("'", "''")
            worksheet.write_url(row, column, f"internal:'{target}'!A1", style, box.text)
        elif box.text:
            worksheet.write_string(row, column, clipped(box.text), style)
        else:
            worksheet.write_blank(row, column, None, style)

    def close(self) -> None:
        """Finish the file."""
        self.workbook.close()


def clipped(text: str) -> str:
    """``text`` if a cell can hold it, else its beginning and a word that it was cut."""
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + say("form.cut")


def _points(box: Box) -> float:
    return {Style.TITLE: TITLE_POINTS, Style.CAPTION: 12}.get(box.style, CELL_POINTS)


def _sizes(sheet: Sheet) -> dict[tuple[int, int], float]:
    """Smaller type for the cells that would not fit into the tallest row there is."""
    sizes = {}
    for row, line in enumerate(sheet.lines):
        for column, box in line.boxes:
            width, room = sheet.width_of(column, box), TALLEST_ROW * box.rows
            if len(box.text) > 100 and text_height(box.text, width) > room:
                fits = (size for size in SMALLER_POINTS if text_height(box.text, width, size) <= room)
                sizes[row, column] = float(next(fits, SMALLER_POINTS[-1]))
    return sizes


def _heights(sheet: Sheet, sizes: Mapping[tuple[int, int], float]) -> list[float]:
    """The height of every row in points, so that no wrapped text is cut."""
    heights = [max(LEAST_ROW, line.least) for line in sheet.lines]
    spanning = []
    for row, line in enumerate(sheet.lines):
        for column, box in line.boxes:
            if not box.text or box.style is Style.FIGURE:
                continue
            points = sizes.get((row, column), _points(box))
            need = min(text_height(box.text, sheet.width_of(column, box), points), TALLEST_ROW * box.rows)
            if box.rows == 1:
                heights[row] = max(heights[row], need)
            else:
                spanning.append((row, box.rows, need))
    for row, rows, need in spanning:
        missing = need - sum(heights[row : row + rows])
        for at in range(row, row + rows) if missing > 0 else ():
            heights[at] += missing / rows
    return heights


def _breaks(sheet: Sheet, heights: list[float]) -> bool:
    """Whether the table itself runs over one page, so that its heading must be repeated."""
    margins = MARGIN_WIDE_MM if sheet.landscape else MARGIN_MM
    wide, tall = reversed(PAGE_MM) if sheet.landscape else PAGE_MM
    width = (wide - margins["left"] - margins["right"]) * _POINTS_PER_MM
    height = (tall - margins["top"] - margins["bottom"]) * _POINTS_PER_MM
    scale = min(1.0, width / (sum(sheet.widths) * _POINTS_PER_COLUMN))
    used = sum(high for high, line in zip(heights, sheet.lines, strict=True) if line.part is not Part.BELOW)
    return used > height / scale


def write(book: FormBook, stream: BinaryIO) -> None:
    """Write every form of ``book``, a summary first where there are several, or inputs that gave none."""
    painter = Painter(stream)
    several = len(book.forms) != 1 or bool(book.problems)
    pages = [page(filled) for filled in book.forms]
    first = [say("form.summary")] if several else []
    names = sheet_names((sheet.name for sheet in pages), taken=first)
    if several:
        painter.paint(summary(book), first[0], names=dict(enumerate(names)))
    for sheet, name in zip(pages, names, strict=True):
        painter.paint(sheet, name)
    painter.close()


def as_bytes(book: FormBook) -> bytes:
    """The workbook of ``book`` as bytes."""
    stream = io.BytesIO()
    write(book, stream)
    return stream.getvalue()
