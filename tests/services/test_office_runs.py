"""Whole ways through office files: filled, written, blank forms filled in, folders of everything."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from jixiao.commands.score_view import summary
from jixiao.documents.files import read_bytes, read_path
from jixiao.services.fill_original import fill_original
from jixiao.services.score_json import run_json
from jixiao.services.score_paths import score_paths
from jixiao.services.template import write_template
from jixiao.services.write_scored import write_run
from tests.documents.office_layouts import LAYOUTS, OFFICIAL, fitting, sheet, word, xlsx
from tests.documents.rendering import Layout, render
from tests.documents.test_round_trips import EXAMPLES

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import ReadForm, SelfEvaluation

RULES = "jiangxi-2023"
NO_SCORES = {"claimed_score": None}


def blank(form: SelfEvaluation) -> SelfEvaluation:
    """A form as it is before anybody has scored it."""
    return form.model_copy(
        update={
            "claimed_total": Decimal(0),  # the row is printed, its cell is emptied below
            "claimed_grade": None,
            "indicators": tuple(one.model_copy(update=NO_SCORES) for one in form.indicators),
            "funds": tuple(line.model_copy(update=NO_SCORES) for line in form.funds),
        }
    )


def split(form: SelfEvaluation) -> SelfEvaluation:
    """The same with every operator in a column of its own."""
    rows = []
    for one in form.indicators:
        target = one.target or ""
        apart = {"operator": target[0], "target": target[1:]} if re.match("[≥≤=]", target) else {}
        rows.append(one.model_copy(update={"core": False, "adjusted_target": None, **apart}))
    return form.model_copy(update={"indicators": tuple(rows)})


def original(form: SelfEvaluation, layout: Layout, *, scored: bool) -> bytes:
    made = sheet(form if scored else blank(form), layout)
    if not scored:
        rows = tuple(
            tuple(None if value == 0 and row[0] == "总分" else value for value in row) for row in made.rows
        )
        made = replace(made, rows=rows)
    return xlsx(made)


def cells(data: bytes) -> dict[str, object]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {cell.coordinate: cell.value for row in book.active for cell in row if cell.value is not None}


@pytest.mark.parametrize("scored", [True, False], ids=["scored", "unscored"])
@pytest.mark.parametrize("layout", ["official", "unit-column", "reviewed"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_filled_workbook_claims_what_was_computed(
    name: str, layout: str, scored: bool, tmp_path: Path
) -> None:
    form = EXAMPLES[name] if layout == "official" else split(EXAMPLES[name])
    chosen = fitting(form) if layout == "official" else LAYOUTS[layout]
    source, target = tmp_path / "原表.xlsx", tmp_path / "得分.xlsx"
    source.write_bytes(original(form, chosen, scored=scored))
    result = fill_original(source, target, rules=RULES)
    assert [note.code for note in result.notes if note.code != "FIL011"] == []
    (computed,) = result.run.evaluations
    (again,) = read_path(target).forms
    for item, one in zip(computed.indicators, again.evaluation.indicators, strict=True):
        if item.row.score is not None:
            assert one.claimed_score == item.row.score
    if computed.execution is not None and computed.execution.score is not None:
        assert again.evaluation.funds[0].claimed_score == computed.execution.score
    if computed.total is not None:
        assert again.evaluation.claimed_total == computed.total
    before, after = source.read_bytes(), target.read_bytes()
    old, new = cells(before), cells(after)
    changed = {ref for ref in old.keys() | new.keys() if old.get(ref) != new.get(ref)}
    assert len(changed) == result.written
    with zipfile.ZipFile(io.BytesIO(before)) as one, zipfile.ZipFile(io.BytesIO(after)) as other:
        kept = {
            entry for entry in one.namelist() if "worksheets/" not in entry and entry != "xl/workbook.xml"
        }
        assert {entry for entry in kept if one.read(entry) != other.read(entry)} == set()


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_written_result_reads_as_the_form_it_scored(name: str, suffix: str, tmp_path: Path) -> None:
    source = tmp_path / "表.json"
    source.write_text(EXAMPLES[name].model_dump_json(), encoding="utf-8")
    run = score_paths([str(source)], rules=RULES)
    target = tmp_path / f"得分{suffix}"
    write_run(run, target)
    assert [one.evaluation for one in read_path(target).forms] == [EXAMPLES[name]]
    assert read_path(target).problems == ()


def test_several_written_results_read_as_their_forms(tmp_path: Path) -> None:
    for index, form in enumerate(EXAMPLES.values()):
        (tmp_path / f"{index}.json").write_text(form.model_dump_json(), encoding="utf-8")
    run = score_paths([str(tmp_path)], rules=RULES)
    for suffix in (".xlsx", ".docx"):
        write_run(run, tmp_path / f"得分{suffix}")
        read = read_path(tmp_path / f"得分{suffix}")
        assert [one.evaluation for one in read.forms] == list(EXAMPLES.values())
        assert read.problems == ()


def fill_in(path: Path) -> ReadForm:
    """A blank form filled in by hand: every row that is offered gets a name, a target, an actual, a score."""
    book = openpyxl.load_workbook(path)
    page = book.active
    heads = next(row for row in page.iter_rows() if any(cell.value == "三级指标" for cell in row))
    at = {cell.value: cell.column for cell in heads if cell.value}
    number = 0
    for row in range(heads[0].row + 1, page.max_row + 1):
        if page.cell(row, 1).value == "总分":
            break
        number += 1
        for title, value in (("三级指标", f"指标{number}"), ("实际完成值", f"{number}个"), ("得分", 1)):
            page.cell(row, at[title]).value = value
        page.cell(row, at["年度指标值"]).value = f"≥{number}个"
    for line in page.iter_rows():
        for cell in line:
            if cell.value == "项目名称":
                page.cell(cell.row, 3).value = "填好的项目"
    book.save(path)
    (form,) = read_path(path).forms
    assert len(form.evaluation.indicators) == number
    return form


def test_a_blank_form_filled_in_is_read(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    write_template(path, rules=RULES, year=2024)
    form = fill_in(path)
    assert (form.evaluation.project, form.evaluation.year) == ("填好的项目", 2024)
    for number, one in enumerate(form.evaluation.indicators, 1):
        seen = (one.name, f"{one.operator or ''}{one.target}", one.actual, one.claimed_score)
        assert seen == (f"指标{number}", f"≥{number}个", f"{number}个", Decimal(1))
        assert one.level1 is not None
        assert one.level2 is not None


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_blank_form_nobody_filled_in_gives_no_scores(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"blank{suffix}"
    write_template(path, rules=RULES, year=2024)
    for form in read_path(path).forms:
        assert [
            one for one in form.evaluation.indicators if one.name or one.actual or one.claimed_score
        ] == []


def folder_of_everything(folder: Path) -> None:
    forms = list(EXAMPLES.values())
    for number in range(60):
        form = forms[number % len(forms)]
        made = sheet(form, fitting(form))
        name, data = (
            (f"{number:02}.xlsx", xlsx(made)),
            (f"{number:02}.docx", word(made)),
            (f"{number:02}.json", form.model_dump_json().encode()),
            (f"{number:02}.txt", render(form, replace(OFFICIAL, fields=fitting(form).fields)).encode()),
            (f"{number:02}.xls", b"PK\x03\x04 broken"),
            (f"{number:02}.md", "# 说明\n没有表。\n".encode()),
        )[number % 6]
        (folder / name).write_bytes(data)


def test_a_folder_of_everything_is_read_to_its_end(tmp_path: Path) -> None:
    folder_of_everything(tmp_path)
    told: list[str] = []
    run = score_paths([str(tmp_path)], rules=RULES, progress=told.append)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert [Path(path).name for path in told] == names
    assert [Path(file.path).name for file in run.files] == names
    assert len(run.evaluations) == 40
    order = list(dict.fromkeys(Path(one.source.file or "").name for one in run.evaluations))
    assert order == sorted(order)
    assert run.exit_code == 2
    assert {Path(file.path).suffix for file in run.files if file.refused} == {".xls"}
    lines = "\n".join(summary(run, 1000)).splitlines()
    assert lines[0].startswith("共 60 个文件（xlsx 10、docx 10、json 10、文本 20、其他 10）")
    assert lines[0].endswith("40 个有自评表，10 个没有、跳过，10 个读不了")
    assert sum(line.startswith("读不了：") for line in lines) == 10
    assert run_json(run) == run_json(score_paths([str(tmp_path)], rules=RULES))


def test_the_command_ends_with_what_was_read_and_refused(tmp_path: Path) -> None:
    folder_of_everything(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "jixiao", "score", str(tmp_path), "--rules", RULES],
        capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 2
    assert "共 60 个文件" in done.stdout
    assert done.stdout.splitlines()[-1].startswith(("读不了：", "跳过："))
    assert "Traceback" not in done.stderr


def test_bytes_say_their_kind() -> None:
    made = sheet(EXAMPLES["大厅日常运行维护经费"])
    assert [read_bytes(data, "x").kind for data in (xlsx(made), word(made), b"{}", "甲".encode(), b"")] == [
        "xlsx", "docx", "json", "text", None,
    ]  # fmt: skip
