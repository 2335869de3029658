"""Where a format shows another number than the cell stores, and the difference decides something.

What a sheet displays is the value.  0.9496 shown as 95 % beside a target of ≥95 % is full marks, and
nobody who looks at the sheet can know that the cell holds less: so it is said, but only where
the number stored would compare otherwise with the target, or lie on the other side of a tier of the rate.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jixiao.documents.complaints import notice
from jixiao.documents.figures import compact, percent
from jixiao.indicators.actual import parse_actual
from jixiao.indicators.compare import compare
from jixiao.indicators.direction import direction
from jixiao.indicators.target import parse_target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jixiao.documents.grid import Cell, Grid
    from jixiao.indicators.reading import Reading
    from jixiao.schemas.finding import Finding, Place
    from jixiao.schemas.self_evaluation import Indicator, Path, ReadForm

TIER: Final = Decimal(5)
"""Tiers of an execution rate begin at multiples of this many percent, in every rule set known."""

_NUMBER = re.compile(r"(?<![\d.])(?:\d[\d,]*(?:\.\d+)?|\.\d+)")
_LONGEST: Final = 60
_SHIFTS: Final = (0, -3, -4, -6, -8)
"""Powers of ten by which formats divide: thousands, 万, millions, 亿; percents are told by their sign."""

_ROUNDED: Final = ("target", "adjusted_target", "actual")
_SAYS_NOTHING: Final = frozenset({"empty", "placeholder", "not-applicable", "none-or-blank"})
_A_SHARE: Final = Decimal("1.05")
"""A bare rate up to here is a share (0.626), not a percentage."""


def stored_text(cell: Cell) -> str | None:
    """The text a cell would show if its format did not round; ``None`` where it shows all it stores.

    Only for a text with one number in it that the stored one rounds to; a date, a masked or scientific
    number gives ``None``.
    """
    return None if cell.raw is None or len(cell.text) > _LONGEST else _unrounded(cell.text, cell.raw)


@lru_cache(maxsize=4096)
def _unrounded(text: str, raw: str) -> str | None:
    found = list(_NUMBER.finditer(text))
    if len(found) != 1:
        return None
    (printed,) = found
    digits = printed[0].replace(",", "")
    try:
        shown, stored = Decimal(digits), abs(Decimal(raw))
    except InvalidOperation:
        return None
    behind = text[printed.end() :].lstrip()
    sign = {"%": 2, "％": 2, "‰": 3}.get(behind[:1])
    half = Decimal(5).scaleb(-len(digits.partition(".")[2]) - 1)
    for shift in _SHIFTS if sign is None else (sign,):
        exact = stored.scaleb(shift)
        if abs(exact - shown) <= half:
            whole = format(exact, "f")
            plain = whole.rstrip("0").rstrip(".") if "." in whole else whole
            return None if exact == shown else text[: printed.start()] + plain + text[printed.end() :]
    return None


class Rounded:
    """The cells of a file whose format rounds what they store, by table and reference."""

    def __init__(self, grids: Iterable[Grid]) -> None:
        self._stored: dict[tuple[str, str], str] = {}
        self._texts: set[str] = set()
        self._rates: set[Decimal | None] = set()
        for grid in grids:
            for row in grid.rows:
                for cell in row:
                    if cell.raw is None or cell.ref is None or (stored := stored_text(cell)) is None:
                        continue
                    self._stored[grid.name, cell.ref] = stored
                    self._texts.add(compact(cell.text))
                    self._rates.add(percent(cell.text).value)

    def findings(self, form: ReadForm) -> list[Finding]:
        """What the cells of a form store otherwise than they show, where that decides something."""
        if not self._stored:
            return []
        found = []
        for index, indicator in enumerate(form.evaluation.indicators):
            found += self._of_indicator(form, index, indicator)
        for index, line in enumerate(form.evaluation.funds):
            if line.claimed_rate is not None and line.claimed_rate in self._rates:
                found += self._of_rate(form, ("funds", index, "claimed_rate"), line.claimed_rate)
        return found

    def _at(self, form: ReadForm, path: Path) -> tuple[Place, str] | None:
        """The place of a value and what its cell stores, if that is more than it shows."""
        place = form.places.get(path)
        if place is None or place.table is None or place.cell is None:
            return None
        stored = self._stored.get((place.table, place.cell))
        return None if stored is None else (place, stored)

    def _of_indicator(self, form: ReadForm, index: int, indicator: Indicator) -> list[Finding]:
        stored: dict[str, str] = {}
        told: list[tuple[Place, str, str]] = []
        for name in _ROUNDED:
            text: str | None = getattr(indicator, name)
            if not text or compact(text) not in self._texts:
                continue
            at = self._at(form, ("indicators", index, name))
            if at is not None:
                stored[name] = at[1]
                told.append((at[0], text, at[1]))
        if not told:
            return []
        year = form.evaluation.year
        shown, exact = _outcome(indicator, year), _outcome(indicator.model_copy(update=stored), year)
        if shown == exact:
            return []
        return [
            notice("OFF043", place, found=text, stored=whole, target=_wanted(indicator)[0][:60])
            for place, text, whole in told
        ]

    def _of_rate(self, form: ReadForm, path: Path, shown: Decimal) -> list[Finding]:
        at = self._at(form, path)
        if at is None:
            return []
        place, stored = at
        exact = percent(stored).value
        share = shown <= _A_SHARE and "%" not in compact(stored)
        tier = TIER / 100 if share else TIER
        if exact is None or exact // tier == shown // tier:
            return []
        return [notice("OFF045", place, found=place.quote or str(shown), stored=stored)]


def _wanted(indicator: Indicator) -> tuple[str, Reading]:
    """The target a row is measured by, as printed and as read: an adjusted one that says something first."""
    texts = [text for text in (indicator.adjusted_target, indicator.target) if text is not None]
    for text in texts:
        read = parse_target(text, operator=indicator.operator, unit=indicator.unit, name=indicator.name)
        if read.reason not in _SAYS_NOTHING:
            break
    else:
        text, read = "", parse_target(None)
    return text, read


def _outcome(indicator: Indicator, year: int | None) -> str:
    """How the actual of a row compares with its target."""
    _, want = _wanted(indicator)
    have = parse_actual(indicator.actual, unit=indicator.unit)
    way = direction(indicator.name, indicator.level1, indicator.level2, unit=want.unit)
    return compare(want, have, year=year, direction=way if want.operator is None else None).outcome
