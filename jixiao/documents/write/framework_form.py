"""The form of an evaluation framework as a page: what stands where, for every writer.

Every box knows the field it holds (``rows[3].items[1].entry``): formulas and drop-downs find it by that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.documents.framework_headings import KIND
from jixiao.documents.write.boxes import fund_box, number_box, runs
from jixiao.documents.write.sheet import Box, Line, Part, Sheet, Style
from jixiao.documents.write.styles import NOT_APPLICABLE, amount, display_width, figure, printable
from jixiao.indicators.numbers import exact_string, parse_decimal
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jixiao.schemas.framework import FilledFramework, FrameworkRow, Method
    from jixiao.schemas.self_evaluation import FundLine, Path

TEMPLATE = KIND
VERSION = "1"
"""Raised with every change to what stands where on the form."""

PROJECT_COLUMNS = (
    ("level1", 6), ("level2", 9), ("name", 12), ("weight", 6), ("meaning", 20), ("label", 32), ("share", 6),
    ("entry", 14), ("score", 7), ("evidence", 16),
)  # fmt: skip
"""The columns of a project's form, left to right, with their widths in halves of a Chinese character."""
TASK_COLUMNS = (
    ("goal", 7), ("level1", 10), ("level2", 11), ("name", 14), ("target", 11), ("actual", 11), ("weight", 6),
    ("score", 8), ("note", 10),
)  # fmt: skip
"""The columns of a department's form."""
_FUNDS = ("initial_budget", "annual_budget", "executed", "weight", "claimed_rate", "claimed_score")
_FIRST_AMOUNT = 3
_FOOT_ROW = 28
_GOAL_ROW = 36


@dataclass(frozen=True, slots=True)
class FrameworkForm:
    """A form to be written: what is filled in already, and what it is made from.

    ``methods`` is how each row is decided, ``marks`` the evaluator's words, each with the share of a point it
    earns if that is fixed; ``told`` are the lines printed below, ``full`` is what all weights add up to;
    ``live`` are formulas for the scores of rows of figures, by row, with ``{item0}`` for the cell of the
    first fact and ``{weight}`` for the weight's.
    """

    form: FilledFramework
    subject: str
    title: str
    methods: tuple[Method, ...]
    marks: tuple[tuple[str, str | None], ...] = ()
    told: tuple[str, ...] = ()
    full: Decimal | None = None
    tiers: tuple[str, ...] = ()
    live: Mapping[int, str] = field(default_factory=dict)

    @property
    def identifier(self) -> str:
        """What a file keeps of its origin on one line."""
        return f"{TEMPLATE}/{VERSION} {self.form.framework or ''} {self.form.hash or ''}"


def page(made: FrameworkForm) -> Sheet:
    """The form as a page."""
    return _Tasks(made).sheet() if made.subject == "department" else _Points(made).sheet()


