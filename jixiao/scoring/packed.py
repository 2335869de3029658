"""One table laid out for columns once, whatever the rules, so that scoring it again reads no form.

A packed table is three texts.  ``numbers`` are whole numbers with a space between: :data:`HEAD` of the
result that was kept (total, low, high and provisional total in cents), then :data:`FIELDS` for each row that
counts, the execution rate first.  A field that says nothing is :data:`NOTHING`; a claimed score finer than a
cent is :data:`FINER`.  ``names`` is JSON of what the numbers point at: the kept rule set's id and hash, the
kept grade, contexts (level 1, level 2, unit as printed) and clauses.  ``texts`` are the rows that are not
two numbers, one JSON to a line: a row with its year, or (for an execution rate) funds and the row that lends
its weight.

A table that cannot be said in these (not read whole, results finer than cents, sizes out of range) is not
packed: its form is read.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.indicators.tiers import tier_rank
from jixiao.scoring.columns.plan import EXECUTION
from jixiao.scoring.row_numbers import LARGEST, SAID, Numbers, cents_of, numbers_of, rate_of, rate_row
from jixiao.scoring.whatif_rows import plain_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jixiao.scoring.row_numbers import Rate

HEAD, FIELDS = 4, 9
KIND, TARGET, ACTUAL, CONTEXT, WEIGHT, POSITION, CLAIMED, KEPT, CLAUSE = range(FIELDS)
"""The fields of a row.

``KIND`` is an operator code of columns, ``EXECUTION``, or one of the two below.  Of an execution rate target
is the annual budget, actual what was spent, context the initial budget, all in one unit; of a row of text
context is its line of ``texts``.  Weight, claimed and kept score are in cents.
"""
ALONE, RATE_ALONE = EXECUTION + 1, EXECUTION + 2
"""The kinds of rows of text: of an indicator, of an execution rate."""
NOTHING, FINER = -1, -2
EXECUTION_AT = -1
"""The position of the execution rate among the rows of a table."""
MOST_CENTS = 1 << 40
"""Scores and weights beyond this are not packed: sums of many would leave 64 bits."""
_DIGIT = re.compile(r"[0-9０-９]")
_SCORED = (*SAID, "weight", "claimed_score", "coefficient")


class Packed(NamedTuple):
    """One table laid out: see the module."""

    numbers: str
    names: str
    texts: str


class NotPackedError(ValueError):
    """The table has to be read as it is."""


def packed(form: Mapping[str, Any], scored: Mapping[str, Any] | None) -> Packed | None:
    """Lay out a form and its result, both as JSON has them; ``None`` where that cannot be.

    The form was read whole.
    """
    try:
        return _Sheet(form, scored or {}).packed()
    except NotPackedError:
        return None


def reads_alike(tiers: Mapping[str, object]) -> bool:
    """Whether packed rows are read under these tier labels as they were packed, under none.

    A packed row of numbers has digits in its actual, so that a label can take that (or a part of it, as it is
    read) for a tier only where it has digits itself; and labels that are known anyhow change nothing.
    """
    return not any(
        char.isdigit()
        for label in tiers
        if tier_rank(label) is None
        for char in unicodedata.normalize("NFKC", label)
    )


class _Sheet:
    def __init__(self, form: Mapping[str, Any], scored: Mapping[str, Any]) -> None:
        self.form, self.scored = form, scored
        self.numbers: list[int] = []
        self.contexts: dict[tuple[str | None, ...], int] = {}
        self.clauses: dict[str, int] = {}
        self.texts: dict[str, int] = {}

    def packed(self) -> Packed:
        low, high = self.scored.get("total_range") or (None, None)
        provisional = self.scored.get("provisional_total")
        self.numbers += map(_kept, (self.scored.get("total"), low, high, provisional))
        indicators = self.form.get("indicators", ())
        repeated = rate_row(indicators)
        if self.form.get("funds") or repeated is not None:
            self._rate(None if repeated is None else indicators[repeated])
        results = self.scored.get("indicators") or ()
        for position, row in enumerate(indicators):
            if position != repeated:
                self._row(position, row, results[position] if position < len(results) else {})
        rules = self.scored.get("rules") or {}
        names = [
            rules.get("id"),
            rules.get("hash"),
            self.scored.get("grade"),
            list(self.contexts),
            list(self.clauses),
        ]
        return Packed(" ".join(map(str, self.numbers)), _dumps(names), "\n".join(self.texts))

    def _rate(self, row: Mapping[str, Any] | None) -> None:
        result = self.scored.get("execution") or {}
        funds = self.form.get("funds", ())
        found = rate_of(funds, row)
        if found is None or not found.annual or found.annual < 0 or _large(found):
            said = {"funds": funds, "indicators": [] if row is None else [row]}
            self._add(RATE_ALONE, (0, 0, self._text(said), 0), EXECUTION_AT, NOTHING, result)
            return
        initial = found.initial if found.initial is not None and found.initial > 0 else NOTHING
        line = (found.annual, found.executed, initial, _sized(found.weight))
        self._add(EXECUTION, line, EXECUTION_AT, _claimed(found.claimed), result)

    def _row(self, position: int, row: Mapping[str, Any], result: Mapping[str, Any]) -> None:
        weight = row.get("weight")
        cents = None if weight is None else cents_of(weight)
        found: Numbers | None = None
        if cents is not None and cents >= 0 and row.get("coefficient") is None:
            # a label of a rule set that has no digit is not a cell that has one: see reads_alike
            found = numbers_of(row, self.form.get("year")) if _DIGIT.search(row.get("actual") or "") else None
        if found is None or cents is None:
            said = [{key: row[key] for key in _SCORED if row.get(key) is not None}, self.form.get("year")]
            self._add(ALONE, (0, 0, self._text(said), 0), position, NOTHING, result)
            return
        context = (row.get("level1"), row.get("level2"), found.unit)
        at = self.contexts.setdefault(context, len(self.contexts))
        line = (found.target, found.actual, at, _sized(cents))
        self._add(found.operator, line, position, _claimed(row.get("claimed_score")), result)

    def _add(
        self,
        kind: int,
        line: tuple[int, int, int, int],
        position: int,
        claimed: int,
        result: Mapping[str, Any],
    ) -> None:
        clause = result.get("clause") or result.get("reason")
        at = NOTHING if clause is None else self.clauses.setdefault(clause, len(self.clauses))
        self.numbers += (kind, *line, position, claimed, _kept(result.get("score")), at)

    def _text(self, said: object) -> int:
        return self.texts.setdefault(_dumps(said), len(self.texts))


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _large(rate: Rate) -> bool:
    return max(rate.annual or 0, rate.initial or 0, rate.executed) >= LARGEST


def _sized(cents: int) -> int:
    if not 0 <= cents < MOST_CENTS:
        raise NotPackedError
    return cents


def _kept(text: str | None) -> int:
    """A score of the kept result in cents; one that is no number says nothing, as everywhere."""
    cents = plain_number(text)
    if cents is None:
        return NOTHING
    if not isinstance(cents, int):
        raise NotPackedError
    return _sized(cents)


def _claimed(text: str | None) -> int:
    if text is None:
        return NOTHING
    cents = cents_of(text)
    return FINER if cents is None else _sized(cents)
