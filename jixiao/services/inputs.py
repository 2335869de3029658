"""Which inputs a user means by the paths on a command line."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jixiao.schemas.finding import Finding, Place, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"
_WILD = frozenset("*?[")


class Inputs(NamedTuple):
    """Files in a stable order, each once, and what led to none.

    ``searched`` are those that nobody named: they were come upon in a folder.
    """

    paths: tuple[str, ...]
    problems: tuple[Finding, ...]
    searched: frozenset[str] = frozenset()


def _hidden(path: Path, below: Path) -> bool:
    """Whether a file in a folder is none of the user's tables: hidden, or an office lock file."""
    return any(part.startswith(".") for part in path.relative_to(below).parts) or path.name.startswith("~$")


def _files_of(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.rglob("*") if path.is_file() and not _hidden(path, folder))


def _meant(text: str) -> Iterator[tuple[str, bool]]:
    """The files that one path means, and whether a folder was searched for them."""
    path = Path(text)
    if text == STDIN or not text.strip():  # an empty name is no folder: it is reported as missing
        yield text, False
    elif path.is_dir():
        yield from ((found, True) for found in _files_of(path))
    elif not path.exists() and _WILD & set(text):
        for found in sorted(glob.glob(text, recursive=True)):  # noqa: PTH207 - takes absolute patterns too
            if Path(found).is_dir():
                yield from ((below, True) for below in _files_of(Path(found)))
            else:
                yield found, False
    else:
        yield text, False


def _same(text: str) -> str:
    """One name for each file, however it is spelt."""
    return text if text == STDIN else os.path.realpath(text)


def expand(paths: Iterable[str]) -> Inputs:
    """Files, folders (searched through), globs the shell left alone, and ``-`` for stdin."""
    meant: dict[str, tuple[str, bool]] = {}
    problems = []
    for text in paths:
        try:
            found = [(path, searched, _same(path)) for path, searched in _meant(text)]
        except (OSError, ValueError):
            found = [(text, False, text)]
        for path, searched, name in found:
            meant.setdefault(name, (path, searched))
        if not found:
            place = Place(file=text)
            problems.append(
                Finding(code="INP001", severity=Severity.ERROR, place=place, params={"path": text})
            )
    return Inputs(
        tuple(path for path, _ in meant.values()),
        tuple(problems),
        frozenset(path for path, searched in meant.values() if searched),
    )


def is_input(output: str, paths: Iterable[str]) -> bool:
    """Whether writing to ``output`` would overwrite one of the files that ``paths`` mean."""
    return _same(output) in {_same(path) for path in expand(paths).paths}
