"""What becomes of tables and rows, counted by arrays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jixiao.scoring.columns.changes import OwnerSums, PairSums, Standing, changes, largest
from jixiao.scoring.columns.sheet import Rows, Sheet, Totals, flags, whole_numbers

ROW = "0 10 9 0 5000 0 -1 -1 -1"
NUMBERS = [f"-1 -1 -1 -1 {ROW} {ROW}"] * 4
SHEET = Sheet(NUMBERS, [0] * 4, [], [], [(1, 0, 0)] * 4)
OLD = Standing(
    Totals(whole_numbers([90, 80, -1, 70]), flags([True, True, False, True]), whole_numbers([0, 1, -1, 0])),
    Rows(whole_numbers([50, 40, 40, 40, 9, 9, 35, 35]), whole_numbers([0, 1] * 4)),
)
NEW = Standing(
    Totals(whole_numbers([95, 85, 60, 10]), flags([True, False, True, True]), whole_numbers([0, 0, 2, 0])),
    Rows(whole_numbers([52, 42, 44, -1, 8, 9, 5, 5]), whole_numbers([0, 2] * 4)),
)


def test_every_count() -> None:
    live = flags([True, True, True, False])
    found = changes(SHEET, OLD, NEW, live, whole_numbers([5, 5, 3, 5]))
    assert found.owners == [
        OwnerSums(3, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0),
        OwnerSums(5, 2, 2, 170, 180, 2, 0, 1, 1, 90, 95),
    ]
    assert found.pairs == [PairSums(0, 0, 3, 6, 1, 0, 0), PairSums(1, 2, 2, 2, 0, 1, 0)]
    causes = found.causes
    assert (causes.clauses, causes.judgement, causes.other, causes.uncompared) == (8, 1, 1, -1)
    assert (causes.opened, causes.settled) == (1, 1)
    assert found.moves == {(0, 0): 1, (1, 0): 1, (-1, 2): 1}
    assert found.states == ((2, 0, 1), (2, 1, 0))
    assert [values.tolist() for values in found.changed] == [[0, 1], [5, 5]]


def test_nothing_is_nothing() -> None:
    found = changes(SHEET, OLD, NEW, flags([False] * 4), whole_numbers([0] * 4))
    assert (found.owners, found.pairs, found.moves) == ([], [], {})
    assert largest(found.changed, 3, 0) == []


@given(values=st.lists(st.integers(-9, 9), max_size=12), most=st.integers(0, 6), least=st.integers(0, 5))
def test_the_largest_are_all_there(values: list[int], most: int, least: int) -> None:
    found = largest((whole_numbers(range(len(values))), whole_numbers(values)), most, least)
    ordered = sorted((abs(value) for value in values), reverse=True)[:most]
    wanted = max(least, ordered[-1]) if ordered else None
    assert found == [
        (at, value) for at, value in enumerate(values) if wanted is not None and abs(value) >= wanted
    ]
