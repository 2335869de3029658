"""Spreadsheets from outside to grids: the one way in.  Reading happens in a worker process, always."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jixiao.documents.grid import Cell, Extract, Grid, Note
from jixiao.documents.office import zip_guard
from jixiao.documents.office.ole import SIGNATURE
from jixiao.documents.office.pool import shared_pool
from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.sheet import letters
from jixiao.documents.office.sniff import office_kind
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jixiao.documents.office.pool import Pool

_BLANK = Cell("")
_PLAIN = (1, 1, False, None, None, None)
_COVERED = (1, 1, True, None, None, None)
"""What a cell has besides its text and reference, in the order of :class:`Cell`."""

_More = tuple[int, int, bool, int | None, str | None, str | None]
_NOTHING: dict[int, _More] = {}


def read_workbook(data: bytes, name: str, *, pool: Pool | None = None) -> Extract:
    """The sheets of an Excel or WPS workbook as grids of displayed texts, with notes on what was met.

    ``data``: the whole file; what it is, is decided by its content: xlsx, xlsm, and xls or .et that is
    BIFF8.  ``name`` says where it came from, for the notes.  Never raises for content: a file
    that is refused, broken or no workbook gives ``refusal`` (codes ``OFF001`` to ``OFF020``).
    Every answer comes within ten seconds; ``pool`` replaces the shared worker processes.
    """
    try:
        task = _task(data)
        sheets = (pool or shared_pool()).run(task, data)
    except Refused as refused:
        return Extract(refusal=refusal_note(refused, name))
    notes = [
        Note(code, {**params, "sheet": sheet["name"]}, ref, sheet["name"], severity=severity)
        for sheet in sheets
        for code, severity, ref, params in sheet.pop("notes")
    ]
    return Extract(tuple(_grid(sheet) for sheet in sheets), tuple(notes))


def _task(data: bytes) -> str:
    if data.startswith((zip_guard.LOCAL, b"PK\x05\x06", b"PK\x07\x08")):
        return "xlsx"
    if data.startswith(SIGNATURE):
        return "xls"
    raise Refused("OFF010", kind=office_kind(data))


def refusal_note(refused: Refused, name: str) -> Note:
    """A refusal as a note: reasons and kinds put into words."""
    params = dict(refused.params)
    if "kind" in params:
        kind = params["kind"]
        params |= {"kind": say(f"office.kind.{kind}"), "advice": say(f"office.advice.{kind}")}
    if "why" in params:
        params["why"] = say(f"office.why.{params['why']}")
    params["file"] = name
    params["sheet"] = refused.table or ""
    return Note(refused.code, params, refused.ref, refused.table, severity="error")


def _grid(sheet: Mapping[str, Any]) -> Grid:
    """A sheet's plain data as a grid: references, spans and covered cells."""
    width = sheet["width"]
    columns = [letters(column) for column in range(width)]
    blank_row = (_BLANK,) * width
    special = _special(sheet)
    rows: list[tuple[Cell, ...]] = []
    for index, line in enumerate(sheet["rows"]):
        if line is None:
            rows.append(blank_row)
            continue
        number = str(index + 1)
        more = special.get(index, _NOTHING).get
        cells = [
            Cell(text, name + number, *more(column, _PLAIN))
            for column, (text, name) in enumerate(zip(line, columns, strict=True))
        ]
        rows.append(tuple(cells))
    return Grid(sheet["name"], tuple(rows), hidden=sheet["hidden"])


def _special(sheet: Mapping[str, Any]) -> dict[int, dict[int, _More]]:
    """By row and column, what a cell has besides its text, where that is anything."""
    special: dict[int, dict[int, _More]] = {}
    for row, column, raw in sheet["raws"]:
        special.setdefault(row, {})[column] = (1, 1, False, None, raw, None)
    for row, column, formula in sheet["formulas"]:
        at = special.setdefault(row, {})
        at[column] = (1, 1, False, None, at.get(column, _PLAIN)[4], formula)
    for first_row, first, down, right in sheet["merges"]:
        *_, raw, formula = special.get(first_row, _NOTHING).get(first, _PLAIN)
        for row in range(first_row, first_row + down):
            special.setdefault(row, {}).update(dict.fromkeys(range(first, first + right), _COVERED))
        special[first_row][first] = (down, right, False, None, raw, formula)
    return special
