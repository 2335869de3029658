"""Keeping files: what is new, what is unchanged, what is a further version, and the rows that say so.

A :class:`Recorder` works on some files inside one write transaction: it looks up at once what the store
knows of them, decides file by file, and writes all rows at its end.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, bindparam, func, select, update

from jixiao.indicators.project_names import name_key
from jixiao.schemas.self_evaluation import SelfEvaluation
from jixiao.schemas.store import Recorded, RecordedTable
from jixiao.store import damage, mapping
from jixiao.store.bulk import insert_all
from jixiao.store.canonical import bounded, dumps, finding_json, sha256, short, written
from jixiao.store.differences import differences
from jixiao.store.events import Log, now
from jixiao.store.known import LISTED, SUBMITTED, TABLE, Known, Project, Version, says_otherwise
from jixiao.store.organisations import Tree, Whose, keys_of, whose
from jixiao.store.tables import (
    DISCLOSURE,
    FINDING,
    FORM_VERSION,
    FUND,
    INDICATOR,
    ORGANISATION,
    PACKED,
    PROJECT,
    SOURCE,
    SUBMISSION,
)
from jixiao.store.withdrawn import AGAIN, WITHDRAW, WITHDRAWN, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from sqlalchemy import Connection, Table

    from jixiao.schemas.finding import Finding
    from jixiao.schemas.store import CollectedFile, CollectedTable, Difference, Outcome
    from jixiao.store.canonical import Written


_ORDER = (SOURCE, PROJECT, FORM_VERSION, SUBMISSION, INDICATOR, FUND, PACKED, FINDING, DISCLOSURE)
"""In which tables are written."""


def _whose(table: CollectedTable) -> Whose:
    form = table.form
    return whose(table.region or form.region, form.department or table.department, form.unit or table.unit)


def _key(table: CollectedTable) -> str:
    return bounded(name_key(table.form.project))


def _year(table: CollectedTable) -> int | None:
    return table.form.year if table.form.year is not None else table.year


def _says_more(table: CollectedTable, owner: Whose, project: Project) -> bool:
    """Whether a record tells better than what is known whose the project is: a list does so for no table."""
    more = sum(map(bool, owner.keys)) > sum(map(bool, keys_of(project.path)))
    if project.last(TABLE) is not None:
        return more and table.origin == TABLE
    return more or table.origin == TABLE


def _bare(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A form without what may be said of it from outside, its place and its year, and these two."""
    form: dict[str, Any] = json.loads(text)
    said: dict[str, Any] = {key: form.pop(key) for key in ("region", "year") if key in form}
    return form, said


