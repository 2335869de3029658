from __future__ import annotations

import json

from jixiao.documents.grid import Cell, Extract, Grid, Note, Paragraph
from jixiao.documents.office.blocks import packed, unpacked

GRID = Grid(
    "表1",
    (
        (Cell("甲", "R1C1", 1, 2, page=3), Cell("甲", "R1C2", covered=True, page=3)),
        (Cell("", "R2C1", page=4), Cell("乙", "R2C2", page=4)),
    ),
    page=3,
)


def test_there_and_back_through_json() -> None:
    extract = Extract(
        (Paragraph("题", 3, 1), GRID, Paragraph("尾")),
        (Note("PDF008", {"first": "3"}, "R1", "表1", 3), Note("PDF012", severity="error")),
    )
    assert unpacked(json.loads(json.dumps(packed(extract)))) == extract


def test_only_cells_that_say_something_travel() -> None:
    assert packed(Extract((GRID,)))["blocks"] == [
        ["表1", 3, 2, [3, 4], [(0, 0, "甲", 1, 2), (1, 1, "乙", 1, 1)]]
    ]
