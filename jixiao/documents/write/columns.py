"""The columns of 绩效指标 on a written form, and how wide each must be.

The official eight are always there; columns that some bureaus add (性质 and 单位 apart from the
value, an adjusted target, a coefficient, a review) only where the form has something in them, the
computed scores where it was scored.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.write.styles import display_width, printable
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jixiao.schemas.self_evaluation import Indicator


class Column(NamedTuple):
    """A column: the field it holds (or ``score``, ``sign``, ``status``, ``reason``), and its least width.

    Widths are in halves of a Chinese character.
    """

    key: str
    least: int
    figure: bool = False

    @property
    def heading(self) -> str:
        """The words over the column."""
        return say(f"form.column.{self.key}")


_OFFICIAL = (
    Column("level1", 9),
    Column("level2", 9),
    Column("name", 14),
    Column("target", 11),
    Column("actual", 11),
    Column("weight", 8, figure=True),
    Column("claimed_score", 7, figure=True),
    Column("deviation_note", 13),
)
_ADDED = (
    ("name", "core", Column("core", 5)),
    ("core", "operator", Column("operator", 6)),
    ("target", "unit", Column("unit", 7)),
    ("unit", "adjusted_target", Column("adjusted_target", 10)),
    ("weight", "coefficient", Column("coefficient", 7, figure=True)),
    ("claimed_score", "review_actual", Column("review_actual", 10)),
    ("review_actual", "review_score", Column("review_score", 7, figure=True)),
    ("review_score", "review_note", Column("review_note", 11)),
)
"""Columns of some bureaus: after which official or added column each stands."""
_SCORED = (
    Column("score", 9, figure=True),
    Column("sign", 5),
    Column("status", 8),
    Column("reason", 26),
)


def columns_of(
    indicators: Sequence[Indicator], *, scored: bool, always: Sequence[str] = ()
) -> tuple[Column, ...]:
    """The columns a form needs, left to right; those named in ``always`` even where they are empty."""
    found = list(_OFFICIAL)
    for after, field, column in _ADDED:
        if field in always or any(getattr(row, field) is not None for row in indicators):
            found.insert(_after(found, after) + 1, column)
    if scored:
        at = _after(found, "claimed_score") + 1
        found[at:at] = _SCORED
    return tuple(found)


def _after(columns: Sequence[Column], key: str) -> int:
    """Where ``key`` stands, or else the column it would itself stand after."""
    keys = [column.key for column in columns]
    before = {field: after for after, field, _ in _ADDED}
    while key not in keys:
        key = before[key]
    return keys.index(key)


def fit(
    columns: Sequence[Column],
    cells: Sequence[Sequence[str]],
    total: int,
    figures: Mapping[str, int] | None = None,
) -> tuple[int, ...]:
    """Widths that add up to ``total`` or more, such that the tallest row is as low as can be.

    Figures never break, so their columns are as wide as the widest; other columns get what makes the
    number of lines in the fullest cell smallest.  ``figures`` are widths of numbers in a text column.
    """
    floors = figures or {}
    needs = [
        max((display_width(line) for text in texts for line in printable(text).split("\n")), default=0)
        for texts in (zip(*cells, strict=True) if cells else ((),) * len(columns))
    ]
    fixed = {
        index: max(column.least, min(needs[index], 40) + 3)
        for index, column in enumerate(columns)
        if column.figure
    }
    least = [
        fixed.get(index, max(column.least, min(floors.get(column.key, 0), 40) + 3))
        for index, column in enumerate(columns)
    ]
    free = [index for index in range(len(columns)) if index not in fixed]

    def widths(lines: int) -> list[int]:
        return [
            least[index] if index in fixed else max(least[index], math.ceil(needs[index] / lines) + 2)
            for index in range(len(columns))
        ]

    low, high = 1, max(needs, default=1) + 1
    while low < high:
        middle = (low + high) // 2
        if sum(widths(middle)) <= total:
            high = middle
        else:
            low = middle + 1
    chosen = widths(low)
    spare = total - sum(chosen)
    for _ in range(max(spare, 0)):
        # what is left goes where a cell is fullest for its width
        index = max(free, key=lambda at: (needs[at] + 8) / chosen[at])
        chosen[index] += 1
    return tuple(chosen)
