"""Indexes by which a summary finds its figures without reading the forms, and the odd ones among them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SUMMARY = "ix_form_version_summary"
_COLUMNS = (
    "id",
    "source_id",
    "origin",
    "complete",
    "rules_id",
    "claimed_cents",
    "claimed_grade",
    "claimed_graded",
    "computed_cents",
    "computed_grade",
    "low_cents",
    "high_cents",
    "initial_fen",
    "budget_fen",
    "executed_fen",
    "errors",
    "warnings",
    "notices",
)
_ODD = (
    ("ix_form_version_odd", "form_version", "id", ("claimed_exact", "computed_exact", "money_exact")),
    ("ix_indicator_odd", "indicator", "form_version_id", ("weight_exact", "claimed_exact", "computed_exact")),
    ("ix_fund_odd", "fund", "form_version_id", ("exact",)),
)


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def upgrade() -> None:
    """Make the indexes; that of the whole summary in SQLite alone, where long texts lie before them."""
    if _is_sqlite():
        op.create_index(_SUMMARY, "form_version", list(_COLUMNS), unique=False)
    for name, table, key, flags in _ODD:
        where = sa.or_(*(sa.column(flag, sa.Boolean()).is_(False) for flag in flags))
        op.create_index(name, table, [key], unique=False, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Take them away."""
    for name, table, _, _ in _ODD:
        op.drop_index(name, table_name=table)
    if _is_sqlite():
        op.drop_index(_SUMMARY, table_name="form_version")
