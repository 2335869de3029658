"""One worksheet part: every way a cell can be stored."""

from __future__ import annotations

from typing import Any

import pytest

from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.xlsx_grid import read_xlsx
from tests.documents.office.packages import xlsx


def sheet(cells: str, **more: Any) -> dict[str, Any]:
    return read_xlsx(xlsx(cells, **more))[0]


def one(cell: str, **more: Any) -> str:
    rows = sheet(f'<row r="1">{cell}</row>', **more)["rows"]
    return rows[0][0] if rows else ""


def codes(read: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(code, ref) for code, _, ref, _ in read["notes"]]


FORMATS = ("0.00%", '"≥"0"次"', 'yyyy"年"m"月"', "@", ";;;")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A1"><v>98.62000000000001</v></c>', "98.62"),
        ('<c r="A1" t="n"><v>1E2</v></c>', "100"),
        ('<c r="A1" s="1"><v>0.95</v></c>', "95.00%"),
        ('<c r="A1" s="2"><v>3</v></c>', "≥3次"),
        ('<c r="A1" s="3"><v>45261</v></c>', "2023年12月"),
        ('<c r="A1" s="4"><v>0.5</v></c>', "0.5"),
        ('<c r="A1" s="99"><v>0.5</v></c>', "0.5"),
        ('<c r="A1" s="x"><v>0.5</v></c>', "0.5"),
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="A1" t="b"><v>0</v></c>', "FALSE"),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="A1" t="s"><v>1</v></c>', "乙"),
        ('<c r="A1" t="str"><v>甲_x000D_</v></c>', "甲\n"),
        ('<c r="A1" t="inlineStr"><is><t>甲</t></is></c>', "甲"),
        (
            '<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t> 乙</t></r><rPh><t>x</t></rPh></is></c>',
            "甲 乙",
        ),
        ('<c r="A1" t="d"><v>2023-12-05</v></c>', "2023-12-05"),
        ('<c r="A1" t="d"><v>2023-12-05T08:30:00Z</v></c>', "2023-12-05 08:30:00Z"),
        ('<c r="A1" t="d" s="3"><v>2023-12-05T00:00:00</v></c>', "2023年12月"),
        ('<c r="A1" t="d" s="3"><v>soon</v></c>', "soon"),
        ('<c r="A1"/>', ""),
        ('<c r="A1"><v/></c>', ""),
        ('<c r="A1" t="s"/>', ""),
        ("<c><v>7</v></c>", "7"),
    ],
)
def test_what_a_cell_stores_and_displays(cell: str, text: str) -> None:
    assert one(cell, formats=FORMATS, strings="<si><t>甲</t></si><si><t>乙</t></si>") == text


@pytest.mark.parametrize(
    ("cell", "code", "text"),
    [
        ('<c r="A1" t="s"><v>9</v></c>', "OFF041", ""),
        ('<c r="A1" t="s"><v>-1</v></c>', "OFF041", ""),
        ('<c r="A1" t="s"><v>x</v></c>', "OFF041", ""),
        ('<c r="A1"><v>abc</v></c>', "OFF042", "abc"),
        ('<c r="A1"><v>1e999</v></c>', "OFF042", "1e999"),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', "OFF032", "#DIV/0!"),
        ('<c r="A1" s="5"><v>5</v></c>', "OFF037", ""),
    ],
)
def test_what_cannot_be_taken_as_it_is_is_noted(cell: str, code: str, text: str) -> None:
    read = sheet(
        f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>', formats=FORMATS, strings="<si><t>甲</t></si>"
    )
    assert read["rows"][0] == [text, "1"]
    assert codes(read) == [(code, "A1")]


