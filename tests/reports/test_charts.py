from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.write.styles import display_width
from jixiao.reports.blocks import Bars, Figure, Point, Scatter, Series
from jixiao.reports.charts import (
    MOST_POINTS,
    axis,
    axis_of,
    clean,
    colour,
    data_table,
    is_empty,
    usable,
    wrapped,
)
from jixiao.texts import say
from tests.strategies.reports import words


def test_what_cannot_be_drawn_is_left_out() -> None:
    values = (Decimal("NaN"), Decimal("Infinity"), Decimal("1E+400"), Decimal(3), None)
    assert [usable(value) for value in values] == [False, False, False, True, False]
    chart = clean(
        Bars(
            ("甲", "乙"),
            (Series("一", (Decimal("NaN"),)), Series("二", (Decimal(1), Decimal(-2), Decimal(3)))),
            stacked=True,
        )
    )
    assert isinstance(chart, Bars)
    assert chart.series == (Series("一", (None, None)), Series("二", (Decimal(1), None)))
    assert is_empty(clean(Bars((), ())))
    assert is_empty(clean(Scatter((Point(Decimal("NaN"), Decimal(1), "甲"),), "横", "纵")))


def test_points_at_one_place_are_one_and_many_are_thinned() -> None:
    two = clean(
        Scatter((Point(Decimal(1), Decimal(2), "甲"), Point(Decimal(1), Decimal(2), "乙")), "横", "纵")
    )
    assert two.points == (Point(Decimal(1), Decimal(2), "甲"),)
    many = tuple(Point(Decimal(at) / 100, Decimal(90), str(at)) for at in range(MOST_POINTS + 1))
    assert len(clean(Scatter(many, "横", "纵")).points) == 31


def test_an_axis_has_round_numbers() -> None:
    assert axis([Decimal(3), Decimal(22)]).ticks == (0, 5, 10, 15, 20, 25)
    assert axis([Decimal(95), Decimal(97)], zero=False).ticks == (
        Decimal("95.0"),
        Decimal("95.5"),
        Decimal("96.0"),
        Decimal("96.5"),
        Decimal("97.0"),
    )
    assert axis([]).ticks[0] == 0
    assert axis([Decimal(-3), Decimal(4)]).low <= -3
    assert (
        axis_of(Bars(("甲",), (Series("一", (Decimal(6),)), Series("二", (Decimal(4),))), stacked=True)).high
        == 10
    )
    assert axis_of(Bars(("甲",), (Series("一", (Decimal(6),)), Series("二", (Decimal(4),))))).high == 6


@given(st.lists(st.decimals(-(10**12), 10**12, places=2), max_size=6), st.booleans())
def test_an_axis_holds_its_values(values: list[Decimal], zero: bool) -> None:
    made = axis(values, zero=zero)
    assert all(made.low <= value <= made.high for value in values)
    assert all(0 <= made.at(value) <= 1 for value in values)
    steps = {after - before for before, after in pairwise(made.ticks)}
    assert len(steps) == 1
    assert 2 <= len(made.ticks) <= 12


@given(words, st.integers(2, 12), st.integers(1, 3))
def test_a_label_keeps_to_its_room(text: str, width: int, lines: int) -> None:
    made = wrapped(text, width, lines)
    assert len(made) <= lines
    assert all(display_width(line) <= width + 1 for line in made)  # the dots


def test_the_data_of_a_chart_as_a_table() -> None:
    made = data_table(Figure(Bars(("甲",), (Series("优", (Decimal("1.50"),)),), category_axis="部门"), "图"))
    assert [column.heading for column in made.columns] == ["部门", "优"]
    assert [[one.text for one in line.cells] for line in made.rows] == [["甲", "1.5"]]
    dots = data_table(Figure(Scatter((Point(Decimal(1), Decimal(2), "甲"),), "横", "纵"), "图"))
    assert [column.heading for column in dots.columns] == [say("report.chart.name"), "横", "纵"]
    assert [[one.text for one in line.cells] for line in dots.rows] == [["甲", "1", "2"]]


def test_colours_come_round() -> None:
    assert colour(0) == colour(7) != colour(1)


def test_counts_are_told_in_whole_steps_and_amounts_in_any() -> None:
    assert axis([Decimal(1)]).ticks == (Decimal(0), Decimal(1))
    assert axis([Decimal("1.5")]).ticks[:2] == (Decimal(0), Decimal("0.5"))
    assert axis([Decimal(40)]).ticks == tuple(map(Decimal, (0, 10, 20, 30, 40)))
