from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jixiao.indicators.numbers import round_exact
from jixiao.schemas.framework import FilledFramework, FrameworkItem, FrameworkResult, FrameworkRow, TaskGoal
from jixiao.schemas.self_evaluation import FundLine
from jixiao.scoring.framework import as_table, factor, score_framework
from jixiao.scoring.frameworks import LoadedFramework, load_framework
from tests.strategies.frameworks import DEPARTMENT, as_read, choice, departments, projects


def scored(pair: tuple[LoadedFramework, FilledFramework]) -> FrameworkResult:
    return score_framework(as_read(pair[1]), pair[0], choice())


@given(projects())
def test_the_total_of_a_project_is_the_sum_of_its_lines(
    pair: tuple[LoadedFramework, FilledFramework],
) -> None:
    result = scored(pair)
    assert result.total_range[0] == sum(line.low for line in result.lines)
    assert result.total_range[1] == sum(line.high for line in result.lines)
    assert sum(section.weight for section in result.sections) == sum(
        line.row.weight or 0 for line in result.lines
    )
    assert (result.total is not None) == all(line.decided for line in result.lines)
    if result.total is not None:
        assert result.total == sum(section.score or 0 for section in result.sections)


@given(projects(), st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(
    pair: tuple[LoadedFramework, FilledFramework], random: Any
) -> None:
    framework, form = pair
    shuffled = list(form.rows)
    random.shuffle(shuffled)
    one, other = scored(pair), scored((framework, form.model_copy(update={"rows": tuple(shuffled)})))
    assert (one.total, one.total_range, one.grade) == (other.total, other.total_range, other.grade)
    assert {line.row: line.score for line in one.lines} == {line.row: line.score for line in other.lines}


@given(projects(), st.data())
def test_a_better_mark_never_lowers_a_total(
    pair: tuple[LoadedFramework, FilledFramework], data: st.DataObject
) -> None:
    framework, form = pair
    marked = [
        (at, number)
        for at, row in enumerate(form.rows)
        for number, item in enumerate(row.items)
        if item.entry in {"不满足", "部分满足"}
    ]
    if not marked:
        return
    at, number = data.draw(st.sampled_from(marked))
    row = form.rows[at]
    item = row.items[number].model_copy(update={"entry": "满足"})
    items = (*row.items[:number], item, *row.items[number + 1 :])
    better = (*form.rows[:at], row.model_copy(update={"items": items}), *form.rows[at + 1 :])
    before, after = scored(pair), scored((framework, form.model_copy(update={"rows": better})))
    assert after.total_range[0] >= before.total_range[0]
    assert after.total_range[1] >= before.total_range[1]


@given(departments())
def test_a_department_adds_tasks_loose_lines_and_execution(
    pair: tuple[LoadedFramework, FilledFramework],
) -> None:
    result = scored(pair)
    assert result.execution is not None
    named = any(goal.goal.ratio is not None for goal in result.goals)
    for goal in result.goals:
        times = Fraction(goal.goal.ratio or 0) / 100 if named else Fraction(1)
        inside = [result.lines[at] for at in goal.lines]
        low = round_exact(sum((Fraction(line.low) for line in inside), Fraction(0)) * times, 2)
        assert goal.low == low
    loose = sum(line.low for line in result.lines if line.row.goal is None)
    assert result.total_range[0] == loose + result.execution.low + sum(goal.low for goal in result.goals)


def row(goal: int | None, weight: str, actual: str, **more: Any) -> FrameworkRow:
    items = (
        FrameworkItem(label="年度指标值", entry="≥10个"),
        FrameworkItem(label="实际完成值", entry=actual),
    )
    return FrameworkRow(
        level1="产出指标",
        level2="数量指标",
        name="窗口数",
        weight=Decimal(weight),
        goal=goal,
        items=items,
        **more,
    )


def department(*rows: FrameworkRow, ratios: tuple[str | None, ...], **more: Any) -> FrameworkResult:
    fund = FundLine(name="年度资金总额", annual_budget=Decimal(100), executed=Decimal(90), weight=Decimal(10))
    goals = tuple(TaskGoal(name="甲", ratio=None if one is None else Decimal(one)) for one in ratios)
    form = FilledFramework(project="某局", year=2024, funds=(fund,), goals=goals, rows=rows, **more)
    return scored((load_framework(DEPARTMENT), form))


def test_a_task_counts_by_its_ratio() -> None:
    result = department(row(0, "90", "10个"), row(1, "90", "8个"), ratios=("60", "40"))
    assert [goal.sum for goal in result.goals] == [Decimal("90.00"), Decimal("72.00")]
    assert [goal.score for goal in result.goals] == [Decimal("54.00"), Decimal("28.80")]
    assert result.total == Decimal("91.80")
    assert result.grade == "优"
    assert result.findings == ()
    assert [section.rate for section in result.sections] == [Fraction(92, 100)]


def test_without_ratios_tasks_only_group() -> None:
    result = department(row(0, "50", "10个"), row(1, "40", "8个"), ratios=(None, None))
    assert result.total == Decimal("91.00")
    assert [goal.score for goal in result.goals] == [Decimal("50.00"), Decimal("32.00")]


def test_a_ratio_that_is_missing_leaves_the_total_open() -> None:
    result = department(row(0, "90", "10个"), row(1, "90", "8个"), ratios=("60", None))
    assert result.total is None
    assert result.total_range == (Decimal("63.00"), Decimal("135.00"))
    assert "FWK027" in {finding.code for finding in result.findings}


def test_a_task_without_indicators_adds_nothing() -> None:
    result = department(row(0, "90", "10个"), ratios=("100", None))
    assert result.total == Decimal("99.00")


def test_in_a_self_evaluation_a_written_score_decides_nothing() -> None:
    claimed = row(None, "90", "明显提高", claimed_score=Decimal(80))
    result = department(claimed, ratios=())
    assert result.total is None
    assert result.provisional_total == Decimal("89.00")


def test_a_line_without_weight_leaves_what_is_unclaimed_open() -> None:
    bare = row(None, "1", "10个").model_copy(update={"weight": None})
    result = department(row(None, "60", "10个"), bare, ratios=())
    assert result.total is None
    assert result.total_range == (Decimal("69.00"), Decimal("99.00"))


def test_the_head_of_a_form_is_that_of_a_table() -> None:
    form = FilledFramework(project="某局", department="某局", year=2024)
    assert as_table(form).project == "某局"
    assert factor(TaskGoal(ratio=Decimal(25)), named=True) == Fraction(1, 4)
    assert factor(TaskGoal(), named=False) == 1
    assert factor(TaskGoal(), named=True) is None
