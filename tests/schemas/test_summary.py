"""The published shape of a summary: numbers are strings, counts are not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from jixiao.schemas.summary import SCHEMA, Ranking, Reason, Spread, Summary
from jixiao.scoring.aggregate import Record, tally
from jixiao.scoring.aggregate_figures import figures


def _summary() -> Summary:
    groups = tally([Record("甲", year=2024, claimed=9033, claimed_grade="优")], ("year",), "claimed")
    group = figures(groups[2024,], ("year",), "claimed", ("优", "良"))
    return Summary(basis="claimed", by=("year",), groups=(group,), total=group)


def test_scores_are_strings_and_counts_and_years_are_numbers() -> None:
    told = _summary().as_json()
    assert told["schema"] == SCHEMA
    (group,) = told["groups"]
    assert (group["key"], group["count"], group["mean"], group["weighted_mean"]) == (
        {"year": 2024},
        1,
        "90.33",
        None,
    )
    assert group["grades"] == {"优": 1, "良": 0}
    assert group["claimed"]["scored"] == 1
    assert list(group)[:9] == [
        "key",
        "count",
        "unscored",
        "mean",
        "weighted_mean",
        "median",
        "min",
        "max",
        "sum",
    ]


def test_a_reason_says_its_sentence() -> None:
    reason = Reason(field="mean", code="ungraded", params={"count": "3"})
    assert reason.message == "3 个得分按规则没有等级"
    assert reason.model_dump()["message"] == reason.message


def test_the_forms_are_frozen_and_closed() -> None:
    spread = Spread(scored=0, unscored=1)
    with pytest.raises(ValidationError):
        spread.mean = Decimal(1)  # type: ignore[misc]  # what is tried
    with pytest.raises(ValidationError):
        Ranking(scored=0, more=1)  # type: ignore[call-arg]  # what is tried


def test_a_group_gives_the_figures_of_each_basis() -> None:
    group = _summary().total
    assert group.spread("claimed") == group.claimed
    assert group.spread("reviewed").scored == 0
