from __future__ import annotations

from jixiao.documents.columns import of_line
from jixiao.documents.found import Labelled, Part, Row, Table
from jixiao.documents.lines import Line

HEADING = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分"


def row(text: str, heading: str = HEADING) -> Row:
    columns = of_line(Line(1, heading), "indicator")
    assert columns is not None
    return Row(Line(2, text), columns, columns.place(Line(2, text)))


def test_a_row_gives_its_cells_by_field() -> None:
    one = row("产出指标\t数量指标\t窗口\t≥3\t3\t5\t")
    assert (one.get("name"), one.get("claimed_score"), one.get("unit")) == ("窗口", None, None)
    assert one.held == ["level1", "level2", "name", "target", "actual", "weight"]
    assert one.weighted
    assert not row("产出指标\t数量指标\t窗口\t≥3\t3\t—\t5").weighted
    assert row("窗口\t3\t5", "三级指标\t完成值\t得分").weighted


def test_parts_are_in_order() -> None:
    assert list(Part) == sorted(Part)


def test_what_is_an_evaluation() -> None:
    def table(**parts: object) -> Table:
        return Table(0, Line(1, ""), **parts)

    named = [Labelled("project", "甲", Line(1, ""), "项目名称")]
    columns = of_line(Line(1, HEADING), "indicator")
    goals = of_line(Line(1, "一级指标\t三级指标\t指标值\t分值"), "indicator")
    scored = of_line(Line(1, "一级指标\t三级指标\t分值\t得分"), "indicator")
    funds = of_line(Line(1, "项目资金\t预算数\t执行数\t得分"), "fund")
    rows = [row("产出指标\t数量指标\t窗口\t≥3\t3\t5\t5")]
    assert table(columns=columns, rows=rows).is_evaluation
    assert table(columns=columns, head=named).is_evaluation
    assert table(fund_columns=funds, head=named).is_evaluation
    assert table(columns=scored, rows=rows, titled=True).is_evaluation
    assert not table(columns=scored, rows=rows).is_evaluation
    assert not table(columns=columns).is_evaluation
    assert not table(fund_columns=funds).is_evaluation
    assert not table(head=named).is_evaluation
    assert table(columns=goals, rows=rows, head=named).has_goal_only
    assert not table(columns=goals, rows=rows, head=named).is_evaluation
