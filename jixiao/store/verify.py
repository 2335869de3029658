"""Verifying: the chain of events, every row against its event, every index against what it derives from."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, inspect, select, text

from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.project_names import name_key
from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.self_evaluation import SelfEvaluation
from jixiao.schemas.store import CollectedTable, Verdict
from jixiao.store import events, mapping
from jixiao.store.canonical import LONGEST_NAME, bounded, content_hash, dumps, sha256, short
from jixiao.store.known import LISTED, SUBMITTED, TABLE
from jixiao.store.models import IMMUTABLE
from jixiao.store.organisations import REGION, path_of
from jixiao.store.reviews import REVIEWED
from jixiao.store.tables import (
    ALL,
    DISCLOSURE,
    EVENT,
    FINDING,
    FORM_VERSION,
    FUND,
    HEAD,
    INDICATOR,
    ORGANISATION,
    PACKED,
    PROJECT,
    REVIEW,
    REVIEW_ROW,
    ROUND,
    SOURCE,
    SUBMISSION,
)
from jixiao.store.triggers import endings
from jixiao.store.withdrawn import WITHDRAW
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy import Connection, Table

    from jixiao.store.repository import Store

_PAGE = 500
_MOST = 1000
"""Findings that are told; a ruined database would give millions."""
Row = dict[str, Any]


@dataclass
class _Told:
    """What the events say was kept."""

    sources: dict[int, Row] = field(default_factory=dict)
    versions: dict[int, Row] = field(default_factory=dict)
    submitted: set[tuple[int, int]] = field(default_factory=set)
    units: dict[int, str] = field(default_factory=dict)
    reviews: dict[int, Row] = field(default_factory=dict)
    states: dict[int, str] = field(default_factory=dict)
    tables: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    withdrawn: set[int] = field(default_factory=set)
    handled: Counter[int] = field(default_factory=Counter)
    touched: Counter[int] = field(default_factory=Counter)
    rounds: dict[int, Row] = field(default_factory=dict)
    expected: dict[int, str | None] = field(default_factory=dict)

    def take(self, event: Row) -> None:
        """Take in one event."""
        payload = json.loads(event["payload_json"])
        if event["what"] == "collect":
            source = payload["source"]
            own = {"created_at": event["at"], "created_by": event["who"]}
            if "name" in payload:
                self.sources[source] = payload | own | {"sha256": event["subject"]}
            for table in payload["tables"]:
                version = table.get("version", table.get("copy"))
                self.submitted.add((source, version))
                self.units[table["project"]] = table["unit"]
                self.touched[table["project"]] += 1
                if "version" in table:
                    self.versions[version] = table | own | {"source": source}
                    self._state(table)
        elif event["what"] == "review":
            self.reviews[payload["review"]] = payload
            self._says(payload["project"], payload.get("state", REVIEWED))
        elif event["what"] == "round":
            self.rounds[payload["id"]] = payload
        elif event["what"] == "expect":
            self.expected[payload["organisation"]] = payload["code"]
        elif event["what"] == "state":
            self._says(payload["project"], payload["state"])
        elif event["what"] == WITHDRAW and "project" in payload:
            self._says(payload["project"], payload["state"], alone="moved" not in payload)
            self.withdrawn.update(payload["versions"])
            self.tables[payload["project"]].difference_update(payload["versions"])

    def _says(self, project: int, state: str, *, alone: bool = True) -> None:
        """A state given by a change of its own, or together with other changes of the same file."""
        self.states[project] = state
        (self.handled if alone else self.touched)[project] += 1

    def _state(self, table: Row) -> None:
        """A further version that counts is submitted anew; a listed score beside a table does not count."""
        tables = self.tables[table["project"]]
        if table["origin"] == TABLE or not tables:
            self.states[table["project"]] = SUBMITTED
        if table["origin"] == TABLE:
            tables.add(table["version"])

    def changes(self, project: int) -> tuple[int, int]:
        """How often the row of a project can have been changed, at least and at most."""
        handled = self.handled[project]
        return handled, handled + max(self.touched[project] - 1, 0)


def _finding(code: str, **params: object) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        place=Place(),
        params={key: str(value) for key, value in params.items()},
    )


def _wrong(table: Table, key: object, columns: Iterable[str], code: str = "STO031") -> Iterator[Finding]:
    named = ", ".join(columns)
    if named:
        yield _finding(code, table=table.name, id=key, what=named)


def _unlike(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    """The columns in which a row is not what it should be."""
    return [column for column, value in wanted.items() if found[column] != value]


def _missing(table: Table, found: set[Any], told: set[Any]) -> Iterator[Finding]:
    for key in sorted(found - told):
        yield _finding("STO033", table=table.name, id=key)
    for key in sorted(told - found):
        yield _finding("STO034", table=table.name, id=key)


def _rows(connection: Connection, table: Table) -> Iterator[Row]:
    """The rows of a table in the order of their ids, a page at a time."""
    last = events.FIRST
    while True:
        query = select(table).where(table.c.id > last).order_by(table.c.id).limit(_PAGE)
        page = [dict(row) for row in connection.execute(query).mappings()]
        yield from page
        if len(page) < _PAGE:
            return
        last = page[-1]["id"]


def _below(connection: Connection, table: Table, key: str, ids: list[int]) -> dict[int, list[Row]]:
    """The rows of a table that belong to some others, in order."""
    found: dict[int, list[Row]] = defaultdict(list)
    query = select(table).where(table.c[key].in_(ids)).order_by(table.c[key], table.c.position)
    for row in connection.execute(query).mappings():
        found[row[key]].append(dict(row))
    return found


def _packed(connection: Connection, ids: list[int]) -> dict[int, Row]:
    """What is laid out of some versions, without their ids."""
    query = select(PACKED).where(PACKED.c.form_version_id.in_(ids))
    rows = [dict(row) for row in connection.execute(query).mappings()]
    return {row.pop("form_version_id"): row for row in rows}


def _pages(rows: Iterable[Row]) -> Iterator[list[Row]]:
    page: list[Row] = []
    for row in rows:
        page.append(row)
        if len(page) == _PAGE:
            yield page
            page = []
    if page:
        yield page


# --- the parts ------------------------------------------------------------------


def _file(connection: Connection) -> Iterator[Finding]:
    """What the database itself says of its file, and whether its triggers are there."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        said = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
        said += [str(row[0]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
        yield from (_finding("STO035", what=line[:200]) for line in said if line != "ok")
        names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        names = (
            "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND tgenabled = 'O' AND relnamespace = current_schema()::regnamespace"
        )
    known = {str(row[0]) for row in connection.execute(text(names))}
    wanted = {f"{table}_no_{ending}" for table in IMMUTABLE for ending in endings(connection)}
    if missing := sorted(wanted - known):
        yield _finding("STO036", what=", ".join(missing))
    absent = {table.name for table in ALL} - set(inspect(connection).get_table_names())
    yield from (_finding("STO034", table=name, id="") for name in sorted(absent))


def _chain(connection: Connection) -> Iterator[Finding]:
    for key, rule in events.broken(connection):
        yield _finding("STO030", id=key, what=say(f"store.chain.{rule}"))


def _sources(connection: Connection, told: _Told) -> Iterator[Finding]:
    for page in _pages(_rows(connection, SOURCE)):
        ids = [row["id"] for row in page]
        query = (
            select(FINDING)
            .where(FINDING.c.source_id.in_(ids), FINDING.c.form_version_id.is_(None))
            .order_by(FINDING.c.position)
        )
        found: dict[int, list[Row]] = defaultdict(list)
        for one in connection.execute(query).mappings():
            found[one["source_id"]].append(dict(one))
        said = select(DISCLOSURE).where(DISCLOSURE.c.source_id.in_(ids))
        disclosures = {row["source_id"]: dict(row) for row in connection.execute(said).mappings()}
        for row in page:
            wanted = told.sources.get(row["id"])
            if wanted is None:
                continue
            kept = {key: wanted[key] for key in ("sha256", "size", "kind", "created_at", "created_by")}
            kept |= {"name": short(wanted["name"]), "origin": wanted["origin"].replace("\0", "")}
            yield from _wrong(SOURCE, row["id"], _unlike(row, kept))
            yield from _listed(FINDING, found[row["id"]], wanted["findings"])
            yield from _disclosure(disclosures.get(row["id"]), wanted.get("disclosure"), row["id"])


def _listed(table: Table, rows: list[Row], wanted: str) -> Iterator[Finding]:
    """The findings of one thing: all of them, in their order, each with its columns."""
    where = rows[0]["id"] if rows else ""
    if sha256(dumps([row["finding_json"] for row in rows])) != wanted:
        yield from _wrong(table, where, ["finding_json"])
    for position, row in enumerate(rows):
        said = json.loads(row["finding_json"])
        derived = {"position": position, "code": said["code"], "severity": said["severity"]}
        yield from _wrong(table, row["id"], _unlike(row, derived), "STO032")


def _disclosure(row: Row | None, wanted: str | None, source: int) -> Iterator[Finding]:
    if (row is None) != (wanted is None):
        yield _finding("STO034" if row is None else "STO033", table=DISCLOSURE.name, id=source)
    elif row is not None:
        if sha256(row["disclosure_json"]) != wanted:
            yield from _wrong(DISCLOSURE, row["id"], ["disclosure_json"])
        said = json.loads(row["disclosure_json"])
        derived = {key: said[key] for key in ("year", "project_spending_fen", "listed")}
        yield from _wrong(DISCLOSURE, row["id"], _unlike(row, derived), "STO032")


def _versions(connection: Connection, told: _Told) -> Iterator[Finding]:
    for page in _pages(_rows(connection, FORM_VERSION)):
        ids = [row["id"] for row in page]
        below = [_below(connection, table, "form_version_id", ids) for table in (INDICATOR, FUND, FINDING)]
        laid = _packed(connection, ids)
        for row in page:
            of = row["id"]
            lists = (one.get(of, []) for one in below)
            yield from _version(row, told.versions.get(of), laid.get(of), *lists)


def _version(
    row: Row,
    wanted: Row | None,
    laid: Row | None,
    indicators: list[Row],
    funds: list[Row],
    findings: list[Row],
) -> Iterator[Finding]:
    key = row["id"]
    if wanted is not None:
        kept = {
            "project_id": wanted["project"],
            "number": wanted["number"],
            "source_id": wanted["source"],
            "origin": wanted["origin"],
            "content_sha256": wanted["content"],
            "form_sha256": wanted["form"],
            "complete": wanted["complete"],
            "created_at": wanted["created_at"],
            "created_by": wanted["created_by"],
        }
        columns = _unlike(row, kept)
        hashed = {"form_json": "form", "scored_json": "scored", "place_json": "place"}
        columns += [column for column, name in hashed.items() if sha256(row[column]) != wanted[name]]
        yield from _wrong(FORM_VERSION, key, columns)
        yield from _listed(FINDING, findings, wanted["findings"])
    try:
        form = SelfEvaluation.model_validate_json(row["form_json"])
        result = json.loads(row["scored_json"])
        place = Place.model_validate_json(row["place_json"])
        said = tuple(Finding.model_validate_json(one["finding_json"]) for one in findings)
        index = mapping.index_of(form, result, said)
        whole = row["origin"] == TABLE and bool(row["complete"])
        packed = mapping.packed_of(row["form_json"], result, complete=whole)
        content = content_hash(
            CollectedTable(
                form=form,
                origin=row["origin"],
                scored=result["scored"],
                claimed_graded=result["claimed_graded"],
                findings=said,
                complete=row["complete"],
            )
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield from _wrong(FORM_VERSION, key, [f"JSON: {type(error).__name__}"])
        return
    derived = index.version | {
        "content_sha256": content,
        "form_sha256": sha256(row["form_json"]),
        "table_label": short(place.table),
    }
    yield from _wrong(FORM_VERSION, key, _unlike(row, derived), "STO032")
    for table, found, rows in ((INDICATOR, indicators, index.indicators), (FUND, funds, index.funds)):
        if [{name: one[name] for name in one if name != "form_version_id"} for one in found] != rows:
            yield from _wrong(table, key, ["*"], "STO032")
    if laid != packed:
        yield from _wrong(PACKED, key, ["*"], "STO032")


def _projects(connection: Connection, told: _Told) -> Iterator[Finding]:
    """Which version counts, whose the project is, and that its versions are numbered without a gap."""
    paths = {row.id: row.path for row in connection.execute(select(ORGANISATION.c.id, ORGANISATION.c.path))}
    of_project: dict[int, list[Row]] = defaultdict(list)
    for key, one in told.versions.items():
        of_project[one["project"]].append(one | {"id": key})
    seen = set()
    for row in _rows(connection, PROJECT):
        seen.add(row["id"])
        versions = sorted(of_project.get(row["id"], ()), key=lambda one: one["number"])
        if not versions:
            yield _finding("STO033", table=PROJECT.name, id=row["id"])
            continue
        by_origin = {one["origin"]: one["id"] for one in versions if one["id"] not in told.withdrawn}
        first = versions[0]
        wanted = {
            "current_version_id": by_origin.get(TABLE, by_origin.get(LISTED)),
            "year": first["year"],
            "round_id": first["round"],
            "name": short(first["name"]),
            "name_key": bounded(name_key(first["name"])),
            "state": told.states.get(row["id"]),
            "key": dumps([row["unit_id"], row["year"], row["round_id"], row["name_key"]]),
        }
        columns = _unlike(row, wanted)
        if paths.get(row["unit_id"]) != told.units.get(row["id"]):
            columns.append("unit_id")
        if [one["number"] for one in versions] != list(range(1, len(versions) + 1)):
            columns.append("number")
        least, most = told.changes(row["id"])
        if not least < row["version"] <= most + 1:
            columns.append("version")
        yield from _wrong(PROJECT, row["id"], columns)
    yield from (_finding("STO034", table=PROJECT.name, id=key) for key in sorted(set(of_project) - seen))


def _reviews(connection: Connection, told: _Told) -> Iterator[Finding]:
    for page in _pages(_rows(connection, REVIEW)):
        below = _below(connection, REVIEW_ROW, "review_id", [row["id"] for row in page])
        for row in page:
            wanted = told.reviews.get(row["id"])
            if wanted is None:
                continue
            said = {key: wanted[key] for key in ("total", "grade", "rows")}
            kept = {
                "form_version_id": wanted["version"],
                "number": wanted["number"],
                "reviewer": short(wanted["reviewer"]),
                "at": wanted["at"],
                "review_json": dumps(said),
                "grade": short(wanted["grade"]),
                "total_cents": mapping.cents(mapping.number(wanted["total"])).value,
            }
            yield from _wrong(REVIEW, row["id"], _unlike(row, kept))
            rows = [
                {
                    "review_id": row["id"],
                    "position": one["position"],
                    "review_actual": one["review_actual"],
                    "review_cents": mapping.cents(mapping.number(one["review_score"])).value,
                    "reason": one["reason"],
                    "note": one["note"],
                }
                for one in wanted["rows"]
            ]
            if below.get(row["id"], []) != rows:
                yield from _wrong(REVIEW_ROW, row["id"], ["*"])


def _rest(connection: Connection, told: _Told) -> Iterator[Finding]:
    """Rounds and organisations, which may change, each time by an event."""
    for row in _rows(connection, ROUND):
        if row["id"] in told.rounds:
            yield from _wrong(ROUND, row["id"], _unlike(row, told.rounds[row["id"]]))
    kept: dict[int, tuple[str, ...]] = {}
    for row in _rows(connection, ORGANISATION):
        above = kept.get(row["parent_id"] or 0, ())
        names = json.loads(row["path"])
        own = {
            "name_key": names[-1],
            "path": path_of(row["kind"], _padded(names[1:])),
            "expected": row["id"] in told.expected,
            "code": told.expected.get(row["id"], _code(row)),
        }
        columns = _unlike(row, own)
        if len(row["name"]) < LONGEST_NAME and bounded(squeeze(row["name"])) != row["name_key"]:
            columns.append("name")
        if above and not set(filter(None, above)) <= {*names[1:]}:
            columns.append("parent_id")
        kept[row["id"]] = tuple(names[1:])
        yield from _wrong(ORGANISATION, row["id"], columns)
    links = {(row[0], row[1]) for row in connection.execute(select(SUBMISSION))}
    yield from _missing(SUBMISSION, links, told.submitted)
    tables: tuple[tuple[Table, Iterable[int]], ...] = (
        (SOURCE, told.sources),
        (FORM_VERSION, told.versions),
        (REVIEW, told.reviews),
        (ROUND, told.rounds),
    )
    for table, wanted in tables:
        ids = {row[0] for row in connection.execute(select(table.c.id))}
        yield from _missing(table, ids, set(wanted))
    for table, key, other in (
        (INDICATOR, "form_version_id", FORM_VERSION),
        (FUND, "form_version_id", FORM_VERSION),
        (PACKED, "form_version_id", FORM_VERSION),
        (REVIEW_ROW, "review_id", REVIEW),
        (FINDING, "source_id", SOURCE),
    ):
        orphans = select(table.c[key]).where(table.c[key].not_in(select(other.c.id))).distinct()
        yield from (_finding("STO033", table=table.name, id=row[0]) for row in connection.execute(orphans))


def _code(row: Row) -> str | None:
    """The code of an organisation that no event gave one: of a region named by its code."""
    return row["name"] if row["kind"] == REGION and row["name"].isdigit() else None


def _padded(names: list[str]) -> tuple[str, str, str]:
    whole = [*names, "", ""]
    return whole[0], whole[1], whole[2]


def verify(store: Store, progress: Callable[[str], None] = lambda _: None) -> Verdict:
    """Verify a store in one snapshot; ``progress`` is told the name of each part before it is looked at."""
    found: list[Finding] = []

    def look(part: str, findings: Iterator[Finding]) -> None:
        progress(part)
        try:
            for finding in findings:
                if len(found) < _MOST:
                    found.append(finding)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            found.append(_finding("STO031", table=part, id="", what=type(error).__name__))

    with store.connection() as connection:
        look("file", _file(connection))
        look("event", _chain(connection))
        told = _Told()
        for event in events.read(connection):
            try:
                told.take(event)
            except (ValueError, KeyError, TypeError):
                found.append(_finding("STO030", id=event["id"], what=say("store.chain.hash")))
        look("source", _sources(connection, told))
        look("form_version", _versions(connection, told))
        look("project", _projects(connection, told))
        look("review", _reviews(connection, told))
        look("rest", _rest(connection, told))
        head = connection.execute(select(HEAD.c.hash)).scalar() or events.GENESIS
        counts = [
            connection.execute(select(func.count()).select_from(table)).scalar() or 0
            for table in (EVENT, PROJECT, FORM_VERSION, REVIEW)
        ]
    return Verdict(
        head=head,
        events=counts[0],
        projects=counts[1],
        versions=counts[2],
        reviews=counts[3],
        findings=tuple(found),
    )
