"""Laying tables out for columns: what is said of each row, and what is not laid out."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from jixiao.scoring.packed import FIELDS, HEAD, Packed, packed, reads_alike

FUNDS = [{"name": "年度资金总额", "annual_budget": "100", "executed": "80", "weight": "10"}]
ROW = {"level1": "产出指标", "level2": "数量指标", "target": "≥10个", "actual": "9个", "weight": "50",
       "claimed_score": "45"}  # fmt: skip
WORDS = {"target": "有效提升", "actual": "优", "weight": "40"}
RESULT = {
    "rules": {"id": "甲", "hash": "乙"},
    "total": "93.00",
    "total_range": ["93.00", "93.00"],
    "provisional_total": "93.00",
    "grade": "优",
    "execution": {"score": "8.00", "clause": "execution"},
    "indicators": [{"score": "45.00", "clause": "≥ under"}, {"score": None, "reason": "no-tier"}],
}


def laid(form: dict[str, Any], result: dict[str, Any] | None = None) -> tuple[list[int], list[list[int]]]:
    found = packed(form, result)
    assert found is not None
    numbers = list(map(int, found.numbers.split()))
    rows = numbers[HEAD:]
    return numbers[:HEAD], [rows[at : at + FIELDS] for at in range(0, len(rows), FIELDS)]


def test_a_whole_table() -> None:
    form = {"year": 2024, "funds": FUNDS, "indicators": [ROW, WORDS]}
    head, rows = laid(form, RESULT)
    assert head == [9300, 9300, 9300, 9300]
    assert rows == [
        [5, 100, 80, -1, 1000, -1, -1, 800, 0],
        [0, 10, 9, 0, 5000, 0, 4500, 4500, 1],
        [6, 0, 0, 0, 0, 1, -1, -1, 2],
    ]
    found = packed(form, RESULT)
    assert found is not None
    assert json.loads(found.names) == [
        "甲", "乙", "优", [["产出指标", "数量指标", "个"]], ["execution", "≥ under", "no-tier"],
    ]  # fmt: skip
    assert json.loads(found.texts) == [WORDS, 2024]


def test_without_a_result_and_without_rows() -> None:
    assert packed({}, None) == Packed("-1 -1 -1 -1", "[null,null,null,[],[]]", "")
    assert laid({"indicators": [ROW]})[1] == [[0, 10, 9, 0, 5000, 0, 4500, -1, -1]]


def test_the_row_that_is_the_rate_lends_its_weight_and_is_there_once() -> None:
    rate = {"name": "预算执行率", "weight": "20", "claimed_score": "0.125", "actual": "80%"}
    _, rows = laid({"funds": FUNDS, "indicators": [rate, ROW]})
    assert rows == [[5, 100, 80, -1, 2000, -1, -2, -1, -1], [0, 10, 9, 0, 5000, 1, 4500, -1, -1]]
    found = packed({"indicators": [rate]}, None)
    assert found is not None
    assert (found.numbers.split()[HEAD], json.loads(found.texts)) == (
        "7",
        {"funds": [], "indicators": [rate]},
    )


@pytest.mark.parametrize(
    "row",
    [
        {**ROW, "weight": None},
        {**ROW, "weight": "33.333"},
        {**ROW, "weight": "-1"},
        {**ROW, "coefficient": "0.5"},
        {**ROW, "actual": "九个"},  # without a digit a label of a rule set may be the same
        {**ROW, "actual": "9人"},
        {},
    ],
)
def test_what_is_no_two_numbers_is_kept_as_it_says(row: dict[str, str | None]) -> None:
    _, rows = laid({"indicators": [row, row]})
    assert rows == [[6, 0, 0, 0, 0, 0, -1, -1, -1], [6, 0, 0, 0, 0, 1, -1, -1, -1]]


@pytest.mark.parametrize(
    ("row", "result"),
    [
        (ROW, {"total": "93.005"}),
        (ROW, {"indicators": [{"score": "1.005"}]}),
        (ROW, {"total": "-1"}),
        ({**ROW, "weight": "1E+30"}, {}),
        ({**ROW, "claimed_score": "-1"}, {}),
    ],
)
def test_what_cannot_be_said_in_numbers_is_not_laid_out(row: dict[str, str], result: dict[str, Any]) -> None:
    assert packed({"indicators": [row]}, result) is None


def test_labels_with_numbers_change_how_cells_are_read() -> None:
    assert reads_alike({"基本达成目标": 1, "部分达成年度指标并具有一定效果": 2, "优": 3, "一般": 4})
    assert not reads_alike({"优": 1, "100%": 2})
    assert not reads_alike({"第①档": 1})


TARGETS = ("≥10个", "≤2.5万元", "=1次", ">90%", "不低于95%", "100%", "1,000人次", "２０ 个", "有效提升",
           "2024年12月底前", "3-5天", "每月2次", "约30户", "+5%", "10.5", "〇", "≥1亿元", "/")  # fmt: skip
ACTUALS = ("9个", "25000元", "1次", "95%", "0.95", "全部完成", "1000人", "２０个", "优", "2024年11月", "4天",
           "24次", "28户", "6%", "10.50", "十二个", "12000万元", "/", "完成12个", "100%")  # fmt: skip
NAMES = (None, "投诉率（%）", "成本控制数（万元）", "完成数量", "预算执行率")
READ = "75187949"


def test_rows_are_read_as_when_the_last_schema_was_released() -> None:
    """Where this fails, reading has changed, and what databases keep of it is stale.

    Then add a step to the migrations that takes every row of ``packed`` away and fills it anew, as the
    second one does, and put the new hash here.
    """
    rows = [
        {"target": target, "actual": actual, "name": name, "level1": "产出指标", "weight": "10"}
        for target in TARGETS
        for actual in ACTUALS
        for name in NAMES
    ]
    parts = [packed({"year": 2024, "funds": FUNDS, "indicators": [row]}, None) for row in rows]
    said = json.dumps(parts, ensure_ascii=False).encode()
    assert hashlib.sha256(said).hexdigest()[:8] == READ
