"""The Word styles of a report, by GB/T 9704-2012: 22 lines of 28 characters, real headings, page numbers.

Sizes: body 三号 (16 pt) 仿宋, title 二号 (22 pt) 小标宋, headings of level 1 黑体, 2 楷体, 3 and 4 仿宋; page
number 四号 (14 pt) 宋体 between dashes, outside on odd and even pages.  16 pt alone gives 27 characters a
line; a spacing of -0.25 pt gives 28.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from jixiao.documents.write.faces import KAI, SONG
from jixiao.documents.write.styles import BODY, HEAD, LATIN, TITLE, TITLE_POINTS, Face

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as DocumentType

POINTS = 16
LINE = 578
"""Twips of a line: 225 mm in 22 lines."""
_TIGHT = -5
"""Twentieths of a point between characters."""
_FONT_TABLE = "/word/fontTable.xml"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEADINGS = ((1, HEAD), (2, KAI), (3, BODY), (4, BODY))


def _fonts(face: Face) -> str:
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{face.name}"/>'


def _style(
    key: str,
    name: str,
    *,
    face: Face = BODY,
    points: float = POINTS,
    paragraph: str = "",
    based: str | None = "Normal",
    tight: bool = False,
    custom: bool = True,
    bold: bool = False,
) -> str:
    """A paragraph style: ``paragraph`` are its properties in the order that the standard wants."""
    size = int(points * 2)
    spacing = f'<w:spacing w:val="{_TIGHT}"/>' if tight else '<w:spacing w:val="0"/>'
    thick = "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    kind = ' w:customStyle="1"' if custom else ""
    default = ' w:default="1"' if key == "Normal" else ""
    parent = "" if based is None else f'<w:basedOn w:val="{based}"/>'
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph"{kind}{default} w:styleId="{key}">'
        f'<w:name w:val="{name}"/>{parent}<w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f'<w:rPr>{_fonts(face)}{thick}<w:color w:val="000000"/>{spacing}'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
        "</w:style>"
    )


def _spacing(line: int = LINE, before: int = 0, after: int = 0, rule: str = "exact") -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


_NO_WIDOW = '<w:widowControl w:val="0"/>'
_TWO_IN = '<w:ind w:firstLine="640" w:firstLineChars="200"/>'
_KEEP = "<w:keepNext/><w:keepLines/>"


@cache
def _styles() -> tuple[str, ...]:
    """Every style of a report as XML."""
    both, right, centre = (f'<w:jc w:val="{how}"/>' for how in ("both", "right", "center"))
    made = [
        _style("Normal", "Normal", paragraph=_NO_WIDOW + _spacing() + both, based=None, custom=False),
        _style("JxBody", "Report Body", paragraph=_NO_WIDOW + _spacing() + _TWO_IN + both, tight=True),
        _style("JxFlush", "Report Flush", paragraph=_NO_WIDOW + _spacing() + both, tight=True),
        _style("JxItem", "Report Item", paragraph=_NO_WIDOW + _spacing() + _TWO_IN + both, tight=True),
        _style("JxCentred", "Report Centred", paragraph=_spacing() + centre),
        _style(
            "JxRight",
            "Report Signature",
            paragraph=_KEEP + _spacing() + '<w:ind w:right="640" w:rightChars="200"/>' + right,
        ),
        _style("JxNote", "Report Note", points=10.5, paragraph=_spacing(320, 40, 40, "atLeast")),
        _style("JxUnder", "Report Subtitle", face=KAI, paragraph=_KEEP + _spacing() + centre),
        _style(
            "JxCaption", "Report Table Caption", face=HEAD, points=12,
            paragraph=_KEEP + _spacing(400, 120, 0, "atLeast") + centre,
        ),
        _style("JxUnit", "Report Table Unit", points=10.5,
               paragraph=_KEEP + _spacing(300, 0, 0, "atLeast") + right),
        _style("JxFigure", "Report Figure",
               paragraph="<w:keepNext/>" + _spacing(240, 120, 0, "auto") + centre),
        _style("JxLegend", "Report Figure Caption", face=HEAD, points=12,
               paragraph=_spacing(400, 0, 120, "atLeast") + centre),
        _style("JxCell", "Report Cell", points=10.5, paragraph=_NO_WIDOW + _spacing(240, 20, 20, "auto")),
        _style("JxLabel", "Report Cell Label", face=HEAD, points=10.5,
               paragraph=_NO_WIDOW + _spacing(240, 20, 20, "auto") + centre),
        _style("Title", "Title", face=TITLE, points=TITLE_POINTS, custom=False,
               paragraph=_KEEP + _spacing(640, 0, 120) + centre),
        _style("TOCHeading", "TOC Heading", face=HEAD, custom=False, paragraph=_KEEP + _spacing() + centre),
    ]  # fmt: skip
    for level, face in _HEADINGS:
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        made.append(
            _style(
                f"Heading{level}", f"heading {level}", face=face, custom=False, tight=True,
                paragraph=_KEEP + _spacing() + _TWO_IN + outline, bold=level == 3,
            )
        )  # fmt: skip
        tabs = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8844"/></w:tabs>'
        indent = f'<w:ind w:left="{320 * (level - 1)}"/>'
        made.append(_style(f"TOC{level}", f"toc {level}", custom=False, paragraph=tabs + _spacing() + indent))
    return tuple(made)


def apply_styles(document: DocumentType) -> None:
    """Put the styles of a report into a new document, in place of those of the same id; name stand-ins."""
    root = document.styles.element
    given = {style.get(qn("w:styleId")): style for style in root.findall(qn("w:style"))}
    for text in _styles():
        made = parse_xml(text)
        old = given.get(made.get(qn("w:styleId")))
        if old is None:
            root.append(made)
        else:
            root.replace(old, made)
    _name_stand_ins(document)


def add_styles(document: DocumentType, keys: Iterable[str]) -> None:
    """Put some styles of a report into a document that has none of these ids; its own stay as they are."""
    root = document.styles.element
    given = {style.get(qn("w:styleId")) for style in root.findall(qn("w:style"))}
    wanted = set(keys) - given
    if not wanted:
        return
    for text in _styles():
        made = parse_xml(text)
        if made.get(qn("w:styleId")) in wanted:
            for parent in made.findall(qn("w:basedOn")):
                # the document's own default would give it another spacing and face
                made.remove(parent)
            root.append(made)


def _name_stand_ins(document: DocumentType) -> None:
    """Tell what may stand in for a font that a machine lacks."""
    part = next((p for p in document.part.package.iter_parts() if p.partname == _FONT_TABLE), None)
    if part is None:
        return
    fonts = "".join(
        f'<w:font w:name="{face.name}"><w:altName w:val="{",".join(face.instead[:2])}"/>'
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for face in (TITLE, HEAD, BODY, KAI, SONG)
    )
    part._blob = (  # noqa: SLF001 - the library keeps it as bytes and cannot set them
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:fonts xmlns:w="{_MAIN}">{fonts}</w:fonts>'
    ).encode()
