"""Rule sets, rows and forms made for one test, in memory."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.schemas.finding import Place
from jixiao.schemas.ruleset import RuleSet
from jixiao.schemas.self_evaluation import FundLine, Indicator, ReadForm, SelfEvaluation
from jixiao.scoring.clause import compile_clauses
from jixiao.scoring.row import score_indicator
from jixiao.scoring.ruleset import LoadedRuleSet, content_hash
from jixiao.scoring.table import Choice, score_form

if TYPE_CHECKING:
    from jixiao.schemas.scored import ScoredEvaluation, ScoredRow

CURVES = """
[curves]
proportional = { points = [["0", "0"], ["1", "1"]] }
pass-line = { points = [["0.6", "0"], ["1", "1"]] }
falling = { points = [["1", "1"], ["2", "0"]] }
tiers = { steps = [["0", "0"], ["0.6", "0.5"], ["0.8", "0.7"], ["1", "1"]] }
days = { steps = [["1", "0.8"], ["8", "0.5"], ["31", "0"]] }
"""
PLAIN = (
    CURVES
    + """
[[clause]]
for = { kind = "execution" }
ratio = "executed/annual_budget"
curve = "proportional"
cite = { standing = "verified", source = "a text" }

[[clause]]
for = { operator = ">=" }
ratio = "actual/target"
curve = "proportional"
cite = { standing = "verified", source = "a text" }

[[clause]]
for = { operator = "<=" }
ratio = "target/actual"
curve = "proportional"
cite = { standing = "observed", source = "a table" }

[[clause]]
for = { operator = "=", side = "under" }
ratio = "actual/target"
curve = "proportional"
cite = { standing = "inferred", source = "a table" }

[tiers]
"基本达成目标" = ["0.8", "1"]
"部分实现目标" = ["0.6", "0.8"]
"实现目标程度较低" = ["0", "0.6"]

[grades]
"优" = "90"
"良" = "80"
"中" = "60"
"差" = "0"
"""
)
"""Proportional throughout; nobody has ruled on exceeding an ``=`` or being late; edges are judgement."""


def rules(body: str = PLAIN, **head: str) -> LoadedRuleSet:
    """A rule set of a TOML body; it is the author's affair that the body is sound."""
    data = {"id": "tried", "title": "试", **head, **tomllib.loads(body)}
    made = RuleSet.model_validate(data)
    return LoadedRuleSet(made, content_hash(made), compile_clauses(made), Path("rules.toml"))


def plain(more: str) -> LoadedRuleSet:
    """:data:`PLAIN` with more tables."""
    return rules(PLAIN + more)


def indicator(
    target: str | None, actual: str | None, weight: str | None = "10", claimed: str | None = None, **more: str
) -> Indicator:
    """One row; what is not said is null."""
    return Indicator(
        target=target,
        actual=actual,
        weight=None if weight is None else Decimal(weight),
        claimed_score=None if claimed is None else Decimal(claimed),
        **more,
    )


def scored(
    target: str | None,
    actual: str | None,
    weight: str | None = "10",
    claimed: str | None = None,
    *,
    by: LoadedRuleSet | None = None,
    year: int | None = None,
    **more: str,
) -> ScoredRow:
    """One row, scored (under :data:`PLAIN` if nothing else is said)."""
    return score_indicator(indicator(target, actual, weight, claimed, **more), by or rules(), year)


def fund(
    budget: str | None,
    executed: str | None,
    weight: str | None = "10",
    claimed: str | None = None,
    *,
    name: str = "年度资金总额",
    rate: str | None = None,
    initial: str | None = None,
) -> FundLine:
    """One line of funds."""

    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    return FundLine(
        name=name,
        initial_budget=number(initial),
        annual_budget=number(budget),
        executed=number(executed),
        weight=number(weight),
        claimed_rate=number(rate),
        claimed_score=number(claimed),
    )


def form(*rows: Indicator, funds: tuple[FundLine, ...] = (), **more: object) -> SelfEvaluation:
    """A table of some rows and lines of funds."""
    return SelfEvaluation(project="试", funds=funds, indicators=rows, **more)


def evaluated(
    table: SelfEvaluation,
    by: LoadedRuleSet | None = None,
    *,
    complete: bool = True,
    why: str = "rules-named",
) -> ScoredEvaluation:
    """A whole table, scored."""
    read = ReadForm(table, Place(file="t.json"), complete=complete)
    return score_form(read, Choice(by or rules(), why, assumed=why not in ("rules-named", "rules-project")))


def codes(scored: ScoredEvaluation) -> list[str]:
    """The codes of what was found, in order."""
    return [finding.code for finding in scored.findings]
