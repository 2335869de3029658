"""From an extract to forms: an office file is read as the text its cells would make.

The reader of tables in text does all the understanding, so that one table reads the
same from any kind of file.  Here each grid row becomes a line of tab-separated cells (a
merged range shows its text once, as paper does), and what the reader says of a line is put
back to the sheet and the cell it came from.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents import text_form
from jixiao.documents.anchors import ANCHOR, is_project_row
from jixiao.documents.columns import known_fields
from jixiao.documents.grid import Extract, Paragraph
from jixiao.documents.lines import Line
from jixiao.documents.office.formula_news import formula_news
from jixiao.documents.office.rounded import Rounded
from jixiao.documents.office.told import Rows, as_finding, captioned, share_out
from jixiao.documents.template_mark import rules_of_template
from jixiao.schemas.self_evaluation import ReadFile
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.documents.grid import Cell, Grid, Note
    from jixiao.schemas.finding import Place
    from jixiao.schemas.self_evaluation import ReadForm

_CUT = "PDF020"
_SPACE = re.compile(r"[\t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
_NONE: frozenset[int] = frozenset()


class _Origin(NamedTuple):
    """Where a line came from: a row of a grid, or a paragraph on a page."""

    table: str | None = None
    page: int | None = None
    number: int | None = None
    cells: tuple[Cell, ...] = ()

    @property
    def continued(self) -> frozenset[int]:
        """The cells that are merged with the one to their left."""
        wide = [(index, cell.colspan) for index, cell in enumerate(self.cells) if cell.colspan > 1]
        if not wide:
            return _NONE
        return frozenset(at for index, span in wide for at in range(index + 1, index + span))


@lru_cache(maxsize=4096)
def _flat(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _shown(cell: Cell) -> str:
    return "" if cell.covered or not cell.text else _flat(cell.text)


def _page(row: tuple[Cell, ...]) -> int | None:
    """The page of the first cell that tells one."""
    for cell in row:
        if cell.page is not None:
            return cell.page
    return None


def as_lines(extract: Extract) -> tuple[str, tuple[_Origin, ...]]:
    """The whole extract as text, and the origin of each of its lines."""
    lines: list[str] = []
    origins: list[_Origin] = []
    for block in extract.blocks:
        if isinstance(block, Paragraph):
            parts = [part for part in block.text.splitlines() if part.strip()] or [""]
            lines += ["# " + _flat(part) if block.level else _flat(part) for part in parts]
            origins += [_Origin(page=block.page)] * len(parts)
        else:
            lines.append("")
            origins.append(_Origin(table=block.name))
            for index, row in enumerate(block.rows, 1):
                shown = ["" if cell.covered or not cell.text else _flat(cell.text) for cell in row]
                lines.append("\t".join(shown))
                page = _page(row)
                origins.append(_Origin(block.name, block.page if page is None else page, index, row))
    return "\n".join(lines), tuple(origins)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _holding(origin: _Origin, place: Place) -> str | None:
    """The reference of the cell that holds the quoted text, behind its label if it has one."""
    wanted, label = _squeezed(place.quote or ""), _squeezed(place.cell or "")
    filled = [cell for cell in origin.cells if cell.ref and not cell.covered and cell.text.strip()]
    behind = next((i for i, cell in enumerate(filled) if label and _squeezed(cell.text) == label), None)
    for cell in filled[0 if behind is None else behind + 1 :]:
        if wanted and _squeezed(cell.text) == wanted:
            return cell.ref
    return filled[behind or 0].ref if filled else None


class _Places:
    """Puts places that name lines to the sheets and cells the lines were made of."""

    def __init__(self, origins: tuple[_Origin, ...]) -> None:
        self.origins = origins

    def __call__(self, place: Place, number: int, column: int | None = None) -> Place:
        """The place with its sheet or page, and the cell of the line it means."""
        if not 0 < number <= len(self.origins):
            return place
        origin = self.origins[number - 1]
        if origin.number is None:
            return place.model_copy(update={"page": origin.page})
        cell = origin.cells[column] if column is not None and column < len(origin.cells) else None
        quote = _squeezed(place.quote or "")
        held = "" if cell is None else _squeezed(cell.text)
        # what was put together of several cells is in the first of them
        if cell is not None and cell.covered and not quote:
            ref = None
        elif cell is None or not (quote.startswith(held) or quote.endswith(held) if held else not quote):
            ref = _holding(origin, place)
        else:
            ref = None if cell.covered else cell.ref
        row = say("place.row", number=origin.number)
        update = {"table": origin.table or place.table, "page": origin.page, "row": row, "cell": ref}
        return place.model_copy(update=update)


def _rows(origins: tuple[_Origin, ...], spans: list[tuple[int, int]]) -> list[Rows]:
    """Which rows of which tables the lines of each form came from."""
    found = []
    for form, (first, last) in enumerate(spans):
        held: dict[str, list[int]] = {}
        for origin in origins[first - 1 : last]:
            if origin.table is not None and origin.number is not None:
                held.setdefault(origin.table, []).append(origin.number)
        found += [Rows(form, table, numbers[0], numbers[-1]) for table, numbers in held.items()]
    return captioned(found)


def _of_tables(extract: Extract, forms: Sequence[ReadForm]) -> list[Note]:
    """The notes without those on hidden sheets that hold no table: lists, marks of a template."""
    hidden = {grid.name for grid in extract.grids if grid.hidden and not _speaks_of_tables(grid)}
    hidden -= {form.source.table for form in forms}
    return [note for note in extract.notes if note.table not in hidden]


def _speaks_of_tables(grid: Grid) -> bool:
    """Whether a row of a sheet has words of a heading or begins with the label of a project's name."""
    for row in grid.rows:
        line = Line(1, "\t".join(map(_shown, row)))
        if ANCHOR.search(line.text) and (
            is_project_row(line) or any(known_fields(line, which) > 1 for which in ("indicator", "fund"))
        ):
            return True
    return False


def _cut(form: ReadForm) -> bool:
    """Whether rows of a form may be halves of one that a page break cut."""
    return any(finding.code == _CUT for finding in form.findings)


def read_extract(extract: Extract, name: str, *, year: int | None = None) -> ReadFile:
    """The forms of an office file; a refusal is its one problem."""
    if extract.refusal is not None:
        return ReadFile(name, problems=(as_finding(extract.refusal, name),))
    text, origins = as_lines(extract)
    continued = {number: cells for number, one in enumerate(origins, 1) if (cells := one.continued)}
    spans: list[tuple[int, int]] = []
    read = text_form.read(text, name, year=year, locate=_Places(origins), continued=continued, spans=spans)
    rounded = Rounded(extract.grids)
    forms = [replace(form, findings=(*form.findings, *rounded.findings(form))) for form in read.forms]
    news = formula_news(_of_tables(extract, forms), extract.grids, forms)
    told, left = share_out(news, forms, _rows(origins, spans), name)
    told = tuple(replace(form, complete=False) if _cut(form) else form for form in told)
    made_for = rules_of_template(extract)
    if made_for is not None:
        told = tuple(replace(form, made_for=made_for) for form in told)
    return ReadFile(name, told, read.problems, (*read.notes, *left))
