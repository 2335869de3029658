"""The versions that count, for going through all of them: as the JSON they are kept in, or as laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from jixiao.store.queries import OWNERS, conditions
from jixiao.store.tables import FORM_VERSION, PACKED, PROJECT, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Select

    from jixiao.schemas.store import Filter

PAGE = 2000
PACKED_PAGE = 20_000
_AT_ONCE = 500
_V, _P, _O = FORM_VERSION.c, PROJECT.c, OWNERS.c


class StoredText(NamedTuple):
    """One version: whose it is, and its form and result in canonical JSON."""

    version: int
    project: str
    region: str | None
    department: str | None
    unit: str | None
    year: int | None
    complete: bool
    form: str
    scored: str


class StoredPacked(NamedTuple):
    """One version: whose it is, and what is laid out of it; ``None`` where nothing is."""

    version: int
    project: str
    region: str | None
    department: str | None
    unit: str | None
    year: int | None
    numbers: str | None
    names: str | None
    texts: str | None


_OWN = (_V.id, _P.name, _O.region, _O.department, _O.unit, _P.year)
_TEXTS = (*_OWN, _V.complete, _V.form_json, _V.scored_json)


def _joined(query: Select[Any], wanted: Filter | None, origin: str) -> Select[Any]:
    return (
        query.select_from(PROJECT)
        .join(FORM_VERSION, _P.current_version_id == _V.id)
        .join(OWNERS, _O.id == _P.unit_id)
        .join(SOURCE, SOURCE.c.id == _V.source_id)
        .where(_V.origin == origin, *conditions(wanted))
    )


def _text(row: Sequence[Any]) -> StoredText:
    version, project, region, department, unit, year, complete, form, scored = row
    return StoredText(
        version, project, region, department, unit or None, year, bool(complete), form, scored
    )  # fmt: skip


def pages(connection: Connection, wanted: Filter | None, *, size: int = PAGE) -> Iterator[list[StoredText]]:
    """The current whole tables that fit a filter, in the order they were kept, ``size`` at a time."""
    query = _joined(select(*_TEXTS), wanted, "table").order_by(_P.id)
    found = connection.execution_options(yield_per=size).execute(query)
    for part in found.partitions(size):
        yield list(map(_text, part))


def by_version(connection: Connection, versions: Sequence[int]) -> Iterator[StoredText]:
    """Some current whole tables by their versions, in no order."""
    for start in range(0, len(versions), _AT_ONCE):
        query = _joined(select(*_TEXTS), None, "table").where(_V.id.in_(versions[start : start + _AT_ONCE]))
        yield from map(_text, connection.execute(query).all())


def packed_pages(
    connection: Connection, wanted: Filter | None, *, size: int = PACKED_PAGE
) -> Iterator[list[StoredPacked]]:
    """The same tables as :func:`pages`, in the same order, as they are laid out.

    Whose they are is asked at once, and what is laid out by versions: a join of all would be sorted anew for
    each page.
    """
    owners = {row.id: row for row in connection.execute(select(_O.id, _O.region, _O.department, _O.unit))}
    query = _joined(select(_V.id, _P.name, _P.unit_id, _P.year), wanted, "table").order_by(_P.id)
    found = connection.execute(query).all()
    for start in range(0, len(found), size):
        page = found[start : start + size]
        laid = _laid(connection, [row[0] for row in page])
        made = []
        for version, project, unit, year in page:
            owner = owners[unit]
            whose = project, owner.region, owner.department, owner.unit or None, year
            made.append(StoredPacked(version, *whose, *laid.get(version, (None, None, None))))
        yield made


def _laid(connection: Connection, versions: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """What is laid out of some versions."""
    of = PACKED.c
    found: dict[int, tuple[str, str, str]] = {}
    for start in range(0, len(versions), _AT_ONCE):
        query = select(of.form_version_id, of.numbers, of.names, of.texts).where(
            of.form_version_id.in_(versions[start : start + _AT_ONCE])
        )
        for version, numbers, names, texts in connection.execute(query):
            found[version] = numbers, names, texts
    return found


def listed(connection: Connection, wanted: Filter | None) -> int:
    """How many current projects that fit a filter have a score alone, and no table."""
    query = _joined(select(func.count()), wanted, "listed")
    return connection.execute(query).scalar() or 0
