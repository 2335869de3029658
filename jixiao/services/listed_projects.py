"""What one checked file gives to be collected or summed up: its tables, and the projects it only lists.

A disclosure lists the scores of all projects and prints the tables of some.  A listed project is a record
with a score alone; where its table is known too, found by name, the table counts and nothing counts twice.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.disclosure.listing import SELF, list_of, project_lists
from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.project_names import name_key
from jixiao.indicators.public_names import TEN_THOUSAND_YUAN, money_scale
from jixiao.schemas.self_evaluation import FundLine, SelfEvaluation
from jixiao.schemas.store import CollectedDisclosure, CollectedTable
from jixiao.scoring.grade import grade_of
from jixiao.services.score_json import evaluation_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jixiao.audit.disclosure.listing import Listed
    from jixiao.audit.subjects import FormSubject
    from jixiao.schemas.disclosure import Disclosure, Fact
    from jixiao.schemas.finding import Finding, Place
    from jixiao.schemas.store import Origin
    from jixiao.scoring.ruleset import LoadedRuleSet
    from jixiao.services.check_paths import CheckedFile

_EXACT = Context(prec=1000)
_FEN = 1_000_000
"""分 in one 万元."""


class Records(NamedTuple):
    """What a file gives: its tables, then the projects it only lists; ``findings`` are those of no table."""

    tables: tuple[CollectedTable, ...]
    disclosure: CollectedDisclosure | None
    findings: tuple[Finding, ...]


class Owner(NamedTuple):
    """Region, department and unit."""

    region: str | None
    department: str | None
    unit: str | None


def records_of(file: CheckedFile) -> Records:
    """The tables of a file, each with its own findings, and the listed projects.

    A listed project is among them even where its table is: whoever keeps both joins them (:func:`joined`).
    """
    own, rest = findings_by_table(file)
    tables = tuple(_table(subject, found, file) for subject, found in zip(file.forms, own, strict=True))
    return Records((*tables, *listed_projects(file)), disclosure_of(file), rest)


def findings_by_table(file: CheckedFile) -> tuple[list[tuple[Finding, ...]], tuple[Finding, ...]]:
    """The findings of each table, in the order of ``file.forms``, and those of no one table.

    A finding is of the table whose label its place bears, or of the only table of a file that is no
    disclosure.
    """
    found: list[list[Finding]] = [[] for _ in file.forms]
    rest: list[Finding] = []
    labels: dict[tuple[str | None, str | None], list[int]] = {}
    for index, form in enumerate(file.forms):
        labels.setdefault(_label(form.read.source), []).append(index)
    alone = len(file.forms) == 1 and file.disclosure is None
    for finding in file.findings:
        fitting = labels.get(_label(finding.place), []) if finding.place.table is not None else []
        if len(fitting) == 1:
            found[fitting[0]].append(finding)
        else:
            (found[0] if alone else rest).append(finding)
    return [tuple(one) for one in found], tuple(rest)


def _label(place: Place) -> tuple[str | None, str | None]:
    return place.document_part, place.table


def _table(subject: FormSubject, findings: tuple[Finding, ...], file: CheckedFile) -> CollectedTable:
    claimed = subject.form.claimed_total
    return CollectedTable(
        form=subject.form,
        scored=evaluation_json(subject.scored),
        claimed_graded=None if claimed is None else grade_of(claimed, subject.rules),
        place=subject.read.source,
        findings=findings,
        complete=subject.read.complete,
        department=department_of(file),
        year=_year(file),
    )


def department_of(file: CheckedFile) -> str | None:
    """Whose a project is where its table does not say.

    The one department that the tables name, else the one unit, else the organisation that disclosed.
    """
    names = {form.form.department for form in file.forms} - {None}
    return names.pop() if len(names) == 1 else file.unit


def _year(file: CheckedFile) -> int | None:
    """The year where a table does not say: that of the disclosure, else the one the other tables name."""
    if file.disclosure is not None and file.disclosure.disclosure.year is not None:
        return file.disclosure.disclosure.year
    years = {form.form.year for form in file.forms} - {None}
    return years.pop() if len(years) == 1 else None


def listed_projects(file: CheckedFile) -> tuple[CollectedTable, ...]:
    """The projects whose self-evaluation scores a disclosure lists, as score-only records.

    Each name once, as first listed; projects listed under 部门评价 are none of them.
    """
    if file.disclosure is None:
        return ()
    said = file.disclosure.disclosure
    department, year = department_of(file), _year(file)
    names: dict[str, CollectedTable] = {}
    for item in _self_listed(said):
        key = name_key(item.name)
        if key and key not in names and item.score is not None:
            names[key] = _record(item, item.score, department, year, file.disclosure.rules)
    return tuple(names.values())


def _self_listed(said: Disclosure) -> Iterable[Listed]:
    """The projects of every list of self-evaluations, else of the longest whose topic nobody says."""
    lists = [one for one in project_lists(said) if one.topic == SELF]
    longest = list_of(said, SELF)
    for one in lists or ([] if longest is None else [longest]):
        yield from one.items


def _record(
    item: Listed, score: Fact, department: str | None, year: int | None, rules: LoadedRuleSet | None
) -> CollectedTable:
    total = None if score.approximate else score.value
    grade = item.said.get("grade")
    form = SelfEvaluation(
        project=item.name,
        department=department,
        year=year,
        funds=_funds(item),
        claimed_total=total,
        claimed_grade=None if grade is None else grade.text,
    )
    graded = None if total is None or rules is None else grade_of(total, rules)
    return CollectedTable(
        form=form,
        origin="listed",
        claimed_graded=graded,
        place=item.first.place,
        department=department,
        year=year,
    )


def _funds(item: Listed) -> tuple[FundLine, ...]:
    """The money a list gives for a project, in 万元."""
    budget, executed = (_amount(item.said.get(what)) for what in ("budget", "executed"))
    if budget is None and executed is None:
        return ()
    return (FundLine(annual_budget=budget, executed=executed),)


def _amount(fact: Fact | None) -> Decimal | None:
    if fact is None or fact.value is None or fact.approximate:
        return None
    scale = money_scale(fact.unit or TEN_THOUSAND_YUAN)
    if scale is None:
        return None
    exact = Fraction(fact.value) * scale
    return _EXACT.divide(Decimal(exact.numerator), Decimal(exact.denominator))


def disclosure_of(file: CheckedFile) -> CollectedDisclosure | None:
    """What a disclosure says of the whole: whose it is, its 项目支出 (of the table of spending), its list."""
    if file.disclosure is None:
        return None
    said = file.disclosure.disclosure
    return CollectedDisclosure(
        organisation=department_of(file),
        year=_year(file),
        project_spending_fen=_spending(said),
        listed=len(listed_projects(file)),
    )


def _spending(said: Disclosure) -> int | None:
    table = said.table("spending")
    value = None if table is None else table.amount("total", "project")
    scale = money_scale((None if table is None else table.unit) or said.amount_unit or TEN_THOUSAND_YUAN)
    if value is None or scale is None:
        return None
    exact = Fraction(value) * scale * _FEN
    return exact.numerator if exact.denominator == 1 else None


@dataclass(slots=True)
class _Project:
    """A project as far as it is known: whose it is (printed, and for comparing), its table, its score."""

    owner: Owner
    keys: Owner
    name: str
    table: CollectedTable | None = None
    listed: CollectedTable | None = None

    def take(self, table: CollectedTable, owner: Owner, keys: Owner) -> None:
        """Take a record in; a table says better whose the project is than a list or one that says less."""
        if table.origin == "table":
            if self.table is None or sum(map(bool, keys)) > sum(map(bool, self.keys)):
                self.owner, self.keys = owner, keys
            self.table = table
        else:
            self.listed = table

    def joins(self, origin: Origin, keys: Owner) -> bool:
        """Whether a record of the same name and year is of this project, though not of the very same unit.

        One unit where only one of both names a department or region; or a list and a table, the list being
        of the table's own unit or department.
        """
        region, department, unit = self.keys
        if _differ(region, keys.region):
            return False
        if unit and unit == keys.unit and not _differ(department, keys.department):
            return True
        if origin == "listed":
            return self.table is not None and bool(keys.unit) and keys.unit in {department, unit}
        return self.table is None and bool(unit) and unit in {keys.department, keys.unit}

    @property
    def counting(self) -> CollectedTable:
        """What counts: the last table, else the last listed score; under what is known of the whole."""
        record = self.table or self.listed
        assert record is not None  # noqa: S101 - a project is made for a record
        region, department, unit = self.owner
        form = record.form.model_copy(update={"project": self.name})
        whose = {"region": region, "department": department, "unit": unit}
        said = {name: value for name, value in whose.items() if value}
        return record.model_copy(update={"form": form, **said})


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one) and bool(other) and one != other


def joined(tables: Iterable[CollectedTable]) -> tuple[CollectedTable, ...]:
    """The records that count, one for each project, as the store joins them when they are kept in this order.

    A project is one of a unit, a year and a name.  Its last table counts, and a listed score only where no
    table is known; where it fits several projects nothing is guessed, and it counts by itself.
    """
    named: defaultdict[tuple[str, int | None], list[_Project]] = defaultdict(list)
    everything: list[_Project] = []
    for table in tables:
        form = table.form
        owner = owner_of(table)
        keys = Owner(*(squeeze(name or "") for name in owner))
        year = form.year if form.year is not None else table.year
        known = named[name_key(form.project), year]
        found = next((one for one in known if one.keys == keys), None)
        if found is None:
            fitting = [one for one in known if one.joins(table.origin, keys)]
            found = fitting[0] if len(fitting) == 1 else None
        if found is None:
            found = _Project(owner, keys, form.project)
            known.append(found)
            everything.append(found)
        found.take(table, owner, keys)
    return tuple(one.counting for one in everything)


def owner_of(table: CollectedTable) -> Owner:
    """Whose a record is: what its form says, else what is known of its file.

    The department stands in for a unit that nobody names.
    """
    form = table.form
    department = form.department or table.department or None
    return Owner(table.region or form.region or None, department, form.unit or table.unit or department)
