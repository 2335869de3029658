"""The log: events that are only ever added, each hashed together with the hash of the one before."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from jixiao.schemas.finding import Finding, Severity
from jixiao.store.canonical import dumps
from jixiao.store.errors import StoreError
from jixiao.store.tables import EVENT, HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

    from jixiao.store.repository import Store

ALGORITHMS = ("sha256", "sm3")
BEGIN = "begin"
"""What the event is called that chooses the hash of a chain."""
GENESIS = ""
"""The hash before the first event."""
FIRST = -(2**31)
"""No id is lower."""
_PAGE = 5000


def known_algorithms() -> tuple[str, ...]:
    """The hashes that this Python can compute, of those a log may use."""
    return tuple(name for name in ALGORITHMS if name in hashlib.algorithms_available)


def must_know(algorithm: str) -> None:
    """Raise :class:`StoreError` where this Python cannot compute a hash."""
    if algorithm not in known_algorithms():
        params = {"algorithm": algorithm, "known": "、".join(known_algorithms())}
        raise StoreError(Finding(code="STO044", severity=Severity.ERROR, params=params))


def now() -> str:
    """The time, UTC, as ISO text with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def hash_of(row: Mapping[str, Any]) -> str:
    """The hash of an event: of every column of its row but the hash itself."""
    fields = ("id", "at", "who", "what", "subject", "payload_json", "previous_hash", "algorithm")
    text = dumps([row[field] for field in fields])
    return hashlib.new(row["algorithm"], text.encode("utf-8", "surrogatepass")).hexdigest()


class Log:
    """Adds events inside one write transaction."""

    def __init__(self, connection: Connection, who: str, algorithm: str | None = None) -> None:
        self._connection = connection
        self._who = who
        last = connection.execute(
            select(EVENT.c.id, EVENT.c.hash, EVENT.c.algorithm).order_by(EVENT.c.id.desc()).limit(1)
        ).first()
        self._id: int = 0 if last is None else last.id
        self._hash: str = GENESIS if last is None else last.hash
        self._algorithm = algorithm or (ALGORITHMS[0] if last is None else last.algorithm)
        must_know(self._algorithm)
        heads = connection.execute(select(HEAD.c.id, HEAD.c.event_id, HEAD.c.hash)).all()
        if [tuple(head) for head in heads] != ([] if last is None else [(1, last.id, last.hash)]):
            raise StoreError(Finding(code="STO046", severity=Severity.ERROR, params={"id": str(self._id)}))
        self._waiting: list[dict[str, Any]] = []
        self._empty = last is None

    def add(self, what: str, subject: str, payload: Mapping[str, Any], *, at: str | None = None) -> int:
        """Add an event; it is written by :meth:`flush`.  Returns its id.

        ``at`` is its time where it is not now.
        """
        row: dict[str, Any] = {
            "id": self._id + 1,
            "at": at or now(),
            "who": self._who,
            "what": what,
            "subject": subject,
            "payload_json": dumps(payload),
            "previous_hash": self._hash,
            "algorithm": self._algorithm,
        }
        row["hash"] = hash_of(row)
        self._waiting.append(row)
        self._id, self._hash = self._id + 1, row["hash"]
        return self._id

    def flush(self) -> None:
        """Write what was added, and move the head."""
        if not self._waiting:
            return
        self._connection.execute(insert(EVENT), self._waiting)
        self._waiting.clear()
        if self._empty:
            self._connection.execute(insert(HEAD).values(id=1, event_id=self._id, hash=self._hash))
            self._empty = False
        else:
            self._connection.execute(
                update(HEAD).where(HEAD.c.id == 1).values(event_id=self._id, hash=self._hash)
            )


def begin(store: Store, algorithm: str) -> str:
    """Choose the hash of a chain that has no event yet, by its first one; returns that of the chain.

    Raises :class:`StoreError` where this Python cannot compute it.
    """
    with store.batch(), store.connection() as connection:
        last = connection.execute(select(EVENT.c.algorithm).order_by(EVENT.c.id.desc()).limit(1)).scalar()
        if last is not None:
            return str(last)
        log = Log(connection, store.who, algorithm)
        log.add(BEGIN, algorithm, {"algorithm": algorithm})
        log.flush()
    return algorithm


def read(connection: Connection, *, after: int = 0, what: str | None = None) -> Iterator[dict[str, Any]]:
    """The events after one id, in order, page by page."""
    while True:
        query = select(EVENT).where(EVENT.c.id > after).order_by(EVENT.c.id).limit(_PAGE)
        if what is not None:
            query = query.where(EVENT.c.what == what)
        page = connection.execute(query).mappings().all()
        yield from (dict(row) for row in page)
        if len(page) < _PAGE:
            return
        after = page[-1]["id"]


def broken(connection: Connection) -> Iterator[tuple[int, str]]:
    """Every place where the chain does not hold: the id, and why (``gap``, ``link``, ``hash``, ``head`` …).

    The head names the last event; a chain from which the last events were taken away differs from it.
    """
    previous, last = GENESIS, 0
    for row in read(connection, after=FIRST):
        if row["id"] != last + 1:
            yield row["id"], "gap"
        if row["previous_hash"] != previous:
            yield row["id"], "link"
        if row["algorithm"] not in known_algorithms():
            yield row["id"], "algorithm"
        elif row["hash"] != hash_of(row):
            yield row["id"], "hash"
        previous, last = row["hash"], row["id"]
    heads = connection.execute(select(HEAD.c.id, HEAD.c.event_id, HEAD.c.hash)).all()
    wanted = [] if last == 0 else [(1, last, previous)]
    if [tuple(head) for head in heads] != wanted:
        yield last, "head"
