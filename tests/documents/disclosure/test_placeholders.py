from __future__ import annotations

import pytest

from jixiao.documents.disclosure.folded import fold
from jixiao.documents.disclosure.placeholders import placeholders

TWO = "X" * 2


def _found(text: str) -> list[str]:
    folded = fold(text).text
    return [folded[start:end] for start, end in placeholders(folded)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"本部门支出{TWO}万元。", [TWO]),
        ("××单位2023年度部门决算", ["××"]),
        ("主要原因：____。", ["____"]),
        ("主要原因：【】。", ["【】"]),
        ("主要原因：【请填写原因】。", ["【请填写原因】"]),
        ("增长原因待补充。", ["待补充"]),
        ("第三部分 某县水务局 202 年度部门决算情况说明", ["202"]),
        ("本部门20 年度收入总计", ["20"]),
        ("×县水务局（此处填写职责）", ["×", "(此处填写职责)"]),
        ("○○局 20□□□年", ["○○", "□□□"]),
    ],
)
def test_blanks_of_a_template(text: str, words: list[str]) -> None:
    assert _found(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "长×宽为3×5米，面积15平方米。",
        "【项目概况】为加强管理，设立本项目。",
        "二〇〇三年成立。",
        "购置TX-XX7型设备，网址www.xxjt.cn。",
        "待完善的制度已补充到位，等待核实。",
        "☑是 □否",
        "2024年度部门决算，用时20年，120年度",
        "snake_case 与 a__b",
    ],
)
def test_what_is_no_blank(text: str) -> None:
    assert _found(text) == []
