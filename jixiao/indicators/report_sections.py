"""Under which part of an evaluation report an indicator is analysed.

Source: the 参考提纲 of 项目支出绩效评价报告 annexed to 财预〔2020〕10号 (决策, 过程, 产出, 效益);
satisfaction is an effect there, and cost has a part of its own where a table makes it a 一级指标.
"""

from __future__ import annotations

from jixiao.indicators.taxonomy import level1, level1_of

SECTIONS = ("decision", "process", "output", "benefit", "cost", "other")
"""The parts in the order of the report; ``other`` takes what no frame knows."""

ALWAYS = frozenset(SECTIONS[:4])
"""The parts every report has, indicators or not."""

_OF_LEVEL1 = {
    "决策指标": "decision",
    "过程指标": "process",
    "预算执行": "process",
    "产出指标": "output",
    "效益指标": "benefit",
    "满意度指标": "benefit",
    "成本指标": "cost",
}


def section_of(first: str | None, second: str | None) -> str:
    """The part for a 一级指标, or where that says nothing for a 二级指标; one of :data:`SECTIONS`."""
    known = level1(first) or (level1_of(second) if second else None)
    return _OF_LEVEL1.get(known or "", "other")
