from __future__ import annotations

import pytest

from jixiao.documents.write.framework_form import page
from jixiao.documents.write.sheet import Part
from jixiao.scoring.frameworks import load_framework
from tests.strategies.frameworks import blank


@pytest.mark.parametrize("name", ["project-2020", "project-2013", "whole-department"])
def test_no_two_boxes_cover_one_cell_and_none_is_left_over(name: str) -> None:
    sheet = page(blank(name))
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(sheet.lines):
        for column, box in line.boxes:
            cells = {(row + down, column + right) for down in range(box.rows) for right in range(box.columns)}
            assert not cells & taken
            taken |= cells
    assert taken == {(row, column) for row in range(len(sheet.lines)) for column in range(len(sheet.widths))}


def test_every_point_of_a_framework_has_a_cell_to_be_marked_in() -> None:
    made = blank("project-2020")
    places = page(made).addresses()
    for number, row in enumerate(made.form.rows):
        for at in range(len(row.items)):
            assert ("rows", number, "items", at, "entry") in places
            score = ("rows", number, "items", at, "score")
            assert (score in places) == (made.methods[number] == "points")
        assert ("rows", number, "weight") in places
    points = sum(len(line.points) for line in load_framework("project-2020").spec.line)
    marked = [path for path in places if path[-1] == "share"]
    assert len(marked) == points


def test_the_form_of_a_department_has_its_tasks_and_stands_upright() -> None:
    made = blank("whole-department", tasks=3)
    sheet = page(made)
    assert not sheet.landscape
    texts = [box.text for line in sheet.lines for _, box in line.boxes]
    assert texts.count("任务3") == 2
    assert sum(line.part is Part.ROWS for line in sheet.lines) == len(made.form.rows) == 16
    assert made.identifier.startswith("jixiao.framework/1 whole-department ")
