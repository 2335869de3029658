from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner, Result

from jixiao.commands.report import command
from tests.services.test_report import FORM

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "表.json"
    file.write_text(json.dumps(FORM, ensure_ascii=False), encoding="utf-8")
    return str(file)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, standalone_mode=False)


@pytest.mark.parametrize("outline", ["mof", "legacy"])
def test_a_report_is_written_and_its_blanks_told(path: str, outline: str, tmp_path: Path) -> None:
    out, trace = tmp_path / "r.docx", tmp_path / "t.json"
    result = call(path, "--outline", outline, "-o", str(out), "--trace", str(trace))
    assert (result.return_value, result.stdout) == (0, "")
    assert out.is_file()
    assert json.loads(trace.read_text(encoding="utf-8")) != []
    assert "【待补充：主要经验及做法】（experience）" in result.stderr
    assert call(path, "-f", "-q", "-o", str(out)).stderr == ""


def test_facts_are_written_and_used(path: str, tmp_path: Path) -> None:
    facts, out = tmp_path / "表.facts.toml", tmp_path / "r.md"
    assert call(path, "--new-facts").return_value == 0
    text = facts.read_text(encoding="utf-8").replace('experience = ""', 'experience = "多沟通"')
    facts.write_text(text, encoding="utf-8")
    assert call(path, "-o", str(out)).return_value == 0
    assert "多沟通" in out.read_text(encoding="utf-8")
    assert call(path, "--new-facts").return_value == 0
    assert facts.read_text(encoding="utf-8") == text


def test_what_makes_no_sense_is_a_usage_error(path: str, tmp_path: Path) -> None:
    facts = tmp_path / "表.facts.toml"
    call(path, "--new-facts")
    same = str(tmp_path / "a.md")
    for arguments in (
        (path,),
        (path, "-o", str(tmp_path / "x.txt")),
        (path, "-o", path, "-f"),
        (path, "--project", "乙", "-o", same),
        (path, "-o", same, "--trace", same),
        (path, "--facts", str(tmp_path / "no.toml"), "-o", same),
        (path, "--new-facts", "--trace", same),
    ):
        assert isinstance(call(*arguments).exception, click.UsageError), arguments
    assert facts.is_file()
    assert not (tmp_path / "a.md").exists()


def test_a_file_without_table_is_told(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("没有表", encoding="utf-8")
    result = call(str(file), "-o", str(tmp_path / "r.docx"))
    assert result.return_value == 2
    assert "x.txt" in result.stderr
