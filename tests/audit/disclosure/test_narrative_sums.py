"""Sums within the text: parts named beside their whole."""

from __future__ import annotations

from tests.audit.disclosure.changed import first, with_changed
from tests.audit.disclosure.narrated import narrated


def test_parts_and_their_whole() -> None:
    assert narrated("NAR002", total="150.00 万元") == [("NAR002", "error", "105.00", "150.00")]
    assert narrated("NAR002", bought="101.00") == [("NAR002", "error", "100.00", "101.00")]
    assert narrated("NAR002", total="105.01 万元", bought="100.02") == []


def test_where_not_every_part_is_named_the_whole_may_be_more() -> None:
    # 事业收入 and others are not named: more than the parts is fine, less is not
    assert narrated("NAR002", current="120.00", total="125.00 万元") == []
    assert narrated("NAR002", current="80.00", total="85.00 万元") == [("NAR002", "error", "100.00", "80.00")]


def test_a_part_alone_is_not_more_than_the_whole() -> None:
    assert narrated("NAR014", micro="56.00") == [("NAR014", "error", "56.00", "55.00")]
    assert narrated("NAR014", micro="55.00") == []


def test_budgets_and_changes_of_three_public() -> None:
    one = first(
        lambda made: len(made.figures.get("three_public.total.change", made.figures["title.year"]).text) > 4
    )
    for name, codes in (("three_public.total.budget", {"NAR001"}), ("three_public.total.change", {"NAR002"})):
        # a budget that the table contradicts is told once: the sum that fails with it is not
        assert with_changed(one, {name: f"7{one.figures[name].text}"}) >= codes
    budget = {"three_public.total.budget": f"7{one.figures['three_public.total.budget'].text}"}
    assert "NAR002" not in with_changed(one, budget)


def test_vehicles_and_budgets_of_classes() -> None:
    one = first(
        lambda made: any(n.startswith("appropriation.2") and n.endswith("budget") for n in made.figures)
    )
    assert "NAR002" in with_changed(one, {"assets.vehicles": "99"})
    assert "NAR002" in with_changed(one, {"appropriation.total.initial_budget": "99999999.00"})
