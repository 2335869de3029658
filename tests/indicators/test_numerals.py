"""Chinese numerals become digits where they can be nothing but numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jixiao.indicators.numerals import is_numeral, numeral, rewrite


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        ("百分之九十", "90%"),
        ("百分之九十五点五以上", "95.5%以上"),
        ("百分百", "100%"),
        ("千分之三", "3‰"),
        ("九成", "90%"),
        ("九成半以上", "95%以上"),
        ("壹佰万元", "100万元"),
        ("五十万元", "50万元"),
        ("一亿五千万元", "150000000元"),
        ("不少于五次", "不少于5次"),
        ("三个工作日内", "3个工作日内"),
        ("十二月底前", "12月底前"),
        ("2天半", "2.5天"),
        ("95%(含95%)以上", "95%以上"),
        # words, not numbers
        ("四项制度", "四项制度"),
        ("一次性通过", "一次性通过"),
        ("三公经费不超支", "三公经费不超支"),
        ("十分满意", "十分满意"),
        ("统一部", "统一部"),
        ("第三期", "第三期"),
        ("一般", "一般"),
        ("二级以上", "二级以上"),
        ("一月一次", "一月1次"),
    ],
)
def test_numerals_are_rewritten_only_as_numbers(text: str, rewritten: str) -> None:
    assert rewrite(text) == rewritten


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百二十三", "123"),
        ("两百", "200"),
        ("廿三", "23"),
        ("九十五点五", "95.5"),
        ("零", "0"),
        ("一二", None),
        ("百", None),
    ],
)
def test_numerals_have_exact_values(text: str, value: str | None) -> None:
    assert numeral(text) == (None if value is None else Fraction(value))


def test_a_numeral_alone_is_known() -> None:
    assert [is_numeral(text) for text in ("三", "十二", "三次", "", "3")] == [True, True, False, False, False]
