"""Use case: draft 第九节 of a department and year from files or from a database."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.project_names import name_key, names_in
from jixiao.reports.blocks import Fact, Origin, Source
from jixiao.reports.statement import draft
from jixiao.reports.statement_facts import NO_FACTS, StatementFacts
from jixiao.reports.statement_view import (
    Evaluation,
    Material,
    Project,
    amount,
    printed,
    whole_of,
)
from jixiao.scoring.aggregate import EXECUTION
from jixiao.scoring.aggregate_figures import money_of, score_of
from jixiao.scoring.aggregate_lists import line, places
from jixiao.scoring.explain import short
from jixiao.scoring.outcome import exact_sum
from jixiao.services.check_paths import check_paths
from jixiao.services.listed_projects import joined, records_of
from jixiao.services.report_error import ReportError
from jixiao.store.aggregate_records import of_collected, of_stored
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jixiao.reports.blocks import Report
    from jixiao.schemas.disclosure import Disclosure
    from jixiao.schemas.disclosure import Fact as Said
    from jixiao.schemas.finding import Finding
    from jixiao.schemas.self_evaluation import SelfEvaluation
    from jixiao.schemas.store import CollectedDisclosure
    from jixiao.schemas.summary import Basis
    from jixiao.scoring.aggregate import Record
    from jixiao.store.repository import Store

ALL, NONE = "all", "none"
_MOST_NAMED = 20
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose section is wanted: names as printed, compared without spaces and punctuation."""

    department: str | None = None
    year: int | None = None
    region: str | None = None
    basis: Basis = "claimed"
    strict: bool = False
    """Only projects that say themselves that they are of this department and year."""


class Gathered(NamedTuple):
    """What a section is drafted from; ``notes`` are sentences on what was taken as given, to be told.

    ``problems`` are of inputs that could not be read.
    """

    material: Material | None
    notes: tuple[str, ...] = ()
    problems: tuple[Finding, ...] = ()


class _Known(NamedTuple):
    """One project: what a summary knows of it, and its form."""

    record: Record
    form: SelfEvaluation

    @property
    def names(self) -> set[str]:
        """The names of its department and unit, for comparing."""
        return {squeeze(name) for name in (self.record.department, self.record.unit) if name}

    @property
    def owner(self) -> str | None:
        """Whose it is: its department, else its unit."""
        return self.record.department or self.record.unit

    def of(self, department: str, year: int, *, strict: bool) -> bool:
        """Whether it is of a department (its name squeezed) and year, as far as it says."""
        record = self.record
        if strict:
            return record.year == year and squeeze(self.owner or "") == department
        return record.year in (year, None) and (department in self.names or not self.names)


