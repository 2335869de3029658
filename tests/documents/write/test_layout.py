from __future__ import annotations

from hypothesis import given

from jixiao.documents.write.layout import page
from jixiao.documents.write.model import FilledForm
from jixiao.documents.write.sheet import Part, Sheet
from jixiao.schemas.self_evaluation import Goal, Indicator, SelfEvaluation
from tests.documents.write.samples import FORM, SCORED
from tests.strategies.written import filled_forms


def covered(sheet: Sheet) -> list[list[int]]:
    """How often each cell of the ruled part is covered."""
    counts = [[0] * len(sheet.widths) for _ in sheet.lines]
    for row, line in enumerate(sheet.lines):
        for column, box in line.boxes:
            for down in range(box.rows):
                for right in range(box.columns):
                    counts[row + down][column + right] += 1
    return counts


@given(filled_forms())
def test_every_cell_belongs_to_exactly_one_box(filled: FilledForm) -> None:
    sheet = page(filled)
    assert [row for row in covered(sheet) if set(row) != {1}] == []


@given(filled_forms())
def test_every_field_has_its_place_once(filled: FilledForm) -> None:
    sheet = page(filled)
    paths = [box.path for line in sheet.lines for _, box in line.boxes if box.path is not None]
    assert len(paths) == len(set(paths))
    for index in range(len(filled.form.indicators)):
        assert ("indicators", index, "weight") in paths
    for index in range(len(filled.form.funds)):
        assert ("funds", index, "executed") in paths


def test_a_second_level_is_not_merged_over_two_first_levels() -> None:
    rows = (Indicator(level1="产出", level2="其他"), Indicator(level1="效益", level2="其他"))
    where = page(FilledForm(SelfEvaluation(project="x", indicators=rows))).addresses()
    assert ("indicators", 1, "level2") in where


def test_the_heading_of_the_indicators_is_a_line_of_its_own() -> None:
    assert [line.part for line in page(SCORED).lines].count(Part.HEADING) == 1


def test_fund_amounts_stand_over_the_columns_of_the_official_form() -> None:
    where = page(FilledForm(FORM)).addresses()
    assert [
        where["funds", 0, field][1]
        for field in (
            "name",
            "initial_budget",
            "annual_budget",
            "executed",
            "weight",
            "claimed_rate",
            "claimed_score",
        )
    ] == [1, 2, 3, 4, 5, 6, 7]


def test_claimed_scores_of_funds_and_indicators_stand_in_one_column() -> None:
    where = page(SCORED).addresses()
    assert where["funds", 0, "claimed_score"][1] == where["indicators", 0, "claimed_score"][1]
    assert where["claimed_total",][1] == where["indicators", 0, "claimed_score"][1]


def test_a_very_long_goal_is_spread_over_several_rows() -> None:
    form = SelfEvaluation(project="x", goal=Goal(expected="目" * 3000))
    sheet = page(FilledForm(form))
    boxes = {box.path: box for line in sheet.lines for _, box in line.boxes}
    assert boxes["goal", "expected"].rows > 3


def test_a_form_that_was_not_scored_has_no_notes_below() -> None:
    assert Part.BELOW not in [line.part for line in page(FilledForm(FORM)).lines]
    assert page(FilledForm(FORM)).landscape is False
    assert page(SCORED).landscape is True
