from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings

from jixiao.schemas.store import EXECUTION, CollectedFile, CollectedTable, Filter
from jixiao.services import review as subject
from jixiao.services.review import TooManyError, export_reviews, import_reviews, lines_of
from tests.services.desk import WHOLE, new_store, put, take
from tests.strategies.forms import self_evaluations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jixiao.schemas.self_evaluation import SelfEvaluation
    from jixiao.store.repository import Store

ACTUAL, SCORE, REMARK = 10, 11, 13


@pytest.fixture
def store(tmp_path: Path):
    with new_store(tmp_path) as opened:
        take(opened, put(tmp_path, "甲.json", WHOLE))
        yield opened


def worksheet(
    store: Store, folder: Path, change: Callable[[dict, object], None], name: str = "r.xlsx"
) -> str:
    """The exported worksheet with changes: ``change`` is given the rows by name and the sheet."""
    file = str(folder / name)
    assert export_reviews(store, Filter(), file) == 1
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[1]
    rows = {row[2].value: row[0].row for row in sheet.iter_rows() if row[2].value}
    rows["复核人"] = next(row[0].row for row in sheet.iter_rows() if row[0].value == "复核人")
    change(rows, sheet)
    book.save(file)
    return file


def set_row(sheet, row: int, score: object = None, remark: object = None, actual: object = None) -> None:
    for column, value in ((SCORE, score), (REMARK, remark), (ACTUAL, actual)):
        if value is not None:
            sheet.cell(row, column).value = value


def test_a_change_with_its_reason_is_kept_beside_the_self_evaluation(store: Store, tmp_path: Path) -> None:
    def change(rows, sheet) -> None:
        set_row(sheet, rows["完成数量"], 40.5, "少两处", "8")
        sheet.cell(rows["复核人"], 3).value = "张三"

    file = worksheet(store, tmp_path, change)
    (found,) = import_reviews(store, [file])
    assert (found.outcome, found.changed, found.problems) == ("reviewed", 1, ())
    assert (found.claimed, found.total, found.grade) == (Decimal(94), Decimal("89.5"), "良")
    (stored,) = store.current()
    assert stored.form.claimed_total == Decimal(94)
    assert stored.review is not None
    assert (stored.review.reviewer, stored.review.total) == ("张三", Decimal("89.5"))
    (row,) = stored.review.rows
    assert (row.position, row.review_actual, row.review_score) == (0, "8", Decimal("40.5"))
    assert row.reason == "少两处"
    assert [event.what for event in store.events()].count("review") == 1
    (again,) = import_reviews(store, [file])
    assert again.outcome == "unchanged"
    assert len(store.reviews(stored.version_id)) == 1


def test_the_execution_rate_has_a_row_of_its_own(store: Store, tmp_path: Path) -> None:
    (stored,) = store.current()
    assert [line.position for line in lines_of(stored)] == [EXECUTION, 0, 1]
    file = worksheet(store, tmp_path, lambda rows, sheet: set_row(sheet, rows["预算执行率"], 8, "按决算数"))
    (found,) = import_reviews(store, [file])
    assert found.total == Decimal(93)
    (stored,) = store.current()
    assert stored.review.rows[0].position == EXECUTION


@pytest.mark.parametrize(
    ("score", "remark", "codes"),
    [
        (51, "高", ["RVW008"]),
        (-1, "低", ["RVW008"]),
        (40.125, "细", ["RVW008"]),
        ("四十", "字", ["RVW007"]),
        ("80%", "比", ["RVW007"]),
        (40, None, ["RVW009"]),
        (51, None, ["RVW008", "RVW009"]),
    ],
)
def test_what_cannot_stand_is_told_with_its_cell_and_nothing_is_kept(
    store: Store, tmp_path: Path, score: object, remark: str | None, codes: list[str]
) -> None:
    file = worksheet(store, tmp_path, lambda rows, sheet: set_row(sheet, rows["完成数量"], score, remark))
    (found,) = import_reviews(store, [file])
    assert found.outcome == "refused"
    assert [problem.code for problem in found.problems] == codes
    assert all(problem.place.cell for problem in found.problems)
    assert next(iter(store.current())).review is None


def test_a_blank_score_and_an_actual_changed_without_reason_are_told(store: Store, tmp_path: Path) -> None:
    def change(rows, sheet) -> None:
        sheet.cell(rows["完成数量"], SCORE).value = None
        sheet.cell(rows["合格率"], ACTUAL).value = "90%"

    (found,) = import_reviews(store, [worksheet(store, tmp_path, change)])
    assert [problem.code for problem in found.problems] == ["RVW006", "RVW009"]


def test_rows_that_are_missing_or_double_are_told(store: Store, tmp_path: Path) -> None:
    def change(rows, sheet) -> None:
        sheet.cell(rows["合格率"], 14).value = sheet.cell(rows["完成数量"], 14).value

    (found,) = import_reviews(store, [worksheet(store, tmp_path, change)])
    assert [problem.code for problem in found.problems][:2] == ["RVW005", "RVW004"]


