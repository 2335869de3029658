"""Small .xls files made by hand: BIFF8 records in an OLE2 file."""

from __future__ import annotations

import struct

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(number: int, content: bytes = b"") -> bytes:
    """One record, with continuations where it is too long."""
    first, rest = content[:8224], content[8224:]
    made = struct.pack("<2H", number, len(first)) + first
    while rest:
        piece, rest = rest[:8224], rest[8224:]
        made += struct.pack("<2H", 0x3C, len(piece)) + piece
    return made


def bof(kind: int, version: int = 0x0600) -> bytes:
    """The beginning of a substream: 5 is the globals, 0x10 a worksheet, 0x20 a chart."""
    return record(0x0809, struct.pack("<4H2I", version, kind, 0, 0, 0, 0))


def text(value: str) -> bytes:
    """A string with a 16-bit length, wide."""
    return struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")


def number(row: int, column: int, style: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<3Hd", row, column, style, value))


def shared(row: int, column: int, index: int, style: int = 0) -> bytes:
    return record(0x00FD, struct.pack("<3HI", row, column, style, index))


def formula(row: int, column: int, tokens: bytes, value: bytes, style: int = 0) -> bytes:
    return record(
        0x0006,
        struct.pack("<3H", row, column, style) + value + struct.pack("<HIH", 0, 0, len(tokens)) + tokens,
    )


def workbook(
    sheets: dict[str, bytes],
    *,
    strings: list[str] | None = None,
    formats: tuple[str, ...] = (),
    before: bytes = b"",
    hidden: tuple[str, ...] = (),
    version: int = 0x0600,
) -> bytes:
    """The Workbook stream: cell style n+1 has the n-th of ``formats``."""
    fixed = bof(5, version) + before
    for index, code in enumerate(formats):
        fixed += record(0x041E, struct.pack("<H", 200 + index) + text(code))
    fixed += record(0x00E0, struct.pack("<2H", 0, 0) + bytes(16))
    for index in range(len(formats)):
        fixed += record(0x00E0, struct.pack("<2H", 0, 200 + index) + bytes(16))
    if strings is not None:
        fixed += record(0x00FC, struct.pack("<2I", len(strings), len(strings)) + b"".join(map(text, strings)))
    bounds = [len(name.encode("utf-16-le")) + 12 for name in sheets]
    offset = len(fixed) + sum(bounds) + 4
    listed, bodies = b"", b""
    for name, cells in sheets.items():
        entry = struct.pack("<I4B", offset + len(bodies), name in hidden, 0, len(name), 1) + name.encode(
            "utf-16-le"
        )
        listed += record(0x0085, entry)
        bodies += bof(0x10, version) + cells + record(0x000A)
    return fixed + listed + record(0x000A) + bodies


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE2 file; every stream is padded so that it lies in whole sectors."""
    chains, sectors = [], b""
    for content in streams.values():
        padded = content.ljust(max(4096, -(-len(content) // SECTOR) * SECTOR), b"\0")
        chains.append((len(sectors) // SECTOR, len(padded) // SECTOR, len(padded)))
        sectors += padded
    entries = _entry("Root Entry", 5, END, 0)
    for name, (start, _, size) in zip(streams, chains, strict=True):
        entries += _entry(name, 2, start, size)
    entries = entries.ljust(-(-len(entries) // SECTOR) * SECTOR, b"\0")
    directory = len(sectors) // SECTOR
    sectors += entries
    chains.append((directory, len(entries) // SECTOR, 0))
    used = len(sectors) // SECTOR
    tables = 1
    while tables * (SECTOR // 4) < used + tables:
        tables += 1
    fat = [FREE] * (tables * SECTOR // 4)
    for start, count, _ in chains:
        for index in range(start, start + count):
            fat[index] = index + 1 if index + 1 < start + count else END
    for index in range(used, used + tables):
        fat[index] = FAT
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    )
    header += struct.pack("<9I", 0, tables, directory, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", *[used + index if index < tables else FREE for index in range(109)])
    return header + sectors + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBB3I", len(raw), kind, 1, FREE, FREE, FREE)
    return raw.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)


def xls(cells: bytes, **more: object) -> bytes:
    """A whole file of one sheet ``表``."""
    return compound({"Workbook": workbook({"表": cells}, **more)})  # type: ignore[arg-type]  # handed through
