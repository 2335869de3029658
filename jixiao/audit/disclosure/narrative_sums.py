"""Sums within the text: the parts that a section names and the whole that it states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.disclosure.ledger import Equation, figure, hint, listed, report, weigh
from jixiao.audit.disclosure.sayings import either, sayings
from jixiao.audit.disclosure.sheets import book_of
from jixiao.audit.equations import Verdict
from jixiao.audit.printed import of_fact
from jixiao.indicators.public_names import economic_codes
from jixiao.schemas.finding import Finding, Severity
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jixiao.audit.disclosure.sayings import Said
    from jixiao.audit.disclosure.sheets import Book
    from jixiao.audit.printed import Printed
    from jixiao.audit.subjects import DisclosureSubject

TAILS = "NAR011"
_SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("income.total", ("income.current", "income.opening", "income.surplus_used")),
    (
        "income.current",
        tuple(
            f"income.{key}"
            for key in ("appropriation", "superior", "business", "operating", "affiliated", "other")
        ),
    ),
    ("income.appropriation", ("income.general", "income.funds", "income.capital")),
    (
        "income.current",
        (
            *("income.general", "income.funds", "income.capital", "income.superior", "income.business"),
            *("income.operating", "income.affiliated", "income.other"),
        ),
    ),
    ("spending.total", ("spending.current", "spending.distribution", "spending.closing")),
    (
        "spending.current",
        tuple(f"spending.{key}" for key in ("basic", "project", "to_superior", "operating", "to_affiliated")),
    ),
    ("appropriation.total", ("appropriation.general", "appropriation.funds", "appropriation.capital")),
    ("three_public.total", ("three_public.abroad", "three_public.vehicles", "three_public.reception")),
    ("three_public.vehicles", ("three_public.vehicles.purchase", "three_public.vehicles.running")),
    ("procurement.total", ("procurement.goods", "procurement.works", "procurement.services")),
    ("procurement.total", ("procurement.sme",)),
    ("procurement.sme", ("procurement.small_micro",)),
)
"""Wholes and what they are made up of; where not all of the parts are named, they may only be less."""
_PARTLY = frozenset({"procurement.sme", "procurement.small_micro"})
_MEASURES = ("", "budget", "initial_budget")


class Sections:
    """The sayings by what they are about; what is said several times is not taken for a part."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.by_base: dict[str, list[Said]] = {}
        for one in sayings(book.disclosure):
            self.by_base.setdefault(one.base, []).append(one)

    def only(self, base: str, measure: str) -> Printed | None:
        """The number of a measure where it is given once, or always alike."""
        found = [one.printed(measure) for one in self.by_base.get(base, []) if measure in one.facts]
        first = found[0] if found else None
        if first is None or any(one is None or one.value != first.value for one in found):
            return None
        return first

    def other(self, base: str, measure: str) -> Printed | None:
        """What the tables print for it where they contradict the text; else what the text says."""
        found = [one for one in self.by_base.get(base, []) if measure in one.facts]
        return either(self.book, found[0], measure)[-1] if found else None


def sums(sections: Sections) -> Iterator[Equation]:
    """Amounts and budgets whose parts are named in the same section."""
    for whole_base, bases in _SUMS:
        for measure in _MEASURES:
            whole = sections.only(whole_base, measure)
            known = [part for base in bases if (part := sections.only(base, measure)) is not None]
            complete = len(known) == len(bases) and not _PARTLY.intersection(bases)
            if whole is None or not known:
                continue
            if weigh(whole, known).verdict is Verdict.FAILS and _mended(sections, whole_base, bases, measure):
                continue  # that one of the figures is wrong is told beside its table
            yield from _sum(whole, known, whole_base, measure, complete=complete)


def _mended(sections: Sections, whole_base: str, bases: Sequence[str], measure: str) -> bool:
    """Whether a sum holds with what the tables print."""
    whole = sections.other(whole_base, measure)
    parts = [sections.other(base, measure) for base in bases if sections.only(base, measure) is not None]
    known = [part for part in parts if part is not None]
    return whole is not None and weigh(whole, known).verdict is not Verdict.FAILS


def _sum(
    whole: Printed, known: Sequence[Printed], base: str, measure: str, *, complete: bool
) -> Iterator[Equation]:
    weighed = weigh(whole, known)
    if not complete and (weighed.verdict is not Verdict.FAILS or weighed.value < whole.value):
        return
    code = "NAR002" if complete or len(known) > 1 else "NAR014"
    yield _told(code, whole, known, say(f"narrative.{base}"), measure)


