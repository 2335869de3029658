"""Packages (zip files) opened with bounds: nothing is inflated before the whole directory has been judged.

The central directory is read here, member by member up to the limit, so that a package with a
million members costs no more than one with ten thousand.  Sizes are judged as declared, and
again while inflating: a member that turns out larger than it says is refused, not read on.
"""

from __future__ import annotations

import re
import struct
import zlib
from typing import Final, NamedTuple

from jixiao.documents.office import limits
from jixiao.documents.office.refusal import Refused

LOCAL: Final = b"PK\x03\x04"
_CENTRAL = b"PK\x01\x02"
_END = b"PK\x05\x06"
_END64_LOCATOR = b"PK\x06\x07"
_END64 = b"PK\x06\x06"
_ENTRY = struct.Struct("<4s6H3I5H2I")
_FIELD64 = 0xFFFFFFFF
_COMMENT = 0xFFFF
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8 = 0x800
_HEAD = 64
_DRIVE = re.compile(r"[A-Za-z]:")


class Member(NamedTuple):
    """One file of a package, as the central directory declares it."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int


class Package:
    """A package whose directory is within bounds; members are inflated on demand.

    Raises :class:`Refused` on opening for anything but a whole, plain, modest zip file.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        start, end, self._shift = _directory(data)
        self.members = _judged(_entries(data, start, end))
        self._by_name = {member.name.lower(): member for member in self.members}

    def __contains__(self, name: str) -> bool:
        """Whether there is a member of that name, in any case."""
        return name.lower() in self._by_name

    def names(self) -> list[str]:
        """The names of all members, as stored."""
        return [member.name for member in self.members]

    def read(self, name: str) -> bytes:
        """The inflated content of a member, in any case.  Raises :class:`Refused`, ``KeyError``."""
        return self.inflate(self._by_name[name.lower()])

    def inflate(self, member: Member) -> bytes:
        """The content of ``member``; never more bytes than it declared."""
        content = _inflated(self.data, member, self._shift, member.size + 1)
        if len(content) > member.size:
            raise Refused("OFF011", part=member.name[:80])
        if len(content) < member.size or zlib.crc32(content) != member.crc:
            raise _damaged("members")
        return content

    def head(self, member: Member) -> bytes:
        """How the content of ``member`` begins: enough to know what it is, not checked against its sum."""
        return _inflated(self.data, member, self._shift, min(member.size, _HEAD))


def _damaged(why: str) -> Refused:
    return Refused("OFF009", why=why)


def _directory(data: bytes) -> tuple[int, int, int]:
    """Where the central directory begins and ends, and how far all offsets are shifted."""
    end = data.rfind(_END, max(0, len(data) - _COMMENT - 22))
    if end < 0 or end + 22 > len(data):
        raise _damaged("no-end")
    _, disk, first_disk, _, count, size, offset, _ = struct.unpack_from("<4s4H2IH", data, end)
    last = end
    if data[max(0, end - 20) : end][:4] == _END64_LOCATOR and end >= 20:
        last, count, size, offset = _directory64(data, end - 20)
        disk = first_disk = 0
    if disk != first_disk or disk not in {0, _COMMENT}:
        raise _damaged("volumes")
    if count > limits.MAX_MEMBERS:
        raise _too_many()
    shift = last - size - offset
    if shift < 0 or last - size < 0:
        raise _damaged("directory")
    return last - size, last, shift


def _directory64(data: bytes, locator: int) -> tuple[int, int, int, int]:
    record = data.rfind(_END64, max(0, locator - 4096), locator)
    if record < 0 or record + 56 > locator:
        raise _damaged("directory")
    count, size, offset = struct.unpack_from("<3Q", data, record + 32)
    return record, count, size, offset


def _too_many() -> Refused:
    return Refused("OFF005", limit=str(limits.MAX_MEMBERS))


