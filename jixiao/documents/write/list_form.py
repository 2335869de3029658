"""Forms as one list: a row for each indicator, what is said of the project repeated beside it.

The reader of lists gives back the very forms, as far as they are printed tidily: amounts, goals and every
column of an indicator.  A list has a column only where a form has something for it; with ``every`` it has
all of them, as a pattern for whoever exports one.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.long_list.headings import TOTAL_NAME
from jixiao.documents.write.csv_form import guarded
from jixiao.documents.write.styles import amount
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation

_FACTS: dict[str, Callable[[SelfEvaluation], str]] = {
    "project": lambda form: guarded(form.project),
    "code": lambda form: guarded(form.code),
    "department": lambda form: guarded(form.department),
    "unit": lambda form: guarded(form.unit),
    "office": lambda form: guarded(form.office),
    "year": lambda form: "" if form.year is None else str(form.year),
    "region": lambda form: guarded(form.region),
    "amount_unit": lambda form: guarded(form.amount_unit),
    "project_total": lambda form: amount(form.project_total),
    "expected": lambda form: guarded(form.goal.expected),
    "achieved": lambda form: guarded(form.goal.achieved),
    "claimed_total": lambda form: amount(form.claimed_total),
    "claimed_grade": lambda form: guarded(form.claimed_grade),
}
_AMOUNTS: dict[str, Callable[[FundLine], str]] = {
    "initial_budget": lambda line: amount(line.initial_budget),
    "annual_budget": lambda line: amount(line.annual_budget),
    "executed": lambda line: amount(line.executed),
    "claimed_rate": lambda line: amount(line.claimed_rate),
    "fund_weight": lambda line: amount(line.weight),
    "fund_score": lambda line: amount(line.claimed_score),
}
_ROWS: dict[str, Callable[[Indicator], str]] = {
    "level1": lambda row: guarded(row.level1),
    "level2": lambda row: guarded(row.level2),
    "name": lambda row: guarded(row.name),
    "core": lambda row: "" if row.core is None else say("list.yes" if row.core else "list.no"),
    "operator": lambda row: guarded(row.operator),
    "target": lambda row: guarded(row.target),
    "adjusted_target": lambda row: guarded(row.adjusted_target),
    "measure": lambda row: guarded(row.unit),
    "actual": lambda row: guarded(row.actual),
    "weight": lambda row: amount(row.weight),
    "coefficient": lambda row: amount(row.coefficient),
    "claimed_score": lambda row: amount(row.claimed_score),
    "deviation_note": lambda row: guarded(row.deviation_note),
    "review_actual": lambda row: guarded(row.review_actual),
    "review_score": lambda row: amount(row.review_score),
    "review_note": lambda row: guarded(row.review_note),
}
_ALWAYS = frozenset({"level1", "level2", "name", "target", "actual", "weight", "claimed_score", "project"})
NEEDED = ("project", "level1", "level2", "name", "target", "actual", "weight", "claimed_score")
"""The columns that make a list one."""


class ListColumn(NamedTuple):
    """A column of a list: its heading, what it is for, and whether a list needs it."""

    heading: str
    meaning: str
    needed: bool


def list_columns() -> tuple[ListColumn, ...]:
    """Every column that a list may have, in order, as an engineer wants to know them."""
    names = (*_FACTS, "fund_name", *_AMOUNTS, *_ROWS)
    return tuple(
        ListColumn(say(f"list.heading.{name}"), say(f"list.meaning.{name}"), name in NEEDED) for name in names
    )


def list_rows(forms: Sequence[SelfEvaluation], *, every: bool = False) -> Iterator[list[str]]:
    """The heading, then the rows of each form: its lines of money beside its first indicators."""
    facts = [name for name, text in _FACTS.items() if every or _used(name, map(text, forms))]
    lines = [line for form in forms for line in form.funds]
    amounts = [name for name, text in _AMOUNTS.items() if every or any(map(text, lines))]
    indicators = [row for form in forms for row in form.indicators]
    rows = [name for name, text in _ROWS.items() if every or _used(name, map(text, indicators))]
    funds = ["fund_name", *amounts] if lines or every else []
    yield [say(f"list.heading.{name}") for name in (*facts, *funds, *rows)]
    for form in forms:
        said = [_FACTS[name](form) for name in facts]
        for at in range(max(len(form.indicators), len(form.funds) if funds else 0, 1)):
            money = form.funds[at] if at < len(form.funds) else None
            row = form.indicators[at] if at < len(form.indicators) else None
            made = list(said)
            if funds:
                made.append("" if money is None else guarded(money.name or TOTAL_NAME))
                made += ["" if money is None else _AMOUNTS[name](money) for name in amounts]
            yield [*made, *("" if row is None else _ROWS[name](row) for name in rows)]


def _used(name: str, texts: Iterator[str]) -> bool:
    return name in _ALWAYS or any(texts)


def write(forms: Sequence[SelfEvaluation], stream: BinaryIO, *, every: bool = False) -> None:
    """Write forms as a list in UTF-8 with its mark, commas between cells."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(list_rows(forms, every=every))
    stream.write(text.getvalue().encode("utf-8-sig"))
