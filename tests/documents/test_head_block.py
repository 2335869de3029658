from __future__ import annotations

import pytest

from jixiao.documents.found import Table
from jixiao.documents.head_block import take_caption
from jixiao.documents.lines import Document, Line
from jixiao.documents.tables import find_tables

FUNDS = (
    "项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
    "\t年度资金总额\t1\t1\t1\t10\t100%\t10\n"
)
HEADING = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
ROW = "产出指标\t数量指标\t窗口\t≥3个\t3\t90\t90\n"


def table(head: str) -> Table:
    (found,) = find_tables(Document(head + FUNDS + HEADING + ROW))
    return found


def values(head: str) -> dict[str, str]:
    return {one.kind: one.value for one in table(head).head}


@pytest.mark.parametrize(
    "head",
    [
        "项目名称\t甲项目\t\t\n主管部门\t甲局\t实施单位\t甲中心\n",
        "项目名称：甲项目\n主管部门：甲局\t实施单位：甲中心\n",
        "项目名称 甲项目\n主管部门 甲局 实施单位 甲中心\n",
        "| 项目名称 | 甲项目 | 项目性质 | 123 |\n| 主管部门 | | 甲局 | 实施单位 | 甲中心 |\n",
        "项目名称\t\n甲项目\t\n主管部门\t甲局\t实施单位\t甲中心\n",
        "甲项目\t\n项目名称\t\n主管部门\t甲局\t实施单位\t甲中心\n",
        "甲项目\n项目名称\n主管部门\t甲局\t实施单位\t甲中心\n",
        "项目名称\t甲项目\t项目负责人\t张三\n主管部门\t甲局\t联系电话\t123\t实施单位\t甲中心\n",
    ],
)
def test_labelled_values(head: str) -> None:
    assert values(head) == {"project": "甲项目", "department": "甲局", "unit": "甲中心"}


@pytest.mark.parametrize(
    ("code", "office", "whole"),
    [
        ("项目编码", "业务处室", "项目总金额"),
        ("项目代码", "归口科室", "项目总投资（万元）"),
    ],
)
def test_what_only_a_bureau_asks_for(code: str, office: str, whole: str) -> None:
    head = f"| 项目名称 | 甲项目 | {code} | 51A |\n| {office} | 教科文科 | {whole} | 350 |\n"
    told = {"project": "甲项目", "code": "51A", "office": "教科文科", "project_total": "350"}
    assert values(head) == told


def test_a_title_is_no_project() -> None:
    found = table("项目支出绩效自评表\t\n（2023年度）\t\n项目名称\t\n主管部门\t甲局\n")
    assert {one.kind for one in found.head} == {"department"}
    assert (found.titled, found.year) == (True, 2023)


def test_the_lines_above_are_looked_at_no_further_than_the_last_table() -> None:
    whole = "（2023年度）\n项目名称\t甲\n" + FUNDS + HEADING + ROW + "总分\t\t\t\t\t100\t100\n"
    first, second = find_tables(Document(whole + whole.replace("（2023年度）\n", "")))
    assert (first.year, second.year) == (2023, None)


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("年度总体目标\t预期目标\t\t实际完成情况\n\t甲\t\t乙\n", [("expected", "甲"), ("achieved", "乙")]),
        ("年度 总体 目标\t预期目标\t\t实际完成情况\n\t\t\t乙\n", [("achieved", "乙")]),
        # unmerged with every cell written out: by position, as equal texts cannot be told apart otherwise
        (
            "年度总体目标\t预期目标\t预期目标\t实际完成情况\t实际完成情况\n年度总体目标\t甲\t甲\t甲\t甲\n",
            [("expected", "甲"), ("achieved", "甲")],
        ),
        ("年度总体目标\t预期目标\t\t实际完成情况\n年度总体目标\t\t\t乙\n", [("achieved", "乙")]),
        ("年度总体目标\t甲\n", [("expected", "甲")]),
        ("年度总体目标\t甲\t乙\n", [("expected", "甲"), ("achieved", "乙")]),
        ("年度总体目标 预期目标 实际完成情况\n甲 乙\n", [("expected", "甲"), ("achieved", "乙")]),
        (
            "年度总体目标\t预期目标\t\t实际完成情况\n\t甲\t\t乙\n\t丙\t\t丁\n",
            [("expected", "甲"), ("achieved", "乙"), ("expected", "丙"), ("achieved", "丁")],
        ),
    ],
)
def test_goals(goal: str, expected: list[tuple[str, str]]) -> None:
    (found,) = find_tables(Document("项目名称\t甲\n" + FUNDS + goal + HEADING + ROW))
    assert [(kind, text) for kind, text, _ in found.goal] == expected
    assert len(found.funds) == 1
    assert len(found.rows) == 1


def test_fund_rows_without_figures_are_kept() -> None:
    more = FUNDS + "\t上年结转资金\t\t\t\t\t\t\n\t其他资金\t—\t—\t—\t—\t—\t—\n"
    (found,) = find_tables(Document("项目名称\t甲\n" + more + HEADING + ROW))
    assert [row.get("fund_name") for row in found.funds] == ["年度资金总额", "上年结转资金", "其他资金"]


def test_captions() -> None:
    found = Table(0, Line(1, ""))
    for text in ("某单位2021年度项目支出绩效自评表", "金额单位：元", "（2023年度）"):
        take_caption(found, Line(1, text))
    assert (found.titled, found.year, found.amount_unit) == (True, 2021, "元")
