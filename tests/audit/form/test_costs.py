from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.audit.form.costs import cost_set
from jixiao.schemas.finding import Severity
from tests.audit.form.tables import codes, one, row, subject, table
from tests.scoring.build import fund


def cost(target: str, actual: str, name: str) -> object:
    return row(target, actual, "5", level1="成本指标", level2="经济成本指标", name=name)


def costs(
    *pairs: tuple[str, str], budget: str = "100.00", spent: str = "80.00", initial: str = "100.00"
) -> object:
    rows = [cost(f"≤{target}万元", f"{actual}万元", f"费用{at}") for at, (target, actual) in enumerate(pairs)]
    return table(*rows, funds=(fund(budget, spent, initial=initial),))


@pytest.mark.parametrize(
    ("code", "severity", "form"),
    [
        ("CST001", Severity.WARNING, costs(("60", "50"), ("40", "30"), ("100", "85"))),
        ("CST002", Severity.WARNING, costs(("60", "50"), ("40", "35"))),
        ("CST002", Severity.NOTICE, costs(("100", "85"))),
        ("CST003", Severity.NOTICE, costs(("60", "50"), ("45", "30"))),
    ],
)
def test_what_does_not_fit(code: str, severity: Severity, form: object) -> None:
    assert one(form, code).severity is severity


@pytest.mark.parametrize(
    ("unit", "found"),
    [("元", Severity.WARNING), ("亿元", Severity.WARNING), ("万元", None)],
)
def test_the_unit_of_the_table_is_not_that_of_its_costs(unit: str, found: Severity | None) -> None:
    form = costs(("60", "50"), ("40", "30")).model_copy(update={"amount_unit": unit})
    assert ("CST004" in codes(form)) is (found is not None)
    if found is not None:
        assert one(form, "CST004").severity is found


def test_costs_that_are_not_the_budget_tell_no_unit() -> None:
    form = costs(("60", "50"), ("41", "30")).model_copy(update={"amount_unit": "元"})
    assert "CST004" not in codes(form)


@pytest.mark.parametrize(
    "form",
    [
        costs(("60", "50"), ("40", "30")),
        costs(("60", "50"), ("40", "30"), ("100", "80")),
        costs(("60", "50"), ("30", "25")),
        table(cost("≤5000元/人", "3689元/人", "人均工资"), cost("≤100万元", "85万元", "总成本")),
        costs(("600", "500"), ("400", "300"), budget="1000.00", spent="800.00", initial="1200.00"),
    ],
)
def test_what_fits_or_is_no_set(form: object) -> None:
    assert [code for code in codes(form) if code.startswith("CST")] == []


def test_a_row_that_is_the_sum_of_the_others_stands_for_them() -> None:
    form = table(
        cost("=500000元", "400000", "开发费"),
        cost("=1800000元", "1679000", "平台费"),
        cost("=2431100元", "2210100", "总成本"),
        cost("=131100元", "131100", "接入费"),
        funds=(fund("221.01", "221.01", initial="0"),),
    )
    found = cost_set(subject(form))
    assert found is not None
    assert found.whole is not None
    assert found.whole.row.label == "总成本"
    assert one(form, "CST003").expected == "221.01"


@given(st.lists(st.integers(1, 10**7), min_size=2, max_size=5), st.integers(2, 10**6))
def test_an_actual_moved_by_more_than_rounding_is_found(parts: list[int], by: int) -> None:
    def money(value: int) -> str:
        return f"{Decimal(value) / 100:.2f}"

    if any(part * 2 == sum(parts) for part in parts):
        return  # the sum of the others stands among them
    clean = [(money(part), money(part)) for part in parts]
    whole = money(sum(parts))
    assert not {"CST002"} & set(codes(costs(*clean, budget=whole, spent=whole, initial=whole)))
    moved = [*clean[:-1], (clean[-1][0], money(parts[-1] + by))]
    assert "CST002" in codes(costs(*moved, budget=whole, spent=whole, initial=whole))
