"""A bureau's own Word document filled: ``{{…}}`` replaced wherever it stands, everything else left as it is.

A placeholder may be cut into several runs, as Word does; it may stand in paragraphs, tables, headers,
footers, notes and text boxes.  What is put in takes the look of the placeholder; only tables bring a look of
their own, and none of the document's styles is changed.
"""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from docx import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from lxml import etree

from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.sniff import office_kind
from jixiao.documents.office.xml_guard import harmless, named_as_xml
from jixiao.documents.office.zip_guard import Package
from jixiao.documents.write.styles import PAGE_MM
from jixiao.reports.blocks import (
    Blank,
    Contents,
    Figure,
    Heading,
    Paragraph,
    Part,
    Report,
    Table,
    Title,
    paragraph,
    runs_of,
)
from jixiao.reports.charts import data_table
from jixiao.reports.docx_styles import add_styles
from jixiao.reports.placeholders import Named, is_block
from jixiao.reports.render_docx import ruled, write_text
from jixiao.reports.widths import fitted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as DocumentType
    from docx.oxml.xmlchemy import BaseOxmlElement

    from jixiao.reports.blocks import Block, Run
    from jixiao.reports.placeholders import Values

_PLACEHOLDER = re.compile(r"[{｛]{2}([^{}｛｝]{1,80})[}｝]{2}")
_BROKEN = re.compile(r"[{｛]{2}")
_LONGEST_TOLD = 24
_TWIPS_PER_MM = 1440 / 25.4
_KINDS = {"header": "header", "footer": "footer", "footnotes": "notes", "endnotes": "notes"}
_AFTER_HIGHLIGHT = {
    qn(f"w:{name}")
    for name in (
        *("u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang"),
        *("eastAsianLayout", "specVanish", "oMath", "rPrChange"),
    )
}


class Left(NamedTuple):
    """A placeholder that was left as it stands.

    ``place`` is ``body``, ``header``, ``footer``, ``notes`` or ``box``; ``why`` is ``unknown`` (nothing has
    that name), ``inline`` (a table or section must have its paragraph to itself) or ``broken`` (not closed).
    """

    name: str
    place: str
    why: str


class Filled(NamedTuple):
    """A filled document: ``report`` holds what was put in, in order, for the trace and the list of blanks.

    ``places`` is how many placeholders were filled.
    """

    data: bytes
    report: Report
    left: tuple[Left, ...]
    places: int


def fill(template: bytes, values: Values) -> Filled:
    """Fill a docx.

    Raises :class:`~jixiao.documents.office.refusal.Refused` for a file that is no such document, or a
    damaged one.
    """
    kind = office_kind(template)
    if kind != "docx":
        raise Refused("FIL002", kind=kind)
    clean = _clean(Package(template))
    try:
        document = Document(clean)
        filling = _Filling(document, Named(values))
        filling.everywhere()
    except _DAMAGED:
        raise Refused("OFF009", why="members") from None
    stream = io.BytesIO()
    document.save(stream)
    made = Report(values.report.title, (Part(tuple(filling.blocks)),))
    return Filled(stream.getvalue(), made, tuple(dict.fromkeys(filling.left)), filling.count)


_DAMAGED = (
    *(KeyError, ValueError, AttributeError, IndexError, TypeError),
    *(etree.LxmlError, PythonDocxError, OpcError),
)
"""What the library raises for a package whose parts do not fit together."""


