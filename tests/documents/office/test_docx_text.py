from __future__ import annotations

import pytest

from jixiao.documents.grid import Paragraph
from jixiao.documents.office.docx_grid import parse_docx
from tests.documents.office.word_writer import docx, r

ENTRIES = '<w:listEntry w:val="优"/><w:listEntry w:val="良"/>'


def text(inner: str) -> str:
    """The text of one paragraph with that content; empty where there is none."""
    found = parse_docx(docx(f"<w:p>{inner}</w:p>")).blocks
    return "".join(block.text for block in found if isinstance(block, Paragraph))


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        (r("甲") + "<w:r><w:tab/></w:r>" + r("乙"), "甲\t乙"),
        (r("甲") + "<w:r><w:br/></w:r>" + r("乙") + "<w:r><w:cr/></w:r>" + r("丙"), "甲\n乙\n丙"),
        (r("甲") + '<w:r><w:br w:type="page"/></w:r>' + r("乙"), "甲乙"),
        (r("2023") + "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>" + r("2024"), "2023-2024"),
        (r("看") + r("不见", "<w:vanish/>") + r("见", '<w:vanish w:val="0"/>'), "看见"),
        (f"<w:hyperlink>{r('链接')}</w:hyperlink><w:smartTag>{r('标记')}</w:smartTag>", "链接标记"),
        (f"<w:moveTo>{r('来')}</w:moveTo><w:moveFrom>{r('去')}</w:moveFrom>", "来"),
        (r("甲") + "<w:r><w:footnoteReference/></w:r>", "甲"),
        (f"<w:r><w:ruby><w:rt>{r('pin')}</w:rt><w:rubyBase>{r('拼')}</w:rubyBase></w:ruby></w:r>", "拼"),
    ],
)
def test_runs(inner: str, wanted: str) -> None:
    assert text(inner) == wanted


@pytest.mark.parametrize(
    ("font", "char", "wanted"),
    [
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "A3", "≤"),
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "00A8", "☐"),
        ("Wingdings 2", "F052", "☑"),
        ("宋体", "2265", "≥"),
        ("某字体", "F041", "\ufffd"),
        ("宋体", "D800", "\ufffd"),
    ],
)
def test_symbols(font: str, char: str, wanted: str) -> None:
    assert text(f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>') == wanted


def test_symbols_typed_as_text_of_a_symbol_font() -> None:
    fonts = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    assert text(r("\uf0fe", fonts) + r("优")) == "☑优"
    assert text(r("\uf0b3") + r("90%")) == "≥90%"
    assert text('<w:r><w:sym w:char="zz"/></w:r>' + r("甲")) == "甲"


def field(code: str, result: str, data: str = "") -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    middle = f'<w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    return f'{begin}{middle}{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def test_fields_show_their_results() -> None:
    assert text(r("共") + field(" =SUM(ABOVE) ", r("100")) + r("分")) == "共100分"
    nested = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + field("PAGE", r("内")) + r("码")
    nested += (
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("外")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert text(nested) == "外"
    assert text(f'<w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple>') == "3"


def test_a_field_that_never_ends_swallows_no_other_paragraph() -> None:
    open_field = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
    found = parse_docx(docx(open_field + f"<w:p>{r('后')}</w:p>")).blocks
    assert found == (Paragraph("后"),)


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ('<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>', "☑"),
        ('<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>', "☐"),
        (
            f'<w:ffData><w:ddList><w:result w:val="1"/>{ENTRIES}</w:ddList></w:ffData>',
            "良",
        ),
        ('<w:ffData><w:ddList><w:result w:val="7"/><w:listEntry w:val="优"/></w:ddList></w:ffData>', ""),
    ],
)
def test_old_form_fields(data: str, wanted: str) -> None:
    assert text(field("FORM", "", data)) == wanted


def test_check_boxes_of_today() -> None:
    box = "<w:sdt><w:sdtPr><w14:checkbox>{}</w14:checkbox></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert text(box.format('<w14:checked w14:val="1"/>', "") + r("是")) == "☑是"
    assert text(box.format('<w14:checked w14:val="0"/>', "") + r("否")) == "☐否"
    assert text(box.format('<w14:checked w14:val="1"/>', r("☒")) + r("是")) == "☒是"


def test_formulas_keep_their_order() -> None:
    above, below = (f"<m:r><m:t>{number}</m:t></m:r>" for number in (44, 56))
    fraction = f"<m:oMath><m:f><m:num>{above}</m:num><m:den>{below}</m:den></m:f></m:oMath>"
    assert text(fraction) == "44/56"
    assert text("<m:oMath><m:r><m:t>≥</m:t></m:r><m:r><m:t>95%</m:t></m:r></m:oMath>") == "≥95%"
    brackets = (
        '<m:oMath><m:d><m:dPr><m:begChr m:val="["/></m:dPr><m:e><m:r><m:t>1</m:t></m:r></m:e></m:d></m:oMath>'
    )
    assert text(brackets) == "[1)"


def test_the_fallback_where_the_choice_is_empty() -> None:
    both = f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{r('旧')}</mc:Fallback></mc:AlternateContent>"
    assert text(both) == "旧"
