from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.office.formula_text import UNKNOWN
from jixiao.documents.office.xls_formula import formula_text

HUNDRED = struct.pack("<BH", 0x1E, 100)


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (HUNDRED, "100"),
        (HUNDRED + b"\x14", "100%"),
        (HUNDRED + b"\x13", "-100"),
        (HUNDRED + b"\x15", "100"),
        (struct.pack("<Bd", 0x1F, 99.5) + b"\x14", "99.5%"),
        (b"\x17\x02\x01" + "良好".encode("utf-16-le"), '"良好"'),
        (b"\x17\x02\x00ok", '"ok"'),
        (HUNDRED + HUNDRED + b"\x03", UNKNOWN),
        (b"\x44\x00\x00\x00\x00", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_constants_have_a_text_and_nothing_else_has(tokens: bytes, text: str) -> None:
    assert formula_text(tokens) == text


@given(st.binary(max_size=40))
def test_any_tokens_have_some_text(tokens: bytes) -> None:
    assert formula_text(tokens)
