from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.office.format_dates import show_date
from jixiao.documents.office.format_tokens import compile_format


def shown(code: str, value: str, *, date1904: bool = False) -> str | None:
    return show_date(compile_format(code)[0], Decimal(value), date1904=date1904)


@given(st.dates(min_value=dt.date(1900, 3, 1)))
def test_a_day_is_the_day_of_the_calendar(day: dt.date) -> None:
    serial = str((day - dt.date(1899, 12, 30)).days)
    assert shown("yyyy-mm-dd", serial) == day.isoformat()
    assert shown("aaaa", serial) == "星期" + "一二三四五六日"[day.weekday()]


@given(st.integers(0, 86399))
def test_a_time_is_the_second_of_the_day(second: int) -> None:
    serial = str(Decimal(45000) + Decimal(second) / 86400)
    moment = dt.datetime(2023, 3, 15, tzinfo=dt.UTC) + dt.timedelta(seconds=second)
    assert shown("yyyy-mm-dd hh:mm:ss", serial) == moment.strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("[h]:m", "0.5", "12:0"),
        ("h m s", "0.5", "12 0 0"),
        ("yyyy-m", "45261", "2023-12"),
        ("m", "45261", "12"),
        ("mmmm", "45261", "December"),
        ("mmmmm", "45261", "D"),
        ("[$-804]mmmm", "45261", "十二月"),
        ("[$-804]ddd", "45261", "周五"),
        ("ddd", "45261", "Fri"),
        ("aaa", "45261", "五"),
        ("yy.mm.dd", "45261", "23.12.01"),
        ("h A/P", "0.75", "6 P"),
        ("[ss]", "0.001", "86"),
        ("ss.000", "0.00001", "00.864"),
        ("[DBNum1]m月d日", "45275", "十二月十五日"),
    ],
)
def test_letters_of_a_format(code: str, value: str, text: str) -> None:
    assert shown(code, value) == text


@pytest.mark.parametrize("value", ["-1", "2958466", "1e300"])
def test_no_such_day(value: str) -> None:
    assert shown("yyyy-mm-dd", value) is None


def test_the_last_day() -> None:
    assert shown("yyyy-mm-dd", "2958465") == "9999-12-31"
    assert shown("yyyy-mm-dd", "2958464", date1904=True) is None
