from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.files import read_path
from jixiao.documents.grid import Cell, Extract, Grid, Note
from jixiao.documents.office.forms import read_extract
from jixiao.documents.office.formula_news import formula_news
from jixiao.services.template import write_template

if TYPE_CHECKING:
    from pathlib import Path

    from jixiao.schemas.finding import Finding

ROWS = (
    ("项目名称", "道路养护"),
    ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("", "年度资金总额", "100", "100", "90", "10", "90%", "9"),
    ("", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("", "产出指标", "数量指标", "养护里程", "≥10公里", "10", "10", "10"),
    ("", "", "质量指标", "合格率", "100%", "100%", "80", "80"),
    ("总分", "", "", "", "", "", "100", "99"),
)
RESULT, NOTHING = "OFF030", "OFF031"


def made(formulas: dict[str, tuple[str, str]], raws: dict[str, str] | None = None) -> Grid:
    """The sheet with formulas in some cells, each with the result the file keeps."""
    rows = []
    for number, row in enumerate(ROWS, 1):
        cells = []
        for column, text in enumerate((*row, *[""] * (8 - len(row)))):
            ref = f"{chr(65 + column)}{number}"
            formula, shown = formulas.get(ref, (None, text))
            cells.append(Cell(shown, ref, raw=(raws or {}).get(ref), formula=formula))
        rows.append(tuple(cells))
    return Grid("表", tuple(rows))


def findings(formulas: dict[str, tuple[str, str]], raws: dict[str, str] | None = None) -> list[Finding]:
    """What is told of a sheet whose reader noted each of its formulas."""
    notes = tuple(
        Note(RESULT if shown else NOTHING, {"cell": ref, "formula": f"={formula}", "found": shown}, ref, "表")
        for ref, (formula, shown) in formulas.items()
    )
    (form,) = read_extract(Extract((made(formulas, raws),), notes), "a.xlsx").forms
    return [one for one in form.findings if one.code.startswith("OFF")]


@pytest.mark.parametrize(
    "formulas",
    [
        {"G7": ("SUM(G5:G6)+F3", "100"), "H7": ("H3+H5+H6", "99")},
        {"H7": ("SUMPRODUCT(H3:H6)", "99")},
        {"H7": ("H3+H5+H6", "")},
        {"H7": ("SUMPRODUCT(H3:H6)", "")},
        {"G3": ("IFERROR(E3/D3,0)", "90%")},
        {"G3": ("IFERROR(E3/D3,0)", "")},
        {"H3": ("F3*G3", "9")},
        {"H5": ('IF(F5="","",F5)', "10"), "G7": ("SUM(G5:G6)+F3", "100")},
    ],
)
def test_what_is_no_news(formulas: dict[str, tuple[str, str]]) -> None:
    told = [one.place.cell for one in findings(formulas, {"G3": "0.9"})]
    assert told == [ref for ref, (formula, _) in formulas.items() if ref == "H5" and formula.startswith("IF")]


def test_a_result_that_is_out_of_date_is_told_with_what_it_comes_to() -> None:
    (found,) = findings({"H7": ("SUM(H5:H6)+H3", "95")})
    assert (found.code, found.place.cell) == ("OFF044", "H7")
    assert (found.params["found"], found.params["due"], found.severity.value) == ("95", "99", "notice")
    (found,) = findings({"H5": ("G5*2/3", "7")})
    assert (found.params["found"], found.params["due"]) == ("7", "6.666667")


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_last_digit_of_a_binary_result_is_no_difference(over: int, under: int) -> None:
    kept = repr(over / under)
    formulas = {"H5": (f"{over}/{under}", "1")}
    assert findings(formulas, {"H5": f"{float(kept):.15g}"}) == []


def test_a_result_that_nobody_computes_again_is_told_as_read() -> None:
    (found,) = findings({"H5": ("VLOOKUP(D5,X1:Y9,2,0)", "10")})
    assert (found.code, found.place.cell) == (RESULT, "H5")


def test_a_score_without_a_result_is_told() -> None:
    (found,) = findings({"H5": ("G5*1", "")})
    assert (found.code, found.place.cell) == (NOTHING, "H5")


def test_more_than_are_told_one_by_one_are_counted() -> None:
    grid = Grid("表", tuple((Cell("1", f"A{n}", formula="VLOOKUP(1)"),) for n in range(1, 51)))
    notes = [Note(RESULT, {}, f"A{n}", "表") for n in range(1, 21)]
    notes.append(Note("OFF040", {"count": "30", "code": RESULT}, None, "表"))
    told = formula_news(notes, [grid], [])
    assert [note.code for note in told] == [RESULT] * 20 + ["OFF040"]
    assert (told[-1].params["count"], told[-1].params["code"]) == ("30", RESULT)
    known = Grid("表", tuple((Cell("1", f"A{n}", formula="2-1"),) for n in range(1, 51)))
    assert formula_news(notes, [known], []) == ()


def test_other_notes_stay_where_they_are() -> None:
    grid = made({"H7": ("H3+H5+H6", "99")})
    notes = [
        Note("OFF034", table="表"), Note(RESULT, ref="H7", table="表"), Note("OFF032", ref="H7", table="表"),
        Note(RESULT, ref="A1", table="别的"),
    ]  # fmt: skip
    assert formula_news(notes, [grid], []) == (notes[0], notes[2], notes[3])


def test_a_sheet_with_too_much_to_compute_is_told_as_it_was() -> None:
    cells = tuple((Cell("1", f"A{n}", formula="SUM(A1:A2000)"), Cell("1", f"B{n}")) for n in range(1, 2001))
    notes = [Note(RESULT, ref="A1", table="表")]
    assert formula_news(notes, [Grid("表", cells)], []) == tuple(notes)


@pytest.mark.parametrize("apart", [False, True])
def test_our_own_template_reads_back_without_a_word_on_formulas(apart: bool, tmp_path: Path) -> None:
    path = tmp_path / "空表.xlsx"
    write_template(path, rules="jiangxi-2023", year=2024, split=apart)
    read = read_path(path)
    findings = [*read.notes, *(finding for form in read.forms for finding in form.findings)]
    assert [one.code for one in findings if one.code.startswith("OFF")] == []
