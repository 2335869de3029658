from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.reports.blocks import texts
from jixiao.reports.evaluation import OUTLINES
from jixiao.reports.facts import KEYS, NO_FACTS
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadForm
from jixiao.scoring.table import Choice, score_form
from jixiao.services import report as service
from jixiao.services.framework_new import write_form
from jixiao.services.report import Found, ReportError
from jixiao.services.report_sources import from_forms
from tests.strategies.clean_forms import clean_forms

if TYPE_CHECKING:
    from tests.strategies.clean_forms import CleanForm

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
FORM = {
    "project": "甲项目",
    "funds": [{"name": "年度资金总额", "annual_budget": "10", "executed": "9", "weight": "10"}],
    "indicators": [{"name": "数", "target": "≥1个", "actual": "1个", "weight": "90"}],
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "表.json"
    file.write_text(json.dumps(FORM, ensure_ascii=False), encoding="utf-8")
    return file


def find(path: Path, **more: str) -> Found:
    found = service.find_table(str(path), **more)
    assert isinstance(found, Found)
    return found


def test_the_table_and_where_its_facts_are(path: Path) -> None:
    found = find(path)
    assert found.scored.evaluation.project == "甲项目"
    assert found.facts == path.with_name("表.facts.toml")
    assert find(path, facts="x.toml").facts.name == "x.toml"


def test_a_project_is_named_by_a_part_of_its_name(path: Path) -> None:
    assert find(path, project="甲").scored.evaluation.project == "甲项目"
    with pytest.raises(ReportError, match="甲项目"):
        find(path, project="乙")


def test_one_of_several_must_be_named(tmp_path: Path) -> None:
    file = tmp_path / "表.txt"
    file.write_text("没有表", encoding="utf-8")
    unread = service.find_table(str(file))
    assert not isinstance(unread, Found)
    assert unread.exit_code == 2


def test_new_facts_keep_what_people_wrote(path: Path) -> None:
    facts = find(path).facts
    assert service.write_facts(facts) == len(KEYS)
    assert service.write_facts(facts) == 0
    facts.write_text('# 我的话\nbackground = "背景\\n两段"', encoding="utf-8")
    assert service.write_facts(facts) == len(KEYS) - 1
    text = facts.read_text(encoding="utf-8")
    assert text.startswith('# 我的话\nbackground = "背景\\n两段"\n')
    assert set(tomllib.loads(text)) == set(KEYS)
    given = service.read_facts(facts, needed=True)
    assert given.given["background"] == ("背景", "两段")
    assert not given.has("work")


@pytest.mark.parametrize(
    ("text", "told"),
    [("x", "TOML"), ('nobody = ""', "nobody"), ("work = 3", "work"), ("[work]\na=1", "work")],
)
def test_a_facts_file_that_says_nothing_sensible_is_told(path: Path, text: str, told: str) -> None:
    facts = path.with_suffix(".toml")
    facts.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError, match=told):
        service.read_facts(facts, needed=False)


def test_facts_that_were_named_must_be_there(tmp_path: Path) -> None:
    assert service.read_facts(tmp_path / "no.toml", needed=False).given == {}
    with pytest.raises(ReportError):
        service.read_facts(tmp_path / "no.toml", needed=True)


def test_a_report_and_its_trace_are_written(path: Path, tmp_path: Path) -> None:
    made = service.make_report(find(path).scored, service.read_facts(find(path).facts, needed=False))
    assert service.missing_facts(made) != ()
    for name in ("r.docx", "r.html", "r.md"):
        service.write_report(made, str(tmp_path / name))
        assert (tmp_path / name).stat().st_size > 0
    for name in ("t.json", "t.xlsx", "t.md"):
        service.write_trace(made, str(tmp_path / name))
        assert (tmp_path / name).stat().st_size > 0
    listed = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert {"funds[0].annual_budget", "funds[0].executed", "funds.left"} <= {one["path"] for one in listed}


@given(clean=clean_forms(), outline=st.sampled_from(OUTLINES))
@settings(max_examples=8, deadline=None)
def test_a_report_of_a_table_without_fault_is_without_fault(clean: CleanForm, outline: str) -> None:
    from jixiao.schemas.finding import Severity
    from jixiao.services.check_paths import check_paths

    table = score_form(ReadForm(clean.form, Place()), Choice(clean.rules, "rules-named", assumed=False))
    (found,) = from_forms((ReadForm(clean.form, Place()),), None, Path())
    found = replace(found, scored=table)
    with TemporaryDirectory() as folder:
        file = f"{folder}/r.docx"
        service.write_report(service.draft_of(found, NO_FACTS, outline=outline), file)
        run = check_paths((file,))
    assert [one for one in run.findings if one.severity is Severity.ERROR] == []


def test_what_is_written_is_passed_by_our_own_check(path: Path, tmp_path: Path) -> None:
    from jixiao.schemas.finding import Severity
    from jixiao.services.check_paths import check_paths

    made = service.make_report(find(path).scored, service.read_facts(find(path).facts, needed=False))
    service.write_report(made, str(tmp_path / "r.docx"))
    run = check_paths((str(tmp_path / "r.docx"),))
    assert [one for one in run.findings if one.severity is Severity.ERROR] == []


def test_a_filled_framework_stands_beside_the_table(path: Path, tmp_path: Path) -> None:
    found, target = find(path), tmp_path / "指标体系.xlsx"
    with pytest.raises(ReportError, match="指标体系"):
        service.with_framework(found, str(path))
    write_form("project-2020", target, source=str(path))
    made, problems = service.with_framework(found, str(target))
    assert problems == ()
    said = "\n".join(texts(service.draft_of(made, NO_FACTS)))
    assert "立项依据充分性" in said
    assert service.values_of(made, service.draft_of(made, NO_FACTS)).words["得分"][0].text.startswith("【")
    whole = tmp_path / "整体.xlsx"
    write_form("whole-department", whole)
    with pytest.raises(ReportError, match="部门整体"):
        service.with_framework(found, str(whole))


def test_a_framework_of_another_project_or_year_is_refused(path: Path, tmp_path: Path) -> None:
    found, target = find(path), tmp_path / "指标体系.xlsx"
    write_form("project-2020", target, source=str(path), year=2024)
    own = found.scored.evaluation

    def beside(**changed: object) -> Found:
        return replace(found, scored=replace(found.scored, evaluation=own.model_copy(update=changed)))

    with pytest.raises(ReportError, match="不是同一个项目"):
        service.with_framework(beside(project="农村\n公路养护"), str(target))
    with pytest.raises(ReportError, match="不是同一年度"):
        service.with_framework(beside(year=2023), str(target))
    for changed in ({"project": f"{own.project}项目"}, {"year": 2024}):
        assert service.with_framework(beside(**changed), str(target))[0].framework is not None


@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_drafts_of_the_examples_are_without_error(example: Path, outline: str, tmp_path: Path) -> None:
    from jixiao.schemas.finding import Severity
    from jixiao.services.check_paths import check_paths

    found = find(example)
    given = service.read_facts(found.facts, needed=False)
    service.write_report(service.draft_of(found, given, outline=outline), str(tmp_path / "r.docx"))
    run = check_paths((str(tmp_path / "r.docx"),))
    assert [one for one in run.findings if one.severity is Severity.ERROR] == []
