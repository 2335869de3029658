"""The loop that the scalar path is measured against scores the same table, but for its one rounding slip."""

from __future__ import annotations

from decimal import Decimal

from bench.scalar import MISSED, RULES, TABLE, by_hand, contestants, indicators, measured, numbers
from jixiao.scoring.explain import sentence
from jixiao.scoring.row import score_indicator
from jixiao.scoring.ruleset import load_ruleset


def test_both_score_the_table_alike_except_where_a_ratio_taken_first_slips():
    rules = load_ruleset(RULES)
    ours = [score_indicator(row, rules).score for row in indicators()]
    loop = [row.score for row in by_hand(numbers())]
    differing = [(a, b) for a, b in zip(ours, loop, strict=True) if a != b]
    assert differing == [(Decimal("7.38"), Decimal("7.37"))]


def test_every_row_of_the_table_has_a_score_and_a_sentence():
    rules = load_ruleset(RULES)
    for row in indicators():
        scored = score_indicator(row, rules)
        assert scored.score is not None
        assert sentence(scored)


def test_the_tables_are_what_they_are_called():
    rules = load_ruleset(RULES)
    met = [score_indicator(row, rules).reason == "met" for row in indicators()]
    assert (len(TABLE), sum(met)) == (20, 14)
    assert {score_indicator(row, rules).reason for row in indicators(MISSED)} == {"short-under", "short-over"}
    assert len(MISSED) == 20


def test_taking_turns_gives_a_time_for_each():
    assert set(measured(contestants(TABLE), 1)) == set(contestants(TABLE))
