from __future__ import annotations

import pytest

from jixiao.documents.columns import (
    Columns,
    join_lines,
    known_fields,
    of_line,
    repeated,
    with_second_line,
)
from jixiao.documents.lines import Line

HEADING = "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因"
FUNDS = "项目资金（万元）\t\t年初预算数\t全年预算数 A\t全年执行数 B\t分值\t执行率\t得分"


def columns(text: str, which: str = "indicator") -> Columns:
    found = of_line(Line(1, text), which)
    assert found is not None
    return found


def test_an_indicator_heading() -> None:
    found = columns(HEADING)
    fields = [
        "block",
        "level1",
        "level2",
        "name",
        "target",
        "actual",
        "weight",
        "claimed_score",
        "deviation_note",
    ]
    assert list(found.fields) == fields
    assert columns(HEADING.replace("\t", " ")).fields == found.fields
    assert columns(HEADING.replace("分值", "分 值").replace("\t", " ")).fields == found.fields
    assert found.heading("actual") == "实际完成值"
    assert found.heading("unit") == ""


def test_a_fund_heading_names_the_blank_column() -> None:
    amounts = ("initial_budget", "annual_budget", "executed", "weight", "claimed_rate", "claimed_score")
    assert columns(FUNDS, "fund").fields == ("block", "fund_name", *amounts)
    assert columns(FUNDS.replace("\t\t", "\t"), "fund").fields == ("fund_name", *amounts)
    assert columns(FUNDS.replace("\t\t", " ").replace("\t", " "), "fund").fields == ("fund_name", *amounts)


@pytest.mark.parametrize(
    "text",
    [
        "序号\t项目名称\t预算数\t执行数\t执行率",
        "项目\t栏次\t年初预算数\t全年预算数\t决算数",
        "年初预算数\t全年预算数\t得分",
        "产出指标\t数量指标\t窗口\t≥3\t3\t5\t5",
        "一级指标\t二级指标\t三级指标",
        "普通文字",
        "",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert of_line(Line(1, text), "indicator") is None
    assert of_line(Line(1, text), "fund") is None


def test_remarks_go_where_a_table_has_room_for_them() -> None:
    assert columns("三级指标\t指标值\t完成值\t复核得分\t备注").fields[-1] == "review_note"
    assert columns("三级指标\t指标值\t完成值\t得分\t备注").fields[-1] == "deviation_note"
    assert columns("三级指标\t指标值\t完成值\t得分\t偏差原因\t备注").fields[-1] == "other"


def test_a_field_named_twice_is_taken_once() -> None:
    assert columns("三级指标\t指标值\t指标值\t得分").fields == ("name", "target", "other", "claimed_score")
    assert columns("绩效指标\t指标值\t完成值\t得分").fields[0] == "name"


def test_a_heading_in_two_rows() -> None:
    first = columns("一级指标\t二级指标\t三级指标\t年度指标值\t\t\t实际完成值\t分值\t得分")
    both = with_second_line(first, Line(2, "\t\t\t指标性质\t指标值\t度量单位\t\t\t"))
    assert both is not None
    assert both.fields[3:6] == ("operator", "target", "unit")
    assert with_second_line(first, Line(2, "产出指标\t数量指标\t窗口\t≥3")) is None
    assert with_second_line(first, Line(2, "\t\t")) is None
    assert with_second_line(first, Line(2, "指标值")) is None


def test_rows_printed_in_position() -> None:
    found = columns("三级指标      年度指标值   实际完成值   分值   得分")
    row = found.place(Line(2, "窗口数        ≥3个                     5      5"))
    assert row.cells == ("窗口数", "≥3个", None, "5", "5")
    assert not row.ambiguous


def test_rows_with_two_spaces_for_each_blank() -> None:
    found = columns("  三级指标  年度指标值  实际完成值  分值  得分")
    assert found.place(Line(2, "  窗口数    3  5  5")).cells == ("窗口数", None, "3", "5", "5")


def test_a_row_of_funds_is_settled_by_its_rate() -> None:
    found = columns("项目资金 年初预算数 全年预算数 全年执行数 执行率 得分", "fund")
    row = found.place(Line(2, "总额 148 46 31.08%"))
    assert (row.cells, row.ambiguous) == (("总额", None, "148", "46", "31.08%", None), False)
    assert found.place(Line(2, "总额 63 63 100")).ambiguous
    assert found.place(Line(2, "总额 148 46")).ambiguous


def test_lines_are_joined_inside_a_cell() -> None:
    assert join_lines(Line(3, "甲\t乙"), Line(4, "丙\t丁")) == Line(3, "甲\t乙丙\t丁")


def test_known_fields() -> None:
    assert known_fields(Line(1, HEADING), "indicator") == 9
    assert known_fields(Line(1, "项目名称\t甲"), "fund") == 0


def test_a_plan_is_near_to_a_budget() -> None:
    found = columns("项目资金\t\t计划数（万元）\t到位数\t支出数", "fund")
    assert found.fields == ("block", "fund_name", "annual_budget", "other", "executed")
    assert found.near == (("计划数（万元）", "全年预算数"),)
    both = columns("项目资金\t\t计划数\t全年预算数\t执行数\t得分", "fund")
    assert (both.fields[2:4], both.near) == (("other", "annual_budget"), ())


def test_a_fourth_level_is_the_name() -> None:
    found = columns("一级指标\t二级指标\t三级指标\t四级指标\t年度指标值\t实际完成值\t分值\t得分")
    assert found.fields[:4] == ("level1", "level2", "level3", "name")
    row = found.place(Line(2, "产出指标\t数量指标\t培训人数\t\t≥3人\t3\t10\t10"))
    assert (row.cells[2:4], row.ambiguous) == ((None, "培训人数"), False)
    assert columns("一级指标\t二级指标\t四级指标\t指标值\t完成值\t得分").fields[2] == "name"


def test_a_target_left_of_the_levels_is_the_label_of_the_block() -> None:
    found = columns("年度指标\t一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分")
    assert (found.fields[0], found.fields[3], repeated(found)) == ("block", "target", [])


def test_repeated_headings() -> None:
    assert repeated(columns("三级指标\t指标值\t完成值\t分值\t分值")) == [(3, 4)]
    assert repeated(columns("三级指标\t指标值\t目标值\t完成值\t得分\t自评得分")) == [(1, 2), (4, 5)]
    assert repeated(columns("三级指标\t指标值\t完成值\t得分\t评分标准\t评分标准")) == []
    assert repeated(columns("三级指标\t指标值\t完成值\t自评得分\t复核得分")) == []
