"""The short report of a department from a form that was filled and scored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jixiao.reports.whole_facts import WholeFacts
from jixiao.services.report_error import ReportError
from jixiao.services.whole import make_whole, read_facts, write_facts
from tests.reports.test_whole_report import line, result

if TYPE_CHECKING:
    from pathlib import Path


def test_the_form_of_a_project_is_refused() -> None:
    found = result(line())
    assert make_whole(found).title == "某局2024年度部门整体支出绩效自评报告"
    project = replace(found, framework=replace(found.framework, subject="project", title="项目的"))
    with pytest.raises(ReportError, match="“项目的”不是部门整体"):
        make_whole(project)


def test_facts_keep_what_people_wrote(tmp_path: Path) -> None:
    path = tmp_path / "整体.facts.toml"
    assert write_facts(str(path)) == len(WholeFacts.keys)
    assert write_facts(str(path)) == 0
    path.write_text('date = "2025年3月1日"\n', encoding="utf-8")
    assert read_facts(str(path)).texts("date") == ("2025年3月1日",)
    assert read_facts(None) == WholeFacts({})
