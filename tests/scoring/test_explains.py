from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.scored import Evidence, RulesUsed, RunnerUp
from jixiao.scoring.explains import Candidates, explained, ground, informative
from jixiao.scoring.ruleset import available, load_ruleset
from tests.scoring.build import PLAIN, form, fund, indicator, plain, rules
from tests.strategies.claims import claimed_by
from tests.strategies.forms import self_evaluations
from tests.strategies.rulesets import rule_sets

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import SelfEvaluation

DEFAULT = load_ruleset("mof-2020")


def counted(*tables: SelfEvaluation, by: str = "mof-2020") -> tuple[int, int]:
    """How many informative claimed scores there are, and how many a rule set explains."""
    claims = informative(tables, DEFAULT)
    return len(claims), explained(claims, load_ruleset(by))


@pytest.mark.parametrize(
    ("row", "count"),
    [
        (indicator("≥10", "10", "10", "10"), 0),  # full marks
        (indicator("≥10", "10", "10", "10.00"), 0),
        (indicator("≥10", "9", "10", "10"), 0),  # full marks too, though not met
        (indicator("≥10", "9", "10", "9"), 1),
        (indicator("≥10", "9", "10", "0"), 1),
        (indicator("≥10", "10", "10", "9"), 1),
        (indicator("≥10", "9", "10", "11"), 1),  # no full marks either; nothing will explain it
        (indicator("≥10", "9", "10", None), 0),
        (indicator("≥10", "9", None, "9"), 0),
        (indicator("≥10", "9", "0", "0"), 0),
        (indicator("有效提升", "明显提升", "10", "8"), 1),
    ],
)
def test_a_row_is_informative_where_its_claim_is_not_its_weight(row, count) -> None:
    assert counted(form(row))[0] == count


@pytest.mark.parametrize(
    ("line", "count"),
    [
        (fund("100", "100", "10", "10"), 0),
        (fund("100", "80", "10", "8"), 1),
        (fund("100", "80", "10", "10"), 1),  # below 100 %, whatever is claimed
        (fund("100", "99.999", "10", "10"), 1),  # exactly, not as printed
        (fund("100", "100", "10", "9"), 1),
        (fund("100", "120", "10", "10"), 0),
        (fund("100", "80", "10", None), 0),
        (fund("100", "80", None, "8"), 0),
        (fund(None, None, "10", "8", rate="80"), 1),
        (fund(None, None, "10", "10", rate="80"), 1),
        (fund(None, None, "10", "10"), 0),
    ],
)
def test_the_execution_is_informative_below_a_hundred_percent(line, count) -> None:
    assert counted(form(funds=(line,)))[0] == count


def test_a_row_that_repeats_the_rate_counts_once() -> None:
    row = indicator("100%", "80%", "10", "8", name="预算执行率")
    table = form(row, indicator("≥10", "10", "90", "90"), funds=(fund("100", "80", None),))
    assert counted(table) == (1, 1)


def test_all_tables_count_together() -> None:
    one = form(indicator("≥10", "9", "10", "9"), indicator("≥10", "9", "10", "7.5"))
    other = form(indicator("=56家", "44家", "10", "4.64"), funds=(fund("198", "123.95", "10", "5"),))
    assert counted(one, other) == (4, 1)
    assert counted(one, other, by="jiangxi-2023") == (4, 3)  # 9 of 10 under the pass line is 7.5
    assert counted() == (0, 0)


@pytest.mark.parametrize(
    ("claim", "count"), [("4.64", 1), ("4.640", 1), ("4.6", 0), ("4.65", 0), ("4.6428571", 0)]
)
def test_only_the_very_number_is_explained(claim: str, count: int) -> None:
    assert counted(form(indicator("=56家", "44家", "10", claim)), by="jiangxi-2023") == (1, count)


def test_a_band_explains_nothing_but_a_fixed_tier_does() -> None:
    table = form(indicator("有效提升", "部分实现目标", "10", "7"))
    claims = informative((table,), DEFAULT)
    assert explained(claims, load_ruleset("jiangxi-2023")) == 0
    assert explained(claims, rules(PLAIN.replace('["0.6", "0.8"]', '["0.7", "0.7"]'))) == 1


def test_words_of_its_own_are_read_under_a_rule_set_alone() -> None:
    own = rules(PLAIN.replace('"部分实现目标" = ["0.6", "0.8"]', '"乙等" = ["0.7", "0.7"]'))
    table = form(indicator("有效提升", "乙等", "10", "7"))
    for reads in (DEFAULT, own):  # whichever was used to tell the claims
        claims = informative((table,), reads)
        assert (explained(claims, own), explained(claims, DEFAULT)) == (1, 0)


def test_a_printed_coefficient_is_explained_where_the_rules_work_by_it() -> None:
    right = indicator("≥10", "6", "10", "8.5", coefficient="85")
    wrong = indicator("≥10", "6", "10", "8.4", coefficient="85")
    assert counted(form(right, wrong), by="chongqing-2021") == (2, 1)
    assert counted(form(right, wrong)) == (2, 0)


