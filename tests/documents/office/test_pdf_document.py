from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pdfminer.pdfpage import PDFPage

from jixiao.documents.office.pdf_document import Document
from jixiao.documents.office.pdf_grid import parse_pdf
from jixiao.documents.office.pdf_page import content_of
from jixiao.documents.office.refusal import Refused
from tests.documents.office.pdf_writer import PdfPage, pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfminer.pdfdocument import PDFDocument


def page() -> PdfPage:
    return PdfPage().table(60, 60, [50, 50], [["甲", "乙"]])


def test_pages_up_to_a_number_and_whether_there_are_more() -> None:
    data = pdf(page(), page(), page())
    document = Document(data)
    assert [content is None for content in document.pages(2)] == [False, False]
    assert (document.count, document.more, document.fields) == (3, True, False)
    document = Document(data.replace(b"/Count 3", b"/Count(a"))
    assert [content.number for content in document.pages(3) if content] == [1, 2, 3]
    assert (document.count, document.more) == (0, False)


def test_what_cannot_be_opened() -> None:
    for data, code in ((b"", "PDF003"), (b"%PDF-1.4", "PDF003"), (pdf(page(), password="x1"), "PDF002")):  # noqa: S106 - of this very file
        with pytest.raises(Refused) as caught:
            Document(data)
        assert caught.value.code == code


def test_a_broken_page_does_not_hide_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails_on_the_second(raw: object, number: int, manager: object) -> object:
        if number == 2:
            raise TypeError
        return content_of(raw, number, manager)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr("jixiao.documents.office.pdf_document.content_of", fails_on_the_second)
    extract = parse_pdf(pdf(page(), page(), page()))
    assert [grid.page for grid in extract.grids] == [1, 3]
    assert [(note.code, note.params, note.severity) for note in extract.notes] == [
        ("PDF012", {"pages": "第2页"}, "error")
    ]


def test_a_broken_tree_of_pages_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = PDFPage.create_pages

    def one(document: PDFDocument) -> Iterator[PDFPage]:
        yield next(whole(document))
        raise TypeError

    monkeypatch.setattr(PDFPage, "create_pages", one)
    extract = parse_pdf(pdf(page(), page(), page()))
    assert [grid.page for grid in extract.grids] == [1]
    assert [(note.code, note.params) for note in extract.notes] == [
        ("PDF006", {"count": "3", "limit": "2"}),
        ("PDF012", {"pages": "第2页"}),
    ]
