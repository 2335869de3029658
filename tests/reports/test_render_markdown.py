from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given, settings

from jixiao.reports.blocks import (
    Align,
    Bars,
    Blank,
    Column,
    Contents,
    Figure,
    Heading,
    Part,
    Report,
    Series,
    Table,
    Title,
    Tone,
    Words,
    cell,
    paragraph,
    row,
)
from jixiao.reports.render_markdown import markdown
from tests.reports.shown import expected
from tests.strategies.reports import reports

_SIGN = re.compile(r"\\(.)|\*\*|(<br>)")


def _plain(text: str) -> str:
    return _SIGN.sub(lambda found: found[1] or ("\n" if found[2] else ""), text)


def _bare(text: str) -> str:
    return re.sub(r"[ \t]+", "", text)


def texts_of(text: str) -> list[str]:
    found = []
    for line in text.split("\n"):
        if line == "---" or re.fullmatch(r"\|( :?---:? \|)+", line):
            continue
        if line.startswith("|"):
            found += map(_plain, re.split(r"(?<!\\)\|", line)[1:-1])
        else:
            found.append(_plain(re.sub(r"^(#{1,6} |- )", "", line)))
    return [bare for one in found if (bare := _bare(one))]


@given(reports)
@settings(max_examples=26, deadline=None)
def test_any_report_reads_back_with_the_same_texts_in_order(report: Report) -> None:
    told = [bare for text in expected_with_words(report) if (bare := _bare(text))]
    assert texts_of(markdown(report)) == told


def expected_with_words(report: Report) -> list[str]:
    """As for every format, with what a figure says before its data, without the contents."""
    made = []
    for part in report.parts:
        for block in part.blocks:
            if isinstance(block, Figure):
                made += expected(Report("", (Part((paragraph(block.said),)),)))
            if not isinstance(block, Contents):
                made += expected(Report("", (Part((block,)),)))
    return made


def test_a_report_in_markdown() -> None:
    table = Table(
        (Column("指标"), Column("得分", align=Align.RIGHT, figure=True)),
        (row("数量|指标", cell("9.5")), row(cell("合计"), cell("10"), strong=True)),
        caption="表1 得分",
        unit="单位：分",
        notes=("注：四舍五入。",),
    )
    blocks = (
        Title("报告", ("2024 年度",)),
        Contents("目录"),
        Heading(1, "概况", "一、"),
        Heading(3, "资金", "1. "),
        paragraph("1. 执行率", Words("很低", strong=True), "，", Blank("原因"), "。"),
        paragraph("项", tone=Tone.ITEM),
        table,
        Figure(Bars(("甲",), (Series("失分", (Decimal("2.50"),)),)), "图1 失分"),
    )
    assert markdown(Report("报告", (Part(blocks), Part((paragraph("附件"),))))) == (
        "# 报告\n\n2024 年度\n\n## 一、概况\n\n#### 1. 资金\n\n"
        "1\\. 执行率**很低**，**【待补充：原因】**。\n\n- 项\n\n**表1 得分**\n\n单位：分\n\n"
        "| 指标 | 得分 |\n| :--- | ---: |\n| 数量\\|指标 | 9.5 |\n| **合计** | **10** |\n\n注：四舍五入。\n\n"
        "| 名称 | 失分 |\n| :--- | ---: |\n| 甲 | 2.5 |\n\n图1 失分\n\n---\n\n附件\n"
    )
