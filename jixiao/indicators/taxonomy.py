"""The closed vocabulary of 一级 and 二级指标, their aliases, and the names of fund lines.

Three frames are in use: 产出/效益/满意度 (with 成本 as a kind of output), the
same with 成本 as a kind of its own, and 决策/过程/产出/效益 of department evaluations
(投入/过程/产出/效果 in the older one).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from jixiao.indicators.cleaning import MAX_LENGTH, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Direction = Literal["up", "down"]

LEVEL1: Mapping[str, tuple[str, ...]] = {
    "成本指标": ("成本", "项目成本", "成本控制", "成本控制指标"),
    "产出指标": ("产出", "项目产出", "产出目标", "项目产出指标", "产出类指标", "履职产出", "部门产出"),
    "效益指标": (
        "效益",
        "项目效益",
        "效益目标",
        "项目效益指标",
        "效益类指标",
        "效果",
        "项目效果",
        "效果指标",
        "效果目标",
        "履职效益",
        "部门效益",
        "效益及效果",
        "效果和影响",
    ),
    "满意度指标": (
        "满意度",
        "满意度目标",
        "项目满意度",
        "服务对象满意度",
        "服务对象满意度指标",
        "社会满意度",
    ),
    "决策指标": ("决策", "项目决策", "决策类指标", "部门决策", "投入", "项目投入", "投入指标"),
    "过程指标": (
        "过程",
        "项目过程",
        "项目管理",
        "管理",
        "管理指标",
        "过程管理",
        "项目实施过程",
        "部门管理",
        "综合管理",
        "部门预算管理",
        "预算管理",
        "管理效率",
        "运行成本管理",
    ),
    "预算执行": ("预算执行率", "预算执行指标", "资金执行", "预算执行情况", "资金管理指标", "预算执行率指标"),
    "履职效能": ("履职效能指标", "履职目标", "履职目标实现"),
}
"""Canonical 一级指标 and the spellings that mean them (without white space and punctuation)."""

LEVEL2: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "经济成本指标": ("成本指标", ("经济成本", "经济成本控制", "经济成本目标")),
    "社会成本指标": ("成本指标", ("社会成本", "社会成本目标")),
    "生态环境成本指标": (
        "成本指标",
        ("生态环境成本", "生态成本", "生态成本指标", "环境成本", "环境成本指标", "生态环境成本目标"),
    ),
    "数量指标": ("产出指标", ("数量", "产出数量", "数量目标", "产出数量指标", "数量类指标")),
    "质量指标": ("产出指标", ("质量", "产出质量", "质量目标", "产出质量指标", "质量类指标")),
    "时效指标": (
        "产出指标",
        ("时效", "产出时效", "时效目标", "产出时效指标", "时效类指标", "时间指标", "进度指标"),
    ),
    "成本指标": (
        "产出指标",
        ("成本", "产出成本", "成本目标", "产出成本指标", "成本类指标", "成本控制", "成本控制指标"),
    ),
    "经济效益指标": ("效益指标", ("经济效益", "经济效益目标", "经济效果", "经济效益类指标")),
    "社会效益指标": ("效益指标", ("社会效益", "社会效益目标", "社会效果", "社会效益类指标")),
    "生态效益指标": (
        "效益指标",
        (
            "生态效益",
            "生态效益目标",
            "环境效益",
            "环境效益指标",
            "生态环境效益",
            "生态环境效益指标",
            "环境效果",
            "生态效果",
        ),
    ),
    "可持续影响指标": (
        "效益指标",
        (
            "可持续影响",
            "可持续影响目标",
            "可持续发展",
            "可持续发展指标",
            "可持续性影响",
            "可持续性影响指标",
            "可持续性",
            "可持续指标",
            "可持续性指标",
            "可持续发展影响指标",
            "可持续影响效益",
            "可持续影响效益指标",
            "可持续效益",
            "可持续效益指标",
        ),
    ),
    "服务对象满意度指标": (
        "满意度指标",
        (
            "服务对象满意度",
            "满意度",
            "满意度指标",
            "服务对象满意",
            "服务对象满意度目标",
            "服务对象满意度指标等",
            "社会公众或服务对象满意度",
            "社会公众或服务对象满意度指标",
            "社会公众满意度",
            "社会公众满意度指标",
            "群众满意度",
            "群众满意度指标",
            "受益对象满意度",
            "受益对象满意度指标",
            "服务满意度",
            "服务满意度指标",
            "满意度目标",
            "公众满意度",
            "公众满意度指标",
            "帮扶对象满意度",
            "帮扶对象满意度指标",
            "联系部门满意度",
            "内部满意度",
            "外部满意度",
        ),
    ),
    "项目立项": ("决策指标", ("立项", "项目立项指标", "立项管理", "工作目标")),
    "绩效目标": ("决策指标", ("项目目标", "目标设定", "目标设置", "绩效目标指标", "目标管理")),
    "资金投入": ("决策指标", ("投入", "资金投入指标", "预算编制", "预算配置", "资金落实")),
    "资金管理": ("过程指标", ("财务管理", "资金管理指标", "预算执行", "资金使用", "预算和财务管理")),
    "组织实施": (
        "过程指标",
        ("项目实施", "组织管理", "组织实施指标", "业务管理", "实施管理", "绩效管理", "资产管理"),
    ),
    "项目效益": ("效益指标", ("实施效益", "项目效果", "效益", "综合效益", "综合效益指标", "项目效益指标")),
    "预算执行率": (
        "预算执行",
        ("预算执行率指标", "资金执行率", "预算执行进度", "资金执行率指标", "预算资金执行率"),
    ),
}
"""Canonical 二级指标: the 一级指标 each belongs to, and its spellings."""

USUAL_DIRECTION: Mapping[str, Direction] = {
    "经济成本指标": "down",
    "社会成本指标": "down",
    "生态环境成本指标": "down",
    "成本指标": "down",
    "数量指标": "up",
    "质量指标": "up",
    "经济效益指标": "up",
    "社会效益指标": "up",
    "生态效益指标": "up",
    "可持续影响指标": "up",
    "服务对象满意度指标": "up",
    "资金管理": "up",
    "预算执行率": "up",
}
"""The direction indicators of a 二级指标 usually have; 时效 has none (days down, 及时率 up).

