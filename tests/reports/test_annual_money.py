"""Execution against score and points lost, in every case."""

from __future__ import annotations

import pytest

from jixiao.reports.annual_money import execution, losses
from jixiao.reports.blocks import Figure, Table
from jixiao.scoring.aggregate import EXECUTION, Points, Record
from tests.reports.annual_words import said
from tests.reports.test_annual import WAN, record
from tests.strategies.annuals import material

FULL = (Points("产出指标", "数量指标", "办件量", 5000, 5000, 5000, None, "met"),)
LOST = Points("产出指标", "数量指标", "办件量", 1000, 900, 900, None, "short-under")
SPENT = Points(EXECUTION, None, None, 1000, 0, 0, None, "execution")
LOW = {"executed": 50 * WAN}


@pytest.mark.parametrize(
    ("records", "told"),
    [
        ((record("甲", budget=None),), "没有项目同时填写了预算数和执行数，不作分析。"),
        ((record("甲"),), "能够计算预算执行率的项目共1个，都在80%及以上。"),
        (
            (record("甲"), record("乙", executed=None)),
            "能够计算预算执行率的项目共1个，都在80%及以上。另有1个项目无从计算预算执行率。",
        ),
        (
            (record("甲", **LOW),),
            "能够计算预算执行率的项目共1个，其中不足80%的1个，得分94分，没有项目达到80%。",
        ),
        (
            (record("甲", 9000), record("乙", 8000, **LOW), record("丙", 8000, executed=0)),
            (
                "能够计算预算执行率的项目共3个，其中不足80%的2个（全年没有支出的1个），平均得分80分；"
                "80%及以上的1个，得分90分，比前者高10分。"
            ),
        ),
        ((record("甲", 8000), record("乙", 9000, **LOW)), "得分80分，比前者低10分。"),
        ((record("甲", 9000), record("乙", 9000, **LOW)), "80%及以上的1个，得分90分，与前者相同。"),
        ((record("甲", None), record("乙", 9000, **LOW)), "其中不足80%的1个，得分90分；80%及以上的1个。"),
        (
            (record("甲", None, **LOW), record("乙", 9000, **LOW)),
            "其中不足80%的2个，有得分的1个得分90分，没有项目达到80%。",
        ),
        (
            (record("甲", None, **LOW), record("乙", 9000, **LOW), record("丙", 8000, **LOW)),
            "其中不足80%的3个，有得分的2个平均得分85分，没有项目达到80%。",
        ),
    ],
)
def test_execution_against_score(records: tuple[Record, ...], told: str) -> None:
    assert said(material(records), "预算执行与得分")[0].endswith(told)


def test_what_does_not_fit_is_told() -> None:
    best = said(material([record("甲", 9500, **LOW), record("乙", executed=101 * WAN)]), "预算执行与得分")
    assert best[1] == (
        "预算执行率不足80%而等级为“优”的项目1个，自评结果与预算执行情况是否相符需要核实。"
        "执行数大于全年预算数的项目1个，需要核实。"
    )
    none = said(material([record("甲", 8500, **LOW)]), "预算执行与得分")
    assert none[1] == "预算执行率不足80%的项目中没有等级为“优”的。"
    assert len(said(material([record("甲")]), "预算执行与得分")) == 1


@pytest.mark.parametrize(
    ("records", "told"),
    [
        ((record("甲", rows=()),), ["没有分值和得分齐全的指标，不作分析。"]),
        ((record("甲", rows=FULL),), ["分值和得分齐全的1项指标均得满分，没有失分。"]),
        (
            (record("甲"),),
            [
                "分值和得分齐全的指标（含预算执行率）共2项，共失5分。",
                (
                    "从一级指标看，“产出指标”失分最多，失5分，占全部失分的100%，得分率90%。"
                    "从二级指标看，“数量指标”失分最多，失5分，占100%。"
                ),
                (
                    "从原因看，因“未达到目标（偏低）”失分最多，失5分，占100%。"
                    "失分原因按评分规则对各项指标的计算结果归类。"
                ),
            ],
        ),
        (
            (record("甲", rows=(SPENT, LOST, LOST._replace(level1="效益指标", level2="社会效益指标"))),),
            [
                "分值和得分齐全的指标（含预算执行率）共3项，共失12分。",
                (
                    "从一级指标看，“预算执行率”失分最多，失10分，占全部失分的83.33%，得分率0%。"
                    "从二级指标看，“数量指标”、“社会效益指标”失分最多，各失1分，各占8.33%。"
                ),
                (
                    "从原因看，因“预算执行率不足”失分最多，失10分，占83.33%。"
                    "失分原因按评分规则对各项指标的计算结果归类。"
                ),
            ],
        ),
        (
            (record("甲", rows=(LOST, LOST._replace(level1="效益指标", level2="社会效益", cause="late"))),),
            [
                "分值和得分齐全的指标（含预算执行率）共2项，共失2分。",
                (
                    "从一级指标看，“产出指标”、“效益指标”失分最多，各失1分，各占全部失分的50%。"
                    "从二级指标看，“数量指标”、“社会效益”失分最多，各失1分，各占50%。"
                ),
                (
                    "从原因看，因“迟于目标日期”、“未达到目标（偏低）”失分最多，各失1分，各占50%。"
                    "失分原因按评分规则对各项指标的计算结果归类。"
                ),
            ],
        ),
        (
            (record("甲", rows=(*FULL, FULL[0]._replace(claimed=None))),),
            ["分值和得分齐全的1项指标均得满分，没有失分。另有1项没有分值或得分，不计在内。"],
        ),
    ],
)
def test_points_lost(records: tuple[Record, ...], told: list[str]) -> None:
    assert said(material(records), "失分情况") == told


def test_tables_and_figures_stand_below() -> None:
    few = {type(block) for block in execution(material([record("甲"), record("乙")]))}
    assert Figure not in few
    whole = material([record(name) for name in "甲乙丙丁戊"])
    for blocks in (execution(whole), losses(whole)):
        kinds = {type(block) for block in blocks}
        assert {Table, Figure} <= kinds
