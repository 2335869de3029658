"""The results of the projects: what is said of each kind of case."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from jixiao.reports.blocks import text_of
from jixiao.reports.statement_results import reflected, results_table, shown, told
from jixiao.reports.statement_view import percent
from tests.strategies.statements import material, project


@pytest.mark.parametrize(
    ("spent", "said"),
    [
        (("0",), "从自评结果看，项目0当年未发生支出。"),
        (("0", "0"), "从自评结果看，2个项目当年未发生支出。"),
        (("0", "90", "100"), "从自评结果看，2个项目的全年执行数低于全年预算数，其中1个项目当年未发生支出。"),
        (("100", "100"), ""),
        (("110",), ""),
        ((None,), ""),
        (("99.999",), ""),
    ],
)
def test_what_was_spent_of_the_budgets(spent: tuple[str | None, ...], said: str) -> None:
    whole = material(*(project(f"项目{at}", executed=one) for at, one in enumerate(spent)))
    assert text_of(shown(whole)) == said


@pytest.mark.parametrize(
    ("basis", "heading", "said"),
    [
        ("claimed", "自评得分", "2个项目自评平均得分为90分，最高94分，最低86分。"),
        (
            "computed",
            "计算得分",
            "本说明中各项目的得分、等级按所用评分规则由自评表计算得出。2个项目计算平均得分为90分，最高94分，最低86分。",
        ),
        (
            "reviewed",
            "复核得分",
            "本说明中各项目的得分、等级为复核结果。2个项目复核平均得分为90分，最高94分，最低86分。",
        ),
    ],
)
def test_a_score_is_called_what_it_is(basis: str, heading: str, said: str) -> None:
    whole = replace(material(project(), project("桥梁检测", score="86")), basis=basis)
    assert text_of(reflected(whole)).endswith(f"绩效自评结果。{said}")
    assert [column.heading for column in results_table(whole).columns][5] == heading
    assert f"项目{heading}为94分" in text_of(told(whole.projects[0], basis))


def test_a_project_without_budget_that_spent_nothing() -> None:
    said = text_of(told(project(budget="0", executed="0"), "claimed"))
    assert "全年预算数为0万元，执行数为0万元。" in said


def test_no_reason_is_no_reason() -> None:
    assert "偏差原因" not in text_of(told(project(notes=("无", "无偏差", "——")), "claimed"))


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        ("33487.35", "33487.36", "99.99997%"),
        ("99.99", "100", "99.99%"),
        ("99.999", "100", "100%"),
        ("100", "100", "100%"),
        ("1000000.01", "1000000", "100.000001%"),
        ("0", "100", "0%"),
    ],
)
def test_a_part_that_is_not_all_is_not_called_all(part: str, whole: str, said: str) -> None:
    found = percent(Fraction(part), Fraction(whole), "share", ())
    assert found.text == said
    assert found.value == Decimal(said.removesuffix("%"))


def test_what_is_shown_is_said_of_the_projects_that_have_a_table() -> None:
    one = project("甲", budget="100", executed="90")
    listed_ = project("乙", budget=None, executed=None, score="70")
    bare = type(listed_)(listed_.line.model_copy(update={"origin": "listed"}), listed_.form)
    said = "从有自评表的1个项目看，甲的全年执行数低于全年预算数，执行率为90%。"
    assert text_of(shown(material(one, bare))) == said
    assert text_of(shown(material(one), whole=False)) == said
