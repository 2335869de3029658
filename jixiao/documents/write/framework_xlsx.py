"""The form of an evaluation framework as a workbook: drop-downs for marks, live scores and totals, hints.

Formulas carry the value they have while nothing is filled in.  Nothing is protected: an evaluator types the
points of what is met in part over the formula, and rows may be added, removed and moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from jixiao import __version__
from jixiao.documents.office.formula_text import column_letters
from jixiao.documents.template_mark import SHEET
from jixiao.documents.write.framework_form import TEMPLATE, VERSION, FrameworkForm, page
from jixiao.documents.write.model import Mark
from jixiao.documents.write.sheet import Part
from jixiao.documents.write.styles import COLOURS, INPUT_GROUND, as_float, figure
from jixiao.documents.write.xlsx_form import Entry, Painter, sheet_names
from jixiao.texts import say

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from jixiao.schemas.framework import FrameworkRow
    from jixiao.schemas.self_evaluation import Path

_TITLE, _MESSAGE = 32, 255
_INLINE = 255
_SCALE = 75
"""Percent at which the columns of a project's form fit on the width of a page that lies on its side."""
_PAGE = 630.0
"""Points of rows that such a page holds at that scale."""


class _Writer:
    """One workbook being written."""

    def __init__(self, made: FrameworkForm, stream: BinaryIO) -> None:
        self.made = made
        self.sheet = page(made)
        self.places = self.sheet.addresses()
        self.painter = Painter(stream)

    def write(self) -> None:
        name = sheet_names([say(f"framework.form.sheet.{self.made.subject}")])[0]
        self.painter.workbook.set_properties({"title": self.made.title, "author": "jixiao"})
        entries = self._entries()
        worksheet = self.painter.paint(self.sheet, name, entries=entries, grows=True)
        heading = next(row for row, line in enumerate(self.sheet.lines) if line.part is Part.HEADING)
        worksheet.repeat_rows(heading)
        if self.sheet.landscape:
            self._break(worksheet)
        self._validate(worksheet)
        self._conditions(worksheet, entries)
        first = self.places["project",]
        worksheet.set_selection(*first, *first)
        self._meta()
        self.painter.close()

    def _break(self, worksheet: Worksheet) -> None:
        """Begin a page before an indicator that would not fit on the last one, not within it.

        A sheet that is fitted to its width takes no notice of breaks, so the scale is set.
        """
        worksheet.set_print_scale(_SCALE)
        high = [worksheet.row_sizes[row][0] for row in range(len(self.sheet.lines))]
        starts = [
            place[0] for path, place in self.places.items() if path[0] == "rows" and path[2:] == ("name",)
        ]
        ends = [*starts[1:], len(high)]
        heading = high[starts[0] - 1]
        used, breaks = sum(high[: starts[0]]), []
        for start, end in zip(starts, ends, strict=True):
            # what stands below the last indicator may go on by itself
            need = sum(high[start : end if end < len(high) else start + 1])
            if used + need > _PAGE:
                breaks.append(start)
                used = heading
            used += need
        worksheet.set_h_pagebreaks(breaks)

    # cells

    def _cell(self, *path: str | int) -> str:
        row, column = self.places[path]
        return f"{column_letters(column)}{row + 1}"

    def _entries(self) -> dict[Path, Entry]:
        made: dict[Path, Entry] = {}
        for path in self.places:
            match path:
                case ("rows", int(number), "items", int(at), "score") if self._open(number, at):
                    made[path] = Entry(self._point(number, at), "", form="0.##;-0.##;0")
                case ("rows", int(number), "claimed_score") if self._open(number):
                    made[path] = Entry(self._live(number), "", form="General")
                case ("rows", int(number), "items", int(at), "entry"):
                    text = self.made.methods[number] == "measured"
                    made[path] = Entry(text=text)
                case ("rows", _, *_, "share" | "weight" | "claimed_score" | "score"):
                    made[path] = Entry(form="General")
                case ("funds", int(number), "claimed_rate"):
                    made[path] = Entry(self._rate(number), "", form="0.00%")
                case ("funds", _, "name") | ("goals", _, "name" | "expected" | "achieved"):
                    made[path] = Entry(text=True)
                case ("goals", _, "ratio") | ("funds", _, _):
                    made[path] = Entry(form="General")
                case ("weights",):
                    made[path] = Entry(f"={self._weights()}", self._sum_so_far(), form="General")
                case ("check",):
                    made[path] = self._check()
                case ("claimed_total",):
                    made[path] = self._total()
                case ("said",):
                    pass
                case _:
                    made[path] = Entry(text=True)
        return made

    def _row(self, number: int) -> FrameworkRow:
        return self.made.form.rows[number]

    def _open(self, number: int, at: int | None = None) -> bool:
        """Whether a formula may stand for a score: nobody wrote one, and there is a formula."""
        if at is not None:
            return self._row(number).items[at].score is None
        return number in self.made.live and self._row(number).claimed_score is None

    def _point(self, number: int, at: int) -> str:
        """A point's score: by the mark, of what it is worth (an even part of what is left where blank)."""
        items = range(len(self._row(number).items))
        mark, share = self._cell("rows", number, "items", at, "entry"), self._shares(number)
        own = self._cell("rows", number, "items", at, "share")
        weight = self._cell("rows", number, "weight")
        even = f"({weight}-SUM({share}))/COUNTBLANK({share})" if items else "0"
        worth = f"IF(ISNUMBER({own}),{own},IF(COUNTBLANK({share})=0,0,{even}))"
        chain = '""'
        for word, part in reversed(self.made.marks):
            if part is not None:
                quoted = word.replace('"', '""')
                chain = f'IF({mark}="{quoted}",{worth}*{part},{chain})'
        return f'=IF(OR(NOT(ISNUMBER({weight})),{mark}=""),"",{chain})'

    def _shares(self, number: int) -> str:
        last = len(self._row(number).items) - 1
        return ":".join(self._cell("rows", number, "items", at, "share") for at in (0, last))

    def _live(self, number: int) -> str:
        named = {
            f"item{at}": self._cell("rows", number, "items", at, "entry")
            for at in range(len(self._row(number).items))
        }
        return self.made.live[number].format(weight=self._cell("rows", number, "weight"), **named)

    def _rate(self, number: int) -> str:
        budget, spent = (self._cell("funds", number, key) for key in ("annual_budget", "executed"))
        both = f"AND(ISNUMBER({budget}),ISNUMBER({spent}))"
        return f'=IF({both},IF({budget}=0,"",ROUND({spent}/{budget},4)),"")'

    def _column(self, *tail: str) -> str:
        """The cells of a column of the rows, from the first to the last."""
        found = [place for path, place in self.places.items() if path[0] == "rows" and path[-1] in tail]
        letter = column_letters(found[0][1])
        last = max(row for row, line in enumerate(self.sheet.lines) if line.part is Part.ROWS)
        return f"{letter}{min(found)[0] + 1}:{letter}{last + 1}"

    def _weights(self) -> str:
        cells = [self._column("weight")]
        if ("funds", 0, "weight") in self.places:
            cells.append(self._cell("funds", 0, "weight"))
        return f"SUM({','.join(cells)})"

    def _sum_so_far(self) -> float:
        weights = [row.weight for row in self.made.form.rows if row.weight is not None]
        weights += [line.weight for line in self.made.form.funds[:1] if line.weight is not None]
        return sum(as_float(weight) or 0.0 for weight in weights)

    def _with_tasks(self) -> bool:
        return bool(self.made.form.goals)

    def _check(self) -> Entry:
        """Says what the weights lack; nothing where tasks have ratios, which a plain sum leaves out."""
        total, full = self._cell("weights"), figure(self.made.full) or "100"
        told = say("framework.form.check", full=full)
        plain = f'IF(ROUND({total}-{full},6)=0,"","{told}")'
        if self._with_tasks():
            first, last = (self._cell("goals", at, "ratio") for at in (0, len(self.made.form.goals) - 1))
            plain = f'IF(COUNT({first}:{last})>0,"",{plain})'
        return Entry(f"={plain}", "" if str(self._sum_so_far()) == f"{full}.0" else told)

    def _total(self) -> Entry:
        cells = [self._column("score", "claimed_score")]
        if ("funds", 0, "claimed_score") in self.places:
            cells.append(self._cell("funds", 0, "claimed_score"))
        plain = f"ROUND(SUM({','.join(cells)}),2)"
        formula = f'IF(COUNT({",".join(cells)})<{self._scores()},"",{plain})'
        if self._with_tasks():
            first, last = (self._cell("goals", at, "ratio") for at in (0, len(self.made.form.goals) - 1))
            formula = f'IF(COUNT({first}:{last})>0,"",{formula})'
        return Entry(f"={formula}", "", form="General")

    def _scores(self) -> int:
        """How many scores there have to be before a total is shown: part of one would be taken for it."""
        if self.made.subject == "department":
            return 1  # most rows of the form may stay spare
        rows = zip(self.made.form.rows, self.made.methods, strict=True)
        return sum(len(row.items) if method == "points" else 1 for row, method in rows)

    # what a user is helped with

    def _validate(self, worksheet: Worksheet) -> None:
        def at(path: Path, title: str, message: str, **options: object) -> None:
            row, column = self.places[path]
            told = {"input_title": title[:_TITLE], "input_message": message[:_MESSAGE]}
            worksheet.data_validation(row, column, row, column, {**options, **told})

        number = {
            "validate": "decimal", "criteria": ">=", "value": 0, "error_title": say("form.check.title"),
            "error_message": say("form.check.number"), "error_type": "warning",
        }  # fmt: skip
        marks = [word for word, _ in self.made.marks]
        for path in self.places:
            match path:
                case ("rows", int(row), "items", _, "entry") if self.made.methods[row] == "points":
                    at(path, say("framework.column.entry"), say("framework.hint.mark"), validate="list",
                       source=marks, error_title=say("form.check.title"),
                       error_message=say("framework.hint.mark"), error_type="warning")  # fmt: skip
                case ("rows", int(row), "items", 0, "entry") if self.made.methods[row] == "measured":
                    at(path, say("form.column.target"), say("form.hint.target"), validate="any")
                case ("rows", int(row), "items", 1, "entry") if self.made.methods[row] == "measured":
                    self._actual(at, path)
                case ("rows", int(row), "items", _, "entry"):
                    at(path, say("framework.column.entry"), say("framework.hint.fact"), **number)
                case ("rows", _, "weight"):
                    at(path, say("form.column.weight"), say("framework.hint.weight"), **number)
                case ("rows", _, *_, "share"):
                    at(path, say("framework.column.share"), say("framework.hint.share"), **number)
                case ("rows", _, *_, "score" | "claimed_score"):
                    told = say(f"framework.hint.score.{self.made.subject}")
                    at(path, say("form.column.claimed_score"), told, **number)
                case ("goals", _, "ratio"):
                    at(path, say("framework.goal.ratio"), say("framework.hint.ratio"), **number)
                case ("rows", _, "goal"):
                    tasks = [
                        say("framework.task", number=str(one + 1)) for one in range(len(self.made.form.goals))
                    ]
                    at(path, say("framework.task.column.goal"), say("framework.hint.task"), validate="list",
                       source=tasks or [""], show_error=False)  # fmt: skip
                case _:
                    pass

    def _actual(self, at: object, path: Path) -> None:
        words = list(self.made.tiers)
        message = say("form.hint.actual.number") + (say("form.hint.actual.tiers") if words else "")
        options: dict[str, object] = {"validate": "any"}
        if words and len(",".join(words)) <= _INLINE:
            options = {"validate": "list", "source": words, "show_error": False}
        at(path, say("form.column.actual"), message, **options)  # type: ignore[operator]  # the helper above

    def _conditions(self, worksheet: Worksheet, entries: dict[Path, Entry]) -> None:
        colour = COLOURS[Mark.DIFFERS]
        wrong = self.painter.workbook.add_format({"font_color": f"#{colour.ink}", "bold": True})
        if ("check",) in self.places:
            row, column = self.places["check",]
            worksheet.conditional_format(row, column, row, column, {"type": "no_blanks", "format": wrong})
        open_cells = [self._cell(*path) for path, entry in entries.items() if not entry.formula]
        ground = self.painter.workbook.add_format({"bg_color": f"#{INPUT_GROUND}"})
        # shown only while a cell is empty, so that a filled form prints white
        worksheet.conditional_format(
            open_cells[0], {"type": "blanks", "format": ground, "multi_range": " ".join(open_cells)}
        )

    def _meta(self) -> None:
        """The hidden sheet: which framework and rule set the form was made for."""
        worksheet = self.painter.workbook.add_worksheet(SHEET)
        form = self.made.form
        facts = (
            ("template", TEMPLATE), ("version", VERSION), ("framework", form.framework or ""),
            ("framework_hash", form.hash or ""), ("framework_rules", form.rules or ""),
            ("jixiao", __version__),
        )  # fmt: skip
        for row, (key, value) in enumerate(facts):
            worksheet.write_string(row, 0, key)
            worksheet.write_string(row, 1, value)
        worksheet.hide()


def write(made: FrameworkForm, stream: BinaryIO) -> None:
    """Write the form as a workbook."""
    _Writer(made, stream).write()
