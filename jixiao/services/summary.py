"""Use case: sum up the projects of a database, or those of some files, by department, year and so on.

Both ways make the same records and the same parts (:mod:`jixiao.scoring.aggregate`): files are counted here,
a database counts by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.project_names import is_whole_department
from jixiao.schemas.finding import Finding, Severity
from jixiao.schemas.self_evaluation import SelfEvaluation
from jixiao.schemas.store import Filter
from jixiao.schemas.summary import Summary
from jixiao.scoring.aggregate import GroupTally, Record, cleaned, exact, merged, tally
from jixiao.scoring.aggregate_disclosed import (
    Disclosed,
    Spending,
    count_findings,
    last_ones,
    spending,
    standing,
)
from jixiao.scoring.aggregate_figures import Filed, figures, in_order, ranks
from jixiao.scoring.aggregate_lists import by_name, lifted, line, nearest, outliers, places, ranking
from jixiao.scoring.aggregate_years import year_pairs
from jixiao.scoring.ruleset import RuleSetError, load_ruleset
from jixiao.services.check_paths import check_paths
from jixiao.services.choose_rules import choose
from jixiao.services.listed_projects import joined, records_of
from jixiao.store.aggregate_records import of_collected, of_stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jixiao.schemas.store import CollectedDisclosure, CollectedTable, ExpectedUnit
    from jixiao.scoring.aggregate import Basis, Dimension, Exact, Part, Points, Tallies
    from jixiao.scoring.aggregate_disclosed import Owner
    from jixiao.services.check_paths import CheckRun
    from jixiao.store.repository import Store

CENTS = 100
TOP = 20
"""How many projects a list names."""
WITHIN = 2 * CENTS
"""A project that misses a better grade by at most so many cents is shortly below it."""
_UNSAID: dict[Dimension, str] = {"fund": "SMY002", "level1": "SMY003"}
"""The note that says how many projects are of no group by a dimension."""
_SHORT = ("region", "department", "unit", "year")
"""The dimensions that the units expected and the disclosures know."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the dimensions, the basis, how long lists are (projects), and whether every project.

    ``within`` is how many cents below a grade count as shortly below it.
    """

    by: tuple[Dimension, ...] = ("department",)
    basis: Basis = "claimed"
    top: int = TOP
    within: Exact = WITHIN
    projects: bool = False


@dataclass(frozen=True, slots=True)
class Material:
    """What is summed up: single projects, their parts, and what they are measured against.

    ``expected`` is ``None`` where nobody is expected; ``rows`` gives the rows of single projects;
    ``whole_departments`` are the tables that are none, and left out.
    """

    records: Sequence[Record]
    groups: Tallies
    whole: GroupTally
    expected: tuple[ExpectedUnit, ...] | None
    disclosures: Sequence[Disclosed]
    rows: Callable[[Sequence[Record]], list[Sequence[Points]]]
    whole_departments: int = 0
    notes: tuple[Finding, ...] = ()
    errors: tuple[Finding, ...] = ()
    complete: bool = True


def summarise_paths(
    paths: Iterable[str],
    asked: Asked,
    *,
    rules: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Summary:
    """Sum up files: read, scored and checked as a check does; one bad input never stops the others.

    Of several tables of one project (unit, year, name) the last counts, and a table before a listed score.
    """
    return summarise_read(read_run(check_paths(paths, rules=rules, progress=progress)), asked)


class ReadRun(NamedTuple):
    """What checked files hold for a summary: the tables that count, and the last disclosures.

    ``disclosures`` come with the findings of their files that are of no table; ``left_out`` tables are of
    projects that have a later one.
    """

    tables: tuple[CollectedTable, ...]
    disclosures: tuple[tuple[Disclosed, tuple[Finding, ...]], ...] = ()
    left_out: int = 0
    errors: tuple[Finding, ...] = ()
    complete: bool = True


def read_run(run: CheckRun) -> ReadRun:
    """The tables of a run, joined to one for each project, with its disclosures."""
    per_file = [records_of(file) for file in run.files]
    everything = [table for one in per_file for table in one.tables]
    counted = joined(everything)
    found = [
        (_disclosed(one.disclosure, Counter(finding.severity for finding in one.findings)), one.findings)
        for one in per_file
        if one.disclosure is not None
    ]
    stand = {id(one) for one in standing(one for one, _ in found)}
    told: defaultdict[Owner, tuple[Finding, ...]] = defaultdict(tuple)
    for said, findings in found:
        told[said.owner] += findings if id(said) in stand else ()
    return ReadRun(
        tables=counted,
        disclosures=tuple((one, told[one.owner]) for one in last_ones(one for one, _ in found)),
        left_out=sum(map(_is_of_project, everything)) - sum(map(_is_of_project, counted)),
        errors=run.problems,
        complete=run.complete,
    )


def _is_of_project(table: CollectedTable) -> bool:
    """Whether it is a whole table, and of a project."""
    return table.origin == "table" and not is_whole_department(table.form.project)


def summarise_read(read: ReadRun, asked: Asked) -> Summary:
    """Sum up what was read."""
    projects = [table for table in read.tables if not is_whole_department(table.form.project)]
    records = sorted(map(of_collected, projects), key=by_name)
    notes = []
    if read.left_out:
        params = {"count": str(read.left_out)}
        notes.append(Finding(code="SMY001", severity=Severity.NOTICE, params=params))
    disclosures = tuple(one for one, _ in read.disclosures)
    groups = tally(records, asked.by, asked.basis)
    whole = _whole(tally(records, (), asked.basis))
    count_findings(disclosures, asked.by, groups, whole)
    material = Material(
        records=records,
        groups=groups,
        whole=whole,
        expected=None,
        disclosures=disclosures,
        rows=lambda some: [record.rows for record in some],
        whole_departments=len(read.tables) - len(projects),
        notes=(*notes, *_unsaid(groups, asked.by)),
        errors=read.errors,
        complete=read.complete,
    )
    return _summary(material, asked)


def summarise_store(store: Store, asked: Asked, wanted: Filter | None = None) -> Summary:
    """Sum up a database, or the projects of it that fit a filter; one snapshot of it."""
    # files are summed up without a database
    from jixiao.store import aggregate_sql as sql  # noqa: PLC0415 - see above
    from jixiao.store import queries  # noqa: PLC0415 - see above
    from jixiao.store.aggregate_findings import of_disclosures  # noqa: PLC0415 - see above
    from jixiao.store.aggregate_projects import points, slim, written  # noqa: PLC0415 - see above

    with store.connection() as connection:
        alone = queries.projects_alone(connection, wanted)
        wanted = alone.wanted
        odd = sql.odd_ones(connection, wanted)
        names = {one.id: one.name for one in queries.rounds(connection)}
        special = {
            stored.version_id: of_stored(stored, names.get(stored.round_id or 0))
            for stored in queries.by_ids(connection, odd)
        }
        records = [special.get(record.version_id or 0, record) for record in slim(connection, wanted)]
        beside = written(connection) if asked.projects else {}
        records = [record._replace(**beside.get(record.version_id or 0, {})) for record in records]
        records.sort(key=by_name)

        def parts(by: tuple[Dimension, ...]) -> Tallies:
            own = tally(special.values(), by, asked.basis)
            return merged((sql.tallies(connection, wanted, by, asked.basis, odd=bool(odd)), own))

        def rows(some: Sequence[Record]) -> list[Sequence[Points]]:
            found = points(connection, [record.version_id or 0 for record in some])
            return [record.rows or found[record.version_id or 0] for record in some]

        groups = parts(asked.by)
        apart = {"level1", "fund"} & {*asked.by}  # where a project is in several groups, or in none
        whole = _whole(parts(())) if apart else _all_of(groups.values())
        found = of_disclosures(connection)
        expected = _expected(queries.expected_units(connection), wanted)
        _add_expected(expected or (), asked.by, groups, whole)
        disclosures = last_ones(
            _disclosed(one, found.get(one.id, {})) for one in queries.disclosures(connection, wanted)
        )
        if _of_whole_departments(wanted):
            count_findings(disclosures, asked.by, groups, whole)
        material = Material(
            records=records,
            groups=groups,
            whole=whole,
            expected=expected,
            disclosures=disclosures,
            rows=rows,
            whole_departments=alone.whole_departments,
            notes=tuple(_unsaid(groups, asked.by)),
            complete=alone.complete and all(record.complete for record in records),
        )
        return _summary(material, asked)


def _unsaid(groups: Tallies, by: Sequence[Dimension]) -> Iterable[Finding]:
    """A note of how many projects tell no kinds of money apart, or have rows without an indicator's name."""
    apart = [dim for dim in by if dim in _UNSAID]
    for dim in apart if len(apart) == 1 else ():  # by both a project is there several times
        count = sum(group.count for key, group in groups.items() if key[by.index(dim)] is None)
        if count:
            yield Finding(code=_UNSAID[dim], severity=Severity.NOTICE, params={"count": str(count)})


