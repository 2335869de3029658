from __future__ import annotations

import pytest

from jixiao.documents.grid import Cell, Extract, Grid, Paragraph
from jixiao.documents.own_marks import without_marks

MARK = "〔错误 TOT001〕总分不对"


def extract(*columns: list[str]) -> Extract:
    rows = tuple(tuple(Cell(text) for text in row) for row in zip(*columns, strict=True))
    return Extract(blocks=(Paragraph("表"), Grid("表", rows)))


OWN = ["项目", "甲", "乙"]


@pytest.mark.parametrize(
    "marks",
    [
        ["校验结果", "", MARK],
        [f"校验结果\n{MARK}", "", ""],
        ["校验结果", MARK + "\n" + MARK, ""],
        ["", "校验结果", MARK],
    ],
)
def test_the_column_of_marks_is_taken_out(marks: list[str]) -> None:
    assert without_marks(extract(OWN, marks)) == extract(OWN)
    assert without_marks(extract(OWN, marks, ["", "新", ""])) == extract(OWN, ["", "新", ""])


@pytest.mark.parametrize(
    "other",
    [
        ["校验结果", "合格", "合格"],
        ["结果", "", MARK],
        [MARK, "", ""],
        ["校验结果说明", "", ""],
        ["", "", ""],
    ],
)
def test_a_column_of_the_units_own_stays(other: list[str]) -> None:
    given = extract(OWN, other)
    assert without_marks(given) is given


def test_a_table_of_marks_alone_or_of_nothing_is_left_alone() -> None:
    assert without_marks(extract(["校验结果", MARK])) == extract(["校验结果", MARK])
    assert without_marks(Extract(blocks=(Grid("表", ()),))) == Extract(blocks=(Grid("表", ()),))
