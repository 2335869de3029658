from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.write.styles import display_width
from jixiao.reports.title_lines import title_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("附件：绩效评价评分表", ["附件：绩效评价评分表"]),
        (
            "某某市某某服务数据管理局2024年度服务中心运转经费项目支出部门评价报告",
            ["某某市某某服务数据管理局2024年度", "服务中心运转经费项目支出部门评价报告"],
        ),
        (
            "某省财政厅2024年度薄弱环节改善与能力提升补助资金项目支出部门评价报告",
            ["某省财政厅2024年度", "薄弱环节改善与能力提升补助资金", "项目支出部门评价报告"],
        ),
        ("已经分好的标题，不管多长\n都照原来的样子分成两行，不再另外分行", None),
        ("字" * 200, None),
    ],
)
def test_a_long_title_breaks_at_a_seam(text: str, lines: list[str] | None) -> None:
    assert list(title_lines(text)) == (lines or [text])


@given(st.text(st.sampled_from("项目支出部门评价报告2024年度局“”（）AB 、"), max_size=110))
def test_nothing_is_lost_and_no_line_is_too_long(text: str) -> None:
    lines = title_lines(text)
    assert "".join(lines) == text
    if len(lines) > 1:
        assert max(map(display_width, lines)) <= 40


def test_the_space_between_chinese_and_digits_counts() -> None:
    two = ("赣州蓉江新区政务服务中心", "2023年度部门决算")
    assert title_lines("".join(two)) == two
    assert len(title_lines("某某市某某区政务服务中心二三年度部门决算")) == 1
