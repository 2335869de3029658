"""The tables, as SQLModel classes.

Scores are integers of 0.01 分 (``*_cents``), money integers of 分 (``*_fen``, 1 万元 = 1,000,000 分), times
UTC as ISO text; nothing is REAL.  Where a figure is finer than its column (or beyond 64 bits) the column is
null and its ``*_exact`` flag false: the canonical JSON has it as printed.  ``table=True`` classes do not
validate, so rows are made by ``mapping.py`` and ``repository.py`` alone.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Text, UniqueConstraint, column, or_
from sqlmodel import Field, SQLModel


def _big(*, index: bool = False) -> Column[int]:
    """A 64-bit integer that may be null."""
    return Column(BigInteger, nullable=True, index=index)


def _text() -> Column[str]:
    """A long text."""
    return Column(Text, nullable=False)


def _odd(name: str, key: str, *flags: str) -> Index:
    """An index of the few rows with a figure that no column holds, found without a search."""
    where = or_(*(column(flag).is_(False) for flag in flags))
    return Index(name, key, sqlite_where=where, postgresql_where=where)


SUMMARY = (
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
"""What a summary asks of versions."""
SUMMARY_INDEX = "ix_form_version_summary"
"""The index of these in SQLite, where they lie behind two long texts; PostgreSQL keeps such texts apart."""


class Organisation(SQLModel, table=True):
    """A region, a department or a unit; ``path`` is the unique key made of the names above and its own."""

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(index=True)
    name: str
    name_key: str = Field(index=True)
    code: str | None = None
    parent_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    path: str = Field(unique=True)
    expected: bool = False
    version: int = 1


class Round(SQLModel, table=True):
    """One round of collecting: of a year and kind, with its deadline and the rule set it is scored under."""

    __table_args__ = (UniqueConstraint("year", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    year: int
    kind: str
    name: str
    deadline: str | None = None
    rules: str | None = None
    version: int = 1


class Source(SQLModel, table=True):
    """A file that was collected, by the hash of its bytes."""

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    name: str
    origin: str
    size: int = Field(sa_column=Column(BigInteger, nullable=False))
    kind: str | None = None
    created_at: str
    created_by: str


class Project(SQLModel, table=True):
    """One project of one unit in one year and round; ``key`` makes these four unique, nulls included."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="organisation.id", index=True)
    year: int | None = Field(default=None, index=True)
    round_id: int | None = Field(default=None, foreign_key="round.id", index=True)
    name: str
    name_key: str = Field(index=True)
    key: str = Field(unique=True)
    current_version_id: int | None = Field(default=None, index=True)
    state: str = "submitted"
    version: int = 1


class FormVersion(SQLModel, table=True):
    """One submitted version of a project's table, never changed; from ``rules_id`` on columns are an index.

    ``form_json`` and ``scored_json`` are canonical; ``content_sha256`` is of what makes two versions the same
    (:func:`jixiao.store.canonical.content_hash`).  ``claimed_graded`` is the grade that the claimed
    total has under the rule set.
    """

    __tablename__ = "form_version"
    __table_args__ = (
        UniqueConstraint("project_id", "number"),
        Index(SUMMARY_INDEX, *SUMMARY).ddl_if(dialect="sqlite"),
        _odd("ix_form_version_odd", "id", "claimed_exact", "computed_exact", "money_exact"),
    )

    id: int | None = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    number: int
    source_id: int = Field(foreign_key="source.id", index=True)
    origin: str
    table_label: str | None = None
    place_json: str = Field(sa_column=_text())
    form_json: str = Field(sa_column=_text())
    form_sha256: str = Field(index=True)
    scored_json: str = Field(sa_column=_text())
    content_sha256: str = Field(index=True)
    complete: bool
    created_at: str
    created_by: str

    rules_id: str | None = None
    rules_hash: str | None = None
    claimed_cents: int | None = Field(default=None, sa_column=_big())
    claimed_exact: bool = True
    claimed_grade: str | None = None
    claimed_graded: str | None = None
    computed_cents: int | None = Field(default=None, sa_column=_big())
    computed_exact: bool = True
    computed_grade: str | None = None
    low_cents: int | None = Field(default=None, sa_column=_big())
    high_cents: int | None = Field(default=None, sa_column=_big())
    initial_fen: int | None = Field(default=None, sa_column=_big())
    budget_fen: int | None = Field(default=None, sa_column=_big())
    executed_fen: int | None = Field(default=None, sa_column=_big())
    money_exact: bool = True
    errors: int = 0
    warnings: int = 0
    notices: int = 0


class Submission(SQLModel, table=True):
    """That a file handed in a version: the first one, or a copy of it later."""

    source_id: int = Field(foreign_key="source.id", primary_key=True)
    form_version_id: int = Field(foreign_key="form_version.id", primary_key=True, index=True)


