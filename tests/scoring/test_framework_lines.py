from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from jixiao.schemas.finding import Place
from jixiao.schemas.framework import FrameworkItem, FrameworkRow, LineStatus, ScoredLine
from jixiao.scoring.framework_lines import (
    Basis,
    fact_value,
    indicator_of,
    measured_rule,
    ratio_rule,
    rounded,
    score_line,
    score_point,
    shares,
)
from jixiao.scoring.frameworks import load_framework
from jixiao.scoring.ruleset import load_ruleset

LOADED = load_framework("project-2020")
BASIS = Basis(LOADED, load_ruleset("mof-2020"), 2024, evaluator=True)


def scored(*items: FrameworkItem, weight: str | None = "6", basis: Basis = BASIS, **more: Any) -> ScoredLine:
    row = FrameworkRow(name="指标", weight=None if weight is None else Decimal(weight), items=items, **more)
    return score_line(row, Place(), basis)


def point(entry: str | None = None, score: str | None = None, share: str | None = None) -> FrameworkItem:
    return FrameworkItem(
        label="要点",
        entry=entry,
        score=None if score is None else Decimal(score),
        share=None if share is None else Decimal(share),
    )


def facts(**entries: str | None) -> tuple[FrameworkItem, ...]:
    return tuple(FrameworkItem(label=label, entry=entry) for label, entry in entries.items())


def test_points_share_the_weight_and_add_up_exactly() -> None:
    line = scored(point("满足"), point("满足"), point("满足"), weight="4")
    assert (line.status, line.score) == (LineStatus.JUDGED, Decimal("4.00"))
    line = scored(point("满足"), point("不满足"), point("满足"), weight="4")
    assert line.score == Decimal("2.67")
    assert line.points[0].share == Fraction(4, 3)


def test_what_is_met_in_part_needs_its_points() -> None:
    line = scored(point("满足"), point("部分满足"))
    assert (line.score, line.low, line.high) == (None, Decimal("3.00"), Decimal("6.00"))
    assert line.reason == "points-left"
    assert scored(point("满足"), point("部分满足", "1.5")).score == Decimal("4.50")


def test_an_unmarked_point_is_never_guessed() -> None:
    line = scored(point(), point())
    assert (line.status, line.low, line.high) == (
        LineStatus.NEEDS_JUDGEMENT,
        Decimal("0.00"),
        Decimal("6.00"),
    )


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (point("满足", "1"), "contradicts"),
        (point("不满足", "1"), "contradicts"),
        (point("部分满足", "9"), "beyond"),
        (point("部分满足", "-1"), "beyond"),
        (point("大概吧"), "unknown-mark"),
        (point("9"), "beyond"),
        (point("满足", "6"), "marked"),
        (point("2.5"), "given"),
        (point(None, "2"), "given"),
        (point("不适用", share="0"), "worthless"),
    ],
)
def test_a_mark_and_its_points_have_to_agree(item: FrameworkItem, reason: str) -> None:
    share = Fraction(6) if item.share is None else Fraction(item.share)
    found = score_point(item, share, BASIS)
    assert found.reason == reason
    assert (found.low == found.high) == (reason in {"marked", "given", "worthless"})


def test_points_as_they_are_printed_are_the_exact_ones() -> None:
    assert score_point(point("满足", "1.33"), Fraction(4, 3), BASIS).low == Fraction(4, 3)


def test_shares_that_were_written_leave_the_rest_to_the_others() -> None:
    row = FrameworkRow(weight=Decimal(6), items=(point(share="4"), point(), point()))
    assert shares(row) == (Fraction(4), Fraction(1), Fraction(1))
    assert shares(row.model_copy(update={"items": (point(share="4"), point(share="1"))})) is None
    assert shares(row.model_copy(update={"items": (point(share="7"), point())})) is None
    assert scored(point(share="4"), point(share="1")).reason == "shares"


