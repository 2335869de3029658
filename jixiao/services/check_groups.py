"""Findings in the order a person mends them: by file, by place in it, worst first; and counted by unit."""

from __future__ import annotations

import re
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jixiao.services.check_paths import CheckedFile, CheckRun

_RANK = {severity: rank for rank, severity in enumerate(Severity)}
_NUMBER = re.compile(r"\d+")
_SHEET_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]*")
_TABLE_CELL = re.compile(r"R([1-9][0-9]*)C([1-9][0-9]*)")


class Counts(NamedTuple):
    """How many findings of each severity; the larger is the worse."""

    error: int
    warning: int
    notice: int

    def __str__(self) -> str:
        """The counts in words."""
        return say("check.counts", error=str(self.error), warning=str(self.warning), notice=str(self.notice))


class Group(NamedTuple):
    """What was found in one part or table of a file, worst first; ``title`` is empty for the whole file."""

    title: str
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> Counts:
        """How many of each severity."""
        return count(self.findings)


class FileGroups(NamedTuple):
    """One input with its groups, worst first; ``file`` is ``None`` for what stands in no input by itself."""

    path: str | None
    file: CheckedFile | None
    groups: tuple[Group, ...]
    rows: Mapping[Place, str] = MappingProxyType({})
    """The whole row that each cell of its tables stands in, as printed."""

    @property
    def counts(self) -> Counts:
        """How many of each severity."""
        return count(finding for group in self.groups for finding in group.findings)

    def quote(self, place: Place) -> str:
        """The line to be quoted: the row of a table where its cell is known, else what the place quotes."""
        return self.rows.get(place) or place.quote or ""


class UnitLine(NamedTuple):
    """What was found in all inputs of one unit; ``worst`` is the input with the worst counts."""

    unit: str
    files: int
    tables: int
    counts: Counts
    worst: str


def count(findings: Iterable[Finding]) -> Counts:
    """How many findings of each severity."""
    found = Counter(finding.severity for finding in findings)
    return Counts(*(found[severity] for severity in Severity))


def where(place: Place) -> str:
    """The place within its table or part, in words: page, row, cell; a cell's reference says its row."""
    page = say("check.page", page=str(place.page)) if place.page is not None else None
    if place.cell and _SHEET_CELL.fullmatch(place.cell):
        return " ".join(part for part in (page, place.cell) if part)
    table_cell = _TABLE_CELL.fullmatch(place.cell or "")
    if table_cell:
        told = say("check.table-cell", row=table_cell[1], column=table_cell[2])
        return " ".join(part for part in (page, told) if part)
    return " ".join(part for part in (page, place.row, place.cell) if part)


def title(place: Place) -> str:
    """The part and table a place is in; empty where it names none."""
    parts = dict.fromkeys(part for part in (place.document_part, place.table) if part)
    return " · ".join(parts)


def grouped(run: CheckRun) -> tuple[FileGroups, ...]:
    """Everything worth showing, files worst first (those alike in the order given), clean ones last.

    What was found across inputs comes in a group of its own, after them all.
    """
    files = [FileGroups(file.path, file, _groups(file.findings), _rows(file)) for file in run.files]
    files.sort(key=lambda one: one.counts, reverse=True)
    if run.across:
        files.append(FileGroups(None, None, _groups(run.across, across=True)))
    return tuple(files)


def _groups(findings: Iterable[Finding], *, across: bool = False) -> tuple[Group, ...]:
    parts: dict[str, list[Finding]] = {}
    for finding in findings:
        name = finding.place.file or "" if across else title(finding.place)
        parts.setdefault(name, []).append(finding)
    groups = [Group(name, tuple(sorted(found, key=_order))) for name, found in parts.items()]
    return tuple(sorted(groups, key=lambda group: group.counts, reverse=True))


def _rows(file: CheckedFile) -> dict[Place, str]:
    """By the place of each cell of a table's rows, the row it stands in."""
    found = {}
    for form in file.forms:
        for path, place in form.read.places.items():
            row = form.read.places.get(path[:2])
            if row is not None and row.quote:
                found[place] = row.quote
    return found


def _order(finding: Finding) -> tuple[int, int, tuple[int, ...]]:
    """Worst first, then from the top of the document down."""
    place = finding.place
    numbers = tuple(int(number[:9]) for number in _NUMBER.findall(place.row or place.cell or ""))
    return _RANK[finding.severity], place.page or 0, numbers


def by_unit(run: CheckRun) -> tuple[UnitLine, ...]:
    """A line for each unit, worst first; what was found across inputs counts where it is placed."""
    found: dict[str, list[Finding]] = {file.path: list(file.findings) for file in run.files}
    for finding in run.across:
        if finding.place.file in found:
            found[finding.place.file].append(finding)
    units: dict[str, list[CheckedFile]] = {}
    for file in run.files:
        units.setdefault(file.unit or "", []).append(file)
    lines = []
    for unit, files in units.items():
        counts = {file.path: count(found[file.path]) for file in files}
        worst = max(counts, key=lambda path: counts[path])
        lines.append(
            UnitLine(
                unit or say("check.no-unit"),
                len(files),
                sum(len(file.forms) for file in files),
                Counts(*map(sum, zip(*counts.values(), strict=True))),
                worst,
            )
        )
    return tuple(sorted(lines, key=lambda line: line.counts, reverse=True))
