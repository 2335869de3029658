from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.office.xlsx_parts import (
    cell_formats,
    element,
    format_code,
    plain_text,
    relationships,
    shared_strings,
    workbook,
)
from tests.documents.office.packages import MAIN

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def sst(inside: str, *, namespace: str = MAIN) -> list[str]:
    return shared_strings(f'<sst xmlns="{namespace}">{inside}</sst>'.encode(), "sst")


def test_rich_text_is_joined_and_phonetic_guides_are_left_out() -> None:
    rich = (
        '<si><r><rPr><b/></rPr><t>绩效</t></r><r><t xml:space="preserve"> 目标</t></r>'
        '<rPh sb="0" eb="2"><t>jìxiào</t></rPh><phoneticPr fontId="1"/></si>'
    )
    assert sst(f"<si><t>甲</t></si>{rich}<si/><si><t/></si>") == ["甲", "绩效 目标", "", ""]


def test_both_namespaces_and_prefixes() -> None:
    assert sst("<si><t>甲</t></si>", namespace=STRICT) == ["甲"]
    assert shared_strings(f'<x:sst xmlns:x="{MAIN}"><x:si><x:t>甲</x:t></x:si></x:sst>'.encode(), "sst") == [
        "甲"
    ]
    assert shared_strings(b'<sst xmlns="urn:other"><si><t>a</t></si></sst>', "sst") == []


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("甲_x000D_\n乙", "甲\n乙"),
        ("甲\r\n乙\r丙", "甲\n乙\n丙"),
        ("_x005F_x000D_", "_x000D_"),
        ("_xD83D__xDE00_", "😀"),
        ("_xD83D_", "\ufffd"),
        ("_x0000_甲_x0007_", "甲"),
        ("_xGGGG_ _x12_", "_xGGGG_ _x12_"),
        ("  甲\t", "  甲\t"),
    ],
)
def test_escapes_and_line_breaks(stored: str, text: str) -> None:
    assert plain_text(stored) == text


@given(st.text(max_size=40))
def test_any_text_becomes_printable(text: str) -> None:
    plain_text(text).encode("utf-8", "replace").decode()
    assert "\r" not in plain_text(text)


def test_only_cell_formats_are_taken() -> None:
    styles = f"""<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="176" formatCode="0.0"/></numFmts>
      <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="10" applyNumberFormat="0"/><xf numFmtId="176"><alignment/></xf>
      <xf numFmtId="999"/><xf/></cellXfs>
      <dxfs><dxf><numFmt numFmtId="176" formatCode="0.000"/></dxf></dxfs></styleSheet>"""
    assert cell_formats(styles.encode(), "styles") == ("General", "0.00%", "0.0", "General", "General")


def test_a_custom_format_may_take_the_number_of_a_built_in_one() -> None:
    assert format_code(14, {14: "yyyy"}) == "yyyy"
    assert format_code(14, {}) == "yyyy/m/d"
    assert format_code(200, {200: "GENERAL"}) == "General"


def test_the_workbook_lists_its_sheets() -> None:
    content = f"""<workbook xmlns="{MAIN}" xmlns:r="urn:r"><workbookPr date1904="1"/><sheets>
      <sheet name="甲" sheetId="7" r:id="rId3"/><sheet name="乙" sheetId="1" state="veryHidden" r:id="rId1"/>
      </sheets><definedNames><definedName name="总额">表!$A$1</definedName></definedNames></workbook>"""
    book = workbook(content.encode(), "workbook")
    assert [(entry.name, entry.relation, entry.hidden) for entry in book.sheets] == [
        ("甲", "rId3", False),
        ("乙", "rId1", True),
    ]
    assert (book.date1904, book.names) == (True, {"总额"})


def test_targets_are_resolved_and_links_outside_ignored() -> None:
    content = """<Relationships xmlns="p">
      <Relationship Id="a" Type="t/worksheet" Target="worksheets/sheet1.xml"/>
      <Relationship Id="b" Type="t/worksheet" Target="/xl/worksheets/sheet2.xml"/>
      <Relationship Id="c" Type="t/worksheet" Target="..\\xl\\other%20sheet.xml"/>
      <Relationship Id="d" Type="t/externalLink" Target="http://example.com/" TargetMode="External"/>
      </Relationships>"""
    assert relationships(content.encode(), "rels", "xl/workbook.xml") == {
        "a": ("worksheet", "xl/worksheets/sheet1.xml"),
        "b": ("worksheet", "xl/worksheets/sheet2.xml"),
        "c": ("worksheet", "xl/other sheet.xml"),
    }


def test_an_element_has_a_name_in_each_namespace() -> None:
    assert element("c") == {f"{MAIN}}}c", f"{STRICT}}}c"}
