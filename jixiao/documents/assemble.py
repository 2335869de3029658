"""A found table made into a form: cells to fields, levels filled down, every value with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from jixiao.documents import figures, marks
from jixiao.documents.align import look
from jixiao.documents.complaints import error, notice, warning
from jixiao.documents.completeness import complete_by_weights, missing_parts, nothing_filled
from jixiao.documents.figures import compact, is_blank
from jixiao.documents.headings import points
from jixiao.documents.indicator_block import MAX_ROWS
from jixiao.documents.places import Places, as_it_is, tidy
from jixiao.indicators.taxonomy import fund_line, level1, level1_of
from jixiao.schemas.finding import Finding, Place
from jixiao.schemas.self_evaluation import FundLine, Goal, Indicator, ReadForm, SelfEvaluation
from jixiao.texts import say

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.documents.columns import Columns
    from jixiao.documents.found import Row, Table
    from jixiao.documents.lines import Line
    from jixiao.documents.places import Locate
    from jixiao.schemas.self_evaluation import Path

_SPACE = re.compile(r"\s+")
_LEVEL_POINTS = re.compile(r"\s*[(（\[【]\s*\d+(?:\.\d+)?\s*(?:分|%|％)\s*[)）\]】]\s*$")
_BLOCK_NAME = re.compile(
    r"^(?:年度)?(?:项目资金|资金情况|预算执行情况|项目资金情况)(?:[(（][^()（）]*[)）])?\s*(?=.)"
)
_A_NUMBER = re.compile(r"[(\[【]?\d{1,12}(?:年度?)?[)\]】]?")
_YES = frozenset({"是", "√", "✓", "★", "核心"})
_NO = frozenset({"否", "×", "非核心"})
_NAMELESS = ""
_FUND_CELLS = ("initial_budget", "annual_budget", "executed", "weight", "claimed_rate", "claimed_score")
_INDICATOR_CELLS = (
    "level1",
    "level2",
    "name",
    "operator",
    "target",
    "adjusted_target",
    "unit",
    "actual",
    "weight",
    "coefficient",
    "core",
    "claimed_score",
    "review_actual",
    "review_score",
    "review_note",
    "deviation_note",
)
_SUMMED = ("weight", "claimed_score", "review_score")


@dataclass
class Assembled:
    """A table's form, or the problems that keep it from being one."""

    form: ReadForm | None
    problems: tuple[Finding, ...] = ()


@dataclass
class _Form:
    table: Table
    source: Place
    amount_unit: str | None
    locate: Locate = as_it_is
    places: Places = field(init=False)
    findings: list[Finding] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places = Places(self.source, self.locate)

    def place(
        self,
        path: Path,
        line: Line,
        cell: str | None = None,
        quote: str | None = None,
        column: int | None = None,
    ) -> None:
        self.places.put(path, (line, cell, quote, column))

    def at(
        self, line: Line, cell: str | None = None, quote: str | None = None, column: int | None = None
    ) -> Place:
        return self.places.at(line, cell, quote, column)

    def number(self, row: Row, name: str, path: Path, kind: str = "plain") -> Decimal | None:
        """The number of a cell, or null with a finding."""
        cell = row.get(name)
        if cell is None:
            return None
        if kind == "amount":
            figure = figures.amount(cell, self.amount_unit)
        else:
            figure = figures.percent(cell) if kind == "percent" else figures.plain(cell)
        if figure.trouble == "absurd":
            found = error("NUM002", self.places[*path, name], found=cell)
            self.findings.append(found)
            self.problems.append(found)
        elif figure.trouble is not None:
            self.findings.append(error("NUM001", self.places[*path, name], found=cell))
        return figure.value


