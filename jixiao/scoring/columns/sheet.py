"""Packed tables (:mod:`jixiao.scoring.packed`) of a page as arrays, and their scores under one rule set.

Everything is whole numbers: cents, and ids of what cannot be a number.  What says nothing is ``NOTHING``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from jixiao.schemas.scored import Status
from jixiao.scoring.columns.data import NO_SCORE, Columns
from jixiao.scoring.columns.plan import EXECUTION, Context
from jixiao.scoring.packed import (
    ACTUAL,
    ALONE,
    CLAIMED,
    CLAUSE,
    CONTEXT,
    EXECUTION_AT,
    FIELDS,
    FINER,
    HEAD,
    KEPT,
    KIND,
    NOTHING,
    POSITION,
    TARGET,
    WEIGHT,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jixiao.scoring.columns.data import Scored
    from jixiao.scoring.columns.scorer import ColumnScorer

Numbers = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


def whole_numbers(values: Sequence[int]) -> Numbers:
    """A list as an array."""
    return np.array(values, np.int64)


def flags(values: Sequence[bool]) -> Mask:
    """A list of yes and no as an array."""
    return np.array(values, np.bool_)


class Totals(NamedTuple):
    """Where tables stand, each array one entry a table: score in cents or ``NOTHING``, id of the grade."""

    score: Numbers
    decided: Mask
    grade: Numbers


class Rows(NamedTuple):
    """What rows score, each array one entry a row: cents or ``NOTHING``, id of the clause or ``NOTHING``."""

    score: Numbers
    clause: Numbers


@dataclass(frozen=True, eq=False)
class Alone:
    """Rows of text scored by themselves, by id: as :class:`jixiao.scoring.whatif_rows.Alone`."""

    low: Numbers
    high: Numbers
    score: Numbers
    claimed: Numbers
    weight: Numbers
    clause: Numbers
    odd: Mask


class Sheet:
    """The tables of a page.

    ``contexts``, ``clauses`` and ``texts`` are, table after table, the ids of what its numbers point at;
    ``spans`` how many of each three a table has.
    """

    def __init__(
        self,
        numbers: Sequence[str],
        contexts: Sequence[int],
        clauses: Sequence[int],
        texts: Sequence[int],
        spans: Sequence[tuple[int, int, int]],
    ) -> None:
        flat = np.fromstring(" ".join(numbers), np.int64, sep=" ")
        sizes = whole_numbers([text.count(" ") + 1 for text in numbers])
        ends = np.cumsum(sizes)
        heads = (ends - sizes)[:, None] + np.arange(HEAD)
        body = np.ones(len(flat), np.bool_)
        body[heads.ravel()] = False
        self.head = flat[heads]
        self.field = np.ascontiguousarray(flat[body].reshape(-1, FIELDS).T)
        self.size = len(numbers)
        self.count = (sizes - HEAD) // FIELDS
        self.stop = np.cumsum(self.count)
        self.start = self.stop - self.count
        self.table = np.repeat(np.arange(self.size), self.count)
        span = np.array(spans, np.int64).reshape(-1, 3)
        first = np.cumsum(span, axis=0) - span
        kind = self.field[KIND]
        self.ratios = (kind <= EXECUTION).nonzero()[0]
        self.alone = (kind >= ALONE).nonzero()[0]
        self.rates = (kind == EXECUTION).nonzero()[0]
        self.quantities = (kind < EXECUTION).nonzero()[0]
        self.context = np.zeros(len(kind), np.int64)
        self._point(self.context, self.quantities, CONTEXT, first[:, 0], contexts)
        self.clause = np.full(len(kind), NOTHING)
        said = (self.field[CLAUSE] != NOTHING).nonzero()[0]
        self._point(self.clause, said, CLAUSE, first[:, 1], clauses)
        self.text = np.full(len(kind), NOTHING)
        self._point(self.text, self.alone, CONTEXT, first[:, 2], texts)

    def _point(self, into: Numbers, rows: Numbers, field: int, first: Numbers, ids: Sequence[int]) -> None:
        """Write the ids of what a field of some rows points at."""
        into[rows] = whole_numbers(ids)[first[self.table[rows]] + self.field[field][rows]]

    def sums(self, values: Numbers) -> Numbers:
        """The sum of a value of the rows of each table."""
        running = np.concatenate((np.zeros(1, np.int64), np.cumsum(values)))
        found: Numbers = running[self.stop] - running[self.start]
        return found

    def some(self, mask: Mask) -> Mask:
        """Whether any row of each table is marked."""
        found: Mask = self.sums(mask.astype(np.int64)) > 0
        return found

    def kept(self) -> tuple[Rows, Numbers, Numbers]:
        """The results that were kept: of the rows, totals and provisional totals."""
        return Rows(self.field[KEPT], self.clause), self.head[:, 0], self.head[:, 3]


class Caps(NamedTuple):
    """The cap of each table: totals above ``limit`` become ``cap`` (``NOTHING``: there is none).

    It is ``unknown`` for want of a rate; then the ``least`` of all caps is the lowest total.
    """

    limit: Numbers
    cap: Numbers
    unknown: Mask
    least: int


class Scores(NamedTuple):
    """What a rule set makes of a page: odd tables are to be scored by themselves, their figures are void."""

    rows: Rows
    total: Numbers
    low: Numbers
    high: Numbers
    provisional: Numbers
    odd: Mask


class Side(NamedTuple):
    """What scores a page under one rule set.

    ``context`` maps ids of contexts to those that the rule set tells apart, ``contexts``; ``initial`` says
    that rates divide by the initial budget; ``full`` are the full marks in cents; ``clause`` gives the id
    of a clause.
    """

    scorer: ColumnScorer
    context: Numbers
    contexts: tuple[Context, ...]
    initial: bool
    full: int
    alone: Alone
    clause: Callable[[str], int]


def score_sheet(sheet: Sheet, side: Side, rates: tuple[Numbers, Alone] | None, caps: Caps | None) -> Scores:
    """Score a page.  ``rates`` are execution rates scored by themselves: their rows, and what they score."""
    field = sheet.field
    size = len(field[KIND])
    low, high = np.zeros(size, np.int64), np.zeros(size, np.int64)
    score, clause = np.full(size, NOTHING), np.full(size, NOTHING)
    claimed, weight = field[CLAIMED].copy(), field[WEIGHT].copy()
    odd = np.zeros(size, np.bool_)
    made = (low, high, score, claimed, weight, clause, odd)
    _put(made, sheet.alone, side.alone, sheet.text[sheet.alone])
    ratios = sheet.ratios if rates is None else sheet.quantities
    if rates is not None:
        _put(made, rates[0], rates[1], np.arange(len(rates[0])))
    if len(ratios):
        target = field[TARGET][ratios]
        kind = field[KIND][ratios]
        if side.initial and rates is None:
            budget = field[CONTEXT][ratios]
            rate = kind == EXECUTION
            odd[ratios[rate & (budget == NOTHING)]] = True
            target = np.where(rate & (budget != NOTHING), budget, target)
        context = side.context[sheet.context[ratios]]
        columns = Columns(
            field[WEIGHT][ratios],
            target,
            field[ACTUAL][ratios],
            kind.astype(np.int8),
            weight_digits=2,
            value_digits=0,
            context=None if len(side.contexts) == 1 else context.astype(np.int32),
            contexts=side.contexts,
        )
        _ratios(made, ratios, side.scorer.score(columns), side.clause)
    return _add_up(sheet, side, made, caps)


_Made = tuple[Numbers, Numbers, Numbers, Numbers, Numbers, Numbers, Mask]


def _put(made: _Made, rows: Numbers, found: Alone, ids: Numbers) -> None:
    values = (found.low, found.high, found.score, found.claimed, found.weight, found.clause, found.odd)
    for into, value in zip(made, values, strict=True):
        into[rows] = value[ids]


def _ratios(made: _Made, rows: Numbers, scored: Scored, clause_id: Callable[[str], int]) -> None:
    """Put in what columns scored; a row that they leave open may be anything up to its weight."""
    low, high, score, claimed, weight, clause, odd = made
    if scored.score.dtype != np.int64:
        odd[rows] = True
        return
    names = whole_numbers([clause_id(outcome.clause or outcome.reason) for outcome in scored.outcomes])
    clause[rows] = names[scored.outcome]
    open_ = scored.score == NO_SCORE
    cents, rest = np.divmod(np.where(open_, 0, scored.score), 10 ** (scored.digits - 2))
    dropped = np.array([outcome.status is Status.NOT_APPLICABLE for outcome in scored.outcomes], np.bool_)
    finer = open_ & (claimed[rows] == FINER)
    odd[rows] |= (rest != 0) | finer | (open_ & dropped[scored.outcome])
    low[rows] = cents
    high[rows] = np.where(open_, weight[rows], cents)
    score[rows] = np.where(open_, NOTHING, cents)


def _add_up(sheet: Sheet, side: Side, made: _Made, caps: Caps | None) -> Scores:
    """Totals, as :func:`jixiao.scoring.total.add_up` has them for tables without open points."""
    low_row, high_row, score, claimed, weight, clause, odd_row = made
    undecided = low_row != high_row
    rate = sheet.field[POSITION] == EXECUTION_AT
    lent = sheet.sums(np.where(rate, weight, 0))
    indicated = sheet.sums(np.where(rate, 0, weight))
    odd = sheet.some(odd_row) | ((lent > 0) & (indicated == side.full))
    low, high = sheet.sums(low_row), sheet.sums(high_row)
    decided = ~sheet.some(undecided) & (sheet.count > 0)
    missing = sheet.some(undecided & (claimed < 0))
    provisional = sheet.sums(np.where(undecided, claimed, low_row))
    if caps is not None:
        low, high, provisional = (
            np.where((caps.cap != NOTHING) & (value > caps.limit), caps.cap, value)
            for value in (low, high, provisional)
        )
        decided &= ~caps.unknown
        missing |= caps.unknown
    total = np.where(decided, low, NOTHING)
    if caps is not None:
        low = np.where(caps.unknown, np.minimum(low, caps.least), low)
    provisional = np.where(missing, NOTHING, provisional)
    return Scores(Rows(score, clause), total, low, high, provisional, odd)
