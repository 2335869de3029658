from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.commands.columns import NBSP, Cell, Column, figures, plain, styled, table, wrap
from jixiao.console import width


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("达到目标", 20, ["达到目标"]),
        ("达到目标，得满分", 8, ["达到目", "标，得满", "分"]),  # no line begins with a comma
        ("", 10, [""]),
        ("5 × 80% = 4", 20, ["5 × 80% = 4"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("60%≤完成率<100%：是", 17, ["60%≤完成率<100%：", "是"]),
        ("60%≤完成率<100%：是", 16, ["60%≤完成率<100", "%：是"]),
    ],
)
def test_lines_break_where_a_person_would_break_them(text: str, columns: int, lines: list[str]) -> None:
    assert wrap(text, columns) == lines


def test_a_formula_stays_on_one_line_if_a_line_can_hold_it() -> None:
    text = figures("44 ÷ 56 = 78.57%，10 ×（78.57%−60%）÷（1−60%）= 4.64")
    assert wrap(text, 38) == ["44 ÷ 56 = 78.57%，", "10 ×（78.57%−60%）÷（1−60%）= 4.64"]
    assert NBSP not in "".join(wrap(text, 20))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\tc", "a b c"),
        ("\x1b[31m红\x07", "[31m红"),
        ("甲\u202e乙", "甲 乙"),
        ("  x ", "x"),
        ("\x9b31m", "31m"),
    ],
)
def test_a_documents_text_never_steers_the_terminal(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_columns_that_fit_are_as_wide_as_they_need() -> None:
    columns = [Column("指标", 5), Column("分值", right=True)]
    assert table(columns, [[Cell("数量"), Cell("5")]], 80, colour=False) == [["指标  分值"], ["数量     5"]]


def test_columns_that_do_not_fit_share_what_is_left_by_weight() -> None:
    columns = [Column("a", 1), Column("b", 3), Column("n", right=True)]
    rows = [[Cell("x" * 30), Cell("y" * 30), Cell("1")]]
    heading, block = table(columns, rows, 45, colour=False)
    assert heading == ["a" + " " * 11 + "b" + " " * 31 + "n"]
    assert block[0] == "x" * 10 + "  " + "y" * 30 + "  1"
    assert [line.strip() for line in block[1:]] == ["x" * 10, "x" * 10]


def test_colours_only_where_wanted() -> None:
    cell = Cell("差", {"fg": "red"})
    assert styled(cell, colour=False) == "差"
    assert styled(cell, colour=True) == "\x1b[31m差\x1b[0m"


TEXT = st.text(st.sampled_from("达到目标得满分，。（）“”ab1 ×÷=%5."), max_size=40)


@given(TEXT, st.integers(4, 40))
def test_nothing_is_lost_and_no_line_is_too_long(text: str, columns: int) -> None:
    lines = wrap(figures(plain(text)), columns)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert all(width(line) <= columns for line in lines)


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=4), st.integers(40, 120))
def test_a_table_is_never_wider_than_its_room(rows: list[tuple[str, str, str]], room: int) -> None:
    columns = [Column("甲", 5), Column("乙", 3), Column("丙", 9)]
    blocks = table(columns, [[Cell(plain(text)) for text in row] for row in rows], room, colour=False)
    assert len(blocks) == len(rows) + 1
    assert all(width(line) <= room for block in blocks for line in block)
