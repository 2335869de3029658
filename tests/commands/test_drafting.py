from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from jixiao.commands import drafting
from jixiao.reports.blocks import Blank, Part, Report, paragraph
from jixiao.schemas.finding import Finding, Place, Severity

if TYPE_CHECKING:
    from pathlib import Path

SAME = "report.same-file"


@pytest.mark.parametrize("name", ["甲.docx", "甲.html", "甲.md", "甲.pdf"])
def test_a_draft_may_be_any_kind_but_what_a_template_makes(name: str, tmp_path: Path) -> None:
    path = str(tmp_path / name)
    drafting.targets(path, None, force=False, same=SAME)
    if name == "甲.docx":
        drafting.targets(path, None, template=True, force=False, same=SAME)
        return
    with pytest.raises(click.UsageError):
        drafting.targets(path, None, template=True, force=False, same=SAME)


def test_neither_a_workbook_nor_one_file_for_both_nor_one_that_is_there(tmp_path: Path) -> None:
    there = tmp_path / "有.docx"
    there.write_bytes(b"x")
    path = str(tmp_path / "甲.docx")
    for output, trace in ((str(tmp_path / "甲.xlsx"), None), (path, path), (str(there), None)):
        with pytest.raises(click.UsageError):
            drafting.targets(output, trace, force=False, same=SAME)
    drafting.targets(str(there), None, force=True, same=SAME)
    with pytest.raises(click.UsageError):
        drafting.targets(str(there), None, inputs=(str(there),), force=True, same=SAME)


def test_what_is_to_be_filled_in_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    made = Report("报告", (Part((paragraph(Blank("背景", "background")),)),))
    drafting.tell_written(made, "甲.docx", "乙.csv", told="report.written")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4
    assert "甲.docx" in lines[0]
    assert "乙.csv" in lines[1]
    assert "背景" in lines[3]
    assert "background" in lines[3]


def test_a_problem_is_one_line_with_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    problem = Finding(code="DOC001", severity=Severity.ERROR, place=Place(file="甲\n乙.xlsx"))
    drafting.tell_problems((problem, problem))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert "甲" in lines[0]
