from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.documents.indicator_block import MAX_ROWS, is_result
from jixiao.documents.lines import Document, Line
from jixiao.documents.tables import find_tables

if TYPE_CHECKING:
    from jixiao.documents.found import Table

HEADING = (
    "项目名称\t甲\n绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因\n"
)
ONE = "\t产出指标\t数量指标\t窗口\t≥3个\t3\t50\t50\t\n"
TWO = "\t\t质量指标\t合格率\t≥90%\t95%\t40\t40\t\n"
TOTAL = "总分\t\t\t\t\t\t100\t95\t\n"


def table(body: str) -> Table:
    return next(iter(find_tables(Document(HEADING + body))))


def names(body: str) -> list[str | None]:
    return [row.get("name") for row in table(body).rows]


@pytest.mark.parametrize(
    "between",
    [
        "",
        "\n\n\n",
        "— 3 —\n",
        "某单位2023年度部门决算\n第3页\n",
        HEADING.split("\n")[1] + "\n",
        "产出指标小计\t\t\t\t\t\t50\t50\t\n",
        "注：上表续\n",
    ],
)
def test_what_may_stand_between_two_rows(between: str) -> None:
    assert names(ONE + between + TWO + TOTAL) == ["窗口", "合格率"]


@pytest.mark.parametrize(
    "after",
    [
        "序号\t名称\t金额\n1\t甲\t5\n",
        "\n这是后面的文字，说明自评的情况。\n",
        "# 第四部分\n",
        "注：说明文字。\n填表人：张三\n",
        "一、别的内容\n二、别的内容\n三、别的内容\n四、别的内容\n" + TWO,
    ],
)
def test_what_ends_a_table_without_total(after: str) -> None:
    found = table(ONE + "\n" + after)
    assert [row.get("name") for row in found.rows] == ["窗口"]
    assert found.strange == []


def test_the_rest_of_a_cell_on_the_next_line() -> None:
    found = table(ONE.replace("50\t50\t\n", "50\t50\t资金未\n下达\n") + TWO + TOTAL)
    assert [row.get("deviation_note") for row in found.rows] == ["资金未 下达", None]


def test_rows_broken_in_cells() -> None:
    assert names(ONE.replace("窗口", "窗\n口") + TWO) == ["窗口", "合格率"]
    assert names(ONE.replace("窗口\t≥3个\t", "窗\n口\t≥3\n个\t") + TWO) == ["窗口", "合格率"]
    assert names(ONE.replace("窗口", '"窗\n\n口"') + TWO) == ["窗\n口", "合格率"]


def test_levels_alone_are_not_joined_with_the_next_row() -> None:
    rows = "\t效益指标\t社会效益指标\n平台及时率\t\t=100%\t100\t5\t5\t\t\t\n"
    assert names(rows) == [None, "平台及时率"]


def test_a_row_after_the_total_is_not_lost() -> None:
    found = table(ONE + TOTAL + TWO)
    assert [row.get("name") for row in found.rows] == ["窗口", "合格率"]
    assert len(found.totals) == 1


def test_results_after_the_total() -> None:
    found = table(ONE + TOTAL + "\n评价等级：优\n自评得分：95\n")
    assert [(one.kind, one.value) for one in found.head] == [("project", "甲"), ("claimed_grade", "优")]
    assert [line.text for line in found.totals] == [TOTAL.rstrip("\n"), "自评得分：95"]
    assert is_result(Line(1, "评价等级：优"))
    assert not is_result(Line(1, "甲"))
    assert not is_result(Line(1, ""))


def test_an_endless_table_is_cut() -> None:
    found = table(ONE * (MAX_ROWS + 10))
    assert len(found.rows) == MAX_ROWS
    assert found.overlong


def test_rows_set_in_cells_go_on_under_a_heading_set_in_words() -> None:
    def in_words(body: str) -> str:
        return "".join(" ".join(line.split()) + "\n" for line in body.splitlines())

    (whole,) = find_tables(Document(in_words(HEADING + ONE) + TWO + TOTAL))
    (plain,) = find_tables(Document(in_words(HEADING + ONE + TWO + TOTAL)))
    assert [row.fit.cells for row in whole.rows] == [row.fit.cells for row in plain.rows]
    assert [row.get("name") for row in whole.rows] == ["窗口", "合格率"]
    assert [line.cells for line in whole.totals] == [line.cells for line in plain.totals]
