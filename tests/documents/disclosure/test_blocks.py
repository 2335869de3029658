from __future__ import annotations

from jixiao.documents.disclosure.blocks import Para, Rows, columns_of, from_extract, from_text, place
from jixiao.documents.grid import Cell, Extract, Grid, Paragraph


def test_a_paragraph_broken_by_a_page_is_whole_and_knows_its_lines() -> None:
    (para,) = from_text("（六）住房保障支出（类）年初预算数0.00万元，决算数\n\n443.88 万元，预决算差异。\n")
    assert isinstance(para, Para)
    assert para.raw == "（六）住房保障支出（类）年初预算数0.00万元，决算数443.88 万元，预决算差异。"
    assert para.spot(para.raw.index("住房")).line == 1
    assert para.spot(para.raw.index("443")).line == 3


def test_headings_captions_and_marks_are_never_joined() -> None:
    text = (
        "1、项目背景\n\n为进一步优化环境，改进服务。"
        "\n公开 01 表\n部门：某局\n2023 年度\n- 一、收入\n- 二、支出\n### 标题\n正文一句\n"
    )
    found = [block.raw for block in from_text(text) if isinstance(block, Para)]
    assert found == [
        "1、项目背景",
        "为进一步优化环境，改进服务。",
        "公开 01 表",
        "部门：某局",
        "2023 年度",
        "一、收入",
        "二、支出",
        "标题",
        "正文一句",
    ]


def test_page_numbers_are_no_text_and_rows_keep_their_blanks() -> None:
    blocks = from_text("项目\t\t合计\n201\t\t3.00\n- 12 -\n|甲|乙|\n|---|---|\n|1|2|\n")
    rows = [row.cells for block in blocks if isinstance(block, Rows) for row in block.rows]
    assert rows == [("项目", "", "合计"), ("201", "", "3.00"), ("甲", "乙"), ("1", "2")]


def test_an_office_file_gives_pages_and_cells() -> None:
    grid = Grid(
        "表", ((Cell("甲", ref="R1C1"), Cell("甲", ref="R1C2", covered=True)), (Cell(""), Cell(""))), page=4
    )
    blocks = from_extract(Extract((Paragraph("一、标题\n正文。", page=3), grid)))
    assert [block.raw for block in blocks if isinstance(block, Para)] == ["一、标题", "正文。"]
    rows = blocks[-1]
    assert isinstance(rows, Rows)
    assert [row.cells for row in rows.rows] == [("甲", "")]
    assert place(rows.rows[0].spot, file="甲").model_dump(exclude_none=True) == {
        "file": "甲",
        "page": 4,
        "cell": "R1C1",
    }


def test_width() -> None:
    assert columns_of("年ab") == 4
