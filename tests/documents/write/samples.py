"""A small form, scored and not, for looking at single cells; and the texts a written form must show."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.documents.write.model import FilledForm, Outcome, Remark, Verdict
from jixiao.documents.write.styles import printable
from jixiao.schemas.self_evaluation import FundLine, Goal, Indicator, SelfEvaluation

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM = SelfEvaluation(
    project="政务大厅运行",
    department="政务服务局",
    unit="政务服务中心",
    year=2024,
    amount_unit="万元",
    funds=(
        FundLine(
            name="年度资金总额",
            initial_budget=Decimal(198),
            annual_budget=Decimal("198.00"),
            executed=Decimal("123.950406"),
            weight=Decimal(10),
            claimed_rate=Decimal("62.6"),
            claimed_score=Decimal(5),
        ),
        FundLine(name="其中：财政拨款", annual_budget=Decimal(198), executed=Decimal("123.950406")),
    ),
    goal=Goal(expected="保障运行", achieved="已完成"),
    indicators=(
        Indicator(
            level1="产出指标",
            level2="数量指标",
            name="窗口数",
            target="=20项",
            actual="20",
            weight=Decimal(45),
            claimed_score=Decimal(45),
        ),
        Indicator(
            level1="产出指标",
            level2="数量指标",
            name="进驻部门数",
            target="≥56家",
            actual="44",
            weight=Decimal(30),
            claimed_score=Decimal("28.5"),
            deviation_note="+部门未进驻",
        ),
        Indicator(
            level1="效益指标",
            level2="社会效益指标",
            name="水平提升",
            target="提升",
            actual="基本达成目标",
            weight=Decimal(15),
            claimed_score=Decimal(14),
        ),
    ),
    claimed_total=Decimal("92.5"),
    claimed_grade="优",
)


def verdict(score: str | None, claimed: str, high: str = "0", reason: str = "理由") -> Verdict:
    known = None if score is None else Decimal(score)
    low = known if known is not None else Decimal(0)
    return Verdict(
        known, low, known if known is not None else Decimal(high), Decimal(claimed), "已计算", reason
    )


SCORED = FilledForm(
    form=FORM,
    rows=(verdict("45", "45"), verdict("13.93", "28.5", reason="44 ÷ 56"), verdict(None, "14", high="15")),
    execution=verdict("5", "5"),
    fund_index=0,
    outcome=Outcome(
        total=None,
        low=Decimal("63.93"),
        high=Decimal("78.93"),
        provisional=Decimal("77.93"),
        grade="中",
        graded=True,
        lines=("总分待定", "规则 x-1：某规则，内容校验码 abc"),
        remarks=(Remark("error", "SCO001", "H14", "得分不符", "核对"), Remark("notice", "X", "", "留意", "")),
        rules="x-1",
    ),
    source="甲.json",
)


def texts_of(filled: FilledForm) -> Iterator[str]:
    """Every text of a form and its scores that a written form must show somewhere."""
    form = filled.form
    found = [
        form.project,
        form.department,
        form.unit,
        form.claimed_grade,
        form.goal.expected,
        form.goal.achieved,
    ]
    found += [line.name for line in form.funds]
    for row in form.indicators:
        found += [
            row.level1,
            row.level2,
            row.name,
            row.operator,
            row.target,
            row.adjusted_target,
            row.unit,
            row.actual,
            row.review_actual,
            row.review_note,
            row.deviation_note,
        ]
    if filled.outcome is not None:
        found += [verdict.reason for verdict in filled.rows]
        found += [verdict.status for verdict in filled.rows]
        found += [remark.message for remark in filled.outcome.remarks]
        found += [*filled.outcome.lines, filled.outcome.grade, filled.source]
    yield from (printable(text) for text in found if text)
