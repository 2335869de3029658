"""Reading: rows of one snapshot turned into forms."""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, bindparam, case, func, or_, select

from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.project_names import IN_WHOLE_DEPARTMENT, is_whole_department, name_key
from jixiao.schemas.finding import Finding, Place
from jixiao.schemas.self_evaluation import SelfEvaluation
from jixiao.schemas.store import (
    CollectedDisclosure,
    ExpectedUnit,
    Filter,
    ReviewedRow,
    StoredDisclosure,
    StoredEvent,
    StoredForm,
    StoredReview,
    StoredRound,
    SummaryRow,
)
from jixiao.store import damage
from jixiao.store.canonical import bounded
from jixiao.store.organisations import DEPARTMENT, REGION, UNIT
from jixiao.store.tables import (
    DISCLOSURE,
    EVENT,
    FINDING,
    FORM_VERSION,
    ORGANISATION,
    PROJECT,
    REVIEW,
    ROUND,
    SOURCE,
    SUBMISSION,
)
from jixiao.store.withdrawn import sources_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import BindParameter, ColumnElement, Connection, FromClause, Row, Select
    from sqlalchemy.sql.base import ReadOnlyColumnCollection

_PAGE = 500

UNITS = ORGANISATION.alias("units")
_ABOVE = ORGANISATION.alias("above")
_TOP = ORGANISATION.alias("top")
_V, _P = FORM_VERSION.c, PROJECT.c


def owners() -> FromClause:
    """Every unit with the names of its department and region, and their keys for comparing."""
    above_is = _ABOVE.c.kind
    return (
        select(
            UNITS.c.id,
            UNITS.c.name.label("unit"),
            UNITS.c.name_key.label("unit_key"),
            case((above_is == DEPARTMENT, _ABOVE.c.name)).label("department"),
            case((above_is == DEPARTMENT, _ABOVE.c.name_key)).label("department_key"),
            func.coalesce(case((above_is == REGION, _ABOVE.c.name)), _TOP.c.name).label("region"),
            func.coalesce(case((above_is == REGION, _ABOVE.c.name_key)), _TOP.c.name_key).label("region_key"),
            UNITS.c.expected,
            UNITS.c.code,
        )
        .select_from(
            UNITS.outerjoin(_ABOVE, _ABOVE.c.id == UNITS.c.parent_id).outerjoin(
                _TOP, _TOP.c.id == _ABOVE.c.parent_id
            )
        )
        .where(UNITS.c.kind == UNIT)
        .subquery("owners")
    )


OWNERS = owners()
_O = OWNERS.c


def last_review() -> FromClause:
    """The last review of each version."""
    numbers = (
        select(REVIEW.c.form_version_id, func.max(REVIEW.c.number).label("number"))
        .group_by(REVIEW.c.form_version_id)
        .subquery("last_numbers")
    )
    return (
        select(REVIEW)
        .join(
            numbers,
            and_(numbers.c.form_version_id == REVIEW.c.form_version_id, numbers.c.number == REVIEW.c.number),
        )
        .subquery("last_review")
    )


LAST_REVIEW = last_review()


def conditions(
    wanted: Filter | None, versions: ReadOnlyColumnCollection[str, Any] = _V
) -> list[ColumnElement[bool]]:
    """What a filter asks of projects joined to :data:`OWNERS` and versions, whose columns are given."""
    if wanted is None:
        return []
    asked: list[ColumnElement[bool]] = []
    for name, column in (
        (wanted.region, _O.region_key),
        (wanted.department, _O.department_key),
        (wanted.unit, _O.unit_key),
    ):
        if name is not None:
            asked.append(func.coalesce(column, "") == bounded(squeeze(name)))
    if wanted.years:
        asked.append(_P.year.in_(wanted.years))
    if wanted.round_id is not None:
        asked.append(_P.round_id == wanted.round_id)
    if wanted.project is not None:
        asked.append(_P.name_key == bounded(name_key(wanted.project)))
    if wanted.project_ids:
        asked.append(or_(*(_P.id.in_(part) for part in _parts(wanted.project_ids))))
    if wanted.without:
        asked.append(_P.id.not_in(_written_out(wanted.without)))
    if wanted.origin is not None:
        asked.append(versions.origin == wanted.origin)
    if wanted.source_sha256 is not None:
        asked.append(SOURCE.c.sha256 == wanted.source_sha256)
    return asked


