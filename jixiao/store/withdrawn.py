"""Which versions and files were withdrawn: what the events of withdrawing say."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from jixiao.store.tables import EVENT, SOURCE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection

WITHDRAW = "withdraw"
"""What an event of withdrawing is called."""
WITHDRAWN = "withdrawn"
"""The state of a project of which no version counts any longer."""
AGAIN = "again"
"""What the event of collecting a withdrawn file again says of its disclosure, under this name."""
_FILE = "source "
_AT_ONCE = 500


def withdrawn_versions(connection: Connection, projects: Collection[int]) -> Mapping[int, set[int]]:
    """The versions withdrawn of some projects, by project."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    subjects = [str(one) for one in sorted(projects)]
    for start in range(0, len(subjects), _AT_ONCE):
        query = select(EVENT.c.payload_json).where(
            EVENT.c.what == WITHDRAW, EVENT.c.subject.in_(subjects[start : start + _AT_ONCE])
        )
        for row in connection.execute(query):
            said = json.loads(row.payload_json)
            found[said["project"]].update(said["versions"])
    return found


def sources_said(connection: Connection) -> dict[int, dict[str, Any] | None]:
    """The files that were withdrawn once, by the ids of their sources.

    ``None`` for one that is withdrawn still; one that was collected again has what its disclosure is of now
    (the fields of :class:`jixiao.schemas.store.CollectedDisclosure`, nothing where it holds none).
    """
    query = (
        select(EVENT.c.id, EVENT.c.payload_json)
        .where(EVENT.c.what == WITHDRAW, EVENT.c.subject.startswith(_FILE))
        .order_by(EVENT.c.id)
    )
    last = {json.loads(row.payload_json)["source"]: row.id for row in connection.execute(query)}
    found: dict[int, dict[str, Any] | None] = dict.fromkeys(last)
    query = (
        select(EVENT.c.payload_json, SOURCE.c.id, EVENT.c.id.label("event"))
        .join(SOURCE, SOURCE.c.sha256 == EVENT.c.subject)
        .where(EVENT.c.what == "collect", EVENT.c.id > min(last.values(), default=0))
        .order_by(EVENT.c.id)
    )
    for start in range(0, len(last), _AT_ONCE):
        part = sorted(last)[start : start + _AT_ONCE]
        for row in connection.execute(query.where(SOURCE.c.id.in_(part))):
            said = json.loads(row.payload_json)
            if row.event > last[row.id] and AGAIN in said:
                found[row.id] = said[AGAIN]
    return found


def withdrawn_sources(connection: Connection) -> set[int]:
    """The files that are withdrawn (ids of their sources)."""
    return {one for one, again in sources_said(connection).items() if again is None}


def subject_of(source: int) -> str:
    """What the event of withdrawing a file is about."""
    return f"{_FILE}{source}"
