"""Notes under a table, in every kind of file."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jixiao.documents.files import read_bytes
from jixiao.documents.form_facts import form_facts
from tests.documents.office_layouts import sheet, word, xlsx
from tests.documents.rendering import Layout, render
from tests.documents.test_round_trips import EXAMPLES

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import ReadForm

FORM = EXAMPLES["大厅日常运行维护经费"]
NOTE = "注：产出指标50分、效益30分、满意度10分、预算执行率10分。"
WEIGHTS = [
    ("产出指标", Decimal(50)),
    ("效益", Decimal(30)),
    ("满意度", Decimal(10)),
    ("预算执行率", Decimal(10)),
]


def weights(form: ReadForm, key: str = "note.weight") -> list[tuple[str | None, Decimal | None]]:
    return [(fact.subject, fact.value) for fact in form_facts(form) if fact.key == key]


def in_text(*below: str) -> ReadForm:
    (form,) = read_bytes(
        "\n".join([render(FORM, Layout(prose=False)).rstrip("\n"), *below]).encode(), "表.txt"
    ).forms
    assert form.evaluation == FORM
    return form


@pytest.mark.parametrize(
    "below",
    [
        (NOTE,),
        ("", NOTE),
        ("填表人：张三  联系电话：1", NOTE),
        ("注：", "1.产出指标50分、效益30分、满意度10分、预算执行率10分。", "2.定性指标分三档。"),
        ("注：产出指标50分、效益30", "分、满意度10分、预算执行率10分。"),
        ("1、产出指标50分、效益30分、满意度10分、预算执行率10分",),
    ],
)
def test_in_text(below: tuple[str, ...]) -> None:
    assert weights(in_text(*below)) == WEIGHTS


@pytest.mark.parametrize(
    "below",
    [
        ("二、部门评价", "产出指标50分、效益30分、满意度10分"),
        ("# 说明", NOTE),
        ("产出指标50分、效益30分、满意度10分",),
        ("注：满意度按问卷计算", "项目支出绩效自评表", NOTE),
    ],
)
def test_what_is_no_note_of_the_table(below: tuple[str, ...]) -> None:
    assert weights(in_text(*below)) == []


def test_a_note_that_says_what_is_usual() -> None:
    form = in_text("注：1.原则上产出50分、效益30分、满意度10分。", "2.定量指标按比例计分。")
    assert weights(form) == []
    assert [value for _, value in weights(form, "note.weight.default")] == [50, 30, 10]


def test_in_a_sheet_with_its_cell() -> None:
    made = sheet(FORM).below((), ("填表人：张三",), (NOTE,))
    (form,) = read_bytes(xlsx(made), "表.xlsx").forms
    assert form.evaluation == FORM
    assert weights(form) == WEIGHTS
    (place,) = {fact.place for fact in form_facts(form) if fact.key == "note.weight"}
    assert (place.table, place.cell, place.quote) == (made.name, f"A{len(made.rows)}", NOTE.rstrip("。"))


def test_in_a_word_file_under_the_table_and_in_its_last_row() -> None:
    inside = sheet(FORM).below((NOTE,))
    (form,) = read_bytes(word(inside), "表.docx").forms
    assert weights(form) == WEIGHTS
