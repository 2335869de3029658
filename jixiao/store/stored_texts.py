"""The versions that count as the JSON they are kept in, a page at a time, for going through all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from jixiao.store.queries import OWNERS, conditions
from jixiao.store.tables import FORM_VERSION, PROJECT, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from jixiao.schemas.store import Filter

PAGE = 2000
_V, _P, _O = FORM_VERSION.c, PROJECT.c, OWNERS.c


class StoredText(NamedTuple):
    """One version: whose it is, and its form and result in canonical JSON."""

    project: str
    region: str | None
    department: str | None
    unit: str | None
    year: int | None
    complete: bool
    form: str
    scored: str


def pages(connection: Connection, wanted: Filter | None, *, size: int = PAGE) -> Iterator[list[StoredText]]:
    """The current whole tables that fit a filter, in the order they were kept, ``size`` at a time."""
    query = (
        select(
            _P.name,
            _O.region,
            _O.department,
            _O.unit,
            _P.year,
            _V.complete,
            _V.form_json,
            _V.scored_json,
        )
        .select_from(PROJECT)
        .join(FORM_VERSION, _P.current_version_id == _V.id)
        .join(OWNERS, _O.id == _P.unit_id)
        .join(SOURCE, SOURCE.c.id == _V.source_id)
        .where(_V.origin == "table", *conditions(wanted))
        .order_by(_P.id)
    )
    found = connection.execution_options(yield_per=size).execute(query)
    for part in found.partitions(size):
        yield [
            StoredText(
                name, region, department, unit or None, year, bool(complete), form, scored
            )
            for name, region, department, unit, year, complete, form, scored in part
        ]  # fmt: skip


def listed(connection: Connection, wanted: Filter | None) -> int:
    """How many current projects that fit a filter have a score alone, and no table."""
    query = (
        select(func.count())
        .select_from(PROJECT)
        .join(FORM_VERSION, _P.current_version_id == _V.id)
        .join(OWNERS, _O.id == _P.unit_id)
        .join(SOURCE, SOURCE.c.id == _V.source_id)
        .where(_V.origin == "listed", *conditions(wanted))
    )
    return connection.execute(query).scalar() or 0
