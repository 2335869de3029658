"""The kinds of money that lines of 项目资金 name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.indicators.fund_kinds import FUND_KINDS, fund_kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("年度资金总额", "total"),
        ("其中：一般公共预算", "general-budget"),
        ("政府性基金预算拨款", "government-fund"),
        ("国有资本经营预算", "state-capital"),
        ("上年结转资金", "carried-over"),
        ("① 中央财政资金", "central"),
        ("省级财政资金", "province"),
        ("市本级资金", "city"),
        ("区级财政配套", "county"),
        ("上级转移支付", "upper-level"),
        ("当年财政拨款", "fiscal"),
        ("政府预算资金", "fiscal"),
        ("单位自筹", "own"),
        ("财政专户管理资金", "special-account"),
        ("专项债券", "bond"),
        ("其他资金", "other"),
        ("第一笔", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_kinds(name: str | None, kind: str) -> None:
    assert fund_kind(name) == kind


@given(st.text())
def test_any_name_has_one_of_the_kinds(name: str) -> None:
    assert fund_kind(name) in FUND_KINDS
