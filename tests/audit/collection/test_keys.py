from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.audit.collection import keys
from jixiao.audit.run import check_collection
from jixiao.audit.subjects import CollectionSubject
from tests.audit.collection.build import LONG, table


def test_a_unit_is_the_unit_else_the_department() -> None:
    assert keys.unit_of(table(unit="甲 局")) == keys.unit_of(table(unit="甲局"))
    assert keys.unit_of(table(unit=None)) is None


def test_a_project_keeps_its_name_over_the_years() -> None:
    names = {keys.lasting_project_of(table(f"{year}年度运维", year=year)) for year in (2022, 2023)}
    assert names == {keys.lasting_project_of(table("运维", year=2024))}
    assert keys.lasting_project_of(table("2019年启动的运维", year=2023)) not in names


def test_what_a_table_claims_does_not_depend_on_how_it_is_written() -> None:
    assert keys.content(table(total="95")) == keys.content(table(total="95.00", goal=LONG))
    assert keys.content(table(total="95")) != keys.content(table(total="95.01"))
    assert keys.content(table(budget="100")) != keys.content(table(budget="101"))


@pytest.mark.parametrize(("budget", "expected"), [("100", Fraction(100)), ("0.5", Fraction(1, 2))])
def test_a_budget_is_in_ten_thousands(budget: str, expected: Fraction) -> None:
    assert keys.budget(table(budget=budget)) == expected


def test_names_are_told_five_at_most() -> None:
    assert keys.names(["甲", "乙", "甲", ""]) == "甲、乙"
    assert keys.names(str(number) for number in range(7)) == "0、1、2、3、4……（7）"


TABLES = st.builds(
    table,
    project=st.sampled_from(["大厅", "运维", "2022年运维"]),
    unit=st.sampled_from(["甲局", "乙局", None]),
    year=st.sampled_from([2022, 2023, None]),
    total=st.sampled_from(["100", "95", "60", None]),
    file=st.sampled_from(["甲.xlsx", "乙.xlsx"]),
    budget=st.sampled_from(["100", "10", "0"]),
    goal=st.sampled_from([None, LONG]),
)


@given(st.lists(TABLES, max_size=12), st.randoms(use_true_random=False))
def test_what_is_found_does_not_depend_on_the_order_of_the_files(forms: list, random) -> None:
    shuffled = random.sample(forms, len(forms))
    once, again = (
        sorted(finding.model_dump_json() for finding in check_collection(CollectionSubject(tuple(some))))
        for some in (forms, shuffled)
    )
    assert once == again


@given(TABLES)
def test_nothing_is_found_between_one_table_and_nothing(form) -> None:
    assert check_collection(CollectionSubject((form,))) == ()
