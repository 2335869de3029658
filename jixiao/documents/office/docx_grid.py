"""Word documents into paragraphs and grids, in document order.

The body is walked child by child and forgotten behind the walk, so that a long document
costs its largest table and not its whole tree.  Merged cells are followed by their own
marks (``gridSpan``, ``vMerge``, ``hMerge``, ``gridBefore``); a library that asks for each cell of
each row would take quadratic time.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from jixiao.documents.grid import Cell, Extract, Grid, Note, Paragraph
from jixiao.documents.office import docx_styles, limits
from jixiao.documents.office.blocks import packed, read_by
from jixiao.documents.office.docx_text import Seen, alternative, paragraph_text, placeholder, through
from jixiao.documents.office.docx_xml import MAX_DEPTH, attribute, body, child, children, local
from jixiao.documents.office.markdown import unmarked
from jixiao.documents.office.ole import SIGNATURE
from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.sniff import office_kind
from jixiao.documents.office.xml_guard import harmless, looks_like_xml
from jixiao.documents.office.zip_guard import Package
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from jixiao.documents.office.pool import Pool

_MAIN = "word/document.xml"
_ROOT_RELATIONS = "_rels/.rels"
_OFFICE_DOCUMENT = "/officeDocument"
_BLOCKS = frozenset({"p", "tbl"})
_ROW, _CELL = frozenset({"tr"}), frozenset({"tc"})


@dataclass(slots=True)
class _Merge:
    """A cell that later rows may continue: where it stands, how wide and how high it has become."""

    row: int
    column: int
    width: int
    height: int = 1


@dataclass(slots=True)
class _Walk:
    """The state of one reading: what was met, how much was built, how many tables there are."""

    levels: docx_styles.Styles
    seen: Seen = field(default_factory=Seen)
    notes: list[Note] = field(default_factory=list)
    tables: int = 0
    cells: int = 0
    characters: int = 0

    def count(self, cells: int, characters: int) -> None:
        """Take note of what was built.  Raises :class:`Refused` beyond the bounds of one file."""
        self.cells += cells
        self.characters += characters
        if self.cells > limits.MAX_CELLS or self.characters > limits.MAX_TEXT:
            raise Refused("WRD002", cells=str(limits.MAX_CELLS), characters=str(limits.MAX_TEXT))


def read_docx(data: bytes, name: str, *, pool: Pool | None = None) -> Extract:
    """The paragraphs and grids of a Word document (``.docx``, ``.docm``, a ``.wps`` that is one inside).

    ``name`` says where it came from, for the notes.  Read in a worker process; never raises for
    what ``data`` holds: a refusal (``OFF001`` …, ``WRD001`` to ``WRD004``) says why nothing could be
    read.  Page numbers are unknown to a Word file; references are ``R3C2`` within a table.
    """
    return unmarked(read_by("docx", data, name, pool))


def docx_data(data: bytes) -> dict[str, Any]:
    """The worker's task: :func:`parse_docx` as plain data."""
    return packed(parse_docx(data))


def parse_docx(data: bytes) -> Extract:
    """Read in this process.  Raises :class:`Refused`."""
    if data.startswith(SIGNATURE):
        kind = office_kind(data)
        raise Refused("OFF006") if kind == "encrypted" else Refused("OFF010", kind=kind)
    package = Package(data)
    main = _main_part(package)
    styles = posixpath.join(posixpath.dirname(main), "styles.xml")
    kept: dict[str, bytes] = {}
    for member in package.members:  # every part is judged, also those that are not read
        content = package.inflate(member)
        if looks_like_xml(member.name, content):
            content = harmless(content, member.name[:80])
            if member.name in {main, styles}:
                kept[member.name] = content
    walk = _Walk(docx_styles.of_part(kept.pop(styles, None)))
    content = kept.pop(main, b"")
    try:
        blocks = tuple(block for element in body(content) for block in _blocks(element, walk))
    except RecursionError as failure:
        raise Refused("WRD003", limit=str(MAX_DEPTH)) from failure
    return Extract(blocks=blocks, notes=tuple(walk.notes + _told(walk.seen)))


