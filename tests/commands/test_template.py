from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner, Result

from jixiao.commands.template import command

if TYPE_CHECKING:
    from pathlib import Path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, standalone_mode=False)


def test_a_blank_form_is_written_and_told(tmp_path: Path) -> None:
    path = tmp_path / "空表.xlsx"
    result = call("--rules", "mof-2021", "--year", "2024", "--rows", "1", "-o", str(path))
    assert result.return_value == 0
    assert result.stdout == ""
    assert str(path) in result.stderr
    assert "mof-2021" in result.stderr
    assert path.is_file()


@pytest.mark.parametrize(
    "arguments", [("-o", "x.txt"), ("--rows", "0", "-o", "x.xlsx"), ("--weights", "9", "-o", "x.xlsx")]
)
def test_what_makes_no_sense_is_a_usage_error(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert isinstance(call(*arguments).exception, click.UsageError)
    assert list(tmp_path.iterdir()) == []


def test_a_rule_set_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = call("--rules", "no-such", "-o", str(tmp_path / "x.xlsx"))
    assert result.return_value == 2
    assert "no-such" in result.stderr


def test_a_filled_form_is_not_overwritten_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"mine")
    assert isinstance(call("-o", str(path)).exception, click.UsageError)
    assert path.read_bytes() == b"mine"
    assert call("-f", "-o", str(path)).return_value == 0


def test_the_columns_of_a_list_are_told_or_written(tmp_path: Path) -> None:
    told = call("--list-columns")
    assert told.return_value == 0
    path = tmp_path / "清单.csv"
    assert call("--list-columns", "-o", str(path)).return_value == 0
    headings = path.read_text(encoding="utf-8-sig").strip().split(",")
    assert [line.split()[0] for line in told.stdout.splitlines()[1:]] == headings
    assert headings[0] == "项目名称"


def test_a_list_is_written_as_csv_alone_and_a_form_needs_a_file(tmp_path: Path) -> None:
    assert isinstance(call("--list-columns", "-o", str(tmp_path / "清单.xlsx")).exception, click.UsageError)
    assert isinstance(call().exception, click.UsageError)
