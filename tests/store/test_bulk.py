"""Many rows at once: every value comes back as it was, on both databases, however many rows there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from jixiao.store.bulk import insert_all
from jixiao.store.engine import writing
from jixiao.store.tables import HEAD, ORGANISATION, SUBMISSION

if TYPE_CHECKING:
    from jixiao.store.repository import Store

ODD = ("", "甲\t乙\n丙\\N\r", "\\.", "a\"b'c", "NULL", "\\N", "𠮷，{}%s?")


def _organisation(at: int) -> dict[str, Any]:
    name = ODD[at % len(ODD)]
    return {
        "id": at + 1,
        "kind": "unit",
        "name": name,
        "name_key": name,
        "code": None if at % 2 else name,
        "parent_id": None if at == 0 else 1,
        "path": f"{at}{name}",
        "expected": at % 3 == 0,
        "version": 2**31 - 1 - at,
    }


@pytest.mark.parametrize("count", [1, 3, 60])
def test_rows_come_back_as_they_were(store: Store, count: int) -> None:
    rows = [_organisation(at) for at in range(count)]
    with writing(store.engine) as connection:
        insert_all(connection, ORGANISATION, rows)
    with store.connection() as connection:
        kept = connection.execute(select(ORGANISATION).order_by(ORGANISATION.c.id)).mappings()
        assert [dict(row) for row in kept] == rows


def test_nothing_is_nothing(store: Store) -> None:
    with writing(store.engine) as connection:
        insert_all(connection, ORGANISATION, [])
        insert_all(connection, HEAD, [{"id": 1, "event_id": 1, "hash": "x"}])


@pytest.mark.parametrize("count", [1, 60])
def test_a_refusal_is_an_error_of_the_database_and_leaves_nothing(store: Store, count: int) -> None:
    rows = [{"source_id": at, "form_version_id": at} for at in range(1, count + 1)]
    with pytest.raises(DBAPIError), writing(store.engine) as connection:
        insert_all(connection, SUBMISSION, rows)
    with store.connection() as connection:
        assert connection.execute(select(SUBMISSION)).all() == []


def test_rows_that_name_other_columns_are_refused(store: Store) -> None:
    rows = [{"source_id": 1, "form_version_id": 1}, {"source_id": 1}]
    with pytest.raises(KeyError), writing(store.engine) as connection:
        insert_all(connection, SUBMISSION, rows)
