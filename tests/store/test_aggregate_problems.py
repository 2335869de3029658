"""The findings of a database for typical problems: those that count now, with their examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.store import CollectedDisclosure, CollectedFile, Filter
from jixiao.scoring.aggregate_problems import problems_of
from jixiao.store.aggregate_problems import examples, spots
from tests.strategies.collected import file, form, table

if TYPE_CHECKING:
    from jixiao.scoring.aggregate_problems import Problem
    from jixiao.store.repository import Store

YEAR = Filter(years=(2024,))


def found(store: Store, wanted: Filter | None = YEAR) -> tuple[Problem, ...]:
    """The problems of a database."""
    with store.connection() as connection:
        return problems_of(spots(connection, wanted), lambda some: examples(connection, some))


def test_only_the_version_that_counts(store: Store) -> None:
    store.record(file(table(form(), findings=2), table(form("道路养护", unit="乙局"), findings=1)))
    (one,) = found(store)
    assert [(code.code, code.projects, code.units) for code in one.codes] == [
        ("TST000", 2, 2),
        ("TST001", 1, 1),
    ]
    assert one.example.project == "大厅运转经费"
    assert one.example.unit == "甲局"
    assert one.example.file == "表.xlsx"
    store.record(file(table(form(claimed=("9", "9")), findings=0), salt="again"))
    (one,) = found(store)
    assert [(code.code, code.projects) for code in one.codes] == [("TST000", 1)]
    assert found(store, Filter(years=(2023,))) == ()


def test_a_disclosure_counts_by_file_and_the_last_one_alone(store: Store) -> None:
    wrong = Finding(code="STA010", severity=Severity.ERROR, place=Place(file="公开.docx", row="第3行"))
    for at, findings in enumerate(((wrong, wrong), (wrong,))):
        said = CollectedDisclosure(organisation="甲局", year=2024)
        store.record(
            CollectedFile(sha256=f"{at:064}", name=f"公开{at}.docx", disclosure=said, findings=findings)
        )
    (one,) = found(store)
    assert (one.kind, one.findings, one.errors, one.projects, one.files) == ("disclosure", 1, 1, 0, 1)
    assert one.example[1:] == (None, "甲局", "公开1.docx")
    assert found(store, Filter(years=(2023,))) == ()
