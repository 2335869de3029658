from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.disclosure.numbering import han_number, marker_of
from jixiao.indicators.ordinals import body, han, stands_in, written


@given(st.integers(1, 99))
def test_a_chinese_numeral_reads_back(number: int) -> None:
    assert han_number(han(number)) == number


STYLES = ("part", "han", "han-paren", "arabic", "arabic-paren", "half-paren", "goal")


@given(st.sampled_from(STYLES), st.integers(1, 20))
def test_a_written_number_is_the_marker_of_a_paragraph(style: str, number: int) -> None:
    text = f"{written(style, number)}{':' if style == 'goal' else ''}工作情况"
    marker = marker_of(text)
    assert marker is not None
    assert (marker.style, marker.number) == (style, number)
    assert stands_in(style, number, f"前面的工作。{text}")
    assert body(text) == "工作情况" or style == "part"


@pytest.mark.parametrize(
    ("style", "number", "text", "found"),
    [
        ("han-paren", 4, "监督工作。（四）负责指导", True),
        ("han-paren", 4, "监督工作。", False),
        ("arabic", 2, "内容：1.做好 2．管好", True),
        ("arabic-paren", 3, "③开展调查", True),
        ("ordinal", 2, "二是开展调查", False),
        ("arabic", 0, "0、开展", False),
    ],
)
def test_a_number_inside_a_text(style: str, number: int, text: str, found: bool) -> None:
    assert stands_in(style, number, text) is found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("（三）做好工作", "做好工作"),
        ("3、做好 工作", "做好工作"),
        ("目标3：做好工作", "做好工作"),
        ("②做好工作", "做好工作"),
        ("3.5 万元", "3.5万元"),
        ("做好（三）工作", "做好（三）工作"),
    ],
)
def test_what_stands_behind_the_number(text: str, said: str) -> None:
    assert body(text) == said


def test_a_style_without_a_form_is_the_number() -> None:
    assert written("ordinal", 3) == "3"