def _entries(data: bytes, at: int, end: int) -> list[Member]:
    members: list[Member] = []
    while at < end:
        if at + _ENTRY.size > end or data[at : at + 4] != _CENTRAL:
            raise _damaged("directory")
        if len(members) >= limits.MAX_MEMBERS:
            raise _too_many()
        field = _ENTRY.unpack_from(data, at)
        flags, method, crc, packed, size = field[3], field[4], field[7], field[8], field[9]
        name_length, extra_length, comment_length, offset = field[10], field[11], field[12], field[16]
        start = at + _ENTRY.size
        raw = data[start : start + name_length]
        extra = data[start + name_length : start + name_length + extra_length]
        at = start + name_length + extra_length + comment_length
        if at > end:
            raise _damaged("directory")
        if _FIELD64 in {packed, size, offset}:
            size, packed, offset = _fields64(extra, size, packed, offset)
        name = _name(raw, flags)
        if flags & _ENCRYPTED:
            raise Refused("OFF006")
        if method not in {_STORED, _DEFLATED}:
            raise Refused("OFF012", part=name, method=str(method))
        members.append(Member(name, method, crc, packed, size, offset))
    return members


def _fields64(extra: bytes, *values: int) -> tuple[int, int, int]:
    """Sizes and offset (size, packed, offset) from the 64-bit extra field, where the short ones say so."""
    at, wide = 0, b""
    while at + 4 <= len(extra):
        mark, length = struct.unpack_from("<2H", extra, at)
        if mark == 1:
            wide = extra[at + 4 : at + 4 + length]
            break
        at += 4 + length
    found, used = [], 0
    for value in values:
        if value == _FIELD64:
            if used + 8 > len(wide):
                raise _damaged("directory")
            (value,) = struct.unpack_from("<Q", wide, used)  # noqa: PLW2901 - the short value only stands in for it
            used += 8
        found.append(value)
    return found[0], found[1], found[2]


def _name(raw: bytes, flags: int) -> str:
    """A member's name with forward slashes.  Raises :class:`Refused` for one that leads out."""
    try:
        name = raw.decode("utf-8" if flags & _UTF8 else "cp437")
    except UnicodeDecodeError as failure:
        raise _damaged("names") from failure
    name = name.replace("\\", "/")
    if name.startswith("/") or _DRIVE.match(name) or "\0" in name or ".." in name.split("/") or not name:
        raise Refused("OFF008", part=name[:80].replace("\0", "?"))
    return name


def _judged(members: list[Member]) -> tuple[Member, ...]:
    seen: set[str] = set()
    total = packed = 0
    for member in members:
        key = member.name.lower()
        if key in seen:
            raise Refused("OFF007", part=member.name[:80])
        seen.add(key)
        total += member.size
        packed += member.packed
        if total > limits.MAX_EXPANDED:
            declared = sum(one.size for one in members)
            raise Refused("OFF003", size=_megabytes(declared), limit=_megabytes(limits.MAX_EXPANDED))
    for member in members:
        _judge_ratio(member.size, member.packed, member.name)
    _judge_ratio(total, packed, None)
    return tuple(members)


def _judge_ratio(size: int, packed: int, name: str | None) -> None:
    if size > limits.RATIO_FLOOR and size > limits.MAX_RATIO * max(packed, 1):
        ratio, limit = str(size // max(packed, 1)), str(limits.MAX_RATIO)
        raise Refused("OFF004", part=(name or "")[:80], ratio=ratio, limit=limit)


def _packed(data: bytes, member: Member, shift: int) -> memoryview:
    at = member.offset + shift
    if data[at : at + 4] != LOCAL or at + 30 > len(data):
        raise _damaged("members")
    name_length, extra_length = struct.unpack_from("<2H", data, at + 26)
    start = at + 30 + name_length + extra_length
    if start + member.packed > len(data):
        raise _damaged("members")
    return memoryview(data)[start : start + member.packed]


def _inflated(data: bytes, member: Member, shift: int, most: int) -> bytes:
    """The first ``most`` bytes of a member."""
    packed = _packed(data, member, shift)
    if member.method == _STORED:
        return bytes(packed[:most])
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most) if most else b""
    except zlib.error as failure:
        raise _damaged("members") from failure


def _megabytes(size: int) -> str:
    return f"{-(-size // limits.MEBIBYTE)} MB"
