"""The property checks of a rule set as a whole: silent where it holds, and what it names where not."""

from __future__ import annotations

import pytest

from jixiao.schemas.finding import Severity
from jixiao.scoring.proofs import prove
from jixiao.scoring.ruleset import RuleSetError, available, load_ruleset
from tests.scoring.rule_files import CITE, EDGE, FRAME, clause, proved, write


@pytest.mark.parametrize("name", available())
def test_shipped_rule_sets_break_nothing(name):
    assert [finding.code for finding in prove(load_ruleset(name))] == []


def test_full_execution_below_full_marks_is_a_warning(tmp_path):
    (finding,) = proved(
        tmp_path,
        clause('kind = "execution"', 'points = [["0", "0"], ["1", "0.9"]]', "executed/annual_budget"),
    )
    assert (finding.code, finding.severity) == ("RUL103", Severity.WARNING)
    assert finding.sentence("message") == "执行率 100% 只得 9 分（分值 10）"


def _rule(match: str, curve: str, cite: str = CITE) -> str:
    return f'[[clause]]\nfor = {{ {match} }}\nratio = "actual/target"\ncurve = "{curve}"\n{cite}\n'


def test_two_clauses_that_tie_and_disagree_are_shown_both(tmp_path):
    one = _rule(
        'operator = ">=", level1 = "产出指标"', "full", 'cite = { standing = "recalled", source = "甲文" }'
    )
    other = _rule(
        'operator = ">=", level2 = "数量指标"', "zero", 'cite = { standing = "recalled", source = "乙文" }'
    )
    with pytest.raises(RuleSetError) as caught:
        load_ruleset(write(tmp_path, one + other))
    (finding,) = caught.value.findings
    assert finding.code == "RUL016"
    message = finding.sentence("message") or ""
    assert all(word in message for word in ("full", "甲文", "zero", "乙文"))


def test_an_override_that_never_decides_is_a_warning(tmp_path):
    file = write(tmp_path, 'extends = "mof-2020"\n' + _rule('kind = "quantity"', "zero"), edge="")
    assert [(f.code, f.place.cell) for f in prove(load_ruleset(file))] == [("RUL184", "clause[1]")]


@pytest.mark.parametrize("match", ['operator = ">=", side = "under"', 'operator = ">="'])
def test_an_override_without_kind_or_side_takes_the_place_of_the_inherited_clause(tmp_path, match):
    body = 'extends = "mof-2020"\n' + _rule(match, "zero")
    loaded = load_ruleset(write(tmp_path, body, edge=""))
    ours = [c for c in loaded.rules.clause if c.applies.operator == ">="]
    assert [c.curve for c in ours] == ["zero"]
    assert prove(loaded) == ()


def test_a_finding_in_an_inherited_clause_names_where_it_comes_from(tmp_path):
    (tmp_path / "base.toml").write_text(
        FRAME.replace("tried", "base")
        + clause('operator = ">="', 'points = [["0", "1"], ["1", "0"]]')
        + EDGE,
        encoding="utf-8",
    )
    child = tmp_path / "child.toml"
    child.write_text(FRAME.replace("tried", "child") + 'extends = "base.toml"\n', encoding="utf-8")
    (finding,) = prove(load_ruleset(child))
    assert (finding.code, finding.place.cell) == ("RUL101", "base: clause ≥.curve")
