from __future__ import annotations

import pytest

from jixiao.schemas.ruleset import Match
from jixiao.scoring.clause import Question, clause_id, conflicts, specificity
from tests.scoring.build import CURVES, rules

CITE = 'cite = { standing = "recalled" }'


def clauses(*matches: str, curves: tuple[str, ...] = ("full", "zero", "proportional", "falling")) -> str:
    return CURVES + "".join(
        f'[[clause]]\nfor = {{ {match} }}\nratio = "actual/target"\ncurve = "{curve}"\n{CITE}\n'
        for match, curve in zip(matches, curves, strict=False)
    )


def decides(body: str, asked: Question) -> str | None:
    found = rules(body).clause_for(asked)
    return None if found is None else found.spec.curve


@pytest.mark.parametrize(
    ("match", "operator", "side", "fits"),
    [
        # without a side a clause decides where its operator is not met
        ('operator = ">="', ">=", "under", True),
        ('operator = ">="', ">=", "over", False),
        ('operator = "<="', "<=", "over", True),
        ('operator = "<="', "<=", "under", False),
        ('operator = "="', "=", "under", True),
        ('operator = "="', "=", "over", True),
        # a strict operator is scored like the other one
        ('operator = ">="', ">", "under", True),
        ('operator = "<="', "<", "over", True),
        ('operator = ">"', ">=", "under", False),
        # an expressly named side
        ('operator = ">=", side = "over"', ">=", "over", True),
        ('operator = ">=", side = "over"', ">=", "under", False),
        # no operator: wherever the row's own is not met
        ('kind = "quantity"', ">=", "under", True),
        ('kind = "quantity"', ">=", "over", False),
        ('kind = "quantity"', "<=", "over", True),
        ('kind = "quantity"', "<=", "under", False),
        # no operator in the row
        ('operator = ">="', None, "under", False),
        ('kind = "execution"', ">=", "under", False),
    ],
)
def test_which_clause_fits(match: str, operator: str, side: str, *, fits: bool) -> None:
    asked = Question("quantity", operator, side)
    assert (decides(clauses(match), asked) is not None) is fits


def test_the_most_specific_clause_decides() -> None:
    body = clauses(
        'operator = ">="',
        'operator = ">=", level1 = "产出指标"',
        'operator = ">=", level1 = "产出指标", unit = "%"',
    )
    assert decides(body, Question("quantity", ">=", "under", "效益指标")) == "full"
    assert decides(body, Question("quantity", ">=", "under", "产出指标")) == "zero"
    assert decides(body, Question("quantity", ">=", "under", "产出指标", None, "%")) == "proportional"


def test_the_same_operator_goes_before_the_wider_one() -> None:
    body = clauses('operator = ">="', 'operator = ">"')
    assert decides(body, Question("quantity", ">", "under")) == "zero"
    assert decides(body, Question("quantity", ">=", "under")) == "full"


def test_names_are_compared_in_the_spelling_rows_are_read_in() -> None:
    body = clauses('operator = ">=", level1 = "满意度"', 'operator = "<=", unit = "万元"')
    assert decides(body, Question("quantity", ">=", "under", "满意度指标")) == "full"
    assert decides(body, Question("quantity", "<=", "over", None, None, "元")) == "zero"


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ('operator = ">="', 'operator = ">="', True),
        ('operator = ">="', 'side = "under"', True),
        ('operator = ">="', 'side = "over"', False),
        ('operator = ">="', 'operator = "<="', False),
        ('operator = "="', 'side = "over"', True),
        ('operator = ">=", level1 = "产出指标"', 'operator = ">="', False),
        ('level1 = "产出指标"', 'level1 = "效益指标"', False),
        ('level1 = "产出"', 'level1 = "产出指标"', True),
        ('level1 = "产出指标"', 'level2 = "数量指标"', True),
        ('unit = "元"', 'unit = "万元"', True),
        ('kind = "date"', 'kind = "execution"', False),
        ('kind = "quantity", operator = ">="', 'operator = ">="', True),
    ],
)
def test_two_clauses_that_tie_and_disagree_are_found(one: str, other: str, *, clash: bool) -> None:
    assert bool(conflicts(rules(clauses(one, other)).rules)) is clash
    assert conflicts(rules(clauses(one, other, curves=("full", "full"))).rules) == []


def test_asking_for_a_reason_at_another_ratio_is_disagreeing() -> None:
    body = clauses('operator = ">="') + (
        f'[[clause]]\nfor = {{ side = "under" }}\nratio = "actual/target"\ncurve = "full"\n'
        f'note_from = "1.3"\n{CITE}\n'
    )
    assert len(conflicts(rules(body).rules)) == 1


@pytest.mark.parametrize(
    ("match", "name"),
    [
        ({}, "quantity"),
        ({"kind": "execution"}, "execution"),
        ({"kind": "quantity", "operator": ">=", "side": "under"}, "≥ under"),
        ({"operator": "<=", "level1": "成本指标", "unit": "元"}, "≤ 成本指标 元"),
    ],
)
def test_a_clause_has_a_short_name(match: dict[str, str], name: str) -> None:
    assert clause_id(Match.model_validate(match)) == name


def test_saying_quantity_is_saying_nothing() -> None:
    assert specificity(Match(kind="quantity", operator=">=")) == specificity(Match(operator=">=")) == 1
    assert specificity(Match(kind="execution")) == 1


def test_an_unknown_rule_has_no_curve() -> None:
    (clause,) = rules(clauses('operator = "<="', curves=("unknown",))).clauses
    assert clause.curve is None
    assert clause.standing == "recalled"
