"""One page of a PDF: its glyphs and rulings, turned upright, without watermarks.

The objects are taken as they come from pdfminer's interpreter: the dictionary that pdfplumber builds
of each character costs more than reading it, and a clipped character is one there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pdfminer.layout import LTChar, LTCurve, LTFigure, LTImage, LTItem, LTLine, LTRect

from jixiao.documents.office.pdf_lines import Glyph, repaired
from jixiao.documents.office.pdf_rulings import MAX_RULINGS, Ruling
from jixiao.documents.office.pdf_visible import visible_layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage

UNMAPPED: Final = "\ufffd"

_THIN = 3.5
_STRAIGHT = 0.7
_SKEW = 0.08
_MOST_FIGURES = 20
_WHOLE_PAGE = 0.6


@dataclass(slots=True)
class PageContent:
    """What stands on a page, upright as most of its text is; ``aside`` is text that runs another way."""

    number: int
    width: float
    height: float
    turned: int = 0
    glyphs: list[Glyph] = field(default_factory=list)
    aside: list[list[Glyph]] = field(default_factory=list)
    across: list[Ruling] = field(default_factory=list)
    down: list[Ruling] = field(default_factory=list)
    hidden: int = 0
    skewed: int = 0
    unmapped: int = 0
    pictured: bool = False
    imaged: bool = False
    crowded: bool = False


def content_of(page: PDFPage, number: int, manager: PDFResourceManager) -> PageContent:
    """The content of ``page``; raises what the interpreter raises for a page it cannot read."""
    layout, hidden = visible_layout(page, manager)
    width, height = float(layout.width), float(layout.height)
    content = PageContent(number, width, height, hidden=hidden)
    turned: dict[int, list[LTChar]] = {0: [], 90: [], 180: [], 270: []}
    lines: list[tuple[float, float, float, float]] = []
    for item in _items(layout, 0):
        if isinstance(item, LTChar):
            turn = _turn(item)
            if turn is None:
                content.skewed += not item.get_text().isspace()
            else:
                turned[turn].append(item)
        elif isinstance(item, LTImage):
            content.imaged = True
            area = max(0.0, min(item.x1, width) - max(item.x0, 0)) * max(
                0.0, min(item.y1, height) - max(item.y0, 0)
            )
            content.pictured = content.pictured or area > _WHOLE_PAGE * width * height
        elif len(lines) <= MAX_RULINGS:
            lines.extend(_lines(item))
    content.turned = max(turned, key=lambda turn: (len(turned[turn]), -turn))
    content.crowded = len(lines) > MAX_RULINGS
    _place(content, turned, () if content.crowded else lines)
    return content


def _items(container: Iterable[LTItem], depth: int) -> Iterator[LTItem]:
    for item in container:
        if isinstance(item, LTFigure):
            if depth < _MOST_FIGURES:
                yield from _items(item, depth + 1)
        elif isinstance(item, (LTChar, LTImage, LTCurve)):
            yield item


def _turn(glyph: LTChar) -> int | None:
    """How far the text runs turned to the left, in degrees; ``None`` where it runs askew."""
    a, b = glyph.matrix[0], glyph.matrix[1]
    if abs(b) <= _SKEW * abs(a):
        return 0 if a > 0 else 180
    if abs(a) <= _SKEW * abs(b):
        return 90 if b > 0 else 270
    return None


def _lines(item: LTItem) -> Iterator[tuple[float, float, float, float]]:
    """The straight lines of a drawn thing: a line, a border, a thin rectangle, the sides of a polygon."""
    if isinstance(item, LTRect):
        wide, high = item.x1 - item.x0, item.y1 - item.y0
        if min(wide, high) <= _THIN:
            if wide > high:
                middle = (item.y0 + item.y1) / 2
                yield (item.x0, middle, item.x1, middle)
            elif high > wide:
                middle = (item.x0 + item.x1) / 2
                yield (middle, item.y0, middle, item.y1)
        elif item.stroke:
            yield (item.x0, item.y0, item.x1, item.y0)
            yield (item.x0, item.y1, item.x1, item.y1)
            yield (item.x0, item.y0, item.x0, item.y1)
            yield (item.x1, item.y0, item.x1, item.y1)
    elif isinstance(item, LTLine):
        yield (item.x0, item.y0, item.x1, item.y1)
    elif isinstance(item, LTCurve) and item.stroke:
        path = item.original_path or []
        if all(step[0] in "mlh" for step in path):
            for (x0, y0), (x1, y1) in zip(item.pts, item.pts[1:], strict=False):
                yield (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _place(
    content: PageContent,
    turned: dict[int, list[LTChar]],
    lines: Iterable[tuple[float, float, float, float]],
) -> None:
    width, height, main = content.width, content.height, content.turned
    for turn, characters in turned.items():
        # text that runs another way than the page is read as if the page were turned to it
        glyphs = [
            glyph
            for item in characters
            if item.x1 > 0 and item.y1 > 0 and item.x0 < width and item.y0 < height
            if (glyph := _glyph(item, turn, content)) is not None
        ]
        if turn == main:
            content.glyphs = glyphs
        elif glyphs:
            content.aside.append(glyphs)
    for line in lines:
        x0, top, x1, bottom = _upright(line, main, width, height)
        if bottom - top <= _STRAIGHT and x1 > x0:
            content.across.append(Ruling((top + bottom) / 2, x0, x1))
        elif x1 - x0 <= _STRAIGHT and bottom > top:
            content.down.append(Ruling((x0 + x1) / 2, top, bottom))
    if main in {90, 270}:
        content.width, content.height = height, width


def _glyph(item: LTChar, turn: int, content: PageContent) -> Glyph | None:
    text = item.get_text()
    if text.startswith("(cid:") or "\ufffd" in text or any("\ue000" <= mark <= "\uf8ff" for mark in text):
        text = UNMAPPED
        content.unmapped += 1
    elif "\0" in text:
        text = text.replace("\0", "")
    place = _upright((item.x0, item.y0, item.x1, item.y1), turn, content.width, content.height)
    if not all(map(math.isfinite, place)):
        return None
    x0, top, x1, bottom = place
    return Glyph(x0, top, x1, bottom, bottom - top, repaired(text))


def _upright(
    place: tuple[float, float, float, float], turn: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """A rectangle in PDF space (from the lower left) as ``x0, top, x1, bottom`` of a page turned upright."""
    x0, y0, x1, y1 = place
    if turn == 0:
        return x0, height - y1, x1, height - y0
    if turn == 90:
        return y0, x0, y1, x1
    if turn == 180:
        return width - x1, y0, width - x0, y1
    return height - y1, width - x1, height - y0, width - x0
