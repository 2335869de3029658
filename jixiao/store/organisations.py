"""Whose a project is: the tree of regions, departments and units, by names."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import insert, select

from jixiao.indicators.cleaning import squeeze
from jixiao.store.canonical import bounded, dumps, short
from jixiao.store.tables import ORGANISATION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

REGION, DEPARTMENT, UNIT = "region", "department", "unit"


class Whose(NamedTuple):
    """The names as printed; a unit that nobody names is the department itself."""

    region: str | None
    department: str | None
    unit: str | None

    @property
    def keys(self) -> tuple[str, str, str]:
        """The names for comparing; nothing where there is none."""
        return _keys(self)

    @property
    def path(self) -> str:
        """The key of the unit."""
        return path_of(UNIT, self.keys)


@lru_cache(maxsize=4096)
def _keys(one: Whose) -> tuple[str, str, str]:
    region, department, unit = (bounded(squeeze(name or "")) for name in one)
    return region, department, unit


def whose(region: str | None, department: str | None, unit: str | None) -> Whose:
    """Whose something is; the department stands in for a unit that nobody names."""
    return Whose(region or None, department or None, unit or department or None)


@lru_cache(maxsize=4096)
def path_of(kind: str, keys: tuple[str, str, str]) -> str:
    """The key of an organisation of a kind: the names of what it belongs to and its own."""
    depth = {REGION: 1, DEPARTMENT: 2, UNIT: 3}[kind]
    return dumps([kind, *keys[:depth]])


@lru_cache(maxsize=4096)
def keys_of(path: str) -> tuple[str, str, str]:
    """The region, department and unit that a key names."""
    names = [*json.loads(path)[1:], "", "", ""]
    return names[0], names[1], names[2]


def _chain(one: Whose) -> list[tuple[str, str]]:
    """The kinds and names of the organisations above a unit and its own, from the top."""
    named = ((REGION, one.region), (DEPARTMENT, one.department))
    return [*((kind, name) for kind, name in named if name), (UNIT, one.unit or "")]


class Tree:
    """The organisations that some files need, found or made inside one write transaction."""

    def __init__(self, connection: Connection, wanted: Iterable[Whose]) -> None:
        self._connection = connection
        self._ids: dict[str, int] = {}
        self._waiting: list[dict[str, object]] = []
        paths = sorted({path_of(kind, one.keys) for one in wanted for kind, _ in _chain(one)})
        for start in range(0, len(paths), 500):
            query = select(ORGANISATION.c.path, ORGANISATION.c.id).where(
                ORGANISATION.c.path.in_(paths[start : start + 500])
            )
            self._ids.update((row.path, row.id) for row in connection.execute(query))
        self._next: int | None = None

    def id_of(self, one: Whose, *, expected: bool = False, code: str | None = None) -> int:
        """The id of a unit; it and what it belongs to are made where they are not there."""
        parent = None
        for kind, name in _chain(one):
            path = path_of(kind, one.keys)
            known = self._ids.get(path)
            parent = self._make(kind, name, path, parent, expected, code) if known is None else known
        if parent is None:
            raise AssertionError
        return parent

    def known(self, one: Whose) -> int | None:
        """The id of a unit, where it is there."""
        return self._ids.get(one.path)

    def _make(
        self, kind: str, name: str, path: str, parent: int | None, expected: bool, code: str | None
    ) -> int:
        if self._next is None:
            top = select(ORGANISATION.c.id).order_by(ORGANISATION.c.id.desc()).limit(1)
            self._next = (self._connection.execute(top).scalar() or 0) + 1
        new, self._next = self._next, self._next + 1
        last = kind == UNIT
        self._waiting.append(
            {
                "id": new,
                "kind": kind,
                "name": short(name),
                "name_key": bounded(squeeze(name)),
                "code": name if kind == REGION and name.isdigit() else code if last else None,
                "parent_id": parent,
                "path": path,
                "expected": expected and last,
                "version": 1,
            }
        )
        self._ids[path] = new
        return new

    def flush(self) -> None:
        """Write what was made."""
        if self._waiting:
            self._connection.execute(insert(ORGANISATION), self._waiting)
            self._waiting.clear()
