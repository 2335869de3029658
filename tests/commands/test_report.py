from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner, Result

from jixiao.commands.report import command
from jixiao.services.collect import collect, terms
from jixiao.services.store_admin import init
from jixiao.store.repository import Store
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


def test_a_template_is_made_and_filled(path: str, tmp_path: Path) -> None:
    template, out, trace = tmp_path / "t.docx", tmp_path / "r.docx", tmp_path / "t.csv"
    assert call("--new-template", str(template)).return_value == 0
    result = call(path, "--template", str(template), "-o", str(out), "--trace", str(trace))
    assert result.return_value == 0
    assert "还有" in result.stderr
    lines = trace.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "报告所写,来源,字段或计算,位置,算式或依据"
    assert any(line.startswith("10万元,") for line in lines)
    assert "{{项目名称}}" in call("--placeholders").stdout
    assert "四、绩效评价指标分析" in call("--placeholders", "--outline", "mof").stdout
    for wrong in (
        (path, "--template", str(tmp_path / "no.docx"), "-o", str(tmp_path / "x.docx")),
        (path, "--template", path, "-o", str(tmp_path / "x.docx")),
        (path, "--template", str(template), "-o", str(tmp_path / "x.md")),
        (path, "--placeholders"),
        ("--new-template", str(tmp_path / "t.md")),
        ("--new-template", str(template)),
    ):
        assert isinstance(call(*wrong).exception, (click.UsageError, OSError)), wrong
    assert not (tmp_path / "x.docx").exists()


def test_all_tables_have_their_reports_in_a_folder(path: str, tmp_path: Path) -> None:
    second = tmp_path / "表二.json"
    second.write_text(json.dumps(FORM, ensure_ascii=False), encoding="utf-8")
    folder = tmp_path / "报告"
    result = call(str(tmp_path), "--all", "-o", str(folder))
    assert result.return_value == 0
    assert sorted(one.name for one in folder.iterdir()) == ["甲项目.docx", "甲项目_2.docx"]
    assert [line[:3] for line in result.stderr.splitlines()] == ["1/2", "2/2"]
    assert isinstance(call(str(tmp_path), "--all", "-o", str(folder)).exception, click.UsageError)
    assert call(str(tmp_path), "--all", "-q", "-f", "-o", str(folder)).stderr == ""
    for wrong in ((str(tmp_path), "--all"), (path, "--all", "-o", str(tmp_path / "a.docx"))):
        assert isinstance(call(*wrong).exception, click.UsageError)


def test_a_report_is_drafted_from_the_database(path: str, tmp_path: Path) -> None:
    target, out = str(tmp_path / "a.db"), tmp_path / "r.md"
    init(target)
    with Store.open(target) as store:
        list(collect(store, (path,), terms()))
    assert call("--db", target, "--project", "甲", "-o", str(out)).return_value == 0
    assert "“甲项目”" in out.read_text(encoding="utf-8")
    facts = str(tmp_path / "facts.toml")
    assert call("--db", target, "--facts", facts, "--new-facts").return_value == 0
    for wrong in (
        ("--db", target, path, "-o", str(tmp_path / "x.md")),
        ("--db", target, "--year", "1999", "-o", str(tmp_path / "x.md")),
        (path, "--year", "2024", "-o", str(tmp_path / "x.md")),
        ("-o", str(tmp_path / "x.md")),
    ):
        assert isinstance(call(*wrong).exception, click.UsageError), wrong
