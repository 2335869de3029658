"""The text of a disclosure beside its public tables: the same figure, the same number.

Source: 部门决算公开情况说明 repeats the figures of the public tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.disclosure.ledger import Equation, figure, hint, report, same, slip, where
from jixiao.audit.disclosure.public_across import Cell
from jixiao.audit.disclosure.sayings import cells_of, sayings, ties_of
from jixiao.audit.disclosure.sheets import book_of
from jixiao.audit.equations import Verdict
from jixiao.audit.printed import of_fact
from jixiao.indicators.public_names import canonical
from jixiao.schemas.finding import Finding, Severity
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.disclosure.sheets import Book
    from jixiao.audit.printed import Printed
    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.disclosure import Fact

TAILS = "NAR010"
_THREE, _CARS = "three_public.", "assets.vehicles.of"
_SHORT = 3
_COMPARED = ("", "budget", "initial_budget")


def amounts(book: Book) -> Iterator[Equation]:
    """Every amount in the text that a public table prints too."""
    for said in sayings(book.disclosure):
        for measure in _COMPARED:
            fact, printed = said.fact(measure), said.printed(measure)
            if fact is None or printed is None or _of_another_year(book, fact):
                continue
            cells = cells_of(book, said, measure)
            if cells:
                name = say(f"narrative.measure.{measure}", name=said.name) if measure else said.name
                yield _against(printed, cells, name)


def _of_another_year(book: Book, fact: Fact) -> bool:
    year = book.disclosure.year
    return fact.year is not None and year is not None and fact.year != year


def _against(printed: Printed, cells: list[Printed], name: str) -> Equation:
    if printed.value != 0 and any(cell.value != 0 for cell in cells):
        cells = [cell for cell in cells if cell.value != 0]
    verdicts = {same(cell, printed) for cell in cells}
    verdict = next(v for v in (Verdict.HOLDS, Verdict.CUT_OFF, Verdict.FAILS) if v in verdicts)
    first = cells[0]

    def tell() -> Finding:
        found = slip(printed, lambda moved: any(_fits(cell, moved) for cell in cells))
        unit = None if found is None else found.unit
        expected = figure(first.value, printed, least=2)
        if unit is not None:
            code, expected = "NAR007", f"{printed.text}{unit}"
        else:
            code = "NAR001"
        return Finding(
            code=code,
            severity=Severity.ERROR,
            place=printed.place,
            expected=expected,
            found=f"{printed.text}{printed.unit}" if unit is not None else printed.text,
            params={
                "name": name,
                "unit": printed.unit or "",
                "right": unit or "",
                "other": where(first),
                "printed": first.text,
                "hint": say("audit.hint.point") if found is not None else hint(printed.text, expected),
            },
        )

    return Equation(verdict, printed, tell)


def _fits(cell: Printed, moved: Printed) -> bool:
    """Whether a number with its point or unit moved is that of a cell; a short number must be it exactly."""
    if len(moved.text.replace(".", "").replace("-", "").strip("0")) < _SHORT:
        return moved.value == cell.value
    return same(cell, moved) is Verdict.HOLDS


def counts(book: Book) -> Iterator[Equation]:
    """Every count in the text that a public table prints too: 三公, vehicles, equipment."""
    for fact in book.disclosure.facts:
        printed = of_fact(fact) if fact.kind == "count" and fact.report is None else None
        cell = None if printed is None else _counted(book, fact)
        if printed is not None and cell is not None:
            yield _same_count(printed, cell, fact)


def _counted(book: Book, fact: Fact) -> Printed | None:
    if fact.key.startswith(_THREE):
        return book.cell("three-public", fact.key.removeprefix(_THREE), "final")
    if fact.key in {"assets.vehicles", "assets.equipment"}:
        return book.cell("assets", fact.key.removeprefix("assets."), "amount")
    sheet = book.sheet("assets")
    if fact.key != _CARS or fact.subject is None or sheet is None:
        return None
    wanted = canonical(fact.subject)
    rows = [row for row in sheet.table.rows if row.name is not None and canonical(row.name) == wanted]
    return sheet.cell(rows[0], "amount") if len(rows) == 1 else None


def _same_count(printed: Printed, cell: Printed, fact: Fact) -> Equation:
    def tell() -> Finding:
        return Finding(
            code="NAR008",
            severity=Severity.ERROR,
            place=printed.place,
            expected=cell.text,
            found=printed.text,
            params={
                "name": fact.subject or say(f"narrative.{fact.key}"),
                "unit": printed.unit or "",
                "other": where(cell),
                "printed": cell.text,
            },
        )

    return Equation(Verdict.HOLDS if printed.value == cell.value else Verdict.FAILS, printed, tell)


def blanks(subject: DisclosureSubject) -> Iterator[Finding]:
    """Figures of the text whose cell in a table is blank, told together; source: 部门决算公开的文表一致.

    The cell may have been lost on the way to text, so this is no proof.
    """
    book = book_of(subject.disclosure)
    said = [printed for printed, cell in _cells_meant(book) if printed.value != 0 and _is_blank(book, cell)]
    if said:
        shown = say("audit.enumeration").join(
            say("audit.tail", where=where(one), found=one.text) for one in said[:_SHORT]
        )
        yield Finding(
            code="NAR018",
            severity=Severity.WARNING,
            place=said[0].place,
            found=said[0].text,
            params={"count": str(len(said)), "examples": shown},
        )


def _cells_meant(book: Book) -> Iterator[tuple[Printed, Cell]]:
    """What the text says, with the one cell that would print it."""
    for said in sayings(book.disclosure):
        printed, fact = said.printed(), said.fact()
        cells = ties_of(said)
        if said.base.startswith(_THREE):
            cells = (Cell("three-public", said.base.removeprefix(_THREE), "final"),)
        if printed is not None and fact is not None and not _of_another_year(book, fact) and len(cells) == 1:
            yield printed, cells[0]
    for fact in book.disclosure.facts:
        printed = of_fact(fact) if fact.kind == "count" and fact.report is None else None
        if printed is not None and fact.key.startswith(_THREE):
            yield printed, Cell("three-public", fact.key.removeprefix(_THREE), "final")


def _is_blank(book: Book, cell: Cell) -> bool:
    """Whether the row and the column are there, and nothing is printed where they cross."""
    sheet = book.sheet(cell.kind)
    row = None if sheet is None else sheet.row(cell.key, cell.side)
    return (
        sheet is not None
        and row is not None
        and cell.column in sheet.columns
        and sheet.printed(row, cell.column) is None
    )


def equations(book: Book) -> Iterator[Equation]:
    """Everything in the text that a table repeats."""
    yield from amounts(book)
    yield from counts(book)


def text_repeats_tables(subject: DisclosureSubject) -> Iterator[Finding]:
    """Amounts and counts of the text are those of the tables; source: 部门决算公开的文表一致."""
    yield from report(equations(book_of(subject.disclosure)), TAILS)


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(text_repeats_tables, ("NAR001", "NAR007", "NAR008", TAILS)),
    Check(blanks, ("NAR018",)),
)
