from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.documents.office.sheet import Sheet
from jixiao.documents.office.shown import show_formula, show_stored_number, show_stored_text, show_value


@pytest.fixture
def sheet() -> Sheet:
    return Sheet("表")


def test_a_text_under_a_format() -> None:
    assert show_stored_text("@", "甲") == "甲"
    assert show_stored_text('"第"@', "甲") == "第甲"


def test_a_number_keeps_itself_where_it_is_shown_otherwise(sheet: Sheet) -> None:
    assert show_value(sheet, 1, 2, "0%", Decimal("0.956")) == "96%"
    assert show_value(sheet, 1, 3, "0", Decimal(3)) == "3"
    assert show_value(sheet, 1, 4, "General", Decimal("0.5")) == "0.5"
    assert sheet.raws == [(1, 2, "0.956")]
    assert sheet.notes == []


def test_a_number_that_is_not_shown_is_noted(sheet: Sheet) -> None:
    assert show_value(sheet, 0, 0, "0;0;;", Decimal(0)) == ""
    assert show_value(sheet, 0, 1, "General", Decimal(0), hide_zeros=True) == ""
    assert [(code, place) for code, _, place, _ in sheet.notes] == [("OFF037", "A1"), ("OFF037", "B1")]


def test_what_is_no_number_is_kept_and_noted(sheet: Sheet) -> None:
    assert show_stored_number(sheet, 0, 0, "0%", "abc") == "abc"
    assert show_stored_number(sheet, 0, 1, "0%", " ") == ""
    assert [(code, place) for code, _, place, _ in sheet.notes] == [("OFF042", "A1")]


def test_formulas_typed_quoted_and_real(sheet: Sheet) -> None:
    show_formula(sheet, 0, 0, "100%", lambda: "1")
    show_formula(sheet, 0, 1, '"甲"', None)
    show_formula(sheet, 0, 2, "A1+1", lambda: "2")
    show_formula(sheet, 0, 3, "A1+1", None)
    assert sheet.rows == {0: {0: "=100%", 1: "甲", 2: "2", 3: ""}}
    assert sheet.formulas == [(0, 0, "100%"), (0, 2, "A1+1"), (0, 3, "A1+1")]
    assert [code for code, *_ in sheet.notes] == ["OFF033", "OFF030", "OFF031"]
