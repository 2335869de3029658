"""A rule set applied to columns: block by block, and in each block formula by formula."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from jixiao.scoring.columns.common import together
from jixiao.scoring.columns.data import NO_SCORE, Columns, Scored
from jixiao.scoring.columns.kernel import Kernel, Mask, Whole
from jixiao.scoring.columns.plan import EXECUTION, SPAN, Context, Plan, plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.scoring.ruleset import LoadedRuleSet

BLOCK = 1 << 17
"""Rows done at a time.  What is made of them stays in the cache, and few calls are made for each."""

_Codes = np.ndarray[Any, np.dtype[np.uint8 | np.uint16]]
_Rows = np.ndarray[Any, np.dtype[np.intp]]
_INT64_END = 1 << 63
_ONE_BYTE = 256


class _Bound:
    """A plan with its kernels, for weights of so many digits."""

    def __init__(self, laid: Plan, weight_digits: int) -> None:
        self.outcomes, self.digits, self.special = laid.outcomes, laid.digits, laid.special
        size = len(laid.outcomes)
        self.codes = np.dtype(np.uint8 if size <= _ONE_BYTE else np.uint16)
        self.cut = 10 ** max(0, weight_digits - 2)
        self.full = 10 ** (laid.digits - min(weight_digits, 2))
        self.profile_start = np.array([number * SPAN for number in laid.profile_of], self.codes)
        cells = range(SPAN * (max(laid.profile_of) + 1))
        none = [cell for cell in cells if laid.outcomes[cell].effect == "none"]
        zero: list[int] = []
        self.groups: list[tuple[Kernel, Sequence[int]]] = []
        for made, group in laid.groups():
            plain = made.constant and made.deduct is None
            if plain and made.beta[0] == 0:
                zero += group
            elif not plain or made.beta[0] != made.gamma or weight_digits > min(made.digits, 2):
                self.groups.append((Kernel(made, weight_digits, laid.digits), group))
        self.filled = [(value, found) for value, found in ((NO_SCORE, none), (0, zero)) if found]
        self.common, self.alone = together(self.groups, size)
        self.met = np.isin(np.arange(size), sorted(laid.met))
        self.no_ratio = np.zeros(size, self.codes)
        for cell, code in laid.special.no_ratio.items():
            self.no_ratio[cell] = code
        self.effect = np.array([outcome.effect for outcome in laid.outcomes])
        self.zero_target = np.array([*laid.special.zero_target, 0], self.codes)


class _Block(NamedTuple):
    """A stretch of the columns, and where its results go."""

    weight: Whole
    target: Whole
    actual: Whole
    operator: np.ndarray[Any, np.dtype[np.int8]]
    context: np.ndarray[Any, np.dtype[np.integer[Any]]] | None
    score: Whole
    code: _Codes


class ColumnScorer:
    """A rule set ready for columns; make it with :func:`compile_columns`, share it between threads."""

    def __init__(self, rules: LoadedRuleSet) -> None:
        self.rules = rules
        self._bound = lru_cache(maxsize=8)(self._bind)

    def _bind(self, contexts: tuple[Context, ...], weight_digits: int) -> _Bound:
        return _Bound(plan(self.rules, contexts), weight_digits)

    def score(self, rows: Columns, *, threads: int = 1, block: int = BLOCK) -> Scored:
        """The score of every row, exactly what the scalar path gives, and what became of it.

        ``threads`` shares the blocks among so many threads; that pays from some millions of rows on, where
        cores are free.
        """
        bound = self._bound(rows.contexts, rows.weight_digits)
        size = len(rows)
        heavy = rows.weight.dtype == object
        if bound.full > 1 and size and not heavy:
            heavy = int(rows.weight.max()) >= _INT64_END // bound.full
        score = np.empty(size, object if heavy else np.int64)
        code = np.empty(size, bound.codes)
        parts = max(1, min(threads, size // block))
        spans = list(pairwise(size * part // parts for part in range(parts + 1)))
        if parts == 1:
            _fill(bound, rows, score, code, spans[0], block)
        else:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  # only where threads are asked for

            with ThreadPoolExecutor(parts) as pool:
                list(pool.map(lambda span: _fill(bound, rows, score, code, span, block), spans))
        return Scored(score, code, bound.digits, bound.outcomes)


def compile_columns(rules: LoadedRuleSet) -> ColumnScorer:
    """A scorer of columns under ``rules``; it agrees with the scalar path to the cent on every row."""
    return ColumnScorer(rules)


def _fill(
    bound: _Bound, rows: Columns, score: Whole, code: _Codes, span: tuple[int, int], block: int
) -> None:
    """Score the rows of ``span`` into ``score`` and ``code``."""
    finder = _Finder(max(1, min(block, span[1] - span[0])))
    for start in range(*span, block):
        at = slice(start, min(start + block, span[1]))
        context = None if rows.context is None else rows.context[at]
        given = (rows.weight[at], rows.target[at], rows.actual[at], rows.operator[at], context)
        _score(bound, _Block(*given, score[at], code[at]), finder)


class _Finder:
    """Finds the rows of some cells, in room that is used again."""

    def __init__(self, size: int) -> None:
        self.room = np.empty((2, size + size // 8 + 1), np.bool_)

    def __call__(self, code: _Codes, cells: Sequence[int]) -> _Rows:
        """The numbers of the rows whose code is one of ``cells``."""
        size = len(code)
        found, other = self.room[0, :size], self.room[1, :size]
        np.equal(code, cells[0], out=found)
        for cell in cells[1:]:
            np.logical_or(found, np.equal(code, cell, out=other), out=found)
        count = int(np.count_nonzero(found))
        if count * 32 < size or count * 8 > size:
            return found.nonzero()[0]
        # numpy goes from hit to hit in masks with less than a tenth set, several times slower than
        # straight through; a tail of hits beyond the end, dropped again, spares these masks that.
        padded = self.room[0, : size + size // 8 + 1]
        padded[size:] = True
        return padded.nonzero()[0][:count]


def _score(bound: _Bound, block: _Block, finder: _Finder) -> None:
    """One block: every row gets its cell and its full marks, then the rows that earn otherwise theirs."""
    weight, target, actual, operator, context, score, code = block
    over = np.greater(actual, target)
    reached = np.greater_equal(actual, target)
    np.multiply(operator.view(np.uint8), 3, out=code)
    np.add(code, over.view(np.uint8), out=code)
    np.add(code, reached.view(np.uint8), out=code)
    if context is not None:
        np.add(code, bound.profile_start.take(context), out=code)
    least = actual.min()
    usual = (
        least >= 0 and target.min() > 0 and weight.min() >= 0 and not (bound.special.no_ratio and least == 0)
    )
    strange = None if usual else _strange(bound, block)
    if bound.cut > 1:
        np.multiply(np.floor_divide(weight, bound.cut), bound.full, out=score)
    elif bound.full > 1:
        np.multiply(weight, bound.full, out=score)
    else:
        score[:] = weight
    for kernel, cells in bound.alone if _usual(bound, block, finder) else bound.groups:
        rows = finder(code, cells)
        if len(rows):
            x, y = (target, actual) if kernel.formula.swapped else (actual, target)
            score[rows] = kernel.scores(x.take(rows), y.take(rows), weight.take(rows))
    for value, cells in bound.filled:
        score[finder(code, cells)] = value
    if strange is not None:
        effect = bound.effect[code[strange]]
        score[strange[effect == "none"]] = NO_SCORE
        score[strange[effect == "zero"]] = 0


def _usual(bound: _Bound, block: _Block, finder: _Finder) -> bool:
    """Score the rows of the formulas that go together; false where they have to go one by one."""
    if bound.common is None:
        return False
    rows = finder(block.code, bound.common.cells)
    if len(rows):
        columns = (block.actual.take(rows), block.target.take(rows), block.weight.take(rows))
        scores = bound.common.scores(*columns, block.code.take(rows), finder)
        if scores is None:
            return False
        block.score[rows] = scores
    return True


def _strange(bound: _Bound, block: _Block) -> _Rows:
    """The rows of negative numbers, zero targets and budgets; their codes are set here, by the edge table."""
    special, code = bound.special, block.code
    mask = (block.target <= 0) | (block.actual < 0) | (block.weight < 0)
    if special.no_ratio:
        mask |= (block.actual == 0) & (bound.no_ratio.take(code) > 0)
    at: _Rows = mask.nonzero()[0]
    w, t, a = block.weight[at], block.target[at], block.actual[at]
    kind, cell = block.operator[at], code[at]
    rate, zero, less = kind == EXECUTION, t == 0, (t < 0) | (a < 0)
    answers: list[tuple[Mask, _Codes | int]] = [
        (rate & less, special.negative_amount),
        (w < 0, special.negative_weight),
        (rate & (a > 0), special.zero_budget_spent),
        (rate, special.zero_budget),
        (bound.met[cell] & (zero | less), special.met),
        (~zero & ~less, bound.no_ratio[cell]),
        (t < 0, special.negative_target),
        (a < 0, special.negative_actual),
        (zero, bound.zero_target[kind]),
    ]
    code[at] = np.select([asked for asked, _ in answers], [answer for _, answer in answers], np.int64(0))
    return at