It says what a check may find unusual (a cost with ≥); it never decides a score.
"""

_STAR = re.compile(r"^(?:指标|目标)?[一二三四五六七八九十0-9]{1,3}(?=.{2})")
_NUMBERED = re.compile(r"^(?:指标|目标)?[一二三四五六七八九十0-9]|[0-9分%重]$")
"""What a label has to have for the two below to take anything away."""
_WEIGHT = re.compile(r"(?:(?:共|计)?[0-9]+(?:分|%)?|权重[0-9]*分?)$")


@cache
def _table1() -> dict[str, str]:
    return {alias: name for name, aliases in LEVEL1.items() for alias in (name, *aliases)}


@cache
def _table2() -> dict[str, str]:
    return {alias: name for name, (_, aliases) in LEVEL2.items() for alias in (name, *aliases)}


def _find(text: str | None, table: dict[str, str]) -> str | None:
    """The canonical name in ``table``; a number before or a weight after the name is tolerated."""
    if text is None or len(text) > MAX_LENGTH:
        return None
    for candidate in _candidates(text):
        if candidate in table:
            return table[candidate]
    return None


@lru_cache(maxsize=4096)
def _candidates(text: str) -> tuple[str, ...]:
    """A label as it is, and without the number before it, the weight after it, or both."""
    label = squeeze(text)
    if _NUMBERED.search(label) is None:
        return (label,)
    lighter = _WEIGHT.sub("", label)
    return label, lighter, _STAR.sub("", label), _STAR.sub("", lighter)


def level1(text: str | None) -> str | None:
    """The canonical 一级指标 of a cell (``满意度指 标`` is 满意度指标), or ``None`` if it is none."""
    return _find(text, _table1())


def level2(text: str | None) -> str | None:
    """The canonical 二级指标 of a cell (``产出数量`` is 数量指标), or ``None`` if it is none."""
    return _find(text, _table2())


def level1_of(name: str) -> str | None:
    """The 一级指标 to which a 二级指标 (any spelling) belongs in the frame it comes from."""
    canonical = level2(name)
    return None if canonical is None else LEVEL2[canonical][0]


def usual_direction(name: str | None) -> Direction | None:
    """The direction indicators of a 二级指标 (any spelling) usually have, or ``None`` if none is usual."""
    canonical = level2(name)
    return None if canonical is None else USUAL_DIRECTION.get(canonical)


_EXECUTION = re.compile(
    r"(?:项目|全年|年度|本年|当年|部门|总体|财政|专项|总|整体|预算|资金|经费|拨款|支出)*(?:的)?执行(?:进度|"
    r"完成)?率"
)


@lru_cache(maxsize=4096)
def is_execution_indicator(name: str | None) -> bool:
    """Whether an indicator row *is* the execution rate (预算执行率, 资金执行率 …), to be scored once only."""
    if name is None or len(name) > MAX_LENGTH:
        return False
    label = _STAR.sub("", squeeze(name.replace("（", "(").split("(", maxsplit=1)[0]))
    return len(label) <= 30 and _EXECUTION.fullmatch(label) is not None


FundLine = Literal["total", "part", "unknown"]

_ORDINAL = re.compile(r"^\s*(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．:：]+|[①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⒈⒉⒊⒋⒌])\s*")
_TOTAL = re.compile(
    r"(?:年度|全年|项目|本年度?|当年|预算|财政|部门|年初|调整后)*(?:资金|预算|金额|经费|支出|投资)*"
    r"(?:总额|合计|总计|总金额|总量|总投入|总预算|总数|总投资|总资金)(?:[A-Za-z万元]|[0-9])*"
)
_PART = re.compile(
    "其中|小计|拨款|财政资金|预算资金|结转|结余|其他|其它|自筹|自有资金|单位资金|收入|专户|中央|省级|省财政|市级|市财政|"
    "区级|区财政|县级|县财政|镇级|上级|本级|地方|政府性基金|一般公共预算|一般预算|国有资本|社保基金|债|配套|补助|"
    "社会资金|项目支出|基本支出|人员经费|公用经费|贷款|捐赠",
)


@lru_cache(maxsize=4096)
def fund_line(name: str | None) -> FundLine:
    """What a line of 项目资金 is: the total, a part of it, or something this vocabulary does not know.

    Parts are never added where a total line exists.  A subtotal (财政资金小计) is a part, and so is
    everything after 其中; a leading number (``①``, ``2.``) says nothing either way.
    """
    if name is None or len(name) > MAX_LENGTH:
        return "unknown"
    label = squeeze(_ORDINAL.sub("", name, count=1))
    if not label or len(label) > 60:
        return "unknown"
    if _TOTAL.fullmatch(label):
        return "total"
    return "part" if _PART.search(label) else "unknown"


_STANDARD = (
    re.compile("(?:当年|本年|本年度|年度)(?:财政|一般公共预算|预算)*(?:拨款|资金|拨款资金)"),
    re.compile("(?:上年|以前年度)?结转(?:结余)?(?:资金)?"),
    re.compile("(?:其他|其它)(?:资金|收入)?"),
)
"""The three parts of the standard form: they do not overlap, and together they leave nothing out."""


def standard_part(name: str | None) -> bool:
    """Whether a line is one of the standard form's own parts (当年财政拨款, 上年结转资金, 其他资金)."""
    return _standard(name) is not None


def _standard(name: str | None) -> int | None:
    if name is None or len(name) > MAX_LENGTH:
        return None
    label = squeeze(_ORDINAL.sub("", name, count=1)).removeprefix("其中")
    return next((at for at, pattern in enumerate(_STANDARD) if pattern.fullmatch(label)), None)


def closes_funds(names: Iterable[str | None]) -> bool:
    """Whether part lines are exactly the three standard ones, each once: then they make up the total."""
    return sorted(-1 if (at := _standard(name)) is None else at for name in names) == [0, 1, 2]
