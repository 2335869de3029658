from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jixiao.documents import read_bytes

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import ReadForm

HEAD = "项目名称\t甲\n项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
FUND = "\t年度资金总额\t1\t1\t1\t10\t100%\t10\n"
HEADING = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
ROW = "产出指标\t数量指标\t窗口\t≥3个\t3\t90\t90\n"


def form(text: str) -> ReadForm:
    (one,) = read_bytes(text.encode(), "x").forms
    return one


def total(line: str, heading: str = HEADING) -> tuple[str, list[str]]:
    one = form(HEAD + FUND + heading + ROW + line)
    return str(one.evaluation.claimed_total), [finding.code for finding in one.findings]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("总分\t\t\t\t\t100\t95\n", ("95", [])),
        ("总分\t\t\t\t100\t95\t\n", ("95", [])),
        ("总分\t100\t95\n", ("95", [])),
        ("总 分\t\t\t\t\t\t95\n", ("95", [])),
        ("总分\t\t\t\t\t100\t\n", ("None", [])),
        ("总分\t\t95\t\t\t\t\n", ("None", ["FRM022"])),
        ("总分：95分\n", ("95", [])),
        ("合计\t\t\t\t\t100\t95.52分\n", ("95.52", [])),
        ("总分\t\t\t\t\t100\tNaN\n", ("None", ["NUM002"])),
        ("合计\t\t\t\t\t90\t85\n总分\t\t\t\t\t100\t95\n", ("95", [])),
        ("总分\t\t\t\t\t100\t95\n自评等级：优\n", ("95", [])),
    ],
)
def test_the_total_is_told_from_the_sum_of_weights(line: str, expected: tuple[str, list[str]]) -> None:
    assert total(line) == expected


def test_the_total_of_columns_in_another_order() -> None:
    heading = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t得分\t分值\n"
    assert total("总分\t\t\t\t\t95\t100\n", heading)[0] == "95"
    reviewed = HEADING.replace("得分\n", "得分\t复核得分\n")
    assert total("总分\t\t\t\t\t100\t95\t90\n", reviewed)[0] == "95"


def test_levels_are_filled_down() -> None:
    rows = ROW + "\t\t人数\t≥5\t5\t1\t1\n\t质量指标\t合格率\t90%\t95%\t1\t1\n效益指标\t\t影响\t好\t好\t1\t1\n"
    got = form(HEAD + FUND + HEADING + rows).evaluation
    assert [(one.level1, one.level2) for one in got.indicators] == [
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", None),
    ]


def test_a_word_of_both_levels_belongs_to_what_stands_above() -> None:
    text = (HEAD + FUND + HEADING + ROW).replace("\t", " ") + "成本指标 总成本 ≤90万元 90 8 8\n"
    got = form(text).evaluation
    assert [(one.level1, one.level2) for one in got.indicators] == [
        ("产出指标", "数量指标"),
        ("产出指标", "成本指标"),
    ]


def test_the_block_label_is_no_part_of_a_funds_name() -> None:
    text = (
        HEAD.replace("\t\t年初", "\t年初")
        + "项目资金（万元）年度资金总额\t1\t1\t1\t10\t100%\t10\n"
        + HEADING
        + ROW
    )
    assert form(text).evaluation.funds[0].name == "年度资金总额"


def test_the_core_mark() -> None:
    heading = HEADING.replace("年度", "是否核心指标\t年度")
    rows = "".join(
        f"产出指标\t数量指标\t窗口\t{mark}\t≥3个\t3\t30\t30\n" for mark in ("是", "否", "—", "大概")
    )
    one = form(HEAD + FUND + heading + rows)
    assert [row.core for row in one.evaluation.indicators] == [True, False, None, None]
    assert [finding.code for finding in one.findings] == ["FRM023", "FRM017"]


_WHOLE = """
| 项目支出绩效自评表（2024 年度） | | | | | | | |
| 项目名称 | 校舍维修 | | | 项目编码 | — | | |
| 归口科室 | 教科文科 | | | {label} | {whole} | | |
| 项目资金（万元） | | 年初预算数 | 全年预算数 A | 全年执行数 B | 分值 | 执行率 | 得分 |
| | {name} | 198 | 198 | 123.95 | 10 | 62.6 | 5 |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 说明 |
| 产出指标 | 数量指标 | 维修面积 | ≥32平方米 | 32 | 90 | 90 | |
"""


@pytest.mark.parametrize(
    ("label", "whole", "value", "codes"),
    [
        ("项目总金额", "350", "350", []),
        ("项目总金额（元）", "3,500,000", "350", []),
        ("项目总金额（元）", "350万元", "350", []),
        ("项目总投资", "—", None, []),
        ("项目总投资", "约三百", None, ["NUM001"]),
        ("项目总投资", "1e400", None, ["NUM002"]),
    ],
)
def test_what_a_project_costs_in_all(label: str, whole: str, value: str | None, codes: list[str]) -> None:
    text = _WHOLE.format(label=label, whole=whole, name="年度资金总额")
    (form,) = read_bytes(text.encode(), "a.md").forms
    said = form.evaluation
    assert (said.code, said.office) == (None, "教科文科")
    assert said.project_total == (None if value is None else Decimal(value))
    assert [one.code for one in form.findings if one.code.startswith("NUM")] == codes


def test_a_line_of_the_years_money_stays_one_under_the_name_of_the_whole() -> None:
    text = _WHOLE.format(label="项目性质", whole="新增", name="项目总金额")
    (form,) = read_bytes(text.encode(), "a.md").forms
    assert form.evaluation.project_total is None
    assert [(line.name, line.annual_budget) for line in form.evaluation.funds] == [
        ("项目总金额", Decimal(198))
    ]


def test_a_table_too_long_is_not_whole() -> None:
    one = form(HEAD + FUND + HEADING + ROW * 3100)
    assert [finding.code for finding in one.findings] == ["FRM026"]
    assert not one.complete
