from __future__ import annotations

from typing import Any

import pytest

from jixiao.reports.blocks import Heading, text_of
from jixiao.reports.evaluation_rows import analysis, row_sentence, score_table, sections_table
from jixiao.reports.evaluation_view import View
from jixiao.reports.facts import NO_FACTS
from tests.reports.drafting import table


def said(row: dict[str, Any], **more: Any) -> str:
    return text_of(row_sentence(View(table(row, **more)).lines[0]))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({}, "“窗口数”设定的指标值为10个，实际完成值为10个，达到目标。依据评分标准，该指标得满分90分。"),
        (
            {"target": "=56个", "actual": "44个", "weight": "10"},
            (
                "“窗口数”设定的指标值为56个，实际完成值为44个，完成率为78.57%，没有达到目标。"
                "该指标分值10分，依据评分标准得4.64分，失5.36分"
                "（44÷56=78.57%，60%≤完成率<100%：10×（78.57%−60%）÷（1−60%）=4.64）。"
            ),
        ),
        ({"actual": "0个"}, "“窗口数”设定的指标值为10个，实际完成值为0个，没有达到目标。"),
        ({"actual": "17个"}, "完成率为170%，高于指标值，偏离目标。"),
        ({"target": None}, "“窗口数”没有设定指标值，实际完成值为10个，须人工评定。"),
        ({"target": None}, "该指标分值90分，得90分（暂按自评得分计）。"),
        ({"target": None, "claimed_score": None}, "该指标分值90分，得【待补充：得分】分。"),
        ({"actual": None}, "没有填报实际完成值"),
        ({"weight": None}, "“窗口数”设定的指标值为10个，实际完成值为10个。该指标没有分值，不计分。"),
        (
            {"target": "≥100000件", "actual": "99999件"},
            "完成率为99.999%，没有达到目标。依据评分标准，该指标得满分90分。",
        ),
        (
            {"target": "≥100000件", "actual": "3件"},
            "完成率为0.003%，没有达到目标。",
        ),
    ],
)
def test_a_row_is_said_as_it_went(row: dict[str, Any], words: str) -> None:
    assert words in said(row)


def test_parts_come_in_order_and_no_row_is_left_out() -> None:
    rows = [
        {"level1": first, "level2": None, "name": name, "weight": "30"}
        for first, name in (("满意度指标", "丙"), ("产出指标", "甲"), ("成本指标", "丁"))
    ]
    blocks = list(analysis(View(table(*rows)), NO_FACTS))
    headings = [(block.level, block.text) for block in blocks if isinstance(block, Heading)]
    assert headings == [
        (2, "项目决策情况"), (2, "项目过程情况"), (2, "项目产出情况"), (4, "甲"),
        (2, "项目效益情况"), (4, "丙"), (2, "项目成本情况"), (4, "丁"),
    ]  # fmt: skip


def test_the_tables_have_every_row_and_part() -> None:
    view = View(table({"weight": "50"}, {"weight": "40", "level1": "效益指标", "level2": None, "name": "乙"}))
    scores = [[cell.text for cell in row.cells] for row in score_table(view).rows]
    assert [row[2] for row in scores[:-1]] == ["预算执行率", "窗口数", "乙"]
    assert scores[-1] == ["总分", "100", "100", "—"]
    parts = [[cell.text for cell in row.cells] for row in sections_table(view).rows]
    assert parts == [
        ["预算执行率", "—", "10", "10", "0", "100%"],
        ["产出指标", "1", "50", "50", "0", "100%"],
        ["效益指标（含满意度）", "1", "40", "40", "0", "100%"],
        ["合计", "2", "100", "100", "0", "100%"],
    ]


def test_what_went_beyond_a_limit_missed_it() -> None:
    over = {"target": "≤100万元", "actual": "120万元", "level1": "成本指标", "level2": "经济成本指标"}
    view = View(table(over, rules="mof-2020"))
    assert "，是指标值的120%，没有达到控制目标。" in text_of(row_sentence(view.lines[0]))
    more = View(table({"target": "=100件", "actual": "120件"}))
    assert "高于指标值，偏离目标。" in text_of(row_sentence(more.lines[0]))
