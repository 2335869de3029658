"""The official 项目支出绩效自评表 as a page: what stands where, merged as on paper.

A form that was scored has its scores, their signs and reasons beside the claimed ones, and the findings
below.  Every box knows the field it holds, so that formulas, drop-downs and tests find it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.documents.write.boxes import (
    field_text,
    fund_box,
    indicator_box,
    runs,
    total_weight,
    verdict_box,
    verdict_text,
)
from jixiao.documents.write.columns import columns_of, fit
from jixiao.documents.write.model import FilledForm, Mark, Verdict
from jixiao.documents.write.sheet import Box, Line, Part, Sheet, Style
from jixiao.documents.write.styles import (
    NOT_APPLICABLE,
    SIGNS,
    TALLEST_ROW,
    amount,
    display_width,
    figure,
    printable,
    text_height,
)
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.documents.write.columns import Column
    from jixiao.schemas.self_evaluation import SelfEvaluation

PORTRAIT_WIDTH = 88
LANDSCAPE_WIDTH = 150

_FUND_ANCHORS = (
    ("initial_budget", "level2"),
    ("annual_budget", "name"),
    ("executed", "target"),
    ("weight", "actual"),
    ("claimed_rate", "weight"),
    ("claimed_score", "claimed_score"),
)
"""Fields of 项目资金, and the indicator column over which each starts."""
_BEFORE_TARGET = "operator"
_GOAL_ROW = 42
_FOOT_ROW = 28


def page(filled: FilledForm, *, always: Sequence[str] = ()) -> Sheet:
    """The form of one project as a page; ``always`` names added columns to show though they are empty."""
    return _Page(filled, always).sheet()


class _Page:
    """One form being laid out."""

    def __init__(self, filled: FilledForm, always: Sequence[str]) -> None:
        self.filled = filled
        self.form = filled.form
        self.scored = filled.outcome is not None
        self.columns = columns_of(self.form.indicators, scored=self.scored, always=always)
        self.landscape = self.scored or len(self.columns) > 10
        self.count = len(self.columns) + 1
        self.start = {column.key: index for index, column in enumerate(self.columns, 1)}
        total = LANDSCAPE_WIDTH if self.landscape else PORTRAIT_WIDTH
        label = 9
        cells = [[column.heading for column in self.columns]]
        cells += [
            [self.text(index, column) for column in self.columns]
            for index in range(len(self.form.indicators))
        ]
        cells += self._elsewhere()
        self.widths = (
            label,
            *fit(self.columns, _without_long_headings(cells), total - label, self._amounts()),
        )

    def _elsewhere(self) -> list[list[str]]:
        """Figures of the funds and the foot, by the columns they stand in."""
        outcome = self.filled.outcome
        shown = [{"claimed_score": figure(self.form.claimed_total)}]
        if outcome is not None:
            total = Verdict(outcome.total, outcome.low, outcome.high, None, "", "")
            shown.append({"score": verdict_text(total, "score")})
            shown.append({"score": verdict_text(self.filled.execution, "score")})
        for line in self.form.funds:
            rate = "" if line.claimed_rate is None else f"{amount(line.claimed_rate)}%"
            shown.append({"weight": rate, "claimed_score": figure(line.claimed_score)})
        return [[row.get(column.key, "") for column in self.columns] for row in shown]

    def _amounts(self) -> dict[str, int]:
        """The widths of the widest amounts by the columns they stand in."""
        return {
            anchor: max((display_width(amount(getattr(line, field))) for line in self.form.funds), default=0)
            for field, anchor in _FUND_ANCHORS[:3]
        }

    def sheet(self) -> Sheet:
        lines = [
            self._wide(Part.TOP, Box(say("form.title"), Style.TITLE)),
            self._wide(Part.TOP, _year(self.form)),
            *self._names(),
            *self._funds(),
            *self._goal(),
            *self._indicators(),
            *self._totals(),
            self._wide(Part.SIGN_OFF, Box(self._sign_off(), Style.SIGN_OFF), least=30),
            *self._below(),
        ]
        return Sheet(printable(self.form.project), self.widths, tuple(lines), landscape=self.landscape)

    # the head of the form

    def _wide(self, part: Part, box: Box, least: float = 0) -> Line:
        return Line(part, ((0, _spread(box, self.count)),), least=least)

    def _sign_off(self) -> str:
        """Who filled in, checked and answers for the form, spread over the width."""
        words = say("form.sign-off").split("|")
        spare = sum(self.widths) - 8 - sum(map(display_width, words))
        return ("\u3000" * max(spare // (2 * len(words)), 2)).join(words)

    def _names(self) -> list[Line]:
        middle = self.start.get(_BEFORE_TARGET, self.start["target"])
        form = self.form
        return [
            Line(Part.HEAD, (
                (0, Box(say("form.project"), Style.LABEL, columns=2)),
                (2, Box(printable(form.project), Style.CENTRED, columns=self.count - 2, path=("project",))),
            )),
            Line(Part.HEAD, (
                (0, Box(say("form.department"), Style.LABEL, columns=2)),
                (2, Box(printable(form.department), Style.CENTRED, columns=middle - 2, path=("department",))),
                (middle, Box(say("form.unit"), Style.LABEL)),
                (middle + 1, Box(printable(form.unit), Style.CENTRED, columns=self.count - middle - 1,
                                 path=("unit",))),
            )),
        ]  # fmt: skip

    def _spans(self) -> list[tuple[str, int, int]]:
        """The fields of 项目资金 with the column each starts in and how many it takes."""
        starts = []
        for field, anchor in _FUND_ANCHORS:
            at = self.start[anchor]
            if anchor == "target":
                at = self.start.get(_BEFORE_TARGET, at)
            starts.append((field, at))
        end = self.start["score"] if self.scored else self.count
        ends = [at for _, at in starts[1:]] + [end]
        return [(field, at, stop - at) for (field, at), stop in zip(starts, ends, strict=True)]

    def _funds(self) -> list[Line]:
        unit = printable(self.form.amount_unit)
        label = say("form.funds.unit", unit=unit) if unit else say("form.funds")
        lines = self.form.funds
        head: list[tuple[int, Box]] = [
            (0, Box(label, Style.LABEL, rows=len(lines) + 1)),
            (1, Box("", Style.LABEL)),
        ]
        head += [
            (at, Box(say(f"form.fund.{field}"), Style.LABEL, columns=span))
            for field, at, span in self._spans()
        ]
        if self.scored:
            head += self._computed(None, heading=True)
        made = [Line(Part.HEAD, tuple(head))]
        for index, line in enumerate(lines):
            boxes = [(1, Box(printable(line.name), Style.TEXT, path=("funds", index, "name")))]
            boxes += [
                (at, fund_box(line, field, ("funds", index, field), span))
                for field, at, span in self._spans()
            ]
            if self.scored:
                verdict = self.filled.execution if index == self.filled.fund_index else None
                boxes += self._computed(verdict)
            made.append(Line(Part.HEAD, tuple(boxes)))
        return made

    def _goal(self) -> list[Line]:
        goal = self.form.goal
        expected, achieved = printable(goal.expected), printable(goal.achieved)

        def tall(middle: int) -> float:
            return max(
                text_height(expected, sum(self.widths[1:middle])),
                text_height(achieved, sum(self.widths[middle:])),
            )

        def uneven(middle: int) -> int:
            return abs(sum(self.widths[1:middle]) - sum(self.widths[middle:]))

        middle = min(range(2, self.count), key=lambda at: (max(tall(at), _GOAL_ROW), uneven(at)))
        left, right = middle - 1, self.count - middle
        rows = int(tall(middle) // TALLEST_ROW) + 1
        return [
            Line(Part.HEAD, (
                (0, Box(say("form.goal"), Style.LABEL, rows=rows + 1)),
                (1, Box(say("form.goal.expected"), Style.LABEL, columns=left)),
                (middle, Box(say("form.goal.achieved"), Style.LABEL, columns=right)),
            )),
            Line(Part.HEAD, (
                (1, Box(expected, Style.TEXT, columns=left, rows=rows, path=("goal", "expected"))),
                (middle, Box(achieved, Style.TEXT, columns=right, rows=rows, path=("goal", "achieved"))),
            ), least=_GOAL_ROW),
            *(Line(Part.HEAD, ()) for _ in range(rows - 1)),
        ]  # fmt: skip

    # the indicators

    def text(self, index: int, column: Column) -> str:
        """What a column shows of an indicator."""
        row = self.form.indicators[index]
        if column.key in {"score", "sign", "status", "reason"}:
            return verdict_text(self._verdict(index), column.key)
        return field_text(row, column.key)

    def _verdict(self, index: int) -> Verdict | None:
        return self.filled.rows[index] if index < len(self.filled.rows) else None

    def _indicators(self) -> list[Line]:
        rows = self.form.indicators
        # the label stands beside the rows, not the heading, which is repeated on every page
        label = Box(say("form.indicators"), Style.LABEL, rows=max(len(rows), 1))
        head = [(0, Box("", Style.LABEL) if rows else label)]
        head += [(at, Box(column.heading, Style.LABEL)) for at, column in enumerate(self.columns, 1)]
        made = [Line(Part.HEADING, tuple(head))]
        first = runs([row.level1 for row in rows])
        second = runs([None if row.level2 is None else (row.level1, row.level2) for row in rows])
        for index, row in enumerate(rows):
            boxes = [] if index else [(0, label)]
            for at, column in enumerate(self.columns, 1):
                path = ("indicators", index, column.key)
                if column.key in {"level1", "level2"}:
                    run = (first if column.key == "level1" else second)[index]
                    if run:
                        text = field_text(row, column.key)
                        boxes.append((at, Box(text, Style.CENTRED, rows=run, path=path)))
                elif column.key not in {"score", "sign", "status", "reason"}:
                    boxes.append((at, indicator_box(row, column, path)))
            if self.scored:
                boxes += self._computed(self._verdict(index))
            made.append(Line(Part.ROWS, tuple(sorted(boxes, key=lambda placed: placed[0]))))
        return made

    def _computed(self, verdict: Verdict | None, *, heading: bool = False) -> list[tuple[int, Box]]:
        """The computed columns of one row; the reason takes what is left to the right on a fund line."""
        on_funds = heading or verdict is None or verdict is self.filled.execution
        made = []
        for key in ("score", "sign", "status", "reason"):
            at = self.start[key]
            span = self.count - at if key == "reason" and on_funds else 1
            if heading:
                made.append((at, Box(say(f"form.column.{key}"), Style.LABEL, columns=span)))
            elif verdict is None:
                made.append((at, Box("", Style.CENTRED, columns=span)))
            else:
                made.append((at, verdict_box(verdict, key, span)))
        return made

    # the foot of the form

    def _totals(self) -> list[Line]:
        outcome, form = self.filled.outcome, self.form
        weight, claimed = self.start["weight"], self.start["claimed_score"]
        rest = self.start["score"] if self.scored else self.count
        total = total_weight(form)
        # where nothing was claimed beside a computed figure, a dash keeps the two from being confused
        empty = NOT_APPLICABLE if self.scored else ""
        claimed_total = figure(form.claimed_total) or empty
        claimed_grade = printable(form.claimed_grade) or empty
        before = (
            (0, Box(say("form.total"), Style.LABEL, columns=weight)),
            (
                weight,
                Box(figure(total), Style.FIGURE, columns=claimed - weight, number=total, path=("weights",)),
            ),
            (claimed, Box(claimed_total, Style.FIGURE, number=form.claimed_total, path=("claimed_total",))),
        )
        grade = (
            (0, Box(say("form.grade"), Style.LABEL, columns=weight)),
            (weight, Box(claimed_grade, Style.CENTRED, columns=rest - weight, path=("claimed_grade",))),
        )
        spare = rest - claimed - 1
        check = Box("", Style.CENTRED, columns=spare, path=("check",))
        blanks = ((claimed + 1, check),) if spare else ()
        if outcome is None:
            return [Line(Part.FOOT, before + blanks, least=_FOOT_ROW), Line(Part.FOOT, grade)]
        verdict = Verdict(outcome.total, outcome.low, outcome.high, form.claimed_total, "", "")
        sum_up = (*before, *blanks)
        score, sign = self.start["score"], self.start["sign"]
        told = outcome.lines[0] if outcome.lines else ""
        mark = Mark.NONE
        if form.claimed_grade is not None:
            same = form.claimed_grade == outcome.grade
            mark = (Mark.SAME if same else Mark.DIFFERS) if outcome.graded else Mark.OPEN
        return [
            Line(Part.FOOT, (
                *sum_up,
                (score, verdict_box(verdict, "score", 1)),
                (sign, verdict_box(verdict, "sign", 1)),
                (sign + 1, Box(printable(told), columns=self.count - sign - 1)),
            )),
            Line(Part.FOOT, (
                *grade,
                (score, Box(printable(outcome.grade), Style.CENTRED, mark=mark)),
                (sign, Box(SIGNS[mark], Style.CENTRED, mark=mark)),
                (sign + 1, Box("", columns=self.count - sign - 1)),
            )),
        ]  # fmt: skip

    def _below(self) -> list[Line]:
        outcome = self.filled.outcome
        if outcome is None:
            return []
        made = [Box(say("form.basis"), Style.HEADLINE)]
        made += [Box(printable(line), Style.NOTE) for line in outcome.lines[1:]]
        if self.filled.source:
            made.append(Box(printable(say("form.source", source=self.filled.source)), Style.NOTE))
        made.append(Box(say("form.legend"), Style.NOTE))
        made.append(Box(say("form.findings", count=str(len(outcome.remarks))), Style.HEADLINE))
        for number, remark in enumerate(outcome.remarks, 1):
            place = f"〔{remark.place}〕" if remark.place else ""
            told = say(f"severity.{remark.severity}")
            text = f"{number}. {told} {remark.code} {place}{remark.message}"
            if remark.remedy:
                text += say("view.remedy", remedy=remark.remedy)
            mark = Mark.DIFFERS if remark.severity == "error" else Mark.NONE
            made.append(Box(printable(text), Style.NOTE, mark=mark))
        return [self._wide(Part.BELOW, box) for box in made]


def _spread(box: Box, columns: int) -> Box:
    return Box(box.text, box.style, columns=columns, mark=box.mark, path=box.path)


def _year(form: SelfEvaluation) -> Box:
    text = say("form.year.blank") if form.year is None else say("form.year", year=str(form.year))
    return Box(text, Style.CAPTION, path=("year",))


def _without_long_headings(cells: list[list[str]]) -> list[list[str]]:
    """A heading breaks anywhere, so it asks for no more than its half."""
    head, *rest = cells
    return [[text[: (len(text) + 1) // 2] if display_width(text) > 8 else text for text in head], *rest]
