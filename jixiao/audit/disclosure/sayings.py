"""What the numbered sections say, put together: an amount with its budget, rate, change, growth and share.

Facts come one by one; those of one subject belong together until one of them is said again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jixiao.audit.disclosure.ledger import same
from jixiao.audit.disclosure.public_across import Cell
from jixiao.audit.equations import Verdict
from jixiao.audit.printed import of_fact
from jixiao.indicators.public_names import canonical, economic_codes, is_personnel, is_public
from jixiao.indicators.public_wholes import is_appropriated, without_endings
from jixiao.schemas.disclosure_keys import MEASURES, NARRATIVE_BASES
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.audit.disclosure.sheets import Book, Sheet
    from jixiao.audit.printed import Printed
    from jixiao.schemas.disclosure import Disclosure, Fact

_KEYS: dict[str, tuple[str, str]] = {
    **{base: (base, "") for base in NARRATIVE_BASES},
    **{f"{base}.{measure}": (base, measure) for base in NARRATIVE_BASES for measure in MEASURES},
}
_THREE = "three_public."
_COLUMNS = {"": ("final",), "budget": ("budget",), "initial_budget": ("initial_budget", "budget")}
_FUNDS = (("general", "general"), ("funds", "government-funds"), ("capital", "state-capital"))
TIES: dict[str, tuple[Cell, ...]] = {
    "income.total": (Cell("overview", "total", "amount", "income"),),
    "income.opening": (Cell("overview", "opening", "amount", "income"),),
    "income.surplus_used": (Cell("overview", "surplus_used", "amount", "income"),),
    "income.current": (
        Cell("income", "total", "total"),
        Cell("overview", "current", "amount", "income"),
    ),
    "income.appropriation": (
        Cell("income", "total", "appropriation"),
        Cell("appropriation", "current", "amount", "income"),
        # places that name the other two by themselves mean the first kind by it
        *(Cell("overview", fund, "amount", "income") for fund, _ in _FUNDS),
    ),
    **{
        f"income.{fund}": (
            Cell("overview", fund, "amount", "income"),
            Cell("appropriation", fund, "amount", "income"),
        )
        for fund, _ in _FUNDS
    },
    **{
        f"income.{key}": (Cell("income", "total", key), Cell("overview", key, "amount", "income"))
        for key in ("superior", "business", "operating", "affiliated", "other")
    },
    "spending.total": (Cell("overview", "total", "amount", "spending"),),
    "spending.distribution": (Cell("overview", "distribution", "amount", "spending"),),
    "spending.closing": (Cell("overview", "closing", "amount", "spending"),),
    "spending.current": (
        Cell("spending", "total", "total"),
        Cell("overview", "current", "amount", "spending"),
    ),
    **{
        f"spending.{key}": (Cell("spending", "total", key),)
        for key in ("basic", "project", "operating", "to_superior", "to_affiliated")
    },
    "appropriation.total": (
        Cell("appropriation", "current", "total", "spending"),
        Cell("appropriation", "total", "total", "spending"),
        Cell("general", "total", "total"),
    ),
    **{
        f"appropriation.{fund}": (
            Cell("appropriation", "current", fund, "spending"),
            Cell("appropriation", "total", fund, "spending"),
            Cell(kind, "total", "total"),
        )
        for fund, kind in _FUNDS
    },
    "basic.total": (Cell("general", "total", "basic"), Cell("spending", "total", "basic")),
}
"""The cells of public tables that an amount in the text may repeat: it must be one of them."""


@dataclass
class Said:
    """What is said of one thing: its facts by measure, ``""`` for the amount itself."""

    base: str
    subject: str | None
    part: str | None
    facts: dict[str, Fact] = field(default_factory=dict)

    def fact(self, measure: str = "") -> Fact | None:
        """The fact of a measure."""
        return self.facts.get(measure)

    def printed(self, measure: str = "") -> Printed | None:
        """The number of a measure."""
        return of_fact(self.facts.get(measure))

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return self.subject or say(f"narrative.{self.base}")


def sayings(disclosure: Disclosure) -> tuple[Said, ...]:
    """What the sections say, in their order; a thing told again is a new saying."""
    made: list[Said] = []
    last: dict[tuple[str, str | None, str | None], Said] = {}
    for fact in disclosure.facts:
        base, measure = _KEYS.get(fact.key, ("", ""))
        if not base or fact.report is not None:
            continue
        key = (base, fact.subject, fact.place.document_part)
        said = last.get(key)
        if said is None or measure in said.facts:
            said = Said(base, fact.subject, fact.place.document_part)
            last[key] = said
            made.append(said)
        said.facts[measure] = fact
    return tuple(made)


def ties_of(said: Said) -> tuple[Cell, ...]:
    """The cells of public tables that what is said may repeat, by the words that it is said in."""
    cells = TIES.get(said.base, ())
    if said.base != "basic.total":
        return cells
    words = [said.part or "", *(fact.place.quote or "" for fact in said.facts.values())]
    return cells[:1] if any(is_appropriated(text) for text in words) else cells


def cells_of(book: Book, said: Said, measure: str = "") -> list[Printed]:
    """What the public tables print for an amount that is said; none where they do not print it."""
    if said.base.startswith(_THREE):
        key = said.base.removeprefix(_THREE)
        found = [book.cell("three-public", key, column) for column in _COLUMNS.get(measure, ())]
    elif measure:
        found = []
    elif said.base in TIES:
        found = [book.cell(*cell) for cell in ties_of(said)]
    elif said.base == "basic.category" and said.subject is not None:
        found = _economic(book, said.subject)
    elif said.base in {"appropriation.class", "appropriation.item"} and said.subject is not None:
        found = _functional(book, said.subject)
    else:
        found = []
    return [one for one in found if one is not None]


def either(book: Book, said: Said, measure: str = "") -> tuple[Printed, ...]:
    """The amounts to reckon with: what is said, and what the tables print where they contradict it.

    That contradiction is told by itself; an equation that holds with one of the two tells nothing more.
    """
    printed, cells = said.printed(measure), cells_of(book, said, measure)
    if printed is None:
        return () if measure in said.facts else tuple(cells[:1])
    if cells and all(same(cell, printed) is Verdict.FAILS for cell in cells):
        return printed, cells[0]
    return (printed,)


def _economic(book: Book, subject: str) -> list[Printed | None]:
    if is_personnel(subject) or is_public(subject):
        key = "total.personnel" if is_personnel(subject) else "total.public"
        return [book.cell("general-basic", key, "amount")]
    sheet = book.sheet("general-basic")
    if sheet is None:
        return []
    codes = economic_codes(subject)
    rows = [row for row in sheet.table.rows if row.code in codes]
    # 资本性支出 may be one of two classes, or both of them together
    return [sheet.cell(row, "amount") for row in rows] if len(rows) < 2 else []


def _functional(book: Book, subject: str) -> list[Printed | None]:
    """The cells of a 科目 by its name, or by the names down to it."""
    wanted = canonical(subject)
    found: list[Printed | None] = []
    sides = book.sheet("appropriation")
    if sides is not None:
        rows = [
            row
            for row in sides.table.rows
            if row.side == "spending" and row.name is not None and canonical(row.name) == wanted
        ]
        if len(rows) == 1:
            found += [sides.cell(rows[0], column) for column in ("total", "general", "funds", "capital")]
    for _, kind in _FUNDS:
        sheet = book.sheet(kind)
        if sheet is not None:
            found += _paths(sheet).get(without_endings(wanted), [])
    return found


def _paths(sheet: Sheet) -> dict[str, list[Printed | None]]:
    """The amounts of a table by code under the names that lead to them, joined: 类, 类款, 类款项."""
    names = {row.code: row.name or "" for row in sheet.table.rows if row.code is not None}
    made: dict[str, list[Printed | None]] = {}
    for row in sheet.table.rows:
        if row.code is None:
            continue
        steps = [names.get(row.code[:size], "") for size in (3, 5, 7) if size <= len(row.code)]
        made.setdefault(without_endings(canonical("".join(steps))), []).append(sheet.cell(row, "total"))
    return made
