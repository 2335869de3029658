from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.documents.write.boxes import (
    field_text,
    fund_box,
    indicator_box,
    runs,
    total_weight,
    verdict_box,
    verdict_text,
)
from jixiao.documents.write.columns import Column
from jixiao.documents.write.model import Mark
from jixiao.documents.write.sheet import Style
from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation
from tests.documents.write.samples import verdict

TEN = Decimal(10)


@pytest.mark.parametrize(
    ("keys", "lengths"),
    [
        ("aab", [2, 0, 1]),
        ("aba", [1, 1, 1]),
        ("", []),
        ([None, None, "a", "a", None], [1, 1, 2, 0, 1]),
    ],
)
def test_runs(keys: list[object], lengths: list[int]) -> None:
    assert runs(list(keys)) == lengths


@pytest.mark.parametrize(
    ("line", "field", "text"),
    [
        (FundLine(name="年度资金总额"), "weight", ""),
        (FundLine(name="其中：财政拨款"), "weight", "—"),
        (FundLine(name="其中：财政拨款"), "executed", ""),
        (FundLine(name="其中：财政拨款", claimed_score=TEN), "claimed_score", "10"),
        (FundLine(executed=Decimal("12.50")), "executed", "12.50"),
        (FundLine(weight=Decimal("12.50")), "weight", "12.5"),
        (FundLine(claimed_rate=Decimal("97.70")), "claimed_rate", "97.70%"),
    ],
)
def test_a_part_of_the_funds_shows_a_dash_where_it_has_nothing_of_its_own(
    line: FundLine, field: str, text: str
) -> None:
    assert fund_box(line, field, ("funds", 0, field), 1).text == text


def test_a_yes_or_no_is_a_word() -> None:
    assert [field_text(Indicator(core=core), "core") for core in (True, False, None)] == ["是", "否", ""]


def test_names_stand_left_and_values_in_the_middle() -> None:
    row = Indicator(name="甲", target="≥1", weight=TEN)
    styles = [indicator_box(row, Column(key, 5), ()).style for key in ("name", "target", "weight")]
    assert styles == [Style.TEXT, Style.CENTRED, Style.FIGURE]


def test_an_open_score_shows_its_range() -> None:
    assert verdict_text(verdict(None, "5", high="7.50"), "score") == "0～7.5"
    assert verdict_text(verdict(None, "5"), "score") == "—"
    assert verdict_text(verdict("4.60", "5"), "score") == "4.6"
    assert verdict_text(None, "sign") == ""


def test_only_the_score_and_its_sign_are_marked() -> None:
    marks = [verdict_box(verdict("4", "5"), key, 1).mark for key in ("score", "sign", "status", "reason")]
    assert marks == [Mark.DIFFERS, Mark.DIFFERS, Mark.NONE, Mark.NONE]


@pytest.mark.parametrize(
    ("funds", "indicators", "total"),
    [
        ((FundLine(name="年度资金总额", weight=TEN),), (Indicator(weight=Decimal("90.00")),), 100),
        (
            (FundLine(name="年度资金总额", weight=TEN),),
            (Indicator(name="预算执行率", weight=TEN), Indicator(weight=Decimal(90))),
            100,
        ),
        (
            (FundLine(name="其中：财政拨款", weight=Decimal(7)), FundLine(name="年度资金总额", weight=TEN)),
            (),
            10,
        ),
        ((FundLine(name="财政拨款", weight=TEN),), (), 10),
        ((), (Indicator(),), None),
        ((), (Indicator(weight=Decimal("1E+500")),), None),
    ],
)
def test_the_weights_are_added_once_each(
    funds: tuple[FundLine, ...], indicators: tuple[Indicator, ...], total: int | None
) -> None:
    assert total_weight(SelfEvaluation(project="x", funds=funds, indicators=indicators)) == total
