"""OLE2 compound files: the streams of old office files, found with bounds and without trust in any chain.

Source: [MS-CFB].  Every sector is visited once at most, so that a chain in a ring ends.
"""

from __future__ import annotations

import struct
from typing import Final

from jixiao.documents.office import limits
from jixiao.documents.office.refusal import Refused

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
_END_OF_CHAIN = 0xFFFFFFFE
_STREAM, _ROOT = 2, 5
_HEADER = 512
_ENTRY = 128


def _damaged() -> Refused:
    return Refused("OFF009", why="ole2")


class CompoundFile:
    """An OLE2 file whose directory could be read: its streams by name (``Workbook`` …)."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER or not data.startswith(SIGNATURE):
            raise _damaged()
        self.data = data
        shift, mini_shift = struct.unpack_from("<2H", data, 30)
        if shift not in {9, 12} or mini_shift != 6:
            raise _damaged()
        self.sector = 1 << shift
        self.mini_sector = 1 << mini_shift
        directory, _, self.cutoff, mini_fat, _, difat, difat_count = struct.unpack_from("<7I", data, 48)
        self.fat = self._table(self._fat_sectors(difat, difat_count))
        entries = self._chain(directory)
        self._streams: dict[str, tuple[int, int]] = {}
        self._root = (_END_OF_CHAIN, 0)
        for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            self._entry(entries[at : at + _ENTRY])
        self._mini_fat_start = mini_fat
        self._mini: tuple[tuple[int, ...], bytes] | None = None

    def __contains__(self, name: str) -> bool:
        """Whether there is a stream of that name, in any case."""
        return name.lower() in self._streams

    def names(self) -> list[str]:
        """The stream names, in lower case."""
        return list(self._streams)

    def read(self, name: str) -> bytes:
        """The content of a stream.  Raises :class:`Refused` where its chain is broken, ``KeyError``."""
        start, size = self._streams[name.lower()]
        if size > limits.MAX_EXPANDED or size > len(self.data):
            raise _damaged()
        content = self._chain(start, size) if size >= self.cutoff else self._mini_chain(start, size)
        if len(content) < size:
            raise _damaged()
        return content[:size]

    def _entry(self, entry: bytes) -> None:
        length, kind = struct.unpack_from("<HB", entry, 64)
        start, low = struct.unpack_from("<2I", entry, 116)
        if kind == _ROOT:
            self._root = (start, low)
        elif kind == _STREAM and 2 <= length <= 64:
            name = entry[: length - 2].decode("utf-16-le", "replace").lower()
            self._streams.setdefault(name, (start, low))

    def _fat_sectors(self, difat: int, count: int) -> list[int]:
        listed = list(struct.unpack_from("<109I", self.data, 76))
        per_sector = self.sector // 4
        seen: set[int] = set()
        for _ in range(min(count, len(self.data) // self.sector + 1)):
            if difat >= _LAST_SECTOR or difat in seen:
                break
            seen.add(difat)
            words = struct.unpack(f"<{per_sector}I", self._sector(difat))
            listed.extend(words[:-1])
            difat = words[-1]
        return [number for number in listed if number < _LAST_SECTOR]

    def _table(self, sectors: list[int]) -> tuple[int, ...]:
        if len(sectors) > len(self.data) // self.sector + 1:
            raise _damaged()
        joined = b"".join(self._sector(number) for number in sectors)
        return struct.unpack(f"<{len(joined) // 4}I", joined)

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self.sector
        found = self.data[at : at + self.sector]
        if not found:
            raise _damaged()
        return found.ljust(self.sector, b"\0")  # some writers leave the last sector short

    def _chain(self, number: int, size: int | None = None) -> bytes:
        found: list[bytes] = []
        seen: set[int] = set()
        most = None if size is None else -(-size // self.sector)
        while number < _LAST_SECTOR and (most is None or len(found) < most):
            if number in seen or number >= len(self.fat):
                raise _damaged()
            seen.add(number)
            found.append(self._sector(number))
            number = self.fat[number]
        return b"".join(found)

    def _mini_chain(self, number: int, size: int) -> bytes:
        if self._mini is None:
            table = self._chain(self._mini_fat_start)
            self._mini = (
                struct.unpack(f"<{len(table) // 4}I", table),
                self._chain(self._root[0], self._root[1]),
            )
        table_of, content = self._mini
        found: list[bytes] = []
        seen: set[int] = set()
        while number < _LAST_SECTOR and len(found) * self.mini_sector < size:
            if number in seen or number >= len(table_of):
                raise _damaged()
            seen.add(number)
            at = number * self.mini_sector
            found.append(content[at : at + self.mini_sector])
            number = table_of[number]
        return b"".join(found)
