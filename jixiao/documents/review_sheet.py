"""A reviewer's worksheet that came back: its rows by the marks they bear, wherever they stand now."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.office.ole import SIGNATURE
from jixiao.documents.office.reading import read_office
from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.told import as_finding
from jixiao.documents.office.zip_guard import LOCAL, Package
from jixiao.documents.write.review_model import NAME, SIGN, mark_of
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jixiao.documents.grid import Cell, Grid
    from jixiao.documents.write.review_model import Mark
    from jixiao.schemas.finding import Finding

_TEXTS = re.compile(r"(?:xl/(?:sharedstrings|worksheets/[^/]+)|word/document|content)\.xml")
"""The parts of an office file that hold the texts of its cells."""
_HEADINGS = ("actual", "claimed", "review_actual", "review_score", "deviation")
"""The columns that stand together on a reviewer's worksheet alone, whatever became of its marks."""
_OPEN = ("review_actual", "review_score", "remark")
_FIXED = ("name", "weight", "claimed")
"""The columns by which a row is known to the eye."""
_SHOWN = {"project": "form.project", "year": "review.year", "version": "review.version"}
"""What the head of a sheet says, by the text of its label."""


class Entered(NamedTuple):
    """What stands in one cell (a number as stored, not as shown), which cell it is, whether by a formula."""

    text: str
    ref: str | None
    formula: bool = False


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row that came back: the row of the form it is (by position), and what the reviewer wrote.

    ``shown`` is what else stands in the row: by it the mark is held to be its own.
    """

    position: int
    review_actual: Entered
    review_score: Entered
    remark: Entered
    shown: Mapping[str, Entered] = field(default_factory=dict)


@dataclass(slots=True)
class ReadReview:
    """The rows of one version that came back; ``sheet`` is the first they stood on.

    ``heads`` is what the head of each sheet they stood on says (``project``, ``year``, ``version``).
    """

    mark: Mark
    sheet: str
    rows: list[ReadRow] = field(default_factory=list)
    reviewer: str = ""
    heads: dict[str, dict[str, str]] = field(default_factory=dict)


class ReadWorksheet(NamedTuple):
    """What a file gave: reviews in order, and why it could not be read.

    ``unmarked`` are the sheets that look like one of ours but bear no mark, ``absent`` the projects
    that the summary lists and no sheet is of.
    """

    reviews: tuple[ReadReview, ...]
    problems: tuple[Finding, ...] = ()
    unmarked: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def is_worksheet(data: bytes) -> bool:
    """Whether a file is a reviewer's worksheet: it looks like tables of the units and is none.

    It bears our marks; or, having lost them, it still has the columns of one side by side.
    """
    if data.startswith(SIGNATURE):  # an old workbook holds its texts as they are
        return _is_marked((data,)) or _has_headings((data,))
    if not data.startswith(LOCAL):
        return any(_has_headings((line,)) for line in data.splitlines())
    try:
        package = Package(data)
        parts = [member for member in package.members if _TEXTS.fullmatch(member.name.lower())]
        texts = [_plain_xml(package.inflate(part)) for part in parts]
    except Refused:
        return False
    return _is_marked(texts) or _has_headings(texts)


def _plain_xml(data: bytes) -> bytes:
    """Texts of XML with characters written by number as themselves."""
    return unescape(data.decode("utf-8", "replace")).encode("utf-8", "replace") if b"&#" in data else data


def _is_marked(parts: Sequence[bytes]) -> bool:
    return any(f"{NAME}:".encode() in part for part in parts)


def _has_headings(parts: Sequence[bytes]) -> bool:
    """Whether the texts of a file, however encoded, have every heading of a worksheet."""
    headings = [_label(f"review.column.{key}") for key in _HEADINGS]
    return any(
        all(any(heading.encode(encoding) in part for part in parts) for heading in headings)
        for encoding in ("utf-8", "gb18030", "utf-16-le")
    )


def read_reviews(data: bytes, name: str) -> ReadWorksheet:
    """The reviews in a workbook; never raises for content.  One without any gives none and no problem."""
    extract = read_office(data, name)
    if extract.refusal is not None:
        return ReadWorksheet((), (as_finding(extract.refusal, name),))
    found: dict[Mark, ReadReview] = {}
    pages: list[_Sheet] = []
    listed: Counter[str] = Counter()
    for grid in extract.grids:
        sheet = _read(grid, found)
        if sheet.page or sheet.marks:
            pages.append(sheet)
        else:
            listed.update(_listed(grid))
    absent: Counter[str] = Counter()
    if listed.total() > len(pages):
        absent = listed - Counter(sheet.shown.get("project", "") for sheet in pages)
    unmarked = tuple(sheet.name for sheet in pages if not sheet.marks)
    return ReadWorksheet(tuple(found.values()), unmarked=unmarked, absent=tuple(absent.elements()))


@dataclass(slots=True)
class _Sheet:
    """What one sheet shows: whether it looks like a table to be reviewed, whose, and the marks it bears."""

    name: str
    page: bool = False
    shown: dict[str, str] = field(default_factory=dict)
    marks: set[Mark] = field(default_factory=set)


def _read(grid: Grid, found: dict[Mark, ReadReview]) -> _Sheet:
    sheet = _Sheet(grid.name)
    columns: dict[str, int] = {}
    headings = {_label(f"review.column.{key}"): key for key in (*_OPEN, *_FIXED)}
    labels = {_label(text): key for key, text in _SHOWN.items()}
    for row in grid.rows:
        named = _columns(row, headings)
        if named.keys() >= set(_OPEN):
            columns, sheet.page = named, True
            continue
        if not columns:
            sheet.shown |= _facts(row, labels)
        mark = next((mark for cell in row if (mark := mark_of(cell.text)) is not None), None)
        if mark is None:
            continue
        whole = mark._replace(row="")
        sheet.marks.add(whole)
        review = found.setdefault(whole, ReadReview(whole, grid.name))
        review.heads[grid.name] = sheet.shown
        if mark.row == SIGN:
            review.reviewer = _signed(row)
        elif columns:
            said = {key: _entered(row[at]) for key, at in columns.items()}
            shown = {key: said[key] for key in _FIXED if key in said}
            actual, score, remark = (said[key] for key in _OPEN)
            review.rows.append(ReadRow(int(mark.row), actual, score, remark, shown))
    return sheet


def _columns(row: Sequence[Cell], headings: Mapping[str, str]) -> dict[str, int]:
    """The columns that a row of headings names, by key."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        if not cell.covered and (key := headings.get(_plain(cell))) is not None:
            found.setdefault(key, at)
    return found


