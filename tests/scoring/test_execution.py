from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jixiao.schemas.scored import ScoredRow, Status
from jixiao.schemas.self_evaluation import FundLine, SelfEvaluation
from jixiao.scoring.execution import execution_row, score_execution, total_line
from jixiao.scoring.ruleset import LoadedRuleSet, load_ruleset
from tests.scoring.build import form, fund, indicator, plain, rules

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import Indicator

TIERED = load_ruleset("jiangxi-2023")


def executed(
    *funds: FundLine, by: LoadedRuleSet | None = None, rows: tuple[Indicator, ...] = ()
) -> ScoredRow:
    found = score_execution(form(*rows, funds=funds), by or rules())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("budget", "spent", "score"),
    [
        ("198", "123.95", "5.00"),
        ("129", "97.3", "5.00"),
        ("495.5", "406.16", "7.00"),
        ("221.01", "221.01", "10.00"),
        ("160", "7", "0.00"),
        ("100", "99.99", "7.00"),
        ("100", "80", "7.00"),
        ("100", "79.99", "5.00"),
        ("100", "60", "5.00"),
        ("100", "59.99", "0.00"),
    ],
)
def test_tiers_of_the_execution_rate(budget: str, spent: str, score: str) -> None:
    row = executed(fund(budget, spent), by=TIERED)
    assert (row.status, str(row.score), row.basis) == (Status.COMPUTED, score, "amounts")
    assert row.completion == Fraction(spent) / Fraction(budget)


def test_the_rate_is_rounded_before_it_is_compared_and_that_is_said() -> None:
    row = executed(fund("100000", "99996"), by=TIERED)
    assert (str(row.score), row.notes) == ("10.00", ("borderline-rounding",))
    assert executed(fund("100000", "99994"), by=TIERED).notes == ()
    # a proportional curve leaps nowhere: rounding crosses no border
    assert executed(fund("100000", "99996"), by=load_ruleset("integrated-default")).notes == ()


@pytest.mark.parametrize(
    ("way", "status", "reason", "score", "notes"),
    [
        ("cap", "computed", "execution", "10.00", ("rate-capped",)),
        ("allow", "computed", "execution", "10.00", ()),
        ("refuse", "unscorable", "over-rate", None, ()),
        ("judgement", "needs-judgement", "over-rate-unknown", None, ()),
    ],
)
def test_a_rate_over_the_budget(
    way: str, status: str, reason: str, score: str | None, notes: tuple[str, ...]
) -> None:
    row = executed(fund("100", "105"), by=plain(f'[edge]\nover_rate = "{way}"\n'))
    assert (row.status, row.reason, row.notes) == (status, reason, notes)
    assert (None if row.score is None else str(row.score)) == score
    assert row.completion == Fraction(21, 20)


@pytest.mark.parametrize(
    ("way", "status", "score", "high"),
    [
        ("zero", "computed", "0.00", 0),
        ("full", "computed", "10.00", 10),
        ("not-applicable", "not-applicable", None, 0),
        ("judgement", "needs-judgement", None, 10),
    ],
)
@pytest.mark.parametrize(("key", "spent"), [("zero_budget", "0"), ("zero_budget_spent", "3")])
def test_a_budget_of_nothing(
    way: str, status: str, score: str | None, high: int, key: str, spent: str
) -> None:
    row = executed(fund("0", spent), by=plain(f'[edge]\n{key} = "{way}"\n'))
    assert (row.status, None if row.score is None else str(row.score), row.high) == (status, score, high)
    reason = key.replace("_", "-") + ("" if way == "judgement" else f"-{way}")
    assert (row.reason, row.completion) == (reason, None)


@pytest.mark.parametrize(
    ("budget", "spent", "rate"), [("-5", "3", None), ("5", "-3", None), (None, None, "-10")]
)
def test_negative_amounts(budget: str | None, spent: str | None, rate: str | None) -> None:
    row = executed(fund(budget, spent, rate=rate))
    assert (row.status, row.reason, row.low, row.high) == (Status.UNSCORABLE, "negative-amount", 0, 10)


