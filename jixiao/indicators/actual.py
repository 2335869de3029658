"""实际完成值: what one actual cell says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jixiao.indicators.cells import read_cell
from jixiao.indicators.numerals import is_numeral
from jixiao.indicators.reading import Kind, Quantity, Reading

if TYPE_CHECKING:
    from collections.abc import Collection

_COUNTED = "个"
"""A measure word behind a bare Chinese numeral makes it plain that it counts."""


def parse_actual(text: str | None, *, unit: str | None = None, tiers: Collection[str] = ()) -> Reading:
    """What an actual cell says; never raises, always keeps ``text``.

    ``unit`` (the unit column of the row) forces nothing on a bare number: it stays
    dimensionless, and the comparison lets it take the target's unit and scale.  ``tiers``
    are labels of a rule set beyond the common ones.  A printed operator (``≥90%``, a copy of the target) and
    an approximation (``200余人``) make an interval.  A Chinese numeral and nothing else (``二十``) is a bare
    number.
    """
    del unit
    reading = read_cell(text, "actual", tiers)
    if reading.kind is Kind.STATEMENT and is_numeral(reading.text):
        counted = read_cell(f"{reading.text.strip()}{_COUNTED}", "actual").quantity
        if counted is not None:
            return replace(reading, kind=Kind.QUANTITY, quantity=Quantity(counted.value))
    return reading
