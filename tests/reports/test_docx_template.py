from __future__ import annotations

import contextlib
import io
import itertools
import re
import zipfile
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.documents.office.refusal import Refused
from jixiao.reports.blocks import (
    Blank,
    Column,
    Fact,
    Heading,
    Origin,
    Part,
    Report,
    Source,
    Table,
    Words,
    blanks,
    facts,
    numbered,
    paragraph,
    row,
)
from jixiao.reports.docx_template import Left, fill
from jixiao.reports.placeholders import Values

NAME = Fact("大厅项目", Source(Origin.FIELD, "project"))
SCORE = Fact("95.5", Source(Origin.COMPUTED, "total"), Decimal("95.5"))
TABLE = Table(
    (Column("指标"), Column("得分", figure=True)), (row("窗口数", SCORE),), "评分", "单位：分", ("注",)
)
BLOCKS = numbered(
    (Heading(1, "基本情况"), paragraph("共", SCORE), Heading(2, "概况"), paragraph("好"), TABLE)
)
VALUES = Values(
    {"项目名称": (NAME,), "得分": (SCORE,), "等级": (Blank("等级"),), "两个": (Words("甲"), SCORE)},
    {"评分表": TABLE},
    Report("报告", (Part(BLOCKS),)),
)


def made(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]  # the library has no types
    return stream.getvalue()


def lines(data: bytes) -> list[str]:
    body = Document(io.BytesIO(data)).element.body
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]


def cut(text: str, cuts: list[int]) -> bytes:
    """A document of one paragraph whose text is cut into runs, every other one bold."""
    document = Document()
    one = document.add_paragraph()
    edges = sorted({0, len(text), *(at % (len(text) + 1) for at in cuts)})
    for number, (start, end) in enumerate(itertools.pairwise(edges)):
        one.add_run(text[start:end]).bold = number % 2 == 0
    return made(document)


@given(st.lists(st.integers(0, 60), max_size=12))
@settings(max_examples=40, deadline=None)
def test_a_placeholder_is_found_however_word_has_cut_it(cuts: list[int]) -> None:
    text = "对{{项目名称}}评得{{ 得分 }}分，{{两个}}{{不认识}}，等级｛｛等级｝｝。"
    filled = fill(cut(text, cuts), VALUES)
    assert lines(filled.data) == ["对大厅项目评得95.5分，甲95.5{{不认识}}，等级【待补充：等级】。"]
    assert filled.left == (Left("不认识", "body", "unknown"),)
    assert filled.places == 4
    assert [one.text for one in facts(filled.report)] == ["大厅项目", "95.5", "95.5"]
    assert [one.text for one in blanks(filled.report)] == ["【待补充：等级】"]


def test_what_is_put_in_looks_like_the_placeholder_and_a_blank_is_highlighted() -> None:
    document = Document()
    one = document.add_paragraph("前")
    run = one.add_run("{{项目名称}}{{等级}}")
    run.italic = True
    (line,) = Document(io.BytesIO(fill(made(document), VALUES).data)).paragraphs
    look = [(r.text, bool(r.italic), r.font.highlight_color is not None) for r in line.runs if r.text]
    assert look == [("前", False, False), ("大厅项目", True, False), ("【待补充：等级】", True, True)]


def test_a_section_and_a_table_take_the_place_of_their_paragraph() -> None:
    document = Document()
    document.add_paragraph("题", style="Title")
    document.add_paragraph("{{一基本情况}}", style="Quote")
    document.add_paragraph("完")
    filled = fill(made(document), VALUES)
    assert lines(filled.data) == [
        "题", "共95.5", "（一）概况", "好", "评分", "单位：分", "指标", "得分", "窗口数", "95.5", "注", "完",
    ]  # fmt: skip
    styles = [one.style.name for one in Document(io.BytesIO(filled.data)).paragraphs]
    assert styles[:4] == ["Title", "Quote", "Heading 2", "Quote"]
    table = Document(io.BytesIO(filled.data)).tables[0]
    sides = Document().sections[0]
    room = sides.page_width - sides.left_margin - sides.right_margin
    assert abs(sum(column.width for column in table.columns) - room) < room / 100


def test_a_table_in_a_cell_leaves_the_cell_whole() -> None:
    document = Document()
    document.add_table(1, 1).cell(0, 0).text = "{{评分表}}"
    cell = Document(io.BytesIO(fill(made(document), VALUES).data)).tables[0].cell(0, 0)
    assert len(cell.tables) == 1
    assert cell._tc[-1].tag == qn("w:p")


def test_what_must_stand_alone_is_left_within_a_line_and_what_is_not_closed_is_told() -> None:
    document = Document()
    document.add_paragraph("见{{评分表}}")
    document.add_paragraph("见{{得分}和{{项目名称}}")
    filled = fill(made(document), VALUES)
    assert lines(filled.data)[0] == "见{{评分表}}"
    assert {(one.place, one.why) for one in filled.left} == {("body", "inline"), ("body", "broken")}


def test_headers_footers_and_boxes_are_filled() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{项目名称}}"
    document.sections[0].footer.paragraphs[0].text = "{{没有}}"
    box = parse_xml(
        f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>{{得</w:t></w:r><w:r><w:t>分}}</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    holder = document.add_paragraph("{{评分表}}")
    holder._p.append(box)
    filled = fill(made(document), VALUES)
    again = Document(io.BytesIO(filled.data))
    assert again.sections[0].header.paragraphs[0].text == "大厅项目"
    assert again.sections[0].footer.paragraphs[0].text == "{{没有}}"
    (inside,) = again.element.body.iter(qn("w:txbxContent"))
    assert "".join(t.text or "" for t in inside.iter(qn("w:t"))) == "95.5"
    assert len(again.tables) == 1
    assert filled.left == (Left("没有", "footer", "unknown"),)


def test_the_styles_of_the_document_stay() -> None:
    def styles(data: bytes) -> dict[str, str]:
        root = Document(io.BytesIO(data)).styles.element
        return {one.get(qn("w:styleId")): re.sub(r"\s+", " ", one.xml) for one in root.findall(qn("w:style"))}

    document = Document()
    document.add_paragraph("{{评分表}}")
    before = styles(made(document))
    after = styles(fill(made(document), VALUES).data)
    assert {key: after[key] for key in before} == before
    assert set(after) - set(before) == {"JxCell", "JxLabel"}


def test_what_is_put_in_is_not_filled_again() -> None:
    values = VALUES._replace(words={"项目名称": (Words("{{得分}}"),), "得分": (SCORE,)})
    document = Document()
    document.add_paragraph("{{项目名称}}")
    assert lines(fill(made(document), values).data) == ["{{得分}}"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"text", b"%PDF-1.4"])
def test_what_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        fill(data, VALUES)


def test_a_document_with_a_hostile_part_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made(Document()))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document', 1)
            new.writestr(name, data)
    with pytest.raises(Refused):
        fill(stream.getvalue(), VALUES)


@given(st.binary(max_size=64), st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_a_damaged_document_is_refused_or_filled(junk: bytes, at: int) -> None:
    whole = cut("{{项目名称}}", [])
    at %= len(whole)
    with contextlib.suppress(Refused):
        assert fill(whole[:at] + junk + whole[at + len(junk) :], VALUES).data.startswith(b"PK")