def test_a_printed_rate_stands_in_where_amounts_are_missing() -> None:
    row = executed(fund(None, None, rate="62.6"), by=TIERED)
    assert (str(row.score), row.basis, row.notes) == ("5.00", "printed-rate", ("printed-rate",))
    assert executed(fund(None, "5", rate="62.6"), by=TIERED).basis == "printed-rate"
    assert executed(fund("100", "80", rate="62.6"), by=TIERED).basis == "amounts"


def test_nothing_to_go_by() -> None:
    row = executed(fund(None, None))
    assert (row.status, row.reason, row.high, row.basis) == (Status.UNSCORABLE, "amounts-missing", 10, None)


def test_without_a_weight_the_rate_is_computed() -> None:
    row = executed(fund("100", "80", weight=None))
    assert (row.status, row.reason, row.completion, row.high) == (
        Status.UNSCORABLE,
        "no-weight",
        Fraction(4, 5),
        0,
    )
    assert executed(fund("100", "80", weight="-1")).reason == "negative-weight"


def test_no_clause_and_an_unknown_one_are_for_a_person() -> None:
    assert executed(fund("100", "80"), by=rules("")).reason == "no-clause"
    row = executed(fund("100", "80"), by=load_ruleset("jiangxi-2017"))
    assert (row.reason, row.completion, row.high) == ("rule-unknown", Fraction(4, 5), 10)


def test_the_first_budget_is_the_denominator_where_the_rules_say_so() -> None:
    body = (
        '[curves]\np = { points = [["0", "0"], ["1", "1"]] }\n[[clause]]\nfor = { kind = "execution" }\n'
        'ratio = "executed/initial_budget"\ncurve = "p"\ncite = { standing = "recalled" }\n'
    )
    assert str(executed(fund("100", "50", initial="200"), by=rules(body)).score) == "2.50"


# which line


def names(table: SelfEvaluation) -> str | None:
    found = total_line(table)
    return None if found is None else found.line.name


def test_part_lines_are_never_added_where_a_total_stands() -> None:
    lines = (fund("90", "80", None, name="其中：财政拨款"), fund("100", "85", name="年度资金总额"))
    assert names(form(funds=lines)) == "年度资金总额"
    assert executed(*lines).completion == Fraction(85, 100)


def test_an_empty_total_is_not_filled_from_its_parts() -> None:
    row = executed(fund(None, None, name="年度资金总额"), fund("90", "80", None, name="财政拨款"))
    assert row.reason == "amounts-missing"
    zero = executed(fund("0", "0", name="年度资金总额"), fund("90", "80", None, name="财政拨款"))
    assert zero.reason == "zero-total-above-parts"


def test_the_only_line_and_the_only_weighted_line_are_the_total() -> None:
    assert executed(fund("100", "80", name="财政拨款")).completion == Fraction(4, 5)
    lines = (fund("100", "80", name="甲"), fund("50", "50", None, name="乙"))
    assert executed(*lines).completion == Fraction(4, 5)


def test_parts_are_added_where_no_total_stands() -> None:
    lines = (
        fund("60", "30", None, name="财政拨款"),
        fund("40", "40", None, name="自筹"),
        fund(None, None, None, name="其他"),
    )
    found = total_line(form(funds=lines))
    assert found is not None
    assert (found.line.annual_budget, found.line.executed, found.index) == (100, 70, None)


def test_an_unknown_part_leaves_the_sum_unknown() -> None:
    row = executed(fund("60", "30", None, name="财政拨款"), fund("40", None, None, name="自筹"))
    assert (row.reason, row.completion) == ("amounts-missing", None)


def test_a_line_that_is_the_sum_of_all_others_is_the_total_whatever_its_name() -> None:
    lines = (
        fund("100", "70", None, name="资金"),
        fund("60", "30", None, name="财政拨款"),
        fund("40", "40", None, name="自筹"),
    )
    assert names(form(funds=lines)) == "资金"


def test_money_of_a_subtotal_is_not_counted_twice() -> None:
    lines = (
        fund("100", "70", None, name="财政资金小计"),
        fund("60", "30", None, name="中央"),
        fund("40", "40", None, name="省级"),
        fund("20", "20", None, name="自筹"),
    )
    assert executed(*lines).reason == "amounts-missing"


def test_no_funds_and_no_row_are_no_execution() -> None:
    assert score_execution(form(indicator("≥1", "1")), rules()) is None


