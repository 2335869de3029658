"""Bytes to text: UTF-8, UTF-16 with a mark, or GB18030 where that is plainly what it is."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from itertools import islice
from typing import Literal

Encoding = Literal["utf-8", "utf-16", "gb18030"]

_SAMPLE = 20_000
_COMMON_SHARE = 0.7
_COMMON_ROWS = range(0xB0, 0xD8)
"""The rows of GB 2312 that hold the 3,755 common characters."""

_CONTROLS = frozenset(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and its encoding; ``text`` is null where it could not be decoded, ``offset`` says where."""

    text: str | None
    encoding: Encoding | None = None
    offset: int | None = None
    binary: bool = False


def decode(data: bytes) -> Decoded:
    """The text of ``data``, decoded strictly; nothing is replaced, dropped or guessed."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(data)
    body = data.removeprefix(codecs.BOM_UTF8)
    if _binary(body):
        return Decoded(None, binary=True)
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as failure:
        offset = failure.start + len(data) - len(body)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return Decoded(None, offset=offset)
    return Decoded(text, "gb18030") if _plausible_chinese(text) else Decoded(None, offset=offset)


def _utf16(data: bytes) -> Decoded:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as failure:
        return Decoded(None, offset=failure.start)
    if "\0" in text[:_SAMPLE]:
        return Decoded(None, binary=True)
    return Decoded(text, "utf-16")


def _binary(data: bytes) -> bool:
    """NUL bytes anywhere, or more control characters in the beginning than any text has."""
    if b"\0" in data:
        return True
    head = data[:_SAMPLE]
    return sum(byte in _CONTROLS for byte in head) * 50 > len(head)


def _plausible_chinese(text: str) -> bool:
    """Whether the hanzi are common ones: other encodings misread as GB18030 give rare ones."""
    hanzi = list(islice((char for char in text if "一" <= char <= "鿿"), _SAMPLE))
    if not hanzi:
        return False
    return sum(map(_common, hanzi)) >= _COMMON_SHARE * len(hanzi)


def _common(char: str) -> bool:
    try:
        return char.encode("gb2312")[0] in _COMMON_ROWS
    except UnicodeEncodeError:
        return False
