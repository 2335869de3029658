"""Heading rows: which column of a table holds what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from jixiao.documents import headings
from jixiao.documents.align import Fit, content_cost, fit
from jixiao.documents.figures import amount, compact, is_digits, percent
from jixiao.documents.lines import Line, Once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.documents.headings import Heading
    from jixiao.documents.lines import Mode

_LEVELS = frozenset({"level1", "level2", "name"})
_VALUES = frozenset({"target", "actual", "weight", "claimed_score", "coefficient", "review_score"})
_COUNTED = _LEVELS | _VALUES | {"operator", "unit", "deviation_note"}
_LISTS = frozenset(
    {"项目名称", "序号", "单位名称", "科目名称", "部门名称", "项目", "单位", "部门", "行次", "栏次"}
)
_FOURTH = frozenset({"四级指标", "四级指标名称", "四级", "4级指标", "四级绩效指标"})
_PLANNED = frozenset(
    {
        "计划", "计划数", "计划金额", "计划安排", "计划安排数", "资金计划", "资金计划数", "计划资金",
        "计划投入", "安排数", "计划总额", "全年计划数", "年度计划数",
    }
)  # fmt: skip
"""What the year may spend, where a table calls it a plan and no column a budget."""

_BUDGET = "全年预算数"
_AMOUNTS = frozenset({"initial_budget", "annual_budget", "executed"})
_FIGURES = _AMOUNTS | {"weight", "claimed_rate", "claimed_score"}
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_MERGED_HEADING = 4
_COLUMN_GAP = 3
_MISFIT = 7
_DOUBTFUL = 6


@dataclass(frozen=True)
class Columns:
    """The columns of one block, left to right; a column's field is null where nothing is known of it.

    ``headings`` are as printed.  ``near`` are headings read as another word.  ``spaced`` and
    ``spans`` describe a heading row printed with spaces, for rows that keep to its positions.  ``second``
    is the lower line of a heading in two.
    """

    which: str
    line: Line
    mode: Mode
    fields: tuple[str | None, ...]
    headings: tuple[str, ...]
    near: tuple[tuple[str, str], ...] = ()
    spaced: tuple[str | None, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    second: Line | None = None

    def heading(self, field: str) -> str:
        """The printed heading of a field; empty where the table has no such column."""
        return self._by_field.get(field, "")

    @Once
    def _by_field(self) -> dict[str | None, str]:
        """The first heading of each field."""
        return dict(reversed(tuple(zip(self.fields, self.headings, strict=True))))

    def place(self, line: Line, cells: Sequence[str] | None = None) -> Fit:
        """The cells of a row under these columns."""
        if line.mode == "grid" or cells is not None:
            given = self._named(line.cells if cells is None else cells)
            extra = len(given) > len(self.fields)
            if not line.whole or cells is not None:
                return fit(self.fields, given, grid=True, merge=3 if extra else 1)
            put = fit(self.fields, self._under_merged(given), grid=True, merge=3 if extra else 1, whole=True)
            # all cells of the row are there: if one has to be moved to fit, somebody should look
            return replace(put, ambiguous=True) if put.moved and not put.ambiguous else put
        kept = self._in_position(line)
        if kept is not None:
            return kept
        flow = [field for field in self.fields if field is not None]
        found = fit(flow, line.cells, grid=False, merge=2 if line.mode == "wide" else 8)
        full = iter(found.cells)
        whole = replace(found, cells=tuple(None if field is None else next(full) for field in self.fields))
        return _settled(whole, self.fields) if self.which == "fund" else whole

    def _named(self, cells: Sequence[str]) -> Sequence[str]:
        """The cells of a row, a third level without a fourth one under it being the name itself."""
        if "level3" not in self.fields:
            return cells
        third, name = self.fields.index("level3"), self.fields.index("name")
        if max(third, name) >= len(cells) or cells[name] or not cells[third]:
            return cells
        found = list(cells)
        found[third], found[name] = found[name], found[third]
        return found

    @Once
    def _under(self) -> tuple[int, ...]:
        """The columns without a heading of their own, merged with one to their left."""
        return tuple(sorted(index for index in self.line.continued if not self.headings[index]))

    def _under_merged(self, cells: Sequence[str]) -> Sequence[str]:
        """The cells of a whole row, those under one merged heading put together (``≥`` and ``32个``)."""
        under = self._under
        if not under:
            return cells
        found = list(cells)
        for index in under:
            if index < len(found) and found[index]:
                first = max(at for at in range(index) if at not in under)
                found[first], found[index] = found[first] + found[index], ""
        return found

    def _in_position(self, line: Line) -> Fit | None:
        """The fit of a row printed at the positions of the heading row, or ``None`` if it is not."""
        if self.spaced and len(line.spaced) <= len(self.spaced):
            found = fit(self.spaced, line.spaced, grid=True)
            if found.cost == 0 and _worst(self.spaced, found.cells) < _DOUBTFUL:
                return replace(found, cells=_by_field(self.fields, self.spaced, found.cells))
        if not self.spans or line.mode != "wide" or max(_gaps(line.spans), default=0) < _COLUMN_GAP:
            return None
        cells = self._under_headings(line)
        if cells is None:
            return None
        worst = _worst(self.fields, cells)
        return Fit(tuple(cells), worst) if worst < _DOUBTFUL else None

    def _under_headings(self, line: Line) -> list[str | None] | None:
        """Every cell under the heading it overlaps (else the nearest), in order; ``None`` if two meet."""
        cells: list[str | None] = [None] * len(self.fields)
        last = -1
        for span, cell in zip(line.spans, line.cells, strict=True):
            ranked = [
                (content_cost(name, cell) >= _MISFIT, *_apart(heading, span), column)
                for column, (name, heading) in enumerate(zip(self.fields, self.spans, strict=True))
            ]
            column = min(ranked)[-1]
            if column <= last:
                return None
            cells[column], last = cell, column
        return cells


def of_line(line: Line, which: str) -> Columns | None:
    """The columns a line names, if it is a heading row of that block; near misses included."""
    if line.mode != "words" and _has_figures(line.cells):
        return None  # before its words are compared with all that headings say
    words, texts = _words(line, which)
    if not _is_heading_row(words, texts, which):
        return None
    return _columns(line, which, words, texts)


def with_second_line(first: Columns, line: Line) -> Columns | None:
    """A heading row in two lines: the lower words under the upper ones; ``None`` if they are no headings."""
    if line.mode != "grid" or first.mode != "grid" or len(line.cells) > len(first.fields) + 1:
        return None
    lower = [*line.cells, *[""] * len(first.fields)][: len(first.fields)]
    if not any(lower):
        return None
    words: list[Heading | None] = []
    texts: list[str] = []
    over = ""
    for upper, below in zip(first.headings, lower, strict=True):
        over = upper or over  # the upper heading may be merged over several lower ones
        both = _exact(over + below, first.which) if below else None
        alone = _exact(below, first.which) if below else None
        chosen = both or alone
        if below and chosen is None:
            return None
        words.append(chosen or headings.match(upper, first.which))
        texts.append(upper if not below else below if both is None else over + below)
    return replace(_columns(first.line, first.which, words, texts), second=line)


def join_lines(first: Line, second: Line) -> Line:
    """Two physical lines that are one: the last cell of the first goes on in the second."""
    return Line(first.number, first.text.rstrip("\r\n") + second.text.lstrip(" "))


def known_fields(line: Line, which: str) -> int:
    """How many different columns the words of a line name exactly."""
    words, _ = _words(line, which)
    return len(
        {word.field for word in words if word is not None and word.distance == 0 and word.field != "other"}
    )


def _exact(text: str, which: str) -> Heading | None:
    found = headings.match(text, which)
    return found if found is not None and found.distance == 0 else None


def _words(line: Line, which: str) -> tuple[list[Heading | None], list[str]]:
    cells = list(line.cells)
    if line.mode == "words":
        cells = _segment(cells, which)
    return [_match(cell, which) if cell else None for cell in cells], cells


def _match(cell: str, which: str) -> Heading | None:
    """What a heading says; a plan of funds is near to the budget of the year."""
    found = headings.match(cell, which)
    if found is None and which == "fund" and len(cell) < 40 and _bare(cell) in _PLANNED:
        return headings.Heading("annual_budget", _BUDGET, 1)
    return found


def _bare(cell: str) -> str:
    """A heading without what stands in brackets."""
    return _BRACKETS.sub("", compact(cell))


def _segment(tokens: list[str], which: str) -> list[str]:
    """Single words put together to headings, longest first (``分 值``, ``全年预算数 A``)."""
    if len(tokens) > 60:
        return tokens
    found, i = [], 0
    while i < len(tokens):
        for size in range(min(_MERGED_HEADING, len(tokens) - i), 0, -1):
            pieces = tokens[i : i + size]
            apart = all(_exact(piece, which) for piece in pieces)
            if size == 1 or (not apart and _exact("".join(pieces), which)):
                found.append(" ".join(pieces))
                i += size
                break
    return found


def _has_figures(texts: Sequence[str]) -> bool:
    """Whether a cell is nothing but a number, as no heading is."""
    return any(map(is_digits, texts))


def _is_heading_row(words: list[Heading | None], texts: list[str], which: str) -> bool:
    fields = {word.field for word in words if word is not None}
    exact = {word.field for word in words if word is not None and word.distance == 0}
    if _has_figures(texts):
        return False
    if which == "indicator":
        return (
            bool(fields & (_LEVELS | {"block"}))
            and bool(fields & _VALUES)
            and len(fields & _COUNTED) >= 3
            and len(exact & _COUNTED) >= 2
        )
    if any(compact(text) in _LISTS for text in texts if len(text) < 40):
        return False
    told = {"claimed_rate", "claimed_score", "weight", "block"}
    return "executed" in exact and bool(fields & {"annual_budget", "initial_budget"}) and bool(fields & told)


def _columns(line: Line, which: str, words: Sequence[Heading | None], texts: Sequence[str]) -> Columns:
    fields = _fields(words, texts, which)
    near = tuple(
        (text, word.word)
        for text, word, field in zip(texts, words, fields, strict=True)
        if word is not None and word.distance and field is not None
        if field != "other" or word.field == "other"
    )
    spaced: tuple[str | None, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    if line.mode == "wide":
        if [cell for cell in line.spaced if cell] == list(line.cells):
            flow = iter(words)
            spaced = _fields([next(flow) if cell else None for cell in line.spaced], line.spaced, which)
        spans = line.spans
    return Columns(which, line, line.mode, fields, tuple(texts), near, spaced, spans)


def _fields(words: Sequence[Heading | None], texts: Sequence[str], which: str) -> tuple[str | None, ...]:
    """Fields by column: each once (the nearest heading wins), remarks where they belong, blanks null."""
    chosen: list[str | None] = []
    for text, word in zip(texts, words, strict=True):
        chosen.append(word.field if word is not None else "other" if text else None)
    if which == "indicator":
        _set_levels(chosen, texts)
    for field in set(chosen):
        if field in {None, "other", "block", "fund_name"}:
            continue
        at = [index for index, name in enumerate(chosen) if name == field]
        ranked = sorted(at, key=lambda index: (_distance(words[index]), index))
        for index in ranked[1:]:
            chosen[index] = "other"
    if which == "indicator":
        return _indicator_fields(chosen)
    return _fund_fields(chosen)


def _set_levels(chosen: list[str | None], texts: Sequence[str]) -> None:
    """A fourth level is what a row is named by; a target left of the levels is the label of the block."""
    fourth = next((i for i, text in enumerate(texts) if len(text) < 40 and _bare(text) in _FOURTH), None)
    if fourth is not None:
        chosen[:] = ["level3" if field == "name" else field for field in chosen]
        chosen[fourth] = "name"
    first = next((i for i, field in enumerate(chosen) if field in _LEVELS), 0)
    if chosen.count("target") > 1 and chosen[first - 1 : first] == ["target"]:
        chosen[first - 1] = "block"


def repeated(columns: Columns) -> list[tuple[int, int]]:
    """Columns whose headings say the same, exactly: the one that is read, and one that is not.

    A heading merged over several columns, and written out over each of them, is one heading.
    """
    found = []
    for lost, (field, text) in enumerate(zip(columns.fields, columns.headings, strict=True)):
        word = _exact(text, columns.which) if field == "other" and text else None
        if word is None or word.field == "other" or word.field not in columns.fields:
            continue
        found.append((columns.fields.index(word.field), lost))
    return found


def _distance(word: Heading | None) -> int:
    return 9 if word is None else word.distance


def _indicator_fields(chosen: list[str | None]) -> tuple[str | None, ...]:
    present = set(chosen)
    first = next((i for i, field in enumerate(chosen) if field in _LEVELS), 0)
    if first and chosen[first - 1] is None and "block" not in present:
        chosen[first - 1] = "block"  # a label merged over the rows below, not over the heading
    if "remark" in present:
        reviewed = present & {"review_actual", "review_score"} and "review_note" not in present
        remark = (
            "review_note" if reviewed else "deviation_note" if "deviation_note" not in present else "other"
        )
        chosen = [remark if field == "remark" else field for field in chosen]
    if "name" not in present and "block" in present:
        index = max(i for i, field in enumerate(chosen) if field == "block")
        if index > 0 or not present & {"level1", "level2"}:
            chosen[index] = "name"
    return tuple(chosen)


def _fund_fields(chosen: list[str | None]) -> tuple[str | None, ...]:
    first = next((i for i, field in enumerate(chosen) if field in _AMOUNTS), len(chosen))
    if "fund_name" not in chosen[:first]:
        blanks = [i for i in range(first) if chosen[i] is None]
        for index in blanks or [i for i in range(first) if chosen[i] in {"block", "other"}][-1:]:
            chosen[index] = "fund_name"
    return tuple(chosen)


def _settled(found: Fit, fields: Sequence[str | None]) -> Fit:
    """A row of funds without positions, checked by its own rate: 执行数 ÷ 全年预算数, to one percent.

    Where several placings were equally good and the rate allows one only, that one is taken; where
    the placing taken prints no rate and another one would make a true rate, the row is ambiguous.
    """
    places = [index for index, field in enumerate(fields) if field in _FIGURES]
    given = [cell for index in places if (cell := found.cells[index]) is not None]
    fitting = []
    for chosen in combinations(places, len(given)):
        by_name = {fields[index]: cell for index, cell in zip(chosen, given, strict=True)}
        budget = amount(by_name.get("annual_budget")).value
        executed = amount(by_name.get("executed")).value
        rate = percent(by_name.get("claimed_rate")).value
        if (
            budget
            and executed is not None
            and rate is not None
            and abs(executed * 100 - rate * budget) <= budget
        ):
            fitting.append(dict(zip(chosen, given, strict=True)))
    rated = any(field == "claimed_rate" and cell for field, cell in zip(fields, found.cells, strict=True))
    if not found.ambiguous:
        return replace(found, ambiguous=bool(fitting) and not rated)
    if len(fitting) != 1:
        return found
    cells = [fitting[0].get(index) if index in places else cell for index, cell in enumerate(found.cells)]
    return replace(found, cells=tuple(cells), ambiguous=False)


def _worst(fields: Sequence[str | None], cells: Sequence[str | None]) -> int:
    """The most unlikely of the cells under these fields."""
    return max((content_cost(f, cell) for f, cell in zip(fields, cells, strict=True) if cell), default=0)


def _gaps(spans: Sequence[tuple[int, int]]) -> list[int]:
    return [right[0] - left[1] for left, right in pairwise(spans)]


def _apart(heading: tuple[int, int], cell: tuple[int, int]) -> tuple[int, int]:
    """How far a cell stands from a heading: nothing where they overlap, then by their middles."""
    gap = max(heading[0] - cell[1], cell[0] - heading[1], 0)
    return gap, abs(sum(heading) - sum(cell))


def _by_field(
    wanted: Sequence[str | None], fields: Sequence[str | None], cells: Sequence[str | None]
) -> tuple[str | None, ...]:
    """Cells in the order of ``wanted``, taken from under the same fields in another order."""
    left = [(field, cell) for field, cell in zip(fields, cells, strict=True) if cell]
    found: list[str | None] = []
    for field in wanted:
        at = next((i for i, (name, _) in enumerate(left) if name == field), None)
        found.append(None if at is None else left.pop(at)[1])
    return tuple(found)
