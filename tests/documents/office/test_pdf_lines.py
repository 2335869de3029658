from __future__ import annotations

import pytest

from jixiao.documents.office.pdf_lines import (
    Glyph,
    Line,
    cell_text,
    lead_of,
    lines_of,
    repaired,
    room_after,
    run_on,
)


def glyphs(
    text: str, x: float = 0, y: float = 0, size: float = 10, *, gap: float = 0, wide: float = 1
) -> list[Glyph]:
    """``text`` set with every character ``wide`` times as wide as high, ``gap`` apart."""
    step = size * wide + gap
    return [
        Glyph(x + n * step, y, x + n * step + size * wide, y + size, size, mark)
        for n, mark in enumerate(text)
    ]


def texts(found: list[Glyph]) -> list[str]:
    return [line.text for line in lines_of(found)]


def test_lines_from_the_top_whatever_the_order() -> None:
    assert texts(glyphs("第二行", y=20) + glyphs("第一行")[::-1]) == ["第一行", "第二行"]
    assert texts([]) == texts(glyphs("  ")) == []


def test_raised_and_smaller_characters_stay_in_their_line() -> None:
    assert texts(glyphs("面积10m") + glyphs("2", x=50, y=-1, size=6) + glyphs("以上", x=56)) == [
        "面积10m2以上"
    ]


def test_spaces_where_there_are_some() -> None:
    assert texts(glyphs("项 目")) == ["项 目"]
    assert texts(glyphs("决算", gap=4)) == ["决算"]  # spread to fill the line
    assert texts(glyphs("ab", wide=0.5) + glyphs("cd", x=14, wide=0.5)) == ["ab cd"]
    assert texts(glyphs("ab", wide=0.5) + glyphs("cd", x=10.5, wide=0.5)) == ["abcd"]


def test_columns_are_set_off() -> None:
    assert texts(glyphs("填报人") + glyphs("审核人", x=80)) == ["填报人\t审核人"]


def test_bold_by_printing_twice() -> None:
    assert texts(glyphs("总分") + glyphs("总分", x=0.4)) == ["总分"]
    assert texts(glyphs("人人")) == ["人人"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("⽬标", "目标"), ("⻓期⻛险", "长期风险"), ("ﬁle", "file"), ("a\u00adb", "ab"), ("≥９０％", "≥９０％")],
)
def test_characters_that_fonts_confuse(text: str, wanted: str) -> None:
    assert repaired(text) == wanted


def test_lines_run_on_without_spaces_in_chinese() -> None:
    assert run_on("财政", "拨款", spaced=True) == "财政拨款"
    assert run_on("budget", "report", spaced=True) == "budget report"
    assert run_on("1,112.", "22", spaced=False) == "1,112.22"


def cell(*lines: str, width: float) -> str:
    return cell_text(
        [line for n, text in enumerate(lines) for line in lines_of(glyphs(text, y=12 * n))], width
    )


def test_a_break_stays_where_the_line_had_room() -> None:
    assert cell("基本达成", "目标", width=52) == "基本达成目标"
    assert cell("目标一；", "目标二", width=120) == "目标一；\n目标二"
    assert cell(width=52) == ""


def test_room_and_lead() -> None:
    first, second = lines_of(glyphs("再上新台")) + lines_of(glyphs("阶，于"))
    assert (room_after(first, 70), lead_of(second)) == (18, 23)  # the comma may not begin a line


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("因素", 10),
        ("因：下", 20),
        ("100%以", 22),
        ("（市、区）", 30),
        ("跑”或“只跑", 41),
        ("abc def", 16.5),
    ],
)
def test_what_cannot_be_broken_off_the_line_before(text: str, wide: float) -> None:
    (line,) = lines_of(glyphs(text))
    assert isinstance(line, Line)
    assert line.first_width == pytest.approx(wide)
