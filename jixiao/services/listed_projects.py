"""What one checked file gives to be collected or summed up: its tables, and the projects it only lists.

A disclosure lists the scores of all projects and prints the tables of some.  A listed project is a record
with a score alone; where its table is known too, found by name, the table counts and nothing counts twice.
"""

from __future__ import annotations

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
    from collections.abc import Iterable, Sequence

    from jixiao.audit.disclosure.listing import Listed
    from jixiao.audit.subjects import FormSubject
    from jixiao.schemas.disclosure import Disclosure, Fact
    from jixiao.schemas.finding import Finding, Place
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


class JoinKey(NamedTuple):
    """What a listed project and its table have in common: the unit or department, the year, the name."""

    owner: str
    year: int | None
    name: str


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


def join_keys(table: CollectedTable) -> tuple[JoinKey, ...]:
    """By what a table is found by name: under its unit and under its department."""
    form = table.form
    department, unit = form.department or table.department, form.unit or table.unit
    year = form.year if form.year is not None else table.year
    owners = dict.fromkeys(squeeze(name) for name in (unit, department) if name)
    return tuple(JoinKey(owner, year, name_key(form.project)) for owner in owners)


def joined(tables: Sequence[CollectedTable]) -> tuple[CollectedTable, ...]:
    """Those that count: every table, and each listed project that no table stands for.

    Of several records of one project (unit, year, name) the last counts, a table before a listed score: as
    the store has it.
    """
    known = {key for table in tables if table.origin == "table" for key in join_keys(table)}
    last: dict[object, CollectedTable] = {}
    for index, table in enumerate(tables):
        keys = join_keys(table)
        if table.origin == "listed" and any(key in known for key in keys):
            continue
        whose = (keys[0] if keys else (index,), table.region or table.form.region)
        last[whose] = table
    return tuple(last.values())
