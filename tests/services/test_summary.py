"""Summaries of files and of databases: one figure, whichever way."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.commands.summary_view import render
from jixiao.indicators.project_names import name_key
from jixiao.schemas.store import CollectedDisclosure, ExpectedUnit, Filter, NewReview, NewRound
from jixiao.scoring.aggregate import Record
from jixiao.services.check_paths import check_paths
from jixiao.services.collect import collect, terms
from jixiao.services.listed_projects import records_of
from jixiao.services.summary import Asked, bounds_of, summarise_paths, summarise_store
from jixiao.store.aggregate_records import of_stored
from jixiao.store.repository import Store
from jixiao.store.schema import migrate
from jixiao.store.states import give_back
from tests.shared import SHARED, needs_shared
from tests.strategies import collected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jixiao.schemas.summary import Dimension, Summary

FUNDS = [
    {"name": "年度资金总额", "annual_budget": "100", "executed": "90", "weight": "10", "claimed_score": "9"}
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A fresh SQLite database."""
    target = str(tmp_path / "库.db")
    migrate(target)
    with Store.open(target) as opened:
        yield opened


def _form(project: str, claimed: str | None, **more: object) -> dict[str, object]:
    row = {"level1": "产出指标", "name": "完成数量", "target": "≥10个", "actual": "9", "weight": "90"}
    score = None if claimed is None else str(Decimal(claimed) - 9)
    form = {"project": project, "unit": "甲局", "year": 2024, "funds": FUNDS, "claimed_total": claimed}
    return {**form, "indicators": [{**row, "claimed_score": score}], **more}


def _write(folder: Path, *forms: dict[str, object]) -> str:
    folder.mkdir(exist_ok=True)
    for at, form in enumerate(forms):
        (folder / f"{at:02}.json").write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    return str(folder)


