from __future__ import annotations

import re

import pytest

from jixiao.documents.disclosure.naming import Named, clauses, content, is_noun, named, of_another_year

SUBJECTS = (("income.current", re.compile(r"本年收入(?:合计)?")), ("income.other", re.compile(r"其他收入")))


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("2023年度支出决算数为", ""),
        ("与2022年相比", ""),
        ("完成年初预算的", ""),
        ("农林水支出", "农林水"),
        ("其中:办公费", "办公费"),
    ],
)
def test_what_is_left_of_words(words: str, left: str) -> None:
    assert content(words) == left


@pytest.mark.parametrize(
    ("words", "noun"),
    [("办公费", True), ("农林水支出决算为", True), ("主要用于以下方面", False), ("甲县水务局支出", False)],
)
def test_money_of_some_sort(words: str, noun: bool) -> None:
    assert is_noun(words) is noun


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("2023年本年收入合计", "income.current"),
        (",其中:其他收入", "income.other"),
        ("财政拨款本年收入合计", None),
        ("本年收入合计,其中:利息收入", None),
    ],
)
def test_the_last_name_decides(text: str, base: str | None) -> None:
    found = named(text, SUBJECTS, "income")
    assert found is not None
    assert found.base == base


def test_a_comparison_names_nothing() -> None:
    assert named(",比上年增加", SUBJECTS, "income") is None


def test_a_class_is_known_by_its_ending_where_appropriations_are_told() -> None:
    found = named(",主要用于以下方面:农林水支出", (), "appropriation")
    assert found == Named("appropriation.class", "农林水支出", own=True, rest="")


def test_prose_names_only_what_is_known() -> None:
    assert named(",主要包括:办公费、水费", SUBJECTS, "income", prose=True) is None


def test_a_bracket_is_part_of_its_clause() -> None:
    assert clauses("甲(乙,丙),丁") == ["甲(乙、丙)", "丁"]


@pytest.mark.parametrize(
    ("lead", "other"),
    [("与上年决算数", True), ("去年支出", True), ("上年结转和结余", False), ("上年100,本年支出", False)],
)
def test_amounts_of_another_year(lead: str, other: bool) -> None:
    assert of_another_year(lead) is other
