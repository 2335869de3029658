from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.encoding import decode

TEXT = "项目支出绩效自评表，年度资金总额一百九十八万元。"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_is_always_itself(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "gbk"])
def test_chinese(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding))
    assert decoded.text == TEXT
    assert decoded.encoding == {"gbk": "gb18030"}.get(encoding, encoding)


@pytest.mark.parametrize(
    ("encoding", "text"), [("big5", "預算績效評價與項目資金"), ("shift_jis", "データの評価です。")]
)
def test_other_encodings_are_not_taken_for_chinese(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding) * 3).text is None


def test_where_it_fails() -> None:
    assert decode(b"abc\xffdef").offset == 3
    assert decode(b"\xef\xbb\xbfabc\xff").offset == 6
    assert decode(b"\xff\xfe\x00\xd8").offset == 2


def test_binary() -> None:
    assert decode(b"a\0b").binary
    assert decode("甲\0".encode("utf-16")).binary
    assert not decode(b"a\tb\r\n\f\x1a").binary


@given(st.binary())
def test_any_bytes_are_answered(data: bytes) -> None:
    decoded = decode(data)
    assert (decoded.text is None) is (decoded.encoding is None)
