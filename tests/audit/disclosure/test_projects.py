from __future__ import annotations

import pytest

from jixiao.audit.disclosure.projects import CHECKS, form_of, report_titles
from tests.audit.disclosure.saying import ANNEX, HEAD, Said, disclosure, findings, said, subject, table

LIST = (
    HEAD
    + """（一）绩效管理工作开展情况。

我部门组织对二级项目2个全面开展绩效自评。

（二）部门决算中项目绩效自评情况。

2个项目绩效自评得分情况如下：

（1）河道整治项目绩效自评得分95.52分，全年预算数200万元，执行数190.50万元，预算执行率为95.25%；

（2）校舍改造项目绩效自评得分88分，等级为“良”；
"""
)
RIVER = table("河道整治", "95.52", "200", "190.50")


def test_a_clean_list() -> None:
    assert said(CHECKS, LIST, RIVER, table("校舍改造", "88")) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("95.52分", "95.25分", [("PRJ001", "error", "95.52", "95.25")]),
        ("95.52分", "95.5分", [("PRJ001", "warning", "95.52", "95.5")]),
        ("95.52分", "96分", [("PRJ001", "error", "95.52", "96")]),
        ("预算数200万元", "预算数198万元", [
            ("PRJ002", "error", "200.00", "198"), ("PRJ004", "error", "96.21", "95.25"),
        ]),
        ("执行数190.50万元", "执行数190.50元", [
            ("PRJ003", "error", "1905000.00", "190.50"), ("PRJ004", "error", "0.01", "95.25"),
        ]),
        ("执行数190.50万元", "执行数190.5万元", []),
        ("95.25%", "92.55%", [("PRJ004", "error", "95.25", "92.55")]),
        ("95.25%", "95.2%", []),
        ("“良”", "“优”", [("PRJ005", "warning", "良", "优")]),
    ],
)  # fmt: skip
def test_one_slip_at_a_time(old: str, new: str, found: list[Said]) -> None:
    assert LIST.count(old) == 1
    assert said(CHECKS, LIST.replace(old, new), RIVER) == found


def test_two_tables_of_one_name_are_none() -> None:
    assert form_of(subject(LIST, RIVER), "“河道整治”项目") is not None
    assert form_of(subject(LIST, RIVER, RIVER), "河道整治项目") is None
    assert said(CHECKS, LIST.replace("95.52分", "95.25分"), RIVER, RIVER) == []


def test_a_rate_beside_no_amounts_is_that_of_the_table() -> None:
    alone = LIST.replace("，全年预算数200万元，执行数190.50万元，预算执行率为95.25%", "，预算执行率为92.55%")
    assert said(CHECKS, alone, RIVER) == [("PRJ004", "error", "95.25", "92.55")]
    assert said(CHECKS, alone) == []


REPORT = """河道整治项目支出绩效评价报告

一、基本情况

项目全年预算数 {budget} 万元，实际支出 {spent} 万元。

二、评价结论

评价得分 {score} 分。
"""


def report(score: str = "95.52", budget: str = "200", spent: str = "190.50", text: str = LIST) -> str:
    return text + ANNEX + REPORT.format(score=score, budget=budget, spent=spent)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (report(), []),
        (report("95.5"), [("PRJ006", "notice", "95.52", "95.5")]),  # by chance, it may be
        (report("91.5"), []),  # an evaluation of its own; the grade is the same
        (report("85"), [("PRJ007", "notice", "95.52", "85")]),
        (report(spent="190.5"), []),
        (report(spent="180.5"), [("PRJ008", "error", "190.50", "180.5")]),
        (report(budget="220"), [("PRJ008", "error", "200.00", "220")]),
    ],
)
def test_a_report_and_its_project(text: str, found: list[Said]) -> None:
    assert said(CHECKS, text, RIVER) == found


SECTIONS = """
三、绩效评价指标分析

（一）项目产出情况

项目产出指标分值共 60 分，绩效评价得分 56.52 分，得分率 94.2%，有 3 个三级指标。

（二）项目效益情况

项目效益指标分值共 40 分，绩效评价得分 39 分，得分率 97.5%，有 3 个三级指标。
"""


def test_the_sections_of_a_report_prove_which_score_was_rounded() -> None:
    assert said(CHECKS, report("95.5") + SECTIONS, RIVER) == [("PRJ006", "warning", "95.52", "95.5")]
    other = report("95.5") + SECTIONS.replace("39 分", "38.98 分")
    assert said(CHECKS, other, RIVER) == [("PRJ006", "notice", "95.52", "95.5")]


def test_the_score_of_an_evaluated_project_is_that_of_its_report() -> None:
    text = HEAD + (
        "组织对2个项目开展了部门评价，分别为：河道整治项目、校舍改造项目，得分分别为92.53分、90分。\n"
    )
    assert said(CHECKS, report("92.53", text=text)) == []
    assert said(CHECKS, report("92.35", text=text)) == [("PRJ007", "error", "92.53", "92.35")]


def test_a_shortened_name_makes_a_warning() -> None:
    text = HEAD + "组织对1个项目开展了部门评价，分别为：河道整治。\n"
    long = table("河道清淤整治维护", budget="200", spent="190.50")
    assert said(CHECKS, report(text=text), long) == []
    assert said(CHECKS, report(spent="180.5", text=text), long) == [("PRJ008", "warning", "190.50", "180.5")]


def test_places_name_the_other_place() -> None:
    (one,) = findings(CHECKS, LIST.replace("95.52分", "95.25分"), RIVER)
    assert one.params["where"] == "第9行"
    assert one.place.quote is not None
    assert "95.25分" in one.place.quote
    titles = list(report_titles(disclosure(report())))
    assert titles == [(1, "河道整治项目支出绩效评价报告")]