def test_nobody_has_reviewed_what_nobody_touched_and_agreement_is_signed(
    store: Store, tmp_path: Path
) -> None:
    (found,) = import_reviews(store, [worksheet(store, tmp_path, lambda *_: None)])
    assert found.outcome == "untouched"

    def sign(rows, sheet) -> None:
        sheet.cell(rows["复核人"], 3).value = "李四"

    (found,) = import_reviews(store, [worksheet(store, tmp_path, sign)])
    assert (found.outcome, found.changed, found.total) == ("reviewed", 0, Decimal(94))


def test_a_worksheet_of_an_older_version_or_review_is_refused(store: Store, tmp_path: Path) -> None:
    def change(rows, sheet) -> None:
        set_row(sheet, rows["完成数量"], 40, "查实")

    def other(rows, sheet) -> None:
        set_row(sheet, rows["完成数量"], 41, "查实")

    first, second = worksheet(store, tmp_path, change, "1.xlsx"), worksheet(store, tmp_path, other, "2.xlsx")
    assert [one.outcome for one in import_reviews(store, [first])] == ["reviewed"]
    (late,) = import_reviews(store, [second])
    assert [problem.code for problem in late.problems] == ["STO023"]
    take(store, put(tmp_path, "甲.json", {**WHOLE, "claimed_total": "93"}))
    (stale,) = import_reviews(store, [second])
    assert [problem.code for problem in stale.problems] == ["RVW003"]


def test_a_worksheet_of_another_database_and_a_file_that_is_none_are_refused(
    store: Store, tmp_path: Path
) -> None:
    file = worksheet(store, tmp_path, lambda *_: None)
    with new_store(tmp_path, "other.sqlite") as other:
        found = list(import_reviews(other, [file, put(tmp_path, "b.xlsx", b"x"), str(tmp_path / "c.xlsx")]))
    assert [one.outcome for one in found] == ["refused"] * 3
    assert found[0].problems[0].code == "RVW002"
    book = openpyxl.Workbook()
    book.save(tmp_path / "空.xlsx")
    (none,) = import_reviews(store, [str(tmp_path / "空.xlsx")])
    assert none.problems[0].code == "RVW001"


def test_the_last_review_is_filled_in_when_exported_again(store: Store, tmp_path: Path) -> None:
    def change(rows, sheet) -> None:
        set_row(sheet, rows["完成数量"], 40, "查实")

    list(import_reviews(store, [worksheet(store, tmp_path, change)]))
    (stored,) = store.current()
    line = lines_of(stored)[1]
    assert (line.claimed, line.review_score, line.remark) == (Decimal(45), Decimal(40), "查实")
    (again,) = import_reviews(store, [worksheet(store, tmp_path, lambda *_: None)])
    assert again.outcome == "unchanged"


def test_a_worksheet_is_not_collected_as_if_it_were_tables(store: Store, tmp_path: Path) -> None:
    file = worksheet(store, tmp_path, lambda *_: None)
    (found,) = take(store, file)
    assert (found.outcome, [one.code for one in found.problems]) == ("refused", ["CLT009"])


def test_targets_in_one_cell_are_shown_in_three(store: Store) -> None:
    (stored,) = store.current()
    line = lines_of(stored)[1]
    assert (line.operator, line.target, line.unit) == ("≥", "10", "个")


