"""Reading what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.schemas.store import Filter
from jixiao.store import queries
from tests.strategies.collected import file, form, listed, table

if TYPE_CHECKING:
    from jixiao.store.repository import Store


@pytest.fixture
def filled(store: Store) -> Store:
    store.record_all(
        [
            file(table(form(unit=unit, department=department, region=region, year=year)))
            for unit, department, region, year in (
                ("一中心", "甲部门", "360200", 2023),
                ("一中心", "甲部门", "360200", 2024),
                ("二中心", "甲部门", "360200", 2024),
                ("三中心", "乙部门", None, 2024),
                ("四中心", None, "360300", None),
            )
        ]
        + [file(listed("道路养护", "90", department="丙部门"))]
    )
    return store


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (None, 6),
        (Filter(), 6),
        (Filter(region="360200"), 3),
        (Filter(region="360300"), 1),
        (Filter(department="甲 部门"), 3),
        (Filter(department="甲部门", years=(2024,)), 2),
        (Filter(years=(2023, 2024)), 5),
        (Filter(unit="三中心", department="乙部门"), 1),
        (Filter(origin="listed"), 1),
        (Filter(project="道路养护项目"), 1),
        (Filter(project_ids=(1, 2, 99)), 2),
        (Filter(source_sha256="0"), 0),
    ],
)
def test_filters(filled: Store, wanted: Filter | None, count: int) -> None:
    forms = list(filled.current(wanted))
    rows = list(filled.rows_for_summary(wanted))
    assert (len(forms), len(rows)) == (count, count)
    assert {one.version_id for one in forms} == {row.version_id for row in rows}
    assert {(one.project_id, one.region, one.department, one.unit) for one in forms} == {
        (row.project_id, row.region, row.department, row.unit) for row in rows
    }


def test_pages_keep_the_order(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [one.version_id for one in filled.current()]
    monkeypatch.setattr(queries, "_PAGE", 2)
    assert [one.version_id for one in filled.current()] == whole


def test_tables_of_whole_departments_are_left_out_of_the_projects(filled: Store) -> None:
    def alone(wanted: Filter | None) -> queries.ProjectsAlone:
        with filled.connection() as connection:
            return queries.projects_alone(connection, wanted)

    before = [one.version_id for one in filled.current()]
    assert alone(None) == (None, 0, True)
    own = form("部门 整体支出绩效自评", unit="五中心", year=2024)
    partly = table(own).model_copy(update={"complete": False})
    filled.record(file(partly, listed("单位整体支出", "90", department="丙部门")))
    left, count, complete = alone(None)
    assert (count, complete) == (2, False)
    assert [one.version_id for one in filled.current(left)] == before
    assert alone(left) == (left, 0, True)
    of_unit = alone(Filter(unit="五中心"))
    assert (list(filled.current(of_unit.wanted)), of_unit.whole_departments) == ([], 1)


def test_more_can_be_left_out_than_a_query_has_room_for_parameters(filled: Store) -> None:
    assert len(list(filled.current(Filter(without=tuple(range(3, 80_000)))))) == 2


def test_what_is_not_there(filled: Store) -> None:
    assert filled.find(99) is None
    assert filled.history(99) == ()
    assert filled.reviews(99) == ()
    assert filled.file_findings("0") == ()
