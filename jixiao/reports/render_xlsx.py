"""A report as a workbook: print-ready A4 sheets (:mod:`jixiao.reports.xlsx_sheets`), native charts.

Text never becomes a formula, numbers stay numbers where a sheet can hold them exactly, nothing links outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import xlsxwriter

from jixiao.documents.write.model import Mark
from jixiao.documents.write.styles import (
    BODY,
    COLOURS,
    HEAD,
    HEAD_GROUND,
    MM_PER_INCH,
    SMALLER_POINTS,
    TALLEST_ROW,
    TITLE,
    as_float,
    printable,
    text_height,
)
from jixiao.documents.write.xlsx_form import A4, clipped, number_form, sheet_names
from jixiao.reports.blocks import (
    Align,
    Blank,
    Contents,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Table,
    Title,
    Tone,
)
from jixiao.reports.charts import clean, data_table, is_empty
from jixiao.reports.xlsx_charts import ChartData, native
from jixiao.reports.xlsx_sheets import (
    ROW_POINTS,
    SIDES_MM,
    TEXT_POINTS,
    chart_rows,
    halves,
    kind_of,
    line_height,
    sheets_of,
)
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from jixiao.reports.blocks import Block, Cell, Report, Row
    from jixiao.reports.xlsx_sheets import Laid, Sheet

_GB2312 = 134
_LONGEST_FORM = 24
_LONG = 100
_MOST_LINES = 40
_PIXELS_PER_POINT = 4 / 3
_WIDEST_CHART = 900
_FROZEN_ROWS = 12
"""A heading further down does not stay on the screen: it would fill it."""
_FROZEN_SHARE = 0.45
"""The share of the width that may stay on the screen on the left."""
_MANY_COLUMNS = 9
_TEXT_LOOKS: dict[str, dict[str, object]] = {
    "title": {"font_name": TITLE.name, "align": "center"},
    "under": {"font_name": BODY.name, "align": "center"},
    "heading": {"font_name": HEAD.name, "align": "left"},
    "caption": {"font_name": HEAD.name, "align": "center"},
    "unit": {"font_name": BODY.name, "align": "right"},
    "note": {"font_name": BODY.name, "align": "left"},
    "body": {"font_name": BODY.name, "align": "left"},
    "centred": {"font_name": BODY.name, "align": "center"},
    "right": {"font_name": BODY.name, "align": "right"},
}


class _Painter:
    """One workbook being written."""

    def __init__(self, report: Report, stream: BinaryIO) -> None:
        self.workbook: Workbook = xlsxwriter.Workbook(
            stream,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": False,
                # a font that every office has: the widths of columns are in its digits
                "default_format_properties": {"font_name": "Arial", "font_size": 10},
            },
        )
        title = printable(report.title).replace("\n", " ")[:255]
        self.workbook.set_properties({"title": title, "comments": "", "author": "jixiao"})
        self.formats: dict[tuple[object, ...], Format] = {}
        self.data = ChartData()

    def look(self, key: tuple[object, ...], properties: dict[str, object]) -> Format:
        """The format with some properties, made once for its key."""
        if key not in self.formats:
            base: dict[str, object] = {"font_charset": _GB2312, "valign": "vcenter", "text_wrap": True}
            self.formats[key] = self.workbook.add_format(base | properties)
        return self.formats[key]

    def write(self, plans: Sequence[Sheet]) -> None:
        """Draw every sheet, then the data of the charts."""
        wanted = [plan.name for plan in plans]
        charts = any(isinstance(block, Figure) for plan in plans for block in plan.blocks)
        data = say("report.chart.data")
        names = sheet_names(wanted, taken=[data] if charts else [])
        made = [
            _Drawing(self, self.workbook.add_worksheet(name), plan)
            for name, plan in zip(names, plans, strict=True)
        ]
        if charts:
            # the last sheet, so that the first is what people see
            self.data.begin(self.workbook.add_worksheet(data), data)
        for sheet in made:
            sheet.draw()
        self.data.finish()
        self.workbook.close()


class _Drawing:
    """One sheet being drawn."""

    def __init__(self, painter: _Painter, worksheet: Worksheet, plan: Sheet) -> None:
        self.painter = painter
        self.worksheet = worksheet
        self.plan = plan
        self.columns = len(plan.pixels)
        self.row = 0

    def _height_of(self, rows: int, height: float) -> None:
        """Give the next rows a height."""
        for at in range(self.row, self.row + rows):
            self.worksheet.set_row(at, height)

    def draw(self) -> None:
        """Draw the blocks below each other and make the sheet ready to print."""
        sheet, plan = self.worksheet, self.plan
        for column, pixels in enumerate(plan.pixels):
            sheet.set_column_pixels(column, column, pixels)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, int(plan.whole))
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        if plan.landscape:
            sheet.set_landscape()
        sides = SIDES_MM[plan.landscape]
        sheet.set_margins(**{side: float(mm / MM_PER_INCH) for side, mm in sides.items()})
        sheet.set_footer("&C" + say("report.sheet.footer", page="&P", pages="&N"))
        for at, block in enumerate(plan.blocks):
            self._block(at, block)
        rows = max(self.row, 1)
        sheet.print_area(0, 0, rows - 1, self.columns - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{rows}"})

    def _block(self, at: int, block: Block) -> None:
        match block:
            case Title(text, under):
                self._line(text, "title")
                for line in under:
                    self._line(line, "under")
            case Heading():
                self._line(block.printed, "heading")
            case Paragraph():
                indent = "\u3000\u3000" if block.tone in {Tone.BODY, Tone.ITEM} else ""
                blank = any(isinstance(run, Blank) for run in block.runs)
                self._line(indent + block.text, kind_of(block), mark=block.mark, blank=blank)
            case Table():
                self._table(block, self.plan.laid.get(at))
            case Figure():
                self._figure(block)
            case Contents() | PageBreak():
                return

    def _line(self, text: str, kind: str, *, mark: Mark = Mark.NONE, blank: bool = False) -> None:
        """A line of text over the whole width."""
        properties = _TEXT_LOOKS[kind] | {"font_size": TEXT_POINTS[kind]}
        if mark in COLOURS:
            properties["font_color"] = f"#{COLOURS[mark].ink}"
        if blank:
            properties["bg_color"] = "#FFFF00"
        style = self.painter.look((kind, mark, blank), properties)
        words = clipped(printable(text))
        height = line_height(words, kind, self.plan.halves)
        # a row is only so tall: a long text goes on in the rows below
        rows = min(int(height // TALLEST_ROW) + 1, _MOST_LINES)
        self._height_of(rows, min(height / rows, TALLEST_ROW))
        self._put(self.row, 0, rows, self.columns, words, style)
        self.row += rows

    def _put(self, row: int, column: int, rows: int, columns: int, text: str, style: Format) -> None:
        if rows > 1 or columns > 1:
            self.worksheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", style)
        if text:
            self.worksheet.write_string(row, column, text, style)
        else:
            self.worksheet.write_blank(row, column, None, style)

    def _table(self, table: Table, laid: Laid | None) -> None:
        if table.caption:
            self._line(table.caption, "caption")
        if table.unit:
            self._line(table.unit, "unit")
        first, heading = self.row, len(table.heading)
        if laid is not None:
            rows = zip(table.placed(), laid.heights, strict=True)
            for number, ((one, cells), height) in enumerate(rows):
                self._height_of(1, height)
                for at, found in cells:
                    self._cell(table, laid, one, at, found, label=number < heading)
                self.row += 1
            if self.plan.alone and table.rows:
                self._usable(table, laid, first)
        for note in table.notes:
            self._line(note, "note")

    def _usable(self, table: Table, laid: Laid, first: int) -> None:
        """Repeat the heading on every page, keep it on the screen; let a list be filtered and sorted."""
        heading = len(table.heading)
        if not self.plan.whole or self.row - first > heading:
            self.worksheet.repeat_rows(first, first + heading - 1)
        if first < _FROZEN_ROWS:
            self.worksheet.freeze_panes(first + heading, _frozen(table, self.plan, laid))
        if heading == 1 and _is_list(table):
            self.worksheet.autofilter(first, 0, first + len(table.rows), len(table.columns) - 1)

    def _cell(self, table: Table, laid: Laid, one: Row, at: int, found: Cell, *, label: bool) -> None:
        text = printable(found.text)
        align = found.align or (Align.CENTRE if label else table.columns[at].align)
        value, form = _value(found, text)
        strong = one.strong or found.strong
        blank = any(isinstance(run, Blank) for run in found.runs)
        left, right = laid.edges[at], laid.edges[at + found.columns]
        width = halves(sum(self.plan.pixels[left:right])) if len(text) > _LONG else 0
        points = _points(text, width, TALLEST_ROW * found.rows, laid.points)
        style = self.painter.look(
            ("cell", label, align, found.mark, strong, blank, form, points),
            _cell_look(align, found.mark, form, label=label, strong=strong, blank=blank)
            | {"font_size": points},
        )
        self._put(self.row, left, found.rows, right - left, clipped(text), style)
        if value is not None:
            self.worksheet.write_number(self.row, left, value, style)

    def _figure(self, drawn: Figure) -> None:
        chart = clean(drawn.chart)
        if is_empty(chart):
            self._line(drawn.caption, "caption")
            self._line(say("report.chart.empty"), "centred")
            return
        made = native(self.painter.workbook, self.painter.data, chart, data_table(drawn))
        whole = sum(self.plan.pixels)
        width = min(whole, _WIDEST_CHART)
        rows = chart_rows(chart, landscape=self.plan.landscape)
        made.set_size({"width": width, "height": int(rows * ROW_POINTS * _PIXELS_PER_POINT) - 8})
        self._height_of(rows, ROW_POINTS)
        options = {"object_position": 2, "description": printable(drawn.said or drawn.caption)}
        left = (whole - width) // 2
        self.worksheet.insert_chart(self.row, 0, made, options | {"x_offset": left, "y_offset": 4})
        self.row += rows
        self._line(drawn.caption, "caption")


def _is_list(table: Table) -> bool:
    """Whether each row is by itself: no total, nothing merged."""
    return all(
        not one.strong and all(found.rows == found.columns == 1 for found in one.cells) for one in table.rows
    )


def _frozen(table: Table, plan: Sheet, laid: Laid) -> int:
    """How many columns stay on the screen: of a wide table those up to its widest text, if they are few."""
    if len(table.columns) < _MANY_COLUMNS:
        return 0
    texts = [at for at, column in enumerate(table.columns) if not column.figure]
    if not texts:
        return 0
    widest = max(texts, key=lambda at: table.columns[at].least)
    end = laid.edges[widest + 1]
    return end if sum(plan.pixels[:end]) <= sum(plan.pixels) * _FROZEN_SHARE else 0


def _points(text: str, width: float, room: float, usual: float) -> float:
    """The size of type of a cell: smaller where the text would be taller than rows can be."""
    if len(text) <= _LONG or text_height(text, width, usual) <= room:
        return usual
    fits = (size for size in SMALLER_POINTS if text_height(text, width, size) <= room)
    return next(fits, SMALLER_POINTS[-1])


def _value(found: Cell, text: str) -> tuple[float | None, str | None]:
    """The number of a cell and the form that shows it as its text; nothing where a sheet cannot hold both."""
    if found.number is None:
        return None, None
    percent = text.endswith("%")
    value = as_float(found.number.scaleb(-2) if percent else found.number)
    plain = text.replace(",", "").removesuffix("%").lstrip("+-")
    if value is None or not plain.replace(".", "", 1).isdecimal() or not plain.isascii():
        return None, None
    form = number_form(plain + "%" * percent)
    if "," in text:
        form = "#,##" + form
    if text.startswith("+"):
        form = f"+{form};-{form};{form}"
    return (None, None) if len(form) > _LONGEST_FORM else (value, form)


def _cell_look(
    align: Align, mark: Mark, form: str | None, *, label: bool, strong: bool, blank: bool
) -> dict[str, object]:
    made: dict[str, object] = {
        "font_name": HEAD.name if label or strong else BODY.name,
        "border": 1,
        "align": {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}[align],
    }
    if label:
        made["bg_color"] = f"#{HEAD_GROUND}"
    if strong:
        made["bold"] = True
    if blank:
        made["bg_color"] = "#FFFF00"
    if mark in COLOURS:
        made |= {"font_color": f"#{COLOURS[mark].ink}", "bg_color": f"#{COLOURS[mark].ground}", "bold": True}
    if form is not None:
        made |= {"num_format": form, "text_wrap": False, "shrink": True}
    return made


def render(report: Report, stream: BinaryIO) -> None:
    """Write the report as xlsx."""
    parts = report.parts or (Part((), report.title),)
    _Painter(report, stream).write([plan for part in parts for plan in sheets_of(part)])
