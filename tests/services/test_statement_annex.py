"""The reports on the evaluated projects behind the section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.reports.blocks import Paragraph, Title, blanks
from jixiao.reports.statement_facts import NO_FACTS
from jixiao.services.report_sources import from_paths
from jixiao.services.statement import Wanted, evaluated_names, gather_paths, make_statement
from jixiao.services.statement_annex import annexes
from tests.services.desk import WHOLE, put
from tests.strategies.statements import material, project

if TYPE_CHECKING:
    from pathlib import Path

BRIDGE = {**WHOLE, "project": "桥梁检测"}


def test_each_named_project_has_its_report_in_order(tmp_path: Path) -> None:
    paths = [put(tmp_path, "道路.json", WHOLE), put(tmp_path, "桥.json", BRIDGE)]
    put(tmp_path, "桥.facts.toml", 'background = "桥梁老化。"')
    found = from_paths(paths, rules="mof-2020").found
    made = annexes(found, ("桥梁检测项目", "道路养护", "没有的项目"))
    assert made.notes == ("没有“没有的项目”的自评表，没有附它的评价报告",)
    assert ["桥梁检测" in one.title for one in made.reports] == [True, False]
    whole = gather_paths(paths, Wanted(), rules="mof-2020").material
    assert whole is not None
    report = make_statement(whole, annexes=made.reports)
    labels = [block.text for block in report.blocks() if isinstance(block, Paragraph)]
    assert [text for text in labels if text in {"附件1", "附件2"}] == ["附件1", "附件2"]
    assert "桥梁老化。" in labels
    titles = [block.text for block in report.blocks() if isinstance(block, Title)]
    assert titles.count("待补充的内容") == 1
    listed = [block.text for block in report.parts[-1].blocks if isinstance(block, Paragraph)]
    assert listed == [one.text for one in blanks(report)]


def test_one_annex_has_no_number(tmp_path: Path) -> None:
    found = from_paths([put(tmp_path, "道路.json", WHOLE)], rules="mof-2020").found
    made = annexes(found, ("道路养护",))
    report = make_statement(material(project()), annexes=made.reports)
    assert "附件" in [block.text for block in report.blocks() if isinstance(block, Paragraph)]


def test_nothing_evaluated_nothing_annexed() -> None:
    assert annexes((), ()) == ((), ("没有部门评价的项目，没有附评价报告；请用 --evaluated 或补充内容写明",))
    whole = material(project())
    assert evaluated_names(whole, NO_FACTS.instead("evaluated", ("无",))) == ()
    assert evaluated_names(whole, NO_FACTS.instead("evaluated", ("道路养护",))) == ("道路养护",)
    assert evaluated_names(whole, NO_FACTS) == ()
