"""What goes into the store and comes out of it: frozen forms, never rows of a database.

Amounts are ``Decimal`` as printed; money given as ``*_fen`` is a whole number of 分, scores given as
``*_cents`` a whole number of 0.01 分.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from jixiao.schemas.base import Form
from jixiao.schemas.finding import Finding, Place
from jixiao.schemas.self_evaluation import SelfEvaluation

Origin = Literal["table", "listed"]
"""A whole table, or a project of which a disclosure lists only the score."""

Outcome = Literal["new", "unchanged", "version"]
"""A project not known before; a version known already; a further version of a known project."""

RETURNED = "returned"
"""The state of a project that was sent back and has had no further version since."""

EXECUTION = -1
"""The position that stands for the execution rate among the rows of a table."""


class CollectedTable(Form):
    """One table of a file, ready to be kept.

    ``scored`` is the published shape of one scored table (an element of ``evaluations`` in
    ``jixiao.score/1``), null for a listed project.  ``claimed_graded`` is the grade that the claimed total
    has under the rule set.  ``region``, ``department`` and ``unit`` say whose it is where the form does not.
    """

    form: SelfEvaluation
    origin: Origin = "table"
    scored: dict[str, Any] | None = None
    claimed_graded: str | None = None
    place: Place = Place()
    findings: tuple[Finding, ...] = ()
    complete: bool = True
    region: str | None = None
    department: str | None = None
    unit: str | None = None
    year: int | None = None


class CollectedDisclosure(Form):
    """What a disclosure says of the whole.

    ``project_spending_fen`` is 项目支出 in 分, ``listed`` how many projects it lists; ``facts`` is anything
    else worth keeping, as JSON.
    """

    organisation: str | None = None
    region: str | None = None
    year: int | None = None
    project_spending_fen: int | None = None
    listed: int = 0
    facts: dict[str, Any] = Field(default_factory=dict)


class CollectedFile(Form):
    """One file that was read, scored and checked.  ``findings`` are those of no one table.

    ``round_id`` is the round it is collected for; ``origin`` says where the file came from (its path).
    """

    sha256: str
    name: str
    origin: str = ""
    size: int = 0
    kind: str | None = None
    round_id: int | None = None
    tables: tuple[CollectedTable, ...] = ()
    disclosure: CollectedDisclosure | None = None
    findings: tuple[Finding, ...] = ()


class Difference(Form):
    """One value that a new version changes, as printed; what is not there is null.

    ``path`` is that of the form (``indicators.3.actual``), of the result (``scored.total``,
    ``scored.indicators.3.score``) or of findings counted by code (``findings.EXE001``); ``label`` is the
    name of the row it stands in.
    """

    path: str
    label: str | None = None
    before: str | None = None
    after: str | None = None


class RecordedTable(Form):
    """What became of one table.  ``number`` is the version it is, ``current`` whether that one counts.

    For a listed project that a table already stands for, and the reverse, ``joined`` is true and
    ``joined_claimed`` the total the other one claims: the table counts.  ``moved`` says that the same file
    was collected for another year or unit before, which counts no longer.
    """

    outcome: Outcome
    project: str
    project_id: int
    version_id: int
    number: int
    origin: Origin
    current: bool
    differences: tuple[Difference, ...] = ()
    joined: bool = False
    claimed: Decimal | None = None
    joined_claimed: Decimal | None = None
    moved: bool = False


class Recorded(Form):
    """The verdict on one file: the same from :meth:`Store.record` and :meth:`Store.would_record`.

    ``disclosed`` says that a disclosure came which tells otherwise than the one before it, or is the first.
    """

    sha256: str
    name: str
    known: bool
    tables: tuple[RecordedTable, ...] = ()
    disclosed: bool = False

    @property
    def outcome(self) -> Outcome:
        """Of the file: anything new makes it new, else any further version, else unchanged.

        A disclosure that is corrected is a further version, whatever becomes of the projects it lists.
        """
        outcomes = {table.outcome for table in self.tables}
        if not self.tables:
            return "unchanged" if self.known else "new"
        if "new" in outcomes:
            return "new"
        return "version" if self.disclosed or "version" in outcomes else "unchanged"


class Filter(Form):
    """Which projects are meant; every field that is not null must fit (names exactly, after cleaning).

    ``without`` are ids of projects that are left out.
    """

    region: str | None = None
    department: str | None = None
    unit: str | None = None
    years: tuple[int, ...] = ()
    round_id: int | None = None
    project: str | None = None
    project_ids: tuple[int, ...] = ()
    without: tuple[int, ...] = ()
    origin: Origin | None = None
    source_sha256: str | None = None


class ReviewedRow(Form):
    """What a reviewer says of one row: ``position`` in ``form.indicators``, or :data:`EXECUTION`.

    Only rows that differ from the self-evaluation need to be given, each with its ``reason``.
    """

    position: int
    review_actual: str | None = None
    review_score: Decimal | None = None
    reason: str | None = None
    note: str | None = None


class NewReview(Form):
    """A review to be kept; a stale one is refused.

    ``content_sha256`` is that of the version it was made from, ``base_number`` the number of the review it
    follows (0: the first).
    """

    version_id: int
    content_sha256: str
    base_number: int = 0
    reviewer: str | None = None
    total: Decimal | None = None
    grade: str | None = None
    rows: tuple[ReviewedRow, ...] = ()


class StoredReview(Form):
    """A review as kept; ``number`` counts the reviews of its version."""

    id: int
    version_id: int
    number: int
    reviewer: str
    at: str
    total: Decimal | None = None
    grade: str | None = None
    rows: tuple[ReviewedRow, ...] = ()


class StoredForm(Form):
    """One version of a project's table with whose it is, how it was scored, and the last review of it."""

    project_id: int
    version_id: int
    number: int
    current: bool
    origin: Origin
    state: str
    region: str | None = None
    department: str | None = None
    unit: str | None = None
    year: int | None = None
    round_id: int | None = None
    form: SelfEvaluation
    scored: dict[str, Any] | None = None
    claimed_graded: str | None = None
    complete: bool
    place: Place
    findings: tuple[Finding, ...] = ()
    source_sha256: str
    source_name: str
    form_sha256: str
    content_sha256: str
    created_at: str
    created_by: str
    review: StoredReview | None = None