def _told(
    code: str,
    whole: Printed,
    known: Sequence[Printed],
    name: str,
    measure: str,
    severity: Severity = Severity.ERROR,
) -> Equation:
    weighed = weigh(whole, known)

    def tell() -> Finding:
        expected = figure(weighed.value, whole)
        return Finding(
            code=code,
            severity=severity,
            place=whole.place,
            expected=expected,
            found=whole.text,
            params={
                "name": say(f"narrative.measure.{measure}", name=name) if measure else name,
                "unit": whole.unit or "",
                "parts": listed(weighed.known, whole),
                "hint": hint(whole.text, expected),
            },
        )

    return Equation(weighed.verdict, whole, tell)


def classes(sections: Sections) -> Iterator[Equation]:
    """财政拨款支出 by class or item: where the amounts add up to the whole, the budgets do."""
    for base in ("appropriation.class", "appropriation.item"):
        said = sections.by_base.get(base, [])
        if len({one.subject for one in said}) != len(said):
            continue
        whole, first = (sections.only("appropriation.total", m) for m in ("", "initial_budget"))
        spent, planned = ([one.printed(m) for one in said] for m in ("", "initial_budget"))
        known = [one for one in spent if one is not None]
        if whole is None or not known or len(known) < len(spent):
            continue
        if weigh(whole, known).verdict is Verdict.FAILS:
            continue  # not all of them are named, or one is wrong, which the tables show
        yield _told("NAR002", whole, known, say("narrative.appropriation.total"), "")
        budgets = [one for one in planned if one is not None]
        if first is not None and len(budgets) == len(planned):
            name = say("narrative.appropriation.total")
            yield _told("NAR002", first, budgets, name, "initial_budget", Severity.WARNING)


def economic(sections: Sections) -> Iterator[Equation]:
    """基本支出 by economic kind: the kinds named are never more than the whole."""
    whole = sections.only("basic.total", "")
    kinds = [one for one in sections.by_base.get("basic.category", []) if economic_codes(one.subject or "")]
    if whole is None or len({one.subject for one in kinds}) != len(kinds):
        return
    known = [part for one in kinds if (part := one.printed()) is not None]
    if known:
        yield from _sum(whole, known, "basic.total", "", complete=False)


def changes(sections: Sections) -> Iterator[Equation]:
    """The change of 三公 is that of its kinds together; last year's scope may differ, so no proof."""
    whole = sections.only("three_public.total", "change")
    vehicles = [sections.only("three_public.vehicles", "change")]
    if vehicles == [None]:
        vehicles = [
            sections.only(f"three_public.vehicles.{kind}", "change") for kind in ("purchase", "running")
        ]
    parts = [
        sections.only("three_public.abroad", "change"),
        *vehicles,
        sections.only("three_public.reception", "change"),
    ]
    known = [part for part in parts if part is not None]
    if whole is not None and len(known) == len(parts):
        yield _told("NAR002", whole, known, say("narrative.three_public.total"), "change", Severity.WARNING)


def vehicles(book: Book) -> Iterator[Equation]:
    """The kinds of vehicles in the text add up to all of them; unnamed kinds may be missing."""
    wholes = book.disclosure.all("assets.vehicles")
    kinds = [of_fact(fact) for fact in book.disclosure.all("assets.vehicles.of")]
    whole = of_fact(wholes[0]) if len(wholes) == 1 else None
    known = [one for one in kinds if one is not None]
    if whole is None or not known or len(known) < len(kinds):
        return
    weighed = weigh(whole, known)
    severity = Severity.ERROR if weighed.value > whole.value else Severity.WARNING
    yield _told("NAR002", whole, known, say("narrative.assets.vehicles"), "", severity)


def equations(book: Book) -> Iterator[Equation]:
    """Every sum of the text."""
    sections = Sections(book)
    for look in (sums, classes, economic, changes):
        yield from look(sections)
    yield from vehicles(book)


def text_adds_up(subject: DisclosureSubject) -> Iterator[Finding]:
    """Sums in the sections of the text; source: 部门决算公开情况说明的构成关系."""
    yield from report(equations(book_of(subject.disclosure)), TAILS)


CHECKS: tuple[Check[DisclosureSubject], ...] = (Check(text_adds_up, ("NAR002", "NAR014", TAILS)),)
