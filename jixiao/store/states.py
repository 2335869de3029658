"""How projects stand: returned to be corrected, or withdrawn.  Events say so; no version is ever changed.

A project that was returned stands so until a further version comes.  A withdrawn version stays where it is
and counts no longer: the one before it counts again, or none, and the project is in no list.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, or_, select, update

from jixiao.schemas.store import RETURNED
from jixiao.store import queries
from jixiao.store.events import Log
from jixiao.store.known import LISTED, SUBMITTED, TABLE, in_parts
from jixiao.store.reviews import REVIEWED
from jixiao.store.tables import DISCLOSURE, EVENT, FORM_VERSION, PROJECT, REVIEW, SOURCE, SUBMISSION
from jixiao.store.withdrawn import (
    AGAIN,
    WITHDRAW,
    WITHDRAWN,
    subject_of,
    withdrawn_sources,
    withdrawn_versions,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import Connection, Row

    from jixiao.schemas.store import Filter
    from jixiao.store.repository import Store

RETURN = "return"
"""What the event of sending a unit its letter is called."""
_STATE = "state"
_SHORTEST_HASH = 8


class Standing(NamedTuple):
    """A project in some state: whose it is, the version that counts, since when (ISO text, UTC) and why."""

    project_id: int
    version_id: int
    project: str
    region: str | None
    department: str | None
    unit: str | None
    year: int | None
    round_id: int | None
    since: str | None
    reason: str | None


class Withdrawal(NamedTuple):
    """What withdrawing does to one project: the versions that count no longer, and what counts then.

    ``numbers`` and ``counts`` number the versions of the project as they were kept; ``counts`` is null where
    none is left.
    """

    project_id: int
    project: str
    department: str | None
    unit: str | None
    year: int | None
    versions: tuple[int, ...]
    numbers: tuple[int, ...]
    current: int | None
    counts: int | None
    state: str


class Withdrawals(NamedTuple):
    """What withdrawing does: to projects, to disclosures (source ids), and what it leaves as it is.

    ``attested`` names projects of which a version was handed in by another file too: it still counts.
    """

    projects: tuple[Withdrawal, ...] = ()
    disclosures: tuple[int, ...] = ()
    attested: tuple[str, ...] = ()


# --- returned -------------------------------------------------------------------


def returned(store: Store, wanted: Filter | None = None) -> tuple[Standing, ...]:
    """The projects that were returned and have had no further version since."""
    with store.connection() as connection:
        projects, owners = PROJECT.c, queries.OWNERS.c
        query = (
            select(
                projects.id,
                projects.current_version_id,
                projects.name,
                projects.year,
                projects.round_id,
                owners.region,
                owners.department,
                owners.unit,
            )
            .join(queries.OWNERS, owners.id == projects.unit_id)
            .join(FORM_VERSION, FORM_VERSION.c.id == projects.current_version_id)
            .join(SOURCE, SOURCE.c.id == FORM_VERSION.c.source_id)
            .where(projects.state == RETURNED, *queries.conditions(wanted))
            .order_by(
                func.coalesce(owners.department_key, ""), owners.unit_key, projects.name_key, projects.id
            )
        )
        rows = connection.execute(query).all()
        said = _last_said(connection, [row.id for row in rows])
    return tuple(
        Standing(
            row.id,
            row.current_version_id,
            row.name,
            row.region,
            row.department,
            row.unit or None,
            row.year,
            row.round_id,
            *said.get(row.id, (None, None)),
        )
        for row in rows
    )


def returned_ids(connection: Connection) -> frozenset[int]:
    """The ids of the projects that stand returned."""
    query = select(PROJECT.c.id).where(PROJECT.c.state == RETURNED)
    return frozenset(row.id for row in connection.execute(query))


def _last_said(connection: Connection, ids: Collection[int]) -> dict[int, tuple[str, str | None]]:
    """When a project was last given a state, and why."""
    found: dict[int, tuple[str, str | None]] = {}
    for part in in_parts(map(str, ids)):
        query = (
            select(EVENT.c.subject, EVENT.c.at, EVENT.c.payload_json)
            .where(EVENT.c.what == _STATE, EVENT.c.subject.in_(part))
            .order_by(EVENT.c.id)
        )
        for row in connection.execute(query):
            found[int(row.subject)] = (row.at, json.loads(row.payload_json).get("reason"))
    return found


def files_returned(store: Store) -> dict[str, str]:
    """When each disclosure (by the hash of its file) was sent back last, as ISO text.

    One that was collected again since (withdrawn, or said to be of another year) stands so no longer.
    """
    found: dict[str, str] = {}
    with store.connection() as connection:
        query = select(EVENT.c.what, EVENT.c.subject, EVENT.c.at, EVENT.c.payload_json)
        for row in connection.execute(query.where(EVENT.c.what == RETURN).order_by(EVENT.c.id)):
            said = json.loads(row.payload_json).get("disclosures") or ()
            found.update(dict.fromkeys(said, row.at))
        for part in in_parts(found):
            collected = query.where(EVENT.c.what == "collect", EVENT.c.subject.in_(part))
            for row in connection.execute(collected):
                if AGAIN in json.loads(row.payload_json) and row.at > found[row.subject]:
                    del found[row.subject]
    return found


def give_back(store: Store, project_ids: Iterable[int], reason: str | None) -> int:
    """Say that projects were returned, an event for each, all or none; those that stand so are left."""
    wanted = sorted(set(project_ids))
    with store.batch(), store.connection() as connection:
        standing: set[int] = set()
        for part in in_parts(wanted):
            query = select(PROJECT.c.id).where(PROJECT.c.id.in_(part), PROJECT.c.state == RETURNED)
            standing.update(row.id for row in connection.execute(query))
        new = [one for one in wanted if one not in standing]
        if not new:
            return 0
        log = Log(connection, store.who)
        for part in in_parts(new):
            values = {"state": RETURNED, "version": PROJECT.c.version + 1}
            connection.execute(update(PROJECT).where(PROJECT.c.id.in_(part)).values(**values))
        for one in new:
            log.add(_STATE, str(one), {"project": one, "state": RETURNED, "reason": reason})
        log.flush()
    return len(new)


# --- withdrawn ------------------------------------------------------------------


def sources_named(store: Store, names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The sources that each text names: by the hash of the file (or its beginning), its name, its path."""
    found: dict[str, tuple[int, ...]] = {}
    with store.connection() as connection:
        for name in names:
            fits = [SOURCE.c.sha256 == name, SOURCE.c.name == name, SOURCE.c.origin == name]
            if len(name) >= _SHORTEST_HASH and set(name.lower()) <= set("0123456789abcdef"):
                fits.append(SOURCE.c.sha256.startswith(name.lower()))
            query = select(SOURCE.c.id).where(or_(*fits)).order_by(SOURCE.c.id)
            found[name] = tuple(row.id for row in connection.execute(query))
    return found