class SummaryRow(Form):
    """What a summary needs of one current project: no JSON is opened for it.

    ``*_cents`` and ``*_fen`` are null where nothing is known; the ``*_exact`` flags are false where a figure
    is finer than its unit and stands in the JSON alone.  ``reviewed_*`` are of the last review.
    """

    project_id: int
    version_id: int
    origin: Origin
    project: str
    region: str | None
    department: str | None
    unit: str | None
    year: int | None
    round_id: int | None
    rules_id: str | None
    claimed_cents: int | None
    claimed_exact: bool
    claimed_grade: str | None
    claimed_graded: str | None
    computed_cents: int | None
    computed_exact: bool
    computed_grade: str | None
    low_cents: int | None
    high_cents: int | None
    reviewed_cents: int | None
    reviewed_grade: str | None
    initial_fen: int | None
    budget_fen: int | None
    executed_fen: int | None
    money_exact: bool
    errors: int
    warnings: int
    notices: int
    complete: bool


class NewRound(Form):
    """A round to be kept: its year and kind are its key."""

    year: int
    kind: str
    name: str
    deadline: str | None = None
    rules: str | None = None


class StoredRound(NewRound):
    """A round as kept; ``version`` is what a change must name."""

    id: int
    version: int


class ExpectedUnit(Form):
    """A unit that is expected to file (or a department, where ``unit`` is null)."""

    region: str | None = None
    department: str | None = None
    unit: str | None = None
    code: str | None = None


class StoredDisclosure(CollectedDisclosure):
    """A disclosure as kept, with the file it came from."""

    id: int
    source_sha256: str
    source_name: str


class StoredEvent(Form):
    """One event: ``hash`` covers everything else and the hash of the event before."""

    id: int
    at: str
    who: str
    what: str
    subject: str
    payload: dict[str, Any]
    previous_hash: str
    hash: str
    algorithm: str


class Verdict(Form):
    """What verifying found: ``findings`` is empty where the store is sound; ``head`` names its last event."""

    head: str
    events: int
    projects: int
    versions: int
    reviews: int
    findings: tuple[Finding, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings
