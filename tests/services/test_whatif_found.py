"""Counting what becomes of tables."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jixiao.scoring.ruleset import load_ruleset
from jixiao.scoring.whatif import TableScore
from jixiao.services.whatif_found import ByClause, Case, CauseSums, Found, Owner, Side, Standing, Sums

OWNER = Owner("道路养护", None, "市 交通局", None, 2024)


def score(total: int | None, *rows: int | None, provisional: int | None = None) -> TableScore:
    return TableScore(total, 0, 0, provisional, None, [*range(len(rows))], list(rows), ["甲"] * len(rows))


def test_a_table_is_counted_everywhere() -> None:
    found, side = Found(3), Side(load_ruleset("mof-2021"))
    case = Case(7, OWNER, True, {}, None)
    found.add(case, score(9500, 5000, 4500), score(None, 4000, None, provisional=8500), (side, side))
    assert (found.whole.count, found.whole.before, found.whole.after, found.whole.decided) == (
        1,
        9500,
        8500,
        0,
    )
    assert found.departments["市交通局"].name == "市 交通局"
    assert found.department("市交通局") is found.departments["市交通局"]
    assert found.sides == ({"decided": 1}, {"provisional": 1})
    assert found.pair(("甲", "甲")) == ByClause(rows=2, gained=0, lost=1000, opened=1, settled=0)
    assert found.causes == CauseSums(clauses=-1000, judgement=0, opened=1)
    assert found.most() == [7]


def test_what_stands_where() -> None:
    side = Side(load_ruleset("mof-2021"))
    assert side.standing(score(None, provisional=9500)) == Standing(9500, False, "优")
    assert Side(None).standing(score(None, provisional=9500)).grade is None
    assert [Standing(*one, None).state for one in ((None, False), (1, False), (1, True))] == [
        "unscored",
        "provisional",
        "decided",
    ]


def test_counts_of_many_are_added() -> None:
    sums, clause, causes = Sums(), ByClause(), CauseSums()
    for _ in range(2):
        sums.merge((1, 1, 90, 80, 0, 1, 1, 1, 90, 80))
        clause.merge(1, 2, 3, 4, 5)
        causes.merge(1, 2, 3, 4, 5, 6)
    assert sums == Sums(None, 2, 2, 180, 160, 0, 2, 2, 2, 180, 160)
    assert clause == ByClause(2, 4, 6, 8, 10)
    assert causes == CauseSums(2, 4, 6, 8, 10, 12)


@given(changes=st.lists(st.integers(-30, 30), max_size=40), top=st.integers(0, 4))
def test_the_most_affected_are_kept_in_whatever_order_they_come(changes: list[int], top: int) -> None:
    found = Found(top)
    for at, change in enumerate(changes):
        found.keep(at, OWNER, change)
    wanted = sorted(range(len(changes)), key=lambda at: (-abs(changes[at]), at))[:top]
    assert found.most() == wanted
