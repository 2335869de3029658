"""Scored tables for tests of drafting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadForm, SelfEvaluation
from jixiao.services.choose_rules import Named, choose_for_file, score_chosen

if TYPE_CHECKING:
    from jixiao.schemas.scored import ScoredEvaluation

ROW = {"level1": "产出指标", "level2": "数量指标", "name": "窗口数", "target": "=10个", "actual": "10个"}


def scored(form: SelfEvaluation, rules: str = "jiangxi-2023") -> ScoredEvaluation:
    """A form scored under a rule set."""
    read = ReadForm(form, Place())
    return score_chosen(read, choose_for_file((read,), Named(rules, "rules-named"))[0])


def table(
    *rows: dict[str, Any],
    budget: str = "100",
    executed: str = "100",
    rules: str = "jiangxi-2023",
    **more: object,
) -> ScoredEvaluation:
    """A table of one fund line and some rows; a row has what :data:`ROW` has unless it says otherwise."""
    fund = {"name": "年度资金总额", "annual_budget": budget, "executed": executed, "weight": "10"}
    made = {
        "project": "大厅项目",
        "department": "某局",
        "year": 2024,
        "funds": [fund],
        "indicators": [{**ROW, "weight": "90", "claimed_score": "90", **row} for row in rows],
        **more,
    }
    return scored(SelfEvaluation.model_validate(made), rules)