def _clean(package: Package) -> io.BytesIO:
    """The same package as a plain zip file of harmless parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in package.members:
            data = package.inflate(member)
            new.writestr(member.name, harmless(data, member.name) if named_as_xml(member.name) else data)
    stream.seek(0)
    return stream


class _Filling:
    """One document being filled."""

    def __init__(self, document: DocumentType, named: Named) -> None:
        self.document = document
        self.named = named
        self.blocks: list[Block] = []
        self.left: list[Left] = []
        self.count = 0
        self.headings = _heading_styles(document)

    def everywhere(self) -> None:
        """Fill the document, then its headers, footers and notes."""
        self._root(self.document.element, "body")
        for part in self.document.part.package.iter_parts():
            kind = str(part.content_type).rpartition(".")[2].partition("+")[0]
            if kind not in _KINDS:
                continue
            element = getattr(part, "element", None)
            if element is not None:
                self._root(element, _KINDS[kind])
                continue
            root = parse_xml(part.blob)
            if self._root(root, _KINDS[kind]):
                part._blob = etree.tostring(  # noqa: SLF001 - the library keeps it as bytes and cannot set them
                    root, xml_declaration=True, encoding="UTF-8", standalone=True
                )

    def _root(self, root: BaseOxmlElement, place: str) -> int:
        """Fill one part; how many placeholders were filled in it."""
        before = self.count
        boxes = qn("w:txbxContent")
        for one in list(root.iter(qn("w:p"))):
            within = "box" if next(one.iterancestors(boxes), None) is not None else place
            self._paragraph(one, within)
        return self.count - before

    def _paragraph(self, whole: BaseOxmlElement, place: str) -> None:
        texts = list(_own_texts(whole))
        said = "".join(one.text or "" for one in texts)
        if not _BROKEN.search(said):
            return
        found = [(one, one[1].strip(), self.named.find(one[1])) for one in _PLACEHOLDER.finditer(said)]
        rest = _PLACEHOLDER.sub("", said)
        opened = _BROKEN.search(rest)
        if opened:
            self.left.append(Left(rest[opened.start() :][:_LONGEST_TOLD].strip(), place, "broken"))
        if len(found) == 1 and not rest.strip() and found[0][2] is not None and is_block(found[0][2]):
            self._alone(whole, texts, found[0][2])
            return
        ready: list[tuple[re.Match[str], tuple[Run, ...]]] = []
        for match, name, content in found:
            runs = None if content is None else _inline(content)
            if runs is None:
                self.left.append(Left(name, place, "unknown" if content is None else "inline"))
            else:
                ready.append((match, runs))
                self.blocks.append(paragraph(*runs))
        for match, runs in reversed(ready):
            _replace(texts, match.start(), match.end(), runs)
            self.count += 1

    def _alone(
        self, whole: BaseOxmlElement, texts: list[BaseOxmlElement], content: tuple[object, ...]
    ) -> None:
        """A paragraph that is nothing but the placeholder of some blocks: they take its place."""
        first = next(one for one in texts if one.text)
        look = first.getparent().find(qn("w:rPr"))
        shape = whole.find(qn("w:pPr"))
        ends_section = shape is not None and shape.find(qn("w:sectPr")) is not None
        last = whole
        for block in content:
            for made in self._drawn(block, whole, shape, look):
                last.addnext(made)
                last = made
        self.blocks += [block for block in content if isinstance(block, _BLOCKS)]
        self.count += 1
        for one in texts:
            one.text = ""
        if last is whole:
            return
        whole.getparent().remove(whole)
        # a cell cannot end in a table; nor is a section, a picture or a bookmark to be lost
        if ends_section or _holds_more(whole) or last.tag == qn("w:tbl"):
            last.addnext(whole)

    def _drawn(
        self,
        block: object,
        whole: BaseOxmlElement,
        shape: BaseOxmlElement | None,
        look: BaseOxmlElement | None,
    ) -> Iterator[BaseOxmlElement]:
        match block:
            case Heading():
                style = self.headings.get(block.level)
                yield _paragraph_like(shape, look, runs_of(block.printed), style=style, strong=style is None)
            case Paragraph():
                yield _paragraph_like(shape, look, block.runs)
            case Title(text, under):
                for line in (text, *under):
                    yield _paragraph_like(shape, look, runs_of(line))
            case Table():
                yield from self._table(block, whole, shape, look)
            case Figure():
                yield from self._table(data_table(block), whole, shape, look)
            case _:
                return

    def _table(
        self,
        table: Table,
        whole: BaseOxmlElement,
        shape: BaseOxmlElement | None,
        look: BaseOxmlElement | None,
    ) -> Iterator[BaseOxmlElement]:
        """The ruled table, as wide as there is room where it stands, its caption and notes around it."""
        if table.caption:
            yield _paragraph_like(None, look, runs_of(table.caption), centred=True)
        if table.unit:
            yield _paragraph_like(None, look, runs_of(table.unit), right=True)
        if table.columns:
            add_styles(self.document, ("JxCell", "JxLabel"))
            room = _room(whole)
            made = ruled(table, fitted(table, landscape=room > _UPRIGHT), landscape=room > _UPRIGHT)
            _scale(made, room)
            yield made
        for note in table.notes:
            yield _paragraph_like(shape, look, runs_of(note))


_BLOCKS = (Heading, Paragraph, Title, Table, Figure, Contents)
_UPRIGHT = PAGE_MM[0] * _TWIPS_PER_MM
"""Room wider than an upright page is that of a page on its side."""


def _holds_more(whole: BaseOxmlElement) -> bool:
    """Whether a paragraph holds anything but text: a picture, a bookmark, a break."""
    plain = {qn(f"w:{name}") for name in ("pPr", "r", "proofErr", "rPr", "t", "lastRenderedPageBreak")}
    return any(one.tag not in plain for run in whole for one in (run, *(run if run.tag == qn("w:r") else ())))


def _own_texts(whole: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The texts of a paragraph in order, without those of boxes anchored in it."""
    tag = qn("w:p")
    for one in whole.iter(qn("w:t")):
        if next(one.iterancestors(tag)) is whole:
            yield one


