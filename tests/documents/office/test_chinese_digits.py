from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.office.chinese_digits import digitwise, with_units


@pytest.mark.parametrize(
    ("text", "style", "spoken"),
    [
        ("0", 1, "〇"),
        ("10", 1, "一十"),
        ("105", 1, "一百〇五"),
        ("10001", 1, "一万〇一"),
        ("123.45", 1, "一百二十三.四五"),
        ("20500", 2, "贰万零伍佰"),
        ("100000000", 2, "壹亿"),
        ("123", 3, "１百２十３"),
        ("1" * 20, 1, "一" * 20),
        ("-5", 1, "-五"),
    ],
)
def test_numbers_are_read_out(text: str, style: int, spoken: str) -> None:
    assert with_units(text, style) == spoken


def test_digits_are_read_one_by_one() -> None:
    assert digitwise("2023年", 1) == "二〇二三年"
    assert digitwise("20", 2) == "贰零"


def said(text: str) -> int:
    """The number below ten thousand that a person hears."""
    total = digit = 0
    for char in text:
        if char in "拾佰仟":
            total, digit = total + digit * 10 ** ("拾佰仟".index(char) + 1), 0
        else:
            digit = "零壹贰叁肆伍陆柒捌玖".index(char)
    return total + digit


@given(st.integers(1, 10**16 - 1))
def test_what_is_read_out_is_the_number(value: int) -> None:
    spoken = with_units(str(value), 2)
    digits = [char for char in str(value) if char != "0"]
    assert [
        str("零壹贰叁肆伍陆柒捌玖".index(char)) for char in spoken if char in "壹贰叁肆伍陆柒捌玖"
    ] == digits


@given(st.integers(1, 10**4 - 1))
def test_four_digits_are_heard_as_the_number(value: int) -> None:
    assert said(with_units(str(value), 2)) == value
