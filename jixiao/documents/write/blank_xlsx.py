"""The blank form as a workbook: drop-downs, hints, live totals, a check of the weights, protected labels.

Formulas carry the value they have while the form is empty, so that programs that do not compute show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from jixiao import __version__
from jixiao.documents.office.formula_text import column_letters
from jixiao.documents.office.sheet import ref as cell_name
from jixiao.documents.template_mark import SHEET
from jixiao.documents.write.blank import (
    TEMPLATE,
    VERSION,
    BlankForm,
    added_columns,
    form_of,
    hints,
    rows_of,
    weights_told,
)
from jixiao.documents.write.layout import page
from jixiao.documents.write.model import Mark
from jixiao.documents.write.styles import COLOURS, INPUT_GROUND, figure
from jixiao.documents.write.xlsx_form import Entry, Painter, sheet_names
from jixiao.indicators.taxonomy import LEVEL1, LEVEL2
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from xlsxwriter.worksheet import Worksheet

    from jixiao.documents.write.sheet import Sheet
    from jixiao.schemas.self_evaluation import Path

OPERATORS = ("≥", "≤", "＝", "＞", "＜", "定性")
_INLINE = 255
"""Characters that a drop-down may list in place; a longer list stands on the hidden sheet."""
_TITLE, _MESSAGE = 32, 255
_TEXT_FIELDS = ("name", "target", "unit", "actual", "deviation_note")


class _Blank:
    """One blank workbook being written."""

    def __init__(self, blank: BlankForm, stream: BinaryIO) -> None:
        self.blank = blank
        self.filled = form_of(blank)
        self.sheet: Sheet = page(self.filled, always=added_columns(blank))
        self.places = self.sheet.addresses()
        self.painter = Painter(stream)
        self.lists: list[tuple[str, ...]] = []

    def write(self) -> None:
        name = sheet_names([say("form.sheet")])[0]
        worksheet = self.painter.paint(self.sheet, name, entries=self._entries(), grows=True)
        self._validate(worksheet)
        self._conditions(worksheet)
        worksheet.protect("", {"format_rows": True, "format_columns": True, "format_cells": True})
        first = self.places["project",]
        worksheet.set_selection(*first, *first)
        self._meta()
        self.painter.close()

    # cells

    def _cell(self, *path: str | int, fixed: bool = False) -> str:
        row, column = self.places[path]
        return f"${column_letters(column)}${row + 1}" if fixed else cell_name(row, column)

    def _column(self, key: str) -> str:
        found = rows_of(self.sheet, key)
        if found is None:
            return self._cell("funds", 0, "weight")
        first, last, column = found
        letter = column_letters(column)
        return f"{letter}{first + 1}:{letter}{last + 1}"

    def _entries(self) -> dict[Path, Entry]:
        made: dict[Path, Entry] = {}
        for path in self.places:
            match path:
                case ("year" | "project" | "department" | "unit",) | ("goal", _):
                    made[path] = Entry(text=True)
                case ("funds", 0, "name"):
                    pass
                case ("funds", _, "name"):
                    made[path] = Entry(text=True)
                case ("funds", int(index), "claimed_rate"):
                    made[path] = Entry(self._rate(index), "", form="0.00%")
                case ("funds", 0, _) | ("funds", _, "initial_budget" | "annual_budget" | "executed"):
                    made[path] = Entry()
                case ("indicators", _, key):
                    made[path] = Entry(text=key in _TEXT_FIELDS)
                case _:
                    pass
        made |= self._totals()
        return made

    def _rate(self, index: int) -> str:
        budget, executed = (
            self._cell("funds", index, self.blank.budget),
            self._cell("funds", index, "executed"),
        )
        both = f"AND(ISNUMBER({budget}),ISNUMBER({executed}))"
        return f'=IF({both},IF({budget}=0,"",ROUND({executed}/{budget},4)),"")'

    def _totals(self) -> dict[Path, Entry]:
        execution = self.blank.execution
        weights = f"SUM({self._column('weight')},{self._cell('funds', 0, 'weight')})"
        scores = f"{self._column('claimed_score')},{self._cell('funds', 0, 'claimed_score')}"
        total, full = self._cell("weights"), self._full()
        so_far = figure(execution) or "0"
        told = say("form.check.weights", full=full)
        made: dict[Path, Entry] = {
            ("weights",): Entry(f"={weights}", float(execution or 0), form="General"),
            ("claimed_total",): Entry(
                f'=IF(COUNT({scores})=0,"",ROUND(SUM({scores}),4))', "", form="General"
            ),
            ("check",): Entry(
                f'=IF(ROUND({total}-{full},6)=0,"","{told}"&{total})',
                "" if so_far == full else f"{told}{so_far}",
            ),
        }
        if self.blank.grades:
            made["claimed_grade",] = Entry(self._grade(), "")
        else:
            made["claimed_grade",] = Entry(text=True)
        return made

    def _full(self) -> str:
        return figure(self.blank.full) or "100"

    def _grade(self) -> str:
        """The grade of the total so far, from best to worst."""
        total = self._cell("claimed_total")
        chain = '""'
        for name, bound in reversed(self.blank.grades):
            quoted = name.replace('"', '""')
            chain = f'IF({total}>={figure(bound)},"{quoted}",{chain})'
        return f'=IF({total}="","",{chain})'

    # what a user is helped with

    def _list(self, words: Sequence[str]) -> list[str] | str:
        """The source of a drop-down: in place where short enough, else on the hidden sheet."""
        if len(",".join(words)) <= _INLINE and not any("," in word or word.startswith("=") for word in words):
            return list(words)
        if tuple(words) not in self.lists:
            self.lists.append(tuple(words))
        letter = column_letters(_FIRST_LIST + self.lists.index(tuple(words)))
        return f"={SHEET}!${letter}$2:${letter}${len(words) + 1}"

    def _validate(self, worksheet: Worksheet) -> None:
        def at(path: Path, **options: object) -> None:
            row, column = self.places[path]
            worksheet.data_validation(row, column, row, column, options)

        def hint(title: str, message: str) -> dict[str, object]:
            return {"input_title": title[:_TITLE], "input_message": message[:_MESSAGE]}

        for path in self.places:
            match path:
                case ("funds", int(index), "initial_budget" | "annual_budget" | "executed"):
                    message = say("form.hint.amount") if index == 0 else say("form.hint.amount.part")
                    at(path, validate="decimal", criteria=">=", value=0, error_type="warning",
                       error_title=say("form.check.title"), error_message=say("form.check.number"),
                       **hint(say("form.hint.amount.title"), message))  # fmt: skip
                case ("funds", 0, "claimed_score"):
                    self._score(worksheet, path, ("funds", 0, "weight"))
                case ("indicators", int(index), "level1"):
                    at(path, validate="list", source=self._list(tuple(LEVEL1)), show_error=False,
                       **hint(say("form.column.level1"), say("form.hint.level")))  # fmt: skip
                case ("indicators", int(index), "level2"):
                    at(path, validate="list", source=self._list(tuple(LEVEL2)), show_error=False,
                       **hint(say("form.column.level2"), say("form.hint.level")))  # fmt: skip
                case ("indicators", int(index), "operator"):
                    at(path, validate="list", source=self._list(OPERATORS), show_error=False,
                       **hint(say("form.column.operator"), say("form.hint.operator")))  # fmt: skip
                case ("indicators", int(index), "target"):
                    message = say("form.hint.value") if self.blank.split else say("form.hint.target")
                    at(path, validate="any", **hint(say("form.column.target"), message))
                case ("indicators", int(index), "actual"):
                    options: dict[str, object] = {"validate": "any"}
                    message = say("form.hint.actual.number")
                    if self.blank.tiers:
                        options = {
                            "validate": "list",
                            "source": self._list(self.blank.tiers),
                            "show_error": False,
                        }
                        message += say("form.hint.actual.tiers")
                    at(path, **options, **hint(say("form.column.actual"), message))
                case ("indicators", int(index), "weight"):
                    at(path, validate="decimal", criteria="between", minimum=0, maximum=float(self._full()),
                       error_title=say("form.check.title"), error_message=say("form.check.weight"),
                       **hint(say("form.column.weight"), self._weight_hint(index)))  # fmt: skip
                case ("indicators", int(index), "claimed_score"):
                    self._score(worksheet, path, ("indicators", index, "weight"))
                case _:
                    pass

    def _score(self, worksheet: Worksheet, path: Path, weight: Path) -> None:
        row, column = self.places[path]
        worksheet.data_validation(
            row, column, row, column,
            {
                "validate": "decimal", "criteria": "between", "minimum": 0,
                "maximum": f"={self._cell(*weight)}", "error_title": say("form.check.title"),
                "error_message": say("form.check.score"), "input_title": say("form.column.claimed_score"),
                "input_message": say("form.hint.score"),
            },
        )  # fmt: skip

    def _weight_hint(self, index: int) -> str:
        level1 = self.filled.form.indicators[index].level1 or ""
        points: Decimal | None = self.blank.weights.get(level1)
        if points is None:
            return say("form.hint.weights", full=self._full(), weights=weights_told(self.blank))
        return say("form.hint.level1", rules=self.blank.rules, name=level1, points=figure(points))

    def _conditions(self, worksheet: Worksheet) -> None:
        colour = COLOURS[Mark.DIFFERS]
        wrong = self.painter.workbook.add_format(
            {"font_color": f"#{colour.ink}", "bg_color": f"#{colour.ground}", "bold": True}
        )
        total = self._cell("weights", fixed=True)
        for path in (("weights",), ("check",)):
            row, column = self.places[path]
            worksheet.conditional_format(
                row, column, row, column,
                {"type": "formula", "criteria": f"=ROUND({total}-{self._full()},6)<>0", "format": wrong},
            )  # fmt: skip
        scores, weights = rows_of(self.sheet, "claimed_score"), rows_of(self.sheet, "weight")
        if scores is not None and weights is not None:
            first, last, column = scores
            score = cell_name(first, column)
            weight = cell_name(first, weights[2])
            worksheet.conditional_format(
                first, column, last, column,
                {"type": "formula", "criteria": f"=N({score})>N({weight})", "format": wrong},
            )  # fmt: skip

        open_cells = [
            cell_name(*self.places[path]) for path, entry in self._entries().items() if not entry.formula
        ]
        ground = self.painter.workbook.add_format({"bg_color": f"#{INPUT_GROUND}"})
        # shown only while a cell is empty, so that a filled form prints white
        worksheet.conditional_format(
            open_cells[0], {"type": "blanks", "format": ground, "multi_range": " ".join(open_cells)}
        )

    def _meta(self) -> None:
        """The hidden sheet: which template and rule set this is, and the long lists."""
        worksheet = self.painter.workbook.add_worksheet(SHEET)
        facts = (
            ("template", TEMPLATE),
            ("version", VERSION),
            ("rules", self.blank.rules),
            ("rules_title", self.blank.rules_title),
            ("rules_hash", self.blank.rules_hash),
            ("year", "" if self.blank.year is None else str(self.blank.year)),
            ("jixiao", __version__),
        )
        for row, (key, value) in enumerate(facts):
            worksheet.write_string(row, 0, key)
            worksheet.write_string(row, 1, value)
        for row, line in enumerate(hints(self.blank), len(facts) + 1):
            worksheet.write_string(row, 1, line)
        for column, words in enumerate(self.lists, _FIRST_LIST):
            worksheet.write_string(0, column, say("form.list"))
            for row, word in enumerate(words, 1):
                worksheet.write_string(row, column, word)
        worksheet.hide()


_FIRST_LIST = 3


def write(blank: BlankForm, stream: BinaryIO) -> None:
    """Write the blank form as a workbook."""
    _Blank(blank, stream).write()
