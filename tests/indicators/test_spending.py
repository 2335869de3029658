from __future__ import annotations

import pytest

from jixiao.indicators.spending import spending_named


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("项目支出总额", "spending"),
        ("全部项目支出", "spending"),
        ("一般公共预算项目支出总额", "general"),
        ("政府性基金预算 项目支出总额", "government-funds"),
        ("国有资本经营预算项目支出总额", "state-capital"),
        ("部门预算项目支出总额", None),
        ("项目支出预算总额", None),
        ("支出总额", None),
        (None, None),
    ],
)
def test_the_table_a_share_is_of(words: str | None, kind: str | None) -> None:
    assert spending_named(words) == kind
