"""The tables of checks: every code once, by its family, with its sentences."""

from __future__ import annotations

import re
from collections import Counter

from jixiao.audit.run import (
    COLLECTION_CHECKS,
    DISCLOSURE_CHECKS,
    FORM_CHECKS,
    check_collection,
    check_disclosure,
)
from jixiao.audit.subjects import CollectionSubject, DisclosureSubject
from jixiao.schemas.disclosure import Disclosure
from jixiao.texts import table

CODE = re.compile(r"[A-Z]{3}\d{3}")
CODES = [
    code for checks in (FORM_CHECKS, DISCLOSURE_CHECKS, COLLECTION_CHECKS) for c in checks for code in c.codes
]


def test_every_check_names_its_codes_and_each_has_its_sentences() -> None:
    assert all(
        check.codes for checks in (FORM_CHECKS, DISCLOSURE_CHECKS, COLLECTION_CHECKS) for check in checks
    )
    parts = ("message", "reason", "remedy", "example", "basis")
    assert [code for code in CODES if not CODE.fullmatch(code)] == []
    assert [f"{code}.{part}" for code in CODES for part in parts if f"{code}.{part}" not in table()] == []


def test_no_check_stands_in_two_tables() -> None:
    counted = Counter(
        check.run for checks in (FORM_CHECKS, DISCLOSURE_CHECKS, COLLECTION_CHECKS) for check in checks
    )
    assert [run for run, times in counted.items() if times > 1] == []


def test_every_check_says_what_it_is_for() -> None:
    checks = (*FORM_CHECKS, *DISCLOSURE_CHECKS, *COLLECTION_CHECKS)
    assert [check.run.__qualname__ for check in checks if not check.run.__doc__] == []


def test_nothing_is_found_in_nothing() -> None:
    assert [f for f in check_disclosure(DisclosureSubject(Disclosure())) if f.severity != "notice"] == []
    assert check_collection(CollectionSubject(())) == ()
