from __future__ import annotations

import pytest
from pydantic import ValidationError

from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import FundLine, Indicator, ReadForm, SelfEvaluation


def test_everything_but_the_project_may_be_missing() -> None:
    form = SelfEvaluation(project="试")
    assert form.model_dump(exclude={"goal"}) == {
        "project": "试",
        "department": None,
        "unit": None,
        "year": None,
        "region": None,
        "amount_unit": None,
        "funds": (),
        "indicators": (),
        "claimed_total": None,
        "claimed_grade": None,
        "code": None,
        "office": None,
        "project_total": None,
    }
    with pytest.raises(ValidationError):
        SelfEvaluation.model_validate({})


def test_the_keys_are_those_of_the_contract() -> None:
    assert list(FundLine.model_fields) == [
        "name",
        "initial_budget",
        "annual_budget",
        "executed",
        "weight",
        "claimed_rate",
        "claimed_score",
    ]
    assert list(Indicator.model_fields) == [
        "level1",
        "level2",
        "name",
        "operator",
        "target",
        "adjusted_target",
        "unit",
        "actual",
        "weight",
        "coefficient",
        "core",
        "claimed_score",
        "review_actual",
        "review_score",
        "review_note",
        "deviation_note",
    ]
    assert list(SelfEvaluation.model_fields) == [
        "project",
        "department",
        "unit",
        "year",
        "region",
        "amount_unit",
        "funds",
        "goal",
        "indicators",
        "claimed_total",
        "claimed_grade",
        # what a bureau's list has beside; a form without them is written as before
        "code",
        "office",
        "project_total",
    ]


def test_a_value_stands_where_the_nearest_thing_around_it_stands() -> None:
    row, cell = Place(file="a", row="第3行"), Place(file="a", row="第3行", cell="G")
    read = ReadForm(
        SelfEvaluation(project="试"),
        Place(file="a"),
        places={("indicators", 0): row, ("indicators", 0, "weight"): cell},
    )
    assert read.place("indicators", 0, "weight") == cell
    assert read.place("indicators", 0, "actual") == row
    assert read.place("indicators", 1, "actual") == Place(file="a")
