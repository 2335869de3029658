"""Writing many rows at once, in the fastest way that each database has."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Table

_FEW = 20
"""So few rows are not worth the start of a COPY."""


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns; a column that they do not name is null.

    SQLite takes them as tuples, PostgreSQL by COPY.  What the database complains of is a ``DBAPIError``, as
    with every other statement.
    """
    if not rows:
        return
    names = tuple(rows[0])
    quote = connection.dialect.identifier_preparer.quote
    into = f"{quote(table.name)} ({', '.join(map(quote, names))})"
    values = _values(names, rows)
    if connection.dialect.name == "postgresql" and len(rows) > _FEW:
        _copy(connection, f"COPY {into} FROM STDIN", values)
        return
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join([mark] * len(names))
    # the names are those of our own columns
    connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({marks})", list(values))  # noqa: S608 - see above


def _values(names: tuple[str, ...], rows: Sequence[Mapping[str, Any]]) -> Iterable[tuple[Any, ...]]:
    """The rows as tuples, in the order of the names."""
    return map(itemgetter(*names), rows) if len(names) > 1 else ((row[names[0]],) for row in rows)


def _copy(connection: Connection, statement: str, values: Iterable[tuple[Any, ...]]) -> None:
    driver: Any = connection.connection.dbapi_connection
    dialect: Any = connection.dialect
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in values:
                copy.write_row(row)
    except dialect.loaded_dbapi.Error as error:
        raise DBAPIError(statement, None, error) from error
