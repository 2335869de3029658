"""What is kept for good cannot be changed or deleted, on either database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from jixiao.store.engine import is_sqlite, writing
from jixiao.store.models import IMMUTABLE
from jixiao.store.tables import METADATA
from jixiao.store.triggers import create_triggers, drop_triggers, endings
from jixiao.store.verify import verify
from tests.store.test_verify import fill

if TYPE_CHECKING:
    from jixiao.store.repository import Store


def attempts(name: str) -> list[str]:
    column = next(iter(METADATA.tables[name].columns)).name
    return [f'UPDATE "{name}" SET "{column}" = "{column}"', f'DELETE FROM "{name}"']  # noqa: S608 - our own names


def test_nothing_that_is_kept_for_good_is_changed_or_deleted(store: Store) -> None:
    fill(store)
    for name in IMMUTABLE:
        more = (
            [f'INSERT OR REPLACE INTO "{name}" SELECT * FROM "{name}"']  # noqa: S608 - our own names
            if is_sqlite(store.engine)
            else [f'TRUNCATE "{name}" CASCADE']
        )
        for statement in attempts(name) + more:
            with (
                pytest.raises(DBAPIError, match="never changed or deleted"),
                writing(store.engine) as connection,
            ):
                connection.execute(text(statement))
    assert verify(store).findings == ()


def test_triggers_can_be_taken_away_and_made_again(store: Store) -> None:
    fill(store)
    with writing(store.engine) as connection:
        drop_triggers(connection, ["fund"])
    (found,) = verify(store).findings
    with writing(store.engine) as connection:
        assert found.params["what"] == ", ".join(
            f"fund_no_{ending}" for ending in sorted(endings(connection))
        )
        create_triggers(connection, [("fund", ("form_version_id", "position"))])
    assert verify(store).findings == ()
