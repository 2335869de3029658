"""What people give for a report."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

import pytest

from jixiao.reports.annual_facts import AnnualFacts
from jixiao.reports.blocks import Blank, Fact, Origin, Paragraph, Source
from jixiao.reports.facts import Facts
from jixiao.reports.given_texts import GivenTexts
from jixiao.reports.statement_facts import StatementFacts
from jixiao.reports.whole_facts import WholeFacts
from jixiao.texts import table

KINDS = (AnnualFacts, Facts, StatementFacts, WholeFacts)


class Counting(GivenTexts):
    """With a count."""

    __slots__ = ()
    topic: ClassVar[str] = "statement"
    keys: ClassVar[tuple[str, ...]] = ("amount", "measures")
    counts: ClassVar[tuple[str, ...]] = ("amount",)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_its_words(kind: type[GivenTexts]) -> None:
    assert [key for key in kind.keys if f"{kind.topic}.fact.{key}" not in table()] == []
    assert {*kind.amounts, *kind.counts} <= {*kind.keys}


def test_a_key_gives_its_paragraphs_or_a_blank() -> None:
    facts = StatementFacts({"measures": ("甲", "乙"), "problems": ()}, "f.toml")
    source = Source(Origin.GIVEN, "measures", "f.toml")
    assert facts.runs("measures") == (Fact("甲", source), Fact("乙", source))
    assert list(facts.paragraphs("measures")) == [Paragraph((run,)) for run in facts.runs("measures")]
    assert (facts.has("measures"), facts.has("problems")) == (True, False)
    assert facts.runs("problems") == (facts.blank("problems"),)
    assert StatementFacts.blank("measures") == Blank("下一步改进措施", "measures")


def test_what_is_given_elsewhere_goes_before() -> None:
    facts = StatementFacts({"evaluated": ("甲",), "whole": ("无",)}, "f.toml")
    assert facts.instead("evaluated", ("乙",)) == StatementFacts(
        {"evaluated": ("乙",), "whole": ("无",)}, "f.toml"
    )
    assert facts.instead("evaluated", ()) is facts


@pytest.mark.parametrize(
    ("texts", "value"),
    [(("1,000.5",), "1000.5"), (("0",), "0"), (("约5",), None), (("-5",), None), (("1", "2"), None)],
)
def test_amounts(texts: tuple[str, ...], value: str | None) -> None:
    facts = StatementFacts({"amount": texts})
    assert facts.amount("amount") == (None if value is None else Decimal(value))
    assert facts.wrong() == ("amount" if value is None else None)
    assert StatementFacts({"amount": ()}).wrong() is None


@pytest.mark.parametrize(("text", "value"), [("23", 23), ("1.5", None), ("0", 0)])
def test_counts(text: str, value: int | None) -> None:
    assert Counting({"amount": (text,)}).amount("amount") == value


def test_an_annotated_file() -> None:
    assert Counting.annotated(("measures",), head=False) == '# 下一步改进措施\nmeasures = ""\n'
    assert Counting.annotated(("measures",), head=True).startswith("# 第九节《预算绩效情况说明》的补充内容")