@pytest.mark.parametrize(
    ("cell", "text", "code"),
    [
        ('<c r="A1"><f>100%</f></c>', "=100%", "OFF033"),
        ('<c r="A1"><f>100%</f><v>0</v></c>', "=100%", "OFF033"),
        ('<c r="A1"><f>20项</f><v></v></c>', "=20项", "OFF033"),
        ('<c r="A1" t="e"><f>216人</f><v>#NAME?</v></c>', "=216人", "OFF033"),
        ('<c r="A1"><f>SUM(B1:B9)</f><v>5</v></c>', "5", "OFF030"),
        ('<c r="A1" t="str"><f>B1&amp;"x"</f><v>甲</v></c>', "甲", "OFF030"),
        ('<c r="A1" t="str"><f>IF(B1,"","x")</f><v></v></c>', "", "OFF030"),
        ('<c r="A1"><f>B1*2</f></c>', "", "OFF031"),
        ('<c r="A1"><f>B1*2</f><v/></c>', "", "OFF031"),
        ('<c r="A1"><f>总额</f><v>5</v></c>', "5", "OFF030"),
    ],
)
def test_formulas(cell: str, text: str, code: str) -> None:
    names = '<definedNames><definedName name="总额">表!$B$1</definedName></definedNames>'
    read = sheet(f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>', names=names)
    assert read["rows"][0] == [text, "1"]
    assert codes(read) == [(code, "A1")]
    assert read["formulas"][0][:2] == (0, 0)


def test_a_quoted_text_is_no_formula_to_speak_of() -> None:
    read = sheet('<row r="1"><c r="A1" t="str"><f>"良好"</f><v>良好</v></c></row>')
    assert (read["rows"], read["notes"], read["formulas"]) == ([["良好"]], [], [])


def test_shared_formulas_typed_and_real() -> None:
    read = sheet(
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">100%</f><v>1</v></c>'
        '<c r="B1"><f t="shared" ref="B1:B2" si="1">C1+$D$1</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c><c r="B2"><f t="shared" si="1"/><v>3</v></c>'
        '<c r="C2"><f t="shared" si="9"/><v>4</v></c></row>'
    )
    assert read["rows"] == [["=100%", "2", ""], ["=100%", "3", "4"]]
    assert read["formulas"] == [
        (0, 0, "100%"),
        (0, 1, "C1+$D$1"),
        (1, 0, "100%"),
        (1, 1, "C2+$D$1"),
        (1, 2, "…"),
    ]


def test_cells_and_rows_without_references_follow_each_other() -> None:
    read = sheet(
        '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c r="B2"><v>4</v></c><c><v>5</v></c></row>'
    )
    assert read["rows"] == [["1", "", "3"], ["", "4", "5"]]


def test_rows_and_cells_in_any_order() -> None:
    read = sheet(
        '<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
    )
    assert read["rows"] == [["1", ""], ["3", "4"]]


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", "Z9", ""])
def test_the_dimension_is_not_believed(dimension: str) -> None:
    read = sheet('<row r="1"><c r="B1"><v>2</v></c></row>', before=f'<dimension ref="{dimension}"/>')
    assert read["rows"] == [["", "2"]]


def test_trailing_formatted_blanks_are_cut_however_far_they_reach() -> None:
    read = sheet(
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>'
        '<row r="1048576"><c r="A1048576" s="0"/></row>'
    )
    assert read["rows"] == [["1"]]


@pytest.mark.parametrize("cell", ["A50000", "SR1", "SR50000"])
def test_the_last_cell_within_the_limits(cell: str) -> None:
    row = cell.lstrip("SRA")
    read = sheet(f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>')
    assert read["rows"][-1][-1] == "1"
    assert len(read["rows"]) == int(row)


@pytest.mark.parametrize("cell", ["A50001", "SS1", "XFD1048576", "SR50001"])
@pytest.mark.parametrize("inside", ["<v>1</v>", "<f>A1</f>", "<f>A1</f><v/>"])
def test_a_used_cell_beyond_the_limits(cell: str, inside: str) -> None:
    row = cell.lstrip("SRXFDA")
    with pytest.raises(Refused) as caught:
        sheet(f'<row r="{row}"><c r="{cell}">{inside}</c></row>')
    assert (caught.value.code, caught.value.ref, caught.value.table) == ("OFF002", cell, "表")


@pytest.mark.parametrize(
    "reference", ["1A", "A", "A0", "A1048577", "XFE1", "AAAA1", "甲1", "A-1", "", "A1A", "A１"]
)
def test_positions_that_are_none(reference: str) -> None:
    with pytest.raises(Refused) as caught:
        sheet(f'<row r="1"><c r="{reference}"><v>1</v></c></row>')
    assert caught.value.code == "OFF017"


@pytest.mark.parametrize("row", ["", "x", "-1", "999999999", "１"])
def test_rows_that_are_none(row: str) -> None:
    with pytest.raises(Refused) as caught:
        sheet(f'<row r="{row}"><c><v>1</v></c></row>')
    assert caught.value.code == "OFF017"


def test_a_cell_that_comes_twice_is_noted() -> None:
    read = sheet('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')
    assert (read["rows"], codes(read)) == ([["1"]], [("OFF039", "A1")])


def test_hidden_rows_columns_and_sheets_are_read_and_noted() -> None:
    read = sheet(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><v>3</v></c></row>'
        '<row r="3" ht="0"><c r="A3"><v>4</v></c></row><row r="4" hidden="1"/>',
        before='<cols><col min="2" max="16384" hidden="1"/></cols>',
    )
    assert read["rows"] == [["1", "2"], ["3", ""], ["4", ""]]
    assert [(code, ref, params) for code, _, ref, params in read["notes"]] == [
        ("OFF034", "A2", {"rows": "2-3", "cell": "A2"}),
        ("OFF035", "B1", {"columns": "B", "cell": "B1"}),
    ]


def test_zeros_that_the_sheet_does_not_show() -> None:
    read = sheet(
        '<row r="1"><c r="A1"><v>0</v></c><c r="B1"><v>1</v></c></row>',
        before='<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>',
    )
    assert (read["rows"], read["raws"], codes(read)) == ([["", "1"]], [(0, 0, "0")], [("OFF037", "A1")])


def test_the_number_behind_a_format_is_kept() -> None:
    read = sheet('<row r="1"><c r="A1" s="1"><v>0.12345</v></c><c r="B1"><v>5</v></c></row>', formats=("0%",))
    assert (read["rows"], read["raws"]) == ([["12%", "5"]], [(0, 0, "0.12345")])


def test_elements_of_other_vocabularies_are_passed_over() -> None:
    read = sheet(
        '<row r="1"><c r="A1"><v>1</v><extLst><ext xmlns:y="urn:y"><y:v>9</y:v><y:c r="Z9"/></ext></extLst>'
        "</c></row>",
        after='<extLst><ext xmlns:y="urn:y"><y:f>A1</y:f></ext></extLst>',
    )
    assert read["rows"] == [["1"]]
