"""Each public table by itself: rows across, classes down, 收支平衡, 三公, vehicles.

Source: 部门决算公开表 and the relations between their cells (勾稽关系) as their heads and 栏次 state them.
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.disclosure.ledger import Equation, figure, hint, report, same, sum_equation, where
from jixiao.audit.disclosure.sheets import book_of
from jixiao.audit.equations import judge, total
from jixiao.audit.printed import point
from jixiao.schemas.disclosure_keys import TABLE_PARTS
from jixiao.schemas.finding import Finding, Severity
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jixiao.audit.disclosure.sheets import Book, Sheet
    from jixiao.audit.printed import Printed
    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.disclosure import PublicRow

TAILS = "PUB012"
_CLASSES = ("income", "spending", "general", "government-funds", "state-capital")
_SOURCES = ("general", "funds", "capital", "superior", "business", "operating", "affiliated", "other")
_FUNDS = ("general", "funds", "capital")
_FEW = 3
_PUBLIC = ("302", "307", "309", "310", "311", "312", "313", "399")


def column_name(key: str) -> str:
    """What a column is called in a sentence."""
    return say(f"public.column.{key}")


def row_name(row: PublicRow) -> str:
    """What a row is called in a sentence."""
    return f"{row.code or ''}{row.name or ''}" or say("public.total")


def rows_across(sheet: Sheet) -> Iterator[Equation]:
    """The columns of a row add up to its 合计."""
    parts = TABLE_PARTS.get(sheet.kind, ())
    there = [part for part in parts if part in sheet.columns]
    if not there:
        return
    made: list[Equation] = []
    for row in sheet.table.rows:
        if row.side == "income":
            continue
        made += _some(
            sum_equation(
                "PUB001",
                sheet.cell(row, "total"),
                [sheet.cell(row, part) for part in there],
                complete=_all(there, parts),
                name=row_name(row),
            )
        )
    doubtful = [one for one in made if one.severity is Severity.WARNING]
    if len(there) < len(parts) or len(doubtful) > max(_FEW, len(made) // 4):
        # a column of this table is not known, or many rows are short alike: that is no slip of a figure
        made = [one for one in made if one.severity is not Severity.WARNING]
    yield from made


def classes_down(sheet: Sheet) -> Iterator[Equation]:
    """What stands under a 科目 adds up to it, in every column; all classes to the 合计 of the table.

    Rows may be lost where a page ends: then what is short in the columns together makes a row.
    """
    rows = {row.code: row for row in sheet.table.rows if row.code is not None}
    if len(rows) < sum(row.code is not None for row in sheet.table.rows):
        return  # a 科目 stands there twice: by unit, or once more on another page
    for code, row in (("", sheet.row("total")), *rows.items()):
        below = [other for other in rows if other.startswith(code) and len(other) > len(code)]
        nearest = min((len(other) for other in below), default=0)
        children = [rows[other] for other in below if len(other) == nearest]
        if row is None or not children:
            continue
        yield from _down(sheet, row, children, top=code == "")


def _down(sheet: Sheet, row: PublicRow, children: Sequence[PublicRow], *, top: bool) -> Iterator[Equation]:
    columns = {column: [sheet.cell(child, column) for child in children] for column in sheet.columns}
    wholes = {column: sheet.cell(row, column) for column in columns}

    def nothing_lost() -> bool:
        """Whether no row can be missing that would make up for what fails."""
        return not _a_row_would_do(sheet, wholes, columns)

    for column, parts in columns.items():
        found = sum_equation(
            "PUB003" if top else "PUB002",
            wholes[column],
            parts,
            complete=nothing_lost,
            name=row_name(row),
            column=column_name(column),
        )
        if found is not None:
            yield found


def _a_row_would_do(
    sheet: Sheet, wholes: Mapping[str, Printed | None], columns: Mapping[str, Sequence[Printed | None]]
) -> bool:
    """Whether what is short in the columns is a row that could be there: its parts make up its total."""
    short = {
        column: total([whole]) - total(part for part in columns[column] if part is not None)
        for column, whole in wholes.items()
        if whole is not None
    }
    if any(span.high < 0 for span in short.values()) or "total" not in short:
        return False
    nothing = point(0)
    parts = [short[part] for part in TABLE_PARTS[sheet.kind] if part in short]
    if not short["total"].meets(reduce(add, parts, nothing)):
        return False
    before, taken, left = (short.get(key, nothing) for key in ("opening", "income", "closing"))
    return sheet.kind != "government-funds" or (before + taken).meets(short["total"] + left)


def economic_kinds(sheet: Sheet) -> Iterator[Equation]:
    """基本支出 by economic kind: 款 add up to 类, classes to 人员经费 and 公用经费."""
    rows = {row.code: row for row in sheet.table.rows if row.code is not None}
    for code, row in rows.items():
        below = [sheet.cell(other, "amount") for name, other in rows.items() if name[:3] == code != name]
        if below:
            yield from _some(sum_equation("PUB008", sheet.cell(row, "amount"), below, name=row_name(row)))
    groups = (("total.personnel", ("301", "303")), ("total.public", _PUBLIC))
    for key, wanted in groups:
        parts = [sheet.cell(rows[code], "amount") for code in wanted if code in rows]
        whole = sheet.row(key)
        if whole is not None:
            yield from _some(sum_equation("PUB008", sheet.cell(whole, "amount"), parts, name=row_name(whole)))


def overview_sides(sheet: Sheet) -> Iterator[Equation]:
    """公开01表: sources and classes make up the year, the year and the balances make up 总计."""

    def cell(key: str, side: str) -> Printed | None:
        return sheet.cell(sheet.row(key, side), "amount")

    sources = [key for key in _SOURCES if sheet.row(key, "income") is not None]
    if _all(sources, _SOURCES)() and not _other_sources(sheet):
        yield from _some(
            sum_equation(
                "PUB004",
                cell("current", "income"),
                [cell(key, "income") for key in sources],
                name=say("public.income"),
            )
        )
    yield from _class_rows(sheet, "amount")
    for side, parts in (
        ("income", ("current", "surplus_used", "opening")),
        ("spending", ("current", "distribution", "closing")),
    ):
        there = [key for key in parts if sheet.row(key, side) is not None]
        yield from _some(
            sum_equation(
                "PUB005",
                cell("total", side),
                [cell(key, side) for key in there],
                complete=_all(there, parts),
                name=say(f"public.{side}"),
            )
        )
    yield from _both_sides(cell("total", "income"), cell("total", "spending"))


def _other_sources(sheet: Sheet) -> bool:
    """Whether income stands in rows that are not known: what is known need not be all then."""
    for row in sheet.table.rows:
        if row.key == "current":
            break
        if row.side == "income" and row.key is None and row.amounts:
            return True
    return False


def _class_rows(sheet: Sheet, column: str) -> Iterator[Equation]:
    """The classes of the spending side make up 本年支出合计."""
    current = sheet.row("current", "spending")
    rows: list[PublicRow] = []
    for row in sheet.table.rows:
        if row is current:
            break
        if row.side == "spending" and row.key is None and row.name is not None:
            rows.append(row)
    whole = sheet.cell(current, column)
    parts = [sheet.cell(row, column) for row in rows]
    known = sum((part.value for part in parts if part is not None), Fraction(0))
    if whole is None or (known != 0 and known == 2 * whole.value):
        return  # the same spending is listed twice, by class and in another way
    yield from _some(
        sum_equation("PUB004", whole, parts, name=say("public.spending"), column=column_name(column))
    )


def _both_sides(income: Printed | None, spending: Printed | None) -> Iterator[Equation]:
    """总计 is the same on both sides."""
    if income is None or spending is None:
        return

    def tell() -> Finding:
        return Finding(
            code="PUB006",
            severity=Severity.ERROR,
            place=spending.place,
            expected=income.text,
            found=spending.text,
            params={"where": where(spending), "hint": hint(spending.text, income.text)},
        )

    yield Equation(same(income, spending), spending, tell)


def appropriation_sides(sheet: Sheet) -> Iterator[Equation]:
    """公开04表: by fund, the year and the balances make up 总计 on both sides."""

    def taken(key: str) -> Printed | None:
        return sheet.cell(sheet.row(key, "income"), "amount")

    def spent(key: str, column: str) -> Printed | None:
        return sheet.cell(sheet.row(key, "spending"), column)

    for whole, parts in (("current", _FUNDS), ("opening", tuple(f"opening.{fund}" for fund in _FUNDS))):
        there = [key for key in parts if sheet.row(key, "income") is not None]
        yield from _some(
            sum_equation(
                "PUB004",
                taken(whole),
                [taken(key) for key in there],
                complete=_all(there, parts),
                name=say(f"public.{whole}"),
            )
        )
    for column in ("total", *_FUNDS):
        if column not in sheet.columns:
            continue
        yield from _class_rows(sheet, column)
        both = [spent("current", column), spent("closing", column)]
        yield from _some(
            sum_equation(
                "PUB005",
                spent("total", column),
                both,
                name=say("public.spending"),
                column=column_name(column),
            )
        )
    yield from _some(
        sum_equation(
            "PUB005", taken("total"), [taken("current"), taken("opening")], name=say("public.income")
        )
    )
    for fund in _FUNDS:
        whole_of = spent("total", fund)
        openings = [taken(f"opening.{one}") for one in _FUNDS]
        balance, known = taken("opening"), [one for one in openings if one is not None]
        unknown = taken(f"opening.{fund}") is None and balance is not None
        if unknown and balance is not None and balance.value != sum(one.value for one in known):
            continue  # of which fund the balance was is not printed
        yield from _some(
            sum_equation(
                "PUB005",
                whole_of,
                [taken(fund), taken(f"opening.{fund}")],
                name=say("public.income"),
                column=column_name(fund),
            )
        )
    yield from _both_sides(taken("total"), spent("total", "total"))


def fund_balances(sheet: Sheet) -> Iterator[Equation]:
    """公开07表: 年初结转 + 本年收入 - 本年支出 = 年末结转, in every row."""
    for row in sheet.table.rows:
        opening, income, spent, closing = (
            sheet.cell(row, key) for key in ("opening", "income", "total", "closing")
        )
        if opening is None or income is None or spent is None or closing is None:
            continue
        yield _balance(opening, income, spent, closing, row)


def _balance(opening: Printed, income: Printed, spent: Printed, closing: Printed, row: PublicRow) -> Equation:
    possible = opening.rounded + income.rounded - spent.rounded

    def tell() -> Finding:
        expected = figure(opening.value + income.value - spent.value, closing)
        return Finding(
            code="PUB009",
            severity=Severity.ERROR,
            place=closing.place,
            expected=expected,
            found=closing.text,
            params={
                "where": where(closing),
                "name": row_name(row),
                "opening": opening.text,
                "income": income.text,
                "spent": spent.text,
            },
        )

    return Equation(judge(possible, closing), closing, tell)


def three_public_sums(sheet: Sheet) -> Iterator[Equation]:
    """公开09表: the kinds of 三公 add up, in the budgets and in what was spent."""
    for column in sheet.columns:
        for whole, parts in (
            ("total", ("abroad", "vehicles", "reception")),
            ("vehicles", ("vehicles.purchase", "vehicles.running")),
            ("reception", ("reception.domestic", "reception.foreign")),
        ):
            row = sheet.row(whole)
            there = [other for key in parts if (other := sheet.row(key)) is not None]
            if row is None or not there:
                continue
            yield from _some(
                sum_equation(
                    "PUB010",
                    sheet.cell(row, column),
                    [sheet.cell(other, column) for other in there],
                    complete=_all(there, parts),
                    name=row_name(row),
                    column=column_name(column),
                )
            )


def vehicles(sheet: Sheet) -> Iterator[Equation]:
    """公开10表: the kinds of vehicles add up."""
    whole = sheet.row("vehicles")
    kinds = [row for row in sheet.table.rows if (row.key or "").startswith("vehicles.")]
    yield from _some(
        sum_equation(
            "PUB011",
            sheet.cell(whole, "amount"),
            [sheet.cell(row, "amount") for row in kinds],
            complete=lambda: any(row.key == "vehicles.other" for row in kinds),
        )
    )


def _all(there: Sequence[object], parts: Sequence[object]) -> Callable[[], bool]:
    """Whether every part was found."""
    return lambda: len(there) == len(parts)


def _some(equation: Equation | None) -> Iterator[Equation]:
    if equation is not None:
        yield equation


def equations(book: Book) -> Iterator[Equation]:
    """Everything that can be compared within one table, table by table."""
    for kind in (*_CLASSES, "appropriation"):
        sheet = book.sheet(kind)
        if sheet is not None:
            yield from rows_across(sheet)
            if kind != "appropriation":
                yield from classes_down(sheet)
    for kind, look in (
        ("overview", overview_sides),
        ("appropriation", appropriation_sides),
        ("general-basic", economic_kinds),
        ("government-funds", fund_balances),
        ("three-public", three_public_sums),
        ("assets", vehicles),
    ):
        sheet = book.sheet(kind)
        if sheet is not None:
            yield from look(sheet)


def tables_add_up(subject: DisclosureSubject) -> Iterator[Finding]:
    """Sums and balances within each public table; source: 部门决算公开表的表内勾稽关系."""
    yield from report(equations(book_of(subject.disclosure)), TAILS)


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(
        tables_add_up,
        (
            "PUB001",
            "PUB002",
            "PUB003",
            "PUB004",
            "PUB005",
            "PUB006",
            "PUB008",
            "PUB009",
            "PUB010",
            "PUB011",
            TAILS,
        ),
    ),
)
