from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.scored import Status
from jixiao.scoring.ruleset import load_ruleset
from jixiao.scoring.table import score_evaluation
from tests.scoring.build import codes, evaluated, form, fund, indicator, plain, rules


def test_a_form_in_memory_is_complete_if_it_has_both_parts() -> None:
    row, line = indicator("≥1", "1", "90"), fund("1", "1")
    assert score_evaluation(form(row, funds=(line,)), rules()).complete
    assert not score_evaluation(form(row), rules()).complete
    assert not score_evaluation(form(funds=(line,)), rules()).complete


def test_the_rules_used_are_named_and_so_is_why() -> None:
    by = load_ruleset("jiangxi-2023")
    found = evaluated(form(indicator("≥1", "1", "100")), by, why="rules-covering")
    assert (found.rules.id, found.rules.hash, found.rules.assumed) == ("jiangxi-2023", by.hash, True)
    assert codes(found)[0] == "RUL020"
    assert "RUL020" not in codes(evaluated(form(indicator("≥1", "1", "100")), by))


@pytest.mark.parametrize(
    ("rows", "funds", "standing"),
    [
        ([indicator("≥10", "9", "90")], (fund("100", "90"),), "verified"),
        ([indicator("≤10", "20", "90")], (fund("100", "90"),), "observed"),
        ([indicator("=10", "9", "90"), indicator("≥10", "9", "90")], (), "inferred"),
        ([indicator("提升", "基本达成目标", "90", "90")], (fund("100", "90"),), "recalled"),
        ([indicator("=0", "1", "5")], (), "unknown"),  # an edge without a source
        ([indicator("≥1", "1", "90")], (), "inferred"),  # nothing but full marks: that of the rule set
    ],
)
def test_the_standing_is_the_weakest_of_what_decided(rows: list, funds: tuple, standing: str) -> None:
    by = plain('[tiers_cite]\nstanding = "recalled"\n[edge]\nzero_target = { "=" = "zero" }\n')
    assert evaluated(form(*rows, funds=funds), by).rules.standing == standing


def test_rows_come_back_one_for_one() -> None:
    rows = [
        indicator("≥1", "1", "5"),
        indicator(None, None, None),
        indicator("/", "/", "5"),
        indicator("≥1", "1", "5"),
    ]
    found = evaluated(form(*rows))
    assert [item.indicator for item in found.indicators] == rows


def test_a_table_without_indicators_has_no_rows() -> None:
    found = evaluated(form(funds=(fund("100", "90"),)), complete=False)
    assert found.indicators == ()
    assert found.execution is not None
    assert found.execution.status is Status.COMPUTED


@given(
    st.lists(st.integers(0, 100), min_size=1, max_size=5),
    st.lists(st.integers(0, 100), min_size=1, max_size=5),
)
def test_the_grade_is_a_function_of_the_total_only(one: list[int], other: list[int]) -> None:
    def table(earned: list[int]) -> tuple[str, str | None]:
        rows = [indicator("≥100", str(share), "20") for share in earned]
        found = evaluated(form(*rows))
        return str(found.total), found.grade

    (total, grade), (total2, grade2) = table(one), table(other)
    assert (total != total2) or grade == grade2
    bounds = [("优", 90), ("良", 80), ("中", 60), ("差", 0)]
    assert grade == next(name for name, bound in bounds if float(total) >= bound)
