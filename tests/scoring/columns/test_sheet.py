"""Packed tables of a page as arrays."""

from __future__ import annotations

from jixiao.scoring.columns.sheet import Sheet, flags, whole_numbers

TABLES = (
    "9300 9300 9300 -1 5 100 80 -1 1000 -1 -1 800 0 0 10 9 1 5000 0 4500 4500 1",
    "-1 -1 -1 -1",
    "-1 0 4000 9000 6 0 0 0 0 3 -1 -1 -1",
)


def sheet() -> Sheet:
    return Sheet(TABLES, contexts=[7, 8], clauses=[4, 5], texts=[9], spans=[(2, 2, 0), (0, 0, 0), (0, 0, 1)])


def test_tables_keep_their_rows() -> None:
    made = sheet()
    assert (made.size, made.count.tolist(), made.table.tolist()) == (3, [2, 0, 1], [0, 0, 2])
    assert made.sums(whole_numbers([1, 2, 4])).tolist() == [3, 0, 4]
    assert made.some(flags([False, True, False])).tolist() == [True, False, False]


def test_what_the_numbers_point_at() -> None:
    made = sheet()
    assert made.context[made.quantities].tolist() == [8]
    assert made.clause.tolist() == [4, 5, -1]
    assert made.text.tolist() == [-1, -1, 9]
    assert (made.rates.tolist(), made.alone.tolist(), made.ratios.tolist()) == ([0], [2], [0, 1])


def test_the_result_that_was_kept() -> None:
    rows, total, provisional = sheet().kept()
    assert rows.score.tolist() == [800, 4500, -1]
    assert (total.tolist(), provisional.tolist()) == ([9300, -1, -1], [-1, -1, 9000])


def test_numbers_of_64_bits_are_exact() -> None:
    large = (1 << 62) - 1
    made = Sheet([f"-1 -1 -1 -1 0 {large} {-large} 0 5000 0 -1 -1 -1"], [0], [], [], [(1, 0, 0)])
    assert made.field[1:3, 0].tolist() == [large, -large]