def _disclosed(said: CollectedDisclosure, findings: Mapping[str, int]) -> Disclosed:
    """A disclosure with how many findings it has by severity."""
    return Disclosed(
        said.region,
        said.organisation,
        said.year,
        said.project_spending_fen,
        *(findings.get(severity, 0) for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTICE)),
    )._replace(listed=said.listed)


def _of_whole_departments(wanted: Filter | None) -> bool:
    """Whether a filter leaves departments whole: what is of no one project is counted only then."""
    any_of_them: dict[str, object] = {"region": None, "department": None, "years": (), "without": ()}
    return wanted is None or wanted.model_copy(update=any_of_them) == Filter()


def _all_of(groups: Iterable[GroupTally]) -> GroupTally:
    """The groups together; each project is in one."""
    whole = GroupTally()
    for group in groups:
        whole.merge(replace(group, names=()))
    return whole


def _whole(groups: Tallies) -> GroupTally:
    return groups.get((), GroupTally())


def _expected(units: tuple[ExpectedUnit, ...], wanted: Filter | None) -> tuple[ExpectedUnit, ...] | None:
    """The units expected that fit a filter; ``None`` where none is expected at all."""
    if not units:
        return None
    asked = [] if wanted is None else [(wanted.region, 0), (wanted.department, 1), (wanted.unit, 2)]
    return tuple(
        unit for unit in units if all(name is None or squeeze(name) == _owner(unit)[at] for name, at in asked)
    )


