"""Deadlines and spans, with and without a year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.indicators.cleaning import clean
from jixiao.indicators.dates import PLACEHOLDER_YEAR, in_year, read_date, value_string
from jixiao.indicators.reading import Kind, Period
from tests.indicators.describe import describe


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年12月底前", "date ≤ 2023-12 ·"),
        ("2023年12月31日前", "date ≤ 2023-12-31 ·"),
        ("2023-12-31", "date · 2023-12-31 ·"),
        ("2023/1/5", "date · 2023-01-05 ·"),
        ("2023.12.31", "date · 2023-12-31 ·"),
        ("2023-12", "date · 2023-12 ·"),
        ("2023.12底前", "date ≤ 2023-12 ·"),
        ("23年12月", "date · 2023-12 ·"),
        ("2023年", "date · 2023 ·"),
        ("2023年前", "date ≤ 2023 · before?"),
        ("2023年第三季度", "date · 2023-07/2023-09 ·"),
        ("11月前", "date ≤ 11 月 before?"),
        ("11月底前", "date ≤ 11 月"),
        ("11月30日前", "date ≤ 11-30 日"),
        ("12.31前", "date ≤ 12-31 日"),
        ("不晚于11月", "date ≤ 11 月"),
        ("<11月", "date < 11 月 before?"),
        ("1-12月", "date · 1-12 月"),
        ("11月至次年3月", "date · 11-3 月"),
        ("2023年11月至2024年3月", "date · 2023-11/2024-03 ·"),
        ("2022-2023年", "date · 2022/2023 ·"),
        ("上半年", "date · 1-6 月"),
        ("下半年完成", "date · 7-12 月"),
        ("第三季度末", "date · 7-9 月"),
        ("年底前", "date ≤ 12 月"),
        ("2023年底前", "date ≤ 2023-12 ·"),
        ("年内完成", "date ≤ 1-12 月"),
        ("5月上旬", "date · 05-01/05-10 日"),
        ("已于11月完成", "date · 11 月"),
        # refused
        ("2023.12", "unreadable !date-ambiguous"),
        ("20231231", "unreadable !date-ambiguous"),
        ("2022-2023", "unreadable !date-ambiguous"),
        ("12月内", "unreadable !month-ambiguous"),
        ("2月30日", "unreadable !date-impossible"),
        ("≥12月底前", "unreadable !operator-conflict"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    reading = read_date(clean(text))
    assert reading is not None
    assert describe(reading) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "12个月",
        "3个月内",
        "每月15日前",
        "2019年标准",
        "未在12月底前完成",
        "月底前",
        "100%",
        "全年12期",
        "2023.12万元",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(clean(text)) is None


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
    ):
        reading = read_date(text)
        assert reading is not None
        assert reading.period == Period(day, day)
        assert value_string(reading.period) == day.isoformat()


@given(st.integers(1, 12), st.integers(2001, 2090))
def test_a_month_without_year_takes_the_year_of_the_form(month: int, year: int) -> None:
    bare, whole = read_date(f"{month}月"), read_date(f"{year}年{month}月")
    assert bare is not None
    assert whole is not None
    assert bare.period is not None
    assert bare.period.first.year == PLACEHOLDER_YEAR
    assert in_year(bare.period, year) == whole.period
    assert whole.period is not None
    assert in_year(whole.period, 1999) == whole.period


def test_february_ends_where_it_ends() -> None:
    reading = read_date("2月底前")
    assert reading is not None
    assert reading.kind is Kind.DATE
    assert reading.period is not None
    assert in_year(reading.period, 2023).last == date(2023, 2, 28)
    assert in_year(reading.period, 2024).last == date(2024, 2, 29)
