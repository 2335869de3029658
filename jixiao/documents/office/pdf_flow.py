"""Lines and table parts of all pages into paragraphs and grids, in reading order.

Page numbers and running heads are left out; lines that wrap are one paragraph, over page breaks
too; text set in columns without rulings is a table only where that is certain.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from jixiao.documents.grid import Grid, Note, Paragraph
from jixiao.documents.office.page_seams import plain
from jixiao.documents.office.pages import Box, Joined, Part, continued, grid_of, titled
from jixiao.documents.office.pdf_lines import Line, run_on

_PAGE_NUMBER = re.compile(r"[-—–－―~·\s]*(\d{1,4})[-—–－―~·\s]*")
_DECORATED = re.compile(
    r"[-—–－―~·]\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-—–－―~·]|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|第\s*\d{1,4}\s*页\s*[,，/／]?\s*(?:[（(]?共\s*\d{1,4}\s*页[）)]?)?"
)
_ITEM = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）、]|[.．](?!\d))|第[一二三四五六七八九十]{1,3}[部章节条]|[①-⑳]|注[：:]"
)
_CONTINUED = re.compile(r"[（(]?(?:.{0,30}[（(])?续(?:上|前)?表?[一二三四五六七八九十\d]{0,3}[）)]?")
_UNIT_LINE = re.compile(r"(?:金额)?单位[：:]?(?:人民币)?[万亿]?元")
_CLOSED = "。；：！？;:"
_MARGIN = 0.12
_RUNNING = 0.085
_RUNNING_PAGES = 3
_TEXT_WIDTH = 0.6
_LEAST_ROWS, _LEAST_COLUMNS = 3, 3


@dataclass(slots=True)
class Sheet:
    """What was understood of one page: free lines from the top, parts of tables, and boxes around text."""

    number: int
    width: float
    height: float
    turned: int = 0
    lines: list[Line] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    lone: list[tuple[Part, list[Line]]] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Flow:
    blocks: list[Joined | Paragraph] = field(default_factory=list)
    last: Line | None = None  # of the last paragraph, while it may go on
    right: float = 0.0


def blocks_of(sheets: list[Sheet]) -> tuple[list[Grid | Paragraph], list[Note]]:
    """The blocks of a document and what has to be told about them."""
    notes = _without_running_lines(sheets)
    rights, limits = _text_areas(sheets)
    flow = _Flow()
    for sheet in sheets:
        shape = _shape(sheet)
        flow.right = rights.get(shape, math.inf)
        _sheet(flow, sheet, limits.get(shape, sheet.height))
    result: list[Grid | Paragraph] = []
    number = 0
    for block in flow.blocks:
        if isinstance(block, Paragraph):
            result.append(block)
            continue
        number += 1
        title = titled(number)
        result.append(grid_of(block, title))
        notes += block.notes(title)
    return result, notes


def _shape(sheet: Sheet) -> tuple[int, int]:
    return round(sheet.width), round(sheet.height)


def _text_areas(sheets: list[Sheet]) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], float]]:
    """For each shape of page: where its lines end at the right, and its lowest content."""
    ends: dict[tuple[int, int], list[float]] = {}
    lowest: dict[tuple[int, int], float] = {}
    for sheet in sheets:
        shape = _shape(sheet)
        ends.setdefault(shape, []).extend(line.x1 for line in sheet.lines)
        bottoms = [line.bottom for line in sheet.lines]
        bottoms += [part.bottom for part in (*sheet.parts, *(part for part, _ in sheet.lone))]
        lowest[shape] = max([lowest.get(shape, 0.0), *bottoms])
    rights = {}
    for shape, places in ends.items():
        places.sort()
        # a stray line further out than the rest does not move the margin; short lines alone show none
        if places and (right := places[-1 - len(places) // 50]) > _TEXT_WIDTH * shape[0]:
            rights[shape] = right
    return rights, lowest


def _without_running_lines(sheets: list[Sheet]) -> list[Note]:
    """Take page numbers and running heads off the pages; running heads are told."""
    _drop_page_numbers(sheets)
    notes = []
    for outer in (0, -1):
        seen: Counter[tuple[str, int]] = Counter()
        for sheet in sheets:
            line = _outer_line(sheet, outer, _RUNNING)
            if line is not None:
                seen[(plain(line.text), round(line.top / 4))] += 1
        running = {key for key, count in seen.items() if count >= _RUNNING_PAGES and 2 * count > len(sheets)}
        for sheet in sheets:
            line = _outer_line(sheet, outer, _RUNNING)
            if line is not None and (plain(line.text), round(line.top / 4)) in running:
                sheet.lines.remove(line)
        notes += [
            Note("PDF009", {"text": text[:40], "count": str(seen[(text, place)])})
            for text, place in sorted(running)
        ]
    return notes


def _outer_line(sheet: Sheet, outer: int, margin: float) -> Line | None:
    """The first (0) or last (-1) line of a page, if it stands in the margin and beyond every table."""
    if not sheet.lines:
        return None
    line = sheet.lines[outer]
    tables = [*sheet.parts, *(part for part, _ in sheet.lone)]
    if outer == 0:
        outside = line.bottom <= margin * sheet.height and all(part.top >= line.top for part in tables)
    else:
        outside = line.top >= (1 - margin) * sheet.height and all(
            part.bottom <= line.bottom for part in tables
        )
    return line if outside else None


def _drop_page_numbers(sheets: list[Sheet]) -> None:
    bare: list[tuple[Sheet, Line, int]] = []
    for sheet in sheets:
        for outer in (0, -1):
            line = _outer_line(sheet, outer, _MARGIN)
            if line is None:
                continue
            text = line.text.strip()
            found = _PAGE_NUMBER.fullmatch(text)
            if _DECORATED.fullmatch(text.lower()):
                sheet.lines.remove(line)
            elif found:
                bare.append((sheet, line, int(found[1]) - sheet.number))
    counted = Counter(offset for _, _, offset in bare)
    for sheet, line, offset in bare:
        if line in sheet.lines and (offset == 0 or counted[offset] > 1):
            sheet.lines.remove(line)


def _sheet(flow: _Flow, sheet: Sheet, limit: float) -> None:
    parts = list(sheet.parts)
    lines = list(sheet.lines)
    for part, inside in sheet.lone:
        before = flow.blocks[-1] if flow.blocks else None
        above: list[Line | Part] = [*lines, *parts]
        first = all(other.top >= part.top for other in above)
        if first and isinstance(before, Joined) and before.last_page == sheet.number - 1:
            parts.append(part)
        else:
            lines.extend(inside)
    for part in parts:
        part.limit = limit
    parts.extend(_unruled(lines, sheet))
    order: list[Line | Part] = sorted([*lines, *parts], key=lambda block: (block.top, block.x0))
    order = order[_joined_lead(flow, order) :]
    for block in order:
        if isinstance(block, Line):
            _line(flow, block, sheet)
            continue
        flow.last = None
        if len(block.boxes) == 1:
            flow.blocks.append(Paragraph(block.boxes[0].text, page=sheet.number))
        else:
            flow.blocks.append(Joined([block], last_page=sheet.number))
    for text in sheet.aside:
        flow.blocks.append(Paragraph(text, page=sheet.number))
        flow.last = None


def _joined_lead(flow: _Flow, order: list[Line | Part]) -> int:
    """How many of a page's first blocks went into the table before: its rest, and a line that says so."""
    last = flow.blocks[-1] if flow.blocks else None
    at = next((number for number, block in enumerate(order) if isinstance(block, Part)), None)
    if not isinstance(last, Joined) or at is None:
        return 0
    lead = [plain(block.text) for block in order[:at] if isinstance(block, Line)]
    said = [text for text in lead if _CONTINUED.fullmatch(text)]
    if lead and (not said or any(text not in said and not _UNIT_LINE.fullmatch(text) for text in lead)):
        return 0
    part = order[at]
    return at + 1 if isinstance(part, Part) and continued(last, part) else 0


