"""The reviewer's worksheet as a workbook: a summary, then a sheet for each table, printed as official ones.

The reviewer writes in the cells that are open (复核完成值, 复核得分, 备注, who reviewed); all else is locked,
and what says which row is which stands in a hidden column.  Sums, deviations and the summary are formulas.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, BinaryIO

from jixiao.documents.office.formula_text import column_letters
from jixiao.documents.office.sheet import ref as cell_name
from jixiao.documents.write.boxes import runs
from jixiao.documents.write.columns import Column, fit
from jixiao.documents.write.model import Mark as Colour
from jixiao.documents.write.review_model import SIGN
from jixiao.documents.write.sheet import Box, Line, Part, Sheet, Style
from jixiao.documents.write.styles import COLOURS, INPUT_GROUND, as_float, figure, printable
from jixiao.documents.write.xlsx_form import Entry, Painter, sheet_names
from jixiao.indicators.numbers import fraction
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from xlsxwriter.worksheet import Worksheet

    from jixiao.documents.write.review_model import ReviewBook, ReviewLine, ReviewPage
    from jixiao.schemas.self_evaluation import Path

_WIDTH = 158
_COLUMNS = (
    Column("level1", 9),
    Column("level2", 9),
    Column("name", 16),
    Column("operator", 6),
    Column("target", 11),
    Column("unit", 7),
    Column("weight", 7, figure=True),
    Column("actual", 11),
    Column("claimed", 7, figure=True),
    Column("review_actual", 13),
    Column("review_score", 9, figure=True),
    Column("deviation", 9, figure=True),
    Column("remark", 24),
)
_AT = {column.key: index for index, column in enumerate(_COLUMNS)}
_SUMMARY = (
    Column("number", 6, figure=True),
    Column("project", 26),
    Column("owner", 22),
    Column("year", 8, figure=True),
    Column("claimed", 10, figure=True),
    Column("review_score", 10, figure=True),
    Column("difference", 10, figure=True),
    Column("deviation", 10, figure=True),
    Column("reasons", 40),
)
_LONGEST_FORMULA = 8000
_CRITERIA_WIDTH = 90
_CRITERIA_FIRST = 3
"""The row (from 1) of the first criterion on its sheet."""
_SCORE = "0.00"
_RATE = "0.00%"


def _heading(columns: Sequence[Column]) -> list[str]:
    return [say(f"review.column.{column.key}") for column in columns]


def _label_line(columns: Sequence[Column]) -> Line:
    return Line(
        Part.HEADING, tuple((at, Box(text, Style.LABEL)) for at, text in enumerate(_heading(columns)))
    )


def _wide(text: str, style: Style, part: Part, columns: int) -> Line:
    return Line(part, ((0, Box(printable(text), style, columns=columns)),))


def _number(value: Decimal | None, path: Path | None = None) -> Box:
    return Box(figure(value), Style.FIGURE, number=value, path=path)


class _Page:
    """One table to be reviewed, laid out."""

    def __init__(self, page: ReviewPage) -> None:
        self.page = page
        self.entries: dict[Path, Entry] = {}
        self.marks: dict[int, str] = {}
        lines = [
            _wide(say("review.title"), Style.TITLE, Part.TOP, len(_COLUMNS)),
            *self._head(),
            _label_line(_COLUMNS),
        ]
        self.first = len(lines)
        self.last = self.first + len(page.lines) - 1
        lines += self._rows()
        self.total = len(lines)
        lines.append(self._total())
        self.signed = len(lines)
        lines.append(self._sign())
        lines.append(_wide(self._note(), Style.NOTE, Part.BELOW, len(_COLUMNS)))
        self.sheet = Sheet(printable(page.project), self._widths(), tuple(lines), landscape=True)

    def _note(self) -> str:
        page = self.page
        capped = "" if page.cap is None else say("review.note.cap", rate=page.rate, cap=figure(page.cap))
        return say("review.note") + capped

    def _head(self) -> list[Line]:
        page = self.page
        told = ((say("form.project"), page.project, 7), (say("review.year"), page.year, 4))
        whose = (
            (say("form.department"), page.department, 4),
            (say("form.unit"), page.unit, 2),
            (say("review.version"), say("review.number", number=str(page.number)), 4),
        )
        return [self._facts(told), self._facts(whose)]

    def _facts(self, facts: Iterable[tuple[str, str, int]]) -> Line:
        boxes, at = [], 0
        for label, text, columns in facts:
            boxes += [(at, Box(label, Style.LABEL)), (at + 1, Box(printable(text), columns=columns))]
            at += columns + 1
        return Line(Part.HEAD, tuple(boxes))

    def _mark(self, row: int, which: str) -> None:
        self.marks[row] = str(self.page.mark._replace(row=which))

    def _rows(self) -> list[Line]:
        lines = self.page.lines
        first = [line.level1 or None for line in lines]
        second = [(line.level1, line.level2) if line.level2 else None for line in lines]
        made = []
        for index, (line, high, higher) in enumerate(zip(lines, runs(first), runs(second), strict=True)):
            row = self.first + index
            self._mark(row, str(line.position))
            boxes = [(0, Box(printable(line.level1), Style.CENTRED, rows=high))] if high else []
            boxes += [(1, Box(printable(line.level2), Style.CENTRED, rows=higher))] if higher else []
            made.append(Line(Part.ROWS, (*boxes, *self._cells(row, line))))
        return made

    def _cells(self, row: int, line: ReviewLine) -> list[tuple[int, Box]]:
        def open_to(key: str, *, text: bool) -> Path:
            path = (key, row)
            self.entries[path] = Entry(text=text, form=None if text else "General")
            return path

        self.entries["deviation", row] = self._deviation(row, line.claimed, line.review_score)
        cells = {
            "name": Box(printable(line.name)),
            "operator": Box(printable(line.operator), Style.CENTRED),
            "target": Box(printable(line.target), Style.CENTRED),
            "unit": Box(printable(line.unit), Style.CENTRED),
            "weight": _number(line.weight),
            "actual": Box(printable(line.actual), Style.CENTRED),
            "claimed": _number(line.claimed),
            "review_actual": Box(
                printable(line.review_actual), Style.CENTRED, path=open_to("review_actual", text=True)
            ),
            "review_score": _number(line.review_score, open_to("review_score", text=False)),
            "deviation": Box("", Style.FIGURE, path=("deviation", row)),
            "remark": Box(printable(line.remark), path=open_to("remark", text=True)),
        }
        return [(_AT[key], box) for key, box in cells.items()]

    def _deviation(self, row: int, claimed: Decimal | None, reviewed: Decimal | None) -> Entry:
        """（自评得分−复核得分）÷自评得分, empty where there is nothing to divide by."""
        own, other = cell_name(row, _AT["claimed"]), cell_name(row, _AT["review_score"])
        known = f"AND(ISNUMBER({own}),ISNUMBER({other}))"
        formula = f'=IF({known},IF({own}=0,"",({own}-{other})/{own}),"")'
        cached: str | float = ""
        if claimed and reviewed is not None:
            cached = float((fraction(claimed) - fraction(reviewed)) / fraction(claimed))
        return Entry(formula, cached, form=_RATE)

    def _sum(self, key: str) -> str:
        letter = column_letters(_AT[key])
        return f"=SUM({letter}{self.first + 1}:{letter}{self.last + 1})"

    def _total(self) -> Line:
        row, page = self.total, self.page
        reviewed = [line.review_score for line in page.lines]
        known = [value for value in reviewed if value is not None]
        total = sum(map(fraction, known), Fraction(0))
        self.entries["total", "weight"] = Entry(
            self._sum("weight"),
            float(sum(fraction(one.weight) for one in page.lines if one.weight)),
            form="General",
        )
        formula = self._sum("review_score")
        if page.cap is not None:
            formula, total = f"=MIN({figure(page.cap)},{formula[1:]})", min(total, fraction(page.cap))
        self.entries["total", "review_score"] = Entry(formula, float(total), form=_SCORE)
        whole = None if len(known) < len(reviewed) else total
        own, other = cell_name(row, _AT["claimed"]), cell_name(row, _AT["review_score"])
        formula = f'=IF(ISNUMBER({own}),IF({own}=0,"",({own}-{other})/{own}),"")'
        cached: str | float = ""
        if page.claimed and whole is not None:
            cached = float((fraction(page.claimed) - whole) / fraction(page.claimed))
        self.entries["total", "deviation"] = Entry(formula, cached, form=_RATE)
        grade = say("review.grade", grade=page.claimed_grade) if page.claimed_grade else ""
        boxes = (
            (0, Box(say("form.total"), Style.LABEL, columns=6)),
            (_AT["weight"], Box("", Style.FIGURE, path=("total", "weight"))),
            (_AT["actual"], Box(printable(grade), Style.CENTRED)),
            (_AT["claimed"], _number(page.claimed)),
            (_AT["review_actual"], Box("", Style.CENTRED)),
            (_AT["review_score"], Box("", Style.FIGURE, path=("total", "review_score"))),
            (_AT["deviation"], Box("", Style.FIGURE, path=("total", "deviation"))),
            (_AT["remark"], Box("")),
        )
        return Line(Part.FOOT, boxes)

    def _sign(self) -> Line:
        self._mark(self.signed, SIGN)
        self.entries["reviewer",] = Entry(text=True)
        self.entries["date",] = Entry(text=True)
        boxes = (
            (0, Box(say("review.reviewer"), Style.LABEL, columns=2)),
            (2, Box(printable(self.page.reviewer), columns=5, path=("reviewer",))),
            (7, Box(say("review.date"), Style.LABEL)),
            (8, Box("", columns=5, path=("date",))),
        )
        return Line(Part.FOOT, boxes, least=26)

    def _widths(self) -> tuple[int, ...]:
        halves = [text[: (len(text) + 1) // 2] for text in _heading(_COLUMNS)]
        cells = [
            [
                *(line.level1, line.level2, line.name, line.operator, line.target, line.unit),
                *(figure(line.weight), line.actual, figure(line.claimed), line.review_actual),
                *(figure(line.review_score), "100.00%", line.remark),
            ]
            for line in self.page.lines
        ]
        return fit(_COLUMNS, [halves, *cells], _WIDTH)

    def paint(self, painter: Painter, name: str, offered: str | None) -> None:
        """Draw it, lock what is not open, hide what says which row is which.

        ``offered`` is the range of the remarks that a reviewer may choose from.
        """
        worksheet = painter.paint(self.sheet, name, entries=self.entries, grows=True)
        hidden = len(_COLUMNS)
        locked = painter.workbook.add_format({"locked": True, "font_size": 6})
        worksheet.set_column(hidden, hidden, 2, None, {"hidden": True})
        for row, mark in self.marks.items():
            worksheet.write_string(row, hidden, mark, locked)
        self._validate(worksheet)
        if offered is not None and self.last >= self.first:
            column = _AT["remark"]
            choice = {"validate": "list", "source": offered, "show_error": False}
            worksheet.data_validation(self.first, column, self.last, column, choice)
        self._colour(painter, worksheet)
        worksheet.repeat_rows(self.first - 1)
        worksheet.freeze_panes(self.first, 3)
        worksheet.protect("", {"format_rows": True, "format_columns": True, "format_cells": True})
        worksheet.set_selection(self.first, _AT["review_actual"], self.first, _AT["review_actual"])

    def _validate(self, worksheet: Worksheet) -> None:
        for index, line in enumerate(self.page.lines):
            row, column = self.first + index, _AT["review_score"]
            value = None if line.weight is None else as_float(line.weight)
            limit = {"criteria": ">=", "value": 0}
            if value is not None:
                limit = {"criteria": "between", "minimum": 0, "maximum": value}
            worksheet.data_validation(
                row, column, row, column,
                {
                    "validate": "decimal", **limit,
                    "error_title": say("review.column.review_score"),
                    "error_message": say("review.hint.score"),
                },
            )  # fmt: skip

    def _colour(self, painter: Painter, worksheet: Worksheet) -> None:
        """A ground for what may be filled in while it is empty; a change without a reason stands out."""
        colour = COLOURS[Colour.DIFFERS]
        wrong = painter.workbook.add_format({"bg_color": f"#{colour.ground}"})
        changed = painter.workbook.add_format({"font_color": f"#{colour.ink}", "bold": True})
        ground = painter.workbook.add_format({"bg_color": f"#{INPUT_GROUND}"})
        if self.last >= self.first:
            row = self.first + 1
            own, other, remark = (
                f"${column_letters(_AT[key])}{row}" for key in ("claimed", "review_score", "remark")
            )
            actual, seen = (f"${column_letters(_AT[key])}{row}" for key in ("actual", "review_actual"))
            differs = f"OR({own}<>{other},{actual}<>{seen})"
            for key, criteria, style in (
                ("remark", f'=AND({differs},{remark}="")', wrong),
                ("review_score", f"={own}<>{other}", changed),
                ("review_actual", f"={actual}<>{seen}", changed),
            ):
                worksheet.conditional_format(
                    self.first, _AT[key], self.last, _AT[key],
                    {"type": "formula", "criteria": criteria, "format": style},
                )  # fmt: skip
            first = cell_name(self.first, _AT["review_score"])
            last = cell_name(self.last, _AT["review_score"])
            worksheet.conditional_format(f"{first}:{last}", {"type": "blanks", "format": ground})
        worksheet.conditional_format(self.signed, 2, self.signed, 2, {"type": "blanks", "format": ground})


def _summary(pages: Sequence[_Page], names: Sequence[str]) -> tuple[Sheet, dict[Path, Entry]]:
    """A line for each table: 项目名称·自评得分·复核得分·偏差·主要偏差原因, by formulas from its sheet."""
    entries: dict[Path, Entry] = {}
    rows: list[list[Box]] = []
    offset = 2
    for index, (laid, name) in enumerate(zip(pages, names, strict=True)):
        page, sheet = laid.page, "'" + name.replace("'", "''") + "'!"
        row = offset + index
        own, other = cell_name(row, 4), cell_name(row, 5)
        scored = laid.entries["total", "review_score"]
        entries["review_score", row] = Entry(
            f"={sheet}{cell_name(laid.total, _AT['review_score'])}", scored.cached, form=_SCORE
        )
        difference: str | float = ""
        if page.claimed is not None:
            difference = float(fraction(page.claimed)) - float(scored.cached)
        entries["difference", row] = Entry(
            f'=IF(ISNUMBER({own}),ROUND({own}-{other},6),"")', difference, form=_SCORE
        )
        deviation = laid.entries["total", "deviation"]
        entries["deviation", row] = Entry(
            f"={sheet}{cell_name(laid.total, _AT['deviation'])}", deviation.cached, form=_RATE
        )
        entries["reasons", row] = _reasons(laid, sheet)
        rows.append(
            [
                Box(str(index + 1), Style.CENTRED, sheet=index),
                Box(printable(page.project)),
                Box(printable(page.unit or page.department)),
                Box(page.year, Style.CENTRED),
                _number(page.claimed),
                Box("", Style.FIGURE, path=("review_score", row)),
                Box("", Style.FIGURE, path=("difference", row)),
                Box("", Style.FIGURE, path=("deviation", row)),
                Box(str(entries["reasons", row].cached), path=("reasons", row)),
            ]
        )
    halves = [text[: (len(text) + 1) // 2] for text in _heading(_SUMMARY)]
    widths = fit(_SUMMARY, [halves, *([box.text for box in row] for row in rows)], _WIDTH)
    lines = [
        _wide(say("review.summary.title"), Style.TITLE, Part.TOP, len(_SUMMARY)),
        _label_line(_SUMMARY),
        *(Line(Part.ROWS, tuple(enumerate(row))) for row in rows),
        _wide(say("review.summary.note"), Style.NOTE, Part.BELOW, len(_SUMMARY)),
    ]
    return Sheet(say("form.summary"), widths, tuple(lines), landscape=True), entries


def _reasons(laid: _Page, sheet: str) -> Entry:
    """The remarks of a table's rows, one after the other."""
    letter = column_letters(_AT["remark"])
    cells = [f"{sheet}{letter}{row + 1}" for row in range(laid.first, laid.last + 1)]
    formula = "=" + "&".join(f'IF({cell}="","",{cell}&"；")' for cell in cells) if cells else '=""'
    said = "".join(f"{line.remark}；" for line in laid.page.lines if line.remark)
    return Entry(formula if len(formula) < _LONGEST_FORMULA else None, printable(said), text=True)


