"""Filling on every layout: scores in their own cells, and every other cell and part as it was."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
import pytest
from lxml import etree

from jixiao.documents.files import read_path
from jixiao.documents.office.formula_text import column_letters
from jixiao.services.fill_original import fill_original
from jixiao.services.template import write_template
from tests.documents.office_layouts import LAYOUTS, Sheet, fitting, sheet, xlsx
from tests.documents.test_round_trips import EXAMPLES, _only_with
from tests.services.test_office_runs import blank, split

if TYPE_CHECKING:
    from pathlib import Path

    from jixiao.schemas.scored import ScoredEvaluation
    from jixiao.schemas.self_evaluation import SelfEvaluation
    from jixiao.services.fill_original import FillRun
    from tests.documents.rendering import Layout

SOFFICE = shutil.which("soffice")
RULES = "jiangxi-2023"
NAMES = tuple(EXAMPLES)
SHEET = "xl/worksheets/sheet{}.xml"
Cells = dict[str, Decimal | None]


class Case(NamedTuple):
    """A form as a sheet of some layout, with the cells that scores belong in: rows, execution, total."""

    sheet: Sheet
    rows: list[str]
    execution: str
    total: str


def at(row: int, column: int) -> str:
    return f"{column_letters(column)}{row + 1}"


def laid_out(form: SelfEvaluation, layout: Layout, *, scored: bool = True) -> Case:
    """A form in a layout; where it is not ``scored``, its score cells are there and blank."""
    kept = _only_with(form, layout)
    made = sheet(kept if scored else blank(kept), layout)
    heading = made.find("绩效指标")[0]
    column = 1 + list(layout.fields).index("claimed_score")
    rows = [at(heading + number, column) for number in range(1, len(form.indicators) + 1)]
    fund = made.find(form.funds[0].name or "")[0]
    execution = at(fund, 2 + list(layout.fund_fields).index("claimed_score"))
    total = at(made.find("总分")[0], column)
    if not scored:
        lines = [list(line) for line in made.rows]
        lines[made.find("总分")[0]][column] = None
        made = replace(made, rows=tuple(map(tuple, lines)))
    return Case(made, rows, execution, total)


def chosen(name: str, layout: str) -> tuple[SelfEvaluation, Layout]:
    form = EXAMPLES[name] if layout == "official" else split(EXAMPLES[name])
    return form, fitting(form) if layout == "official" else LAYOUTS[layout]


def scores(case: Case, scored: ScoredEvaluation) -> Cells:
    """What stands in each score cell after filling; ``None`` where it stays as it is."""
    made: Cells = {ref: item.row.score for ref, item in zip(case.rows, scored.indicators, strict=True)}
    made[case.execution] = None if scored.execution is None else scored.execution.score
    made[case.total] = scored.total
    return made


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def xml_cells(content: bytes) -> dict[str, bytes]:
    """Every cell of a sheet by its reference, as XML."""
    return {
        cell.get("r", ""): etree.tostring(cell, method="c14n", with_tail=False)
        for cell in etree.fromstring(content).iterfind("{*}sheetData/{*}row/{*}c")
    }


def without_cells(content: bytes) -> bytes:
    root = etree.fromstring(content)
    for row in root.iterfind("{*}sheetData/{*}row"):
        for cell in list(row):
            row.remove(cell)
    made: bytes = etree.tostring(root, method="c14n")
    return made


def changed(before: bytes, after: bytes, number: int = 1) -> set[str]:
    """The cells that changed in a sheet, once nothing else is seen to have changed in the whole package."""
    old, new = parts(before), parts(after)
    assert list(old) == list(new)
    part = SHEET.format(number)
    other = {name for name in old if old[name] != new[name]} - {part}
    assert {name for name in other if name != "xl/workbook.xml"} == set()
    if other:
        calc = re.compile(rb"<calcPr[^>]*/>")
        assert etree.canonicalize(calc.sub(b"", old["xl/workbook.xml"])) == etree.canonicalize(
            calc.sub(b"", new["xl/workbook.xml"])
        )
    assert without_cells(old[part]) == without_cells(new[part])
    was, now = xml_cells(old[part]), xml_cells(new[part])
    return {ref for ref in was.keys() | now.keys() if was.get(ref) != now.get(ref)}


def values(data: bytes, sheet_name: str | None = None, *, results: bool = True) -> dict[str, object]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=results)
    page = book.worksheets[0] if sheet_name is None else book[sheet_name]
    return {cell.coordinate: cell.value for row in page for cell in row if cell.value is not None}


def fill(data: bytes, folder: Path, rules: str = RULES) -> tuple[bytes, FillRun]:
    source, target = folder / "原表.xlsx", folder / "填好.xlsx"
    source.write_bytes(data)
    target.unlink(missing_ok=True)
    filled = fill_original(source, target, rules=rules)
    assert filled.run.problems == ()
    return target.read_bytes(), filled


def as_shown(value: object) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal("1E-9"))


@pytest.mark.parametrize("scored", [True, False], ids=["scored", "unscored"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_only_the_score_cells_change(name: str, layout: str, scored: bool, tmp_path: Path) -> None:
    case = laid_out(*chosen(name, layout), scored=scored)
    before = xlsx(case.sheet.moved(2, 1) if scored else case.sheet)
    after, filled = fill(before, tmp_path)
    (result,) = filled.run.evaluations
    if scored:
        move = {at(r, c): at(r + 2, c + 1) for r in range(len(case.sheet.rows)) for c in range(20)}
        case = Case(case.sheet, [move[ref] for ref in case.rows], move[case.execution], move[case.total])
    old, new, wanted = values(before), values(after), scores(case, result)
    differ = changed(before, after)
    assert differ <= wanted.keys()
    assert len(differ) == filled.written
    for ref, score in wanted.items():
        if score is None:
            assert ref not in differ
        else:
            assert as_shown(new[ref]) == score
            assert (ref in differ) is (old.get(ref) is None or as_shown(old[ref]) != score)
    left = {note.params["name"] for note in filled.notes}
    assert {note.code for note in filled.notes} <= {"FIL011", "FIL012"}
    silent = [item.indicator.name for item in result.indicators if item.row.score is None]
    assert {one for one in silent if one} <= left
    # what was written is read, and leaves nothing to be written
    (tmp_path / "填好.xlsx").rename(tmp_path / "再读.xlsx")
    (again,) = read_path(tmp_path / "再读.xlsx").forms
    assert [one.claimed_score for one in again.evaluation.indicators if one.claimed_score is not None] == [
        score for score in (
            item.row.score if item.row.score is not None else item.indicator.claimed_score
            for item in result.indicators
        ) if score is not None
    ]  # fmt: skip
    assert fill(after, tmp_path)[1].written == 0


@pytest.mark.parametrize("layout", LAYOUTS)
def test_cells_without_merging_are_found_as_well(layout: str, tmp_path: Path) -> None:
    case = laid_out(*chosen(NAMES[0], layout), scored=False)
    before = xlsx(case.sheet.unmerged(repeated=False))
    after, filled = fill(before, tmp_path)
    wanted = scores(case, filled.run.evaluations[0])
    assert changed(before, after) == {ref for ref, score in wanted.items() if score is not None}


def test_two_sheets_and_two_tables_on_one_are_filled_each_in_its_place(tmp_path: Path) -> None:
    official, other = LAYOUTS["official"], LAYOUTS["unit-column"]
    first = laid_out(EXAMPLES[NAMES[0]], official, scored=False)
    second = laid_out(split(EXAMPLES[NAMES[1]]), other, scored=False)
    down = len(first.sheet.rows) + 2
    below = laid_out(EXAMPLES[NAMES[2]], official, scored=False)
    moved = below.sheet.moved(down, 0)
    width = max(first.sheet.width, moved.width)
    rows = [(*row, *(None,) * (width - len(row))) for row in (*first.sheet.rows, (), (), *moved.rows[down:])]
    both = replace(first.sheet, rows=tuple(rows), merged=first.sheet.merged | moved.merged,
                   percent=first.sheet.percent | moved.percent)  # fmt: skip
    before = xlsx(both, replace(second.sheet, name="另一张"))
    after, filled = fill(before, tmp_path)
    one, two, three = filled.run.evaluations
    names = [result.evaluation.project for result in (one, two, three)]
    assert names == [EXAMPLES[NAMES[index]].project for index in (0, 2, 1)]
    shift = re.compile(r"\d+")
    lower = {
        shift.sub(lambda found: str(int(found[0]) + down), ref): score
        for ref, score in scores(below, two).items()
    }
    wanted = {ref: score for ref, score in (scores(first, one) | lower).items() if score is not None}
    new = values(after)
    assert {ref: as_shown(new[ref]) for ref in wanted} == wanted
    new = values(after, "另一张")
    wanted = {ref: score for ref, score in scores(second, three).items() if score is not None}
    assert {ref: as_shown(new[ref]) for ref in wanted} == wanted
    assert filled.written == sum(
        score is not None
        for cells in (scores(first, one), lower, scores(second, three))
        for score in cells.values()
    )


# formulas of the unit's own

SUMS = (
    "=SUM({first}:{last},{execution})",
    "={execution}+SUM({first}:{last})",
    "=ROUND(SUM({first}:{last})+{execution},2)",
    '=IF(COUNT({first}:{last},{execution})=0,"",ROUND(SUM({first}:{last},{execution}),4))',
    "=+{execution}+SUM({first}:{last})",
)


def with_total(case: Case, formula: str) -> bytes:
    text = formula.format(first=case.rows[0], last=case.rows[-1], execution=case.execution)
    row, column = case.sheet.find("总分")[0], openpyxl.utils.cell.coordinate_from_string(case.total)[0]
    place = row, openpyxl.utils.column_index_from_string(column) - 1
    return xlsx(replace(case.sheet, formulas={place: text}))


@pytest.mark.parametrize("formula", SUMS)
@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "no-weight"])
def test_a_live_total_of_the_score_cells_stays_and_follows(layout: str, formula: str, tmp_path: Path) -> None:
    case = laid_out(*chosen(NAMES[0], layout), scored=True)
    before = with_total(case, formula)
    after, filled = fill(before, tmp_path)
    (result,) = filled.run.evaluations
    assert result.total is not None
    assert filled.notes == ()
    assert values(after, results=False)[case.total] == values(before, results=False)[case.total]
    assert as_shown(values(after)[case.total]) == result.total
    assert openpyxl.load_workbook(io.BytesIO(after)).calculation.fullCalcOnLoad


def test_a_live_total_follows_though_a_row_is_left_to_a_person(tmp_path: Path) -> None:
    form = EXAMPLES["政务服务中心运转经费"]
    case = laid_out(form, fitting(form), scored=False)
    after, filled = fill(with_total(case, SUMS[0]), tmp_path)
    (result,) = filled.run.evaluations
    wanted = scores(case, result)
    assert wanted.pop(case.total) is None
    known = [score for score in wanted.values() if score is not None]
    assert as_shown(values(after)[case.total]) == sum(known, Decimal(0))
    assert "总分" in {note.params["name"] for note in filled.notes if note.code == "FIL011"}


@pytest.mark.parametrize(
    "formula", ["=SUM({first}:{last})", "=SUMPRODUCT({first}:{last})", "=SUM({first})*2"]
)
def test_a_live_total_of_anything_else_gives_way_and_is_told(formula: str, tmp_path: Path) -> None:
    case = laid_out(*chosen(NAMES[0], "official"), scored=True)
    after, filled = fill(with_total(case, formula), tmp_path)
    (result,) = filled.run.evaluations
    (note,) = filled.notes
    assert (note.code, note.place.cell, note.found) == (
        "FIL005", case.total, formula.format(first=case.rows[0], last=case.rows[-1]),
    )  # fmt: skip
    shown = values(after, results=False)[case.total]
    assert as_shown(shown) == result.total


@pytest.mark.parametrize("apart", [False, True], ids=["official", "split"])
def test_a_blank_form_of_our_own_keeps_its_live_total(apart: bool, tmp_path: Path) -> None:
    path = tmp_path / "空表.xlsx"
    write_template(path, rules="mof-2021", year=2024, rows=("1",), split=apart)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    heads = next(row for row in page.iter_rows() if any(cell.value == "三级指标" for cell in row))
    columns = {cell.value: cell.column for cell in heads if cell.value}
    last = next(row for row in range(heads[0].row, 99) if page.cell(row, 1).value == "总分")
    count = last - heads[0].row - 1
    for number in range(1, count + 1):
        row = heads[0].row + number
        for title, value in (
            ("三级指标", f"指标{number}"), ("年度指标值", "≥10个"), ("实际完成值", "9个"),
            ("分值", Decimal(90 - 7 * (count - 1)) if number == count else 7),
        ):  # fmt: skip
            page.cell(row, columns[title]).value = value
    for line in page.iter_rows(max_row=heads[0].row):
        for cell in line:
            if cell.value == "年度资金总额":
                money = cell.row
    titles = {cell.value: cell.column for cell in page[money - 1] if cell.value}
    page.cell(money, next(at for title, at in titles.items() if "全年预算数" in title)).value = 100
    page.cell(money, next(at for title, at in titles.items() if "全年执行数" in title)).value = 90
    book.save(path)
    total = page.cell(last, columns["得分"]).coordinate
    before = values(path.read_bytes(), results=False)
    after, filled = fill(path.read_bytes(), tmp_path, "mof-2021")
    (result,) = filled.run.evaluations
    assert result.total == Decimal(90)
    assert filled.notes == ()
    assert values(after, results=False)[total] == before[total]
    assert as_shown(values(after)[total]) == result.total


# an office program opens what was filled


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_an_office_program_opens_every_filled_file_and_agrees(tmp_path: Path) -> None:
    assert SOFFICE is not None
    (tmp_path / "in").mkdir()
    files = {}
    for layout in LAYOUTS:
        case = laid_out(*chosen(NAMES[0], layout), scored=False)
        data = with_total(case, SUMS[0]) if layout != "no-weight" else xlsx(case.sheet)
        after, filled = fill(data, tmp_path)
        path = tmp_path / "in" / f"{layout}.xlsx"
        path.write_bytes(after)
        files[path] = (case, filled.run.evaluations[0])
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx",
         "--outdir", str(tmp_path / "out"), *map(str, files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    for path, (case, result) in files.items():
        opened = (tmp_path / "out" / path.name).read_bytes()
        wanted = {ref: score for ref, score in scores(case, result).items() if score is not None}
        new = values(opened)
        assert {ref: as_shown(new[ref]) for ref in wanted} == wanted
        old = values(path.read_bytes())
        assert {ref: new.get(ref) for ref in old.keys() - wanted.keys()} == {
            ref: old[ref] for ref in old.keys() - wanted.keys()
        }
