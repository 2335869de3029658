from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings

from jixiao.reports.blocks import Column, Table, cell, row
from jixiao.reports.widths import SIZES, fitted, room_mm
from tests.strategies.reports import tables


def widths(table: Table, total: int) -> tuple[int, ...]:
    """The widths in a page that is ``total`` halves of a character wide."""
    return fitted(table, landscape=False, sizes=(10.0,), room=total * 5.0).widths


def test_widths_fill_the_room_and_figures_do_not_break() -> None:
    table = Table(
        (Column("名称", 8), Column("全年预算数", 4, figure=True)),
        (row("项目" * 30, cell("123456.78", number=Decimal("123456.78"))),),
    )
    made = widths(table, 80)
    assert sum(made) == 80
    assert made[1] == len("123456.780") + 3


def test_short_words_do_not_break() -> None:
    table = Table((Column("级别", 4), Column("内容", 4)), (row("产出指标", "字" * 400),))
    assert widths(table, 60)[0] == 8 + 3


def test_figures_stand_close_before_type_is_made_smaller() -> None:
    table = Table(
        (Column("部门", 12), *(Column("全年预算数", figure=True) for _ in range(6))),
        (row("甲局", *["123.45"] * 6), row("合计", *["123.45"] * 6, strong=True)),
    )
    assert fitted(table, landscape=False, sizes=(10.0,), room=12 * 5 + 6 * 50).widths == (12, *[10] * 6)
    close = fitted(table, landscape=False, sizes=(10.0, 9.0), room=12 * 5 + 6 * 45, stretch=1.05)
    assert close == ((18, *[8] * 6), 10.0)


def test_a_long_table_is_made_for_most_of_its_names() -> None:
    def table(name: str) -> Table:
        lines = [row(f"道路养护{at}", "综合行政执法局" * 2) for at in range(30)]
        return Table((Column("名称", 8), Column("单位", 8)), (*lines, row(name, "乙局")))

    assert widths(table("道路" * 100), 40) == widths(table("道路养护9"), 40)


def test_a_wide_table_has_smaller_type() -> None:
    def table(count: int) -> Table:
        return Table(
            tuple(Column(f"列{at}", figure=True) for at in range(count)), (row(*["12345.67"] * count),)
        )

    assert fitted(table(3), landscape=False).points == SIZES[0]
    assert fitted(table(12), landscape=True).points == SIZES[1]
    assert fitted(table(30), landscape=True).points == SIZES[-1]


def test_the_room_is_that_of_an_official_page() -> None:
    assert room_mm(landscape=False) == 156
    assert room_mm(landscape=True) == 257


@given(tables)
@settings(max_examples=26)
def test_any_table_has_a_width_for_each_column(table: Table) -> None:
    made = fitted(table, landscape=False).widths
    assert len(made) == len(table.columns)
    assert all(width > 0 for width in made)


def test_a_table_of_no_columns_has_no_widths() -> None:
    assert widths(Table((), ()), 80) == ()
