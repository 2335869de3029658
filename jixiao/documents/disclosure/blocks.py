"""One stream of blocks for every kind of file: paragraphs put together again, and tables as rows of cells.

Text wraps its lines and breaks paragraphs at page ends; a paragraph here is whole, and still knows
on which line each of its characters stood.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from jixiao.documents.disclosure.folded import Folded, fold
from jixiao.documents.disclosure.numbering import Marker, marker_of
from jixiao.documents.disclosure.public_words import kind_of
from jixiao.documents.grid import Grid
from jixiao.documents.lines import MAX_LINE, Line
from jixiao.schemas.finding import Place
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jixiao.documents.grid import Extract, Paragraph

_END = re.compile(r"[。；;！!？?：:]”?’?$")
_INNER = re.compile(r"[，,。；;：:、]")
_NUMBER_UNIT = re.compile(r"[\d.,]+(?:万元|亿元|元|%|分|个|辆|家|项|人|台)")
_UNIT = re.compile(r"(?:万元|亿元|元|%|分|个|辆|家|项|人次|人|台|\d)")
_HEADING_WORD = re.compile(r"(?:情况|说明|概况|分析|目标|方法|报告|表|绩效)$")
_CAPTION = re.compile(
    r"附件\d{0,2}(?:[-—]\d{1,2})?[:.、]?$|公开\d{1,2}表|(?:编制)?(?:部门|单位)(?:名称)?:|(?:金额)?单位:|目录$|注\d?[:.、]|\(?(?:19|20|"
    r"21)\d\d年度?\)?$|项目支出绩效自评表"
)
_HASH = re.compile(r"\s{0,3}#{1,6}\s*")
_BULLET = re.compile(r"\s{0,3}[-•·*]\s+")
_PAGE_NUMBER = re.compile(r"\s*[-—–]*\s*\d{1,3}\s*[-—–]*\s*")
_LEAST = 44
"""Columns from which on a line may be one that was broken: two thirds of a line of a printed page."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a piece stood: its line from 1, its page, its cell."""

    line: int | None = None
    page: int | None = None
    ref: str | None = None


@dataclass(frozen=True)
class Para:
    """A whole paragraph; ``starts[i]`` is where the piece from ``spots[i]`` begins in ``raw``."""

    raw: str
    starts: tuple[int, ...]
    spots: tuple[Spot, ...]
    hashed: bool = False
    bulleted: bool = False

    @cached_property
    def folded(self) -> Folded:
        """The paragraph folded for reading."""
        return fold(self.raw)

    @cached_property
    def marker(self) -> Marker | None:
        """How the paragraph is numbered."""
        return marker_of(self.folded.text)

    def spot(self, offset: int = 0) -> Spot:
        """Where a character of ``raw`` stood."""
        return self.spots[max(0, bisect_right(self.starts, offset) - 1)]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells without white space around them, blanks kept."""

    cells: tuple[str, ...]
    spot: Spot

    @property
    def filled(self) -> tuple[str, ...]:
        """The cells that hold something."""
        return tuple(cell for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class Rows:
    """A table, or the part of one that stands on a page."""

    rows: tuple[Row, ...]
    name: str | None = None


Block = Para | Rows


def place(
    spot: Spot,
    *,
    file: str | None,
    part: str | None = None,
    table: str | None = None,
    quote: str | None = None,
    column: str | None = None,
) -> Place:
    """The place of a piece in the words of findings."""
    row = None if spot.line is None else say("place.row", number=str(spot.line))
    cell = column if column is not None else spot.ref
    return Place(file=file, document_part=part, table=table, page=spot.page, row=row, cell=cell, quote=quote)


def from_text(text: str) -> tuple[Block, ...]:
    """The blocks of a text: lines with tabs or pipes are rows, the others paragraphs."""
    return tuple(_joined(_text_pieces(text)))


def from_extract(extract: Extract) -> tuple[Block, ...]:
    """The blocks of an office file, in its order."""
    return tuple(_joined(_office_pieces(extract.blocks)))


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    spot: Spot
    hashed: bool = False
    bulleted: bool = False


def _text_pieces(text: str) -> Iterator[_Piece | Row | None]:
    """Lines as pieces, rows, or ``None`` for a stroke that ends what stands before it."""
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if not raw.strip():
            continue
        line = Line(number, raw)
        if "\t" in raw and len(raw) <= MAX_LINE:
            # a cell of a table may be quoted; leading blanks matter, so the line is cut as it stands
            yield Row(tuple(cell.strip() for cell in raw.split("\t")), Spot(line=number))
        elif line.mode == "grid":
            if not line.is_rule:
                yield Row(line.cells, Spot(line=number))
        elif line.is_rule:
            yield None
        else:
            hashed = _HASH.match(raw)
            bulleted = _BULLET.match(raw)
            mark = hashed or bulleted
            body = raw[mark.end() :] if mark else raw
            if body.strip() and not _PAGE_NUMBER.fullmatch(raw):
                yield _Piece(body.strip(), Spot(line=number), hashed is not None, bulleted is not None)


def _office_pieces(blocks: Iterable[Grid | Paragraph]) -> Iterator[_Piece | Row | None]:
    for block in blocks:
        if isinstance(block, Grid):
            yield None
            for cells in block.rows:
                first = next((cell for cell in cells if cell.text and not cell.covered), None)
                if first is not None:
                    texts = tuple("" if cell.covered else cell.text.strip() for cell in cells)
                    page = first.page if first.page is not None else block.page
                    yield Row(texts, Spot(page=page, ref=first.ref))
            yield None
        else:
            for text in block.text.split("\n"):
                if text.strip() and not _PAGE_NUMBER.fullmatch(text):
                    yield _Piece(text.strip(), Spot(page=block.page), hashed=block.level > 0)


def _joined(pieces: Iterable[_Piece | Row | None]) -> Iterator[Block]:
    rows: list[Row] = []
    para: _Growing | None = None
    for piece in pieces:
        if isinstance(piece, Row):
            if para is not None:
                yield para.done()
                para = None
            rows.append(piece)
            continue
        if rows:
            yield Rows(tuple(rows))
            rows = []
        if piece is None:
            if para is not None:
                yield para.done()
                para = None
        elif para is not None and para.goes_on_with(piece):
            para.add(piece)
        else:
            if para is not None:
                yield para.done()
            para = _Growing(piece)
    if rows:
        yield Rows(tuple(rows))
    if para is not None:
        yield para.done()


def columns_of(text: str) -> int:
    """How wide a text is printed: a Chinese character is two columns."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


