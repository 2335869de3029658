"""Tables whose claimed scores were made by a rule set, so that it explains every one of them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from jixiao.schemas.scored import ScoredRow, Status
from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation
from jixiao.scoring.execution import score_execution
from jixiao.scoring.row import score_indicator

if TYPE_CHECKING:
    from jixiao.scoring.ruleset import LoadedRuleSet

REGIONS = (None, "360000", "360700", "320500", "110108", "650000")
YEARS = (None, 2016, 2019, 2021, 2023, 2024)
_OPERATORS = ("≥", "≤", "=", ">", "<", "")


def _claim(row: ScoredRow | None) -> Decimal | None:
    """What a unit that computes by the rules writes; nothing where they leave it to a person."""
    return None if row is None or row.status is not Status.COMPUTED else row.score


@st.composite
def rows(draw: st.DrawFn, rules: LoadedRuleSet, year: int | None) -> Indicator:
    """One row of numbers, of which many miss their target."""
    unit = draw(st.sampled_from(("个", "%", "万元", "")))
    target, actual = draw(st.integers(0, 200)), draw(st.integers(-9, 400))
    row = Indicator(
        level1=draw(st.sampled_from(("产出指标", "效益指标", "成本指标"))),
        name="完成数",
        target=f"{draw(st.sampled_from(_OPERATORS))}{target}{unit}",
        actual=draw(st.sampled_from((f"{actual}{unit}", f"{actual}{unit}", "部分实现目标", "/"))),
        weight=draw(st.integers(1, 30).map(Decimal)),
        coefficient=draw(st.none() | st.integers(0, 100).map(Decimal)),
    )
    return row.model_copy(update={"claimed_score": _claim(score_indicator(row, rules, year))})


@st.composite
def claimed_by(draw: st.DrawFn, rules: LoadedRuleSet, *, rate: bool = True) -> SelfEvaluation:
    """A table whose scores are all computed under ``rules``; ``rate``: with funds."""
    year = draw(st.sampled_from(YEARS))
    budget, executed = draw(st.integers(0, 500)), draw(st.integers(0, 500))
    line = FundLine(
        name="年度资金总额",
        initial_budget=Decimal(draw(st.sampled_from((budget, 400)))),
        annual_budget=Decimal(budget),
        executed=Decimal(executed),
        weight=Decimal(10),
    )
    form = SelfEvaluation(
        project="试",
        year=year,
        region=draw(st.sampled_from(REGIONS)),
        funds=(line,) if rate else (),
        indicators=tuple(draw(st.lists(rows(rules, year), max_size=5))),
    )
    claim = _claim(score_execution(form, rules))
    funds = tuple(one.model_copy(update={"claimed_score": claim}) for one in form.funds)
    return form.model_copy(update={"funds": funds})
