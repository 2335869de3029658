"""Percentages of the text beside the amounts they follow from: growth, share, rate of a budget.

Source: 部门决算公开情况说明; each percentage is taken as rounded and as cut off.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.disclosure.ledger import Equation, figure, hint, report, slip, spread
from jixiao.audit.disclosure.sayings import either, sayings
from jixiao.audit.disclosure.sheets import book_of
from jixiao.audit.equations import Verdict, growth, judge, percentage
from jixiao.audit.printed import Printed, Span, point
from jixiao.indicators.public_wholes import whole_bases
from jixiao.schemas.finding import Finding, Severity
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jixiao.audit.disclosure.sayings import Said
    from jixiao.audit.disclosure.sheets import Book
    from jixiao.audit.subjects import DisclosureSubject

TAILS = "NAR015"
_UNIT_SLIP = "NAR016"
_BALANCES = frozenset(("income.opening", "income.surplus_used", "spending.closing", "spending.distribution"))
"""What may well have been below zero last year."""
_WHOLES: dict[str, tuple[str, ...]] = {
    "income": ("income.current", "income.total"),
    "spending": ("spending.current", "spending.total"),
    "appropriation": ("appropriation.total", "appropriation.general", "spending.current"),
    "basic": ("basic.total",),
    "three_public": ("three_public.total",),
    "procurement": ("procurement.total", "procurement.sme"),
}
"""What a share may be of, by the section: a share must fit one of them."""
_OF_ITSELF = {
    "procurement.sme_goods": "procurement.goods",
    "procurement.sme_works": "procurement.works",
    "procurement.sme_services": "procurement.services",
}
_BUDGETS = {"initial_budget": ("initial_budget",), "budget": ("budget", "initial_budget")}


def growths(book: Book, said: Sequence[Said]) -> Iterator[Equation]:
    """The growth follows from the amount and its change, and last year's amount was not below zero."""
    for one in said:
        change, grown = one.printed("change"), one.printed("growth")
        if change is not None:
            yield from _best(
                found
                for value in either(book, one)
                if (found := _moved(one, value, change, grown)) is not None
            )


def _best(equations: Iterable[Equation]) -> Iterator[Equation]:
    """Of ways to reckon one percentage, one that holds; else the first."""
    order = (Verdict.HOLDS, Verdict.CUT_OFF, Verdict.FAILS)
    found = sorted(equations, key=lambda one: order.index(one.verdict))
    yield from found[:1]


def _moved(said: Said, value: Printed, change: Printed, grown: Printed | None) -> Equation | None:
    if value.value > change.value and (grown is None or growth(value, change) is not None):
        return None if grown is None else _growth(said, value, change, grown)
    if said.base not in _BALANCES:
        return _too_much(said, value, change, grown)
    slipped = None if grown is None else _turned_or_moved(said, value, change, grown)
    if slipped is None or slipped.code != _UNIT_SLIP:
        return None
    return Equation(Verdict.FAILS, change, lambda: slipped)


def _growth(said: Said, value: Printed, change: Printed, grown: Printed) -> Equation:
    def tell() -> Finding:
        mended = _turned_or_moved(said, value, change, grown)
        if mended is not None:
            return mended
        expected = figure(change.value / (value.value - change.value) * 100, grown)
        return Finding(
            code="NAR009" if said.facts["change"].stated else "NAR003",
            severity=Severity.ERROR,
            place=grown.place,
            expected=expected,
            found=grown.text,
            params={
                "name": said.name,
                "value": value.text,
                "change": change.text,
                "hint": hint(grown.text, expected),
            },
        )

    return Equation(judge(growth(value, change), grown), grown, tell)


