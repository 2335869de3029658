"""The heading of a list of projects: which column says what of the project, of its money, of an indicator.

A list is told from a form by one row that heads both a column of project names and columns of indicators
with their results.  Words are those of forms; a word that means two things (``单位``, ``年度目标``) is of
the project left of the first column of indicators, and of the indicator from there on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from jixiao.documents import headings, marks, vocabulary
from jixiao.documents.figures import compact
from jixiao.documents.vocabulary import FUND_WORDS, words
from jixiao.indicators.taxonomy import fund_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jixiao.documents.headings import Heading

HEADING_WITHIN = 30
"""The heading stands in one of so many first rows."""
MOST_COLUMNS = 512
LONGEST_HEADING = 80

_LEVELS = ("level1", "level2", "name")
_RESULTS = frozenset({"actual", "claimed_score"})
_VALUES = frozenset({"target", "actual", "weight", "claimed_score"})
_AMOUNTS = ("initial_budget", "annual_budget", "executed", "claimed_rate")
_PROJECT_WORDS: dict[str, tuple[str, ...]] = {
    "code": vocabulary.CODE,
    "project": vocabulary.PROJECT,
    "department": vocabulary.DEPARTMENT,
    "unit": vocabulary.UNIT,
    "office": vocabulary.OFFICE,
    "year": vocabulary.YEAR,
    "region": words("区划代码 行政区划代码 地区代码 行政区划 区划 地区"),
    "amount_unit": words("金额单位 资金单位"),
    marks.WHOLE_KIND: vocabulary.WHOLE,
    "expected": (
        *vocabulary.EXPECTED,
        *(word for word in vocabulary.GOAL if "完成" not in word),
    ),
    "achieved": (
        *vocabulary.ACHIEVED,
        *(word for word in vocabulary.GOAL if "完成" in word),
    ),
    "claimed_total": (*words("自评总分 总分"), *vocabulary.SCORE),
    "claimed_grade": (*words("自评等级"), *vocabulary.GRADE),
}
_LEFT_WORDS: dict[str, str] = {"项目": "project", "部门": "department", "单位": "unit"}
"""Words that name the project only left of its indicators."""
_FUND_WEIGHT = words(
    """
    执行率分值 执行率权重 预算执行率分值 预算执行率权重 资金执行率分值 资金执行率权重 资金分值 执行分值
    预算执行分值 执行率满分
    """
)
_FUND_SCORE = words("执行率得分 预算执行率得分 资金执行率得分 资金得分 执行得分 预算执行得分 执行率自评得分")
_MONEY = "资金"
_BETWEEN = " _-－—–:：()（）[]【】、,，/\\|·.．"
_FIXED = (
    "",
    "项目",
    "年度",
    "资金",
    "预算",
    "其中",
    "项目资金",
    "年度资金",
    "资金情况",
    "预算执行情况",
    "资金总额",
)
TOTAL_NAME = "年度资金总额"
"""What the line of money is called where a list has but one."""


@dataclass(frozen=True, slots=True)
class ListHeading:
    """The columns of a list, each by its index (from 0).

    ``facts`` are those of the project, ``indicators`` those of a row by their field, ``funds`` those of each
    line of money by its name (as the list says it; :data:`TOTAL_NAME` where it says none), ``fund_name`` the
    column that names the line.  ``row`` is the number of the (last) heading row, ``cells`` what stands in
    it, ``unread`` the headings of columns nobody reads, ``near`` those read as another word.
    ``amount_unit`` is the unit of money that the headings or a line above them name.
    """

    row: int
    texts: tuple[str, ...]
    cells: tuple[str, ...]
    facts: dict[str, int]
    indicators: dict[str, int]
    funds: dict[str, dict[str, int]]
    fund_name: int | None = None
    amount_unit: str | None = None
    units_differ: bool = False
    unread: tuple[str, ...] = ()
    near: tuple[tuple[str, str], ...] = ()

    @property
    def width(self) -> int:
        """How many columns have a heading."""
        return len(self.texts)

    @property
    def weighs_funds(self) -> bool:
        """Whether a column says the points for the execution rate."""
        return any("weight" in line for line in self.funds.values())


@lru_cache(maxsize=1)
def _project_index() -> dict[str, tuple[str, int]]:
    """Each word of a project's column: what it says, and how well (0 best)."""
    index: dict[str, tuple[str, int]] = {}
    for field, aliases in _PROJECT_WORDS.items():
        for rank, alias in enumerate(aliases):
            index.setdefault(compact(alias), (field, rank))
    return index


