"""Findings of a disclosure, which are of no one project."""

from __future__ import annotations

from jixiao.scoring.aggregate import GroupTally, Record, tally
from jixiao.scoring.aggregate_disclosed import Disclosed, count_findings, last_ones


def test_the_last_disclosure_of_an_organisation_and_year_counts() -> None:
    old, other = Disclosed(None, "甲局", 2024, 1, 9), Disclosed(None, "甲局", 2023, 2)
    new = Disclosed("", "甲 局", 2024, 3, 1)
    assert set(last_ones((old, other, new))) == {other, new}


def test_findings_are_counted_in_the_group_of_who_disclosed() -> None:
    record = Record("道路养护", department="甲局", unit="一中心", year=2024, errors=1, warnings=2)
    some = (
        Disclosed(None, "甲 局", 2024, None, 5, 3, 1),
        Disclosed(None, "乙局", 2024, None, 0, 0, 2),
        Disclosed(None, "丙局", 2024),
    )
    groups, whole = tally([record], ("department",), "claimed"), GroupTally()
    count_findings(some, ("department",), groups, whole)
    told = {key: (one.count, one.errors, one.warnings, one.notices) for key, one in groups.items()}
    assert told == {("甲局",): (1, 6, 5, 1), ("乙局",): (0, 0, 0, 2)}
    assert groups["甲局",].with_errors == 1
    assert (whole.errors, whole.warnings, whole.notices) == (5, 3, 3)
    by_unit = tally([record], ("unit", "year"), "claimed")
    count_findings(some, ("unit", "year"), by_unit, GroupTally())
    assert {key: one.errors for key, one in by_unit.items()} == {
        ("一中心", 2024): 1,
        ("甲局", 2024): 5,
        ("乙局", 2024): 0,
    }
    by_fund, whole = tally([record], ("fund",), "claimed"), GroupTally()
    before = {key: one.errors for key, one in by_fund.items()}
    count_findings(some, ("fund",), by_fund, whole)
    assert ({key: one.errors for key, one in by_fund.items()}, whole.errors) == (before, 5)
