from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from jixiao.reports.blocks import Fact, Table, facts, text_of, texts
from jixiao.reports.framework import framework_report
from jixiao.reports.render import as_bytes
from jixiao.scoring.framework import score_framework
from tests.scoring.test_framework import department
from tests.scoring.test_framework import row as task_row
from tests.strategies.frameworks import as_read, choice, departments, projects

if TYPE_CHECKING:
    from jixiao.schemas.framework import FilledFramework
    from jixiao.scoring.frameworks import LoadedFramework

QUICK = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


@QUICK
@given(projects())
def test_every_indicator_is_told_once_and_every_format_is_written(
    pair: tuple[LoadedFramework, FilledFramework],
) -> None:
    result = score_framework(as_read(pair[1]), pair[0], choice())
    report = framework_report(result)
    table = [block for block in report.blocks() if isinstance(block, Table)][-1]
    names = [text_of(one.cells[2].runs) for one in table.rows[:-1]]
    assert names == [line.row.name for line in result.lines]
    assert "大厅项目" in texts(report)
    assert as_bytes(report, "md")


@QUICK
@given(departments())
def test_every_score_of_a_department_is_a_fact(pair: tuple[LoadedFramework, FilledFramework]) -> None:
    result = score_framework(as_read(pair[1]), pair[0], choice())
    found = {fact.source.path: fact.value for fact in facts(framework_report(result))}
    if result.total is not None:
        assert found["total"] == result.total
    for at, goal in enumerate(result.goals):
        assert f"goals[{at}].score" in found
        if goal.score is not None:
            assert found[f"goals[{at}].score"] == goal.score


def test_an_open_total_is_told_as_its_range() -> None:
    result = department(task_row(None, "90", "明显提高"), ratios=())
    report = framework_report(result)
    said = "".join(texts(report))
    assert "总分在 9～99 分之间" in said
    assert "尚待评定或补充数据的指标有 1 项" in said
    assert all(isinstance(fact, Fact) for fact in facts(report))
