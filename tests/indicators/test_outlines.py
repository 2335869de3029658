from __future__ import annotations

import pytest

from jixiao.indicators.outlines import PARTS, REPORT, follows_outline, parts_of


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("第一部分 某县水务局概况", {"overview"}),
        ("第二部分 2024年度部门决算表", {"tables"}),
        ("第三部分 2024年度部门决算情况说明", {"text"}),
        ("第四部分 名词解释", {"terms"}),
        ("第五部分 附件", set()),
        ("第五部分 附表", {"tables"}),
        ("第二部分 2023年度单位决算情况说明", {"text"}),
    ],
)
def test_the_parts_of_a_disclosure(title: str, parts: set[str]) -> None:
    assert parts_of(title, PARTS) == parts


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("一、基本情况", {"basics"}),
        ("绩效评价工作开展情况", {"work"}),
        ("综合评价情况及评价结论", {"conclusion"}),
        ("绩效评价指标分析", {"analysis"}),
        ("主要经验及做法、存在的问题及原因分析", {"experience"}),
        ("有关建议", {"advice"}),
        ("改进措施和有关建议：", {"advice"}),
        ("其他需要说明的问题", set()),
        ("项目资金使用及管理情况", set()),
    ],
)
def test_the_sections_of_a_report(title: str, parts: set[str]) -> None:
    assert parts_of(title, REPORT) == parts


def test_which_reports_follow_the_outline() -> None:
    assert follows_outline("某县水务局2024年度河道整治项目支出绩效评价报告")
    assert follows_outline("大厅日常运维项目支出部门评价报告")
    assert not follows_outline("2023年度部门整体支出绩效自评报告")
    assert not follows_outline("2023年粮食储备费项目支出绩效自评报告")
