from __future__ import annotations

from decimal import Decimal

from jixiao.audit.disclosure.listing import list_of, project_lists, stated_count
from tests.audit.disclosure.saying import HEAD, disclosure

TWO = (
    HEAD
    + """（一）绩效管理工作开展情况。

我部门对二级项目 3 个全面开展绩效自评，共涉及资金300万元。

组织对 2 个项目开展了部门评价，分别为：甲河道整治、乙校舍改造，得分分别为91分、92分。

（二）部门决算中项目绩效自评情况。

本部门3个项目绩效自评得分情况如下：

（1）甲河道整治项目绩效自评得分95分，全年预算数100万元，执行数90万元，预算执行率为90%；

（2）乙校舍改造项目绩效自评得分93分；

（3）丙热线运营项目绩效自评得分88分；
"""
)


def test_two_evaluations_are_two_lists() -> None:
    chosen, own = project_lists(disclosure(TWO))
    assert [item.name for item in chosen.items] == ["甲河道整治", "乙校舍改造"]
    assert (chosen.topic, own.topic) == ("evaluated", "self")
    assert [fact.value for fact in own.scores] == [95, 93, 88]
    assert own.complete
    assert own.numbered
    assert {what: f"{fact.value}" for what, fact in own.items[0].said.items()} == {
        "score": "95",
        "budget": "100",
        "executed": "90",
        "rate": "90",
    }
    assert own.items[1].first.index == 2


def test_a_list_is_complete_with_as_many_scores_as_are_stated() -> None:
    short = project_lists(disclosure(TWO.replace("（3）丙热线运营项目绩效自评得分88分；", "")))[1]
    assert not short.complete
    assert short.numbered
    gap = project_lists(disclosure(TWO.replace("（3）", "（4）")))[1]
    assert not gap.numbered


def test_a_count_of_another_part_is_not_that_of_the_list() -> None:
    text = TWO.replace("本部门3个项目绩效自评得分情况如下：", "得分情况如下：")
    own = list_of(disclosure(text), "self")
    assert own is not None
    assert own.count is None
    assert own.topic is None
    assert not own.complete


def test_the_count_of_a_sentence_goes_before_the_first() -> None:
    read = disclosure(TWO.replace("本部门3个", "本部门4个"))
    first, second = read.all("statement.projects")
    assert stated_count(read, "self") == first
    assert stated_count(read, "self", second.group) == second
    evaluated = stated_count(read, "evaluated")
    assert evaluated is not None
    assert evaluated.value == Decimal(2)


def test_an_amount_said_twice_is_not_decided() -> None:
    text = HEAD + (
        "（二）自评情况\n\n2个项目自评情况如下：\n\n"
        "1.河道整治项目。该项目年初预算300万元，调整后预算320万元，实际支出318万元，预算执行率99.38%。"
        "自评得分98.5分。\n\n2.校舍改造项目。年初预算120万元，全年支出100万元，自评得分89分。\n"
    )
    (own,) = project_lists(disclosure(text))
    assert [item.name for item in own.items] == ["河道整治项目", "校舍改造项目"]
    assert [sorted(item.said) for item in own.items] == [
        ["executed", "rate", "score"],
        ["budget", "executed", "score"],
    ]
    assert own.complete


def test_no_list_where_nothing_is_listed() -> None:
    assert project_lists(disclosure(HEAD + "我部门对二级项目 3 个全面开展绩效自评。\n")) == ()
    assert list_of(disclosure(HEAD + "全面开展绩效自评。\n"), "self") is None
