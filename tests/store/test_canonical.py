"""Canonical JSON and what makes two submissions the same."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.self_evaluation import SelfEvaluation
from jixiao.store.canonical import (
    LONGEST_KEY,
    bounded,
    content_hash,
    dumps,
    figures,
    finding_json,
    form_json,
    kept_score,
    leaves,
    printed,
    scored_json,
    sha256,
    short,
    written,
)
from tests.strategies.collected import form, forms, listed, table

if TYPE_CHECKING:
    from jixiao.schemas.store import CollectedTable


def _plainly(one: CollectedTable) -> str:
    """What makes two the same, written out in one go: a hash that is kept must never change."""
    scored = kept_score(one.scored)
    if scored is not None:
        grounds = {"title", "assumed", "standing", "why", "explained", "informative", "runner_up"}
        rules = scored.get("rules") or {}
        scored["rules"] = {key: value for key, value in rules.items() if key not in grounds}
    findings = [json.loads(finding_json(finding)) for finding in one.findings]
    for finding in findings:
        finding["place"].pop("file", None)
    return sha256(
        dumps(
            {
                "claimed_graded": one.claimed_graded,
                "complete": one.complete,
                "findings": [dumps(finding) for finding in findings],
                "form": figures(one.form),
                "origin": one.origin,
                "scored": scored,
            }
        )
    )


odd = st.sampled_from(("", "a", '"b\\', "s", "z", "甲"))
scores = st.one_of(
    st.none(),
    st.builds(
        lambda said, rules: said | rules,
        st.dictionaries(odd, odd, max_size=4),
        st.sampled_from(({}, {"rules": None}, {"rules": {"why": "x", "id": "y"}})),
    ),
)


@given(forms, scores, st.booleans())
def test_what_is_written_in_parts_is_what_is_written_in_one(
    form: SelfEvaluation, odd_score: dict[str, object] | None, complete: bool
) -> None:
    numbers = tuple(
        row.model_copy(update={"weight": Decimal("45.00") * 10, "claimed_score": Decimal("-0E+3")})
        for row in form.indicators
    )
    whole = table(form.model_copy(update={"indicators": numbers, "claimed_grade": "\x00\u2028"}), findings=2)
    for one in (
        whole.model_copy(update={"complete": complete}),
        whole.model_copy(update={"scored": odd_score}),
        listed("甲", "1E+1"),
    ):
        texts = written(one)
        assert texts.content == content_hash(one) == _plainly(one)
        assert texts.form == form_json(one.form)
        assert texts.form == dumps(one.form.model_dump(mode="json", exclude_none=True))
        assert texts.scored == scored_json(one) == dumps(texts.result)
        assert texts.findings == tuple(finding_json(finding) for finding in one.findings)


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
