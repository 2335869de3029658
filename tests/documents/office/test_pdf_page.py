from __future__ import annotations

import io

import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from jixiao.documents.office.pdf_page import UNMAPPED, PageContent, content_of
from tests.documents.office.pdf_writer import PdfPage, pdf


def content(drawn: PdfPage) -> PageContent:
    document = PDFDocument(PDFParser(io.BytesIO(pdf(drawn))))
    return content_of(next(PDFPage.create_pages(document)), 1, PDFResourceManager())


def places(found: PageContent) -> list[tuple[str, int, int]]:
    return [(glyph.text, round(glyph.x0), round(glyph.top)) for glyph in found.glyphs]


def test_glyphs_from_the_upper_left_corner() -> None:
    found = content(PdfPage().text(60, 100, "甲乙", 10))
    assert places(found) == [("甲", 60, 100), ("乙", 70, 100)]
    assert (found.width, found.height, found.turned) == (595, 842, 0)
    assert [round(glyph.size) for glyph in found.glyphs] == [10, 10]


@pytest.mark.parametrize(
    ("angle", "start", "second"),
    # where a line begins and the next one stands, on the page as it is drawn
    [(90, (100, 700), (120, 700)), (180, (500, 700), (500, 680)), (270, (300, 100), (280, 100))],
)
def test_text_that_runs_another_way_turns_the_page(
    angle: int, start: tuple[int, int], second: tuple[int, int]
) -> None:
    found = content(PdfPage().text(*start, "甲乙", 10, angle).text(*second, "丙丁", 10, angle))
    assert found.turned == angle
    first, other = found.glyphs[0], found.glyphs[2]
    assert [glyph.text for glyph in found.glyphs] == ["甲", "乙", "丙", "丁"]
    assert found.glyphs[1].x0 - first.x0 == pytest.approx(10, abs=0.1)
    assert other.top - first.top == pytest.approx(20, abs=0.1)
    assert other.x0 == pytest.approx(first.x0, abs=0.1)


def test_rulings_however_they_are_drawn() -> None:
    found = content(
        PdfPage()
        .line(10, 20, 110, 20)
        .bar(10, 50, 110, 50.6)
        .bar(200, 10, 200.5, 90)
        .frame(300, 100, 340, 160)
    )
    across = sorted((round(one.at), round(one.start), round(one.end)) for one in found.across)
    down = sorted((round(one.at), round(one.start), round(one.end)) for one in found.down)
    assert across == [(20, 10, 110), (50, 10, 110), (100, 300, 340), (160, 300, 340)]
    assert down == [(200, 10, 90), (300, 100, 160), (340, 100, 160)]


def test_a_filled_area_and_a_slanted_line_are_no_rulings() -> None:
    found = content(PdfPage().bar(10, 10, 200, 60).line(0, 0, 50, 50))
    assert (found.across, found.down) == ([], [])


def test_what_is_left_out_is_counted() -> None:
    found = content(PdfPage().text(60, 60, "正文").text(100, 400, "水印 字", 40, 30).unknown(60, 90, 1))
    assert [glyph.text for glyph in found.glyphs] == ["正", "文", UNMAPPED]
    assert (found.skewed, found.unmapped, found.imaged, found.pictured) == (3, 1, False, False)
    scan = content(PdfPage().scan())
    assert (scan.imaged, scan.pictured) == (True, True)


def test_a_few_characters_that_run_another_way_are_set_aside() -> None:
    found = content(PdfPage().text(60, 60, "正文很长").text(20, 700, "装订线", 10, 90))
    assert ["".join(glyph.text for glyph in group) for group in found.aside] == ["装订线"]
    assert len(found.glyphs) == 4