def assemble(
    table: Table, *, file: str, index: int, year: int | None, locate: Locate = as_it_is
) -> Assembled:
    """The form of one table; ``index`` counts the tables of the file from 1."""
    source = Place(
        file=file,
        document_part=table.document_part,
        table=say("place.table", number=index),
        row=say("place.row", number=table.start.number),
    )
    source = locate(source, table.start.number).model_copy(update={"cell": None, "quote": None})
    form = _Form(table, source, table.amount_unit, locate)
    problems = _twice(form)
    if problems:
        return Assembled(None, tuple(problems))
    _near_misses(form)
    funds = tuple(_fund(form, row, i) for i, row in enumerate(table.funds))
    funds = _weight_in_heading(table.fund_columns, funds)
    indicators = tuple(_indicators(form))
    head = _head(form)
    total = _total(form)
    grade = _unless_blank(head.pop("claimed_grade", None)) or _grade_of_total(table)
    claimed = figures.plain(head.pop("claimed_total", None)).value if total is None else total
    printed_year = head.pop("year", None)
    own_year = marks.year_alone(printed_year) if printed_year else None
    evaluation = SelfEvaluation(
        project=head.get("project") or _NAMELESS,
        code=_unless_blank(head.get("code")),
        department=head.get("department"),
        unit=head.get("unit"),
        office=_unless_blank(head.get("office")),
        year=table.year or own_year or year,
        amount_unit=table.amount_unit,
        project_total=_project_total(form),
        funds=funds,
        goal=_goal(form),
        indicators=indicators,
        claimed_total=claimed,
        claimed_grade=grade,
    )
    if table.year is None and own_year is None:
        _no_year(form, printed_year)
    blank = table.columns is not None and nothing_filled(evaluation)
    if not evaluation.project and not blank:
        form.findings.append(warning("FRM018", source))
    complete = not blank and _complete(form, evaluation)
    if blank:
        form.findings.append(notice("FRM032", source))
    return Assembled(
        ReadForm(
            evaluation=evaluation,
            source=source,
            places=form.places,
            findings=tuple(form.findings),
            problems=tuple(form.problems),
            complete=complete,
        )
    )


def _no_year(form: _Form, printed: str | None) -> None:
    """Say where a year stands that is none."""
    if printed is not None and _A_NUMBER.fullmatch(compact(printed)):
        form.findings.append(warning("FRM033", form.places["year",], found=printed[:60]))
    elif form.table.no_year is not None:
        cell, line = form.table.no_year
        form.findings.append(warning("FRM033", form.at(line, None, cell), found=cell))


def _complete(form: _Form, evaluation: SelfEvaluation) -> bool:
    if form.table.overlong:
        form.findings.append(error("FRM026", form.source, limit=MAX_ROWS))
        return False
    by_weights = complete_by_weights(evaluation)
    if evaluation.funds and evaluation.indicators:
        if form.table.totals or by_weights:
            return True
        form.findings.append(error("FRM017", form.source))
        return False
    if evaluation.indicators and by_weights:
        return True
    form.findings += missing_parts(evaluation, form.source)
    return False


def _twice(form: _Form) -> list[Finding]:
    """Two totals, two fund totals: the table says two things, so it says nothing."""
    found = []
    table = form.table
    labels: dict[str, Line] = {}
    for line in table.totals:
        name = compact(line.filled[0].split(":")[0].split("：")[0])
        if name in labels:
            first = form.at(labels[name]).row
            found.append(
                error("FRM013", form.at(line), found=line.text.strip()[:200], first=first, label=name)
            )
        labels.setdefault(name, line)
    labels = {}
    for row in table.funds:
        name = compact(row.get("fund_name") or "").rstrip(":")
        if fund_line(name) != "total":
            continue
        if name in labels:
            first = form.at(labels[name]).row
            found.append(
                error("FRM014", form.at(row.line), found=row.line.text.strip()[:200], first=first, label=name)
            )
        labels.setdefault(name, row.line)
    return found


def _near_misses(form: _Form) -> None:
    for text, word, line in form.table.near:
        form.findings.append(notice("FRM010", form.at(line, text, text), found=text, word=word))
    for line in form.table.strange:
        form.findings.append(error("FRM012", form.at(line), found=line.text.strip()[:300]))


def _ambiguous(form: _Form, row: Row) -> None:
    if row.fit.ambiguous:
        form.findings.append(warning("FRM011", form.at(row.line), found=row.line.text.strip()[:300]))


def _fund(form: _Form, row: Row, index: int) -> FundLine:
    path: Path = ("funds", index)
    form.places.put_row(path, row, _FUND_CELLS)
    _ambiguous(form, row)
    name = tidy(_BLOCK_NAME.sub("", row.get("fund_name") or ""))
    return FundLine(
        name=name,
        initial_budget=form.number(row, "initial_budget", path, "amount"),
        annual_budget=form.number(row, "annual_budget", path, "amount"),
        executed=form.number(row, "executed", path, "amount"),
        weight=form.number(row, "weight", path),
        claimed_rate=form.number(row, "claimed_rate", path, "percent"),
        claimed_score=form.number(row, "claimed_score", path),
    )


