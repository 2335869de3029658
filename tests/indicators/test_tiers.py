"""Tier labels and what looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.indicators.tiers import is_tier, tier_rank

RANKS = {
    1: (
        "基本达成目标", "基本达成目 标", "达成年度指标", "达成预期指标", "达成预期目标",
        "全部或基本达成预期指标", "达成目标",
        "全部达成年度指标", "已达成预期目标", "基本实现目标", "完成年度目标", "达到预期目标",
        "基本达成预期指标。", "目标基本实现",
    ),
    2: (
        "部分实现目标", "部分达成年度指标并具有一定效果", "部分达成预期指标并具有一定效果",
        "部分达成年度指标，并具有一定效果",
        "部分完成", "部分达成", "部分达成目 标", "部分完成目标",
    ),
    3: (
        "实现目标程度较低", "未达成年度指标且效果较差", "未达成预期指标且效果较差", "未达成",
        "未完成年度目标", "未实现目标",
        "基本未达成目标", "目标实现程度较低",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("rank", "label"), [(rank, label) for rank, labels in RANKS.items() for label in labels]
)
def test_a_label_has_its_rank(rank: int, label: str) -> None:
    assert tier_rank(label) == rank
    assert is_tier(label)


@pytest.mark.parametrize(
    "text",
    [
        "完成", "已完成", "通过", "是", "有效", "未完成", "基本完成", "全部完成", "达标", "效果明显",
        "达到预期效果", "部分未完成",
        "未部分达成", "未全部达成目标", "大部分完成", "", "。", "目标", "达成", "完成3个目标",
        "达成目标" * 200,
    ],
)  # fmt: skip
def test_a_plain_statement_is_no_tier(text: str) -> None:
    assert tier_rank(text) is None


@given(st.sampled_from([label for labels in RANKS.values() for label in labels]), st.data())
def test_blanks_and_punctuation_do_not_matter(label: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(label)))
    mark = data.draw(st.sampled_from((" ", "\n", "\u3000", "，", "、", "。", "\u200b")))
    assert tier_rank(label[:at] + mark + label[at:]) == tier_rank(label)


@given(st.sampled_from(RANKS[1]), st.sampled_from(("未", "没有", "部分", "基本未")))
def test_a_prefix_is_never_swallowed(label: str, prefix: str) -> None:
    assert tier_rank(prefix + label) != 1


def test_a_rule_set_may_have_labels_of_its_own() -> None:
    assert not is_tier("效果良好")
    assert is_tier("效果 良好", ["效果良好"])
    assert not is_tier("", [""])
