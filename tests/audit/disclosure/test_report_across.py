from __future__ import annotations

import pytest

from jixiao.audit.disclosure.report_across import CHECKS
from tests.audit.disclosure.saying import ANNEX, HEAD, Said, said

TEXT = (
    HEAD
    + """（一）绩效管理工作开展情况

组织对“河道整治”项目开展了部门评价，涉及一般公共预算支出400.00万元。从评价情况来看，项目综合得分91.60分。

（二）项目绩效自评结果

1.河道整治项目绩效自评综述：项目自评得分95.00分。全年预算数400.00万元，执行数380.00万元，预算执行率95.00%。
"""
    + ANNEX
    + """河道整治项目支出绩效评价报告

一、基本情况

项目预算资金400万元，其中省级资金250万元，市级资金150万元。实际支出380万元。

二、综合评价情况及评价结论

经综合评价，该项目得分91.60分。
"""
)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("综合得分91.60分", "综合得分91.60分", []),
        ("综合得分91.60分", "综合得分96.10分", [("RPT022", "warning", "91.60", "96.10")]),
        ("预算支出400.00万元", "预算支出440.00万元", [("RPT023", "warning", "400.00", "440.00")]),
        ("预算支出400.00万元", "预算支出250.00万元", []),
        ("执行数380.00万元", "执行数370.00万元", [("RPT024", "warning", "380.00", "370.00")]),
        ("全年预算数400.00万元", "全年预算数398.00万元", [("RPT024", "warning", "400.00", "398.00")]),
        ("组织对“河道整治”项目", "组织对3个项目", []),
    ],
)  # fmt: skip
def test_one_slip_at_a_time(old: str, new: str, found: list[Said]) -> None:
    assert TEXT.count(old) == 1
    assert said(CHECKS, TEXT.replace(old, new)) == found


def test_of_several_evaluated_projects_none_is_compared() -> None:
    many = TEXT.replace("组织对“河道整治”项目", "组织对3个项目").replace("综合得分91.60分", "综合得分96.10分")
    assert said(CHECKS, many) == []
