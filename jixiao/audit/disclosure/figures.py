"""Figures of a disclosure ready to be compared, and the findings made of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.audit.equations import Verdict, judge
from jixiao.audit.printed import MONEY, Printed, money, of_decimal, plain
from jixiao.indicators.numbers import exact_string, round_exact
from jixiao.indicators.public_names import money_scale
from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jixiao.audit.printed import Span
    from jixiao.schemas.disclosure import Disclosure, Fact, PublicTable

CUT_OFF = "SUM009"
"""The code of figures that were cut off instead of rounded, wherever they stand in prose."""

_SCALE = 10_000
"""What a slip between 元 and 万元 makes of an amount."""


def finest(table: PublicTable) -> int:
    """How many decimals the finest amount of a table has."""
    return max((_digits(value) for row in table.rows for value in row.amounts.values()), default=0)


def _digits(value: object) -> int:
    exponent = getattr(value, "as_tuple")().exponent  # noqa: B009 - any decimal
    return max(0, -exponent) if isinstance(exponent, int) else 0


def table_amount(disclosure: Disclosure, kind: str, key: str, column: str) -> Printed | None:
    """An amount of a public table, uncertain by half the finest unit printed there; ``None`` if blank."""
    table = disclosure.table(kind)
    row = None if table is None else table.row(key, "spending") or table.row(key)
    value = None if row is None else row.amounts.get(column)
    if table is None or row is None or value is None:
        return None
    return money(value, table.unit, row.place, finest=finest(table))


def rounded_score(fact: Fact) -> Printed:
    """A score that was computed and rounded for print (an average): uncertain by its own last digit."""
    assert fact.value is not None  # noqa: S101 - callers pass numbers
    digits = fact.digits if fact.digits is not None else _digits(fact.value)
    return of_decimal(fact.value, place=fact.place, ulp=Fraction(1, 10**digits))


def figure(value: Fraction, like: Printed | None = None, *, digits: int = 2) -> str:
    """A computed figure: with two decimals, or as many as the printed one has if those are more."""
    own = 0 if like is None else len(like.text.partition(".")[2])
    return f"{round_exact(value, max(own, digits)):f}"


def in_unit_of(value: Fraction, like: Printed, *, digits: int = 2) -> str:
    """A computed amount, which is in 万元, in the unit of a printed one."""
    scale = money_scale(like.unit or MONEY)
    return figure(value / scale if scale else value, like, digits=digits)


def in_wan(printed: Printed) -> str:
    """A printed amount in 万元: as printed, or what one printed in another unit comes to."""
    return printed.text if (printed.unit or MONEY) == MONEY else exact_string(printed.value)


def in_same_unit(printed: Printed, like: Printed) -> str:
    """A printed amount in the unit of another one."""
    same = (printed.unit or MONEY) == (like.unit or MONEY)
    return printed.text if same else exact_string(printed.value / (money_scale(like.unit or MONEY) or 1))


def slipped(possible: Span | None, printed: Printed) -> bool:
    """Whether a printed amount would fit if it were ten thousand times more or less (元 for 万元)."""
    if possible is None or printed.value == 0:
        return False
    scaled = (possible.times(_SCALE), possible.times(Fraction(1, _SCALE)))
    return any(judge(one, printed) is not Verdict.FAILS for one in scaled)


def is_rounding(one: Fraction, other: Fraction, *texts: str) -> bool:
    """Whether one exact figure is the other rounded to fewer decimals (81.1 for 81.11), but to some."""
    digits = min(len(text.partition(".")[2]) for text in texts)
    return digits > 0 and one != other and round_exact(one, digits) == round_exact(other, digits)


def failing(
    code: str,
    possible: Span | None,
    printed: Printed,
    severity: Severity,
    *,
    expected: str,
    **params: str,
) -> Iterator[Finding]:
    """The finding where a printed figure cannot be; ``CUT_OFF``, a notice, where it was cut, not rounded."""
    verdict = judge(possible, printed)
    if verdict is Verdict.HOLDS:
        return
    if verdict is Verdict.CUT_OFF:
        yield cut_off(printed, expected)
        return
    yield Finding(
        code=code,
        severity=severity,
        place=printed.place,
        params=params,
        expected=expected,
        found=printed.text,
    )


def cut_off(printed: Printed, expected: str) -> Finding:
    """The notice that a figure fits only if it was cut off instead of rounded."""
    return Finding(
        code=CUT_OFF,
        severity=Severity.NOTICE,
        place=printed.place,
        expected=expected,
        found=printed.text,
    )


def plain_finding(
    code: str,
    severity: Severity,
    place: Place,
    *,
    expected: str | None = None,
    found: str | None = None,
    **params: str,
) -> Finding:
    """A finding whose figures are at hand."""
    return Finding(code=code, severity=severity, place=place, params=params, expected=expected, found=found)


def where(place: Place) -> str:
    """What a place is called in a sentence: its row, else its part, else its file."""
    return place.cell or place.row or place.document_part or place.table or place.file or ""


def numbered(facts: Iterable[Fact]) -> list[Fact]:
    """Those facts that carry a number which is not approximate."""
    return [fact for fact in facts if fact.value is not None and not fact.approximate]


def count_text(fact: Fact) -> str:
    """A count as printed."""
    return "" if fact.value is None else plain(fact.value)


def table_name(disclosure: Disclosure, kind: str) -> str:
    """A public table as a sentence names it: by its printed number, else by its title."""
    table = disclosure.table(kind)
    if table is None:
        return ""
    return say("audit.public-table", number=table.id) if table.id else table.title or ""
