from __future__ import annotations

import pytest

from jixiao.audit.disclosure.claims import evidence
from tests.audit.disclosure.saying import subject, table
from tests.audit.disclosure.worded import CLEAN, brief, changed, worded

MET = "均达到了预期绩效目标"
PAID = "项目资金于年底全部支付完成"
GOOD = "绩效评价指标均达标"


@pytest.mark.parametrize(
    ("old", "new", "severity"),
    [
        ("泵站更新项目绩效自评得分95分", "泵站更新项目绩效自评得分70分", "warning"),
        ("预算执行率为96.00%", "预算执行率为4.38%", "warning"),
        ("预算执行率为96.00%", "预算执行率为75.00%", "notice"),
    ],
)
def test_every_goal_met_beside_a_low_figure(old: str, new: str, severity: str) -> None:
    assert brief(changed(old, new)) == [("CLM001", severity, None, MET)]


def test_what_speaks_against_it_is_named() -> None:
    (one,) = worded(changed("泵站更新项目绩效自评得分95分", "泵站更新项目绩效自评得分70分"))
    assert one.place.quote == "各项目均达到了预期绩效目标，资金管理规范。"
    assert one.params["against"].startswith("“泵站更新项目”得分70分（第")


def test_a_table_speaks_against_it_too() -> None:
    assert brief(CLEAN, table("泵站更新", "95", "100", "96")) == []
    assert brief(CLEAN, table("泵站更新", "95", "100", "40")) == [("CLM001", "warning", None, MET)]
    assert brief(CLEAN, table("泵站更新", "70", "100", "96")) == [("CLM001", "warning", None, MET)]


@pytest.mark.parametrize(("rate", "severity"), [("62.60", "warning"), ("96.00", "notice")])
def test_all_money_paid_beside_a_rate_below_100(rate: str, severity: str) -> None:
    text = CLEAN.replace("各项目均达到了预期绩效目标", PAID).replace("96.00%", f"{rate}%")
    assert brief(text) == [("CLM002", severity, None, PAID)]
    assert brief(text.replace(f"{rate}%", "100.00%")) == []


def test_every_indicator_up_to_the_mark_beside_a_low_figure() -> None:
    text = CLEAN.replace("各项目均达到了预期绩效目标", f"各项目{GOOD}")
    assert brief(text) == []
    assert [(one[0], one[1]) for one in brief(text.replace("96.00%", "62.60%"))] == [("CLM003", "notice")]


def test_a_report_is_held_against_itself() -> None:
    text = CLEAN.replace("各项目均达到了预期绩效目标，", "").replace("资金使用合规，", "绩效目标全部完成，")
    low = text.replace("泵站更新项目绩效自评得分95分", "泵站更新项目绩效自评得分70分")
    assert brief(low) == []
    assert [one[0] for one in brief(text.replace("96.00%", "40.00%"))] == ["CLM001"]


def test_a_summary_of_one_project_is_held_against_that_project() -> None:
    text = CLEAN.replace("各项目均达到了预期绩效目标", "泵站更新项目绩效自评综述：年度目标全部完成")
    low = text.replace("2022年河道整治项目绩效自评得分92分", "2022年河道整治项目绩效自评得分70分")
    assert brief(low) == []
    own = text.replace("泵站更新项目绩效自评得分95分", "泵站更新项目绩效自评得分70分")
    assert [one[0] for one in brief(own)] == ["CLM001"]


def test_the_figures_of_the_projects() -> None:
    found = evidence(subject(CLEAN, table("泵站更新", "95", "100", "96")))
    assert sorted((one.kind, one.text) for one in found) == [
        ("rate", "96.00"),
        ("rate", "96.00"),
        ("score", "92"),
        ("score", "92"),
        ("score", "95"),
        ("score", "95"),
    ]
