"""The equations that the checks weigh, listened to while they run: where, what was possible, the slack.

A figure takes part in an equation if changing it moves the distance between what was possible and what is
printed; a change that moves it by more than the slack of the equation has to be found.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jixiao.audit import equations
from jixiao.audit import run as _every_check  # noqa: F401 - so that every check is loaded
from jixiao.audit.disclosure import ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from jixiao.audit.equations import Verdict
    from jixiao.audit.printed import Printed, Span
    from jixiao.schemas.finding import Place

Key = tuple[str, int, str | None, str | None, str | None, str | None, int]
"""The check (file and line), the place of the printed number, and a count where both repeat."""


@dataclass(frozen=True)
class Weighed:
    """One equation: how far the middle of what is possible lies from what is printed, and the slack."""

    apart: Fraction
    slack: Fraction


@dataclass
class Heard:
    """Every equation of one run."""

    weighed: dict[Key, Weighed] = field(default_factory=dict)

    def add(self, check: tuple[str, int], possible: Span, printed: Printed) -> None:
        """One more."""
        place: Place = printed.place
        count = 0
        while (
            key := (*check, place.document_part, place.table, place.row, place.cell, count)
        ) in self.weighed:
            count += 1
        apart = (possible.low + possible.high) / 2 - printed.value
        self.weighed[key] = Weighed(apart, equations.slack(possible, printed))

    def moved(self, other: Heard) -> tuple[bool, bool]:
        """Whether any equation moved in ``other``, and whether one did by more than its slack.

        Counted are those that held here: a comparison that never did is none.  A number that is weighed no
        more has moved beyond all slack: what silenced its equation has to be found.
        """
        moved = beyond = False
        there = {key[2:-1] for key in other.weighed}
        for key, before in self.weighed.items():
            one = other.weighed.get(key)
            if abs(before.apart) > before.slack:
                continue
            if one is None:
                moved = True
                beyond = beyond or key[2:-1] not in there
                continue
            by = abs(one.apart - before.apart)
            moved = moved or by > 0
            beyond = beyond or by > max(one.slack, before.slack)
        return moved, beyond

    @property
    def slacks(self) -> list[Fraction]:
        """The slack of each."""
        return [one.slack for one in self.weighed.values()]


@contextmanager
def listening() -> Iterator[Heard]:
    """Hear every equation weighed meanwhile (in this process)."""
    heard, judge, same = Heard(), equations.judge, ledger.same

    def judging(possible: Span | None, printed: Printed) -> Verdict:
        if possible is not None:
            heard.add(_caller(), possible, printed)
        return judge(possible, printed)

    def comparing(one: Printed, other: Printed) -> Verdict:
        heard.add(_caller(), one.rounded, other)
        return same(one, other)

    changed = []
    for name, module in list(sys.modules.items()):
        if name.startswith("jixiao.audit"):
            for attribute, old, new in (("judge", judge, judging), ("same", same, comparing)):
                if getattr(module, attribute, None) is old:
                    setattr(module, attribute, new)
                    changed.append((module, attribute, old))
    try:
        yield heard
    finally:
        for module, attribute, old in changed:
            setattr(module, attribute, old)


def _caller() -> tuple[str, int]:
    frame = sys._getframe(2)  # noqa: SLF001 - which check it is stands in no argument
    return frame.f_code.co_filename.rpartition("/")[2], frame.f_lineno
