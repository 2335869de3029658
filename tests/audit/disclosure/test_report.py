from __future__ import annotations

import pytest

from jixiao.audit.disclosure.report import CHECKS, report_scores
from tests.audit.disclosure.saying import ANNEX, HEAD, Said, disclosure, findings, said

REPORT = (
    HEAD
    + ANNEX
    + """河道整治项目支出绩效评价报告

一、基本情况

项目全年预算数 100 万元，实际支出 50 万元。

二、综合评价情况及评价结论

评价得分 81.11 分。绩效评价等级为“良”。

三、绩效评价指标分析

（一）项目资金执行情况

预算执行率为 50%。分值总分 10 分，依据评分标准，该指标得 0 分。

（二）项目产出情况

项目产出指标包括 2 个二级指标及 3 个三级指标，分值共 60 分，绩效评价得分 51.11 分，得分率 85.18%。

1、产出数量

（1）整治河道

计划整治河道 20 公里，实际整治 18 公里，完成率 90%。依据评分标准，该指标得 21.11 分。

（2）清淤

依据评分标准，该指标得满分 15 分。

2、产出质量

（1）验收

依据评分标准，该指标得满分 15 分。

（三）项目成本情况

项目成本指标包括 1 个二级指标及 2 个三级指标，分值共 30 分，绩效评价得分 30 分，得分率 100%。

1、经济成本

（1）人工费

年初计划人工费支出 20 万元，实际完成值为 0 万元，依据评分标准，该指标得满分 15 分。

（2）成本节约率

安排经费 100 万元，实际支出 50 万元，成本节约率为 50%。依据评分标准，该指标得满分 15 分。
"""
)
THRIFT: Said = ("RPT015", "notice", None, None)


def test_a_clean_report() -> None:
    assert said(CHECKS, REPORT) == [THRIFT]
    (scores,) = report_scores(disclosure(REPORT)).values()
    assert list(scores.parts) == ["资金执行", "产出", "成本"]
    assert list(scores.parts["产出"].indicators) == ["整治河道", "清淤", "验收"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("得分率 85.18%", "得分率 58.18%", [("RPT001", "error", "85.18", "58.18")]),
        ("得分率 85.18%", "得分率 85.1%", [("SUM009", "notice", "85.18", "85.1")]),
        ("得分率 85.18%", "得分率 85%", []),
        ("该指标得 21.11 分", "该指标得 20.11 分", [("RPT002", "error", "50.11", "51.11")]),
        ("分值共 30 分", "分值共 29 分", [
            ("RPT001", "error", "103.45", "100"), ("RPT003", "error", "30", "29"),
            ("RPT005", "error", "≤29", "30"), ("RPT007", "warning", "100", "99"),
        ]),
        ("3 个三级指标", "4 个三级指标", [("RPT004", "warning", "3", "4")]),
        ("评价得分 81.11 分", "评价得分 82.11 分", [("RPT006", "error", "81.11", "82.11")]),
        ("评价得分 81.11 分", "评价得分 81.1 分", [("RPT006", "notice", "81.11", "81.1")]),
        ("分值总分 10 分", "分值总分 20 分", [("RPT007", "warning", "100", "110")]),
        ("等级为“良”", "等级为“优”", [("RPT008", "warning", "良", "优")]),
        ("节约率为 50%", "节约率为 100%", [("RPT009", "error", "50", "100")]),
        ("节约率为 50%", "节约率为 50.2%", []),
        ("完成率 90%", "完成率 100%", [("RPT010", "warning", "90", "100")]),
    ],
)  # fmt: skip
def test_one_slip_at_a_time(old: str, new: str, found: list[Said]) -> None:
    assert REPORT.count(old) == 1
    assert sorted(set(said(CHECKS, REPORT.replace(old, new))) - {THRIFT}) == sorted(found)


def test_a_section_with_an_indicator_unread_is_not_added_up() -> None:
    text = REPORT.replace("（2）清淤\n\n依据评分标准，该指标得满分 15 分。\n\n", "")
    assert said(CHECKS, text) == [("RPT004", "warning", "2", "3"), THRIFT]


def test_a_rate_of_other_sentences_or_units_is_not_compared() -> None:
    other = REPORT.replace("，完成率 90%", "。合同完成率 100%")
    assert said(CHECKS, other) == [THRIFT]
    units = REPORT.replace("实际整治 18 公里，完成率 90%", "实际整治 18 处，完成率 100%")
    assert said(CHECKS, units) == [THRIFT]


def test_thrift_is_no_matter_where_the_money_was_spent() -> None:
    spent = REPORT.replace("预算执行率为 50%", "预算执行率为 90%")
    assert said(CHECKS, spent) == []


def test_what_there_was_to_earn_is_not_what_was_earned() -> None:
    full = REPORT.replace("评价得分 81.11 分", "本项目总分 100 分，综合得分 81.11 分")
    assert said(CHECKS, full) == [THRIFT]
    several = REPORT.replace("评价得分 81.11 分", "自评得分 95 分，评价得分 81.12 分")
    assert said(CHECKS, several) == [THRIFT]


def test_grades_need_a_rule_set() -> None:
    assert said(CHECKS, REPORT.replace("“良”", "“优”"), graded=False) == [THRIFT]


def test_the_place_is_the_line_of_the_figure() -> None:
    wrong = REPORT.replace("成本节约率为 50%", "成本节约率为 100%")
    (rate,) = (one for one in findings(CHECKS, wrong) if one.code == "RPT009")
    assert rate.place.quote is not None
    assert "成本节约率为 100%" in rate.place.quote
    assert rate.params["plan"] == "100万元"