def asks_more(wanted: Filter | None) -> bool:
    """Whether a filter asks for more of a project than not to be one of those left out."""
    return bool(conditions(None if wanted is None else wanted.model_copy(update={"without": ()})))


def _written_out(ids: Sequence[int]) -> BindParameter[Any]:
    """Ids as they are: a query has room for so many parameters only."""
    return bindparam(None, ids, unique=True, expanding=True, literal_execute=True)


def _parts(values: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(values), _PAGE):
        yield values[start : start + _PAGE]


def _forms() -> Select[Any]:
    earlier = FORM_VERSION.alias("earlier").c
    return (
        select(
            FORM_VERSION,
            select(func.count())  # which version of its origin: a listed score is no version of the table
            .where(
                earlier.project_id == _V.project_id,
                earlier.origin == _V.origin,
                earlier.number <= _V.number,
            )
            .scalar_subquery()
            .label("nth"),
            _P.id.label("of_project"),
            _P.current_version_id,
            _P.state,
            _P.year,
            _P.round_id,
            _O.region,
            _O.department,
            _O.unit,
            SOURCE.c.sha256.label("source_sha256"),
            SOURCE.c.name.label("source_name"),
        )
        .join(PROJECT, _P.id == _V.project_id)
        .join(OWNERS, _O.id == _P.unit_id)
        .join(SOURCE, SOURCE.c.id == _V.source_id)
    )


def current_ids(connection: Connection, wanted: Filter | None) -> list[int]:
    """The ids of the versions that count, by region, department, unit, year and name."""
    query = (
        select(_V.id)
        .join(PROJECT, _P.current_version_id == _V.id)
        .join(OWNERS, _O.id == _P.unit_id)
        .join(SOURCE, SOURCE.c.id == _V.source_id)
        .where(*conditions(wanted))
        .order_by(
            func.coalesce(_O.region_key, ""),
            func.coalesce(_O.department_key, ""),
            _O.unit_key,
            func.coalesce(_P.year, 0),
            _P.name_key,
            _P.id,
        )
    )
    return [row.id for row in connection.execute(query)]


class ProjectsAlone(NamedTuple):
    """A filter that leaves whole departments out, how many it leaves out, whether these were read whole."""

    wanted: Filter | None
    whole_departments: int = 0
    complete: bool = True


def projects_alone(connection: Connection, wanted: Filter | None) -> ProjectsAlone:
    """What fits a filter and is a project: a table of a whole department (部门整体支出) is none."""
    aside = list(_whole_departments(connection, wanted))
    if not aside:
        return ProjectsAlone(wanted)
    own = wanted or Filter()
    without = (*own.without, *(row.id for row in aside))
    fitting = own.model_copy(update={"without": without})
    return ProjectsAlone(fitting, len(aside), all(row.complete for row in aside))


def of_whole_departments(connection: Connection, wanted: Filter | None) -> dict[int, str]:
    """The projects, by id, whose name says that they are none but the whole department."""
    return {row.id: row.name for row in _whole_departments(connection, wanted)}


def _whole_departments(connection: Connection, wanted: Filter | None) -> Iterator[Row[Any]]:
    query: Select[Any] = (
        select(_P.id, _P.name, _V.complete)
        .select_from(PROJECT)
        .join(FORM_VERSION, _P.current_version_id == _V.id)
        .join(OWNERS, _O.id == _P.unit_id)
        .join(SOURCE, SOURCE.c.id == _V.source_id)
        .where(*conditions(wanted), _P.name.contains(IN_WHOLE_DEPARTMENT))
        .order_by(_P.id)
    )
    return (row for row in connection.execute(query) if is_whole_department(row.name))


def by_ids(connection: Connection, ids: Sequence[int]) -> Iterator[StoredForm]:
    """Versions in the order of ``ids``, a page at a time."""
    for part in _parts(ids):
        rows = {row.id: row for row in connection.execute(_forms().where(_V.id.in_(part)))}
        findings = _findings(connection, part)
        latest = {one.version_id: one for one in _reviews(connection, LAST_REVIEW, part)}
        for one in part:
            if one in rows:
                with damage.record(FORM_VERSION.name, one):
                    form = _form(rows[one], findings[one], latest.get(one))
                yield form


