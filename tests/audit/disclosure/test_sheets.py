"""Public tables as printed numbers: units, the finest digit, and what a blank says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from jixiao.audit.disclosure.sheets import Book, book_of, sheet
from jixiao.schemas.disclosure import Disclosure, PublicColumn, PublicRow, PublicTable


def table(kind: str, columns: str, *rows: PublicRow, unit: str | None = "万元") -> Disclosure:
    made = PublicTable(
        kind=kind, unit=unit, rows=rows, columns=tuple(PublicColumn(key=key) for key in columns.split())
    )
    return Disclosure(tables=(made,))


def row(code: str | None = None, key: str | None = None, **amounts: str) -> PublicRow:
    return PublicRow(key=key, code=code, amounts={name: Decimal(text) for name, text in amounts.items()})


def test_the_finest_digit_of_a_table_is_that_of_all_its_amounts() -> None:
    made = sheet(table("general", "total basic project", row("201", total="5", basic="1.25")), "general")
    assert made is not None
    cell = made.printed(made.table.rows[0], "total")
    assert cell is not None
    assert (cell.value, cell.ulp, cell.text) == (5, Fraction(1, 100), "5")


def test_amounts_in_yuan_are_taken_as_wan_yuan() -> None:
    made = sheet(table("general", "total", row("201", total="12345.60"), unit="元"), "general")
    assert made is not None
    cell = made.printed(made.table.rows[0], "total")
    assert cell is not None
    assert (cell.value, cell.ulp) == (Fraction("1.23456"), Fraction(1, 10**6))


def test_no_table_no_unit_of_money_no_sheet() -> None:
    assert sheet(Disclosure(), "general") is None
    assert sheet(table("general", "total", row("201", total="1"), unit="台"), "general") is None


def test_a_blank_is_zero_only_where_its_row_adds_up() -> None:
    found = table(
        "general",
        "total basic project",
        row("201", total="5.00", basic="5.00"),
        row("203", total="5.00", basic="4.00"),
        row("204", basic="4.00"),
    )
    made = sheet(found, "general")
    assert made is not None
    cells = [made.cell(one, "project") for one in made.table.rows]
    assert [None if cell is None else (cell.value, cell.ulp) for cell in cells] == [
        (0, Fraction(1, 100)),
        None,
        None,
    ]


def test_both_balances_blank_are_zero_where_all_income_was_spent() -> None:
    columns = "opening income total basic project closing"
    even = row("212", income="9.00", total="9.00", project="9.00")
    uneven = row("213", income="9.00", total="7.00", project="7.00")
    made = sheet(table("government-funds", columns, even, uneven), "government-funds")
    assert made is not None
    found = [[made.cell(one, key) is not None for key in ("opening", "closing")] for one in made.table.rows]
    assert found == [[True, True], [False, False]]


def test_what_is_counted_is_exact() -> None:
    counted = table(
        "three-public", "final", row(key="vehicles.kept", final="3"), row(key="total", final="0.88")
    )
    book = Book(counted)
    kept, total = (
        book.cell("three-public", "vehicles.kept", "final"),
        book.cell("three-public", "total", "final"),
    )
    assert kept is not None
    assert total is not None
    assert (kept.exact, total.exact) == (True, False)


def test_a_book_is_kept_for_the_disclosure_it_was_made_of() -> None:
    one, other = Disclosure(year=2023), Disclosure(year=2023)
    assert book_of(one) is book_of(one)
    assert book_of(other).disclosure is other
