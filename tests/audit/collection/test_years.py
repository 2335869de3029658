from __future__ import annotations

import pytest

from jixiao.audit.collection.years import budgets, scores
from tests.audit.collection.build import found, table


def pair(**after: object) -> list:
    return [
        table("2022年运维", year=2022, file="2022.xlsx"),
        table("2023年运维", year=2023, file="2023.xlsx", **after),
    ]


def test_a_budget_that_jumps_is_told_at_the_later_year() -> None:
    assert found(budgets, *pair(budget="10")) == [
        (
            "COL009",
            (
                "“2023年运维”2022 年预算 100.00 万元，2023 年 10.00 万元，变动 -90.00%；"
                "上年见 2022.xlsx 2022年运维"
            ),
        )
    ]


@pytest.mark.parametrize("budget", ["150", "50", "100"])
def test_half_more_or_less_is_no_jump(budget: str) -> None:
    assert found(budgets, *pair(budget=budget)) == []


def test_a_score_that_jumps() -> None:
    assert [code for code, _ in found(scores, *pair(total="75"))] == ["COL010"]
    assert found(scores, *pair(total="75.01")) == []
    assert found(scores, *pair(total=None)) == []


def test_only_years_that_follow_each_other_are_compared() -> None:
    first, _ = pair()
    assert found(budgets, first, table("运维", year=2024, budget="1", file="2024.xlsx")) == []
    twice = [table("运维", year=2023, budget="1", file=f"{at}.xlsx") for at in range(2)]
    assert found(budgets, first, *twice) == []
