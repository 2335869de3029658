from __future__ import annotations

from jixiao.documents.disclosure.blocks import from_text
from jixiao.documents.disclosure.facts import Collector
from jixiao.documents.disclosure.report import Reports
from jixiao.documents.disclosure.sections import build

TEXT = """第五部分 附件

甲项目支出绩效评价报告

一、基本情况

项目预算安排资金500万元，其中一般公共预算拨款 400 万元，实际支出480.5万元，预算执行率96.1%，结余19.5元。

目标1：完成建设；

二、评价结论

项目得分92.35分，等级为“优”。

三、绩效指标分析

（一）决策

决策类指标满分20分，得分18分，得分率90%。

（二）产出

1、产出数量

（1）改造校舍

计划改造校舍 10 所，实际改造 9 所。依据评分标准，该指标得满分 5 分。
"""


def test_a_report() -> None:
    collect = Collector("甲")
    Reports(build(from_text(TEXT)), collect).read()
    found = [
        (f.key, f.text if f.value is None else f"{f.value:f}{f.unit}", f.section, f.subject)
        for f in collect.facts
    ]
    assert found == [
        ("report.title", "甲项目支出绩效评价报告", None, None),
        ("report.budget", "500万元", None, None),
        ("report.budget.general", "400万元", None, None),
        ("report.spent", "480.5万元", None, None),
        ("report.rate", "96.1%", None, None),
        ("report.surplus", "19.5元", None, None),
        ("report.goal", "完成建设", None, None),
        ("report.score", "92.35分", None, None),
        ("report.grade", "优", None, None),
        ("report.section.full", "20分", "决策", None),
        ("report.section.score", "18分", "决策", None),
        ("report.section.rate", "90%", "决策", None),
        ("report.indicator.plan", "10所", "产出", "改造校舍"),
        ("report.indicator.actual", "9所", "产出", "改造校舍"),
        ("report.indicator.score", "5分", "产出", "改造校舍"),
        ("report.indicator.full", "5分", "产出", "改造校舍"),
    ]


def facts(body: str) -> list[tuple[str, str]]:
    collect = Collector("甲")
    Reports(build(from_text("第五部分 附件\n\n甲项目支出绩效评价报告\n\n" + body)), collect).read()
    return [(f.key, f"{f.value:f}") for f in collect.facts if f.value is not None]


def test_rates_that_say_of_what() -> None:
    body = (
        "三、绩效指标分析\n\n（一）产出\n\n1、数量\n\n（1）某数\n\n"
        "计划改造10所，实际改造9所，完成率为90%，节约率10%，合格率为100%。\n"
    )
    assert facts(body)[2:] == [
        ("report.indicator.completion.rate", "90"),
        ("report.indicator.saving.rate", "10"),
        ("report.indicator.rate", "100"),
    ]


def test_what_there_was_to_earn_is_no_score() -> None:
    body = "二、评价结论\n\n总分100分，综合得分95分。其中决策20分，得20分。\n"
    assert facts(body) == [("report.score", "95")]
