"""Which way is better, for a target that prints no operator: a table of plain words.

The word must be the head of the indicator's name: the last of the table's words in it, followed by
nothing but measure nouns.  What the table does not decide nobody decides here: bigger is not better by
default.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from jixiao.indicators.cleaning import MAX_LENGTH, clean
from jixiao.indicators.taxonomy import level1, level2
from jixiao.indicators.units import parse_unit

if TYPE_CHECKING:
    from jixiao.indicators.taxonomy import Direction

UP = (
    "完成", "合格", "达标", "及时", "覆盖", "满意", "知晓", "准确", "通过", "办结", "到位", "达成", "好评",
    "节约", "按时", "按期", "准时",
)  # fmt: skip
"""Words of which more is better."""

DOWN = (
    "投诉", "事故", "差错", "死亡", "超支", "调整", "结余", "变动", "控制", "成本", "时限", "错误", "失误",
    "伤亡", "结转", "结转结余",
)  # fmt: skip
"""Words of which less is better."""

_UNDECIDED = ("时间", "时长", "时效", "周期", "进度")
"""Heads that say neither: a completion time may be a date or a number of days."""

_MEASURE = (
    r"(?:比率|比例|比重|占比|百分比|程度|水平|情况|幅度|率|度|性|数量|数目|数值|总数|控制数|控制额|次数|"
    r"人次数?|人数|件数|起数|宗数|例数|"
    r"户数|个数|台数|套数|场次|场数|期数|天数|面积|总金额|金额|总额|总量|额|量|数|值|指标|目标|标准|的|总|"
    r"[(][^()]{0,20}[)])*"
)
_REVERSED = re.compile("(?:不|未|非|没有|没|未能|未按|超时|逾期|延期|延迟)(?:按时|按期|及时|足额|完全)?$")
_ZERO = re.compile("(?:零|0|无|杜绝|避免|防止|降低|减少|下降|压减|控制)(?:发生)?$")
_NOISE = re.compile(r"^(?:指标|目标)[0-9一二三四五六七八九十]*[:、.]?|^[0-9]{1,2}[、.)]")


@cache
def _heads() -> re.Pattern[str]:
    words = sorted({*UP, *DOWN, *_UNDECIDED}, key=lambda word: (-len(word), word))
    return re.compile("|".join(words))


_TAIL = re.compile(_MEASURE)


def direction(
    name: str | None, level1_text: str | None = None, level2_text: str | None = None, unit: str | None = None
) -> Direction | None:
    """``up`` or ``down`` for an indicator whose target prints no operator, ``None`` where words do not say.

    ``level1_text`` and ``level2_text`` are the cells of the 一级 and 二级指标, ``unit`` is printed or
    canonical.
    A negation before the head flips it (不合格率 is ``down``); 零投诉率 decides nothing.  Where
    the name says nothing, a satisfaction indicator is ``up`` and a cost in money ``down``.
    """
    said = _by_name(name)
    if said is not None:
        return None if said == "undecided" else said
    kinds = {level1(level1_text), level2(level2_text)}
    if "满意度指标" in kinds or "服务对象满意度指标" in kinds:
        return "up"
    cost = bool(kinds & {"成本指标", "经济成本指标", "社会成本指标", "生态环境成本指标"})
    printed = parse_unit(unit)
    money = (printed is not None and (printed.name or "").startswith("元")) or (
        name is not None and len(name) <= MAX_LENGTH and _MONEY_NAME.search(clean(name)) is not None
    )
    return "down" if cost and money else None


_MONEY_NAME = re.compile(r"\((?:单位:?)?[百千万亿]*元[^()]*\)$")


def _by_name(name: str | None) -> Direction | Literal["undecided"] | None:
    """What the head of the name says: a direction, ``undecided``, or ``None`` if no table has it."""
    if name is None or len(name) > MAX_LENGTH:
        return None
    label = _NOISE.sub("", clean(name))
    heads = [found for found in _heads().finditer(label) if _TAIL.fullmatch(label, found.end()) is not None]
    if not heads:
        return None
    last = heads[-1]
    word, before = last[0], label[: last.start()]
    if word in _UNDECIDED:
        return "undecided"
    if _ZERO.search(before):
        return "undecided"
    base: Direction = "up" if word in UP else "down"
    if _REVERSED.search(before):
        return "down" if base == "up" else "up"
    return base
