"""Reading any cell: nothing raises, the text is kept, spelling does not matter."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jixiao.indicators.actual import parse_actual
from jixiao.indicators.cells import read_cell
from jixiao.indicators.numbers import exact_string
from jixiao.indicators.reading import Kind, Operator
from jixiao.indicators.target import parse_target
from jixiao.texts import table
from tests.strategies.cells import Spelled, cell_texts, decimals, may_be_a_date, spelled_quantities

if TYPE_CHECKING:
    from fractions import Fraction


@given(cell_texts)
def test_any_text_is_read_without_raising_and_kept(text: str) -> None:
    for reading in (parse_target(text), parse_actual(text)):
        assert reading.text == text
        assert (reading.kind is Kind.UNREADABLE) <= (reading.reason in table())
        assert (reading.period is not None) == (reading.kind is Kind.DATE)
        assert (len(reading.parts) >= 2) == (reading.kind is Kind.SEVERAL)
        assert (reading.tier is not None) == (reading.kind is Kind.TIER)
        if reading.quantity is not None:
            assert reading.quantity.unit == reading.unit
            assert reading.quantity.scale == reading.scale


@given(spelled_quantities())
def test_every_spelling_of_a_quantity_gives_the_same_reading(spelled: Spelled) -> None:
    reading = parse_target(spelled.text)
    assert reading.kind is Kind.QUANTITY
    assert reading.quantity is not None
    assert (reading.operator, reading.quantity.value, reading.unit) == (
        spelled.operator,
        spelled.value,
        spelled.unit,
    )
    assert not reading.approximate


@given(
    decimals,
    st.sampled_from((None, *Operator)),
    st.sampled_from(("", "%", "‰", "人", "元", "个", "天", "元/户")),
)
def test_what_is_rendered_is_read_back(value: Fraction, operator: Operator | None, unit: str) -> None:
    assume(unit or not may_be_a_date(value))
    text = f"{operator.value if operator else ''}{exact_string(value)}{unit}"
    reading = parse_target(text)
    assert reading.quantity is not None
    assert (reading.operator, reading.quantity.value, reading.unit) == (operator, value, unit or None)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 1_000_000,
        "完成" * 500_000,
        "1e" + "9" * 100_000,
        *(
            piece * (500 // len(piece))
            for piece in ("≥", "约", "每", "1-", "1,", "万", "1万", "12月", "2023年", "按时")
        ),
        *(
            piece * (500 // len(piece))
            for piece in ("一", "1%且", "5人/", "1小时", "3个", "(1)", "1.2.", "达到", "提高")
        ),
        "每月" * 200 + "1次",
        "达到" * 249 + "5",
        "﷽" * 400,
    ],
    ids=lambda text: f"{text[:4]} x {len(text)}",
)
def test_a_hostile_text_is_answered_at_once(text: str) -> None:
    start = time.perf_counter()
    readings = (
        parse_target(text),
        parse_actual(text),
        parse_target("5", operator=text, unit=text, name=text),
    )
    assert time.perf_counter() - start < 1
    assert [reading.text for reading in readings] == [text, text, "5"]


def test_a_long_text_is_kept_and_not_read() -> None:
    words, digits = read_cell("完成" * 251, "actual"), read_cell("9" * 501, "actual")
    assert (words.kind, words.reason) == (Kind.STATEMENT, "too-long")
    assert (digits.kind, digits.reason) == (Kind.UNREADABLE, "too-long")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1小时30分", "小时", "1.5"),
        ("1年6个月", "年", "1.5"),
        ("3公斤200克", "公斤", "3.2"),
        ("5元5角", "元", "5.5"),
    ],
)
def test_a_quantity_in_two_units_is_one_quantity(text: str, unit: str, value: str) -> None:
    reading = read_cell(text, "target")
    assert reading.kind is Kind.QUANTITY
    assert reading.quantity is not None
    assert (exact_string(reading.quantity.value), reading.unit) == (value, unit)


def test_units_that_grow_are_several() -> None:
    assert read_cell("30分1小时", "target").kind is Kind.SEVERAL


def test_no_text_is_an_empty_cell() -> None:
    assert (read_cell(None, "target").text, read_cell(None, "target").reason) == ("", "empty")