@lru_cache(maxsize=1)
def _fund_index() -> tuple[tuple[str, str], ...]:
    """The words of amounts and their fields, the longest first."""
    found = {compact(alias): field for field in _AMOUNTS for alias in FUND_WORDS[field]}
    found |= {compact(alias): "weight" for alias in _FUND_WEIGHT}
    found |= {compact(alias): "claimed_score" for alias in _FUND_SCORE}
    return tuple(sorted(found.items(), key=lambda item: -len(item[0])))


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """A heading without what stands in brackets behind it and marks before it."""
    folded = compact(text)
    cut = min((at for mark in "([【" if (at := folded.find(mark)) > 0), default=len(folded))
    return folded[:cut].strip("*★※:;,。、")


def _fact(text: str, *, left: bool) -> tuple[str, int] | None:
    for word in (compact(text), _bare(text)):
        if word in _project_index():
            return _project_index()[word]
        if left and word in _LEFT_WORDS:
            return _LEFT_WORDS[word], 0
    return None


@lru_cache(maxsize=4096)
def _fund(text: str) -> tuple[str, str] | None:
    """The line of money and the field that a heading names: ``其中：财政拨款_全年执行数``."""
    folded = compact(text)
    unit = marks.amount_unit(folded)
    if unit is not None:
        for pattern in (f"({unit})", f"(单位:{unit})", f"[{unit}]", f"(单位{unit})"):
            folded = folded.replace(pattern, "")
    for word, field in _fund_index():
        for rest in _around(folded, word):
            name = rest.strip(_BETWEEN)
            if name in _FIXED or len(name) == 1:
                return TOTAL_NAME, field
            line = fund_line(name)
            if line != "unknown":
                return (TOTAL_NAME if line == "total" else name), field
    return None


def _around(text: str, word: str) -> Iterator[str]:
    """What a heading says beside a word, which stands at its end or its beginning."""
    bare = text.rstrip("ABCabc/÷*%") if text != word else text
    for whole in dict.fromkeys((text, bare, _bare(text))):
        if whole.endswith(word):
            rest = whole[: len(whole) - len(word)]
            yield rest + _MONEY if rest and word.startswith(_MONEY) else rest
        if whole.startswith(word):
            yield whole[len(word) :]


def _exact(text: str) -> Heading | None:
    found = headings.match(text, "indicator")
    return found if found is not None and found.distance == 0 else None


def find_heading(rows: Sequence[tuple[int, Sequence[str]]]) -> ListHeading | None:
    """The heading of a list among its first rows (number, cells); ``None`` where they head no list."""
    unit = None
    for at, (number, cells) in enumerate(rows[:HEADING_WITHIN]):
        if len(cells) > MOST_COLUMNS:
            return None
        if _names_project(cells):
            found = None
            if at + 1 < len(rows) and _names_level(rows[at + 1][1]):
                below, lower = rows[at + 1]
                found = _heading(below, _joined(cells, lower), lower, unit)
            found = found or _heading(number, cells, cells, unit)
            if found is not None:
                return found
        if sum(map(bool, cells)) <= 3:
            unit = next(filter(None, (marks.amount_unit(cell) for cell in cells if cell)), unit)
    return None


def _names_project(cells: Sequence[str]) -> bool:
    """Whether a cell of a row heads a column of names of projects."""
    facts = (_fact(cell, left=True) for cell in cells if len(cell) < LONGEST_HEADING)
    return any(fact is not None and fact[0] == "project" for fact in facts)