class Pool(NamedTuple):
    """Everything that some files hold: projects, what disclosures say, what could not be read."""

    known: tuple[_Known, ...] = ()
    said: tuple[CollectedDisclosure, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    problems: tuple[Finding, ...] = ()

    @property
    def owners(self) -> tuple[Wanted, ...]:
        """Each department of a region and year that a project names, in the order of the names."""
        found = {(one.record.region or "", one.owner, one.record.year) for one in self.known}
        whole = [(region, owner, year) for region, owner, year in found if owner and year]
        alike = Counter((squeeze(owner), year) for _, owner, year in whole)
        made = {
            (squeeze(owner), year, region): Wanted(
                owner, year, region if alike[squeeze(owner), year] > 1 else None, strict=True
            )
            for region, owner, year in sorted(whole)
        }
        return tuple(made[key] for key in sorted(made))


def gather_paths(
    paths: Iterable[str],
    wanted: Wanted,
    *,
    rules: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Gathered:
    """The projects of files that are wanted; of several tables of one project the last counts.

    A project without a department or a year of its own is of the one that is asked for, and that is told.
    Without material where nothing was read at all.  Raises :class:`ReportError` where nothing fits, or the
    department or year is not clear.
    """
    return gather(read_pool(paths, rules=rules, progress=progress), wanted)


def read_pool(
    paths: Iterable[str], *, rules: str | None = None, progress: Callable[[str], None] = lambda _: None
) -> Pool:
    """All projects of some files, of several tables of one project the last."""
    run = check_paths(paths, rules=rules, progress=progress)
    per_file = [records_of(file) for file in run.files]
    tables = joined(table for one in per_file for table in one.tables)
    return Pool(
        tuple(_Known(of_collected(table), table.form) for table in tables),
        tuple(one.disclosure for one in per_file if one.disclosure is not None),
        tuple(one.disclosure.disclosure for one in run.files if one.disclosure is not None),
        run.problems,
    )


def gather(pool: Pool, wanted: Wanted) -> Gathered:
    """The projects that are wanted of those that were read; as :func:`gather_paths`."""
    known = pool.known
    if not known and pool.problems:
        return Gathered(None, problems=pool.problems)
    department = wanted.department or _only((one.owner for one in known), "department")
    year = wanted.year or int(_only((one.record.year for one in known), "year"))
    own = [one for one in known if one.of(squeeze(department), year, strict=wanted.strict)]
    notes = []
    nameless = sum(not one.names for one in own)
    if nameless:
        notes.append(say("statement.assumed-department", count=str(nameless), department=department))
    yearless = sum(one.record.year is None for one in own)
    if yearless:
        notes.append(say("statement.assumed-year", count=str(yearless), year=str(year)))
    names = [one.record.project for one in own]
    evaluations = _evaluations(pool.disclosures, names, year)
    material = _material(own, pool.said, wanted, department, year, evaluations)
    return Gathered(material, tuple(notes), pool.problems)


def gather_store(store: Store, wanted: Wanted) -> Gathered:
    """The projects of a database that are wanted; department and year must be given.

    Raises :class:`ReportError` where they are not, or nothing fits.
    """
    # files are drafted from without a database
    from jixiao.schemas.store import Filter  # noqa: PLC0415 - see above

    department, year = wanted.department, wanted.year
    if not department:
        raise ReportError(say("statement.need-department"))
    if year is None:
        raise ReportError(say("statement.need-year"))
    fitting = Filter(region=wanted.region or None, department=department, years=(year,))
    of_unit = fitting.model_copy(update={"department": None, "unit": department})
    stored = {one.project_id: one for asked in (fitting, of_unit) for one in store.current(asked)}
    known = [_Known(of_stored(one, None), one.form) for one in stored.values()]
    said = store.disclosures(Filter(years=(year,)))
    return Gathered(_material(known, said, wanted, department, year))


def departments(store: Store, wanted: Wanted) -> tuple[Wanted, ...]:
    """Each department of a year (and region) that a database has projects of, in the order of the names.

    Raises :class:`ReportError` without a year.
    """
    from jixiao.schemas.store import Filter  # noqa: PLC0415 - see above

    if wanted.year is None:
        raise ReportError(say("statement.need-year"))
    rows = store.rows_for_summary(Filter(region=wanted.region, years=(wanted.year,)))
    found = {(row.department, row.region or "") for row in rows if row.department}
    alike = Counter(name for name, _ in found)
    return tuple(
        replace(wanted, department=name, region=region if alike[name] > 1 else wanted.region)
        for name, region in sorted(found)
    )


def without_department(store: Store, wanted: Wanted) -> int:
    """How many projects of a year (and region) that a database has are of no department."""
    from jixiao.schemas.store import Filter  # noqa: PLC0415 - see above

    years = () if wanted.year is None else (wanted.year,)
    rows = store.rows_for_summary(Filter(region=wanted.region, years=years))
    return sum(not row.department for row in rows)


def _listed(names: Iterable[str]) -> str:
    """Names for a message, a few, each cut short and on one line."""
    told = [" ".join(name.split()) for name in names][:_MOST_NAMED]
    cut = (name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…" for name in told)
    return say("statement.enumerate").join(cut)


def _only(names: Iterable[str | int | None], what: str) -> str:
    """The one name there is; raises :class:`ReportError` where there is none or more."""
    found = {squeeze(str(name)): str(name) for name in names if name}
    if not found:
        raise ReportError(say(f"statement.no-{what}"))
    if len(found) > 1:
        raise ReportError(say(f"statement.several-{what}s", names=_listed(sorted(found.values()))))
    return next(iter(found.values()))


def _material(
    known: Sequence[_Known],
    disclosures: Iterable[CollectedDisclosure],
    wanted: Wanted,
    department: str,
    year: int,
    evaluations: Mapping[str, Evaluation] = MappingProxyType({}),
) -> Material:
    if wanted.region is not None:
        known = [one for one in known if squeeze(one.record.region or "") == squeeze(wanted.region)]
    if not known:
        raise ReportError(say("statement.no-project"))
    regions = {one.record.region for one in known} - {None, ""}
    if len(regions) > 1:
        _only(regions, "region")
    places_of = places([one.record for one in known], wanted.basis)
    projects = tuple(
        Project(
            line=line(one.record, wanted.basis, places_of),
            form=one.form,
            funds=_by_kind(one.record),
            short=tuple(lost for _, lost in _short(one.record, wanted.basis)),
            short_of_money=any(money for money, _ in _short(one.record, wanted.basis)),
            evaluation=evaluations.get(name_key(one.record.project)),
        )
        for one in known
    )
    whole = [one for one in projects if one.of_whole_department]
    projects = tuple(one for one in projects if not one.of_whole_department)
    if not projects:
        raise ReportError(say("statement.no-project"))
    spending = _spending(disclosures, department, year, next(iter(regions), None))
    found = whole_of(whole[0]) if len(whole) == 1 else None
    return Material(department, year, wanted.basis, projects, spending, found, tuple(whole))


def _by_kind(record: Record) -> dict[str, Decimal | None]:
    """What a project spent of each kind of money that its table names."""
    spent: dict[str, Decimal | None] = {}
    for fund in record.funds:
        value, before = money_of(fund.executed), spent.get(fund.kind, Decimal(0))
        spent[fund.kind] = None if value is None or before is None else exact_sum((before, value))
    return spent


def _evaluations(disclosures: Iterable[Disclosure], names: Iterable[str], year: int) -> dict[str, Evaluation]:
    """What the 部门评价报告 among some files say of projects, by the key of the name in their title.

    A report is of the one project that its title names, of its year if the title says one; what it says
    twice and differently is not taken.
    """
    found: dict[str, Evaluation] = {}
    keys = {name_key(name): name for name in names}
    for said in disclosures:
        if said.year not in {None, year}:
            continue
        for title in said.all("report.title"):
            fitting = [key for key, name in keys.items() if title.text and names_in(title.text, name)]
            if len(fitting) == 1 and title.report is not None:
                found[fitting[0]] = _evaluation(said, title)
    return found


def _evaluation(said: Disclosure, title: Said) -> Evaluation:
    found = {}
    for key in ("report.score", "report.grade"):
        own = [one for one in said.all(key) if one.report == title.report and one.subject is None]
        values = {one.text if one.value is None else one.value for one in own if not one.approximate}
        source = Source(Origin.FIELD, key, title.place.file or "")
        found[key] = _said_once(values, source)
    return Evaluation(found["report.score"], found["report.grade"])


def _said_once(values: set[Decimal | str | None], source: Source) -> Fact | None:
    """The one value that was said, if one was."""
    value = next(iter(values)) if len(values) == 1 else None
    if isinstance(value, Decimal):
        return Fact(short(value), source, value)
    return Fact(value, source) if value else None


def _short(record: Record, basis: Basis) -> tuple[tuple[bool, Decimal], ...]:
    """The points each row lost that lost any, with whether it is the execution rate."""
    lost = []
    for row in record.rows:
        got = getattr(row, basis)
        if row.weight is not None and got is not None and got < row.weight:
            lost.append((row.level1 == EXECUTION, score_of(row.weight - got) or Decimal(0)))
    return tuple(lost)


def _spending(
    disclosures: Iterable[CollectedDisclosure], department: str, year: int, region: str | None
) -> Fact | None:
    """项目支出 of the last disclosure of the department (of its region) and year that says so.

    A disclosure of no region stands for one of any; none is taken where departments of several regions
    have the name and the projects do not say of which they are.
    """
    asked = squeeze(department)
    own = [one for one in disclosures if squeeze(one.organisation or "") == asked and one.year == year]
    told = {squeeze(one.region) for one in own if one.region}
    if region is not None:
        at = squeeze(region)
        own = [one for one in own if squeeze(one.region or "") == (at if at in told else "")]
    elif len(told) > 1:
        return None
    value = money_of(own[-1].project_spending_fen) if own else None
    if value is None:
        return None
    source = Source(Origin.FIELD, "disclosure.spending.total.project", department)
    return Fact(amount(value), source, printed(value))


def make_statement(
    material: Material,
    facts: StatementFacts = NO_FACTS,
    show: Iterable[str] = (),
    tables: Iterable[str] = (NONE,),
    annexes: Iterable[Report] = (),
) -> Report:
    """The section.

    ``show`` names the projects with a summary of their own: those with a table, if empty.  ``tables`` names
    those whose 自评表 is printed (see :func:`printed_projects`); ``annexes`` follow.  Raises
    :class:`ReportError` for a name that is no project.
    """
    names = tuple(show)
    told: Sequence[Project] | None = [one for one in material.projects if one.has_table]
    if ALL in names:
        told = None
    elif names:
        told = [_project(material, name) for name in names if name != NONE]
    forms = printed_projects(material, facts, tables)
    return draft(material, facts, summarised=told, printed_forms=forms, annexes=annexes)


def evaluated_names(material: Material, facts: StatementFacts) -> tuple[str, ...]:
    """The projects that the department evaluated: those people name, else those with a report."""
    given = facts.texts("evaluated")
    if given == (say("statement.none"),):
        return ()
    return given or tuple(one.line.project for one in material.reported)


def printed_projects(material: Material, facts: StatementFacts, tables: Iterable[str]) -> tuple[Project, ...]:
    """The projects whose 自评表 is printed: those named; all that have one; none.

    If nothing is named, as published sections have it: the evaluated ones, else the first.  Raises
    :class:`ReportError` for a name that is no project, or one without a table.
    """
    names = tuple(tables)
    there = tuple(one for one in material.projects if one.has_table)
    if ALL in names:
        return there
    if not names:
        evaluated = [material.named(name) for name in facts.texts("evaluated")] or material.reported
        return tuple(one for one in evaluated if one is not None and one.has_table) or there[:1]
    found = {name_key(name): _project(material, name) for name in names if name != NONE}
    for one in found.values():
        if not one.has_table:
            raise ReportError(say("statement.no-form", name=one.line.project))
    return tuple(found.values())


def doubts(
    material: Material, printed_forms: Iterable[Project], facts: StatementFacts = NO_FACTS
) -> tuple[str, ...]:
    """What a user should know.

    Tables that are of no project, forms that are printed though not right, names of evaluated
    projects that no project has, an amount that people gave and that is less than what the tables add up to.
    """
    aside = tuple(say("statement.not-a-project", name=one.line.project) for one in material.aside)
    wrong = (one.line for one in printed_forms if one.line.errors)
    told = (say("statement.form-errors", name=one.project, count=str(one.errors)) for one in wrong)
    names = () if facts.texts("evaluated") == (say("statement.none"),) else facts.texts("evaluated")
    unknown = (name for name in names if material.named(name) is None)
    nobody = (say("statement.evaluated.nobody", name=name) for name in unknown)
    return (*aside, *told, *nobody, *_too_little(material, facts))


def _too_little(material: Material, facts: StatementFacts) -> Iterator[str]:
    given = facts.amount("amount")
    spent = exact_sum(one.line.executed for one in material.projects if one.line.executed is not None)
    if given is not None and printed(given) < printed(spent):
        yield say("statement.amount-less", given=amount(given), spent=amount(spent))


def _project(material: Material, name: str) -> Project:
    found = material.named(name)
    if found is None:
        listed = _listed(one.line.project for one in material.projects)
        raise ReportError(say("statement.no-show", name=name, names=listed))
    return found
