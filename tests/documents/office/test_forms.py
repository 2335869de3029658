from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.documents.grid import Cell, Extract, Grid, Note, Paragraph
from jixiao.documents.office.forms import as_lines, read_extract

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import ReadFile

ROWS = (
    ("项目名称", "道路养护"),
    ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("", "年度资金总额", "100", "100", "90", "10", "90%", ""),
    ("", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("", "产出指标", "数量指标", "养护里程", "≥10公里", "10", "10", "10"),
    ("", "", "质量指标", '合格"率', "100%", "100%", "80", "80"),
    ("总分：", "", "", "", "", "", "100", ""),
)


def grid(
    rows: tuple[tuple[str, ...], ...] = ROWS, name: str = "表一", *, references: bool = True, top: int = 0
) -> Grid:
    width = max(map(len, rows))
    return Grid(
        name,
        tuple(
            tuple(
                Cell(text, ref=f"{chr(65 + at)}{number}" if references else None)
                for at, text in enumerate((*row, *[""] * (width - len(row))))
            )
            for number, row in enumerate(((),) * top + rows, 1)
        ),
    )


def read(*blocks: Grid | Paragraph, notes: tuple[Note, ...] = ()) -> ReadFile:
    return read_extract(Extract(blocks, notes), "表.xlsx")


def test_a_line_for_each_row_and_paragraph() -> None:
    text, origins = as_lines(Extract((Paragraph("一、甲\n乙", 3, 1), grid((("a\nb", "c\td"),)))))
    assert text.split("\n") == ["# 一、甲", "# 乙", "", "a b\tc d"]
    assert [(one.table, one.page, one.number) for one in origins] == [
        (None, 3, None), (None, 3, None), ("表一", None, None), ("表一", None, 1),
    ]  # fmt: skip


def test_a_covered_cell_is_blank_as_on_paper() -> None:
    row = (Cell("产出指标", "A1", rowspan=2), Cell("产出指标", "A2", covered=True), Cell("乙", "C1"))
    assert as_lines(Extract((Grid("表", (row,)),)))[0] == "\n产出指标\t\t乙"


@pytest.mark.parametrize("top", [0, 3])
def test_every_place_names_its_cell(top: int) -> None:
    (form,) = read(grid(top=top)).forms
    assert form.source.table == "表一"
    expected = {
        ("project",): "B1", ("funds", 0, "executed"): "E3", ("indicators", 0, "actual"): "F5",
        ("indicators", 0, "weight"): "G5", ("indicators", 0, "claimed_score"): "H5",
        ("indicators", 1, "name"): "D6",
    }  # fmt: skip
    for path, ref in expected.items():
        place = form.place(*path)
        assert (place.table, place.cell) == ("表一", f"{ref[0]}{int(ref[1:]) + top}")


def test_a_blank_score_and_a_blank_total_have_a_cell_too() -> None:
    (form,) = read(grid()).forms
    assert form.evaluation.funds[0].claimed_score is None
    assert form.places["funds", 0, "claimed_score"].cell == "H3"
    assert form.evaluation.claimed_total is None
    assert form.places["claimed_total",].cell == "H7"


def test_a_covered_blank_is_no_cell_to_write_into() -> None:
    made = grid()
    last = (*made.rows[-1][:7], Cell("100", "H7", covered=True))
    (form,) = read(Grid("表一", (*made.rows[:-1], last))).forms
    assert form.place("claimed_total").cell is None


def test_a_quotation_mark_does_not_join_rows() -> None:
    (form,) = read(grid()).forms
    assert [one.name for one in form.evaluation.indicators] == ["养护里程", '合格"率']


def test_what_cannot_be_read_names_sheet_and_cell() -> None:
    rows = (*ROWS[:4], (*ROWS[4][:6], "十分左右", "10"), *ROWS[5:])
    (form,) = read(grid(rows)).forms
    (wrong,) = [finding for finding in form.findings if finding.code == "NUM001"]
    assert (wrong.place.table, wrong.place.cell, wrong.params["where"]) == ("表一", "G5", "表一 G5")


def test_two_totals_name_both_rows() -> None:
    result = read(grid((*ROWS, ("总分：", "", "", "", "", "", "100", "90"))))
    (wrong,) = result.problems
    assert (wrong.code, wrong.place.cell, wrong.params["first"]) == ("FRM013", "A8", "第7行")


def test_a_table_without_references_is_placed_by_row_and_page() -> None:
    made = grid(references=False)
    rows = tuple(tuple(Cell(cell.text, page=4) for cell in row) for row in made.rows)
    (form,) = read(Grid("第1张表", rows)).forms
    place = form.place("indicators", 0, "actual")
    assert (place.table, place.page, place.row, place.cell) == ("第1张表", 4, "第5行", None)


def test_notes_go_to_the_form_of_their_sheet() -> None:
    notes = (Note("OFF030", table="表一", ref="F5"), Note("OFF030", table="别的"), Note("OFF030"))
    result = read(grid(), notes=notes)
    own = [one.place for one in result.forms[0].findings if one.code == "OFF030"]
    assert [(place.table, place.cell) for place in own] == [("表一", "F5"), (None, None)]
    assert [one.place.table for one in result.notes if one.code == "OFF030"] == ["别的"]


def test_a_refusal_is_the_only_problem() -> None:
    result = read_extract(
        Extract(refusal=Note("OFF010", {"kind": "甲", "advice": "乙"}, severity="error")), "x"
    )
    assert ([one.code for one in result.problems], result.forms) == (["OFF010"], ())


def test_a_file_without_a_table_says_so() -> None:
    assert [one.code for one in read(grid((("a", "b"), ("1", "2")))).problems] == ["DOC011"]


def test_a_hidden_sheet_without_a_table_is_no_news() -> None:
    lists = Grid("_lists", ((Cell("产出指标", "A1"), Cell("指标名称", "B1")),), hidden=True)
    old = Grid("旧表", grid(name="旧表").rows, hidden=True)
    notes = (Note("OFF036", table="_lists"), Note("OFF030", table="_lists", ref="A1"))
    result = read(grid(), lists, old, notes=(*notes, Note("OFF036", table="旧表")))
    told = [(one.code, one.place.table) for form in result.forms for one in form.findings]
    assert ([one for one in told if one[0] == "OFF036"], result.notes) == ([("OFF036", "旧表")], ())


def test_a_form_with_a_row_that_may_be_half_of_another_is_not_complete() -> None:
    assert [form.complete for form in read(grid()).forms] == [True]
    doubt = Note("PDF020", {"page": "2", "over": "甲", "under": "乙"}, "F5", "表一", 2, severity="warning")
    (form,) = read(grid(), notes=(doubt,)).forms
    assert not form.complete
    assert [one.code for one in form.findings if one.severity == "warning"] == ["PDF020"]
