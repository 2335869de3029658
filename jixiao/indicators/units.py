"""Units of measure: one canonical name for each, multipliers folded, exact conversion inside a dimension."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from jixiao.indicators.cleaning import clean

MULTIPLIERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

SYNONYMS: dict[str, str] = {
    # canonical: other spellings, separated by blanks
    "%": "百分比 百分数 百分率 percent pct",
    "‰": "千分比",
    "百分点": "个百分点 pct点",
    "倍": "",
    "元": "元人民币 人民币元 圆 元整 rmb",
    "角": "",
    "美元": "",
    "欧元": "",
    "港元": "港币",
    "人": "名 位 人员 人数 个人",
    "人次": "人次数 个人次",
    "户": "户数 农户",
    "户次": "",
    "家": "家企业",
    "次": "回 次数",
    "天": "日 日历天 日历日 自然日 个自然日 个日历日 d",
    "工作日": "个工作日 工作天 个工作天",
    "小时": "h hr hrs 个小时 钟头 个钟头",
    "分钟": "min mins",
    "秒": "s sec 秒钟",
    "人天": "人日",
    "周": "星期 个星期 周次 礼拜",
    "个月": "月",
    "季度": "个季度",
    "年": "周年 个年度",
    "旬": "",
    "平方米": "m2 ㎡ 平米 平方 平方公尺",
    "平方公里": "km2 平方千米",
    "公顷": "hm2 ha",
    "亩": "",
    "立方米": "m3 立方 立米",
    "米": "m 公尺 延米",
    "延长米": "",
    "公里": "km 千米",
    "厘米": "cm 公分",
    "毫米": "mm",
    "里": "华里",
    "吨": "t 公吨",
    "公斤": "kg 千克",
    "克": "g",
    "毫克": "mg",
    "微克": "μg ug",
    "斤": "市斤",
    "升": "l 公升",
    "毫升": "ml",
    "瓦": "w",
    "千瓦": "kw",
    "兆瓦": "mw",
    "千瓦时": "kwh 千瓦小时",
    "千伏": "kv",
    "千伏安": "kva",
    "分贝": "db",
    "摄氏度": "°c ℃",
    "GB": "g字节",
    "TB": "",
    "MB": "",
    "Mbps": "兆比特每秒",
    "标准煤": "tce 吨标准煤 吨标煤",
}
"""Canonical unit: its other spellings.  Latin spellings are read without regard to case."""

PLAIN = """
个 件 项 场 场次 期 期次 套 台 辆 部 册 本 份 篇 条 块 座 栋 幢 间 处 所 片 株 棵 头 只 羽 匹 尾
枚 支 组 批 批次 类 种 门 节 课时 学时 班 班次 架 艘 艇 根 张 幅 页 字 声 起 例 宗 笔 单 封 票 桩
轮 届 级 等 层 步 环 点 分 度 折 对 双 桶 箱 袋 瓶 盒 包 罐 车 车次 架次 列 班列 船 床 床位 张床位
泵 眼 口 孔 人月 集 版 刊 枝 朵 盏 扇 面 樘 杆 排 段 标段 路 线 站 站次 点次 家次 台次 台套 件套
件次 头次 例次 项次 辆次 题 句 行 格 卷 盘 碗 顿 餐 股 队 团 营 代 亩次 公里次 吨公里 遍 趟 席 顶
把 部门 单位 企业 学校 村 镇 乡 乡镇 街道 社区 县 区 市 省 国家 机构 医院 公司 项目 课题 平台 系统
网点 点位 班级 学生 师 生 方案 报告 村次 岗位 岗 乡次 窗口 路口 小区 基地 园区 景区 街 巷 座次
户人 盆 捆 垛 吊 具 尊 副 打 帧 粒 滴 管 丸 片次
"""
"""Measure words and nouns used as units: each is itself and nothing else; 个 is no 件."""

_ALIKE = (
    # a conversion is exact or it is not made; factor to the first unit of the line
    {"克": "1", "公斤": "1000", "斤": "500", "吨": "1000000", "毫克": "1/1000", "微克": "1/1000000"},
    {"米": "1", "公里": "1000", "里": "500", "厘米": "1/100", "毫米": "1/1000", "延长米": "1"},
    {"平方米": "1", "公顷": "10000", "亩": "2000/3", "平方公里": "1000000"},
    {"升": "1", "立方米": "1000", "毫升": "1/1000"},
    {"秒": "1", "分钟": "60", "小时": "3600", "天": "86400", "周": "604800"},
    {"个月": "1", "季度": "3", "年": "12"},
    {"%": "1", "‰": "1/10"},
    {"元": "1", "角": "1/10"},
    {"瓦": "1", "千瓦": "1000", "兆瓦": "1000000"},
    {"千瓦时": "1"},
)
_DIMENSION = {
    name: (index, Fraction(factor)) for index, line in enumerate(_ALIKE) for name, factor in line.items()
}

_THINGS = frozenset("个件项套台辆部册本份篇条块座栋幢间处所片支组批架张家只头根类种")
"""Measure words of things: one slash between two of them means either (台/套), not a ratio."""

_TIMES = frozenset(("年", "季度", "个月", "旬", "周", "天", "工作日", "小时", "分钟", "秒"))
_JOINT = re.compile(r"/每|/\(|[/·*每]")
_OPAQUE = re.compile(r"[一-鿿]{1,8}")
_NOT_A_UNIT = re.compile(
    "以上|以下|以内|之内|左右|上下|之间|以前|之前|以后|之后|以外|及其|不|未|无|没|非|约|近|超|余|多|几|完成|达|合格|通过|实现|满意|"
    "良好|较|明显|显著|正常|稳定|提高|提升|增|减|降|的|了|已|为|是|在|和|与|或|且|均|有|前|后|内|底|末|成$|至|到|每|第",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in canonical spelling and the multiplier printed with it.

    ``name`` is ``None`` for a multiplier alone (``万``); ``scale`` is 10000 for 万元.
    """

    name: str | None
    scale: int = 1


