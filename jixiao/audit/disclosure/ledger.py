"""Equations of a disclosure, weighed: which fail, how surely, and what is said of them.

Each check gives an :class:`Equation` for everything it could compare, the ones that hold too: so it can
be counted what was looked at.  :func:`report` makes findings: one for each that fails, and one
for all together that hold only if a number was cut off instead of rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.equations import Verdict, judge, total
from jixiao.audit.printed import Printed, Span
from jixiao.indicators.numbers import round_exact
from jixiao.indicators.public_names import money_scale, money_unit
from jixiao.schemas.finding import Finding, Severity
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_SHOWN = 8
_QUOTED = 3
_SLIPS = (4, -4, 8, -8)
"""Powers of ten between the units of money."""
_SHIFTS = (1, -1, 2, -2, 3, -3)
"""Powers of ten of a slipped decimal point."""


class Equation(NamedTuple):
    """One comparison: its verdict, the number it is about, and how to say that it fails."""

    verdict: Verdict
    printed: Printed
    tell: Callable[[], Finding]
    severity: Severity = Severity.ERROR


def report(equations: Iterable[Equation], tails: str) -> Iterator[Finding]:
    """A finding for each equation that fails; one notice ``tails`` for all that were cut off."""
    cut: dict[tuple[str | None, str], Printed] = {}
    for one in equations:
        if one.verdict is Verdict.FAILS:
            yield one.tell()
        elif one.verdict is Verdict.CUT_OFF:
            cut.setdefault((one.printed.place.row, one.printed.text), one.printed)
    if cut:
        found = list(cut.values())
        shown = say("audit.enumeration").join(
            say("audit.tail", where=where(one), found=one.text) for one in found[:_QUOTED]
        )
        yield Finding(
            code=tails,
            severity=Severity.NOTICE,
            place=found[0].place,
            found=found[0].text,
            params={"count": str(len(found)), "examples": shown},
        )


def where(printed: Printed) -> str:
    """A place in a sentence: the table or section, and the row."""
    place = printed.place
    name = place.table or place.document_part or ""
    return f"{name}{place.row or ''}"


def figure(value: Fraction, like: Printed, *, least: int = 0) -> str:
    """A computed number in the unit and with the decimals of a printed one."""
    digits = max(least, len(like.text.partition(".")[2]))
    return f"{round_exact(value / scale(like), digits):f}"


def scale(printed: Printed) -> Fraction:
    """How much one of its printed unit is in the unit it is compared in."""
    if printed.unit is None:
        return Fraction(1)
    return money_scale(printed.unit) or Fraction(1)


def listed(parts: Sequence[Printed], like: Printed) -> str:
    """The parts of a sum as they are added up, the zeros left out."""
    shown = [figure(one.value, like) for one in parts if one.value != 0] or ["0"]
    more = f" + … ({len(shown)})" if len(shown) > _SHOWN else ""
    return " + ".join(shown[:_SHOWN]) + more


@dataclass(frozen=True, slots=True)
class Weighed:
    """How a sum and its printed whole compare; ``severity`` where they do not."""

    verdict: Verdict
    severity: Severity
    known: tuple[Printed, ...]
    value: Fraction


def weigh(
    whole: Printed, parts: Sequence[Printed | None], complete: Callable[[], bool] = lambda: True
) -> Weighed:
    """Compare a printed whole with its parts.

    A part that is ``None`` is not known, and ``complete`` is false where parts may be missing: then the whole
    may be larger than what is known, and that is no proof.  More than the whole is one, unless
    something negative is among the parts.
    """
    known = tuple(part for part in parts if part is not None)
    if whole.value == 0 and not any(part.value for part in known):
        return Weighed(Verdict.HOLDS, Severity.ERROR, known, whole.value)
    possible = total(known)
    verdict = judge(possible, whole)
    value = (possible.low + possible.high) / 2
    severity = Severity.ERROR
    if verdict is Verdict.FAILS and (len(known) < len(parts) or not complete()):
        too_much = value > whole.value and all(part.value >= 0 for part in known)
        severity = Severity.ERROR if too_much else Severity.WARNING
    return Weighed(verdict, severity, known, value)


def same(one: Printed, other: Printed) -> Verdict:
    """Whether two printed numbers can stand for one: alike, a digit of rounding apart, or neither."""
    if one.rounded.meets(other.rounded):
        apart = abs(one.value - other.value)
        return Verdict.HOLDS if one.ulp != other.ulp or apart < one.ulp or apart == 0 else Verdict.CUT_OFF
    if one.truncated.meets(other.rounded) or one.rounded.meets(other.truncated):
        return Verdict.CUT_OFF
    return Verdict.FAILS


class Slip(NamedTuple):
    """A number that is right but for its unit (``unit`` is what it should be) or its decimal point."""

    unit: str | None
    power: int


def slip(printed: Printed, fits: Callable[[Printed], bool]) -> Slip | None:
    """The power of ten by which a number is off, where multiplied by it everything would fit."""
    if printed.value == 0 or printed.unit is None:
        return None
    for power in (*_SLIPS, *_SHIFTS):
        factor = Fraction(10) ** power
        moved = Printed(
            printed.value * factor, printed.ulp * factor, printed.text, printed.unit, printed.place
        )
        if fits(moved):
            unit = money_unit(factor, printed.unit) if power in _SLIPS else None
            if power in _SHIFTS or unit is not None:
                return Slip(unit, power)
    return None


def hint(found: str, expected: str) -> str:
    """A guess how a number came to be wrong, as a clause for the remedy; empty where there is none."""
    one, other = found.replace("-", ""), expected.replace("-", "")
    if len(one) == len(other):
        apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(apart) == 1:
            return say("audit.hint.digit")
        if len(apart) == 2 and sorted(one) == sorted(other):
            return say("audit.hint.swapped")
    return ""


def spread(span: Span) -> Fraction:
    """The middle of a span."""
    return (span.low + span.high) / 2


def sum_equation(
    code: str,
    whole: Printed | None,
    parts: Sequence[Printed | None],
    *,
    complete: Callable[[], bool] = lambda: True,
    name: str = "",
    column: str = "",
) -> Equation | None:
    """Whether a printed whole is the sum of its parts; ``None`` where there is nothing to compare."""
    if whole is None or all(part is None for part in parts):
        return None
    weighed = weigh(whole, parts, complete)

    def tell() -> Finding:
        expected = figure(weighed.value, whole)
        return Finding(
            code=code,
            severity=weighed.severity,
            place=whole.place,
            expected=expected,
            found=whole.text,
            params={
                "where": where(whole),
                "name": name,
                "column": column,
                "parts": listed(weighed.known, whole),
                "hint": hint(whole.text, expected),
            },
        )

    return Equation(weighed.verdict, whole, tell, weighed.severity)
