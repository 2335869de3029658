from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from jixiao.schemas.finding import Place
from jixiao.schemas.framework import (
    FilledFramework,
    Framework,
    FrameworkLine,
    FrameworkRow,
    LineStatus,
    ReadFramework,
    ScoredLine,
    ScoredSection,
)

CITE = {"standing": "observed", "source": "某表"}
LINE: dict[str, Any] = {"level1": "决策", "level2": "立项", "name": "依据", "cite": CITE}
RATIO = {
    "name": "率",
    "numerator": ["a"],
    "denominator": ["b"],
    "target": "1",
    "curve": "unknown",
    "cite": CITE,
}


@pytest.mark.parametrize(
    ("more", "method"),
    [
        ({"points": ["一"]}, "points"),
        ({"ratio": RATIO}, "ratio"),
        ({"measured": {"target": "目标", "actual": "实际"}}, "measured"),
    ],
)
def test_a_line_is_decided_in_one_way(more: dict[str, Any], method: str) -> None:
    assert FrameworkLine.model_validate(LINE | more).method == method


@pytest.mark.parametrize("more", [{}, {"points": ["一"], "ratio": RATIO}])
def test_a_line_decided_in_no_way_or_two_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="依据"):
        FrameworkLine.model_validate(LINE | more)


@pytest.mark.parametrize(
    ("change", "word"),
    [({}, "a"), ({"fact": [{"id": "a", "label": "甲"}, {"id": "b", "label": "乙"}]}, None)],
)
def test_a_formula_uses_facts_that_are_defined(change: dict[str, Any], word: str | None) -> None:
    data = {"id": "x", "title": "某", "subject": "project", "line": [LINE | {"ratio": RATIO}], **change}
    if word is None:
        assert Framework.model_validate(data).full == 100
        data["line"] = [LINE | {"ratio": RATIO | {"curve": "none"}}]
        word = "none"
    with pytest.raises(ValidationError, match=word):
        Framework.model_validate(data)


def test_the_place_of_a_value_is_that_of_the_nearest_thing_around_it() -> None:
    near, file = Place(cell="B2"), Place(file="表.xlsx")
    read = ReadFramework(FilledFramework(), file, {("rows", 0): near})
    assert read.place("rows", 0, "weight") == near
    assert read.place("claimed_total") == file


def test_rates_are_of_what_is_decided_and_has_a_weight() -> None:
    section = ScoredSection("产出", Decimal(40), Decimal("31.11"), Decimal(0), Decimal(40), (0,))
    assert section.rate == Fraction(3111, 4000)
    assert ScoredSection("产出", Decimal(0), Decimal(0), Decimal(0), Decimal(0), ()).rate is None
    line = ScoredLine(
        FrameworkRow(weight=Decimal(4)), Place(), "points", LineStatus.JUDGED, Decimal(3), Decimal(3),
        Decimal(3), "points",
    )  # fmt: skip
    assert line.decided
    assert line.earned == Fraction(3, 4)
