"""A page to be drawn: lines of boxes on columns, the same for every writer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jixiao.documents.write.model import Mark

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.schemas.self_evaluation import Path


class Style(StrEnum):
    """What a box is on the form; fonts, borders and alignment follow from it.

    The last four are of a letter: whom it is to, its paragraphs, what is indented under one, headings.
    """

    TITLE = "title"
    CAPTION = "caption"
    LABEL = "label"
    TEXT = "text"
    CENTRED = "centred"
    FIGURE = "figure"
    SIGN_OFF = "sign-off"
    HEADLINE = "headline"
    NOTE = "note"
    ADDRESS = "address"
    LETTER = "letter"
    UNDER = "under"
    HEADING = "heading"


class Part(StrEnum):
    """Which part of the form a line belongs to; ``HEADING`` is repeated on every page."""

    TOP = "top"
    HEAD = "head"
    HEADING = "heading"
    ROWS = "rows"
    FOOT = "foot"
    SIGN_OFF = "sign-off"
    BELOW = "below"


IN_TABLE = frozenset({Part.HEAD, Part.HEADING, Part.ROWS, Part.FOOT})
"""The parts that are ruled; the others are lines of text above and below."""
BORDERED = frozenset({Style.LABEL, Style.TEXT, Style.CENTRED, Style.FIGURE})


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of a page.

    ``text`` is what is seen.  Where ``number`` is set the cell is a number shown as ``text``, a percentage if
    ``percent`` (``number`` is then in percent).  ``path`` names the field of the form it holds.
    ``sheet`` is the number of the sheet it leads to.
    """

    text: str = ""
    style: Style = Style.TEXT
    rows: int = 1
    columns: int = 1
    number: Decimal | None = None
    percent: bool = False
    mark: Mark = Mark.NONE
    path: Path | None = None
    sheet: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its boxes with the column each starts in; columns covered from above or the left are left out.

    ``least`` is the least height in points.
    """

    part: Part
    boxes: tuple[tuple[int, Box], ...]
    least: float = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page-wide form: ``widths`` in half Chinese characters of the standard size."""

    name: str
    widths: tuple[int, ...]
    lines: tuple[Line, ...]
    landscape: bool = False

    def addresses(self) -> dict[Path, tuple[int, int]]:
        """Row and column, from 0, of every box that holds a field of the form."""
        return {
            box.path: (row, column)
            for row, line in enumerate(self.lines)
            for column, box in line.boxes
            if box.path is not None
        }

    def width_of(self, column: int, box: Box) -> int:
        """The width of a box that starts in that column."""
        return sum(self.widths[column : column + box.columns])
