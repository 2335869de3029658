"""The native charts of a workbook, and the sheet their data stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jixiao.documents.write.styles import BODY, printable
from jixiao.documents.write.xlsx_form import clipped
from jixiao.reports.blocks import Scatter
from jixiao.reports.charts import GRID, axis, axis_of, colour

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart as NativeChart
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from jixiao.reports.blocks import Bars, Chart, Table


class ChartData:
    """The sheet with the data of all charts, one table below the other."""

    def __init__(self) -> None:
        self.worksheet: Worksheet | None = None
        self.name = ""
        self.row = 0

    def begin(self, worksheet: Worksheet, name: str) -> None:
        """Write to this sheet from now on."""
        self.worksheet, self.name = worksheet, name
        worksheet.set_column(0, 0, 30)
        worksheet.set_column(1, 40, 12)

    def table(self, data: Table) -> int:
        """Write a table of data; returns the row of its heading, from 0."""
        first = self.row
        if self.worksheet is None:
            return first
        for at, column in enumerate(data.columns):
            self.worksheet.write_string(first, at, clipped(printable(column.heading)))
        for number, one in enumerate(data.rows, first + 1):
            for at, found in enumerate(one.cells):
                if found.number is not None:
                    self.worksheet.write_number(number, at, float(found.number))
                elif found.text:
                    self.worksheet.write_string(number, at, clipped(printable(found.text)))
        self.row += len(data.rows) + 2
        return first

    def finish(self) -> None:
        """Keep the sheet from sight and from print: the tables have the figures."""
        if self.worksheet is not None:
            self.worksheet.hide()


def _font(size: int = 10) -> dict[str, Any]:
    return {"name": BODY.name, "size": size, "bold": False}


def _plain(words: str) -> str:
    """Words that the library does not take for a formula."""
    return f" {words}" if words.startswith("=") else words


def _axis(words: str, *, grid: bool, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - options of the library
    made: dict[str, Any] = {
        "num_font": _font(9),
        "major_gridlines": {"visible": grid, "line": {"color": f"#{GRID}", "width": 0.75}},
        **more,
    }
    if words:
        made |= {"name": _plain(words), "name_font": _font()}
    return made


def native(workbook: Workbook, data: ChartData, chart: Chart, table: Table) -> NativeChart:
    """A chart of the workbook over data written beside it."""
    first = data.table(table)
    made = (
        _scatter(workbook, data, chart, first)
        if isinstance(chart, Scatter)
        else _bars(workbook, data, chart, first)
    )
    made.show_hidden_data()
    return made


def _bars(workbook: Workbook, data: ChartData, bars: Bars, first: int) -> NativeChart:
    kind: dict[str, str] = {"type": "bar" if bars.lying else "column"}
    if bars.stacked:
        kind["subtype"] = "stacked"
    made = workbook.add_chart(kind)
    last = first + len(bars.categories)
    for number in range(len(bars.series)):
        made.add_series(
            {
                "name": [data.name, first, number + 1],
                "categories": [data.name, first + 1, 0, last, 0],
                "values": [data.name, first + 1, number + 1, last, number + 1],
                "fill": {"color": f"#{colour(number)}"},
                "border": {"color": "#FFFFFF", "width": 0.5},
                "gap": 60,
                "data_labels": {
                    "value": True,
                    "num_format": "General;-General;;",
                    "font": _font(9)
                    | ({"color": "#000000" if number % 7 in {1, 2} or not bars.stacked else "#FFFFFF"}),
                },
            }
        )
    scale = axis_of(bars)
    ends: dict[str, Any] = {"min": float(scale.low), "max": float(scale.high), "num_format": "General"}
    ends["major_unit"] = float(scale.ticks[1] - scale.ticks[0])
    if bars.lying:
        # the first category is on top, the values stay below
        made.set_y_axis(_axis(bars.category_axis, grid=False, reverse=True))
        made.set_x_axis(_axis(bars.value_axis, grid=True, label_position="high", **ends))
    else:
        made.set_x_axis(_axis(bars.category_axis, grid=False))
        made.set_y_axis(_axis(bars.value_axis, grid=True, **ends))
    made.set_title({"none": True})
    made.set_legend({"position": "top", "font": _font()} if len(bars.series) > 1 else {"none": True})
    return made


def _scatter(workbook: Workbook, data: ChartData, chart: Scatter, first: int) -> NativeChart:
    made = workbook.add_chart({"type": "scatter"})
    last = first + len(chart.points)
    made.add_series(
        {
            "name": _plain(chart.y_axis),
            "categories": [data.name, first + 1, 1, last, 1],
            "values": [data.name, first + 1, 2, last, 2],
            "marker": {
                "type": "circle",
                "size": 6,
                "fill": {"color": f"#{colour(0)}", "transparency": 25},
                "border": {"color": "#FFFFFF"},
            },
        }
    )
    across = axis([*(point.x for point in chart.points), *chart.x_lines], zero=False)
    upright = axis([*(point.y for point in chart.points), *chart.y_lines], zero=False)
    ends = {"min": float(across.low), "max": float(across.high), "num_format": "General"}
    made.set_x_axis(_axis(chart.x_axis, grid=True, **ends))
    ends = {"min": float(upright.low), "max": float(upright.high), "num_format": "General"}
    made.set_y_axis(_axis(chart.y_axis, grid=True, **ends))
    made.set_legend({"none": True})
    made.set_title({"none": True})
    return made
