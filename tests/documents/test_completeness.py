from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from jixiao.documents.completeness import (
    complete_by_weights,
    execution_weight,
    indicator_weight,
    missing_parts,
    nothing_filled,
)
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import FundLine, Goal, Indicator, SelfEvaluation


def form(weights: list[str], funds: list[tuple[str, str | None]] | None = None) -> SelfEvaluation:
    return SelfEvaluation(
        project="甲",
        indicators=tuple(Indicator(weight=Decimal(weight)) for weight in weights),
        funds=tuple(
            FundLine(name=name, weight=None if weight is None else Decimal(weight))
            for name, weight in funds or []
        ),
    )


@pytest.mark.parametrize(
    ("weights", "funds", "whole"),
    [
        (["60", "40"], None, True),
        (["60", "30"], [("年度资金总额", "10")], True),
        (["60", "40"], [("年度资金总额", "10")], True),
        (["60", "30"], [("其中：财政拨款", "10"), ("其他资金", None)], True),
        (["60", "30"], [("年度资金总额", "10"), ("其中：财政拨款", "100")], True),
        (["33.3", "33.3", "33.4"], None, True),
        (["60", "30"], None, False),
        ([], [("年度资金总额", "100")], True),
        ([], None, False),
    ],
)
def test_weights_of_100_make_a_form_whole(
    weights: list[str], funds: list[tuple[str, str | None]] | None, whole: bool
) -> None:
    assert complete_by_weights(form(weights, funds)) is whole


def test_sums_are_exact() -> None:
    assert indicator_weight(form(["0.1"] * 3)) == Fraction(3, 10)
    assert execution_weight(form([])) == 0


def test_what_is_missing() -> None:
    assert [finding.code for finding in missing_parts(form([]), Place())] == ["FRM015", "FRM016"]
    assert missing_parts(form(["1"], [("总额", "1")]), Place()) == []


def test_a_blank_form_has_nothing_but_its_head() -> None:
    blank = form([], [("总额", "10")])
    assert nothing_filled(blank)
    assert nothing_filled(blank.model_copy(update={"project": "甲", "year": 2024}))
    amount = blank.funds[0].model_copy(update={"executed": Decimal(5)})
    assert not nothing_filled(blank.model_copy(update={"funds": (amount,)}))
    assert not nothing_filled(blank.model_copy(update={"goal": Goal(expected="建成")}))
    assert not nothing_filled(blank.model_copy(update={"claimed_total": Decimal(90)}))
    assert not nothing_filled(form(["1"]))
