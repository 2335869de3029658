"""One file that holds everything, taken while others write.

SQLite: ``VACUUM INTO``, a database file of its own.  PostgreSQL: ``pg_dump`` where it is found, else an
export (:mod:`jixiao.store.export`).  Either is of one moment: its chain of events is whole.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from typing import TYPE_CHECKING, Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from jixiao.schemas.finding import Finding, Severity
from jixiao.store.engine import is_sqlite, open_engine
from jixiao.store.errors import StoreError
from jixiao.store.events import GENESIS
from jixiao.store.export import export, new_file
from jixiao.store.schema import refused, why
from jixiao.store.tables import HEAD

if TYPE_CHECKING:
    from pathlib import Path

    from jixiao.store.repository import Store

Way = Literal["sqlite", "pg_dump", "export"]
DUMP = "pg_dump"


class Backup(NamedTuple):
    """A backup that was taken: its file, in which way, and the head of its chain where that can be read."""

    file: Path
    way: Way
    head: str | None
    size: int


def backup(store: Store, file: Path, *, dump: str | None = None) -> Backup:
    """Write a backup into a new file; ``dump`` is the pg_dump to use.

    Raises :class:`StoreError` where the file is there already or the database refuses, ``OSError`` where the
    file cannot be written; nothing half written is left behind.
    """
    if is_sqlite(store.engine):
        head = _vacuum(store, file)
        way: Way = "sqlite"
    else:
        found = dump or shutil.which(DUMP)
        if found is None:
            head, way = export(store, file), "export"
        else:
            _dump(store, file, found)
            head, way = None, "pg_dump"
    return Backup(file, way, head, file.stat().st_size)


def _vacuum(store: Store, file: Path) -> str:
    part = new_file(file)
    try:
        raw = store.engine.raw_connection()
        try:
            raw.cursor().execute("VACUUM INTO ?", (str(part),))
        except sqlite3.Error as error:
            raise refused("STO009", str(file), why=why(error)) from error
        finally:
            raw.close()
        head = _head(part)
        with part.open("rb+") as opened:
            os.fsync(opened.fileno())
        part.rename(file)
    finally:
        for ending in ("", "-wal", "-shm"):
            part.with_name(part.name + ending).unlink(missing_ok=True)
    return head


def _head(file: Path) -> str:
    """The head of the chain in a SQLite file."""
    engine = open_engine(str(file))
    try:
        with engine.connect() as connection:
            return str(connection.execute(select(HEAD.c.hash)).scalar() or GENESIS)
    except DBAPIError as error:
        raise refused("STO009", str(file), why=why(error)) from error
    finally:
        engine.dispose()


def _dump(store: Store, file: Path, program: str) -> None:
    part = new_file(file)
    url = store.engine.url
    plain = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    secret = {} if url.password is None else {"PGPASSWORD": str(url.password)}
    try:
        done = subprocess.run(  # noqa: S603 - pg_dump of this system, told which database and which file
            [program, "--format=custom", "--no-owner", f"--file={part}", f"--dbname={plain}"],
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            env={**os.environ, **secret},
        )
        if done.returncode != 0:
            said = (done.stderr.strip().splitlines() or [str(done.returncode)])[-1]
            raise StoreError(Finding(code="STO041", severity=Severity.ERROR, params={"why": said[:300]}))
        part.rename(file)
    finally:
        part.unlink(missing_ok=True)
