"""Full marks everywhere: units, and whole collections, whose tables all claim 100."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.collection.keys import grouped, unit_name, unit_of, without_copies
from jixiao.schemas.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jixiao.audit.subjects import CollectionSubject, FormSubject

_FULL = Decimal(100)
_TABLES_OF_UNIT = 3
_TABLES_OF_ALL = 10
_SHARE_PERCENT = 80


def _claims(forms: Iterable[FormSubject]) -> list[FormSubject]:
    """The tables that claim a total, copies once."""
    return [form for form in without_copies(forms) if form.form.claimed_total is not None]


def unit(subject: CollectionSubject) -> Iterator[Finding]:
    """A unit with three tables or more that all claim 100.

    Review practice: 所有项目自评 100 分 is the first sign of a self-evaluation for form's sake.
    """
    for _, forms in grouped(subject, unit_of):
        claims = _claims(forms)
        if len(claims) >= _TABLES_OF_UNIT and all(form.form.claimed_total == _FULL for form in claims):
            yield Finding(
                code="COL007",
                severity=Severity.NOTICE,
                place=claims[0].place("claimed_total"),
                params={"unit": unit_name(claims[0]), "count": str(len(claims))},
            )


def everyone(subject: CollectionSubject) -> Iterator[Finding]:
    """Of ten tables or more of several units, four in five claim 100.

    Review practice: as for one unit.
    """
    grouping = grouped(subject, lambda form: unit_of(form) or "")
    claims = _claims(form for _, forms in grouping for form in forms)
    full = [form for form in claims if form.form.claimed_total == _FULL]
    enough = len(claims) >= _TABLES_OF_ALL and len(grouping) > 1
    if enough and len(full) * 100 >= _SHARE_PERCENT * len(claims):
        yield Finding(
            code="COL008",
            severity=Severity.NOTICE,
            params={"full": str(len(full)), "count": str(len(claims))},
        )


CHECKS: tuple[Check[CollectionSubject], ...] = (
    Check(unit, ("COL007",)),
    Check(everyone, ("COL008",)),
)
