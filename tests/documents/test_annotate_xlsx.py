"""Marks in a workbook: colours and a column, and nothing else changed."""

from __future__ import annotations

import io
import itertools
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter

from jixiao.documents.annotate import Remark
from jixiao.documents.annotate_xlsx import GROUNDS, HIGHEST, WIDTH, annotated
from jixiao.documents.write.styles import text_height
from jixiao.schemas.finding import Place
from tests.commands.test_check import table
from tests.documents.office_layouts import LAYOUTS, sheet, xlsx

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def remark(severity: str, text: str, **place: str) -> Remark:
    return Remark(severity, text, Place(**place))


def small(**more: object) -> bytes:
    """Two sheets: numbers, a formula, a merged range, widths and a format for whole columns."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    first, second = book.add_worksheet("一"), book.add_worksheet("二")
    bold = book.add_format({"bold": True, "num_format": "0.00", "bg_color": "#00FF00"})
    first.merge_range("A1:C1", "标题", bold)
    first.write_row("A2", [1, 2, 3], bold)
    first.write_formula("C3", "=SUM(A2:C2)", bold, 6)
    first.set_column("A:XFD", 12)
    if more.get("plain_widths"):
        first.set_column("A:C", 20)
    second.write("A1", "别的")
    book.close()
    return stream.getvalue()


def opened(data: bytes, name: str = "一") -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data))[name]


def ground(cell) -> str | None:
    return cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else None


def test_remarks_stand_beside_their_rows_and_cells_are_coloured() -> None:
    made = opened(
        annotated(
            small(),
            [
                remark("notice", "小", table="一", cell="B2"),
                remark("error", "大", table="一", cell="B2"),
                remark("warning", "行", table="一", row="第3行"),
            ],
        )
    )
    assert [made[f"D{row}"].value for row in (1, 2, 3)] == ["校验结果", "大\n小", "行"]
    assert ground(made["B2"]) == GROUNDS["error"]
    assert (made["B2"].value, made["B2"].font.bold, made["B2"].number_format) == (2, True, "0.00")
    assert ground(made["A2"]) == "FF00FF00"
    assert ground(made["D3"]) == GROUNDS["warning"]
    assert made["D2"].alignment.wrap_text
    assert made.column_dimensions["D"].width == WIDTH


def test_all_else_is_as_it_was() -> None:
    before = small()
    data = annotated(before, [remark("error", "大", table="一", cell="B2")])
    made = opened(data)
    assert made["C3"].value == "=SUM(A2:C2)"
    assert [str(area) for area in made.merged_cells.ranges] == ["A1:C1"]
    changed = {"xl/worksheets/sheet1.xml", "xl/styles.xml"}
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(data)) as new:
        assert old.namelist() == new.namelist()
        assert {name for name in old.namelist() if old.read(name) != new.read(name)} == changed


def test_a_cell_within_a_merged_range_is_told_by_its_first() -> None:
    made = opened(annotated(small(), [remark("error", "题", table="一", cell="C1")]))
    assert made["D1"].value == "校验结果\n题"
    assert ground(made["A1"]) == GROUNDS["error"]


@pytest.mark.parametrize(
    "place", [{}, {"table": "没有", "cell": "ZZ"}, {"table": "一", "row": "第99行"}, {"row": "全年执行数"}]
)
def test_what_has_no_place_stands_at_the_top(place: dict[str, str]) -> None:
    made = opened(annotated(small(), [remark("notice", "某处", **place)]))
    assert made["D1"].value == "校验结果\n某处"


def test_each_sheet_has_its_own() -> None:
    data = annotated(
        small(), [remark("error", "乙", table="二", cell="A1"), remark("error", "甲", table="一")]
    )
    assert opened(data, "二")["B1"].value == "校验结果\n乙"
    assert opened(data)["D1"].value == "校验结果\n甲"


def test_a_place_may_name_a_table_within_a_sheet() -> None:
    data = annotated(small(), [remark("error", "乙", table="二 第2张表", cell="A1")])
    assert opened(data, "二")["B1"].value == "校验结果\n乙"


@pytest.mark.parametrize("text", ["=1+1", "+1", "@x", "\x00\ud800", "长" * 40_000])
def test_a_remark_is_text_whatever_it_says(text: str) -> None:
    made = opened(annotated(small(), [remark("error", text, table="一", row="第2行")]))
    assert made["D2"].data_type in {"s", "inlineStr"}
    assert len(str(made["D2"].value)) <= 32_000


@pytest.mark.parametrize("plain_widths", [True, False])
def test_widths_of_other_columns_stay(plain_widths: bool) -> None:
    data = annotated(small(plain_widths=plain_widths), [remark("error", "甲", table="一")])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        content = package.read("xl/worksheets/sheet1.xml").decode()
    assert '<row r="1" spans' not in content
    columns = content.split("<cols>")[1].split("</cols>")[0]
    spans = [
        (int(piece.split('min="')[1].split('"')[0]), int(piece.split('max="')[1].split('"')[0]))
        for piece in columns.split("<col ")[1:]
    ]
    assert spans[-2:] == [(4, 4), (5, 16384)]
    assert all(one[1] < other[0] for one, other in itertools.pairwise(spans))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_form_of_any_layout_can_be_marked(layout: str) -> None:
    data = xlsx(sheet(table(), LAYOUTS[layout]))
    name = openpyxl.load_workbook(io.BytesIO(data)).sheetnames[0]
    made = annotated(data, [remark("error", "甲", table=name, cell="C5")])
    before, after = opened(data, name), opened(made, name)
    for row in before.iter_rows():
        for cell in row:
            assert after[cell.coordinate].value == cell.value
    assert after.max_column == before.max_column + 1


def printed(areas: str, height: float | None = 20) -> bytes:
    """A sheet whose rows are low, and that says what of it is printed."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "一"
    sheet["A1"], sheet["C3"] = "题", 3
    sheet.row_dimensions[3].height = height
    sheet.print_area = areas
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("areas", "reach"),
    [
        ("A1:C3", "'一'!$A$1:$D$3"),
        ("A1:B2", "'一'!$A$1:$D$2"),
        ("A1:F3", "'一'!$A$1:$F$3"),
        ("A1:A2,B1:C3", "'一'!$A$1:$A$2,'一'!$B$1:$D$3"),
    ],
)
def test_what_is_printed_reaches_to_the_remarks(areas: str, reach: str) -> None:
    made = opened(annotated(printed(areas), [remark("error", "甲", table="一", cell="C3")]))
    assert made.print_area == reach


def test_a_row_too_low_for_its_remark_is_made_higher() -> None:
    short = opened(annotated(printed("A1:C3"), [remark("error", "甲", table="一", cell="C3")]))
    assert short.row_dimensions[3].height == 20
    tall = opened(annotated(printed("A1:C3"), [remark("error", "甲" * 200, table="一", cell="C3")]))
    assert tall.row_dimensions[3].height == round(text_height("甲" * 200, WIDTH, 11), 2)
    free = opened(annotated(printed("A1:C3", None), [remark("error", "甲" * 200, table="一", cell="C3")]))
    assert free.row_dimensions[3].height is None


def test_a_remark_taller_than_any_row_is_said_in_short() -> None:
    long = Remark("error", "长" * 3000, Place(table="一", cell="C3"), short="短")
    made = opened(annotated(printed("A1:C3"), [long]))
    assert made["D3"].value == "短"
    worst = opened(annotated(printed("A1:C3"), [remark("error", "长" * 3000, table="一", cell="C3")]))
    assert worst.row_dimensions[3].height == HIGHEST
