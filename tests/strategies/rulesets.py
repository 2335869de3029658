"""Rule sets: any that a file could hold and the loader would take."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from jixiao.schemas.ruleset import RuleSet
from jixiao.scoring.clause import compile_clauses, conflicts
from jixiao.scoring.ruleset import LoadedRuleSet, content_hash

OPERATORS = (">=", ">", "<=", "<", "=")
SIDES = ("under", "over")
LEVELS = ("产出指标", "效益指标")
UNITS = ("%", "件")
_BUDGETS = ("zero", "full", "not-applicable", "judgement")


def loaded(data: dict[str, Any]) -> LoadedRuleSet:
    """A rule set of plain data, as if it had been read from a file."""
    rules = RuleSet.model_validate({"id": "any", "title": "any", **data})
    assert conflicts(rules) == []
    return LoadedRuleSet(rules, content_hash(rules), compile_clauses(rules), Path("any"))


def rationals(low: int, high: int) -> st.SearchStrategy[str]:
    """Numbers as rule files write them, decimals and fractions, from ``low`` to ``high``."""
    decimals = st.decimals(low, high, places=3, allow_nan=False).map(str)
    usual = st.sampled_from(
        [n for n in ("0", "0.5", "0.6", "0.7", "0.8", "1", "2", "1/3") if low <= Fraction(n) <= high]
    )
    return usual | decimals | st.fractions(low, high, max_denominator=30).map(str)


@st.composite
def curves(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    """Points or steps, rising, falling, leaving 0 and 1, leaping."""
    xs = st.lists(rationals(-1, 3), min_size=1, max_size=5)
    ys = rationals(0, 1) | rationals(-1, 2)
    if draw(st.booleans()):
        found = sorted(draw(xs), key=Fraction)
        return {"points": [[x, draw(ys)] for x in found]}
    unique = {Fraction(x): x for x in draw(xs)}
    return {"steps": [[unique[x], draw(ys)] for x in sorted(unique)]}


@st.composite
def clauses(draw: st.DrawFn, match: dict[str, str], names: list[str], *, plain: bool) -> dict[str, Any]:
    """A clause for ``match`` on one of the curves ``names``, or on none."""
    execution = match.get("kind") == "execution"
    made: dict[str, Any] = {
        "for": match,
        "curve": draw(st.sampled_from([*names, *names, "full", "zero", "unknown"])),
        "ratio": "executed/annual_budget"
        if execution
        else draw(st.sampled_from(["actual/target", "target/actual"])),
        "ratio_digits": draw(st.just("exact") | st.integers(0, 12)),
        "cite": {"standing": draw(st.sampled_from(["verified", "observed", "recalled"]))},
    }
    if plain:
        return {**made, "ratio_digits": 4 if execution else "exact"}
    if draw(st.integers(0, 3)) == 0:
        made["deduct"] = {"from": draw(rationals(0, 2)), "points": draw(rationals(-1, 3))}
    if draw(st.integers(0, 3)) == 0:
        made["score_digits"] = draw(st.integers(0, 4))
    return made


def _matches() -> st.SearchStrategy[list[dict[str, str]]]:
    """What clauses are for: no two can tie."""
    every = [{"operator": operator, "side": side} for operator in OPERATORS for side in SIDES]
    named = [("level1", level) for level in LEVELS] + [("unit", unit) for unit in UNITS]
    special = [{**match, key: value} for match in every for key, value in named]
    common = [{"operator": operator} for operator in OPERATORS] + [
        {"kind": "quantity"},
        {"kind": "execution"},
    ]
    one_key = st.lists(st.sampled_from(special), max_size=3, unique_by=lambda m: (m["operator"], m["side"]))
    many = st.lists(
        st.sampled_from([*every, *common]), min_size=4, max_size=12, unique_by=lambda m: tuple(m.items())
    )
    return st.tuples(many, one_key).map(lambda found: [*found[0], *found[1]])


@st.composite
def rule_sets(draw: st.DrawFn, *, plain: bool = False) -> LoadedRuleSet:
    """Any rule set as far as rows of numbers are concerned.

    A ``plain`` one rounds nothing but execution rates and deducts nothing, as most do.
    """
    shapes = {f"c{number}": draw(curves()) for number in range(draw(st.integers(1, 3)))}
    edge = {
        "zero_budget": draw(st.sampled_from(_BUDGETS)),
        "zero_budget_spent": draw(st.sampled_from(_BUDGETS)),
        "over_rate": draw(st.sampled_from(["cap", "refuse", "allow", "judgement"])),
        "zero_target": draw(
            st.dictionaries(
                st.sampled_from(OPERATORS), st.sampled_from(["full-if-zero", "full", "zero", "judgement"])
            )
        ),
        "negative_actual": draw(st.sampled_from(["zero", "judgement"])),
    }
    return loaded(
        {
            "curves": shapes,
            "clause": [draw(clauses(match, list(shapes), plain=plain)) for match in draw(_matches())],
            "edge": edge,
            "rounding": {
                "score": {
                    "digits": draw(st.integers(2 if plain else 0, 4)),
                    "mode": draw(st.sampled_from(["half-up", "truncate"])),
                }
            },
            "entry": {
                "quantitative": draw(
                    st.just("locked") if plain else st.sampled_from([*["locked"] * 4, "manual"])
                )
            },
        }
    )
