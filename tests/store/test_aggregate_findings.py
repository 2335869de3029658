"""Findings of disclosures in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.store import CollectedDisclosure
from jixiao.store.aggregate_findings import of_disclosures
from jixiao.store.repository import Store
from jixiao.store.schema import migrate
from tests.strategies import collected

if TYPE_CHECKING:
    from pathlib import Path


def test_findings_of_no_table_are_counted_by_severity(tmp_path: Path) -> None:
    severities = (Severity.ERROR, Severity.NOTICE, Severity.NOTICE)
    found = tuple(Finding(code="TST001", severity=one, place=Place(file="公开.pdf")) for one in severities)
    file = collected.file(collected.table(collected.form(), findings=2))
    said = CollectedDisclosure(organisation="甲局", year=2024)
    target = str(tmp_path / "库.db")
    migrate(target)
    with Store.open(target) as store:
        store.record(file.model_copy(update={"disclosure": said, "findings": found}))
        store.record(collected.file(collected.table(collected.form("另一项目"))))
        with store.connection() as connection:
            assert list(of_disclosures(connection).values()) == [{"error": 1, "notice": 2}]
