"""Where the rows of a list come from: a text with commas, semicolons or tabs, or a sheet."""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from jixiao.documents.encoding import decode
from jixiao.documents.long_list.headings import HEADING_WITHIN, find_heading

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from typing import BinaryIO

    from jixiao.documents.encoding import Encoding
    from jixiao.documents.grid import Grid
    from jixiao.documents.long_list.headings import ListHeading

DELIMITERS = (",", ";", "\t")
HEAD = 256 * 1024
"""So many first bytes are looked at to tell a list from other texts."""
_BLOCK = 1024 * 1024
_FORMULA = re.compile(r"'(?=[ \u3000\ufeff\u200b]*[=+\-@\t\r\n|＝＋－＠])")
_INVISIBLE = str.maketrans(dict.fromkeys("\0\ufeff\u200b\x1a"))

Record = tuple[int, list[str]]
"""A row: its number as a spreadsheet counts it (from 1), and its cells."""


class BrokenListError(Exception):
    """A text that is no table from one row on: quotes that never close, a cell beyond all bounds."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


class BadEncodingError(Exception):
    """Bytes that are not in the encoding that all before them were in; ``offset`` counts from 0."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text is written, and the heading it begins with."""

    encoding: Encoding
    delimiter: str
    heading: ListHeading


def _cell(text: str) -> str:
    """A cell as it was meant: without the apostrophe that keeps a spreadsheet from computing it."""
    bare = text.strip()
    if bare.startswith("'"):
        bare = _FORMULA.sub("", bare, count=1)
    return bare.translate(_INVISIBLE) if not bare.isascii() or "\0" in bare or "\x1a" in bare else bare


def records(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    """The rows of a text; raises :class:`BrokenListError` where it is no table."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BrokenListError(number) from error
        yield number, [_cell(cell) for cell in row]


def sniff(head: bytes, *, whole: bool) -> Dialect | None:
    """The dialect of a text by its first bytes, ``None`` where it is no list; ``whole``: there are no more.

    The encoding is that of the beginning: whoever reads on has to hold it against the rest.
    """
    if b"\0" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    cut = head if whole else head[: max(head.rfind(b"\n"), 0)]
    decoded = decode(cut)
    if decoded.text is None or decoded.encoding is None:
        return None
    text = decoded.text.removeprefix("\ufeff")
    for delimiter in DELIMITERS:
        if delimiter not in text:
            continue
        first: list[Record] = []
        try:
            first += islice(records(io.StringIO(text, newline=""), delimiter), HEADING_WITHIN + 1)
        except BrokenListError:
            first = first or []
        heading = find_heading(first)
        if heading is not None:
            return Dialect(decoded.encoding, delimiter, heading)
    return None


def text_of(stream: BinaryIO, encoding: Encoding) -> Generator[str, None, None]:
    """The lines of a stream with their ends; raises :class:`BadEncodingError`."""
    name = "utf-8-sig" if encoding == "utf-8" else encoding
    wrapped = io.TextIOWrapper(stream, encoding=name, newline="")
    try:
        for line in wrapped:  # noqa: UP028 - yield from would close the stream with it
            yield line
    except UnicodeDecodeError as error:
        raise BadEncodingError(error.start) from error
    finally:
        wrapped.detach()


def encoding_of(stream: BinaryIO, first: Encoding, told: Callable[[bytes], object]) -> Encoding | int:
    """The encoding that all of a stream is in, or where it is in none; each block is ``told`` on the way.

    A text that begins as UTF-8 may turn out to be GB18030 where its beginning was in letters alone.
    """
    decoders = {first: codecs.getincrementaldecoder(first)()}
    if first == "utf-8":
        decoders["gb18030"] = codecs.getincrementaldecoder("gb18030")()
    failed = at = 0
    while True:
        block = stream.read(_BLOCK)
        told(block)
        for name in tuple(decoders):
            try:
                decoders[name].decode(block, final=not block)
            except UnicodeDecodeError as error:
                failed = failed or at + error.start + 1
                del decoders[name]
        at += len(block)
        if not block:
            return next(iter(decoders), failed - 1)


def of_grid(grid: Grid, repeated: frozenset[int] = frozenset()) -> list[Record]:
    """The rows of a sheet; a cell of the ``repeated`` columns merged downwards says the same in each row."""
    down = {
        (at + more, column)
        for at, row in enumerate(grid.rows)
        for column, cell in enumerate(row)
        if column in repeated and cell.rowspan > 1 and not cell.covered
        for more in range(1, cell.rowspan)
    }
    return [
        (
            at + 1,
            [
                _cell(cell.text) if not cell.covered or (at, column) in down else ""
                for column, cell in enumerate(row)
            ],
        )
        for at, row in enumerate(grid.rows)
    ]