def test_a_ratio_has_the_denominator_of_the_framework() -> None:
    line = scored(*facts(实际到位资金="200", 实际支出资金="150"), weight="5")
    assert (line.method, line.ratio, line.score) == ("ratio", Fraction(3, 4), Decimal("3.75"))
    assert line.formula == "150÷200"


@pytest.mark.parametrize(
    ("items", "status", "score", "reason"),
    [
        (facts(预算资金="100", 实际到位资金="120万元"), LineStatus.COMPUTED, "5.00", "ratio-met"),
        (facts(预算资金="100", 实际到位资金=None), LineStatus.NEEDS_JUDGEMENT, None, "facts-missing"),
        (facts(预算资金="0", 实际到位资金="0"), LineStatus.NEEDS_JUDGEMENT, None, "denominator-zero"),
        (facts(预算资金="100", 实际到位资金="-1"), LineStatus.UNSCORABLE, None, "facts-negative"),
        (facts(实际到位资金="100", 实际支出资金="101"), LineStatus.UNSCORABLE, None, "ratio-impossible"),
        (facts(计划成本="160", 实际成本="7"), LineStatus.COMPUTED, "5.00", "ratio-met"),
        (facts(计划成本="100", 实际成本="110"), LineStatus.NEEDS_JUDGEMENT, None, "ratio-unknown"),
    ],
)
def test_each_end_of_a_ratio(
    items: tuple[FrameworkItem, ...], status: LineStatus, score: str | None, reason: str
) -> None:
    line = scored(*items, weight="5")
    assert (line.status, line.reason) == (status, reason)
    assert line.score == (None if score is None else Decimal(score))


def test_an_evaluator_decides_what_figures_do_not_and_nothing_else() -> None:
    items = facts(计划成本="100", 实际成本="110")
    line = scored(*items, weight="5", claimed_score=Decimal(2))
    assert (line.status, line.score) == (LineStatus.JUDGED, Decimal(2))
    assert scored(*items, weight="5", claimed_score=Decimal(6)).score is None
    line = scored(*facts(预算资金="100", 实际到位资金="50"), weight="5", claimed_score=Decimal(5))
    assert (line.status, line.score) == (LineStatus.COMPUTED, Decimal("2.50"))
    unit = BASIS._replace(evaluator=False)
    assert scored(*items, weight="5", basis=unit, claimed_score=Decimal(2)).score is None


def test_a_measured_line_is_scored_as_a_self_evaluation_scores_it() -> None:
    items = facts(年度指标值="≥10个", 实际完成值="8个")
    line = scored(*items, weight="5", level1="产出", level2="产出数量")
    assert (line.method, line.score, line.ratio) == ("measured", Decimal("4.00"), Fraction(4, 5))
    rule = measured_rule(line.row, LOADED)
    assert rule is not None
    assert indicator_of(line.row, rule).target == "≥10个"


def test_a_line_without_weight_cannot_be_scored() -> None:
    for items in ((point("满足"),), facts(预算资金="1", 实际到位资金="1")):
        line = scored(*items, weight=None)
        assert (line.status, line.reason, line.high) == (LineStatus.UNSCORABLE, "no-weight", Decimal(0))
    assert scored(point("满足"), weight="-1").reason == "negative-weight"
    assert scored(weight="3").reason == "unmarked"


def test_a_formula_is_known_by_its_facts_whatever_the_row_is_called() -> None:
    row = FrameworkRow(name="改了名的", items=facts(预算资金="1", 实际到位资金="1"))
    rule = ratio_rule(row, LOADED)
    assert rule is not None
    assert rule.name == "资金到位率"
    assert ratio_rule(FrameworkRow(name="资金到位率", items=(point(),)), LOADED) is None


def test_a_fact_may_carry_its_own_unit_only() -> None:
    fact = LOADED.facts["budget"]
    assert fact_value(FrameworkItem(entry="1,200.5万元"), fact) == Fraction("1200.5")
    assert fact_value(FrameworkItem(entry="12亿元"), fact) is None
    assert fact_value(FrameworkItem(), fact) is None
    assert rounded(Fraction(2, 3), BASIS) == Decimal("0.67")
