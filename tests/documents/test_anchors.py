from __future__ import annotations

import pytest

from jixiao.documents.anchors import ANCHOR, begins_table, fund_heading, indicator_heading, is_project_row
from jixiao.documents.lines import Document, Line

HEADING = "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分"
FUNDS = "项目资金\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分"


@pytest.mark.parametrize("text", ["项目名称", "项 目 名 称", "三 级 指 标", "全年执行 数", "实际完成值"])
def test_anchors(text: str) -> None:
    assert ANCHOR.search(f"文字{text}文字") is not None


def test_project_rows() -> None:
    assert is_project_row(Line(1, "项目名称\t甲"))
    assert is_project_row(Line(1, "项目名称：甲"))
    assert is_project_row(Line(1, "项 目 名 称\t"))
    assert not is_project_row(Line(1, "序号\t项目名称"))
    assert not is_project_row(Line(1, "项目名称\t预算数\t执行数\t执行率"))
    assert not is_project_row(Line(1, "项目名称\t甲" + "x" * 3000))
    assert not is_project_row(Line(1, ""))


def test_fund_headings() -> None:
    assert fund_heading(Line(1, FUNDS)) is not None
    assert fund_heading(Line(1, "年初预算数\t全年预算数")) is None


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (HEADING, 1),
        (HEADING.replace("年度指标值", "年度\n指标值"), 2),
        (HEADING.replace("二级指标", "二级\n指标").replace("完成值", "\n完成值"), 3),
        (HEADING.replace("年度指标值", "年度") + "\n\t\t\t\t指标值", 2),
        ("|" + HEADING.replace("\t", "|") + "|\n|---|---|", 1),
    ],
)
def test_indicator_headings_of_several_lines(text: str, lines: int) -> None:
    document = Document(text + "\n\t产出指标\t数量指标\t窗口\t≥3\t3\t5\t5\n")
    found = indicator_heading(document, 0, document.line(0))
    assert found is not None
    assert found[1] == lines
    assert {"level1", "level2", "name", "target", "actual", "weight", "claimed_score"} <= set(found[0].fields)


def test_a_project_row_begins_a_table_where_a_heading_follows() -> None:
    def begins(text: str) -> bool:
        document = Document(text)
        return begins_table(document, 0, document.line(0))

    assert begins("项目名称\t甲\n\n文字\n" + FUNDS)
    assert begins("项目名称\t甲\n" + HEADING)
    assert begins(HEADING)
    assert not begins("项目名称\t甲\n项目名称\t乙\n" + HEADING)
    assert not begins("项目名称\t甲\n" + "文字\n" * 60 + HEADING)
    assert not begins("文字\n" + HEADING)
