"""Formulas done together: which, and never otherwise than one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from jixiao.scoring.columns.common import Common, together
from jixiao.scoring.columns.data import Columns
from jixiao.scoring.columns.kernel import Kernel
from jixiao.scoring.columns.plan import plan
from jixiao.scoring.columns.scorer import compile_columns
from jixiao.scoring.ruleset import load_ruleset
from tests.strategies.rows import rows
from tests.strategies.rulesets import loaded, rule_sets


def _groups(rules, weight_digits: int = 2):
    laid = plan(rules)
    groups = [(Kernel(made, weight_digits, laid.digits), cells) for made, cells in laid.groups()]
    return groups, len(laid.outcomes)


def _clause(operator: str, **more):
    return {"for": {"operator": operator}, "ratio": "actual/target", "cite": {"standing": "observed"}, **more}


CURVES = {
    "line": {"points": [["0", "0"], ["1", "1"]]},
    "pass": {"points": [["0.6", "0"], ["1", "1"]]},
    "bent": {"points": [["0", "0"], ["0.5", "0.2"], ["1", "1"]]},
    "odd": {"points": [["0", "0"], ["1", "10/1031"]]},
}


def test_lines_and_steps_go_together_whatever_their_ratio():
    common, alone = together(*_groups(load_ruleset("jiangxi-2023")))
    assert common is not None
    assert len(common.steps) == 1
    assert {kernel.formula.alpha for kernel, _ in alone} == set()


def test_bends_roundings_and_odd_denominators_go_alone():
    rules = loaded(
        {
            "curves": CURVES,
            "clause": [
                _clause(">=", curve="line"),
                _clause("<=", curve="line", ratio="target/actual"),
                _clause("=", curve="bent"),
                _clause(">", curve="pass", ratio_digits=2),
                _clause("<", curve="odd", ratio="target/actual"),
            ],
        }
    )
    common, alone = together(*_groups(rules))
    assert common is not None
    assert {cell // 3 for _, cells in alone for cell in cells} == {1, 3, 4}  # of >, < and =
    assert not {cell for _, cells in alone for cell in cells} & set(common.cells)
    assert all(kernel.formula.power is None and kernel.den <= 1024 for kernel, _ in common.groups)


def test_one_formula_needs_no_company():
    rules = loaded({"curves": CURVES, "clause": [_clause(">=", curve="line")]})
    groups, codes = _groups(rules)
    assert together(groups, codes) == (None, groups)


def test_numbers_beyond_the_bounds_are_left_to_the_kernels():
    common, _ = together(*_groups(load_ruleset("jiangxi-2023")))
    assert common is not None
    wide = np.array([2**61], np.int64)
    code = np.array([common.cells[0]], np.uint8)
    assert common.scores(wide, wide, np.array([1000]), code, lambda *_: np.array([], np.intp)) is None
    assert common.scores(wide.astype(object), wide, wide, code, lambda *_: np.array([], np.intp)) is None


@given(rule_sets(plain=True), st.lists(rows(plain=True, contexts=False), min_size=1, max_size=30))
def test_together_is_as_one_by_one(rules, given_rows):
    columns, scorer = Columns.of(given_rows), compile_columns(rules)
    bound = scorer._bound(columns.contexts, columns.weight_digits)
    assume(isinstance(bound.common, Common))
    there = scorer.score(columns)
    bound.common = None  # from here on every formula by itself
    again = scorer.score(columns)
    assert again.score.tolist() == there.score.tolist()
    assert again.outcome.tolist() == there.outcome.tolist()
