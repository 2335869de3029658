"""The chain of events."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete

from jixiao.store import events
from jixiao.store.engine import reading, writing
from jixiao.store.errors import StoreError
from jixiao.store.tables import HEAD

if TYPE_CHECKING:
    from jixiao.store.repository import Store


def add(store: Store, *subjects: str, algorithm: str | None = None) -> None:
    with writing(store.engine) as connection:
        log = events.Log(connection, "tester", algorithm)
        for subject in subjects:
            log.add("note", subject, {"名": subject})
        log.flush()
        log.flush()


def broken(store: Store) -> list[tuple[int, str]]:
    with reading(store.engine) as connection:
        return list(events.broken(connection))


def test_each_event_holds_the_hash_of_the_one_before(store: Store) -> None:
    add(store, "a", "b")
    add(store, "c")
    found = list(store.events())
    assert [one.id for one in found] == [1, 2, 3]
    assert [one.previous_hash for one in found] == [events.GENESIS, *(one.hash for one in found[:-1])]
    assert [one.payload for one in found] == [{"名": "a"}, {"名": "b"}, {"名": "c"}]
    assert [one.subject for one in store.events(after=1)] == ["b", "c"]
    assert list(store.events(what="other")) == []
    assert broken(store) == []


def test_an_empty_chain_holds(store: Store) -> None:
    assert broken(store) == []


@pytest.mark.skipif("sm3" not in hashlib.algorithms_available, reason="本机的 Python 没有 sm3")
def test_the_hash_can_be_chosen_and_stays(store: Store) -> None:
    add(store, "a")
    add(store, "b", algorithm="sm3")
    add(store, "c")
    assert [one.algorithm for one in store.events()] == ["sha256", "sm3", "sm3"]
    assert broken(store) == []


def test_a_hash_this_machine_cannot_make_is_refused(store: Store) -> None:
    add(store, "a")
    with pytest.raises(StoreError) as caught:
        add(store, "b", algorithm="md2-of-old")
    assert caught.value.finding.code == "STO044"
    assert "sha256" in (caught.value.finding.sentence("remedy") or "")
    assert [one.subject for one in store.events()] == ["a"]


def test_pages_join(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_PAGE", 2)
    add(store, *"abcde")
    assert [one.subject for one in store.events()] == list("abcde")


def test_a_head_that_is_gone_is_noticed(store: Store) -> None:
    add(store, "a")
    with writing(store.engine) as connection:
        connection.execute(delete(HEAD))
    assert broken(store) == [(1, "head")]


def test_times_are_utc_iso_text() -> None:
    assert events.now().endswith("+00:00")
    assert events.known_algorithms()[0] == "sha256"


@pytest.mark.parametrize("change", ["DELETE FROM head", "UPDATE head SET hash = 'x'", "DELETE FROM event"])
def test_nothing_is_written_after_a_head_that_is_not_the_last_event(lite: Store, change: str) -> None:
    lite.note("export", "a", {})
    with closing(sqlite3.connect(lite.target)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(change)
        connection.commit()
    before = len(list(lite.events()))
    with pytest.raises(StoreError) as told:
        lite.note("export", "b", {})
    assert told.value.finding.code == "STO046"
    assert len(list(lite.events())) == before
