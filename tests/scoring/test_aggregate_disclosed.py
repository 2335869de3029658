"""Findings of a disclosure, which are of no one project."""

from __future__ import annotations

from jixiao.scoring.aggregate import GroupTally, Record, tally
from jixiao.scoring.aggregate_disclosed import (
    Disclosed,
    Spending,
    count_findings,
    last_ones,
    spending,
    standing,
)


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


def test_only_projects_of_who_disclosed_cover_the_spending() -> None:
    records = [
        Record("道路养护", department="甲局", unit="一中心", year=2024, executed=30),
        Record("系统运维", department="甲 局", year=2024, executed=10),
        Record("大厅运转", department="甲局", year=2024),
        Record("道路养护", department="甲局", year=2023, executed=500),
        Record("道路养护", department="乙局", year=2024, executed=7000),
    ]
    said = (Disclosed(None, "甲局", 2024, 100), Disclosed(None, "丙局", 2024, 60))
    assert spending(said, records, ()) == {(): Spending(160, 40)}
    assert spending(said, records, ("department",)) == {
        ("甲局",): Spending(100, 40),
        ("丙局",): Spending(60, None),
    }
    assert spending(said, records, ("year",)) == {(2024,): Spending(160, 40)}
    assert spending(said, records, ("unit",)) == {}
    assert spending((*said, Disclosed(None, "丁局", 2024)), records, ()) == {(): Spending(None, 40)}


def test_a_region_that_one_side_leaves_unsaid_does_not_tell_apart() -> None:
    record = Record("道路养护", region="360200", department="甲局", year=2024, executed=30)
    plain = record._replace(region=None, executed=4)
    unsaid, here = Disclosed(None, "甲局", 2024, 100), Disclosed("360200", "甲局", 2024, 100)
    there = Disclosed("360300", "甲局", 2024, 7)
    assert spending([unsaid], [record, plain], ()) == {(): Spending(100, 34)}
    assert spending([here], [record, plain], ()) == {(): Spending(100, 34)}
    assert spending([there], [record], ()) == {(): Spending(7, None)}
    assert spending([here, there], [record, plain], ("region",)) == {
        ("360200",): Spending(100, 30),
        ("360300",): Spending(7, None),
    }


def test_a_corrected_disclosure_takes_the_place_of_the_first_but_a_part_of_one_does_not() -> None:
    whole = Disclosed("甲县", "财政局", 2024, 100, errors=5, listed=3)
    scores = Disclosed("甲县", "财政 局", 2024, None, errors=1, warnings=2, listed=3)
    tables = Disclosed("甲县", "财政局", 2024, 90, notices=1)
    assert standing([whole, scores]) == (whole, scores)
    assert standing([scores, whole]) == (whole,)
    assert standing([scores, tables]) == (scores, tables)
    assert standing([whole, scores, whole._replace(errors=0)]) == (whole._replace(errors=0),)
    (one,) = last_ones([whole, scores])
    assert (one.spending, one.listed, one.errors, one.warnings) == (100, 3, 6, 2)
    (one,) = last_ones([whole, tables, scores])
    assert (one.spending, one.errors, one.notices) == (90, 6, 1)
    other = whole._replace(year=2023)
    assert last_ones([whole, other]) == (whole, other)
