"""Two years side by side: which project is which, and what became of it."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given

from jixiao.scoring.aggregate import Record
from jixiao.scoring.aggregate_years import lasting_key, year_pairs
from tests.strategies.records import GRADES, many


def _record(
    project: str, year: int | None, score: int | None = 9000, grade: str | None = "优", **more: str
) -> Record:
    return Record(project, unit="甲局", year=year, claimed=score, claimed_grade=grade, **more)  # type: ignore[arg-type]  # names and rounds


def test_a_project_is_the_same_without_the_year_in_its_name() -> None:
    assert lasting_key(_record("2023年道路养护项目", 2023)) == lasting_key(_record("2024年度道路养护", 2024))
    assert lasting_key(_record("道路养护一期", 2023)) != lasting_key(_record("道路养护二期", 2024))


def test_grades_move_and_scores_change() -> None:
    some = [
        _record("甲", 2023, 9500, "优"),
        _record("甲", 2024, 8500, "良"),
        _record("乙", 2023, 7000, "中"),
        _record("乙", 2024, 9000, "优"),
        _record("丙", 2023, 9000, "优"),
        _record("丙", 2024, 9000, "优"),
        _record("丁", 2023, 9000, "优"),
        _record("戊", 2024, None, None),
        _record("无年", None),
    ]
    (pair,) = year_pairs(some, "claimed", GRADES, 20)
    assert (pair.before, pair.after, pair.matched) == (2023, 2024, 3)
    assert pair.moves == {"优": {"优": 1, "良": 1}, "中": {"优": 1}}
    assert (pair.up, pair.down, pair.same) == (1, 1, 1)
    assert [(one.project, one.change) for one in pair.changes] == [
        ("乙", Decimal("20.00")),
        ("甲", Decimal("-10.00")),
    ]
    assert ([one.project for one in pair.new], [one.project for one in pair.vanished]) == (["戊"], ["丁"])
    assert (pair.new_count, pair.vanished_count) == (1, 1)
    (department,) = pair.departments
    assert (department.before_count, department.after_count) == (4, 4)
    assert (department.before_mean, department.after_mean, department.change) == (
        Decimal("86.25"),
        Decimal("88.33"),
        Decimal("2.08"),
    )


def test_a_project_that_was_not_reviewed_has_not_moved() -> None:
    some = [
        Record("甲", year=2023, reviewed=7000, reviewed_grade="中"),
        Record("甲", year=2024, claimed=9000, claimed_grade="优"),
        Record("乙", year=2023, reviewed=8000, reviewed_grade="良"),
        Record("乙", year=2024, reviewed=9000, reviewed_grade="优"),
        Record("丙", year=2023, reviewed=8000, reviewed_grade="良"),
        Record("丙", year=2024, reviewed=12000),
    ]
    (pair,) = year_pairs(some, "reviewed", GRADES, 20)
    assert (pair.matched, pair.up, pair.down, pair.same) == (3, 1, 0, 0)
    assert pair.moves == {"良": {"优": 1, "": 1}}


def test_several_projects_of_one_name_are_not_paired() -> None:
    some = [_record("甲", 2023), _record("甲 ", 2023), _record("甲", 2024)]
    (pair,) = year_pairs(some, "claimed", GRADES, 20)
    assert (pair.matched, pair.new_count, pair.vanished_count) == (0, 1, 2)


def test_rounds_of_a_year_are_told_apart() -> None:
    some = [
        _record("甲", 2023, round="2023年年终"),
        _record("甲", 2024, round="2024年年终"),
        _record("甲", 2024, round="2024年中期"),
    ]
    (pair,) = year_pairs(some, "claimed", GRADES, 20)
    assert (pair.matched, pair.new_count) == (1, 1)


def test_years_that_follow_each_other_among_those_there_are() -> None:
    some = [_record("甲", year) for year in (2020, 2024, 2022)]
    assert [(pair.before, pair.after) for pair in year_pairs(some, "claimed", GRADES, 1)] == [
        (2020, 2022),
        (2022, 2024),
    ]
    assert year_pairs(some[:1], "claimed", GRADES, 1) == ()


@given(many)
def test_every_project_is_matched_new_or_vanished(some: list[Record]) -> None:
    count = {year: sum(record.year == year for record in some) for year in (2023, 2024)}
    for pair in year_pairs(some, "claimed", GRADES, 50):
        assert pair.matched + pair.vanished_count == count[pair.before]
        assert pair.matched + pair.new_count == count[pair.after]
        assert sum(sum(row.values()) for row in pair.moves.values()) == pair.matched
        assert sum(one.new for one in pair.departments) == pair.new_count