def _add_expected(
    expected: Iterable[ExpectedUnit],
    by: Sequence[Dimension],
    groups: dict[tuple[Part, ...], GroupTally],
    whole: GroupTally,
) -> None:
    """Add the groups of the regions or departments of missing units where nothing came from there.

    By year too, for each year of which anything came at all.
    """
    if not {"region", "department"} & {*by} or not {*by} <= {"region", "department", "year"}:
        return
    came: dict[Part, set[tuple[str, str, str]]] = {None: whole.units}
    if "year" in by:
        at = by.index("year")
        years = {key[at] for key in groups} - {None}
        came = {
            year: {unit for key, group in groups.items() if key[at] == year for unit in group.units}
            for year in years
        }
    for unit in expected:
        for year, there in came.items():
            if not _came(unit, there):
                said: dict[str, Part] = {"region": unit.region, "department": unit.department, "year": year}
                names = tuple(said[dimension] for dimension in by)
                key = tuple(cleaned(name) for name in names)
                groups.setdefault(key, GroupTally(names=names))


def _owner(unit: ExpectedUnit) -> tuple[str, str, str]:
    """Region, department and unit for comparing, as :func:`jixiao.scoring.aggregate.whose`."""
    own = unit.unit or unit.department or ""
    return squeeze(unit.region or ""), squeeze(unit.department or ""), squeeze(own)


