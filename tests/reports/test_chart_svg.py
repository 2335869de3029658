from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from lxml import etree

from jixiao.reports.blocks import Bars, Figure, Point, Scatter, Series
from jixiao.reports.chart_svg import draw
from jixiao.reports.charts import clean, is_empty
from tests.strategies.reports import figures


@given(figures)
@settings(max_examples=50, deadline=None)
def test_any_chart_is_well_formed_or_nothing(drawn: Figure) -> None:
    made = draw(drawn)
    assert (made == "") == is_empty(clean(drawn.chart))
    if made:
        tree = etree.fromstring(made)
        for element in tree.iter("rect", "circle"):
            for name in ("x", "y", "cx", "cy", "width", "height"):
                if name in element.attrib:
                    assert 0 <= float(element.get(name)) <= 10_000
        assert not list(tree.iter("script", "a", "image"))


def test_bars_have_the_length_of_their_values() -> None:
    for lying, side in ((True, "width"), (False, "height")):
        chart = Bars(("甲", "乙"), (Series("失分", (Decimal(10), Decimal(5))),), lying=lying)
        bars = list(etree.fromstring(draw(Figure(chart, "图"))).iter("rect"))
        long, short = (float(bar.get(side)) for bar in bars)
        assert abs(long - 2 * short) < 0.2
        assert [bar.findtext("title") for bar in bars] == ["甲 失分 10", "乙 失分 5"]


def test_stacked_bars_follow_each_other() -> None:
    chart = Bars(
        ("甲",), (Series("优", (Decimal(1),)), Series("良", (Decimal(3),))), stacked=True, lying=True
    )
    bars = [
        bar
        for bar in etree.fromstring(draw(Figure(chart, "图"))).iter("rect")
        if bar.find("title") is not None
    ]
    first, second = bars
    assert abs(float(first.get("x")) + float(first.get("width")) - float(second.get("x"))) < 0.11


def test_points_say_what_they_are() -> None:
    chart = Scatter(
        (Point(Decimal(60), Decimal(95), "甲"), Point(Decimal(100), Decimal(80), "乙")),
        "执行率",
        "得分",
        y_lines=(Decimal(90),),
    )
    tree = etree.fromstring(draw(Figure(chart, "图", "说明<>")))
    titles = [dot.findtext("title") for dot in tree.iter("circle")]
    assert titles == ["甲 执行率 60 得分 95", "乙 执行率 100 得分 80"]
    assert tree.get("aria-label") == "说明<>"
    assert len([line for line in tree.iter("line") if line.get("stroke-dasharray")]) == 1