class IndicatorRow(SQLModel, table=True):
    """One row of 绩效指标 of a version (index); position 0 is the first, -1 is the execution rate.

    ``level1`` and ``level2`` are the canonical names where the printed ones are known, else as printed.
    ``cause`` is the code of the reason for the score.
    """

    __tablename__ = "indicator"
    __table_args__ = (
        _odd("ix_indicator_odd", "form_version_id", "weight_exact", "claimed_exact", "computed_exact"),
    )

    form_version_id: int = Field(foreign_key="form_version.id", primary_key=True)
    position: int = Field(primary_key=True)
    level1: str | None = None
    level2: str | None = None
    name: str | None = None
    weight_cents: int | None = Field(default=None, sa_column=_big())
    weight_exact: bool = True
    claimed_cents: int | None = Field(default=None, sa_column=_big())
    claimed_exact: bool = True
    computed_cents: int | None = Field(default=None, sa_column=_big())
    computed_exact: bool = True
    status: str | None = None
    clause: str | None = None
    cause: str | None = None


class FundRow(SQLModel, table=True):
    """One line of 项目资金 of a version (index); ``kind`` is of the closed list of fund kinds."""

    __tablename__ = "fund"
    __table_args__ = (_odd("ix_fund_odd", "form_version_id", "exact"),)

    form_version_id: int = Field(foreign_key="form_version.id", primary_key=True)
    position: int = Field(primary_key=True)
    kind: str
    name: str | None = None
    initial_fen: int | None = Field(default=None, sa_column=_big())
    budget_fen: int | None = Field(default=None, sa_column=_big())
    executed_fen: int | None = Field(default=None, sa_column=_big())
    exact: bool = True


class PackedTable(SQLModel, table=True):
    """A whole table of a version laid out for scoring it again (index): see :mod:`jixiao.scoring.packed`.

    A version that was not read whole, or cannot be laid out, has none: its JSON is read.
    """

    __tablename__ = "packed"

    form_version_id: int = Field(foreign_key="form_version.id", primary_key=True)
    numbers: str = Field(sa_column=_text())
    names: str = Field(sa_column=_text())
    texts: str = Field(sa_column=_text())


class FindingRow(SQLModel, table=True):
    """One finding: of a version, or of the whole file where ``form_version_id`` is null."""

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("source_id", "form_version_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="source.id", index=True)
    form_version_id: int | None = Field(default=None, foreign_key="form_version.id", index=True)
    position: int
    severity: str
    code: str = Field(index=True)
    finding_json: str = Field(sa_column=_text())


class Review(SQLModel, table=True):
    """One review (复核) of a version; a later one has a higher number and stands beside it."""

    __table_args__ = (UniqueConstraint("form_version_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    form_version_id: int = Field(foreign_key="form_version.id", index=True)
    number: int
    reviewer: str
    at: str
    total_cents: int | None = Field(default=None, sa_column=_big())
    grade: str | None = None
    review_json: str = Field(sa_column=_text())


class ReviewRow(SQLModel, table=True):
    """What a review says of one row of the version; position -1 is the execution rate."""

    __tablename__ = "review_row"

    review_id: int = Field(foreign_key="review.id", primary_key=True)
    position: int = Field(primary_key=True)
    review_actual: str | None = None
    review_cents: int | None = Field(default=None, sa_column=_big())
    reason: str | None = None
    note: str | None = None


class DisclosureRow(SQLModel, table=True):
    """A 部门决算公开 that was collected: whose, of which year, and what it says of all 项目支出."""

    __tablename__ = "disclosure"

    id: int | None = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="source.id", unique=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    year: int | None = None
    project_spending_fen: int | None = Field(default=None, sa_column=_big())
    listed: int = 0
    disclosure_json: str = Field(sa_column=_text())


class Event(SQLModel, table=True):
    """One thing that happened, chained to the one before by its hash; ids run 1, 2, 3 … without a gap."""

    id: int = Field(primary_key=True)
    at: str
    who: str
    what: str = Field(index=True)
    subject: str = Field(index=True)
    payload_json: str = Field(sa_column=_text())
    previous_hash: str
    hash: str
    algorithm: str


class Head(SQLModel, table=True):
    """The last event of the chain, kept apart so that a chain cut short is noticed; one row, id 1."""

    id: int = Field(primary_key=True)
    event_id: int
    hash: str


IMMUTABLE = (
    "source",
    "form_version",
    "submission",
    "indicator",
    "fund",
    "packed",
    "finding",
    "review",
    "review_row",
    "disclosure",
    "event",
)
"""The tables whose rows are never changed nor deleted: triggers refuse it."""