def test_nothing_to_review_writes_no_file_and_too_much_is_refused(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "无.xlsx"
    assert export_reviews(store, Filter(unit="没有这个单位"), str(file)) == 0
    assert not file.exists()
    monkeypatch.setattr(subject, "_SHEETS", 0)
    with pytest.raises(TooManyError):
        export_reviews(store, Filter(), str(file))


@pytest.fixture
def two(store: Store, tmp_path: Path) -> Store:
    take(store, put(tmp_path, "乙.json", {**WHOLE, "project": "桥梁检测"}))
    return store


def reviewed_book(store: Store, folder: Path, change: Callable[[openpyxl.Workbook], None]) -> str:
    """The exported worksheets of all tables, a change made in the whole workbook."""
    file = str(folder / "二.xlsx")
    export_reviews(store, Filter(), file)
    book = openpyxl.load_workbook(file)
    change(book)
    book.save(file)
    return file


def unmark(sheet) -> None:
    for (cell,) in sheet.iter_rows(min_col=14, max_col=14):
        cell.value = None


def test_a_sheet_that_lost_its_marks_is_refused_by_name_and_stops_no_other(
    two: Store, tmp_path: Path
) -> None:
    def change(book) -> None:
        unmark(book["桥梁检测"])

    found = list(import_reviews(two, [reviewed_book(two, tmp_path, change)]))
    told = [(one.outcome, one.project, [problem.code for problem in one.problems]) for one in found]
    assert told == [("refused", "桥梁检测", ["RVW010"]), ("untouched", "道路养护", [])]
    assert found[0].problems[0].place.table == "桥梁检测"


def test_a_sheet_that_the_summary_lists_and_is_not_there_is_told(two: Store, tmp_path: Path) -> None:
    def change(book) -> None:
        book.remove(book["道路养护"])

    found = list(import_reviews(two, [reviewed_book(two, tmp_path, change)]))
    told = [(one.outcome, one.project, [problem.code for problem in one.problems]) for one in found]
    assert told == [("refused", "道路养护", ["RVW011"]), ("untouched", "桥梁检测", [])]


def test_a_note_alone_is_no_review_and_one_signed_is(store: Store, tmp_path: Path) -> None:
    def note(rows, sheet) -> None:
        set_row(sheet, rows["完成数量"], remark="已看")

    def signed(rows, sheet) -> None:
        note(rows, sheet)
        sheet.cell(rows["复核人"], 3).value = "李四"

    (found,) = import_reviews(store, [worksheet(store, tmp_path, note)])
    assert (found.outcome, found.year) == ("untouched", 2024)
    (found,) = import_reviews(store, [worksheet(store, tmp_path, signed)])
    assert found.outcome == "reviewed"


def test_a_formula_without_its_result_is_called_a_formula(store: Store, tmp_path: Path) -> None:
    file = worksheet(store, tmp_path, lambda rows, sheet: set_row(sheet, rows["完成数量"], "=20+20", "少"))
    (found,) = import_reviews(store, [file])
    assert "RVW013" in [problem.code for problem in found.problems]


def test_the_summary_and_the_sheets_tell_two_years_apart(store: Store, tmp_path: Path) -> None:
    take(store, put(tmp_path, "丙.json", {**WHOLE, "year": 2023}))
    file = reviewed_book(store, tmp_path, lambda _: None)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames[1:] == ["2023 道路养护", "2024 道路养护"]
    head = [cell.value for cell in book.worksheets[0][2]]
    assert [book.worksheets[0].cell(row, head.index("年度") + 1).value for row in (3, 4)] == ["2023", "2024"]
    assert [one.outcome for one in import_reviews(store, [file])] == ["untouched"] * 2


def swap_marks(one, other, rows: range) -> None:
    for row in rows:
        first, second = one.cell(row, 14), other.cell(row, 14)
        first.value, second.value = second.value, first.value


def test_marks_that_changed_their_sheet_are_told_by_the_head(two: Store, tmp_path: Path) -> None:
    def change(book) -> None:
        swap_marks(book["道路养护"], book["桥梁检测"], range(1, 12))

    found = list(import_reviews(two, [reviewed_book(two, tmp_path, change)]))
    assert [one.outcome for one in found] == ["refused"] * 2
    assert [[problem.code for problem in one.problems] for one in found] == [["RVW012"]] * 2
    assert {one.problems[0].params["what"] for one in found} == {"项目名称"}


def test_marks_that_changed_their_row_are_told(store: Store, tmp_path: Path) -> None:
    def change(rows, sheet) -> None:
        first, second = (sheet.cell(rows[name], 14) for name in ("完成数量", "合格率"))
        first.value, second.value = second.value, first.value

    (found,) = import_reviews(store, [worksheet(store, tmp_path, change)])
    assert [problem.code for problem in found.problems] == ["RVW012", "RVW012"]
    assert found.problems[0].params == {"what": "三级指标", "seen": "合格率", "meant": "完成数量"}


@pytest.mark.parametrize(("column", "what"), [(7, "“完成数量”的权重"), (9, "“完成数量”的自评得分")])
def test_a_locked_figure_that_was_changed_is_told(
    store: Store, tmp_path: Path, column: int, what: str
) -> None:
    def change(rows, sheet) -> None:
        sheet.cell(rows["完成数量"], column).value = 49

    (found,) = import_reviews(store, [worksheet(store, tmp_path, change)])
    assert [(problem.code, problem.params["what"]) for problem in found.problems] == [("RVW012", what)]


@settings(max_examples=25)
@given(self_evaluations(odd=True))
def test_a_worksheet_that_comes_back_as_it_went_out_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, form: SelfEvaluation
) -> None:
    folder = tmp_path_factory.mktemp("r")
    with new_store(folder) as store:
        table = CollectedTable(form=form, scored={"indicators": []})
        store.record(CollectedFile(sha256="ab" * 32, name="甲", tables=(table,)))
        file = str(folder / "r.xlsx")
        assert export_reviews(store, Filter(), file) == 1
        (found,) = import_reviews(store, [file])
        assert {problem.code for problem in found.problems} <= {"RVW006"}
        assert found.changed == 0
        blank = [row for row in form.indicators if row.claimed_score is None and row.weight is not None]
        assert found.outcome == ("refused" if blank else "untouched")
