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


def test_what_is_not_there(filled: Store) -> None:
    assert filled.find(99) is None
    assert filled.history(99) == ()
    assert filled.reviews(99) == ()
    assert filled.file_findings("0") == ()
