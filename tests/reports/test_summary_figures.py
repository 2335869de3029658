from __future__ import annotations

from decimal import Decimal

from jixiao.reports.blocks import Bars, Point, Scatter, Series
from jixiao.reports.summary_figures import grades, lost, scatter
from tests.reports.test_summary_report import RECORDS, record
from tests.strategies.summaries import summary_of


def test_grades_are_stacked_by_group() -> None:
    drawn = grades(summary_of(RECORDS))
    assert drawn is not None
    assert drawn.caption == "按部门的等级分布"
    chart = drawn.chart
    assert isinstance(chart, Bars)
    assert chart.stacked
    assert chart.categories == ("乙局", "甲局")
    assert chart.series[:2] == (
        Series("优", (Decimal(1), Decimal(1))),
        Series("良", (Decimal(0), Decimal(1))),
    )
    assert grades(summary_of(())) is None


def test_two_groups_lie_and_four_with_short_names_stand() -> None:
    def lying(count: int) -> bool:
        drawn = grades(summary_of([record("道路", 2024, 9000, f"{at}局") for at in range(count)]))
        assert drawn is not None
        assert isinstance(drawn.chart, Bars)
        return drawn.chart.lying

    assert [lying(count) for count in (1, 2, 4, 7)] == [True, True, False, True]


def test_many_groups_are_cut_to_the_largest_and_it_says_so() -> None:
    many = [record("道路", 2024, 9000, f"{at}局") for at in range(25)]
    drawn = grades(summary_of([*many, record("系统", 2024, 9000, "24局")]))
    assert drawn is not None
    assert drawn.caption == "按部门的等级分布（最多的20项）"
    assert isinstance(drawn.chart, Bars)
    assert len(drawn.chart.categories) == 20
    assert "24局" in drawn.chart.categories
    assert drawn.chart.lying


def test_execution_stands_against_score() -> None:
    drawn = scatter(summary_of(RECORDS))
    assert drawn is not None
    assert isinstance(drawn.chart, Scatter)
    assert set(drawn.chart.points) == {
        Point(Decimal("62.60"), Decimal("95.00"), "道路"), Point(Decimal("100.00"), Decimal("80.00"), "系统")
    }  # fmt: skip
    assert scatter(summary_of(RECORDS[:1])) is None


def test_points_lost_by_indicator() -> None:
    drawn = lost(summary_of(RECORDS))
    assert drawn is not None
    assert isinstance(drawn.chart, Bars)
    assert drawn.chart.categories == ("数量指标",)
    assert drawn.chart.series == (Series("失分", (Decimal("15.00"),)),)
    assert lost(summary_of(())) is None
