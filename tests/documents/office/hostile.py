"""Files made to do harm, by what each tries; small enough to be made in a moment."""

from __future__ import annotations

import random
import struct
from typing import TYPE_CHECKING

from tests.documents.office import biff_writer as biff
from tests.documents.office.biff_writer import record, workbook, xls
from tests.documents.office.packages import Entry, package, parts, xlsx, zipped

if TYPE_CHECKING:
    from collections.abc import Iterator

MEBIBYTE = 1024 * 1024


def repeatable(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same files every time, no secret


_LAUGHS = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
)
LAUGHS = f"{_LAUGHS}]><a>&a9;</a>".encode()
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


def replaced(part: str, content: bytes) -> bytes:
    """A workbook one of whose parts is ``content``."""
    return zipped({**parts({"表": "<sheetData/>"}, strings="<si><t>a</t></si>"), part: content})


def million_members() -> bytes:
    """10^6 members in the directory, all at one place."""
    body = package([Entry("a", b"")])[:31]
    directory = bytearray()
    for number in range(1_000_000):
        name = b"%x" % number
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0x800, 8, 0, 33, 0, 2, 0, len(name), 0, 0, 0, 0, 0, 0
        )
        directory += name
    total = len(directory)
    return (
        body
        + bytes(directory)
        + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 16960, 16960, total, len(body), 0)
    )


def _cells(count: int, width: int, chance: random.Random | None = None) -> str:
    line = "<c><v>1</v></c>" * width
    rows = []
    for row in range(count // width):
        if chance is not None:
            line = (
                "<c><v>" + "</v></c><c><v>".join(map(str, chance.choices(range(1000), k=width))) + "</v></c>"
            )
        rows.append(f'<row r="{row + 1}">{line}</row>')
    return "".join(rows)


Files = dict[str, tuple[bytes, frozenset[str]]]


def files() -> Files:
    """Each file by what it tries, with the codes it may be refused by; with no code it may be read."""
    made = {**_packages(), **_documents(), **_sheets(), **_streams()}
    return {name: (data, frozenset(codes)) for name, (data, *codes) in made.items()}


Made = dict[str, tuple[bytes, *tuple[str, ...]]]


def _packages() -> Made:
    members = parts({"表": "<sheetData/>"})
    entries = [Entry(name, content) for name, content in members.items()]
    bomb = b"<a>" + b" " * (60 * MEBIBYTE) + b"</a>"
    many = members | {f"xl/{number}.xml": bytes(MEBIBYTE) for number in range(99)}
    return {
        "zip bomb, declared": (zipped({**members, "xl/worksheets/sheet1.xml": bomb}), "OFF004"),
        "zip bomb of many members": (zipped(many), "OFF003", "OFF004"),
        "zip bomb that declares little": (package([*entries, Entry("xl/a.xml", bomb, size=99)]), "OFF011"),
        "10^6 members": (million_members(), "OFF005"),
        "the same member twice": (package([*entries, Entry("xl/workbook.xml", b"<a/>")]), "OFF007"),
        "names that lead out": (zipped({**members, "../../etc/cron.d/x": b"x"}), "OFF008"),
        "encrypted members": (package([Entry(n, c, flags=1) for n, c in members.items()]), "OFF006"),
    }


def _documents() -> Made:
    wide = LAUGHS.decode().encode("utf-16")
    return {
        "billion laughs": (replaced("xl/sharedStrings.xml", LAUGHS), "OFF001"),
        "billion laughs in UTF-16": (replaced("xl/worksheets/sheet1.xml", wide), "OFF001"),
        "external entity": (replaced("xl/workbook.xml", OUTSIDE), "OFF001"),
        "external entity in a part nobody reads": (replaced("docProps/custom.xml", OUTSIDE), "OFF001"),
        "deeply nested XML": (replaced("xl/worksheets/sheet1.xml", b"<a>" * 300_000), "OFF017"),
        "deeply nested XML that packs well": (
            replaced("xl/worksheets/sheet1.xml", b"<a>" * 3_000_000),
            "OFF004",
        ),
    }


def _sheets() -> Made:
    hexadecimal = repeatable(1).randbytes(900_000).hex()
    strings = "".join(f"<si><t>{hexadecimal[at : at + 8]}</t></si>" for at in range(0, len(hexadecimal), 8))
    corners = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="50000"><c r="SR50000"><v>1</v></c></row>',
        "".join(f'<mergeCell ref="A{row}:SR{row + 15000}"/>' for row in range(1, 5000)),
    )
    nines = "9" * 1_000_000
    formulas = f'<c r="A1"><f>{"1+" * 4000}</f></c><c r="B1"><f>{"(" * 8000}</f></c>'
    return {
        "value in XFD1048576": (
            xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            "OFF002",
        ),
        "3 million cells": (xlsx(_cells(3_000_000, 500)), "OFF004"),
        # whichever limit comes first: the cells counted, or the worker's time on a busy machine
        "3 million cells that pack badly": (xlsx(_cells(3_000_000, 500, repeatable(2))), "OFF016", "OFF014"),
        "900,000 random strings": (xlsx("", strings=strings * 4),),
        "merged ranges on each other": (
            xlsx(corners[0], after=f"<mergeCells>{corners[1]}</mergeCells>"),
            "OFF016",
        ),
        "a number of a million digits": (xlsx(f'<row r="1"><c r="A1"><v>{nines}</v></c></row>'),),
        "an exponent of a million digits": (xlsx(f'<row r="1"><c r="A1"><v>1e{nines}</v></c></row>'),),
        "a format of a million digits": (
            xlsx('<row r="1"><c r="A1" s="1"><v>1</v></c></row>', formats=("0" * 900_000,)),
        ),
        "formulas that defy matching": (xlsx(f'<row r="1">{formulas}</row>'),),
    }


