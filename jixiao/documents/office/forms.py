"""From an extract to forms: an office file is read as the text its cells would make.

The reader of tables in text does all the understanding, so that one table reads the
same from any kind of file.  Here each grid row becomes a line of tab-separated cells (a
merged range shows its text once, as paper does), and what the reader says of a line is put
back to the sheet and the cell it came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jixiao.documents import text_form
from jixiao.documents.grid import Extract, Grid, Note, Paragraph
from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.self_evaluation import ReadFile, ReadForm

if TYPE_CHECKING:
    from jixiao.documents.grid import Cell

_SPACE = re.compile(r"[\t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a line came from: a row of a grid, or a paragraph on a page."""

    table: str | None = None
    page: int | None = None
    number: int | None = None
    cells: tuple[Cell, ...] = ()


def _flat(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _shown(cell: Cell) -> str:
    return "" if cell.covered else _flat(cell.text)


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
                lines.append("\t".join(map(_shown, row)))
                page = next((cell.page for cell in row if cell.page is not None), block.page)
                origins.append(_Origin(block.name, page, index, row))
    return "\n".join(lines), tuple(origins)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _cell(origin: _Origin, quote: str | None) -> str | None:
    """The reference of the cell that holds ``quote``; of the row's first filled cell where none does."""
    wanted = _squeezed(quote or "")
    filled = [cell for cell in origin.cells if cell.ref and not cell.covered and cell.text.strip()]
    exact = next((cell.ref for cell in filled if wanted and _squeezed(cell.text) == wanted), None)
    return exact or next((cell.ref for cell in filled), None)


class _Back:
    """Puts places that name lines back to sheets and cells."""

    def __init__(self, origins: tuple[_Origin, ...]) -> None:
        self.origins = origins

    def origin(self, place: Place) -> _Origin | None:
        number = _NUMBER.search(place.row or "")
        if number is None or not 0 < int(number[0]) <= len(self.origins):
            return None
        return self.origins[int(number[0]) - 1]

    def place(self, place: Place) -> Place:
        origin = self.origin(place)
        if origin is None:
            return place
        if origin.number is None:
            return place.model_copy(update={"page": origin.page})
        row = _NUMBER.sub(str(origin.number), place.row or "", count=1)
        ref = _cell(origin, place.quote)
        update = {"table": origin.table or place.table, "page": origin.page, "row": row, "cell": ref or place.cell}
        return place.model_copy(update=update)

    def finding(self, finding: Finding) -> Finding:
        place = self.place(finding.place)
        params = dict(finding.params)
        if place != finding.place and "where" in params:
            params["where"] = "".join(part for part in (place.table, place.cell or place.row) if part)
        return finding.model_copy(update={"place": place, "params": params})

    def form(self, form: ReadForm) -> ReadForm:
        return replace(
            form,
            source=self._source(form.source),
            places={path: self.place(place) for path, place in form.places.items()},
            findings=tuple(map(self.finding, form.findings)),
            problems=tuple(map(self.finding, form.problems)),
        )

    def _source(self, source: Place) -> Place:
        """A form's own place: its sheet, or which table of a Word or PDF file it is."""
        return self.place(source).model_copy(update={"cell": None, "quote": None})


def _as_finding(note: Note, file: str) -> Finding:
    place = Place(file=file, table=note.table, cell=note.ref, page=note.page)
    return Finding(code=note.code, severity=Severity(note.severity), place=place, params=note.params)


def _touches(note: Finding, form: ReadForm) -> bool:
    return note.place.table is None or note.place.table == form.source.table


def read_extract(extract: Extract, name: str, *, year: int | None = None) -> ReadFile:
    """The forms of an office file; a refusal is its one problem."""
    if extract.refusal is not None:
        return ReadFile(name, problems=(_as_finding(extract.refusal, name),))
    text, origins = as_lines(extract)
    back = _Back(origins)
    read = text_form.read(text, name, year=year)
    notes = [_as_finding(note, name) for note in extract.notes]
    forms = []
    for form in map(back.form, read.forms):
        own = tuple(note for note in notes if _touches(note, form))
        forms.append(replace(form, findings=(*form.findings, *own)))
    said = {id(note) for note in notes if any(_touches(note, form) for form in forms)}
    left = tuple(note for note in notes if id(note) not in said)
    return ReadFile(
        name,
        tuple(forms),
        tuple(map(back.finding, read.problems)),
        (*map(back.finding, read.notes), *left),
    )


__all__ = ["Grid", "as_lines", "read_extract"]
