"""What a published disclosure and an evaluation report consist of, and how their headings are worded.

Sources: the fixed order of 部门决算公开 (five parts) and the 参考提纲 of 项目支出绩效评价报告 annexed to
财预〔2020〕10号 (seven sections, the last one only where there is something to say).
"""

from __future__ import annotations

import re

from jixiao.indicators.cleaning import squeeze

PARTS: dict[str, re.Pattern[str]] = {
    "overview": re.compile(r"概况|基本情况|部门职责|主要职(?:责|能)"),
    "tables": re.compile(r"决算(?:公开)?(?:报)?表|(?:公开|报|附)表"),
    "text": re.compile(r"情况(?:的)?说明|决算说明|情况分析"),
    "terms": re.compile(r"名词解释|专业名词|名词说明"),
}
"""The parts that every disclosure has; 附件 is there only where there are annexes."""

LOCAL_TABLES = frozenset({"assets"})
"""Public tables (by kind) that only some places want."""

REPORT: dict[str, re.Pattern[str]] = {
    "basics": re.compile(r"基本情况|项目概况|项目概述|项目情况"),
    "work": re.compile(r"评价工作|评价(?:组织)?实施|评价的?(?:目的|过程)|工作开展情况"),
    "conclusion": re.compile(r"结论|综合评价|评价结果|总体评价|综合得分"),
    "analysis": re.compile(
        r"指标(?:完成|实现|得分)?(?:情况)?(?:的)?分析|绩效分析|(?:绩效|目标|指标)(?:完成|实现)情况"
    ),
    "experience": re.compile(r"经验|(?<!说明的)问题|原因分析|不足"),
    "advice": re.compile(r"建议|改进|整改|下一步|后续工作"),
}
"""The sections of a report that are always wanted."""


_OTHER_REPORT = re.compile(r"自评|自我评价|整体|政策评价|财政评价|监控")


def follows_outline(title: str) -> bool:
    """Whether a report of this title is an evaluation of a project, which the outline is for.

    What a 自评报告 or one on a whole department consists of, every place says by itself.
    """
    return _OTHER_REPORT.search(squeeze(title)) is None


def parts_of(title: str, parts: dict[str, re.Pattern[str]]) -> set[str]:
    """Which parts of an outline a heading (or the first words of a paragraph) announces."""
    text = squeeze(title)
    return {name for name, words in parts.items() if words.search(text)}
