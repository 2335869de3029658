"""Parts of a summary: their order does not matter, and what is merged is the whole."""

from __future__ import annotations

from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.indicators.numbers import round_exact
from jixiao.scoring.aggregate import (
    BASES,
    EXECUTION,
    Dimension,
    FundPart,
    Points,
    Record,
    Tally,
    merged,
    tally,
)
from tests.strategies.records import cents, many

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

dimensions = st.lists(st.sampled_from(get_args(Dimension)), unique=True, max_size=3).map(tuple)


@given(many, dimensions, st.sampled_from(BASES), st.randoms(use_true_random=False))
def test_the_order_of_projects_does_not_matter(
    some: list[Record], by: tuple[Dimension, ...], basis: str, chance: random.Random
) -> None:
    shuffled = list(some)
    chance.shuffle(shuffled)
    assert tally(shuffled, by, basis) == tally(some, by, basis)  # type: ignore[arg-type]  # one of BASES


@given(many, dimensions, st.sampled_from(BASES), st.integers(1, 5))
def test_parts_merged_are_the_whole(
    some: list[Record], by: tuple[Dimension, ...], basis: str, parts: int
) -> None:
    cut = (some[start::parts] for start in range(parts))
    whole = tally(some, by, basis)  # type: ignore[arg-type]  # one of BASES
    assert merged(tally(part, by, basis) for part in cut) == whole  # type: ignore[arg-type]  # one of BASES


@given(st.lists(cents, min_size=1, max_size=40), st.data())
def test_figures_are_those_of_the_list_itself(scores: list[Fraction], data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(0, 10**15), min_size=len(scores), max_size=len(scores)))
    counted = Tally()
    for score, weight in zip(scores, weights, strict=True):
        counted.add(score, None, 1, weight, 1)
    exact = [Fraction(score) for score in scores]
    assert counted.count == len(scores)
    assert counted.mean() == sum(exact) / len(exact)
    assert counted.median() == median(exact)
    total = sum(weights)
    expected = None if not total else sum(map(lambda one, two: one * two, exact, weights)) / Fraction(total)
    assert counted.weighted_mean() == expected


def _numpy(scores: Sequence[int], weights: Sequence[int]) -> tuple[object, ...]:
    """Mean, weighted mean and median by numpy: counts per cent, and whole numbers of any size."""
    counts = np.bincount(np.asarray(scores, dtype=np.int64), minlength=10_001)
    total = int(counts @ np.arange(counts.size, dtype=np.int64))
    ordered = np.repeat(np.arange(counts.size), counts)
    middle = Fraction(int(ordered[(len(scores) - 1) // 2]) + int(ordered[len(scores) // 2]), 2)
    products = np.asarray(scores, dtype=object) @ np.asarray(weights, dtype=object)
    weight = int(np.asarray(weights, dtype=object).sum())
    return (
        round_exact(Fraction(total, len(scores) * 100), 2),
        None if not weight else round_exact(Fraction(int(products), weight * 100), 2),
        middle,
    )


@given(
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10**15)), min_size=1, max_size=60),
)
def test_numpy_agrees_to_the_cent(some: list[tuple[int, int]]) -> None:
    counted = Tally()
    for score, weight in some:
        counted.add(score, None, 1, weight, 1)
    mean, weighted = counted.mean(), counted.weighted_mean()
    assert mean is not None
    own = (
        round_exact(mean / 100, 2),
        None if weighted is None else round_exact(weighted / 100, 2),
        counted.median(),
    )
    assert own == _numpy([score for score, _ in some], [weight for _, weight in some])


def test_what_has_no_score_enters_nothing() -> None:
    groups = tally([Record("甲", claimed=8000, budget=100), Record("乙", budget=10**9)], ("year",), "claimed")
    counted = groups[None,].claimed
    assert (counted.count, counted.unscored, counted.weighed) == (1, 1, 1)
    assert counted.mean() == counted.weighted_mean() == 8000


