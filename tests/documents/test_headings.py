from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.headings import Heading, edit_distance, match, points
from jixiao.documents.vocabulary import FUND_WORDS, INDICATOR_WORDS


@pytest.mark.parametrize(("which", "table"), [("indicator", INDICATOR_WORDS), ("fund", FUND_WORDS)])
def test_every_word_means_its_own_column(which: str, table: dict[str, tuple[str, ...]]) -> None:
    for field, words in table.items():
        for word in words:
            assert match(word, which) == Heading(field, word), word
            assert match(" ".join(word), which) == Heading(field, word), word


@pytest.mark.parametrize(
    ("cell", "which", "field"),
    [
        ("分 值", "indicator", "weight"),
        ("分值（权重）", "indicator", "weight"),
        ("权重(%)", "indicator", "weight"),
        ("★得分", "indicator", "claimed_score"),
        ("年度\n指标值（A）", "indicator", "target"),
        ("实际完成值 B", "indicator", "actual"),
        ("全年预算数（A）", "fund", "annual_budget"),
        ("全年（调整）预算数", "fund", "annual_budget"),
        ("全年执行数Ｂ", "fund", "executed"),
        ("执行率（B/A）", "fund", "claimed_rate"),
        ("执行率B/A", "fund", "claimed_rate"),
        ("得分（20分×执行率）", "fund", "claimed_score"),
        ("项目资金 (万元)", "fund", "block"),
        ("分值(10分", "fund", "weight"),
    ],
)
def test_what_stands_around_a_word_says_nothing(cell: str, which: str, field: str) -> None:
    found = match(cell, which)
    assert found is not None
    assert (found.field, found.distance) == (field, 0)


@pytest.mark.parametrize(
    ("cell", "field", "word"),
    [
        ("实际完植值", "actual", "实际完成值"),
        ("偏差原因分忻及改进措施", "deviation_note", "偏差原因分析及改进措施"),
        ("年渡指标值", "target", "年度指标值"),
        ("度量单立", "unit", "度量单位"),
    ],
)
def test_a_near_miss_is_told_from_the_word(cell: str, field: str, word: str) -> None:
    assert match(cell, "indicator") == Heading(field, word, 1)


@pytest.mark.parametrize(
    "cell", ["", "甲", "得份", "四级指标x", "成本指标", "数量指标", "五级指标", "198", "x" * 500]
)
def test_what_names_no_column(cell: str) -> None:
    found = match(cell, "indicator")
    assert found is None or found.field == "other"


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    for which in ("indicator", "fund"):
        found = match(text, which)
        assert found is None or found.distance <= 2


@given(st.text("甲乙丙", max_size=6), st.text("甲乙丙", max_size=6))
def test_edit_distance(left: str, right: str) -> None:
    distance = edit_distance(left, right, 99)
    assert distance == edit_distance(right, left, 99)
    assert (distance == 0) is (left == right)
    assert abs(len(left) - len(right)) <= distance <= max(len(left), len(right))
    assert edit_distance(left, right, 1) == min(distance, 2)


@pytest.mark.parametrize(
    ("cell", "given_points"),
    [("得分（20分×执行率）", "20"), ("分值(10分)", "10"), ("得分", None), ("执行率(%)", None)],
)
def test_points_in_a_heading(cell: str, given_points: str | None) -> None:
    assert points(cell) == given_points
