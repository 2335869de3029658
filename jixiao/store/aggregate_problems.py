"""The findings that a database holds on what counts now, for counting typical problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jixiao.indicators.cleaning import squeeze
from jixiao.schemas.finding import Finding, Severity
from jixiao.scoring.aggregate_disclosed import standing
from jixiao.scoring.aggregate_problems import Example, Spot
from jixiao.store import damage, queries
from jixiao.store.tables import DISCLOSURE, FINDING, FORM_VERSION, ORGANISATION, PROJECT, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from jixiao.schemas.store import Filter

_PAGE = 500
_F = FINDING.c
_PLAIN = (_F.id, _F.code, _F.severity)


def spots(connection: Connection, wanted: Filter | None) -> Iterator[Spot]:
    """The findings, but for notices, on the versions that count, then on the last disclosures."""
    owners = queries.OWNERS.c
    query = (
        select(
            *_PLAIN,
            PROJECT.c.id.label("project"),
            *(owners[name] for name in ("region_key", "department_key", "unit_key")),
            SOURCE.c.id.label("file"),
        )
        .join(FORM_VERSION, PROJECT.c.current_version_id == FORM_VERSION.c.id)
        .join(queries.OWNERS, owners.id == PROJECT.c.unit_id)
        .join(SOURCE, SOURCE.c.id == FORM_VERSION.c.source_id)
        .join(FINDING, _F.form_version_id == FORM_VERSION.c.id)
        .where(_F.severity != Severity.NOTICE.value, *queries.conditions(wanted))
        .order_by(_F.id)
    )
    for row in connection.execution_options(yield_per=5000).execute(query):
        department = row.department_key or ""
        unit = row.region_key or "", department, row.unit_key or department
        yield Spot(row.code, Severity(row.severity), row.project, unit, row.file, row.id)
    yield from _of_disclosures(connection, wanted)


def _of_disclosures(connection: Connection, wanted: Filter | None) -> Iterator[Spot]:
    whose = {}
    for one in standing(queries.disclosures(connection, wanted)):
        name = squeeze(one.organisation or "")
        whose[one.id] = squeeze(one.region or ""), name, name
    query = (
        select(*_PLAIN, DISCLOSURE.c.id.label("disclosure"), DISCLOSURE.c.source_id)
        .join(DISCLOSURE, DISCLOSURE.c.source_id == _F.source_id)
        .where(_F.form_version_id.is_(None), _F.severity != Severity.NOTICE.value)
        .order_by(_F.id)
    )
    for row in connection.execute(query):
        if row.disclosure in whose:
            severity = Severity(row.severity)
            yield Spot(row.code, severity, None, whose[row.disclosure], row.source_id, row.id)


def examples(connection: Connection, found: Sequence[Spot]) -> list[Example]:
    """The findings of some spots, in their order, with project, unit and file as printed."""
    known: dict[object, Example] = {}
    ids = [spot.key for spot in found]
    owners = queries.OWNERS.c
    for start in range(0, len(ids), _PAGE):
        query = (
            select(
                _F.id,
                _F.finding_json,
                SOURCE.c.name.label("file"),
                PROJECT.c.name.label("project"),
                owners.unit,
                owners.department,
                ORGANISATION.c.name.label("organisation"),
            )
            .join(SOURCE, SOURCE.c.id == _F.source_id)
            .outerjoin(FORM_VERSION, FORM_VERSION.c.id == _F.form_version_id)
            .outerjoin(PROJECT, PROJECT.c.id == FORM_VERSION.c.project_id)
            .outerjoin(queries.OWNERS, owners.id == PROJECT.c.unit_id)
            .outerjoin(DISCLOSURE, DISCLOSURE.c.source_id == SOURCE.c.id)
            .outerjoin(ORGANISATION, ORGANISATION.c.id == DISCLOSURE.c.organisation_id)
            .where(_F.id.in_(ids[start : start + _PAGE]))
        )
        for row in connection.execute(query):
            with damage.record(FINDING.name, row.id):
                finding = Finding.model_validate_json(row.finding_json)
            unit = row.organisation if row.project is None else row.unit or row.department
            known[row.id] = Example(finding, row.project, unit, row.file)
    return [known[spot.key] for spot in found]
