"""The bench of the bureau's desk, with a few tables."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from bench import desk

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TABLES = 30


def test_every_step_does_what_it_says(tmp_path: Path) -> None:
    target = str(tmp_path / "desk.sqlite")
    steps = {name: step for name, step in desk.STEPS.items() if name != "columns"}
    found = {name: step(target, TABLES) for name, step in steps.items()}
    assert all(one["seconds"] > 0 for one in found.values())
    assert found["same"]["wrong"] == 0
    assert found["whatif"]["columns"] == TABLES
    connection = sqlite3.connect(target)
    counts = [
        connection.execute(f"select count(*) from {name}").fetchone()[0]  # noqa: S608 - names of our own
        for name in ("project", "indicator", "fund")
    ]
    assert counts == [TABLES, TABLES * (desk.ROWS + 1), TABLES]
    assert sorted(path.name for path in tmp_path.iterdir() if "bare" in path.name) == []


def test_a_list_is_collected_whole(tmp_path: Path) -> None:
    target = tmp_path / "list.sqlite"
    found = desk.STEPS["columns"](str(target), TABLES)
    assert found["seconds"] > 0
    connection = sqlite3.connect(target)
    counts = [
        connection.execute(f"select count(*) from {name}").fetchone()[0]  # noqa: S608 - names of our own
        for name in ("project", "form_version", "indicator")
    ]
    assert counts == [TABLES, TABLES, TABLES * (desk.ROWS + 1)]


def test_tables_are_made_from_the_seed() -> None:
    one, other = ([file.model_dump_json() for file in desk.files(3)] for _ in range(2))
    assert one == other


def test_a_missed_bar_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    step = {"seconds": 1.0, "mb": 100}
    found = {name: dict(step) for name in desk.STEPS}
    found["same"]["wrong"] = 0
    assert desk.report(found, TABLES) == 0
    assert "| summary | 1.0 | 30 | 1.00 × group_by | 100 |" in capsys.readouterr().out
    for name, key, value in (("summary", "seconds", 3.1), ("collect", "mb", 1024), ("same", "wrong", 1)):
        missed = {step: dict(one) for step, one in found.items()}
        missed[name][key] = value
        assert desk.report(missed, TABLES) == 1
