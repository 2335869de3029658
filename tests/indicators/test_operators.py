"""Operator columns and the words of comparison."""

from __future__ import annotations

import pytest

from jixiao.indicators.operators import AFTER, BEFORE, QUALITATIVE, SILENT, column_operator
from jixiao.indicators.reading import Kind, Operator
from jixiao.indicators.target import parse_target


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("≥", Operator.GE),
        (">=", Operator.GE),
        ("≧", Operator.GE),
        ("大于等于", Operator.GE),
        ("大于等于（≥）", Operator.GE),
        ("不低于", Operator.GE),
        ("正向指标", Operator.GE),
        ("＝", Operator.EQ),
        ("═", Operator.EQ),
        ("等于", Operator.EQ),
        ("≤", Operator.LE),
        ("反向", Operator.LE),
        ("＜", Operator.LT),
        (">", Operator.GT),
        ("定性", QUALITATIVE),
        ("文字描述", QUALITATIVE),
        (None, SILENT),
        ("", SILENT),
        ("定量", SILENT),
        ("/", SILENT),
        ("随便", None),
        ("≥" * 50 + "x", None),
    ],
)
def test_operator_columns(text: str | None, meaning: object) -> None:
    assert column_operator(text) == meaning


@pytest.mark.parametrize(
    ("operator", "word"), [(sign, word) for sign, words in BEFORE.items() for word in words]
)
def test_every_word_before_a_number_is_read(operator: Operator, word: str) -> None:
    reading = parse_target(f"{word}90%")
    assert (reading.kind, reading.operator) == (Kind.QUANTITY, operator)


@pytest.mark.parametrize(
    ("operator", "word"), [(sign, word) for sign, words in AFTER.items() for word in words]
)
def test_every_word_after_a_number_is_read(operator: Operator, word: str) -> None:
    reading = parse_target(f"90%{word}")
    assert (reading.kind, reading.operator) == (Kind.QUANTITY, operator)


def test_no_word_means_two_operators() -> None:
    for words in (BEFORE, AFTER):
        every = [word for group in words.values() for word in group]
        assert len(every) == len(set(every))
