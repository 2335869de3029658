from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.files import read_bytes
from jixiao.documents.grid import Cell, Extract, Grid, Paragraph
from jixiao.documents.office.markdown import plain, unmarked
from jixiao.documents.office.reading import read_office
from tests.documents.office_layouts import Sheet, word


@pytest.mark.parametrize(
    ("text", "level", "body"),
    [
        ("# 一、基本情况", 1, "一、基本情况"),
        ("###大厅日常运维项目", 3, "大厅日常运维项目"),
        ("## **项目绩效自评表**", 2, "项目绩效自评表"),
        ("**项目名称**", 0, "项目名称"),
        ("**主管部门**：某局", 0, "主管部门：某局"),
        ("#《某规划》", 1, "《某规划》"),
        # no marks
        ("#1楼改造工程", 0, "#1楼改造工程"),
        ("#REF!", 0, "#REF!"),
        ("**年**月", 0, "**年**月"),
        ("**万元", 0, "**万元"),
        ("**", 0, "**"),
        ("某**公司", 0, "某**公司"),
        ("★指标", 0, "★指标"),
        ("*注", 0, "*注"),
        ("", 0, ""),
    ],
)
def test_marks_are_taken_off(text: str, level: int, body: str) -> None:
    assert plain(text) == (level, body)


@given(st.text(alphabet="#* 一项目（12\n：", max_size=12))
def test_only_marks_are_taken_off(text: str) -> None:
    level, body = plain(text)
    assert 0 <= level <= 6
    assert body.replace("*", "").replace("#", "").split() == text.replace("*", "").replace("#", "").split()


def test_blocks_of_a_file() -> None:
    grid = Grid("表", ((Cell("**项目名称**", "A1", colspan=2), Cell("甲", "B1")),))
    plain_grid = Grid("表", ((Cell("甲", "A1"),),))
    made = unmarked(Extract((Paragraph("# 一", 3), Paragraph("#### 二", 3, 2), grid, plain_grid)))
    assert made.blocks == (
        Paragraph("一", 3, 1), Paragraph("二", 3, 2),
        Grid("表", ((Cell("项目名称", "A1", colspan=2), Cell("甲", "B1")),)), plain_grid,
    )  # fmt: skip
    assert made.blocks[3] is plain_grid


def test_a_word_document_with_marks_reads_as_one_without() -> None:
    rows = (
        ("## **项目支出绩效自评表**",),
        ("**项目名称**", "**道路养护**"),
        ("**主管部门**", "某局"),
        ("**三级指标**", "**年度指标值**", "**实际完成值**", "**分值**", "**得分**"),
        ("里程", "≥10公里", "10", "100", "100"),
        ("**总分**", None, None, "100", "100"),
    )
    bare = tuple(tuple(cell and cell.strip("#* ") for cell in row) for row in rows)
    marked, clean = (read_bytes(word(Sheet(made)), "表.docx") for made in (rows, bare))
    assert [form.evaluation for form in marked.forms] == [form.evaluation for form in clean.forms]
    assert [form.evaluation.project for form in marked.forms] == ["道路养护"]
    paragraph = read_office(word(Sheet(rows)), "表.docx").blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.text, paragraph.level) == ("项目支出绩效自评表", 2)
