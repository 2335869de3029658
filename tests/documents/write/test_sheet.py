from __future__ import annotations

from jixiao.documents.write.sheet import Box, Line, Part, Sheet

SHEET = Sheet(
    "x",
    (4, 5, 6),
    (
        Line(Part.TOP, ((0, Box("题", columns=3)),)),
        Line(Part.ROWS, ((0, Box("甲")), (1, Box("乙", columns=2, path=("project",))))),
    ),
)


def test_a_field_is_found_by_its_path() -> None:
    assert SHEET.addresses() == {("project",): (1, 1)}


def test_a_box_is_as_wide_as_its_columns() -> None:
    assert SHEET.width_of(0, SHEET.lines[0].boxes[0][1]) == 15
    assert SHEET.width_of(1, SHEET.lines[1].boxes[1][1]) == 11
