from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings

from jixiao.reports.blocks import (
    Bars,
    Column,
    Figure,
    Heading,
    Part,
    Point,
    Scatter,
    Series,
    Table,
    Title,
    cell,
    paragraph,
    row,
)
from jixiao.reports.widths import SHEET_SIZES
from jixiao.reports.xlsx_sheets import chart_rows, room, row_height, sheets_of
from tests.strategies.reports import reports


def table(count: int, columns: int = 2, caption: str = "") -> Table:
    names = (Column("名称", 16), *(Column("得分", figure=True) for _ in range(columns - 1)))
    rows = tuple(row(f"项目{at}", *["9.50"] * (columns - 1)) for at in range(count))
    return Table(names, rows, caption=caption)


def named(*blocks: object, name: str = "报告", landscape: bool = False) -> list[tuple[str, bool]]:
    part = Part(blocks, name, landscape=landscape)  # type: ignore[arg-type]  # blocks of any kind
    return [(sheet.name, sheet.whole) for sheet in sheets_of(part)]


def test_what_fits_on_a_page_shares_it() -> None:
    blocks = (table(5), Heading(1, "第二", "一、"), table(5), table(5))
    assert named(*blocks) == [("报告", True)]


def test_what_does_not_fit_begins_a_sheet_named_after_its_headings() -> None:
    blocks = (
        table(20), Heading(1, "甲", "一、"), table(15), Heading(1, "乙", "二、"), table(12),
        Heading(2, "丙", "（一）"), table(30, caption="表"),
    )  # fmt: skip
    assert named(*blocks) == [("报告", True), ("乙", True), ("丙", True)]


def test_a_long_table_goes_over_pages_with_columns_of_its_own() -> None:
    first, second = sheets_of(Part((paragraph("字"), table(300), Heading(1, "后"), table(3, 5)), "表"))
    assert (first.whole, first.alone, first.laid[1].edges) == (False, True, (0, 1, 2))
    assert len(first.laid[1].heights) == 301
    assert (second.name, second.whole) == ("后", True)


def test_a_table_little_longer_than_a_page_gets_smaller_type_to_be_on_it() -> None:
    sizes = []
    for count in (30, 40, 44, 120):
        (sheet,) = sheets_of(Part((table(count),), "表"))
        sizes.append((sheet.laid[0].points, sheet.whole))
    assert sizes[0] == (SHEET_SIZES[0], True)
    assert sizes[-1] == (SHEET_SIZES[0], False)
    whole = [points for points, fits in sizes if fits]
    assert whole == sorted(whole, reverse=True)
    assert whole[-1] >= 9


def test_an_annex_begins_a_sheet() -> None:
    assert named(table(3), Title("附件"), table(3)) == [("报告", True), ("附件", True)]


def test_tables_on_one_sheet_keep_all_their_columns() -> None:
    (sheet,) = sheets_of(Part((table(3, 3), table(3, 7)), "表"))
    assert len(sheet.pixels) >= 7
    for at, columns in ((0, 3), (1, 7)):
        edges = sheet.laid[at].edges
        assert len(edges) == columns + 1
        assert all(left < right for left, right in pairwise(edges))
        assert (edges[0], edges[-1]) == (0, len(sheet.pixels))


def test_charts_grow_with_what_they_show_but_not_over_a_page() -> None:
    def bars(count: int) -> Bars:
        values = tuple(Decimal(at) for at in range(count))
        return Bars(tuple(map(str, values)), (Series("优", values),), lying=True)

    points = Scatter((Point(Decimal(1), Decimal(2), "甲"),), "横", "纵")
    assert chart_rows(bars(1), landscape=True) < chart_rows(bars(8), landscape=True)
    assert chart_rows(bars(50), landscape=True) == 24
    assert chart_rows(points, landscape=True) == 14
    figures = (Figure(bars(50), "图1"), Figure(bars(50), "图2"))
    assert named(*figures, landscape=True) == [("报告", True), ("图2", True)]


def test_a_row_is_as_tall_as_its_tallest_cell() -> None:
    short, long = cell("字"), cell("字" * 40)
    one = row_height([(0, short), (1, short)], (0, 20, 40), 10)
    assert one < row_height([(0, short), (1, long)], (0, 20, 40), 10)
    assert row_height([(0, cell(long.runs, rows=3)), (1, short)], (0, 20, 40), 10) < row_height(
        [(0, long), (1, short)], (0, 20, 40), 10
    )


@given(reports)
@settings(max_examples=20, deadline=None)
def test_every_block_is_on_one_sheet_in_order_and_every_table_has_a_place(report) -> None:
    for part in report.parts:
        sheets = list(sheets_of(part))
        assert [block for sheet in sheets for block in sheet.blocks] == list(part.blocks)
        width, _ = room(landscape=part.landscape)
        for sheet in sheets:
            assert all(pixels > 0 for pixels in sheet.pixels)
            assert sum(sheet.pixels) >= width - 8
            drawn = [at for at, one in enumerate(sheet.blocks) if isinstance(one, Table) and one.columns]
            assert list(sheet.laid) == drawn
            for at, laid in sheet.laid.items():
                assert len(laid.edges) == len(sheet.blocks[at].columns) + 1
                assert len(laid.heights) == len(list(sheet.blocks[at].placed()))
