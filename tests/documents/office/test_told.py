from __future__ import annotations

import pytest

from jixiao.documents.grid import Note
from jixiao.documents.office.told import Rows, as_finding, captioned, row_of, share_out
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadForm, SelfEvaluation

FORMS = [ReadForm(SelfEvaluation(project=name), Place(table="表")) for name in "甲乙"]
ROWS = [Rows(0, "表", 3, 20), Rows(1, "表", 25, 40)]


def shared(*notes: Note, count: int = 2) -> tuple[list[list[str | None]], list[str | None]]:
    forms, left = share_out(notes, FORMS[:count], ROWS[:count], "a.xlsx")
    return [[one.place.cell for one in form.findings] for form in forms], [one.place.cell for one in left]


@pytest.mark.parametrize(
    ("ref", "row"),
    [("F12", 12), ("XFD1048576", 1048576), ("R3C2", 3), ("A0", None), ("", None), (None, None)],
)
def test_the_row_of_a_reference(ref: str | None, row: int | None) -> None:
    assert row_of(ref) == row


def test_a_note_on_a_cell_goes_to_the_form_that_holds_it() -> None:
    notes = [Note("OFF030", ref=ref, table="表") for ref in ("B3", "B20", "B22", "B25", "B99")]
    assert shared(*notes) == ([["B3", "B20"], ["B25"]], ["B22", "B99"])


def test_a_note_on_another_table_is_no_forms() -> None:
    assert shared(Note("OFF030", ref="B3", table="别的")) == ([[], []], ["B3"])


def test_a_note_on_a_whole_sheet_or_file_is_told_once() -> None:
    notes = [Note("OFF034", ref="A5", table="表"), Note("WRD006"), Note("PDF008", table="表")]
    assert shared(*notes) == ([[], []], ["A5", None, None])
    assert shared(*notes, count=1) == ([["A5", None, None]], [])


def test_a_title_belongs_to_the_form_under_it() -> None:
    rows = [*ROWS, Rows(2, "表", 80, 90), Rows(2, "下", 1, 9)]
    assert [(one.first, one.last) for one in captioned(rows)] == [(1, 20), (21, 40), (68, 90), (1, 9)]


def test_a_note_keeps_its_place_and_parameters() -> None:
    finding = as_finding(Note("OFF032", {"found": "#REF!"}, "B2", "表", 3, "warning"), "a.xlsx")
    assert (finding.place.file, finding.place.cell, finding.place.page) == ("a.xlsx", "B2", 3)
    assert (finding.severity.value, finding.params) == ("warning", {"found": "#REF!"})
