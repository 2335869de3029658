"""The columns that go in and come out: arrays of whole numbers, a byte for what became of each row."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context as Precision
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from jixiao.scoring.columns.plan import EXECUTION, OPERATORS, Context, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jixiao.scoring.columns.kernel import Whole

NO_SCORE = int(np.iinfo(np.int64).min)
"""Stands where a row has no score: no score is negative, and none is ever this."""
KIND_CODE = {operator: code for code, operator in enumerate((*OPERATORS, "execution"))}
"""The operator code of ``>=``, ``>``, ``<=``, ``<``, ``=`` and ``execution``."""
_EXACT = Precision(prec=1000)


class Row(NamedTuple):
    """One row in plain numbers: ``operator`` is one of ``>= > <= < =`` or ``execution``.

    For ``execution`` the target is the budget that the clause divides by, the actual what was spent.
    """

    operator: str
    weight: Decimal
    target: Decimal
    actual: Decimal
    context: Context = Context()


@dataclass(frozen=True, eq=False)
class Columns:
    """Rows as aligned arrays of one length.

    ``weight`` counts units of ``10**-weight_digits``; ``target`` and ``actual``, both in the same unit of
    measure, count units of ``10**-value_digits``.  They are int64, or ``object`` with Python integers
    where those do not fit.  ``operator`` is one byte a row (``KIND_CODE``).  ``context`` indexes
    ``contexts``; it is ``None`` where all rows have the first.  Raises ``ValueError`` for arrays of
    different lengths or types, and for unknown codes.
    """

    weight: Whole
    target: Whole
    actual: Whole
    operator: np.ndarray[Any, np.dtype[np.int8]]
    weight_digits: int = 2
    value_digits: int = 2
    context: np.ndarray[Any, np.dtype[np.integer[Any]]] | None = None
    contexts: tuple[Context, ...] = (Context(),)

    def __post_init__(self) -> None:
        """Refuse columns that do not belong together."""
        arrays: list[np.ndarray[Any, Any]] = [self.weight, self.target, self.actual, self.operator]
        arrays += [] if self.context is None else [self.context]
        if len({array.shape for array in arrays}) != 1 or self.weight.ndim != 1:
            raise ValueError("the columns must be one-dimensional and of one length")
        if any(array.dtype not in (np.dtype(np.int64), np.dtype(object)) for array in arrays[:3]):
            raise ValueError("weight, target and actual must be int64 or object")
        _codes(self.operator, EXECUTION, "operator")
        if self.operator.dtype.itemsize != 1:
            raise ValueError("operator must be one byte a row")
        if self.context is not None:
            _codes(self.context, len(self.contexts) - 1, "context")
        if min(self.weight_digits, self.value_digits) < 0 or not self.contexts:
            raise ValueError("digits must not be negative, and there must be a context")

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.weight)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Columns:
        """Columns of rows given one by one.  Raises ``KeyError`` for an operator that is none."""
        given = list(rows)
        weights, weight_digits = _whole([row.weight for row in given])
        values, value_digits = _whole([n for row in given for n in (row.target, row.actual)])
        contexts = tuple(dict.fromkeys(row.context for row in given)) or (Context(),)
        numbers = {context: number for number, context in enumerate(contexts)}
        context = None
        if len(contexts) > 1:
            context = np.array([numbers[row.context] for row in given], np.int32)
        operator = np.array([KIND_CODE[row.operator] for row in given], np.int8)
        return cls(
            weights, values[0::2], values[1::2], operator, weight_digits, value_digits, context, contexts
        )

    def row(self, index: int) -> Row:
        """One row in plain numbers again."""
        context = self.contexts[0 if self.context is None else int(self.context[index])]
        return Row(
            tuple(KIND_CODE)[int(self.operator[index])],
            _EXACT.scaleb(Decimal(int(self.weight[index])), -self.weight_digits),
            _EXACT.scaleb(Decimal(int(self.target[index])), -self.value_digits),
            _EXACT.scaleb(Decimal(int(self.actual[index])), -self.value_digits),
            context,
        )

    def take(self, rows: Sequence[int] | np.ndarray[Any, Any]) -> Columns:
        """The rows of these numbers, in this order."""
        at = np.asarray(rows, np.intp)
        return Columns(
            self.weight[at], self.target[at], self.actual[at], self.operator[at], self.weight_digits,
            self.value_digits, None if self.context is None else self.context[at], self.contexts,
        )  # fmt: skip


def _codes(array: np.ndarray[Any, Any], most: int, name: str) -> None:
    if array.dtype.kind not in "iu" or (len(array) and not 0 <= int(array.min()) <= int(array.max()) <= most):
        raise ValueError(f"{name} must hold whole numbers from 0 to {most}")


def _whole(values: Sequence[Decimal]) -> tuple[Whole, int]:
    """Decimals as whole numbers of the finest unit among them, at least hundredths."""
    digits = max([2, *(-int(value.as_tuple().exponent) for value in values)])
    units = [int(_EXACT.scaleb(value, digits)) for value in values]
    fits = all(NO_SCORE < unit < -NO_SCORE for unit in units)
    return np.array(units, np.int64 if fits else object), digits


@dataclass(frozen=True, eq=False)
class Scored:
    """What became of the rows.

    ``score`` counts units of ``10**-digits`` and holds ``NO_SCORE`` where there is none; it is int64, or
    ``object`` where scores do not fit.  ``outcome`` has one byte a row (two where a rule set tells very
    many contexts apart): the index of its entry in ``outcomes``, which names status, reason and clause.
    """

    score: Whole
    outcome: np.ndarray[Any, np.dtype[np.uint8 | np.uint16]]
    digits: int
    outcomes: tuple[Outcome, ...]

    def decimal(self, index: int) -> Decimal | None:
        """The score of one row, ``None`` where it has none."""
        units = int(self.score[index])
        return None if units == NO_SCORE else _EXACT.scaleb(Decimal(units), -self.digits)

    def of(self, index: int) -> Outcome:
        """Status, reason and clause of one row."""
        return self.outcomes[int(self.outcome[index])]

    def counts(self) -> dict[Outcome, int]:
        """How many rows had each outcome, the most frequent first; outcomes that say the same are one."""
        found: dict[Outcome, int] = {}
        for code, count in enumerate(np.bincount(self.outcome, minlength=len(self.outcomes)).tolist()):
            if count:
                found[self.outcomes[code]] = found.get(self.outcomes[code], 0) + count
        return dict(sorted(found.items(), key=lambda item: -item[1]))
