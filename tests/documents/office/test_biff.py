from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.office.biff import StringReader, records, rk_number, short_string
from jixiao.documents.office.refusal import Refused
from tests.documents.office.biff_writer import record, text


def test_records_are_cut_and_continuations_joined() -> None:
    stream = record(0x10, b"a") + record(0x20, b"b" * 20_000) + record(0x0A)
    found = list(records(stream, 0))
    assert [(number, len(content), seams) for number, content, seams in found] == [
        (0x10, 1, []),
        (0x20, 20_000, [8224, 16448]),
        (0x0A, 0, []),
    ]


@pytest.mark.parametrize("stream", [b"", b"\x10", record(0x10, b"abc"), record(0x10, b"abc")[:-1], bytes(8)])
def test_a_stream_without_its_end_is_damaged(stream: bytes) -> None:
    with pytest.raises(Refused) as caught:
        list(records(stream, 0))
    assert caught.value.code == "OFF009"


NARROW = st.text(alphabet=st.characters(max_codepoint=255), max_size=30)


@given(st.lists(st.tuples(st.text(max_size=30), st.booleans(), st.integers(0, 3)), max_size=8))
def test_strings_one_after_another(strings: list[tuple[str, bool, int]]) -> None:
    content, wanted = b"", []
    for value, extended, runs in strings:
        clean = value.encode("utf-16-le", "replace").decode("utf-16-le")
        wide = clean.encode("utf-16-le")
        flags = 1 | (4 if extended else 0) | (8 if runs else 0)
        content += struct.pack("<HB", len(wide) // 2, flags)
        content += (struct.pack("<H", runs) if runs else b"") + (struct.pack("<I", 5) if extended else b"")
        content += wide + bytes(4 * runs) + (b"\1\2\3\4\5" if extended else b"")
        wanted.append(clean)
    reader = StringReader(content, [])
    assert [reader.next() for _ in strings] == wanted


@given(st.text(alphabet="abcé", min_size=1, max_size=20), st.text(alphabet="甲乙丙", min_size=1, max_size=20))
def test_a_string_may_change_its_width_at_a_seam(narrow: str, wide: str) -> None:
    head = struct.pack("<HB", len(narrow) + len(wide), 0) + narrow.encode("latin-1")
    reader = StringReader(head + b"\x01" + wide.encode("utf-16-le") + text("尾"), [len(head)])
    assert reader.next() == narrow + wide
    assert reader.next() == "尾"


def test_a_seam_between_two_strings_adds_nothing() -> None:
    first = text("甲乙")
    reader = StringReader(first + text("丙"), [len(first)])
    assert [reader.next(), reader.next()] == ["甲乙", "丙"]


@given(st.binary(max_size=60), st.lists(st.integers(0, 60), max_size=3))
def test_random_bytes_are_strings_or_damaged(content: bytes, seams: list[int]) -> None:
    reader = StringReader(content, sorted(seams))
    try:
        for _ in range(20):
            reader.next()
    except Refused as refused:
        assert refused.code == "OFF009"  # noqa: PT017 - either outcome is right


def test_short_strings() -> None:
    assert short_string(b"\x02\x00ab", 0) == "ab"
    assert short_string(b"x\x02\x01" + "甲乙".encode("utf-16-le"), 1) == "甲乙"
    with pytest.raises(Refused):
        short_string(b"\x02", 0)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        (100 << 2 | 2, 100.0),
        (100 << 2 | 3, 1.0),
        ((-5 << 2 | 2) & 0xFFFFFFFF, -5.0),
        (0x3FF00000, 1.0),
        (0x3FF00001, 0.01),
    ],
)
def test_packed_numbers(word: int, value: float) -> None:
    assert rk_number(word) == value
