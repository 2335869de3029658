"""One whole table scored: its execution rate, its rows, its total and grade, and what does not fit."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from jixiao.schemas.finding import Place
from jixiao.schemas.scored import RulesUsed, ScoredEvaluation, ScoredIndicator
from jixiao.schemas.self_evaluation import ReadForm, SelfEvaluation
from jixiao.scoring.execution import execution_row, score_execution
from jixiao.scoring.grade import grade_of, grades_between
from jixiao.scoring.remarks import remarks
from jixiao.scoring.row import score_indicator
from jixiao.scoring.ruleset import LoadedRuleSet, weakest
from jixiao.scoring.total import add_up, weigh


class Choice(NamedTuple):
    """A rule set, why it was taken (a text code with its parameter), and whether that was assumed."""

    rules: LoadedRuleSet
    why: str
    assumed: bool


def _standing(scored: ScoredEvaluation, rules: LoadedRuleSet) -> str:
    """The weakest standing among the clauses that decided something here, else of the rule set."""
    rows = [item.row for item in scored.indicators]
    if scored.execution is not None:
        rows.append(scored.execution)
    used = [row.standing for row in rows if row.standing is not None and row.decided]
    return weakest(used) if used else rules.standing.value


def score_form(read: ReadForm, choice: Choice) -> ScoredEvaluation:
    """Score one table under a rule set.

    Never raises for what the table says: every row has a status and a reason, and what
    does not add up is a finding.
    """
    form, rules = read.evaluation, choice.rules
    execution = score_execution(form, rules)
    repeated = execution_row(form)
    items = []
    for index, indicator in enumerate(form.indicators):
        again = index == repeated and execution is not None
        row = execution if again and execution is not None else score_indicator(indicator, rules, form.year)
        items.append(ScoredIndicator(indicator, row, read.place("indicators", index), counted=not again))
    rows = [item.row for item in items if item.counted]
    weights = weigh(rows, execution, rules)
    total = add_up(rows, execution, weights, rules, complete=read.complete)
    grades = grades_between(total.low, total.high, rules)
    grade = grade_of(total.total, rules) if total.total is not None else None
    if grade is None and len(grades) == 1:
        grade = grades[0]
    scored = ScoredEvaluation(
        evaluation=form,
        source=read.source,
        rules=RulesUsed(
            rules.rules.id, rules.rules.title, rules.hash, choice.assumed, rules.standing.value, choice.why
        ),
        execution=execution,
        indicators=tuple(items),
        sum=total.sum,
        total=total.total,
        total_range=(total.low, total.high),
        provisional_total=total.provisional,
        grade=grade,
        grade_range=None if grade is not None or not grades else (grades[0], grades[-1]),
        findings=(),
        complete=read.complete,
    )
    scored = replace(scored, rules=replace(scored.rules, standing=_standing(scored, rules)))
    return replace(scored, findings=(*read.findings, *remarks(scored, read, rules, weights, total)))


def score_evaluation(form: SelfEvaluation, rules: LoadedRuleSet) -> ScoredEvaluation:
    """Score a form that was built in memory under a rule set named by the caller."""
    whole = bool(form.funds) and bool(form.indicators)
    return score_form(ReadForm(form, Place(), complete=whole), Choice(rules, "rules-named", assumed=False))
