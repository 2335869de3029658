"""Filling a workbook whose reading is given, so that each way of finding a cell is seen alone."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import FundLine, Indicator, ReadFile, ReadForm, SelfEvaluation
from jixiao.schemas.self_evaluation import Path as FieldPath
from jixiao.services import fill_original as module
from jixiao.services.fill_original import fill_original

if TYPE_CHECKING:
    from pathlib import Path

FORM = SelfEvaluation(
    project="甲",
    funds=(
        FundLine(
            name="年度资金总额",
            annual_budget=Decimal(100),
            executed=Decimal(50),
            weight=Decimal(10),
            claimed_score=Decimal(10),
        ),
    ),
    indicators=(
        Indicator(name="一", target="≥10", actual="10", weight=Decimal(45), claimed_score=Decimal(45)),
        Indicator(name="二", target="≥10", actual="5", weight=Decimal(45)),
    ),
    claimed_total=Decimal(100),
)
CELLS: dict[FieldPath, str] = {
    ("funds", 0, "claimed_score"): "C2",
    ("indicators", 0, "claimed_score"): "C4",
    ("indicators", 1, "actual"): "B5",
    ("claimed_total",): "C6",
}


def original(folder: Path, total: object = 100) -> Path:
    workbook = openpyxl.Workbook()
    workbook.active.title = "表一"
    workbook.create_sheet("别的")
    for ref, value in (("C2", 10), ("C4", 45), ("C6", total)):
        workbook["表一"][ref] = value
    path = folder / "原表.xlsx"
    workbook.save(path)
    return path


def reading(
    monkeypatch: pytest.MonkeyPatch,
    cells: dict[FieldPath, str] = CELLS,
    form: SelfEvaluation = FORM,
    table: str = "表一",
) -> None:
    places = {path: Place(file="原表.xlsx", table=table, cell=cell) for path, cell in cells.items()}
    read = ReadFile("原表.xlsx", forms=(ReadForm(form, Place(file="原表.xlsx"), places=places),))
    monkeypatch.setattr(module, "read_bytes", lambda _data, _name: read)


def shown(path: Path) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path)["表一"]
    return {ref: sheet[ref].value for ref in ("C2", "C4", "C5", "C6")}


def test_scores_go_into_the_units_own_cells(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reading(monkeypatch)
    source, target = original(tmp_path), tmp_path / "得分.xlsx"
    before = source.read_bytes()
    filled = fill_original(source, target, rules="mof-2020")
    # 50 of 100 is 5 of 10; 5 of 10 is 22.5 of 45, into a cell that was blank: its row, the column of its like
    assert shown(target) == {"C2": 5, "C4": 45, "C5": 22.5, "C6": 72.5}
    assert filled.written == 3
    assert source.read_bytes() == before
    assert [scored.total for scored in filled.run.evaluations] == [Decimal("72.50")]


def test_a_total_formula_that_adds_up_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reading(monkeypatch)
    target = tmp_path / "x.xlsx"
    filled = fill_original(original(tmp_path, "=SUM(C2,C4:C5)"), target, rules="mof-2020")
    assert shown(target)["C6"] == "=SUM(C2,C4:C5)"
    assert filled.notes == ()


def test_a_row_nobody_can_decide_is_left_alone_and_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    row = Indicator(name="三", target="提升", actual="很好", weight=Decimal(45), claimed_score=Decimal(45))
    reading(monkeypatch, form=FORM.model_copy(update={"indicators": (row,)}))
    filled = fill_original(original(tmp_path), tmp_path / "x.xlsx", rules="mof-2020")
    assert shown(tmp_path / "x.xlsx")["C4"] == 45
    assert [(note.code, note.params["name"]) for note in filled.notes] == [
        ("FIL011", "三"),
        ("FIL011", "总分"),
    ]


def test_a_cell_that_cannot_be_found_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reading(monkeypatch, {path: cell for path, cell in CELLS.items() if path != ("indicators", 1, "actual")})
    filled = fill_original(original(tmp_path), tmp_path / "x.xlsx", rules="mof-2020")
    assert [(note.code, note.params["name"]) for note in filled.notes] == [("FIL009", "二")]
    assert shown(tmp_path / "x.xlsx")["C5"] is None


def test_a_table_number_after_the_sheet_still_names_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    reading(monkeypatch, table="表一 第2张")
    assert fill_original(original(tmp_path), tmp_path / "x.xlsx", rules="mof-2020").written == 3


def test_a_sheet_that_cannot_be_told_is_not_guessed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reading(monkeypatch, table="第1张表")
    filled = fill_original(original(tmp_path), tmp_path / "x.xlsx", rules="mof-2020")
    assert filled.written == 0
    assert {note.code for note in filled.notes} == {"FIL009"}


def test_the_original_is_not_touched_unless_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reading(monkeypatch)
    source = original(tmp_path)
    before = source.read_bytes()
    refused = fill_original(source, source, rules="mof-2020")
    assert [problem.code for problem in refused.run.problems] == ["FIL008"]
    assert refused.exit_code == 2
    assert source.read_bytes() == before
    fill_original(source, source, rules="mof-2020", overwrite=True)
    assert shown(source)["C2"] == 5


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"%PDF-1.7", "FIL002"), ("指标\t分值".encode(), "FIL002"), (b"PK\x03\x04junk", "OFF009")],
)
def test_other_files_are_refused_in_words(data: bytes, code: str, tmp_path: Path) -> None:
    source = tmp_path / "x.xlsx"
    source.write_bytes(data)
    refused = fill_original(source, tmp_path / "y.xlsx", rules="mof-2020")
    assert refused.exit_code == 2
    (problem,) = refused.run.problems
    assert problem.code == code
    assert "〔" not in (problem.sentence("message") or "〔")
    assert not (tmp_path / "y.xlsx").exists()


def test_a_rule_set_that_is_not_there_writes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reading(monkeypatch)
    refused = fill_original(original(tmp_path), tmp_path / "y.xlsx", rules="no-such")
    assert refused.exit_code == 2
    assert not (tmp_path / "y.xlsx").exists()


def test_a_workbook_without_a_form_writes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "read_bytes", lambda _data, name: ReadFile(name))
    filled = fill_original(original(tmp_path), tmp_path / "y.xlsx", rules="mof-2020")
    assert (filled.written, filled.run.evaluations, filled.exit_code) == (0, (), 2)
    assert [problem.code for problem in filled.run.problems] == ["DOC011"]
    assert not (tmp_path / "y.xlsx").exists()
