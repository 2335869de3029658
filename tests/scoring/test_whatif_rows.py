"""Rows of plain forms as numbers: only what nothing but two numbers decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.indicators.target import parse_target
from jixiao.scoring.row_numbers import cents_of
from jixiao.scoring.ruleset import load_ruleset
from jixiao.scoring.whatif_rows import RowReader, plain_number

READER = RowReader(load_ruleset("mof-2021"))


@pytest.mark.parametrize(
    ("row", "numbers"),
    [
        ({"target": "≥10个", "actual": "9个"}, (0, 10, 9)),
        ({"target": "≤2.5万元", "actual": "30000元"}, (2, 25000, 30000)),
        ({"target": "10", "operator": "=", "unit": "件", "actual": "9.5件"}, (4, 20, 19)),
        ({"target": "≥90%", "actual": "85"}, (0, 90, 85)),
    ],
)
def test_two_numbers(row: dict[str, str], numbers: tuple[int, int, int]) -> None:
    found = READER.ratio(row, None)
    assert found is not None
    operator, target, actual, _ = found
    assert operator == numbers[0]
    assert target * numbers[2] == actual * numbers[1]


@pytest.mark.parametrize(
    "row",
    [
        {"target": "有效提升", "actual": "优"},
        {"target": "≥90%", "actual": "0.95"},  # 95 % or 0.95 %: a person says
        {"target": "2024年12月底前", "actual": "2024年11月"},
        {"target": "85%-90%", "actual": "87%"},
        {"target": "≥10个", "actual": "9人"},
        {"target": "/", "actual": "/"},
        {},
    ],
)
def test_anything_else_is_for_the_scalar_path(row: dict[str, str]) -> None:
    assert READER.ratio(row, 2024) is None


@given(
    name=st.text(max_size=8) | st.sampled_from(("成本（万元）", "合格率(%)", "数量（个/月）", "降低率")),
    target=st.sampled_from(("≥10个", "≤3%", ">2.5万元", "=1次", "<9台套")),
)
def test_a_name_has_no_say_where_the_target_prints_its_unit(name: str, target: str) -> None:
    assert parse_target(target, name=name) == parse_target(target)


def test_scores_in_cents() -> None:
    assert [cents_of(text) for text in ("9.5", "9", "0.125", "-1")] == [950, 900, None, -100]
    assert [plain_number(text) for text in ("9.50", None, "甲", "NaN")] == [950, None, None, None]
