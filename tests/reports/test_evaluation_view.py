from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from jixiao.reports.evaluation_view import View, counted, points, rate
from tests.reports.drafting import table


def test_an_open_row_counts_as_the_unit_claimed_and_says_so() -> None:
    view = View(
        table(
            {"weight": "50", "claimed_score": "50"}, {"target": None, "weight": "40", "claimed_score": "38"}
        )
    )
    done, unclear = view.lines
    assert (done.assumed, done.earned, done.lost) == (False, Decimal(50), Decimal(0))
    assert (unclear.assumed, unclear.earned) == (True, Decimal(38))
    assert view.open == (unclear,)
    section = view.sections["output"]
    assert (section.weight, section.earned, section.assumed, section.rate) == (90, 88, 1, Fraction(88, 90))


def test_a_part_with_a_row_that_nobody_scored_has_no_score() -> None:
    section = View(table({"target": None, "claimed_score": None})).sections["output"]
    assert (section.earned, section.rate) == (None, None)


def test_a_claim_above_the_weight_is_none() -> None:
    view = View(table({"target": None, "claimed_score": "91"}))
    assert (view.lines[0].assumed, view.lines[0].earned, view.provisional) == (False, None, None)


def test_the_rows_that_lost_come_with_the_worst_first() -> None:
    view = View(table({"weight": "30", "actual": "9个"}, {"weight": "60", "actual": "8个"}, executed="50"))
    assert [line.path for line in view.losing] == ["indicators[1]", "execution", "indicators[0]"]


@pytest.mark.parametrize(
    ("actual", "executed", "done"), [("10个", "100", True), ("9个", "100", False), ("10个", "99.99", False)]
)
def test_all_is_done_only_where_all_is(actual: str, executed: str, *, done: bool) -> None:
    assert View(table({"actual": actual}, executed=executed)).all_done is done


def test_amounts_are_in_ten_thousands_and_no_more_exact_than_they_are() -> None:
    view = View(table({}, amount_unit="元"))
    texts = [view.amount(Decimal(value), "x").text for value in ("70000", "1234567", "30", "0")]
    assert texts == ["7万元", "123.46万元", "0.003万元", "0万元"]
    assert View(table({}, amount_unit="万美元")).amount(Decimal(3), "x").text == "3万美元"


def test_what_is_left_may_be_less_than_nothing() -> None:
    assert View(table({}, budget="160", executed="7")).money.left == 153
    assert View(table({}, budget="7", executed="7.5")).money.left == Decimal("-0.5")
    assert View(table({}, funds=[])).money.left is None


def test_what_is_left_agrees_with_the_amounts_printed() -> None:
    view = View(table({}, budget="892.474", executed="812.685"))
    left = view.remainder(view.amount(Decimal("892.474"), "a"), view.amount(Decimal("812.685"), "b"))
    assert (left.text, left.value) == ("79.78万元", Decimal("79.78"))
    view = View(table({}, budget="7.001", executed="7"))
    left = view.remainder(view.amount(Decimal("7.001"), "a"), view.amount(Decimal(7), "b"))
    assert left.text == "0.001万元"
    view = View(table({}, budget="100", executed="99.999"))
    budget, executed = view.amount(Decimal(100), "a"), view.amount(Decimal("99.999"), "b")
    assert [one.text for one in (budget, executed, view.remainder(budget, executed))] == [
        "100万元",
        "99.999万元",
        "0.001万元",
    ]
    assert View(table({}, budget="-100", executed="-50")).money.left is None


def test_a_rate_reads_nothing_or_all_only_where_it_is() -> None:
    read = [
        rate(Fraction(*pair), "a").text for pair in ((99999, 100000), (1, 100000), (1, 1), (0, 1), (7, 160))
    ]
    assert read == ["99.999%", "0.001%", "100%", "0%", "4.38%"]


def test_an_execution_rate_among_the_indicators_counts_once() -> None:
    rate = {
        "level1": "预算执行",
        "level2": None,
        "name": "预算执行率",
        "target": "100%",
        "actual": "50%",
        "weight": "10",
    }
    view = View(table({}, rate, funds=[{"name": "年度资金总额", "annual_budget": "10", "executed": "5"}]))
    assert view.execution is None
    assert [line.executes for line in view.everything] == [False, True]
    assert view.sections["process"].weight == 10


def test_figures_have_no_zeros_at_the_end() -> None:
    assert rate(Fraction(7, 160), "x").text == "4.38%"
    assert rate(Fraction(1), "x").text == "100%"
    assert points(Decimal("5.00"), "x").text == "5"
    assert counted(3, "x").value == 3


def test_a_sentence_says_an_equal_target_without_its_sign() -> None:
    (line,) = View(table({})).lines
    assert line.target is not None
    assert line.planned is not None
    assert (line.target.text, line.planned.text) == ("=10个", "10个")
