from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.reports.blocks import (
    Align,
    Blank,
    Cell,
    Column,
    Contents,
    Fact,
    Heading,
    Origin,
    PageBreak,
    Part,
    Report,
    Row,
    Source,
    Table,
    Title,
    Words,
    blanks,
    cell,
    facts,
    heading_number,
    numbered,
    paragraph,
    row,
    runs_of,
    text_of,
    texts,
)

RATE = Fact("4.38%", Source(Origin.COMPUTED, "execution_rate", formula="7 ÷ 160"), Decimal("4.38"))


def test_runs_are_made_of_strings_and_runs() -> None:
    assert runs_of("") == ()
    assert runs_of(["执行率为", RATE, "", Blank("原因")]) == (Words("执行率为"), RATE, Blank("原因"))
    assert text_of(runs_of(["执行率为", RATE, "，", Blank("原因")])) == "执行率为4.38%，【待补充：原因】"


def test_a_cell_with_one_fact_has_its_number() -> None:
    assert cell(RATE).number == Decimal("4.38")
    assert cell(["约", RATE]).number is None
    assert cell(RATE, number=Decimal(1)).number == 1
    assert row("a", cell("b", columns=2)) == Row((cell("a"), cell("b", columns=2)))


@pytest.mark.parametrize(
    ("level", "number", "expected"),
    [(1, 1, "一、"), (1, 12, "十二、"), (2, 3, "（三）"), (3, 4, "4. "), (4, 5, "（5）"), (1, 100, "100、")],
)
def test_headings_are_numbered_as_offices_do(level: int, number: int, expected: str) -> None:
    assert heading_number(level, number) == expected


def test_numbers_begin_anew_below_a_higher_heading_and_after_a_title() -> None:
    blocks = numbered(
        [
            Title("报告"),
            Heading(1, "甲"),
            Heading(2, "乙"),
            Heading(2, "丙"),
            Heading(3, "丁"),
            Heading(1, "戊"),
            Heading(1, "不编号", counted=False),
            Heading(2, "己"),
            paragraph("字"),
            Title("附件"),
            Heading(1, "庚"),
        ]
    )
    printed = [block.printed for block in blocks if isinstance(block, Heading)]
    assert printed == ["一、甲", "（一）乙", "（二）丙", "1. 丁", "二、戊", "不编号", "（一）己", "一、庚"]


def test_cells_are_placed_beside_those_from_above() -> None:
    table = Table(
        (Column("甲"), Column("乙"), Column("丙")),
        (row(cell("一", rows=2), "二", "三"), row("四", "五"), row("六")),
    )
    placed = [[(at, one.text) for at, one in cells] for _, cells in table.placed()]
    assert placed == [
        [(0, "甲"), (1, "乙"), (2, "丙")],
        [(0, "一"), (1, "二"), (2, "三")],
        [(1, "四"), (2, "五")],
        [(0, "六"), (1, ""), (2, "")],
    ]


def test_cells_that_reach_beyond_the_table_are_cut() -> None:
    table = Table((Column("甲"), Column("乙")), (row(cell("一", rows=9, columns=9), "二"),))
    assert [cells for _, cells in table.placed()][1] == ((0, cell("一", rows=1, columns=2)),)


def test_a_cell_does_not_run_into_one_from_above() -> None:
    table = Table((Column("甲"), Column("乙")), (row("一", cell("二", rows=2)), row(cell("三", columns=2))))
    assert [cells for _, cells in table.placed()][2] == ((0, Cell(cell("三").runs)),)


def test_a_table_without_rows_says_so() -> None:
    table = Table((Column("甲"), Column("乙")), (), empty="没有")
    assert table.body == (Row((cell("没有", columns=2, align=Align.CENTRE),)),)
    assert Table((Column("甲"),), ()).body == ()


def test_a_report_gives_its_texts_facts_and_blanks() -> None:
    table = Table(
        (Column("名称"), Column("执行率")),
        (row("甲", RATE),),
        caption="附表",
        unit="单位：万元",
        notes=("注",),
    )
    report = Report(
        "标题",
        (
            Part((Title("标题", ("2024 年",)), Contents("目录"), PageBreak(), Heading(1, "概况", "一、"))),
            Part((paragraph("率", RATE, Blank("原因", "cause"), "；", Blank("原因", "cause")), table)),
        ),
    )
    blank = "【待补充：原因】"
    assert texts(report) == (
        "标题", "2024 年", "目录", "一、概况", f"率4.38%{blank}；{blank}",
        "附表", "单位：万元", "名称", "执行率", "甲", "4.38%", "注",
    )  # fmt: skip
    assert list(facts(report)) == [RATE, RATE]
    assert blanks(report) == (Blank("原因", "cause"),)
