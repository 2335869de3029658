"""Whom to tell what was met while reading: the form in whose rows it stands, or the file, once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from jixiao.schemas.finding import Finding, Place, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jixiao.documents.grid import Note
    from jixiao.schemas.self_evaluation import ReadForm

CAPTION_ROWS: Final = 12
"""So many rows above a form may be its title."""

_OF_SHEET: Final = frozenset({"OFF034", "OFF035", "OFF036", "OFF040"})
"""Codes that name a cell and mean the whole sheet."""

_ROW = re.compile(r"[A-Z]{1,3}([1-9][0-9]{0,6})|R([1-9][0-9]*)C[1-9][0-9]*")


class Rows(NamedTuple):
    """Rows of one table that belong to the form of that index: from 1, both ends included."""

    form: int
    table: str
    first: int
    last: int

    def hold(self, table: str, row: int) -> bool:
        """Whether a row of a table is one of them."""
        return table == self.table and self.first <= row <= self.last


def captioned(rows: Sequence[Rows]) -> list[Rows]:
    """The same, each with the rows above it that belong to no other form, as far as a title reaches."""
    found = []
    for one in rows:
        above = max(
            (each.last for each in rows if each.table == one.table and each.last < one.first), default=0
        )
        found.append(one._replace(first=max(above + 1, one.first - CAPTION_ROWS)))
    return found


def row_of(ref: str | None) -> int | None:
    """The row of a reference (``F12``, ``R3C2``), from 1."""
    found = _ROW.fullmatch(ref or "")
    return None if found is None else int(found[1] or found[2])


def as_finding(note: Note, file: str) -> Finding:
    """A note as the finding it is told as."""
    place = Place(file=file, table=note.table, cell=note.ref, page=note.page)
    return Finding(code=note.code, severity=Severity(note.severity), place=place, params=note.params)


def share_out(
    notes: Iterable[Note], forms: Sequence[ReadForm], rows: Sequence[Rows], file: str
) -> tuple[tuple[ReadForm, ...], tuple[Finding, ...]]:
    """The forms with the notes that are theirs, and the notes that are nobody's, each told once.

    A note on a cell belongs to the form whose rows hold it; a note on a whole sheet or file to its form
    where there is one only.
    """
    own: list[list[Finding]] = [[] for _ in forms]
    left: list[Finding] = []
    for note in notes:
        owner = _owner(note, rows)
        (left if owner is None else own[owner]).append(as_finding(note, file))
    told = (replace(form, findings=(*form.findings, *more)) for form, more in zip(forms, own, strict=True))
    return tuple(told), tuple(left)


def _owner(note: Note, rows: Sequence[Rows]) -> int | None:
    row = None if note.code in _OF_SHEET else row_of(note.ref)
    if note.table is not None and row is not None:
        return next((one.form for one in rows if one.hold(note.table, row)), None)
    near = {one.form for one in rows if note.table in {None, one.table}}
    return near.pop() if len(near) == 1 else None
