"""A report as a workbook: a sheet for each table with what introduces it, native charts, print-ready A4.

Text never becomes a formula, numbers stay numbers where a sheet can hold them exactly, nothing links outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import xlsxwriter

from jixiao.documents.write.model import Mark
from jixiao.documents.write.styles import (
    BODY,
    CELL_POINTS,
    COLOURS,
    HEAD,
    HEAD_GROUND,
    LEAST_ROW,
    MM_PER_INCH,
    SMALLER_POINTS,
    TALLEST_ROW,
    TITLE,
    TITLE_POINTS,
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
    Table,
    Title,
    Tone,
)
from jixiao.reports.charts import clean, data_table, is_empty
from jixiao.reports.widths import margins, widths
from jixiao.reports.xlsx_charts import ChartData, native
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from jixiao.reports.blocks import Block, Cell, Part, Report, Row

_GB2312 = 134
_WIDE, _UPRIGHT = 150, 96
_LONGEST_FORM = 24
_LONG = 100
_CHART_ROWS, _ROW_POINTS = 18, 18
_PIXELS_PER_COLUMN, _PIXELS_PER_POINT = 7, 4 / 3
_WIDEST_CHART = 900
_TEXT_LOOKS: dict[str, dict[str, object]] = {
    "title": {"font_name": TITLE.name, "font_size": TITLE_POINTS, "align": "center"},
    "under": {"font_name": BODY.name, "font_size": 12, "align": "center"},
    "heading": {"font_name": HEAD.name, "font_size": 12, "align": "left"},
    "caption": {"font_name": HEAD.name, "font_size": 11, "align": "center"},
    "unit": {"font_name": BODY.name, "font_size": 10, "align": "right"},
    "note": {"font_name": BODY.name, "font_size": 10, "align": "left"},
    "body": {"font_name": BODY.name, "font_size": 11, "align": "left"},
    "centred": {"font_name": BODY.name, "font_size": 11, "align": "center"},
    "right": {"font_name": BODY.name, "font_size": 11, "align": "right"},
}


class _Page(NamedTuple):
    """What goes on one sheet: at most one table."""

    name: str
    blocks: tuple[Block, ...]
    landscape: bool


def _pages(part: Part) -> Iterator[_Page]:
    """The part cut into sheets: each table and each figure has its own.

    What is right above a table or figure, from the first heading on, goes with it.
    """
    blocks: list[Block] = []
    name = part.name
    for block in part.blocks:
        drawn = [at for at, one in enumerate(blocks) if isinstance(one, (Table, Figure))]
        if isinstance(block, (Table, Figure)) and drawn:
            heads = (
                at for at in range(drawn[-1] + 1, len(blocks)) if isinstance(blocks[at], (Heading, Title))
            )
            cut = next(heads, len(blocks))
            yield _Page(name, tuple(blocks[:cut]), part.landscape)
            blocks = blocks[cut:]
            titles = [one.text for one in blocks if isinstance(one, (Heading, Title))]
            name = titles[-1] if titles and not isinstance(block, Figure) else block.caption or part.name
        blocks.append(block)
    yield _Page(name, tuple(blocks), part.landscape)


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

    def write(self, pages: Sequence[_Page]) -> None:
        """Draw every page, then the data of the charts."""
        wanted = [page.name for page in pages]
        charts = any(isinstance(block, Figure) for page in pages for block in page.blocks)
        data = say("report.chart.data")
        names = sheet_names(wanted, taken=[data] if charts else [])
        made = [
            _Sheet(self, self.workbook.add_worksheet(name), page)
            for name, page in zip(names, pages, strict=True)
        ]
        if charts:
            # the last sheet, so that the first is what people see
            self.data.begin(self.workbook.add_worksheet(data), data)
        for sheet in made:
            sheet.draw()
        self.data.finish()
        self.workbook.close()


class _Sheet:
    """One sheet being drawn."""

    def __init__(self, painter: _Painter, worksheet: Worksheet, page: _Page) -> None:
        self.painter = painter
        self.worksheet = worksheet
        self.page = page
        total = _WIDE if page.landscape else _UPRIGHT
        tables = [block for block in page.blocks if isinstance(block, Table) and block.columns]
        self.widths = widths(tables[0], total) if tables else (total // 8,) * 8
        self.row = 0

    def _height_of(self, rows: int, height: float) -> None:
        """Give the next rows a height."""
        for at in range(self.row, self.row + rows):
            self.worksheet.set_row(at, height)

    def draw(self) -> None:
        """Draw the blocks below each other and make the sheet ready to print."""
        sheet, landscape = self.worksheet, self.page.landscape
        for column, width in enumerate(self.widths):
            sheet.set_column(column, column, width)
        sheet.set_paper(A4)
        # a chart must not be cut
        sheet.fit_to_pages(1, int(any(isinstance(block, Figure) for block in self.page.blocks)))
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        sides = margins(landscape=landscape)
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(**{side: float(mm / MM_PER_INCH) for side, mm in sides.items()})
        sheet.set_footer("&C&P / &N")
        for block in self.page.blocks:
            self._block(block)
        rows = max(self.row, 1)
        sheet.print_area(0, 0, rows - 1, len(self.widths) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{rows}"})

    def _block(self, block: Block) -> None:
        match block:
            case Title(text, under):
                self._line(text, "title")
                for line in under:
                    self._line(line, "under")
            case Heading():
                self._line(block.printed, "heading")
            case Paragraph():
                kind = block.tone.value if block.tone.value in _TEXT_LOOKS else "body"
                indent = "\u3000\u3000" if block.tone in {Tone.BODY, Tone.ITEM} else ""
                blank = any(isinstance(run, Blank) for run in block.runs)
                self._line(indent + block.text, kind, mark=block.mark, blank=blank)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case Contents() | PageBreak():
                return

    def _line(self, text: str, kind: str, *, mark: Mark = Mark.NONE, blank: bool = False) -> None:
        """A line of text over the whole width."""
        properties = dict(_TEXT_LOOKS[kind])
        if mark in COLOURS:
            properties["font_color"] = f"#{COLOURS[mark].ink}"
        if blank:
            properties["bg_color"] = "#FFFF00"
        style = self.painter.look((kind, mark, blank), properties)
        size = float(str(properties["font_size"]))
        words = clipped(printable(text))
        height = max(LEAST_ROW, text_height(words, sum(self.widths), size))
        # a row is only so tall: a long text goes on in the rows below
        rows = min(int(height // TALLEST_ROW) + 1, 40)
        self._height_of(rows, min(height / rows, TALLEST_ROW))
        self._put(self.row, 0, rows, len(self.widths), words, style)
        self.row += rows

    def _put(self, row: int, column: int, rows: int, columns: int, text: str, style: Format) -> None:
        if rows > 1 or columns > 1:
            self.worksheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", style)
        if text:
            self.worksheet.write_string(row, column, text, style)
        else:
            self.worksheet.write_blank(row, column, None, style)

    def _table(self, table: Table) -> None:
        if table.caption:
            self._line(table.caption, "caption")
        if table.unit:
            self._line(table.unit, "unit")
        first, heading = self.row, len(table.heading)
        placed = list(table.placed()) if table.columns else []
        for number, (one, cells) in enumerate(placed):
            self._height_of(1, self._height(cells))
            for at, found in cells:
                self._cell(table, one, at, found, label=number < heading)
            self.row += 1
        if len(placed) > heading:
            self.worksheet.repeat_rows(first, first + heading - 1)
            if first < 12:
                self.worksheet.freeze_panes(first + heading, 0)
        for note in table.notes:
            self._line(note, "note")

    def _height(self, cells: Sequence[tuple[int, Cell]]) -> float:
        needs = [
            text_height(printable(found.text), sum(self.widths[at : at + found.columns])) / found.rows
            for at, found in cells
            if found.text
        ]
        return min(max([LEAST_ROW, *needs]), TALLEST_ROW)

    def _cell(self, table: Table, one: Row, at: int, found: Cell, *, label: bool) -> None:
        text = printable(found.text)
        align = found.align or (Align.CENTRE if label else table.columns[at].align)
        value, form = _value(found, text)
        strong = one.strong or found.strong
        blank = any(isinstance(run, Blank) for run in found.runs)
        points = _points(text, sum(self.widths[at : at + found.columns]), TALLEST_ROW * found.rows)
        style = self.painter.look(
            ("cell", label, align, found.mark, strong, blank, form, points),
            _cell_look(align, found.mark, form, label=label, strong=strong, blank=blank)
            | {"font_size": points},
        )
        self._put(self.row, at, found.rows, found.columns, clipped(text), style)
        if value is not None:
            self.worksheet.write_number(self.row, at, value, style)

    def _figure(self, drawn: Figure) -> None:
        chart = clean(drawn.chart)
        if is_empty(chart):
            self._line(drawn.caption, "caption")
            self._line(say("report.chart.empty"), "centred")
            return
        made = native(self.painter.workbook, self.painter.data, chart, data_table(drawn))
        width = min(int(sum(self.widths) * _PIXELS_PER_COLUMN), _WIDEST_CHART)
        rows = _CHART_ROWS
        if not hasattr(chart, "points") and chart.lying:
            rows = max(10, min(4 + 2 * len(chart.categories), 34))
        made.set_size({"width": width, "height": int(rows * _ROW_POINTS * _PIXELS_PER_POINT) - 8})
        self._height_of(rows, _ROW_POINTS)
        options = {"object_position": 2, "description": printable(drawn.said or drawn.caption)}
        left = max(0, int(sum(self.widths) * _PIXELS_PER_COLUMN - width) // 2)
        self.worksheet.insert_chart(self.row, 0, made, options | {"x_offset": left, "y_offset": 4})
        self.row += rows
        self._line(drawn.caption, "caption")


def _points(text: str, width: int, room: float) -> float:
    """The size of type of a cell: smaller where the text would be taller than rows can be."""
    if len(text) <= _LONG or text_height(text, width) <= room:
        return CELL_POINTS
    fits = (size for size in SMALLER_POINTS if text_height(text, width, size) <= room)
    return next(fits, SMALLER_POINTS[-1])


def _value(found: Cell, text: str) -> tuple[float | None, str | None]:
    """The number of a cell and the form that shows it as its text; nothing where a sheet cannot hold both."""
    if found.number is None:
        return None, None
    percent = text.endswith("%")
    value = as_float(found.number.scaleb(-2) if percent else found.number)
    plain = text.replace(",", "").removesuffix("%").lstrip("-")
    if value is None or not plain.replace(".", "", 1).isdecimal() or not plain.isascii():
        return None, None
    form = number_form(plain + "%" * percent)
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
        made |= {"num_format": form, "text_wrap": False}
    return made


def render(report: Report, stream: BinaryIO) -> None:
    """Write the report as xlsx."""
    pages = [page for part in report.parts for page in _pages(part)]
    _Painter(report, stream).write(pages or [_Page(report.title, (), landscape=False)])
