from __future__ import annotations

import pytest

from jixiao.audit.disclosure.report_money import CHECKS
from tests.audit.disclosure.saying import ANNEX, HEAD, Said, said

REPORT = (
    HEAD
    + ANNEX
    + """河道整治项目支出绩效评价报告

一、基本情况

项目总预算资金为 {budget}，其中一般公共预算拨款 {part}，实际支出 {spent}，{rate}资金结余{left}。
"""
)


def text(
    budget: str = "160万元",
    part: str = "100万元",
    spent: str = "7万元",
    rate: str = "预算执行率为4.38%，",
    left: str = "153万元",
) -> str:
    return REPORT.format(budget=budget, part=part, spent=spent, rate=rate, left=left)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"left": "153元"}, [("RPT012", "error", "153万元", "153元")]),
        ({"left": "1530000元"}, []),
        ({"left": "143万元"}, [("RPT011", "error", "153万元", "143万元")]),
        ({"left": "154万元"}, []),  # 160 and 7 may have been rounded to whole 万元
        ({"rate": "预算执行率为43.8%，"}, [("RPT013", "error", "4.38", "43.8")]),
        ({"rate": "预算执行率为4.6%，"}, []),
        ({"rate": ""}, []),
        ({"part": "1600万元"}, [("RPT014", "error", "≤160.00", "1600")]),
        ({"spent": "167万元", "rate": "", "left": "0元"}, [
            ("RPT011", "error", "-7万元", "0元"), ("RPT014", "warning", "≤160.00", "167"),
        ]),
        ({"budget": "约160万元", "left": "100万元", "rate": "预算执行率为9%，"}, []),
    ],
)  # fmt: skip
def test_one_slip_at_a_time(changed: dict[str, str], found: list[Said]) -> None:
    assert said(CHECKS, text(**changed)) == found


def test_an_amount_without_decimals_beside_a_finer_one_is_very_likely_as_fine() -> None:
    fine = {"budget": "198万元", "part": "198万元", "spent": "123.95万元", "left": "74.05万元"}
    assert said(CHECKS, text(**fine, rate="预算执行率为62.6%，")) == []
    assert said(CHECKS, text(**fine, rate="预算执行率为62.65%，")) == [
        ("RPT013", "warning", "62.60", "62.65")
    ]
    assert said(CHECKS, text(**fine, rate="预算执行率为66.2%，")) == [("RPT013", "error", "62.60", "66.2")]


def test_of_two_budgets_the_one_of_the_sentence_is_meant() -> None:
    two = text(left="153万元") + "\n项目追加后预算安排资金 200万元。\n"
    assert said(CHECKS, two) == []
    assert said(CHECKS, two.replace("4.38%", "9.99%")) == [("RPT013", "warning", "4.38", "9.99")]
    assert said(CHECKS, two.replace("4.38%", "3.50%")) == [("RPT013", "notice", "4.38", "3.50")]


def test_two_budgets_are_none() -> None:
    two = text() + "\n项目追加后预算安排资金 200万元。\n"
    assert said(CHECKS, two.replace("153万元", "193万元")) == []
