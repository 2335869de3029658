"""Bands: two ends in one unit, in the right order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from jixiao.indicators.bands import read_band
from jixiao.indicators.cleaning import clean
from jixiao.indicators.numbers import exact_string
from tests.indicators.describe import describe
from tests.strategies.cells import decimals

if TYPE_CHECKING:
    from fractions import Fraction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("85%-90%", "band · 85-90 % [85, 90]"),
        ("85-90%", "band · 85-90 % [85, 90]"),
        ("50%～60%", "band · 50-60 % [50, 60]"),
        ("85~90分", "band · 85-90 分 [85, 90]"),
        ("5至10天", "band · 5-10 天 [5, 10]"),
        ("5%到10%", "band · 5-10 % [5, 10]"),
        ("10-15万元", "band · 100000-150000 元 ×10000 [100000, 150000]"),
        ("10万-15万元", "band · 100000-150000 元 ×10000 [100000, 150000]"),
        ("控制在50-60之间", "band · 50-60 · [50, 60]"),
        ("在80%到90%之间", "band · 80-90 % [80, 90]"),
        ("80%和90%之间", "band · 80-90 % [80, 90]"),
        ("100±5", "band · 95-105 · [95, 105]"),
        ("90%±2%", "band · 88-92 % [88, 92]"),
        ("±5%以内", "band · -5-5 % [-5, 5]"),
        ("误差不超过±5%", "band · -5-5 % [-5, 5]"),
        ("[80%,90%)", "band · 80-90 % [80, 90)"),
        ("(5,10]", "band · 5-10 · (5, 10]"),
        ("80%≤x<90%", "band · 80-90 % [80, 90)"),
        ("≥80%且≤90%", "band · 80-90 % [80, 90]"),
        ("80%以上90%以下", "band · 80-90 % [80, 90]"),
        (">5且<10", "band · 5-10 · (5, 10)"),
        ("-5%~5%", "band · -5-5 % [-5, 5]"),
        # refused
        ("90%-85%", "unreadable !band-reversed"),
        ("≥95%且≤90%", "unreadable !band-reversed"),
        ("5个-10件", "unreadable !unit-conflict"),
        ("50±5%", "unreadable !unit-conflict"),
        ("≥85%-90%", "unreadable !operator-with-band"),
        ("5-10天内", "unreadable !operator-with-band"),
        ("1,12-5", "unreadable !number-malformed"),
    ],
)
def test_bands(text: str, expected: str) -> None:
    reading = read_band(clean(text), "target")
    assert reading is not None
    assert describe(reading) == expected


@pytest.mark.parametrize("text", ["85%", "", "第3-5名", "未达到80%-90%", "好-更好"])
def test_what_is_no_band(text: str) -> None:
    assert read_band(clean(text), "target") is None


@given(decimals, decimals)
def test_the_ends_are_exact_and_ordered(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    reading = read_band(f"{exact_string(low)}%-{exact_string(high)}%", "target")
    assert reading is not None
    assert reading.interval is not None
    assert (reading.interval.low, reading.interval.high, reading.unit) == (low, high, "%")
