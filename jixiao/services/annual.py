"""Use case: draft the yearly report of a bureau on self-evaluations, from a database or from files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.project_names import is_whole_department
from jixiao.reports.annual import draft
from jixiao.reports.annual_facts import NO_FACTS, AnnualFacts
from jixiao.reports.annual_view import Material
from jixiao.scoring.aggregate import whose
from jixiao.scoring.aggregate_problems import Example, Problem, Spot, problems_of
from jixiao.services.check_paths import check_paths
from jixiao.services.facts_files import read_given, write_given
from jixiao.services.report_error import ReportError
from jixiao.services.summary import Asked, read_run, summarise_read, summarise_store
from jixiao.store.aggregate_records import of_collected
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jixiao.reports.blocks import Report
    from jixiao.schemas.finding import Finding
    from jixiao.schemas.store import CollectedTable
    from jixiao.schemas.summary import Basis, Summary
    from jixiao.services.summary import ReadRun
    from jixiao.store.repository import Store


_MOST_NAMED = 20
"""Of more tables that are left out, so many names are told."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which year is wanted, of which region, on which scores."""

    year: int | None = None
    region: str | None = None
    basis: Basis = "claimed"


class Gathered(NamedTuple):
    """What a report is drafted from; ``notes`` are sentences on what was taken as given, to be told.

    ``problems`` are of inputs that could not be read.
    """

    material: Material | None
    notes: tuple[str, ...] = ()
    problems: tuple[Finding, ...] = ()


def gather_store(store: Store, wanted: Wanted) -> Gathered:
    """The year of a database, with the year before; the year must be given.

    Raises :class:`ReportError` where it is not, or has no project.
    """
    # files are drafted from without a database
    from jixiao.schemas.store import Filter  # noqa: PLC0415 - see above
    from jixiao.store import aggregate_problems as sql  # noqa: PLC0415 - see above
    from jixiao.store import queries  # noqa: PLC0415 - see above

    year = wanted.year
    if year is None:
        raise ReportError(say("annual.need-year"))
    own = Filter(region=wanted.region, years=(year,))
    both = own.model_copy(update={"years": (year - 1, year)})
    with store.connection() as connection:
        earlier = queries.of_whole_departments(connection, both.model_copy(update={"years": (year - 1,)}))
        aside = queries.of_whole_departments(connection, own)
    own, both = (one.model_copy(update={"without": (*earlier, *aside)}) for one in (own, both))

    def summed(asked: Asked, fitting: Filter) -> Summary:
        return summarise_store(store, asked, fitting)

    with store.connection() as connection:
        found = problems_of(sql.spots(connection, own), lambda some: sql.examples(connection, some))
    summary = summed(_asked(wanted), own)
    before = summed(replace(_asked(wanted), by=()), own.model_copy(update={"years": (year - 1,)}))
    years = summed(Asked(("year",), wanted.basis, top=0), both) if before.total.count else None
    regions = summed(Asked(("region",), wanted.basis, top=0), own)
    material = _material(wanted, year, summary, regions, found, before, years, stored=True)
    return Gathered(material, tuple(_aside([*aside.values()])))