@cache
def _known() -> dict[str, str]:
    table = {name: name for name in PLAIN.split()}
    for name, others in SYNONYMS.items():
        table[name.lower()] = name
        table.update(dict.fromkeys(others.lower().split(), name))
    return table


@cache
def _longest() -> int:
    return max(map(len, _known()))


def _term(text: str) -> tuple[str, int] | None:
    """The known unit at the start of ``text`` and its length, the longest one first."""
    known = _known()
    lowered = text[: _longest()].lower()
    for length in range(len(lowered), 0, -1):
        if lowered[:length] in known:
            if length == 1 and text[0] in "GTMDSK":
                continue  # 5G and 5T are no weights
            after = text[length : length + 1]
            if (
                lowered[length - 1].isascii()
                and lowered[length - 1].isalnum()
                and after.isascii()
                and after.isalnum()
            ):
                continue  # half of a Latin word is no unit
            return known[lowered[:length]], length
    return None


def _opaque(text: str) -> tuple[str, int] | None:
    """A run of Chinese characters no table knows: a unit of its own where it can be nothing else."""
    found = _OPAQUE.match(text)
    if found is None or _NOT_A_UNIT.search(found[0]) or text[found.end() : found.end() + 1] > "一":
        return None
    return found[0], found.end()


def _scaled(text: str, *, opaque: bool) -> tuple[str | None, int, int] | None:
    """Multipliers and one unit at the start of ``text``: name, scale, length."""
    scale = position = 0
    multiplier = 1
    while True:
        here = _term(text[position:])
        if here is not None:
            return here[0], multiplier, position + here[1]
        if (times := MULTIPLIERS.get(text[position : position + 1])) is None:
            break
        multiplier *= times
        position += 1
        scale = multiplier
    unknown = _opaque(text[position:]) if opaque else None
    if unknown is not None:
        return unknown[0], multiplier, position + unknown[1]
    return (None, scale, position) if position else None


