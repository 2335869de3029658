"""Use case: what was collected by mistake counts no longer; it stays in the store, and so does the reason."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.files import MAX_BYTES
from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.services.inputs import expand
from jixiao.services.review_words import shortened
from jixiao.store.errors import StoreError
from jixiao.store.states import sources_named, withdraw, withdrawals
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jixiao.schemas.store import Filter
    from jixiao.store.repository import Store
    from jixiao.store.states import Withdrawal, Withdrawals

SCHEMA = "jixiao.withdraw/1"


class Withdrawn(NamedTuple):
    """What was withdrawn: how many files, what became of projects; ``unknown`` files were never collected."""

    files: int
    done: Withdrawals
    unknown: tuple[str, ...] = ()


def _sha256(path: str) -> str | None:
    """The hash of a file as collecting takes it; ``None`` where it cannot be read."""
    try:
        with Path(path).open("rb") as stream:
            return hashlib.sha256(stream.read(MAX_BYTES + 1)).hexdigest()
    except (OSError, ValueError):
        return None


def _is_there(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def sources_of(store: Store, files: Iterable[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The collected files that some texts mean, and the paths that were never collected.

    A file or folder that is there means what it holds, by content; any other text the hash (or its
    beginning), the name or the path of a collected file.  Raises :class:`StoreError` for a text that names
    none, or several.
    """
    found: dict[int, None] = {}
    unknown: list[str] = []
    for text in files:
        if _is_there(text):
            paths = expand((text,)).paths
            hashes = {path: sha256 for path in paths if (sha256 := _sha256(path)) is not None}
            named = sources_named(store, hashes.values())
            for path in paths:
                ids = named.get(hashes.get(path, ""), ())
                found.update(dict.fromkeys(ids))
                if not ids:
                    unknown.append(path)
            continue
        ids = sources_named(store, (text,))[text]
        if len(ids) != 1:
            code = "STO050" if ids else "STO049"
            params = {"name": shortened(text), "count": str(len(ids))}
            raise StoreError(Finding(code=code, severity=Severity.ERROR, place=Place(), params=params))
        found.update(dict.fromkeys(ids))
    return tuple(found), tuple(unknown)


def take_back(
    store: Store,
    reason: str,
    *,
    files: Iterable[str] = (),
    wanted: Filter | None = None,
    dry_run: bool = False,
) -> Withdrawn:
    """Withdraw files (:func:`sources_of`), or the projects that a filter means; a dry run only tells."""
    sources, unknown = sources_of(store, files)
    if dry_run:
        done = withdrawals(store, sources=sources, wanted=wanted)
    else:
        done = withdraw(store, reason, sources=sources, wanted=wanted)
    return Withdrawn(len(sources), done, unknown)


def line(one: Withdrawal) -> str:
    """What becomes of one project, on one line."""
    return say(
        "withdraw.line" if one.current is None else "withdraw.line.earlier",
        name=shortened(one.project),
        owner=shortened(one.unit or one.department or say("check.no-unit")),
        year=say("withdraw.no-year") if one.year is None else say("withdraw.year", year=str(one.year)),
        count=str(len(one.versions)),
    )


def lines(found: Withdrawn) -> list[str]:
    """All that is to be told, a line for each project, then what is left as it is."""
    told = [line(one) for one in found.done.projects]
    if found.done.disclosures:
        told.append(say("withdraw.disclosures", count=str(len(found.done.disclosures))))
    told += [say("withdraw.attested", name=shortened(name)) for name in found.done.attested]
    return told


def tally(found: Withdrawn, *, dry_run: bool) -> str:
    """How much was withdrawn."""
    gone = sum(one.current is None for one in found.done.projects)
    return say(
        "withdraw.tally.dry" if dry_run else "withdraw.tally",
        files=str(found.files),
        projects=str(gone),
        earlier=str(len(found.done.projects) - gone),
        unknown=str(len(found.unknown)),
    )


def as_json(found: Withdrawn, *, dry_run: bool) -> dict[str, object]:
    """The published shape: ``jixiao.withdraw/1``."""
    return {
        "schema": SCHEMA,
        "dry_run": dry_run,
        "files": found.files,
        "unknown": list(found.unknown),
        "disclosures": len(found.done.disclosures),
        "projects": [
            {
                "project": one.project,
                "department": one.department,
                "unit": one.unit,
                "year": one.year,
                "versions": len(one.versions),
                "counts_still": one.current is not None,
            }
            for one in found.done.projects
        ],
        "left": list(found.done.attested),
    }