def withdrawals(store: Store, *, sources: Collection[int] = (), wanted: Filter | None = None) -> Withdrawals:
    """What withdrawing some files would do, or (``wanted``) whole projects; nothing is changed."""
    with store.connection() as connection:
        versions: set[int] = set()
        attested: set[int] = set()
        for part in in_parts(sources):
            query = select(FORM_VERSION.c.id).where(FORM_VERSION.c.source_id.in_(part))
            versions.update(row.id for row in connection.execute(query))
            copies = select(SUBMISSION.c.form_version_id).where(SUBMISSION.c.source_id.in_(part))
            versions.update(row.form_version_id for row in connection.execute(copies))
        gone = withdrawn_sources(connection) | set(sources)
        for part in in_parts(versions):
            query = select(SUBMISSION.c.form_version_id, SUBMISSION.c.source_id).where(
                SUBMISSION.c.form_version_id.in_(part)
            )
            attested.update(
                row.form_version_id for row in connection.execute(query) if row.source_id not in gone
            )
        ids = [] if wanted is None else _whole_projects(connection, wanted)
        found, named = _of_projects(connection, versions - attested, ids), _names(connection, attested)
        disclosures: list[int] = []
        for part in in_parts(set(sources) - withdrawn_sources(connection)):
            query = select(DISCLOSURE.c.source_id).where(DISCLOSURE.c.source_id.in_(part))
            disclosures += [row.source_id for row in connection.execute(query)]
    return Withdrawals(found, tuple(sorted(disclosures)), named)


