"""A list of the units that are expected to file: a workbook, or a text with commas or tabs, by headings."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents import kinds
from jixiao.documents.complaints import error
from jixiao.documents.encoding import decode
from jixiao.documents.files import MAX_BYTES, read_path
from jixiao.documents.office.reading import read_office
from jixiao.documents.office.told import as_finding
from jixiao.schemas.finding import Place
from jixiao.schemas.store import ExpectedUnit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jixiao.schemas.finding import Finding

_HEADINGS = {
    "region": ("地区", "区划", "区划代码", "行政区划", "行政区划代码", "地区代码"),
    "department": ("主管部门", "部门", "部门名称", "主管部门名称", "一级预算单位"),
    "unit": ("单位", "单位名称", "预算单位", "预算单位名称", "实施单位", "项目单位", "填报单位"),
    "code": ("编码", "代码", "单位编码", "单位代码", "预算单位编码", "预算单位代码"),
}
_FIELDS = {heading: field for field, headings in _HEADINGS.items() for heading in headings}


class ReadList(NamedTuple):
    """The units of a list in order, or why it could not be read."""

    units: tuple[ExpectedUnit, ...]
    problems: tuple[Finding, ...] = ()


def read_expected(path: str) -> ReadList:
    """The units that a file lists; never raises for what it is or holds.

    Headings are looked for row by row; a list without a column of units but with one of departments lists
    departments.  A department that is written once for the units below it holds for all of them.
    """
    try:
        data = Path(path).read_bytes() if Path(path).is_file() else None
    except (OSError, ValueError):
        data = None
    if data is None or len(data) > MAX_BYTES:
        return ReadList((), read_path(path).problems or (error("DOC001", Place(file=path)),))
    if kinds.of_bytes(data) is not None:
        extract = read_office(data, path)
        if extract.refusal is not None:
            return ReadList((), (as_finding(extract.refusal, path),))
        tables = [[[cell.text for cell in row] for row in grid.rows] for grid in extract.grids]
    else:
        tables = [_rows(decode(data).text or "")]
    found = [unit for rows in tables for unit in _units(rows)]
    if not found:
        headed = any(_columns(row) for rows in tables for row in rows)
        return ReadList((), (error("RTN002" if headed else "RTN001", Place(file=path)),))
    return ReadList(tuple(dict.fromkeys(found)))


def _rows(text: str) -> list[list[str]]:
    """The rows of a text, parted by what its first filled line has."""
    text = text.removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = "\t" if "\t" in first else ","
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        return [line.split(delimiter) for line in text.splitlines()]


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Which field stands in which column, where a row is the heading; nothing otherwise."""
    found: dict[str, int] = {}
    for at, text in enumerate(row):
        field = _FIELDS.get("".join(text.split()))
        if field is not None:
            found.setdefault(field, at)
    return found if "unit" in found or "department" in found else {}


def _units(rows: Iterable[Sequence[str]]) -> Iterable[ExpectedUnit]:
    columns: dict[str, int] = {}
    above: dict[str, str] = {}
    for row in rows:
        named = _columns(row)
        if named:
            columns, above = named, {}
            continue
        said = {
            field: text
            for field, at in columns.items()
            if at < len(row) and (text := " ".join(row[at].split()))
        }
        if "unit" not in said and "department" not in said:
            continue
        if "department" in said or "region" in said:
            above = {key: said[key] for key in ("region", "department") if key in said}
        yield ExpectedUnit(**{**above, **said})
