"""The columns that go in and come out."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.scoring.columns.data import NO_SCORE, Columns, Row, Scored
from jixiao.scoring.columns.plan import Context
from jixiao.scoring.columns.scorer import compile_columns
from jixiao.scoring.ruleset import load_ruleset
from tests.strategies.rows import rows

ROWS = [
    Row(">=", Decimal("7.5"), Decimal("1.5"), Decimal("1.495")),
    Row("execution", Decimal(10), Decimal(100), Decimal("62.6")),
]


@given(st.lists(rows(), max_size=12))
def test_rows_come_back_as_they_went_in(given_rows):
    columns = Columns.of(given_rows)
    assert len(columns) == len(given_rows)
    assert [columns.row(number) for number in range(len(columns))] == given_rows


def test_each_kind_of_number_has_the_finest_unit_it_needs():
    columns = Columns.of(ROWS)
    assert (columns.weight_digits, columns.value_digits) == (2, 3)
    assert columns.actual.tolist() == [1495, 62600]
    assert columns.weight.dtype == np.int64


def test_numbers_beyond_int64_are_kept_whole():
    vast = Row(">=", Decimal(1), Decimal(10**20), Decimal(1))
    assert Columns.of([vast]).target.tolist() == [10**22]


def test_no_score_cannot_be_mistaken_for_one():
    scored = Scored(np.array([NO_SCORE, 0, 738]), np.zeros(3, np.uint8), 2, ())
    assert [scored.decimal(number) for number in range(3)] == [None, Decimal(0), Decimal("7.38")]
    assert NO_SCORE < 0


def test_counts_put_like_outcomes_together():
    rules = load_ruleset("mof-2020")
    met = [Row(operator, Decimal(1), Decimal(2), Decimal(2)) for operator in (">=", "<=", "=")]
    scored = compile_columns(rules).score(Columns.of([*met, ROWS[0]]))
    assert [(outcome.reason, count) for outcome, count in scored.counts().items()] == [
        ("met", 3),
        ("short-under", 1),
    ]


def _columns(**changes) -> Columns:
    whole = np.array([1, 2])
    parts = {"weight": whole, "target": whole, "actual": whole, "operator": np.zeros(2, np.int8)}
    return Columns(**{**parts, **changes})


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"weight": np.array([1])}, "one length"),
        ({"target": np.array([1.0, 2.0])}, "int64 or object"),
        ({"operator": np.array([0, 6], np.int8)}, "operator must hold"),
        ({"operator": np.array([0, -1], np.int8)}, "operator must hold"),
        ({"operator": np.zeros(2, np.int64)}, "one byte"),
        ({"context": np.array([0, 1])}, "context must hold"),
        ({"weight_digits": -1}, "digits"),
        ({"contexts": ()}, "context"),
    ],
)
def test_columns_that_do_not_belong_together_are_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        _columns(**changes)


def test_taking_rows_keeps_their_context():
    columns = Columns.of(
        [row._replace(context=Context(unit=unit)) for row, unit in zip(ROWS, ("%", "件"), strict=True)]
    )
    assert columns.take([1]).row(0) == ROWS[1]._replace(context=Context(unit="件"))
