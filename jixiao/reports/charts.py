"""What all drawings of a chart share: clean data, axes with round numbers, colours, the data as a table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.documents.write.styles import display_width, figure, printable
from jixiao.reports.blocks import Align, Bars, Chart, Column, Point, Scatter, Series, Table, cell, row
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jixiao.reports.blocks import Figure

PALETTE = ("1F5A85", "7FB2D6", "E9B44C", "C0452F", "6B8E5A", "8C6BA8", "8A8A8A")
"""Colours of series, the best first; neighbours differ in a black-and-white print too."""
LINE = "C0452F"
GRID = "D9D9D9"
MOST_POINTS = 3000
_LARGEST = 30
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def colour(number: int) -> str:
    """The colour of a series as ``RRGGBB``."""
    return PALETTE[number % len(PALETTE)]


def usable(value: Decimal | None) -> bool:
    """Whether a value can be drawn."""
    return value is not None and value.is_finite() and (not value or abs(value.adjusted()) <= _LARGEST)


def clean(chart: Chart) -> Chart:
    """The chart with printable words, less the values that cannot be drawn; all series of one length."""
    if isinstance(chart, Scatter):
        points = (Point(x, y, printable(name)) for x, y, name in chart.points if usable(x) and usable(y))
        return Scatter(
            _thinned(tuple(points)),
            printable(chart.x_axis),
            printable(chart.y_axis),
            tuple(filter(usable, chart.x_lines)),
            tuple(filter(usable, chart.y_lines)),
        )
    count = len(chart.categories)
    series = []
    for name, values in chart.series:
        filled = (*values, *(None,) * count)[:count]
        kept = (
            value if usable(value) and not (chart.stacked and value is not None and value < 0) else None
            for value in filled
        )
        series.append(Series(printable(name), tuple(kept)))
    return Bars(
        tuple(map(printable, chart.categories)),
        tuple(series),
        chart.stacked,
        chart.lying,
        printable(chart.category_axis),
        printable(chart.value_axis),
    )


def _thinned(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """One point for each place, the places whole numbers where there are too many."""
    at = {(x, y): Point(x, y, name) for x, y, name in reversed(points)}
    if len(at) > MOST_POINTS:
        at = {(x.quantize(Decimal(1)), y.quantize(Decimal(1))): Point(x, y, name) for x, y, name in points}
    return tuple(at[place] for place in sorted(at))


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from ``low`` to ``high`` with round numbers on it."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]

    def at(self, value: Decimal) -> float:
        """Where a value stands, from 0 to 1."""
        share = (Fraction(value) - Fraction(self.low)) / (Fraction(self.high) - Fraction(self.low))
        return float(min(max(share, Fraction(0)), Fraction(1)))


def axis(values: Iterable[Decimal], *, parts: int = 5, zero: bool = True) -> Axis:
    """A scale for some values, from zero where asked for, in about so many parts; of counts in whole ones."""
    given = list(values)
    low, high = min(given, default=Decimal(0)), max(given, default=Decimal(0))
    if zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = low + (abs(low) or Decimal(1))
    rough = (high - low) / parts
    power = Decimal(1).scaleb(rough.adjusted())
    step = next((one * power for one in _STEPS if one * power >= rough), 10 * power)
    if step < 1 and zero and all(value == value.to_integral_value() for value in given):
        step = Decimal(1)
    first = (low / step).to_integral_value("ROUND_FLOOR")
    last = (high / step).to_integral_value("ROUND_CEILING")
    ticks = tuple((first + number) * step for number in range(int(last - first) + 1))
    return Axis(ticks[0], ticks[-1], ticks)


def axis_of(bars: Bars) -> Axis:
    """The scale of the values of bars, of their sums where they are stacked."""
    if bars.stacked:
        columns = zip(*(one.values for one in bars.series), strict=True)
        return axis(sum((value or Decimal(0) for value in column), Decimal(0)) for column in columns)
    return axis(value for one in bars.series for value in one.values if value is not None)


def wrapped(text: str, width: int, lines: int) -> list[str]:
    """A label in lines of so many halves of a character, cut where it takes more lines than it may."""
    made, line = [], ""
    for char in text.replace("\n", " "):
        if line and display_width(line + char) > width:
            made.append(line)
            line = ""
            if len(made) > lines:
                break
        line += char
    if line:
        made.append(line)
    if len(made) > lines:
        made = made[:lines]
        made[-1] = made[-1][:-1] + "…"
    return made


def data_table(drawn: Figure) -> Table:
    """The data of a chart as a table: for formats that draw nothing."""
    chart = clean(drawn.chart)
    columns: tuple[Column, ...]
    if isinstance(chart, Scatter):
        columns = (
            Column(say("report.chart.name")),
            Column(chart.x_axis, align=Align.RIGHT, figure=True),
            Column(chart.y_axis, align=Align.RIGHT, figure=True),
        )
        rows = (
            row(name, cell(figure(x), number=x), cell(figure(y), number=y)) for x, y, name in chart.points
        )
    else:
        columns = (
            Column(chart.category_axis or say("report.chart.name")),
            *(Column(one.name, align=Align.RIGHT, figure=True) for one in chart.series),
        )
        rows = (
            row(name, *(cell(figure(one.values[at]), number=one.values[at]) for one in chart.series))
            for at, name in enumerate(chart.categories)
        )
    return Table(columns, tuple(rows), empty=say("report.chart.empty"))


def is_empty(chart: Chart) -> bool:
    """Whether there is nothing to draw in a clean chart."""
    if isinstance(chart, Scatter):
        return not chart.points
    return not any(value is not None for one in chart.series for value in one.values)
