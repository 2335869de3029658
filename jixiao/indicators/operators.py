"""Comparison signs and words, before a number and after it."""

from __future__ import annotations

import re

from jixiao.indicators.cleaning import clean
from jixiao.indicators.reading import Operator

GE, GT, LE, LT, EQ = Operator.GE, Operator.GT, Operator.LE, Operator.LT, Operator.EQ

BEFORE: dict[Operator, tuple[str, ...]] = {
    GE: (
        "≥", "大于等于", "大于或等于", "大于或者等于", "等于或大于", "等于大于", "高于等于", "高于或等于",
        "多于或等于", "不低于", "不少于",
        "不小于", "不得低于", "不得少于", "不得小于", "不能低于", "不能少于", "不应低于", "不应少于",
        "不短于", "不亚于", "至少", "最少",
        "最低", "起码", "最低不低于", "最低达到", "至少达到", "不低", "下限",
    ),
    GT: (">", "大于", "高于", "多于", "超过", "突破", "超", "长于", "优于", "逾"),
    LE: (
        "≤", "小于等于", "小于或等于", "小于或者等于", "等于或小于", "等于小于", "低于等于", "低于或等于",
        "少于或等于", "不高于", "不超过",
        "不大于", "不多于", "不得超过", "不得高于", "不得大于", "不得多于", "不能超过", "不应超过",
        "不能高于", "不长于", "不超", "不突破",
        "不超出", "不得突破", "不得超出", "至多", "最多", "最高", "最高不超过", "最大", "上限", "未超过",
        "未超", "未突破", "未超出", "不逾",
    ),
    LT: ("<", "小于", "低于", "少于", "不足", "不到", "不满", "未满", "未达到", "短于", "未达"),
    EQ: ("=", "等于", "等同于"),
}  # fmt: skip
"""Signs and words before a number that say how to compare; the longest one that fits is meant."""

REACH = (
    "达到", "达", "达成", "高达", "多达", "已达", "已达到", "达到了", "保持在", "稳定在", "维持在", "保持",
    "保证", "确保", "力争", "争取",
    "确保达到", "力争达到", "保证达到", "应达到", "要达到", "需达到", "节约", "节约了", "节省", "节省了",
)  # fmt: skip
"""Words that ask for a value to be reached: ≥ in a target unless a clearer word says otherwise.

In an actual they are no operator: what was reached is the value.
"""

HOLD = (
    "控制在",
    "控制",
    "控制为",
    "限制在",
    "压缩到",
    "压缩至",
    "控制到",
    "严格控制在",
    "管控在",
    "限定在",
    "限额",
)
"""Words that ask for a value to be kept: ≤ in a target unless a clearer word says otherwise."""

UP = (
    "提高", "提升", "增长", "增加", "上升", "上涨", "增幅", "增幅达", "增多", "扩大", "增速", "增收",
    "涨幅", "升高", "提升率",
)  # fmt: skip
DOWN = (
    "降低", "下降", "减少", "减轻", "压减", "缩短", "降幅", "削减", "缩减", "压缩", "下降率", "减幅", "降",
)  # fmt: skip
"""Verbs of change: with 到 or 至 they name the level that is reached, without it the change itself."""

AFTER: dict[Operator, tuple[str, ...]] = {
    GE: (
        "以上", "及以上", "及其以上", "或以上", "含以上", "(含)以上", "以上(含)", "及以上(含)",
        "及其以上(含)", "之上", "(含)及以上",
        "(含)或以上", "及更高", "或更高", "或更多", "及更多",
    ),
    GT: ("以上(不含)", "(不含)以上"),
    LE: (
        "以下", "及以下", "及其以下", "或以下", "含以下", "(含)以下", "以下(含)", "及以下(含)",
        "及其以下(含)", "之下", "以内", "之内", "内",
        "(含)以内", "以内(含)", "及以内", "范围内", "范围以内", "封顶", "为上限", "(含)及以下", "或更低",
        "或更少",
    ),
    LT: ("以下(不含)", "(不含)以下", "以内(不含)"),
}  # fmt: skip
"""Words after a number (and its unit) that say how to compare."""

ABOUT = (
    "≈",
    "约",
    "大约",
    "约为",
    "大致",
    "接近于",
    "大概",
    "约计",
    "左右",
    "上下",
    "基本",
    "基本达到",
    "估计",
)
NEARLY = ("近", "将近", "接近", "几乎", "临近", "逼近")

_COLUMN = {
    **{word: operator for operator, words in BEFORE.items() for word in words},
    **{word: operator for operator, words in AFTER.items() for word in words},
    "正向": GE, "正向指标": GE, "反向": LE, "反向指标": LE, "逆向": LE, "逆向指标": LE, "负向": LE,
    "负向指标": LE,
    "等于指标": EQ, "大于等于(≥)": GE, "小于等于(≤)": LE, "等于(=)": EQ, "大于(>)": GT, "小于(<)": LT,
    "达到": GE, "控制在": LE,
}  # fmt: skip
_QUALITATIVE = frozenset(
    ("定性", "定性指标", "文字", "文字描述", "描述", "其他", "其它", "定性描述", "文本", "非定量")
)
_SILENT = frozenset(("", "定量", "定量指标", "数值", "数值型", "无", "/", "-", "—", "——", "--", "\\"))

QUALITATIVE = "qualitative"
SILENT = "silent"


def column_operator(text: str | None) -> Operator | str | None:
    """What a cell of an operator column (指标性质) says.

    An :class:`Operator`; :data:`QUALITATIVE` for 定性; :data:`SILENT` for a blank or 定量, which
    leave it to the target's text; ``None`` for a word no table knows.
    """
    if text is None:
        return SILENT
    if len(text) > 40:
        return None
    label = clean(text)
    if label in _SILENT:
        return SILENT
    if label in _QUALITATIVE:
        return QUALITATIVE
    return _COLUMN.get(label) or _COLUMN.get(re.sub(r"[()].*$", "", label))


def alternation(*groups: tuple[str, ...]) -> str:
    """The words of ``groups`` as alternatives of a regular expression, longest first."""
    words = sorted({word for group in groups for word in group}, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, words))
