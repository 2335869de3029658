"""Single rows of columns, explained."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given

from jixiao.schemas.self_evaluation import Indicator
from jixiao.scoring.columns.data import Columns, Row
from jixiao.scoring.columns.scalar import explain, scalar_row
from jixiao.scoring.explain import sentence
from jixiao.scoring.row import score_indicator
from jixiao.scoring.ruleset import load_ruleset
from tests.strategies.rows import rows
from tests.strategies.rulesets import rule_sets


def test_a_row_somebody_looks_at_has_its_sentence():
    rules = load_ruleset("jiangxi-2023")
    columns = Columns.of(
        [
            Row("=", Decimal(10), Decimal(56), Decimal(44)),
            Row("execution", Decimal(10), Decimal(100), Decimal(50)),
        ]
    )
    assert explain(columns, 0, rules) == sentence(scalar_row(columns.row(0), rules))
    assert [word in explain(columns, 0, rules) for word in ("44 ÷ 56", "78.57%", "4.64")] == [True] * 3
    assert "50%" in explain(columns, 1, rules)


def test_numbers_and_printed_cells_score_alike():
    rules = load_ruleset("jiangxi-2023")
    printed = Indicator(target="≥90%", actual="81%", weight=Decimal(5))
    assert (
        scalar_row(Row(">=", Decimal(5), Decimal(90), Decimal(81)), rules).score
        == score_indicator(printed, rules).score
    )


@given(rule_sets(), rows())
def test_every_row_has_a_sentence(rules, row):
    assert explain(Columns.of([row]), 0, rules)