def _line(flow: _Flow, line: Line, sheet: Sheet) -> None:
    """Add a line: to the paragraph before where that wraps into it, else as a new one."""
    last, block = flow.last, flow.blocks[-1] if flow.blocks else None
    if last is not None and isinstance(block, Paragraph) and _wraps(last, line, flow.right):
        text = run_on(block.text, line.text, spaced=last.ends_in_space or _letters(block.text, line.text))
        flow.blocks[-1] = Paragraph(text, page=block.page)
    else:
        flow.blocks.append(Paragraph(line.text, page=sheet.number))
    flow.last = line


def _letters(first: str, second: str) -> bool:
    return first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii() and second[:1].isalpha()


def _wraps(last: Line, line: Line, right: float) -> bool:
    """Whether ``line`` goes on with the paragraph of ``last``: that one is full, this one not indented."""
    size = max(last.size, line.size)
    if min(last.size, line.size) < 0.88 * size or len(last.segments) > 1 or len(line.segments) > 1:
        return False
    if right - last.x1 > max(1.6 * size, line.first_width + 0.6 * size):
        return False
    if last.text[-1] in _CLOSED and _ITEM.match(line.text):
        return False
    if line.x0 > last.x0 + 0.8 * size:
        return False
    gap = line.top - last.bottom
    return not (last.top < line.top and gap > 1.6 * size)


