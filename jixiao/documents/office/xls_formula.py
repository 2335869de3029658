"""The text of a BIFF8 formula that is only a constant; any other formula is told by an ellipsis.

A typed ``=100%`` is the number 100 and a percent sign in the file.  References and functions need no
text here: that they are there is enough to know the formula for a real one.
Source: [MS-XLS] 2.5.198 (parsed expressions).
"""

from __future__ import annotations

import struct

from jixiao.documents.office.formula_text import UNKNOWN
from jixiao.documents.office.number_format import from_float, general

_INTEGER, _NUMBER, _STRING = 0x1E, 0x1F, 0x17
_PERCENT, _PLUS, _MINUS, _BRACKETS = 0x14, 0x12, 0x13, 0x15


def formula_text(tokens: bytes) -> str:
    """The formula without its equals sign (``100%``, ``"良好"``), or :data:`UNKNOWN`."""
    at, text = 0, ""
    while at < len(tokens):
        mark = tokens[at]
        if mark == _INTEGER and not text and at + 3 <= len(tokens):
            text = str(struct.unpack_from("<H", tokens, at + 1)[0])
            at += 3
        elif mark == _NUMBER and not text and at + 9 <= len(tokens):
            text = general(from_float(struct.unpack_from("<d", tokens, at + 1)[0]))
            at += 9
        elif mark == _STRING and not text and at + 3 <= len(tokens):
            count, wide = tokens[at + 1], tokens[at + 2] & 1
            size = count * 2 if wide else count
            raw = tokens[at + 3 : at + 3 + size]
            content = raw.decode("utf-16-le", "replace") if wide else raw.decode("latin-1")
            text = '"' + content.replace('"', '""') + '"'
            at += 3 + size
        elif mark == _PERCENT and text:
            text, at = f"{text}%", at + 1
        elif mark in {_PLUS, _MINUS} and text:
            text, at = f"{'-' if mark == _MINUS else '+'}{text}", at + 1
        elif mark == _BRACKETS and text:
            at += 1
        else:
            return UNKNOWN
    return text or UNKNOWN
