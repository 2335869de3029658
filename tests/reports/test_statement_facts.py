"""What people give for 第九节."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.reports.blocks import Blank, Fact, Origin, Source
from jixiao.reports.statement_facts import AMOUNTS, KEYS, StatementFacts, amount_of, blank
from jixiao.texts import table


def test_every_key_has_its_words() -> None:
    assert [key for key in KEYS if f"statement.fact.{key}" not in table()] == []
    assert {*AMOUNTS} <= {*KEYS}


def test_a_key_gives_its_paragraphs_or_a_blank() -> None:
    facts = StatementFacts({"measures": ("甲", "乙"), "problems": ()}, "f.toml")
    source = Source(Origin.GIVEN, "measures", "f.toml")
    assert facts.runs("measures") == (Fact("甲", source), Fact("乙", source))
    assert facts.runs("problems") == (blank("problems"),)
    assert blank("measures") == Blank("下一步改进措施", "measures")


@pytest.mark.parametrize(
    ("texts", "value"),
    [(("1,000.5",), "1000.5"), (("0",), "0"), (("约5",), None), ((), None), (("1", "2"), None)],
)
def test_amounts(texts: tuple[str, ...], value: str | None) -> None:
    assert amount_of(texts) == (None if value is None else Decimal(value))
    assert StatementFacts({"amount": texts}).amount("amount") == amount_of(texts)
