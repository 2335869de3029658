"""The scorer tried around every break point: what only shows after deductions and rounding."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao.scoring import proof_trials
from jixiao.scoring.proof_trials import trials
from jixiao.scoring.ruleset import available, load_ruleset
from tests.scoring.rule_files import PROPORTIONAL, clause, found, write


def test_a_deduction_that_turns_a_score_round_is_found_by_trying(tmp_path):
    text = clause('operator = ">="', PROPORTIONAL, more='deduct = { from = "0.9", points = "2" }')
    ((code, message),) = found(tmp_path, text)
    assert code == "RUL191"
    assert "（分值 10）" in message


@pytest.mark.parametrize("name", available())
def test_the_scorer_keeps_the_promises_of_the_shipped_sets(name):
    assert list(trials(load_ruleset(name))) == []


def test_a_score_that_changes_with_the_unit_is_found(tmp_path, monkeypatch):
    """A scorer that looks at the size of a number, not at the ratio, is caught."""
    rules = load_ruleset(write(tmp_path, clause('operator = ">="', PROPORTIONAL)))
    real = proof_trials.score_indicator

    def by_size(indicator, loaded):
        row = real(indicator, loaded)
        return replace(row, score=Decimal(0)) if int(indicator.actual) >= 10**7 else row

    monkeypatch.setattr(proof_trials, "score_indicator", by_size)
    (fault,) = trials(rules)
    assert fault.code == "RUL192"


def test_a_score_above_the_weight_is_found(tmp_path, monkeypatch):
    rules = load_ruleset(write(tmp_path, clause('operator = ">="', PROPORTIONAL)))
    real = proof_trials.score_indicator
    monkeypatch.setattr(
        proof_trials, "score_indicator", lambda row, loaded: replace(real(row, loaded), score=row.weight + 1)
    )
    (fault,) = trials(rules)
    assert (fault.code, fault.params["score"], fault.params["weight"]) == ("RUL190", "11", "10")
