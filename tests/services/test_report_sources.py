from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jixiao.reports.blocks import texts
from jixiao.reports.facts import NO_FACTS
from jixiao.schemas.store import EXECUTION, Filter, NewReview, ReviewedRow
from jixiao.services.collect import collect, terms
from jixiao.services.report import draft_of
from jixiao.services.report_error import ReportError
from jixiao.services.report_sources import file_name, from_paths, from_store, named, the_one
from jixiao.services.store_admin import init
from jixiao.store.repository import Store
from tests.services.test_report import FORM

if TYPE_CHECKING:
    from pathlib import Path

    from jixiao.services.report_sources import Found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "表"
    made.mkdir()
    for name, department, year in (("甲项目", "甲局", 2023), ("乙项目", "乙局", 2024)):
        form = {**FORM, "project": name, "department": department, "year": year, "claimed_total": "95"}
        (made / f"{name}.json").write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    (made / "说明.txt").write_text("没有表", encoding="utf-8")
    return made


def test_the_tables_of_a_folder_have_what_was_found_in_them(folder: Path) -> None:
    sources = from_paths((str(folder),))
    assert {one.name for one in sources.found} == {"甲项目", "乙项目"}
    assert (sources.problems, sources.exit_code) == ((), 0)
    assert {one.facts.name for one in sources.found} == {"甲项目.facts.toml", "乙项目.facts.toml"}
    codes = {finding.code for one in sources.found for finding in one.findings}
    assert "GOL001" in codes, "a finding of the checks, not of the scoring"


def test_what_cannot_be_read_or_used_is_a_problem(folder: Path, tmp_path: Path) -> None:
    assert from_paths((str(tmp_path / "no.xlsx"),)).exit_code == 2
    assert from_paths((str(folder),), rules="nobody").exit_code == 2


def test_one_is_named_by_a_part_of_its_name(folder: Path) -> None:
    found = from_paths((str(folder),)).found
    assert the_one(found, "乙").name == "乙项目"
    assert len(named(found, "项目")) == 2
    for asked, told in ((None, "甲项目"), ("项目", "甲项目"), ("丙", "甲项目")):
        with pytest.raises(ReportError, match=told):
            the_one(found, asked)
    with pytest.raises(ReportError):
        the_one((), None)


@pytest.mark.parametrize(
    ("project", "name"), [("甲/乙: 项目", "甲_乙_项目"), ("..", "_"), (" ", "_"), ("长" * 99, "长" * 60)]
)
def test_a_project_gives_a_file_its_name(project: str, name: str) -> None:
    assert file_name(project) == name


@pytest.fixture
def target(folder: Path, tmp_path: Path) -> str:
    path = str(tmp_path / "a.db")
    init(path)
    with Store.open(path) as store:
        list(collect(store, (str(folder),), terms()))
    return path


def stored(target: str, tmp_path: Path, **wanted: object) -> tuple[Found, ...]:
    with Store.open(target) as store:
        return from_store(store, Filter.model_validate(wanted), tmp_path).found


def test_the_tables_of_a_database_are_chosen_by_whose_they_are(target: str, tmp_path: Path) -> None:
    assert len(stored(target, tmp_path)) == 2
    (one,) = stored(target, tmp_path, department="乙局")
    assert (one.name, one.facts) == ("乙项目", tmp_path / "乙项目.facts.toml")
    assert stored(target, tmp_path, years=(2022,)) == ()


def test_a_report_from_the_database_is_that_from_the_file(target: str, folder: Path, tmp_path: Path) -> None:
    from_file = {one.name: one for one in from_paths((str(folder),)).found}
    for one in stored(target, tmp_path):
        kept = texts(draft_of(one, NO_FACTS))
        assert kept == texts(draft_of(from_file[one.name], NO_FACTS))


def test_a_review_is_told_beside_the_score(target: str, tmp_path: Path) -> None:
    with Store.open(target) as store:
        (form,) = store.current(Filter(department="甲局"))
        rows = (
            ReviewedRow(position=EXECUTION, review_score=Decimal(8), reason="支出不实"),
            ReviewedRow(position=0, review_score=Decimal(80)),
        )
        store.add_review(
            NewReview(
                version_id=form.version_id,
                content_sha256=form.content_sha256,
                total=Decimal(88),
                grade="良",
                rows=rows,
            )
        )
    (found,) = stored(target, tmp_path, department="甲局")
    said = "\n".join(texts(draft_of(found, NO_FACTS)))
    assert "经复核，该项目复核得分为88分，复核等级为“良”，比单位自评得分95分低7分。" in said
    assert "复核调整的指标：“预算执行率”核为8分（支出不实）；“数”核为80分。" in said
