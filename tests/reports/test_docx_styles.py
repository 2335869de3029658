from __future__ import annotations

import io
import re

from docx import Document
from docx.oxml.ns import qn

from jixiao.documents.write.faces import KAI
from jixiao.reports.docx_styles import apply_styles


def test_the_faces_are_those_of_the_standard_for_chinese_too() -> None:
    document = Document()
    apply_styles(document)
    faces = {
        name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Report Body")
    }
    assert faces == {
        "Title": "方正小标宋简体",
        "Heading 1": "黑体",
        "Heading 2": KAI.name,
        "Heading 3": "仿宋_GB2312",
        "Heading 4": "仿宋_GB2312",
        "Report Body": "仿宋_GB2312",
    }
    sizes = [document.styles[name].font.size.pt for name in ("Title", "Heading 1", "Report Body")]
    assert sizes == [22, 16, 16]
    assert not document.styles["Heading 1"].element.rPr.rFonts.get(qn("w:asciiTheme"))


def test_no_style_is_there_twice_and_one_is_the_default() -> None:
    document = Document()
    apply_styles(document)
    styles = document.styles.element.findall(qn("w:style"))
    ids = [style.get(qn("w:styleId")) for style in styles]
    assert len(ids) == len(set(ids))
    defaults = [
        style.get(qn("w:styleId"))
        for style in styles
        if style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph"
    ]
    assert defaults == ["Normal"]


def test_stand_ins_are_named() -> None:
    document = Document()
    apply_styles(document)
    stream = io.BytesIO()
    document.save(stream)
    parts = Document(stream).part.package.iter_parts()
    blob = next(part.blob for part in parts if part.partname == "/word/fontTable.xml").decode()
    assert re.findall('w:font w:name="([^"]+)"', blob) == [
        "方正小标宋简体", "黑体", "仿宋_GB2312", "楷体_GB2312", "宋体",
    ]  # fmt: skip