def _weight_in_heading(columns: Columns | None, funds: tuple[FundLine, ...]) -> tuple[FundLine, ...]:
    """The execution weight where only the heading names it: ``得分（20分×执行率）``."""
    if columns is None or any(line.weight is not None for line in funds):
        return funds
    given = next((p for p in map(points, columns.headings) if p is not None), None)
    totals = [line for line in funds if fund_line(line.name) == "total"]
    if given is None or len(totals) != 1:
        return funds
    weight = figures.plain(given).value
    return tuple(line.model_copy(update={"weight": weight}) if line is totals[0] else line for line in funds)


@lru_cache(maxsize=4096)
def _level(cell: str | None) -> str | None:
    if cell is None or is_blank(cell):
        return None
    return tidy(
        _LEVEL_POINTS.sub("", _SPACE.sub("", cell) if look(cell).level1 or look(cell).level2 else cell)
    )


def _own_levels(row: Row, above: str | None) -> tuple[str | None, str | None]:
    """The levels a row prints.

    A word that is both a 一级 and a 二级指标 (成本指标), found where positions say nothing, is the
    二级指标 if it belongs to the 一级指标 above.
    """
    own1, own2 = _level(row.get("level1")), _level(row.get("level2"))
    if row.fit.ambiguous and own1 and not own2 and above and level1_of(own1) == level1(above):
        return None, own1
    return own1, own2


def _indicators(form: _Form) -> list[Indicator]:
    found: list[Indicator] = []
    first: str | None = None
    second: str | None = None
    for row in form.table.rows:
        own1, own2 = _own_levels(row, first)
        if own1 is not None and own1 != first:
            first, second = own1, None
        second = own2 or second
        if all(is_blank(row.get(name)) for name in ("name", "target", "actual", "weight", "claimed_score")):
            continue
        _ambiguous(form, row)
        found.append(_indicator(form, row, len(found), first, second))
    return found


def _indicator(form: _Form, row: Row, index: int, level1: str | None, level2: str | None) -> Indicator:
    path: Path = ("indicators", index)
    form.places.put_row(path, row, _INDICATOR_CELLS)
    return Indicator(
        level1=level1,
        level2=level2,
        name=tidy(row.get("name")),
        operator=_unless_blank(row.get("operator")),
        target=row.get("target"),
        adjusted_target=row.get("adjusted_target"),
        unit=_unless_blank(row.get("unit")),
        actual=row.get("actual"),
        weight=form.number(row, "weight", path),
        coefficient=form.number(row, "coefficient", path, "percent"),
        core=_core(form, row, path),
        claimed_score=form.number(row, "claimed_score", path),
        review_actual=row.get("review_actual"),
        review_score=form.number(row, "review_score", path),
        review_note=tidy(row.get("review_note")),
        deviation_note=tidy(row.get("deviation_note")),
    )


def _unless_blank(cell: str | None) -> str | None:
    return None if is_blank(cell) else tidy(cell)


def _core(form: _Form, row: Row, path: Path) -> bool | None:
    cell = row.get("core")
    if is_blank(cell) or cell is None:
        return None
    word = compact(cell)
    if word in _YES or word in _NO:
        return word in _YES
    form.findings.append(warning("FRM023", form.places[*path, "core"], found=cell))
    return None


def _head(form: _Form) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for one in (*form.table.head, *form.table.above):
        if one.kind not in found:
            found[one.kind] = tidy(one.value)
            form.place((one.kind,), one.line, one.label, one.value)
    return found


def _project_total(form: _Form) -> Decimal | None:
    """What the project costs in all: in the unit that its label names, else in that of the table."""
    said = next((one for one in form.table.head if one.kind == marks.WHOLE_KIND), None)
    if said is None or is_blank(said.value):
        return None
    own = marks.amount_unit(said.label)
    figure = figures.amount(said.value, form.amount_unit)
    if own is not None and figures.plain(said.value).value is not None:
        figure = figures.amount(said.value.strip() + own, form.amount_unit)
    if figure.trouble is not None:
        absurd = figure.trouble == "absurd"
        place = form.places[marks.WHOLE_KIND,]
        found = error("NUM002" if absurd else "NUM001", place, found=said.value[:200])
        form.findings.append(found)
        form.problems += [found] if absurd else []
    return figure.value


