from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.write.styles import (
    BODY,
    COLOURS,
    MARGIN_MM,
    PAGE_MM,
    SIGNS,
    amount,
    as_float,
    decimals,
    display_width,
    families,
    figure,
    lines_of,
    printable,
    text_height,
)
from tests.strategies.written import numbers


def test_the_margins_leave_the_type_area_of_the_standard() -> None:
    width = PAGE_MM[0] - MARGIN_MM["left"] - MARGIN_MM["right"]
    height = PAGE_MM[1] - MARGIN_MM["top"] - MARGIN_MM["bottom"]
    assert (width, height) == (156, 225)


def test_every_mark_has_its_own_sign() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)
    assert COLOURS.keys() <= SIGNS.keys()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (None, ""),
        ("一\r\n二\r三\x0b四", "一\n二\n三\n四"),
        ("\x00a\x1f", "\ufffda\ufffd"),
        ("\ud800", "\ufffd"),
        ("\uffff", "\ufffd"),
        ("\t𠮷", "\t𠮷"),
    ],
)
def test_text_is_made_printable(text: str | None, shown: str) -> None:
    assert printable(text) == shown


@given(st.text())
def test_printable_text_stays_and_can_be_encoded(text: str) -> None:
    once = printable(text)
    assert printable(once) == once
    assert once.encode("utf-8").decode("utf-8") == once


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("绩效", 4), ("≥90%", 5), ("e\u0301", 1), ("", 0)])
def test_widths_count_a_chinese_character_as_two(text: str, width: int) -> None:
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("text", "columns", "lines"), [("", 9, 1), ("绩效指标", 9, 1), ("绩效指标值", 9, 2), ("甲\n乙", 9, 2)]
)
def test_lines_are_counted_with_room_to_spare(text: str, columns: int, lines: int) -> None:
    assert lines_of(text, columns) == lines


def test_a_line_of_ten_point_type_takes_thirteen_and_a_half_points() -> None:
    assert text_height("甲\n乙", 9) - text_height("甲", 9) == 13.5


@pytest.mark.parametrize(
    ("value", "score", "money"),
    [
        ("10.00", "10", "10.00"),
        ("4.640", "4.64", "4.640"),
        ("1E+3", "1000", "1000"),
        ("-0", "0", "-0"),
        ("1E+400", "1E+400", "1E+400"),
    ],
)
def test_figures_are_plain_and_amounts_as_given(value: str, score: str, money: str) -> None:
    assert figure(Decimal(value)) == score
    assert amount(Decimal(value)) == money


def test_nothing_is_printed_for_no_number() -> None:
    assert (figure(None), amount(None)) == ("", "")


@given(numbers)
def test_printed_figures_keep_their_value(value: Decimal) -> None:
    assert Decimal(figure(value)) == value
    assert Decimal(amount(value)) == value


@given(numbers)
def test_a_binary_number_is_exact_or_none(value: Decimal) -> None:
    number = as_float(value)
    assert number is None or Decimal(repr(number)) == value


def test_decimals_are_counted_as_printed() -> None:
    assert [decimals(text) for text in ("5", "4.640", "-0.5")] == [0, 3, 1]


def test_a_style_sheet_names_the_font_and_what_stands_in() -> None:
    named = families(BODY)
    assert named.index(f'"{BODY.name}"') < named.index(f'"{BODY.instead[0]}"')
