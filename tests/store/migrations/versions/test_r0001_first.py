"""The first schema comes and goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import inspect

from jixiao.store.engine import open_engine, writing
from jixiao.store.migrations.versions import r0001_first
from jixiao.store.tables import METADATA

if TYPE_CHECKING:
    from pathlib import Path


def test_up_and_down(tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "a.sqlite"))
    with writing(engine) as connection, Operations.context(MigrationContext.configure(connection)):
        r0001_first.upgrade()
        assert set(inspect(connection).get_table_names()) == set(METADATA.tables) - {"packed"}
        r0001_first.downgrade()
        inspected = inspect(connection)
        assert inspected.get_table_names() == []
    engine.dispose()
