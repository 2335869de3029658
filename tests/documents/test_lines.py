from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.lines import MAX_LINE, Document, Line


@pytest.mark.parametrize(
    ("text", "mode", "cells"),
    [
        ("甲\t\t乙 \t", "grid", ("甲", "", "乙", "")),
        ("| 甲 |  | 乙 |", "grid", ("甲", "", "乙")),
        ("甲 | 乙 | ", "grid", ("甲", "乙")),
        ("| a \\| b | **c** |", "grid", ("a | b", "c")),
        ("| 甲<br>乙 | 丙 |", "grid", ("甲 乙", "丙")),
        ("甲｜乙｜丙", "grid", ("甲", "乙", "丙")),
        ("甲 | 乙", "grid", ("甲", "乙")),
        ("│甲│乙│", "grid", ("甲", "乙")),
        ("甲  乙   丙 丁", "wide", ("甲", "乙", "丙 丁")),
        ("甲\u3000乙", "wide", ("甲", "乙")),
        ("甲 乙", "words", ("甲", "乙")),
        ("甲|乙 是或", "words", ("甲|乙", "是或")),
        ("", "words", ()),
        ("x" * (MAX_LINE + 1), "words", ()),
        ('"甲\n乙"\t"丙 ""丁"""', "grid", ("甲\n乙", '"丙 ""丁"""')),
    ],
)
def test_cells(text: str, mode: str, cells: tuple[str, ...]) -> None:
    line = Line(1, text)
    assert (line.mode, line.cells) == (mode, cells)


def test_a_rule_only_draws() -> None:
    assert Line(1, "|---|:--:|").is_rule
    assert Line(1, "├────┼────┤").is_rule
    assert not Line(1, "| 甲 |").is_rule
    assert not Line(1, " ").is_rule


def test_spans_count_chinese_as_two() -> None:
    assert Line(1, "甲乙  ab   ≥5").spans == ((0, 4), (6, 8), (11, 13))
    assert Line(1, "  x").spans == ((2, 3),)
    assert Line(1, "   ").spans == ()


def test_spaced_keeps_blanks() -> None:
    assert Line(1, "  甲    乙").spaced == ("", "甲", "", "乙")
    assert Line(1, "\u3000甲\u3000\u3000乙").spaced == ("", "甲", "", "乙")


@given(st.text(st.sampled_from("甲 \n\r\ta"), max_size=60))
def test_a_document_numbers_its_lines(text: str) -> None:
    document = Document(text)
    plain = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    expected = [(number, line) for number, line in enumerate(plain, 1) if line.strip()]
    assert [(line.number, line.text) for _, line in document.forward(0)] == expected
    ended = Document(text + "\n")
    back = [(line.number, line.text) for line in ended.backward(len(ended.text), 10**6)]
    assert back == expected[::-1]


def test_positions() -> None:
    document = Document("甲\n\n乙丙\n丁")
    assert [document.number(at) for at in (5, 0, 3, 6)] == [3, 1, 3, 4]
    assert (document.start(4), document.end(4)) == (3, 5)
    assert document.line(3) == Line(3, "乙丙")
    assert [line.text for line in document.backward(6, 1)] == ["乙丙"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\t10\t", True),
        ("甲\t１０", True),
        ("甲\t1.5", True),
        ("甲\t10分", False),
        ("甲\t\t", False),
        ("甲", False),
    ],
)
def test_a_line_knows_whether_a_cell_is_nothing_but_a_number(text: str, expected: bool) -> None:
    assert Line(1, text).has_digits is expected


def test_a_line_is_cut_once() -> None:
    document = Document("甲\n乙")
    (_, first), (_, second) = document.forward(0)
    assert [line for _, line in document.forward(0)] == [first, second]
    assert document.line(0) is first
    assert first.cells is first.cells
