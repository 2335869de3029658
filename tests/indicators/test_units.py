"""Units: one name each, multipliers folded, exact conversion or none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.indicators.units import PLAIN, SYNONYMS, Unit, convert, match_unit, parse_unit, unit_of_name


@pytest.mark.parametrize(
    ("text", "name", "scale"),
    [
        ("万元", "元", 10000),
        ("亿元", "元", 10**8),
        ("千元", "元", 1000),
        ("百万元", "元", 10**6),
        ("万", None, 10000),
        ("万亩", "亩", 10000),
        ("万人次", "人次", 10000),
        ("千克", "公斤", 1),
        ("千米", "公里", 1),
        ("千瓦", "千瓦", 1),
        ("万千瓦时", "千瓦时", 10000),
        ("百分点", "百分点", 1),
        ("个百分点", "百分点", 1),
        ("百分比", "%", 1),
        ("％", "%", 1),
        ("名", "人", 1),
        ("日", "天", 1),
        ("h", "小时", 1),
        ("㎡", "平方米", 1),
        ("m²", "平方米", 1),
        ("元/人*月", "元/人·月", 1),
        ("元/月/人", "元/人·月", 1),
        ("万元/户", "元/户", 10000),
        ("台/套", "台/套", 1),
        ("台（套）", "台/套", 1),
        ("mg/m³", "毫克/立方米", 1),
        ("元每亩", "元/亩", 1),
        ("人·月", "人月", 1),
        ("元/万人", "元/万人", 1),
        ("标台", "标台", 1),
        ("单位：万元", "元", 10000),
    ],
)
def test_unit_columns(text: str, name: str | None, scale: int) -> None:
    assert parse_unit(text) == Unit(name, scale)


@pytest.mark.parametrize(
    "text", [None, "", "/", "以上", "5%", "第2类", "kgs", "十分详细的一段说明文字", "无", "x" * 100]
)
def test_what_is_no_unit(text: str | None) -> None:
    assert parse_unit(text) is None


@pytest.mark.parametrize(
    ("value", "unit", "to", "result"),
    [
        ("3", "吨", "公斤", "3000"),
        ("500", "克", "公斤", "1/2"),
        ("3", "亩", "平方米", "2000"),
        ("1", "公顷", "亩", "15"),
        ("1", "平方公里", "公顷", "100"),
        ("90", "分钟", "小时", "3/2"),
        ("2", "天", "小时", "48"),
        ("1", "年", "个月", "12"),
        ("9", "‰", "%", "9/10"),
        ("5", "元/吨", "元/吨", "5"),
        ("6", "台", "台/套", "6"),
        ("5", "个", "件", None),
        ("5", "件", "项", None),
        ("1", "个月", "天", None),
        ("1", "工作日", "天", None),
        ("5", "%", "百分点", None),
        ("5", "元", "美元", None),
        ("5", "次", "次/人", None),
        ("5", "元/吨", "元/公斤", None),
    ],
)
def test_conversion_is_exact_or_refused(value: str, unit: str, to: str, result: str | None) -> None:
    assert convert(Fraction(value), unit, to) == (None if result is None else Fraction(result))


_NAMES = sorted({*SYNONYMS, *PLAIN.split()})


@given(st.sampled_from(_NAMES), st.sampled_from(_NAMES), st.fractions(0, 10**6))
def test_conversion_goes_back(unit: str, to: str, value: Fraction) -> None:
    there = convert(value, unit, to)
    assert (there is None) == (convert(value, to, unit) is None)
    if there is not None:
        assert convert(there, to, unit) == value


@pytest.mark.parametrize("name", _NAMES)
def test_a_canonical_name_is_its_own_spelling(name: str) -> None:
    assert parse_unit(name) == Unit(name)


def test_the_longest_unit_is_meant_and_an_unknown_word_only_on_request() -> None:
    assert match_unit("个工作日内") == (Unit("工作日"), 4)
    assert match_unit("标台") is None
    assert match_unit("标台", opaque=True) == (Unit("标台"), 2)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("成本控制数（万元）", Unit("元", 10000)),
        ("培训人数(人)", Unit("人")),
        ("验收合格率(%)", Unit("%")),
        ("结余率(结余数/预算数)", None),
        ("农村低保标准(≥**元/人·月)", None),
        ("成本", None),
        (None, None),
    ],
)
def test_a_name_lends_its_unit(name: str | None, unit: Unit | None) -> None:
    assert unit_of_name(name) == unit
