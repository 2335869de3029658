"""Filled forms of evaluation frameworks."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from jixiao.schemas.finding import Place
from jixiao.schemas.framework import FilledFramework, FrameworkRow, ReadFramework, TaskGoal
from jixiao.scoring.frameworks import LoadedFramework, load_framework
from jixiao.scoring.ruleset import load_ruleset
from jixiao.scoring.table import Choice
from jixiao.services.framework_new import method_of, new_form

if TYPE_CHECKING:
    from jixiao.documents.write.framework_form import FrameworkForm

PROJECTS = ("project-2020", "project-2013")
DEPARTMENT = "whole-department"
RULES = "mof-2020"

WEIGHTS = st.decimals(0, 10, places=1)
MARKS = st.sampled_from((None, "满足", "部分满足", "不满足"))
WORDS = st.sampled_from((None, "见会议纪要", "凭证齐全", "现场核查，情况属实"))
AMOUNTS = st.decimals(0, 1000, places=2).map(str)
TARGETS = st.sampled_from((("≥10个", "10个"), ("≥95%", "80%"), ("≤5天", "7天"), ("=100%", None)))
NAMES = st.sampled_from(("窗口数", "办结率", "办理时限", "覆盖率", "满意度"))


@cache
def blank(name: str, tasks: int = 2) -> FrameworkForm:
    """The form of a framework with nothing filled in."""
    return new_form(load_framework(name), load_ruleset(RULES), year=2024, tasks=tasks)


def choice() -> Choice:
    """The rule set forms are scored under."""
    return Choice(load_ruleset(RULES), "rules-named", assumed=False)


def as_read(form: FilledFramework) -> ReadFramework:
    """A form as if it had been read."""
    return ReadFramework(form, Place())


@st.composite
def rows(draw: st.DrawFn, row: FrameworkRow, framework: LoadedFramework) -> FrameworkRow:
    """A row of a form filled in somehow, never wrongly."""
    method = method_of(row, framework)
    weight = draw(WEIGHTS)
    items = []
    target = draw(TARGETS)
    for at, item in enumerate(row.items):
        if method == "points":
            update = {"entry": draw(MARKS)}
        elif method == "ratio":
            update = {"entry": draw(AMOUNTS)}
        else:
            update = {"entry": target[at]}
        items.append(item.model_copy(update={**update, "evidence": draw(WORDS)}))
    return row.model_copy(update={"weight": weight, "items": tuple(items), "name": row.name or draw(NAMES)})


@st.composite
def projects(draw: st.DrawFn) -> tuple[LoadedFramework, FilledFramework]:
    """The form of a project, filled in."""
    framework = load_framework(draw(st.sampled_from(PROJECTS)))
    form = blank(framework.spec.id).form
    filled = tuple(draw(rows(row, framework)) for row in form.rows)
    return framework, form.model_copy(update={"project": "大厅项目", "rows": filled})


@st.composite
def departments(draw: st.DrawFn) -> tuple[LoadedFramework, FilledFramework]:
    """The form of a department, filled in, its tasks with ratios or without."""
    framework = load_framework(DEPARTMENT)
    form = blank(DEPARTMENT).form
    ratios = draw(st.one_of(st.none(), st.decimals(0, 100, places=1)))
    goals = tuple(
        TaskGoal(
            name=f"工作{at + 1}",
            expected="完成",
            ratio=None if ratios is None else (ratios, Decimal(100) - ratios)[at],
        )
        for at in range(len(form.goals))
    )
    funds = tuple(
        line.model_copy(update={"annual_budget": budget, "executed": min(spent, budget)})
        for line in form.funds
        for budget, spent in (draw(st.tuples(*[st.decimals(1, 1000, places=2)] * 2)),)
    )
    filled = []
    for row in form.rows:
        made = draw(rows(row, framework))
        items = tuple(item.model_copy(update={"evidence": None}) for item in made.items)  # no column for it
        made = made.model_copy(update={"items": items})
        if made.items[1].entry is not None:
            made = made.model_copy(update={"claimed_score": made.weight})
        filled.append(made)
    update = {"project": "某局", "goals": goals, "funds": funds, "rows": tuple(filled)}
    return framework, form.model_copy(update=update)