def _inline(content: tuple[object, ...]) -> tuple[Run, ...] | None:
    """What can stand within a line: runs, or the runs of a single paragraph."""
    if not is_block(content):  # type: ignore[arg-type]  # either all runs or all blocks
        return content  # type: ignore[return-value]  # just seen to be runs
    only = content[0] if len(content) == 1 else None
    return only.runs if isinstance(only, Paragraph) else None


def _replace(texts: list[BaseOxmlElement], start: int, end: int, runs: tuple[Run, ...]) -> None:
    """Put runs in the place of some characters of a paragraph, with the look of the first of them."""
    at, touched = 0, []
    for one in texts:
        length = len(one.text or "")
        if at < end and start < at + length:
            touched.append((one, max(start - at, 0), min(end - at, length)))
        at += length
    first, cut, _ = touched[0]
    run = first.getparent()
    tail = _split(run, first, touched[0][2] if len(touched) == 1 else len(first.text))
    first.text = first.text[:cut]
    _keep_space(first)
    for one, _, until in touched[1:]:
        one.text = one.text[until:]
        _keep_space(one)
    look = run.find(qn("w:rPr"))
    at_run = run
    for piece in runs:
        made = _run_like(look, piece)
        at_run.addnext(made)
        at_run = made
    if tail is not None:
        at_run.addnext(tail)


def _split(run: BaseOxmlElement, text: BaseOxmlElement, at: int) -> BaseOxmlElement | None:
    """Cut a run in two within one of its texts; the second half, not yet in its place, if there is any."""
    behind = list(text.itersiblings())
    rest = (text.text or "")[at:]
    text.text = (text.text or "")[:at]
    if not rest and not behind:
        return None
    made = OxmlElement("w:r")
    look = run.find(qn("w:rPr"))
    if look is not None:
        made.append(deepcopy(look))
    second = OxmlElement("w:t")
    second.text = rest
    _keep_space(second)
    made.append(second)
    made.extend(behind)
    return made


def _keep_space(text: BaseOxmlElement) -> None:
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _run_like(look: BaseOxmlElement | None, run: Run, *, strong: bool = False) -> BaseOxmlElement:
    """A run with the look of another; a blank is highlighted."""
    made: BaseOxmlElement = OxmlElement("w:r")
    blank = isinstance(run, Blank)
    if look is not None or blank or strong:
        own: BaseOxmlElement = OxmlElement("w:rPr") if look is None else deepcopy(look)
        made.append(own)
        if strong and own.find(qn("w:b")) is None:
            at = sum(child.tag in {qn("w:rStyle"), qn("w:rFonts")} for child in own)
            own.insert(at, OxmlElement("w:b"))
        if blank:
            for old in own.findall(qn("w:highlight")):
                own.remove(old)
            mark = OxmlElement("w:highlight")
            mark.set(qn("w:val"), "yellow")
            at = next((n for n, child in enumerate(own) if child.tag in _AFTER_HIGHLIGHT), len(own))
            own.insert(at, mark)
    write_text(made, run.text)
    return made


