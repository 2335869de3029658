from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.documents.fill_sheet import SheetEdit, parsed
from jixiao.documents.office.refusal import Refused

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def edit(rows: str, after: str = "") -> SheetEdit:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    return SheetEdit(sheet.encode(), "sheet1.xml")


def cells(one: SheetEdit) -> dict[str, tuple[str | None, str | None]]:
    """By reference: the formula and the value."""
    root = parsed(one.content(), "x")
    return {
        cell.get("r"): (cell.findtext("{*}f"), cell.findtext("{*}v"))
        for cell in root.iterfind("{*}sheetData/{*}row/{*}c")
    }


def order(one: SheetEdit) -> list[str]:
    return [cell.get("r") for cell in parsed(one.content(), "x").iterfind("{*}sheetData/{*}row/{*}c")]


def test_a_text_gives_way_to_a_number_and_the_style_stays() -> None:
    one = edit('<row r="2"><c r="A2" t="s" s="3"><v>7</v></c><c r="B2"><v>1</v></c></row>')
    done = one.put("A2", Decimal("4.64"), ())
    assert (done.ref, done.style, done.formula) == ("A2", 3, None)
    assert cells(one) == {"A2": (None, "4.64"), "B2": (None, "1")}
    assert b't="s"' not in one.content()


def test_cells_and_rows_that_are_not_there_are_made_in_order() -> None:
    one = edit('<row r="2"><c r="B2"/><c r="D2"/></row><row r="9"/>')
    for ref in ("C2", "A2", "E2", "A5", "A10", "A1", "C9"):
        one.put(ref, Decimal(1), ())
    assert order(one) == ["A1", "A2", "B2", "C2", "D2", "E2", "A5", "C9", "A10"]


def test_cells_without_a_reference_follow_the_one_before() -> None:
    one = edit("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    one.put("B1", Decimal(5), ())
    assert cells(one) == {"A1": (None, "1"), "B1": (None, "5"), "A2": (None, "3")}


def test_a_covered_cell_means_the_first_of_its_range() -> None:
    one = edit('<row r="1"><c r="A1"/></row>', '<mergeCells><mergeCell ref="A1:B3"/></mergeCells>')
    assert one.put("B2", Decimal(1), ()).ref == "A1"


def test_a_formula_gives_way() -> None:
    one = edit('<row r="1"><c r="A1"><f>B1*2</f><v>4</v></c><c r="B1"><v>2</v></c></row>')
    done = one.put("A1", Decimal(5), ())
    assert (done.formula, done.kept_formula) == ("B1*2", False)
    assert cells(one)["A1"] == (None, "5")


@pytest.mark.parametrize(
    "formula",
    [
        "SUM(A1:A3)",
        "A1+A2+A3",
        "SUM(A1,A2:A3)",
        "sum( A1 : A2 ) + A3",
        "SUM($A$1:A3,B9)",
        "A4",
        "SUM(A1:A2)+A3",
    ],
)
def test_a_sum_that_comes_to_the_number_stays(formula: str) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}.5</v></c></row>' for row in (1, 2, 3))
    rows += '<row r="4"><c r="A4"><f>SUM(A1:A3)</f><v>99</v></c></row>'
    one = edit(f'{rows}<row r="5"><c r="A5"><f>{formula}</f><v>0</v></c></row>')
    done = one.put("A5", Decimal("7.5"), ())
    assert (done.kept_formula, done.formula) == (True, formula)
    assert cells(one)["A5"] == (formula, "7.5")


@pytest.mark.parametrize(
    "formula", ["SUM(A1:A2)", "A1+A2", "ROUND(A1,2)", "A1*2", "A1:A2", "SUM(A3)", "A1+A9", "Sheet2!A1"]
)
def test_any_other_formula_goes(formula: str) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    rows += '<row r="3"><c r="A3"><f>NOW()</f><v>7</v></c></row>'
    one = edit(f'{rows}<row r="5"><c r="A5"><f>{formula}</f></c></row>')
    assert not one.put("A5", Decimal(7), ()).kept_formula
    assert cells(one)["A5"] == (None, "7")


def test_text_in_a_range_is_nothing_to_a_sum_but_unknown_to_a_plus() -> None:
    rows = '<row r="1"><c r="A1"><v>7</v></c><c r="B1" t="s"><v>3</v></c></row>'
    one = edit(f'{rows}<row r="2"><c r="A2"><f>SUM(A1:B1)</f></c><c r="B2"><f>A1+B1</f></c></row>')
    assert one.put("A2", Decimal(7), ()).kept_formula
    assert not one.put("B2", Decimal(7), ()).kept_formula


def test_a_sum_of_itself_has_no_value() -> None:
    one = edit('<row r="1"><c r="A1"><f>A1+B1</f></c><c r="B1"><f>A1</f></c></row>')
    assert not one.put("A1", Decimal(1), ()).kept_formula


