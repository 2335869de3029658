"""What was counted, as it is published."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jixiao.scoring.ruleset import load_ruleset
from jixiao.services.whatif_found import Found, Standing
from jixiao.services.whatif_result import at_hand, result, shares


@given(parts=st.lists(st.integers(-100_000, 100_000), min_size=3, max_size=3), count=st.integers(1, 700))
def test_parts_of_a_mean_make_it(parts: list[int], count: int) -> None:
    found = [value for value in shares(parts, count) if value is not None]
    (whole,) = shares([sum(parts)], count)
    assert sum(found) == whole
    cent = Decimal("0.01")
    assert all(abs(value * count * 100 - part) < count * 2 for value, part in zip(found, parts, strict=True))
    assert all(value.quantize(cent) == value for value in found)


def test_parts_that_round_the_same_way() -> None:
    assert shares([1, 1, 1], 3) == [Decimal("0.00"), Decimal("0.00"), Decimal("0.01")][::-1]
    assert shares([0, 0, 0], 0) == [None] * 3


def test_means_are_told_apart() -> None:
    rules = load_ruleset("mof-2021")
    found = Found(0)
    for before, after, decided in ((9000, 8000, True), (7000, 7500, False)):
        for sums in (found.whole, found.department("甲")):
            sums.add(Standing(before, decided, "优"), Standing(after, True, "良"))
        found.move("优", "良", 1)
    made = result(found, rules, None, 0, ())
    assert made.change == Decimal("-2.50")
    assert (made.determined.projects, made.determined.change) == (1, Decimal("-10.00"))
    assert (made.provisional.projects, made.provisional.change) == (1, Decimal("5.00"))
    assert made.departments[0].provisional == 1
    assert made.before.mean == Decimal("80.00")


def test_only_the_very_rule_set_is_at_hand() -> None:
    loaded = load_ruleset("mof-2020")
    assert at_hand("mof-2020", loaded.hash) is loaded
    assert [at_hand("mof-2020", "another"), at_hand("没有这套", loaded.hash), at_hand(None, None)] == [
        None
    ] * 3
