"""Targets whose operator and unit stand in columns of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.indicators.numbers import exact_string
from jixiao.indicators.reading import Operator
from jixiao.indicators.target import parse_target
from tests.indicators.describe import describe
from tests.strategies.cells import SIGNS, UNITS, decimals

if TYPE_CHECKING:
    from fractions import Fraction

COLUMNS = [
    ("90", {"operator": "≥", "unit": "%"}, "quantity ≥ 90 %"),
    ("8", {"operator": "≥", "unit": "万亩"}, "quantity ≥ 80000 亩 ×10000"),
    ("735", {"operator": "≧", "unit": "人次"}, "quantity ≥ 735 人次"),
    ("100", {"operator": "═", "unit": "百分比"}, "quantity = 100 %"),
    ("90", {"operator": "大于等于", "unit": "%"}, "quantity ≥ 90 %"),
    ("5", {"operator": "正向指标", "unit": "次"}, "quantity ≥ 5 次"),
    ("5", {"operator": "反向", "unit": "次"}, "quantity ≤ 5 次"),
    ("10", {"unit": "个(套)"}, "quantity · 10 个/套"),
    ("100", {"operator": "=", "unit": "元/人*月"}, "quantity = 100 元/人·月"),
    ("85-90", {"operator": "=", "unit": "%"}, "band · 85-90 % [85, 90]"),
    ("12", {"unit": "月"}, "date · 12 月"),
    ("2023", {"unit": "年"}, "date · 2023 ·"),
    ("1", {"operator": "≥", "unit": "次/月"}, "frequency ≥ 12 次"),
    ("2次", {"unit": "次/年"}, "frequency · 2 次"),
    ("2023.12", {"operator": "≤", "unit": "万元"}, "quantity ≤ 20231200 元 ×10000"),
    ("三", {"operator": "≥", "unit": "次"}, "quantity ≥ 3 次"),
    ("3", {"operator": "≤", "unit": "工作日内"}, "quantity ≤ 3 工作日"),
    ("200余", {"unit": "人"}, "quantity · 200 人 ~ (200, )"),
    ("5", {"unit": "盆花"}, "quantity · 5 盆"),
    # what column and text both say
    ("100%", {"unit": "%"}, "quantity · 100 %"),
    ("≥50个", {"operator": "≥", "unit": "个"}, "quantity ≥ 50 个"),
    ("90%以上", {"operator": "≥", "unit": "%"}, "quantity ≥ 90 %"),
    ("15万", {"unit": "万元"}, "quantity · 150000 元 ×10000"),
    ("50人", {"unit": "名"}, "quantity · 50 人"),
    ("5万元", {"unit": "元"}, "quantity · 50000 元 ×10000"),
    ("9月前", {"unit": "月前"}, "date ≤ 9 月 before?"),
    ("12月底前", {"operator": "≤", "unit": "月"}, "date ≤ 12 月"),
    ("100%1000件", {"unit": "%1000件"}, "several {quantity · 100 % | quantity · 1000 件}"),
    ("至少全年完成2次宣传", {"operator": "至少全年完成", "unit": "次宣传"}, "quantity ≥ 2 次"),
    # contradictions
    ("≥50个", {"operator": "≤"}, "unreadable !operator-conflict"),
    ("90%以上", {"operator": "="}, "unreadable !operator-conflict"),
    ("85-90%", {"operator": "≥"}, "unreadable !operator-with-band"),
    ("15元", {"unit": "万元"}, "unreadable !unit-conflict"),
    ("50人", {"unit": "%"}, "unreadable !unit-conflict"),
    ("5", {"operator": "胡乱"}, "unreadable !operator-unknown"),
    ("5", {"unit": "第2类物资"}, "unreadable !unit-unknown"),
    # columns that say nothing
    ("90", {"operator": "", "unit": "/"}, "quantity · 90 ·"),
    ("90", {"operator": "定量", "unit": "无"}, "quantity · 90 ·"),
    ("有效", {"operator": "=", "unit": "%"}, "statement"),
    # qualitative columns
    ("有效", {"operator": "定性"}, "statement"),
    ("100%", {"operator": "定性指标"}, "statement"),
    ("", {"operator": "定性"}, "unreadable !empty"),
    (None, {"operator": "≥", "unit": "%"}, "unreadable !empty"),
    # the name lends its unit to a target that has none
    ("63", {"name": "成本控制数（万元）"}, "quantity · 630000 元 ×10000"),
    ("63", {"name": "成本控制数（万元）", "unit": "元"}, "quantity · 63 元"),
    ("200万", {"name": "成本(万元)"}, "quantity · 2000000 元 ×10000"),
    ("63%", {"name": "成本控制数（万元）"}, "quantity · 63 %"),
    ("5", {"name": "结余率(结余数/预算数)"}, "quantity · 5 ·"),
]


@pytest.mark.parametrize(("text", "columns", "expected"), COLUMNS)
def test_columns_join_to_one_target(text: str | None, columns: dict[str, str], expected: str) -> None:
    reading = parse_target(text, **columns)
    assert describe(reading) == expected
    assert reading.text == (text or "")


@given(
    decimals,
    st.sampled_from(list(Operator)),
    st.sampled_from([name for name in UNITS if name is not None]),
    st.data(),
)
def test_split_columns_give_the_reading_of_the_single_cell(
    value: Fraction, operator: Operator, unit: str, data: st.DataObject
) -> None:
    number = exact_string(value)
    sign = data.draw(st.sampled_from([word for word in SIGNS[operator] if word not in {"至少", "至多"}]))
    printed = data.draw(st.sampled_from(UNITS[unit]))
    split = parse_target(number, operator=sign, unit=printed)
    single = parse_target(f"{operator.value}{number}{unit}")
    assert replace(split, text="") == replace(single, text="")
