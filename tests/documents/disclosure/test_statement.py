from __future__ import annotations

import pytest

from jixiao.documents.disclosure.blocks import Para, from_text
from jixiao.documents.disclosure.facts import Collector
from jixiao.documents.disclosure.statement import Statement, claims, grades, split_names


def read(text: str) -> list[tuple[str, str | None, str | None]]:
    collect = Collector("甲")
    statement = Statement(collect)
    for block in from_text(text):
        assert isinstance(block, Para)
        statement.read(block)
    return [
        (f.key, f.text if f.value is None else f"{f.value:f}", f.subject or f.grade) for f in collect.facts
    ]


@pytest.mark.parametrize(
    "text",
    [
        "14个项目评价结果为“优”。",
        "评价等级为“优”的项目14个。",
        "其中优秀14个。",
        "“优”14个。",
        "14个项目自评等级为优秀。",
    ],
)
def test_grade_counts(text: str) -> None:
    assert read(text) == [("statement.grade_count", "14", "优")]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("（3）甲项目绩效自评得分94.25分；", ("project.score", "94.25", "甲项目")),
        ("3、甲项目自评得分：94.25 分。", ("project.score", "94.25", "甲项目")),
        ("23个项目绩效自评平均分为88.75分。", ("statement.average", "88.75", None)),
        ("部门整体支出绩效自评得分96分。", ("statement.whole.score", "96", None)),
        ("部门评价得分88.75分。", ("statement.evaluated.score", "88.75", None)),
        ("23个项目绩效自评加权平均分为88.75分。", ("statement.weighted_average", "88.75", None)),
        ("对2个下属单位开展整体支出绩效评价。", ("statement.whole.projects", "2", None)),
        ("绩效自评涉及金额994.99万元。", ("statement.amount", "994.99", None)),
    ],
)
def test_scores_and_amounts(text: str, fact: tuple[str, str, str | None]) -> None:
    assert fact in read(text)


def test_scores_in_turn_in_the_sentence_of_the_names() -> None:
    assert read("组织对2个项目开展了部门评价，分别为：甲项目、乙项目，得分分别为91分、92分。") == [
        ("statement.evaluated.name", "甲项目", None),
        ("statement.evaluated.name", "乙项目", None),
        ("statement.evaluated.projects", "2", None),
        ("project.score", "91", "甲项目"),
        ("project.score", "92", "乙项目"),
    ]


def test_a_sentence_is_no_name_of_a_project() -> None:
    found = read("二级项目2个全面开展绩效自评，全年预算数合计400万元，执行数合计380万元。")
    assert found[1:] == [("statement.budget_total", "400", None), ("statement.executed_total", "380", None)]


def test_money_by_kind_of_fund() -> None:
    text = (
        "组织部门整体支出绩效评价，涉及一般公共预算支出1.5万元，"
        "政府性基金预算支出0万元，国有资本预算支出2万元，评价结果为“良”。"
    )
    assert read(text) == [
        ("statement.whole.general_budget", "1.5", None),
        ("statement.whole.government_funds", "0", None),
        ("statement.whole.state_capital", "2", None),
        ("statement.whole.grade", "良", None),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲项目和“乙”系统建设", ["甲项目", "“乙”系统建设"]),
        ("甲、乙丙、“丁、戊”项目", ["乙丙", "“丁、戊”项目"]),
        ("免费刻制", ["免费刻制"]),
        ("“甲项目”、“乙服务及“丙”系统建设”", ["“甲项目”", "“乙服务及“丙”系统建设”"]),
    ],
)
def test_lists_of_names(text: str, names: list[str]) -> None:
    assert [text[a:b] for a, b in split_names(text)] == names


def test_claims_and_grades() -> None:
    assert claims("年初制定的绩效目标全部按时按质按量完成;") == [(7, "目标全部按时按质按量完成")]
    assert claims("本年完成了部分目标") == []
    assert grades("绩效评价等级为“良好”。") == [(8, "良")]
    assert grades("评价结果为中等偏上") == []


def test_projects_with_goals_or_watched_are_not_the_evaluated_ones() -> None:
    found = read("对12个项目编制了绩效目标，对12个项目开展了绩效运行监控，组织对5个项目开展了绩效自评。")
    assert found == [("statement.projects", "5", None)]


def test_what_a_share_is_of_is_no_number_of_evaluated_projects() -> None:
    assert read("组织对5个项目开展了绩效自评（占12个项目的41.67%）。")[0] == ("statement.projects", "5", None)


def test_scores_of_last_year_are_no_facts() -> None:
    assert read("上年自评平均得分91.20分，本年自评平均得分96.00分。") == [
        ("statement.average", "96.00", None)
    ]
    assert read("1.甲项目自评得分95.00分（上年得分91.00分）。") == [("project.score", "95.00", "甲项目")]
