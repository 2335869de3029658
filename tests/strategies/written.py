"""Forms to be written: any text a cell may hold, any figure a schema allows, scored or not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from jixiao.documents.write.model import FilledForm, Outcome, Remark, Verdict
from jixiao.schemas.self_evaluation import FundLine, Goal, Indicator, SelfEvaluation

_WORDS = st.sampled_from(
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+8613800000000",
        "-5",
        "@SUM(A1)",
        "=20项",
        "≥90%",
        "https://example.org/a",
        "mailto:a@b",
        "internal:'汇总'!A1",
        "external:c:\\x.xlsx",
        "_x0041_",
        "'引号",
        '"双"',
        "<b>&amp;</b>",
        "]]>",
        "{=1}",
        "第一行\n第二行",
        "制表\t符",
        "回车\r\n换行",
        " 前后有空格 ",
        "　全角空格　",
        "𠮷野家",
        "e\u0301",
        "\u202e反向",
        "0012",
        "1e5",
        "TRUE",
        "#N/A",
        "2024-12-31",
        "50%",
        "\x07\x1b",
        "\ud800",
        "\ufffe",
    ]
)
texts = st.one_of(
    _WORDS, st.text(max_size=40), st.text(alphabet=st.characters(codec="gb18030"), max_size=120)
)
maybe_text = st.none() | texts
plain_numbers = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=6) | st.decimals(
    0, 100, places=2
)
numbers = st.one_of(
    plain_numbers,
    st.decimals(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        [
            Decimal(0),
            Decimal("-0"),
            Decimal("10.00"),
            Decimal("123.950406"),
            Decimal("1E+3"),
            Decimal("0.1234567890123456789"),
            Decimal("1E+400"),
            Decimal("1E-400"),
        ]
    ),
)
maybe_number = st.none() | numbers


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    wide = draw(st.booleans())
    extra: dict[str, Any] = (
        {
            "operator": draw(maybe_text),
            "adjusted_target": draw(maybe_text),
            "unit": draw(maybe_text),
            "coefficient": draw(maybe_number),
            "core": draw(st.none() | st.booleans()),
            "review_actual": draw(maybe_text),
            "review_score": draw(maybe_number),
            "review_note": draw(maybe_text),
        }
        if wide
        else {}
    )
    return Indicator(
        level1=draw(st.sampled_from(["产出指标", "效益指标"]) | maybe_text),
        level2=draw(st.sampled_from(["数量指标", "质量指标"]) | maybe_text),
        name=draw(maybe_text),
        target=draw(maybe_text),
        actual=draw(maybe_text),
        weight=draw(maybe_number),
        claimed_score=draw(maybe_number),
        deviation_note=draw(maybe_text),
        **extra,
    )


@st.composite
def self_evaluations(draw: st.DrawFn) -> SelfEvaluation:
    funds = st.builds(
        FundLine,
        name=st.sampled_from(["年度资金总额", "其中：财政拨款"]) | maybe_text,
        initial_budget=maybe_number,
        annual_budget=maybe_number,
        executed=maybe_number,
        weight=maybe_number,
        claimed_rate=maybe_number,
        claimed_score=maybe_number,
    )
    return SelfEvaluation(
        project=draw(texts),
        department=draw(maybe_text),
        unit=draw(maybe_text),
        year=draw(st.none() | st.integers(1990, 2100)),
        amount_unit=draw(st.sampled_from([None, "万元", "元"])),
        funds=tuple(draw(st.lists(funds, max_size=3))),
        goal=Goal(expected=draw(maybe_text), achieved=draw(maybe_text)),
        indicators=tuple(draw(st.lists(indicators(), max_size=5))),
        claimed_total=draw(maybe_number),
        claimed_grade=draw(maybe_text),
    )


@st.composite
def verdicts(draw: st.DrawFn) -> Verdict:
    score = draw(st.none() | st.decimals(0, 100, places=2))
    low = score if score is not None else Decimal(0)
    high = score if score is not None else draw(st.sampled_from([Decimal(0), Decimal(5)]))
    return Verdict(score, low, high, draw(maybe_number), draw(texts), draw(texts))


@st.composite
def filled_forms(draw: st.DrawFn) -> FilledForm:
    """A form with scores as plain data; they need not be those of any rule."""
    form = draw(self_evaluations())
    if draw(st.booleans()):
        return FilledForm(form)
    total = draw(st.none() | st.decimals(0, 100, places=2))
    remarks = st.builds(
        Remark,
        severity=st.sampled_from(["error", "warning", "notice"]),
        code=st.just("SCO001"),
        place=texts,
        message=texts,
        remedy=texts,
    )
    outcome = Outcome(
        total=total,
        low=total if total is not None else Decimal(0),
        high=total if total is not None else Decimal(100),
        provisional=draw(maybe_number),
        grade=draw(texts),
        graded=total is not None,
        lines=tuple(draw(st.lists(texts, max_size=3))),
        remarks=tuple(draw(st.lists(remarks, max_size=3))),
        rules="mof-2020",
    )
    return FilledForm(
        form=form,
        rows=tuple(draw(verdicts()) for _ in form.indicators),
        execution=draw(st.none() | verdicts()),
        fund_index=0 if form.funds else None,
        outcome=outcome,
        source=draw(texts),
    )
