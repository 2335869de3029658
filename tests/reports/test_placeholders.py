from __future__ import annotations

import pytest

from jixiao.reports.blocks import Column, Heading, Part, Report, Table, Title, Words, numbered, paragraph
from jixiao.reports.placeholders import Named, Values, body, is_block, sections

ONE, TWO, THREE = paragraph("一的话"), paragraph("二的话"), paragraph("三的话")
BLOCKS = numbered(
    (
        Title("报告"), paragraph("开头"), Heading(1, "基本情况"), ONE, Heading(2, "项目概况"), TWO,
        Heading(1, "指标分析"), Heading(2, "产出情况"), THREE, Heading(3, "数量"), ONE,
        Heading(1, "其他"), TWO,
    )
)  # fmt: skip
REPORT = Report("报告", (Part(BLOCKS), Part((paragraph("附件"),))))
TABLE = Table((Column("甲"),), ())
NAMED = Named(Values({"项目名称": (Words("大厅"),)}, {"评分表": TABLE}, REPORT))


@pytest.mark.parametrize(
    "name", ["一（一）", "一(一)", "一、（一）项目概况", "一（一）概况", "项目概况", " 项目概况 "]
)
def test_a_section_is_named_by_number_by_words_or_both(name: str) -> None:
    assert NAMED.find(name) == (TWO,)


def test_a_section_has_all_that_is_under_it() -> None:
    assert [getattr(block, "text", "") for block in NAMED.find("二") or ()] == [
        "产出情况", "三的话", "数量", "一的话",
    ]  # fmt: skip
    assert NAMED.find("二（一）1") == (ONE,)
    assert len(sections(REPORT)) == 6


@pytest.mark.parametrize("name", ["", "四", "一（二）", "一（一）产出", "没有", "（）"])
def test_what_nothing_is_called_is_not_found(name: str) -> None:
    assert NAMED.find(name) is None


def test_values_tables_and_the_whole() -> None:
    assert NAMED.find("项目名称") == (Words("大厅"),)
    assert NAMED.find("评分表") == (TABLE,)
    assert NAMED.find("引言") == (BLOCKS[1],)
    assert NAMED.find("正文") == tuple(body(REPORT)) == tuple(BLOCKS[1:])
    assert (is_block((TABLE,)), is_block((Words("大厅"),))) == (True, False)