def _facts(row: Sequence[Cell], labels: Mapping[str, str]) -> dict[str, str]:
    """What stands after each label of a row of the head."""
    found: dict[str, str] = {}
    key: str | None = None
    for cell in row:
        if cell.covered:
            continue
        if key is not None:
            found[key], key = cell.text.strip(), None
        else:
            key = labels.get(_plain(cell))
    return found


def _listed(grid: Grid) -> list[str]:
    """The projects that a summary lists; none where the sheet is no summary of ours."""
    headings = {_label(f"review.column.{key}"): key for key in ("number", "project", "difference", "reasons")}
    columns: dict[str, int] = {}
    listed = []
    for row in grid.rows:
        named = _columns(row, headings)
        if len(named) == len(headings):
            columns = named
        elif columns and _plain(row[columns["number"]]).isdecimal():
            listed.append(row[columns["project"]].text.strip())
    return listed


def _label(code: str) -> str:
    return "".join(say(code).split())


def _plain(cell: Cell) -> str:
    return "".join(cell.text.split())


def _entered(cell: Cell) -> Entered:
    return Entered(
        (cell.raw if cell.raw is not None else cell.text).strip(), cell.ref, cell.formula is not None
    )


def _signed(row: Sequence[Cell]) -> str:
    """Who reviewed: what stands after its label."""
    label = "".join(say("review.reviewer").split())
    after = False
    for cell in row:
        if cell.covered:
            continue
        if after:
            return cell.text.strip()
        after = _plain(cell) == label
    return ""
