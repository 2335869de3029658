"""The indexes of a summary are made with a database and by an upgrade, and are those that are used."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import inspect, select

from jixiao.store import aggregate_sql, models
from jixiao.store.engine import open_engine
from jixiao.store.migrations.versions import r0003_summary
from jixiao.store.schema import migrate

if TYPE_CHECKING:
    from sqlalchemy import Select

    from jixiao.store.repository import Store

OLD = Path(__file__).parents[2] / "old"
MADE = {"ix_form_version_summary", "ix_form_version_odd", "ix_indicator_odd", "ix_fund_odd"}


def _indexes(target: str) -> set[str | None]:
    engine = open_engine(target)
    with engine.connect() as connection:
        looked = inspect(connection)
        found = {one["name"] for name in looked.get_table_names() for one in looked.get_indexes(name)}
    engine.dispose()
    return found & MADE


def test_a_database_has_them(target: str) -> None:
    alone = set() if target.endswith(".sqlite") else {models.SUMMARY_INDEX}
    assert _indexes(target) == MADE - alone


@pytest.mark.parametrize("released", ["0001", "0002"])
def test_an_old_one_gets_them(released: str, tmp_path: Path) -> None:
    copy = tmp_path / "old.sqlite"
    shutil.copy(OLD / f"{released}.sqlite", copy)
    assert _indexes(str(copy)) == set()
    migrate(str(copy))
    assert _indexes(str(copy)) == MADE


def test_the_step_and_the_models_name_the_same_columns() -> None:
    assert r0003_summary._COLUMNS == models.SUMMARY
    assert r0003_summary._SUMMARY == models.SUMMARY_INDEX


def _plan(store: Store, query: Select[Any]) -> list[str]:
    with store.connection() as connection:
        plain = query.compile(connection, compile_kwargs={"literal_binds": True})
        return [str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {plain}")]


def test_a_summary_reads_no_row_of_a_version(lite: Store) -> None:
    with lite.connection() as connection:
        versions = aggregate_sql.versions_in(connection)
    plan = _plan(lite, aggregate_sql.current(select(versions.c.claimed_cents), versions, None))
    assert any(f"COVERING INDEX {models.SUMMARY_INDEX}" in step for step in plan), plan
    assert not any("INTEGER PRIMARY KEY" in step for step in plan), plan


def test_the_odd_ones_are_found_without_a_search(lite: Store) -> None:
    plan = _plan(lite, select(aggregate_sql._odd().subquery()))
    for index in MADE - {models.SUMMARY_INDEX}:
        assert any(f"INDEX {index}" in step for step in plan), (index, plan)
