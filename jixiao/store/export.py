"""Everything in one zip file of JSON lines, one member for each table, and back into an empty database.

``manifest.json`` comes first: the format, the released schema, the head of the chain, the rows of each table.
The file does not depend on the database it came from: what SQLite exported, PostgreSQL takes in.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from jixiao.schemas.finding import Finding, Severity
from jixiao.store import events
from jixiao.store.canonical import dumps
from jixiao.store.engine import open_engine, writing
from jixiao.store.errors import StoreError
from jixiao.store.schema import REVISIONS, migrate, refused, revision, why
from jixiao.store.tables import ALL, HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Table

    from jixiao.store.repository import Store

FORMAT = "jixiao.export/1"
_MANIFEST = "manifest.json"
_PAGE = 2000
_MOST_MANIFEST = 1_000_000
_LONGEST_LINE = 1 << 28
"""Bytes that the manifest and one row may have: more than any export has, less than what ends a machine."""
_DAMAGED = (
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    SQLAlchemyError,
)
"""What reading a file that is no export, or a damaged one, fails with."""


def rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table in the order of its primary key."""
    query = select(table).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=_PAGE).execute(query).mappings():
        yield dict(row)


def new_file(file: Path) -> Path:
    """Where to write what becomes ``file``; raises :class:`StoreError` where that is there already."""
    if file.exists():
        raise StoreError(Finding(code="STO040", severity=Severity.ERROR, params={"file": str(file)}))
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    return part


def export(store: Store, file: Path) -> str:
    """Write everything into a new zip file, of one snapshot; returns the head of its chain.

    Raises :class:`StoreError` where the file is there already, ``OSError`` where it cannot be written.
    """
    part = new_file(file)
    try:
        with store.connection() as connection, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            head = str(connection.execute(select(HEAD.c.hash)).scalar() or events.GENESIS)
            counts = {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar()
                for table in ALL
            }
            manifest = {"format": FORMAT, "schema": REVISIONS[-1], "head": head, "rows": counts}
            archive.writestr(_MANIFEST, dumps(manifest))
            for table in ALL:
                with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as member:
                    for row in rows(connection, table):
                        member.write(dumps(row).encode("utf-8") + b"\n")
        part.rename(file)
    finally:
        part.unlink(missing_ok=True)
    return head


def _refused(file: Path, reason: str) -> StoreError:
    params = {"file": str(file), "why": reason}
    return StoreError(Finding(code="STO042", severity=Severity.ERROR, params=params))


def take_in(target: str, file: Path) -> str:
    """Put an export into a new or empty database; returns the head of its chain.

    Raises :class:`StoreError` where the database has rows, or the file is no export; nothing is kept then.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            if archive.getinfo(_MANIFEST).file_size > _MOST_MANIFEST:
                raise _refused(file, _MANIFEST)
            manifest = json.loads(archive.read(_MANIFEST))
            if manifest["format"] != FORMAT or manifest["schema"] not in REVISIONS:
                raise _refused(file, f"{manifest['format']} {manifest['schema']}")
            if revision(target) is None:
                migrate(target, to=manifest["schema"])
            _fill(target, archive, manifest["schema"])
            migrate(target)
            return str(manifest["head"])
    except _DAMAGED as error:
        raise _refused(file, why(error)) from error


def _fill(target: str, archive: zipfile.ZipFile, schema: str) -> None:
    if revision(target) != schema:
        raise refused("STO043", target)
    engine = open_engine(target)
    try:
        with writing(engine) as connection:
            tables = [table for table in ALL if f"{table.name}.jsonl" in archive.namelist()]
            if any(connection.execute(select(func.count()).select_from(table)).scalar() for table in tables):
                raise refused("STO043", target)
            for table in tables:
                waiting = []
                with archive.open(f"{table.name}.jsonl") as member:
                    while line := member.readline(_LONGEST_LINE):
                        waiting.append(json.loads(line))
                        if len(waiting) >= _PAGE:
                            connection.execute(insert(table), waiting)
                            waiting = []
                if waiting:
                    connection.execute(insert(table), waiting)
    except DBAPIError as error:
        raise refused("STO009", target, why=why(error)) from error
    finally:
        engine.dispose()