def _main_part(package: Package) -> str:
    """The name of the part that holds the text, by the package's own relations."""
    names = {name.lower(): name for name in package.names()}
    relations = package.read(_ROOT_RELATIONS) if _ROOT_RELATIONS in package else b""
    for element in children(harmless(relations, _ROOT_RELATIONS)):
        if local(element) == "Relationship" and (element.get("Type") or "").endswith(_OFFICE_DOCUMENT):
            target = posixpath.normpath((element.get("Target") or "").lstrip("/")).lower()
            if target in names:
                return names[target]
    if _MAIN in names:
        return names[_MAIN]
    raise Refused("WRD001", problem=say("pages.why.document"))


def _blocks(element: Element, walk: _Walk) -> Iterator[Grid | Paragraph]:
    """What one child of a body, text box or cell says; wrappers are looked through."""
    name = local(element)
    if name == "p":
        yield from _paragraph(element, walk)
    elif name == "tbl":
        yield from _table(element, walk)
    elif name == "AlternateContent":
        chosen = alternative(element)
        for below in chosen if chosen is not None else ():
            yield from _blocks(below, walk)
    elif name != "sdt" or not placeholder(element):
        for below in through(element, _BLOCKS, walk.seen) if name not in {"del", "moveFrom"} else ():
            yield from _blocks(below, walk)


def _paragraph(element: Element, walk: _Walk) -> Iterator[Grid | Paragraph]:
    inline = paragraph_text(element, walk.seen)
    for box in inline.boxes:
        for below in box:
            yield from _blocks(below, walk)
    text = inline.text.strip("\n").rstrip()
    if not text.strip():
        return
    walk.count(1, len(text))
    level, numbered = walk.levels.of_paragraph(element)
    walk.seen.numbered += numbered
    yield Paragraph(text, level=level)


@dataclass(slots=True)
class _Content:
    """What a cell holds: its own lines, and the tables inside."""

    blocks: list[Grid | Paragraph]

    @property
    def text(self) -> str:
        """The lines of the cell; a table inside is told row by row."""
        lines = (_flat(block) if isinstance(block, Grid) else block.text for block in self.blocks)
        return "\n".join(lines).strip("\n")

    @property
    def grids(self) -> list[Grid]:
        """The tables inside."""
        return [block for block in self.blocks if isinstance(block, Grid)]


def _flat(grid: Grid) -> str:
    return "\n".join("\t".join(cell.text for cell in row if not cell.covered) for row in grid.rows)


def _table(element: Element, walk: _Walk) -> Iterator[Grid | Paragraph]:
    """One table as a grid, then the tables inside it; a table that only arranges others is dissolved."""
    walk.tables += 1
    number = walk.tables
    rows: list[list[_Content | None]] = []
    places: list[list[tuple[int, _Merge]]] = []
    open_merges: dict[int, _Merge] = {}
    widths: list[int] = []
    for tr in through(element, _ROW, walk.seen):
        if _row_is_deleted(tr):
            walk.seen.deletions += 1
            continue
        contents, placed, open_merges, width = _row(tr, len(rows), open_merges, walk)
        if len(rows) >= limits.MAX_ROWS or width > limits.MAX_COLUMNS:
            raise Refused("WRD004", rows=str(limits.MAX_ROWS), columns=str(limits.MAX_COLUMNS))
        rows.append(contents)
        places.append(placed)
        widths.append(width)
    filled = [content for row in rows for content in row if content is not None and content.blocks]
    if filled and all(content.grids for content in filled):
        for content in filled:
            yield from content.blocks
        return
    if not rows or not max(widths):
        return
    title = say("pages.table", number=number)
    yield Grid(title, _laid_out(rows, places, max(widths), walk))
    _tell_ragged(widths, title, walk)
    for content in filled:
        for grid in content.grids:
            yield replace(grid, name=say("pages.inner", outer=title, inner=grid.name))


def _row_is_deleted(tr: Element) -> bool:
    properties = child(tr, "trPr")
    return properties is not None and child(properties, "del") is not None