def test_what_a_person_must_judge_is_never_explained() -> None:
    table = form(indicator("提升", "好", "10", "0"), indicator("≥10", "9", "10", "0"))
    never = plain('[entry]\nquantitative = "manual"\n')
    assert explained(informative((table,), never), never) == 0


@given(data=st.data(), name=st.sampled_from(available()))
def test_a_rule_set_explains_every_score_it_made(data: st.DataObject, name: str) -> None:
    by = load_ruleset(name)
    tables = data.draw(st.lists(claimed_by(by), max_size=3))
    claims = informative(tables, DEFAULT)
    assert explained(claims, by) == len(claims)
    for other in available():
        assert 0 <= explained(claims, load_ruleset(other)) <= len(claims)


@given(data=st.data(), name=st.sampled_from(available()))
def test_tables_count_apart_as_together(data: st.DataObject, name: str) -> None:
    by = load_ruleset(name)
    other = load_ruleset(data.draw(st.sampled_from(available())))
    tables = data.draw(st.lists(claimed_by(other), max_size=4))
    claims = [informative((table,), DEFAULT) for table in tables]
    together = informative(tables, DEFAULT)
    assert len(together) == sum(map(len, claims))
    assert explained(together, by) == sum(explained(some, by) for some in claims)


SHIPPED = [load_ruleset(name) for name in available()]
OWN_WORDS = rules(PLAIN.replace('"部分实现目标" = ["0.6", "0.8"]', '"乙等" = ["0.7", "0.7"]'))


@given(data=st.data())
def test_rule_sets_asked_together_answer_as_each_by_itself(data: st.DataObject) -> None:
    some = st.sampled_from(SHIPPED) | rule_sets()
    candidates = [*SHIPPED, *data.draw(st.lists(some | st.just(OWN_WORDS), max_size=4))]
    made = data.draw(st.sampled_from(candidates))
    tables = data.draw(st.lists(claimed_by(made) | self_evaluations(), max_size=3))
    together = Candidates(data.draw(st.permutations(candidates)))
    for table in tables:  # what was kept of one table does not change the next
        claims = informative((table,), DEFAULT)
        assert together.explained(claims) == tuple(explained(claims, one) for one in together.rules)


FIXED = rules(PLAIN.replace('"部分实现目标" = ["0.6", "0.8"]', '"部分实现目标" = ["0.7", "0.7"]'))


@pytest.mark.parametrize(
    ("table", "explains"),
    [
        (form(indicator("≥10", "-1", "10", "0")), plain('[edge]\nnegative_actual = "zero"\n')),
        (form(indicator("=0", "1", "10", "0")), plain('[edge]\nzero_target = { "=" = "zero" }\n')),
        (form(indicator("≥3", "1", "10", "3.3")), plain("[rounding]\nscore = { digits = 1 }\n")),
        (form(indicator("提升", "部分实现目标", "10", "7")), FIXED),
        (form(funds=(fund("0", "0", "10", "0"),)), plain('[edge]\nzero_budget = "zero"\n')),
        (form(funds=(fund("0", "1", "10", "0"),)), plain('[edge]\nzero_budget_spent = "zero"\n')),
    ],
)
def test_what_differs_in_one_answer_alone_is_asked_apart(table, explains) -> None:
    claims = informative((table,), DEFAULT)
    assert len(claims) == 1
    both = (plain(""), explains)
    for order in (both, both[::-1]):
        expected = tuple(int(one is explains) for one in order)
        assert Candidates(order).explained(claims) == expected


def test_many_kinds_of_rows_are_not_all_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jixiao.scoring.explains._MOST_QUESTIONS", 2)
    rows = [indicator("≥10", "9", "10", "9", level1=f"第{number}类") for number in range(9)]
    together = Candidates(SHIPPED)
    claims = informative((form(*rows),), DEFAULT)
    assert together.explained(claims) == tuple(explained(claims, one) for one in SHIPPED)
    assert len(together._groups) <= 2


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        (None, ()),
        (Evidence(0, 0), ("没有可以区分规则的得分",)),
        (Evidence(3, 0), ("有 3 个", "没有一套规则")),
        (Evidence(3, 2), ("有 3 个", "a 算得出 2 个")),
        (Evidence(3, 2, RunnerUp("b", 1)), ("有 3 个", "a 算得出 2 个", "其次 b 算得出 1 个")),
    ],
)
def test_what_a_choice_rests_on_is_said_in_one_line(evidence: Evidence | None, told: tuple[str, ...]) -> None:
    line = ground(RulesUsed("a", "甲", "0" * 64, True, "verified", "rules-evidence", evidence))
    assert (line is None) == (evidence is None)
    for words in told:
        assert words in (line or "")
    assert "〔" not in (line or "")
    assert "\n" not in (line or "")


def test_the_shares_of_a_cent_are_compared_exactly() -> None:
    table = form(indicator("≥3", "1", "10", "3.33"), indicator("≥3", "2", "10", "6.67"))
    assert counted(table) == (2, 2)
    assert informative((table,), DEFAULT)[0].claimed == Decimal("3.33")
