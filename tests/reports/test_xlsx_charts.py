from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from jixiao.reports.blocks import Bars, Figure, Part, Point, Report, Scatter, Series
from jixiao.reports.render import as_bytes


def chart_xml(chart: Bars | Scatter) -> str:
    data = as_bytes(Report("报告", (Part((Figure(chart, "图"),)),)), "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("xl/charts/chart1.xml").decode()


@pytest.mark.parametrize(("lying", "direction"), [(True, "bar"), (False, "col")])
def test_bars_lie_or_stand(lying: bool, direction: str) -> None:
    series = (Series("优", (Decimal(1), Decimal(2))), Series("良", (Decimal(3), None)))
    made = chart_xml(Bars(("甲", "乙"), series, stacked=True, lying=lying, value_axis="个"))
    assert f'<c:barDir val="{direction}"/>' in made
    assert '<c:grouping val="stacked"/>' in made
    assert made.count("<c:ser>") == 2
    assert re.search(r"<c:valAx>.*<a:t>个</a:t>.*</c:valAx>", made, re.DOTALL)
    # the first category of lying bars is on top
    turned = re.search(r'<c:catAx>.*?<c:orientation val="(\w+)"', made, re.DOTALL)
    assert turned is not None
    assert turned[1] == ("maxMin" if lying else "minMax")


def test_a_scatter_has_its_points_and_no_title() -> None:
    made = chart_xml(
        Scatter(
            (Point(Decimal(60), Decimal(95), "甲"), Point(Decimal(100), Decimal(80), "乙")), "执行率", "得分"
        )
    )
    assert "<c:scatterChart>" in made
    across = re.findall(r"<c:xVal>.*?<c:f>(.*?)</c:f>", made, re.DOTALL)
    assert [one.replace("'", "") for one in across] == ["图表数据!$B$2:$B$3"]
    assert '<c:autoTitleDeleted val="1"/>' in made


def test_words_of_a_chart_are_never_a_formula() -> None:
    made = chart_xml(Bars(("=1+1",), (Series("=2", (Decimal(1),)),), category_axis="=3", value_axis="=4"))
    assert "<c:f>=" not in made
    assert [text.strip() for text in re.findall(r"<a:t>(.*?)</a:t>", made)] == ["=3", "=4"]
    assert not [name for name in re.findall(r"<c:f>(.*?)</c:f>", made) if "$" not in name]


def test_the_data_are_hidden_and_drawn_all_the_same() -> None:
    drawn = Figure(Bars(("甲", "乙"), (Series("优", (Decimal(1), Decimal(3))),), stacked=True), "图1")
    book = load_workbook(io.BytesIO(as_bytes(Report("报告", (Part((drawn,), "图"),)), "xlsx")))
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "hidden"]
    made = chart_xml(drawn.chart)
    assert "plotVisOnly" not in made
    # counts are told in whole steps
    assert '<c:majorUnit val="1.0"/>' in made
