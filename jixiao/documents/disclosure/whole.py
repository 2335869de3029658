"""One file read once: its self-evaluations and, where it is one, the disclosure around them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.documents import files, json_form, kinds
from jixiao.documents.complaints import printable
from jixiao.documents.disclosure.reader import read_extract, read_text
from jixiao.documents.encoding import decode
from jixiao.documents.long_list.reader import list_of_bytes, read_list

if TYPE_CHECKING:
    from jixiao.schemas.disclosure import ReadDisclosure
    from jixiao.schemas.self_evaluation import ReadFile

_NO_TABLE, _OWN = frozenset({"DOC011", "DOC015"}), "DOC014"


def read_whole(path: str | Path) -> tuple[ReadFile, ReadDisclosure | None]:
    """The forms of a file (``-`` is standard input) and its disclosure, ``None`` where it is none.

    Never raises for what the file is or holds; a disclosure without a self-evaluation is no problem.
    """
    name = str(path)
    try:
        if name == files.STDIN:
            data = sys.stdin.buffer.read(files.MAX_BYTES + 1)
        else:
            known = Path(path)
            if not known.is_file() or known.stat().st_size > files.MAX_BYTES:
                return files.read_path(path), None
            data = known.read_bytes()
    except (OSError, ValueError):
        return files.read_path(path), None
    return bytes_whole(data, name)


def bytes_whole(data: bytes, name: str) -> tuple[ReadFile, ReadDisclosure | None]:
    """As :func:`read_whole`, for bytes that came from ``name``."""
    kind = kinds.of_bytes(data) if data.strip() and len(data) <= files.MAX_BYTES else None
    if kind in files.OFFICE:
        from jixiao.documents.office.reading import read_office  # noqa: PLC0415 - loads the office readers

        extract = read_office(data, name)
        read = replace(files.forms_of(extract, name), kind=kind)
        if _is_own(read):
            return read, None
        return _both(read, read_extract(extract, name))
    listed = list_of_bytes(data, name) if kind is None and len(data) <= files.MAX_BYTES else None
    if listed is not None:
        return read_list(listed), None
    read = files.read_bytes(data, name)
    if kind is not None or len(data) > files.MAX_BYTES or _is_own(read):
        return read, None
    text = decode(data).text
    if (
        text is None
        or kinds.of_text(text) != kinds.TEXT
        or (kinds.perhaps_json(text) and json_form.parses(text))
    ):
        return read, None
    return _both(read, read_text(text.removeprefix("\ufeff"), printable(name)))


def _is_own(read: ReadFile) -> bool:
    """Whether a file is a review of ours."""
    return any(problem.code == _OWN for problem in read.problems)


def _both(read: ReadFile, disclosure: ReadDisclosure | None) -> tuple[ReadFile, ReadDisclosure | None]:
    if disclosure is not None:
        read = replace(
            read, problems=tuple(problem for problem in read.problems if problem.code not in _NO_TABLE)
        )
    return read, disclosure
