"""Whole .xls files made by hand, record by record."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.office import limits
from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.xls_grid import read_xls
from tests.documents.office import biff_writer as biff
from tests.documents.office.biff_writer import compound, record, workbook, xls

HUNDRED_PERCENT = struct.pack("<BH", 0x1E, 100) + b"\x14"
REFERENCE = b"\x44\x00\x00\x00\x00"
STRING_FOLLOWS = b"\x00\x00\x00\x00\x00\x00\xff\xff"


def result(value: float) -> bytes:
    return struct.pack("<d", value)


def sheet(cells: bytes, **more: Any) -> dict[str, Any]:
    return read_xls(xls(cells, **more))[0]


def codes(read: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(code, ref) for code, _, ref, _ in read["notes"]]


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read_xls(data)
    return caught.value.code


def test_numbers_display_as_their_formats_say() -> None:
    formats = ("0.00%", '"≥"0"次"', 'yyyy"年"m"月"', "#,##0.00")
    values = [(0.1 + 0.2, "0.3"), (0.95, "95.00%"), (3, "≥3次"), (45261, "2023年12月"), (1234.5, "1,234.50")]
    cells = b"".join(biff.number(0, style, style, value) for style, (value, _) in enumerate(values))
    read = sheet(cells, formats=formats)
    assert read["rows"] == [[text for _, text in values]]
    assert (0, 1, "0.95") in read["raws"]


def test_every_kind_of_cell() -> None:
    packed = (
        struct.pack("<2H", 1, 0) + struct.pack("<HI", 0, 7 << 2 | 2) + struct.pack("<HI", 0, 150 << 2 | 3)
    )
    cells = (
        biff.shared(0, 0, 1)
        + record(0x0204, struct.pack("<3H", 0, 1, 0) + biff.text("乙\r\n丙"))
        + record(0x027E, struct.pack("<3HI", 0, 2, 0, 5 << 2 | 2))
        + record(0x0205, struct.pack("<3H2B", 0, 3, 0, 1, 0))
        + record(0x0205, struct.pack("<3H2B", 0, 4, 0, 0x17, 1))
        + record(0x00BD, packed + struct.pack("<H", 1))
        + record(0x0201, struct.pack("<3H", 9, 9, 0))
    )
    read = sheet(cells, strings=["甲", "甲乙"])
    assert read["rows"] == [["甲乙", "乙\n丙", "5", "TRUE", "#REF!"], ["7", "1.5", "", "", ""]]
    assert codes(read) == [("OFF032", "E1")]


def test_formulas_typed_and_real() -> None:
    cells = (
        biff.formula(0, 0, HUNDRED_PERCENT, result(1))
        + biff.formula(0, 1, REFERENCE, result(0.5), 1)
        + biff.formula(0, 2, REFERENCE, STRING_FOLLOWS)
        + record(0x0207, biff.text("良好"))
        + biff.formula(0, 3, REFERENCE, b"\x01\x00\x01\x00\x00\x00\xff\xff")
        + biff.formula(0, 4, REFERENCE, b"\x02\x00\x07\x00\x00\x00\xff\xff")
        + biff.formula(0, 5, REFERENCE, b"\x03\x00\x00\x00\x00\x00\xff\xff")
    )
    read = sheet(cells, formats=("0%",))
    assert read["rows"] == [["=100%", "50%", "良好", "TRUE", "#DIV/0!", ""]]
    assert [text for _, _, text in read["formulas"]] == ["100%", "…", "…", "…", "…", "…"]
    assert [code for code, _ in codes(read)] == [
        "OFF033",
        "OFF030",
        "OFF030",
        "OFF030",
        "OFF032",
        "OFF030",
        "OFF030",
    ]


def test_merged_hidden_and_zero_settings() -> None:
    cells = (
        record(0x023E, struct.pack("<H", 0))
        + record(0x007D, struct.pack("<5H", 1, 1, 2000, 0, 1))
        + record(0x0208, struct.pack("<7H", 1, 0, 2, 255, 0, 0, 0x20) + b"\0\0")
        + biff.shared(0, 0, 0)
        + biff.number(1, 0, 0, 0)
        + biff.number(1, 1, 0, 2)
        + record(0x00E5, struct.pack("<5H", 1, 0, 0, 0, 1))
    )
    read = sheet(cells, strings=["题"])
    assert read["rows"] == [["题", "题"], ["", "2"]]
    assert read["merges"] == [(0, 0, 1, 2)]
    assert [code for code, _ in codes(read)] == ["OFF037", "OFF034", "OFF035"]


def test_several_sheets_hidden_ones_and_charts_inside() -> None:
    chart = biff.bof(0x20) + biff.number(5, 5, 0, 9) + record(0x0A)
    stream = workbook(
        {"甲": biff.number(0, 0, 0, 1) + chart + biff.number(0, 1, 0, 2), "乙": b""}, hidden=("乙",)
    )
    read = read_xls(compound({"Workbook": stream}))
    assert [(one["name"], one["hidden"], one["rows"]) for one in read] == [
        ("甲", False, [["1", "2"]]),
        ("乙", True, []),
    ]


def test_days_since_1904() -> None:
    assert sheet(biff.number(0, 0, 1, 43799), formats=("yyyy-m-d",), before=record(0x0022, b"\1\0"))[
        "rows"
    ] == [["2023-12-1"]]


def test_many_strings_run_over_many_records() -> None:
    strings = [f"第{number}条" * (number % 90) for number in range(900)]
    pieces, current = [], struct.pack("<2I", len(strings), len(strings))
    for encoded in map(biff.text, strings):  # cut between strings, as a seam inside one changes its width
        if len(current) + len(encoded) > 8224:
            pieces.append(current)
            current = b""
        current += encoded
    pieces.append(current)
    table = b"".join(
        struct.pack("<2H", 0x3C if index else 0xFC, len(piece)) + piece for index, piece in enumerate(pieces)
    )
    read = sheet(biff.shared(0, 0, 899) + biff.shared(0, 1, 451), before=table)
    assert read["rows"] == [[strings[899], strings[451]]]


def test_a_string_table_that_counts_wrong_ends_where_its_bytes_end() -> None:
    table = record(0x00FC, struct.pack("<2I", 7000, 7000) + biff.text("甲") + biff.text("乙"))
    read = sheet(biff.shared(0, 0, 1) + biff.shared(0, 1, 2) + biff.shared(0, 2, 0), before=table)
    assert (read["rows"], codes(read)) == ([["乙", "", "甲"]], [("OFF041", "B1")])


@pytest.mark.parametrize(("row", "column"), [(limits.MAX_ROWS, 0), (65_535, 255), (0, 512)])
def test_a_used_cell_beyond_the_limits(row: int, column: int) -> None:
    assert refusal(xls(biff.number(row, column, 0, 1))) == "OFF002"


def test_a_password() -> None:
    assert refusal(xls(b"", before=record(0x002F, bytes(6)))) == "OFF006"
    assert refusal(compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"})) == "OFF006"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (compound({"WordDocument": b"x"}), "doc"),
        (compound({"Book": b"x"}), "xls-old"),
        (compound({"Workbook": workbook({"表": b""}, version=0x0500)}), "xls-old"),
    ],
)
def test_what_is_no_biff8_workbook(data: bytes, kind: str) -> None:
    with pytest.raises(Refused) as caught:
        read_xls(data)
    assert (caught.value.code, caught.value.params) == ("OFF010", {"kind": kind})


@pytest.mark.parametrize(
    "stream",
    [
        b"x" * 100,
        workbook({}),
        workbook({"表": b""})[:-6],
        workbook({"表": struct.pack("<2H", 0x0203, 4) + b"abcd"}),
        workbook({"表": b""}, before=record(0x00FC, struct.pack("<2I", 9, 9) + biff.text("ab")[:-1])),
        workbook({"表": biff.formula(0, 0, REFERENCE, result(1))[:-9]}),
    ],
)
def test_what_breaks_its_own_rules_is_damaged(stream: bytes) -> None:
    assert refusal(compound({"Workbook": stream})) == "OFF009"


def test_a_string_that_is_not_there_and_a_number_that_is_none() -> None:
    read = sheet(
        biff.shared(0, 0, 5) + biff.number(0, 1, 0, float("nan")) + biff.number(0, 2, 0, 1), strings=["a"]
    )
    assert read["rows"] == [["", "", "1"]]
    assert codes(read) == [("OFF041", "A1"), ("OFF042", "B1")]


@given(st.data())
def test_changed_bytes_are_refused_or_read(data: st.DataObject) -> None:
    cells = biff.shared(0, 0, 0) + biff.number(1, 1, 1, 0.5) + biff.formula(2, 2, HUNDRED_PERCENT, result(1))
    whole = bytearray(xls(cells, strings=["甲乙", "丙"], formats=("0%",)))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert read_xls(bytes(whole))
    except Refused as refused:
        assert refused.code.startswith("OFF0")  # noqa: PT017 - either outcome is right
