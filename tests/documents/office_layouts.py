"""Forms as offices file them: any layout of a self-evaluation as a sheet with merged cells, in xlsx and docx.

A :class:`Sheet` is what stands where, so that a test can shift, rename or unmerge before it is written.
Units write numbers as numbers, so a weight goes into a workbook as a number and a rate as a percent format.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import docx
import xlsxwriter

from tests.documents.rendering import FUND_HEADINGS, HEADINGS, Layout, figure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docx.table import _Cell

    from jixiao.schemas.self_evaluation import SelfEvaluation

Area = tuple[int, int, int, int]
"""First row, first column, rows, columns; from 0."""
Value = str | Decimal | None
_COST = ("level1", "level2", "name")
FUND_COLUMNS = ("initial_budget", "annual_budget", "executed", "weight", "claimed_rate", "claimed_score")
MOF = (*_COST, "target", "actual", "weight", "claimed_score", "deviation_note")
SPLIT = (*_COST, "operator", "target", "unit", "actual", "weight", "claimed_score", "deviation_note")

OFFICIAL = Layout(fields=MOF)
UNIT_COLUMN = Layout(fields=SPLIT, headings={"weight": "权重", "operator": "性质", "target": "指标值"})
NO_WEIGHT = Layout(
    fields=(*_COST, "target", "actual", "claimed_score", "deviation_note"),
    fund_fields=("annual_budget", "executed", "claimed_rate", "claimed_score"),
    fund_headings={"claimed_score": "得分（20分×执行率）"},
    headings={"target": "年初目标值（A）", "actual": "实际完成值（B）"},
)
COEFFICIENT = Layout(
    fields=("name", "operator", "target", "adjusted_target", "unit", "actual", "coefficient", "weight",
            "claimed_score", "core", "deviation_note"),
    headings={"name": "指标名称", "target": "年初指标值", "actual": "全年完成值", "weight": "指标权重（分）",
              "coefficient": "得分系数（%）"},
)  # fmt: skip
REVIEWED = Layout(
    fields=(*_COST, "target", "actual", "weight", "claimed_score", "review_actual", "review_score",
            "review_note", "deviation_note"),
    headings={"claimed_score": "自评得分", "review_note": "复核说明"},
)  # fmt: skip
LAYOUTS = {
    "official": OFFICIAL,
    "unit-column": UNIT_COLUMN,
    "no-weight": NO_WEIGHT,
    "coefficient": COEFFICIENT,
    "reviewed": REVIEWED,
}


ADDED = (
    ("core", "name"), ("operator", "name"), ("unit", "target"), ("adjusted_target", "target"),
    ("coefficient", "weight"), ("review_note", "claimed_score"), ("review_score", "claimed_score"),
    ("review_actual", "claimed_score"),
)  # fmt: skip
"""Columns that a form may need besides the official ones, and what each stands after."""


def fitting(form: SelfEvaluation) -> Layout:
    """The official layout with the columns added that a form has something in."""
    fields = list(MOF)
    for name, after in ADDED:
        if any(getattr(one, name) is not None for one in form.indicators):
            fields.insert(fields.index(after) + 1, name)
    return replace(OFFICIAL, fields=tuple(fields))


@dataclass(frozen=True)
class Sheet:
    """Texts and numbers by cell, and the areas that are merged; ``percent`` are cells shown as ``86.19%``."""

    rows: tuple[tuple[Value, ...], ...]
    merged: frozenset[Area] = frozenset()
    percent: frozenset[tuple[int, int]] = frozenset()
    name: str = "绩效自评表"
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def moved(self, down: int, right: int) -> Sheet:
        """The same with blank rows above and blank columns to the left."""
        rows = [(None,) * (self.width + right)] * down + [((None,) * right + row) for row in self.rows]

        def at(cell: tuple[int, int]) -> tuple[int, int]:
            return cell[0] + down, cell[1] + right

        return replace(
            self,
            rows=tuple(rows),
            merged=frozenset((r + down, c + right, n, m) for r, c, n, m in self.merged),
            percent=frozenset(map(at, self.percent)),
            formats={at(cell): code for cell, code in self.formats.items()},
            formulas={at(cell): text for cell, text in self.formulas.items()},
            hidden=frozenset(column + right for column in self.hidden),
        )

    def texts(self, change: Callable[[str], str]) -> Sheet:
        """The same with every text changed."""
        rows = tuple(tuple(change(v) if isinstance(v, str) else v for v in row) for row in self.rows)
        return replace(self, rows=rows)

    def unmerged(self, *, repeated: bool) -> Sheet:
        """The same without merged cells: each value once, or in every cell of its area."""
        rows = [list(row) + [None] * (self.width - len(row)) for row in self.rows]
        percent = set(self.percent)
        for top, left, down, right in self.merged if repeated else ():
            for r in range(top, top + down):
                for c in range(left, left + right):
                    rows[r][c] = rows[top][left]
                    if (top, left) in percent:
                        percent.add((r, c))
        return replace(self, rows=tuple(map(tuple, rows)), merged=frozenset(), percent=frozenset(percent))

    def below(self, *rows: Sequence[Value]) -> Sheet:
        """The same with more rows under it."""
        return replace(self, rows=(*self.rows, *map(tuple, rows)))

    def find(self, text: str) -> tuple[int, int]:
        """The first cell with that text."""
        return next((r, c) for r, row in enumerate(self.rows) for c, v in enumerate(row) if v == text)


def sheet(form: SelfEvaluation, layout: Layout = OFFICIAL, *, name: str = "绩效自评表") -> Sheet:
    """A form as the sheet a unit fills in."""
    made = _Maker(form, layout)
    made.make()
    return Sheet(tuple(map(tuple, made.rows)), frozenset(made.merged), frozenset(made.percent), name)


class _Maker:
    def __init__(self, form: SelfEvaluation, layout: Layout) -> None:
        self.form, self.layout = form, layout
        self.width = 1 + max(len(layout.fields), 1 + len(layout.fund_fields), 5)
        self.rows: list[list[Value]] = []
        self.merged: set[Area] = set()
        self.percent: set[tuple[int, int]] = set()

    def row(self, *placed: tuple[int, int, Value]) -> int:
        """A row of (column, how many columns, value)."""
        cells: list[Value] = [None] * self.width
        at = len(self.rows)
        for column, count, value in placed:
            cells[column] = value
            if count > 1:
                self.merged.add((at, column, 1, count))
        self.rows.append(cells)
        return at

    def make(self) -> None:
        form, layout, width = self.form, self.layout, self.width
        self.row((0, width, layout.title))
        if form.year is not None:
            self.row((0, width, f"（{form.year}年度）"))
        self.row((0, 1, "项目名称"), (1, width - 1, form.project))
        half = width // 2
        self.row((0, 1, "主管部门"), (1, half - 1, form.department), (half, 1, "实施单位"),
                 (half + 1, width - half - 1, form.unit))  # fmt: skip
        self._funds()
        if form.goal.expected or form.goal.achieved:
            at = self.row(
                (0, 1, "年度总体目标"), (1, half - 1, "预期目标"), (half, width - half, "实际完成情况")
            )
            self.merged.add((at, 0, 2, 1))
            self.row((1, half - 1, form.goal.expected), (half, width - half, form.goal.achieved))
        if form.indicators:
            self._indicators()

    def _funds(self) -> None:
        layout, form = self.layout, self.form
        if not form.funds:
            return
        heads = {**FUND_HEADINGS, **layout.fund_headings}
        unit = f"项目资金（{form.amount_unit}）" if form.amount_unit else "项目资金"
        at = self.row((0, 1, unit), *((2 + i, 1, heads[name]) for i, name in enumerate(layout.fund_fields)))
        self.merged.add((at, 0, len(form.funds) + 1, 1))
        for line in form.funds:
            here = self.row((1, 1, line.name))
            for i, name in enumerate(layout.fund_fields):
                value: Decimal | None = getattr(line, name)
                if name == "claimed_rate" and value is not None:
                    self.percent.add((here, 2 + i))
                    value = value.scaleb(-2)
                self.rows[here][2 + i] = value

    def _indicators(self) -> None:
        layout, form = self.layout, self.form
        heads = {**HEADINGS, **layout.headings}
        last = self.width - 1 - len(layout.fields)
        at = self.row((0, 1, "绩效指标"), *((1 + i, 1, heads[name]) for i, name in enumerate(layout.fields)))
        if last:
            self.merged.add((at, len(layout.fields), 1, last + 1))
        first = at + 1
        self.merged.add((at, 0, len(form.indicators) + 1, 1))
        for one in form.indicators:
            here = self.row()
            for i, name in enumerate(layout.fields):
                value = getattr(one, name)
                self.rows[here][1 + i] = figure(value) if isinstance(value, bool) else value
                if name == "level1" and value in layout.level_points:
                    self.rows[here][1 + i] = value + layout.level_points[value]
            if last:
                self.merged.add((here, len(layout.fields), 1, last + 1))
        if layout.merged:
            self._merge_levels(first, len(form.indicators))
        if form.claimed_total is not None:
            values: list[tuple[int, int, Value]] = []
            columns = {name: 1 + i for i, name in enumerate(layout.fields)}
            if "weight" in columns:
                values.append((columns["weight"], 1, Decimal(100)))
            values.append((columns["claimed_score"], 1, form.claimed_total))
            label = min(column for column, *_ in values)
            self.row((0, label, "总分"), *values)
        if form.claimed_grade is not None:
            self.row((0, 2, "评价等级"), (2, self.width - 2, form.claimed_grade))

    def _merge_levels(self, first: int, count: int) -> None:
        """Equal levels below each other are one cell; a second level never runs over the end of a first."""
        fields = list(self.layout.fields)
        for name in ("level1", "level2"):
            if name not in fields:
                continue
            column = 1 + fields.index(name)
            keys = [(one.level1, one.level2 if name == "level2" else None) for one in self.form.indicators]
            start = 0
            for end in range(1, count + 1):
                if end < count and keys[end] == keys[start] and getattr(self.form.indicators[start], name):
                    continue
                if end - start > 1:
                    self.merged.add((first + start, column, end - start, 1))
                    for at in range(first + start + 1, first + end):
                        self.rows[at][column] = None
                start = end


def xlsx(*sheets: Sheet) -> bytes:
    """A workbook of these sheets, by XlsxWriter."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    made: dict[str, Any] = {}

    def style(code: str) -> Any:
        if code not in made:
            made[code] = book.add_format({"border": 1, "text_wrap": True, "num_format": code})
        return made[code]

    for one in sheets:
        page = book.add_worksheet(one.name)
        for column in one.hidden:
            page.set_column(column, column, None, None, {"hidden": True})
        for area in one.merged:
            page.merge_range(
                area[0], area[1], area[0] + area[2] - 1, area[1] + area[3] - 1, None, style("General")
            )
        for r, row in enumerate(one.rows):
            for c, value in enumerate(row):
                code = one.formats.get((r, c)) or ("0.00%" if (r, c) in one.percent else "General")
                if (r, c) in one.formulas:
                    page.write_formula(r, c, one.formulas[r, c], style(code), "")
                elif isinstance(value, Decimal):
                    page.write_number(r, c, float(value), style(code))
                elif value:
                    page.write_string(r, c, value, style(code))
    book.close()
    return buffer.getvalue()


def shown(value: Value, percent: bool) -> str:
    """A value as it is typed into a document."""
    if isinstance(value, Decimal):
        return f"{figure(value.scaleb(2))}%" if percent else figure(value)
    return value or ""


def word(*sheets: Sheet) -> bytes:
    """A Word document with one table for each sheet, by python-docx; what stands above a table is text."""
    document = docx.Document()
    for one in sheets:
        skipped = 0
        while skipped < len(one.rows) and sum(v is not None for v in one.rows[skipped]) <= 1:
            text = next((v for v in one.rows[skipped] if v is not None), "")
            document.add_paragraph(str(text))
            skipped += 1
        rows = one.rows[skipped:]
        if not rows:
            continue
        table = document.add_table(len(rows), one.width, style="Table Grid")
        cells: list[_Cell] = table._cells
        for top, left, down, right in one.merged:
            if top >= skipped and top - skipped + down <= len(rows):
                r = top - skipped
                cells[r * one.width + left].merge(cells[(r + down - 1) * one.width + left + right - 1])
        cells = table._cells
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value is not None:
                    cells[r * one.width + c].text = shown(value, (r + skipped, c) in one.percent)
        document.add_paragraph("")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