def _too_much(said: Said, value: Printed, change: Printed, grown: Printed | None) -> Equation:
    """An increase by more than there is now, or by nearly all of it."""
    most, least = value.rounded.high, change.rounded.low
    fails = least > most or (grown is not None and _least_growth(most, least) > grown.truncated.high)
    if grown is not None and value.value > change.value:
        return _growth(said, value, change, grown)._replace(verdict=Verdict.FAILS if fails else Verdict.HOLDS)

    def tell() -> Finding:
        mended = None if grown is None else _turned_or_moved(said, value, change, grown)
        return mended or Finding(
            code="NAR017",
            severity=Severity.ERROR,
            place=change.place,
            expected=value.text,
            found=change.text,
            params={"name": said.name, "unit": change.unit or ""},
        )

    return Equation(Verdict.FAILS if fails else Verdict.HOLDS, change, tell)


def _least_growth(most: Fraction, least: Fraction) -> Fraction:
    """The growth in percent if there is most now and least was added; 0 where nothing can be said."""
    return least / (most - least) * 100 if 0 < least < most else Fraction(0)


def _turned_or_moved(said: Said, value: Printed, change: Printed, grown: Printed) -> Finding | None:
    """What is wrong where all would be right in another unit, or with more for less."""
    moved = slip(change, lambda other: _holds(growth(value, other), grown))
    if moved is not None and moved.unit is not None:
        return _unit_slip(said, change, moved.unit, "change")
    if said.facts["change"].stated:
        return None
    less, shrunk = _negative(change), _negative(grown)
    for amount, rate in ((change, shrunk), (less, grown), (less, shrunk)):
        if _holds(growth(value, amount), rate):
            return Finding(
                code="NAR006",
                severity=Severity.ERROR,
                place=grown.place,
                expected=figure(rate.value, grown),
                found=grown.text,
                params={"name": said.name, "value": value.text, "change": change.text},
            )
    return None


def _negative(printed: Printed) -> Printed:
    return Printed(-printed.value, printed.ulp, printed.text, printed.unit, printed.place)


def _holds(possible: Span | None, printed: Printed) -> bool:
    return possible is not None and judge(possible, printed) is Verdict.HOLDS


def _unit_slip(said: Said, printed: Printed, unit: str, measure: str) -> Finding:
    """An amount that fits its percentage in another unit."""
    name = say(f"narrative.measure.{measure}", name=said.name) if measure else said.name
    return Finding(
        code=_UNIT_SLIP,
        severity=Severity.ERROR,
        place=printed.place,
        expected=f"{printed.text}{unit}",
        found=f"{printed.text}{printed.unit}",
        params={"name": name},
    )


def rates(book: Book, said: Sequence[Said]) -> Iterator[Equation]:
    """完成预算的 x %: the amount by its budget."""
    for one in said:
        fact, rate = one.fact("rate"), one.printed("rate")
        if fact is None or rate is None:
            continue
        measures = [m for m in _BUDGETS.get(fact.of or "budget", ("budget",)) if m in one.facts]
        wholes = [whole for m in measures for whole in either(book, one, m) if whole.value > 0]
        if wholes:
            yield from _best(
                _share("NAR005", one, value, wholes, rate, measures[0]) for value in either(book, one)
            )


def shares(book: Book, said: Sequence[Said]) -> Iterator[Equation]:
    """占 x %: the amount by the whole of its section."""
    amounts: dict[str, list[Printed]] = {}
    for one in said:
        amounts.setdefault(one.base, []).extend(v for v in either(book, one) if v.value > 0)
    for one in said:
        share = one.printed("share")
        bases = _wholes(one)
        wholes = [whole for base in bases if base != one.base for whole in amounts.get(base, ())]
        if share is not None and wholes and one.base not in _OF_ITSELF:
            yield from _best(_share("NAR004", one, value, wholes, share, "") for value in either(book, one))


def _wholes(one: Said) -> tuple[str, ...]:
    """What a share is of: as its sentence says; else the wholes of its section, nothing where unknown."""
    fact = one.fact("share")
    told = whole_bases((fact.of if fact is not None else None) or "")
    return _WHOLES.get(one.base.partition(".")[0], ()) if told is None else told


