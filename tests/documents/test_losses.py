from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.documents.files import read_bytes
from jixiao.documents.text_form import read
from tests.documents.office_layouts import Sheet, word, xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from jixiao.schemas.self_evaluation import ReadForm

HEAD = ("", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")
ROW = ("", "产出指标", "数量指标", "窗口", "≥3个", "3", "50", "48", "")
NEXT = ("", "", "质量指标", "合格率", "≥90%", "95%", "40", "40", "")
FUNDS = ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
TOTAL_LINE = ("", "年度资金总额", "100", "100", "90", "10", "90%", "9")
TOTAL = ("总分", "", "", "", "", "", "100", "97")
LOSSES = {"FRM027", "FRM028", "FRM029", "FRM030"}


def form(*rows: tuple[str, ...], funds: tuple[tuple[str, ...], ...] = (FUNDS, TOTAL_LINE)) -> ReadForm:
    lines = [("项目名称", "甲"), *funds, *rows]
    (found,) = read("".join("\t".join(line) + "\n" for line in lines), "a.txt").forms
    return found


def losses(found: ReadForm) -> list[tuple[str, str | None]]:
    return [(one.code, one.found) for one in found.findings if one.code in LOSSES]


def headed(**changes: str) -> tuple[str, ...]:
    return tuple(changes.get(text, text) for text in HEAD)


def test_a_table_that_is_read_whole_has_nothing_to_tell() -> None:
    found = form(HEAD, ROW, NEXT, TOTAL)
    assert (losses(found), found.complete) == ([], True)


def test_two_columns_with_one_heading_are_told_with_both_cells() -> None:
    found = form(headed(得分="分值"), ROW, NEXT, TOTAL)
    (told,) = [one for one in found.findings if one.code == "FRM027"]
    assert (told.severity.value, told.found, told.params["kept"]) == ("warning", "分值", "分值")
    assert (told.params["first"], told.params["second"], told.params["example"]) == (
        "第7列", "第8列", "（如“48”）",
    )  # fmt: skip
    assert [one.claimed_score for one in found.evaluation.indicators] == [None, None]


@pytest.mark.parametrize("make", [xlsx, word])
def test_in_an_office_file_both_are_named_by_their_cells(make: Callable[[Sheet], bytes]) -> None:
    head = (*HEAD[:6], "得分", "自评得分", HEAD[8])
    sheet = Sheet((("项目名称", "甲"), FUNDS, TOTAL_LINE, head, ROW, NEXT, TOTAL))
    (found,) = read_bytes(make(sheet), "表").forms
    (told,) = [one for one in found.findings if one.code == "FRM027"]
    cells = ("G4", "H4") if make is xlsx else ("R4C7", "R4C8")
    assert (told.params["first"], told.params["second"], told.place.cell) == (*cells, cells[1])
    assert (told.params["kept"], told.found) == ("得分", "自评得分")


@pytest.mark.parametrize(
    ("head", "row"),
    [
        # a heading merged over two columns, written out over each
        ((*HEAD, "偏差原因"), (*ROW[:8], "无", "无")),
        ((*HEAD, "偏差原因"), (*ROW[:8], "无", "")),
        # what was scored by the unit, and what by those who reviewed it
        ((*HEAD[:7], "自评得分", "复核得分"), (*ROW[:8], "47")),
        # the label of the block
        (("年度指标", *HEAD[1:]), ROW),
    ],
)
def test_headings_that_only_look_alike(head: tuple[str, ...], row: tuple[str, ...]) -> None:
    found = form(head, row, NEXT, TOTAL)
    assert losses(found) == []
    assert found.evaluation.indicators[0].target == "≥3个"


def test_a_heading_written_out_over_different_values_is_told() -> None:
    found = form((*HEAD, "偏差原因"), (*ROW[:8], "无", "另有原因"), NEXT, TOTAL)
    assert losses(found) == [("FRM027", "偏差原因")]


def test_two_columns_of_funds_with_one_meaning_are_told() -> None:
    funds = ((*FUNDS[:5], "实际支出数", *FUNDS[6:]), (*TOTAL_LINE[:5], "80", *TOTAL_LINE[6:]))
    found = form(HEAD, ROW, NEXT, TOTAL, funds=funds)
    assert losses(found) == [("FRM027", "实际支出数")]
    assert str(found.evaluation.funds[0].executed) == "90"


@pytest.mark.parametrize("plan", ["计划数", "计划安排", "资金计划（万元）", "安排数"])
@pytest.mark.parametrize("came", ["到位数", "实际到位", "资金到位数"])
@pytest.mark.parametrize("spent", ["支出数", "实际支出"])
def test_planned_received_and_spent(plan: str, came: str, spent: str) -> None:
    funds = (("项目资金（万元）", "", plan, came, spent), ("", "年度资金总额", "100", "98", "90"))
    found = form(HEAD, ROW, NEXT, TOTAL, funds=funds)
    (line,) = found.evaluation.funds
    assert (str(line.annual_budget), str(line.executed), line.initial_budget) == ("100", "90", None)
    assert losses(found) == [("FRM029", came)]
    assert [(one.params["seen"], one.params["word"]) for one in found.findings if one.code == "FRM010"] == [
        (plan, "全年预算数")
    ]


def test_a_plan_beside_a_budget_is_not_read_and_told() -> None:
    funds = ((*FUNDS[:2], "计划数", *FUNDS[3:]), TOTAL_LINE)
    found = form(HEAD, ROW, NEXT, TOTAL, funds=funds)
    assert losses(found) == [("FRM029", "计划数")]
    assert [one.code for one in found.findings if one.code == "FRM010"] == []


def test_what_scoring_writes_beside_a_table_is_no_column_of_it() -> None:
    own = ("应得", "核对", "状态", "理由")
    assert losses(form((*HEAD[:8], *own), (*ROW[:8], "9", "≠", "已算", "按比例"), NEXT, TOTAL)) == []
    found = losses(form((*HEAD[:8], "应得", "理由"), (*ROW[:8], "9", "按比例"), NEXT, TOTAL))
    assert ("FRM029", "应得") in found


def test_a_column_nobody_knows_is_told_where_it_holds_something() -> None:
    found = form((*HEAD[:8], "甲乙丙丁戊"), (*ROW[:8], "九成"), NEXT, TOTAL)
    assert losses(found) == [("FRM029", "甲乙丙丁戊")]
    assert losses(form((*HEAD[:8], "甲乙丙丁戊"), ROW, NEXT, TOTAL)) == []
    assert losses(form((*HEAD[:8], "评分标准"), (*ROW[:8], "按比例"), NEXT, TOTAL)) == []


def test_a_fourth_level_names_a_row_together_with_the_third() -> None:
    head = (*HEAD[:4], "四级指标", *HEAD[4:])
    rows = [
        (*ROW[:3], "培训人数", "高级班", *ROW[4:6], "20", "20", ""),
        ("", "", "", "", "初级班", *ROW[4:6], "30", "30", ""),
        (*NEXT[:4], "", *NEXT[4:]),
    ]
    found = form(head, *rows, TOTAL)
    names = [one.name for one in found.evaluation.indicators]
    assert names == ["培训人数：高级班", "培训人数：初级班", "合格率"]
    assert (losses(found), found.complete) == ([("FRM030", "四级指标")], True)
    sheet = Sheet((("项目名称", "甲"), FUNDS, TOTAL_LINE, head, *rows, TOTAL))
    (placed,) = read_bytes(xlsx(sheet), "表.xlsx").forms
    assert [one.name for one in placed.evaluation.indicators] == names
    assert [placed.place("indicators", index, "name").cell for index in range(3)] == ["E5", "E6", "D7"]


WORDS = (
    "项目名称 甲\n一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"
    "产出指标 数量指标 窗口 ≥3个 3 {first} 40\n{between}\n质量指标 合格率 ≥90% 95% 40 40\n总分 100 98\n"
)


@pytest.mark.parametrize(
    ("first", "between", "told"),
    [
        ("40", "这里 有 一行 读不成 的 东西。", True),
        ("60", "这里 有 一行 读不成 的 东西。", False),
        ("40", "— 3 —", False),
        ("40", "注：见附件", False),
        ("40", "", False),
    ],
)
def test_lines_left_out_where_the_weights_lack_them(first: str, between: str, told: bool) -> None:
    (found,) = read(WORDS.format(first=first, between=between), "a.txt").forms
    assert [code for code, _ in losses(found)] == ["FRM028"] * told
    if told:
        assert not found.complete
        (finding,) = [one for one in found.findings if one.code == "FRM028"]
        assert (finding.found, finding.params["count"], finding.severity.value) == (between, "1", "warning")


def test_a_row_that_breaks_off_is_told() -> None:
    found = form(HEAD, ROW, NEXT[:5], TOTAL)
    assert [code for code, _ in losses(found)] == ["FRM028"]
    assert not found.complete
