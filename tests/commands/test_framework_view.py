from __future__ import annotations

from jixiao.commands.framework_view import description, listing, scored
from jixiao.console import width
from jixiao.scoring.frameworks import available_frameworks, load_framework
from jixiao.services.framework import summaries
from tests.scoring.test_framework import department
from tests.scoring.test_framework import row as task_row


def test_a_listing_names_every_framework_once() -> None:
    lines = listing(summaries()).splitlines()
    assert [line.split()[0] for line in lines[1:]] == available_frameworks()


def test_a_description_tells_every_line_and_what_it_rests_on() -> None:
    for name in available_frameworks():
        loaded = load_framework(name)
        text = description(loaded)
        for line in loaded.spec.line:
            assert (line.name or line.level2) in text
            assert (line.cite.source or "") in text
            assert all(point in text for point in line.points)


def test_tasks_and_execution_are_told_with_the_total() -> None:
    text = scored(department(task_row(0, "90", "10个"), task_row(1, "90", "8个"), ratios=("60", "40")))
    assert "任务1 甲：54" in text
    assert "产出指标：82.8 / 90，得分率 92.00%" in text
    assert "总分 91.8 分，等级为“优”。" in text
    assert all(width(line) <= 110 for line in text.splitlines())


def test_what_is_open_is_told_as_a_range() -> None:
    text = scored(department(task_row(None, "90", "明显提高"), ratios=()))
    assert "还有没有定下来的指标，总分在 9～99 分之间" in text
    assert "FWK025" in text
