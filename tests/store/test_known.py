"""Which project a table is of: what keeps two apart, what joins them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.schemas.store import (
    Filter,
    NewRound,
)
from tests.store.helpers import only, outcomes, sound
from tests.strategies.collected import file, form, listed, table

if TYPE_CHECKING:
    from jixiao.store.repository import Store


def test_units_years_and_rounds_keep_projects_apart(store: Store) -> None:
    for each in (form(), form(unit="乙局"), form(year=2023), form(year=None), form("道路养护")):
        assert outcomes(store.record(file(table(each)))) == ["new"]
    kept = store.add_round(NewRound(year=2024, kind="mid-year", name="年中监控"))
    again = file(table(form())).model_copy(update={"round_id": kept.id, "sha256": "0" * 64})
    assert outcomes(store.record(again)) == ["new"]
    assert len(list(store.current())) == 6
    assert len(list(store.current(Filter(unit="甲 局", years=(2024,))))) == 3
    assert len(list(store.current(Filter(project="大厅运转经费项目")))) == 5
    assert len(list(store.current(Filter(round_id=kept.id)))) == 1
    sound(store)


def test_a_region_or_department_that_only_one_table_names_keeps_no_project_apart(store: Store) -> None:
    poor, rich = form(total="80"), form(total="90", region="360200", department="甲部门")
    for order in ((poor, rich), (rich, poor)):
        assert [store.record(file(table(one))).tables[0].project_id for one in order] == [1, 1]
    found = only(store)
    assert (found.region, found.department, found.unit) == ("360200", "甲部门", "甲局")
    other = store.record(file(table(form(region="360300", department="甲部门"))))
    assert outcomes(other) == ["new"]
    third = file(table(form(total="70")))
    assert outcomes(store.record(third)) == ["new"]  # two fit: nothing is guessed
    assert outcomes(store.record(third)) == ["unchanged"]
    sound(store)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_listed_score_and_its_table_are_one_project_and_the_table_counts(
    store: Store, order: tuple[int, int]
) -> None:
    files = (
        file(listed("大厅运转经费", "95", department="市政务局")),
        file(table(form(department="市政务局", unit="政务中心", total="90"))),
    )
    recorded = [store.record(files[at]).tables[0] for at in order]
    assert [one.project_id for one in recorded] == [1, 1]
    assert [one.joined for one in recorded] == [False, True]
    assert (recorded[1].claimed, recorded[1].joined_claimed) == ((90, 95) if order == (0, 1) else (95, 90))
    found = only(store)
    assert (found.origin, found.form.claimed_total, found.unit) == ("table", 90, "政务中心")
    assert [store.record(files[at]).outcome for at in order] == ["unchanged", "unchanged"]
    sound(store)


def test_a_listed_score_that_two_units_could_mean_joins_neither(store: Store) -> None:
    for unit in ("一中心", "二中心"):
        store.record(file(table(form(department="市政务局", unit=unit))))
    recorded = store.record(file(listed("大厅运转经费", "95", department="市政务局")))
    assert (outcomes(recorded), recorded.tables[0].joined) == (["new"], False)
    sound(store)
