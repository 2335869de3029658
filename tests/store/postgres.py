"""A PostgreSQL server of our own for the tests: in a temporary folder, on a socket there, as no root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACES = ("/usr/lib/postgresql", "/usr/pgsql", "/usr/local/pgsql", "/opt/homebrew/opt")
_USERS = ("postgres", "nobody")


class NoServerError(Exception):
    """Why no server can be started here."""


def programs() -> Path:
    """The folder with initdb and pg_ctl; raises :class:`NoServerError`."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    for place in _PLACES:
        for initdb in sorted(Path(place).glob("*/bin/initdb"), reverse=True):
            return initdb.parent
    raise NoServerError("没有 PostgreSQL 服务器的程序（initdb、pg_ctl）")


def _user() -> str | None:
    """Whom the server runs as where the tests run as root, which no server does."""
    if os.geteuid() != 0:
        return None
    for name in _USERS:
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise NoServerError("以 root 运行，又没有别的用户可用来启动 PostgreSQL")


def _run(*words: str, user: str | None, cwd: Path) -> None:
    done = subprocess.run(
        words,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=user,
        cwd=cwd,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
        timeout=120,
    )
    if done.returncode != 0:
        raise NoServerError(f"{Path(words[0]).name} 没有做成（{done.returncode}）")


@contextmanager
def server() -> Iterator[str]:
    """A running server, as the URL of its database ``postgres``; raises :class:`NoServerError`."""
    where, user = programs(), _user()
    folder = Path(tempfile.mkdtemp(prefix="jxpg"))
    data = folder / "data"
    try:
        if user is not None:
            shutil.chown(folder, user)
        flags = ["--auth=trust", "--username=jixiao", "--encoding=UTF8", "--no-locale", "--no-sync"]
        _run(str(where / "initdb"), f"--pgdata={data}", *flags, user=user, cwd=folder)
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c max_connections=200"
        start = [str(where / "pg_ctl"), f"--pgdata={data}", f"--log={folder / 'log'}", f"--options={options}"]
        _run(*start, "--wait", "start", user=user, cwd=folder)
        try:
            yield f"postgresql://jixiao@/postgres?host={folder}"
        finally:
            stop = [str(where / "pg_ctl"), f"--pgdata={data}", "--mode=immediate", "stop"]
            _run(*stop, user=user, cwd=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(url: str, name: str, template: str | None = None) -> str:
    """Make a database, as a copy of another; returns its URL."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        copied = f' TEMPLATE "{template}"' if template else ""
        connection.execute(f'CREATE DATABASE "{name}"{copied}')
    return url.replace("/postgres?", f"/{name}?")