@lru_cache(maxsize=1)
def _levels() -> frozenset[str]:
    return frozenset(compact(word) for field in _LEVELS for word in vocabulary.INDICATOR_WORDS[field])


def _names_level(cells: Sequence[str]) -> bool:
    """Whether a cell of a row heads a column of indicators."""
    return any(len(cell) < LONGEST_HEADING and _bare(cell) in _levels() for cell in cells)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> Sequence[str]:
    """A heading in two rows as one: the lower words, under what is merged over several of them.

    Nothing where the lower row is none: it has to name columns, and stand under blanks or merged words.
    """
    if sum(_exact(text) is not None for text in lower if text) < 2 or len(lower) > MOST_COLUMNS:
        return ()
    made, over = [], ""
    for at in range(max(len(upper), len(lower))):
        above = upper[at] if at < len(upper) else ""
        below = lower[at] if at < len(lower) else ""
        over = above or (over if below else "")
        if above and below and _fact(above, left=True) is not None:
            return ()  # a row under the name of a project is a row of the list
        kind = fund_line(over) != "unknown" and _fund(below) is not None
        made.append(f"{over}_{below}" if below and kind else below or above)
    return made


def _heading(number: int, texts: Sequence[str], cells: Sequence[str], unit: str | None) -> ListHeading | None:
    if not _names_level(texts):
        return None
    texts = [text.strip() for text in texts]
    rows = [headings.match(text, "indicator") if text else None for text in texts]
    first = next(
        (at for at, row in enumerate(rows) if row is not None and not row.distance and row.field in _LEVELS),
        None,
    )
    if first is None:
        return None
    facts: dict[str, tuple[int, int]] = {}
    indicators: dict[str, tuple[int, int]] = {}
    funds: dict[str, dict[str, int]] = {}
    for at, (text, row) in enumerate(zip(texts, rows, strict=True)):
        fact, money = _fact(text, left=at < first), _fund(text)
        known = row is not None and row.field not in {"other", "block", "serial"}
        exact = known and row is not None and not row.distance
        if fact is not None and (at < first or not exact):
            facts[fact[0]] = min(facts.get(fact[0], (fact[1], at)), (fact[1], at))
        elif money is not None and not exact:
            funds.setdefault(money[0], {}).setdefault(money[1], at)
        elif known and row is not None:
            indicators[row.field] = min(indicators.get(row.field, (row.distance, at)), (row.distance, at))
    if "remark" in indicators:
        indicators.setdefault("deviation_note", indicators.pop("remark"))
    known_values = {field for field, (distance, _) in indicators.items() if not distance} & _VALUES
    if "project" not in facts or len(known_values) < 2 or not known_values & _RESULTS:
        return None
    fund_name = next((at for at, text in enumerate(texts) if _fund_name(text)), None)
    by_fact = {field: at for field, (_, at) in facts.items()}
    by_field = {field: at for field, (_, at) in indicators.items()}
    money_columns = [at for line in funds.values() for at in line.values()]
    used = {*by_fact.values(), *by_field.values(), *money_columns, fund_name}
    units = {marks.amount_unit(texts[at]) for at in money_columns if not _is_rate(funds, at)} - {None}
    return ListHeading(
        row=number,
        texts=tuple(texts),
        cells=tuple(cell.strip() for cell in cells),
        facts=by_fact,
        indicators=by_field,
        funds=funds,
        fund_name=fund_name if money_columns else None,
        amount_unit=next(iter(units), None) or unit,
        units_differ=len(units) > 1,
        unread=tuple(text for at, text in enumerate(texts) if text and at not in used),
        near=tuple(
            (texts[at], row.word)
            for at in by_field.values()
            if (row := rows[at]) is not None and row.distance
        ),
    )


def _fund_name(text: str) -> bool:
    found = headings.match(text, "fund") if text else None
    return found is not None and not found.distance and found.field == "fund_name"


def _is_rate(funds: dict[str, dict[str, int]], at: int) -> bool:
    return any(line.get(field) == at for line in funds.values() for field in _AMOUNTS[3:])
