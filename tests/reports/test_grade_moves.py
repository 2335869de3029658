"""The columns of a matrix of grades."""

from __future__ import annotations

from jixiao.reports.grade_moves import columns_of

GRADES = ("优", "良", "中", "差")


def test_columns_are_in_the_order_of_the_grades_whatever_the_first_row_has() -> None:
    moves = {"优": {"良": 4, "中": 2, "": 1}, "良": {"优": 4, "良": 6}, "": {"差": 1}}
    assert columns_of(moves, GRADES) == ("优", "良", "中", "差", "")


def test_only_what_there_is() -> None:
    assert columns_of({"优": {"优": 1}}, GRADES) == ("优",)
    assert columns_of({}, GRADES) == ()


def test_grades_nobody_knows_stand_before_none_at_all() -> None:
    assert columns_of({"优": {"": 1, "合格": 2, "优": 3}}, GRADES) == ("优", "合格", "")
