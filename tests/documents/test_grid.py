from __future__ import annotations

from jixiao.documents.grid import Cell, Extract, Grid, Note, Paragraph


def test_the_grids_of_an_extract_come_in_order_without_the_paragraphs() -> None:
    first, second = Grid("甲", ((Cell("1", "A1"),),)), Grid("乙", ())
    extract = Extract((Paragraph("前言"), first, Paragraph("说明", level=1), second))
    assert extract.grids == (first, second)


def test_a_refusal_has_no_blocks() -> None:
    extract = Extract(refusal=Note("OFF006", severity="error"))
    assert (extract.blocks, extract.grids, extract.notes) == ((), (), ())


def test_a_cell_is_its_text_unless_more_is_said() -> None:
    cell = Cell("95%")
    assert (cell.ref, cell.rowspan, cell.colspan, cell.covered, cell.page, cell.raw, cell.formula) == (
        None,
        1,
        1,
        False,
        None,
        None,
        None,
    )
