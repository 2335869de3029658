from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jixiao.commands.score_view import render
from jixiao.console import width
from jixiao.services.score_paths import ScoreRun, score_paths
from tests.scoring.build import evaluated, form, fund, indicator, plain

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
GOLDEN = Path(__file__).parent / "golden"

TROUBLED = form(
    indicator("≥10个", "9", "20", "20", name="完成数量", level1="产出指标"),
    indicator("提升", "部分实现目标", "20", "19", name="群众获得感", level1="效益指标"),
    indicator("15万", "150000", "10", "10", name="培训费\x1b[31m", level1="成本指标"),
    indicator("/", "/", "5", None, name="不考核的指标"),
    indicator("≥90%", None, "15", None, name="一个名称很长很长很长很长很长很长很长很长很长的指标"),
    indicator("90", "95", "10", "10", name="满意度", operator="≥", unit="%"),
    indicator("100%", "80%", "10", "8", name="预算执行率"),
    funds=(fund("100", "80", None),),
    claimed_total=Decimal(87),
    year=2024,
    unit="某局\n某科",
)
"""A table in which nearly everything can be said that a view has to show."""


def troubled() -> ScoreRun:
    by = plain('[[reason]]\nwhen = "short"\n')
    return ScoreRun((evaluated(TROUBLED, by, complete=False, why="rules-default"),), (), ())


@pytest.mark.parametrize("room", [80, 110, 160])
def test_a_troubled_table(golden: Callable[[str, Path], None], room: int) -> None:
    text = render(troubled(), room=room)
    assert max(map(width, text.splitlines())) <= room
    golden(text, GOLDEN / f"troubled-{room}.txt")


def test_a_troubled_table_explained(golden: Callable[[str, Path], None]) -> None:
    golden(render(troubled(), room=110, explain=True), GOLDEN / "troubled-explained.txt")


@pytest.mark.parametrize("room", [80, 110, 160])
def test_real_tables(golden: Callable[[str, Path], None], monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    monkeypatch.chdir(EXAMPLES)
    files = ["赣服通3.0分厅建设项目.json", "政务服务中心运转经费.json"]
    text = render(score_paths(files, rules="jiangxi-2023"), room=room)
    assert max(map(width, text.splitlines())) <= room
    golden(text, GOLDEN / f"real-{room}.txt")


@pytest.mark.parametrize("room", [60, 80, 110])
def test_a_choice_left_to_the_file_says_on_a_line_what_it_rests_on(
    monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    monkeypatch.chdir(EXAMPLES)
    text = render(score_paths(["赣服通3.0分厅建设项目.json"], rules="auto"), room=room)
    head = text.split("\n\n")[0]
    assert max(map(width, text.splitlines())) <= room
    told = "可以区分规则的得分有3个，jiangxi-2023算得出3个，其次jiangxi-2017算得出0个"
    assert told in "".join(head.split())


def test_colours_change_nothing_but_the_colour() -> None:
    coloured = render(troubled(), room=110, colour=True)
    assert "\x1b[" in coloured
    import click

    stripped = "\n".join(line.rstrip() for line in click.unstyle(coloured).splitlines())
    assert stripped == "\n".join(render(troubled(), room=110).splitlines())


def test_a_document_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in render(troubled(), room=110)


def test_columns_stand_under_their_headings() -> None:
    lines = render(troubled(), room=160).splitlines()
    heading = next(line for line in lines if line.startswith("指标"))
    at = width(heading[: heading.index("状态")])
    states = [
        line
        for line in lines
        if any(word in line for word in ("已计算", "需人工判断", "不适用 ", "无法评分"))
    ]
    for line in states:
        before = next(index for index in range(len(line)) if width(line[:index]) >= at)
        assert line[before:].startswith(("已计算", "需人工判断", "不适用", "无法评分", "超出档位"))
    assert len(states) >= 5


def test_nothing_scored_prints_nothing() -> None:
    assert render(ScoreRun((), (), ())) == ""
