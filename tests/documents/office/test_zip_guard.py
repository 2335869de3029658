from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.office import limits
from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.zip_guard import Package
from tests.documents.office.packages import Entry, package

MEBIBYTE = 1024 * 1024


def inflated(data: bytes) -> set[bytes]:
    opened = Package(data)
    return {opened.inflate(member) for member in opened.members}


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        inflated(data)
    return caught.value.code


def test_the_beginning_of_a_member_costs_nothing_more() -> None:
    opened = Package(
        package(
            [Entry("a.xml", b"<a>" * 10_000), Entry("b.bin", b"xyz" * 10_000, stored=True), Entry("c", b"")]
        )
    )
    assert [opened.head(member) for member in opened.members] == [(b"<a>" * 22)[:64], (b"xyz" * 22)[:64], b""]


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}\.xml", fullmatch=True), st.binary(max_size=300), min_size=1, max_size=6
    )
)
def test_an_honest_package_is_read_as_python_reads_it(members: dict[str, bytes]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    opened = Package(buffer.getvalue())
    assert {name: opened.read(name) for name in opened.names()} == members


def test_names_are_found_in_any_case_and_with_either_slash() -> None:
    opened = Package(package([Entry("XL\\Workbook.xml", b"<a/>")]))
    assert "xl/workbook.xml" in opened
    assert opened.read("xl/WORKBOOK.xml") == b"<a/>"


def test_wide_fields_of_streaming_writers_are_understood() -> None:
    assert Package(package([Entry("a.xml", b"<a/>", wide=True)])).read("a.xml") == b"<a/>"


def test_bytes_behind_and_a_comment_do_no_harm() -> None:
    data = package([Entry("a.xml", b"<a/>")], comment=b"PK and more")
    assert Package(data + b"\0\0").read("a.xml") == b"<a/>"


def test_more_than_64_mebibytes_declared() -> None:
    half = limits.MAX_EXPANDED // 2 + 1
    entries = [Entry(name, b"x", size=half, packed=half) for name in ("a.xml", "b.xml")]
    assert refusal(package(entries)) == "OFF003"


def test_exactly_64_mebibytes_are_let_in() -> None:
    data = bytes(range(256)) * (limits.MAX_EXPANDED // 256)
    assert len(Package(package([Entry("a.bin", data, stored=True)])).read("a.bin")) == limits.MAX_EXPANDED


def test_a_ratio_over_200_in_one_member_or_in_all() -> None:
    assert refusal(package([Entry("a.xml", bytes(2 * MEBIBYTE))])) == "OFF004"
    many = [Entry(f"{number}.xml", bytes(MEBIBYTE // 2)) for number in range(8)]
    assert refusal(package(many)) == "OFF004"


def test_a_small_member_may_pack_well() -> None:
    assert Package(package([Entry("a.xml", bytes(MEBIBYTE))])).read("a.xml") == bytes(MEBIBYTE)


@pytest.mark.parametrize("size", [0, 1, 999_999])
def test_a_member_larger_than_it_says(size: int) -> None:
    assert refusal(package([Entry("a.xml", bytes(MEBIBYTE), size=size)])) == "OFF011"


def test_a_member_smaller_than_it_says_or_with_another_sum() -> None:
    assert refusal(package([Entry("a.xml", b"<a/>", size=9)])) == "OFF009"
    assert refusal(package([Entry("a.xml", b"<a/>", crc=1)])) == "OFF009"


def test_a_bomb_that_declares_little_is_not_inflated() -> None:
    data = package([Entry("a.xml", bytes(48 * MEBIBYTE), size=1000)])
    tracemalloc.start()
    assert refusal(data) == "OFF011"
    assert tracemalloc.get_traced_memory()[1] < 4 * MEBIBYTE
    tracemalloc.stop()


def test_the_member_limit() -> None:
    entries = [Entry(str(number), b"") for number in range(limits.MAX_MEMBERS)]
    assert len(Package(package(entries)).members) == limits.MAX_MEMBERS
    assert refusal(package([*entries, Entry("more", b"")])) == "OFF005"


def million(*, count: int) -> bytes:
    """A directory of a million members that all point at one, with a count that may lie."""
    body = package([Entry("a", b"")])[:31]
    name = b"a"
    head = struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0x800, 8, 0, 33, 0, 2, 0, len(name), 0, 0, 0, 0, 0, 0
    )
    directory = (head + name) * 1_000_000
    return (
        body
        + directory
        + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    )


@pytest.mark.parametrize("count", [0xFFFF, 1])
def test_a_million_members_are_counted_only_to_the_limit(count: int) -> None:
    data = million(count=count)
    start = time.perf_counter()
    tracemalloc.start()
    code = refusal(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert code in {"OFF005", "OFF007"}
    assert peak < 16 * MEBIBYTE
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("flags", [0x1, 0x41, 0x2001])
def test_encrypted(flags: int) -> None:
    assert refusal(package([Entry("a.xml", b"<a/>", flags=flags)])) == "OFF006"


@pytest.mark.parametrize("method", [1, 9, 12, 14, 93, 99])
def test_methods_no_office_program_uses(method: int) -> None:
    assert refusal(package([Entry("a.xml", b"<a/>", method=method)])) == "OFF012"


@pytest.mark.parametrize("second", ["a.xml", "A.XML"])
def test_two_members_of_one_name(second: str) -> None:
    assert refusal(package([Entry("a.xml", b"1"), Entry(second, b"2")])) == "OFF007"


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../a.xml", "a/../../b", "..\\a.xml", "C:/a.xml", "C:\\a", "a\0b", ""]
)
def test_names_that_lead_out(name: str) -> None:
    assert refusal(package([Entry(name, b"1")])) == "OFF008"


def test_dots_inside_a_name_lead_nowhere() -> None:
    assert Package(package([Entry("a..b/c...xml", b"1")])).read("a..b/c...xml") == b"1"


def test_cut_anywhere_it_is_damaged() -> None:
    data = package([Entry("a.xml", bytes(range(256)) * 20), Entry("b.xml", b"<b/>")])
    for percent in range(100):
        assert refusal(data[: len(data) * percent // 100]) == "OFF009"


@given(st.data())
def test_any_changed_byte_is_refused_or_changes_nothing(data: st.DataObject) -> None:
    members = {"a.xml": b"<a>" + bytes(range(97, 123)) * 9 + b"</a>", "b.xml": b"<b/>"}
    whole = bytearray(package([Entry(name, content) for name, content in members.items()]))
    position = data.draw(st.integers(0, len(whole) - 1))
    whole[position] ^= data.draw(st.integers(1, 255))
    try:
        contents = inflated(bytes(whole))
    except Refused:
        return
    assert contents == set(members.values())


@given(st.binary(max_size=2000))
def test_random_bytes_are_refused(data: bytes) -> None:
    assert refusal(b"PK\x03\x04" + data) in {"OFF009", "OFF005"}
