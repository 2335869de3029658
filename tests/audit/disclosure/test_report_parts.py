from __future__ import annotations

import pytest

from jixiao.audit.disclosure.report_money import CHECKS as MONEY
from jixiao.audit.disclosure.report_parts import CHECKS
from tests.audit.disclosure.saying import ANNEX, HEAD, Said, said

REPORT = (
    HEAD
    + ANNEX
    + """河道整治项目支出绩效评价报告

一、基本情况

2023年该项目预算为350万元，实际支出343万元，执行率98%。

2024年项目预算资金400.00万元，其中：省级资金250.00万元，市级资金150.00万元。截至2024年12月31日，实际支出380.00万元，\
预算执行率95.00%，结余资金20.00万元。其中省级资金支出250.00万元，执行率100.00%；市级资金支出130.00万元，执行率86.67%。
"""
)
BOTH = (*MONEY, *CHECKS)


def test_a_clean_report() -> None:
    assert said(BOTH, REPORT) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("结余资金20.00", "结余资金30.00", [("RPT011", "error", "20.00万元", "30.00万元")]),
        ("执行率95.00%", "执行率96.50%", [("RPT013", "error", "95.00", "96.50")]),
        ("执行率86.67%", "执行率96.67%", [("RPT017", "error", "86.67", "96.67")]),
        ("执行率86.67%", "执行率86.7%", []),
        ("市级资金支出130.00万元，执行率86.67%", "市级资金支出120.00万元，执行率80.00%",
         [("RPT016", "warning", "370.00", "380.00")]),
        ("市级资金150.00万元", "县级资金160.00万元", [("RPT016", "warning", "410.00", "400.00")]),
        ("，市级资金150.00万元", "", []),
        ("市级资金150.00万元", "省级资金160.00万元", []),
        ("市级资金150.00万元", "市级资金约160万元", []),
    ],
)  # fmt: skip
def test_one_slip_at_a_time(old: str, new: str, found: list[Said]) -> None:
    assert REPORT.count(old) == 1
    assert said(BOTH, REPORT.replace(old, new)) == found


def test_parts_without_a_known_whole_are_not_added_up() -> None:
    alone = REPORT.replace("2024年项目预算资金400.00万元，其中：", "")
    assert said(CHECKS, alone) == []
