from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.write.columns import Column, columns_of, fit
from jixiao.documents.write.styles import lines_of
from jixiao.schemas.self_evaluation import Indicator

OFFICIAL = ["level1", "level2", "name", "target", "actual", "weight", "claimed_score", "deviation_note"]


def keys(*indicators: Indicator, scored: bool = False, always: tuple[str, ...] = ()) -> list[str]:
    return [column.key for column in columns_of(indicators, scored=scored, always=always)]


def test_the_official_eight_columns_are_always_there() -> None:
    assert keys() == OFFICIAL


def test_columns_of_some_bureaus_appear_where_they_hold_something() -> None:
    row = Indicator(
        operator="≥", unit="个", adjusted_target="3", coefficient=Decimal(80), core=True, review_note="好"
    )
    assert keys(row) == [
        "level1",
        "level2",
        "name",
        "core",
        "operator",
        "target",
        "unit",
        "adjusted_target",
        "actual",
        "weight",
        "coefficient",
        "claimed_score",
        "review_note",
        "deviation_note",
    ]


def test_columns_can_be_asked_for_though_empty() -> None:
    assert keys(always=("operator", "unit"))[3:6] == ["operator", "target", "unit"]


def test_computed_scores_stand_beside_the_claimed_ones() -> None:
    found = keys(scored=True)
    assert found[found.index("claimed_score") :] == [
        "claimed_score",
        "score",
        "sign",
        "status",
        "reason",
        "deviation_note",
    ]


def test_every_column_has_a_heading() -> None:
    row = Indicator(
        operator="≥",
        unit="个",
        adjusted_target="3",
        coefficient=Decimal(80),
        core=True,
        review_actual="1",
        review_score=Decimal(2),
        review_note="好",
    )
    headings = [column.heading for column in columns_of([row], scored=True)]
    assert len(set(headings)) == len(headings) == 20
    assert not [heading for heading in headings if heading.startswith("form.")]


COLUMNS = (Column("name", 10), Column("weight", 6, figure=True), Column("reason", 10))


def test_the_fullest_column_gets_the_room() -> None:
    assert fit(COLUMNS, [["短", "10", "字" * 60]], 60)[2] > 40


def test_a_figure_never_breaks() -> None:
    assert fit(COLUMNS, [["字" * 200, "123456.789", "字" * 200]], 60)[1] >= len("123456.789") + 2
    assert fit(COLUMNS, [["字" * 200, "1", "字" * 200]], 60, {"name": 20})[0] >= 22


def test_without_rows_the_widths_fill_the_page() -> None:
    assert sum(fit(COLUMNS, [], 60)) == 60


@given(
    st.lists(
        st.tuples(st.text(max_size=300), st.text("0123456789.", max_size=12), st.text(max_size=300)),
        max_size=8,
    )
)
def test_widths_fill_the_page_and_keep_their_least(rows: list[tuple[str, str, str]]) -> None:
    widths = fit(COLUMNS, rows, 70)
    assert sum(widths) == 70
    assert all(width >= column.least for width, column in zip(widths, COLUMNS, strict=True))
    for row in rows:
        assert lines_of(row[1], widths[1]) == 1
