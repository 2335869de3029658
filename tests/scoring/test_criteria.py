from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.scoring.criteria import SHIPPED_CRITERIA, agrees, left_under, load_criteria
from jixiao.scoring.ruleset import RuleSetError

if TYPE_CHECKING:
    from pathlib import Path

BY_NO = {one.no: one for one in load_criteria().criterion}
CENTS = st.integers(0, 10000).map(lambda cents: Decimal(cents).scaleb(-2))


def test_the_shipped_list_has_its_fourteen_dated_and_cited() -> None:
    criteria = load_criteria()
    assert {"".join(filter(str.isdigit, one.no)) for one in criteria.criterion} == set(map(str, range(1, 15)))
    assert criteria.cite.standing == "verified"
    assert criteria.period.start == 2025


@pytest.mark.parametrize(
    ("no", "claimed", "weight", "left"),
    [
        ("1", "10", "10", ["0"]),
        ("3中等", "10", "10", ["4"]),
        ("3轻微", "8", "10", ["5.6", "5"]),
        ("3轻微", "2", "10", ["1.4", "0"]),
        ("5", "8", "10", ["8"]),
        ("7", "3.33", None, ["2.33"]),
        ("14", "8", "10", []),
    ],
)
def test_what_a_criterion_leaves(no: str, claimed: str, weight: str | None, left: list[str]) -> None:
    of = None if weight is None else Decimal(weight)
    assert left_under(BY_NO[no], Decimal(claimed), of) == tuple(map(Decimal, left))


@given(no=st.sampled_from(sorted(BY_NO)), claimed=CENTS, weight=CENTS)
def test_what_is_left_is_no_more_than_was_claimed_and_agrees(
    no: str, claimed: Decimal, weight: Decimal
) -> None:
    for left in left_under(BY_NO[no], claimed, weight):
        assert 0 <= left <= claimed
        assert agrees(BY_NO[no], claimed, weight, left)
    assert agrees(BY_NO["14"], claimed, weight, Decimal(1))
    assert not agrees(BY_NO["1"], claimed, weight, Decimal("0.01"))


def test_what_is_no_such_list_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "口径.toml"
    file.write_text(
        SHIPPED_CRITERIA.read_text(encoding="utf-8").replace('keep = "0.4"', 'keep = "4"'), encoding="utf-8"
    )
    with pytest.raises(RuleSetError) as caught:
        load_criteria(file)
    assert [finding.code for finding in caught.value.findings] == ["RVW021"]
    with pytest.raises(RuleSetError):
        load_criteria(tmp_path / "没有.toml")
