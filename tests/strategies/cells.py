"""What people write in cells: one quantity in many spellings, and text of any sort."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hypothesis import assume
from hypothesis import strategies as st

from jixiao.indicators.numbers import exact_string
from jixiao.indicators.reading import Operator

SIGNS = {
    Operator.GE: ("≥", ">=", "＞＝", "≧", "⩾", "=>", "大于等于", "不低于", "不少于", "至少", "大 于 等 于"),
    Operator.GT: (">", "＞", "〉", "大于", "超过", "高于"),
    Operator.LE: ("≤", "<=", "＜＝", "≦", "⩽", "小于等于", "不超过", "不高于", "至多", "不 超过"),
    Operator.LT: ("<", "＜", "〈", "小于", "低于", "少于"),
    Operator.EQ: ("=", "＝", "═", "==", "等于"),
}
TAILS = {Operator.GE: ("以上", "及以上", "(含)以上", "（含）以上"), Operator.LE: ("以下", "以内", "及其以下")}
UNITS = {
    "%": ("%", "％", "百分比", " %", "﹪"),
    "人": ("人", "名", "位", " 人"),
    "天": ("天", "日"),
    "平方米": ("平方米", "㎡", "m²", "m2"),
    "元": ("元", "元整"),
    "个": ("个",),
    "公里": ("公里", "千米", "km", "KM"),
    "元/人·月": ("元/人·月", "元/人*月", "元/月·人", "元/人/月", "元／人・月"),
    None: ("",),
}


@dataclass(frozen=True)
class Spelled:
    """A quantity and one way to print it."""

    text: str
    operator: Operator | None
    value: Fraction
    unit: str | None


def _full_width(text: str) -> str:
    return "".join(
        chr(ord(char) + 0xFEE0) if char.isascii() and char in "0123456789.,-" else char for char in text
    )


decimals = st.builds(
    lambda units, digits: Fraction(units, 10**digits), st.integers(0, 10**9), st.integers(0, 4)
)


@st.composite
def printed_numbers(draw: st.DrawFn, value: Fraction) -> str:
    """``value`` with thousands separators, full-width digits, blanks or useless zeros, or none of them."""
    plain = exact_string(value)
    whole, point, rest = plain.partition(".")
    if draw(st.booleans()):
        whole = f"{int(whole):,}"
    if draw(st.booleans()):
        rest += "0" * draw(st.integers(1, 3))
        point = "."
    text = whole + point + rest
    style = draw(st.sampled_from(("plain", "wide", "blanks", "lines")))
    if style == "wide":
        return _full_width(text)
    if style in {"blanks", "lines"}:
        gap = " " if style == "blanks" else "\n"
        at = draw(st.integers(0, len(text)))
        return text[:at] + gap + text[at:]
    return text


def may_be_a_date(value: Fraction) -> bool:
    """Whether a bare number could be a year with a month, or a whole date (2023.5, 20231231)."""
    return 1900 <= value < 2100 or 19000101 <= value <= 20991231


@st.composite
def spelled_quantities(draw: st.DrawFn) -> Spelled:
    """A quantity in any of its spellings, 万 folded or not; a bare one is no possible date."""
    value = draw(decimals)
    unit = draw(st.sampled_from(sorted(UNITS, key=str)))
    assume(unit is not None or not may_be_a_date(value))
    operator = draw(st.sampled_from((None, *SIGNS)))
    folded = unit in {"元", "人", "个"} and draw(st.booleans())
    number = draw(printed_numbers(value / 10000 if folded else value))
    multiplier = "万" if folded else ""
    suffix = draw(st.sampled_from(UNITS[unit]))
    before, after = "", ""
    if operator is not None:
        if operator in TAILS and draw(st.booleans()):
            after = draw(st.sampled_from(TAILS[operator]))
        else:
            before = draw(st.sampled_from(SIGNS[operator]))
    return Spelled(f"{before}{number}{multiplier}{suffix}{after}", operator, value, unit)


_PIECES = (
    *"0123456789.,%‰-~/()（）≥≤=<>±每按年月日天次个万亿千百元人户约近余多半;:、；， \n\t②½²×*★'\"—＝％９",
    "不低于", "以上", "以内", "完成", "达到", "提高", "2023", "12月", "年底前", "一次", "百分之", "九十",
    "控制在", "之间", "每月",
    "元/人*月", "率", "达成", "目标", "部分", "基本", "季度", "半年", "壹佰", "至", "到", "1e5", "nan",
    "\u200b", "\x00", "\ud800",
)  # fmt: skip

cell_texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(_PIECES), max_size=20).map("".join),
)
"""Any text at all, half of it made of what cells are made of."""
