from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.scored import Status
from jixiao.schemas.self_evaluation import SelfEvaluation
from jixiao.schemas.store import EXECUTION
from jixiao.scoring.reviewed import reviewed_row, reviewed_total
from jixiao.scoring.ruleset import load_ruleset
from jixiao.scoring.table import score_evaluation
from tests.services.desk import WHOLE
from tests.strategies.forms import self_evaluations

FORM = SelfEvaluation.model_validate(WHOLE)
CAPPED = load_ruleset("integrated-capped")
PLAIN = load_ruleset("mof-2020")
SCORES = {EXECUTION: Decimal(9), 0: Decimal(45), 1: Decimal(40)}


def at_rate(executed: str, **more: object) -> SelfEvaluation:
    line = {**WHOLE["funds"][0], "executed": executed}
    return SelfEvaluation.model_validate({**WHOLE, "funds": [line], **more})


def test_a_reviewed_total_is_capped_as_the_computed_one() -> None:
    total, _ = reviewed_total(at_rate("75"), CAPPED, SCORES)
    assert (total.sum, total.total) == (Decimal(94), Decimal(89))
    free, _ = reviewed_total(at_rate("75"), PLAIN, SCORES)
    assert free.total == Decimal(94)


def test_the_rate_that_the_reviewer_states_brings_the_cap() -> None:
    total, _ = reviewed_total(FORM, CAPPED, SCORES)
    assert total.total == Decimal(94)
    lower, _ = reviewed_total(FORM, CAPPED, SCORES, rate=Fraction(65, 100))
    assert lower.total == Decimal(79)


def test_indicators_that_make_the_full_marks_leave_the_total_open() -> None:
    rows = [{**WHOLE["indicators"][0], "weight": "60"}, WHOLE["indicators"][1]]
    total, weights = reviewed_total(at_rate("90", indicators=rows), PLAIN, SCORES)
    assert weights.outside
    assert total.total is None


def test_a_row_that_repeats_the_execution_rate_counts_once() -> None:
    rows = [*WHOLE["indicators"], {"name": "预算执行率", "weight": "10", "claimed_score": "9"}]
    form = at_rate("90", indicators=rows)
    total, _ = reviewed_total(form, PLAIN, {0: Decimal(45), 1: Decimal(40), 2: Decimal(8)})
    assert total.total == Decimal(93)


def test_a_row_is_decided_by_the_score_it_is_given() -> None:
    row = score_evaluation(FORM, PLAIN).indicators[0].row
    given_row = reviewed_row(replace(row, weight=None), Decimal(3))
    assert (given_row.low, given_row.high, given_row.weight) == (Decimal(3), Decimal(3), Decimal(0))
    assert reviewed_row(row, None).high == row.weight
    gone = replace(row, status=Status.NOT_APPLICABLE, low=Decimal(0), high=Decimal(0))
    assert reviewed_row(gone, Decimal(0)) is gone
    assert reviewed_row(gone, Decimal(4)).status is Status.COMPUTED


@given(form=self_evaluations(), rules=st.sampled_from([PLAIN, CAPPED]))
def test_the_computed_scores_of_a_decided_table_give_its_computed_total(
    form: SelfEvaluation, rules: object
) -> None:
    scored = score_evaluation(form, rules)
    if scored.total is None:
        return
    scores = {at: item.row.score for at, item in enumerate(scored.indicators) if item.row.score is not None}
    if scored.execution is not None and scored.execution.score is not None:
        scores[EXECUTION] = scored.execution.score
    total, _ = reviewed_total(form, rules, scores, complete=scored.complete)
    assert total.total == scored.total
