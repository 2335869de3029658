"""What the store knows of some files and their projects, looked up at once inside one transaction."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from jixiao.store import damage
from jixiao.store.canonical import dumps
from jixiao.store.organisations import Whose, keys_of
from jixiao.store.tables import DISCLOSURE, FORM_VERSION, ORGANISATION, PROJECT, SOURCE, SUBMISSION
from jixiao.store.withdrawn import sources_said, withdrawn_versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

AT_ONCE = 500
"""Values that one query names."""
TABLE, LISTED = "table", "listed"
SUBMITTED = "submitted"
"""The state of a project whose last version nobody has looked at."""
Keys = tuple[str, str, str]
"""Region, department and unit for comparing; nothing where one is not named."""


@dataclass
class Version:
    """What is known of a version: enough to tell it from others.  ``form`` is the hash of its form alone."""

    id: int
    number: int
    origin: str
    content: str
    form: str


@dataclass
class Project:
    """A project with its versions in order; ``stored`` is false while its row waits to be written.

    ``withdrawn`` are the ids of versions that count no longer.
    """

    id: int
    owner: int
    path: str
    year: int | None
    round_id: int | None
    name_key: str
    current: int | None
    state: str
    versions: list[Version] = field(default_factory=list)
    withdrawn: set[int] = field(default_factory=set)
    stored: bool = True
    changed: bool = False

    def last(self, origin: str) -> Version | None:
        """Its last version of an origin that was not withdrawn."""
        valid = (one for one in reversed(self.versions) if one.id not in self.withdrawn)
        return next((one for one in valid if one.origin == origin), None)

    def nth(self, version: Version) -> int:
        """Which version of its origin it is: a listed score is no version of the table."""
        return sum(one.origin == version.origin and one.number <= version.number for one in self.versions)

    @property
    def counting(self) -> Version | None:
        """The version that counts: the last whole table, else the last listed score."""
        return self.last(TABLE) or self.last(LISTED)

    @property
    def key(self) -> str:
        """What makes a project unique."""
        return dumps([self.owner, self.year, self.round_id, self.name_key])


def in_parts(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Values in order, as many at once as one query names."""
    ordered = sorted(values)
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]


