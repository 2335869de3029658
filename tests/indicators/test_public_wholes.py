from __future__ import annotations

import pytest

from jixiao.indicators.public_wholes import is_appropriated, whole_bases, without_endings


@pytest.mark.parametrize(
    ("of", "bases"),
    [
        ("", None),
        ("比", None),
        ("基本支出", ("basic.total", "spending.basic")),
        ("本年支出合计", ("spending.current",)),
        ("上年基本支出", ()),
        ("一般公共预算项目支出", ()),
        ("政府性基金预算财政拨款支出", ("appropriation.funds",)),
        ("全市面积", ()),
    ],
)
def test_what_a_share_is_of(of: str, bases: tuple[str, ...] | None) -> None:
    assert whole_bases(of) == bases


def test_words_of_appropriations() -> None:
    assert is_appropriated("一般公共预算基本支出")
    assert not is_appropriated("基本支出")


def test_names_without_their_endings() -> None:
    assert without_endings("农林水支出水利支出行政运行") == "农林水水利行政运行"