def _plain(summary: Summary) -> Any:
    """A summary without what only one of the two ways knows."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            unknown = {"project_id", "version_id", "source"}
            return {key: bare(inner) for key, inner in value.items() if key not in unknown}
        return [bare(inner) for inner in value] if isinstance(value, list) else value

    return {key: bare(value) for key, value in summary.as_json().items() if key != "notes"}


@needs_shared
def test_a_disclosure_alone_gives_its_23_projects() -> None:
    assert SHARED is not None
    path = str(next((SHARED / "seeds").glob("001*.txt")))
    summary = summarise_paths([path], Asked(("department",)))
    (group,) = summary.groups
    assert (group.count, group.unscored, group.tables, group.listed) == (23, 0, 2, 21)
    assert (group.sum, group.mean) == (Decimal("2077.54"), Decimal("90.33"))
    assert list(group.grades.values()) == [14, 8, 1, 0]
    assert group.coverage.spending_share is not None


@needs_shared
def test_a_database_gives_what_the_files_give(store: Store) -> None:
    assert SHARED is not None
    paths = [str(SHARED / "seeds")]
    for _ in range(2):  # collecting again changes nothing
        list(collect(store, paths, terms()))
        asked = Asked(("department", "year"), projects=True)
        assert _plain(summarise_store(store, asked)) == _plain(summarise_paths(paths, asked))


def test_files_and_database_agree_on_copies_and_corrections(tmp_path: Path, store: Store) -> None:
    folder = _write(
        tmp_path / "收件",
        _form("道路养护", "80"),
        _form("道路养护项目", "85", region="360200"),
        _form("道路养护", "90", year=2023),
        _form("系统运维", None),
        _form("系统运维", "70.125", unit="乙局", code="51A", office="教科文科", project_total="350"),
    )
    list(collect(store, [folder], terms()))
    for basis in ("claimed", "computed", "reviewed"):
        for by in (("unit", "year"), ("region",), ("level1",), ("fund",), ()):
            asked = Asked(by, basis, projects=True)  # type: ignore[arg-type]  # written out above
            assert _plain(summarise_store(store, asked)) == _plain(summarise_paths([folder], asked))
    summary = summarise_paths([folder], Asked(("unit",), projects=True))
    told = [(one.code, one.office, one.project_total) for one in summary.projects or () if one.unit == "乙局"]
    assert told == [("51A", "教科文科", Decimal("350.00"))]
    assert [finding.code for finding in summary.notes] == ["SMY001"]
    counts = {group.key["unit"]: (group.count, group.unscored) for group in summary.groups}
    assert counts == {"甲局": (3, 1), "乙局": (1, 0)}


many = st.lists(
    st.builds(
        _form,
        st.sampled_from(("道路养护", "部门整体支出绩效自评", "部门 整体支出 绩效自评项目", "单位整体支出")),
        st.sampled_from((None, "80", "70.125")),
        unit=st.sampled_from(("甲局", "乙局")),
        year=st.sampled_from((2023, 2024)),
    ),
    max_size=6,
)


@settings(max_examples=12, deadline=None)
@given(many, st.sampled_from(((), ("department", "year"), ("unit",), ("level1",), ("fund",))))
def test_files_and_database_leave_out_the_tables_of_whole_departments(
    tmp_path_factory: pytest.TempPathFactory, some: list[dict[str, object]], by: tuple[Dimension, ...]
) -> None:
    folder = tmp_path_factory.mktemp("desk")
    some = [_form("道路养护", "90"), *some]
    everything = _write(folder / "全部", *some)
    alone = [one for one in some if one["project"] == "道路养护"]
    asked = Asked(by, projects=True)
    from_files = _plain(summarise_paths([everything], asked))
    target = str(folder / "库.db")
    migrate(target)
    with Store.open(target) as store:
        list(collect(store, [everything], terms()))
        assert _plain(summarise_store(store, asked)) == from_files
    names = {(one["unit"], one["year"], name_key(str(one["project"]))) for one in some if one not in alone}
    without = _plain(summarise_paths([_write(folder / "项目", *alone)], asked))
    assert from_files == {**without, "whole_departments": len(names)}


def test_the_money_of_a_department_is_not_counted_twice(tmp_path: Path, store: Store) -> None:
    own = _form("部门整体支出绩效自评", "95", unit="乙局")
    folder = _write(tmp_path / "收件", _form("道路养护", "80"), own, own)
    list(collect(store, [folder], terms()))
    store.expect([ExpectedUnit(unit="甲局"), ExpectedUnit(unit="乙局")])
    for summary in (summarise_paths([folder], Asked()), summarise_store(store, Asked())):
        assert (summary.total.budget, summary.total.count, summary.whole_departments) == (100, 1, 1)
        assert summary.notes == ()
        assert "另有部门整体的自评 1 份，不是项目，没有计入\n" in render(summary, room=100, colour=False)
    assert summary.total.coverage.missing == ("乙局",)


def test_a_file_that_cannot_be_read_is_said_and_stops_nothing(tmp_path: Path) -> None:
    folder = _write(tmp_path / "收件", _form("道路养护", "80"))
    summary = summarise_paths([folder, str(tmp_path / "没有.xlsx")], Asked())
    assert (summary.complete, summary.total.count, len(summary.errors)) == (False, 1, 1)


def test_nothing_at_all_is_a_summary_of_nothing(store: Store) -> None:
    summary = summarise_store(store, Asked(("department",)))
    assert (summary.groups, summary.total.count, summary.total.mean) == ((), 0, None)
    assert list(summary.total.grades.values()) == [0, 0, 0, 0]


def test_reviews_stand_beside_the_claims(store: Store) -> None:
    store.record(collected.file(collected.table(collected.form(claimed=("40", "40")))))
    (form,) = store.current()
    review = NewReview(
        version_id=form.version_id, content_sha256=form.content_sha256, total=Decimal(80), grade="良"
    )
    store.add_review(review)
    summary = summarise_store(store, Asked((), "reviewed", projects=True))
    assert (summary.total.mean, summary.total.claimed.mean) == (Decimal("80.00"), Decimal("88.00"))
    assert summary.total.grades["良"] == 1
    (project,) = summary.projects or ()
    assert (project.score, project.claimed, project.deviation) == (Decimal(80), Decimal(88), Decimal("9.09"))


def test_a_project_that_was_sent_back_says_so_until_a_further_version_comes(store: Store) -> None:
    odd = collected.form("甲", total="81.123")
    store.record(collected.file(collected.table(odd), collected.table(collected.form("乙"))))
    everything = Asked(projects=True)

    def states() -> dict[str, str]:
        return {one.project: one.state for one in summarise_store(store, everything).projects or ()}

    assert states() == {"甲": "submitted", "乙": "submitted"}
    give_back(store, [form.project_id for form in store.current()], "退回.docx")
    assert states() == {"甲": "returned", "乙": "returned"}
    store.record(collected.file(collected.table(collected.form("乙", total="81"))))
    assert states() == {"甲": "returned", "乙": "submitted"}


def test_coverage_of_the_units_expected_and_of_project_spending(store: Store) -> None:
    store.expect([ExpectedUnit(department="总局", unit="甲局"), ExpectedUnit(department="总局", unit="丙局")])
    table = collected.table(collected.form(department="总局", unit="甲局"))
    said = CollectedDisclosure(organisation="总局", year=2024, project_spending_fen=20 * 10**6)
    store.record(collected.file(table).model_copy(update={"disclosure": said}))
    summary = summarise_store(store, Asked(("department", "year")))
    for group in (*summary.groups, summary.total):
        told = group.coverage
        assert (told.expected, told.filed, told.missing) == (2, 1, ("丙局",))
        assert (told.project_spending, told.covered) == (Decimal(20), Decimal(10))
        assert told.spending_share == Decimal("50.00")
    units = {group.key["unit"]: group for group in summarise_store(store, Asked(("unit",))).groups}
    by_unit = units["甲局"].coverage
    assert (by_unit.expected, by_unit.filed, by_unit.project_spending) == (1, 1, None)
    filtered = summarise_store(store, Asked(()), Filter(unit="丙局")).total
    assert (filtered.count, filtered.coverage.missing) == (0, ("丙局",))


def test_a_project_without_kinds_of_money_or_rows_is_in_a_group_and_told(store: Store) -> None:
    store.record(collected.file(collected.table(collected.form())))
    store.record(collected.file(collected.listed("信息系统运维", "95")))
    codes: dict[Dimension, str] = {"fund": "SMY002", "level1": "SMY003"}
    for by, code in codes.items():
        summary = summarise_store(store, Asked((by,)))
        (nothing,) = (group for group in summary.groups if group.key[by] is None)
        assert (nothing.count, nothing.listed) == (1, 1)
        assert [(note.code, note.params) for note in summary.notes] == [(code, {"count": "1"})]
    assert summarise_store(store, Asked(("unit",))).notes == ()


def test_a_department_from_which_nothing_came_is_a_group(store: Store) -> None:
    units = [("总局", "甲局"), ("财政局", "一科"), ("财政局", "二科")]
    store.expect([ExpectedUnit(department=department, unit=unit) for department, unit in units])
    store.record(collected.file(collected.table(collected.form(department="总局", unit="甲局"))))
    store.record(collected.file(collected.table(collected.form(department="水利局", unit="丁站"))))
    summary = summarise_store(store, Asked(("department",)))
    told = {
        one.key["department"]: (one.count, one.mean, one.coverage.expected, one.coverage.filed)
        for one in summary.groups
    }
    mean = summary.total.mean
    assert told == {
        "总局": (1, mean, 1, 1),
        "水利局": (1, mean, None, None),
        "财政局": (0, None, 2, 0),
    }
    (nothing,) = (one for one in summary.groups if not one.count)
    assert set(nothing.coverage.missing) == {"一科", "二科"}
    assert (summary.total.coverage.expected, summary.total.coverage.filed) == (3, 1)


def test_a_department_from_which_nothing_came_in_a_year_is_a_group_of_that_year(store: Store) -> None:
    store.expect(
        [ExpectedUnit(department="总局", unit="甲局"), ExpectedUnit(department="财政局", unit="一科")]
    )
    for year, department, unit in ((2023, "总局", "甲局"), (2024, "总局", "甲局"), (2024, "财政局", "一科")):
        form = collected.form(department=department, unit=unit, year=year)
        store.record(collected.file(collected.table(form)))
    summary = summarise_store(store, Asked(("department", "year")))
    counts = {(one.key["department"], one.key["year"]): one.count for one in summary.groups}
    assert counts == {("总局", 2023): 1, ("总局", 2024): 1, ("财政局", 2023): 0, ("财政局", 2024): 1}
    (nothing,) = (one for one in summary.groups if not one.count)
    assert nothing.coverage.missing == ("一科",)


@needs_shared
def test_findings_on_disclosures_are_counted(store: Store) -> None:
    assert SHARED is not None
    paths = [str(SHARED / "seeds")]
    list(collect(store, paths, terms()))
    of_files = [found for made in map(records_of, check_paths(paths).files) for found in made.findings]
    errors = sum(finding.severity == "error" for finding in of_files)
    assert errors > 0
    each: tuple[Dimension, ...] = ("department", "year", "level1")
    for by in each:
        asked = Asked((by,))
        total = summarise_store(store, asked).total.findings
        assert total == summarise_paths(paths, asked).total.findings
        assert total.error == errors + sum(record.errors for record in _records(store))
    narrow = summarise_store(store, Asked(), Filter(unit="没有这个单位"))
    assert (narrow.groups, narrow.total.findings.error) == ((), 0)


def _records(store: Store) -> list[Record]:
    return [of_stored(one, None) for one in store.current()]


def test_rounds_are_grouped_by_their_name(store: Store) -> None:
    kept = store.add_round(NewRound(year=2024, kind="年终", name="2024年年终自评"))
    file = collected.file(collected.table(collected.form()))
    store.record(file.model_copy(update={"round_id": kept.id}))
    assert [group.key for group in summarise_store(store, Asked(("round",))).groups] == [
        {"round": "2024年年终自评"}
    ]


def test_years_ranking_outliers_and_near_misses_are_there(tmp_path: Path) -> None:
    folder = _write(
        tmp_path / "收件",
        _form("道路养护", "89", year=2023),
        _form("道路养护", "95"),
        _form("系统运维", "89.5"),
    )
    summary = summarise_paths([folder], Asked(("unit",), top=1))
    (pair,) = summary.years
    assert (pair.matched, pair.up, pair.new_count) == (1, 1, 1)
    assert [one.project for one in summary.ranking.best] == ["道路养护"]
    assert len(summary.outliers) == 1
    (near,) = summary.near
    assert (near.project.project, near.missing, near.grade) == ("系统运维", Decimal("0.50"), "优")
    assert [(lift.name, lift.alone) for lift in near.lifts] == [("完成数量", True)]
    assert summary.projects is None


def test_the_bounds_of_a_rule_set_that_is_not_at_hand_are_unknown() -> None:
    assert bounds_of(Record("甲", rules="没有这套规则")) == ()
    assert [name for name, _ in bounds_of(Record("甲"))] == ["优", "良", "中", "差"]
