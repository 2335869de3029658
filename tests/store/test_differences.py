"""What a new version changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from jixiao.store.canonical import form_json, scored_json
from jixiao.store.differences import Kept, differences
from tests.strategies.collected import form, forms, table

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import SelfEvaluation


def kept(one: SelfEvaluation, *codes: str) -> Kept:
    collected = table(one)
    return form_json(one), scored_json(collected), list(codes)


@given(forms)
def test_nothing_differs_from_itself(one: SelfEvaluation) -> None:
    assert differences(kept(one, "A"), kept(one, "A")) == ()


def test_every_value_is_told_with_its_row() -> None:
    told = differences(
        kept(form(executed="10"), "TST001"), kept(form(executed="5", total="1"), "TST001", "TST001")
    )
    found = {one.path: (one.label, one.before, one.after) for one in told}
    assert found["funds.0.executed"] == ("年度资金总额", "10", "5")
    assert found["claimed_total"] == (None, "27.5", "1")
    assert found["findings.TST001"] == (None, "1", "2")
    assert "scored.execution.score" in found


def test_a_row_taken_away_is_told() -> None:
    told = differences(kept(form(claimed=("1", "2"))), kept(form(claimed=("1",))))
    found = {one.path: (one.label, one.before, one.after) for one in told}
    assert found["indicators.1.claimed_score"] == ("指标1", "2", None)
