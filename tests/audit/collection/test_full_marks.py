from __future__ import annotations

from jixiao.audit.collection.full_marks import everyone, unit
from tests.audit.collection.build import found, table


def of(count: int, full: int, *, units: int = 1) -> list:
    return [
        table(f"项目{at}", unit=f"{at % units}局", total="100" if at < full else "99.5", file=f"{at}.xlsx")
        for at in range(count)
    ]


def test_a_unit_that_claims_100_everywhere_is_told() -> None:
    assert found(unit, *of(3, 3)) == [("COL007", "0局的 3 张自评表全部自评 100 分")]


def test_two_tables_or_one_below_are_not() -> None:
    assert found(unit, *of(2, 2)) == []
    assert found(unit, *of(3, 2)) == []
    copies = [table(total="100", file=f"{at}.xlsx") for at in range(3)]
    assert found(unit, *copies) == []


def test_four_in_five_of_a_collection() -> None:
    assert found(everyone, *of(10, 8, units=2)) == [("COL008", "10 张自评表里有 8 张自评 100 分")]
    assert found(everyone, *of(10, 7, units=2)) == []
    assert found(everyone, *of(9, 9, units=2)) == []
    assert found(everyone, *of(10, 10)) == []
