"""Facts of a section put together, and the cells of tables that they repeat."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.audit.disclosure.sayings import cells_of, either, sayings
from jixiao.audit.disclosure.sheets import Book
from jixiao.schemas.disclosure import Disclosure, Fact, FactKind, PublicColumn, PublicRow, PublicTable
from jixiao.schemas.finding import Place

if TYPE_CHECKING:
    from jixiao.audit.disclosure.sayings import Said

SECTION = Place(document_part="收入决算情况说明")


def fact(key: str, value: str, kind: FactKind = FactKind.AMOUNT, **more: object) -> Fact:
    unit = "%" if kind in {FactKind.GROWTH, FactKind.SHARE} else "万元"
    values = {"kind": kind, "key": key, "value": Decimal(value), "unit": unit, "place": SECTION}
    return Fact.model_validate({**values, **more})


def one_table(kind: str, columns: str, *rows: PublicRow) -> PublicTable:
    made = tuple(PublicColumn(key=key) for key in columns.split())
    return PublicTable(kind=kind, unit="万元", columns=made, rows=rows)


def row(
    name: str | None = None, *, key: str | None = None, code: str | None = None, **amounts: str
) -> PublicRow:
    numbers = {column: Decimal(text) for column, text in amounts.items()}
    return PublicRow(key=key, code=code, name=name, side="spending", amounts=numbers)


def only(disclosure: Disclosure) -> Said:
    said = sayings(disclosure)
    assert len(said) == 1
    return said[0]


def cells(disclosure: Disclosure, measure: str = "") -> list[str]:
    return [cell.text for cell in cells_of(Book(disclosure), only(disclosure), measure)]


def test_facts_of_one_subject_belong_together_until_said_again() -> None:
    facts = (
        fact("income.current", "10.00"),
        fact("income.current.change", "1.00"),
        fact("income.other", "3.00"),
        fact("income.current.growth", "11.11", FactKind.GROWTH),
        fact("income.current.change", "2.00"),
        fact("income.current", "20.00", report=1),
    )
    said = sayings(Disclosure(facts=facts))
    assert [(one.base, sorted(one.facts)) for one in said] == [
        ("income.current", ["", "change", "growth"]),
        ("income.other", [""]),
        ("income.current", ["change"]),
    ]


def test_kinds_of_basic_spending_by_their_names() -> None:
    table = one_table(
        "general-basic", "amount", row(code="303", amount="1.35"), row(code="301", amount="9.00")
    )
    said = fact("basic.category", "1.35", subject="对个人和家庭补助支出")
    assert cells(Disclosure(tables=(table,), facts=(said,))) == ["1.35"]


def test_a_class_and_an_item_by_name_and_by_the_names_down_to_it() -> None:
    table = one_table(
        "general",
        "total basic project",
        row("农林水支出", code="213", total="9.00", basic="9.00"),
        row("水利", code="21303", total="9.00", basic="9.00"),
        row("行政运行", code="2130301", total="4.00", basic="4.00"),
    )
    for subject, expected in (("农林水支出", "9.00"), ("农林水支出水利行政运行", "4.00")):
        said = fact("appropriation.item", "4.00", subject=subject)
        assert cells(Disclosure(tables=(table,), facts=(said,))) == [expected]


def test_budgets_of_three_public_are_of_their_column() -> None:
    table = one_table(
        "three-public",
        "initial_budget budget final",
        row("公务接待费", key="reception", initial_budget="2.30", budget="0.88", final="0.80"),
    )
    said = fact("three_public.reception", "0.80")
    found = Disclosure(tables=(table,), facts=(said,))
    assert [cells(found, measure) for measure in ("", "budget", "initial_budget")] == [
        ["0.80"],
        ["0.88"],
        ["2.30", "0.88"],
    ]


def test_where_the_tables_contradict_the_text_both_are_reckoned_with() -> None:
    amounts = {"total": Decimal("10.00")}
    table = one_table("income", "total appropriation", PublicRow(key="total", amounts=amounts))
    for text, expected in (("10.00", ["10.00"]), ("10.01", ["10.01"]), ("19.00", ["19.00", "10.00"])):
        found = Disclosure(tables=(table,), facts=(fact("income.current", text),))
        assert [one.text for one in either(Book(found), only(found))] == expected
    silent = Disclosure(tables=(table,), facts=(fact("income.current.change", "1.00"),))
    assert [one.text for one in either(Book(silent), only(silent))] == ["10.00"]


def test_basic_spending_from_appropriations_is_not_that_of_all_spending() -> None:
    spending = one_table("spending", "total basic", row(key="total", total="100.00", basic="90.00"))
    assert cells(Disclosure(tables=(spending,), facts=(fact("basic.total", "80.00"),))) == ["90.00"]
    section = Place(document_part="一般公共预算财政拨款基本支出决算情况说明")
    assert cells(Disclosure(tables=(spending,), facts=(fact("basic.total", "80.00", place=section),))) == []


def test_a_class_is_named_with_or_without_its_ending() -> None:
    general = one_table("general", "total", row("农林水支出", code="213", total="60.00"))
    said = (fact("appropriation.class", "60.00", subject="农林水"),)
    assert cells(Disclosure(tables=(general,), facts=said)) == ["60.00"]