def _number(properties: Element | None, name: str, default: int) -> int:
    """The number in ``<w:name w:val="…">``, bounded; ``default`` where there is none."""
    found = child(properties, name) if properties is not None else None
    value = attribute(found, "val") if found is not None else None
    if value is None or not value.isdecimal():
        return default
    return min(int(value[:6]), limits.MAX_COLUMNS + 1)


def _row(
    tr: Element, number: int, above: dict[int, _Merge], walk: _Walk
) -> tuple[list[_Content | None], list[tuple[int, _Merge]], dict[int, _Merge], int]:
    """One row: what its cells hold (``None``: a continued one), where each stands, what may be continued."""
    properties = child(tr, "trPr")
    column = _number(properties, "gridBefore", 0)
    contents: list[_Content | None] = []
    placed: list[tuple[int, _Merge]] = []
    below: dict[int, _Merge] = {}
    for tc in through(tr, _CELL, walk.seen):
        marks = child(tc, "tcPr")
        width = max(1, _number(marks, "gridSpan", 1))
        if placed and _mark(marks, "hMerge") == "continue":
            merge = placed[-1][1]
            if merge.row == number:
                merge.width += width
            column += width
            continue
        vertical = _mark(marks, "vMerge")
        merge = _Merge(number, column, width)
        upper = above.get(column)
        if vertical == "continue" and upper is not None and upper.width == width:
            upper.height += 1
            merge = upper
            contents.append(None)
        else:
            contents.append(_cell(tc, walk))
        if vertical is not None:
            below[column] = merge
        placed.append((column, merge))
        column += width
        if column > limits.MAX_COLUMNS:
            break
    return contents, placed, below, column + _number(properties, "gridAfter", 0)


def _mark(properties: Element | None, name: str) -> str | None:
    """``restart``, ``continue`` (also where the mark has no value) or ``None`` without the mark."""
    found = child(properties, name) if properties is not None else None
    return None if found is None else attribute(found, "val") or "continue"


def _cell(tc: Element, walk: _Walk) -> _Content:
    blocks = [block for below in tc for block in _blocks(below, walk)] if not _cell_is_deleted(tc) else []
    return _Content(blocks)


def _cell_is_deleted(tc: Element) -> bool:
    properties = child(tc, "tcPr")
    return properties is not None and child(properties, "cellDel") is not None


def _laid_out(
    rows: list[list[_Content | None]], places: list[list[tuple[int, _Merge]]], width: int, walk: _Walk
) -> tuple[tuple[Cell, ...], ...]:
    walk.count(len(rows) * width, 0)
    texts: dict[int, str] = {}
    grid: list[tuple[Cell, ...]] = []
    for number, (contents, placed) in enumerate(zip(rows, places, strict=True)):
        line = [Cell("", _ref(number, column)) for column in range(width)]
        for content, (start, merge) in zip(contents, placed, strict=True):
            if content is not None:
                texts[id(merge)] = content.text
            text = texts[id(merge)]
            walk.count(0, len(text) * merge.width)
            for column in range(start, start + merge.width):
                line[column] = Cell(text, _ref(number, column), covered=True)
            if content is not None:
                line[start] = Cell(text, _ref(number, start), rowspan=merge.height, colspan=merge.width)
        grid.append(tuple(line))
    return tuple(grid)


def _ref(row: int, column: int) -> str:
    return f"R{row + 1}C{column + 1}"


def _tell_ragged(widths: list[int], title: str, walk: _Walk) -> None:
    short = [number for number, width in enumerate(widths, 1) if width < max(widths)]
    if short:
        params = {"rows": docx_styles.listed(short), "count": str(len(short)), "width": str(max(widths))}
        walk.notes.append(Note("WRD005", params, table=title, ref=f"R{short[0]}"))


def _told(seen: Seen) -> list[Note]:
    """The notes about the whole document."""
    notes = []
    if seen.deletions or seen.insertions:
        told = {"deletions": str(seen.deletions), "insertions": str(seen.insertions)}
        notes.append(Note("WRD006", told))
    if seen.numbered:
        notes.append(Note("WRD007", {"count": str(seen.numbered)}))
    if seen.unknown_symbols:
        notes.append(Note("WRD008", {"count": str(seen.unknown_symbols)}, severity="warning"))
    return notes
