"""What the organisation is called: one name in title, tables, list of units, forms and reports."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import plain_finding, where
from jixiao.audit.printed import plain
from jixiao.indicators.organisations import contains, near, plain_name
from jixiao.schemas.finding import Severity
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.finding import Finding, Place

_TITLE, _TABLE, _REPORT, _LISTED = (f"organisation.{key}" for key in ("title", "table", "report", "listed"))
_MOST = 55
"""Longer lists are not read to their end."""
_FORM_FIELDS = ("department", "unit")


class Named(NamedTuple):
    """A name, where it stands, and in what: the key of its fact, ``organisation.form`` for forms."""

    name: str
    key: str
    place: Place


def _names(subject: DisclosureSubject) -> list[Named]:
    found = [
        Named(fact.text, fact.key, fact.place)
        for fact in subject.disclosure.facts
        if fact.key in {_TITLE, _TABLE, _REPORT, _LISTED} and fact.text
    ]
    for form in subject.forms:
        for field in _FORM_FIELDS:
            name = getattr(form.form, field)
            if name:
                found.append(Named(name, "organisation.form", form.place(field)))
    return found


def _own(names: list[Named]) -> Named | None:
    """The organisation's name: that of the title, else the one of most tables."""
    title = next((one for one in names if one.key == _TITLE), None)
    if title is not None:
        return title
    tables = [one for one in names if one.key == _TABLE]
    most = Counter(one.name for one in tables).most_common(1)
    return next((one for one in tables if one.name == most[0][0]), None) if most else None


def spellings(subject: DisclosureSubject) -> Iterator[Finding]:
    """ORG001: names that look like the organisation's own with another word in it; all in one finding.

    A listed unit is another unit where the organisation itself is on the list too.
    """
    names = _names(subject)
    own = _own(names)
    if own is None:
        return
    listed = {plain_name(one.name) for one in names if one.key == _LISTED}
    others = listed if plain_name(own.name) in listed else set()
    seen: dict[str, Named] = {}
    for one in names:
        key = plain_name(one.name)
        if key not in others and near(own.name, one.name):
            seen.setdefault(key, one)
    if not seen:
        return
    variants = list(seen.values())
    shown = [say("org.spelling", name=one.name, where=where(one.place)) for one in (own, *variants)]
    yield plain_finding(
        "ORG001",
        Severity.WARNING,
        variants[0].place,
        expected=own.name,
        found=variants[0].name,
        names=say("audit.enumeration").join(shown),
        count=str(len(shown)),
    )


def others(subject: DisclosureSubject) -> Iterator[Finding]:
    """ORG002: a public table or an annexed report bears the name of quite another organisation.

    A report may be that of a unit that is not listed: there a notice.
    """
    names = _names(subject)
    own = _own(names)
    if own is None:
        return
    known = {plain_name(one.name) for one in names if one.key in {_TITLE, _LISTED}}
    seen: set[str] = set()
    for one in names:
        key = plain_name(one.name)
        if one.key not in {_TABLE, _REPORT} or key in known or key in seen:
            continue
        if key == plain_name(own.name) or contains(own.name, one.name) or near(own.name, one.name):
            continue
        if any(contains(name, one.name) for name in known):
            continue
        seen.add(key)
        yield plain_finding(
            "ORG002",
            Severity.WARNING if one.key == _TABLE else Severity.NOTICE,
            one.place,
            expected=own.name,
            found=one.name,
        )


def units(subject: DisclosureSubject) -> Iterator[Finding]:
    """ORG003: the number of units in the text is not that of the units listed."""
    count = next((fact for fact in subject.disclosure.all("units.count") if not fact.approximate), None)
    listed = {plain_name(fact.text or ""): fact for fact in subject.disclosure.all(_LISTED)}
    own = _own(_names(subject))
    itself = own is not None and plain_name(own.name) in listed
    if count is None or count.value is None or not 0 < len(listed) < _MOST:
        return
    # those below it may be counted without itself
    if count.value == len(listed) or (itself and count.value == len(listed) - 1):
        return
    more = len(listed) > count.value
    yield plain_finding(
        "ORG003",
        Severity.WARNING if more else Severity.NOTICE,
        count.place,
        expected=str(len(listed)),
        found=plain(count.value),
        first=where(next(iter(listed.values())).place),
    )


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(spellings, ("ORG001",)),
    Check(others, ("ORG002",)),
    Check(units, ("ORG003",)),
)