def test_cells_that_share_a_formula_keep_it_when_one_goes() -> None:
    one = edit(
        '<row r="1"><c r="C1"><f t="shared" ref="C1:C3" si="0">A1*$B$1</f><v>1</v></c></row>'
        '<row r="2"><c r="C2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="C3"><f t="shared" si="0"/><v>3</v></c></row>'
    )
    assert one.put("C1", Decimal(9), ()).formula == "A1*$B$1"
    assert cells(one) == {"C1": (None, "9"), "C2": ("A2*$B$1", "2"), "C3": ("A3*$B$1", "3")}
    assert b"shared" not in one.content()


def test_a_cell_that_only_shares_a_formula_can_go_alone() -> None:
    one = edit(
        '<row r="1"><c r="C1"><f t="shared" ref="C1:C2" si="0">A1*2</f><v>1</v></c></row>'
        '<row r="2"><c r="C2"><f t="shared" si="0"/><v>2</v></c></row>'
    )
    assert one.put("C2", Decimal(9), ()).formula == "A2*2"
    assert cells(one) == {"C1": ("A1*2", "1"), "C2": (None, "9")}


def test_a_part_of_an_array_formula_is_left_alone() -> None:
    one = edit(
        '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"/></row>'
    )
    before = one.content()
    assert one.put("A2", Decimal(9), ()).kept_array
    assert one.content() == before


def test_a_format_that_hides_the_number_is_named() -> None:
    one = edit('<row r="1"><c r="A1" s="1"/><c r="B1"/></row>')
    formats = ("General", "0", "0.00")
    assert one.put("A1", Decimal("4.64"), formats).hidden_by_format == "0"
    assert one.put("A1", Decimal(5), formats).hidden_by_format is None
    assert one.put("B1", Decimal("4.64"), formats).hidden_by_format is None
    one.restyle("A1", 2)
    assert b'r="A1" s="2"' in one.content()


def test_what_else_is_in_the_sheet_stays() -> None:
    after = (
        '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1">'
        "<formula>A1&gt;1</formula></cfRule></conditionalFormatting>"
        '<dataValidations count="1"><dataValidation type="list" sqref="A1">'
        '<formula1>"甲,乙"</formula1></dataValidation></dataValidations>'
        '<extLst><ext xmlns:x14="urn:x14" uri="{1}"><x14:thing x14:at="1"/></ext></extLst>'
    )
    one = edit('<row r="1"><c r="A1"><v>1</v></c></row>', after)
    one.put("A1", Decimal(2), ())
    written = one.content().decode()
    assert after.replace('xmlns:x14="urn:x14" ', "") in written.replace('xmlns:x14="urn:x14" ', "")


def test_no_reference_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="得分"):
        edit("").put("得分", Decimal(1), ())


@pytest.mark.parametrize("content", [b"<a", b"", f'<worksheet xmlns="{MAIN}"/>'.encode()])
def test_what_is_no_sheet_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        SheetEdit(content, "sheet1.xml")


def test_a_number_that_stands_there_already_is_no_change() -> None:
    one = edit('<row r="1"><c r="A1"><v>4.6399999999999997</v></c><c r="B1"><f>A1</f><v>4.64</v></c></row>')
    before = one.content()
    assert (one.put("A1", Decimal("4.64"), ()).same, one.put("B1", Decimal("4.64"), ()).same) == (True, True)
    assert (one.written, one.content()) == (set(), before)


def test_a_formula_of_another_kind_stays_where_its_result_is_right() -> None:
    rows = '<row r="1"><c r="A1"><f>IF(B1&gt;=2,C1,0)</f><v>5</v></c><c r="B1"><v>3</v></c><c r="D1"/></row>'
    one = edit(rows)
    assert one.put("A1", Decimal(5), ()).same
    one.put("D1", Decimal(9), ())
    assert one.put("A1", Decimal(5), ()).same
    one.put("B1", Decimal(9), ())
    assert not one.put("A1", Decimal(5), ()).kept_formula


def test_results_of_formulas_that_draw_on_the_cells_written_follow() -> None:
    one = edit(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2</f><v>2</v></c><c r="C1"><f>B1/3</f><v>0</v></c>'
        '<c r="D1" t="str"><f>A1&amp;"x"</f><v>1x</v></c><c r="E1"><f>F1+1</f><v>77</v></c><c r="F1"/>'
        '<c r="G1" t="str"><f>IF(COUNT(A1)=0,"",SUM(A1:B1))</f><v></v></c></row>'
    )
    one.put("A1", Decimal(4), ())
    one.refresh()
    found = {ref: value for ref, (_, value) in cells(one).items()}
    assert found == {
        "A1": "4", "B1": "8", "C1": "2.6666666666666667", "D1": "1x", "E1": "77", "F1": None, "G1": "12",
    }  # fmt: skip
    assert one.content().count(b't="str"') == 1
