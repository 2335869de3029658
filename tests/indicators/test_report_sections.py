from __future__ import annotations

import pytest

from jixiao.indicators.report_sections import ALWAYS, SECTIONS, section_of


@pytest.mark.parametrize(
    ("first", "second", "section"),
    [
        ("产出指标", "数量指标", "output"),
        ("产出指标", "成本指标", "output"),
        ("成本指标", "经济成本指标", "cost"),
        ("效益指标", None, "benefit"),
        ("满意度指 标", "服务对象满意度", "benefit"),
        ("项目决策", None, "decision"),
        ("过程", "资金管理", "process"),
        (None, "质量指标", "output"),
        ("不知名", None, "other"),
        (None, None, "other"),
    ],
)
def test_every_indicator_has_its_part(first: str | None, second: str | None, section: str) -> None:
    assert section_of(first, second) == section


def test_the_parts_that_every_report_has_come_first() -> None:
    assert frozenset(SECTIONS[:4]) == ALWAYS
