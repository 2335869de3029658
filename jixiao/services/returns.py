"""Use case: the units whose tables are to be returned (退回), and a letter to each with what was found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.write.findings_model import FindingsBook, UnitCounts
from jixiao.documents.write.xlsx_form import sheet_names
from jixiao.indicators.cleaning import squeeze
from jixiao.schemas.finding import Finding, Severity
from jixiao.scoring.aggregate_disclosed import standing
from jixiao.services.check_groups import Counts, count
from jixiao.services.check_paths import CheckedFile, CheckRun, at_least, once
from jixiao.services.whole_file import replacing
from jixiao.services.write_findings import book_of
from jixiao.store.states import RETURN, files_returned, give_back, returned
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from jixiao.schemas.store import Filter, StoredDisclosure, StoredForm
    from jixiao.store.repository import Store

SCHEMA = "jixiao.returns/1"
FORMATS = ("docx", "xlsx")
_TOLD = at_least(Severity.WARNING)
"""What a letter tells of: a notice is for the bureau's own eyes."""
_LONGEST_NAME = 60


class Returned(NamedTuple):
    """A unit whose tables are to be returned: its files by name with what was found in them, errors first.

    ``projects`` are the ids of those to be corrected, ``disclosures`` the hashes of the files of those;
    ``returned`` and ``disclosures_returned`` say since when (ISO text) those of them stand returned that were
    sent back already and have had no further version.
    """

    region: str | None
    department: str | None
    unit: str
    tables: int
    files: tuple[tuple[str, tuple[Finding, ...]], ...]
    projects: tuple[int, ...] = ()
    returned: tuple[str, ...] = ()
    disclosures: tuple[str, ...] = ()
    disclosures_returned: tuple[str, ...] = ()

    @property
    def since(self) -> str | None:
        """Since when something of it stands returned (ISO text)."""
        return min((*self.returned, *self.disclosures_returned), default=None)

    @property
    def waiting(self) -> bool:
        """Whether all of it was sent back already, and the unit has not answered."""
        wrong = len(self.projects) + len(self.disclosures)
        return 0 < wrong == len(self.returned) + len(self.disclosures_returned)

    @property
    def counts(self) -> Counts:
        """How many findings of each severity."""
        return count(finding for _, found in self.files for finding in found)


class _Unit:
    """What is kept of one unit, file by file."""

    def __init__(self, region: str | None, department: str | None, unit: str) -> None:
        self.region, self.department, self.unit = region, department, unit
        self.tables = 0
        self.files: dict[str, tuple[str, list[Finding]]] = {}
        self.projects: dict[int, tuple[str, bool]] = {}
        self.disclosures: list[str] = []

    def add(self, sha256: str, name: str, findings: tuple[Finding, ...]) -> None:
        """Findings of a file of this unit."""
        self.files.setdefault(sha256, (name, []))[1].extend(findings)

    def whole(self, sha256: str, bad: Collection[Severity]) -> None:
        """Every project of a file that as a whole has something bad is to be corrected."""
        if any(finding.severity in bad for finding in self.files[sha256][1]):
            for project, (source, _) in self.projects.items():
                if source == sha256:
                    self.projects[project] = source, True


_Owner = tuple[str, str, str]


def to_return(store: Store, wanted: Filter, *, fail_on: Severity = Severity.ERROR) -> tuple[Returned, ...]:
    """The units with a finding as bad as ``fail_on`` in what counts now, by region, department and name.

    That is the current version of each table, and the last disclosure of each organisation and year.
    """
    bad = frozenset(at_least(fail_on))
    back = {one.project_id: one.since or "" for one in returned(store, wanted)}
    units: dict[_Owner, _Unit] = {}
    sources: dict[str, dict[_Owner, StoredForm]] = {}
    for stored in store.current(wanted):
        owner, unit = _unit(units, stored.region, stored.department, stored.unit)
        sources.setdefault(stored.source_sha256, {}).setdefault(owner, stored)
        if stored.origin == "table":
            unit.tables += 1
            unit.add(stored.source_sha256, stored.source_name, _of_table(stored))
            own = any(finding.severity in bad for finding in stored.findings)
            unit.projects[stored.project_id] = stored.source_sha256, own
    disclosures = store.disclosures(wanted)
    said = {one.source_sha256 for one in store.disclosures()}
    for sha256, owners in sources.items():
        if sha256 in said:
            continue
        for owner, stored in owners.items():
            units[owner].add(sha256, stored.source_name, store.file_findings(sha256))
            units[owner].whole(sha256, bad)
    for disclosure in latest(disclosures):
        name = disclosure.organisation
        _, unit = _unit(units, disclosure.region, name, name)
        findings = store.file_findings(disclosure.source_sha256)
        unit.add(disclosure.source_sha256, disclosure.source_name, findings)
        if any(finding.severity in bad for finding in findings):
            unit.disclosures.append(disclosure.source_sha256)
    again = files_returned(store)
    found = [_returned(unit, back, again) for unit in units.values()]
    return tuple(
        unit
        for unit in sorted(found, key=lambda one: (one.region or "", one.department or "", one.unit))
        if any(finding.severity in bad for _, findings in unit.files for finding in findings)
    )


def _unit(
    units: dict[_Owner, _Unit], region: str | None, department: str | None, unit: str | None
) -> tuple[_Owner, _Unit]:
    name = unit or department or ""
    owner = squeeze(region or ""), squeeze(department or ""), squeeze(name)
    return owner, units.setdefault(owner, _Unit(region, department, name or say("check.no-unit")))