def history_ids(connection: Connection, project_id: int) -> list[int]:
    """The ids of all versions of a project, oldest first."""
    query = select(_V.id).where(_V.project_id == project_id).order_by(_V.number)
    return [row.id for row in connection.execute(query)]


def _findings(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[Finding]]:
    found: defaultdict[int, list[Finding]] = defaultdict(list)
    query = (
        select(FINDING.c.form_version_id, FINDING.c.position, FINDING.c.finding_json)
        .where(FINDING.c.form_version_id.in_(ids))
        .order_by(FINDING.c.form_version_id, FINDING.c.position)
    )
    for row in connection.execute(query):
        with damage.record(FINDING.name, f"{row.form_version_id}-{row.position}"):
            found[row.form_version_id].append(Finding.model_validate_json(row.finding_json))
    return found


def _form(row: Row[Any], findings: Iterable[Finding], review: StoredReview | None) -> StoredForm:
    result = json.loads(row.scored_json)
    return StoredForm(
        project_id=row.of_project,
        version_id=row.id,
        number=row.nth,
        current=row.id == row.current_version_id,
        origin=row.origin,
        state=row.state,
        region=row.region,
        department=row.department,
        unit=row.unit or None,
        year=row.year,
        round_id=row.round_id,
        form=SelfEvaluation.model_validate_json(row.form_json),
        scored=result["scored"],
        claimed_graded=result["claimed_graded"],
        complete=row.complete,
        place=Place.model_validate_json(row.place_json),
        findings=tuple(findings),
        source_sha256=row.source_sha256,
        source_name=row.source_name,
        form_sha256=row.form_sha256,
        content_sha256=row.content_sha256,
        created_at=row.created_at,
        created_by=row.created_by,
        review=review,
    )


def _reviews(connection: Connection, source: FromClause, ids: Sequence[int]) -> Iterator[StoredReview]:
    query = (
        select(source)
        .where(source.c.form_version_id.in_(ids))
        .order_by(source.c.form_version_id, source.c.number)
    )
    return (review_of(row) for row in connection.execute(query))


def review_of(row: Row[Any]) -> StoredReview:
    """A review from its row; its JSON has all of it."""
    with damage.record(REVIEW.name, row.id):
        said = json.loads(row.review_json)
        total = said["total"]
        return StoredReview(
            id=row.id,
            version_id=row.form_version_id,
            number=row.number,
            reviewer=row.reviewer,
            at=row.at,
            total=None if total is None else Decimal(total),
            grade=said["grade"],
            rows=tuple(ReviewedRow.model_validate(one) for one in said["rows"]),
        )


def reviews(connection: Connection, version_id: int) -> tuple[StoredReview, ...]:
    """All reviews of a version."""
    return tuple(_reviews(connection, REVIEW, [version_id]))


def summary_rows(connection: Connection, wanted: Filter | None) -> Iterator[SummaryRow]:
    """The index of every version that counts."""
    names = (
        "origin",
        "rules_id",
        "claimed_cents",
        "claimed_exact",
        "claimed_grade",
        "claimed_graded",
        "computed_cents",
        "computed_exact",
        "computed_grade",
        "low_cents",
        "high_cents",
        "initial_fen",
        "budget_fen",
        "executed_fen",
        "money_exact",
        "errors",
        "warnings",
        "notices",
        "complete",
    )
    query = (
        select(
            _P.id.label("project_id"),
            _V.id.label("version_id"),
            _P.name.label("project"),
            _O.region,
            _O.department,
            _O.unit,
            _P.year,
            _P.round_id,
            *(_V[name] for name in names),
            LAST_REVIEW.c.total_cents.label("reviewed_cents"),
            LAST_REVIEW.c.grade.label("reviewed_grade"),
        )
        .join(FORM_VERSION, _P.current_version_id == _V.id)
        .join(OWNERS, _O.id == _P.unit_id)
        .join(SOURCE, SOURCE.c.id == _V.source_id)
        .outerjoin(LAST_REVIEW, LAST_REVIEW.c.form_version_id == _V.id)
        .where(*conditions(wanted))
    )
    for row in connection.execution_options(yield_per=5000).execute(query).mappings():
        yield SummaryRow.model_construct(**{**row, "unit": row["unit"] or None})


