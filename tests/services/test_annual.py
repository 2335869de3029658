"""The yearly report gathered from files and from the store: the same year, the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.reports.annual_facts import AnnualFacts
from jixiao.reports.blocks import Paragraph, facts
from jixiao.services.annual import Wanted, gather_paths, gather_store, make_annual, read_facts, write_facts
from jixiao.services.report_error import ReportError
from tests.services.desk import WHOLE, WRONG, new_store, put, take

if TYPE_CHECKING:
    from pathlib import Path

    from jixiao.services.annual import Gathered

OTHER = {**WHOLE, "project": "学校建设", "unit": "市教育局", "department": "市教育局", "region": "360700"}
EARLIER = {**WHOLE, "year": 2023, "claimed_total": "90"}
TABLES = (WHOLE, WRONG, OTHER, EARLIER)
YEAR = Wanted(2024)


def said(found: Gathered) -> list[str]:
    """The paragraphs of the report."""
    assert found.material is not None
    report = make_annual(found.material)
    return [block.text for block in report.parts[0].blocks if isinstance(block, Paragraph)]


def test_files_and_store_say_the_same(tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{at}.json", one) for at, one in enumerate(TABLES)]
    from_files = gather_paths(paths, YEAR, rules="mof-2020")
    with new_store(tmp_path) as store:
        take(store, *paths)
        from_store = gather_store(store, YEAR)
    first, second = said(from_files), said(from_store)
    places = str(tmp_path) + "/"
    assert [text.replace(places, "") for text in first] == second
    assert any(text.startswith("共收到3个单位3个项目的自评结果，均附有自评表。") for text in first)
    assert "自评项目3个，上年度1个，增加2个。平均得分94.33分，上年度90分，提高4.33分。" in "".join(first)
    assert from_store.material is not None
    origins = {one.source.origin.value for one in facts(make_annual(from_store.material))}
    assert "store" in origins


def test_problems_add_up_to_what_the_summary_counts(tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{at}.json", one) for at, one in enumerate(TABLES)]
    found = gather_paths(paths, YEAR, rules="mof-2020").material
    assert found is not None
    counts = found.summary.total.findings
    assert counts.error > 0
    assert sum(one.findings for one in found.problems) == counts.error + counts.warning
    assert sum(one.errors for one in found.problems) == counts.error


def test_a_region_alone(tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{at}.json", one) for at, one in enumerate(TABLES)]
    found = gather_paths(paths, Wanted(2024, "360700"), rules="mof-2020").material
    assert found is not None
    assert [one.project for one in found.lines] == ["学校建设"]
    with new_store(tmp_path) as store:
        take(store, *paths)
        stored = gather_store(store, Wanted(2024, "360700")).material
    assert stored is not None
    assert [one.project for one in stored.lines] == ["学校建设"]


def test_which_year_is_asked_where_it_is_not_clear(tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{at}.json", one) for at, one in enumerate(TABLES)]
    with pytest.raises(ReportError, match="2023、2024"):
        gather_paths(paths, Wanted())
    with pytest.raises(ReportError, match="没有 2020 年度的项目"):
        gather_paths(paths, Wanted(2020))
    with pytest.raises(ReportError, match="地区 110000 没有 2024"):
        gather_paths(paths, Wanted(2024, "110000"))
    yearless = {key: value for key, value in WHOLE.items() if key != "year"}
    path = put(tmp_path, "无年度.json", yearless)
    with pytest.raises(ReportError, match="没有写年度"):
        gather_paths([path], Wanted())
    assert gather_paths([path], YEAR).notes == ("有 1 个项目没有写年度，按 2024 年度算在内",)
    with new_store(tmp_path) as store:
        for wanted in (Wanted(), YEAR):
            with pytest.raises(ReportError):
                gather_store(store, wanted)


def test_nothing_but_unreadable_files_gives_their_problems(tmp_path: Path) -> None:
    found = gather_paths([put(tmp_path, "坏.xlsx", b"PK\x03\x04")], YEAR)
    assert found.material is None
    assert found.problems


def test_facts_keep_what_people_wrote(tmp_path: Path) -> None:
    path = tmp_path / "年度.facts.toml"
    assert write_facts(str(path)) == len(AnnualFacts.keys)
    path.write_text('expected = "12"\nbureau = "市财政局"\n', encoding="utf-8")
    assert write_facts(str(path)) == len(AnnualFacts.keys) - 2
    assert path.read_text(encoding="utf-8").startswith('expected = "12"\nbureau = "市财政局"\n')
    assert read_facts(str(path)).texts("bureau") == ("市财政局",)
    assert read_facts(None) == AnnualFacts({})


def test_the_tables_of_whole_departments_are_no_projects(tmp_path: Path) -> None:
    own = {**WHOLE, "project": "部门 整体支出绩效自评", "unit": "市交通局"}
    before = {**own, "year": 2023}
    paths = [put(tmp_path, f"{at}.json", one) for at, one in enumerate((*TABLES, own, before))]
    from_files = gather_paths(paths, YEAR, rules="mof-2020")
    with new_store(tmp_path) as store:
        take(store, *paths)
        from_store = gather_store(store, YEAR)
    for found in (from_files, from_store):
        assert found.notes == ("有 1 张部门整体的自评表，没有算作项目：部门 整体支出绩效自评",)
        assert found.material is not None
        assert found.material.summary.total.count == 3
        assert found.material.summary.total.findings.error == sum(
            one.errors for one in found.material.problems
        )
        assert found.material.before is not None
        assert found.material.before.total.count == 1
        assert len(found.material.regions.projects or found.material.lines) == 3
    assert said(from_files)[4] == said(from_store)[4]


def test_the_tables_without_a_year_that_are_told_are_those_of_the_region(tmp_path: Path) -> None:
    nowhere = {name: value for name, value in WHOLE.items() if name != "year"}
    here, there = ({**nowhere, "region": region} for region in ("360200", "360700"))
    paths = [put(tmp_path, f"{at}.json", one) for at, one in enumerate((here, there))]
    found = gather_paths(paths, Wanted(2024, "360700"), rules="mof-2020")
    assert found.notes == ("有 1 个项目没有写年度，按 2024 年度算在内",)