def _goal(form: _Form) -> Goal:
    parts: dict[str, list[str]] = {"expected": [], "achieved": []}
    for kind, text, line in form.table.goal:
        if not parts[kind]:
            form.place(("goal", kind), line, None, text)
        parts[kind].append(text)
    return Goal(expected=_lines(parts["expected"]), achieved=_lines(parts["achieved"]))


def _lines(parts: list[str]) -> str | None:
    """Several lines of one text, each tidied."""
    return "\n".join(filter(None, map(tidy, parts))) or None


def _total(form: _Form) -> Decimal | None:
    """The claimed total of the total row: its score, told from the sum of weights by its place."""
    lines = form.table.totals
    if not lines or form.table.columns is None:
        return None
    line = next((one for one in lines if compact(one.filled[0]).startswith(("总分", "自评总分"))), lines[0])
    rest = marks.total_rest(line.filled[0])
    if rest is None:
        rest = marks.total_rest("".join(line.filled[:2])) or ""
    at = [index for index, cell in enumerate(line.cells) if cell]
    cells = list(zip([rest, *line.filled[1:]], at, strict=True))
    numbers = [(cell, i, figures.plain(cell)) for cell, i in cells if cell and cell not in marks.GRADES]
    read = [(cell, column, figure.value) for cell, column, figure in numbers if figure.value is not None]
    for cell, _, figure in numbers:
        if figure.trouble == "absurd":
            found = error("NUM002", form.at(line, None, cell), found=cell)
            form.findings.append(found)
            form.problems.append(found)
    wanted = _total_column(form, line, [value for *_, value in read], bool(rest)) if read else None
    if wanted is None or _is_dashed(form, line):
        _blank_total(form, line)
        return None
    cell, column, value = read[wanted]
    form.place(("claimed_total",), line, line.filled[0], cell, column if line.mode == "grid" else None)
    return value


def _is_dashed(form: _Form, line: Line) -> bool:
    """Whether a dash under the heading of the scores says that there is no total, whatever stands beside."""
    fields = form.table.columns.fields if form.table.columns is not None else ()
    at = fields.index("claimed_score") if "claimed_score" in fields else len(line.cells)
    cell = line.cells[at] if line.whole and at < len(line.cells) else ""
    return bool(cell) and is_blank(cell)


def _blank_total(form: _Form, line: Line) -> None:
    """The place of a total that nobody has filled in yet: the cell under the heading of the scores."""
    fields = form.table.columns.fields if form.table.columns is not None else ()
    at = fields.index("claimed_score") if "claimed_score" in fields else len(line.cells)
    if line.whole and at < len(line.cells) and is_blank(line.cells[at]):
        form.place(("claimed_total",), line, line.filled[0], line.cells[at], at)


def _total_column(form: _Form, line: Line, values: list[Decimal], beside: bool) -> int | None:
    """Which of the numbers of a total row is the score; ``None`` where there is none or nobody can tell."""
    columns = form.table.columns
    fields = [name for name in (columns.fields if columns else ()) if name in _SUMMED]
    if beside or "weight" not in fields:
        return 0
    if "claimed_score" not in fields:
        return None
    if len(values) >= 2:
        order = fields if len(values) == len(fields) else [f for f in fields if f in _SUMMED[:2]]
        return order.index("claimed_score")
    if line.mode == "grid" and columns is not None:
        at = next((i for i, cell in enumerate(line.cells) if cell and look(cell).number), None)
        here = columns.fields[at] if at is not None and at < len(columns.fields) else None
        if here in _SUMMED[:2]:
            return 0 if here == "claimed_score" else None
    form.findings.append(warning("FRM022", form.at(line), found=line.text.strip()[:200]))
    return None


def _grade_of_total(table: Table) -> str | None:
    for line in table.totals:
        for cell in line.filled[1:]:
            text = compact(cell[:40])
            word = re.sub(r"^(?:评价|自评)?(?:等级|结论)?:?|[()]", "", text)
            if word in marks.GRADES:
                return word
    return None
