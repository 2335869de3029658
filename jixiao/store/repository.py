"""The store: what collecting, reviewing and summing up ask of the database, in forms alone."""

from __future__ import annotations

import getpass
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError

from jixiao.store import events, queries, reviews
from jixiao.store.engine import reading, writing
from jixiao.store.errors import StaleError, StoreError
from jixiao.store.organisations import Tree, whose
from jixiao.store.recorder import Recorder
from jixiao.store.schema import checked_engine, refused, why
from jixiao.store.tables import ORGANISATION, PROJECT, ROUND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
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

__all__ = ["StaleError", "Store", "StoreError", "login"]

USER = "JIXIAO_USER"


def login() -> str:
    """The name that events bear: of the environment, else of the login."""
    named = os.environ.get(USER, "").strip()
    if named:
        return named.replace("\0", "")[:100]
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return f"uid{os.getuid()}" if hasattr(os, "getuid") else "unknown"


class Store:
    """One database, open; use it as a context manager, in one thread.

    Every method that writes is one transaction, unless it stands inside :meth:`batch` or :meth:`dry_run`;
    what it returned is then on the disk.  What goes wrong in the database itself is a :class:`StoreError`.
    """

    def __init__(self, engine: Engine, target: str, who: str) -> None:
        self.engine = engine
        self.target = target
        self.who = who
        self._active: Connection | None = None

    @classmethod
    def open(cls, target: str, *, who: str | None = None) -> Self:
        """Open a path or URL; raises :class:`StoreError` for one that is missing, foreign, old or newer.

        ``who`` is the name that events bear (environment ``JIXIAO_USER``, else the login).
        """
        return cls(checked_engine(target), target, who or login())

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    # --- transactions -----------------------------------------------------------

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the database complains of, as a :class:`StoreError`."""
        try:
            yield
        except DBAPIError as error:
            raise refused("STO009", self.target, why=why(error)) from error

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """The transaction under way, with this step undone alone where it fails; else one of its own."""
        if self._active is not None:
            with self._active.begin_nested():
                yield self._active
            return
        with self._told(), writing(self.engine) as connection:
            yield connection

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """One snapshot to read from (for the SQL of this room); inside a batch, the batch itself."""
        if self._active is not None:
            yield self._active
            return
        with self._told(), reading(self.engine) as connection:
            yield connection

    @contextmanager
    def batch(self) -> Iterator[Self]:
        """All writes inside are one transaction: faster, and acknowledged only at its end."""
        if self._active is not None:
            yield self
            return
        with self._told(), writing(self.engine) as connection:
            self._active = connection
            try:
                yield self
            finally:
                self._active = None

    @contextmanager
    def dry_run(self) -> Iterator[Self]:
        """What is written inside is seen inside and rolled back at the end; other writers wait meanwhile."""
        if self._active is not None:
            with self._active.begin_nested() as step:
                yield self
                step.rollback()
            return
        with self._told(), writing(self.engine, keep=False) as connection:
            self._active = connection
            try:
                yield self
            finally:
                self._active = None

    # --- writing ----------------------------------------------------------------

    def record(self, file: CollectedFile) -> Recorded:
        """Keep one file; the same file again changes nothing."""
        return self.record_all([file])[0]

    def record_all(self, files: Sequence[CollectedFile]) -> tuple[Recorded, ...]:
        """Keep some files in one transaction, all or none: the answers of :meth:`record`, faster."""
        with self._write() as connection:
            recorder = Recorder(connection, self.who, files)
            recorded = tuple(recorder.record(file) for file in files)
            recorder.flush()
        return recorded

    def would_record(self, file: CollectedFile) -> Recorded:
        """What :meth:`record` would answer, by the same path, rolled back."""
        found: list[Recorded] = []
        with self.dry_run():
            found.append(self.record(file))
        return found[0]

    def add_review(self, review: NewReview) -> StoredReview:
        """Keep a review.

        Raises :class:`StaleError` where the version no longer counts or was reviewed in the meantime.
        """
        with self._write() as connection:
            return reviews.add(connection, self.who, review)

    def set_state(self, project_id: int, state: str, reason: str | None = None) -> None:
        """Say how a project stands (``returned``, ``accepted`` …) and why; a new version begins anew.

        Raises :class:`StoreError` where there is no such project.
        """
        with self._write() as connection:
            values = {"state": state, "version": PROJECT.c.version + 1}
            done = connection.execute(update(PROJECT).where(PROJECT.c.id == project_id).values(**values))
            if done.rowcount != 1:
                raise refused("STO026", self.target, id=str(project_id))
            payload: dict[str, object] = {"project": project_id, "state": state, "reason": reason}
            self._log(connection, "state", str(project_id), payload)

    def add_round(self, new: NewRound, *, version: int | None = None) -> StoredRound:
        """Keep a round of a year and kind, or change the one that is there.

        ``version`` is that of the round to be changed: :class:`StaleError` where it is another.
        """
        with self._write() as connection:
            known = connection.execute(
                select(ROUND).where(ROUND.c.year == new.year, ROUND.c.kind == new.kind)
            ).mappings()
            before = known.first()
            if before is not None and version not in {None, before["version"]}:
                raise StaleError(refused("STO025", self.target, name=new.name).finding)
            values = new.model_dump()
            if before is None:
                last = connection.execute(select(ROUND.c.id).order_by(ROUND.c.id.desc()).limit(1)).scalar()
                values |= {"id": (last or 0) + 1, "version": 1}
                connection.execute(insert(ROUND).values(**values))
            elif {key: before[key] for key in values} == values:
                return queries.round_of(dict(before))
            else:
                values |= {"id": before["id"], "version": before["version"] + 1}
                connection.execute(update(ROUND).where(ROUND.c.id == before["id"]).values(**values))
            self._log(connection, "round", str(values["id"]), values)
            return queries.round_of(values)

    def expect(self, units: Iterable[ExpectedUnit]) -> int:
        """Mark units as expected to file; returns how many were not before."""
        with self._write() as connection:
            named = [(unit, whose(unit.region, unit.department, unit.unit)) for unit in units]
            tree = Tree(connection, {owner for _, owner in named})
            ids = {tree.id_of(owner): (unit, owner) for unit, owner in named if owner.unit}
            tree.flush()
            marked = 0
            for one, (unit, owner) in ids.items():
                row = connection.execute(
                    select(ORGANISATION.c.expected, ORGANISATION.c.code, ORGANISATION.c.version).where(
                        ORGANISATION.c.id == one
                    )
                ).one()
                code = unit.code or row.code
                if row.expected and code == row.code:
                    continue
                marked += not row.expected
                values = {"expected": True, "code": code, "version": row.version + 1}
                connection.execute(update(ORGANISATION).where(ORGANISATION.c.id == one).values(**values))
                self._log(connection, "expect", owner.path, {"organisation": one, "code": code})
            return marked

    def note(self, what: str, subject: str, payload: dict[str, object]) -> None:
        """Add an event of another kind (an export, a list sent out); ``what`` is one English word."""
        with self._write() as connection:
            self._log(connection, what, subject, payload)

    def _log(self, connection: Connection, what: str, subject: str, payload: dict[str, object]) -> None:
        log = events.Log(connection, self.who)
        log.add(what, subject, payload)
        log.flush()

    # --- reading ----------------------------------------------------------------

    def current(self, wanted: Filter | None = None) -> Iterator[StoredForm]:
        """The version that counts of every project that fits, by region, department, unit, year, name."""
        with self.connection() as connection:
            yield from queries.by_ids(connection, queries.current_ids(connection, wanted))

    def history(self, project_id: int) -> tuple[StoredForm, ...]:
        """All versions of a project, oldest first."""
        with self.connection() as connection:
            return tuple(queries.by_ids(connection, queries.history_ids(connection, project_id)))

    def find(self, version_id: int) -> StoredForm | None:
        """One version, whether it counts or not."""
        with self.connection() as connection:
            return next(queries.by_ids(connection, [version_id]), None)

    def rows_for_summary(self, wanted: Filter | None = None) -> Iterator[SummaryRow]:
        """The versions that count from the index alone, in no promised order."""
        with self.connection() as connection:
            yield from queries.summary_rows(connection, wanted)

    def reviews(self, version_id: int) -> tuple[StoredReview, ...]:
        """All reviews of a version, first to last."""
        with self.connection() as connection:
            return queries.reviews(connection, version_id)

    def file_findings(self, sha256: str) -> tuple[Finding, ...]:
        """The findings of a file that belong to no one table."""
        with self.connection() as connection:
            return queries.file_findings(connection, sha256)

    def disclosures(self, wanted: Filter | None = None) -> tuple[StoredDisclosure, ...]:
        """The disclosures collected."""
        with self.connection() as connection:
            return queries.disclosures(connection, wanted)

    def expected_units(self) -> tuple[ExpectedUnit, ...]:
        """The units expected to file."""
        with self.connection() as connection:
            return queries.expected_units(connection)

    def rounds(self) -> tuple[StoredRound, ...]:
        """The rounds, newest year first."""
        with self.connection() as connection:
            return queries.rounds(connection)

    def events(self, *, after: int = 0, what: str | None = None) -> Iterator[StoredEvent]:
        """The events after one id, in order."""
        with self.connection() as connection:
            for row in events.read(connection, after=after, what=what):
                yield queries.event_of(row)
