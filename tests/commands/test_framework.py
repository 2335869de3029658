from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner, Result

from jixiao.commands.framework import command
from tests.services.test_framework import form, saved

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent / "golden" / "framework-score.txt"


def call(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, standalone_mode=False)


def test_frameworks_are_listed_and_shown() -> None:
    assert "project-2020" in call("list").stdout
    assert json.loads(call("list", "--json").stdout)["frameworks"][0]["id"] == "project-2013"
    shown = call("show", "project-2020").stdout
    assert "预算执行率＝实际支出资金÷实际到位资金×100%" in shown
    assert json.loads(call("show", "project-2020", "--json").stdout)["framework"]["id"] == "project-2020"
    missing = call("show", "project-1999")
    assert missing.return_value == 2
    assert "FWK001" in missing.stderr


def test_a_form_is_made_and_told(tmp_path: Path) -> None:
    path = tmp_path / "表.docx"
    result = call("new", "project-2020", "--year", "2024", "-o", str(path))
    assert result.return_value == 0
    assert path.is_file()
    assert str(path) in result.stderr
    assert isinstance(call("new", "project-2020", "-o", str(path)).exception, click.UsageError)
    assert call("new", "whole-department", "--tasks", "2", "-f", "-o", str(path)).return_value == 0
    assert call("new", "none", "-f", "-o", str(path)).return_value == 2
    assert call("new", "project-2020", "--rules", "none", "-f", "-o", str(path)).return_value == 2


@pytest.mark.parametrize("arguments", [("--tasks", "99"), ("--parts", "9"), ("--from", "没有.xlsx")])
def test_what_makes_no_sense_is_a_usage_error(arguments: tuple[str, ...], tmp_path: Path) -> None:
    found = call("new", "whole-department", *arguments, "-o", str(tmp_path / "表.xlsx"))
    assert isinstance(found.exception, click.UsageError)
    assert list(tmp_path.iterdir()) == []


def test_a_filled_form_is_scored_as_the_golden_page_shows(
    tmp_path: Path, golden: Callable[[str, Path], None]
) -> None:
    result = call("score", saved(tmp_path))
    assert result.return_value == 0
    golden(result.stdout, GOLDEN)


def test_the_result_is_json_or_a_file(tmp_path: Path) -> None:
    path = saved(tmp_path)
    assert json.loads(call("score", path, "--json").stdout)["result"]["total"] == "95.87"
    for name in ("结果.md", "结果.json", "结果.docx"):
        target = tmp_path / name
        result = call("score", path, "-o", str(target))
        assert result.return_value == 0
        assert result.stdout == ""
        assert target.is_file()
    assert call("score", path, "-q", "-f", "-o", str(tmp_path / "结果.md")).stderr == ""
    assert isinstance(call("score", path, "-o", path).exception, click.UsageError)


def test_errors_have_their_exit_codes(tmp_path: Path) -> None:
    assert call("score", str(tmp_path / "没有.xlsx")).return_value == 2
    assert call("score", str(tmp_path / "没有.xlsx"), "-o", str(tmp_path / "x.md")).return_value == 2
    row = form().rows[0].model_copy(update={"weight": None})
    wrong = form().model_copy(update={"rows": (row, *form().rows[1:])})
    result = call("score", saved(tmp_path, wrong))
    assert result.return_value == 1
    assert "FWK029" in result.stdout
