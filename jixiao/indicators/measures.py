"""Two numeric readings in one unit, and whether the scale that one took from the other may be a slip.

A dimensionless side takes the unit and the scale of the other (≤245万 beside 231.16); where the
numbers then lie a power of ten apart, nobody here decides which of them was meant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.numbers import exact_string
from jixiao.indicators.units import convert

if TYPE_CHECKING:
    from jixiao.indicators.reading import Interval, Reading

_DOUBTFUL = tuple(Fraction(10) ** power for power in (-4, -3, -2, 2, 3, 4))
_FRACTION = (Fraction(1, 200), Fraction(1, 50))
"""Where a bare fraction beside a percentage may be that percentage: half to twice the target, over 100."""
_TENFOLD = (Fraction(1, 10), Fraction(10))
"""How far from its target a number may lie and still be meant as printed, where its scale is open."""
_WAN = 10_000


@dataclass(frozen=True, slots=True)
class Measure:
    """A numeric reading as an interval of values in one unit; a point has two equal ends."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool
    high_open: bool
    unit: str | None
    scale: int
    unknown: bool = False

    @property
    def point(self) -> Fraction | None:
        """The one value, ``None`` for a span."""
        return self.low if self.low == self.high else None

    @property
    def bare(self) -> bool:
        """Whether no unit is printed."""
        return self.unit is None

    def ends(self) -> list[Fraction]:
        """The ends that are not open."""
        return [end for end in (self.low, self.high) if end is not None]

    def times(self, factor: Fraction | int) -> Measure:
        """Every value times ``factor`` (positive)."""
        return replace(
            self,
            low=None if self.low is None else self.low * factor,
            high=None if self.high is None else self.high * factor,
        )


def measure(reading: Reading) -> Measure:
    """The values of a numeric reading (quantity, band, frequency), in its own unit."""
    interval: Interval | None = reading.interval
    if interval is not None:
        return Measure(
            interval.low, interval.high, interval.low_open, interval.high_open, reading.unit, reading.scale
        )
    value = None if reading.quantity is None else reading.quantity.value
    return Measure(
        value,
        value,
        low_open=False,
        high_open=False,
        unit=reading.unit,
        scale=reading.scale,
        unknown=reading.approximate,
    )


def common(want: Measure, have: Measure) -> tuple[Measure, Measure] | None:
    """Both in one unit: a dimensionless side takes the other's unit and scale."""
    if want.unit == have.unit:
        if want.bare and want.scale != have.scale and 1 in {want.scale, have.scale}:
            return (want, _scaled(have, want)) if have.scale == 1 else (_scaled(want, have), have)
        return want, have
    if have.unit is None:
        return want, _scaled(have, want)
    if want.unit is None:
        return _scaled(want, have), have
    factor = convert(Fraction(1), have.unit, want.unit)
    return None if factor is None else (want, replace(have.times(factor), unit=want.unit))


def _scaled(bare: Measure, other: Measure) -> Measure:
    factor = other.scale if bare.scale == 1 else 1
    return replace(bare.times(factor), unit=other.unit, scale=bare.scale * factor)


def target_strays(want: Measure, have: Measure) -> bool:
    """Whether a bare target that took the scale of its actual (150000 beside 16万元) is then far from it."""
    pairs = [(goal, value) for goal in want.ends() for value in have.ends()]
    return any(goal != 0 != value and not _TENFOLD[0] <= value / goal <= _TENFOLD[1] for goal, value in pairs)


def doubtful(want: Measure, have: Measure, given: int) -> Fraction | None:
    """The power of ten by which an adopted scale may be a slip: what it gives lies less than 5 % from it.

    Where the target prints its scale (≥2.5万亩) and the number as it stands is a tenth to ten times
    the target (20000), or the target is in 元 and the number so near it in 万元, either may be meant;
    ``given`` is the scale the actual took.  A bare fraction beside a percentage (0.95 against ≥90%) is
    doubtful in a wider window: spreadsheets hold 95 % as 0.95, and a hundredth of any usual completion
    would otherwise pass for a near-zero one.
    """
    if want.low is not None and want.high is not None and want.point is None:
        inside = all(want.low <= end <= want.high for end in have.ends())
        if inside:
            return None
    pairs = [(goal, value) for goal in want.ends() for value in have.ends() if goal != 0]
    return next((power for goal, value in pairs if (power := _slip(want, value / goal, given))), None)


def _slip(want: Measure, ratio: Fraction, given: int) -> Fraction | None:
    """The power of ten that a ratio of an adopted scale suggests, ``None`` for none."""
    if want.unit == "%":
        if _FRACTION[0] <= ratio <= _FRACTION[1]:
            return Fraction(1, 100)
        if ratio > 0 and _FRACTION[0] <= 1 / ratio <= _FRACTION[1]:
            return Fraction(100)
    if given != 1 and _TENFOLD[0] <= ratio / given <= _TENFOLD[1]:
        return Fraction(given)
    if want.unit == "元" and want.scale == 1 and _TENFOLD[0] <= ratio * _WAN <= _TENFOLD[1]:
        return Fraction(1, _WAN)
    return next((power for power in _DOUBTFUL if abs(ratio / power - 1) <= Fraction(1, 20)), None)


def two_readings(have: Measure, power: Fraction | int) -> dict[str, str]:
    """What a sentence names of a doubtful scale: the value as adopted, and divided by ``power``."""
    value = have.ends()[0]
    unit = have.unit or ""
    return {"adopted": exact_string(value) + unit, "other": exact_string(value / power) + unit}
