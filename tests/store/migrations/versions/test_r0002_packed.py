"""The second schema: what is laid out for scoring again is derived from the JSON that is there."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import inspect, select

from jixiao.store.engine import open_engine, writing
from jixiao.store.migrations.versions import r0002_packed
from jixiao.store.schema import migrate
from jixiao.store.tables import PACKED
from jixiao.store.verify import verify
from tests.strategies import collected

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from jixiao.store.repository import Store

OLD = Path(__file__).parents[2] / "old" / "0001.sqlite"


def rows(connection: Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(select(PACKED).order_by(PACKED.c.form_version_id))]


def test_filling_an_old_database_makes_what_collecting_makes(store: Store) -> None:
    for name in collected.NAMES:
        store.record(collected.file(collected.table(collected.form(name))))
    with writing(store.engine) as connection:
        before = rows(connection)
        with Operations.context(MigrationContext.configure(connection)):
            r0002_packed.downgrade()
            assert "packed" not in inspect(connection).get_table_names()
            r0002_packed.upgrade()
        assert rows(connection) == before
        assert len(before) == len(collected.NAMES)
    assert verify(store).findings == ()


def _damaged(tmp_path: Path, column: str) -> str:
    copy = tmp_path / f"{column}.sqlite"
    shutil.copy(OLD, copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DROP TRIGGER form_version_no_update")
        connection.execute(f"UPDATE form_version SET {column} = '[' WHERE id = 1")  # noqa: S608 - our own name
        connection.commit()
    return str(copy)


def test_a_damaged_record_is_passed_over(tmp_path: Path) -> None:
    for column in ("form_json", "scored_json"):
        target = _damaged(tmp_path, column)
        migrate(target)
        engine = open_engine(target)
        with engine.connect() as connection:
            assert [row[0] for row in rows(connection)] == [2, 4]
        engine.dispose()
