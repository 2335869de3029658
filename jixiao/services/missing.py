"""Use case: which units were expected to file and have not."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.expected_list import read_expected
from jixiao.documents.write.columns import Column
from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.project_names import is_whole_department
from jixiao.schemas.store import ExpectedUnit, Filter
from jixiao.services.returns import latest
from jixiao.services.whole_file import replacing
from jixiao.store.states import files_returned, returned
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jixiao.schemas.finding import Finding
    from jixiao.schemas.store import StoredRound, SummaryRow
    from jixiao.store.repository import Store

SCHEMA = "jixiao.missing/1"
_COLUMNS = (
    Column("number", 6, figure=True),
    Column("region", 10, figure=True),
    Column("department", 24),
    Column("unit", 28),
    Column("code", 12, figure=True),
)
_REMARK = Column("remark", 14)


class SentBack(NamedTuple):
    """A unit that filed, was sent back so many projects and disclosures, and has not answered since a day."""

    region: str | None
    department: str | None
    unit: str | None
    projects: int
    since: str | None
    disclosures: int = 0


class Missing(NamedTuple):
    """The units that have not filed, of how many; ``earlier`` says that no list names those expected.

    ``returned`` are those that filed and were sent back what they have not corrected yet; ``only_whole``
    those of the units that filed nothing but a table of the whole department (部门整体支出), no project.
    """

    year: int | None
    round: StoredRound | None
    expected: int
    units: tuple[ExpectedUnit, ...]
    earlier: bool = False
    returned: tuple[SentBack, ...] = ()
    only_whole: frozenset[ExpectedUnit] = frozenset()

    @property
    def deadline(self) -> str | None:
        """The day by which they were to file."""
        return None if self.round is None else self.round.deadline

    def overdue(self, today: str | None = None) -> bool:
        """Whether the deadline is over (``today`` as ISO text)."""
        day = today or datetime.now(UTC).astimezone().date().isoformat()
        return self.deadline is not None and self.deadline < day


def expect(store: Store, path: str) -> tuple[int, int, tuple[Finding, ...]]:
    """Keep the list of a file: how many units it has, how many are new, why it could not be read."""
    read = read_expected(path)
    return len(read.units), store.expect(read.units) if read.units else 0, read.problems


def missing(
    store: Store,
    *,
    year: int | None = None,
    round: StoredRound | None = None,  # noqa: A002 - the word of the domain
    region: str | None = None,
    department: str | None = None,
) -> Missing:
    """The units expected that have no table, nor a listed score, of a project in a year (and round).

    Where nobody ever gave a list, those are expected that filed for an earlier year.
    """
    rows = list(store.rows_for_summary(Filter(region=region, department=department)))
    years = [row.year for row in rows if row.year is not None]
    if year is None:
        year = round.year if round is not None else max(years, default=None)
    listed = store.expected_units()
    expected = [unit for unit in listed if _within(unit, region, department)]
    earlier = not listed
    if earlier:
        before = (
            row
            for row in rows
            if row.year is not None
            and year is not None
            and row.year < year
            and not is_whole_department(row.project)
        )
        names = dict.fromkeys((row.region, row.department, row.unit) for row in before)
        expected = [
            ExpectedUnit(region=where, department=above, unit=unit)
            for where, above, unit in names
            if unit or above
        ]
    filed = [
        row
        for row in rows
        if (year is None or row.year == year) and (round is None or row.round_id == round.id)
    ]
    there = _filed(row for row in filed if not is_whole_department(row.project))
    left = tuple(unit for unit in expected if not _has_filed(unit, there))
    whole = _filed(row for row in filed if is_whole_department(row.project))
    only_whole = frozenset(unit for unit in left if _has_filed(unit, whole))
    asked = Filter(
        region=region,
        department=department,
        years=() if year is None else (year,),
        round_id=None if round is None else round.id,
    )
    return Missing(year, round, len(expected), left, earlier, _sent_back(store, asked), only_whole)


def _sent_back(store: Store, asked: Filter) -> tuple[SentBack, ...]:
    """The units with projects or a disclosure that stand returned, in order."""
    units: dict[tuple[str, str, str], SentBack] = {}
    for one in returned(store, asked):
        _add(units, SentBack(one.region, one.department, one.unit, 1, one.since))
    back = files_returned(store)
    for said in latest(store.disclosures(asked)) if back else ():
        if said.source_sha256 in back:
            name, since = said.organisation, back[said.source_sha256]
            _add(units, SentBack(said.region, name, name, 0, since, 1))
    return tuple(
        one._replace(since=None if one.since is None else day_of(one.since)) for one in units.values()
    )


def _add(units: dict[tuple[str, str, str], SentBack], one: SentBack) -> None:
    """Count something that was sent back with whatever else of that unit was."""
    owner = (
        squeeze(one.region or ""),
        squeeze(one.department or ""),
        squeeze(one.unit or one.department or ""),
    )
    before = units.setdefault(owner, one)
    if before is not one:
        times = [time for time in (before.since, one.since) if time is not None]
        units[owner] = before._replace(
            projects=before.projects + one.projects,
            since=min(times, default=None),
            disclosures=before.disclosures + one.disclosures,
        )


def day_of(time: str) -> str:
    """The day here of a time in UTC (ISO text)."""
    return datetime.fromisoformat(time).astimezone().date().isoformat()


def _within(unit: ExpectedUnit, region: str | None, department: str | None) -> bool:
    asked = ((region, unit.region), (department, unit.department))
    return all(wanted is None or squeeze(wanted) == squeeze(has or "") for wanted, has in asked)


_Above = tuple[str, str]
"""Region and department, for comparing; empty where nobody names them."""


def _filed(rows: Iterable[SummaryRow]) -> dict[str, set[_Above]]:
    """By name, what the units (and departments) that filed belong to."""
    found: dict[str, set[_Above]] = defaultdict(set)
    for row in rows:
        above = squeeze(row.region or ""), squeeze(row.department or "")
        for name in (row.unit, row.department):  # a department has filed where one of its units has
            if name:
                found[squeeze(name)].add(above)
    return found


def _has_filed(unit: ExpectedUnit, filed: Mapping[str, set[_Above]]) -> bool:
    """Whether a unit of that name is among them, of no other region and department."""
    region, department, name = (squeeze(one or "") for one in (unit.region, unit.department, unit.unit))
    own = (region, department)
    return any(
        all(not mine or not other or mine == other for mine, other in zip(own, above, strict=True))
        for above in filed.get(name or department, ())
    )


def head_line(found: Missing, today: str | None = None) -> str:
    """How many were expected, have filed and have not, and by when."""
    text = say(
        "missing.head",
        year="" if found.year is None else say("missing.of-year", year=str(found.year)),
        expected=str(found.expected),
        filed=str(found.expected - len(found.units)),
        missing=str(len(found.units)),
    )
    if found.only_whole:
        text += say("missing.only-whole", count=str(len(found.only_whole)))
    if found.deadline is not None:
        code = "missing.overdue" if found.overdue(today) else "missing.deadline"
        text += say(code, deadline=found.deadline)
    return text + (say("missing.earlier") if found.earlier else "")


def returned_lines(found: Missing) -> list[str]:
    """The units that were sent back something and have not answered, a line each after how many they are."""
    if not found.returned:
        return []
    projects = sum(one.projects for one in found.returned)
    disclosures = sum(one.disclosures for one in found.returned)
    head = say("missing.returned", units=str(len(found.returned)), what=_what(projects, disclosures))
    return [
        head,
        *(
            say(
                "missing.returned.line",
                unit=one.unit or one.department or say("check.no-unit"),
                what=_what(one.projects, one.disclosures),
                day=one.since or "—",
            )
            for one in found.returned
        ),
    ]


def _what(projects: int, disclosures: int) -> str:
    """What was sent back."""
    told = [say("missing.returned.projects", count=str(projects))] if projects or not disclosures else []
    told += [say("missing.returned.disclosures", count=str(disclosures))] if disclosures else []
    return "、".join(told)


def columns_of(found: Missing) -> tuple[Column, ...]:
    """The columns of the list; one for remarks where there are any."""
    return (*_COLUMNS, _REMARK) if found.only_whole else _COLUMNS


def rows_of(found: Missing) -> list[list[str]]:
    """The list as rows of text, numbered."""
    remark = say("missing.remark.only-whole")
    return [
        [
            str(number),
            unit.region or "",
            unit.department or "",
            unit.unit or unit.department or "",
            unit.code or "",
            *([remark if unit in found.only_whole else ""] if found.only_whole else ()),
        ]
        for number, unit in enumerate(found.units, 1)
    ]


def as_json(found: Missing, today: str | None = None) -> dict[str, object]:
    """The published shape: ``jixiao.missing/1``."""
    return {
        "schema": SCHEMA,
        "year": found.year,
        "round": None if found.round is None else found.round.name,
        "deadline": found.deadline,
        "overdue": found.overdue(today),
        "expected": found.expected,
        "filed": found.expected - len(found.units),
        "from_earlier_years": found.earlier,
        "only_whole_department": len(found.only_whole),
        "missing": [
            {**unit.model_dump(), "only_whole_department": unit in found.only_whole} for unit in found.units
        ],
        "returned": [one._asdict() for one in found.returned],
    }


def write_list(found: Missing, path: str) -> None:
    """Write the list as a workbook that prints well."""
    from jixiao.documents.write import list_xlsx  # noqa: PLC0415 - its library is loaded only to write

    with replacing(path) as stream:
        told = head_line(found)
        if found.returned:
            told += "。" + "；".join(returned_lines(found))
        list_xlsx.write(say("missing.title"), told, columns_of(found), rows_of(found), stream)
