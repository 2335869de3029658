"""A report as a Word document: a section for each part, real headings, tables whose heading repeats.

Charts are pictures (where one can be drawn here, else tables of their data).
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm

from jixiao.documents.write.faces import SONG
from jixiao.documents.write.model import Mark
from jixiao.documents.write.styles import (
    COLOURS,
    HEAD,
    HEAD_GROUND,
    LATIN,
    PAGE_MM,
    display_width,
    printable,
)
from jixiao.reports import chart_png
from jixiao.reports.blocks import (
    Align,
    Blank,
    Contents,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    Title,
    Words,
)
from jixiao.reports.charts import data_table
from jixiao.reports.docx_styles import apply_styles
from jixiao.reports.title_lines import title_lines
from jixiao.reports.widths import Fit, fitted, margins, room_mm
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as DocumentType
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section

    from jixiao.reports.blocks import Block, Cell, Part, Report, Row, Run

_TWIPS_PER_MM = 1440 / 25.4
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNBROKEN = "÷×"
"""Signs of a sum that is written out."""
_JUSTIFY = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_LONG = 1200
"""A cell so wide (in halves of a character) may be taller than a page: its row has to break."""
_FOOT = 7
"""Millimetres from the text to the line of the page number."""
_LONGEST_PROPERTY = 255


def _element(tag: str, **attributes: object) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def _within(parent: BaseOxmlElement, tag: str, **attributes: object) -> BaseOxmlElement:
    made = _element(tag, **attributes)
    parent.append(made)
    return made


def write_text(run: BaseOxmlElement, words: str) -> None:
    """Words in a run, their line ends as breaks and their tabs as tabs."""
    for number, line in enumerate(printable(words).split("\n")):
        if number:
            _within(run, "w:br")
        for place, piece in enumerate(line.split("\t")):
            if place:
                _within(run, "w:tab")
            if piece:
                text = _within(run, "w:t")
                text.text = piece
                text.set(_SPACE, "preserve")


def _run(
    paragraph: BaseOxmlElement, words: str, *, mark: Mark = Mark.NONE, strong: bool = False,
    blank: bool = False, points: float | None = None,
) -> None:  # fmt: skip
    if not words:
        return
    run = _within(paragraph, "w:r")
    if strong or blank or mark in COLOURS or points is not None:
        look = _within(run, "w:rPr")
        if strong:
            _within(look, "w:rFonts", eastAsia=HEAD.name)
        if strong or mark in COLOURS:
            _within(look, "w:b")
        if mark in COLOURS:
            _within(look, "w:color", val=COLOURS[mark].ink)
        if points is not None:
            _within(look, "w:sz", val=int(points * 2))
            _within(look, "w:szCs", val=int(points * 2))
        if blank:
            _within(look, "w:highlight", val="yellow")
    write_text(run, words)


def write_runs(
    paragraph: BaseOxmlElement, runs: Iterable[Run], *, mark: Mark = Mark.NONE, strong: bool = False,
    points: float | None = None,
) -> None:  # fmt: skip
    """Put runs into a paragraph, blanks highlighted."""
    for one in runs:
        thick = strong or (isinstance(one, Words) and one.strong)
        _run(paragraph, one.text, mark=mark, strong=thick, blank=isinstance(one, Blank), points=points)


def _new_page(made: BaseOxmlElement) -> BaseOxmlElement:
    """The paragraph as the first of a page; its style goes before, all else that it has after."""
    made[0].insert(1, _element("w:pageBreakBefore"))
    return made


def _paragraph(style: str, words: str = "") -> BaseOxmlElement:
    made = _element("w:p")
    _within(_within(made, "w:pPr"), "w:pStyle", val=style)
    _run(made, words)
    return made


_STYLES = {
    "body": "JxBody", "flush": "JxFlush", "item": "JxItem", "centred": "JxCentred", "right": "JxRight",
    "note": "JxNote",
}  # fmt: skip


class _Writer:
    """One document being written."""

    def __init__(self, report: Report) -> None:
        self.document: DocumentType = Document()
        self.body = self.document.element.body
        for paragraph in list(self.document.paragraphs):
            self.body.remove(paragraph._p)  # noqa: SLF001 - the template's empty paragraph has no other handle
        apply_styles(self.document)
        core = self.document.core_properties
        core.title = printable(report.title).replace("\n", " ")[:_LONGEST_PROPERTY]
        core.author, core.comments = "jixiao", ""
        if report.identifier:
            core.identifier = printable(report.identifier)[:_LONGEST_PROPERTY]
        self.document.settings.odd_and_even_pages_header_footer = True
        self.pages = 0
        self.figures = 0
        self.landscape = False
        self.after_table = False
        self.breaking = False

    def part(self, part: Part) -> None:
        """Write one part as a section."""
        self.landscape = part.landscape
        self.breaking = False
        self._section()
        for block in part.blocks:
            self._block(block)
        if self.after_table:
            # a section cannot end in a table
            self._append(self._joint())

    def _append(self, element: BaseOxmlElement) -> None:
        if self.breaking:
            # what begins a page says so itself: a break in a paragraph of its own may leave a page empty
            self.breaking = False
            if element.tag == qn("w:tbl"):
                self._append(_new_page(_paragraph("JxNote")))
            else:
                _new_page(element)
        self.body[-1].addprevious(element)
        self.after_table = element.tag == qn("w:tbl")

    def _block(self, block: Block) -> None:
        match block:
            case Title(text, under):
                self._append(_paragraph("Title", "\n".join(title_lines(text))))
                for line in under:
                    self._append(_paragraph("JxUnder", line))
            case Heading():
                self._append(_paragraph(f"Heading{block.level}", block.printed))
            case Paragraph():
                made = _paragraph(_STYLES[block.tone.value])
                write_runs(made, block.runs, mark=block.mark)
                if any(sign in run.text for run in block.runs for sign in _UNBROKEN):
                    # a sum has few places to break at: set to both sides it stretches the line before
                    _within(made.pPr, "w:jc", val="left")
                self._append(made)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case Contents(title, level):
                self._append(_paragraph("TOCHeading", title))
                self._append(_contents(level))
            case PageBreak():
                self.breaking = True

    def _figure(self, drawn: Figure) -> None:
        picture = chart_png.draw(drawn, landscape=self.landscape)
        if picture is None:
            self._table(data_table(drawn))
        else:
            made = _paragraph("JxFigure")
            self.figures += 1
            inline = self.document.part.new_pic_inline(
                io.BytesIO(picture.png), Emu(picture.width), Emu(picture.height)
            )
            inline.docPr.set("descr", printable(drawn.said or drawn.caption))
            _within(_within(made, "w:r"), "w:drawing").append(inline)
            self._append(made)
        self._append(_paragraph("JxLegend", drawn.caption))

    def _joint(self) -> BaseOxmlElement:
        """The smallest paragraph there is, after a table."""
        paragraph = _element("w:p")
        properties = _within(paragraph, "w:pPr")
        _within(properties, "w:spacing", before=0, after=0, line=20, lineRule="exact")
        _within(_within(properties, "w:rPr"), "w:sz", val=2)
        return paragraph

    def _table(self, table: Table) -> None:
        if self.after_table and not table.caption and not table.unit:
            # two tables that touch are one to Word
            self._append(_paragraph("JxNote"))
        if table.caption:
            self._append(_paragraph("JxCaption", table.caption))
        if table.unit:
            self._append(_paragraph("JxUnit", table.unit))
        if table.columns:
            self._append(ruled(table, fitted(table, landscape=self.landscape), landscape=self.landscape))
        for note in table.notes:
            self._append(_paragraph("JxNote", note))

    def _section(self) -> None:
        section: Section
        if self.pages:
            section = self.document.add_section(WD_SECTION.NEW_PAGE)
        else:
            section = self.document.sections[0]
            _page_number(section)
        self.pages += 1
        width, height = reversed(PAGE_MM) if self.landscape else PAGE_MM
        section.orientation = WD_ORIENT.LANDSCAPE if self.landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        sides = margins(landscape=self.landscape)
        section.top_margin, section.bottom_margin = Mm(sides["top"]), Mm(sides["bottom"])
        section.left_margin, section.right_margin = Mm(sides["left"]), Mm(sides["right"])
        # a line of 14 pt stands between
        section.footer_distance = Mm(max(8, sides["bottom"] - _FOOT - 5))


def ruled(table: Table, fit: Fit, *, landscape: bool) -> BaseOxmlElement:
    """The ruled table itself."""
    room = room_mm(landscape=landscape) * _TWIPS_PER_MM
    widths = [int(width * room / sum(fit.widths)) for width in fit.widths]
    made = _element("w:tbl")
    properties = _within(made, "w:tblPr")
    _within(properties, "w:tblW", w=sum(widths), type="dxa")
    _within(properties, "w:jc", val="center")
    borders = _within(properties, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _within(borders, f"w:{side}", val="single", sz=4, space=0, color="000000")
    _within(properties, "w:tblLayout", type="fixed")
    sides = _within(properties, "w:tblCellMar")
    for side in ("left", "right"):
        _within(sides, f"w:{side}", w=57, type="dxa")
    grid = _within(made, "w:tblGrid")
    for width in widths:
        _within(grid, "w:gridCol", w=width)
    heading = len(table.heading)
    covered: dict[int, tuple[int, int]] = {}
    for number, (one, placed) in enumerate(table.placed()):
        keep = table.stays(number)
        label = number < heading
        _row(made, table, one, dict(placed), widths, covered, label=label, keep=keep, points=fit.points)
    return made


def _row(
    parent: BaseOxmlElement,
    table: Table,
    one: Row,
    placed: dict[int, Cell],
    widths: list[int],
    covered: dict[int, tuple[int, int]],
    *,
    label: bool,
    keep: bool,
    points: float,
) -> None:
    line = _within(parent, "w:tr")
    properties = _within(line, "w:trPr")
    if all(display_width(found.text) <= _LONG for found in placed.values()):
        _within(properties, "w:cantSplit")
    if label:
        _within(properties, "w:tblHeader")
    keep = keep or any(found.rows > 1 for found in placed.values())
    column = 0
    while column < len(widths):
        found = placed.get(column)
        if found is None:
            columns, rows = covered[column]
            covered[column] = (columns, rows - 1)
        else:
            columns, rows = found.columns, found.rows
            if rows > 1:
                covered[column] = (columns, rows)
        holder = _within(line, "w:tc")
        look = _within(holder, "w:tcPr")
        _within(look, "w:tcW", w=sum(widths[column : column + columns]), type="dxa")
        if columns > 1:
            _within(look, "w:gridSpan", val=columns)
        if found is None or rows > 1:
            _within(look, "w:vMerge", val="continue" if found is None else "restart")
        ground = None if found is None or found.mark not in COLOURS else COLOURS[found.mark].ground
        if label or ground is not None:
            _within(look, "w:shd", val="clear", color="auto", fill=ground or HEAD_GROUND)
        _within(look, "w:vAlign", val="center")
        paragraph = _paragraph("JxLabel" if label else "JxCell")
        layout = paragraph[0]
        if keep:
            _within(layout, "w:keepNext")
        if found is not None:
            if not label or found.align is not None:
                _within(layout, "w:jc", val=_JUSTIFY[found.align or table.columns[column].align])
            size = None if points == 10.5 else points
            thick = one.strong or found.strong
            write_runs(paragraph, found.runs, mark=found.mark, strong=thick, points=size)
        holder.append(paragraph)
        column += columns


def _contents(level: int) -> BaseOxmlElement:
    """A field that Word fills with the headings when it is told to."""
    made = _paragraph("TOC1")
    run = _within(made, "w:r")
    _within(run, "w:fldChar", fldCharType="begin", dirty="true")
    _within(_within(made, "w:r"), "w:instrText").text = f' TOC \\o "1-{level}" \\h \\z \\u '
    _within(_within(made, "w:r"), "w:fldChar", fldCharType="separate")
    _run(made, say("report.contents"))
    _within(_within(made, "w:r"), "w:fldChar", fldCharType="end")
    return made


def _page_number(section: Section) -> None:
    """The page number between dashes: on the right of odd pages, on the left of even ones."""
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        whole = footer.paragraphs[0]._p  # noqa: SLF001 - the library has no fields
        for child in list(whole):
            whole.remove(child)
        properties = _within(whole, "w:pPr")
        _within(properties, "w:ind", **{side: 280})
        _within(properties, "w:jc", val=side)
        _footer_text(whole, "— ")
        _footer_text(_within(whole, "w:fldSimple", instr="PAGE"), "1")
        _footer_text(whole, " —")


def _footer_text(parent: BaseOxmlElement, words: str) -> None:
    run = _within(parent, "w:r")
    look = _within(run, "w:rPr")
    _within(look, "w:rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=SONG.name)
    _within(look, "w:sz", val=28)
    write_text(run, words)


def render(report: Report, stream: BinaryIO) -> None:
    """Write the report as docx."""
    writer = _Writer(report)
    for part in report.parts:
        writer.part(part)
    writer.document.save(stream)
