"""A check: one small function, the codes it can raise, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar

from jixiao.schemas.finding import Finding

Subject = TypeVar("Subject")

Finder = Callable[[Subject], Iterator[Finding]]
"""Goes through a subject and yields what is wrong; never raises for what a document says."""


class Check(NamedTuple, Generic[Subject]):
    """``run`` with the stable codes it may yield."""

    run: Finder[Subject]
    codes: tuple[str, ...]


def apply(checks: tuple[Check[Subject], ...], subject: Subject) -> tuple[Finding, ...]:
    """What all of the checks find in one subject, in their order, each thing once."""
    seen: dict[tuple[object, ...], Finding] = {}
    for check in checks:
        for finding in check.run(subject):
            key = (finding.code, finding.place, finding.found, finding.expected, *finding.params.items())
            seen.setdefault(key, finding)
    return tuple(seen.values())
