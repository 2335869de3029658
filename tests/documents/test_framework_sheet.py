from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jixiao.documents.framework_sheet import _Reader, read_framework
from jixiao.documents.grid import Cell, Grid
from jixiao.documents.write.docx_form import write_sheets
from jixiao.documents.write.framework_form import page
from jixiao.documents.write.framework_xlsx import write
from jixiao.schemas.framework import FilledFramework, FrameworkItem, FrameworkRow, ReadFramework, TaskGoal
from jixiao.scoring.framework import score_framework
from jixiao.scoring.framework_explain import line_sentence
from jixiao.scoring.frameworks import load_framework
from tests.strategies.frameworks import blank, choice, departments, projects

if TYPE_CHECKING:
    from jixiao.documents.write.framework_form import FrameworkForm
    from jixiao.scoring.frameworks import LoadedFramework

KINDS = ("xlsx", "docx")
FEW = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
"""Every example writes and reads a whole file: few of them, and no shrinking."""


def data(made: FrameworkForm, kind: str) -> bytes:
    stream = io.BytesIO()
    if kind == "xlsx":
        write(made, stream)
    else:
        write_sheets([page(made)], stream)
    return stream.getvalue()


def read(content: bytes, kind: str = "xlsx") -> ReadFramework:
    found, problems = read_framework(content, f"表.{kind}")
    assert problems == ()
    assert found is not None
    return found


def filled(form: FilledFramework) -> FrameworkForm:
    from dataclasses import replace

    return replace(blank(form.framework or ""), form=form)


@pytest.mark.parametrize("name", ["project-2020", "project-2013"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_form_comes_back_as_it_was_made(name: str, kind: str) -> None:
    made = blank(name)
    assert read(data(made, kind), kind).form == made.form


@pytest.mark.parametrize("kind", KINDS)
@FEW
@given(pair=projects())
def test_a_filled_form_comes_back_and_scores_the_same(
    kind: str, pair: tuple[LoadedFramework, FilledFramework]
) -> None:
    framework, form = pair
    back = read(data(filled(form), kind), kind)
    assert back.problems == ()
    assert back.form == form
    assert (
        score_framework(back, framework, choice()).total_range
        == score_framework(ReadFramework(form, back.source), framework, choice()).total_range
    )


@pytest.mark.parametrize("kind", KINDS)
@FEW
@given(pair=departments())
def test_a_department_form_comes_back(kind: str, pair: tuple[LoadedFramework, FilledFramework]) -> None:
    form = pair[1]
    back = read(data(filled(form), kind), kind).form
    assert back.funds == form.funds
    assert back.goals == form.goals
    assert back.rows == form.rows


ROW = FrameworkRow(
    level1="决策",
    level2="项目立项",
    name="依据",
    meaning="说明",
    weight=Decimal(4),
    items=(FrameworkItem(label="要点一", entry="满足", evidence="文件"), FrameworkItem(label="要点二")),
)


def sheet(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    page_ = book.active
    assert page_ is not None
    head = ["一级指标", "二级指标", "三级指标", "分值", "评分要点（或需填的数据）", "评定（或填报）", "得分"]
    for row in (head, *rows):
        page_.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_rows_taken_apart_and_filled_down_are_one_indicator() -> None:
    content = sheet(
        ["决策", "立项", "依据", 4, "一", "满足", None],
        ["决策", "立项", "依据", 4, "二", "部分满足", 1.5],
        [None, None, None, None, "三", None, None],
        ["决策", "立项", "程序", 2, "一", "满足", None],
        ["总分", None, None, 6, None, None, None],
        ["别的", "话", "都", 9, "不", "算", None],
    )
    rows = read(content).form.rows
    assert [row.name for row in rows] == ["依据", "程序"]
    assert [item.label for item in rows[0].items] == ["一", "二", "三"]
    assert rows[0].items[1].score == Decimal("1.5")
    assert rows[0].weight == Decimal(4)


def test_two_indicators_of_one_name_are_told_apart_by_their_points() -> None:
    content = sheet(
        ["过程", "管理", "制度", 2, "一", "满足", None], ["过程", "管理", "制度", 3, "一", "满足", None]
    )
    assert [row.weight for row in read(content).form.rows] == [Decimal(2), Decimal(3)]


def test_an_entry_that_is_no_number_is_told_with_its_cell() -> None:
    found = read(sheet(["决策", "立项", "依据", "五分", "一", "满足", None]))
    (problem,) = found.problems
    assert problem.code == "FWK011"
    assert problem.place.cell == "D2"
    assert problem.params["written"] == "五分"
    assert found.form.rows[0].weight is None


def test_points_may_be_written_with_their_unit() -> None:
    assert read(sheet(["决策", "立项", "依据", "5分", "一", "满足", None])).form.rows[0].weight == 5


def test_columns_may_be_moved_and_rows_added() -> None:
    made = blank("project-2020")
    book = openpyxl.load_workbook(io.BytesIO(data(made, "xlsx")))
    page_ = book["指标体系"]
    last = max(cell.row for cell in page_["A"] if cell.value == "总分")
    for merged in [one for one in page_.merged_cells.ranges if one.min_row >= last]:
        page_.unmerge_cells(str(merged))
    page_.insert_rows(last)
    for column, value in enumerate(["效益", "项目效益", "自设指标", 5], 1):
        page_.cell(last, column, value)
    page_.cell(last, 6, "要点")
    page_.cell(last, 8, "满足")
    stream = io.BytesIO()
    book.save(stream)
    added = read(stream.getvalue()).form.rows[-1]
    assert (added.name, added.weight) == ("自设指标", Decimal(5))
    assert added.items == (FrameworkItem(label="要点", entry="满足"),)


def test_tasks_are_found_by_name_or_number_and_strangers_told() -> None:
    form = blank("whole-department").form
    goals = (TaskGoal(name="保运转"), TaskGoal(name="促发展"))
    row = form.rows[0].model_copy(update={"name": "某指标", "weight": Decimal(1), "goal": 1})
    made = filled(form.model_copy(update={"goals": goals, "rows": (row,)}))
    document = docx.Document(io.BytesIO(data(made, "docx")))
    cell = next(cell for table in document.tables for cell in table.columns[0].cells if cell.text == "任务2")
    for text, goal in (("促发展", 1), ("任务1", 0), ("任务9", None), ("没有的任务", None)):
        cell.text = text
        stream = io.BytesIO()
        document.save(stream)
        found = read(stream.getvalue(), "docx")
        assert found.form.rows[0].goal == goal
        assert [problem.code for problem in found.problems] == ([] if goal is not None else ["FWK017"])


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "OFF"), (b"PK\x03\x04nothing", "OFF"), (b"%PDF-1.4 x", "")],
)
def test_what_is_no_form_is_told(content: bytes, code: str) -> None:
    found, problems = read_framework(content, "x")
    assert found is None
    assert problems[0].code.startswith(code)


