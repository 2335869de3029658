"""PDF files with text into paragraphs and grids.

Pages are read one by one and forgotten behind the reading, so that a long document costs its
text and not its objects.  What a page holds is found by :mod:`pdf_page`, its tables by
:mod:`pdf_rulings`, and the flow over pages by :mod:`pdf_flow`.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from jixiao.documents.grid import Extract, Note
from jixiao.documents.office import limits
from jixiao.documents.office.blocks import packed, read_by
from jixiao.documents.office.markdown import unmarked
from jixiao.documents.office.pages import Part, page_list
from jixiao.documents.office.pdf_flow import Sheet, blocks_of
from jixiao.documents.office.pdf_lines import Glyph, cell_text, lead_of, lines_of, room_after
from jixiao.documents.office.pdf_rulings import MAX_RULINGS, Lattice, lattices
from jixiao.documents.office.refusal import Refused
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.documents.office.pdf_document import Document
    from jixiao.documents.office.pdf_page import PageContent
    from jixiao.documents.office.pool import Pool

MAX_PAGES: Final = 500
"""Pages of one file that are read."""

SECONDS: Final = 0.75 * limits.WALL_SECONDS
"""After so long no further page is begun: what has been read is given, and what not is told."""


def read_pdf(data: bytes, name: str, *, pool: Pool | None = None) -> Extract:
    """The paragraphs and grids of a PDF with text, each with its page.

    ``name`` says where it came from, for the notes.  Read in a worker process; never raises for
    what ``data`` holds: a refusal (``PDF001`` to ``PDF004``, ``OFF013`` …) says why nothing could be
    read.  Bounded to :data:`MAX_PAGES` and :data:`SECONDS`: a note says which pages were not read.
    """
    return unmarked(read_by("pdf", data, name, pool))


def pdf_data(data: bytes) -> dict[str, Any]:
    """The worker's task: :func:`parse_pdf` as plain data."""
    return packed(parse_pdf(data))


