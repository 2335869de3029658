"""Columns from rows that are whole numbers already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jixiao.scoring.columns.data import Columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.scoring.columns.plan import Context


def whole_columns(
    weights: Sequence[int], rows: Sequence[tuple[int, int, int, int]], contexts: tuple[Context, ...]
) -> Columns:
    """Columns of rows (operator code, target, actual, number of the context) and their weights in cents.

    Target and actual are in one unit, whatever it is.  Raises ``OverflowError`` for what int64 cannot hold.
    """
    operator, target, actual, context = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Columns(
        np.array(weights, np.int64),
        np.array(target, np.int64),
        np.array(actual, np.int64),
        np.array(operator, np.int8),
        weight_digits=2,
        value_digits=0,
        context=None if len(contexts) == 1 else np.array(context, np.int32),
        contexts=contexts,
    )
