from __future__ import annotations

import pytest

from jixiao.audit.disclosure.report import CHECKS as ANALYSIS
from jixiao.audit.disclosure.report_points import CHECKS
from tests.audit.disclosure.saying import ANNEX, HEAD, Said, said

REPORT = (
    HEAD
    + ANNEX
    + """河道整治项目支出绩效评价报告

一、绩效评价工作开展情况

发放调查问卷120份，收回问卷114份，其中有效问卷111份，回收率95.00%，有效率97.37%。

二、综合评价情况及评价结论

经综合评价，该项目得分91.60分。其中：决策指标分值20分，得分18.00分，得分率90%；过程指标分值20分，得分18.50分，得分率92.50%；\
产出指标分值30分，得分28.10分，得分率93.67%；效益指标分值30分，得分27.00分，得分率90%。

三、绩效评价指标分析

（一）项目决策情况

该类指标权重20分，评价得分18.00分，得分率90%。扣分原因：目标细化不足，扣2分。

（二）项目产出情况

该类指标权重30分，评价得分28.10分，得分率93.67%。计划整治3.00公里，实际整治3.20公里，完成率106.67%，得满分；合同执行率80%。
"""
)


def test_a_clean_report() -> None:
    assert said((*ANALYSIS, *CHECKS), REPORT) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("得分18.00分，得分率90%；", "得分18.00分，得分率95%；", [("RPT018", "error", "90.00", "95")]),
        ("得分率92.50%", "得分率92.4%", [("RPT018", "error", "92.50", "92.4")]),
        ("得分率93.67%；", "得分率93.66%；", [("SUM009", "notice", "93.67", "93.66")]),
        ("权重20分，评价得分18.00分，得分率90%", "权重20分，评价得分17.00分，得分率85%",
         [("RPT019", "error", "17.00", "18.00")]),
        ("权重20分，评价得分18.00分，得分率90%", "权重24分，评价得分18.00分，得分率75%",
         [("RPT019", "error", "24", "20")]),
        ("该项目得分91.60分", "该项目得分93.60分", [("RPT020", "error", "91.60", "93.60")]),
        ("该项目得分91.60分", "该项目得分92分", [("RPT020", "error", "91.60", "92")]),
        ("该项目得分91.60分", "该项目得分91.6分", []),
        ("回收率95.00%", "回收率92.00%", [("RPT021", "error", "95.00", "92.00")]),
        ("有效率97.37%", "有效率92.5%", []),
        ("有效率97.37%", "有效率98.37%", [("RPT021", "error", "97.37", "98.37")]),
        ("发放调查问卷120份", "发放问卷60份和70份", []),
        ("完成率106.67%", "完成率116.67%", [("RPT010", "warning", "106.67", "116.67")]),
    ],
)  # fmt: skip
def test_one_slip_at_a_time(old: str, new: str, found: list[Said]) -> None:
    assert REPORT.count(old) == 1
    assert said((*ANALYSIS, *CHECKS), REPORT.replace(old, new)) == found


def test_sections_that_make_no_hundred_are_not_added_up() -> None:
    some = REPORT.replace("；效益指标分值30分，得分27.00分，得分率90%", "")
    assert said(CHECKS, some.replace("得分91.60分", "得分93.60分")) == []


def test_a_score_that_is_the_sum_in_fewer_digits_is_a_notice() -> None:
    fine = REPORT.replace("得分27.00分，得分率90%。", "得分27.04分，得分率90.13%。")
    assert said(CHECKS, fine.replace("得分91.60分", "得分91.6分")) == [("RPT020", "notice", "91.64", "91.6")]
