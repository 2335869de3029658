"""Keeping a review: beside the self-evaluation, never in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from jixiao.schemas.finding import Finding, Severity
from jixiao.schemas.self_evaluation import SelfEvaluation
from jixiao.schemas.store import EXECUTION, RETURNED, NewReview, StoredReview
from jixiao.store import damage
from jixiao.store.canonical import dumps, printed, short
from jixiao.store.errors import StaleError, StoreError
from jixiao.store.events import Log, now
from jixiao.store.mapping import cents
from jixiao.store.tables import FORM_VERSION, PROJECT, REVIEW, REVIEW_ROW

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


REVIEWED = "reviewed"
"""The state of a project whose last version was reviewed."""


def _refused(kind: type[StoreError], code: str, **params: str) -> StoreError:
    return kind(Finding(code=code, severity=Severity.ERROR, params=params))


def _base(
    connection: Connection, review: NewReview
) -> tuple[Row[Any, Any, Any, Any, Any, Any, Any], SelfEvaluation, int]:
    """The version a review is of, and the number of the last review; refuses a stale one."""
    version = connection.execute(
        select(
            FORM_VERSION.c.project_id,
            FORM_VERSION.c.content_sha256,
            FORM_VERSION.c.form_json,
            FORM_VERSION.c.number,
            PROJECT.c.name,
            PROJECT.c.current_version_id,
            PROJECT.c.state,
        )
        .join(PROJECT, PROJECT.c.id == FORM_VERSION.c.project_id)
        .where(FORM_VERSION.c.id == review.version_id)
    ).first()
    if version is None or version.content_sha256 != review.content_sha256:
        raise _refused(StaleError, "STO021")
    if version.current_version_id != review.version_id:
        raise _refused(StaleError, "STO022", name=version.name, number=str(version.number))
    last: int = (
        connection.execute(
            select(func.max(REVIEW.c.number)).where(REVIEW.c.form_version_id == review.version_id)
        ).scalar()
        or 0
    )
    if last != review.base_number:
        raise _refused(StaleError, "STO023", name=version.name, base=str(review.base_number), last=str(last))
    with damage.record(FORM_VERSION.name, review.version_id):
        form = SelfEvaluation.model_validate_json(version.form_json)
    return version, form, last


def add(connection: Connection, who: str, review: NewReview) -> StoredReview:
    """Keep a review inside a write transaction; raises :class:`StoreError` for one that cannot stand."""
    version, form, last = _base(connection, review)
    positions = [row.position for row in review.rows]
    known = {EXECUTION, *range(len(form.indicators))}
    if len(set(positions)) != len(positions) or not set(positions) <= known:
        raise _refused(StoreError, "STO024", name=version.name)
    number = last + 1
    new = (connection.execute(select(func.max(REVIEW.c.id))).scalar() or 0) + 1
    kept = StoredReview(
        id=new,
        version_id=review.version_id,
        number=number,
        reviewer=review.reviewer or who,
        at=now(),
        total=review.total,
        grade=review.grade,
        rows=tuple(sorted(review.rows, key=lambda row: row.position)),
    )
    said = {
        "total": None if kept.total is None else printed(kept.total),
        "grade": kept.grade,
        "rows": [row.model_dump(mode="json") for row in kept.rows],
    }
    connection.execute(
        insert(REVIEW).values(
            id=new,
            form_version_id=kept.version_id,
            number=number,
            reviewer=short(kept.reviewer),
            at=kept.at,
            total_cents=cents(kept.total).value,
            grade=short(kept.grade),
            review_json=dumps(said),
        )
    )
    rows = [
        {
            "review_id": new,
            "position": row.position,
            "review_actual": _text(row.review_actual),
            "review_cents": cents(row.review_score).value,
            "reason": _text(row.reason),
            "note": _text(row.note),
        }
        for row in kept.rows
    ]
    if rows:
        connection.execute(insert(REVIEW_ROW), rows)
    back = version.state == RETURNED  # what was sent back stands so until a further version comes
    connection.execute(
        update(PROJECT)
        .where(PROJECT.c.id == version.project_id)
        .values(state=RETURNED if back else REVIEWED, version=PROJECT.c.version + 1)
    )
    log = Log(connection, who)
    payload = {
        "review": new,
        "project": version.project_id,
        "version": kept.version_id,
        "number": number,
        "reviewer": kept.reviewer,
        "at": kept.at,
        **said,
        **({"state": RETURNED} if back else {}),
    }
    log.add("review", str(version.project_id), payload)
    log.flush()
    return kept


def _text(text: str | None) -> str | None:
    return None if text is None else text.replace("\0", "")
