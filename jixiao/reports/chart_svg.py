"""A chart as SVG of our own: a picture within the page, no script, words that can be searched and copied."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.write.styles import HEAD, display_width, families, figure, printable
from jixiao.reports.blocks import Scatter
from jixiao.reports.charts import GRID, LINE, axis, axis_of, clean, colour, is_empty, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jixiao.reports.blocks import Bars, Figure
    from jixiao.reports.charts import Axis

_WIDTH = 720
_SIZE = 12
_HALF = _SIZE / 2
_LINE = 15
_TOP = 14
_LABEL = 22
"""The longest line of a label beside a lying bar, in halves of a character."""


class _Room(NamedTuple):
    """The rectangle between the axes."""

    left: float
    top: float
    right: float
    bottom: float

    def across(self, share: float) -> float:
        return self.left + share * (self.right - self.left)

    def up(self, share: float) -> float:
        return self.bottom - share * (self.bottom - self.top)


def _text(
    x: float, y: float, words: str, *, anchor: str = "middle", ink: str = "000", whole: str = ""
) -> str:
    title = f"<title>{escape(whole)}</title>" if whole and whole != words else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#{ink}">{title}{escape(words)}</text>'


def _segment(x1: float, y1: float, x2: float, y2: float, ink: str, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#{ink}"{dash}/>'


def _bar(x: float, y: float, width: float, height: float, number: int, said: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}" '
        f'fill="#{colour(number)}" stroke="#fff" stroke-width="0.6"><title>{escape(said)}</title></rect>'
    )


def _ink(number: int) -> str:
    return "000" if number % 7 in {1, 2} else "fff"


def draw(drawn: Figure) -> str:
    """The chart as one element; an empty string where there is nothing to draw."""
    chart = clean(drawn.chart)
    if is_empty(chart):
        return ""
    if isinstance(chart, Scatter):
        height, parts = 400.0, list(_scatter(chart))
    elif chart.lying:
        height, parts = _lying(chart)
    else:
        height, parts = 380.0, list(_upright(chart, 380.0))
    said = escape(printable(drawn.said or drawn.caption))
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img" aria-label="{said}" '
        f"font-family='{families(HEAD)}' font-size=\"{_SIZE}\">{''.join(parts)}</svg>"
    )


def _legend(bars: Bars) -> Iterator[str]:
    if len(bars.series) < 2:
        return
    wide = sum(display_width(one.name[:20]) * _HALF + 34 for one in bars.series)
    x = max((_WIDTH - wide) / 2, 4.0)
    for number, one in enumerate(bars.series):
        yield f'<rect x="{x:.1f}" y="4" width="12" height="12" fill="#{colour(number)}"/>'
        yield _text(x + 17, 14, one.name[:20], anchor="start", whole=one.name)
        x += display_width(one.name[:20]) * _HALF + 34


def _top(bars: Bars) -> float:
    return 30.0 if len(bars.series) > 1 else float(_TOP)


def _said(category: str, name: str, value: Decimal) -> str:
    return f"{category} {name} {figure(value)}".strip()


def _value_scale(scale: Axis, room: _Room, *, lying: bool) -> Iterator[str]:
    for tick in scale.ticks:
        if lying:
            x = room.across(scale.at(tick))
            yield _segment(x, room.top, x, room.bottom, GRID)
            yield _text(x, room.bottom + _LINE, figure(tick))
        else:
            y = room.up(scale.at(tick))
            yield _segment(room.left, y, room.right, y, GRID)
            yield _text(room.left - 5, y + 4, figure(tick), anchor="end")


def _lying(bars: Bars) -> tuple[float, list[str]]:
    """Bars from left to right, a line for each category."""
    labels = [wrapped(name, _LABEL, 2) for name in bars.categories]
    longest = max((display_width(line) for label in labels for line in label), default=4)
    each = max(34.0, 10.0 + (0 if bars.stacked else 18.0 * len(bars.series)))
    top = _top(bars)
    room = _Room(longest * _HALF + 16, top, _WIDTH - 46.0, top + each * len(labels))
    scale = axis_of(bars)
    parts = [*_legend(bars), *_value_scale(scale, room, lying=True)]
    for at, (label, whole) in enumerate(zip(labels, bars.categories, strict=True)):
        middle = room.top + each * (at + 0.5)
        for number, line in enumerate(label):
            y = middle + 4 + (number - (len(label) - 1) / 2) * _LINE
            parts.append(_text(room.left - 7, y, line, anchor="end", whole=whole if not number else ""))
        parts += _lying_bars(bars, at, room, scale, middle, each)
    parts.append(_segment(room.left, room.top, room.left, room.bottom, "000"))
    height = room.bottom + _LINE + 8
    if bars.value_axis:
        height += _LINE
        parts.append(_text((room.left + room.right) / 2, height - 6, bars.value_axis))
    return height, parts


def _lying_bars(bars: Bars, at: int, room: _Room, scale: Axis, middle: float, each: float) -> Iterator[str]:
    zero = room.across(scale.at(scale.low * 0))
    x, thick = zero, (each - 12) / (1 if bars.stacked else len(bars.series))
    for number, (name, values) in enumerate(bars.series):
        value = values[at]
        if value is None:
            continue
        said = _said(bars.categories[at], name, value)
        if bars.stacked:
            width = room.across(scale.at(value)) - zero
            yield _bar(x, middle - thick / 2, width, thick, number, said)
            words = figure(value)
            if value and width > display_width(words) * _HALF + 4:
                yield _text(x + width / 2, middle + 4, words, ink=_ink(number))
            x += width
        else:
            end = room.across(scale.at(value))
            y = middle - thick * len(bars.series) / 2 + thick * number
            yield _bar(min(zero, end), y, abs(end - zero), thick - 1, number, said)
            yield _text(max(zero, end) + 4, y + thick / 2 + 4, figure(value), anchor="start")


def _upright(bars: Bars, height: float) -> Iterator[str]:
    """Bars from below, a column for each category."""
    scale = axis_of(bars)
    left = max(display_width(figure(tick)) for tick in scale.ticks) * _HALF + (30 if bars.value_axis else 12)
    room = _Room(left, _top(bars), _WIDTH - 10.0, height - (76 if bars.category_axis else 58))
    each = (room.right - room.left) / max(len(bars.categories), 1)
    yield from _legend(bars)
    yield from _value_scale(scale, room, lying=False)
    for at, name in enumerate(bars.categories):
        middle = room.left + each * (at + 0.5)
        for number, line in enumerate(wrapped(name, max(4, int(each / _HALF) - 1), 3)):
            y = room.bottom + _LINE * (number + 1)
            yield _text(middle, y, line, whole=name if not number else "")
        yield from _upright_bars(bars, at, room, scale, middle, each)
    yield _segment(room.left, room.bottom, room.right, room.bottom, "000")
    if bars.value_axis:
        y = (room.top + room.bottom) / 2
        yield f'<g transform="rotate(-90 12 {y:.1f})">{_text(12, y + 4, bars.value_axis)}</g>'
    if bars.category_axis:
        yield _text((room.left + room.right) / 2, height - 6, bars.category_axis)


def _upright_bars(bars: Bars, at: int, room: _Room, scale: Axis, middle: float, each: float) -> Iterator[str]:
    zero = room.up(scale.at(scale.low * 0))
    y, count = zero, 1 if bars.stacked else len(bars.series)
    thick = min(each * 0.7, 90.0 * count) / count
    for number, (name, values) in enumerate(bars.series):
        value = values[at]
        if value is None:
            continue
        said = _said(bars.categories[at], name, value)
        if bars.stacked:
            tall = zero - room.up(scale.at(value))
            y -= tall
            yield _bar(middle - thick / 2, y, thick, tall, number, said)
            if value and tall > _LINE:
                yield _text(middle, y + tall / 2 + 4, figure(value), ink=_ink(number))
        else:
            end = room.up(scale.at(value))
            x = middle - thick * count / 2 + thick * number
            yield _bar(x, min(zero, end), thick - 1, abs(end - zero), number, said)
            yield _text(x + thick / 2, min(zero, end) - 4, figure(value))


def _scatter(chart: Scatter) -> Iterator[str]:
    across = axis([*(point.x for point in chart.points), *chart.x_lines], zero=False)
    upright = axis([*(point.y for point in chart.points), *chart.y_lines], zero=False)
    room = _Room(58.0, float(_TOP), _WIDTH - 16.0, 352.0)
    yield from _value_scale(upright, room, lying=False)
    yield from _value_scale(across, room, lying=True)
    yield _segment(room.left, room.bottom, room.right, room.bottom, "000")
    yield _segment(room.left, room.top, room.left, room.bottom, "000")
    for value in chart.x_lines:
        x = room.across(across.at(value))
        yield _segment(x, room.top, x, room.bottom, LINE, dashed=True)
    for value in chart.y_lines:
        y = room.up(upright.at(value))
        yield _segment(room.left, y, room.right, y, LINE, dashed=True)
    for x_value, y_value, name in chart.points:
        said = f"{name} {chart.x_axis} {figure(x_value)} {chart.y_axis} {figure(y_value)}".strip()
        x, y = room.across(across.at(x_value)), room.up(upright.at(y_value))
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#{colour(0)}" fill-opacity="0.75" stroke="#fff">'
            f"<title>{escape(said)}</title></circle>"
        )
    yield _text((room.left + room.right) / 2, 392, chart.x_axis)
    middle = (room.top + room.bottom) / 2
    yield f'<g transform="rotate(-90 12 {middle:.1f})">{_text(12, middle + 4, chart.y_axis)}</g>'
