"""Trying another rule set, on a page."""

from __future__ import annotations

import pytest

from jixiao.commands.whatif_view import render
from jixiao.console import width
from tests.services.whatifs import FOUND, NOTHING


@pytest.mark.parametrize("room", [60, 80, 110])
def test_every_part_fits_the_page(room: int) -> None:
    lines = render(FOUND, room=room, colour=False).splitlines()
    assert max(map(width, lines)) <= room
    page = "\n".join(lines)
    for title in ("等级变动", "各部门", "是哪一条造成的", "受影响最大的项目"):
        assert title in page


def test_the_year_of_a_project_is_there_however_narrow_the_page() -> None:
    for room in (60, 110):
        page = render(FOUND, room=room, colour=False)
        assert "2024" in page[page.index("受影响最大的项目") :]


def test_moves_are_a_matrix() -> None:
    lines = render(FOUND, room=110, colour=False).splitlines()
    at = lines.index("等级变动（行：原来；列：试算）")
    assert [line.split() for line in lines[at + 1 : at + 3]] == [["原来＼试算", "优", "中"], ["优", "1", "1"]]


def test_nothing_to_try() -> None:
    assert render(NOTHING, room=110, colour=False).splitlines()[1:] == ["没有可以试算的自评表"]
