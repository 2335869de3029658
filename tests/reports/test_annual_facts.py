"""What people give for the yearly report, as parts of sentences."""

from __future__ import annotations

from decimal import Decimal

from jixiao.reports.annual_facts import NO_FACTS, AnnualFacts
from jixiao.reports.blocks import Blank, text_of
from tests.reports.annual_words import facts_of


def test_what_is_given_ends_with_a_stop() -> None:
    given = facts_of(work=("统一部署", "逐级审核。"), bureau="市财政局")
    assert text_of(given.told("work")) == "统一部署。逐级审核。"
    assert given.name("bureau").text == "市财政局"


def test_what_is_not_given_is_a_blank() -> None:
    for key in AnnualFacts.keys:
        assert isinstance(NO_FACTS.name(key), Blank)
    assert text_of(NO_FACTS.told("work")).endswith("】。")
    assert NO_FACTS.figure("expected") is None


def test_figures() -> None:
    found = facts_of(expected="12", project_spending="1,000.50")
    spending = found.figure("project-spending")
    assert spending is not None
    assert (spending.text, spending.value) == ("1000.5", Decimal("1000.50"))
    assert found.figure("expected") is not None
    assert facts_of(expected="1.5").figure("expected") is None
