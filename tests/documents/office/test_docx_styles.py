from __future__ import annotations

import pytest

from jixiao.documents.grid import Paragraph
from jixiao.documents.office.docx_grid import parse_docx
from jixiao.documents.office.docx_styles import listed, of_part
from tests.documents.office.word_writer import docx, p


def level(style: str, properties: str = '<w:pStyle w:val="a"/>') -> int:
    (block,) = parse_docx(docx(p("题", properties), style)).blocks
    assert isinstance(block, Paragraph)
    return block.level


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("heading 1", 1),
        ("Heading 3", 3),
        ("标题 2", 2),
        ("标题４", 4),
        ("Title", 1),
        ("标题", 1),
        ("正文", 0),
        ("标题栏", 0),
    ],
)
def test_levels_by_the_name_of_the_style(name: str, wanted: int) -> None:
    assert level(f'<w:style w:type="paragraph" w:styleId="a"><w:name w:val="{name}"/></w:style>') == wanted


def test_levels_by_outline_parent_and_default() -> None:
    own = '<w:style w:styleId="a"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    assert level(own) == 3
    child = '<w:style w:styleId="b"><w:name w:val="heading 2"/></w:style>'
    child += '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
    assert level(child) == 2
    body = child.replace(
        '<w:basedOn w:val="b"/>', '<w:basedOn w:val="b"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'
    )
    assert level(body) == 0
    default = '<w:style w:type="paragraph" w:default="1" w:styleId="z"><w:name w:val="heading 5"/></w:style>'
    assert level(default, "") == 5
    ring = "".join(f'<w:style w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("ab", "ba"))
    assert level(ring) == 0


def test_numbers_of_a_style_are_counted() -> None:
    style = '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    (note,) = parse_docx(docx(p("题", '<w:pStyle w:val="a"/>'), style)).notes
    assert (note.code, note.params) == ("WRD007", {"count": "1"})


def test_styles_that_cannot_be_read_are_none() -> None:
    assert of_part(b"<broken").known == {}
    assert of_part(None).known == {}


def test_lists_for_sentences_are_short() -> None:
    assert listed(list(range(1, 9))) == "1、2、3、4、5"