def gather_paths(
    paths: Iterable[str],
    wanted: Wanted,
    *,
    rules: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Gathered:
    """The year of some files, with the year before where that is among them.

    A table without a year is of the one that is asked for, and that is told.  Without material where nothing
    was read at all.  Raises :class:`ReportError` where no project is of the year, or the year is not clear.
    """
    run = check_paths(paths, rules=rules, progress=progress)
    everything = read_run(run)
    if not everything.tables and run.problems:
        return Gathered(None, problems=run.problems)
    tables = (one for one in everything.tables if not is_whole_department(one.form.project))
    read = everything._replace(tables=tuple(tables))
    years = {_year(table) for table in read.tables} - {None}
    year = wanted.year
    if year is None:
        year = _only_year(years)
    own = _of(read, wanted, (year, None))
    aside = _of(everything, wanted, (year, None)).tables
    notes = [*_aside([one.form.project for one in aside if is_whole_department(one.form.project)])]
    yearless = sum(_year(table) is None for table in own.tables)
    if yearless:
        notes.append(say("annual.assumed-year", count=str(yearless), year=str(year)))
    earlier = _of(read, wanted, (year - 1,))
    both = _of(read, wanted, (year - 1, year))
    found = problems_of(_spots(own), lambda some: [_example(spot) for spot in some])
    summary = summarise_read(own, _asked(wanted))
    before = summarise_read(earlier, replace(_asked(wanted), by=()))
    pair = summarise_read(both, Asked(("year",), wanted.basis, top=0)) if before.total.count else None
    regions = summarise_read(own, Asked(("region",), wanted.basis, top=0))
    return Gathered(
        _material(wanted, year, summary, regions, found, before, pair), tuple(notes), run.problems
    )


def _aside(names: Sequence[str]) -> Iterator[str]:
    """What is told of tables of whole departments, which are no projects."""
    if names:
        listed = say("annual.enumerate").join(sorted({*names})[:_MOST_NAMED])
        yield say("annual.not-projects", count=str(len(names)), names=listed)


def _asked(wanted: Wanted) -> Asked:
    return Asked(("department",), wanted.basis, top=0, projects=True)


def _material(
    wanted: Wanted,
    year: int,
    summary: Summary,
    regions: Summary,
    problems: tuple[Problem, ...],
    before: Summary,
    years: Summary | None,
    *,
    stored: bool = False,
) -> Material:
    if not summary.total.count:
        code = "annual.no-project" if wanted.region is None else "annual.no-project.region"
        raise ReportError(say(code, year=str(year), region=wanted.region or ""))
    pairs = [] if years is None else [pair for pair in years.years if pair.after == year]
    return Material(
        year=year,
        summary=summary,
        regions=regions,
        problems=problems,
        before=before if before.total.count else None,
        pair=pairs[0] if pairs else None,
        region=wanted.region,
        stored=stored,
    )


def _year(table: CollectedTable) -> int | None:
    return table.form.year if table.form.year is not None else table.year


def _only_year(years: set[int | None]) -> int:
    found = sorted(year for year in years if year is not None)
    if not found:
        raise ReportError(say("annual.no-year"))
    if len(found) > 1:
        listed = say("annual.enumerate").join(map(str, found))
        raise ReportError(say("annual.several-years", years=listed))
    return found[0]


def _of(read: ReadRun, wanted: Wanted, years: tuple[int | None, ...]) -> ReadRun:
    """What was read of some years, and of the region that is asked for."""

    def fits(region: str | None, year: int | None) -> bool:
        asked = wanted.region
        return year in years and (asked is None or squeeze(region or "") == squeeze(asked))

    tables = (one for one in read.tables if fits(one.region or one.form.region, _year(one)))
    said = (one for one in read.disclosures if fits(one[0].region, one[0].year))
    return read._replace(tables=tuple(tables), disclosures=tuple(said))


def _spots(read: ReadRun) -> Iterator[Spot]:
    """The findings on the tables that count, and on the last disclosures."""
    for at, table in enumerate(read.tables):
        record = of_collected(table)
        unit = record.unit or record.department
        for finding in table.findings:
            shown = Example(finding, record.project, unit, finding.place.file or table.place.file)
            yield Spot(finding.code, finding.severity, at, whose(record), None, shown)
    for number, (said, findings) in enumerate(read.disclosures):
        region, organisation, _ = said.owner
        owner = region, organisation, organisation
        for finding in findings:
            shown = Example(finding, None, said.organisation, finding.place.file)
            yield Spot(finding.code, finding.severity, None, owner, number, shown)


def _example(spot: Spot) -> Example:
    assert isinstance(spot.key, Example)  # noqa: S101 - made above
    return spot.key


def make_annual(material: Material, facts: AnnualFacts = NO_FACTS) -> Report:
    """The report of a year."""
    return draft(material, facts)


def read_facts(path: str | None) -> AnnualFacts:
    """The facts of a file, none without one; raises as :func:`jixiao.services.facts_files.read_given`."""
    return read_given(path, AnnualFacts)


def write_facts(path: str) -> int:
    """Write a facts file, or add what is missing in the one there; how many keys that are.

    Raises :class:`ReportError`, ``OSError``.
    """
    return write_given(path, AnnualFacts)
