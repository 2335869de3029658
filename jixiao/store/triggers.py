"""Triggers that refuse to change or delete what is kept for good.

A migration that rebuilds such a table drops its triggers first and creates them again at its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_MESSAGE = "jixiao: rows of {table} are never changed or deleted"
_FUNCTION = "jixiao_refuse"


def _sqlite(table: str, key: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE.format(table=table)}'); END"
    known = f'EXISTS (SELECT 1 FROM "{table}" WHERE {key})'  # noqa: S608 - names of our own tables
    return [
        f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}" {refuse}',
        f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" {refuse}',
        f'CREATE TRIGGER "{table}_no_replace" BEFORE INSERT ON "{table}" WHEN {known} {refuse}',
    ]


def _postgresql(table: str) -> list[str]:
    refuse = f"EXECUTE FUNCTION {_FUNCTION}()"
    return [
        f'CREATE TRIGGER "{table}_no_change" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW {refuse}',
        f'CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {refuse}',
    ]


_REFUSE = f"""
CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'jixiao: rows of % are never changed or deleted', TG_TABLE_NAME; END
$$ LANGUAGE plpgsql
"""


def endings(connection: Connection) -> tuple[str, ...]:
    """What the names of the triggers of a table end in, after ``<table>_no_``."""
    return ("update", "delete", "replace") if connection.dialect.name == "sqlite" else ("change", "truncate")


def create_triggers(connection: Connection, tables: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    """Make the rows of ``tables`` (each with the columns of its primary key) last for good."""
    sqlite = connection.dialect.name == "sqlite"
    if not sqlite:
        connection.execute(text(_REFUSE))
    for table, columns in tables:
        key = " AND ".join(f'"{column}" = NEW."{column}"' for column in columns)
        for statement in _sqlite(table, key) if sqlite else _postgresql(table):
            connection.execute(text(statement))


def drop_triggers(connection: Connection, tables: Iterable[str]) -> None:
    """Take the triggers of ``tables`` away, for a migration that rebuilds them."""
    sqlite = connection.dialect.name == "sqlite"
    for table in tables:
        for ending in endings(connection):
            where = "" if sqlite else f' ON "{table}"'
            connection.execute(text(f'DROP TRIGGER IF EXISTS "{table}_no_{ending}"{where}'))
