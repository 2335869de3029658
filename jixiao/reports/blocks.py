"""A report before it is drawn: parts made of headings, paragraphs, tables and figures.

A drafting layer makes blocks and decides every word; a renderer decides where and how a block stands.
Text is made of runs: plain words, facts (a number or a name with where it is from, for the trace) and blanks
(what the data cannot say, printed in sight and listed at the end).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from jixiao.documents.write.model import Mark
from jixiao.indicators.ordinals import han
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

LEVELS = 4
"""Levels of headings: 一、 （一） 1. （1）, as GB/T 9704 has them."""


class Origin(StrEnum):
    """What kind of thing a fact is taken from.

    A field of the form or disclosure, a computation on such fields, a facts file, a rule set, the store.
    """

    FIELD = "field"
    COMPUTED = "computed"
    GIVEN = "given"
    RULES = "rules"
    STORE = "store"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from.

    ``path`` is the field (``funds[0].executed``) or the name of the computation; ``place`` is where that
    stands in the document read (``第5行``); ``formula`` spells a computation out (``7 ÷ 160``); ``operands``
    are the sources of what goes into it.
    """

    origin: Origin
    path: str
    place: str = ""
    formula: str = ""
    operands: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text; ``strong`` stands out."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """Text that says something of the data: as printed, and the value itself where it is a number.

    ``value`` of a percentage is in percent, of money in the unit that is printed.
    """

    text: str
    source: Source
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """What the data cannot say, for people to fill in: printed as 【待补充：``what``】 and highlighted.

    ``key`` is where it can be given in a facts file.
    """

    what: str
    key: str = ""

    @property
    def text(self) -> str:
        """The words in brackets."""
        return say("report.blank", what=self.what)


Run: TypeAlias = Words | Fact | Blank


def runs_of(content: str | Run | Iterable[str | Run]) -> tuple[Run, ...]:
    """Runs from a string, a run, or some of either; empty words are left out."""
    if isinstance(content, str):
        return (Words(content),) if content else ()
    if isinstance(content, (Words, Fact, Blank)):
        return (content,)
    return tuple(run for piece in content for run in runs_of(piece))


def text_of(runs: Iterable[Run]) -> str:
    """What runs say, one after the other."""
    return "".join(run.text for run in runs)


class Align(StrEnum):
    """How text stands in its room."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Tone(StrEnum):
    """What a paragraph is: its size, indent and place follow from it.

    ``BODY`` begins two characters in; ``FLUSH`` does not (whom it is to); ``ITEM`` is a line of a list;
    ``CENTRED`` a line in the middle; ``RIGHT`` a signature or date; ``NOTE`` small print under a table.
    """

    BODY = "body"
    FLUSH = "flush"
    ITEM = "item"
    CENTRED = "centred"
    RIGHT = "right"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the whole, or of an annex, in the middle; ``under`` are lines below it (year, unit)."""

    text: str
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; ``number`` is what stands before it (see :func:`numbered`).

    A heading that is not ``counted`` gets no number.
    """

    level: int
    text: str
    number: str = ""
    counted: bool = True

    @property
    def printed(self) -> str:
        """The number and the words."""
        return self.number + self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of runs.  ``mark`` colours it."""

    runs: tuple[Run, ...]
    tone: Tone = Tone.BODY
    mark: Mark = Mark.NONE

    @property
    def text(self) -> str:
        """All it says."""
        return text_of(self.runs)


def paragraph(*content: str | Run, tone: Tone = Tone.BODY, mark: Mark = Mark.NONE) -> Paragraph:
    """A paragraph of strings and runs."""
    return Paragraph(runs_of(content), tone, mark)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: runs, the rows and columns it takes, how it stands (as its column, if ``None``).

    ``number`` is its value where a sheet should hold a number; a text that ends in % means it is in percent.
    """

    runs: tuple[Run, ...] = ()
    rows: int = 1
    columns: int = 1
    align: Align | None = None
    number: Decimal | None = None
    mark: Mark = Mark.NONE
    strong: bool = False

    @property
    def text(self) -> str:
        """All it says."""
        return text_of(self.runs)


