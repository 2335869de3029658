from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.scored import Status
from jixiao.scoring.band import band_of
from tests.scoring.build import plain, rules, scored

TOP, MIDDLE, LOW = "基本达成目标", "部分实现目标", "实现目标程度较低"


@pytest.mark.parametrize(
    ("label", "claimed", "status", "score", "low", "high"),
    [
        (TOP, "10", "within-band", "10.00", "10.00", "10.00"),
        (TOP, "8", "within-band", "8.00", "8.00", "8.00"),
        (TOP, "7.99", "outside-band", None, "8.00", "10.00"),
        (TOP, "10.01", "outside-band", None, "8.00", "10.00"),
        (MIDDLE, "8", "outside-band", None, "6.00", "7.99"),  # half open at the top
        (MIDDLE, "7.99", "within-band", "7.99", "7.99", "7.99"),
        (MIDDLE, "6", "within-band", "6.00", "6.00", "6.00"),
        (MIDDLE, None, "needs-judgement", None, "6.00", "7.99"),
        (LOW, "0", "within-band", "0.00", "0.00", "0.00"),
        (LOW, "6", "outside-band", None, "0.00", "5.99"),
        (LOW, None, "needs-judgement", None, "0.00", "5.99"),
    ],
)
def test_a_claimed_score_inside_the_band_is_the_score(
    label: str, claimed: str | None, status: str, score: str | None, low: str, high: str
) -> None:
    row = scored("显著提升", label, "10", claimed)
    assert row.status == status
    assert (None if row.score is None else str(row.score)) == score
    assert (str(row.low), str(row.high)) == (low, high)


@pytest.mark.parametrize(
    "target", ["100%", "高达90%", "按月", "≥5000元", "提升", "≤15万", "2023年12月底前", None, "/"]
)
def test_a_tier_decides_the_method_whatever_the_target_looks_like(target: str | None) -> None:
    row = scored(target, "基本达成 目标", "5", "5")
    if target == "/":
        assert row.status is Status.NOT_APPLICABLE
    else:
        assert (row.status, row.score) == (Status.WITHIN_BAND, Decimal("5.00"))


@pytest.mark.parametrize(
    ("label", "band"),
    [
        ("达成年度指标", TOP),
        ("达成预期指标", TOP),
        ("全部或基本达成预期指标", TOP),
        ("基本达成目\n标。", TOP),
        ("部分达成年度指标并具有一定效果", MIDDLE),
        ("未达成年度指标且效果较差", LOW),
    ],
)
def test_the_words_of_another_circular_mean_the_tier_of_the_same_rank(label: str, band: str) -> None:
    found = band_of(label, rules())
    assert found is not None
    assert found.label == band


def test_a_rule_sets_own_words_are_tiers() -> None:
    by = rules('[tiers]\n"优良" = ["0.9", "1"]\n"一般" = ["0", "0.9"]\n')
    row = scored("显著", "一 般", "10", "8.5", by=by)
    assert (row.status, row.score, row.clause) == (Status.WITHIN_BAND, Decimal("8.50"), "tier 一般")


def test_a_tier_the_rules_do_not_have_is_for_a_person() -> None:
    row = scored("提升", TOP, "10", "10", by=rules(""))
    assert (row.status, row.reason, row.low, row.high) == (Status.NEEDS_JUDGEMENT, "tier-unknown", 0, 10)


def test_a_tier_of_one_share_is_computed() -> None:
    by = rules(
        '[tiers]\n"基本达成目标" = ["1", "1"]\n'
        '"部分实现目标" = ["2/3", "2/3"]\n"实现目标程度较低" = ["0", "0"]\n'
    )
    assert str(scored("提升", MIDDLE, "10", "3", by=by).score) == "6.67"
    assert str(scored("提升", TOP, "7.5", None, by=by).score) == "7.50"
    assert scored("提升", MIDDLE, "10", "3", by=by).reason == "tier-fixed"


def test_where_a_person_types_the_score_the_band_only_bounds_it() -> None:
    row = scored("提升", TOP, "10", "9", by=plain('[entry]\nqualitative = "manual"\n'))
    assert (row.status, row.reason, str(row.low), str(row.high)) == (
        Status.NEEDS_JUDGEMENT,
        "manual-entry",
        "8.00",
        "10.00",
    )


def test_the_standing_is_that_of_the_tiers() -> None:
    by = plain('[tiers_cite]\nstanding = "recalled"\n')
    assert scored("提升", TOP, "10", "9", by=by).standing == "recalled"
    assert scored("提升", TOP, "10", "7", by=by).standing == "recalled"


def test_a_weight_of_nothing_has_a_band_of_nothing() -> None:
    row = scored("提升", LOW, "0", None)
    assert (row.low, row.high) == (0, 0)


WEIGHT = st.integers(0, 5000).map(lambda units: Decimal(units).scaleb(-2))
CLAIM = st.integers(0, 6000).map(lambda units: Decimal(units).scaleb(-2))


@given(WEIGHT, CLAIM, st.sampled_from([(TOP, "0.8", "1"), (MIDDLE, "0.6", "0.8"), (LOW, "0", "0.6")]))
def test_every_claim_of_cents_is_within_or_outside_as_the_band_says(
    weight: Decimal, claimed: Decimal, tier: tuple[str, str, str]
) -> None:
    label, low, high = tier[0], Fraction(tier[1]) * Fraction(weight), Fraction(tier[2]) * Fraction(weight)
    row = scored("提升", label, str(weight), str(claimed))
    inside = low <= claimed < high or (label == TOP and claimed == high)
    if inside:
        assert (row.status, row.score, row.low, row.high) == (Status.WITHIN_BAND, claimed, claimed, claimed)
    else:
        assert (row.status, row.score) == (Status.OUTSIDE_BAND, None)
        assert row.low <= row.high
        assert low - Fraction(1, 100) < row.low
        assert row.high < high + Fraction(1, 100)
    unclaimed = scored("提升", label, str(weight), None)
    if inside:
        assert unclaimed.low <= claimed <= unclaimed.high
