"""Columns against the scalar path: the same score, status, reason and clause on every row."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.scored import Status
from jixiao.scoring.columns.data import NO_SCORE, Columns, Row, Scored
from jixiao.scoring.columns.kernel import Kernel
from jixiao.scoring.columns.plan import Context
from jixiao.scoring.columns.scalar import scalar_row
from jixiao.scoring.columns.scorer import BLOCK, compile_columns
from jixiao.scoring.ruleset import LoadedRuleSet, available, load_ruleset
from tests.strategies.rows import rows
from tests.strategies.rulesets import loaded, rule_sets

PASS_LINE = loaded(
    {
        "curves": {
            "pass": {"points": [["0.6", "0"], ["1", "1"]]},
            "tiers": {"steps": [["0", "0"], ["0.6", "0.5"], ["0.8", "0.7"], ["1", "1"]]},
        },
        "clause": [
            {"for": {"operator": op}, "ratio": ratio, "curve": "pass", "cite": {"standing": "observed"}}
            for op, ratio in ((">=", "actual/target"), ("<=", "target/actual"), ("=", "actual/target"))
        ]
        + [
            {
                "for": {"kind": "execution"},
                "curve": "tiers",
                "ratio_digits": 4,
                "cite": {"standing": "observed"},
            }
        ],
        "edge": {"over_rate": "refuse", "zero_budget": "full", "negative_actual": "zero"},
    }
)


def agree(rules: LoadedRuleSet, given_rows: list[Row], scored: Scored) -> None:
    """Both paths say the same of every row."""
    for number, row in enumerate(given_rows):
        expected, outcome = scalar_row(row, rules), scored.of(number)
        got = (scored.decimal(number), outcome.status, outcome.reason, outcome.clause, outcome.standing)
        assert got == (
            expected.score,
            expected.status,
            expected.reason,
            expected.clause,
            expected.standing,
        ), row


def simple(*given_rows: tuple[str, str, str, str]) -> Columns:
    return Columns.of(Row(kind, Decimal(w), Decimal(t), Decimal(a)) for kind, w, t, a in given_rows)


def many(size: int, seed: int) -> Columns:
    """Rows of every operator with hundredths, ties and zeros among them."""
    rng = np.random.default_rng(seed)
    target = rng.integers(0, 400, size) * 25
    actual = np.where(rng.random(size) < 0.4, target, (target * rng.integers(0, 40, size)) // 20)
    weight = rng.choice([100, 333, 600, 750, 1000], size)
    return Columns(weight, target, actual, rng.integers(0, 6, size).astype(np.int8))


@given(rule_sets(), st.lists(rows(), max_size=25))
def test_columns_say_what_the_scalar_path_says(rules, given_rows):
    agree(rules, given_rows, compile_columns(rules).score(Columns.of(given_rows)))


@given(rule_sets(plain=True), st.lists(rows(plain=True), max_size=25))
def test_plain_rules_say_what_the_scalar_path_says(rules, given_rows):
    agree(rules, given_rows, compile_columns(rules).score(Columns.of(given_rows)))


@given(rule_sets(), st.lists(rows(contexts=False), min_size=1, max_size=4))
def test_one_by_one_is_as_good_as_together(rules, given_rows):
    for row in given_rows:  # alone, a usual row never meets the bounds of an unusual one
        agree(rules, [row], compile_columns(rules).score(Columns.of([row])))


@pytest.mark.parametrize("name", available())
def test_shipped_rule_sets_agree_on_usual_rows(name):
    rules, columns = load_ruleset(name), many(300, 5)
    agree(rules, [columns.row(number) for number in range(300)], compile_columns(rules).score(columns))


@pytest.mark.parametrize(
    ("row", "score"),
    [
        ((">=", "7.5", "1.5", "1.49"), "7.38"),  # exactly 7.375, which a ratio taken first makes 7.37
        (("=", "6", "1.44", "1.02"), "1.63"),  # exactly 1.625
        (("execution", "10", "100000", "99995"), "10"),  # 99.995 % is 100.00 %
        (("execution", "10", "100000", "99994"), "7"),
        (("execution", "10", "0", "0"), "10"),
        (("=", "5", "3", "-1"), "0"),
    ],
)
def test_scores_worked_out_by_hand(row, score):
    assert compile_columns(PASS_LINE).score(simple(row)).decimal(0) == Decimal(score)


@pytest.mark.parametrize(
    ("row", "status", "reason"),
    [
        (("execution", "10", "100", "101"), Status.UNSCORABLE, "over-rate"),
        (("execution", "10", "-100", "1"), Status.UNSCORABLE, "negative-amount"),
        (("execution", "10", "0", "1"), Status.NEEDS_JUDGEMENT, "zero-budget-spent"),
        ((">=", "-1", "5", "5"), Status.UNSCORABLE, "negative-weight"),
        ((">=", "5", "-5", "-6"), Status.NEEDS_JUDGEMENT, "negative-target"),
        ((">=", "5", "5", "-6"), Status.COMPUTED, "negative-actual-zero"),
        (("<=", "5", "-5", "0"), Status.NEEDS_JUDGEMENT, "negative-target"),
        (("<=", "5", "0", "1"), Status.NEEDS_JUDGEMENT, "zero-target"),
        (("=", "5", "3", "4"), Status.COMPUTED, "short-over"),
    ],
)
def test_what_no_ratio_measures_has_its_reason(row, status, reason):
    scored = compile_columns(PASS_LINE).score(simple(row))
    outcome = scored.of(0)
    assert (outcome.status, outcome.reason) == (status, reason)
    assert (int(scored.score[0]) == NO_SCORE) == (status is not Status.COMPUTED)


@given(rule_sets(), st.lists(rows(), min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rules, given_rows, random):
    columns = Columns.of(given_rows)
    order = list(range(len(given_rows)))
    random.shuffle(order)
    scorer = compile_columns(rules)
    there, again = scorer.score(columns), scorer.score(columns.take(order))
    assert again.score.tolist() == there.score[order].tolist()
    assert again.outcome.tolist() == there.outcome[order].tolist()


@given(rule_sets(), st.lists(rows(), min_size=1, max_size=20), st.sampled_from([1, 4, 9]))
def test_the_unit_of_amounts_changes_nothing(rules, given_rows, power):
    finer = [
        row._replace(target=row.target.scaleb(power), actual=row.actual.scaleb(power)) for row in given_rows
    ]
    scorer = compile_columns(rules)
    there, again = scorer.score(Columns.of(given_rows)), scorer.score(Columns.of(finer))
    assert again.score.tolist() == there.score.tolist()
    assert again.outcome.tolist() == there.outcome.tolist()


@pytest.mark.parametrize("size", [0, 1, 16_383, 16_384, 16_385])
def test_blocks_and_threads_change_nothing(size):
    columns, scorer = many(size, size), compile_columns(PASS_LINE)
    whole = scorer.score(columns, block=1 << 20)
    for block, threads in ((16_384, 1), (1_000, 1), (1_000, 3), (BLOCK, 2)):
        again = scorer.score(columns, block=block, threads=threads)
        assert np.array_equal(again.score, whole.score)
        assert np.array_equal(again.outcome, whole.outcome)
    assert len(whole.score) == size


@pytest.mark.parametrize("rules", [PASS_LINE, load_ruleset("mof-2020"), load_ruleset("integrated-default")])
def test_usual_rows_never_leave_the_arrays(rules, monkeypatch):
    def refuse(*_: object) -> None:
        pytest.fail("a usual row was done by itself")

    monkeypatch.setattr(Kernel, "_one_by_one", refuse)
    scored = compile_columns(rules).score(many(5_000, 3))
    assert sum(scored.counts().values()) == 5_000


def test_one_vast_number_leaves_the_others_as_they_were():
    rule_rows = [
        Row(">=", Decimal("7.5"), Decimal("1.5"), Decimal("1.49")),
        Row(">=", Decimal(10), Decimal(4 * 10**30), Decimal(3 * 10**30)),
        Row(">=", Decimal(10), Decimal(9 * 10**14), Decimal(8 * 10**14) + 1),
    ]
    scored = compile_columns(PASS_LINE).score(Columns.of(rule_rows))
    assert [scored.decimal(number) for number in range(3)] == [
        Decimal("7.38"),
        Decimal("3.75"),
        Decimal("7.22"),
    ]


def test_very_many_contexts_take_two_bytes_a_row():
    names = [f"第{number}类" for number in range(20)]
    rules = loaded(
        {
            "curves": {"line": {"points": [["0", "0"], ["1", "1"]]}},
            "clause": [
                {"for": {"operator": ">=", "level2": name}, "ratio": "actual/target", "curve": curve,
                 "cite": {"standing": "observed"}}
                for name, curve in zip(names, ["line", "zero", "full", "unknown"] * 5, strict=True)
            ],
        }
    )  # fmt: skip
    given_rows = [
        Row(">=", Decimal(5), Decimal(4), Decimal(3), Context(level2=name)) for name in [*names, "别的"]
    ]
    scored = compile_columns(rules).score(Columns.of(given_rows))
    assert scored.outcome.dtype == np.uint16
    agree(rules, given_rows, scored)
    assert [scored.decimal(number) for number in range(4)] == [Decimal("3.75"), Decimal(0), Decimal(5), None]


def test_contexts_that_no_clause_tells_apart_take_one_byte():
    given_rows = [
        Row(">=", Decimal(5), Decimal(4), Decimal(3), Context(level2=f"第{n}类")) for n in range(40)
    ]
    assert compile_columns(PASS_LINE).score(Columns.of(given_rows)).outcome.dtype == np.uint8
