from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.commands.check_view import render
from jixiao.console import width
from tests.services.checked import UNREAD, file, finding, run, usual

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("room", [60, 110])
def test_the_view_of_a_folder(golden, room: int) -> None:
    golden(render(usual(), room=room, colour=False), GOLDEN / f"check-{room}.txt")


@pytest.mark.parametrize("room", [60, 80, 110, 160])
def test_no_line_is_wider_than_the_screen(room: int) -> None:
    text = render(usual(), room=room, colour=False, notices=True)
    assert [line for line in text.splitlines() if width(line) > room] == []


def test_a_document_never_steers_the_terminal() -> None:
    assert "\x1b" not in render(usual(), room=110, colour=False, notices=True)
    coloured = render(usual(), room=110, colour=True)
    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(usual(), room=110, colour=False)


def test_many_notices_of_one_code_are_one_line_unless_asked_for() -> None:
    many = [finding("SCO005", "notice", table="表", row=f"第{row}行") for row in range(1, 6)]
    made = run(file("甲.xlsx", "甲局", *many))
    brief = render(made, room=110, colour=False)
    assert brief.count("SCO005") == 1
    assert "（同类另有 4 处：第2行、第3行、第4行、第5行）" in brief.replace("\n", "").replace(" " * 14, "")
    assert "怎么改" not in brief
    whole = render(made, room=110, colour=False, notices=True)
    assert (whole.count("SCO005"), whole.count("怎么改")) == (5, 5)


def test_few_notices_have_a_line_each() -> None:
    few = [finding("SCO005", "notice", table="表", row=f"第{row}行") for row in range(1, 4)]
    assert render(run(file("甲.xlsx", "甲局", *few)), room=110, colour=False).count("SCO005") == 3


def test_notices_without_a_place_are_counted() -> None:
    many = [finding("SCO005", "notice", found=str(number)) for number in range(5)]
    assert "（同类另有 4 处）" in render(run(file("甲.xlsx", "甲局", *many)), room=110, colour=False)


def test_a_clean_file_is_said_to_be_clean_and_one_not_read_is_not() -> None:
    assert "没有发现问题。" in render(run(file()), room=110, colour=False)
    unread = render(run(file("甲.xlsx", "甲局", problems=(UNREAD,) * 5)), room=110, colour=False)
    assert "没有发现问题。" not in unread
    assert unread.count("读不了：没有这个文件") == 3
    assert "另有 2 处读不了" in unread


def test_one_file_has_no_table_of_units() -> None:
    assert "各单位的情况" not in render(run(file()), room=110, colour=False)
    assert "各单位的情况" in render(run(file("甲"), file("乙")), room=110, colour=False)


@given(st.text(max_size=300), st.integers(60, 140))
def test_any_text_is_shown(text: str, room: int) -> None:
    made = run(file(text, text, finding("TOT001", "error", quote=text, found=text, expected=text, row=text)))
    for line in render(made, room=room, colour=False).splitlines():
        assert width(line) <= room + 4


def test_warnings_that_say_the_same_of_many_places_are_told_once() -> None:
    many = [
        finding("FRM011", "warning", table="表", row=f"第{row}行", found=f"行{row}") for row in range(1, 6)
    ]
    made = run(file("甲.xlsx", "甲局", *many, finding("SCO001", "warning", table="表")))
    brief = render(made, room=160, colour=False)
    assert (brief.count("FRM011"), brief.count("SCO001")) == (1, 1)
    assert "同类另有 4 处" in brief
    assert all(f"第{row}行" in brief for row in range(1, 6))
    assert render(made, room=160, colour=False, notices=True).count("FRM011") == 5
    where = [one.model_copy(update={"params": {"where": one.place.row or ""}}) for one in many]
    assert render(run(file("甲.xlsx", "甲局", *where)), room=160, colour=False).count("FRM011") == 1


def test_of_very_many_places_the_first_are_named() -> None:
    many = [finding("SCO005", "notice", table="表", row=f"第{row}行") for row in range(1, 60)]
    told = render(run(file("甲.xlsx", "甲局", *many)), room=110, colour=False)
    assert "第31行" in told
    assert "第32行" not in told
    assert "……" in told
