"""Figures of a group: rounded once, nothing where nothing is known, and why."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from jixiao.scoring.aggregate import EXECUTION, GroupTally, Points, Record, Tally, tally
from jixiao.scoring.aggregate_figures import (
    Filed,
    cause_name,
    decimal,
    figures,
    in_order,
    money_of,
    percent,
    ranks,
    score_of,
    spread,
)
from jixiao.texts.zh import readings, scoring, summary

GRADES = ("优", "良", "中", "差")


def _codes(reasons: object) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in reasons]  # type: ignore[attr-defined]  # a tuple of reasons


def test_a_mean_is_rounded_once_half_up_and_a_median_is_exact() -> None:
    counted = Tally()
    for score in (9033, 9034):
        counted.add(score, "优")
    told = spread(counted, GRADES)
    assert (str(told.mean), str(told.median), str(told.sum)) == ("90.34", "90.335", "180.67")
    assert (str(told.min), str(told.max)) == ("90.33", "90.34")
    assert told.grades == {"优": 2, "良": 0, "中": 0, "差": 0}
    assert told.shares["优"] == Decimal("100.00")


def test_scores_finer_than_a_cent_stay_exact() -> None:
    counted = Tally()
    counted.add(Fraction(17625, 2), None)
    told = spread(counted, GRADES)
    assert (str(told.min), str(told.mean), told.ungraded) == ("88.125", "88.13", 1)
    assert _codes(told.reasons)[-1] == ("grades", "ungraded")


def test_nothing_scored_is_null_with_the_reason() -> None:
    counted = Tally()
    counted.add(None, None, 3)
    told = spread(counted, GRADES)
    assert (told.mean, told.weighted_mean, told.median, told.sum, told.unscored) == (
        None,
        None,
        None,
        None,
        3,
    )
    assert _codes(told.reasons) == [("mean", "no-scores"), ("weighted_mean", "no-scores")]
    assert told.shares == {}


def test_no_weights_no_weighted_mean_and_why() -> None:
    by_case: dict[str, list[tuple[int | None, int]]] = {
        "no-budgets": [(None, 1)],
        "zero-weight": [(0, 1)],
        "some-without-budget": [(5, 1), (None, 1)],
    }
    for code, budgets in by_case.items():
        some = [Record("甲", claimed=8000, budget=budget) for budget, _ in budgets]
        told = spread(tally(some, (), "claimed")[()].claimed, GRADES)
        assert ("weighted_mean", code) in _codes(told.reasons)
        assert (told.weighted_mean is None) == (code != "some-without-budget")


def test_the_outer_figures_are_those_of_the_basis() -> None:
    record = Record("甲", department="甲局", claimed=9000, computed=8000, budget=10**8, executed=5 * 10**7)
    groups = tally([record, Record("乙", department="甲局")], ("department",), "computed")
    told = figures(groups["甲局",], ("department",), "computed", GRADES, rank=1)
    assert told.key == {"department": "甲局"}
    assert (told.count, told.unscored, str(told.mean)) == (2, 1, "80.00")
    assert str(told.claimed.mean) == "90.00"
    assert (str(told.budget), str(told.executed), str(told.execution_rate)) == ("100.00", "50.00", "50.00")
    assert told.spread("computed").mean == told.mean
    assert ("execution_rate", "some-without-amounts") in _codes(told.reasons)


def test_an_execution_rate_of_nothing_says_why() -> None:
    for code, record in (
        ("no-amounts", Record("甲", budget=5)),
        ("zero-budget", Record("甲", budget=0, executed=0)),
    ):
        told = figures(tally([record], (), "claimed")[()], (), "claimed", GRADES)
        assert told.execution_rate is None
        assert ("execution_rate", code) in _codes(told.reasons)


def test_losses_are_told_by_level_and_cause_most_first() -> None:
    rows = (
        Points(EXECUTION, None, None, 1000, 700, 700, None, "execution"),
        Points("产出指标", "数量指标", "甲", 2000, 1500, 1500, None, "short-under"),
        Points("产出指标", "质量指标", "乙", 1000, 1000, 1000, None, "met"),
        Points("产出指标", "质量指标", "丙", None, 1000, 1000, None, "met"),
    )
    told = figures(tally([Record("甲", rows=rows)], (), "claimed")[()], (), "claimed", GRADES).losses
    assert (str(told.lost), told.rows, told.unscored) == ("8.00", 3, 1)
    assert [(one.name, str(one.lost)) for one in told.by_level1] == [
        ("产出指标", "5.00"),
        ("预算执行率", "3.00"),
    ]
    assert [(one.parent, one.name) for one in told.by_level2] == [
        ("产出指标", "数量指标"),
        (None, "预算执行率"),
        ("产出指标", "质量指标"),
    ]
    assert [(one.code, str(one.share)) for one in told.by_cause] == [
        ("short-under", "62.50"),
        ("execution", "37.50"),
    ]
    assert told.by_level2[0].rate == Decimal("75.00")


def test_coverage_is_of_what_is_expected() -> None:
    group = tally([Record("甲", unit="一中心", executed=10**6)], (), "claimed")[()]
    said = figures(group, (), "claimed", GRADES, filed=Filed(4, ("二中心",), 4 * 10**6, 10**6)).coverage
    assert (said.expected, said.filed, str(said.filed_share)) == (4, 3, "75.00")
    assert (str(said.project_spending), str(said.spending_share)) == ("4.00", "25.00")
    unknown = figures(group, (), "claimed", GRADES, filed=Filed()).coverage
    assert _codes(unknown.reasons) == [("expected", "none-expected"), ("project_spending", "no-disclosure")]


def test_level1_groups_have_no_grades() -> None:
    rows = (Points("产出指标", None, None, 1000, 700, 700, None, None),)
    groups = tally([Record("甲", claimed=9000, claimed_grade="优", rows=rows)], ("level1",), "claimed")
    told = figures(groups["产出指标",], ("level1",), "claimed", GRADES)
    assert (str(told.mean), told.grades, told.ungraded) == ("7.00", {}, 0)


def test_ranks_are_by_the_exact_mean_and_equal_ones_alike() -> None:
    some = [
        Record("甲", unit=unit, claimed=score) for unit, score in (("一", 9000), ("二", 9000), ("三", 8000))
    ]
    groups = tally([*some, Record("丁", unit="四")], ("unit",), "claimed")
    assert ranks(groups, "claimed") == {("一",): 1, ("二",): 1, ("三",): 3}


def test_keys_are_in_order_and_those_without_a_value_last() -> None:
    assert in_order([("乙", None), (None, 2023), ("乙", 2024), ("乙", 2023)]) == [
        ("乙", 2023),
        ("乙", 2024),
        ("乙", None),
        (None, 2023),
    ]


def test_units_of_figures() -> None:
    assert str(score_of(9033)) == "90.33"
    assert str(money_of(1_234_567_890)) == "1234.56789"
    assert str(decimal(7)) == "7.00"
    assert percent(1, 3) == Decimal("33.33")
    assert percent(1, 0) is None
    assert GroupTally().money.budget is None


def test_every_cause_has_words() -> None:
    codes = list(readings.TABLE)
    comparisons = codes[codes.index("target-missing") : codes.index("year-unknown") + 1]
    reasons = [code.removeprefix("reason.") for code in scoring.TABLE if code.startswith("reason.")]
    causes = {*comparisons, *reasons, "both-missing", "date-ambiguous", "execution", "unknown"} - {
        "bare.no-weight",  # other words for no-weight
        # said of an evaluator's score, which no self-evaluation has
        *("evaluated-within-band", "evaluated-outside-band"),
    }
    assert [code for code in sorted(causes) if f"summary.cause.{code}" not in summary.TABLE] == []
    assert cause_name("target-missing") == "没有指标值"
    assert cause_name("of-another-version") == cause_name("undecided")
