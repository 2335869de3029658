"""Tables whose rows are numbers as units print them, with all that may make one odd."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation

WEIGHTS = [Decimal(number) for number in ("10", "7.5", "3.33", "0.125", "0", "-1")]
CLAIMS = [Decimal(number) for number in ("10", "7.5", "2.345")]
UNITS = ("个", "%", "万元", "人次", "")


@st.composite
def rows(draw: st.DrawFn) -> Indicator:
    """A row of numbers as units print them, with all that may make one odd."""
    operator, unit = draw(st.sampled_from(("≥", "≤", "=", ">", "<", ""))), draw(st.sampled_from(UNITS))
    number = st.integers(-2, 200).map(str) | st.decimals(0, 300, places=2, allow_nan=False).map(str)
    target, actual = draw(number), draw(number)
    apart = draw(st.booleans())
    return Indicator(
        level1=draw(st.sampled_from(("产出指标", "效益指标", "满意度"))),
        level2=draw(st.sampled_from(("数量指标", "社会效益指标", None))),
        name=draw(st.sampled_from(("数量", "合格率", "投诉率（%）", "预算执行率", "成本控制数（万元）"))),
        operator=operator or None if apart else None,
        unit=(unit or None) if apart else None,
        target=target if apart else f"{operator}{target}{unit}",
        actual=draw(st.sampled_from((actual, f"{actual}{unit}", f"{target}{unit}", "优", "/", "已完成"))),
        weight=draw(st.none() | st.sampled_from(WEIGHTS)),
        claimed_score=draw(st.none() | st.sampled_from(CLAIMS)),
    )  # fmt: skip


@st.composite
def evaluations(draw: st.DrawFn) -> SelfEvaluation:
    amount = st.none() | st.decimals(-1, 1000, places=2, allow_nan=False)
    names = st.sampled_from(("年度资金总额", "其中：一般公共预算", None))
    lines = [
        FundLine(
            name=draw(names),
            initial_budget=draw(amount),
            annual_budget=draw(amount),
            executed=draw(amount),
            weight=draw(st.sampled_from((Decimal(10), None))),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    indicators = draw(st.lists(rows(), max_size=6))
    return SelfEvaluation(project="甲", year=2024, funds=tuple(lines), indicators=tuple(indicators))
