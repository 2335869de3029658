"""Rows and rates as numbers, whatever the rules."""

from __future__ import annotations

import pytest

from jixiao.scoring.row_numbers import Numbers, Rate, amount_of, numbers_of, rate_of, rate_row

TOTAL = {
    "name": "年度资金总额",
    "annual_budget": "100",
    "executed": "90.5",
    "weight": "10",
    "claimed_score": "9",
}
PART = {"name": "其中：一般公共预算", "annual_budget": "40", "executed": "40"}


def test_a_row_of_two_numbers() -> None:
    row = {"target": "≥10个", "actual": "9个", "level1": "产出指标"}
    assert numbers_of(row, 2024) == Numbers(0, 10, 9, "个")
    assert numbers_of({"target": "有效提升", "actual": "优"}, 2024) is None


def test_a_label_of_a_rule_set_is_no_number() -> None:
    row = {"target": "≥10个", "actual": "9个"}
    assert numbers_of(row, None, ("9 个",)) is None
    assert numbers_of(row, None, ("好",)) == numbers_of(row, None)


@pytest.mark.parametrize(
    ("funds", "row", "wanted"),
    [
        ([TOTAL, PART], None, Rate(1000, 200, None, 181, "9")),
        ([{**TOTAL, "initial_budget": "0.25"}], None, Rate(1000, 400, 1, 362, "9")),
        ([TOTAL], {"weight": "9.5"}, Rate(950, 200, None, 181)),
        ([TOTAL], {"weight": None}, Rate(1000, 200, None, 181, "9")),
        ([PART], {"weight": "20"}, Rate(2000, 40, None, 40)),
        ([PART, PART], {"weight": "20"}, None),  # parts are added up elsewhere
        ([PART], None, None),  # nobody weighed it
        ([{**TOTAL, "executed": None}], None, None),
        ([{**TOTAL, "executed": "-1"}], None, None),
        ([{**TOTAL, "weight": "9.999"}], None, None),
        ([], {"weight": "10"}, None),
    ],
)
def test_a_rate_of_amounts(
    funds: list[dict[str, str | None]], row: dict[str, str | None] | None, wanted: Rate | None
) -> None:
    assert rate_of(funds, row) == wanted


def test_the_row_that_is_the_rate() -> None:
    assert rate_row([{"name": "数量"}, {"name": " ", "level2": "预算执行率"}]) == 1
    assert rate_row([{"name": "数量", "level2": "预算执行率"}]) is None
    assert amount_of("0.25") == (1, 4)
