"""Any input to its forms: bounds first, then the kind by content, then the reader of that kind."""

from __future__ import annotations

import errno
import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Protocol

from jixiao.documents import json_form, kinds, text_form
from jixiao.documents.complaints import error, notice, printable
from jixiao.documents.csv_grid import grid_of
from jixiao.documents.encoding import decode
from jixiao.documents.grid import Extract
from jixiao.documents.long_list.reader import list_of_bytes, read_list, split_extract, with_lists, with_year
from jixiao.documents.own_reports import is_own_extract, is_own_text
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadFile
from jixiao.texts import say

MAX_BYTES = 64 * 1024 * 1024
"""Inputs beyond this are refused before they are read."""

STDIN = "-"


class Reader(Protocol):
    """One kind's reader: decoded text and the name of its source to forms; it never raises for content."""

    def __call__(self, text: str, name: str, *, year: int | None = None) -> ReadFile:
        """The forms of ``text``; ``year`` is used where the text itself names none."""
        ...


OFFICE = frozenset({"xlsx", "docx", "pptx", "ofd", "zip", "pdf", "encrypted", "doc", "xls", "ole2"})
"""Kinds that go to the office readers, which read them or say what to do instead."""

_PIPES = ("/dev/fd/", "/proc/self/fd/")
"""Where a shell hands over what another command prints; any other pipe may never be written to."""

READERS: dict[str, Reader] = {kinds.JSON: json_form.read, kinds.TEXT: text_form.read}
"""The readers of this version by kind; a kind that is recognised and not in here is refused with advice."""


def read_path(path: str | Path, *, year: int | None = None) -> ReadFile:
    """The forms of one file; ``-`` is standard input.

    Never raises for what the file is or holds: whatever could not be read is a
    finding of severity error in ``problems``.  ``year`` is the form's year where the file names none.
    """
    name = str(path)
    if name == STDIN:
        return read_stream(sys.stdin.buffer, name, year=year)
    if not name.strip():  # an empty name is no folder, though the path of one
        return _refused(name, "DOC001")
    try:
        known = Path(path).stat()
        if stat.S_ISDIR(known.st_mode):
            return _refused(name, "DOC002")
        if not stat.S_ISREG(known.st_mode) and not name.startswith(_PIPES):
            return _refused(name, "DOC013")
        if known.st_size > MAX_BYTES:
            return _refused(name, "DOC004", size=_megabytes(known.st_size), limit=_megabytes(MAX_BYTES))
        with Path(path).open("rb") as stream:
            return read_stream(stream, name, year=year)
    except (OSError, ValueError) as failure:
        return _unreachable(name, failure)


def read_stream(stream: BinaryIO, name: str = STDIN, *, year: int | None = None) -> ReadFile:
    """The forms of an open binary stream; at most :data:`MAX_BYTES` (and one byte) are read from it."""
    try:
        data = stream.read(MAX_BYTES + 1)
    except OSError as failure:
        return _unreachable(name, failure)
    if len(data) > MAX_BYTES:
        return _refused(name, "DOC004", size=f">{_megabytes(MAX_BYTES)}", limit=_megabytes(MAX_BYTES))
    return read_bytes(data, name, year=year)


def read_bytes(data: bytes, name: str, *, year: int | None = None) -> ReadFile:
    """The forms in ``data``; ``name`` says where it came from."""
    name = printable(name)
    if len(data) > MAX_BYTES:
        return _refused(name, "DOC004", size=_megabytes(len(data)), limit=_megabytes(MAX_BYTES))
    if not data.strip():
        return _refused(name, "DOC005")
    kind = kinds.of_bytes(data)
    if kind is not None:
        read = _office(data, name, year) if kind in OFFICE else _unsupported(name, kind)
        return replace(read, kind=kind)
    decoded = decode(data)
    if decoded.text is None:
        if decoded.binary:
            return _refused(name, "DOC007")
        return _refused(name, "DOC008", offset=str((decoded.offset or 0) + 1))
    text = decoded.text.removeprefix("\ufeff")
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u3000\x1a"):
        return _refused(name, "DOC005")
    if is_own_text(text):
        return replace(_refused(name, "DOC014"), kind=kinds.of_text(text))
    listed = list_of_bytes(data, name)
    if listed is not None:
        return with_year(read_list(listed), year)
    result = _by_kind(text, name, year)
    if not result.forms and result.kind == kinds.TEXT:
        result = _as_sheet(text, name, year) or result
    if decoded.encoding == "gb18030":
        return replace(result, notes=(notice("DOC010", Place(file=name)), *result.notes))
    return result


def _as_sheet(text: str, name: str, year: int | None) -> ReadFile | None:
    """The forms of a sheet that was saved as csv; ``None`` where there is none."""
    grid = grid_of(text)
    if grid is None:
        return None
    read = forms_of(Extract(blocks=(grid,)), name, year=year)
    return replace(read, kind=kinds.TEXT) if read.forms else None


def _office(data: bytes, name: str, year: int | None) -> ReadFile:
    """The forms of an office file; its readers are loaded only when one comes."""
    from jixiao.documents.office.reading import read_office  # noqa: PLC0415 - loads the office readers

    return forms_of(read_office(data, name), name, year=year)


def forms_of(extract: Extract, name: str, *, year: int | None = None) -> ReadFile:
    """The self-evaluations of an office file; what we wrote ourselves is told by a code for each kind."""
    from jixiao.documents.framework_headings import without_frameworks  # noqa: PLC0415 - of office files only
    from jixiao.documents.office.forms import read_extract  # noqa: PLC0415 - loads the office readers

    rest, frameworks = without_frameworks(extract)
    rest, lists = split_extract(rest, name)
    read = read_extract(rest, name, year=year)
    if lists:
        return with_year(with_lists(read, lists), year)
    if not read.forms and is_own_extract(extract):
        return _refused(read.path, "DOC014")
    if not frameworks:
        return read
    if not read.forms:
        return _refused(read.path, "DOC015")
    told = (notice("DOC015", Place(file=read.path, table=grid.name)) for grid in frameworks)
    return replace(read, notes=(*read.notes, *told))


def _by_kind(text: str, name: str, year: int | None) -> ReadFile:
    kind = kinds.of_text(text)
    if kind == kinds.TEXT and kinds.perhaps_json(text) and json_form.parses(text):
        kind = kinds.JSON
    reader = READERS.get(kind)
    read = _unsupported(name, kind) if reader is None else reader(text, name, year=year)
    return replace(read, kind=kind)


def _refused(name: str, code: str, **params: str) -> ReadFile:
    return ReadFile(path=name, problems=(error(code, Place(file=printable(name)), **params),))


def _unsupported(name: str, kind: str) -> ReadFile:
    return _refused(name, "DOC009", kind=say(f"document.kind.{kind}"), advice=say(f"document.advice.{kind}"))


def _unreachable(name: str, failure: Exception) -> ReadFile:
    number = getattr(failure, "errno", None)
    if number in {errno.ENOENT, errno.ENOTDIR}:
        return _refused(name, "DOC001")
    if number == errno.EISDIR:
        return _refused(name, "DOC002")
    if number in {errno.EACCES, errno.EPERM}:
        return _refused(name, "DOC003")
    return _refused(name, "DOC006", why=type(failure).__name__ if number is None else errno.errorcode[number])


def _megabytes(size: int) -> str:
    return f"{-(-size // (1024 * 1024))} MB"
