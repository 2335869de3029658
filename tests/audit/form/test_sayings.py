from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from jixiao.audit.form import sayings
from jixiao.schemas.finding import Severity
from jixiao.schemas.self_evaluation import Indicator
from tests.audit.form.tables import row, subject, table


def test_names_of_many_rows_are_cut_short() -> None:
    rows = subject(table(*(row(name=f"里程{at}") for at in range(6)))).rows
    assert sayings.names(rows[:2]) == "“里程0”、“里程1”"
    assert sayings.names(rows) == "“里程0”、“里程1”、“里程2”、“里程3”、“里程4”等 8 项"


@pytest.mark.parametrize(("count", "found"), [(0, 0), (1, 1), (5, 5), (6, 1)])
def test_many_rows_share_a_finding(count: int, found: int) -> None:
    whole = subject(table(*(row(name=f"里程{at}") for at in range(4))))
    made = list(sayings.rows_found(whole, "TGT001", Severity.NOTICE, whole.rows[:count], "target"))
    assert len(made) == found


def test_what_scoring_said_of_a_row() -> None:
    whole = subject(table(row("≥20公里", "10公里", claimed="45"), row(name="巡查里程")))
    assert sayings.told(whole, "SCO001") == frozenset({0})
    assert sayings.raised(whole, "SCO001")
    assert not sayings.raised(whole, "SCO002")


def test_a_row_in_use() -> None:
    whole = subject(table(row(), Indicator(level1="产出指标")))
    assert [sayings.used(one) for one in whole.rows] == [True, False, True, True]
    assert not sayings.blank(whole)


def test_plain_numbers() -> None:
    assert sayings.plain(Decimal("5.00")) == "5"
    assert sayings.plain(None) == ""
    assert sayings.percent(Fraction(2, 3)) == "66.67"
