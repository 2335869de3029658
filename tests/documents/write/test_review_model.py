from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.write.review_model import SIGN, Mark, mark_of


@given(
    st.integers(1, 10**17),
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.integers(0, 10**8),
    st.one_of(st.just(SIGN), st.integers(-1, 10**5).map(str)),
)
def test_a_mark_reads_back(version: int, content: str, base: int, row: str) -> None:
    mark = Mark(version, content, base, row)
    assert mark_of(f" {mark} ") == mark


@pytest.mark.parametrize(
    "text",
    [
        "",
        "jixiao-review/1",
        "jixiao-review/1:0:" + "a" * 64 + ":0:0",
        "jixiao-review/2:1:" + "a" * 64 + ":0:0",
    ],
)
def test_what_is_no_mark(text: str) -> None:
    assert mark_of(text) is None
