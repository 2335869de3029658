"""Use cases of whoever looks after the database: make, upgrade, back up, verify, export it; its rounds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.schemas.finding import Finding, Severity
from jixiao.store import backup as backups
from jixiao.store import export as exports
from jixiao.store.engine import open_engine
from jixiao.store.errors import StoreError
from jixiao.store.events import begin, must_know
from jixiao.store.repository import Store, login
from jixiao.store.schema import REVISIONS, migrate, revision
from jixiao.store.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable

    from jixiao.schemas.store import NewRound, StoredRound, Verdict
    from jixiao.store.backup import Backup


def init(target: str, algorithm: str | None = None) -> bool:
    """Make a database; ``False`` where an up-to-date one is there already, which is left as it is.

    ``algorithm`` is the hash of its chain of events (SHA-256 unless said).  Raises
    :class:`~jixiao.store.errors.StoreError` for what is no database of ours, an old one, a hash that cannot
    be computed here, or one that is not that of the chain that is there.
    """
    if algorithm is not None:
        must_know(algorithm)
    made = revision(target) is None
    if made:
        migrate(target)
    with Store.open(target) as store:
        if algorithm is not None and (own := begin(store, algorithm)) != algorithm:
            params = {"algorithm": algorithm, "own": own}
            raise StoreError(Finding(code="STO051", severity=Severity.ERROR, params=params))
    return made


def is_there(target: str) -> bool:
    """Whether there is a database, of any schema.

    Raises :class:`~jixiao.store.errors.StoreError` for what is something else.
    """
    return revision(target) is not None


def upgrade(target: str) -> tuple[str, str]:
    """Bring a database to the newest schema; returns the schema before and now."""
    before = revision(target)
    if before is None:
        Store.open(target).close()  # says that there is none
    migrate(target)
    return before or "", REVISIONS[-1]


def backup(target: str, path: str) -> Backup:
    """Write everything into one new file, while others go on writing; an old schema too."""
    if revision(target) not in REVISIONS:
        Store.open(target).close()  # says what it is
    with Store(open_engine(target), target, login()) as store:
        return backups.backup(store, Path(path))


def check(target: str, progress: Callable[[str], None] = lambda _: None) -> Verdict:
    """Verify the chain of events, every row against it, and the index against the forms."""
    with Store.open(target) as store:
        return verify(store, progress)


def export(target: str, path: str) -> str:
    """Write everything into one new zip of JSON lines; returns the head of its chain."""
    with Store.open(target) as store:
        return exports.export(store, Path(path))


def restore(target: str, path: str) -> str:
    """Take an export into a database that is empty or not there; returns the head of its chain."""
    return exports.take_in(target, Path(path))


def rounds(target: str) -> tuple[StoredRound, ...]:
    """The rounds, newest year first."""
    with Store.open(target) as store:
        return store.rounds()


def add_round(target: str, new: NewRound) -> StoredRound:
    """Keep a round, or change the one of that year and kind."""
    with Store.open(target) as store:
        return store.add_round(new)
