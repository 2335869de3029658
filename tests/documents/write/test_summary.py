from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from jixiao.documents.write.model import FilledForm, FormBook, Mark
from jixiao.documents.write.summary import summary, total_mark, total_text
from tests.documents.write.samples import FORM, SCORED

assert SCORED.outcome is not None
DECIDED = replace(SCORED, outcome=replace(SCORED.outcome, total=Decimal("92.50"), grade="优"))


def texts(book: FormBook) -> list[list[str]]:
    return [[box.text for _, box in line.boxes] for line in summary(book).lines]


def test_a_line_for_each_form() -> None:
    lines = texts(FormBook((SCORED, DECIDED)))
    assert lines[2][:9] == [
        "1",
        "政务大厅运行",
        "政务服务中心",
        "2024",
        "92.5",
        "63.93～78.93",
        "？",
        "优",
        "中",
    ]
    assert lines[3][5:7] == ["92.5", "＝"]
    assert lines[2][9:11] == ["1", "0"]


def test_grades_are_counted() -> None:
    assert "优 1" in texts(FormBook((DECIDED,)))[3][0]


def test_a_total_is_marked_by_how_it_stands_to_the_claim() -> None:
    other = replace(SCORED, outcome=replace(DECIDED.outcome, total=Decimal(90)))  # type: ignore[type-var]  # it is there
    unclaimed = replace(DECIDED, form=FORM.model_copy(update={"claimed_total": None}))
    marks = [total_mark(one) for one in (SCORED, DECIDED, other, unclaimed, FilledForm(FORM))]
    assert marks == [Mark.OPEN, Mark.SAME, Mark.DIFFERS, Mark.NONE, Mark.NONE]
    assert total_text(FilledForm(FORM)) == ""


def test_inputs_that_gave_none_are_listed() -> None:
    lines = texts(FormBook((), ("甲：读不了", "乙：读不了")))
    assert lines[-3:] == [["没有读成的输入（2 处）"], ["甲：读不了"], ["乙：读不了"]]
