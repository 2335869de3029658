"""Which rows head a list, and what each of its columns says."""

from __future__ import annotations

import pytest

from jixiao.documents.long_list.headings import TOTAL_NAME, ListHeading, find_heading

INDICATORS = "一级指标 三级指标 指标值 实际完成值 分值 得分"


def heading(words: str, *more: str) -> ListHeading | None:
    rows = [line.split(" ") for line in (words, *more)]
    return find_heading(list(enumerate(rows, 1)))


def heads(words: str, *more: str) -> ListHeading:
    found = heading(words, *more)
    assert found is not None
    return found


def test_a_project_and_indicators_with_results_make_a_list() -> None:
    found = heads(f"项目名称 {INDICATORS}")
    assert found.facts == {"project": 0}
    assert found.indicators == {
        "level1": 1, "name": 2, "target": 3, "actual": 4, "weight": 5, "claimed_score": 6,
    }  # fmt: skip
    assert found.unread == ()


@pytest.mark.parametrize(
    "words",
    [
        INDICATORS,
        "项目名称 预算数 自评得分 等级",
        "项目名称 一级指标 三级指标 指标值 分值",
        "项目名称 道路养护 主管部门 交通局",
        "序号 项目名称 分值 得分",
    ],
)
def test_other_rows_head_none(words: str) -> None:
    assert heading(words) is None


def test_a_word_of_two_meanings_is_of_the_project_left_of_the_indicators() -> None:
    found = heads("单位 部门 项目 年度目标 完成情况 一级指标 三级指标 年度目标 单位 完成情况 分值 得分")
    assert found.facts == {"unit": 0, "department": 1, "project": 2, "expected": 3, "achieved": 4}
    assert found.indicators["target"] == 7
    assert found.indicators["unit"] == 8
    assert found.indicators["actual"] == 9


def test_own_words_for_totals_and_grades_go_before_others() -> None:
    found = heads(f"等级 自评等级 总得分 自评总分 项目名称 {INDICATORS}")
    assert found.facts["claimed_grade"] == 1
    assert found.facts["claimed_total"] == 3
    assert found.unread == ("等级", "总得分")


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("全年预算数", TOTAL_NAME, "annual_budget"),
        ("全年预算数（A）", TOTAL_NAME, "annual_budget"),
        ("全年执行数(万元)", TOTAL_NAME, "executed"),
        ("年度资金总额_全年执行数", TOTAL_NAME, "executed"),
        ("其中：财政拨款-年初预算数", "其中:财政拨款", "initial_budget"),
        ("年初预算数（上年结转）", "上年结转", "initial_budget"),
        ("其他资金执行数", "其他资金", "executed"),
        ("预算执行率", TOTAL_NAME, "claimed_rate"),
        ("执行率得分", TOTAL_NAME, "claimed_score"),
        ("预算执行率分值", TOTAL_NAME, "weight"),
    ],
)
def test_columns_of_money(text: str, line: str, field: str) -> None:
    assert heads(f"项目名称 {text} {INDICATORS}").funds == {line: {field: 1}}


def test_the_unit_of_money_stands_in_the_headings_or_above() -> None:
    assert heads(f"项目名称 全年预算数（元） 全年执行数（元） {INDICATORS}").amount_unit == "元"
    assert heads("单位：元", f"项目名称 全年预算数 {INDICATORS}").amount_unit == "元"
    assert heads(f"项目名称 全年预算数（元） 全年执行数（万元） {INDICATORS}").units_differ
    assert heads(f"项目名称 全年预算数 {INDICATORS}").amount_unit is None


def test_a_heading_in_two_rows() -> None:
    found = find_heading(
        [
            (1, ["项目名称", "年度资金总额", "", "其中：财政拨款", "", "绩效指标", "", "", "", "", ""]),
            (2, ["", "预算数", "执行数", "预算数", "执行数", *INDICATORS.split(" ")]),
        ]
    )
    assert found is not None
    assert found.row == 2
    assert found.funds == {
        TOTAL_NAME: {"annual_budget": 1, "executed": 2},
        "其中:财政拨款": {"annual_budget": 3, "executed": 4},
    }


def test_a_slip_of_the_pen_is_read_and_told() -> None:
    found = heads("项目名称 一级指标 三级指标 指标值 实际完成植 分值 得分")
    assert found.indicators["actual"] == 4
    assert found.near == (("实际完成植", "实际完成值"),)


def test_columns_that_nobody_reads_are_named() -> None:
    assert heads(f"填报人 项目名称 {INDICATORS} 应得").unread == ("填报人", "应得")
