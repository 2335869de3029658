"""Names of 科目 and units of money."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jixiao.indicators.public_names import (
    canonical,
    economic_codes,
    is_personnel,
    is_public,
    money_scale,
    money_unit,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("对个人和家庭补助支出", "对个人和家庭的补助"),
        ("一、一般公共服务支出", "一般公共服务支出（类）"),
        ("（三）卫生健康支出", "卫生健康"),
        ("其他用车", "8. 其他用车"),
    ],
)
def test_two_ways_of_writing_one_name(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


def test_other_names_stay_apart() -> None:
    assert canonical("行政运行") != canonical("事业运行")
    assert canonical("教育支出") != canonical("普通教育")


def test_economic_kinds() -> None:
    assert economic_codes("对个人和家庭补助支出") == ("303",)
    assert economic_codes("工资福利支出") == ("301",)
    assert economic_codes("资本性支出") == ("309", "310")
    assert economic_codes("农林水支出") == ()
    assert is_personnel("人员经费")
    assert is_public("日常公用经费")
    assert not is_public("人员经费")


def test_units_of_money_by_their_size() -> None:
    assert money_unit(Fraction(10**4), "元") == "万元"
    assert money_unit(Fraction(1, 10**4), "万元") == "元"
    assert money_unit(Fraction(10**4), "万元") == "亿元"
    assert money_unit(Fraction(7), "万元") is None


def test_sizes_of_units_of_money() -> None:
    assert money_scale("元") == Fraction(1, 10**4)
    assert money_scale("万元") == 1
    assert money_scale("亿元") == 10**4
    assert money_scale("台") is None