def _share(
    code: str, said: Said, part: Printed, wholes: Sequence[Printed], printed: Printed, measure: str
) -> Equation:
    verdicts = {judge(percentage(part, whole), printed) for whole in wholes}
    verdict = next(v for v in (Verdict.HOLDS, Verdict.CUT_OFF, Verdict.FAILS) if v in verdicts)

    def tell() -> Finding:
        whole = wholes[0]
        for wrong, kind, fits in (
            (whole, measure, lambda other: _holds(percentage(part, other), printed)),
            (part, "", lambda other: _holds(percentage(other, whole), printed)),
        ):
            moved = slip(wrong, fits) if wrong.place.table is None else None
            if moved is not None and moved.unit is not None and (kind or wrong is part):
                return _unit_slip(said, wrong, moved.unit, kind)
        expected = figure(part.value / whole.value * 100, printed)
        return Finding(
            code=code,
            severity=Severity.ERROR,
            place=printed.place,
            expected=expected,
            found=printed.text,
            params={
                "name": said.name,
                "value": part.text,
                "whole": whole.text,
                "hint": hint(printed.text, expected),
            },
        )

    return Equation(verdict, printed, tell)


def contracts(said: Sequence[Said]) -> Iterator[Equation]:
    """What small firms got of goods, works and services makes up what they got in all.

    The shares may be meant of each kind, or of all that small firms got: then they make up 100.
    """
    by_base = {one.base: one for one in said}
    whole = by_base.get("procurement.sme")
    sme = None if whole is None else whole.printed()
    spans: list[Span] = []
    percents: list[Printed] = []
    for base, of in _OF_ITSELF.items():
        share = by_base[base].printed("share") if base in by_base else None
        amount = by_base[of].printed() if of in by_base else None
        if share is None or amount is None or share.value < 0 or amount.value < 0:
            return
        spans.append(_product(share, amount))
        percents.append(share)
    if sme is None:
        return
    possible = spans[0] + spans[1] + spans[2]
    hundred = percents[0].truncated.low + percents[1].truncated.low + percents[2].truncated.low
    meant_otherwise = hundred - 1 <= 100 <= hundred + 1
    verdict = Verdict.HOLDS if meant_otherwise else judge(possible, sme)

    def tell() -> Finding:
        return Finding(
            code="NAR012",
            severity=Severity.WARNING,
            place=percents[0].place,
            expected=sme.text,
            found=figure(spread(possible), sme, least=2),
            params={"shares": say("audit.enumeration").join(f"{one.text}%" for one in percents)},
        )

    yield Equation(verdict, percents[0], tell)


def _product(share: Printed, amount: Printed) -> Span:
    """Every possible amount times a percentage, rounded or cut off; nothing below zero."""
    zero = Fraction(0)
    low = max(zero, share.rounded.low) * max(zero, amount.rounded.low) / 100
    high = max(share.rounded.high, share.truncated.high) * amount.rounded.high / 100
    return Span(low, high)


def flat(said: Sequence[Said]) -> Iterator[Equation]:
    """与上年持平 stands beside no growth; told where the text gives no amount of change but a growth."""
    for one in said:
        fact, grown = one.fact("change"), one.printed("growth")
        if fact is None or not fact.stated or fact.approximate or grown is None or one.printed() is not None:
            continue
        yield _flat(one, grown)


def _flat(said: Said, grown: Printed) -> Equation:
    def tell() -> Finding:
        return Finding(
            code="NAR009",
            severity=Severity.ERROR,
            place=grown.place,
            expected="0",
            found=grown.text,
            params={"name": said.name},
        )

    return Equation(judge(point(0), grown), grown, tell)


def equations(book: Book) -> Iterator[Equation]:
    """Every percentage of the text that can be computed."""
    said = sayings(book.disclosure)
    yield from growths(book, said)
    yield from rates(book, said)
    yield from shares(book, said)
    yield from contracts(said)
    yield from flat(said)


def percentages_follow(subject: DisclosureSubject) -> Iterator[Finding]:
    """Growth, share and rate follow from the amounts; source: 部门决算公开情况说明."""
    yield from report(equations(book_of(subject.disclosure)), TAILS)


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(
        percentages_follow,
        ("NAR003", "NAR004", "NAR005", "NAR006", "NAR009", "NAR012", "NAR016", "NAR017", TAILS),
    ),
)