def _whole_projects(connection: Connection, wanted: Filter) -> list[int]:
    """The projects that a filter means, of those that count."""
    found: list[int] = []
    for part in in_parts(queries.current_ids(connection, wanted)):
        query = select(FORM_VERSION.c.project_id).where(FORM_VERSION.c.id.in_(part))
        found += [row.project_id for row in connection.execute(query)]
    return found


def _names(connection: Connection, versions: Collection[int]) -> tuple[str, ...]:
    found: set[str] = set()
    for part in in_parts(versions):
        query = (
            select(PROJECT.c.name)
            .join(FORM_VERSION, FORM_VERSION.c.project_id == PROJECT.c.id)
            .where(FORM_VERSION.c.id.in_(part))
        )
        found.update(row.name for row in connection.execute(query))
    return tuple(sorted(found))


def _of_projects(
    connection: Connection, versions: Collection[int], whole: Collection[int]
) -> tuple[Withdrawal, ...]:
    """What becomes of each project that some versions are of, or that is to go as a whole."""
    ids = set(whole)
    for part in in_parts(versions):
        query = select(FORM_VERSION.c.project_id).where(FORM_VERSION.c.id.in_(part))
        ids.update(row.project_id for row in connection.execute(query))
    kept: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    reviewed: set[int] = set()
    rows: list[Row[Any]] = []
    for part in in_parts(ids):
        columns = FORM_VERSION.c
        query = (
            select(columns.project_id, columns.id, columns.number, columns.origin)
            .where(columns.project_id.in_(part))
            .order_by(columns.project_id, columns.number)
        )
        for row in connection.execute(query):
            kept[row.project_id].append((row.id, row.number, row.origin))
        reviews = select(REVIEW.c.form_version_id).join(
            FORM_VERSION, FORM_VERSION.c.id == REVIEW.c.form_version_id
        )
        reviewed.update(row[0] for row in connection.execute(reviews.where(columns.project_id.in_(part))))
        owners = queries.OWNERS.c
        named = (
            select(PROJECT, owners.department, owners.unit)
            .join(queries.OWNERS, owners.id == PROJECT.c.unit_id)
            .where(PROJECT.c.id.in_(part))
        )
        rows += connection.execute(named).all()
    before = withdrawn_versions(connection, ids)
    found = []
    for row in sorted(rows, key=lambda one: one.id):
        gone: Collection[int] = before.get(row.id, ())
        own = kept[row.id]
        now = [one for one in own if one[0] not in gone and (row.id in whole or one[0] in versions)]
        if not now:
            continue
        left = [one for one in own if one[0] not in gone and one not in now]
        counting = next(
            (one for origin in (TABLE, LISTED) for one in reversed(left) if one[2] == origin), None
        )
        state = row.state
        if counting is None:
            state = WITHDRAWN
        elif counting[0] != row.current_version_id:
            state = REVIEWED if counting[0] in reviewed else SUBMITTED
        found.append(
            Withdrawal(
                row.id,
                row.name,
                row.department,
                row.unit or None,
                row.year,
                tuple(one[0] for one in now),
                tuple(one[1] for one in now),
                None if counting is None else counting[0],
                None if counting is None else counting[1],
                state,
            )
        )
    return tuple(found)


def withdraw(
    store: Store, reason: str, *, sources: Sequence[int] = (), wanted: Filter | None = None
) -> Withdrawals:
    """Let some files, or whole projects, count no longer: an event for each, all or none; nothing is deleted.

    ``sources`` are ids of files (:func:`sources_named`).
    """
    with store.batch(), store.connection() as connection:
        found = withdrawals(store, sources=sources, wanted=wanted)
        gone = sorted(set(sources) - withdrawn_sources(connection))
        if not found.projects and not gone:
            return found
        log = Log(connection, store.who)
        for one in found.projects:
            values = {"state": one.state, "current_version_id": one.current, "version": PROJECT.c.version + 1}
            connection.execute(update(PROJECT).where(PROJECT.c.id == one.project_id).values(**values))
            payload = {
                "project": one.project_id,
                "versions": list(one.versions),
                "current": one.current,
                "state": one.state,
                "reason": reason,
            }
            log.add(WITHDRAW, str(one.project_id), payload)
        for source in gone:
            log.add(WITHDRAW, subject_of(source), {"source": source, "reason": reason})
        log.flush()
    return found