class _Page:
    """What the two kinds of form have in common."""

    columns: tuple[tuple[str, int], ...] = ()
    landscape = False

    def __init__(self, made: FrameworkForm) -> None:
        self.made = made
        self.form = made.form
        self.widths = tuple(width for _, width in self.columns)
        self.at = {key: number for number, (key, _) in enumerate(self.columns)}
        self.count = len(self.columns)

    def sheet(self) -> Sheet:
        """All lines of the page."""
        lines = [
            self.wide(Part.TOP, Box(printable(self.made.title), Style.TITLE)),
            self.wide(Part.TOP, Box(self._year(), Style.CAPTION, path=("year",))),
            *self.head(),
            self.heading(),
            *self.rows(),
            *self.foot(),
            self.wide(Part.SIGN_OFF, Box(self._sign_off(), Style.SIGN_OFF), least=30),
            self.wide(Part.BELOW, Box(say("framework.form.notes"), Style.HEADLINE)),
            *(self.wide(Part.BELOW, Box(printable(line), Style.NOTE)) for line in self.made.told),
        ]
        return Sheet(printable(self.form.project), self.widths, tuple(lines), landscape=self.landscape)

    def head(self) -> list[Line]:
        """The lines above the indicators."""
        raise TypeError

    def rows(self) -> list[Line]:
        """The indicators."""
        raise TypeError

    def wide(self, part: Part, box: Box, least: float = 0) -> Line:
        """A line of one box over all columns."""
        spread = Box(box.text, box.style, columns=self.count, path=box.path)
        return Line(part, ((0, spread),), least=least)

    def heading(self) -> Line:
        """The headings of the columns."""
        prefix = "framework.task.column" if self.made.subject == "department" else "framework.column"
        boxes = (Box(say(f"{prefix}.{key}"), Style.LABEL) for key, _ in self.columns)
        return Line(Part.HEADING, tuple(enumerate(boxes)))

    def foot(self) -> list[Line]:
        """Total and grade."""
        weight, score = self.at["weight"], self.at["score"]
        total = self.form.claimed_total
        boxes = [
            (0, Box(say("framework.form.total"), Style.LABEL, columns=weight)),
            (weight, Box("", Style.FIGURE, path=("weights",))),
        ]
        between = score - weight - 1
        if between:
            boxes.append((weight + 1, Box("", Style.CENTRED, columns=between, path=("check",))))
        boxes.append((score, Box(figure(total), Style.FIGURE, number=total, path=("claimed_total",))))
        boxes.append((score + 1, Box("", Style.CENTRED, columns=self.count - score - 1, path=("said",))))
        return [Line(Part.FOOT, tuple(boxes), least=_FOOT_ROW)]

    def _year(self) -> str:
        year = self.form.year
        return say("form.year.blank") if year is None else say("form.year", year=str(year))

    def _sign_off(self) -> str:
        words = say(f"framework.form.sign-off.{self.made.subject}").split("|")
        spare = sum(self.widths) - 8 - sum(map(display_width, words))
        return ("\u3000" * max(spare // (2 * len(words)), 2)).join(words)

    def names(self, *labels: tuple[str, str, int, int]) -> Line:
        """A line of labels with their values: text, field, where it begins, columns of the label."""
        boxes: list[tuple[int, Box]] = []
        ends = (*(start for _, _, start, _ in labels[1:]), self.count)
        for (code, key, start, wide), end in zip(labels, ends, strict=True):
            text = printable(getattr(self.form, key))
            boxes.append((start, Box(say(code), Style.LABEL, columns=wide)))
            boxes.append((start + wide, Box(text, Style.CENTRED, columns=end - start - wide, path=(key,))))
        return Line(Part.HEAD, tuple(boxes))


class _Points(_Page):
    """A project's form: each indicator with its points or facts, one below the other."""

    columns = PROJECT_COLUMNS
    landscape = True

    def head(self) -> list[Line]:
        return [
            self.names(("form.project", "project", 0, 2)),
            self.names(("form.department", "department", 0, 2), ("form.unit", "unit", 5, 1)),
        ]

    def rows(self) -> list[Line]:
        rows = self.form.rows
        first = _spans(rows, [row.level1 for row in rows])
        second = _spans(rows, [None if row.level2 is None else (row.level1, row.level2) for row in rows])
        made: list[Line] = []
        for number, row in enumerate(rows):
            made += self._row(number, row, first[number], second[number])
        return made

    def _row(self, number: int, row: FrameworkRow, first: int, second: int) -> list[Line]:
        count = max(len(row.items), 1)
        path: Path = ("rows", number)
        boxes: list[tuple[int, Box]] = []
        if first:
            boxes.append((0, Box(printable(row.level1), Style.CENTRED, rows=first, path=(*path, "level1"))))
        if second:
            boxes.append((1, Box(printable(row.level2), Style.CENTRED, rows=second, path=(*path, "level2"))))
        weight = number_box(row.weight, figure(row.weight), (*path, "weight"))
        boxes += [
            (2, Box(printable(row.name), Style.CENTRED, rows=count, path=(*path, "name"))),
            (3, _taller(weight, count)),
            (4, Box(printable(row.meaning), Style.TEXT, rows=count)),
        ]
        figures = self.made.methods[number] != "points"
        if figures:
            score = number_box(row.claimed_score, figure(row.claimed_score), (*path, "claimed_score"))
            boxes.append((6, Box(NOT_APPLICABLE, Style.CENTRED, rows=count)))
            boxes.append((8, _taller(score, count)))
        made = []
        for at in range(count):
            here = [] if at else boxes
            item = row.items[at] if at < len(row.items) else None
            below: Path = (*path, "items", at)
            if item is not None:
                here = [*here, (5, Box(printable(item.label), Style.TEXT, path=(*below, "label")))]
                here.append(
                    (7, _entry(item.entry, (*below, "entry"), fact=self.made.methods[number] == "ratio"))
                )
                here.append((9, Box(printable(item.evidence), Style.TEXT, path=(*below, "evidence"))))
                if not figures:
                    here.append((6, number_box(item.share, figure(item.share), (*below, "share"))))
                    here.append((8, number_box(item.score, figure(item.score), (*below, "score"))))
            else:
                here = [*here, *((column, Box("", Style.TEXT)) for column in (5, 7, 9))]
                here += [] if figures else [(column, Box("", Style.TEXT)) for column in (6, 8)]
            made.append(Line(Part.ROWS, tuple(sorted(here, key=lambda placed: placed[0]))))
        return made


class _Tasks(_Page):
    """A department's form: funds by kinds, the tasks of the year, ordinary indicator rows."""

    columns = TASK_COLUMNS

    def head(self) -> list[Line]:
        return [
            self.names(("framework.form.department", "project", 0, 2)),
            *self._funds(),
            *self._goals(),
        ]

    def _funds(self) -> list[Line]:
        lines = self.form.funds
        head = [
            (0, Box(say("framework.form.funds"), Style.LABEL, rows=len(lines) + 1)),
            (1, Box(say("framework.form.funds.name"), Style.LABEL, columns=2)),
        ]
        head += [
            (at, Box(say(f"form.fund.{key}"), Style.LABEL)) for at, key in enumerate(_FUNDS, _FIRST_AMOUNT)
        ]
        made = [Line(Part.HEAD, tuple(head))]
        for index, line in enumerate(lines):
            boxes = [(1, Box(printable(line.name), Style.TEXT, columns=2, path=("funds", index, "name")))]
            boxes += [
                (at, _fund(line, key, ("funds", index, key), total=not index))
                for at, key in enumerate(_FUNDS, _FIRST_AMOUNT)
            ]
            made.append(Line(Part.HEAD, tuple(boxes)))
        return made

    def _goals(self) -> list[Line]:
        goals = self.form.goals
        if not goals:
            return []
        spans = (("number", 1, 1), ("name", 2, 2), ("expected", 4, 2), ("achieved", 6, 2), ("ratio", 8, 1))
        head = [(0, Box(say("framework.form.goals"), Style.LABEL, rows=len(goals) + 1))]
        head += [
            (at, Box(say(f"framework.goal.{key}"), Style.LABEL, columns=wide)) for key, at, wide in spans
        ]
        made = [Line(Part.HEAD, tuple(head))]
        for index, goal in enumerate(goals):
            path: Path = ("goals", index)
            boxes = [(1, Box(say("framework.task", number=str(index + 1)), Style.CENTRED))]
            boxes += [
                (at, Box(printable(getattr(goal, key)), Style.TEXT, columns=wide, path=(*path, key)))
                for key, at, wide in spans[1:4]
            ]
            boxes.append((8, number_box(goal.ratio, amount(goal.ratio), (*path, "ratio"))))
            made.append(Line(Part.HEAD, tuple(boxes), least=_GOAL_ROW))
        return made

    def rows(self) -> list[Line]:
        rows = self.form.rows
        task = runs([row.goal for row in rows])
        first = runs([None if row.level1 is None else (row.goal, row.level1) for row in rows])
        second = runs([None if row.level2 is None else (row.goal, row.level1, row.level2) for row in rows])
        made = []
        for number, row in enumerate(rows):
            path: Path = ("rows", number)
            target, actual = (item.entry for item in row.items)
            boxes: list[tuple[int, Box]] = []
            if task[number]:
                text = "" if row.goal is None else say("framework.task", number=str(row.goal + 1))
                boxes.append((0, Box(text, Style.CENTRED, rows=task[number], path=(*path, "goal"))))
            if first[number]:
                boxes.append((1, Box(printable(row.level1), Style.CENTRED, rows=first[number],
                                     path=(*path, "level1"))))  # fmt: skip
            if second[number]:
                boxes.append((2, Box(printable(row.level2), Style.CENTRED, rows=second[number],
                                     path=(*path, "level2"))))  # fmt: skip
            boxes += [
                (3, Box(printable(row.name), Style.TEXT, path=(*path, "name"))),
                (4, Box(printable(target), Style.CENTRED, path=(*path, "items", 0, "entry"))),
                (5, Box(printable(actual), Style.CENTRED, path=(*path, "items", 1, "entry"))),
                (6, number_box(row.weight, figure(row.weight), (*path, "weight"))),
                (7, number_box(row.claimed_score, figure(row.claimed_score), (*path, "claimed_score"))),
                (8, Box(printable(row.note), Style.TEXT, path=(*path, "note"))),
            ]
            made.append(Line(Part.ROWS, tuple(boxes)))
        return made


def _fund(line: FundLine, key: str, path: Path, *, total: bool) -> Box:
    """A cell of the budget; a part of it has no weight, rate or score of its own."""
    if not total and key in {"weight", "claimed_rate", "claimed_score"}:
        return Box(NOT_APPLICABLE, Style.CENTRED)
    return fund_box(line, key, path, 1)


def _entry(text: str | None, path: Path, *, fact: bool) -> Box:
    """What was filled in: a figure as a number, so that a sheet can reckon with it; anything else as text."""
    value = parse_decimal(text) if fact and text and "%" not in text else None
    number = None if value is None else Decimal(exact_string(value))
    return Box(printable(text), Style.CENTRED, number=number, path=path)


def _taller(box: Box, rows: int) -> Box:
    return Box(box.text, box.style, rows=rows, number=box.number, path=box.path)


def _spans(rows: Sequence[FrameworkRow], keys: Sequence[object]) -> list[int]:
    """For each row, how many lines a cell that begins there takes; 0 where one goes on from above."""
    heights = [max(len(row.items), 1) for row in rows]
    found = [0] * len(rows)
    for number, run in enumerate(runs(list(keys))):
        found[number] = sum(heights[number : number + run])
    return found
