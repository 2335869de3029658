"""Making a database, bringing an old one up to date, and telling which it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from jixiao.schemas.finding import Finding, Severity
from jixiao.store.engine import TargetError, is_sqlite, open_engine, read_only, shown, url_of
from jixiao.store.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

REVISIONS = ("0001", "0002", "0003")
"""The released schemas, oldest first."""
VERSION_TABLE = "jixiao_schema"
_HEADER = b"SQLite format 3\0"


def refused(code: str, target: str, **params: str) -> StoreError:
    """The error that a target cannot be used, and why."""
    return StoreError(Finding(code=code, severity=Severity.ERROR, params={"target": shown(target), **params}))


def not_opened(target: str, error: BaseException) -> StoreError:
    """The error that a database cannot be opened; a full disk is no damage."""
    full = getattr(error, "errno", None) == ENOSPC or "disk is full" in str(error)
    return refused("STO048" if full else "STO007", target, why=why(error))


def _file_of(target: str) -> Path | None:
    """The file of a SQLite database."""
    url = url_of(target)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def _glance(file: Path, target: str) -> str | None:
    """The revision of a SQLite file, read without touching it; ``None`` for an empty one."""
    try:
        if file.is_dir():
            raise refused("STO008", target)
        with file.open("rb") as opened:
            start = opened.read(len(_HEADER))
        if not start:
            return None
        if start != _HEADER:
            raise refused("STO002", target)
        address = read_only(file) or f"{file.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            if not names:
                return None
            if VERSION_TABLE not in names:
                raise refused("STO002", target)
            row = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()  # noqa: S608 - our own name
            if row is None or not row[0]:
                raise refused("STO047", target)
            return str(row[0])
    except (OSError, sqlite3.Error) as error:
        raise not_opened(target, error) from error


def why(error: BaseException) -> str:
    """The first line of what a driver or the system says."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    words = str(getattr(error, "orig", None) or error).strip().splitlines()
    return words[0] if words else type(error).__name__


def _revision(connection: Connection, target: str) -> str | None:
    """The revision of a database that is connected to; ``None`` for an empty one."""
    names = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in names:
        if names & {"form_version", "event", "project", "alembic_version"}:
            raise refused("STO002", target)
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 - our own name
    if not found:
        raise refused("STO047", target)
    return str(found)


def revision(target: str) -> str | None:
    """Which schema a database has, ``None`` for none at all.  Raises :class:`StoreError`."""
    try:
        file = _file_of(target)
        if file is not None:
            return _glance(file, target) if file.exists() else None
        engine = open_engine(target)
    except TargetError as error:
        raise refused(error.code, error.target) from error
    try:
        with engine.connect() as connection:
            return _revision(connection, target)
    except DBAPIError as error:
        raise not_opened(target, error) from error
    finally:
        engine.dispose()


def checked_engine(target: str) -> Engine:
    """The engine of a database that is there and up to date; raises :class:`StoreError` otherwise."""
    found = revision(target)
    if found is None:
        raise refused("STO001", target)
    if found not in REVISIONS:
        raise refused("STO006", target, found=found)
    if found != REVISIONS[-1]:
        raise refused("STO005", target, found=found, wanted=REVISIONS[-1])
    return open_engine(target)


def migrate(target: str, *, to: str = REVISIONS[-1]) -> None:
    """Bring a database to a released schema; an empty or missing one is made.  Raises :class:`StoreError`."""
    from alembic import command  # noqa: PLC0415 - heavy, and needed here alone
    from alembic.config import Config  # noqa: PLC0415 - the same

    found = revision(target)
    if found is not None and found not in REVISIONS:
        raise refused("STO006", target, found=found)
    file = _file_of(target)
    try:
        if file is not None and not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
        engine = open_engine(target)
        try:
            if is_sqlite(engine):
                with engine.connect() as connection:
                    connection.exec_driver_sql("PRAGMA application_id=1785231724")
            config = Config()
            config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
            with engine.connect() as plain:
                connection = plain.execution_options(jixiao_write=True)
                with connection.begin():
                    config.attributes["connection"] = connection
                    command.upgrade(config, to)
        finally:
            engine.dispose()
    except (OSError, DBAPIError) as error:
        raise not_opened(target, error) from error
