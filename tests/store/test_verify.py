# ruff: noqa: S608 - tampering with a table by its name is what these tests do
"""Verifying notices whatever was done to a database behind the program's back."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Boolean

from jixiao.schemas.store import CollectedDisclosure, ExpectedUnit, NewReview, NewRound, ReviewedRow
from jixiao.store.models import IMMUTABLE
from jixiao.store.repository import Store
from jixiao.store.schema import migrate
from jixiao.store.tables import METADATA
from jixiao.store.verify import verify
from tests.strategies.collected import file, form, listed, table

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNTERS = {("project", "version"), ("organisation", "version")}
"""Columns that only guard against two changes at once."""
OWN_ACCOUNT = {
    ("disclosure", "organisation_id"),
    ("finding", "id"),
    ("disclosure", "id"),
    ("organisation", "parent_id"),
}
"""Columns that say again what another says, or nothing: a finding is told by its file, table and position."""


def fill(store: Store) -> None:
    store.add_round(NewRound(year=2024, kind="annual", name="年度自评"))
    store.expect([ExpectedUnit(department="甲部门", unit="甲局", code="001")])
    for total in ("80", "90"):
        store.record(file(table(form(total=total), findings=2)))
    said = CollectedDisclosure(
        organisation="乙局", region="360200", year=2024, listed=1, project_spending_fen=5
    )
    one = file(listed("道路养护", "91"), table(form("信息系统运维", unit="乙局", region="360200")))
    store.record(one.model_copy(update={"disclosure": said}))
    found = next(iter(store.current()))
    rows = (
        ReviewedRow(position=0, review_score=Decimal(8), review_actual="8", reason="无佐证", note="见附件"),
    )
    review = NewReview(
        version_id=found.version_id, content_sha256=found.content_sha256, total=Decimal(80), rows=rows
    )
    store.add_review(review)
    store.set_state(1, "returned", "缺佐证")


@pytest.fixture(scope="module")
def filled() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        target = Path(folder) / "filled.sqlite"
        migrate(str(target))
        with Store.open(str(target), who="tester") as store:
            fill(store)
        yield target


def codes(target: Path) -> set[str]:
    with Store.open(str(target)) as store:
        return {finding.code for finding in verify(store).findings}


def tampered(filled: Path, *statements: tuple[str, tuple[object, ...]]) -> set[str]:
    """What verifying says of a copy to which this was done with the triggers off."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite"
        shutil.copy(filled, copy)
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute("BEGIN")
            triggers = list(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
            for name, _ in triggers:
                connection.execute(f'DROP TRIGGER "{name}"')
            for statement, values in statements:
                connection.execute(statement, values)
            for _, sql in triggers:
                connection.execute(sql)
            connection.execute("COMMIT")
        return codes(copy)


def test_a_store_that_was_used_as_meant_is_sound(store: Store) -> None:
    fill(store)
    verdict = verify(store)
    assert [finding.sentence("message") for finding in verdict.findings] == []
    assert (verdict.projects, verdict.versions, verdict.reviews, verdict.events) == (3, 4, 1, 7)
    assert verdict.sound


def _other(value: object) -> object:
    if value is None:
        return 7
    if isinstance(value, int):
        return value + 1
    return f"{value}x"


def _ids(filled: Path, name: str) -> list[int]:
    with closing(sqlite3.connect(filled)) as connection:
        return [row[0] for row in connection.execute(f'SELECT rowid FROM "{name}" ORDER BY rowid')]


@settings(max_examples=66)
@given(data=st.data())
def test_any_record_of_the_chain_changed_deleted_inserted_or_swapped_is_noticed(
    filled: Path, data: st.DataObject
) -> None:
    ids = _ids(filled, "event")
    one = data.draw(st.sampled_from(ids))
    columns = [column.name for column in METADATA.tables["event"].columns]
    deed = data.draw(st.sampled_from(("change", "delete", "insert", "swap")))
    if deed == "change":
        column = data.draw(st.sampled_from(columns))
        value = data.draw(st.text(min_size=1, max_size=5)) if column != "id" else 99
        done = (f'UPDATE event SET "{column}" = "{column}" || ? WHERE id = ?', (value, one))
        if column == "id":
            done = ("UPDATE event SET id = ? WHERE id = ?", (value, one))
        found = tampered(filled, done)
    elif deed == "delete":
        found = tampered(filled, ("DELETE FROM event WHERE id = ?", (one,)))
    elif deed == "insert":
        others = ", ".join(columns[1:])
        place = data.draw(st.sampled_from((0, -1, len(ids) + 1, len(ids) + 5)))
        found = tampered(
            filled,
            (
                f"INSERT INTO event (id, {others}) SELECT ?, {others} FROM event WHERE id = ?",
                (place, one),
            ),
        )
    else:
        other = data.draw(st.sampled_from([each for each in ids if each != one]))
        found = tampered(
            filled,
            ("UPDATE event SET id = -1 WHERE id = ?", (one,)),
            ("UPDATE event SET id = ? WHERE id = ?", (one, other)),
            ("UPDATE event SET id = ? WHERE id = -1", (other,)),
        )
    assert "STO030" in found


CELLS = [
    (table.name, column.name)
    for table in METADATA.sorted_tables
    for column in table.columns
    if table.name != "event" and (table.name, column.name) not in COUNTERS | OWN_ACCOUNT
]


@pytest.mark.parametrize(("name", "column"), CELLS, ids=[f"{name}.{column}" for name, column in CELLS])
def test_any_cell_changed_is_noticed(filled: Path, name: str, column: str) -> None:
    one = _ids(filled, name)[-1]
    with closing(sqlite3.connect(filled)) as connection:
        (value,) = connection.execute(f'SELECT "{column}" FROM "{name}" WHERE rowid = ?', (one,)).fetchone()
    flag = isinstance(METADATA.tables[name].columns[column].type, Boolean)
    other = 1 - value if flag else _other(value)
    changed = (f'UPDATE "{name}" SET "{column}" = ? WHERE rowid = ?', (other, one))
    assert tampered(filled, changed) != set()


@pytest.mark.parametrize("name", [*IMMUTABLE, "project", "round", "head"])
def test_any_row_deleted_is_noticed(filled: Path, name: str) -> None:
    for one in _ids(filled, name):
        assert tampered(filled, (f'DELETE FROM "{name}" WHERE rowid = ?', (one,))) != set()


def test_a_missing_trigger_is_noticed(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    shutil.copy(filled, copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DROP TRIGGER event_no_update")
    with Store.open(str(copy)) as store:
        (finding,) = verify(store).findings
    assert (finding.code, finding.params["what"]) == ("STO036", "event_no_update")


def test_a_ruined_json_is_told_and_not_raised(filled: Path) -> None:
    for ruin in ("", "{", "[]", '{"scored": 5}'):
        for column in ("form_json", "scored_json", "place_json"):
            found = tampered(filled, (f"UPDATE form_version SET {column} = ? WHERE id = 1", (ruin,)))
            assert "STO031" in found
    found = tampered(filled, ("UPDATE event SET payload_json = '{' WHERE id = 3", ()))
    assert "STO030" in found