def _summary(material: Material, asked: Asked) -> Summary:
    grades = _grades(material.records)
    places_of = places(material.records, asked.basis)
    ranked = ranks(material.groups, asked.basis)
    near = nearest(material.records, asked.basis, bounds_of, within=asked.within, top=asked.top)
    rows = material.rows([one.record for one in near])
    spent = spending(material.disclosures, material.records, asked.by)
    return Summary(
        complete=material.complete,
        basis=asked.basis,
        by=asked.by,
        groups=tuple(
            figures(
                material.groups[key],
                asked.by,
                asked.basis,
                grades,
                filed=_filed(material, asked.by, key, spent),
                rank=ranked.get(key),
            )
            for key in in_order(material.groups)
        ),
        total=figures(
            material.whole,
            (),
            asked.basis,
            grades,
            filed=_filed(material, (), (), spending(material.disclosures, material.records, ())),
        ),
        whole_departments=material.whole_departments,
        years=year_pairs(material.records, asked.basis, grades, asked.top),
        ranking=ranking(material.records, asked.basis, places_of, asked.top),
        outliers=outliers(material.records, asked.basis, places_of, bounds_of, asked.top),
        near=tuple(lifted(one, own, asked.basis, places_of) for one, own in zip(near, rows, strict=True)),
        projects=tuple(line(record, asked.basis, places_of) for record in material.records)
        if asked.projects
        else None,
        notes=material.notes,
        errors=material.errors,
    )


@cache
def _bounds(rules: str) -> tuple[tuple[str, Exact], ...]:
    """Grades with their lowest scores in cents, best first; none of a rule set that is not at hand."""
    try:
        loaded = load_ruleset(rules)
    except RuleSetError:
        return ()
    return tuple((name, exact(bound * CENTS)) for name, bound in loaded.grade_bounds)


@cache
def _rules_of(region: str | None, year: int | None) -> str:
    """The rule set of a project that has no table: by its place and year."""
    return choose(SelfEvaluation(project="", region=region, year=year), None).rules.rules.id


def bounds_of(record: Record) -> tuple[tuple[str, Exact], ...]:
    """The grades of a project's rule set with their lowest scores in cents, best first."""
    return _bounds(record.rules or _rules_of(record.region, record.year))


def _grades(records: Iterable[Record]) -> tuple[str, ...]:
    """The grades of all rule sets there are, best first."""
    kinds = {(one.rules, None, None) if one.rules else (None, one.region, one.year) for one in records}
    sets = {bounds_of(Record("", rules=rules, region=region, year=year)) for rules, region, year in kinds}
    sets = sets or {bounds_of(Record(""))}
    names = dict.fromkeys(
        name for bounds in sorted(sets, key=lambda one: (-len(one), str(one))) for name, _ in bounds
    )
    return tuple(names)


def _filed(
    material: Material,
    by: Sequence[Dimension],
    key: tuple[Part, ...],
    spent: dict[tuple[Part, ...], Spending],
) -> Filed:
    """What one group is measured against: the units expected of its region, department or unit."""
    missing: tuple[str, ...] = ()
    expected = None
    named: dict[str, Part] = {dim: part for dim, part in zip(by, key, strict=True) if dim in _SHORT}
    if material.expected is not None and set(by) <= set(_SHORT):
        there = material.groups[key].units if by else material.whole.units
        wanted = [unit for unit in material.expected if _fits(unit, named)]
        expected = len(wanted) or None
        missing = tuple(unit.unit or unit.department or "" for unit in wanted if not _came(unit, there))
    return Filed(expected, missing, *spent.get(key, (None, None)))


def _fits(unit: ExpectedUnit, named: dict[str, Part]) -> bool:
    region, department, own = _owner(unit)
    known = {"region": region, "department": department, "unit": own}
    return all(known[dim] == (part or "") for dim, part in named.items() if dim != "year")


def _came(unit: ExpectedUnit, there: set[tuple[str, str, str]]) -> bool:
    """Whether a unit is among those that filed; a department has come where any of its units has."""
    region, department, own = _owner(unit)
    return any(
        (not region or region == one[0])
        and (own == one[2] if unit.unit else department in one[1:])
        and (not department or not one[1] or department == one[1])
        for one in there
    )
