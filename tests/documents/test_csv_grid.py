from __future__ import annotations

import csv
import io

import pytest

from jixiao.documents.csv_grid import grid_of
from jixiao.documents.files import read_bytes
from jixiao.documents.office.reading import read_office
from tests.documents.test_round_trips import EXAMPLES, only, squeezed, written

DIALECTS = [(",", "utf-8-sig"), (";", "utf-8"), (",", "gb18030")]


def saved_as_csv(workbook: bytes, delimiter: str, encoding: str) -> bytes:
    """What a spreadsheet writes: what is displayed, merged cells only where they begin."""
    stream = io.StringIO(newline="")
    lines = csv.writer(stream, delimiter=delimiter)
    for row in read_office(workbook, "表.xlsx").grids[0].rows:
        lines.writerow("" if cell.covered else cell.text for cell in row)
    return stream.getvalue().encode(encoding)


@pytest.mark.parametrize(("delimiter", "encoding"), DIALECTS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_form_saved_as_csv_is_the_form(name: str, delimiter: str, encoding: str) -> None:
    workbook = written(EXAMPLES[name], "xlsx")
    read = read_bytes(saved_as_csv(workbook, delimiter, encoding), "表.csv")
    assert read.problems == ()
    (form,) = read.forms
    assert squeezed(form.evaluation) == squeezed(only(workbook).evaluation)


def test_a_cell_is_named_as_in_the_sheet() -> None:
    grid = grid_of("甲,乙,丙,丁\n" * 3 + '一,"二\n二",三\n')
    assert grid is not None
    assert [cell.ref for cell in grid.rows[3]] == ["A4", "B4", "C4", "D4"]
    assert [cell.text for cell in grid.rows[3]] == ["一", "二\n二", "三", ""]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "说明，没有表格。\n" * 9,
        "a,b,c\n" * 9,  # no form has three columns
        "a,b,c,d\n" * 3,
        'a,b,c,d\n"没有关上的引号,b,c,d\n' * 5 + '"',
        "a,b,c,d\n" * 200_001,
        "a,b,c,d\n" * 9 + "," * 99_999 + "\n",
        "一句话，其中 1,000 元、2,000 元和 3,000,000 元。\n" + "没有逗号的一行\n" * 9,
    ],
)
def test_other_texts_are_no_sheet(text: str) -> None:
    assert grid_of(text) is None


def test_prose_with_commas_stays_what_it_is() -> None:
    read = read_bytes("项目,支出,绩效,说明\n".encode() * 9, "说明.txt")
    assert [problem.code for problem in read.problems] == ["DOC011"]