def match_unit(text: str, *, opaque: bool = False) -> tuple[Unit, int] | None:
    """The unit at the start of a cleaned text and how many characters it takes, or ``None``.

    Compound units are one unit: ``元/人*月``, ``元/人/月`` and ``元/月·人`` are all
    ``元/人·月``.  With ``opaque`` a short unknown Chinese word is a unit equal only to itself.
    """
    head = _scaled(text, opaque=opaque)
    if head is None:
        return None
    name, scale, position = head
    if name is None:
        return Unit(None, scale), position
    above, below = [name], list[str]()
    while (joint := _JOINT.match(text, position)) is not None:
        following = _term(text[joint.end() :]) or _opaque(text[joint.end() :])
        if following is None:
            break
        (below if below or joint[0][0] in "/每" else above).append(following[0])
        position = joint.end() + following[1]
        if "(" in joint[0] and text[position : position + 1] == ")":
            position += 1
    return Unit(_compound(above, below), scale), position


def _compound(above: list[str], below: list[str]) -> str:
    """The one spelling of a compound unit: parts in order, those of time last."""
    top, bottom = (sorted(parts, key=lambda part: (part in _TIMES, part)) for parts in (above, below))
    if not bottom and len(top) == 1:
        return top[0]
    above_line, below_line = (
        "·".join("月" if part == "个月" else part for part in parts) for parts in (top, bottom)
    )
    above_line = _PERSON_TIMES.get(above_line, above_line)
    return f"{above_line}/{below_line}" if below_line else above_line


_PERSON_TIMES = {"人·月": "人月", "人·天": "人天"}


_BRACKETED = re.compile(r"([^()/]+)\(([^()/]+)\)")
_COLUMN_NOISE = re.compile(r"^(?:计量|度量)?单位:?(?=.)|^\(|(?<!\w)\)$")


def parse_unit(text: str | None) -> Unit | None:
    """The unit in a cell of a unit column (``万元``, ``百分比``, ``元/人*月``), or ``None`` if there is none.

    A short unknown Chinese word is kept as a unit of its own.
    """
    if text is None or len(text) > 40:
        return None
    label = _COLUMN_NOISE.sub("", clean(text))
    for candidate in (label, label.strip("()/"), _BRACKETED.sub(r"\1/\2", label)):
        found = match_unit(candidate, opaque=True)
        if found is not None and found[1] == len(candidate):
            return found[0]
    return None


def convert(value: Fraction, unit: str, to: str) -> Fraction | None:
    """``value`` of ``unit`` in ``to``, exactly, or ``None`` where the two do not convert.

    Both are canonical names.  Months do not convert to days, 个 not to 件; 台/套 is either of its two.
    """
    if unit == to:
        return value
    if _either(unit) & _either(to):
        return value
    top, _, below = unit.partition("/")
    to_top, _, to_below = to.partition("/")
    if below != to_below or top not in _DIMENSION or to_top not in _DIMENSION:
        return None
    (dimension, factor), (to_dimension, to_factor) = _DIMENSION[top], _DIMENSION[to_top]
    return value * factor / to_factor if dimension == to_dimension else None


def _either(unit: str) -> frozenset[str]:
    parts = frozenset(unit.split("/"))
    return parts if parts <= _THINGS else frozenset((unit,))


_IN_NAME = re.compile(r"[(]([^()]{1,12})[)][^()]*$")


def unit_of_name(name: str | None) -> Unit | None:
    """The unit in the last parentheses of an indicator's name (``成本控制数（万元）``), or ``None``."""
    if name is None or len(name) > 500:
        return None
    found = _IN_NAME.search(clean(name))
    if found is None:
        return None
    matched = match_unit(found[1].removeprefix("单位").lstrip(":"))
    return (
        matched[0]
        if matched is not None and matched[1] == len(found[1].removeprefix("单位").lstrip(":"))
        else None
    )
