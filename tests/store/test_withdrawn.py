from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.store.states import sources_named, withdraw
from jixiao.store.withdrawn import sources_said, subject_of, withdrawn_sources, withdrawn_versions
from tests.strategies.collected import file, form, table

if TYPE_CHECKING:
    from jixiao.store.repository import Store


def test_the_last_thing_said_of_a_file_holds(store: Store) -> None:
    made = file(table(form()))
    kept = store.record(made).tables[0]
    with store.connection() as connection:
        assert (sources_said(connection), withdrawn_versions(connection, [kept.project_id])) == ({}, {})
    (source,) = sources_named(store, [made.sha256])[made.sha256]
    withdraw(store, "收错", sources=[source])
    with store.connection() as connection:
        assert withdrawn_sources(connection) == {source}
        assert withdrawn_versions(connection, [kept.project_id]) == {kept.project_id: {kept.version_id}}
    store.record(made)
    with store.connection() as connection:
        assert sources_said(connection) == {source: {}}
        assert withdrawn_sources(connection) == set()
    assert subject_of(source) == next(
        event.subject for event in store.events(what="withdraw") if "source" in event.payload
    )
