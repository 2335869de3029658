"""Canonical JSON and what makes two submissions the same."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given

from jixiao.schemas.self_evaluation import SelfEvaluation
from jixiao.store.canonical import (
    LONGEST_KEY,
    bounded,
    content_hash,
    dumps,
    form_json,
    kept_score,
    leaves,
    printed,
    scored_json,
    short,
)
from tests.strategies.collected import form, forms, table


@given(forms)
def test_a_form_comes_back_from_its_json(one: SelfEvaluation) -> None:
    text = form_json(one)
    assert SelfEvaluation.model_validate_json(text) == one
    assert dumps(json.loads(text)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("7.00", "7"), ("1E+2", "100"), ("-0.0", "0"), ("0.10", "0.1"), ("1" * 60, "1" * 60)],
)
def test_numbers_are_written_one_way(value: str, text: str) -> None:
    assert printed(Decimal(value)) == text


def test_what_makes_two_the_same() -> None:
    one = table(form())
    same = [
        table(form(claimed=("10.0", "9.50"))),
        one.model_copy(update={"place": one.place.model_copy(update={"file": "其他.xlsx", "table": "表9"})}),
        one.model_copy(
            update={"scored": {**one.scored, "source": "x", "rules": {**one.scored["rules"], "why": "y"}}}
        ),
        one.model_copy(
            update={
                "findings": tuple(
                    f.model_copy(update={"place": f.place.model_copy(update={"file": "b"})})
                    for f in one.findings
                )
            }
        ),
    ]
    assert {content_hash(each) for each in same} == {content_hash(one)}
    other = [
        table(form(claimed=("10", "9.51"))),
        table(form(), findings=2),
        one.model_copy(update={"claimed_graded": "优"}),
        one.model_copy(update={"complete": False}),
        one.model_copy(update={"scored": {**one.scored, "rules": {**one.scored["rules"], "hash": "y"}}}),
    ]
    assert len({content_hash(each) for each in [one, *other]}) == len(other) + 1


def test_what_is_kept_of_a_result_is_kept_again() -> None:
    one = table(form())
    kept = json.loads(scored_json(one))["scored"]
    assert kept_score(kept) == kept
    assert "steps" not in kept["indicators"][0]
    assert kept["indicators"][0]["score"] == one.scored["indicators"][0]["score"]
    assert kept_score(None) is None


def test_long_and_odd_names() -> None:
    assert bounded("甲" * LONGEST_KEY) == "甲" * LONGEST_KEY
    assert bounded("甲" * 500) != bounded("甲" * 501)
    assert len(bounded("甲" * 5000)) == LONGEST_KEY + 65
    assert short("a\0b" * 200) == ("ab" * 200)[:300]
    assert short(None) is None


def test_leaves_name_every_value() -> None:
    assert list(leaves({"a": [{"b": 1}, None, "c"], "d": True})) == [
        ("a.0.b", "1"),
        ("a.2", "c"),
        ("d", "True"),
    ]