class _Growing:
    """A paragraph while pieces are still added to it."""

    def __init__(self, piece: _Piece) -> None:
        self.pieces = [piece.text]
        self.starts = [0]
        self.spots = [piece.spot]
        self.length = len(piece.text)
        self.hashed, self.bulleted = piece.hashed, piece.bulleted
        folded = fold(piece.text[:400]).text
        marker = marker_of(folded)
        self.caption = _CAPTION.match(folded) is not None
        self.commas = _INNER.search(folded[marker.end if marker else 0 :]) is not None
        self.width = columns_of(piece.text[:400])
        self.tail = piece.text

    def add(self, piece: _Piece) -> None:
        """Put a piece at the end; between two Latin letters a space stands."""
        latin = self.tail[-1:].isascii() and self.tail[-1:].isalpha()
        text = (
            f" {piece.text}"
            if latin and piece.text[:1].isascii() and piece.text[:1].isalpha()
            else piece.text
        )
        self.starts.append(self.length)
        self.spots.append(piece.spot)
        self.pieces.append(text)
        self.length += len(text)
        self.width += columns_of(piece.text[:400])
        self.commas = self.commas or _INNER.search(piece.text) is not None
        self.tail = piece.text

    def goes_on_with(self, piece: _Piece) -> bool:
        """Whether ``piece`` is the rest of this paragraph, broken off by a line or a page."""
        tail, head = fold(self.tail[-60:]).text, fold(piece.text[:200]).text
        if self.hashed or piece.hashed or piece.bulleted or self.caption or not tail or _END.search(tail):
            return False
        if _CAPTION.match(head) or kind_of(head) is not None:
            return False
        if tail[-1].isdigit() and _UNIT.match(head) and marker_of(head) is None:
            return True
        if marker_of(head) is not None:
            return False
        if _NUMBER_UNIT.match(head) and not _HEADING_WORD.search(tail):
            return True
        if self.width >= 40 and len(head) <= 8 and _END.search(head) and not _HEADING_WORD.search(tail):
            return True
        return self.commas and self.width >= _LEAST

    def done(self) -> Para:
        """The whole paragraph."""
        return Para("".join(self.pieces), tuple(self.starts), tuple(self.spots), self.hashed, self.bulleted)
