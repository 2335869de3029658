"""One spelling for every sign."""

from __future__ import annotations

import pytest
from hypothesis import given

from jixiao.indicators.cleaning import clean, squeeze
from tests.strategies.cells import cell_texts


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("≧９５％", "≥95%"),
        ("＞＝ 9 0", "≥90"),
        ("=> 90", "≥90"),
        ("═100%", "=100%"),
        ("〉5", ">5"),
        ("≥≥5", "≥5"),
        ("１２\n月", "12月"),
        ("5\u200b0\ufeff", "50"),
        ("m²", "m2"),
        ("㎡", "m2"),
        ("10²", "10²"),
        ("½", "½"),
        ("①90%②95%", "90%;95%"),
        ("★≥90%", "≥90%"),
        (".5", ".5"),
        ("《规划》", "规划"),
        ("“90%”。", "90%"),
        ("50%～60%", "50%~60%"),
        ("－3", "-3"),
    ],
)
def test_signs_have_one_spelling(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_squeezing_leaves_letters_and_digits() -> None:
    assert squeeze("基本达成 目\n标。") == "基本达成目标"


@given(cell_texts)
def test_cleaning_leaves_no_blank(text: str) -> None:
    assert not any(char.isspace() for char in clean(text))
