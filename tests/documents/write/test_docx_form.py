from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given, settings

from jixiao.documents.write import docx_form
from jixiao.documents.write.model import FilledForm, FormBook
from tests.documents.write.samples import FORM, SCORED, texts_of
from tests.strategies.written import filled_forms

if TYPE_CHECKING:
    from docx.document import Document as DocumentType


def load(*filled: FilledForm) -> DocumentType:
    return Document(io.BytesIO(docx_form.as_bytes(FormBook(filled))))


def shown(document: DocumentType) -> str:
    """All text in the order of the file: a paragraph a line, a tab for a tab."""
    paragraphs = []
    for paragraph in document.element.body.iter(qn("w:p")):
        pieces = {qn("w:t"): None, qn("w:br"): "\n", qn("w:tab"): "\t"}
        found = ((node.text, pieces[node.tag]) for node in paragraph.iter() if node.tag in pieces)
        paragraphs.append("".join(text or "" if piece is None else piece for text, piece in found))
    return "\0".join(paragraphs)


def test_the_form_is_two_tables_that_look_like_one() -> None:
    document = load(FilledForm(FORM))
    assert len(document.tables) == 2
    heading = document.tables[1].rows[0]
    assert [cell.text for cell in heading.cells][1:4] == ["一级指标", "二级指标", "三级指标"]
    grids = [[column.width for column in table.columns] for table in document.tables]
    assert grids[0] == grids[1]


def test_the_heading_repeats_and_rows_do_not_break() -> None:
    rows = load(FilledForm(FORM)).tables[1].rows
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True] + [False] * (
        len(rows) - 1
    )
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_a_label_is_not_left_with_one_row_at_the_end_of_a_page() -> None:
    rows = load(FilledForm(FORM)).tables[1].rows
    first = [row._tr for row in rows if 'w:vMerge w:val="restart"' in row._tr.xml]
    assert first != []
    for row in first:
        assert all(cell.find(qn("w:p")).pPr.find(qn("w:keepNext")) is not None for cell in row.tc_lst)


def test_levels_are_merged_downwards() -> None:
    table = load(FilledForm(FORM)).tables[1]
    assert table.cell(1, 1)._tc is table.cell(2, 1)._tc
    assert table.cell(1, 1).text == "产出指标"
    assert table.cell(3, 1).text == "效益指标"


def test_pages_have_the_margins_of_the_standard() -> None:
    section = load(FilledForm(FORM)).sections[0]
    assert [
        round(side.mm)
        for side in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        if side is not None
    ] == [37, 35, 28, 26]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_each_form_is_a_section_and_a_summary_comes_first() -> None:
    document = load(SCORED, FilledForm(FORM))
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert document.tables[0].cell(1, 1).text == "政务大厅运行"


def test_chinese_fonts_are_named_for_chinese_text() -> None:
    data = zipfile.ZipFile(io.BytesIO(docx_form.as_bytes(FormBook((FilledForm(FORM),)))))
    body = data.read("word/document.xml").decode()
    assert 'w:eastAsia="方正小标宋简体"' in body
    assert 'w:eastAsia="仿宋_GB2312"' in body
    assert 'w:name="仿宋_GB2312"' in data.read("word/fontTable.xml").decode()


def test_a_difference_is_bold_coloured_and_has_its_sign() -> None:
    document = load(SCORED)
    cells = [cell for row in document.tables[1].rows for cell in row.cells if cell.text == "≠"]
    assert len(cells) == 2  # a score and the grade
    run = cells[0].paragraphs[0].runs[0]
    assert run.bold
    assert str(run.font.color.rgb) == "9C0006"


@settings(max_examples=20)
@given(filled_forms())
def test_any_form_is_written_whole(filled: FilledForm) -> None:
    found = shown(load(filled))
    assert [text for text in texts_of(filled) if text not in found] == []


def test_an_identifier_is_kept_in_the_properties() -> None:
    stream = io.BytesIO()
    docx_form.write_sheets([], stream, identifier="x/1")
    assert Document(stream).core_properties.identifier == "x/1"
