"""What rows of all layouts share: exact amounts, printed column numbers, placing amounts by their sum."""

from __future__ import annotations

import pytest

from jixiao.documents.disclosure.blocks import Row, Spot
from jixiao.documents.disclosure.public_rows import Columns, Reader, number, ordinals, whole
from jixiao.schemas.disclosure import PublicColumn
from tests.documents.disclosure.small_tables import BY_NAME, rows_of

SPOT = Spot(line=1)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,112.22", "1112.22"),
        ("1，112.22", "1112.22"),
        ("32,491,200.00", "32491200.00"),
        ("1 112.22", "1112.22"),
        ("０．５０", "0.50"),
        ("-3.00", "-3.00"),
        ("−3.00", "-3.00"),
        ("+3", "3"),
        ("0", "0"),
        ("123456789012345.1234567890", "123456789012345.1234567890"),
    ],
)
def test_amounts_are_exactly_as_printed(cell: str, value: str) -> None:
    assert str(number(cell)) == value


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "---",
        "—",
        "一",
        "12,34",
        "1,2345.00",
        "1.2.3",
        "1e5",
        "NaN",
        "5%",
        "5元",
        ".5",
        "5.",
        "9" * 16,
        "9" * 41,
    ],
)
def test_what_is_no_amount(cell: str) -> None:
    assert number(cell) is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("32", 32),
        ("１", 1),
        (" 7 ", 7),
        ("999", 999),
        ("1000", None),
        ("1.00", None),
        ("", None),
        ("三", None),
    ],
)
def test_line_numbers(cell: str, value: int | None) -> None:
    assert whole(cell) == value


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("栏次", "", "1", "2", "3"), {2: 1, 3: 2, 4: 3}),
        (("类", "款", "项", "１", "", "2"), {3: 1, 5: 2}),
        (("栏 次", "1"), {1: 1}),
        (("栏次", "", "", ""), None),
        (("栏次", "2", "3"), None),
        (("栏次", "1", "3"), None),
        (("合计", "1", "2"), None),
        (("栏次", "1,112.22"), None),
        ((), None),
    ],
)
def test_printed_column_numbers(cells: tuple[str, ...], found: dict[int, int] | None) -> None:
    assert ordinals(Row(cells, SPOT)) == found


def reader(kind: str) -> Reader:
    return Reader(BY_NAME[kind], (), "表.txt", None)


def columns(kind: str, head: str) -> list[tuple[int, str, str | None, int | None]]:
    found = reader(kind).columns(rows_of(head), BY_NAME[kind].columns)
    return [(place, one.key, one.label, one.number) for place, one in sorted(found.at.items())]


def test_columns_by_their_headings() -> None:
    assert columns("general", "科目|名称|合 计|基本支出|项目支出") == [
        (2, "total", "合 计", None),
        (3, "basic", "基本支出", None),
        (4, "project", "项目支出", None),
    ]


def test_columns_by_their_numbers_where_the_headings_stand_aside() -> None:
    assert columns("general", "科目|本年支出合计|基本支出|项目支出||\n类|款|项|1|2|3") == [
        (3, "total", "本年支出合计", 1),
        (4, "basic", "基本支出", 2),
        (5, "project", "项目支出", 3),
    ]


def test_columns_by_their_numbers_where_a_heading_is_lost() -> None:
    assert columns("general", "科目||本年支出合计||项目支出\n栏次||1|2|3") == [
        (2, "total", "本年支出合计", 1),
        (3, "basic", None, 2),
        (4, "project", "项目支出", 3),
    ]


def placed(kind: str, cells: str) -> tuple[dict[str, str], list[str]]:
    """The amounts of a row that has slipped to where no heading stands, and the codes of what was met."""
    one = reader(kind)
    keys = BY_NAME[kind].columns
    at = Columns({place: PublicColumn(key=key) for place, key in enumerate(keys, 1)})
    (row,) = rows_of("|" * (len(keys) + 1) + cells)
    amounts = one.amounts(row, at, 1)
    return {key: str(value) for key, value in amounts.items()}, [code for code, _ in one.layout.met]


def test_as_many_amounts_as_columns_stand_in_their_order() -> None:
    assert placed("general", "9|4|5") == ({"total": "9", "basic": "4", "project": "5"}, ["DIS001"])
    assert placed("general", "9|4|6") == ({"total": "9", "basic": "4", "project": "6"}, ["DIS001"])


def test_fewer_amounts_are_placed_by_the_one_way_their_sum_allows() -> None:
    assert placed("government-funds", "3|10|10|4|6") == (
        {"opening": "3", "income": "10", "total": "10", "basic": "4", "project": "6"},
        ["DIS001"],
    )


def test_where_sums_allow_several_ways_only_what_they_share_is_placed() -> None:
    assert placed("government-funds", "10|10|4|6|3") == (
        {"total": "10", "basic": "4", "project": "6", "closing": "3"},
        ["DIS002"],
    )
    assert placed("general", "9|9") == ({"total": "9"}, ["DIS002"])


def test_amounts_that_no_way_fits_are_not_placed() -> None:
    assert placed("general", "9|4") == ({}, ["DIS002"])
    assert placed("general", "9|4|5|1") == ({}, ["DIS002"])
    assert placed("three-public", "9|4") == ({}, ["DIS002"])


def test_every_amount_under_a_heading_is_taken_as_printed() -> None:
    one = reader("general")
    at = Columns({place: PublicColumn(key=key) for place, key in enumerate(("total", "basic", "project"), 1)})
    amounts = one.amounts(Row(("支出", "9", "", "4"), SPOT), at, 1)
    assert {key: str(value) for key, value in amounts.items()} == {"total": "9", "project": "4"}
    assert one.layout.met == []
