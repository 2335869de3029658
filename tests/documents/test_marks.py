from __future__ import annotations

import pytest

from jixiao.documents import marks
from jixiao.documents.lines import Line


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("项目名称", ("project", "")),
        ("项 目 名 称：甲", ("project", "甲")),
        ("主管部门(盖章)", ("department", "")),
        ("实施单位", ("unit", "")),
        ("评价等级: 优", ("claimed_grade", "优")),
        ("联系电话", ("other", "")),
        ("甲", None),
        ("x" * 500, None),
    ],
)
def test_labels(cell: str, kind: tuple[str, str] | None) -> None:
    assert marks.label(cell) == kind


@pytest.mark.parametrize(
    ("cell", "rest"),
    [
        ("总分", ""),
        ("总 分", ""),
        ("合计", ""),
        ("自评总分（分）", ""),
        ("总分：95分", "95分"),
        ("总分为", None),
        ("小计", None),
        ("总" * 100, None),
    ],
)
def test_totals(cell: str, rest: str | None) -> None:
    assert marks.total_rest(cell) == rest


def test_subtotals() -> None:
    assert marks.is_subtotal("产出指标小计")
    assert marks.is_subtotal("小 计（分）")
    assert not marks.is_subtotal("小计数准确率")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("（2023 年度）", 2023),
        ("2023年", 2023),
        ("[２０２４]年度", None),
        ("二〇二三年度", 2023),
        ("2023年度表", None),
        ("1750", None),
    ],
)
def test_years(text: str, year: int | None) -> None:
    assert marks.year_alone(text) == year


def test_years_in_titles_and_documents() -> None:
    assert marks.year_in_title("某单位2022年度项目支出绩效自评表") == 2022
    assert marks.year_in_title("自评表") is None
    assert marks.document_year("目录\n某中心 2023 年度 部门决算\n2022年决算") == 2023
    assert marks.document_year("二〇二一年度部门决算") == 2021
    assert marks.document_year("2023年的事，2022年度决算") == 2022
    assert marks.document_year("没有") is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("项目资金（万元）", "万元"),
        ("项目资金(元)", "元"),
        ("金额单位：万元", "万元"),
        ("单位:千元", "千元"),
        ("（百万元）", "百万元"),
        ("实施单位：元宝局", None),
        ("资金", None),
        ("x" * 400, None),
    ],
)
def test_units_of_money(text: str, unit: str | None) -> None:
    assert marks.amount_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("## （二）自评情况。", "（二）自评情况。"),
        ("第四部分 名词解释", "第四部分 名词解释"),
        ("三、自评结果", "三、自评结果"),
        ("4、自评结果拟应用和公开情况", "4、自评结果拟应用和公开情况"),
        ("4.5 万元", None),
        ("# 项目支出绩效自评表", None),
        ("（2023 年度）", None),
        ("三、\t表", None),
        ("一是加强管理；", None),
        ("一、" + "长" * 60, None),
    ],
)
def test_headings_of_the_document(text: str, heading: str | None) -> None:
    assert marks.heading_text(Line(1, text)) == heading


def test_lines_around_a_table() -> None:
    assert marks.is_title(Line(1, "某中心项目支出绩效自评表"))
    assert not marks.is_title(Line(1, "填写项目支出绩效自评表，" + "撰写报告" * 20))
    assert marks.is_page_number(Line(1, "— 12 —"))
    assert marks.is_page_number(Line(1, "第3页 共5页"))
    assert not marks.is_page_number(Line(1, "12\t13"))
    assert marks.is_sign_off(Line(1, "填表人：张三"))
    assert marks.is_sign_off(Line(1, "注：1.说明"))
    assert not marks.is_sign_off(Line(1, "注册人数\t5"))
    assert marks.is_hash_heading(Line(1, "# 甲"))
    assert not marks.is_hash_heading(Line(1, "#甲"))


def test_goals() -> None:
    assert marks.is_goal_label("年度 总体 目标")
    assert not marks.is_goal_label("目标管理责任制")
    assert [marks.goal_heading(cell) for cell in ("预期目标", "实际完成情况：", "甲")] == [
        "expected",
        "achieved",
        None,
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("（0年度）", True), ("(9999 年度)", True), ("99999999年度", True), ("（23年）", True),
        ("（2023年度）", False), ("2023", False), ("二〇二四年度", False), ("3年", False), ("", False),
    ],
)  # fmt: skip
def test_a_year_that_is_none(text: str, wrong: bool) -> None:
    assert marks.no_year(text) is wrong
