from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.office.ole import CompoundFile
from jixiao.documents.office.refusal import Refused
from tests.documents.office.biff_writer import compound


def refusal(data: bytes, stream: str = "Workbook") -> str:
    with pytest.raises(Refused) as caught:
        CompoundFile(data).read(stream)
    return caught.value.code


@given(st.lists(st.integers(1, 20_000), min_size=1, max_size=4))
def test_streams_come_back(sizes: list[int]) -> None:
    streams = {f"Stream{number}": bytes([number + 1]) * size for number, size in enumerate(sizes)}
    opened = CompoundFile(compound(streams))
    assert opened.names() == [name.lower() for name in streams]
    for name, content in streams.items():
        assert name in opened
        assert opened.read(name).rstrip(b"\0") == content


def test_a_large_stream_over_several_tables() -> None:
    content = bytes(range(1, 251)) * 4000
    assert CompoundFile(compound({"Workbook": content})).read("workbook")[: len(content)] == content


def test_a_chain_in_a_ring_ends() -> None:
    data = bytearray(compound({"Workbook": b"x" * 9000}))
    at = data.rindex(struct.pack("<3I", 1, 2, 3))
    struct.pack_into("<I", data, at + 8, 0)
    assert refusal(bytes(data)) == "OFF009"


def test_a_stream_longer_than_the_file() -> None:
    data = compound({"Workbook": b"x" * 9000})
    longer = data.replace(struct.pack("<IQ", 0, 9216), struct.pack("<IQ", 0, 2**31))
    assert longer != data
    assert refusal(longer) == "OFF009"


def test_cut_anywhere_it_is_damaged_or_whole() -> None:
    data = compound({"Workbook": bytes(range(1, 250)) * 50})
    whole = CompoundFile(data).read("Workbook")
    for percent in range(100):
        try:
            assert CompoundFile(data[: len(data) * percent // 100]).read("Workbook") == whole
        except Refused as refused:
            assert refused.code == "OFF009"  # noqa: PT017 - either outcome is right
        except KeyError:
            pytest.fail("a stream lost without a word")


@given(st.data())
def test_changed_bytes_never_raise_anything_else(data: st.DataObject) -> None:
    whole = bytearray(compound({"Workbook": b"x" * 5000, "Other": b"y" * 100}))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        opened = CompoundFile(bytes(whole))
        for name in opened.names():
            opened.read(name)
    except Refused as refused:
        assert refused.code == "OFF009"  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize(
    "data",
    [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"x" * 600, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)],
)
def test_what_is_no_compound_file(data: bytes) -> None:
    assert refusal(data) == "OFF009"
