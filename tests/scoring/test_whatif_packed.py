"""Packed tables scored under a rule set: what a form gives, or that the form has to be read."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.scoring.packed import NOTHING, packed
from jixiao.scoring.ruleset import LoadedRuleSet, available, load_ruleset
from jixiao.scoring.whatif import Rescorer, TableScore
from jixiao.scoring.whatif_packed import Names, PackedScorer, alike, page_of
from tests.strategies.numbers import evaluations
from tests.strategies.rulesets import loaded, rule_sets

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import SelfEvaluation

SHIPPED = [load_ruleset(name) for name in available()]


def plain(form: SelfEvaluation) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(form.model_dump_json(exclude_none=True))
    return found


def compared(forms: list[dict[str, Any]], rules: LoadedRuleSet) -> list[bool]:
    """Score both ways; what cannot be had from what is packed is said to be odd, by table."""
    laid = [(form, made) for form in forms if (made := packed(form, None)) is not None]
    if not laid:
        return []
    names = Names()
    page = page_of([made for _, made in laid], names)
    scorer = PackedScorer(Rescorer(rules), names)
    found = scorer.score(page)
    totals = scorer.totals(found)
    expected = Rescorer(rules).score([(form, True) for form, _ in laid])
    for at, (odd, score) in enumerate(zip(found.odd.tolist(), expected, strict=True)):
        if not odd:
            assert figures(at, page, found, totals, names) == told(score, rules)
    return [bool(odd) for odd in found.odd.tolist()]


def figures(at: int, page: Any, found: Any, totals: Any, names: Names) -> tuple[Any, ...]:
    """What is said of a table, with words for ids and nothing for ``NOTHING``."""
    rows = slice(int(page.sheet.start[at]), int(page.sheet.stop[at]))

    def number(value: int) -> int | None:
        return None if value == NOTHING else value

    clauses, grades = [*names.clauses.things, None], [*names.grades.things, None]
    return (
        number(int(found.total[at])),
        int(found.low[at]),
        int(found.high[at]),
        number(int(found.provisional[at])),
        grades[int(totals.grade[at])],
        [number(score) for score in found.rows.score[rows].tolist()],
        [clauses[clause] for clause in found.rows.clause[rows].tolist()],
    )


def told(score: TableScore, rules: LoadedRuleSet) -> tuple[Any, ...]:
    grade = score.grade
    if grade is None and score.total is None and score.provisional is not None:
        grade = Rescorer(rules).graded(score.provisional)
    return (score.total, score.low, score.high, score.provisional, grade, score.scores, score.clauses)


@given(forms=st.lists(evaluations().map(plain), max_size=4), rules=st.sampled_from(SHIPPED) | rule_sets())
def test_every_figure_is_that_of_the_form(forms: list[dict[str, Any]], rules: LoadedRuleSet) -> None:
    compared(forms, rules)


def table(actual: str, executed: str, weight: str = "90", claimed: str = "2", **more: str) -> dict[str, Any]:
    line = {"name": "年度资金总额", "annual_budget": "100", "executed": executed, "weight": "10", **more}
    row = {"target": "≥10个", "actual": actual, "weight": weight, "claimed_score": claimed}
    return {"project": "甲", "funds": [line], "indicators": [row]}


@pytest.mark.parametrize("name", available())
def test_usual_tables_are_not_odd(name: str) -> None:
    rules = load_ruleset(name)
    forms = [table("9个", executed, initial_budget="100") for executed in ("100", "60", "0")]
    assert compared(forms, rules) == [False] * 3


def test_what_cannot_be_had_from_what_is_packed() -> None:
    rules = load_ruleset("mof-2021")
    assert compared([table("9个", "100", "100")], rules) == [True]  # the indicators alone make full marks
    assert compared([table("-1个", "100", claimed="2.345")], rules) == [
        True
    ]  # left to a person, a finer claim
    line = {"points": [["0", "0"], ["1", "1"]]}
    cite = {"standing": "verified"}
    initial = {
        "for": {"kind": "execution"},
        "curve": "line",
        "ratio": "executed/initial_budget",
        "cite": cite,
    }
    under = loaded({"curves": {"line": line}, "clause": [{**initial, "ratio_digits": 4}]})
    assert compared([table("10个", "80")], under) == [True]  # of the initial budget nothing is said
    assert compared([table("10个", "80", initial_budget="160")], under) == [False]


def test_caps_go_by_the_rate() -> None:
    line = {"points": [["0", "0"], ["1", "1"]]}
    cite = {"standing": "verified"}
    rules = loaded(
        {
            "curves": {"line": line},
            "clause": [
                {"for": {"kind": "execution"}, "curve": "line", "ratio": "executed/annual_budget",
                 "ratio_digits": 4, "cite": cite},
            ],
            "cap": [{"when": {"execution": ["0", "0.9"]}, "total": "60", "cite": cite}],
        }
    )  # fmt: skip
    unknown = {"project": "甲", "indicators": table("10个", "80")["indicators"]}
    printed = {**table("10个", "80"), "funds": [{"claimed_rate": "95", "weight": "10"}]}
    forms = [table("10个", "80"), table("10个", "95"), unknown, printed]
    assert compared(forms, rules) == [False] * 4
    assert Decimal(60) == rules.rules.cap[0].total


def test_labels_with_digits_forbid_it() -> None:
    tiers = {"tiers": {"10个": ["1", "1"]}, "tiers_cite": {"standing": "verified"}}
    assert alike(*SHIPPED)
    assert not alike(SHIPPED[0], loaded(tiers))