def _unruled(lines: list[Line], sheet: Sheet) -> list[Part]:
    """Text in columns as tables, where that is certain; their lines are taken out of ``lines``."""
    parts: list[Part] = []
    run: list[Line] = []
    for line in [*sorted(lines, key=lambda one: one.top), None]:
        if line is not None and len(line.segments) > 1 and (not run or _fits([*run, line])):
            run.append(line)
            continue
        part = _part(run, sheet)
        if part is not None:
            parts.append(part)
            for used in run:
                lines.remove(used)
        run = [line] if line is not None and len(line.segments) > 1 else []
    return parts


def _columns(run: list[Line]) -> list[tuple[float, float]]:
    """The columns of text in ``run``: intervals that no segment crosses the gap between."""
    columns: list[tuple[float, float]] = []
    for start, end in sorted((segment.x0, segment.x1) for line in run for segment in line.segments):
        if columns and start <= columns[-1][1] + 0.5:
            columns[-1] = (columns[-1][0], max(columns[-1][1], end))
        else:
            columns.append((start, end))
    return columns


def _fits(run: list[Line]) -> bool:
    """Whether the last line may be of one table with those before: near, as large, in the same columns."""
    last, line = run[-2], run[-1]
    if line.top - last.bottom > 1.5 * line.size or min(last.size, line.size) < 0.85 * max(
        last.size, line.size
    ):
        return False
    columns = _columns(run)
    return len(columns) >= max(len(one.segments) for one in run)


def _part(run: list[Line], sheet: Sheet) -> Part | None:
    """``run`` as a table, or ``None``: lines and columns enough, and every line fills most columns."""
    columns = _columns(run) if len(run) >= _LEAST_ROWS else []
    if len(columns) < _LEAST_COLUMNS:
        return None
    if any(2 * len(line.segments) <= len(columns) for line in run):
        return None
    edges = [columns[0][0] - 1, *((a[1] + b[0]) / 2 for a, b in pairwise(columns))]
    edges.append(columns[-1][1] + 1)
    tops = [run[0].top - 1, *((a.bottom + b.top) / 2 for a, b in pairwise(run))]
    tops.append(run[-1].bottom + 1)
    boxes = []
    for row, line in enumerate(run):
        for column, (start, end) in enumerate(columns):
            text = " ".join(one.text for one in line.segments if start - 1 <= one.x0 and one.x1 <= end + 1)
            boxes.append(Box(edges[column], tops[row], edges[column + 1], tops[row + 1], text))
    return Part(sheet.number, boxes, ruled=False, turned=sheet.turned)
