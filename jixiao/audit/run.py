"""All checks of a kind, applied to a subject.

A new module of checks is entered in one of the three tables here, and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.audit.check import Check, apply

if TYPE_CHECKING:
    from jixiao.audit.subjects import CollectionSubject, DisclosureSubject, FormSubject
    from jixiao.schemas.finding import Finding

FORM_CHECKS: tuple[Check[FormSubject], ...] = ()
DISCLOSURE_CHECKS: tuple[Check[DisclosureSubject], ...] = ()
COLLECTION_CHECKS: tuple[Check[CollectionSubject], ...] = ()


def check_form(subject: FormSubject) -> tuple[Finding, ...]:
    """What is wrong with one table, beyond what reading and scoring met."""
    return apply(FORM_CHECKS, subject)


def check_disclosure(subject: DisclosureSubject) -> tuple[Finding, ...]:
    """What does not fit within one disclosure and the tables in it."""
    return apply(DISCLOSURE_CHECKS, subject)


def check_collection(subject: CollectionSubject) -> tuple[Finding, ...]:
    """What does not fit across everything handed in together."""
    return apply(COLLECTION_CHECKS, subject)
