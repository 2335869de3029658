"""Putting the cells of one row under the columns of its table, by content.

Merged cells get lost when a table becomes text: a row then begins too far left or right,
and not evenly.  Every way of putting the cells under the headings in order is weighed: what a
cell may hold under a heading, and how far it moved.  The cheapest wins; of two equally good ones
the one that moves least, and the row is reported as ambiguous.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents import figures
from jixiao.documents.figures import compact
from jixiao.indicators.taxonomy import level1, level2
from jixiao.indicators.tiers import tier_rank

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NEVER = 10_000
BAD = 24
"""A row that fits worse than this does not belong under its headings."""

_OPERATORS = frozenset(
    {
        "≥",
        "≧",
        "≤",
        "≦",
        "=",
        "═",
        ">",
        "<",
        ">=",
        "<=",
        "=<",
        "=>",
        "==",
        "大于",
        "小于",
        "等于",
        "大于等于",
        "小于等于",
        "不低于",
        "不高于",
        "不少于",
        "不超过",
        "定性",
        "定量",
        "正向",
        "反向",
        "正向指标",
        "反向指标",
        "定性指标",
        "定量指标",
    }
)
_QUANTITY = re.compile(r"[≥≧≤≦=═><~约]*\d[\d,.]*(?:[-~—]\d[\d.,]*)?(?:%|‰|[^\d%]{0,6})")
_SIGN = re.compile(r"[≥≧≤≦=═><]")
_LEVEL_POINTS = re.compile(r"[(（\[【]?\d+(?:\.\d+)?(?:分|%)[)）\]】]?$")
_CHINESE = re.compile("[一-鿿]")
_CORE = frozenset({"是", "否", "√", "×", "★", "✓", "核心", "非核心"})
_BLOCK = (
    "绩效指标",
    "项目资金",
    "年度绩效指标",
    "绩效",
    "指标",
    "资金",
    "预算执行情况",
    "年度预算执行情况",
    "项目资金情况",
    "资金情况",
)
_AMOUNTS = frozenset({"initial_budget", "annual_budget", "executed"})
_FIGURES = _AMOUNTS | {"weight", "claimed_score", "review_score", "coefficient", "claimed_rate"}
_EXPECTED = frozenset(
    {"target", "actual", "weight", "claimed_score", "initial_budget", "annual_budget", "executed"}
)


@dataclass(frozen=True, slots=True)
class Fit:
    """A row under its headings: per column its cell or null, the cost, and whether another was as good."""

    cells: tuple[str | None, ...]
    cost: int
    moved: bool = False
    ambiguous: bool = False


class Look(NamedTuple):
    """What kind of thing a cell is, as far as columns are concerned."""

    blank: bool
    number: bool
    value: Decimal
    percent: bool
    quantity: bool
    sign: bool
    operator: bool
    level1: bool
    level2: bool
    tier: bool
    long: bool
    text: str


@lru_cache(maxsize=16384)
def look(cell: str) -> Look:
    """The kind of a cell."""
    if len(cell) > 200:
        return Look(False, False, Decimal(0), False, False, False, False, False, False, False, True, "")
    text = compact(cell)
    figure = figures.plain(text)
    blank = figures.is_blank(cell)
    number = figure.value is not None
    worded = _CHINESE.search(text) is not None  # the words of levels and tiers all are Chinese
    label = _LEVEL_POINTS.sub("", text) if worded else ""
    return Look(
        blank=blank,
        number=number or figure.trouble == "absurd",
        value=Decimal(0) if figure.value is None else figure.value,
        percent=text.endswith(("%", "‰")) and (number or text.endswith("‰")),
        quantity=number or _QUANTITY.fullmatch(text) is not None,
        sign=_SIGN.match(text) is not None,
        operator=text in _OPERATORS,
        level1=worded and level1(label) is not None,
        level2=worded and level2(label) is not None,
        tier=worded and tier_rank(text) is not None,
        long=len(text) > 16,
        text=text,
    )


@lru_cache(maxsize=16384)
def content_cost(field: str | None, cell: str) -> int:
    """How unlikely ``cell`` is under a column; 0 is what belongs there, 9 and more what does not."""
    seen = look(cell)
    rule = _COSTS.get(field or "other")
    return 2 if rule is None else rule(seen)


def _level(own: str, other: str) -> Callable[[Look], int]:
    def cost(seen: Look) -> int:
        if getattr(seen, own):
            return 0
        if getattr(seen, other):
            return 7
        if seen.quantity or seen.operator:
            return 12
        if seen.blank or seen.tier:
            return 9
        return 6 if seen.long else 4

    return cost


def _name(seen: Look) -> int:
    if seen.number or seen.operator:
        return 10
    if seen.quantity or seen.sign:
        return 8
    if seen.blank:
        return 3
    if seen.tier:
        return 6
    return 2 if seen.level1 or seen.level2 else 0


def _operator(seen: Look) -> int:
    if seen.operator or seen.blank:
        return 0
    return 10 if seen.quantity or seen.long or len(seen.text) > 8 else 5


def _target(seen: Look) -> int:
    if seen.operator and not seen.sign:
        return 1
    if seen.number and not seen.percent:
        return 1
    if seen.quantity or seen.sign or seen.blank:
        return 0
    if seen.level1 or seen.level2:
        return 5
    return 3 if seen.tier else 1


def _actual(seen: Look) -> int:
    if seen.sign:
        return 2
    if seen.quantity or seen.tier or seen.blank:
        return 0
    return 5 if seen.level1 or seen.level2 else 1


def _unit(seen: Look) -> int:
    if seen.operator or seen.number or seen.sign:
        return 10
    if len(seen.text) > 8 or seen.long:
        return 8
    return 5 if seen.level1 or seen.level2 or seen.tier else 0


def _score(seen: Look) -> int:
    if seen.number:
        return 2 if seen.value > 100 else 1 if seen.percent else 0
    return 1 if seen.blank else 10


def _note(seen: Look) -> int:
    if seen.number:
        return 6
    if seen.level1 or seen.level2:
        return 4
    return 2 if seen.tier or seen.quantity else 0


def _amount(seen: Look) -> int:
    if seen.percent:
        return 7
    if seen.number or seen.blank:
        return 0
    return 0 if figures.amount(seen.text).value is not None else 10


def _rate(seen: Look) -> int:
    if seen.percent:
        return 0
    return 1 if seen.number or seen.blank else 10


def _block(seen: Look) -> int:
    return 0 if seen.text.startswith(_BLOCK) and not seen.level1 else 12


_COSTS: dict[str, Callable[[Look], int]] = {
    "level1": _level("level1", "level2"),
    "level2": _level("level2", "level1"),
    "name": _name,
    "operator": _operator,
    "target": _target,
    "adjusted_target": _target,
    "unit": _unit,
    "actual": _actual,
    "review_actual": _actual,
    "weight": _score,
    "claimed_score": _score,
    "review_score": _score,
    "coefficient": _score,
    "core": lambda seen: 0 if seen.text in _CORE or seen.blank else 9,
    "review_note": _note,
    "remark": _note,
    "deviation_note": _note,
    "block": _block,
    "serial": lambda seen: 0 if seen.number else 9,
    "fund_name": lambda seen: 9 if seen.number else 3 if seen.blank else 0,
    "initial_budget": _amount,
    "annual_budget": _amount,
    "executed": _amount,
    "claimed_rate": _rate,
}


def fits_in_place(fields: Sequence[str | None], cells: Sequence[str], *, whole: bool = False) -> bool:
    """Whether the cells stand under their own headings: numbers where numbers go, no word misplaced.

    In a ``whole`` row of a grid what stands in a column of figures belongs there, whatever it is.
    """
    if any(cells[len(fields) :]):
        return False
    named = False
    for field, cell in zip(fields, cells, strict=False):
        if not cell:
            continue
        cost = content_cost(field, cell)
        if field == "name":
            named = True
        if whole and field in _FIGURES:
            continue
        if cost >= (1 if field in {"level1", "level2"} else 7) or field is None:
            return False
    if named or "name" not in fields:
        return True
    valued = any(
        cell for field, cell in zip(fields, cells, strict=False) if field in {"target", "actual", "weight"}
    )
    return not valued


def fit(
    fields: Sequence[str | None], cells: Sequence[str], *, grid: bool, merge: int = 1, whole: bool = False
) -> Fit:
    """The best way of putting ``cells`` under ``fields``.

    ``grid`` says that positions mean something (tabs, pipes); ``merge`` is how many neighbouring
    cells may be pieces of one; ``whole`` that the row has all cells of its grid.
    """
    if grid and fits_in_place(fields, cells, whole=whole):
        padded = [*cells, *[""] * len(fields)][: len(fields)]
        return Fit(tuple(cell or None for cell in padded), 0)
    tokens = [(index, cell) for index, cell in enumerate(cells) if cell]
    if not tokens or len(tokens) > 60:
        return Fit((None,) * len(fields), _NEVER if tokens else 0)
    return _search(fields, tokens, grid, merge)


def _search(fields: Sequence[str | None], tokens: Sequence[tuple[int, str]], grid: bool, merge: int) -> Fit:
    """Dynamic programming over (cells placed, last column used); costs are whole numbers."""
    count = len(tokens)
    named = "name" in fields
    skips = [_skip_cost(field, named) for field in fields]
    before = [0]
    for skip in skips:
        before.append(before[-1] + skip)
    # best[i][j]: the first i cells are placed, the last of them under column j
    best: list[dict[int, tuple[int, int, tuple[int, int, int] | None]]] = [{} for _ in range(count + 1)]
    for i in range(count):
        for size in range(1, min(merge, count - i) + 1):
            pieces = tokens[i : i + size]
            cell = joined([piece for _, piece in pieces])
            for j, field in enumerate(fields):
                if field is None:
                    continue
                if size > 1 and field in {"weight", "claimed_score", "serial", "operator"}:
                    continue
                own = content_cost(field, cell) + (size - 1) * (2 if size < 4 else 1)
                if size > 1 and any(look(piece).level1 or look(piece).level2 for _, piece in pieces):
                    own += 6
                shift = j - pieces[0][0] if grid else 0
                options: list[tuple[int, int, tuple[int, int, int] | None]] = []
                if i == 0:
                    move = 3 * (shift != 0)
                    options.append((own + move + before[j], 1, None))
                for last, (cost, ways, _) in best[i].items():
                    if last > j or (last == j and field != "fund_name"):
                        continue
                    previous = last - tokens[i - 1][0] if grid else 0
                    move = 2 * (shift != previous)
                    skipped = before[j] - before[last + 1] if last < j else 0
                    worse = _score_above_weight(fields, last, j, tokens[i - 1][1], cell)
                    options.append((cost + own + move + skipped + worse, ways, (i, last, 0)))
                _keep(best, i + size, j, options)
    finals: dict[int, tuple[int, int]] = {}
    for j, (cost, ways, _) in best[count].items():
        finals[j] = (cost + _trailing(before, j, fields, tokens), ways)
    if not finals:
        return Fit((None,) * len(fields), _NEVER)
    least = min(cost for cost, _ in finals.values())
    ends = [j for j, (cost, _) in finals.items() if cost == least]
    ways = sum(finals[j][1] for j in ends)
    return _trace(fields, tokens, best, min(ends), least, ways > 1)


def _skip_cost(field: str | None, named: bool) -> int:
    if field == "name":
        return 6
    if field in _AMOUNTS:
        return 2
    return 2 if field in _EXPECTED and named else 1 if field in _EXPECTED else 0


def _trailing(
    before: list[int], last: int, fields: Sequence[str | None], tokens: Sequence[tuple[int, str]]
) -> int:
    """Columns left empty at the end cost nothing for a row of levels only."""
    if fields[last] in {"level1", "level2", "block"} or not tokens:
        return 0
    return before[-1] - before[last + 1]


def _score_above_weight(fields: Sequence[str | None], last: int, j: int, previous: str, cell: str) -> int:
    if fields[last] == "weight" and fields[j] == "claimed_score":
        weight, score = look(previous), look(cell)
        if weight.number and score.number and score.value > weight.value:
            return 4
    return 0


def _keep(
    best: list[dict[int, tuple[int, int, tuple[int, int, int] | None]]],
    i: int,
    j: int,
    options: list[tuple[int, int, tuple[int, int, int] | None]],
) -> None:
    """The cheapest options for a state; equally cheap ones are counted, the first (leftmost) is followed."""
    for cost, ways, origin in options:
        known = best[i].get(j)
        if known is None or cost < known[0]:
            best[i][j] = (cost, ways, origin)
        elif cost == known[0]:
            best[i][j] = (cost, known[1] + ways, known[2])


def _trace(
    fields: Sequence[str | None],
    tokens: Sequence[tuple[int, str]],
    best: list[dict[int, tuple[int, int, tuple[int, int, int] | None]]],
    end: int,
    cost: int,
    ambiguous: bool,
) -> Fit:
    placed: list[str | None] = [None] * len(fields)
    i, j = len(tokens), end
    while True:
        origin = best[i][j][2]
        start = origin[0] if origin else 0
        piece = joined([cell for _, cell in tokens[start:i]])
        placed[j] = piece if placed[j] is None else joined([piece, placed[j] or ""])
        if origin is None:
            break
        i, j = origin[0], origin[1]
    moved = any(placed[index] != cell for index, cell in tokens if index < len(placed))
    return Fit(tuple(placed), cost, moved, ambiguous)


def joined(pieces: Sequence[str]) -> str:
    """Pieces of one cell put together again, a space between them as printed."""
    return " ".join(pieces)
