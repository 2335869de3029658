"""Whole tables laid out for scoring them again, filled from the JSON that is kept."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from jixiao.store.mapping import packed_of
from jixiao.store.triggers import create_triggers, drop_triggers

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KEPT_FOR_GOOD = (("packed", ("form_version_id",)),)
_PAGE = 1000
_VERSION = sa.table(
    "form_version",
    sa.column("id", sa.Integer()),
    sa.column("origin", sa.String()),
    sa.column("complete", sa.Boolean()),
    sa.column("form_json", sa.Text()),
    sa.column("scored_json", sa.Text()),
)


def upgrade() -> None:
    """Make the table, fill it, and let its rows last for good."""
    packed = op.create_table(
        "packed",
        sa.Column("form_version_id", sa.Integer(), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["form_version_id"], ["form_version.id"]),
        sa.PrimaryKeyConstraint("form_version_id"),
    )
    _fill(op.get_bind(), packed)
    create_triggers(op.get_bind(), _KEPT_FOR_GOOD)


def _fill(connection: sa.Connection, packed: sa.Table) -> None:
    """Derive every row; a version whose JSON is damaged gets none, which verifying tells."""
    last = 0
    query = (
        sa.select(_VERSION)
        .where(_VERSION.c.id > sa.bindparam("last"), _VERSION.c.origin == "table", _VERSION.c.complete)
        .order_by(_VERSION.c.id)
        .limit(_PAGE)
    )
    while page := connection.execute(query, {"last": last}).all():
        last = page[-1].id
        made = []
        for row in page:
            try:
                found = packed_of(row.form_json, json.loads(row.scored_json), complete=True)
            except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
                continue
            if found is not None:
                made.append({"form_version_id": row.id, **found})
        if made:
            connection.execute(sa.insert(packed), made)


def downgrade() -> None:
    """Take the table away; everything in it is derived."""
    drop_triggers(op.get_bind(), [table for table, _ in _KEPT_FOR_GOOD])
    op.drop_table("packed")