def file_findings(connection: Connection, sha256: str) -> tuple[Finding, ...]:
    """The findings of a file that belong to no one table."""
    query = (
        select(FINDING.c.finding_json)
        .join(SOURCE, SOURCE.c.id == FINDING.c.source_id)
        .where(SOURCE.c.sha256 == sha256, FINDING.c.form_version_id.is_(None))
        .order_by(FINDING.c.position)
    )
    with damage.record(FINDING.name, sha256[:16]):
        return tuple(Finding.model_validate_json(row.finding_json) for row in connection.execute(query))


def disclosures(connection: Connection, wanted: Filter | None) -> tuple[StoredDisclosure, ...]:
    """The disclosures that were not withdrawn; a filter's region, department, unit, years and round count.

    Who disclosed is department and unit.  A disclosure is of the rounds its projects are of; where it has
    none, of those of its year.
    """
    query = (
        select(DISCLOSURE, SOURCE.c.sha256, SOURCE.c.name)
        .join(SOURCE, SOURCE.c.id == DISCLOSURE.c.source_id)
        .order_by(DISCLOSURE.c.id)
    )
    found = []
    again = sources_said(connection)
    asked = None if wanted is None else wanted.round_id
    rounds = {} if asked is None else _rounds_of_disclosures(connection)
    year = connection.execute(select(ROUND.c.year).where(ROUND.c.id == asked)).scalar()
    for row in connection.execute(query):
        if row.source_id in again and not again[row.source_id]:
            continue
        with damage.record(DISCLOSURE.name, row.id):
            said = CollectedDisclosure.model_validate_json(row.disclosure_json)
            if (
                row.source_id in again
            ):  # withdrawn once, and collected again: it is whose it was said to be then
                said = CollectedDisclosure.model_validate(again[row.source_id])
            if not said.model_fields_set >= {"organisation", "year"}:
                raise KeyError(row.id)
        if wanted is not None and not (
            (not wanted.years or said.year in wanted.years)
            and _same(wanted.region, said.region)
            and _same(wanted.department, said.organisation)
            and _same(wanted.unit, said.organisation)
        ):
            continue
        own = rounds.get(row.source_id)
        if asked is not None and not (asked in own if own else said.year == year):
            continue
        found.append(
            StoredDisclosure(**said.model_dump(), id=row.id, source_sha256=row.sha256, source_name=row.name)
        )
    return tuple(found)


def _rounds_of_disclosures(connection: Connection) -> Mapping[int, set[int | None]]:
    """The rounds of the projects that the file of each disclosure handed in, by its source."""
    found: defaultdict[int, set[int | None]] = defaultdict(set)
    query = (
        select(SUBMISSION.c.source_id, _P.round_id)
        .join(DISCLOSURE, DISCLOSURE.c.source_id == SUBMISSION.c.source_id)
        .join(FORM_VERSION, _V.id == SUBMISSION.c.form_version_id)
        .join(PROJECT, _P.id == _V.project_id)
        .distinct()
    )
    for row in connection.execute(query):
        found[row.source_id].add(row.round_id)
    return found


def _same(asked: str | None, name: str | None) -> bool:
    return asked is None or squeeze(asked) == squeeze(name or "")


def expected_units(connection: Connection) -> tuple[ExpectedUnit, ...]:
    """The units marked as expected, by region, department and name."""
    query = (
        select(_O.region, _O.department, _O.unit, _O.code)
        .where(_O.expected)
        .order_by(func.coalesce(_O.region_key, ""), func.coalesce(_O.department_key, ""), _O.unit_key)
    )
    return tuple(
        ExpectedUnit(region=row.region, department=row.department, unit=row.unit or None, code=row.code)
        for row in connection.execute(query)
    )


def rounds(connection: Connection) -> tuple[StoredRound, ...]:
    """The rounds, newest year first."""
    query = select(ROUND).order_by(ROUND.c.year.desc(), ROUND.c.kind)
    return tuple(round_of(dict(row)) for row in connection.execute(query).mappings())


def round_of(row: Mapping[str, Any]) -> StoredRound:
    """A round from its row."""
    return StoredRound.model_validate(row)


def event_of(row: Mapping[str, Any]) -> StoredEvent:
    """An event from its row."""
    plain = dict(row)
    with damage.record(EVENT.name, plain["id"]):
        return StoredEvent(payload=json.loads(plain.pop("payload_json")), **plain)
