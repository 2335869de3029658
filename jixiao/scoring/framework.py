"""A framework's form scored whole: its lines, sections, tasks, total and grade, and what does not fit.

Where the form gives its tasks (年度主要任务) a ratio, a task's score is the sum of its indicators times the
ratio over 100, rounded once; lines of no task and the execution rate count as they are.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.numbers import exact_string
from jixiao.schemas.framework import FrameworkResult, FrameworkUsed, ScoredGoal, ScoredSection
from jixiao.schemas.scored import RulesUsed
from jixiao.schemas.self_evaluation import SelfEvaluation
from jixiao.scoring.execution import score_execution
from jixiao.scoring.framework_lines import Basis, rounded, score_line
from jixiao.scoring.framework_remarks import remarks
from jixiao.scoring.grade import grade_of, grades_between
from jixiao.scoring.outcome import ZERO, exact_sum, two_decimals
from jixiao.scoring.total import cap_for, cap_rate, capped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jixiao.schemas.framework import FilledFramework, ReadFramework, ScoredLine, TaskGoal
    from jixiao.schemas.scored import ScoredRow
    from jixiao.scoring.frameworks import LoadedFramework
    from jixiao.scoring.table import Choice

_NONE = Fraction(0)
_HUNDRED = 100


class Sums(NamedTuple):
    """What some lines add up to: decided or not, at least, at most, with written scores for the open ones."""

    score: Fraction | None
    low: Fraction
    high: Fraction
    provisional: Fraction | None


def score_framework(read: ReadFramework, framework: LoadedFramework, choice: Choice) -> FrameworkResult:
    """Score one form under a framework and a rule set.

    Never raises for what the form says: each line has a status and a reason, what does not fit is a finding.
    """
    form, rules = read.form, choice.rules
    department = framework.spec.subject == "department"
    basis = Basis(framework, rules, form.year, evaluator=not department)
    lines = tuple(score_line(row, read.place("rows", at), basis) for at, row in enumerate(form.rows))
    execution = score_execution(as_table(form), rules) if form.funds and department else None
    goals = tuple(
        _goal(goal, at, lines, basis, named=_has_ratios(form)) for at, goal in enumerate(form.goals)
    )
    loose = [line for line in lines if _goal_of(line, form) is None]
    total = _total(goals, loose, lines, execution, basis)
    low, high = total.low, total.high
    grades = grades_between(low, high, rules)
    grade = grade_of(total.score, rules) if total.score is not None else None
    if grade is None and len(grades) == 1:
        grade = grades[0]
    result = FrameworkResult(
        form=form,
        source=read.source,
        framework=FrameworkUsed(
            framework.spec.id, framework.spec.title, framework.spec.subject, framework.hash,
            framework.standing.value,
        ),
        rules=RulesUsed(
            rules.rules.id, rules.rules.title, rules.hash, choice.assumed, rules.standing.value, choice.why
        ),
        execution=execution,
        lines=lines,
        sections=_sections(lines, form),
        goals=goals,
        total=total.score,
        total_range=(low, high),
        provisional_total=total.provisional,
        grade=grade,
        grade_range=None if grade is not None or not grades else (grades[0], grades[-1]),
        findings=(),
        complete=not read.problems,
    )  # fmt: skip
    return replace(result, findings=remarks(result, read, framework, full=rules.rules.full))


def as_table(form: FilledFramework) -> SelfEvaluation:
    """The head and funds of a form as those of a self-evaluation."""
    return SelfEvaluation(
        project=form.project, department=form.department, unit=form.unit, year=form.year, funds=form.funds
    )


def _has_ratios(form: FilledFramework) -> bool:
    return any(goal.ratio is not None for goal in form.goals)


def _goal_of(line: ScoredLine, form: FilledFramework) -> int | None:
    goal = line.row.goal
    return goal if goal is not None and 0 <= goal < len(form.goals) else None


def _sums(lines: Iterable[ScoredLine]) -> Sums:
    """Lines added up exactly."""
    rows = list(lines)
    scores = [line.score for line in rows]
    likely = [line.row.claimed_score if line.score is None else line.score for line in rows]
    return Sums(
        None if None in scores else Fraction(exact_sum(score for score in scores if score is not None)),
        Fraction(exact_sum(line.low for line in rows)),
        Fraction(exact_sum(line.high for line in rows)),
        None if None in likely else Fraction(exact_sum(score for score in likely if score is not None)),
    )


def _weights(lines: Iterable[ScoredLine]) -> Fraction:
    return Fraction(exact_sum(max(line.row.weight or ZERO, ZERO) for line in lines))


def factor(goal: TaskGoal, *, named: bool) -> Fraction | None:
    """What the sum of a task is multiplied by: 1 where no task has a ratio, ``None`` where its own lacks."""
    if not named:
        return Fraction(1)
    return None if goal.ratio is None or goal.ratio < 0 else Fraction(goal.ratio) / _HUNDRED


def _goal(goal: TaskGoal, at: int, lines: Sequence[ScoredLine], basis: Basis, *, named: bool) -> ScoredGoal:
    inside = tuple(number for number, line in enumerate(lines) if line.row.goal == at)
    own = [lines[number] for number in inside]
    sums, times = _sums(own), factor(goal, named=named)
    if times is None and own:
        weight = rounded(_weights(own), basis)
        return ScoredGoal(goal, weight, None, None, ZERO, rounded(sums.high, basis), inside)
    times = Fraction(1) if times is None else times  # a task without indicators adds nothing
    return ScoredGoal(
        goal,
        weight=rounded(_weights(own) * times, basis),
        sum=None if sums.score is None else rounded(sums.score, basis),
        score=None if sums.score is None else rounded(sums.score * times, basis),
        low=rounded(sums.low * times, basis),
        high=rounded(sums.high * times, basis),
        lines=inside,
    )


class _Total(NamedTuple):
    score: Decimal | None
    low: Decimal
    high: Decimal
    provisional: Decimal | None


def _total(
    goals: Sequence[ScoredGoal],
    loose: Sequence[ScoredLine],
    lines: Sequence[ScoredLine],
    execution: ScoredRow | None,
    basis: Basis,
) -> _Total:
    """The total, its range, and what it is with the written scores of the open lines."""
    rules = basis.rules
    sums = _sums(loose)
    cap = cap_for(cap_rate(execution), rules)
    ends = [] if execution is None else [execution]
    open_row = any(line.row.weight is None for line in lines) or any(row.weight is None for row in ends)
    weights = _weights(loose) + sum((Fraction(goal.weight) for goal in goals), _NONE)
    weights += sum((Fraction(max(row.weight or ZERO, ZERO)) for row in ends), _NONE)
    gap = max(rules.rules.full - weights, _NONE) if open_row else _NONE
    low = exact_sum((rounded(sums.low, basis), *(goal.low for goal in goals), *(row.low for row in ends)))
    high = exact_sum(
        (rounded(sums.high + gap, basis), *(goal.high for goal in goals), *(row.high for row in ends))
    )
    low, high = two_decimals(capped(low, cap)), two_decimals(capped(high, cap))
    decided = bool(lines) and sums.score is not None and all(goal.score is not None for goal in goals)
    if not decided or gap or any(not row.decided or row.weight is None for row in ends):
        return _Total(None, low, high, _provisional(goals, sums, lines, ends, basis))
    return _Total(low, low, high, low)


def _provisional(
    goals: Sequence[ScoredGoal],
    loose: Sums,
    lines: Sequence[ScoredLine],
    ends: Sequence[ScoredRow],
    basis: Basis,
) -> Decimal | None:
    """The total with written scores for what is undecided; ``None`` where one is missing."""
    added = [loose.provisional]
    named = any(goal.goal.ratio is not None for goal in goals)
    for goal in goals:
        if not goal.lines:
            continue
        claimed, times = _sums(lines[at] for at in goal.lines).provisional, factor(goal.goal, named=named)
        known = None if times is None or claimed is None else rounded(claimed * times, basis)
        added.append(None if known is None else Fraction(known))
    for row in ends:
        value = row.low if row.decided and row.weight is not None else row.claimed_score
        added.append(None if value is None else Fraction(value))
    if not lines or None in added:
        return None
    total = rounded(sum((value for value in added if value is not None), _NONE), basis)
    return two_decimals(capped(total, cap_for(cap_rate(ends[0] if ends else None), basis.rules)))


def _sections(lines: Sequence[ScoredLine], form: FilledFramework) -> tuple[ScoredSection, ...]:
    """The lines by 一级指标 in the order of the form, each at what it can add to the total."""
    named = _has_ratios(form)
    inside: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        inside.setdefault(line.row.level1 or "", []).append(number)
    made = []
    for name, numbers in inside.items():
        weight, low, high, decided = _NONE, _NONE, _NONE, True
        for number in numbers:
            line = lines[number]
            goal = _goal_of(line, form)
            times = Fraction(1) if goal is None else factor(form.goals[goal], named=named)
            decided = decided and line.score is not None and times is not None
            share = Fraction(1) if times is None else times
            weight += Fraction(max(line.row.weight or ZERO, ZERO)) * share
            low += Fraction(line.low) * (_NONE if times is None else share)
            high += Fraction(line.high) * share
        made.append(
            ScoredSection(
                name, _exact(weight), _exact(low) if decided else None, _exact(low), _exact(high),
                tuple(numbers),
            )
        )  # fmt: skip
    return tuple(made)


def _exact(value: Fraction) -> Decimal:
    """A sum of products of decimals, which is one, with at least two decimals."""
    return two_decimals(Decimal(exact_string(value)))
