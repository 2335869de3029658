"""Rankings, outliers and near misses, each with its reasons."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jixiao.scoring.aggregate import Points, Record
from jixiao.scoring.aggregate_figures import score_of
from jixiao.scoring.aggregate_lists import by_name, lifted, line, nearest, outliers, places, ranking, told

BOUNDS = (("优", 9000), ("良", 8000), ("中", 6000), ("差", 0))


def bounds(_record: Record) -> tuple[tuple[str, int], ...]:
    """The grades of any project."""
    return BOUNDS


def _some(*scores: int | None) -> list[Record]:
    return [Record(f"项目{at}", year=2024, claimed=score) for at, score in enumerate(scores)]


def test_equal_scores_share_a_rank() -> None:
    some = _some(9000, 9500, 9000, 8000, None)
    ranks = places(some, "claimed")
    assert [ranks.of(record.claimed) for record in some] == [2, 1, 2, 4, None]
    told = ranking(some, "claimed", ranks, 2)
    assert told.scored == 4
    assert [one.project for one in told.best] == ["项目1", "项目0"]
    assert [one.project for one in told.worst] == ["项目3", "项目2"]


def test_few_projects_are_not_named_twice() -> None:
    some = _some(9000, 9500)
    told = ranking(some, "claimed", places(some, "claimed"), 20)
    assert (len(told.best), told.worst) == (2, ())


def test_a_line_tells_the_deviation_of_the_review() -> None:
    record = Record("甲", claimed=8000, reviewed=7000, budget=10**6, executed=5 * 10**5)
    told = line(record, "reviewed", places([record], "reviewed"))
    assert (told.score, told.deviation, told.execution_rate) == (
        Decimal("70.00"),
        Decimal("12.50"),
        Decimal("50.00"),
    )
    assert (
        line(
            Record("乙", claimed=0, reviewed=0), "claimed", places([Record("乙", claimed=0)], "claimed")
        ).deviation
        is None
    )


def _codes(some: list[Record]) -> dict[str, list[str]]:
    found = outliers(some, "claimed", places(some, "claimed"), bounds, 20)
    return {one.project.project: [reason.code for reason in one.reasons] for one in found}


def test_a_score_far_from_those_of_its_year_is_named() -> None:
    assert _codes(_some(*range(9000, 9008), 5000)) == {"项目8": ["far-from-others"]}
    assert _codes(_some(*range(9000, 9008), 8500)) == {}
    assert _codes(_some(9000, 9001, 5000)) == {}


def test_a_best_grade_beside_a_low_execution_is_named() -> None:
    odd = Record("甲", claimed=9500, claimed_grade="优", budget=100, executed=79)
    fine = Record("乙", claimed=9500, claimed_grade="优", budget=100, executed=80)
    low = Record("丙", claimed=8500, claimed_grade="良", budget=100, executed=10)
    assert _codes([odd, fine, low]) == {"甲": ["low-execution"]}


def test_a_claim_that_no_rule_allows_is_named() -> None:
    some = [
        Record("高", claimed=9500, low=8000, high=9400),
        Record("低", claimed=7900, low=8000, high=9400),
        Record("中", claimed=8000, low=8000, high=9400),
        Record("外", claimed=10100),
    ]
    assert _codes(some) == {"高": ["above-possible"], "低": ["below-possible"], "外": ["out-of-range"]}


def test_near_misses_come_by_what_is_missing() -> None:
    some = _some(8990, 8999, 8799, 7900, 9500, None)
    found = nearest(some, "claimed", bounds, within=200, top=20)
    assert [(near.record.project, near.grade, near.missing) for near in found] == [
        ("项目1", "优", 1),
        ("项目0", "优", 10),
        ("项目3", "良", 100),
    ]
    assert len(nearest(some, "claimed", bounds, within=200, top=1)) == 1


def _row(name: str, weight: int | None, claimed: int | None) -> Points:
    return Points("产出指标", "数量指标", name, weight, claimed, claimed, None, None)


def test_the_fewest_rows_that_reach_the_bound_would_lift() -> None:
    record = Record("甲", claimed=8900)
    near = nearest([record], "claimed", bounds, within=200, top=1)[0]
    rows = (_row("少", 1000, 960), _row("满", 1000, 1000), _row("多", 1000, 930), _row("无", None, 5))
    told = lifted(near, rows, "claimed", places([record], "claimed"))
    assert (told.grade, told.bound, told.missing, told.reached) == (
        "优",
        Decimal("90.00"),
        Decimal("1.00"),
        True,
    )
    assert [(one.name, one.gain, one.alone) for one in told.lifts] == [
        ("多", Decimal("0.70"), False),
        ("少", Decimal("0.40"), False),
    ]


def test_one_row_that_does_alone_is_enough() -> None:
    record = Record("甲", claimed=8900)
    near = nearest([record], "claimed", bounds, within=200, top=1)[0]
    told = lifted(
        near, (_row("少", 1000, 960), _row("多", 1000, 800)), "claimed", places([record], "claimed")
    )
    assert [(one.name, one.alone) for one in told.lifts] == [("多", True)]


def test_what_cannot_be_lifted_says_why() -> None:
    for record, rows, code in (
        (Record("甲", claimed=8900, listed=True), (), "listed-only"),
        (Record("甲", claimed=8900), (_row("少", 1000, 960),), "rows-do-not-reach"),
    ):
        near = nearest([record], "claimed", bounds, within=200, top=1)[0]
        told = lifted(near, rows, "claimed", places([record], "claimed"))
        assert (told.reached, [reason.code for reason in told.reasons]) == (False, [code])


def test_a_score_in_a_sentence_is_the_one_of_the_figures() -> None:
    scores: tuple[int | Fraction, ...] = (Fraction(14525, 2), 7250, Fraction(1, 3), -100, 10000)
    assert [told(score) for score in scores] == ["72.625", "72.50", "0.0033", "-1.00", "100.00"]
    assert told(scores[0]) == f"{score_of(scores[0]):f}"


few = st.lists(
    st.builds(
        Record,
        st.sampled_from("甲乙丙丁"),
        year=st.sampled_from((2023, 2024)),
        claimed=st.one_of(st.none(), st.integers(7995, 8005), st.just(Fraction(24001, 3)), st.just(10100)),
        low=st.just(7998),
        high=st.just(8002),
        version_id=st.integers(1, 9),
    ),
    max_size=12,
)


@given(few, st.integers(0, 5))
def test_the_few_that_are_named_are_those_of_the_whole_list_in_order(some: list[Record], top: int) -> None:
    ranks = places(some, "claimed")
    scored = [record for record in some if record.claimed is not None]
    best = sorted(scored, key=lambda one: (-(one.claimed or 0), by_name(one)))
    rest = best[max(top, len(best) - top) :]
    worst = sorted(rest, key=lambda one: (one.claimed or 0, by_name(one)))
    said = ranking(some, "claimed", ranks, top)
    assert said.scored == len(scored)
    assert said.best == tuple(line(one, "claimed", ranks) for one in best[:top])
    assert said.worst == tuple(line(one, "claimed", ranks) for one in worst)
    everyone = outliers(some, "claimed", ranks, bounds, len(some))
    assert outliers(some, "claimed", ranks, bounds, top) == everyone[:top]
    order = [(-len(one.reasons), one.project.score) for one in everyone]
    assert order == sorted(order)
    below = nearest(some, "claimed", bounds, within=10, top=len(some))
    assert nearest(some, "claimed", bounds, within=10, top=top) == below[:top]
    assert [(near.missing, by_name(near.record)) for near in below] == sorted(
        (8000 - (one.claimed or 0), by_name(one)) for one in scored if 7990 <= (one.claimed or 0) < 8000
    )
