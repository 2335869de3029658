"""BIFF8 records: the stream cut into records, strings that run over record ends, compressed numbers.

Source: [MS-XLS] 2.1.4 (records), 2.5.293 (strings), 2.5.122 (RK numbers).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from jixiao.documents.office.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

BOF: Final = 0x0809
EOF: Final = 0x000A
CONTINUE: Final = 0x003C
_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08


def damaged() -> Refused:
    """The refusal of a stream that breaks its own rules."""
    return Refused("OFF009", why="biff")


def records(stream: bytes, at: int) -> Iterator[tuple[int, bytes, list[int]]]:
    """The records from ``at`` to the EOF record of the substream, each with its continuations joined.

    The third part says where in the joined content each continuation begins.
    Raises :class:`Refused` where the stream ends before its EOF record.
    """
    length = len(stream)
    while True:
        if at + 4 > length:
            raise damaged()
        number, size = struct.unpack_from("<2H", stream, at)
        at += 4
        if at + size > length or not number:
            raise damaged()
        content = stream[at : at + size]
        at += size
        seams: list[int] = []
        if at + 4 <= length and stream[at] == CONTINUE and not stream[at + 1]:
            pieces, total = [content], size
            while at + 4 <= length and stream[at] == CONTINUE and not stream[at + 1]:
                (size,) = struct.unpack_from("<H", stream, at + 2)
                if at + 4 + size > length:
                    raise damaged()
                pieces.append(stream[at + 4 : at + 4 + size])
                seams.append(total)
                total += size
                at += 4 + size
            content = b"".join(pieces)
        yield number, content, seams
        if number == EOF:
            return


class StringReader:
    """Strings one after another in a record; at a seam the characters go on with a new width flag."""

    def __init__(self, content: bytes, seams: list[int], at: int = 0) -> None:
        self.content = content
        self.seams = iter([*seams, len(content) + 1])
        self.seam = next(self.seams)
        self.at = at

    def next(self) -> str:
        """The next string with a 16-bit length.  Raises :class:`Refused` past the end."""
        self._pass_seams()
        count, flags = self._unpack("<HB")
        runs = self._unpack("<H")[0] if flags & _RICH else 0
        extended = self._unpack("<I")[0] if flags & _EXTENDED else 0
        pieces: list[str] = []
        wide = bool(flags & _WIDE)
        while count:
            if self.at >= len(self.content):
                raise damaged()
            if self.at == self.seam:
                wide = bool(self.content[self.at] & _WIDE)
                self.at += 1
                self.seam = next(self.seams, len(self.content) + 1)
            width = 2 if wide else 1
            room = min(count, (min(self.seam, len(self.content)) - self.at) // width)
            if room < 1:
                raise damaged()
            piece = self.content[self.at : self.at + room * width]
            pieces.append(piece.decode("utf-16-le", "replace") if wide else piece.decode("latin-1"))
            self.at += room * width
            count -= room
        self.at += 4 * runs + extended
        self._pass_seams()
        return "".join(pieces)

    def _pass_seams(self) -> None:
        while self.at > self.seam or (self.at == self.seam and self.seam < len(self.content)):
            self.seam = next(self.seams, len(self.content) + 1)

    def _unpack(self, form: str) -> tuple[int, ...]:
        try:
            found = struct.unpack_from(form, self.content, self.at)
        except struct.error as failure:
            raise damaged() from failure
        self.at += struct.calcsize(form)
        return found


def short_string(content: bytes, at: int) -> str:
    """A string with an 8-bit length, as sheet names have."""
    if at + 2 > len(content):
        raise damaged()
    count, flags = content[at], content[at + 1]
    raw = content[at + 2 : at + 2 + count * (2 if flags & _WIDE else 1)]
    return raw.decode("utf-16-le", "replace") if flags & _WIDE else raw.decode("latin-1")


def rk_number(word: int) -> float:
    """A number packed into 30 bits: an integer or the upper half of a float, perhaps times 100."""
    if word & 2:
        value = float((word >> 2) - (1 << 30) if word & 0x80000000 else word >> 2)
    else:
        (value,) = struct.unpack("<d", struct.pack("<Q", (word & 0xFFFFFFFC) << 32))
    return value / 100 if word & 1 else value
