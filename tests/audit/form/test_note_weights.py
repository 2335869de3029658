from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.audit.run import check_form
from jixiao.audit.subjects import form_subject
from jixiao.documents.form_facts import form_facts
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadForm, Remark
from jixiao.scoring.table import Choice, score_form
from tests.audit.form.tables import row, table
from tests.scoring import build

if TYPE_CHECKING:
    from jixiao.schemas.finding import Finding
    from jixiao.schemas.self_evaluation import SelfEvaluation

NOTE = Place(file="t.xlsx", cell="A30")


def found(form: SelfEvaluation, *notes: str, complete: bool = True) -> list[Finding]:
    """What is found of a table (产出 45、效益 35、满意度 10、执行 10) with these notes under it."""
    remarks = tuple(Remark(text, NOTE) for text in notes)
    read = ReadForm(form, Place(), complete=complete)
    rules = build.rules()
    scored = score_form(read, Choice(rules, "rules-named", assumed=False))
    subject = form_subject(read, scored, rules, form_facts(replace(read, remarks=remarks)))
    return [one for one in check_form(subject) if one.code in {"WGT014", "WGT015"}]


def said(form: SelfEvaluation, *notes: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(one.code, one.severity, one.expected, one.found) for one in found(form, *notes)]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "注：产出指标50分、效益30分、满意度10分、预算执行率10分",
            [("WGT014", "error", "50", "45"), ("WGT014", "error", "30", "35")],
        ),
        ("注：产出指标45%、效益35%、满意度权重10%、预算执行率20%", [
            ("WGT014", "error", "20", "10"), ("WGT015", "warning", "100", "110"),
        ]),
        ("注：原则上产出50分、效益35分、满意度10分", [("WGT014", "warning", "50", "45")]),
        ("注：产出指标50分、效益35分", [("WGT014", "warning", "50", "45")]),
        ("注：满分100分：产出指标45分、效益35分、满意度10分、执行率20分", [
            ("WGT014", "error", "20", "10"), ("WGT015", "error", "100", "110"),
        ]),
        ("注：满分110分：产出指标45分、效益35分、满意度20分、执行率10分", [
            ("WGT014", "error", "20", "10"), ("WGT015", "warning", "100", "110"),
        ]),
    ],
)  # fmt: skip
def test_what_the_note_says_otherwise(note: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert said(table(), note) == expected


@pytest.mark.parametrize(
    "notes",
    [
        (),
        ("注：产出指标45分、效益35分、满意度10分、预算执行率10分",),
        ("注：产出指标45分、效益35分、满意度10分",),
        ("注：总分100分，产出45分、效益35分、满意度10分",),
        # with a cost block and without one: one that fits is enough
        ("有成本的：成本20分、产出40分、效益20分、满意度10分", "产出45分、效益35分、满意度10分"),
        ("产出指标得分45分、效益指标得分30分",),
    ],
)
def test_what_fits(notes: tuple[str, ...]) -> None:
    assert said(table(), *notes) == []


def test_a_kind_may_stand_under_another() -> None:
    form = table(row(weight="35"), row(level2="成本指标", name="养护单价", weight="10"))
    assert said(form, "产出指标45分、效益35分、满意度10分") == []
    assert said(form, "产出指标35分、成本指标10分、效益35分、满意度10分") == []
    assert said(form, "产出指标35分、成本指标20分、效益35分、满意度10分") == [("WGT014", "error", "20", "10")]


def test_what_is_usual_without_a_cost_block_is_only_worth_a_look_beside_one() -> None:
    form = table(
        row(weight="25"), row(level1="成本指标", level2="经济成本指标", name="养护单价", weight="20")
    )
    note = "原则上产出50分、效益35分、满意度10分"
    assert said(form, note) == [("WGT014", "notice", "50", "25")]
    assert said(form, note.removeprefix("原则上")) == [("WGT014", "warning", "50", "25")]


def test_nothing_is_said_without_both_figures() -> None:
    assert said(table(row(weight=None, claimed=None)), "产出50分、效益35分") == []
    assert said(table(), "决策20分、过程20分、产出45分、效益35分、满意度10分") == [
        ("WGT015", "warning", "100", "130")
    ]
    assert found(table(), "产出50分、效益35分", complete=False) == []


def test_it_stands_at_the_table_and_names_the_level() -> None:
    (one,) = found(table(), "产出指标50分、效益35分、满意度10分")
    assert one.params == {"level": "产出指标"}
    assert "产出指标" in (one.sentence("message") or "")
    (sum_,) = found(table(), "产出指标45分、效益35分、满意度30分")[1:]
    assert sum_.place.cell == NOTE.cell


@given(st.integers(1, 80), st.integers(1, 80))
def test_every_other_figure_is_found(output: int, benefit: int) -> None:
    wrong = [code for code, *_ in said(table(), f"产出{output}分、效益{benefit}分、满意度10分")]
    assert wrong.count("WGT014") == (output != 45) + (benefit != 35)
    assert wrong.count("WGT015") == (output + benefit + 10 > 100)
