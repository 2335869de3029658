"""A record that was changed behind the program's back is told, never as a fault of the program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from jixiao.schemas.store import CollectedDisclosure
from jixiao.store import damage
from jixiao.store.errors import StoreError
from tests.strategies.collected import file, form, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from jixiao.store.repository import Store

READS: dict[str, Callable[[Store], object]] = {
    "form_version": lambda store: list(store.current()),
    "finding": lambda store: list(store.current()),
    "disclosure": lambda store: store.disclosures(),
    "event": lambda store: list(store.events()),
}


def tamper(store: Store, table_name: str, column: str, text: str) -> None:
    with closing(sqlite3.connect(store.target)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(f"UPDATE {table_name} SET {column} = ?", (text,))  # noqa: S608 - our own names
        connection.commit()


@pytest.mark.parametrize("text", ["{}", "nonsense", "x", "[]", '"x"', "null"])
@pytest.mark.parametrize(
    ("table_name", "column"),
    [
        ("form_version", "scored_json"),
        ("form_version", "form_json"),
        ("form_version", "place_json"),
        ("finding", "finding_json"),
        ("disclosure", "disclosure_json"),
        ("event", "payload_json"),
    ],
)
def test_a_damaged_record_is_told_with_its_table(
    lite: Store, table_name: str, column: str, text: str
) -> None:
    said = CollectedDisclosure(organisation="市交通局", year=2024)
    lite.record(file(table(form())).model_copy(update={"disclosure": said}))
    tamper(lite, table_name, column, text)
    if column in {"place_json", "payload_json"} and text == "{}":
        assert READS[table_name](lite)
        return
    with pytest.raises(StoreError) as told:
        READS[table_name](lite)
    assert told.value.finding.code == "STO045"
    assert told.value.finding.params["table"] == table_name


def test_what_is_sound_passes() -> None:
    with damage.record("event", 1):
        done = True
    assert done
