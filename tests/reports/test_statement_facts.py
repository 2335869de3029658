"""The keys of what people give for 第九节."""

from __future__ import annotations

from jixiao.reports.statement_facts import FUNDS, StatementFacts


def test_every_amount_is_a_key_and_every_kind_of_money_has_its_amounts() -> None:
    assert {*StatementFacts.amounts} <= {*StatementFacts.keys}
    for kind in FUNDS:
        assert {f"evaluated-{kind}", f"whole-{kind}"} <= {*StatementFacts.amounts}
