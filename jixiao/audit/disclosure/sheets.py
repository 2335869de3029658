"""Public tables as printed numbers: amounts of one table are uncertain by half its finest unit.

A blank cell is nothing known: text taken out of a document loses cells.  It counts as zero only where
its own row shows that nothing is missing: the printed columns add up to the printed total.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.audit.equations import Verdict, judge, total
from jixiao.audit.printed import MONEY, Printed, exactly, plain
from jixiao.indicators.public_names import money_scale
from jixiao.schemas.disclosure_keys import TABLE_PARTS

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.schemas.disclosure import Disclosure, PublicRow, PublicTable

_COUNTED = ("assets", "three-public")
"""Tables with rows that count things; those of 三公 are the ones whose keys end so."""
_COUNTS = (".groups", ".visits", ".bought", ".kept", ".batches")


@dataclass
class Sheet:
    """One public table; ``rows`` are its rows, ``ulp`` one unit of its finest digit in 万元."""

    table: PublicTable
    factor: Fraction
    ulp: Fraction
    digits: int
    made: dict[tuple[int, str], Printed | None] = field(default_factory=dict)
    proven: dict[int, frozenset[str]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Which public table it is."""
        return self.table.kind

    @property
    def columns(self) -> tuple[str, ...]:
        """Its columns."""
        return tuple(column.key for column in self.table.columns)

    def row(self, key: str, side: str | None = None) -> PublicRow | None:
        """The row of a key."""
        return self.table.row(key, side)

    def printed(self, row: PublicRow | None, column: str) -> Printed | None:
        """What is printed in a cell; ``None`` for a blank."""
        if row is None:
            return None
        at = (id(row), column)
        if at not in self.made:
            value = row.amounts.get(column)
            self.made[at] = None if value is None else self._number(row, value)
        return self.made[at]

    def cell(self, row: PublicRow | None, column: str) -> Printed | None:
        """What a cell says: what is printed, a zero where the row proves it, else ``None``."""
        found = self.printed(row, column)
        if found is not None or row is None or column not in self._zeros(row):
            return found
        return Printed(Fraction(0), self.ulp, f"{0:.{self.digits}f}", self.table.unit, row.place)

    def _number(self, row: PublicRow, value: Decimal) -> Printed:
        if self.kind in _COUNTED and (self.kind == "assets" or (row.key or "").endswith(_COUNTS)):
            return exactly(value, place=row.place)
        return Printed(Fraction(value) * self.factor, self.ulp, plain(value), self.table.unit, row.place)

    def _zeros(self, row: PublicRow) -> frozenset[str]:
        """The blank columns of a row that must be zero, since what is printed already adds up."""
        if id(row) not in self.proven:
            parts = TABLE_PARTS.get(self.kind, ())
            whole = self.printed(row, "total")
            zeros: list[str] = []
            if whole is not None and parts:
                known = [one for part in parts if (one := self.printed(row, part)) is not None]
                if known and judge(total(known), whole) is Verdict.HOLDS:
                    zeros += [part for part in parts if self.printed(row, part) is None]
            zeros += self._balanced(row)
            self.proven[id(row)] = frozenset(zeros)
        return self.proven[id(row)]

    def _balanced(self, row: PublicRow) -> list[str]:
        """Blank balances where income and spending are alike."""
        if self.kind != "government-funds":
            return []
        income, spent = self.printed(row, "income"), self.printed(row, "total")
        if income is None or spent is None or judge(income.rounded, spent) is not Verdict.HOLDS:
            return []
        blank = [column for column in ("opening", "closing") if self.printed(row, column) is None]
        return blank if len(blank) == 2 else []


def sheet(disclosure: Disclosure, kind: str) -> Sheet | None:
    """The public table of a kind; ``None`` where it was not found or is in no unit of money."""
    table = disclosure.table(kind)
    if table is None:
        return None
    unit = table.unit if kind != "assets" else None
    factor = money_scale(unit or disclosure.amount_unit or MONEY)
    if factor is None:
        return None
    digits = max((_digits(value) for row in table.rows for value in row.amounts.values()), default=0)
    return Sheet(table, factor, factor / 10**digits, digits)


def _digits(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


class Book:
    """The public tables of a disclosure by kind, made when they are asked for."""

    def __init__(self, disclosure: Disclosure) -> None:
        self.disclosure = disclosure
        self._sheets: dict[str, Sheet | None] = {}

    def sheet(self, kind: str) -> Sheet | None:
        """The table of a kind."""
        if kind not in self._sheets:
            self._sheets[kind] = sheet(self.disclosure, kind)
        return self._sheets[kind]

    def cell(self, kind: str, key: str, column: str, side: str | None = None) -> Printed | None:
        """An amount of a row with a meaning of its own."""
        found = self.sheet(kind)
        return None if found is None else found.cell(found.row(key, side), column)


_last: list[Book] = []


def book_of(disclosure: Disclosure) -> Book:
    """The tables of a disclosure; those of the last one asked for are kept, since every check asks."""
    if not _last or _last[0].disclosure is not disclosure:
        _last[:] = [Book(disclosure)]
    return _last[0]
