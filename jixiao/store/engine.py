"""Opening a database: a SQLite file by default, PostgreSQL by URL.

SQLite: WAL, ``synchronous=FULL``, foreign keys, writers take the lock at once (``BEGIN IMMEDIATE``), so that
no update is lost between a read and its write.  PostgreSQL: writers take one advisory lock at the start of
their transaction, readers read one snapshot.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

ENVIRONMENT = "JIXIAO_DB"
_WRITE = "jixiao_write"
_LOCK = 0x6A78
"""The advisory lock of all writers of one PostgreSQL database."""
_WAIT = 60
"""Seconds that a writer waits for the one before it."""


class TargetError(ValueError):
    """A target that names no database this program can use; ``target`` without any password."""

    def __init__(self, target: str, code: str) -> None:
        super().__init__(code)
        self.target = target
        self.code = code


def default_target() -> str | None:
    """The database named by the environment, if there is one."""
    return os.environ.get(ENVIRONMENT) or None


def url_of(target: str) -> URL:
    """The URL of a path or URL; raises :class:`TargetError` for one that no driver here can open."""
    if "://" not in target:
        return URL.create("sqlite", database=str(Path(target)))
    try:
        url = make_url(target)
    except (ArgumentError, ValueError) as error:
        raise TargetError(target.split("://", maxsplit=1)[0] + "://…", "STO003") from error
    if url.drivername in {"postgresql", "postgres", "postgresql+psycopg"}:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database:
        return url
    raise TargetError(url.render_as_string(hide_password=True), "STO003")


def shown(target: str) -> str:
    """A target as it may be printed: without a password."""
    try:
        return target if "://" not in target else make_url(target).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return target.split("://", maxsplit=1)[0] + "://…"


def is_sqlite(engine: Engine) -> bool:
    """Whether the database is a SQLite file."""
    return engine.dialect.name == "sqlite"


def read_only(file: Path) -> str | None:
    """The address by which a file that cannot be written is read; ``None`` where it can be, or is not there.

    Where not even its folder can be written, nobody here can make the files beside it by which readers and
    writers agree: it is read as one that nobody changes, unless somebody's changes lie beside it.
    """
    if not file.is_file() or os.access(file, os.W_OK):
        return None
    beside = file.with_name(f"{file.name}-wal")
    alone = not os.access(file.resolve().parent, os.W_OK) and not (
        beside.exists() and beside.stat().st_size > 0
    )
    return f"{file.resolve().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"


def open_engine(target: str) -> Engine:
    """An engine for a path or URL; connects only when used.  Raises :class:`TargetError`.

    A SQLite file that cannot be written is opened to be read.
    """
    url = url_of(target)
    if url.get_backend_name() == "sqlite":
        address = read_only(Path(url.database or ""))
        if address is not None:
            return _reader(url, address)
        engine = create_engine(url, connect_args={"timeout": _WAIT, "check_same_thread": False})
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    try:
        return create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise TargetError(shown(target), "STO004") from error


def _reader(url: URL, address: str) -> Engine:
    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            address, uri=True, timeout=_WAIT, check_same_thread=False, isolation_level=None
        )

    engine = create_engine(url, creator=connect)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    connection.isolation_level = None  # the begin event begins
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA recursive_triggers=ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get(_WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def writing(engine: Engine, *, keep: bool = True) -> Iterator[Connection]:
    """One write transaction, alone among the writers.

    It is rolled back where anything is raised, and where it is not to be kept.
    """
    with engine.connect() as plain:
        connection = plain.execution_options(**{_WRITE: True})
        with connection.begin() as transaction:
            if not is_sqlite(engine):
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            yield connection
            if not keep:
                transaction.rollback()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One snapshot to read from; nothing written meanwhile is seen."""
    with engine.connect() as connection:
        if not is_sqlite(engine):
            connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901 - the same one
        with connection.begin():
            yield connection
