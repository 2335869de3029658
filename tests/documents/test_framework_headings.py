from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from jixiao.documents.disclosure.whole import bytes_whole
from jixiao.documents.files import read_bytes
from jixiao.documents.framework_headings import KIND, heading, without_frameworks
from jixiao.documents.grid import Cell, Extract, Grid, Paragraph
from jixiao.documents.office.reading import read_office
from jixiao.services.check_paths import check_paths
from jixiao.services.score_paths import score_paths
from tests.commands.test_check import table
from tests.documents.office_layouts import LAYOUTS, sheet, xlsx
from tests.documents.test_framework_sheet import KINDS, data
from tests.documents.test_template_mark import marked
from tests.strategies.frameworks import blank

if TYPE_CHECKING:
    from pathlib import Path

FORMS = ("project-2020", "project-2013", "whole-department")
ORIGIN = "7. 指标体系：mine（校验码 0123456789ab）  评分规则：mof-2020"
TASKS = ("所属任务", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")


def grid(*rows: tuple[str, ...], name: str = "表1") -> Grid:
    return Grid(name, tuple(tuple(Cell(text) for text in row) for row in rows))


def codes(content: bytes) -> list[str]:
    read = read_bytes(content, "a")
    assert read.forms == ()
    return [problem.code for problem in read.problems]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_a_framework_is_no_self_evaluation(name: str, kind: str) -> None:
    content = data(blank(name), kind)
    assert codes(content) == ["DOC015"]
    read, disclosure = bytes_whole(content, "a")
    assert ([problem.code for problem in read.problems], disclosure) == (["DOC015"], None)
    said = read.problems[0]
    assert "jixiao framework score" in (said.sentence("remedy") or "")


def changed(content: bytes, *, lines: bool, mark: bool) -> bytes:
    """The workbook without its notes (``lines``), without its hidden sheet (``mark``)."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    if mark:
        del book["_jixiao"]
    if lines:
        for row in book.worksheets[0].iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "校验码" in cell.value:
                    cell.value = None
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", FORMS)
def test_either_the_line_or_the_hidden_sheet_tells_the_form(name: str) -> None:
    content = data(blank(name), "xlsx")
    assert codes(changed(content, lines=True, mark=False)) == ["DOC015"]
    assert codes(changed(content, lines=False, mark=True)) == ["DOC015"]
    bare = read_bytes(changed(content, lines=True, mark=True), "a")
    assert "DOC015" not in [problem.code for problem in bare.problems]


def test_in_a_folder_the_form_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "表.xlsx").write_bytes(xlsx(sheet(table(), next(iter(LAYOUTS.values())))))
    (tmp_path / "指标体系.xlsx").write_bytes(data(blank("whole-department"), "xlsx"))
    run = check_paths([str(tmp_path)])
    assert ([one.path for one in run.files], run.problems) == ([str(tmp_path / "表.xlsx")], ())
    scored = score_paths([str(tmp_path)])
    assert (len(scored.evaluations), scored.problems) == (1, ())


def test_a_self_evaluation_beside_the_form_is_read_and_the_form_told() -> None:
    made = sheet(table(), next(iter(LAYOUTS.values())))
    mine = read_office(xlsx(made), "a")
    form = read_office(data(blank("project-2020"), "xlsx"), "a")
    both = Extract((*form.blocks, *mine.blocks))
    rest, left = without_frameworks(both)
    assert [one.name for one in left] == [form.grids[0].name]
    assert rest.grids == (*form.grids[1:], *mine.grids)
    book = openpyxl.load_workbook(io.BytesIO(data(blank("project-2020"), "xlsx")))
    added = book.create_sheet("自评表")
    for row in mine.grids[0].rows:
        added.append(["" if cell.covered else cell.text for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    read = read_bytes(stream.getvalue(), "a")
    assert [one.source.table for one in read.forms] == ["自评表"]
    told = [(note.code, note.place.table) for note in read.notes if note.code == "DOC015"]
    assert (told, read.problems) == ([("DOC015", form.grids[0].name)], ())


def test_the_headings_alone_are_no_proof_and_the_line_alone_needs_them() -> None:
    own = grid(TASKS)
    assert without_frameworks(Extract((own,))) == (Extract((own,)), ())
    line = Paragraph(ORIGIN)
    assert without_frameworks(Extract((own, line))) == (Extract((line,)), (own,))
    other = grid(("项目名称", "某项目"))
    assert without_frameworks(Extract((other, line))) == (Extract((other, line)), ())
    mark = marked(("template", KIND))
    assert without_frameworks(Extract((own, other, mark)))[1] == (own,)
    hidden = replace(grid((ORIGIN,)), hidden=True)
    assert without_frameworks(Extract((other, hidden)))[1] == ()


def test_a_heading_says_what_is_below_it() -> None:
    cells = [Cell(text) for text in TASKS]
    found = heading(cells)
    assert found is not None
    assert found[0] == "tasks"
    assert found[1]["actual"] == TASKS.index("实际完成值")
    assert heading([*cells[:-2], cells[-2]._replace(covered=True), cells[-1]]) is None
    assert heading([]) is None
