"""A chart as a picture, drawn by matplotlib where it is installed and a font for Chinese is found."""

from __future__ import annotations

import io
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.documents.write.faces import SAMPLE
from jixiao.documents.write.styles import figure as shown
from jixiao.reports.blocks import Scatter
from jixiao.reports.charts import GRID, LINE, axis, axis_of, clean, colour, is_empty, wrapped
from jixiao.reports.widths import room_mm

if TYPE_CHECKING:
    from decimal import Decimal

    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer

    from jixiao.reports.blocks import Bars, Figure

_FONTS = (
    "SimSun", "Microsoft YaHei", "SimHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC",
    "Noto Serif CJK SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Noto Sans CJK JP", "Noto Serif CJK JP",
)  # fmt: skip
_DPI = 200
_POINTS = 9.0
_EMU_PER_MM = 36_000
_MM_PER_INCH = 25.4
_FEW = 8
"""So many lying bars are thick enough for labels of two lines."""


class Picture(NamedTuple):
    """A PNG and its size on paper in EMU."""

    png: bytes
    width: int
    height: int


@cache
def font() -> str | None:
    """The name of a font of this machine that has Chinese; ``None`` without one, or without matplotlib."""
    try:
        from matplotlib import font_manager, ft2font  # noqa: PLC0415 - heavy, and there only with the extra
    except ImportError:
        return None
    entries = {entry.name: entry.fname for entry in reversed(font_manager.fontManager.ttflist)}
    names = (*(name for name in _FONTS if name in entries), *sorted(entries.keys() - set(_FONTS)))
    for name in names:
        try:
            face = ft2font.FT2Font(entries[name])
        except (OSError, RuntimeError):
            continue
        if all(face.get_char_index(ord(char)) for char in SAMPLE):
            return name
    return None


def draw(drawn: Figure, *, landscape: bool = False) -> Picture | None:
    """The chart over the width of the page; ``None`` where it cannot be drawn or there is nothing to draw."""
    chart = clean(drawn.chart)
    family = None if is_empty(chart) else font()
    if family is None:
        return None
    import matplotlib as mpl  # noqa: PLC0415 - heavy, and there only with the extra
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - as above
    from matplotlib.figure import Figure as Canvas  # noqa: PLC0415 - as above

    width = min(room_mm(landscape=landscape), 200)
    height = _height(chart, width, landscape=landscape)
    settings: Any = {
        "font.family": [family, "DejaVu Sans"], "font.size": _POINTS, "axes.unicode_minus": False,
        "text.parse_math": False,
    }  # fmt: skip
    with mpl.rc_context(settings), warnings.catch_warnings():
        # a sign that no font has is drawn as a box
        warnings.simplefilter("ignore")
        canvas = Canvas(figsize=(width / _MM_PER_INCH, height / _MM_PER_INCH), dpi=_DPI, layout="constrained")
        FigureCanvasAgg(canvas)
        axes = canvas.subplots()
        axes.set_axisbelow(True)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        if isinstance(chart, Scatter):
            _scatter(axes, chart)
        elif chart.lying:
            _lying(axes, chart)
        else:
            _upright(axes, chart, width)
        stream = io.BytesIO()
        canvas.savefig(stream, format="png", metadata={"Software": None})
    return Picture(stream.getvalue(), int(width * _EMU_PER_MM), int(height * _EMU_PER_MM))


def _height(chart: Bars | Scatter, width: int, *, landscape: bool) -> float:
    if isinstance(chart, Scatter) or not chart.lying:
        return min(width * 0.58, 95)
    each = 8.5 if chart.stacked else 4 + 4.5 * len(chart.series)
    return min(24 + each * len(chart.categories), 140 if landscape else 200)


def _numbers(values: tuple[Decimal | None, ...]) -> list[float]:
    return [0.0 if value is None else float(value) for value in values]


def _legend(axes: Axes, bars: Bars) -> None:
    if len(bars.series) > 1:
        axes.legend(
            loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=min(len(bars.series), 7), frameon=False
        )


def _inscribe(axes: Axes, drawn: BarContainer, bars: Bars, number: int) -> None:
    """Write the values of a series on its bars: within them where they are stacked, else at their ends."""
    axes.bar_label(
        drawn,
        ["" if not value else shown(value) for value in bars.series[number].values],
        label_type="center" if bars.stacked else "edge",
        padding=0 if bars.stacked else 2,
        fontsize=_POINTS - 1,
        color=_ink(number) if bars.stacked else "black",
    )