def _streams() -> Made:
    lying = record(0xFC, struct.pack("<2I", 2**31, 2**31) + bytes(8000))
    stream = workbook({"表": b""})
    return {
        "value in IV65536 of an xls": (xls(biff.number(65535, 255, 0, 1)), "OFF002"),
        "encrypted xls": (xls(b"", before=record(0x2F, bytes(6))), "OFF006"),
        "xls with a string table that lies": (xls(b"", before=lying),),
        "xls with a sheet beyond its end": (biff.compound({"Workbook": stream[:-8] + bytes(64)}), "OFF009"),
    }


def slow_file() -> bytes:
    """A workbook that keeps a reader busy: merged ranges that each overlap the one before."""
    cells = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in (1, 12_000))
    wide = '<row r="12001"><c r="T12001"><v>1</v></c></row>'
    merges = "".join(f'<mergeCell ref="A{row}:T{row + 5000}"/>' for row in range(7000, 1, -1))
    return xlsx(cells + wide, after=f"<mergeCells>{merges}</mergeCells>")


def noise(mebibytes: int) -> bytes:
    """Bytes that do not pack."""
    return repeatable(7).randbytes(mebibytes * MEBIBYTE)


def members() -> dict[str, bytes]:
    """The parts of a small workbook in which every mechanism is used."""
    cells = (
        '<dimension ref="A1"/><cols><col min="3" max="3" hidden="1"/></cols><sheetData>'
        '<row r="1"><c r="A1" s="1"><v>0.5</v></c><c r="B1" t="s"><v>0</v></c>'
        '<c r="C1" s="2"><v>45261</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><f>100%</f></c><c r="B2"><f t="shared" si="0">A1*2</f><v>1</v></c>'
        '</row><row r="3"><c r="A3" t="inlineStr"><is><t>a</t></is></c>'
        '<c r="B3"><f t="shared" si="0"/><v>2</v></c></row>'
        '</sheetData><mergeCells><mergeCell ref="B1:C2"/></mergeCells>'
    )
    styles = (
        '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="176"/></cellXfs>'
    )
    strings = "<si><r><t>绩</t></r><r><t>效_x000D_</t></r><rPh><t>x</t></rPh></si>"
    return parts({"表": cells, "乙": "<sheetData/>"}, styles=styles, strings=strings)


def wholes() -> dict[str, bytes]:
    """A small workbook of each kind."""
    cells = biff.number(0, 0, 1, 0.5) + biff.shared(1, 0, 0) + record(0xE5, struct.pack("<5H", 1, 0, 0, 0, 1))
    book = workbook({"表": cells}, strings=["绩效"], formats=("0%",))
    return {"xlsx": zipped(members()), "xls": biff.compound({"Workbook": book})}


def truncated(data: bytes) -> Iterator[bytes]:
    """``data`` cut at every 1 % of its length."""
    for percent in range(100):
        yield data[: len(data) * percent // 100]


def mutated(data: bytes, count: int, seed: int = 20261121) -> Iterator[bytes]:
    """``data`` with some bytes changed, pieces doubled, left out or filled, ``count`` times."""
    chance = repeatable(seed)
    for _ in range(count):
        changed = bytearray(data)
        for _ in range(chance.choice((1, 1, 2, 5, 30))):
            at = chance.randrange(len(changed))
            size = chance.choice((1, 2, 4, 16, 64))
            way = chance.randrange(5)
            if way == 0:
                changed[at] ^= 1 << chance.randrange(8)
            elif way == 1:
                changed[at : at + size] = chance.randbytes(size)
            elif way == 2:
                changed[at : at + size] = chance.choice((b"\0", b"\xff")) * size
            elif way == 3 and len(changed) > size + 100:
                del changed[at : at + size]
            else:
                changed[at:at] = changed[at : at + size]
        yield bytes(changed)


def mutated_parts(members: dict[str, bytes], count: int, seed: int = 20261122) -> Iterator[bytes]:
    """Packages with right sums in which the text of a part is changed: what sums do not catch."""
    chance = repeatable(seed)
    names = sorted(members)
    for _ in range(count):
        name = chance.choice(names)
        (changed,) = mutated(members[name], 1, chance.randrange(2**32))
        yield zipped({**members, name: changed})