class Recorder:
    """Keeps files inside one write transaction; call :meth:`record` for each, then :meth:`flush`."""

    def __init__(self, connection: Connection, who: str, files: Sequence[CollectedFile]) -> None:
        self._connection = connection
        self._who = who
        self._log = Log(connection, who)
        self._at = now()
        self._next: dict[str, int] = {}
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._texts: dict[int, tuple[str, str]] = {}
        self._found: dict[int, list[str]] = {}
        self._disclosed: dict[tuple[str, int | None], tuple[str, list[str]]] = {}
        owners = {_whose(table) for file in files for table in file.tables}
        said = [file.disclosure for file in files if file.disclosure is not None]
        owners |= {whose(one.region, one.organisation, None) for one in said}
        self._tree = Tree(connection, owners)
        names = {_key(table) for file in files for table in file.tables}
        self._known = Known(connection, {file.sha256 for file in files}, names)

    def _id(self, table: Table) -> int:
        """The next id of a table: one more than the last, since writers come one at a time."""
        if table.name not in self._next:
            last = self._connection.execute(select(func.max(table.c.id))).scalar()
            self._next[table.name] = (last or 0) + 1
        new = self._next[table.name]
        self._next[table.name] = new + 1
        return new

    # --- deciding ---------------------------------------------------------------

    def record(self, file: CollectedFile) -> Recorded:
        """Decide on one file; its rows wait for :meth:`flush`."""
        self._at = now()
        known = file.sha256 in self._known.sources
        disclosed = not known and self._tells_anew(file)
        source = self._known.sources[file.sha256] if known else self._source(file)
        told: list[dict[str, Any]] = []
        tables = tuple(self._table(table, file.round_id, source, told) for table in file.tables)
        again = self._again(file, source)
        if not known or told or again is not None:
            payload = self._payload(file, source, told, known=known)
            if again is not None:
                payload[AGAIN] = again
            self._log.add("collect", file.sha256, payload, at=self._at)
        return Recorded(sha256=file.sha256, name=file.name, known=known, tables=tables, disclosed=disclosed)

    def _tells_anew(self, file: CollectedFile) -> bool:
        """Whether a disclosure is the first of its organisation and year or tells otherwise than the last."""
        said = file.disclosure
        if said is None:
            return False
        path = whose(said.region, said.organisation, None).path
        told = dumps(said.model_dump(mode="json")), sorted(finding.code for finding in file.findings)
        before = self._disclosed.get((path, said.year)) or self._last_disclosure(path, said.year)
        self._disclosed[path, said.year] = told
        return told != before

    def _last_disclosure(self, path: str, year: int | None) -> tuple[str, list[str]] | None:
        """What the last disclosure kept of an organisation and year says, and the codes of its findings."""
        query = (
            select(DISCLOSURE.c.source_id, DISCLOSURE.c.disclosure_json)
            .join(ORGANISATION, ORGANISATION.c.id == DISCLOSURE.c.organisation_id)
            .where(ORGANISATION.c.path == path, DISCLOSURE.c.year == year)
            .order_by(DISCLOSURE.c.id.desc())
            .limit(1)
        )
        last = self._connection.execute(query).first()
        if last is None:
            return None
        codes = select(FINDING.c.code).where(
            FINDING.c.source_id == last.source_id, FINDING.c.form_version_id.is_(None)
        )
        return last.disclosure_json, sorted(row.code for row in self._connection.execute(codes))

    def _again(self, file: CollectedFile, source: int) -> dict[str, Any] | None:
        """What the disclosure of a known file is of now, where that was withdrawn or is said otherwise."""
        said = {} if file.disclosure is None else file.disclosure.model_dump(mode="json")
        was = self._known.disclosures.get(source, {})
        if source in self._known.withdrawn:
            self._known.withdrawn.discard(source)
        elif said and was:
            other = {key: said[key] for key in ("organisation", "region", "year") if said[key] is not None}
            if all(was.get(key) == value for key, value in other.items()):
                return None
            said |= {key: was.get(key) for key in ("organisation", "region", "year") if key not in other}
            self._log.add(WITHDRAW, subject_of(source), {"source": source, "moved": True})
        else:
            return None
        self._known.disclosures[source] = said
        return said

    def _table(
        self, table: CollectedTable, round_id: int | None, source: int, told: list[dict[str, Any]]
    ) -> RecordedTable:
        texts = written(table)
        content, form = texts.content, sha256(texts.form)
        handed = self._handed_in(table, texts.form, form, source, round_id)
        prior = handed[0][0] if handed else None
        path = None if prior is None else prior.path
        if prior is not None and not says_otherwise(prior, _whose(table), _year(table), round_id):
            project = prior
        else:
            project = self._project(table, round_id)
        moved = prior is not None and (prior is not project or path != project.path)
        if prior is not None and prior is not project:
            self._take_away(prior, [version.id for _, version in handed])
        own = [version for one, version in handed if one is project]
        before = project.last(table.origin)
        same = self._same(content, texts.form, own, before)
        changes: tuple[Difference, ...] = ()
        outcome: Outcome = "unchanged"
        codes = [finding.code for finding in table.findings]
        if same is None and before is not None:
            with damage.record(FORM_VERSION.name, before.id):
                changes = differences(
                    (*self._kept(before.id), self._codes(before.id)), (texts.form, texts.scored, codes)
                )
            if all(one.path == "region" and one.after is None for one in changes):
                same, changes = before, ()  # another kind of file; or where it is, said once, not said again
        if same is not None:
            version = same
            new = (source, version.id) not in self._known.submitted
            if new:
                self._submit(source, version.id)
            if new or moved:
                told.append({"copy": version.id, "project": project.id, "unit": project.path})
        else:
            outcome = "new" if before is None else "version"
            version = Version(self._id(FORM_VERSION), len(project.versions) + 1, table.origin, content, form)
            self._texts[version.id], self._found[version.id] = (texts.form, texts.scored), codes
            project.versions.append(version)
            told.append(self._add_version(project, version, table, source, texts))
            self._submit(source, version.id)
        counting = project.counting
        if counting is not None and counting.id != project.current:
            project.current, project.state, project.changed = counting.id, SUBMITTED, True
        other = project.last(LISTED if table.origin == TABLE else TABLE)
        return RecordedTable(
            outcome=outcome,
            project=table.form.project,
            project_id=project.id,
            version_id=version.id,
            number=project.nth(version),
            origin=table.origin,
            current=version.id == project.current,
            differences=changes,
            joined=other is not None,
            claimed=table.form.claimed_total,
            joined_claimed=None if other is None else self._claimed(other.id),
            moved=moved,
        )

    def _handed_in(
        self, table: CollectedTable, text: str, form: str, source: int, round_id: int | None
    ) -> list[tuple[Project, Version]]:
        """What this very file handed in before of this very table, all of one project.

        Where it is and of which year may have been said of it otherwise, if the table does not say so.
        """
        found = list(self._known.handed_in(source, _key(table), table.origin, round_id))
        exact = [one for one in found if one[1].form == form]
        if found and not exact:
            bare = _bare(text)[0]
            exact = [one for one in found if _bare(self._kept(one[1].id)[0])[0] == bare]
        return [one for one in exact if one[0] is exact[0][0]]

    def _same(self, content: str, text: str, own: Sequence[Version], last: Version | None) -> Version | None:
        """The version that a table is: the last, saying the same, or one that this very file handed in.

        ``own`` are those.  What is found of an old one may have changed with the rules: it takes no later
        one's place for that.  Nor is it another one of which less is said now than before.
        """
        if last is not None and last.content == content:
            return last
        said = _bare(text)[1]
        for version in own:
            before = _bare(self._kept(version.id)[0])[1]
            if version is not last or (said != before and said.items() <= before.items()):
                return version
        return None

    def _take_away(self, project: Project, gone: Sequence[int]) -> None:
        """Withdraw what a file handed in for another project than it is now said to be of."""
        project.withdrawn.update(gone)
        counting = project.counting
        if counting is None or counting.id != project.current:
            project.current = None if counting is None else counting.id
            project.state = WITHDRAWN if counting is None else SUBMITTED
        project.changed = True
        payload: dict[str, Any] = {
            "project": project.id,
            "versions": list(gone),
            "current": project.current,
            "state": project.state,
            "moved": True,
        }
        self._log.add(WITHDRAW, str(project.id), payload)

    def _project(self, table: CollectedTable, round_id: int | None) -> Project:
        """The project a table is of: the same unit, year and name; else the one it is to be joined to."""
        owner, year, key = _whose(table), _year(table), _key(table)
        found = self._known.find(owner, year, round_id, key)
        if found is not None:
            return found
        found = self._known.joined(table.origin, owner, year, round_id, key)
        if found is None:
            unit = self._tree.id_of(owner)
            new = self._id(PROJECT)
            found = Project(new, unit, owner.path, year, round_id, key, None, SUBMITTED, stored=False)
            self._rows["project"].append(
                {
                    "id": new,
                    "year": year,
                    "round_id": round_id,
                    "name": short(table.form.project),
                    "name_key": key,
                    "state": SUBMITTED,
                    "version": 1,
                }
            )
            self._known.add(found)
        elif _says_more(table, owner, found):
            self._known.move(found, owner, self._tree.id_of(owner))
        return found

    # --- rows -------------------------------------------------------------------

    def _source(self, file: CollectedFile) -> int:
        new = self._id(SOURCE)
        self._known.sources[file.sha256] = new
        self._rows["source"].append(
            {
                "id": new,
                "sha256": file.sha256,
                "name": short(file.name),
                "origin": file.origin.replace("\0", ""),
                "size": file.size,
                "kind": file.kind,
                "created_at": self._at,
                "created_by": self._who,
            }
        )
        self._findings(file.findings, map(finding_json, file.findings), new, None)
        if file.disclosure is not None:
            said = file.disclosure
            owner = whose(said.region, said.organisation, None)
            self._rows["disclosure"].append(
                {
                    "id": self._id(DISCLOSURE),
                    "source_id": new,
                    "organisation_id": self._tree.id_of(owner) if said.organisation else None,
                    "year": said.year,
                    "project_spending_fen": said.project_spending_fen,
                    "listed": said.listed,
                    "disclosure_json": dumps(said.model_dump(mode="json")),
                }
            )
        return new

    def _findings(
        self, findings: Sequence[Finding], texts: Iterable[str], source: int, version: int | None
    ) -> None:
        for position, (finding, text) in enumerate(zip(findings, texts, strict=True)):
            self._rows["finding"].append(
                {
                    "id": self._id(FINDING),
                    "source_id": source,
                    "form_version_id": version,
                    "position": position,
                    "severity": finding.severity.value,
                    "code": finding.code,
                    "finding_json": text,
                }
            )

    def _payload(
        self, file: CollectedFile, source: int, told: list[dict[str, Any]], *, known: bool
    ) -> dict[str, Any]:
        payload: dict[str, Any] = {"source": source, "tables": told}
        if not known:
            payload |= {
                "name": file.name,
                "origin": file.origin,
                "size": file.size,
                "kind": file.kind,
                "findings": sha256(dumps([finding_json(one) for one in file.findings])),
            }
            if file.disclosure is not None:
                payload["disclosure"] = sha256(dumps(file.disclosure.model_dump(mode="json")))
        return payload

    def _submit(self, source: int, version: int) -> None:
        self._known.submitted.add((source, version))
        self._rows["submission"].append({"source_id": source, "form_version_id": version})

    def _add_version(
        self, project: Project, version: Version, table: CollectedTable, source: int, texts: Written
    ) -> dict[str, Any]:
        """Add the rows of a version; returns what the log tells of it."""
        index = mapping.index_of(table.form, texts.result, table.findings)
        place = dumps(table.place.model_dump(mode="json", exclude_none=True))
        form = sha256(texts.form)
        self._rows["form_version"].append(
            {
                "id": version.id,
                "project_id": project.id,
                "number": version.number,
                "source_id": source,
                "origin": table.origin,
                "table_label": short(table.place.table),
                "place_json": place,
                "form_json": texts.form,
                "form_sha256": form,
                "scored_json": texts.scored,
                "content_sha256": version.content,
                "complete": table.complete,
                "created_at": self._at,
                "created_by": self._who,
                **index.version,
            }
        )
        of = {"form_version_id": version.id}
        self._rows["indicator"] += [of | row for row in index.indicators]
        self._rows["fund"] += [of | row for row in index.funds]
        whole = table.origin == TABLE and table.complete
        packed = mapping.packed_of(texts.form, texts.result, complete=whole)
        if packed is not None:
            self._rows["packed"].append(of | packed)
        self._findings(table.findings, texts.findings, source, version.id)
        return {
            "version": version.id,
            "project": project.id,
            "number": version.number,
            "origin": version.origin,
            "name": table.form.project,
            "unit": project.path,
            "year": project.year,
            "round": project.round_id,
            "content": version.content,
            "form": form,
            "scored": sha256(texts.scored),
            "findings": sha256(dumps(texts.findings)),
            "place": sha256(place),
            "complete": table.complete,
        }

    def _kept(self, version: int) -> tuple[str, str]:
        if version not in self._texts:
            columns = FORM_VERSION.c
            query = select(columns.form_json, columns.scored_json).where(columns.id == version)
            row = self._connection.execute(query).one()
            self._texts[version] = row.form_json, row.scored_json
        return self._texts[version]

    def _codes(self, version: int) -> list[str]:
        if version not in self._found:
            query = select(FINDING.c.code).where(FINDING.c.form_version_id == version)
            self._found[version] = [str(row.code) for row in self._connection.execute(query)]
        return self._found[version]

    def _claimed(self, version: int) -> Decimal | None:
        with damage.record(FORM_VERSION.name, version):
            return SelfEvaluation.model_validate_json(self._kept(version)[0]).claimed_total

    # --- writing ----------------------------------------------------------------

    def flush(self) -> None:
        """Write everything that was decided."""
        self._tree.flush()
        new = {project.id: project for project in self._known.projects if not project.stored}
        for row in self._rows.get("project", ()):
            project = new[row["id"]]
            row |= {"unit_id": project.owner, "key": project.key, "current_version_id": project.current}
            project.stored, project.changed = True, False
        for table in _ORDER:
            rows = self._rows.pop(table.name, None)
            if rows:
                insert_all(self._connection, table, rows)
        self._update([project for project in self._known.projects if project.changed])
        self._log.flush()

    def _update(self, projects: Sequence[Project]) -> None:
        """Write what changed of projects that were there: which version counts, whose they are."""
        if not projects:
            return
        statement = (
            update(PROJECT)
            .where(PROJECT.c.id == bindparam("of", type_=Integer))
            .values(
                unit_id=bindparam("owner", type_=Integer),
                key=bindparam("made"),
                current_version_id=bindparam("counting", type_=Integer),
                state=bindparam("stands"),
                version=PROJECT.c.version + 1,
            )
        )
        values = [
            {"of": one.id, "owner": one.owner, "made": one.key, "counting": one.current, "stands": one.state}
            for one in projects
        ]
        self._connection.execute(statement, values)
        for project in projects:
            project.changed = False