def _paragraph_like(
    shape: BaseOxmlElement | None,
    look: BaseOxmlElement | None,
    runs: tuple[Run, ...],
    *,
    style: str | None = None,
    strong: bool = False,
    centred: bool = False,
    right: bool = False,
) -> BaseOxmlElement:
    """A paragraph with the shape and look of the placeholder's, or of a style of the document."""
    made: BaseOxmlElement = OxmlElement("w:p")
    if style is not None:
        own: BaseOxmlElement = OxmlElement("w:pPr")
        named = OxmlElement("w:pStyle")
        named.set(qn("w:val"), style)
        own.append(named)
        made.append(own)
        look = None
    elif shape is not None:
        own = deepcopy(shape)
        for old in (*own.findall(qn("w:sectPr")), *own.findall(qn("w:pPrChange"))):
            own.remove(old)
        made.append(own)
    elif centred or right:
        own = OxmlElement("w:pPr")
        kept = OxmlElement("w:keepNext")
        side = OxmlElement("w:jc")
        side.set(qn("w:val"), "center" if centred else "right")
        own.extend((kept, side))
        made.append(own)
    for run in runs:
        made.append(_run_like(look, run, strong=strong))
    return made


def _heading_styles(document: DocumentType) -> dict[int, str]:
    """The ids of the document's own heading styles by level."""
    found: dict[int, str] = {}
    for style in document.styles.element.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        words = str(name.get(qn("w:val")) or "").lower().split() if name is not None else []
        if len(words) == 2 and words[0] == "heading" and words[1].isdecimal():
            found[int(words[1])] = str(style.get(qn("w:styleId")))
    return found


def _room(whole: BaseOxmlElement) -> float:
    """The twips a table has where a paragraph stands: the cell's it is in, else those between the margins."""
    cell = next(whole.iterancestors(qn("w:tc")), None)
    width = None if cell is None else cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    if width is not None and width.get(qn("w:type")) == "dxa":
        return max(_number(width, "w", 0) - 230, 1000)
    section = next(_sections_after(whole), None)
    if section is None:
        return (PAGE_MM[0] - 54) * _TWIPS_PER_MM
    page, sides = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    room = _number(page, "w", PAGE_MM[0] * _TWIPS_PER_MM)
    room -= _number(sides, "left", 1800) + _number(sides, "right", 1800)
    columns = max(int(_number(section.find(qn("w:cols")), "num", 1)), 1)
    return max(room / columns, 1000)


def _sections_after(whole: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The properties of the section a paragraph of the body is in."""
    top = whole
    body = qn("w:body")
    while top.getparent() is not None and top.getparent().tag != body:
        top = top.getparent()
    for one in (top, *top.itersiblings()):
        if one.tag == qn("w:sectPr"):
            yield one
        else:
            yield from one.findall(f"{qn('w:pPr')}/{qn('w:sectPr')}")


def _number(element: BaseOxmlElement | None, name: str, instead: float) -> float:
    """A measure of an element in twips; what is no number counts as what stands ``instead``."""
    try:
        return float(element.get(qn(f"w:{name}"))) if element is not None else instead
    except (TypeError, ValueError):
        return instead


def _scale(table: BaseOxmlElement, room: float) -> None:
    """Make a table as wide as there is room."""
    grid = list(table.iter(qn("w:gridCol")))
    whole = sum(_number(one, "w", 0) for one in grid)
    for one in (*grid, *table.iter(qn("w:tcW"), qn("w:tblW"))):
        one.set(qn("w:w"), str(int(_number(one, "w", 0) * room / whole)))
