"""By what tables of a collection are compared: whose they are, of which project, in which order."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from jixiao.audit.printed import MONEY
from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.project_names import name_key, without_year
from jixiao.indicators.units import convert
from jixiao.scoring.execution import total_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jixiao.audit.subjects import CollectionSubject, FormSubject
    from jixiao.schemas.finding import Place

_MOST = 5
Key = TypeVar("Key")


def in_order(forms: Iterable[FormSubject]) -> list[FormSubject]:
    """Tables in an order of their own, whatever order they were handed in."""
    found = sorted(forms, key=_marks)
    if any(_marks(one) == _marks(other) for one, other in pairwise(found)):
        found.sort(key=lambda form: (_marks(form), form.form.model_dump_json()))
    return found


def _marks(form: FormSubject) -> tuple[str, ...]:
    place = form.read.source
    return tuple(mark or "" for mark in (place.file, place.document_part, place.table, place.row, place.cell))


def grouped(
    subject: CollectionSubject, key: Callable[[FormSubject], Key | None]
) -> list[tuple[Key, list[FormSubject]]]:
    """Tables by a key, each group in its own order and the groups by their first table; no key, no group."""
    found: dict[Key, list[FormSubject]] = defaultdict(list)
    for form in in_order(subject.forms):
        one = key(form)
        if one is not None:
            found[one].append(form)
    return list(found.items())


def unit_of(form: FormSubject) -> str | None:
    """Whose a table is, for comparing: the unit, else the department; ``None`` where it names neither."""
    return squeeze(form.form.unit or form.form.department or "") or None


def unit_name(form: FormSubject) -> str:
    """Whose a table is, as printed."""
    return form.form.unit or form.form.department or ""


def project_of(form: FormSubject) -> str | None:
    """The project, for comparing; ``None`` where it has no name."""
    return name_key(form.form.project) or None


def lasting_project_of(form: FormSubject) -> str | None:
    """The project without the table's own year in its name, for comparing over the years."""
    return name_key(without_year(form.form.project, form.form.year)) or None


def content(form: FormSubject) -> tuple[object, ...]:
    """What a table claims: the total amounts, indicators with target, actual, weight and score, the total.

    Spacing and punctuation do not count, nor how a number is written, nor prose.
    """
    table = form.form
    total = total_line(table)
    line = None if total is None else total.line
    funds = None if line is None else (line.annual_budget, line.executed, line.claimed_score)
    rows = tuple(
        (*(squeeze(text or "") for text in (one.name, one.target, one.actual)), one.weight, one.claimed_score)
        for one in table.indicators
    )
    return table.amount_unit or MONEY, funds, rows, table.claimed_total


def without_copies(forms: Iterable[FormSubject]) -> list[FormSubject]:
    """The first of each set of tables of one unit, project and year that claim the same."""
    first: dict[tuple[object, ...], FormSubject] = {}
    for form in forms:
        first.setdefault((unit_of(form), project_of(form), form.form.year, content(form)), form)
    return list(first.values())


def budget(form: FormSubject) -> Fraction | None:
    """全年预算数 of the whole project in 万元; ``None`` where there is none, or not in money."""
    line = total_line(form.form)
    if line is None or line.line.annual_budget is None:
        return None
    return convert(Fraction(line.line.annual_budget), form.form.amount_unit or MONEY, MONEY)


def where(form: FormSubject) -> str:
    """Which table, in words: its file, and which of it."""
    place: Place = form.read.source
    return " ".join(part for part in (place.file, place.table) if part)


def names(all_of: Iterable[str]) -> str:
    """Some names, each once, at most five of them, and how many there are in all beyond that."""
    known = list(dict.fromkeys(name for name in all_of if name))
    return "、".join(known[:_MOST]) + (f"……（{len(known)}）" if len(known) > _MOST else "")
