"""Texts and rows that different units have in common to the letter."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.collection.keys import in_order, names, unit_name, unit_of, where
from jixiao.indicators.cleaning import squeeze
from jixiao.schemas.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import CollectionSubject, FormSubject
    from jixiao.schemas.finding import Place

_LONG = 30
"""Characters, without spaces and punctuation, from which on two units do not write the same by chance."""
_ROWS = 5


def goals(subject: CollectionSubject) -> Iterator[Finding]:
    """The same long 年度总体目标 or its achievement in tables of different units.

    Review practice: text copied from another unit (rules of 自评复核: 目标须与本项目相符).
    """
    found: dict[str, list[tuple[FormSubject, Place]]] = defaultdict(list)
    for form in in_order(subject.forms):
        for field in ("expected", "achieved"):
            text = squeeze(getattr(form.form.goal, field) or "")
            if len(text) >= _LONG:
                found[text].append((form, form.place("goal", field)))
    yield from _shared(found, "COL004")


def notes(subject: CollectionSubject) -> Iterator[Finding]:
    """The same long 偏差原因分析及改进措施 in tables of different units.

    Review practice: reasons are of the project itself; copied ones explain nothing.
    """
    found: dict[str, list[tuple[FormSubject, Place]]] = defaultdict(list)
    for form in in_order(subject.forms):
        for row in form.rows:
            text = squeeze(row.indicator.deviation_note or "")
            if len(text) >= _LONG:
                found[text].append((form, form.place("indicators", row.index, "deviation_note")))
    yield from _shared(found, "COL005")


def rows(subject: CollectionSubject) -> Iterator[Finding]:
    """All indicators with their targets, actuals and scores the same in tables of different units.

    Review practice: a table copied from another unit.
    """
    found: dict[str, list[tuple[FormSubject, Place]]] = defaultdict(list)
    for form in in_order(subject.forms):
        if len(form.rows) >= _ROWS:
            fields = (
                f"{one.name}|{one.target}|{one.actual}|{one.weight}|{one.claimed_score}"
                for one in form.form.indicators
            )
            found["\n".join(fields)].append((form, form.place("indicators", 0)))
    yield from _shared(found, "COL006")


def _shared(found: dict[str, list[tuple[FormSubject, Place]]], code: str) -> Iterator[Finding]:
    """A finding for each text that tables of several units have, at the first of them."""
    for same in found.values():
        if len({unit_of(form) for form, _ in same} - {None}) < 2:
            continue
        first, place = same[0]
        yield Finding(
            code=code,
            severity=Severity.NOTICE,
            place=place,
            params={
                "units": names(unit_name(form) for form, _ in same),
                "others": names(where(form) for form, _ in same if form is not first),
                "count": str(len({id(form) for form, _ in same})),
            },
        )


CHECKS: tuple[Check[CollectionSubject], ...] = (
    Check(goals, ("COL004",)),
    Check(notes, ("COL005",)),
    Check(rows, ("COL006",)),
)
