from __future__ import annotations

import pytest

from jixiao.documents import vocabulary
from jixiao.documents.figures import compact
from jixiao.documents.vocabulary import FUND_WORDS, INDICATOR_WORDS, words


def test_words() -> None:
    assert words(" 甲 乙\n丙 ") == ("甲", "乙", "丙")


@pytest.mark.parametrize("table", [INDICATOR_WORDS, FUND_WORDS])
def test_a_word_stands_in_one_column_only(table: dict[str, tuple[str, ...]]) -> None:
    every = [word for column in table.values() for word in column]
    assert len(set(every)) == len(every)


def test_words_are_written_as_they_are_compared() -> None:
    labels = (vocabulary.PROJECT, vocabulary.DEPARTMENT, vocabulary.UNIT, vocabulary.GOAL, vocabulary.GRADE)
    for column in (*INDICATOR_WORDS.values(), *FUND_WORDS.values(), *labels):
        assert [compact(word) for word in column] == list(column)