def test_weights_of_nothing_give_no_weighted_mean() -> None:
    some = [Record("甲", claimed=8000, budget=0), Record("乙", claimed=9000)]
    counted = tally(some, (), "claimed")[()].claimed
    assert (counted.weight, counted.weighed, counted.weighted_mean()) == (0, 1, None)


def test_a_negative_budget_is_no_weight() -> None:
    some = [Record("甲", claimed=8000, budget=-100), Record("乙", claimed=9000, budget=100)]
    assert tally(some, (), "claimed")[()].claimed.weighted_mean() == 9000


def test_names_in_other_spelling_are_one_group_under_the_least_name() -> None:
    some = [Record("甲", department="乙 局"), Record("乙", department="乙局")]
    groups = tally(some, ("department",), "claimed")
    assert [group.names for group in groups.values()] == [("乙 局",)]
    assert [group.count for group in groups.values()] == [2]


def _rows(*claimed: int | None) -> tuple[Points, ...]:
    return tuple(
        Points("产出指标" if at else EXECUTION, None, None, 1000, score, score, None, "met")
        for at, score in enumerate(claimed)
    )


def test_a_level_counts_the_points_of_its_rows() -> None:
    some = [
        Record("甲", claimed=9000, claimed_grade="优", budget=5, rows=_rows(800, 900, 1000)),
        Record("乙", claimed=9000, rows=_rows(1000, None, 1000)),
        Record("丙", claimed=9000),
    ]
    groups = tally(some, ("level1",), "claimed")
    assert set(groups) == {("execution",), ("产出指标",), (None,)}
    nothing = groups[None,]  # a project without rows is not lost
    assert (nothing.count, nothing.claimed.count, nothing.claimed.unscored) == (1, 0, 1)
    output = groups["产出指标",]
    assert (output.count, dict(output.claimed.scores), output.claimed.unscored) == (2, {1900: 1}, 1)
    assert output.claimed.grades == {None: 1}
    assert output.losses.unscored == 1
    assert sum(part.lost for part in output.losses.parts.values()) == 100


def test_a_kind_of_money_counts_its_amounts_but_weighs_by_the_whole_budget() -> None:
    funds = (FundPart("bond", None, 300, 200), FundPart("own", None, 0, 0))
    record = Record("甲", claimed=9000, budget=1000, executed=900, funds=funds)
    groups = tally([record], ("fund",), "claimed")
    assert set(groups) == {("bond",)}
    group = groups["bond",]
    assert (group.money.budget, group.money.executed, group.claimed.weight) == (300, 200, 1000)


def test_a_row_above_its_weight_has_lost_nothing() -> None:
    row = Points("产出指标", None, None, 500, 600, None, None, None)
    losses = tally([Record("甲", rows=(row,))], (), "claimed")[()].losses
    assert [(part.lost, part.score) for part in losses.parts.values()] == [(0, 600)]


@pytest.mark.parametrize("share", [Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(1)])
def test_a_quantile_lies_between_its_neighbours(share: Fraction) -> None:
    counted = Tally()
    for score in (10, 20, 20, 40):
        counted.add(score, None)
    expected = {Fraction(0): 10, Fraction(1, 4): Fraction(35, 2), Fraction(1, 2): 20, Fraction(1): 40}
    assert counted.quantile(share) == expected[share]
    assert Tally().quantile(share) is None


def test_a_project_that_tells_no_kinds_of_money_apart_is_under_none() -> None:
    some = [
        Record("甲", claimed=9000, budget=5, funds=(FundPart("own", None, 5, 4),)),
        Record("乙", claimed=8000, budget=7, executed=6, funds=(FundPart("own", 0, None, 0),)),
        Record("丙", claimed=7000),
    ]
    groups = tally(some, ("fund",), "claimed")
    assert {key: one.count for key, one in groups.items()} == {("own",): 1, (None,): 2}
    assert (groups[None,].money.budget, groups[None,].money.executed) == (7, 6)
    assert groups[None,].claimed.sum == 15000