def _lying(axes: Axes, bars: Bars) -> None:
    count, left = len(bars.categories), [0.0] * len(bars.categories)
    wide = 0.68 if bars.stacked else 0.8 / len(bars.series)
    for number, one in enumerate(bars.series):
        values = _numbers(one.values)
        shift = 0.0 if bars.stacked else (number - (len(bars.series) - 1) / 2) * wide
        places = [at + shift for at in range(count)]
        drawn = axes.barh(
            places, values, wide, left=left if bars.stacked else None, color=f"#{colour(number)}",
            label=one.name, edgecolor="white", linewidth=0.5,
        )  # fmt: skip
        _inscribe(axes, drawn, bars, number)
        left = [before + value for before, value in zip(left, values, strict=True)]
    lines, room = (2, 20) if count <= _FEW else (1, 32)
    axes.set_yticks(range(count), ["\n".join(wrapped(name, room, lines)) for name in bars.categories])
    axes.set_ylim(count - 0.4, -0.6)
    scale = axis_of(bars)
    axes.set_xticks([float(tick) for tick in scale.ticks], [shown(tick) for tick in scale.ticks])
    axes.set_xlim(float(scale.low), float(scale.high))
    axes.grid(axis="x", color=f"#{GRID}", linewidth=0.6)
    axes.set_xlabel(bars.value_axis)
    axes.set_ylabel(bars.category_axis)
    _legend(axes, bars)


def _upright(axes: Axes, bars: Bars, width: int) -> None:
    count, low = len(bars.categories), [0.0] * len(bars.categories)
    wide = 0.6 if bars.stacked else 0.8 / len(bars.series)
    for number, one in enumerate(bars.series):
        values = _numbers(one.values)
        shift = 0.0 if bars.stacked else (number - (len(bars.series) - 1) / 2) * wide
        places = [at + shift for at in range(count)]
        drawn = axes.bar(
            places, values, wide, bottom=low if bars.stacked else None, color=f"#{colour(number)}",
            label=one.name, edgecolor="white", linewidth=0.5,
        )  # fmt: skip
        _inscribe(axes, drawn, bars, number)
        low = [before + value for before, value in zip(low, values, strict=True)]
    # half a character is half the size of the type wide
    room = max(4, int(width / _MM_PER_INCH * 72 * 0.88 / max(count, 1) / (_POINTS / 2)) - 1)
    axes.set_xticks(range(count), ["\n".join(wrapped(name, room, 3)) for name in bars.categories])
    axes.set_xlim(-0.6, max(count, 1) - 0.4)
    scale = axis_of(bars)
    axes.set_yticks([float(tick) for tick in scale.ticks], [shown(tick) for tick in scale.ticks])
    axes.set_ylim(float(scale.low), float(scale.high))
    axes.grid(axis="y", color=f"#{GRID}", linewidth=0.6)
    axes.set_ylabel(bars.value_axis)
    axes.set_xlabel(bars.category_axis)
    _legend(axes, bars)


def _scatter(axes: Axes, chart: Scatter) -> None:
    axes.scatter(
        [float(point.x) for point in chart.points], [float(point.y) for point in chart.points],
        s=18, color=f"#{colour(0)}", alpha=0.75, edgecolors="white", linewidths=0.4, clip_on=False, zorder=3,
    )  # fmt: skip
    across = axis([*(point.x for point in chart.points), *chart.x_lines], zero=False)
    upright = axis([*(point.y for point in chart.points), *chart.y_lines], zero=False)
    axes.set_xticks([float(tick) for tick in across.ticks], [shown(tick) for tick in across.ticks])
    axes.set_yticks([float(tick) for tick in upright.ticks], [shown(tick) for tick in upright.ticks])
    axes.set_xlim(float(across.low), float(across.high))
    axes.set_ylim(float(upright.low), float(upright.high))
    for value in chart.x_lines:
        axes.axvline(float(value), color=f"#{LINE}", linewidth=0.8, linestyle="--")
    for value in chart.y_lines:
        axes.axhline(float(value), color=f"#{LINE}", linewidth=0.8, linestyle="--")
    axes.grid(color=f"#{GRID}", linewidth=0.6)
    axes.set_xlabel(chart.x_axis)
    axes.set_ylabel(chart.y_axis)


def _ink(number: int) -> str:
    """Black or white, whichever is read on the colour of a series."""
    return "black" if number % 7 in {1, 2} else "white"