def test_a_workbook_without_a_form_is_told() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["项目", "金额"])
    stream = io.BytesIO()
    book.save(stream)
    found, problems = read_framework(stream.getvalue(), "x.xlsx")
    assert found is None
    assert [problem.code for problem in problems] == ["FWK010"]


def test_two_forms_in_one_file_are_told() -> None:
    book = openpyxl.load_workbook(io.BytesIO(data(blank("project-2020"), "xlsx")))
    book.copy_worksheet(book["指标体系"])
    stream = io.BytesIO()
    book.save(stream)
    found, problems = read_framework(stream.getvalue(), "x.xlsx")
    assert found is None
    assert [problem.code for problem in problems] == ["FWK016"]


def test_scores_typed_over_formulas_are_entries_and_formulas_are_not() -> None:
    book = openpyxl.load_workbook(io.BytesIO(data(blank("project-2020"), "xlsx")))
    page_ = book["指标体系"]
    row = next(cell.row for cell in page_["C"] if cell.value == "立项依据充分性")
    page_.cell(row, 9, 0.5)
    page_.cell(row + 1, 9, "=0.2+0.1")
    stream = io.BytesIO()
    book.save(stream)
    items = read(stream.getvalue()).form.rows[0].items
    assert [item.score for item in items[:3]] == [Decimal("0.5"), None, None]


def test_what_a_form_says_of_itself_is_read() -> None:
    form = read(
        data(filled(blank("project-2020").form.model_copy(update={"rows": (ROW,)})), "docx"), "docx"
    ).form
    assert (form.framework, form.rules, form.year) == ("project-2020", "mof-2020", 2024)
    assert form.rows == (ROW,)


CELLS = st.sampled_from(
    (
        "", "决策", "产出", "年度指标值", "实际完成值", "预算资金（万元）", "实际到位资金", "满足",
        "部分满足", "5", "-3", "1e9", "9" * 60, "≥10个", "八成", "总分", "任务1", "任务9", "—", "4分",
        "50%", "2024年6月",
    )
)  # fmt: skip
PROJECT_HEAD = (
    "一级指标", "二级指标", "三级指标", "分值", "指标解释", "评分要点（或需填的数据）", "要点分值",
    "评定（或填报）", "得分", "评价依据",
)  # fmt: skip
TASK_HEAD = (
    "所属任务", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
    "偏差原因及措施",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from((("project-2020", PROJECT_HEAD), ("whole-department", TASK_HEAD))))
def test_whatever_is_typed_is_scored_or_told_and_never_beyond_the_weights(
    data: st.DataObject, kind: tuple[str, tuple[str, ...]]
) -> None:
    name, head = kind
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(head), max_size=len(head)), max_size=8))
    grid = Grid("表", tuple(tuple(map(Cell, row)) for row in (head, *rows)))
    reader = _Reader("表.xlsx")
    reader.read(grid)
    found = reader.result()
    result = score_framework(found, load_framework(name), choice())
    for line in result.lines:
        weight = max(line.row.weight or Decimal(0), Decimal(0))
        assert 0 <= line.low <= line.high <= weight
        assert line.score is None or line.low == line.score == line.high
        assert line_sentence(line)
    assert all(one.sentence("message") for one in (*result.findings, *found.problems))
