from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from jixiao.documents.fill import fill, sheet_names
from jixiao.documents.office.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

FIVE = Decimal("4.64")


def book(change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    """A workbook like a bureau's form: merges, drop-downs, colours by rule, a chart, another sheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "自评表"
    sheet.append(["指标", "分值", "得分"])
    sheet.append(["甲", 5, 5])
    sheet.append(["乙", 10, "满分"])
    sheet.append(["总分", 15, "=SUM(C2:C3)"])
    sheet.merge_cells("A6:C6")
    sheet["C2"].fill = PatternFill("solid", fgColor="FFFF00")
    rule = DataValidation(type="list", formula1='"甲,乙"')
    rule.add("A2")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add("C2:C3", CellIsRule(operator="lessThan", formula=["5"]))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=3))
    sheet.add_chart(chart, "E2")
    other = workbook.create_sheet("说明")
    other["A1"] = "=1+1"
    if change is not None:
        change(workbook)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def changed(before: bytes, after: bytes) -> set[str]:
    old, new = parts(before), parts(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def values(data: bytes, sheet: str = "自评表") -> list[list[object]]:
    found = openpyxl.load_workbook(io.BytesIO(data))[sheet]
    return [[cell.value for cell in row] for row in found.iter_rows(max_row=4, max_col=3)]


def test_scores_go_into_their_cells_and_nothing_else_changes() -> None:
    data = book()
    filled = fill(data, {"自评表": {"C2": FIVE, "C3": Decimal(9)}})
    assert filled.written == 2
    assert values(filled.data) == [
        ["指标", "分值", "得分"], ["甲", 5, 4.64], ["乙", 10, 9], ["总分", 15, "=SUM(C2:C3)"]
    ]  # fmt: skip
    assert changed(data, filled.data) == {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    assert list(parts(data)) == list(parts(filled.data))
    sheet = openpyxl.load_workbook(io.BytesIO(filled.data))["自评表"]
    assert sheet["C2"].fill.fgColor.rgb == "00FFFF00"
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["A2"]
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["C2:C3"]
    assert len(sheet._charts) == 1


def test_a_workbook_without_formulas_changes_in_its_sheet_alone() -> None:
    def plain(workbook: openpyxl.Workbook) -> None:
        workbook["自评表"]["C4"] = 15
        workbook["说明"]["A1"] = "文字"

    data = book(plain)
    assert changed(data, fill(data, {"自评表": {"C2": FIVE}}).data) == {"xl/worksheets/sheet1.xml"}


def test_formulas_are_computed_again_on_opening() -> None:
    filled = fill(book(), {"自评表": {"C2": FIVE}})
    assert openpyxl.load_workbook(io.BytesIO(filled.data)).calculation.fullCalcOnLoad


def test_a_total_that_is_the_sum_stays_a_formula() -> None:
    filled = fill(book(), {"自评表": {"C2": FIVE, "C3": Decimal(9), "C4": Decimal("13.64")}})
    assert values(filled.data)[3] == ["总分", 15, "=SUM(C2:C3)"]
    cached = openpyxl.load_workbook(io.BytesIO(filled.data), data_only=True)["自评表"]["C4"]
    assert cached.value == 13.64
    assert [note.code for note in filled.notes] == []


def test_a_formula_that_gives_way_is_told_with_its_place() -> None:
    filled = fill(book(), {"自评表": {"C4": Decimal(89)}}, "甲.xlsx")
    assert values(filled.data)[3] == ["总分", 15, 89]
    (note,) = filled.notes
    assert (note.code, note.place.file, note.place.table, note.place.cell) == (
        "FIL005",
        "甲.xlsx",
        "自评表",
        "C4",
    )
    assert note.found == "=SUM(C2:C3)"
    assert "=SUM(C2:C3)" in (note.sentence("message") or "")


def test_the_order_of_calculation_goes_with_a_formula() -> None:
    data = book()
    added = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(added, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/_rels/workbook.xml.rels":
                content = content.replace(
                    b"</Relationships>",
                    b'<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                    b'relationships/calcChain" Target="calcChain.xml"/></Relationships>',
                )
            if name == "[Content_Types].xml":
                content = content.replace(
                    b"</Types>",
                    b'<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.'
                    b'openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>',
                )
            new.writestr(name, content)
        new.writestr("xl/calcChain.xml", '<calcChain><c r="C4" i="1"/></calcChain>')
    filled = fill(added.getvalue(), {"自评表": {"C4": Decimal(89)}})
    found = parts(filled.data)
    assert "xl/calcChain.xml" not in found
    assert b"calcChain" not in found["[Content_Types].xml"] + found["xl/_rels/workbook.xml.rels"]
    kept = fill(added.getvalue(), {"自评表": {"C2": FIVE}})
    assert "xl/calcChain.xml" in parts(kept.data)


def test_a_format_that_would_show_another_number_becomes_general() -> None:
    def whole(workbook: openpyxl.Workbook) -> None:
        for cell in ("C2", "C3"):
            workbook["自评表"][cell].number_format = "0"

    data = book(whole)
    filled = fill(data, {"自评表": {"C2": FIVE, "C3": Decimal(9)}})
    sheet = openpyxl.load_workbook(io.BytesIO(filled.data))["自评表"]
    assert (sheet["C2"].number_format, sheet["C3"].number_format) == ("General", "0")
    assert sheet["C2"].fill.fgColor.rgb == "00FFFF00"
    assert [note.code for note in filled.notes] == ["FIL007"]
    assert "C2" in (filled.notes[0].sentence("message") or "")


def test_macros_stay_as_they_are() -> None:
    data = book()
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(
                    b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
                ).replace(b"openxmlformats-officedocument.ms-excel", b"ms-excel")
            new.writestr(name, content)
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(100))
    before = stream.getvalue()
    after = fill(before, {"自评表": {"C2": FIVE}}).data
    assert parts(after)["xl/vbaProject.bin"] == parts(before)["xl/vbaProject.bin"]
    assert parts(after)["[Content_Types].xml"] == parts(before)["[Content_Types].xml"]


def test_a_signature_that_no_longer_holds_is_told() -> None:
    stream = io.BytesIO(book())
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<x/>")
    assert [note.code for note in fill(stream.getvalue(), {"自评表": {"C2": FIVE}}).notes] == ["FIL006"]


def test_a_workbook_of_another_writer_is_filled() -> None:
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream)
    workbook.add_worksheet("表").write_row(0, 0, ["甲", 5])
    workbook.close()
    filled = fill(stream.getvalue(), {"表": {"B1": FIVE, "C7": FIVE}})
    sheet = openpyxl.load_workbook(io.BytesIO(filled.data))["表"]
    assert (sheet["B1"].value, sheet["C7"].value) == (4.64, 4.64)


def test_sheets_are_named_in_order() -> None:
    assert sheet_names(book()) == ("自评表", "说明")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), None),
        (b"%PDF-1.4", "FIL002"),
        ("指标\t分值".encode(), "FIL002"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, code: str | None) -> None:
    with pytest.raises(Refused) as refusal:
        fill(data, {})
    assert code in {None, refusal.value.code}


def test_an_old_workbook_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jixiao.documents.fill.office_kind", lambda _: "xls")
    with pytest.raises(Refused) as refusal:
        fill(b"", {})
    assert refusal.value.code == "FIL001"


def test_a_sheet_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        fill(book(), {"别的": {"A1": FIVE}})
    assert refusal.value.code == "FIL003"
