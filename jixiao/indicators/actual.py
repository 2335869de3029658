"""实际完成值: what one actual cell says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.indicators.cells import read_cell

if TYPE_CHECKING:
    from collections.abc import Collection

    from jixiao.indicators.reading import Reading


def parse_actual(text: str | None, *, unit: str | None = None, tiers: Collection[str] = ()) -> Reading:
    """What an actual cell says; never raises, always keeps ``text``.

    ``unit`` (the unit column of the row) forces nothing on a bare number: it stays
    dimensionless, and the comparison lets it take the target's unit and scale.  ``tiers``
    are labels of a rule set beyond the common ones.  A printed operator (``≥90%``, a copy of the target) and
    an approximation (``200余人``) make an interval.
    """
    del unit
    return read_cell(text, "actual", tiers)
