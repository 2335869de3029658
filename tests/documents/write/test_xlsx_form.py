from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from jixiao.documents.office.workbook import read_workbook
from jixiao.documents.office.xlsx_parts import plain_text
from jixiao.documents.write import xlsx_form
from jixiao.documents.write.layout import page
from jixiao.documents.write.model import FilledForm, FormBook
from jixiao.documents.write.xlsx_form import number_form, sheet_names
from jixiao.schemas.self_evaluation import Indicator, SelfEvaluation
from tests.documents.write.samples import FORM, SCORED, texts_of
from tests.strategies.written import filled_forms, texts


def load(*filled: FilledForm, **options: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx_form.as_bytes(FormBook(filled))), **options)


def sheet(filled: FilledForm) -> Worksheet:
    found = load(filled).active
    assert isinstance(found, Worksheet)
    return found


def at(filled: FilledForm, *path: str | int) -> object:
    row, column = page(filled).addresses()[path]
    return sheet(filled).cell(row + 1, column + 1).value


def values(worksheet: Worksheet) -> list[object]:
    return [cell.value for row in worksheet.iter_rows() for cell in row if cell.value is not None]


def text_of(value: object) -> str:
    """What stands in a cell once the escapes of the file format are resolved."""
    return plain_text(str(value))


def test_the_official_form_stands_as_on_paper() -> None:
    found = values(sheet(FilledForm(FORM)))
    assert found[:4] == ["项目支出绩效自评表", "（2024年度）", "项目名称", "政务大厅运行"]
    assert [
        str(text).replace("\n", "") for text in found if str(text).startswith(("全年", "年初", "执行率"))
    ] == ["年初预算数", "全年预算数(A)", "全年执行数(B)", "执行率(B/A)"]
    assert found[-3:-1] == ["等级", "优"]
    assert "审核人：" in str(found[-1])


def test_runs_of_levels_are_merged() -> None:
    merged = {str(area) for area in sheet(FilledForm(FORM)).merged_cells.ranges}
    row, column = page(FilledForm(FORM)).addresses()["indicators", 0, "level1"]
    letter = "ABC"[column]
    assert f"{letter}{row + 1}:{letter}{row + 2}" in merged


def test_numbers_are_numbers_shown_as_given() -> None:
    worksheet = sheet(FilledForm(FORM))
    where = page(FilledForm(FORM)).addresses()

    def cell(*path: str | int) -> tuple[object, str]:
        row, column = where[path]
        found = worksheet.cell(row + 1, column + 1)
        return found.value, found.number_format

    assert cell("funds", 0, "annual_budget") == (198, "0.00")
    assert cell("funds", 0, "executed") == (123.950406, "0.000000")
    assert cell("funds", 0, "claimed_rate") == (0.626, "0.0%")
    assert cell("funds", 0, "weight") == (10, "0")
    assert cell("indicators", 1, "claimed_score") == (28.5, "0.0")
    assert cell("weights") == (100, "0")
    assert cell("funds", 1, "weight") == ("—", "General")


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("0.1", 0.1),
        ("123456789012345", 123456789012345),
        ("1234567890123456", "1234567890123456"),
        ("0.1234567890123456", "0.1234567890123456"),
        ("99.9999999999999999999999999999999999999999", "99.9999999999999999999999999999999999999999"),
        ("1E+400", "1E+400"),
    ],
)
def test_a_number_a_sheet_cannot_hold_exactly_is_text(value: str, stored: object) -> None:
    form = SelfEvaluation(project="x", indicators=(Indicator(name="y", claimed_score=Decimal(value)),))
    assert at(FilledForm(form), "indicators", 0, "claimed_score") == stored


def test_a_percentage_is_exact_or_text() -> None:
    funds = tuple(
        line.model_copy(update={"claimed_rate": Decimal(rate)})
        for line, rate in zip(
            FORM.funds, ("81.9677777", "99.99999999999999999999999999999999999999"), strict=True
        )
    )
    filled = FilledForm(FORM.model_copy(update={"funds": funds}))
    assert at(filled, "funds", 0, "claimed_rate") == 0.819677777
    assert at(filled, "funds", 1, "claimed_rate") == "99.99999999999999999999999999999999999999%"


def test_the_page_is_one_a4_wide_and_its_heading_repeats_only_where_it_must() -> None:
    worksheet = sheet(FilledForm(FORM))
    assert worksheet.page_setup.paperSize == 9
    assert (worksheet.page_setup.fitToWidth or 1, worksheet.page_setup.fitToHeight) == (1, 0)
    assert worksheet.sheet_properties.pageSetUpPr is not None
    assert worksheet.sheet_properties.pageSetUpPr.fitToPage
    assert worksheet.print_title_rows in {None, ""}
    long = FORM.model_copy(update={"indicators": FORM.indicators * 20})
    heading = page(FilledForm(long)).addresses()["indicators", 0, "name"][0]
    assert sheet(FilledForm(long)).print_title_rows == f"${heading}:${heading}"


def test_a_difference_has_a_colour_and_a_sign() -> None:
    worksheet = sheet(SCORED)
    row = page(SCORED).addresses()["indicators", 1, "claimed_score"][0] + 1
    cells = {cell.value: cell for cell in worksheet[row]}
    assert cells["≠"].fill.fgColor.rgb == cells[13.93].fill.fgColor.rgb == "FFFFC7CE"
    assert [cell.value for cell in worksheet[row + 1] if cell.value in {"？", "0～15"}] == ["0～15", "？"]
    assert [cell.value for cell in worksheet[row - 1] if cell.value in {"＝", "≠"}] == ["＝"]


