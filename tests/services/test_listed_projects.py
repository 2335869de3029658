"""What a file gives: tables with their findings, listed projects, and which of them count."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.services.check_paths import CheckedFile, check_paths
from jixiao.services.listed_projects import (
    department_of,
    disclosure_of,
    findings_by_table,
    joined,
    listed_projects,
    owner_of,
    records_of,
)
from tests.services.checked import file as checked
from tests.shared import SHARED, needs_shared
from tests.strategies.collected import form, listed, table

if TYPE_CHECKING:
    from jixiao.schemas.store import CollectedTable


def _disclosed() -> CheckedFile:
    assert SHARED is not None
    return check_paths([str(next((SHARED / "seeds").glob("001*.txt")))]).files[0]


@needs_shared
def test_a_disclosure_gives_its_tables_and_every_listed_project() -> None:
    file = _disclosed()
    records = records_of(file)
    assert [table.origin for table in records.tables].count("table") == len(file.forms) == 2
    assert len(listed_projects(file)) == 23
    counted = joined(records.tables)
    assert sum(one.form.claimed_total or 0 for one in counted) == Decimal("2077.54")
    assert [one.origin for one in counted].count("table") == 2
    assert {one.claimed_graded for one in counted} == {"优", "良", "中"}


@needs_shared
def test_every_finding_is_of_one_table_or_of_the_file() -> None:
    file = _disclosed()
    own, rest = findings_by_table(file)
    assert sum(map(len, own)) + len(rest) == len(file.findings)
    assert all(own)
    assert all(
        one.place.table == form.read.source.table
        for form, found in zip(file.forms, own, strict=True)
        for one in found
    )


@needs_shared
def test_a_disclosure_says_whose_it_is_and_what_was_spent() -> None:
    file = _disclosed()
    said = disclosure_of(file)
    assert said is not None
    assert (said.organisation, said.year, said.listed) == (department_of(file), 2024, 23)
    assert said.project_spending_fen == 33_491_530_000


def test_a_plain_table_lists_nothing_and_has_all_findings() -> None:
    notice = Finding(code="COL001", severity=Severity.NOTICE, place=Place(file="甲.xlsx"))
    file = checked("甲.xlsx", "甲局", notice)
    assert (listed_projects(file), disclosure_of(file)) == ((), None)
    records = records_of(file)
    assert records.findings == ()
    assert notice in records.tables[0].findings
    assert records.tables[0].scored is not None


def _told(*some: CollectedTable) -> list[tuple[str, str, str]]:
    return [(one.form.project, one.origin, str(one.form.claimed_total)) for one in joined(some)]


def test_the_last_table_counts_and_a_table_before_a_list() -> None:
    first, second = table(form("道路养护", total="80")), table(form("道路养护项目", total="90"))
    said = listed("道路养护", "70")
    assert _told(first, second) == [("道路养护", "table", "90")]
    assert _told(said, first) == _told(first, said) == [("道路养护", "table", "80")]
    assert _told(said, listed("道路养护", "60")) == [("道路养护", "listed", "60")]


def test_a_list_of_the_department_is_joined_to_the_table_of_its_unit() -> None:
    own = table(form("道路养护", unit="一中心", department="甲局", total="80"))
    assert _told(listed("道路养护", "70", department="甲局"), own) == [("道路养护", "table", "80")]
    assert len(_told(listed("道路养护", "70", department="乙局"), own)) == 2


def test_what_fits_two_projects_counts_by_itself() -> None:
    some = [table(form("道路养护", unit=unit, department="甲局")) for unit in ("一中心", "二中心")]
    assert len(_told(*some, listed("道路养护", "70", department="甲局"))) == 3


def test_years_names_and_regions_keep_projects_apart() -> None:
    some = (
        table(form("道路养护", region="360200")),
        table(form("道路养护", region="360700")),
        table(form("道路养护", year=2023)),
        table(form("系统运维")),
    )
    assert len(_told(*some)) == 4
    assert len(_told(some[0], table(form("道路养护")))) == 1


def test_what_is_known_of_the_owner_is_kept_with_the_record() -> None:
    (one,) = joined([table(form("道路养护", region="360200")), table(form("道路养护"))])
    assert owner_of(one) == ("360200", None, "甲局")
