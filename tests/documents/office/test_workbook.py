"""Workbooks from bytes to grids, through a worker: what people have, and what is made to do harm."""

from __future__ import annotations

import datetime as dt
import io
import time
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.documents.grid import Cell, Extract, Grid
from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.workbook import read_workbook, refusal_note
from jixiao.texts import table
from tests.documents.office import biff_writer as biff
from tests.documents.office import hostile
from tests.documents.office.biff_writer import compound, xls
from tests.documents.office.packages import parts, xlsx, zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Stored = list[list[tuple[Any, str | None]]]


def written(rows: Stored, merges: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """A workbook by XlsxWriter of values and their number formats."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("表")
    styles = {code: book.add_format({"num_format": code}) for row in rows for _, code in row if code}
    for area in merges:
        sheet.merge_range(*area, "")
    for number, line in enumerate(rows):
        for column, (value, code) in enumerate(line):
            style = styles.get(code or "")
            if isinstance(value, str):
                sheet.write_string(number, column, value, style)
            elif value is not None:
                sheet.write(number, column, value, style)
            elif style is not None:
                sheet.write_blank(number, column, None, style)
    book.close()
    return buffer.getvalue()


def grid(data: bytes) -> Grid:
    extract = read_workbook(data, "a.xlsx")
    assert extract.refusal is None
    return extract.grids[0]


def texts(found: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in found.rows]


def test_a_form_as_people_write_it() -> None:
    rows: Stored = [
        [("项目支出绩效自评表", None), (None, None), (None, None), (None, None)],
        [("指标", None), ("年度指标值", None), ("实际完成值", None), ("完成时间", None)],
        [("合格率", None), ("≥90%", None), (0.9568, "0.00%"), (dt.date(2023, 12, 5), 'yyyy"年"m"月"')],
        [("培训", None), (3, '"≥"0"次"'), (12, "0"), ("12月底前", None)],
    ]
    found = grid(written(rows, [(0, 0, 0, 3)]))
    assert texts(found) == [
        ["项目支出绩效自评表"] * 4,
        ["指标", "年度指标值", "实际完成值", "完成时间"],
        ["合格率", "≥90%", "95.68%", "2023年12月"],
        ["培训", "≥3次", "12", "12月底前"],
    ]
    assert found.rows[0][0] == Cell("项目支出绩效自评表", "A1", colspan=4)
    assert found.rows[0][3] == Cell("项目支出绩效自评表", "D1", covered=True)
    assert found.rows[2][2] == Cell("95.68%", "C3", raw="0.9568")


def test_targets_that_were_typed_as_formulas() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["指标", "目标"], ["甲", "=100%"], ["乙", "=20项"], ["丙", "=SUM(B2:B2)"]):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    extract = read_workbook(buffer.getvalue(), "a.xlsx")
    assert texts(extract.grids[0]) == [["指标", "目标"], ["甲", "=100%"], ["乙", "=20项"], ["丙", ""]]
    assert [(note.code, note.ref, note.table, note.severity) for note in extract.notes] == [
        ("OFF033", "B2", "Sheet", "notice"),
        ("OFF033", "B3", "Sheet", "notice"),
        ("OFF031", "B4", "Sheet", "warning"),
    ]
    assert [row[1].formula for row in extract.grids[0].rows] == [None, "100%", "20项", "SUM(B2:B2)"]


def test_cached_results_are_read_and_flagged() -> None:
    data = xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2</f><v>2</v></c></row>')
    extract = read_workbook(data, "a.xlsx")
    assert extract.grids[0].rows[0][1] == Cell("2", "B1", formula="A1*2")
    assert [(note.code, note.ref, note.params["found"]) for note in extract.notes] == [("OFF030", "B1", "2")]


def test_an_xls_is_read_whatever_it_is_called() -> None:
    found = grid(xls(biff.number(0, 0, 1, 0.95) + biff.shared(0, 1, 0), strings=["甲"], formats=("0%",)))
    assert found.rows == ((Cell("95%", "A1", raw="0.95"), Cell("甲", "B1")),)


def test_spans_and_covered_cells_with_what_else_a_cell_has() -> None:
    data = xlsx(
        '<row r="1"><c r="A1" s="1"><v>0.5</v></c></row><row r="2"><c r="C2"><f>A1</f><v>1</v></c></row>',
        after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
        formats=("0%",),
    )
    first, second = grid(data).rows
    assert first == (Cell("50%", "A1", 2, 2, raw="0.5"), Cell("50%", "B1", covered=True), Cell("", "C1"))
    assert second == (
        Cell("50%", "A2", covered=True),
        Cell("50%", "B2", covered=True),
        Cell("1", "C2", formula="A1"),
    )


def test_blank_rows_keep_their_place_and_hidden_sheets_are_marked() -> None:
    cells = '<sheetData><row r="3"><c r="B3"><v>1</v></c></row></sheetData>'
    extract = read_workbook(zipped(parts({"甲": cells, "乙": cells}, states={"乙": "veryHidden"})), "a.xlsx")
    assert [(found.name, found.hidden, texts(found)) for found in extract.grids] == [
        ("甲", False, [["", ""], ["", ""], ["", "1"]]),
        ("乙", True, [["", ""], ["", ""], ["", "1"]]),
    ]
    assert [(note.code, note.table) for note in extract.notes] == [("OFF036", "乙")]


DISPLAYS: dict[str, Callable[[Decimal], str]] = {
    "General": lambda value: f"{value.normalize():f}",
    "0": lambda value: fixed(value, 0),
    "0.00": lambda value: fixed(value, 2),
    "0%": lambda value: fixed(value * 100, 0) + "%",
    "0.00%": lambda value: fixed(value * 100, 2) + "%",
    "#,##0.00": lambda value: f"{Decimal(fixed(value, 2)):,}",
    '"≥"0"次"': lambda value: f"≥{fixed(value, 0)}次",
    '0.0"万元"': lambda value: f"{fixed(value, 1)}万元",
    '"共 "0"人次"': lambda value: f"共 {fixed(value, 0)}人次",
    "0!.0000": lambda value: f"{Decimal(fixed(value, 0)) / 10000:.4f}",
}
DAYS: dict[str, Callable[[dt.date], str]] = {
    "yyyy-mm-dd": lambda day: day.isoformat(),
    'yyyy"年"m"月"': lambda day: f"{day.year}年{day.month}月",
    'm"月"d"日"': lambda day: f"{day.month}月{day.day}日",
}


def fixed(value: Decimal, places: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}"


@st.composite
def cells(draw: st.DrawFn) -> tuple[Any, str | None, str]:
    """What is stored, under which format, and what a person sees."""
    kind = draw(st.sampled_from(["blank", "text", "number", "day", "truth"]))
    if kind == "text":
        text = draw(WORDS)
        return text, draw(st.sampled_from([None, "@", "0.00"])), text
    if kind == "number":
        value = draw(
            st.decimals(min_value=0, max_value=10**8, places=4, allow_nan=False, allow_infinity=False)
        )
        code = draw(st.sampled_from(sorted(DISPLAYS)))
        return float(value), code, DISPLAYS[code](value)
    if kind == "day":
        day = draw(st.dates(min_value=dt.date(1900, 3, 1)))
        code = draw(st.sampled_from(sorted(DAYS)))
        return day, code, DAYS[code](day)
    if kind == "truth":
        truth = draw(st.booleans())
        return truth, None, str(truth).upper()
    return None, draw(st.sampled_from([None, "0%"])), ""


WORDS = st.text(alphabet="绩效目标≥%0123456789 =+-@\n<&>\"'_x000D_😀", min_size=1, max_size=12).filter(
    str.strip
)


@st.composite
def tables(
    draw: st.DrawFn,
) -> tuple[list[list[tuple[Any, str | None, str]]], list[tuple[int, int, int, int]]]:
    """Rows of cells, and merged ranges that do not overlap."""
    width, height = draw(st.integers(1, 6)), draw(st.integers(1, 8))
    rows = [[draw(cells()) for _ in range(width)] for _ in range(height)]
    merges: list[tuple[int, int, int, int]] = []
    taken: set[tuple[int, int]] = set()
    for _ in range(draw(st.integers(0, 3))):
        first_row, first = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
        last_row, last = draw(st.integers(first_row, height - 1)), draw(st.integers(first, width - 1))
        area = {(row, column) for row in range(first_row, last_row + 1) for column in range(first, last + 1)}
        if len(area) > 1 and not area & taken:
            taken |= area
            merges.append((first_row, first, last_row, last))
    return rows, merges


@settings(max_examples=50)
@given(tables())
def test_any_table_is_read_as_it_displays(
    made: tuple[list[list[tuple[Any, str | None, str]]], list[tuple[int, int, int, int]]],
) -> None:
    rows, merges = made
    seen = [[text for _, _, text in row] for row in rows]
    stored = [[(value, code) for value, code, _ in row] for row in rows]
    for first_row, first, last_row, last in merges:
        for row in range(first_row, last_row + 1):
            for column in range(first, last + 1):
                seen[row][column] = seen[first_row][first]
                if (row, column) != (first_row, first):
                    stored[row][column] = (None, None)
    # the grid ends with the last cell that holds something; merged ranges are cut there
    held = [(r, c) for r, row in enumerate(stored) for c, (value, _) in enumerate(row) if value is not None]
    height, width = (max((index[axis] + 1 for index in held), default=0) for axis in (0, 1))
    found = grid(written(stored, merges))
    assert texts(found) == [row[:width] for row in seen[:height]]
    spans = {
        (r, c): (cell.rowspan, cell.colspan)
        for r, row in enumerate(found.rows)
        for c, cell in enumerate(row)
        if cell.rowspan > 1 or cell.colspan > 1
    }
    meant = {
        (r, c): (min(last_row, height - 1) - r + 1, min(last, width - 1) - c + 1)
        for r, c, last_row, last in merges
    }
    filled = {r for r, row in enumerate(seen[:height]) if any(row[:width])}
    assert spans == {
        at: span for at, span in meant.items() if span > (1, 1) and min(span) > 0 and at[0] in filled
    }


def test_every_refusal_has_its_words() -> None:
    for key in table():
        kind = key.removeprefix("office.kind.")
        if kind != key:
            note = refusal_note(Refused("OFF010", kind=kind), "a.xls")
            assert not note.params["advice"].startswith("office.")
    note = refusal_note(Refused("OFF009", why="no-end"), "a.xlsx")
    assert note.params["why"] == table()["office.why.no-end"]
    assert (note.code, note.severity, note.params["file"]) == ("OFF009", "error", "a.xlsx")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (zipped({"word/document.xml": b"<a/>"}), "docx"),
        (zipped({"OFD.xml": b"<a/>"}), "ofd"),
        (compound({"WordDocument": b"x"}), "doc"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "html"),
        ("甲,乙\n1,2\n".encode("gb18030"), "text"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"%PDF-1.4", "pdf"),
    ],
)
def test_what_is_no_workbook_is_told_by_kind_with_advice(data: bytes, kind: str) -> None:
    extract = read_workbook(data, "a.xls")
    assert extract.refusal is not None
    assert extract.refusal.code == "OFF010"
    assert extract.refusal.params["kind"] == table()[f"office.kind.{kind}"]
    assert (extract.blocks, extract.notes) == ((), ())


def answered(data: bytes) -> Extract:
    """The answer to ``data``, which comes in time and is a reading or a refusal with words."""
    start = time.monotonic()
    extract = read_workbook(data, "a.xlsx")
    assert time.monotonic() - start < 10
    if extract.refusal is not None:
        assert f"{extract.refusal.code}.message" in table()
        assert extract.blocks == ()
    return extract


HOSTILE = hostile.files()


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_files_made_to_do_harm(name: str) -> None:
    data, codes = HOSTILE[name]
    extract = answered(data)
    if codes:
        assert extract.refusal is not None
        assert extract.refusal.code in codes


WHOLE = hostile.wholes()


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_cut_at_every_hundredth_it_is_refused_or_whole(kind: str) -> None:
    whole = read_workbook(WHOLE[kind], "a")
    for data in hostile.truncated(WHOLE[kind]):
        extract = answered(data)
        assert extract.refusal is not None or extract == whole


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_changed_at_random_it_is_refused_or_read(kind: str) -> None:
    for data in hostile.mutated(WHOLE[kind], 60):
        answered(data)


def test_parts_changed_at_random_are_refused_or_read() -> None:
    for data in hostile.mutated_parts(hostile.members(), 120):
        answered(data)