# an indicator row that is the rate


@pytest.mark.parametrize(
    ("levels", "is_rate"),
    [
        ({"name": "预算执行率"}, True),
        ({"name": "资金执行率（%）"}, True),
        ({"level2": "预算执行率"}, True),
        ({"name": "政策执行率"}, False),
        ({"level1": "预算执行率", "name": "人数"}, False),
    ],
)
def test_which_row_is_the_rate(levels: dict[str, str], *, is_rate: bool) -> None:
    table = form(indicator("≥1", "1"), indicator("100%", "62%", **levels))
    assert execution_row(table) == (1 if is_rate else None)


def test_such_a_row_lends_its_weight_and_is_scored_by_the_execution_clause() -> None:
    row = indicator("100%", "62.6%", "8", "5", name="预算执行率")
    found = executed(fund("198", "123.95", None), by=TIERED, rows=(row,))
    assert (str(found.score), found.weight, found.claimed_score) == ("4.00", 8, 5)
    alone = score_execution(form(row), TIERED)
    assert alone is not None
    assert (str(alone.score), alone.basis) == ("4.00", "printed-rate")


@pytest.mark.parametrize(
    ("actual", "reason"),
    [
        ("0.626", "rate-doubtful"),
        ("1", "rate-doubtful"),
        ("62.6", "execution"),
        ("0.5%", "execution"),
        ("0", "execution"),
        ("很好", "amounts-missing"),
    ],
)
def test_a_share_is_not_taken_for_a_percentage(actual: str, reason: str) -> None:
    found = score_execution(form(indicator("100%", actual, name="预算执行率")), rules())
    assert found is not None
    assert found.reason == reason


@pytest.mark.parametrize(
    ("rate", "reason"), [("0.965", "rate-doubtful"), ("1", "rate-doubtful"), ("4.38", "execution")]
)
def test_nor_where_the_line_of_funds_prints_it(rate: str, reason: str) -> None:
    line = FundLine(name="年度资金总额", claimed_rate=Decimal(rate), weight=Decimal(10))
    found = score_execution(SelfEvaluation(project="p", funds=(line,)), rules())
    assert found is not None
    assert found.reason == reason


# properties

AMOUNT = st.integers(0, 10**9).map(lambda units: Decimal(units).scaleb(-2))
SETS = st.sampled_from(["mof-2020", "jiangxi-2023", "integrated-default", "hubei-2019", "suzhou-2021"])


@given(AMOUNT, AMOUNT, st.integers(0, 20), SETS)
def test_an_execution_score_is_bounded_and_the_same_in_yuan(
    budget: Decimal, spent: Decimal, weight: int, name: str
) -> None:
    by = load_ruleset(name)
    large = executed(fund(f"{budget}", f"{spent}", str(weight)), by=by)
    small = executed(fund(f"{budget * 10000}", f"{spent * 10000}", str(weight)), by=by)
    assert 0 <= large.low <= large.high <= weight
    assert (large.score, large.status, large.reason, large.low, large.high) == (
        small.score,
        small.status,
        small.reason,
        small.low,
        small.high,
    )


@given(AMOUNT, AMOUNT, AMOUNT, SETS)
def test_spending_more_of_the_budget_never_earns_less(
    budget: Decimal, one: Decimal, other: Decimal, name: str
) -> None:
    assume(budget > 0)
    by = load_ruleset(name)
    scores = [
        executed(fund(f"{budget}", f"{min(spent, budget)}"), by=by).score for spent in sorted((one, other))
    ]
    assert scores[0] is not None
    assert scores[1] is not None
    assert scores[0] <= scores[1]


def test_a_total_of_zero_above_a_part_with_a_budget_is_no_zero_budget() -> None:
    zero = plain('[edge]\nzero_budget = "zero"\n')
    total, part = fund("0", "0"), fund("90", "89.974", name="其中：本年财政拨款", weight=None)
    row = executed(total, part, by=zero)
    assert (row.status, row.score, row.reason) == (Status.NEEDS_JUDGEMENT, None, "zero-total-above-parts")
    assert executed(total, fund("0", "0", name="其他资金", weight=None), by=zero).reason == "zero-budget-zero"
