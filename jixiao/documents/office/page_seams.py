"""Whether the row under a page break is the rest of the row over it, by what the cells on both sides hold.

A row that may break across pages has borders round both halves; nothing drawn tells it from two rows.  What
tells is the text: a line that had no room for what goes on, and cells that every row has and one half lacks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jixiao.indicators.taxonomy import level1, level2

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.documents.office.pages import Box

    Pairs = Sequence[tuple[Box, Box]]

_SPACE = re.compile(r"\s+")
_WHOLE = re.compile(r"[≤≥<>=＜＞＝]*[-\d.,，%％]+[\w%％/]{0,2}|[（(]?[一二三四五六七八九十]+[)）、.．]?")
_PAIRED = (("“", "”"), ("（", "）"), ("(", ")"), ("《", "》"), ("【", "】"), ("「", "」"))
_ENDED = "。；;！!？?"
_SHORT, _LONG, _MANY = 4, 8, 2


def plain(text: str) -> str:
    """``text`` without white space, for comparing."""
    return _SPACE.sub("", text)


def unfinished(first: Box, second: Box) -> bool:
    """Whether the text over the break may go on under it: its line had no room, and it is no whole term."""
    over, under = plain(first.text), plain(second.text)
    if first.room >= second.lead:
        return False
    if _closes(over, under) or _makes_level(over, under):
        return True
    if len(over) < _SHORT or over[-1] in _ENDED:
        return False
    if _WHOLE.fullmatch(over) and _WHOLE.fullmatch(under):
        return False
    return _is_level(over + under) or not (_is_level(over) or _is_level(under))


def one_row(pairs: Pairs, usual: Sequence[bool] = ()) -> bool:
    """Whether the row under the break is evidently the rest of the row over it.

    ``pairs`` are the cells over and under the break, ``usual`` says of each whether all other rows of the
    table have something there.  Cells that hold text on both sides are all unfinished above; there is such a
    cell; and a bracket closes under the break, or the halves lack, one what the other has, what rows of
    their own would have: the shorter the text that goes on, the more of it.  Where what is lacking is what
    all rows have, it is enough that no line had room.
    """
    both = [(first, second) for first, second in pairs if plain(first.text) and plain(second.text)]
    if not both:
        return False
    if _lacking(pairs, usual) >= _MANY and all(_may_go_on(first, second) for first, second in both):
        return True
    if not all(unfinished(first, second) for first, second in both):
        return False
    if any(_closes(plain(first.text), plain(second.text)) for first, second in both):
        return True
    longest = max(len(plain(first.text)) for first, _ in both)
    return _lacking(pairs) >= (1 if longest >= _LONG else _MANY)


def doubtful(pairs: Pairs, usual: Sequence[bool]) -> bool:
    """Whether two rows that stay two may well be one: one of them lacks what every row has, but the other."""
    both = [(plain(first.text), plain(second.text)) for first, second in pairs]
    return (
        _lacking(pairs, usual) >= _MANY
        and any(all(one) for one in both)
        and not any(_apart(first, second) for first, second in pairs)
    )


def _apart(first: Box, second: Box) -> bool:
    """Whether the cells over and under the break plainly say two things: figures, kinds of indicators."""
    over, under = plain(first.text), plain(second.text)
    if not (over and under):
        return False
    if _WHOLE.fullmatch(over) and _WHOLE.fullmatch(under):
        return first.room >= second.lead
    return (_is_level(over) or _is_level(under)) and not _makes_level(over, under)


def _lacking(pairs: Pairs, usual: Sequence[bool] | None = None) -> int:
    """How many cells hold text on one side alone; of ``usual`` columns only, where these are given."""
    kept = [True] * len(pairs) if usual is None else [*usual, *[False] * (len(pairs) - len(usual))]
    return sum(
        counts and bool(plain(first.text)) != bool(plain(second.text))
        for (first, second), counts in zip(pairs, kept, strict=True)
    )


def _may_go_on(first: Box, second: Box) -> bool:
    """Whether the line over the break had no room for what is under it, and they are no two 指标类别."""
    over, under = plain(first.text), plain(second.text)
    if first.room >= second.lead:
        return False
    return _makes_level(over, under) or not (_is_level(over) or _is_level(under))


def _closes(over: str, under: str) -> bool:
    """Whether a quotation or bracket opened over the break is closed under it."""
    return any(
        over.count(opening) > over.count(closing) and under.count(closing) > under.count(opening)
        for opening, closing in _PAIRED
    )


def _makes_level(over: str, under: str) -> bool:
    """Whether two halves make the name of a kind of indicators (``产出指`` and ``标``)."""
    return _is_level(over + under) and not _is_level(under)


def _is_level(text: str) -> bool:
    return bool(level1(text) or level2(text))
