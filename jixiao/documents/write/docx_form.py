"""Forms as one Word document: a section each, with a summary first where there are several.

The indicators are a table of their own right under the head of the form, so that their heading row repeats on
every page; rows never break.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from jixiao.documents.write.layout import page
from jixiao.documents.write.sheet import BORDERED, IN_TABLE, Box, Line, Part, Sheet, Style
from jixiao.documents.write.styles import (
    BODY,
    COLOURS,
    HEAD,
    HEAD_GROUND,
    LATIN,
    MARGIN_MM,
    MARGIN_WIDE_MM,
    PAGE_MM,
    TITLE,
    TITLE_POINTS,
    Face,
)
from jixiao.documents.write.summary import summary
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document as DocumentType
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section

    from jixiao.documents.write.model import FormBook

_TWIPS_PER_MM = 1440 / 25.4
_CELL_HALF_POINTS = 18
_CELL_LINE = 245
_FOOT_ROWS = 4
_LETTER = frozenset({Style.ADDRESS, Style.LETTER, Style.UNDER})
_LETTER_LINE = 320
_INDENT: dict[Style, dict[str, int]] = {Style.LETTER: {"firstLine": 480}, Style.UNDER: {"left": 480}}
_FONT_TABLE = "/word/fontTable.xml"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _element(tag: str, **attributes: object) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def _within(parent: BaseOxmlElement, tag: str, **attributes: object) -> BaseOxmlElement:
    made = _element(tag, **attributes)
    parent.append(made)
    return made


def _face(style: Style) -> Face:
    return {Style.TITLE: TITLE, Style.LABEL: HEAD, Style.HEADLINE: HEAD, Style.HEADING: HEAD}.get(style, BODY)


def _half_points(style: Style) -> int:
    return {Style.TITLE: 2 * TITLE_POINTS, Style.CAPTION: 28, Style.SIGN_OFF: 21, Style.NOTE: 20,
            Style.HEADLINE: 21, Style.ADDRESS: 24, Style.LETTER: 24, Style.UNDER: 21, Style.HEADING: 26,
            }.get(style, _CELL_HALF_POINTS)  # fmt: skip


def _centred(style: Style) -> bool:
    return style in {Style.TITLE, Style.CAPTION, Style.LABEL, Style.CENTRED, Style.FIGURE}


def _paragraph(box: Box, *, keep: bool = False) -> BaseOxmlElement:
    """A paragraph with the text of a box, its line ends as breaks; ``keep`` it on the page of the next."""
    paragraph = _element("w:p")
    properties = _within(paragraph, "w:pPr")
    if keep or box.style in {Style.HEADLINE, Style.HEADING}:
        _within(properties, "w:keepNext")
    if box.style in BORDERED:
        _within(properties, "w:spacing", before=0, after=0, line=_CELL_LINE, lineRule="exact")
    else:
        above = 160 if box.style in {Style.SIGN_OFF, Style.HEADLINE, Style.HEADING} else 0
        letter = {"line": _LETTER_LINE, "lineRule": "auto"} if box.style in _LETTER else {}
        _within(properties, "w:spacing", before=above, after=0, **letter)
    if box.style in _INDENT:
        _within(properties, "w:ind", **_INDENT[box.style])
    _within(properties, "w:jc", val="center" if _centred(box.style) else "left")
    if not box.text:
        return paragraph
    run = _within(paragraph, "w:r")
    face, look = _face(box.style), _within(run, "w:rPr")
    _within(look, "w:rFonts", ascii=LATIN, hAnsi=LATIN, cs=LATIN, eastAsia=face.name)
    if box.mark in COLOURS:
        _within(look, "w:b")
        _within(look, "w:color", val=COLOURS[box.mark].ink)
    _within(look, "w:sz", val=_half_points(box.style))
    _within(look, "w:szCs", val=_half_points(box.style))
    for number, line in enumerate(box.text.split("\n")):
        if number:
            _within(run, "w:br")
        for place, piece in enumerate(line.split("\t")):
            if place:
                _within(run, "w:tab")
            if piece:
                text = _within(run, "w:t")
                text.text = piece
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return paragraph


def _cell(box: Box, width: int, merge: str | None, *, keep: bool) -> BaseOxmlElement:
    """A table cell; ``merge`` is ``restart`` or ``continue`` in a run merged downwards."""
    cell = _element("w:tc")
    properties = _within(cell, "w:tcPr")
    _within(properties, "w:tcW", w=width, type="dxa")
    if box.columns > 1:
        _within(properties, "w:gridSpan", val=box.columns)
    if merge is not None:
        _within(properties, "w:vMerge", val=merge)
    ground = (
        COLOURS[box.mark].ground if box.mark in COLOURS else HEAD_GROUND if box.style is Style.LABEL else None
    )
    if ground is not None:
        _within(properties, "w:shd", val="clear", color="auto", fill=ground)
    _within(properties, "w:vAlign", val="center")
    cell.append(_paragraph(box if merge != "continue" else Box("", box.style), keep=keep))
    return cell


def _table(lines: Sequence[Line], widths: Sequence[int]) -> BaseOxmlElement:
    """A table of some lines of a page."""
    table = _element("w:tbl")
    properties = _within(table, "w:tblPr")
    _within(properties, "w:tblW", w=sum(widths), type="dxa")
    _within(properties, "w:jc", val="center")
    borders = _within(properties, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _within(borders, f"w:{side}", val="single", sz=4, space=0, color="000000")
    _within(properties, "w:tblLayout", type="fixed")
    margins = _within(properties, "w:tblCellMar")
    for side in ("left", "right"):
        _within(margins, f"w:{side}", w=57, type="dxa")
    grid = _within(table, "w:tblGrid")
    for width in widths:
        _within(grid, "w:gridCol", w=width)
    open_runs: dict[int, tuple[Box, int]] = {}
    for number, line in enumerate(lines):
        # the foot of the form does not stand alone on a page, nor a label with one row of those beside it
        foot = len(lines) - _FOOT_ROWS <= number < len(lines) - 1
        keep = foot or any(box.rows > 1 for _, box in line.boxes)
        _row(table, line, widths, open_runs, keep=keep)
    return table


def _row(
    table: BaseOxmlElement,
    line: Line,
    widths: Sequence[int],
    open_runs: dict[int, tuple[Box, int]],
    *,
    keep: bool,
) -> None:
    row = _within(table, "w:tr")
    properties = _within(row, "w:trPr")
    _within(properties, "w:cantSplit")
    _within(properties, "w:trHeight", val=int(20 * max(line.least, 19)), hRule="atLeast")
    if line.part is Part.HEADING:
        _within(properties, "w:tblHeader")
    placed = dict(line.boxes)
    column = 0
    while column < len(widths):
        if column in placed:
            box, merge = placed[column], None
            if box.rows > 1:
                merge = "restart"
                open_runs[column] = (box, box.rows - 1)
        else:
            box, left = open_runs[column]
            merge = "continue"
            open_runs[column] = (box, left - 1)
        row.append(_cell(box, sum(widths[column : column + box.columns]), merge, keep=keep))
        column += box.columns


def _twips(sheet: Sheet) -> list[int]:
    """The widths of a page's columns in twips, so that they fill the width between the margins."""
    margins = MARGIN_WIDE_MM if sheet.landscape else MARGIN_MM
    room = (PAGE_MM[1] if sheet.landscape else PAGE_MM[0]) - margins["left"] - margins["right"]
    unit = room * _TWIPS_PER_MM / sum(sheet.widths)
    return [int(width * unit) for width in sheet.widths]


