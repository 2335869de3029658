from __future__ import annotations

import pytest

from jixiao.documents.office import pdf_rulings
from jixiao.documents.office.pdf_rulings import Lattice, Ruling, lattices


def boxes(lattice: Lattice) -> list[tuple[float, float, float, float]]:
    return [(box.x0, box.top, box.x1, box.bottom) for box in lattice.boxes]


def grid(xs: list[float], ys: list[float]) -> tuple[list[Ruling], list[Ruling]]:
    return [Ruling(y, xs[0], xs[-1]) for y in ys], [Ruling(x, ys[0], ys[-1]) for x in xs]


def test_a_plain_grid() -> None:
    (found,) = lattices(*grid([0, 50, 100], [0, 20, 40]))
    assert boxes(found) == [(0, 0, 50, 20), (50, 0, 100, 20), (0, 20, 50, 40), (50, 20, 100, 40)]
    assert [found.box_at(*point) for point in ((25, 10), (75, 30), (150, 10), (25, -1))] == [0, 3, -1, -1]


def test_borders_drawn_cell_by_cell_and_doubled_are_one() -> None:
    across = [Ruling(y + d, x, x + 50) for y in (0, 20, 40) for x in (0, 50) for d in (0, 1.5)]
    down = [Ruling(x + d, y, y + 20) for x in (0, 50, 100) for y in (0, 20) for d in (0, 1.5)]
    (found,) = lattices(across, down)
    assert len(found.boxes) == 4


def test_a_merged_cell_has_its_true_extent() -> None:
    across, down = grid([0, 50, 100], [0, 20, 40])
    across[1] = Ruling(20, 50, 100)  # the left column is one cell
    (found,) = lattices(across, down)
    assert boxes(found) == [(0, 0, 50, 40), (50, 0, 100, 20), (50, 20, 100, 40)]


def test_an_area_that_is_no_rectangle_is_cut_by_rows() -> None:
    across, down = grid([0, 50, 100], [0, 20, 40])
    across[1] = Ruling(20, 50, 100)
    down[1] = Ruling(50, 0, 20)
    (found,) = lattices(across, down)
    assert boxes(found) == [(0, 0, 50, 20), (50, 0, 100, 20), (0, 20, 100, 40)]


def test_tables_apart_and_boxes_inside_cells() -> None:
    first, second = grid([0, 50, 100], [0, 20]), grid([200, 250, 300], [0, 20])
    tick = grid([10, 18], [6, 14])
    found = lattices(first[0] + second[0] + tick[0], first[1] + second[1] + tick[1])
    assert [len(one.boxes) for one in found] == [2, 2]


def test_a_frame_around_a_page_hides_no_table() -> None:
    frame, table = grid([0, 500], [0, 800]), grid([50, 100, 150], [50, 70])
    found = lattices(frame[0] + table[0], frame[1] + table[1])
    assert [len(one.boxes) for one in found] == [1, 2]


def test_open_sides_are_closed_and_a_stray_end_is_not() -> None:
    across = [Ruling(y, 0, 150) for y in (0, 20, 40)]
    (found,) = lattices(across, [Ruling(x, 0, 40) for x in (50, 100)])
    assert len(found.boxes) == 6
    across[1] = Ruling(20, 50, 180)
    (found,) = lattices(across, grid([0, 50, 150], [0, 20, 40])[1])
    assert max(box.x1 for box in found.boxes) == 150


def test_a_cell_cut_open_by_the_page_break_is_closed_and_marked() -> None:
    across, down = grid([0, 50, 100, 150], [0, 20, 40])
    across[2:] = [Ruling(40, 50, 100)]  # no border under the first and the last column
    across[1] = Ruling(20, 50, 150)
    (found,) = lattices(across, down)
    assert [(box.x0, box.top, box.open_above, box.open_below) for box in found.boxes] == [
        (0, 0, False, True),
        (50, 0, False, False),
        (100, 0, False, False),
        (50, 20, False, False),
        (100, 20, False, True),
    ]


@pytest.mark.parametrize(
    ("across", "down"),
    [
        ([], []),
        ([Ruling(0, 0, 100)], []),
        ([Ruling(0, 0, 100)], [Ruling(50, -20, 20)]),
        ([Ruling(0, 0, 3)], []),
    ],
)
def test_lines_that_enclose_nothing(across: list[Ruling], down: list[Ruling]) -> None:
    assert lattices(across, down) == []


def test_a_lattice_beyond_bounds_is_a_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_rulings, "MAX_SQUARES", 3)
    assert lattices(*grid([0, 50, 100], [0, 20, 40])) == []


def test_more_lattices_than_a_page_of_tables_has_are_a_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = grid([0, 50, 100], [0, 20]), grid([200, 250, 300], [0, 20])
    monkeypatch.setattr(pdf_rulings, "MAX_LATTICES", 1)
    assert lattices(first[0] + second[0], first[1] + second[1]) == []