def cell(
    content: str | Run | Iterable[str | Run] = "",
    *,
    rows: int = 1,
    columns: int = 1,
    align: Align | None = None,
    number: Decimal | None = None,
    mark: Mark = Mark.NONE,
    strong: bool = False,
) -> Cell:
    """A cell of strings and runs; a single fact gives its number, if none is given."""
    runs = runs_of(content)
    if number is None and len(runs) == 1 and isinstance(runs[0], Fact):
        number = runs[0].value
    return Cell(runs, rows, columns, align, number, mark, strong)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells from left to right, less those covered from above; ``strong`` for a total.

    A row that ``opens`` a group stays on one page with the row below.
    """

    cells: tuple[Cell, ...]
    strong: bool = False
    opens: bool = False


def row(*content: str | Run | Cell, strong: bool = False, opens: bool = False) -> Row:
    """A row of cells, strings and runs."""
    cells = tuple(piece if isinstance(piece, Cell) else cell(piece) for piece in content)
    return Row(cells, strong, opens)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its least width in halves of a Chinese character, how cells stand in it.

    Cells of a column of figures (``figure``) do not break: it is as wide as the widest.
    """

    heading: str
    least: int = 8
    align: Align = Align.LEFT
    figure: bool = False


@dataclass(frozen=True)
class Table:
    """A ruled table whose heading is repeated on every page and whose rows never break.

    ``head`` are the rows of the heading where it has more than one (else it is the columns' own); ``caption``
    stands above, ``unit`` (单位：万元) above on its right, ``notes`` below.  ``empty`` is said where
    there are no rows.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    unit: str = ""
    notes: tuple[str, ...] = ()
    head: tuple[Row, ...] = ()
    empty: str = ""

    @cached_property
    def heading(self) -> tuple[Row, ...]:
        """The rows of the heading."""
        return self.head or (row(*(column.heading for column in self.columns)),)

    @cached_property
    def body(self) -> tuple[Row, ...]:
        """The rows below; a single cell with what is said instead, where there are none."""
        if self.rows or not self.empty:
            return self.rows
        return (Row((cell(self.empty, columns=len(self.columns), align=Align.CENTRE),)),)

    def stays(self, number: int) -> bool:
        """Whether the row of that number, the heading counted, stays on one page with the next.

        A heading does, the first row, one that opens a group, and the one before a total at the end.
        """
        at = number - len(self.heading)
        body = self.body
        if at < 0 or at + 1 >= len(body):
            return at < 0
        return not at or body[at].opens or (at + 2 == len(body) and body[-1].strong)

    def placed(self) -> Iterator[tuple[Row, tuple[tuple[int, Cell], ...]]]:
        """Every row, those of the heading first, with its cells by the column each starts in.

        A cell that would stand beyond the last column is cut to what is left, or left out; a place no cell
        takes is empty.
        """
        for rows in (self.heading, self.body):
            covered: dict[int, int] = {}
            for number, one in enumerate(rows):
                yield one, tuple(self._place(one, covered, len(rows) - number))

    def _place(self, one: Row, covered: dict[int, int], left: int) -> Iterator[tuple[int, Cell]]:
        width = len(self.columns)
        waiting = list(one.cells)
        open_from_above = {at for at, rows in covered.items() if rows > 0}
        for at in open_from_above:
            covered[at] -= 1
        column = 0
        while column < width:
            if column in open_from_above:
                column += 1
                continue
            free = column
            while free < width and free not in open_from_above:
                free += 1
            found = waiting.pop(0) if waiting else Cell()
            taken = max(1, min(found.columns, free - column))
            rows = max(1, min(found.rows, left))
            if (taken, rows) != (found.columns, found.rows):
                found = replace(found, columns=taken, rows=rows)
            yield column, found
            for at in range(column, column + taken):
                covered[at] = rows - 1
            column += taken


class Series(NamedTuple):
    """One series of bars: its name and a value for each category (``None`` is no bar)."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars by category; ``stacked`` on each other or side by side, ``lying`` or upright."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    stacked: bool = False
    lying: bool = False
    category_axis: str = ""
    value_axis: str = ""