class Known:
    """The sources by hash, what they handed in, and the projects by name."""

    def __init__(self, connection: Connection, hashes: Iterable[str], names: Iterable[str]) -> None:
        self._connection = connection
        self.sources: dict[str, int] = {}
        self.submitted: set[tuple[int, int]] = set()
        self.withdrawn: set[int] = set()
        self.disclosures: dict[int, dict[str, Any]] = {}
        self._named: dict[str, list[Project]] = defaultdict(list)
        self._by_key: dict[tuple[str, int | None, int | None, str], Project] = {}
        self._load_sources(set(hashes))
        self._load_submissions(self._load_projects(set(names)))

    @property
    def projects(self) -> Iterator[Project]:
        """All of them."""
        return (project for named in self._named.values() for project in named)

    def find(self, owner: Whose, year: int | None, round_id: int | None, key: str) -> Project | None:
        """The project of a unit, year, round and name."""
        return self._by_key.get((owner.path, year, round_id, key))

    def add(self, project: Project) -> None:
        """Take a project in."""
        self._named[project.name_key].append(project)
        self._by_key[project.path, project.year, project.round_id, project.name_key] = project

    def move(self, project: Project, owner: Whose, unit: int) -> None:
        """Give a project to another unit."""
        del self._by_key[project.path, project.year, project.round_id, project.name_key]
        project.path, project.owner, project.changed = owner.path, unit, True
        self._by_key[project.path, project.year, project.round_id, project.name_key] = project

    def handed_in(
        self, source: int, key: str, origin: str, round_id: int | None
    ) -> Iterator[tuple[Project, Version]]:
        """What of that name a file handed in before, for this round, and what was not withdrawn since."""
        for project in self._named.get(key, ()):
            if None not in {round_id, project.round_id} and round_id != project.round_id:
                continue
            for version in project.versions:
                valid = version.origin == origin and version.id not in project.withdrawn
                if valid and (source, version.id) in self.submitted:
                    yield project, version

    def joined(
        self, origin: str, owner: Whose, year: int | None, round_id: int | None, key: str
    ) -> Project | None:
        """The project of that name, year and round that is the same or the other side of it.

        The same: one unit, and a department or region that only one of the two names.  The other side: a
        listed project and its table, the list being of the table's own unit or department.  ``None`` where
        several fit: nothing is guessed.
        """
        fitting = [
            project
            for project in self._named.get(key, ())
            if (project.year, project.round_id) == (year, round_id)
            and (_agree(keys_of(project.path), owner.keys) or _two_sides(project, origin, owner.keys))
        ]
        fitting = [project for project in fitting if project.counting is not None] or fitting
        return fitting[0] if len(fitting) == 1 else None

    def _load_sources(self, hashes: set[str]) -> None:
        for part in in_parts(hashes):
            query = select(SOURCE.c.sha256, SOURCE.c.id).where(SOURCE.c.sha256.in_(part))
            self.sources.update((row.sha256, row.id) for row in self._connection.execute(query))
        for part in in_parts(self.sources.values()):
            query = select(DISCLOSURE.c.source_id, DISCLOSURE.c.disclosure_json).where(
                DISCLOSURE.c.source_id.in_(part)
            )
            for row in self._connection.execute(query):
                with damage.record(DISCLOSURE.name, row.source_id):
                    self.disclosures[row.source_id] = json.loads(row.disclosure_json)
        said = sources_said(self._connection) if self.sources else {}
        for source in {*self.sources.values()} & said.keys():
            if said[source] is None:
                self.withdrawn.add(source)
            self.disclosures[source] = said[source] or self.disclosures.get(source, {})

    def _load_submissions(self, projects: Iterable[Project]) -> None:
        """What the sources handed in of these projects; a file may have handed in very many others."""
        if not self.sources:
            return
        sources = set(self.sources.values())
        for part in in_parts(version.id for project in projects for version in project.versions):
            links = select(SUBMISSION.c.source_id, SUBMISSION.c.form_version_id).where(
                SUBMISSION.c.form_version_id.in_(part)
            )
            handed = ((row[0], row[1]) for row in self._connection.execute(links))
            self.submitted.update(link for link in handed if link[0] in sources)

    def _load_projects(self, names: set[str]) -> tuple[Project, ...]:
        by_id: dict[int, Project] = {}
        for part in in_parts(names):
            query = (
                select(PROJECT, ORGANISATION.c.path)
                .join(ORGANISATION, ORGANISATION.c.id == PROJECT.c.unit_id)
                .where(PROJECT.c.name_key.in_(part))
                .order_by(PROJECT.c.id)
            )
            for row in self._connection.execute(query):
                by_id[row.id] = Project(
                    row.id,
                    row.unit_id,
                    row.path,
                    row.year,
                    row.round_id,
                    row.name_key,
                    row.current_version_id,
                    row.state,
                )
                self.add(by_id[row.id])
        columns = FORM_VERSION.c
        for part in in_parts(by_id):
            kept = (
                select(
                    columns.id,
                    columns.project_id,
                    columns.number,
                    columns.origin,
                    columns.content_sha256,
                    columns.form_sha256,
                )
                .where(columns.project_id.in_(part))
                .order_by(columns.project_id, columns.number)
            )
            for row in self._connection.execute(kept):
                version = Version(row.id, row.number, row.origin, row.content_sha256, row.form_sha256)
                by_id[row.project_id].versions.append(version)
        for project, versions in withdrawn_versions(self._connection, by_id).items():
            by_id[project].withdrawn.update(versions)
        return tuple(by_id.values())


def says_otherwise(project: Project, owner: Whose, year: int | None, round_id: int | None) -> bool:
    """Whether a record is said to be of another year or unit than its project, or of one nobody had named.

    A record that says less of it says nothing else: whose it is was said before.
    """
    known, said = keys_of(project.path), owner.keys
    if year not in {None, project.year} or round_id not in {None, project.round_id}:
        return True
    if said[0] not in {"", known[0]}:
        return True
    if said[1] == said[2]:  # the department stands in for the unit
        return said[1] not in {"", *known[1:]}
    return said[1] not in {"", known[1]} or said[2] not in {"", known[2]}


def _agree(one: Keys, other: Keys) -> bool:
    """Whether two name one unit, and no two departments or regions."""
    above = zip(one[:2], other[:2], strict=True)
    return one[2] == other[2] != "" and all(
        not first or not second or first == second for first, second in above
    )


def _two_sides(project: Project, origin: str, keys: Keys) -> bool:
    """Whether one is a list and the other a table, and the list is of the table's unit or department."""
    known = keys_of(project.path)
    if known[0] and keys[0] and known[0] != keys[0]:
        return False
    if origin == LISTED:
        return project.last(TABLE) is not None and keys[2] != "" and keys[2] in known[1:]
    return project.last(TABLE) is None and known[2] != "" and known[2] in keys[1:]
