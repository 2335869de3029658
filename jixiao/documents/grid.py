"""Tables as files hold them, before anybody knows what they say.

Every kind of office file is first read into grids: rows of cells with what is
*displayed*, and where it stood.  Merged ranges are kept as spans and as covered
cells, so that a reader can expand them or follow the header.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Cell(NamedTuple):
    """One cell: the displayed text and its reference (``F12``; ``R3C2`` in Word and PDF).

    A cell covered by a merged range has the text of the range's first cell and
    ``covered`` set; the first cell carries the spans.  ``raw`` is the stored number as a plain
    decimal where the sheet displays it otherwise (``0.95`` of ``95%``); ``formula`` is the formula's
    text without its equals sign where the cell holds one (``…`` where the file does not tell it).
    """

    text: str
    ref: str | None = None
    rowspan: int = 1
    colspan: int = 1
    covered: bool = False
    page: int | None = None
    raw: str | None = None
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text between tables, with its heading level (0 for body text) where the file says so."""

    text: str
    page: int | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet or one table; ``rows`` all have the same length, blanks being cells with empty text.

    The cells of a row that is blank throughout carry no reference; row and column numbers are
    positions in ``rows``, which begin at ``A1``.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    page: int | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader met on the way (a text code, parameters, where): it becomes a finding."""

    code: str
    params: dict[str, str] = field(default_factory=dict)
    ref: str | None = None
    table: str | None = None
    page: int | None = None
    severity: Literal["error", "warning", "notice"] = "notice"


@dataclass(frozen=True, slots=True)
class Extract:
    """A whole office file: its grids and paragraphs in document order, and what was met.

    ``refusal`` is set, and ``blocks`` empty, where the file was refused or could not be read.
    """

    blocks: tuple[Grid | Paragraph, ...] = ()
    notes: tuple[Note, ...] = ()
    refusal: Note | None = None

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The grids alone, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))
