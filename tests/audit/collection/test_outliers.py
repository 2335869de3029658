from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jixiao.audit.collection.outliers import quantile, totals
from tests.audit.collection.build import found, table


def of(*claimed: str, year: int = 2023) -> list:
    return [table(f"项目{at}", year=year, total=total, file=f"{at}.xlsx") for at, total in enumerate(claimed)]


def test_a_total_far_from_the_others_is_told() -> None:
    assert found(totals, *of("61", *["97", "98"] * 4)) == [
        ("COL011", "“项目0”自评 61 分，与 2023 年度其余各表相差很远（9 张表的中位数 97.00）")
    ]


def test_few_tables_a_wide_middle_or_a_short_way_say_nothing() -> None:
    assert found(totals, *of("61", *["97"] * 6)) == []
    assert found(totals, *of("61", *["97", "80"] * 4)) == []
    assert found(totals, *of("88", *["97", "97"] * 4)) == []
    assert found(totals, *of("61", *["97"] * 4), *of(*["97"] * 4, year=2022)) == []


@given(st.lists(st.fractions(), min_size=1), st.fractions(0, 1))
def test_a_quantile_lies_between_its_neighbours(numbers: list[Fraction], share: Fraction) -> None:
    ordered = sorted(numbers)
    value = quantile(ordered, share)
    below = sum(number <= value for number in ordered)
    assert ordered[0] <= value <= ordered[-1]
    assert below >= int((len(ordered) - 1) * share) + 1
    assert (quantile(ordered, Fraction(0)), quantile(ordered, Fraction(1))) == (ordered[0], ordered[-1])
