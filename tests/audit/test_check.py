"""Checks applied to a subject: in their order, each thing once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.audit.check import Check, apply
from jixiao.schemas.finding import Finding, Place, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def _found(code: str, row: str, found: str) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, place=Place(row=row), found=found)


def _first(subject: str) -> Iterator[Finding]:
    yield _found("AAA001", "第1行", subject)
    yield _found("AAA001", "第2行", subject)


def _second(subject: str) -> Iterator[Finding]:
    yield _found("BBB001", "第1行", subject)
    yield _found("AAA001", "第1行", subject)


def test_findings_come_in_order_and_once() -> None:
    checks: tuple[Check[str], ...] = (Check(_first, ("AAA001",)), Check(_second, ("AAA001", "BBB001")))
    assert [(one.code, one.place.row) for one in apply(checks, "3")] == [
        ("AAA001", "第1行"),
        ("AAA001", "第2行"),
        ("BBB001", "第1行"),
    ]


def test_nothing_is_found_by_no_checks() -> None:
    none: tuple[Check[str], ...] = ()
    assert apply(none, "3") == ()