def latest(disclosures: Iterable[StoredDisclosure]) -> tuple[StoredDisclosure, ...]:
    """The disclosures that stand: a corrected one takes the place of the first."""
    return standing(sorted(disclosures, key=lambda one: one.id))


def _of_table(stored: StoredForm) -> tuple[Finding, ...]:
    """The findings of a table, each saying of which project it is."""
    told = []
    for finding in stored.findings:
        table = finding.place.table or stored.place.table
        project = stored.form.project
        which = project if not table else say("returns.table", table=table, project=project)
        place = finding.place.model_copy(update={"table": which})
        told.append(finding.model_copy(update={"place": place}))
    return tuple(told)


def _returned(unit: _Unit, back: Mapping[int, str], again: Mapping[str, str]) -> Returned:
    files = []
    for name, findings in unit.files.values():
        told = once(finding for finding in findings if finding.severity in _TOLD)
        if told:
            files.append((name, told))
    wrong = tuple(sorted(project for project, (_, own) in unit.projects.items() if own))
    since = tuple(back[project] for project in wrong if project in back)
    whose = unit.region, unit.department, unit.unit
    files_since = tuple(again[one] for one in unit.disclosures if one in again)
    return Returned(*whose, unit.tables, tuple(files), wrong, since, tuple(unit.disclosures), files_since)


class Marked(NamedTuple):
    """How many projects and disclosures were marked as sent back."""

    projects: int
    disclosures: int


def mark(store: Store, units: Iterable[tuple[Returned, str | None]], deadline: str | None) -> Marked:
    """Say that units were sent back (each with the file of its letter): events, and a state of each project.

    All or none.  What stands returned already is left as it is.
    """
    projects = disclosures = 0
    with store.batch():
        for one, letter in units:
            told = {"unit": one.unit, "file": letter, "deadline": deadline, **one.counts._asdict()}
            if one.waiting:
                continue
            told |= {"projects": list(one.projects), "disclosures": list(one.disclosures)}
            store.note(RETURN, one.unit, told)
            projects += give_back(store, one.projects, letter)
            disclosures += len(one.disclosures) - len(one.disclosures_returned)
    return Marked(projects, disclosures)


# --- letters --------------------------------------------------------------------


def book_for(one: Returned, deadline: str | None = None) -> FindingsBook:
    """The letter to one unit, in printable words; ``deadline`` is ISO text."""
    run = CheckRun(tuple(CheckedFile(name, None, (), None, findings) for name, findings in one.files), ())
    book = book_of(run)
    counts = one.counts
    worst = book.files[0].title if book.files else ""
    unit = UnitCounts(one.unit, len(one.files), one.tables, counts, str(counts), worst)
    day = None if deadline is None else _day(deadline)
    return replace(
        book,
        head=say("returns.head.unit", files=str(len(one.files)), counts=str(counts)),
        files=tuple(replace(file, unit=one.unit) for file in book.files),
        units=(unit,),
        title=say("returns.title"),
        ask=say("returns.ask") if day is None else say("returns.ask.deadline", deadline=day),
    )


def to_come(day: str | None) -> str | None:
    """A deadline (ISO text) that is not over; nobody can be asked to file by one that is."""
    return None if day is None or day < datetime.now(UTC).astimezone().date().isoformat() else day


def _day(text: str) -> str:
    """A day of ISO text as an official letter writes it; any other text as it is."""
    parts = text.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return text
    year, month, day = map(int, parts)
    return say("returns.day", year=str(year), month=str(month), day=str(day))


def file_names(units: Sequence[str], suffix: str) -> list[str]:
    """What the file of each unit is called: its name as any file system can hold it, no two alike.

    Signs that are not seen are left out: they turn a name round, or make two that look alike.
    """
    seen = ("".join(one for one in unit if unicodedata.category(one) != "Cf") for unit in units)
    names = sheet_names([_usable(unit.translate(_UNSAFE)[:_LONGEST_NAME]) for unit in seen])
    return [f"{name.strip('. ') or say('form.sheet')}{suffix}" for name in names]


def _usable(name: str) -> str:
    """A name that is none of a device's, whatever follows its first dot."""
    first, dot, rest = name.strip().partition(".")
    return f"{first}_{dot}{rest}" if _DEVICE.fullmatch(first.strip()) else name


_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
"""Names that Windows keeps for devices."""
_UNSAFE = str.maketrans(dict.fromkeys('<>"|\x7f', " "))


def write_letter(one: Returned, path: str | Path, deadline: str | None = None) -> None:
    """Write the letter to one unit (docx or xlsx by its suffix).  Raises ``OSError``."""
    book = book_for(one, deadline)
    if Path(path).suffix.lower() == ".xlsx":
        from jixiao.documents.write import findings_xlsx as writer  # noqa: PLC0415 - one writer's library at a time

        with replacing(path) as stream:
            writer.write(book, stream)
        return
    from jixiao.documents.write import findings_docx  # noqa: PLC0415 - one writer's library at a time

    with replacing(path) as stream:
        findings_docx.write(book, stream)


def as_json(units: tuple[Returned, ...]) -> dict[str, object]:
    """The published shape: ``jixiao.returns/1``."""
    return {
        "schema": SCHEMA,
        "units": [
            {
                "region": one.region,
                "department": one.department,
                "unit": one.unit,
                "tables": one.tables,
                "projects": len(one.projects),
                "returned": len(one.returned),
                "disclosures": len(one.disclosures),
                "disclosures_returned": len(one.disclosures_returned),
                "returned_at": one.since,
                **one.counts._asdict(),
                "files": [
                    {"file": name, "findings": [finding.as_json() for finding in found]}
                    for name, found in one.files
                ],
            }
            for one in units
        ],
    }
