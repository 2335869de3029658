"""A rule set laid out by kinds of row."""

from __future__ import annotations

from jixiao.schemas.scored import Status
from jixiao.scoring.columns.plan import EQUAL, EXECUTION, OPERATORS, OVER, SPAN, UNDER, Context, plan
from jixiao.scoring.ruleset import load_ruleset


def cell(operator: str, side: int) -> int:
    return 3 * (EXECUTION if operator == "execution" else OPERATORS.index(operator)) + side  # type: ignore[arg-type]  # a name of the table


def test_cells_say_status_reason_and_clause():
    laid = plan(load_ruleset("jiangxi-2023"))
    found = {
        place: laid.outcomes[cell(*place)]
        for place in ((">", UNDER), ("<=", OVER), ("<=", EQUAL), ("execution", OVER))
    }
    assert [(o.status, o.reason, o.clause) for o in found.values()] == [
        (Status.COMPUTED, "short-under", "≥ under"),
        (Status.NEEDS_JUDGEMENT, "rule-unknown", "≤ over"),
        (Status.COMPUTED, "met", "met"),
        (Status.UNSCORABLE, "over-rate", "execution"),
    ]


def test_cells_measured_alike_share_a_formula():
    laid = plan(load_ruleset("jiangxi-2023"))
    shared = {cells for _, cells in laid.groups()}
    assert (cell(">=", UNDER), cell(">", UNDER), cell("=", UNDER)) in shared


def test_contexts_share_a_profile_unless_a_clause_tells_them_apart(tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text(
        'id = "x"\ntitle = "x"\nextends = "mof-2020"\n'
        '[[clause]]\nfor = { operator = ">=", side = "under", unit = "%" }\n'
        'curve = "zero"\ncite = { standing = "recalled" }\n',
        encoding="utf-8",
    )
    laid = plan(
        load_ruleset(file), (Context(), Context(level1="产出指标"), Context(unit="％"), Context(unit="件"))
    )
    assert laid.profile_of == (0, 0, 1, 0)
    assert laid.outcomes[cell(">=", UNDER)].clause == "≥ under"
    assert laid.outcomes[SPAN + cell(">=", UNDER)].clause == "≥ under %"


def test_every_code_of_a_usual_rule_set_fits_a_byte():
    assert len(plan(load_ruleset("mof-2020")).outcomes) < 256
