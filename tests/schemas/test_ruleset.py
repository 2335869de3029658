"""The grammar of a rule set file: exact numbers only, curves in order, unknown keys refused."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from jixiao.schemas.ruleset import Cap, CurveSpec, Match, RuleSet


def _bound(value: object) -> Fraction:
    return RuleSet.model_validate({"id": "x", "title": "t", "full": value}).full


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0.6", Fraction(3, 5)),
        ("2/3", Fraction(2, 3)),
        (100, Fraction(100)),
        ("-0.5", Fraction(-1, 2)),
        ("007", Fraction(7)),
    ],
)
def test_numbers_are_read_exactly(written, value):
    assert _bound(written) == value


@pytest.mark.parametrize(
    "written", [0.6, True, None, "1e3", "1E400", "nan", "inf", "1/0", "", "六", "1" * 41, 10**41, [1]]
)
def test_what_is_no_exact_number_is_refused(written):
    with pytest.raises(ValidationError):
        _bound(written)


@given(st.fractions(max_denominator=10**9, min_value=-(10**9), max_value=10**9))
def test_numbers_come_back_as_written(value):
    rules = RuleSet(id="x", title="t", full=value)
    assert RuleSet.model_validate_json(rules.model_dump_json(by_alias=True)).full == value


@pytest.mark.parametrize(
    "curve",
    [
        {},
        {"points": []},
        {"points": [["0", "0"]], "steps": [["0", "0"]]},
        {"points": [["1", "0"], ["0", "1"]]},
        {"steps": [["0", "0"], ["0", "1"]]},
        {"points": [["0"]]},
    ],
)
def test_a_curve_that_is_none_is_refused(curve):
    with pytest.raises(ValidationError):
        CurveSpec.model_validate(curve)


def test_two_points_may_share_an_abscissa():
    curve = CurveSpec.model_validate({"points": [["0", "0"], ["0.5", "0.4"], ["0.5", "0.6"], ["1", "1"]]})
    assert curve.points is not None
    assert len(curve.points) == 4


def test_unknown_keys_are_refused():
    with pytest.raises(ValidationError):
        RuleSet.model_validate({"id": "x", "title": "t", "perid": {}})


@pytest.mark.parametrize("name", ["X", "x y", "", "-x", "x" * 65, "省"])
def test_an_id_is_plain(name):
    with pytest.raises(ValidationError):
        RuleSet.model_validate({"id": name, "title": "t"})


def test_keys_of_a_match_in_the_order_of_the_grammar():
    assert Match.model_validate({"unit": "元", "kind": "quantity", "side": "over"}).keys() == (
        "kind",
        "side",
        "unit",
    )


def test_a_rule_set_is_frozen():
    rules = RuleSet(id="x", title="t")
    with pytest.raises(ValidationError):
        rules.title = "u"  # type: ignore[misc]  # what must not work
    cap = Cap.model_validate({"when": {"execution": ["0", "1/2"]}, "total": "59"})
    assert cap.when.execution == (0, Fraction(1, 2))
