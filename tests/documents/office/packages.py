"""Packages and workbooks made by hand, so that a test can say every byte of them, false ones included."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from html import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DEFAULT = '<Default Extension="xml" ContentType="application/xml"/>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Entry:
    """A member of a package and the lies its directory tells about it (``None``: the truth)."""

    name: str
    content: bytes
    stored: bool = False
    flags: int = 0
    method: int | None = None
    size: int | None = None
    packed: int | None = None
    crc: int | None = None
    wide: bool = False


def _deflated(content: bytes) -> bytes:
    machine = zlib.compressobj(6, zlib.DEFLATED, -15)
    return machine.compress(content) + machine.flush()


def package(entries: list[Entry], *, comment: bytes = b"", count: int | None = None) -> bytes:
    """A zip file of ``entries``."""
    body, directory = b"", b""
    for entry in entries:
        packed = entry.content if entry.stored else _deflated(entry.content)
        method = (0 if entry.stored else 8) if entry.method is None else entry.method
        crc = zlib.crc32(entry.content) if entry.crc is None else entry.crc
        size = len(entry.content) if entry.size is None else entry.size
        packed_size = len(packed) if entry.packed is None else entry.packed
        name = entry.name.encode()
        flags = entry.flags | 0x800
        extra = struct.pack("<2H3Q", 1, 24, size, packed_size, len(body)) if entry.wide else b""
        full = 0xFFFFFFFF
        sizes = (full, full) if entry.wide else (packed_size, size)
        offset = full if entry.wide else len(body)
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, flags, method, 0, 33, crc, *sizes, len(name),
            len(extra), 0, 0, 0, 0, offset,
        )  # fmt: skip
        directory += name + extra
        body += struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, flags, method, 0, 33, crc, *sizes, len(name), 0)
        body += name + packed
    total = len(entries) if count is None else count
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, total, total, len(directory), len(body), len(comment))
    return body + directory + end + comment


def parts(
    sheets: dict[str, str],
    *,
    styles: str | None = None,
    strings: str | None = None,
    workbook: str | None = None,
    states: dict[str, str] | None = None,
    properties: str = "",
    names: str = "",
) -> dict[str, bytes]:
    """The parts of an xlsx: the inside of each ``worksheet`` element by sheet name."""
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"'
        f' state="{(states or {}).get(name, "visible")}"/>'
        for number, name in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATION}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    if styles is not None:
        relations += f'<Relationship Id="rIdS" Type="{_RELATION}/styles" Target="styles.xml"/>'
    if strings is not None:
        relations += f'<Relationship Id="rIdT" Type="{_RELATION}/sharedStrings" Target="sharedStrings.xml"/>'
    made = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}">{_DEFAULT}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
        f'Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": workbook
        or f'<workbook xmlns="{MAIN}" xmlns:r="{_RELATION}">'
        f"{properties}<sheets>{listed}</sheets>{names}</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
    }
    for number, inside in enumerate(sheets.values(), 1):
        made[f"xl/worksheets/sheet{number}.xml"] = f'<worksheet xmlns="{MAIN}">{inside}</worksheet>'
    if styles is not None:
        made["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    if strings is not None:
        made["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    return {name: (DECLARATION + text).encode() for name, text in made.items()}


def zipped(members: dict[str, bytes]) -> bytes:
    """A plain package of ``members``."""
    return package([Entry(name, content) for name, content in members.items()])


def xlsx(
    cells: str, *, after: str = "", before: str = "", formats: tuple[str, ...] = (), **more: str
) -> bytes:
    """A workbook of one sheet ``表`` of these rows; cell style n+1 has the n-th of ``formats``."""
    styles = more.pop("styles", None)
    if styles is None:
        listed = "".join(
            f'<numFmt numFmtId="{200 + index}" formatCode="{escape(code)}"/>'
            for index, code in enumerate(formats)
        )
        used = "".join(f'<xf numFmtId="{200 + index}"/>' for index in range(len(formats)))
        styles = (
            f'<numFmts>{listed}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
            f'<cellXfs><xf numFmtId="0"/>{used}</cellXfs>'
        )
    sheet = f"{before}<sheetData>{cells}</sheetData>{after}"
    return zipped(parts({"表": sheet}, styles=styles, **more))  # type: ignore[arg-type]  # all of them are texts
