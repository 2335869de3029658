"""A scored form of a whole department (部门整体) with its figures as facts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.numbers import round_exact
from jixiao.reports.blocks import Fact, Origin, Source
from jixiao.scoring.execution import total_line
from jixiao.scoring.explain import short
from jixiao.scoring.framework import as_table
from jixiao.scoring.framework_explain import line_name
from jixiao.scoring.outcome import exact_sum

if TYPE_CHECKING:
    from jixiao.schemas.finding import Place
    from jixiao.schemas.framework import FrameworkResult, ScoredLine
    from jixiao.schemas.self_evaluation import FundLine


class Lost(NamedTuple):
    """A line that is decided and short of its weight: its number, and by how much."""

    at: int
    points: Decimal


class Whole:
    """A result and what is told of it.  ``source`` paths are those of the result."""

    def __init__(self, result: FrameworkResult) -> None:
        self.result = result
        self.form = result.form

    # facts

    def number(self, value: Decimal | Fraction, path: str, *, sign: str = "", formula: str = "") -> Fact:
        """A figure with two decimals at most, those of trailing zeros left out."""
        shown = short(round_exact(Fraction(value), 2))
        origin = Origin.FIELD if path.startswith("form.") else Origin.COMPUTED
        return Fact(shown + sign, Source(origin, path, self.place(path), formula), Decimal(shown))

    def count(self, number: int, path: str) -> Fact:
        """How many there are of something."""
        return Fact(str(number), Source(Origin.COMPUTED, path), Decimal(number))

    def text(self, value: str, path: str) -> Fact:
        """Words of the form, on one line."""
        return Fact(" ".join(value.split()), Source(Origin.FIELD, path, self.place(path)))

    def place(self, path: str) -> str:
        """Where the line of a path stands in the file."""
        found: Place = self.result.source
        if path.startswith("form.rows["):
            found = self.result.lines[int(path[len("form.rows[") :].partition("]")[0])].place
        return " ".join(part for part in (found.file, found.table, found.row, found.cell) if part)

    # money

    @cached_property
    def total(self) -> tuple[FundLine, str] | None:
        """The line of the whole budget, and its path; the parts added up where there is none."""
        found = total_line(as_table(self.form))
        if found is None:
            return None
        return found.line, "form.funds" if found.index is None else f"form.funds[{found.index}]"

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """The lines of kinds of spending that give both figures."""
        found = total_line(as_table(self.form))
        own = None if found is None else found.index
        return tuple(
            at
            for at, line in enumerate(self.form.funds)
            if at != own and line.annual_budget is not None and line.executed is not None
        )

    def amount(self, line: FundLine, field: str, path: str) -> Fact | None:
        """An amount of a line in 万元."""
        value: Decimal | None = getattr(line, field)
        return None if value is None else self.number(value, f"{path}.{field}")

    def rate(self, line: FundLine, path: str) -> Fact | None:
        """What a line spent of its budget, in percent."""
        budget, executed = line.annual_budget, line.executed
        if budget is None or executed is None or budget <= 0:
            return None
        formula = f"{short(executed)} ÷ {short(budget)}"
        value = Fraction(executed) / Fraction(budget) * 100
        return self.number(value, f"execution_rate({path})", sign="%", formula=formula)

    # lines

    def name(self, at: int) -> Fact:
        """What an indicator is called."""
        return self.text(line_name(self.result.lines[at]), f"form.rows[{at}].name")

    def entry(self, at: int, number: int) -> Fact | None:
        """The target (0) or the actual (1) of a measured line, as written."""
        line = self.result.lines[at]
        items = line.row.items
        text = items[number].entry if line.method == "measured" and number < len(items) else None
        if text is None or not text.strip():
            return None
        return self.text(text, f"form.rows[{at}].items[{number}].entry")

    @cached_property
    def decided(self) -> tuple[int, ...]:
        """The lines with a score and a weight."""
        lines = self.result.lines
        return tuple(at for at, line in enumerate(lines) if line.score is not None and line.row.weight)

    @cached_property
    def open(self) -> tuple[int, ...]:
        """The lines that have none."""
        return tuple(at for at, line in enumerate(self.result.lines) if line.score is None)

    @cached_property
    def lost(self) -> tuple[Lost, ...]:
        """The lines that are short of their weight, the most first."""
        found = [
            Lost(at, exact_sum((line.row.weight, -line.score)))
            for at in self.decided
            if (line := self.result.lines[at]).score is not None and line.row.weight is not None
        ]
        return tuple(sorted((one for one in found if one.points > 0), key=lambda one: (-one.points, one.at)))

    def line(self, at: int) -> ScoredLine:
        """One line."""
        return self.result.lines[at]

    @property
    def scaled(self) -> bool:
        """Whether tasks have ratios, so that a point of a line is not a point of the total."""
        return any(goal.ratio is not None for goal in self.form.goals)