class _Writer:
    """One document being written."""

    def __init__(self) -> None:
        self.document: DocumentType = Document()
        self.body = self.document.element.body
        for paragraph in list(self.document.paragraphs):
            self.body.remove(paragraph._p)  # noqa: SLF001 - the template's empty paragraph has no other handle
        style = self.document.styles["Normal"]
        style.font.name = LATIN
        style.font.size = Pt(_CELL_HALF_POINTS / 2)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY.name)
        core = self.document.core_properties
        core.title, core.author, core.comments = say("form.title"), "jixiao", ""
        self.pages = 0
        self._name_stand_ins((TITLE, HEAD, BODY))

    def _name_stand_ins(self, faces: Iterable[Face]) -> None:
        """Tell what may stand in for a font that a machine lacks."""
        part = next((p for p in self.document.part.package.iter_parts() if p.partname == _FONT_TABLE), None)
        if part is None:
            return
        fonts = "".join(
            f'<w:font w:name="{face.name}"><w:altName w:val="{",".join(face.instead[:2])}"/>'
            '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
            for face in faces
        )
        part._blob = (  # noqa: SLF001 - the library keeps it as bytes and cannot set them
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:fonts xmlns:w="{_MAIN}">{fonts}</w:fonts>'
        ).encode()

    def add(self, sheet: Sheet) -> None:
        """Append one page as a section."""
        self._section(sheet)
        widths = _twips(sheet)
        upper: list[Line] = []
        lower: list[Line] = []
        for line in sheet.lines:
            if line.part not in IN_TABLE:
                self._flush(upper, lower, widths)
                self._append(_paragraph(line.boxes[0][1]))
            elif lower or line.part is Part.HEADING:
                lower.append(line)
            else:
                upper.append(line)
        self._flush(upper, lower, widths)

    def _flush(self, upper: list[Line], lower: list[Line], widths: list[int]) -> None:
        if upper:
            self._append(_table(upper, widths))
        if upper and lower:
            self._append(_joint())
        if lower:
            self._append(_table(lower, widths))
        upper.clear()
        lower.clear()

    def _append(self, element: BaseOxmlElement) -> None:
        self.body[-1].addprevious(element)

    def _section(self, sheet: Sheet) -> None:
        section: Section
        if self.pages:
            section = self.document.add_section(WD_SECTION.NEW_PAGE)
        else:
            section = self.document.sections[0]
            _page_number(section)
        self.pages += 1
        width, height = PAGE_MM
        margins = MARGIN_WIDE_MM if sheet.landscape else MARGIN_MM
        section.orientation = WD_ORIENT.LANDSCAPE if sheet.landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (
            (Mm(height), Mm(width)) if sheet.landscape else (Mm(width), Mm(height))
        )
        section.top_margin, section.bottom_margin = Mm(margins["top"]), Mm(margins["bottom"])
        section.left_margin, section.right_margin = Mm(margins["left"]), Mm(margins["right"])
        section.footer_distance = Mm(12)


