from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents import figures
from jixiao.documents.figures import (
    AMOUNT_UNITS,
    Figure,
    amount,
    compact,
    is_absurd,
    is_blank,
    literal,
    percent,
    plain,
)

if TYPE_CHECKING:
    from decimal import Decimal

decimals = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False, allow_infinity=False)


@given(decimals)
def test_a_plain_figure_is_itself(value: Decimal) -> None:
    assert plain(format(value, "f")) == Figure(value)
    assert percent(f"{value:f}%") == Figure(value)
    assert amount(format(value, "f")) == Figure(value)


@pytest.mark.parametrize("text", ["10", " 1 0 ", "１０", "10分", "10.", "10%"])
def test_ways_to_write_ten(text: str) -> None:
    assert plain(text).value == 10


def test_trailing_zeros_are_kept() -> None:
    assert str(plain("100.00").value) == "100.00"
    assert str(percent("62.60%").value) == "62.60"


@pytest.mark.parametrize("text", [None, "", " ", "—", "——", "/", "-", "无", "不适用", "\u3000"])
def test_blanks(text: str | None) -> None:
    assert is_blank(text)
    assert plain(text) == percent(text) == amount(text) == Figure()


@given(st.sampled_from(sorted(AMOUNT_UNITS)), st.sampled_from(sorted(AMOUNT_UNITS)), decimals)
def test_amounts_are_converted_exactly(own: str, table: str, value: Decimal) -> None:
    got = amount(f"{value:f}{own}", table).value
    assert got is not None
    assert got * AMOUNT_UNITS[table] == value * AMOUNT_UNITS[own]


@pytest.mark.parametrize("text", ["abc", "5%", "5台", "1,23", "万元", "5.8.1万", "5万5千"])
def test_no_amount(text: str) -> None:
    assert amount(text).trouble == "unreadable"


def test_an_amount_with_a_unit_in_a_table_of_something_else() -> None:
    assert amount("5万", "美元").trouble == "unreadable"
    assert amount("5", "美元").value == 5


@pytest.mark.parametrize(
    "text", ["NaN", "-inf", "∞", "1e400", "1E+99", "9" * 31, "9" * 10**6, "1e-999999999"]
)
def test_absurd(text: str) -> None:
    assert is_absurd(text)
    assert plain(text).trouble == "absurd"


@pytest.mark.parametrize("text", ["1e3", "12345", "nano", "9" * 30, "1e3个", "信息"])
def test_not_absurd(text: str) -> None:
    assert not is_absurd(text)


@pytest.mark.parametrize(
    ("source", "printed"), [("1e3", "1000"), ("1.50", "1.50"), ("25E-1", "2.5"), ("-0", "-0")]
)
def test_literals(source: str, printed: str) -> None:
    assert literal(source) == printed


@pytest.mark.parametrize("source", ["NaN", "1e31", "1e99999", "9" * 31, "9" * 5000])
def test_absurd_literals(source: str) -> None:
    assert literal(source) is None


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    for read in (plain, percent, amount):
        figure = read(text)
        assert (figure.value is None) or (figure.trouble is None)


def test_compact() -> None:
    assert compact("（ Ａ\u3000B\u200b）\n") == "(AB)"
    assert figures.DEFAULT_AMOUNT_UNIT == "万元"