def test_what_scoring_said_stands_below() -> None:
    found = [str(value) for value in values(sheet(SCORED))]
    assert any("abc" in text for text in found)
    assert any(text.startswith("1. 错误 SCO001 〔H14〕得分不符") for text in found)
    assert "来源：甲.json" in found


def test_several_forms_get_a_sheet_each_and_a_summary_first() -> None:
    workbook = load(SCORED, FilledForm(FORM), SCORED)
    assert workbook.sheetnames == ["汇总", "政务大厅运行", "政务大厅运行(2)", "政务大厅运行(3)"]
    links = [cell.hyperlink for row in workbook["汇总"].iter_rows() for cell in row if cell.hyperlink]
    assert [link.location for link in links] == [
        "'政务大厅运行'!A1",
        "'政务大厅运行(2)'!A1",
        "'政务大厅运行(3)'!A1",
    ]
    assert [link.target for link in links] == [None, None, None]


def test_inputs_that_gave_no_form_are_told() -> None:
    book = FormBook((), ("乙.pdf：扫描件没有文字",))
    workbook = openpyxl.load_workbook(io.BytesIO(xlsx_form.as_bytes(book)))
    assert "乙.pdf：扫描件没有文字" in values(workbook["汇总"])


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["a/b", "a:b"], ["a b", "a b(2)"]),
        (["", "'", "[]"], ["自评表", "自评表(2)", "自评表(3)"]),
        (["ABC", "abc"], ["ABC", "abc(2)"]),
        (["History"], ["History(2)"]),
        (["'x'"], ["x"]),
        (["长" * 40, "长" * 40], ["长" * 31, "长" * 28 + "(2)"]),
        (["𠮷" * 20], ["𠮷" * 15]),
    ],
)
def test_sheet_names_are_legal_and_unique(wanted: list[str], names: list[str]) -> None:
    assert sheet_names(wanted) == names


@given(st.lists(texts, max_size=12))
def test_any_names_make_a_workbook(wanted: list[str]) -> None:
    names = sheet_names(wanted, taken=["汇总"])
    assert len({name.casefold() for name in [*names, "汇总"]}) == len(wanted) + 1
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= 31 for name in names)
    assert not [name for name in names if re.search(r"[\[\]:*?/\\\x00-\x1f]|^'|'$", name)]


@pytest.mark.parametrize(
    ("text", "form"), [("5", "0"), ("4.64", "0.00"), ("-0.5", "0.0"), ("81.97%", "0.00%"), ("100%", "0%")]
)
def test_the_number_format_shows_the_decimals_given(text: str, form: str) -> None:
    assert number_form(text) == form


@given(filled_forms())
def test_any_form_is_written_whole(filled: FilledForm) -> None:
    worksheet = sheet(filled)
    found = [text_of(value) for value in values(worksheet)]
    everything = "\0".join(found)
    missing = [text for text in texts_of(filled) if plain_text(text) not in everything]
    assert missing == []
    assert not [cell for row in worksheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not [cell for row in worksheet.iter_rows() for cell in row if cell.hyperlink]


@given(filled_forms())
def test_what_is_read_back_by_its_place_is_what_was_written(filled: FilledForm) -> None:
    worksheet, where = sheet(filled), page(filled).addresses()
    for index, row in enumerate(filled.form.indicators):
        for key in ("name", "target", "actual", "deviation_note"):
            place = where["indicators", index, key]
            stored = worksheet.cell(place[0] + 1, place[1] + 1).value
            shown = getattr(row, key)
            assert text_of("" if stored is None else stored) == plain_text(text_of_printable(shown))
        place = where["indicators", index, "claimed_score"]
        stored = worksheet.cell(place[0] + 1, place[1] + 1).value
        assert (None if stored is None else Decimal(str(stored))) == row.claimed_score


def text_of_printable(text: str | None) -> str:
    from jixiao.documents.write.styles import printable

    return printable(text)


@settings(max_examples=20)
@given(st.lists(st.text(min_size=1, max_size=12), min_size=500, max_size=500))
def test_no_text_becomes_a_formula(rows: list[str]) -> None:
    leads = "=+-@\t{"
    form = SelfEvaluation(
        project="x",
        indicators=tuple(Indicator(name=leads[i % len(leads)] + text) for i, text in enumerate(rows)),
    )
    data = zipfile.ZipFile(io.BytesIO(xlsx_form.as_bytes(FormBook((FilledForm(form),)))))
    part = data.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in part
    assert b"<f " not in part
    assert part.count(b't="s"') >= len(rows)
    assert not [name for name in data.namelist() if "externalLink" in name]


def test_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    form = SelfEvaluation(project="x", indicators=(Indicator(name="长" * 40_000),))
    written = str(at(FilledForm(form), "indicators", 0, "name"))
    assert written == "长" * 32_000 + "……（原文过长，此处截断）"


def test_rows_are_tall_enough_for_their_text_and_no_taller_than_a_sheet_allows() -> None:
    form = SelfEvaluation(
        project="x",
        indicators=(Indicator(name="短"), Indicator(name="字" * 3000, deviation_note="注" * 3000)),
    )
    heights = [dimension.height for dimension in sheet(FilledForm(form)).row_dimensions.values()]
    assert max(heights) > 300
    assert max(heights) <= 409.5


def test_our_own_reader_sees_what_was_written() -> None:
    extract = read_workbook(xlsx_form.as_bytes(FormBook((SCORED,))), "x.xlsx")
    assert extract.refusal is None
    shown = {cell.text for grid in extract.grids for row in grid.rows for cell in row}
    assert {"=20项", "≥56家", "+部门未进驻", "62.6%", "123.950406", "13.93", "0～15"} <= shown
