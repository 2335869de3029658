from __future__ import annotations

from typing import Any

import pytest

from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.xlsx_grid import harmless_parts, read_xlsx
from jixiao.documents.office.zip_guard import Package
from tests.documents.office.packages import Entry, package, parts, xlsx, zipped

CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def first(data: bytes) -> dict[str, Any]:
    return read_xlsx(data)[0]


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read_xlsx(data)
    return caught.value.code


def test_sheets_come_in_the_order_of_the_workbook_with_their_names() -> None:
    data = zipped(
        parts({"甲": f"<sheetData>{CELL}</sheetData>", "乙": "<sheetData/>"}, states={"乙": "hidden"})
    )
    read = read_xlsx(data)
    assert [(sheet["name"], sheet["hidden"], sheet["rows"]) for sheet in read] == [
        ("甲", False, [["1"]]),
        ("乙", True, []),
    ]


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "docProps/app.xml", "xl/media/image1.svg"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_any_part(part: str, encoding: str) -> None:
    members = parts({"表": f"<sheetData>{CELL}</sheetData>"})
    declared = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert refusal(zipped({**members, part: declared.encode(encoding)})) == "OFF001"


def test_parts_that_are_missing_or_broken() -> None:
    members = parts({"表": f"<sheetData>{CELL}</sheetData>"})
    for part in ("xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"):
        assert (
            refusal(zipped({name: content for name, content in members.items() if name != part})) == "OFF017"
        )
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "_rels/.rels"):
        assert refusal(zipped({**members, part: members[part][:-5]})) == "OFF017"


def test_without_root_relationships_the_usual_place_is_looked_at() -> None:
    members = parts({"表": f"<sheetData>{CELL}</sheetData>"})
    del members["_rels/.rels"]
    assert first(zipped(members))["rows"] == [["1"]]


def test_other_packages_are_told_by_kind() -> None:
    with pytest.raises(Refused) as caught:
        read_xlsx(zipped({"word/document.xml": b"<a/>"}))
    assert (caught.value.code, caught.value.params) == ("OFF010", {"kind": "docx"})


def test_a_workbook_without_sheets() -> None:
    assert refusal(zipped(parts({}))) == "OFF017"


def test_a_package_within_a_package_is_left_alone() -> None:
    members = parts({"表": f"<sheetData>{CELL}</sheetData>"})
    members["xl/embeddings/book.xlsx"] = package([Entry("a", b"", flags=1)])
    assert first(zipped(members))["rows"] == [["1"]]


def test_dates_of_1904() -> None:
    styles = '<cellXfs><xf numFmtId="31"/></cellXfs>'
    data = xlsx(
        '<row r="1"><c r="A1"><v>43799</v></c></row>',
        styles=styles,
        properties='<workbookPr date1904="true"/>',
    )
    assert first(data)["rows"] == [["2023年12月1日"]]


def test_harmless_parts_leaves_pictures_out() -> None:
    members = {"a.xml": b"<a/>", "b.png": b"\x89PNG", "folder/": b""}
    assert harmless_parts(Package(zipped(members))) == {"a.xml": b"<a/>"}
