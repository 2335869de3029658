"""The first schema: organisations, rounds, sources, projects and their versions, reviews, events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from jixiao.store.triggers import create_triggers, drop_triggers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_KEPT_FOR_GOOD = (
    ("source", ("id",)),
    ("form_version", ("id",)),
    ("submission", ("source_id", "form_version_id")),
    ("indicator", ("form_version_id", "position")),
    ("fund", ("form_version_id", "position")),
    ("finding", ("id",)),
    ("review", ("id",)),
    ("review_row", ("review_id", "position")),
    ("disclosure", ("id",)),
    ("event", ("id",)),
)


def upgrade() -> None:
    """Make every table, and the triggers of those whose rows last for good."""
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("payload_json", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("algorithm", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_event_subject", "event", ["subject"], unique=False)
    op.create_index("ix_event_what", "event", ["what"], unique=False)
    op.create_table(
        "head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("expected", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["organisation.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("path"),
    )
    op.create_index("ix_organisation_kind", "organisation", ["kind"], unique=False)
    op.create_index("ix_organisation_name_key", "organisation", ["name_key"], unique=False)
    op.create_index("ix_organisation_parent_id", "organisation", ["parent_id"], unique=False)
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("deadline", sa.String(), nullable=True),
        sa.Column("rules", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("year", "kind"),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256"),
    )
    op.create_table(
        "disclosure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("project_spending_fen", sa.BigInteger(), nullable=True),
        sa.Column("listed", sa.Integer(), nullable=False),
        sa.Column("disclosure_json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source_id"),
    )
    op.create_index("ix_disclosure_organisation_id", "disclosure", ["organisation_id"], unique=False)
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("current_version_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"]),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("ix_project_current_version_id", "project", ["current_version_id"], unique=False)
    op.create_index("ix_project_name_key", "project", ["name_key"], unique=False)
    op.create_index("ix_project_round_id", "project", ["round_id"], unique=False)
    op.create_index("ix_project_unit_id", "project", ["unit_id"], unique=False)
    op.create_index("ix_project_year", "project", ["year"], unique=False)
    op.create_table(
        "form_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("table_label", sa.String(), nullable=True),
        sa.Column("place_json", sa.Text(), nullable=False),
        sa.Column("form_json", sa.Text(), nullable=False),
        sa.Column("form_sha256", sa.String(), nullable=False),
        sa.Column("scored_json", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("rules_id", sa.String(), nullable=True),
        sa.Column("rules_hash", sa.String(), nullable=True),
        sa.Column("claimed_cents", sa.BigInteger(), nullable=True),
        sa.Column("claimed_exact", sa.Boolean(), nullable=False),
        sa.Column("claimed_grade", sa.String(), nullable=True),
        sa.Column("claimed_graded", sa.String(), nullable=True),
        sa.Column("computed_cents", sa.BigInteger(), nullable=True),
        sa.Column("computed_exact", sa.Boolean(), nullable=False),
        sa.Column("computed_grade", sa.String(), nullable=True),
        sa.Column("low_cents", sa.BigInteger(), nullable=True),
        sa.Column("high_cents", sa.BigInteger(), nullable=True),
        sa.Column("initial_fen", sa.BigInteger(), nullable=True),
        sa.Column("budget_fen", sa.BigInteger(), nullable=True),
        sa.Column("executed_fen", sa.BigInteger(), nullable=True),
        sa.Column("money_exact", sa.Boolean(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("notices", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("project_id", "number"),
    )
    op.create_index("ix_form_version_content_sha256", "form_version", ["content_sha256"], unique=False)
    op.create_index("ix_form_version_form_sha256", "form_version", ["form_sha256"], unique=False)
    op.create_index("ix_form_version_project_id", "form_version", ["project_id"], unique=False)
    op.create_index("ix_form_version_source_id", "form_version", ["source_id"], unique=False)
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("form_version_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("finding_json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["form_version_id"], ["form_version.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source_id", "form_version_id", "position"),
    )
    op.create_index("ix_finding_code", "finding", ["code"], unique=False)
    op.create_index("ix_finding_form_version_id", "finding", ["form_version_id"], unique=False)
    op.create_index("ix_finding_source_id", "finding", ["source_id"], unique=False)
    op.create_table(
        "fund",
        sa.Column("form_version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("initial_fen", sa.BigInteger(), nullable=True),
        sa.Column("budget_fen", sa.BigInteger(), nullable=True),
        sa.Column("executed_fen", sa.BigInteger(), nullable=True),
        sa.Column("exact", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["form_version_id"], ["form_version.id"]),
        sa.PrimaryKeyConstraint("form_version_id", "position"),
    )
    op.create_table(
        "indicator",
        sa.Column("form_version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level1", sa.String(), nullable=True),
        sa.Column("level2", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("weight_cents", sa.BigInteger(), nullable=True),
        sa.Column("weight_exact", sa.Boolean(), nullable=False),
        sa.Column("claimed_cents", sa.BigInteger(), nullable=True),
        sa.Column("claimed_exact", sa.Boolean(), nullable=False),
        sa.Column("computed_cents", sa.BigInteger(), nullable=True),
        sa.Column("computed_exact", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("clause", sa.String(), nullable=True),
        sa.Column("cause", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["form_version_id"], ["form_version.id"]),
        sa.PrimaryKeyConstraint("form_version_id", "position"),
    )
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_version_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("total_cents", sa.BigInteger(), nullable=True),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("review_json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["form_version_id"], ["form_version.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("form_version_id", "number"),
    )
    op.create_index("ix_review_form_version_id", "review", ["form_version_id"], unique=False)
    op.create_table(
        "submission",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("form_version_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["form_version_id"], ["form_version.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("source_id", "form_version_id"),
    )
    op.create_index("ix_submission_form_version_id", "submission", ["form_version_id"], unique=False)
    op.create_table(
        "review_row",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("review_actual", sa.String(), nullable=True),
        sa.Column("review_cents", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"]),
        sa.PrimaryKeyConstraint("review_id", "position"),
    )
    create_triggers(op.get_bind(), _KEPT_FOR_GOOD)


def downgrade() -> None:
    """Take everything away."""
    drop_triggers(op.get_bind(), [table for table, _ in _KEPT_FOR_GOOD])

    op.drop_table("review_row")
    op.drop_index("ix_submission_form_version_id", table_name="submission")
    op.drop_table("submission")
    op.drop_index("ix_review_form_version_id", table_name="review")
    op.drop_table("review")
    op.drop_table("indicator")
    op.drop_table("fund")
    op.drop_index("ix_finding_source_id", table_name="finding")
    op.drop_index("ix_finding_form_version_id", table_name="finding")
    op.drop_index("ix_finding_code", table_name="finding")
    op.drop_table("finding")
    op.drop_index("ix_form_version_source_id", table_name="form_version")
    op.drop_index("ix_form_version_project_id", table_name="form_version")
    op.drop_index("ix_form_version_form_sha256", table_name="form_version")
    op.drop_index("ix_form_version_content_sha256", table_name="form_version")
    op.drop_table("form_version")
    op.drop_index("ix_project_year", table_name="project")
    op.drop_index("ix_project_unit_id", table_name="project")
    op.drop_index("ix_project_round_id", table_name="project")
    op.drop_index("ix_project_name_key", table_name="project")
    op.drop_index("ix_project_current_version_id", table_name="project")
    op.drop_table("project")
    op.drop_index("ix_disclosure_organisation_id", table_name="disclosure")
    op.drop_table("disclosure")
    op.drop_table("source")
    op.drop_table("round")
    op.drop_index("ix_organisation_parent_id", table_name="organisation")
    op.drop_index("ix_organisation_name_key", table_name="organisation")
    op.drop_index("ix_organisation_kind", table_name="organisation")
    op.drop_table("organisation")
    op.drop_table("head")
    op.drop_index("ix_event_what", table_name="event")
    op.drop_index("ix_event_subject", table_name="event")
    op.drop_table("event")
