from __future__ import annotations

import pytest

from jixiao.documents.disclosure.blocks import from_text
from jixiao.documents.disclosure.facts import sentences
from jixiao.documents.disclosure.report_money import part_name, said

TITLE = "某市甲项目支出绩效评价报告"


def money(text: str) -> list[str]:
    """Each amount and rate with what it says, and of which part of which whole."""
    (para,) = from_text(text)
    found = said(sentences(para), TITLE)
    return [
        " ".join(filter(None, (f"{mention.value:f}", one.what, one.part, one.of and f"of {one.of}")))
        for sentence in sentences(para)
        for mention in sentence.mentions
        if (one := found.get(mention.start)) is not None
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("项目预算资金400万元，其中：省级资金250万元，市级资金150万元。实际支出380万元，结余20万元。",
         ["400 budget", "250 budget 省级 of 400万元", "150 budget 市级 of 400万元",
          "380 spent", "20 surplus"]),
        ("其中省级资金支出250万元，执行率100%；市级资金支出130万元，执行率86.67%。",
         ["250 spent 省级", "100 rate 省级", "130 spent 市级", "86.67 rate 市级"]),
        ("总预算资金160万元，其中一般公共预算拨款100万元，实际支出7万元，预算执行率4.38%，结余153万元。",
         ["160 budget", "100 budget 一般公共预算拨款 of 160万元", "7 spent", "4.38 rate", "153 surplus"]),
        ("其中省级资金安排250万元，支出250万元，执行率100%；市级资金安排150万元，支出130万元，执行率86.67%。",
         ["250 budget 省级", "250 spent 省级", "100 rate 省级",
          "150 budget 市级", "130 spent 市级", "86.67 rate 市级"]),
        ("预算400万元，省级资金250万元、市级资金150万元，实际支出380万元，执行率95%。",
         ["400 budget", "250 budget 省级 of 400万元", "150 budget 市级 of 400万元", "380 spent", "95 rate"]),
        ("实际支出380万元，其中设备购置250万元，人员经费130万元。",
         ["380 spent", "250 spent 设备购置 of 380万元", "130 spent 人员经费 of 380万元"]),
        ("预算400万元，其中省级资金250万元，其中设备购置100万元，实际支出380万元。",
         ["400 budget", "250 budget 省级 of 400万元", "380 spent"]),
        ("甲项目由一般公共预算拨款198万元，2023年实际支出123.95万元，甲项目预算执行率62.6%。",
         ["198 budget", "123.95 spent", "62.6 rate"]),
        ("省级财政下达资金250万元、市级财政安排150万元，合计400万元，支出380万元，执行率95%。",
         ["250 budget 省级财政", "150 budget 市级财政", "400 budget", "380 spent", "95 rate"]),
        ("实际支出380万元，其中：采购设备200万元，含服务器150万元，软件180万元。",
         ["380 spent", "200 spent 采购设备 of 380万元"]),
        ("预算资金400万元，其中：上年结转100万元，省级资金300万元。",
         ["400 budget", "100 budget 上 of 400万元", "300 budget 省级 of 400万元"]),
        ("合同执行率100%，制度执行率90%。", []),
        ("管护面积3.2万亩，完成率106.67%。", []),
        ("实际支出380万元，完成率95%。预算完成率95%。", ["380 spent", "95 rate", "95 rate"]),
    ],
)  # fmt: skip
def test_whose_money(text: str, found: list[str]) -> None:
    assert money(text) == found


def test_what_is_left_of_a_clause_is_a_name() -> None:
    assert part_name("市级资金实际支出") == "市级"
    assert part_name("截至2023年12月31日该项目累计支出资金") == ""
    assert part_name("一般公共预算拨款") == "一般公共预算拨款"
