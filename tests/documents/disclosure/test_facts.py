from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.documents.disclosure.blocks import Para, from_text
from jixiao.documents.disclosure.facts import Collector, sentences
from jixiao.schemas.disclosure import FactKind


def para(text: str) -> Para:
    (only,) = from_text(text)
    assert isinstance(only, Para)
    return only


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收入 1,112.22 万元", [("1112.22", "万元", 2)]),
        ("收入１１１２．２２万元", [("1112.22", "万元", 2)]),
        ("得分4.64分，增长0%", [("4.64", "分", 2), ("0", "%", 0)]),
        ("100 万件、56 家", [("100", "万件", 0), ("56", "家", 0)]),
        ("2023 年 12 月底前", []),
        ("单价100万元（含）以上设备0台", [("0", "台", 0)]),
        ("“赣服通”5.0版", [("5.0", None, 1)]),
    ],
)
def test_numbers_with_unit_and_printed_precision(text: str, found: list[tuple[str, str | None, int]]) -> None:
    mentions = [m for sentence in sentences(para(text)) for m in sentence.mentions]
    assert [(f"{m.value}", m.unit, m.digits) for m in mentions] == found


def test_approximate_numbers() -> None:
    mentions = [
        m for sentence in sentences(para("服务约20人，接待200余人次，共3个")) for m in sentence.mentions
    ]
    assert [(m.value, m.approximate) for m in mentions] == [(20, True), (200, True), (3, False)]


def test_a_fact_has_its_place_year_and_verbatim_sentence() -> None:
    one = para("前面一句。2023年部门预算 1,000.5 万元；后面。")
    collect = Collector("甲.txt")
    sentence = list(sentences(one))[1]
    collect.number(one, sentence, sentence.mentions[-1], FactKind.AMOUNT, "report.budget", part="一", sign=-1)
    (fact,) = collect.facts
    assert (fact.value, fact.unit, fact.digits, fact.year) == (Decimal("-1000.5"), "万元", 1, 2023)
    assert fact.place.model_dump(exclude_none=True) == {
        "file": "甲.txt",
        "document_part": "一",
        "row": "第1行",
        "quote": "2023年部门预算 1,000.5 万元；",
    }
