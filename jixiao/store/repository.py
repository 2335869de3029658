"""The store: what collecting, reviewing and summing up ask of the database, in forms alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager
    from types import TracebackType

    from sqlalchemy import Connection, Engine

    from jixiao.schemas.finding import Finding
    from jixiao.schemas.store import (
        CollectedFile,
        ExpectedUnit,
        Filter,
        NewReview,
        NewRound,
        Recorded,
        StoredDisclosure,
        StoredEvent,
        StoredForm,
        StoredReview,
        StoredRound,
        SummaryRow,
    )


class StoreError(Exception):
    """The store refuses: ``finding`` says why in one line (code, params)."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


class StaleError(StoreError):
    """What was to be changed has been changed by somebody else in the meantime."""


class Store:
    """One database, open.  Use as a context manager.

    Every method that writes is one transaction, unless it stands inside :meth:`batch`; what it returned is
    then on the disk.  ``who`` is the name that events bear (environment ``JIXIAO_USER``, else the login).
    """

    def __init__(self, engine: Engine, who: str) -> None:
        self.engine = engine
        self.who = who

    @classmethod
    def open(cls, target: str, *, who: str | None = None) -> Self:
        """Open a path or URL; raises :class:`StoreError` for one that is missing, foreign, old or newer."""
        raise StoreError  # filled in next

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def close(self) -> None: ...

    # writing
    def batch(self) -> AbstractContextManager[Store]:
        """All writes inside are one transaction: faster, and acknowledged only at its end."""

    def record(self, file: CollectedFile) -> Recorded:
        """Keep one file; the same file again changes nothing."""

    def would_record(self, file: CollectedFile) -> Recorded:
        """What :meth:`record` would answer, by the same path, rolled back."""

    def dry_run(self) -> AbstractContextManager[Store]:
        """Everything written inside is seen inside and rolled back at the end: a dry run of many files."""

    def add_review(self, review: NewReview) -> StoredReview:
        """Keep a review; raises :class:`StaleError` where the version or the review it was made from is not current."""

    def add_round(self, new: NewRound) -> StoredRound:
        """Keep a round of a year and kind, or change the one that is there."""

    def expect(self, units: Iterable[ExpectedUnit]) -> int:
        """Mark units as expected to file; returns how many were not before."""

    # reading
    def current(self, wanted: Filter | None = None) -> Iterator[StoredForm]:
        """The version that counts of every project that fits, by region, department, unit, year, name."""

    def history(self, project_id: int) -> tuple[StoredForm, ...]:
        """All versions of a project, oldest first."""

    def find(self, version_id: int) -> StoredForm | None:
        """One version, whether it counts or not."""

    def rows_for_summary(self, wanted: Filter | None = None) -> Iterator[SummaryRow]:
        """The current projects from the index alone, in no promised order."""

    def reviews(self, version_id: int) -> tuple[StoredReview, ...]:
        """All reviews of a version, first to last."""

    def file_findings(self, sha256: str) -> tuple[Finding, ...]:
        """The findings of a file that belong to no one table."""

    def disclosures(self, wanted: Filter | None = None) -> tuple[StoredDisclosure, ...]:
        """The disclosures collected."""

    def expected_units(self) -> tuple[ExpectedUnit, ...]:
        """The units expected to file."""

    def rounds(self) -> tuple[StoredRound, ...]:
        """The rounds, newest year first."""

    def events(self, *, after: int = 0, what: str | None = None) -> Iterator[StoredEvent]:
        """The events in order."""

    def connection(self) -> AbstractContextManager[Connection]:
        """One snapshot to read from (for the SQL of this room)."""
