"""Which inputs a user means by the paths on a command line."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jixiao.schemas.finding import Finding, Place, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"
_WILD = frozenset("*?[")


class Inputs(NamedTuple):
    """Files in a stable order, each once, and what led to none."""

    paths: tuple[str, ...]
    problems: tuple[Finding, ...]


def _hidden(path: Path, below: Path) -> bool:
    """Whether a file in a folder is none of the user's tables: hidden, or an office lock file."""
    return any(part.startswith(".") for part in path.relative_to(below).parts) or path.name.startswith("~$")


def _files_of(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.rglob("*") if path.is_file() and not _hidden(path, folder))


def _meant(text: str) -> Iterator[str]:
    path = Path(text)
    if text == STDIN:
        yield text
    elif path.is_dir():
        yield from _files_of(path)
    elif not path.exists() and _WILD & set(text):
        for found in sorted(glob.glob(text, recursive=True)):  # noqa: PTH207 - takes absolute patterns too
            yield from _files_of(Path(found)) if Path(found).is_dir() else [found]
    else:
        yield text


def expand(paths: Iterable[str]) -> Inputs:
    """Files, folders (searched through), globs the shell left alone, and ``-`` for stdin."""
    meant: dict[str, None] = {}
    problems = []
    for text in paths:
        before = len(meant)
        try:
            found = list(_meant(text))
        except (OSError, ValueError):
            found = [text]
        meant.update(dict.fromkeys(found))
        if not found and len(meant) == before:
            place = Place(file=text)
            problems.append(Finding(code="INP001", severity=Severity.ERROR, place=place, params={"path": text}))
    return Inputs(tuple(meant), tuple(problems))