def _joint() -> BaseOxmlElement:
    """The smallest paragraph there is, between two tables that look like one."""
    paragraph = _element("w:p")
    properties = _within(paragraph, "w:pPr")
    _within(properties, "w:keepNext")
    _within(properties, "w:spacing", before=0, after=0, line=20, lineRule="exact")
    look = _within(properties, "w:rPr")
    _within(look, "w:sz", val=2)
    return paragraph


def _page_number(section: Section) -> None:
    """The page number in the footer, centred."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    whole = paragraph._p  # noqa: SLF001 - the library has no fields
    _footer_text(whole, "— ")
    _footer_text(_within(whole, "w:fldSimple", instr="PAGE"), "1")
    _footer_text(whole, " —")


def _footer_text(parent: BaseOxmlElement, words: str) -> None:
    run = _within(parent, "w:r")
    look = _within(run, "w:rPr")
    _within(look, "w:rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=BODY.name)
    _within(look, "w:sz", val=28)
    text = _within(run, "w:t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def write_sheets(
    sheets: Iterable[Sheet], stream: BinaryIO, *, identifier: str | None = None, title: str | None = None
) -> None:
    """Write pages, a section each; ``identifier`` and ``title`` are kept in the document's properties."""
    writer = _Writer()
    if title is not None:
        writer.document.core_properties.title = title
    if identifier is not None:
        writer.document.core_properties.identifier = identifier[:255]
    for sheet in sheets:
        writer.add(sheet)
    writer.document.save(stream)


def write(book: FormBook, stream: BinaryIO) -> None:
    """Write every form of ``book``, a summary first where there are several, or inputs that gave none."""
    sheets = [page(filled) for filled in book.forms]
    if len(book.forms) != 1 or book.problems:
        sheets.insert(0, summary(book))
    write_sheets(sheets, stream)


def as_bytes(book: FormBook) -> bytes:
    """The document of ``book`` as bytes."""
    stream = io.BytesIO()
    write(book, stream)
    return stream.getvalue()
