from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from jixiao.cli import group
from jixiao.commands.data_files import print_json, refused

if TYPE_CHECKING:
    import pytest


def test_data_for_programs_keeps_its_characters(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"规则": ["优"]})
    out = capsys.readouterr().out
    assert json.loads(out) == {"规则": ["优"]}
    assert "规则" in out


def test_each_problem_is_one_line_and_the_input_unreadable() -> None:
    for name in ("rules", "framework"):
        done = CliRunner().invoke(group, [name, "show", "没有的.toml"], standalone_mode=False)
        assert done.return_value == 2
        assert len(done.stderr.splitlines()) == 1
        assert "没有的.toml" in done.stderr


def test_nothing_to_tell_is_nothing_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(()) == 2
    assert capsys.readouterr().err == ""
