"""Single projects for a summary, from the index alone: what they got, and their rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import null, or_, select

from jixiao.scoring.aggregate import Points, Record
from jixiao.store.aggregate_records import said_of
from jixiao.store.aggregate_sql import (
    CAUSE,
    LEVEL1,
    Dimensions,
    current,
    reviewed_rows,
    row_score,
    versions_in,
)
from jixiao.store.queries import LAST_REVIEW, asks_more
from jixiao.store.states import returned_ids
from jixiao.store.tables import FORM_VERSION, INDICATOR, PROJECT, REVIEW, ROUND, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Select

    from jixiao.schemas.store import Filter

_PAGE, _ROWS = 500, 5000
"""Values that one query names, and rows that are fetched at once."""
_SAID = ("code", "office", "project_total")
_UNREAD = (None,) * len(_SAID)
_P, _I, _R = PROJECT.c, INDICATOR.c, LAST_REVIEW.c


def slim(connection: Connection, wanted: Filter | None) -> Iterator[Record]:
    """Every project that fits, from the index alone, without rows and kinds of money.

    Figures that no column holds are null here; see :func:`odd_ones`.
    """
    dimensions = Dimensions(connection, ("region", "department", "unit", "round"))
    rounds = {row.id: row.name for row in connection.execute(select(ROUND.c.id, ROUND.c.name))}
    back = returned_ids(connection)
    versions = versions_in(connection)
    c = versions.c
    reviewed = connection.execute(select(REVIEW.c.id).limit(1)).first() is not None
    query = current(
        select(
            _P.name,
            _P.unit_id,
            _P.year,
            _P.round_id,
            c.origin,
            c.complete,
            c.rules_id,
            c.claimed_cents,
            c.computed_cents,
            _R.total_cents if reviewed else null().label("reviewed"),
            c.claimed_graded,
            c.computed_grade,
            _R.grade if reviewed else null().label("reviewed_grade"),
            c.claimed_grade,
            c.low_cents,
            c.high_cents,
            c.initial_fen,
            c.budget_fen,
            c.executed_fen,
            c.errors,
            c.warnings,
            c.notices,
            _P.id,
            c.id.label("version"),
            SOURCE.c.name.label("source"),
        ),
        versions,
        wanted,
    )
    if reviewed:
        query = query.outerjoin(LAST_REVIEW, _R.form_version_id == c.id)
    if not asks_more(wanted):
        query = query.join(SOURCE, SOURCE.c.id == c.source_id)
    for page in connection.execute(query).partitions(_ROWS):
        for name, unit, year, of_round, origin, complete, *figures, project, version, source in page:
            whose = dimensions.names_of(unit)
            said = origin == "listed", bool(complete)
            kept = project, version, source, project in back, *_UNREAD
            yield Record._make((name, *whose, year, rounds.get(of_round), *said, *figures, (), (), *kept))


def written(connection: Connection) -> dict[int, dict[str, Any]]:
    """What the forms that count say and no column holds, by version; for a list of every project.

    Few forms say any of it, and only these are looked into.
    """
    marks = (FORM_VERSION.c.form_json.contains(f'"{key}":', autoescape=True) for key in _SAID)
    query = (
        select(FORM_VERSION.c.id, FORM_VERSION.c.form_json)
        .join(PROJECT, _P.current_version_id == FORM_VERSION.c.id)
        .where(or_(*marks))
    )
    return {
        version: said_of(json.loads(form))
        for page in connection.execute(query).partitions(_ROWS)
        for version, form in page
    }


def points(connection: Connection, versions: Sequence[int]) -> dict[int, tuple[Points, ...]]:
    """The rows of a few versions, as the index has them."""
    found: dict[int, list[Points]] = {version: [] for version in versions}
    for start in range(0, len(versions), _PAGE):
        rows: Select[Any] = select(
            _I.form_version_id,
            LEVEL1.label("level1"),
            _I.level2,
            _I.name,
            _I.weight_cents,
            _I.claimed_cents,
            _I.computed_cents,
            row_score("reviewed").label("reviewed"),
            CAUSE.label("cause"),
        ).select_from(INDICATOR)
        query = reviewed_rows(rows).where(_I.form_version_id.in_(versions[start : start + _PAGE]))
        for version, *values in connection.execute(query.order_by(_I.form_version_id, _I.position)):
            found[version].append(Points(*values))
    return {version: tuple(rows) for version, rows in found.items()}
