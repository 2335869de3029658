from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.xml_guard import harmless, local, looks_like_xml, parse

LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        harmless(content, "part.xml")
    return caught.value.code


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "text", [LAUGHS, OUTSIDE, "<!DOCTYPE a><a/>", '<?xml version="1.0"?>\n<!-- x --><!DOCTYPE a><a/>']
)
def test_a_document_type_is_refused_in_every_encoding(text: str, encoding: str) -> None:
    assert refusal(text.encode(encoding)) in {"OFF001", "OFF017"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_document_type_is_named_as_the_reason(encoding: str) -> None:
    assert refusal(LAUGHS.encode(encoding)) == "OFF001"


@pytest.mark.parametrize("encoding", ["gb2312", "cp037", "utf-7", "iso-2022-cn", "latin-1"])
def test_other_encodings_are_refused(encoding: str) -> None:
    assert refusal(f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode()) == "OFF017"


def test_a_declaration_of_utf_16_on_utf_8_bytes_is_not_believed() -> None:
    content = '<?xml version="1.0" encoding="utf-16"?><a>甲</a>'.encode()
    seen: list[str] = []
    parse(harmless(content, "a"), "a", start=lambda *_: None, text=seen.append)
    assert "".join(seen) == "甲"


@given(st.text(alphabet="abc 甲乙≥😀<&>\"'", max_size=50))
def test_text_goes_through_in_both_encodings(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    source = f'<?xml version="1.0" encoding="{{}}"?><a xmlns="n">{escaped}</a>'
    for encoding in ("utf-8", "utf-16"):
        seen: list[str] = []
        names: list[str] = []
        content = harmless(source.format(encoding).encode(encoding), "a")
        parse(content, "a", start=lambda name, _, names=names: names.append(name), text=seen.append)  # type: ignore[misc]  # bound now
        assert ("".join(seen), names) == (text, ["n}a"])


@pytest.mark.parametrize("content", [b"", b"<a>", b"<a></b>", b"\xff<a/>", b"<a>&b;</a>", b"a", b"<a/><b/>"])
def test_what_is_not_well_formed_is_damaged(content: bytes) -> None:
    with pytest.raises(Refused) as caught:
        parse(content, "part.xml", start=lambda *_: None)
    assert caught.value.code == "OFF017"


def test_the_parser_itself_refuses_a_document_type() -> None:
    with pytest.raises(Refused) as caught:
        parse(LAUGHS.encode(), "a", start=lambda *_: None)
    assert caught.value.code == "OFF001"


@pytest.mark.parametrize(
    ("name", "content", "xml"),
    [
        ("a.xml", b"", True),
        ("a.rels", b"", True),
        ("a.vml", b"", True),
        ("image1.png", b"\x89PNG", False),
        ("a.bin", b"  <a/>", True),
        ("a.bin", "\ufeff<a/>".encode("utf-16"), True),
        ("a.bin", "<a/>".encode("utf-32-be"), True),
        ("a.bin", b"\0\1\2", False),
    ],
)
def test_xml_is_known_by_name_and_by_content(name: str, content: bytes, xml: bool) -> None:
    assert looks_like_xml(name, content) is xml


def test_the_local_name() -> None:
    assert local("urn:x}cell") == "cell"
    assert local("cell") == "cell"
