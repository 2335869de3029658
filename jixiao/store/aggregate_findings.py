"""Findings of disclosures as the database counts them: those of a file that are of none of its tables."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jixiao.store.tables import DISCLOSURE, FINDING

if TYPE_CHECKING:
    from sqlalchemy import Connection


def of_disclosures(connection: Connection) -> dict[int, dict[str, int]]:
    """By the id of a disclosure, how many findings of each severity its file has that are of no table."""
    query = (
        select(DISCLOSURE.c.id, FINDING.c.severity, func.count().label("number"))
        .join(FINDING, FINDING.c.source_id == DISCLOSURE.c.source_id)
        .where(FINDING.c.form_version_id.is_(None))
        .group_by(DISCLOSURE.c.id, FINDING.c.severity)
    )
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(query):
        found[row.id][row.severity] = row.number
    return dict(found)