class Point(NamedTuple):
    """A point of a scatter chart, and what it is."""

    x: Decimal
    y: Decimal
    name: str


@dataclass(frozen=True, slots=True)
class Scatter:
    """Points on two axes; ``x_line`` and ``y_line`` are bounds drawn across (a passing score)."""

    points: tuple[Point, ...]
    x_axis: str
    y_axis: str
    x_lines: tuple[Decimal, ...] = ()
    y_lines: tuple[Decimal, ...] = ()


Chart: TypeAlias = Bars | Scatter


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its caption below; ``said`` tells in words what it shows, for those who cannot see it."""

    chart: Chart
    caption: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents of the headings up to a level, under ``title``."""

    title: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


Block: TypeAlias = Title | Heading | Paragraph | Table | Figure | Contents | PageBreak


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks on pages of one kind, upright or lying; ``name`` is that of the sheet in a workbook."""

    blocks: tuple[Block, ...]
    name: str = ""
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; ``title`` is that of the file, ``identifier`` is kept in its properties."""

    title: str
    parts: tuple[Part, ...]
    identifier: str = ""
    properties: tuple[tuple[str, str], ...] = field(default=())

    def blocks(self) -> Iterator[Block]:
        """All blocks in order."""
        for part in self.parts:
            yield from part.blocks


def heading_number(level: int, number: int) -> str:
    """What stands before a heading: 一、 （一） 1. （1）; past 99 the Arabic number."""
    chinese = han(number) if 0 < number <= 99 else str(number)
    return say(f"report.number.{level}", han=chinese, number=str(number))


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with every counted heading numbered anew by level; a title starts from the beginning."""
    counts = [0] * LEVELS
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Title):
            counts = [0] * LEVELS
        if isinstance(block, Heading) and block.counted:
            at = block.level - 1
            counts[at] += 1
            counts[at + 1 :] = [0] * (LEVELS - block.level)
            made.append(replace(block, number=heading_number(block.level, counts[at])))
        else:
            made.append(block)
    return tuple(made)


def captioned(blocks: Iterable[Block], *, tables: int = 0, figures: int = 0) -> tuple[Block, ...]:
    """The blocks with the captions of tables and of figures numbered, each for itself, from those there were.

    A table without caption gets none.
    """
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and block.caption:
            tables += 1
            caption = say("report.number.table", number=tables, caption=block.caption)
            made.append(replace(block, caption=caption))
        elif isinstance(block, Figure):
            figures += 1
            caption = say("report.number.figure", number=figures, caption=block.caption)
            made.append(replace(block, caption=caption))
        else:
            made.append(block)
    return tuple(made)


def block_runs(block: Block) -> Iterator[Run]:
    """The runs of a block in reading order."""
    if isinstance(block, Paragraph):
        yield from block.runs
    elif isinstance(block, Table):
        for _, cells in block.placed():
            for _, one in cells:
                yield from one.runs


def facts(report: Report) -> Iterator[Fact]:
    """Every fact of a report in reading order, for the trace."""
    return (run for block in report.blocks() for run in block_runs(block) if isinstance(run, Fact))


def blanks(report: Report) -> tuple[Blank, ...]:
    """Every blank of a report once, in reading order."""
    found = (run for block in report.blocks() for run in block_runs(block) if isinstance(run, Blank))
    return tuple(dict.fromkeys(found))


def block_texts(block: Block) -> Sequence[str]:
    """The texts of a block in reading order, a cell each for a table; those of a chart are the renderer's."""
    match block:
        case Title(text, under):
            return (text, *under)
        case Heading():
            return (block.printed,)
        case Paragraph():
            return (block.text,)
        case Table():
            cells = (one.text for _, placed in block.placed() for _, one in placed)
            return tuple(text for text in (block.caption, block.unit, *cells, *block.notes) if text)
        case Figure():
            return (block.caption,)
        case Contents(title):
            return (title,)
        case _:
            return ()


def texts(report: Report) -> tuple[str, ...]:
    """Every text of a report that is not empty, in the order it is read in; what each renderer must show."""
    return tuple(text for block in report.blocks() for text in block_texts(block) if text)
