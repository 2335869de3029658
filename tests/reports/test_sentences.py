from __future__ import annotations

from decimal import Decimal

from hypothesis import given

from jixiao.reports.blocks import Blank, Fact, Origin, Source, Words, text_of
from jixiao.reports.sentences import sentence
from jixiao.texts import say
from tests.strategies.reports import words

RATE = Fact("81.3%", Source(Origin.COMPUTED, "total.execution_rate"), Decimal("81.3"))


def test_a_number_in_a_sentence_keeps_its_source() -> None:
    made = sentence("report.summary.grade", grade="优", count=Blank("个数"), share=RATE)
    assert made == (Words("优"), Blank("个数"), Words("个，占"), RATE)


def test_what_is_missing_or_unknown_shows() -> None:
    assert text_of(sentence("report.summary.grade-plain", grade="优")) == "优〔count〕个"
    assert sentence("report.no.such") == (Words("report.no.such"),)


@given(words, words)
def test_it_says_what_the_text_table_says(grade: str, count: str) -> None:
    fact = Fact(count, RATE.source)
    made = text_of(sentence("report.summary.grade-plain", grade=grade, count=fact))
    assert made == say("report.summary.grade-plain", grade=grade, count=count)
