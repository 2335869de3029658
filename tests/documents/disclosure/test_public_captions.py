"""The lines around a table's head, and titles as places print them."""

from __future__ import annotations

import pytest

from jixiao.documents.disclosure.folded import fold
from jixiao.documents.disclosure.public_tables import Caption
from jixiao.documents.disclosure.public_words import COLUMNS, bare, column_of, kind_of


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("公开01表", ("01", None, None, None)),
        ("财决公开 3 表", ("03", None, None, None)),
        ("附表05", ("05", None, None, None)),
        ("2022年度", (None, None, 2022, None)),
        ("（2022 年度）", (None, None, 2022, None)),
        ("部门：甲局", (None, "甲局", None, None)),
        ("单位：甲市第一中学", (None, "甲市第一中学", None, None)),
        ("单位名称：甲局", (None, "甲局", None, None)),
        ("填报单位：甲局 公开03表", ("03", "甲局", None, None)),
        ("编制单位：人力资源和社会保障局", (None, "人力资源和社会保障局", None, None)),
        ("单位：元宝区教育局", (None, "元宝区教育局", None, None)),
        ("编制单位:甲局  2022年度  单位:万元", (None, "甲局", 2022, "万元")),
        ("部门名称：甲市教育局　　　金额单位：千元", (None, "甲市教育局", None, "千元")),
        ("部门：甲局      2023 年度      公开 05 表", ("05", "甲局", 2023, None)),
        ("单位：元", (None, None, None, "元")),
        ("金额单位：人民币万元", (None, None, None, "万元")),
        ("单位: 亿元 公开03表", ("03", None, None, "亿元")),
        ("单位：万元 编制单位：甲局", (None, None, None, "万元")),
        ("单位：台、辆、套", (None, None, None, "台、辆、套")),
        ("单位：台/套", (None, None, None, "台/套")),
    ],
)
def test_lines_of_a_caption(line: str, told: tuple[str | None, str | None, int | None, str | None]) -> None:
    caption = Caption()
    assert caption.take(line) is True
    assert (caption.number, caption.organisation, caption.year, caption.unit) == told


@pytest.mark.parametrize("line", ["", "项目", "本单位共有在职人员", "甲局", "金额"])
def test_other_lines(line: str) -> None:
    caption = Caption()
    assert caption.take(line) is False
    assert caption == Caption()


def test_what_stands_first_is_kept() -> None:
    caption = Caption()
    for line in (
        "单位：甲市第一中学",
        "金额单位：万元",
        "2022年度",
        "单位：元",
        "2021年度",
        "公开01表",
        "公开02表",
    ):
        caption.take(line)
    assert (caption.number, caption.organisation, caption.year, caption.unit) == (
        "01",
        "甲市第一中学",
        2022,
        "万元",
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("附表3：支出决算表", "spending"),
        ("表1-收入支出决算总表", "overview"),
        ("（一）收入支出决算总表", "overview"),
        ("甲局2023年度收入支出决算总表", "overview"),
        ("甲局本级支出决算表", "spending"),
        ("甲局 2023 年度收入决算表", "income"),
        ("收入支出决算总表（公开01表）", "overview"),
        ("收入决算表（按功能分类）", "income"),
        ("财政拨款收入支出决算表", "appropriation"),
        ("一般公共预算、政府性基金预算财政拨款收入支出决算总表", "appropriation"),
        ("一般公共预算“三公”经费支出决算表", "three-public"),
        ("三公经费支出决算表", "three-public"),
        ("政府性基金预算收入支出决算表", "government-funds"),
        ("国有资产占有使用情况表", "assets"),
    ],
)
def test_titles_as_printed(title: str, name: str) -> None:
    kind = kind_of(fold(title).text)
    assert kind is not None
    assert kind.name == name


@pytest.mark.parametrize(
    "title",
    [
        "项目支出决算表",
        "基本支出决算明细表",
        "经营支出决算表",
        "机关运行经费支出决算表",
        "政府采购支出决算表",
        "一般公共预算财政拨款项目支出决算表",
        "财政专户管理资金收入支出决算表",
        "一般公共预算财政拨款收入支出决算表",
        "事业收入决算表",
        "非税收入决算表",
    ],
)
def test_tables_that_are_none_of_the_public_ones(title: str) -> None:
    assert kind_of(title) is None


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("合 计", "total"),
        ("小计", "total"),
        ("本年收入合计", "total"),
        ("本年支出", "total"),
        ("本年收入", "income"),
        ("上年结转和结余", "opening"),
        ("年末结转结余", "closing"),
        ("事业收入（含教育收费）", "business"),
        ("附属单位缴款", "affiliated"),
        ("经营支出", "operating"),
        ("调整预算数", "budget"),
        ("决算数", "final"),
        ("项目支出（万元）", "project"),
        ("科目名称", None),
        ("财政拨款", None),
        ("", None),
    ],
)
def test_headings(label: str, key: str | None) -> None:
    assert column_of(fold(label).text, tuple(key for key, _ in COLUMNS)) == key


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("二十一、国有资本经营预算支出", "国有资本经营预算支出"),
        ("（1）公务用车购置费", "公务用车购置费"),
        ("①国内接待费", "国内接待费"),
        ("2.其中：（1）公务用车购置费", "公务用车购置费"),
        ("1因公出国（境）团组数（个）", "因公出国(境)团组数"),
        ("公务用车保有量（辆）（注1）", "公务用车保有量"),
    ],
)
def test_names_of_rows_without_numbers_and_units(name: str, short: str) -> None:
    assert bare(fold(name).text) == short
