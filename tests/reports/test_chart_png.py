from __future__ import annotations

import sys
import warnings
from decimal import Decimal

import pytest
from hypothesis import given, settings

from jixiao.reports import chart_png
from jixiao.reports.blocks import Bars, Figure, Series
from jixiao.reports.charts import clean, is_empty
from tests.strategies.reports import figures

needs_font = pytest.mark.skipif(chart_png.font() is None, reason="no matplotlib, or no font with Chinese")
GRADES = Figure(
    Bars(
        ("市水利局", "乙局"),
        (Series("优", (Decimal(5), None)), Series("良", (Decimal(1), Decimal(2)))),
        stacked=True,
    ),
    "图",
)


@needs_font
def test_a_chart_is_as_wide_as_the_page() -> None:
    made = chart_png.draw(GRADES)
    assert made is not None
    assert made.png.startswith(b"\x89PNG")
    assert made.width == 156 * 36_000
    assert chart_png.draw(GRADES) == made


@needs_font
def test_no_warning_is_heard_of_signs_without_a_font() -> None:
    chart = Bars(("\U0001f600\ue000",), (Series("优", (Decimal(5),)),), lying=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert chart_png.draw(Figure(chart, "图")) is not None


@needs_font
@given(figures)
@settings(max_examples=8, deadline=None)
def test_any_chart_is_drawn_or_empty(drawn: Figure) -> None:
    assert (chart_png.draw(drawn) is None) == is_empty(clean(drawn.chart))


def test_without_matplotlib_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    chart_png.font.cache_clear()
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    try:
        assert chart_png.draw(GRADES) is None
    finally:
        chart_png.font.cache_clear()
