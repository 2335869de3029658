"""A fresh database for each test: SQLite, and PostgreSQL where a server can be started."""

from __future__ import annotations

import itertools
import shutil
from typing import TYPE_CHECKING

import pytest

from jixiao.store.repository import Store
from jixiao.store.schema import migrate
from tests.store.postgres import NoServerError, new_database, server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BOTH = ("sqlite", "postgresql")
_COUNT = itertools.count(1)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database without a row, to be copied."""
    file = tmp_path_factory.mktemp("store") / "empty.sqlite"
    migrate(str(file))
    return file


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server with a database ``jixiao_empty``, to be copied; the tests that need it skip without one."""
    pytest.importorskip("psycopg", reason="没有装 PostgreSQL 的驱动")
    try:
        with server() as url:
            migrate(new_database(url, "jixiao_empty"))
            yield url
    except NoServerError as error:
        pytest.skip(str(error))


@pytest.fixture
def new_target(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Makes a fresh up-to-date database of a kind, by name of the kind."""

    def make(kind: str) -> str:
        number = next(_COUNT)
        if kind == "sqlite":
            file = tmp_path / f"db{number}.sqlite"
            shutil.copy(request.getfixturevalue("empty_file"), file)
            return str(file)
        return new_database(request.getfixturevalue("postgres"), f"t{number}", "jixiao_empty")

    return make


@pytest.fixture(params=BOTH)
def target(request: pytest.FixtureRequest, new_target: Callable[[str], str]) -> str:
    """A fresh database of each kind."""
    return new_target(request.param)


@pytest.fixture
def store(target: str) -> Iterator[Store]:
    """A fresh store of each kind, open."""
    with Store.open(target, who="tester") as opened:
        yield opened


@pytest.fixture
def lite(new_target: Callable[[str], str]) -> Iterator[Store]:
    """A fresh store in a SQLite file, open."""
    with Store.open(new_target("sqlite"), who="tester") as opened:
        yield opened