def parse_pdf(data: bytes, *, seconds: float = SECONDS) -> Extract:
    """Read in this process, beginning no page after ``seconds``.  Raises :class:`Refused`."""
    if len(data) > limits.MAX_EXPANDED:
        megabytes = (str(-(-size // limits.MEBIBYTE)) for size in (len(data), limits.MAX_EXPANDED))
        raise Refused("PDF018", **dict(zip(("size", "limit"), megabytes, strict=True)))
    try:
        from jixiao.documents.office.pdf_document import Document  # noqa: PLC0415 - an extra, may be missing
    except ImportError as missing:
        raise Refused("PDF001") from missing
    reading = _Reading()
    until = time.monotonic() + seconds
    sheets = [_sheet(content) for content in _contents(Document(data), reading, until)]
    reading.refuse_scans()
    blocks, notes = blocks_of(sheets)
    if not blocks:
        raise Refused("PDF003", problem=say("pages.why.blank"))
    return Extract(tuple(blocks), (*notes, *reading.notes()))


@dataclass(slots=True)
class _Reading:
    """What was met, page by page."""

    total: int = 0
    pages: int = 0
    late: bool = False
    characters: int = 0
    unmapped: dict[int, int] = field(default_factory=dict)
    without_text: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    crowded: list[int] = field(default_factory=list)
    skewed: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    fields: bool = False

    def take(self, content: PageContent) -> None:
        """Note what a page is like."""
        written = len(content.glyphs) + sum(map(len, content.aside))
        self.characters += written
        if self.characters > limits.MAX_TEXT:
            raise Refused("PDF016", limit=str(limits.MAX_TEXT))
        if not written and (content.imaged or content.skewed):
            self.without_text.append(content.number)
        elif written and content.pictured:
            self.recognised.append(content.number)
        if content.unmapped:
            self.unmapped[content.number] = content.unmapped
        if content.hidden:
            self.hidden.append(content.number)
        if content.skewed:
            self.skewed.append(content.number)
        if content.crowded:
            self.crowded.append(content.number)

    def refuse_scans(self) -> None:
        """Raise :class:`Refused` where there is no page, no text, or none that can be understood."""
        if not self.pages or (self.broken and len(self.broken) == self.pages):
            raise Refused("PDF003", problem=say("pages.why.pdf" if self.pages else "pages.why.pages"))
        if not self.characters and not self.without_text:
            raise Refused("PDF003", problem=say("pages.why.blank"))
        if not self.characters:
            raise Refused("PDF004", pages=page_list(self.without_text))
        if 2 * sum(self.unmapped.values()) > self.characters:
            raise Refused("PDF017")

    def notes(self) -> Iterator[Note]:
        """The notes about the whole document."""
        if self.late:
            told = {"count": str(self.total), "limit": str(self.pages)}
            yield Note("PDF007", told, severity="error")
        elif self.total > self.pages:
            yield Note("PDF006", {"count": str(self.total), "limit": str(self.pages)}, severity="error")
        if self.broken:
            yield Note("PDF012", {"pages": page_list(self.broken)}, page=self.broken[0], severity="error")
        if self.without_text:
            first = self.without_text[0]
            yield Note("PDF005", {"pages": page_list(self.without_text)}, page=first, severity="warning")
        if self.unmapped:
            told = {"pages": page_list(list(self.unmapped)), "count": str(sum(self.unmapped.values()))}
            yield Note("PDF010", told, page=min(self.unmapped), severity="warning")
        if self.crowded:
            told = {"pages": page_list(self.crowded), "limit": str(MAX_RULINGS)}
            yield Note("PDF013", told, page=self.crowded[0], severity="warning")
        if self.fields:
            yield Note("PDF014", severity="warning")
        if self.recognised:
            yield Note("PDF011", {"pages": page_list(self.recognised)}, page=self.recognised[0])
        if self.hidden:
            yield Note("PDF019", {"pages": page_list(self.hidden)}, page=self.hidden[0])
        if self.skewed:
            yield Note("PDF015", {"pages": page_list(self.skewed)}, page=self.skewed[0])


def _contents(document: Document, reading: _Reading, until: float) -> Iterator[PageContent]:
    """The pages that can be read, one at a time; none is begun after ``until``."""
    pages = document.pages(MAX_PAGES)
    while not (late := time.monotonic() > until):
        try:
            content = next(pages)
        except StopIteration:
            break
        reading.pages += 1
        if content is None:
            reading.broken.append(reading.pages)
            continue
        reading.take(content)
        yield content
    reading.fields = document.fields
    reading.total = max(document.count, reading.pages + document.more)
    reading.late = late and reading.total > reading.pages


def _sheet(content: PageContent) -> Sheet:
    """The tables of a page and the lines outside them."""
    sheet = Sheet(content.number, content.width, content.height, content.turned)
    found = lattices(content.across, content.down)
    inside: list[list[list[Glyph]]] = [[[] for _ in lattice.boxes] for lattice in found]
    free: list[Glyph] = []
    for glyph in content.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        place = _place(found, x, y)
        (free if place is None else inside[place[0]][place[1]]).append(glyph)
    for lattice, cells in zip(found, inside, strict=True):
        lines = [lines_of(glyphs) for glyphs in cells]
        for box, inner in zip(lattice.boxes, lines, strict=True):
            box.text = cell_text(inner, box.x1 - box.x0)
            if inner:
                box.room, box.lead = room_after(inner[-1], box.x1 - box.x0), lead_of(inner[0])
        part = Part(content.number, lattice.boxes, turned=content.turned)
        if len(lattice.boxes) > 1:
            sheet.parts.append(part)
        else:
            sheet.lone.append((part, lines[0]))
    sheet.lines = lines_of(free)
    sheet.aside = [text for glyphs in content.aside if (text := cell_text(lines_of(glyphs), 0.0))]
    return sheet


def _place(found: list[Lattice], x: float, y: float) -> tuple[int, int] | None:
    for number, lattice in enumerate(found):
        if lattice.xs[0] <= x <= lattice.xs[-1] and lattice.ys[0] <= y <= lattice.ys[-1]:
            box = lattice.box_at(x, y)
            if box >= 0:
                return number, box
    return None
