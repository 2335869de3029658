from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.fill_sums import Content, Place, Sums, area_of, areas_in
from jixiao.documents.office.formula_text import column_letters

CELLS: dict[Place, Content] = {
    (1, 0): Content(number=Decimal("1.5")),
    (2, 0): Content(number=Decimal(2)),
    (3, 0): Content(text=True),
    (4, 0): Content(),
    (5, 0): Content("SUM(A1:A3)", Decimal(99)),
    (6, 0): Content('IF(B1>1,"优",2)', Decimal(7)),
    (7, 0): Content('IF(A2>1,"优",2)', text=True),
    (8, 0): Content("A8+1", Decimal(3)),
    (9, 0): Content(""),
    (1, 1): Content(),
}


def sums(written: frozenset[Place] = frozenset(), cells: dict[Place, Content] | None = None) -> Sums:
    known = CELLS if cells is None else cells
    return Sums(known.__getitem__, known.keys(), written)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("SUM(A1:A4)", "3.5"),
        ("=SUM(A1,A2:A3,A99)+A4", "3.5"),
        ("+$A$1+A2-(A1+1)", "1"),
        ("-A1*2+3*A2/4", "-1.5"),
        ("A2*50%", "1"),
        ("A5", "3.5"),
        ("SUM(A6)", "7"),
        ("SUM(A1,A7)", "1.5"),
        ("ROUND(A2/3,2)", "0.67"),
        ("ROUND(-A1,0)", "-2"),
        ('IF(COUNT(A1:A4,A9)=0,"",ROUND(SUM(A1:A4),4))', "3.5"),
        (" sum ( A1 : A2 ) ", "3.5"),
        ("SUM(10,.5)", "10.5"),
        ("SUM(B1:XFD1048576)", "0"),
    ],
)
def test_what_simple_formulas_come_to(formula: str, value: str) -> None:
    assert sums().value(formula) == Fraction(value)


@pytest.mark.parametrize(
    "formula",
    [
        "", "A1:A2", "A3+1", "A9", "SUM(A9)", "A7+1", "A1/0", "A1/A4", "VLOOKUP(A1,B:C,2)",
        "SUM(表!A1)", "表!A1", "SUM(A1:A2", "SUM()", "A1 A2", "1e3", '"优"', "ROUND(A1,-1)", "ROUND(A1,0.5)",
        'IF(COUNT(A3:A4)=0,"",SUM(A1))', 'IF(COUNT(A1)=1,"",SUM(A1))', "IF(A1,1,2)", "A1+", "1.2.3",
        "(" * 50 + "1" + ")" * 50, "SUM(" * 50 + "1" + ")" * 50, "1+" * 1000 + "1",
    ],
)  # fmt: skip
def test_what_is_not_known_is_not_guessed(formula: str) -> None:
    assert sums().value(formula) is None


def test_a_kept_result_holds_as_long_as_nothing_under_it_was_written() -> None:
    assert sums(frozenset({(1, 0)})).value("SUM(A6,A1)") == Fraction("8.5")
    assert sums(frozenset({(1, 1)})).value("SUM(A6,A1)") is None
    assert sums(frozenset({(2, 0)})).value("SUM(A7)") is None
    assert sums().value("A8") == 3
    assert sums(frozenset({(8, 0)})).value("A8") is None


@pytest.mark.parametrize(
    ("formula", "stale"),
    [
        ("A1", True),
        ("SUM(A1:B9)", True),
        ("SUM(A:A)", True),
        ("SUM(B:C)", False),
        ("A5", True),
        ("A6", False),
        ('IF(B1="A1",1,2)', False),
        ("表!A1", False),
        ("INDIRECT(B1)", True),
    ],
)
def test_what_draws_on_a_written_cell(formula: str, stale: bool) -> None:
    assert sums(frozenset({(1, 0)})).stale(formula) is stale


def test_a_long_way_round_is_given_up() -> None:
    chain = {(row, 0): Content(f"A{row + 1}+A{row + 1}", Decimal(1)) for row in range(1, 200)}
    assert sums(frozenset({(200, 0)}), chain | {(200, 0): Content(number=Decimal(1))}).value("A1") is None
    wide: dict[Place, Content] = {(row, 0): Content("SUM(A1:A3000)", Decimal(1)) for row in range(1, 3001)}
    assert sums(frozenset(), wide).value("SUM(A1:A3000)") is None


@pytest.mark.parametrize(
    ("ref", "area"),
    [
        ("A1", (1, 0, 1, 0)),
        ("$B$2:A9", (2, 0, 9, 1)),
        ("XFD1048576", (1048576, 16383, 1048576, 16383)),
        ("A", None),
        ("A0", None),
        ("", None),
        ("A1:", (1, 0, 1, 0)),
    ],
)
def test_ranges(ref: str, area: tuple[int, int, int, int] | None) -> None:
    assert area_of(ref) == area


def test_ranges_of_a_formula_are_those_of_its_own_sheet() -> None:
    assert list(areas_in('SUM(A1:B2,表!C3,"D4",LOG10(E5))')) == [(1, 0, 2, 1), (5, 4, 5, 4)]


@st.composite
def sheets(draw: st.DrawFn) -> tuple[dict[Place, Content], dict[Place, Decimal]]:
    """Cells of numbers, and below them formulas that add some of those above; with what they come to."""
    figures = draw(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=6))
    cells = {(row, 0): Content(number=figure) for row, figure in enumerate(figures, 1)}
    values = {(row, 0): figure for row, figure in enumerate(figures, 1)}
    for _ in range(draw(st.integers(1, 4))):
        row = len(cells) + 1
        first = draw(st.integers(1, row - 1))
        last = draw(st.integers(first, row - 1))
        more = draw(st.lists(st.integers(1, row - 1), max_size=3))
        terms = [f"SUM(A{first}:A{last})", *(f"A{one}" for one in more)]
        cells[row, 0] = Content("+".join(draw(st.permutations(terms))), Decimal(-1))
        inside = [values[at, 0] for at in range(first, last + 1)]
        values[row, 0] = sum((*inside, *(values[one, 0] for one in more)), Decimal(0))
    return cells, values


@given(sheets())
def test_sums_of_sums_are_exact(drawn: tuple[dict[Place, Content], dict[Place, Decimal]]) -> None:
    cells, values = drawn
    for (row, column), value in values.items():
        assert sums(frozenset(), cells).value(f"{column_letters(column)}{row}") == Fraction(value)
