"""How often, folded to times a year."""

from __future__ import annotations

import pytest

from jixiao.indicators.cleaning import clean
from jixiao.indicators.frequencies import read_frequency
from jixiao.indicators.numerals import rewrite
from tests.indicators.describe import describe


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按月", "frequency · 12 次"),
        ("每月", "frequency · 12 次"),
        ("逐月", "frequency · 12 次"),
        ("按季度", "frequency · 4 次"),
        ("每半年", "frequency · 2 次"),
        ("按月足额发放", "frequency · 12 次"),
        ("1次/月", "frequency · 12 次"),
        ("2次每年", "frequency · 2 次"),
        ("12期/年", "frequency · 12 期"),
        ("≥1次/季度", "frequency ≥ 4 次"),
        ("1次/2年", "frequency · 0.5 次"),
        ("每季度不少于1次", "frequency ≥ 4 次"),
        ("每年2次以上", "frequency ≥ 2 次"),
        ("每年开展2次培训", "frequency · 2 次"),
        ("平均每月不少于2次", "frequency ≥ 24 次"),
        ("一年两次", "frequency · 2 次"),
        ("半年一次", "frequency · 2 次"),
        ("一季度一次", "frequency · 4 次"),
        ("每两个月1次", "frequency · 6 次"),
        ("每周1次", "frequency · 1 次/周"),
        ("每天", "frequency · 1 次/天"),
        ("每月2-3次", "band · 24-36 次 [24, 36]"),
        ("每月至少2次以下", "unreadable !operator-conflict"),
    ],
)
def test_frequencies(text: str, expected: str) -> None:
    reading = read_frequency(rewrite(clean(text)))
    assert reading is not None
    assert describe(reading) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "按时",
        "按期",
        "按季节",
        "按年度计划完成",
        "每月10日前",
        "每月1000元",
        "每季度末",
        "一季度",
        "半年",
        "12次",
        "每0月1次",
    ],
)
def test_what_is_no_frequency(text: str) -> None:
    assert read_frequency(rewrite(clean(text))) is None
