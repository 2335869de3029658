from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.office import limits
from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.sheet import NOTES_OF_A_KIND, Budget, Sheet, ref, spans


def filled(cells: dict[tuple[int, int], str], merges: list[tuple[int, int, int, int]] | None = None) -> Sheet:
    sheet = Sheet("表")
    for (row, column), text in cells.items():
        sheet.put(row, column, text)
    sheet.merges = merges or []
    return sheet


def test_references() -> None:
    assert [ref(0, 0), ref(11, 5), ref(99, 27)] == ["A1", "F12", "AB100"]


def test_merged_ranges_are_filled_and_cut_to_what_is_used() -> None:
    read = filled(
        {(0, 0): "题", (1, 0): "产出", (1, 1): "甲", (2, 1): "乙"}, [(0, 0, 0, 8), (1, 0, 5, 0)]
    ).finished(Budget())
    assert read["rows"] == [["题", "题"], ["产出", "甲"], ["产出", "乙"]]
    assert read["merges"] == [(0, 0, 1, 2), (1, 0, 2, 1)]


def test_a_range_that_overlaps_another_is_left_out() -> None:
    read = filled({(0, 0): "a", (2, 2): "z"}, [(0, 0, 1, 1), (1, 1, 2, 2), (2, 2, 2, 2)]).finished(Budget())
    assert read["merges"] == [(0, 0, 2, 2)]


def test_a_range_may_be_given_backwards() -> None:
    assert filled({(0, 0): "a", (1, 1): "b"}, [(0, 1, 0, 0)]).finished(Budget())["merges"] == [(0, 0, 1, 2)]


def test_a_value_under_a_merged_range_is_noted_and_not_shown() -> None:
    read = filled({(0, 0): "甲", (0, 1): "乙", (1, 1): "z"}, [(0, 0, 0, 1)]).finished(Budget())
    assert read["rows"][0] == ["甲", "甲"]
    assert [(code, place, params["found"]) for code, _, place, params in read["notes"]] == [
        ("OFF038", "B1", "乙")
    ]


def test_blank_rows_are_null_and_white_space_counts_as_blank_at_the_edges() -> None:
    read = filled({(0, 0): " ", (3, 1): "x", (9, 9): "  "}).finished(Budget())
    assert (read["width"], read["rows"]) == (2, [[" ", ""], None, None, ["", "x"]])


def test_the_same_note_is_made_so_often_and_then_counted() -> None:
    sheet = Sheet("表")
    for row in range(100):
        sheet.note("OFF030", "notice", row, 0)
    notes = sheet.finished(Budget())["notes"]
    assert len(notes) == NOTES_OF_A_KIND + 1
    assert notes[-1] == ("OFF040", "notice", None, {"count": str(100 - NOTES_OF_A_KIND), "code": "OFF030"})


def test_too_many_cells_over_all_sheets() -> None:
    budget = Budget()
    wide = {(0, limits.MAX_COLUMNS - 1): "x"} | {
        (row, 0): "x" for row in range(limits.MAX_CELLS // limits.MAX_COLUMNS - 1)
    }
    filled(wide).finished(budget)
    with pytest.raises(Refused) as caught:
        filled(wide).finished(budget)
    assert caught.value.code == "OFF016"


def test_too_much_text() -> None:
    long = "甲" * (limits.MAX_TEXT // 4)
    with pytest.raises(Refused) as caught:
        filled({(0, 0): long, (0, 4): "x"}, [(0, 0, 0, 4)]).finished(Budget())
    assert caught.value.code == "OFF019"


def test_a_merged_range_larger_than_the_budget() -> None:
    far = {(0, 0): "x", (limits.MAX_ROWS - 1, limits.MAX_COLUMNS - 1): "y"}
    with pytest.raises(Refused) as caught:
        filled(far, [(0, 0, limits.MAX_ROWS - 1, limits.MAX_COLUMNS - 1)]).finished(Budget())
    assert caught.value.code == "OFF016"


def test_spans() -> None:
    assert spans([1, 2, 3, 5, 8, 9]) == "1-3、5、8-9"
    assert spans([]) == ""
    assert spans(range(0, 100, 2)).count("、") == 19


AREAS = st.lists(st.tuples(*[st.integers(0, 7)] * 4), max_size=6)


@given(st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 7)), st.sampled_from("甲乙丙")), AREAS)
def test_every_row_is_as_wide_and_no_cell_is_merged_twice(
    cells: dict[tuple[int, int], str], areas: list[tuple[int, int, int, int]]
) -> None:
    read = filled(cells, areas).finished(Budget())
    assert {len(row) for row in read["rows"] if row is not None} <= {read["width"]}
    covered = [
        (row, column)
        for first_row, first, down, right in read["merges"]
        for row in range(first_row, first_row + down)
        for column in range(first, first + right)
    ]
    assert len(covered) == len(set(covered))
    for (row, column), text in cells.items():
        if (row, column) not in covered:
            assert read["rows"][row][column] == text
    for first_row, first, down, right in read["merges"]:
        shown = cells.get((first_row, first), "")
        for row in range(first_row, first_row + down):
            line = read["rows"][row]
            assert line is None or line[first : first + right] == [shown] * right


def test_a_wide_sheet_is_refused_before_its_rows_are_made() -> None:
    made = filled({(row, limits.MAX_COLUMNS - 1): "x" for row in range(10)})
    budget = Budget()
    budget.cells = 9 * limits.MAX_COLUMNS
    with pytest.raises(Refused) as caught:
        made.finished(budget)
    assert (caught.value.code, budget.cells) == ("OFF016", 9 * limits.MAX_COLUMNS)
