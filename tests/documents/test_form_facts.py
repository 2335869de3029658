from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.form_facts import form_facts
from jixiao.schemas.disclosure_keys import KEYS
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import Goal, Indicator, ReadForm, SelfEvaluation


def facts(achieved: str | None, expected: str | None = None) -> list[tuple[str, object, str | None]]:
    form = SelfEvaluation(project="试", goal=Goal(expected=expected, achieved=achieved))
    found = form_facts(ReadForm(form, Place(file="t.json")))
    return [(fact.key, fact.text or fact.value, fact.subject or fact.unit) for fact in found]


YEAR = ("goal.year", Decimal(2024), None)


@pytest.mark.parametrize(
    ("achieved", "found"),
    [
        ("75.5%", [("goal.rate", Decimal("75.5"), "%")]),
        ("已完成62.6%。", [("goal.rate", Decimal("62.6"), "%")]),
        ("预算执行率75.43%，满意度98%。", [("goal.rate", Decimal("75.43"), "预算执行率")]),
        ("资金支付率为100%。", [("goal.rate", Decimal(100), "资金支付率")]),
        ("全年执行数1,297.30万元。", [("goal.executed", Decimal("1297.30"), "万元")]),
        (
            "项目预算资金129万元，实际支出97.3万元。",
            [("goal.budget", Decimal(129), "万元"), ("goal.executed", Decimal("97.3"), "万元")],
        ),
        ("2024年全年目标已全部完成", [("goal.claim", "全年目标已全部完成", None), YEAR]),
        ("2024年度全年全部完成", [("goal.claim", "年度全年全部完成", None), YEAR]),
        ("项目资金已全部支付完成。", [("goal.paid", "项目资金已全部支付完成", None)]),
        ("各项绩效指标均已完成。", [("goal.claim", "各项绩效指标均已完成", None)]),
        ("全部按时完成", [("goal.claim", "全部按时完成", None)]),
    ],
)
def test_what_a_goal_says(achieved: str, found: list[tuple[str, object, str | None]]) -> None:
    assert facts(achieved) == found


@pytest.mark.parametrize(
    "achieved",
    [
        None,
        "",
        "设备运转正常，好评率98%",
        "群众满意度98%。",
        "其中办公费实际支出3万元",
        "培训任务全部完成",
        "年度目标未全部完成",
        "基本完成年度目标",
        "较2023年工作有所提升",
        "上年预算执行率80%。",
        "6月底预算执行率50%。",
    ],
)
def test_what_it_does_not_say(achieved: str | None) -> None:
    assert facts(achieved) == []


def test_an_expected_goal_is_no_result() -> None:
    assert facts(None, "预算执行率达到100%，年度目标全部完成") == []


def test_a_reason_may_quote_the_execution_rate() -> None:
    rows = [Indicator(deviation_note="执行率62.6％，尾款未付"), Indicator(deviation_note="完成率80%")]
    form = SelfEvaluation(project="试", indicators=tuple(rows))
    found = form_facts(ReadForm(form, Place(file="t.json")))
    assert [(fact.key, fact.value, fact.subject) for fact in found] == [
        ("note.rate", Decimal("62.6"), "执行率")
    ]


def test_a_fact_quotes_its_sentence_at_its_cell() -> None:
    form = SelfEvaluation(project="试", goal=Goal(achieved="设备正常。预算执行率 75.4 %。"))
    cell = Place(file="t.xlsx", cell="D9")
    (fact,) = form_facts(ReadForm(form, Place(), places={("goal", "achieved"): cell}))
    assert fact.place == Place(file="t.xlsx", cell="D9", quote="预算执行率 75.4 %。")
    assert (fact.digits, fact.group) == (1, 2)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert {key for key, _, _ in facts(text)} <= KEYS
