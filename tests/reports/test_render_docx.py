from __future__ import annotations

import io
from decimal import Decimal

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph
from hypothesis import given, settings

from jixiao.reports import chart_png
from jixiao.reports.blocks import (
    Bars,
    Blank,
    Column,
    Contents,
    Figure,
    Heading,
    Part,
    Report,
    Series,
    Table,
    Title,
    cell,
    paragraph,
    row,
)
from jixiao.reports.render import as_bytes
from tests.reports.shown import expected
from tests.strategies.reports import reports


def read(report: Report):
    return Document(io.BytesIO(as_bytes(report, "docx")))


def texts_of(document) -> list[str]:
    found = []
    for element in document.element.body:
        if element.tag == qn("w:p"):
            found.append(DocxParagraph(element, document).text)
        elif element.tag == qn("w:tbl"):
            for line in DocxTable(element, document)._tbl.tr_lst:
                for one in line.tc_lst:
                    if one.vMerge != "continue":
                        found += [DocxParagraph(p, document).text for p in one.p_lst]
    return [text for text in found if text]


@given(reports)
@settings(max_examples=20, deadline=None)
def test_any_report_reads_back_with_the_same_texts_in_order(report: Report) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chart_png, "draw", lambda *_, **__: None)
        document = read(report)
    assert texts_of(document) == expected(report, field=True)
    assert len(document.sections) == max(len(report.parts), 1)


def table(count: int = 3) -> Table:
    columns = (Column("名称"), Column("得分", figure=True))
    rows = tuple(row(f"项目{at}", cell("9.5", number=Decimal("9.5"))) for at in range(count))
    return Table(columns, (*rows, row("合计", "28.5", strong=True)), caption="表1 得分", unit="单位：分")


def test_headings_are_real_and_the_contents_a_field() -> None:
    blocks = (Title("报告"), Contents("目录"), *(Heading(level, "甲", f"{level}") for level in (1, 2, 3, 4)))
    document = read(Report("报告", (Part(blocks),)))
    styles = [p.style.name for p in document.paragraphs]
    assert styles == ["Title", "TOC Heading", "toc 1", "Heading 1", "Heading 2", "Heading 3", "Heading 4"]
    levels = [
        document.styles[f"Heading {level}"].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val"))
        for level in (1, 2, 3, 4)
    ]
    assert levels == ["0", "1", "2", "3"]
    fields = [e.text for e in document.element.body.iter(qn("w:instrText"))]
    assert fields == [' TOC \\o "1-2" \\h \\z \\u ']


def test_a_table_repeats_its_heading_and_its_rows_do_not_break() -> None:
    lines = read(Report("报告", (Part((table(),)),))).tables[0]._tbl.tr_lst
    heads = [line.trPr.find(qn("w:tblHeader")) is not None for line in lines]
    whole = [line.trPr.find(qn("w:cantSplit")) is not None for line in lines]
    kept = [next(line.iter(qn("w:pPr"))).find(qn("w:keepNext")) is not None for line in lines]
    assert heads == [True, False, False, False, False]
    assert whole == [True] * 5
    # the heading with its first two rows, the total with the row before it
    assert kept == [True, True, False, True, False]


def test_a_row_that_may_be_taller_than_a_page_may_break() -> None:
    one = Table((Column("内容"),), (row("字" * 5000),))
    line = read(Report("报告", (Part((one,)),))).tables[0]._tbl.tr_lst[1]
    assert line.trPr is None or line.trPr.find(qn("w:cantSplit")) is None


def test_the_page_is_that_of_an_official_paper() -> None:
    document = read(Report("报告", (Part((paragraph("字"),)), Part((table(),), landscape=True))))
    upright, lying = document.sections
    assert [round(upright.page_width.mm), round(upright.page_height.mm)] == [210, 297]
    margins = (upright.top_margin, upright.bottom_margin, upright.left_margin, upright.right_margin)
    assert [round(side.mm) for side in margins] == [37, 35, 28, 26]
    assert [round(lying.page_width.mm), round(lying.page_height.mm)] == [297, 210]
    assert document.settings.odd_and_even_pages_header_footer
    sides = [
        footer.paragraphs[0]._p.pPr.find(qn("w:jc")).get(qn("w:val"))
        for footer in (upright.footer, upright.even_page_footer)
    ]
    assert sides == ["right", "left"]
    body = document.styles["Report Body"].element
    assert body.rPr.find(qn("w:sz")).get(qn("w:val")) == "32"
    assert body.pPr.find(qn("w:spacing")).get(qn("w:line")) == "578"
    assert body.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"


def test_a_blank_is_highlighted() -> None:
    document = read(Report("报告", (Part((paragraph("因为", Blank("原因"), "。"),)),)))
    look = [(run.text, run.font.highlight_color is not None) for run in document.paragraphs[0].runs]
    assert look == [("因为", False), ("【待补充：原因】", True), ("。", False)]


@pytest.mark.skipif(chart_png.font() is None, reason="no matplotlib, or no font with Chinese")
def test_a_chart_is_a_picture_with_its_words() -> None:
    drawn = Figure(Bars(("甲", "乙"), (Series("优", (Decimal(1), None)),)), "图1", "甲一个")
    document = read(Report("报告", (Part((drawn,)),)))
    assert len(document.inline_shapes) == 1
    assert document.inline_shapes[0]._inline.docPr.get("descr") == "甲一个"
    assert texts_of(document) == ["图1"]


def test_a_sum_that_is_written_out_stretches_no_line() -> None:
    document = read(Report("报告", (Part((paragraph("7÷160=4.38%。"), paragraph("达到目标。"))),)))
    sides = {one.text: one.alignment for one in document.paragraphs if one.text}
    assert sides == {"7÷160=4.38%。": WD_ALIGN_PARAGRAPH.LEFT, "达到目标。": None}