def _criteria(book: ReviewBook) -> Sheet:
    """What points may be taken off for, in the words that a remark names it by."""
    columns = (Column("criterion", 60), Column("effect", 30))
    cells = [(printable(text), printable(effect)) for text, effect in book.criteria]
    rows = [(Box(text), Box(effect)) for text, effect in cells]
    lines = [
        _wide(say("review.criteria.title"), Style.TITLE, Part.TOP, len(columns)),
        _label_line(columns),
        *(Line(Part.ROWS, tuple(enumerate(row))) for row in rows),
        _wide(book.criteria_note, Style.NOTE, Part.BELOW, len(columns)),
    ]
    widths = fit(columns, [_heading(columns), *map(list, cells)], _CRITERIA_WIDTH)
    return Sheet(say("review.criteria.sheet"), widths, tuple(lines))


def _called(pages: Sequence[ReviewPage]) -> list[str]:
    """What the sheet of each table is called; the year comes first where a book holds several."""
    several = len({page.year for page in pages}) > 1
    return [printable(f"{page.year} {page.project}".strip() if several else page.project) for page in pages]


def write(book: ReviewBook, stream: BinaryIO) -> None:
    """Write the worksheets."""
    painter = Painter(stream)
    painter.workbook.set_properties({"title": say("review.title"), "comments": "", "author": "jixiao"})
    pages = [_Page(page) for page in book.pages]
    first, last = say("form.summary"), say("review.criteria.sheet")
    names = sheet_names(_called(book.pages), taken=[first, last])
    summary, entries = _summary(pages, names)
    made = painter.paint(summary, first, entries=entries, names=dict(enumerate(names)), grows=True)
    made.repeat_rows(1)
    made.freeze_panes(2, 0)
    made.protect("", {"format_rows": True, "format_columns": True, "format_cells": True})
    end = _CRITERIA_FIRST + book.offered - 1
    offered = f"='{last}'!$A${_CRITERIA_FIRST}:$A${end}" if book.offered else None
    for page, name in zip(pages, names, strict=True):
        page.paint(painter, name, offered)
    if book.criteria:
        listed = painter.paint(_criteria(book), last)
        listed.protect("", {"format_rows": True, "format_columns": True, "format_cells": True})
    painter.close()
