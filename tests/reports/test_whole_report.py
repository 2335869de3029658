"""The short report of a whole department: what it says in each case, every number traced, our own check."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from jixiao.reports.blocks import Blank, Fact, Heading, Paragraph, Words, blanks, facts, texts
from jixiao.reports.render import as_bytes
from jixiao.reports.whole_facts import WholeFacts
from jixiao.reports.whole_report import draft
from jixiao.schemas.finding import Severity
from jixiao.schemas.framework import FilledFramework, FrameworkItem, FrameworkResult, FrameworkRow, TaskGoal
from jixiao.schemas.self_evaluation import FundLine
from jixiao.scoring.framework import score_framework
from jixiao.scoring.frameworks import load_framework
from jixiao.services.check_paths import check_paths
from tests.reports.annual_words import NUMBER, misprinted, runs, section
from tests.strategies.frameworks import DEPARTMENT, as_read, choice, departments

if TYPE_CHECKING:
    from pathlib import Path

    from jixiao.reports.blocks import Report
    from jixiao.scoring.frameworks import LoadedFramework


def line(actual: str | None = "10个", *, goal: int | None = None, **more: object) -> FrameworkRow:
    """One measured indicator of 90 points."""
    items = (
        FrameworkItem(label="年度指标值", entry="≥10个"),
        FrameworkItem(label="实际完成值", entry=actual),
    )
    said = {"level1": "产出指标", "level2": "数量指标", "name": "窗口数", "weight": Decimal(90), **more}
    return FrameworkRow(items=items, goal=goal, **said)  # type: ignore[arg-type]  # fields of a row


def fund(budget: str | None, executed: str | None, name: str = "年度资金总额", **more: str) -> FundLine:
    """One line of the budget."""
    weight = "10" if name == "年度资金总额" else None
    return FundLine(name=name, annual_budget=budget, executed=executed, weight=weight, **more)  # type: ignore[arg-type]  # read by pydantic


def result(
    *rows: FrameworkRow, funds: tuple[FundLine, ...] = (fund("100", "90"),), goals: tuple[TaskGoal, ...] = ()
) -> FrameworkResult:
    """A form of 某局 for 2024, scored."""
    form = FilledFramework(project="某局", year=2024, funds=funds, goals=goals, rows=rows)
    return score_framework(as_read(form), load_framework(DEPARTMENT), choice())


def said(found: FrameworkResult, title: str) -> list[str]:
    """The paragraphs under a heading."""
    return [block.text for block in section(draft(found), title) if isinstance(block, Paragraph)]


def test_the_outline() -> None:
    report = draft(result(line()))
    assert texts(report)[0] == "某局2024年度部门整体支出绩效自评报告"
    headings = [block.printed for block in report.parts[0].blocks if isinstance(block, Heading)]
    assert headings == [
        "一、部门概况",
        "二、年度主要任务和绩效目标",
        "三、部门预算和执行情况",
        "四、自评工作开展情况",
        "五、自评结果",
        "六、存在的主要问题",
        "七、改进措施",
        "八、自评结果拟应用和公开情况",
    ]


@pytest.mark.parametrize(
    ("funds", "told"),
    [
        ((fund("100", "90"),), "部门整体支出全年预算数100万元，全年执行数90万元，预算执行率90%。"),
        ((fund("7", "7.00"),), "部门整体支出全年预算数7万元，全年执行数7万元，预算全部执行。"),
        ((fund("7", "0"),), "部门整体支出全年预算数7万元，全年没有支出。"),
        (
            (fund("7", "8"),),
            "部门整体支出全年预算数7万元，全年执行数8万元，预算执行率114.29%，执行数大于预算数，需要核实。",
        ),
        ((fund("0", "0"),), "部门整体支出全年预算数0万元，全年执行数0万元，不计算预算执行率。"),
        (
            (fund("7", None),),
            "部门整体支出的预算和执行情况：【待补充：部门整体支出的全年预算数和全年执行数（万元）】。",
        ),
        (
            (fund("7", "7", initial_budget="5"),),
            "部门整体支出全年预算数7万元，全年执行数7万元，预算全部执行。全年预算数比年初预算数5万元增加2万元。",
        ),
        (
            (fund("5", "5", initial_budget="7"),),
            "部门整体支出全年预算数5万元，全年执行数5万元，预算全部执行。全年预算数比年初预算数7万元减少2万元。",
        ),
        (
            (fund("10", "9"), fund("6", "6", "基本支出"), fund("4", "3", "项目支出")),
            (
                "部门整体支出全年预算数10万元，全年执行数9万元，预算执行率90%。其中：基本支出预算6万元，执行6万元，"
                "执行率100%；项目支出预算4万元，执行3万元，执行率75%。"
            ),
        ),
    ],
)
def test_money(funds: tuple[FundLine, ...], told: str) -> None:
    assert said(result(line(), funds=funds), "部门预算和执行情况") == [told]


def test_tasks_of_none_one_and_many() -> None:
    assert said(result(line()), "年度主要任务和绩效目标") == [
        "表中没有填写年度主要任务：【待补充：年度主要任务和绩效目标】。"
    ]
    one = TaskGoal(name="开放服务", expected="全年开放", achieved="已开放。", ratio=Decimal(60))
    assert said(result(line(goal=0), goals=(one,)), "年度主要任务和绩效目标") == [
        "本年度主要任务1项。",
        "任务一：开放服务（占比60%）。预期目标：全年开放。实际完成情况：已开放。",
    ]
    bare = TaskGoal(ratio=Decimal(40))
    lines = said(result(line(goal=0), goals=(one, bare)), "年度主要任务和绩效目标")
    assert lines[0] == "本年度主要任务2项，具体如下。"
    assert lines[2] == (
        "任务二：【待补充：任务二的名称】（占比40%）。预期目标：【待补充：任务二的预期目标】。"
        "实际完成情况：【待补充：任务二的实际完成情况】。"
    )


def test_results_and_what_was_lost() -> None:
    found = result(line("9个", note="采购推迟。"))
    assert said(found, "自评结果") == [
        "部门整体支出绩效自评得分90分，等级为“优”。预算执行率10分，得9分。",
        "各部分得分情况：产出指标90分，得81分，得分率90%。",
    ]
    assert said(found, "存在的主要问题")[:2] == [
        "全年执行数低于全年预算数，尚有10万元没有执行。有1项指标没有得满分，共失9分（按指标分值计）。",
        "“窗口数”指标值“≥10个”，实际完成“9个”，得81分，失9分（原因：采购推迟）。",
    ]


def test_all_is_reached_only_where_it_is() -> None:
    lines = said(result(line(), funds=(fund("7", "7"),)), "存在的主要问题")
    assert lines[0] == "已定分的1项指标均得满分。"
    both = said(result(line(weight=Decimal(45)), line(None, weight=Decimal(45))), "存在的主要问题")
    assert both[0].endswith("已定分的1项指标均得满分。有1项指标不能按规则定分，须由人判断。")


def test_what_is_open_is_a_range() -> None:
    lines = said(result(line(None)), "自评结果")
    assert lines == [
        "有1项内容尚未定分，部门整体支出绩效自评得分在9分至99分之间。预算执行率10分，得9分。",
        "各部分得分情况：产出指标90分，尚未定分。",
    ]


def test_tasks_by_their_ratio() -> None:
    goals = (TaskGoal(name="甲", ratio=Decimal(60)), TaskGoal(name="乙", ratio=Decimal(40)))
    lines = said(result(line(goal=0), line("8个", goal=1), goals=goals), "自评结果")
    assert lines[-1] == "各项任务按占比折算后的得分：任务一得54分（满分54分）；任务二得28.8分（满分36分）。"


def test_blanks_and_what_people_give() -> None:
    given_facts = WholeFacts(dict.fromkeys(WholeFacts.keys, ("已经办理",)), "整体.facts.toml")
    found = result(line(goal=0), goals=(TaskGoal(name="甲", expected="乙", achieved="丙"),))
    assert blanks(draft(found, given_facts)) == ()
    assert {one.key for one in blanks(draft(found))} == {*WholeFacts.keys} - {"department"}


@given(departments())
@settings(max_examples=40, deadline=None)
def test_every_number_is_traced(pair: tuple[LoadedFramework, FilledFramework]) -> None:
    report = draft(score_framework(as_read(pair[1]), pair[0], choice()))
    for block in report.blocks():
        if isinstance(block, Paragraph):
            words = "".join(run.text for run in block.runs if isinstance(run, Words))
            assert set(NUMBER.findall(words)) <= {"1"}, words
    assert misprinted(report) == []
    assert [text for text in texts(report) if re.search(r"〔|None|\b(whole|annual)\.", text)] == []
    marked = sum(isinstance(run, Blank) for run in runs(report))
    assert sum(text.count("【待补充：") for text in texts(report)) == marked
    for kind in ("md", "html"):
        assert as_bytes(report, kind)


def _read_again(report: Report) -> list[str]:
    made = docx.Document(io.BytesIO(as_bytes(report, "docx")))
    cells = [one.text for table in made.tables for line in table.rows for one in line.cells]
    return [*(one.text for one in made.paragraphs), *cells]


@given(departments())
@settings(
    max_examples=15,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_word_file_is_sound(tmp_path: Path, pair: tuple[LoadedFramework, FilledFramework]) -> None:
    found = score_framework(as_read(pair[1]), pair[0], choice())
    report = draft(found)
    known = {number for fact in facts(report) for number in NUMBER.findall(fact.text)}
    for text in _read_again(report):
        assert {*NUMBER.findall(text)} <= known | {"1", "2", "2024"}, text
    target = tmp_path / "整体自评报告.docx"
    target.write_bytes(as_bytes(report, "docx"))
    for file in check_paths((str(target),)).files:
        wrong = [one for one in file.findings if one.severity is Severity.ERROR]
        assert not wrong, [(one.code, one.sentence("message"), one.place) for one in wrong]


def test_figures_are_those_of_the_result() -> None:
    found = result(line("9个"))
    values = {run.source.path: run.value for run in runs(draft(found)) if isinstance(run, Fact)}
    assert values["total"] == found.total
    assert values["lines[0].score"] == found.lines[0].score
    assert values["sections[0].rate"] == 90
