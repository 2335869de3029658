"""The proof of the checker in small: clean documents are silent, numbers changed beyond slack are found."""

from __future__ import annotations

from random import Random

import pytest

from bench import _changes, _trials
from bench._equations import listening
from bench._report import Tally, pattern
from tests.strategies import clean_disclosures, clean_forms

SEEDS = 5
TABLES = 60


@pytest.mark.parametrize("seed", range(TABLES))
def test_a_clean_table_in_any_layout_is_silent(seed: int) -> None:
    assert [one for one in _trials.clean_table(seed) if one[0] != "notice"] == []


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_clean_disclosure_is_silent(seed: int) -> None:
    assert [one for one in _trials.clean_disclosure(seed) if one[0] != "notice"] == []


@pytest.mark.parametrize("seed", range(100, 100 + SEEDS))
def test_what_is_changed_in_a_table_is_found(seed: int) -> None:
    trials = Tally(_trials.changed_tables(seed))
    numbers = [one for one in trials.trials if trials.must(one) and one.kind != "unit"]
    assert [(one.name, one.old, one.new) for one in numbers if not one.warning] == []
    assert len(numbers) >= SEEDS


@pytest.mark.parametrize("seed", range(100, 100 + SEEDS))
def test_what_is_changed_in_a_disclosure_is_found(seed: int) -> None:
    trials = Tally(_trials.changed_disclosures(seed))
    numbers = [one for one in trials.trials if trials.must(one)]
    assert [(one.name, one.old, one.new) for one in numbers if not one.warning] == []
    assert len(numbers) >= SEEDS


def test_a_figure_moves_the_equations_it_stands_in_and_no_others() -> None:
    one = clean_disclosures.build(1)
    name = next(name for name in one.of("money") if name.startswith("03.total"))
    with listening() as before:
        _trials.checked(one.text().encode(), "d.txt")
    with listening() as same:
        _trials.checked(one.text().encode(), "d.txt")
    with listening() as after:
        _trials.checked(one.text({name: "9" + one.figures[name].text.replace(",", "")}).encode(), "d.txt")
    assert before.moved(same) == (False, False)
    assert before.moved(after) == (True, True)
    assert len(before.weighed) > 100


@pytest.mark.parametrize("layout", _trials.LAYOUTS)
def test_every_layout_prints_the_amounts_and_scores(layout: str) -> None:
    one = clean_forms.build(3)
    (read,) = _trials.checked(*_trials.written(one.form, layout), one.rules.rules.id).forms
    assert read.form.funds == one.form.funds
    assert [(row.weight, row.claimed_score) for row in read.form.indicators] == [
        (row.weight, row.claimed_score) for row in one.form.indicators
    ]
    assert read.form.claimed_total == one.form.claimed_total


@pytest.mark.parametrize(
    "kind", ["money", "percent", "count", "unit", "year", "grade", "way", "name", "target"]
)
def test_a_change_changes(kind: str) -> None:
    text = {"unit": "万元", "year": "2024", "grade": "优", "way": "增加", "name": "河道", "target": "≥90%"}
    old = text.get(kind, "1,234.50" if kind == "money" else "12")
    for seed in range(50):
        found = _changes.changed(old, kind, Random(seed))  # noqa: S311 - a change, not a secret
        assert found is not None
        assert found[1] != old


def test_names_are_told_without_their_numbers() -> None:
    assert pattern("03.20103.project") == "03.*.project"
    assert pattern("project.2.score") == "project.*.score"
    assert pattern("claimed_total") == "claimed_total"
