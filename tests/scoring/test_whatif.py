"""Scoring many forms by columns gives, figure for figure, what scoring each by itself gives."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import FundLine, Indicator, ReadForm, SelfEvaluation
from jixiao.scoring.ruleset import LoadedRuleSet, available, load_ruleset
from jixiao.scoring.table import Choice, score_form
from jixiao.scoring.whatif import Rescorer, RowScore, TableScore, of_scored
from tests.strategies.forms import self_evaluations
from tests.strategies.numbers import evaluations
from tests.strategies.rulesets import loaded, rule_sets

RULES = [load_ruleset(name) for name in available()]


def plain(form: SelfEvaluation) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(form.model_dump_json(exclude_none=True))
    return found


def by_itself(form: SelfEvaluation, rules: LoadedRuleSet, *, complete: bool) -> TableScore:
    choice = Choice(rules, "rules-named", assumed=False)
    return of_scored(score_form(ReadForm(form, Place(), complete=complete), choice))


def same(forms: list[tuple[SelfEvaluation, bool]], rules: LoadedRuleSet) -> list[TableScore]:
    found = Rescorer(rules).score([(plain(form), complete) for form, complete in forms])
    expected = [by_itself(form, rules, complete=complete) for form, complete in forms]
    assert [one._replace(scalar=True) for one in found] == expected
    return found


@given(forms=st.lists(st.tuples(evaluations(), st.booleans()), max_size=4), rules=st.sampled_from(RULES))
def test_columns_and_scalar_agree_on_every_figure(
    forms: list[tuple[SelfEvaluation, bool]], rules: LoadedRuleSet
) -> None:
    same(forms, rules)


@given(forms=st.lists(st.tuples(evaluations(), st.booleans()), max_size=3), rules=rule_sets())
def test_they_agree_under_any_rule_set(
    forms: list[tuple[SelfEvaluation, bool]], rules: LoadedRuleSet
) -> None:
    same(forms, rules)


@given(
    forms=st.lists(
        st.tuples(
            self_evaluations() | self_evaluations(core=True) | self_evaluations(odd=True), st.booleans()
        ),
        max_size=3,
    ),
    rules=st.sampled_from(RULES),
)
def test_they_agree_on_forms_of_any_sort(
    forms: list[tuple[SelfEvaluation, bool]], rules: LoadedRuleSet
) -> None:
    same(forms, rules)


def whole(*rows: Indicator, weight: str = "10") -> SelfEvaluation:
    line = FundLine(
        name="年度资金总额", annual_budget=Decimal(100), executed=Decimal(80), weight=Decimal(weight)
    )
    return SelfEvaluation(project="甲", year=2024, funds=(line,), indicators=rows)


def row(target: str, actual: str, weight: str, **more: Any) -> Indicator:
    return Indicator(
        level1="产出指标",
        level2="数量指标",
        name="甲",
        target=target,
        actual=actual,
        weight=Decimal(weight),
        **more,
    )


def test_a_usual_table_is_scored_by_columns() -> None:
    form = whole(row("≥10个", "9个", "50"), row("有效提升", "优", "40", claimed_score=Decimal(39)))
    (found,) = same([(form, True)], load_ruleset("mof-2021"))
    assert not found.scalar
    assert [one.position for one in found.rows()] == [-1, 0, 1]
    assert next(iter(found.rows())) == RowScore(-1, 800, "execution")


@pytest.mark.parametrize(
    "form",
    [
        whole(row("≥10个", "9个", "33.333"), row("≥10个", "9个", "56.667")),  # finer than cents
        whole(row("≥10个", "9个", "100")),  # the indicators alone make the full marks
        whole(Indicator(target="≥10个", actual="9个")),  # a row that nobody weighed
        whole(row("≥0个", "-1个", "90", claimed_score=Decimal("2.345"))),  # left to a person, a finer claim
    ],
)
def test_what_cents_cannot_add_up_goes_through_the_scalar_path(form: SelfEvaluation) -> None:
    (found,) = same([(form, True)], load_ruleset("mof-2021"))
    assert found.scalar


def test_caps_are_those_of_the_scalar_path() -> None:
    rules = loaded(
        {
            "curves": {"line": {"points": [["0", "0"], ["1", "1"]]}},
            "clause": [
                {"for": {"kind": "execution"}, "curve": "line", "ratio": "executed/annual_budget",
                 "ratio_digits": 4, "cite": {"standing": "verified"}},
                {"for": {"kind": "quantity"}, "curve": "line", "ratio": "actual/target",
                 "ratio_digits": "exact", "cite": {"standing": "verified"}},
            ],
            "cap": [{"when": {"execution": ["0", "0.9"]}, "total": "60", "cite": {"standing": "verified"}}],
        }
    )  # fmt: skip
    form = whole(row("≥10个", "10个", "90"))
    unknown = SelfEvaluation(project="甲", indicators=form.indicators)
    found = same([(form, True), (unknown, True)], rules)
    assert [(one.total, one.low) for one in found] == [(6000, 6000), (None, 6000)]


def test_nothing_gives_nothing() -> None:
    assert Rescorer(RULES[0]).score([]) == []
