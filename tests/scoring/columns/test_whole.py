"""Columns of whole numbers hold the rows they were made of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.scoring.columns.data import KIND_CODE, Row
from jixiao.scoring.columns.plan import Context
from jixiao.scoring.columns.whole import whole_columns

CONTEXTS = (Context(), Context("产出指标"))
ROWS = [(KIND_CODE[">="], 10, 9, 0), (KIND_CODE["execution"], 100, 90, 1)]


def test_rows_come_back() -> None:
    made = whole_columns([1050, 1000], ROWS, CONTEXTS)
    assert [made.row(at) for at in range(2)] == [
        Row(">=", Decimal("10.50"), Decimal(10), Decimal(9)),
        Row("execution", Decimal("10.00"), Decimal(100), Decimal(90), CONTEXTS[1]),
    ]


def test_one_context_and_no_rows() -> None:
    assert whole_columns([1050], ROWS[:1], CONTEXTS[:1]).context is None
    assert len(whole_columns([], [], CONTEXTS)) == 0


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(OverflowError):
        whole_columns([1], [(0, 1 << 63, 1, 0)], CONTEXTS)
