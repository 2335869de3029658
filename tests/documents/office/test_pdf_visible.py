from __future__ import annotations

from jixiao.documents.grid import Extract, Paragraph
from jixiao.documents.office.pdf_grid import parse_pdf
from tests.documents.office.pdf_writer import PdfPage, pdf


def lines(drawn: PdfPage) -> list[str]:
    return _told(parse_pdf(pdf(drawn)))


def _told(extract: Extract) -> list[str]:
    return [block.text for block in extract.blocks if isinstance(block, Paragraph)]


def clipped(drawn: PdfPage, *, operator: str, box: str) -> PdfPage:
    """Text of ten characters from 60 to 160, of which the box shows a part; and text after it."""
    drawn.operations.append(f"q {box} re {operator} n")
    drawn.text(60, 60, "一二三四五六七八九十")
    drawn.operations.append("Q")
    return drawn.text(60, 100, "在外面")


def test_what_is_clipped_away_is_not_read_and_told() -> None:
    for operator in ("W", "W*"):
        drawn = clipped(PdfPage(), operator=operator, box="0 0 100 842")
        assert lines(drawn) == ["一二三四", "在外面"]
        (note,) = parse_pdf(pdf(drawn)).notes
        assert (note.code, note.params, note.page) == ("PDF019", {"pages": "第1页"}, 1)


def test_clips_narrow_one_another_and_end_with_their_state() -> None:
    drawn = PdfPage()
    drawn.operations.append("q 0 0 140 842 re W n q 80 0 600 842 re W n")
    drawn.text(60, 60, "一二三四五六七八九十")
    drawn.operations.append("Q")
    drawn.text(60, 100, "一二三四五六七八九十")
    drawn.operations.append("Q Q")
    drawn.text(60, 140, "一二三四五六七八九十")
    assert lines(drawn) == ["三四五六七八", "一二三四五六七八", "一二三四五六七八九十"]


def test_the_clip_is_turned_with_the_space_it_is_drawn_in() -> None:
    drawn = PdfPage()
    drawn.operations.append("q 2 0 0 2 0 0 cm 0 0 50 421 re W n")
    drawn.operations.append("0.5 0 0 0.5 0 0 cm")
    drawn.text(60, 60, "一二三四五六七八九十")
    drawn.operations.append("Q")
    assert lines(drawn) == ["一二三四"]


def test_a_clip_without_a_path_is_none() -> None:
    drawn = PdfPage()
    drawn.operations.append("q W n")
    drawn.text(60, 60, "一二三")
    drawn.operations.append("Q")
    assert lines(drawn) == ["一二三"]


def test_what_lies_outside_the_crop_box_is_not_shown() -> None:
    drawn = PdfPage(more="/CropBox[0 0 100 842]").text(60, 60, "一二三四五六七八九十")
    assert lines(drawn) == ["一二三四"]
