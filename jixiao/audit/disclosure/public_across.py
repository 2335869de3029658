"""The same figure in two public tables, and sums of one table that another prints as a whole.

Source: 部门决算公开表的表间勾稽关系.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.check import Check
from jixiao.audit.disclosure.ledger import Equation, figure, hint, listed, report, same, slip, weigh, where
from jixiao.audit.disclosure.public import column_name, row_name
from jixiao.audit.disclosure.sheets import book_of
from jixiao.audit.equations import Verdict, total
from jixiao.indicators.public_names import canonical
from jixiao.schemas.finding import Finding, Severity
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jixiao.audit.disclosure.sheets import Book, Sheet
    from jixiao.audit.printed import Printed
    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.disclosure import PublicRow

TAILS = "PUB014"
_FUND_TABLES = {"general": "general", "funds": "government-funds", "capital": "state-capital"}


class Cell(NamedTuple):
    """A cell by its meaning: kind of table, row, column, side."""

    kind: str
    key: str
    column: str
    side: str | None = None


_SAME: tuple[tuple[Cell, Cell], ...] = (
    (Cell("overview", "current", "amount", "income"), Cell("income", "total", "total")),
    (Cell("overview", "current", "amount", "spending"), Cell("spending", "total", "total")),
    (Cell("income", "total", "appropriation"), Cell("appropriation", "current", "amount", "income")),
    *(
        (Cell("overview", key, "amount", "income"), Cell("income", "total", key))
        for key in ("superior", "business", "operating", "affiliated", "other")
    ),
    *(
        (Cell("overview", fund, "amount", "income"), Cell("appropriation", fund, "amount", "income"))
        for fund in _FUND_TABLES
    ),
    *(
        (Cell("appropriation", "current", fund, "spending"), Cell(kind, "total", "total"))
        for fund, kind in _FUND_TABLES.items()
    ),
    (Cell("appropriation", "funds", "amount", "income"), Cell("government-funds", "total", "income")),
    (
        Cell("appropriation", "opening.funds", "amount", "income"),
        Cell("government-funds", "total", "opening"),
    ),
    (Cell("appropriation", "closing", "funds", "spending"), Cell("government-funds", "total", "closing")),
)
"""Cells that print one figure: of the second, the place is given where they differ."""


def same_figures(book: Book) -> Iterator[Equation]:
    """Totals that stand in two tables."""
    for one, other in _SAME:
        first = book.cell(*one)
        second = book.cell(*other)
        if first is not None and second is not None:
            yield _tie(first, second, say(f"public.column.{other.column}"))


def _tie(first: Printed, second: Printed, column: str) -> Equation:
    def tell() -> Finding:
        found = slip(second, lambda moved: same(first, moved) is Verdict.HOLDS)
        code = "PUB013" if found is not None and found.unit is not None else "PUB007"
        expected = figure(first.value, second)
        return Finding(
            code=code,
            severity=Severity.ERROR,
            place=second.place,
            expected=expected,
            found=second.text,
            params={
                "where": where(second),
                "other": where(first),
                "printed": first.text,
                "column": column,
                "unit": (found.unit if found is not None else None) or "",
                "hint": hint(second.text, expected),
            },
        )

    return Equation(same(first, second), second, tell)


def same_classes(book: Book) -> Iterator[Equation]:
    """A class of spending in the overview and in the table by code, matched by its whole name."""
    overview, spending = book.sheet("overview"), book.sheet("spending")
    if overview is not None and spending is not None:
        yield from _by_name(overview, "amount", spending)
    whole = book.sheet("appropriation")
    for fund, kind in _FUND_TABLES.items():
        part = book.sheet(kind)
        if whole is not None and part is not None:
            yield from _by_name(whole, fund, part)


def _by_name(sides: Sheet, column: str, codes: Sheet) -> Iterator[Equation]:
    named: dict[str, list[PublicRow]] = {}
    for row in codes.table.rows:
        if row.code is not None and len(row.code) == 3 and row.name is not None:
            named.setdefault(canonical(row.name), []).append(row)
    for row in sides.table.rows:
        if row.side != "spending" or row.key is not None or row.name is None:
            continue
        found = named.get(canonical(row.name), [])
        first = sides.cell(row, column)
        second = codes.cell(found[0], "total") if len(found) == 1 else None
        if first is not None and second is not None:
            yield _tie(first, second, row_name(row))


def sums_across(book: Book) -> Iterator[Equation]:
    """Parts in one table whose whole another table prints."""
    yield from _sum_of(
        book.cell("income", "total", "appropriation"),
        [book.cell("overview", fund, "amount", "income") for fund in _FUND_TABLES],
    )
    yield from _sum_of(
        book.cell("general", "total", "basic"),
        [book.cell("general-basic", f"total.{kind}", "amount") for kind in ("personnel", "public")],
    )


def _sum_of(whole: Printed | None, parts: Sequence[Printed | None]) -> Iterator[Equation]:
    if whole is None or all(part is None for part in parts):
        return
    weighed = weigh(whole, parts)
    first = weighed.known[0]

    def tell() -> Finding:
        return Finding(
            code="PUB015",
            severity=weighed.severity,
            place=whole.place,
            expected=figure(weighed.value, whole),
            found=whole.text,
            params={
                "where": where(whole),
                "other": where(first),
                "parts": listed(weighed.known, whole),
                "hint": hint(whole.text, figure(weighed.value, whole)),
            },
        )

    yield Equation(weighed.verdict, whole, tell)


def within(book: Book) -> Iterator[Equation]:
    """Of a 科目, 财政拨款 spending (公开05, 07, 08) is never more than all spending (公开03)."""
    spending = book.sheet("spending")
    if spending is None:
        return
    for row in spending.table.rows:
        if row.code is None and row.key != "total":
            continue
        for column in ("total", "basic", "project"):
            whole = spending.cell(row, column)
            parts = [part for kind in _FUND_TABLES.values() if (part := _like(book, kind, row, column))]
            if whole is None or not parts or any(part.value < 0 for part in parts):
                continue
            yield _inside(whole, parts, row_name(row), column)


def _like(book: Book, kind: str, row: PublicRow, column: str) -> Printed | None:
    """The cell of the same 科目 in another table."""
    sheet = book.sheet(kind)
    if sheet is None:
        return None
    if row.code is None:
        return sheet.cell(sheet.row("total"), column)
    found = [other for other in sheet.table.rows if other.code == row.code]
    return sheet.cell(found[0], column) if len(found) == 1 else None


def _inside(whole: Printed, parts: list[Printed], name: str, column: str) -> Equation:
    possible = total(parts)

    def tell() -> Finding:
        return Finding(
            code="PUB016",
            severity=Severity.ERROR,
            place=whole.place,
            expected=figure(sum((part.value for part in parts), whole.value * 0), whole),
            found=whole.text,
            params={
                "where": where(whole),
                "name": name,
                "column": column_name(column),
                "parts": " + ".join(f"{where(part)} {part.text}" for part in parts),
            },
        )

    return Equation(Verdict.FAILS if possible.low > whole.rounded.high else Verdict.HOLDS, whole, tell)


def equations(book: Book) -> Iterator[Equation]:
    """Everything that can be compared between the tables."""
    for look in (same_figures, same_classes, sums_across, within):
        yield from look(book)


def tables_agree(subject: DisclosureSubject) -> Iterator[Finding]:
    """One figure, one number, in whichever table; source: 部门决算公开表的表间勾稽关系."""
    yield from report(equations(book_of(subject.disclosure)), TAILS)


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(tables_agree, ("PUB007", "PUB013", "PUB015", "PUB016", TAILS)),
)
