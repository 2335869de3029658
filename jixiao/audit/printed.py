"""A printed number is an interval: what may have stood there before it was rounded for print.

Weights, scores, counts, years and targets are exact as printed.  Money is uncertain by half the
finest unit printed in its table (公开 tables: 0.005 万元), a percentage by half its own last digit.
Some products cut a percentage off instead of rounding it: that reading is tried as well (design §4).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.public_names import TEN_THOUSAND_YUAN, money_scale
from jixiao.schemas.disclosure import FactKind
from jixiao.schemas.finding import Place

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.schemas.disclosure import Fact

MONEY = TEN_THOUSAND_YUAN
"""The unit in which amounts are compared."""

EXACT_KINDS = frozenset((FactKind.COUNT, FactKind.SCORE, FactKind.YEAR))
_ZERO = Fraction(0)
_NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Span:
    """The values from ``low`` to ``high``; an open end is not among them."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Span) -> bool:
        """Whether some value lies in both."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        return low < high or (low == high and closed and not low_open)

    def __add__(self, other: Span) -> Span:
        """Every sum of a value here and a value there."""
        return Span(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> Span:
        """Every value with the other sign."""
        return Span(-self.high, -self.low, self.high_open, self.low_open)

    def __sub__(self, other: Span) -> Span:
        """Every difference of a value here and a value there."""
        return self + -other

    def times(self, factor: Fraction | int) -> Span:
        """Every value times ``factor``."""
        if factor < 0:
            return -self.times(-factor)
        return Span(self.low * factor, self.high * factor, self.low_open, self.high_open)

    @property
    def width(self) -> Fraction:
        """From end to end."""
        return self.high - self.low


def point(value: Fraction | Decimal | int) -> Span:
    """One value that is known exactly."""
    exact = Fraction(value)
    return Span(exact, exact)


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed: ``value`` with one unit of its last digit (``ulp``, 0 where it is exact).

    ``text`` is the plain figure for sentences (``32491.20``), in the ``unit`` of its place.
    """

    value: Fraction
    ulp: Fraction
    text: str
    unit: str | None = None
    place: Place = _NOWHERE

    @property
    def exact(self) -> bool:
        """Whether it stands for itself alone."""
        return self.ulp == 0

    @property
    def rounded(self) -> Span:
        """What may have been rounded to it, the halves on both sides included."""
        half = self.ulp / 2
        return Span(self.value - half, self.value + half)

    @property
    def truncated(self) -> Span:
        """What may have been cut off to it; around zero from both sides."""
        if self.exact:
            return self.rounded
        low = self.value - self.ulp if self.value <= 0 else self.value
        high = self.value + self.ulp if self.value >= 0 else self.value
        return Span(low, high, low_open=self.value <= 0, high_open=self.value >= 0)

    def sharpened(self, ulp: Fraction) -> Printed:
        """The same number where its table prints finer: ``ulp`` if that is smaller than its own."""
        return self if self.ulp <= ulp else Printed(self.value, ulp, self.text, self.unit, self.place)


def plain(value: Decimal) -> str:
    """A printed number without separators or exponent, its digits kept."""
    return f"{value:f}"


def of_decimal(
    value: Decimal, *, unit: str | None = None, place: Place | None = None, ulp: Fraction | None = None
) -> Printed:
    """A number of a table; uncertain by its own last digit unless ``ulp`` says otherwise."""
    own = Fraction(1, 10 ** max(0, -_exponent(value))) if ulp is None else ulp
    return Printed(Fraction(value), own, plain(value), unit, place or _NOWHERE)


def exactly(value: Decimal, *, unit: str | None = None, place: Place | None = None) -> Printed:
    """A weight, score, count or target: exact as printed."""
    return of_decimal(value, unit=unit, place=place, ulp=_ZERO)


def money(value: Decimal, unit: str | None, place: Place | None = None, *, finest: int = 2) -> Printed | None:
    """An amount in 万元, uncertain by half of ``10**-finest`` of its printed ``unit``.

    ``finest`` is how many decimals the finest amount of its table has.  ``None`` where the unit is no money.
    """
    factor = money_scale(unit or MONEY)
    if factor is None:
        return None
    ulp = Fraction(1, 10**finest) * factor
    return Printed(Fraction(value) * factor, ulp, plain(value), unit or MONEY, place or _NOWHERE)


def of_fact(fact: Fact | None) -> Printed | None:
    """The number of a fact: amounts in 万元, rates in percent, the rest in its own unit.

    ``None`` where there is no fact, no number, or only an approximate one (约, 余, 近).
    """
    if fact is None or fact.value is None or fact.approximate:
        return None
    digits = fact.digits if fact.digits is not None else max(0, -_exponent(fact.value))
    if fact.stated or fact.kind in EXACT_KINDS:
        return exactly(fact.value, unit=fact.unit, place=fact.place)
    if fact.kind is FactKind.AMOUNT:
        return money(fact.value, fact.unit, fact.place, finest=digits)
    ulp = Fraction(1, 10**digits)
    return Printed(Fraction(fact.value), ulp, plain(fact.value), fact.unit, fact.place)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
