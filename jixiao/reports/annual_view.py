"""What the yearly report of a bureau is drafted from, and its figures as facts.

Every figure is taken from the material by a path (``summary.total.mean``), which is its source: whoever reads
the trace finds the same figure at the same path of what ``jixiao summary --json`` publishes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.numbers import round_exact
from jixiao.reports.blocks import Fact, Origin, Source
from jixiao.reports.sentences import sentence
from jixiao.reports.splice import spliced
from jixiao.scoring.explain import short
from jixiao.scoring.outcome import exact_sum
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jixiao.reports.blocks import Run
    from jixiao.schemas.summary import Basis, Group, ProjectLine, Summary, YearPair
    from jixiao.scoring.aggregate_problems import Problem

Step = str | int
BANDS = ("nothing", "under-60", "under-80", "under-100", "full", "over", "unknown")
"""How far budgets were spent, as text codes: 0, below 60 %, 80 %, 100 %, 100 %, above, not known."""
LOW_BANDS = BANDS[:3]
"""Below 80 %: what is looked at (复核实践: 执行率低于80%)."""
_BOUNDS = ((Fraction(3, 5), "under-60"), (Fraction(4, 5), "under-80"), (Fraction(1), "under-100"))


class Band(NamedTuple):
    """The projects that spent alike: how many, how many of them have a score, the sum and mean of these."""

    name: str
    projects: int
    scored: int
    sum: Decimal
    mean: Decimal | None


def band_of(line: ProjectLine) -> str:
    """Which band a project is in, by what it spent and had exactly."""
    if line.budget is None or line.executed is None or line.budget <= 0 or line.executed < 0:
        return "unknown"
    if line.executed == 0:
        return "nothing"
    if line.executed >= line.budget:
        return "full" if line.executed == line.budget else "over"
    rate = Fraction(line.executed) / Fraction(line.budget)
    return next(name for bound, name in _BOUNDS if rate < bound)


def band(name: str, lines: list[ProjectLine]) -> Band:
    """Some projects as a band."""
    scores = [line.score for line in lines if line.score is not None]
    total = exact_sum(scores)
    mean = round_exact(Fraction(total) / len(scores), 2) if scores else None
    return Band(name, len(lines), len(scores), total, mean)


@dataclass(frozen=True)
class Material:
    """A year of a bureau.

    ``summary`` is by department, with every project; ``regions`` the same by region; ``before`` the whole of
    the year before and ``pair`` both years compared, where that year is known.  ``problems`` are what the
    findings tell; ``stored`` says that all is from a database.
    """

    year: int
    summary: Summary
    regions: Summary
    problems: tuple[Problem, ...] = ()
    before: Summary | None = None
    pair: YearPair | None = None
    region: str | None = None
    stored: bool = False

    @property
    def basis(self) -> Basis:
        """Which scores are told."""
        return self.summary.basis

    @cached_property
    def lines(self) -> tuple[ProjectLine, ...]:
        """Every project."""
        return self.summary.projects or ()

    @cached_property
    def bands(self) -> dict[str, Band]:
        """The projects by how far they spent their budget; every band is there."""
        found: dict[str, list[ProjectLine]] = {name: [] for name in BANDS}
        for line in self.lines:
            found[band_of(line)].append(line)
        return {name: band(name, lines) for name, lines in found.items()}

    @cached_property
    def low(self) -> Band:
        """The projects that spent less than 80 %."""
        return band("low", [line for line in self.lines if band_of(line) in LOW_BANDS])

    @cached_property
    def high(self) -> Band:
        """The others of which the rate is known."""
        known = (*LOW_BANDS, "unknown")
        return band("high", [line for line in self.lines if band_of(line) not in known])

    @cached_property
    def known(self) -> int:
        """How many projects tell how far they spent their budget."""
        return self.low.projects + self.high.projects

    @cached_property
    def best_grade(self) -> str | None:
        """The best grade of the rule sets there are."""
        return next(iter(self.summary.total.grades), None)

    @cached_property
    def low_but_best(self) -> int:
        """How many projects spent less than 80 % and yet have the best grade."""
        found = [line for line in self.lines if band_of(line) in LOW_BANDS and line.grade is not None]
        return sum(line.grade == self.best_grade for line in found)

    @cached_property
    def returned(self) -> tuple[int, ...]:
        """The projects with a finding of severity error, by their number among all."""
        return tuple(at for at, line in enumerate(self.lines) if line.errors)

    # figures as facts

    def at(self, *steps: Step) -> object:
        """The value at a path."""
        return value_at(self, *steps)

    def count(self, *steps: Step) -> Fact:
        """How many there are of something."""
        value = self.at(*steps)
        assert isinstance(value, int)  # noqa: S101 - a path to a count, written in this room
        return Fact(str(value), self.source(*steps), Decimal(value))

    def figure(self, *steps: Step, sign: str = "", formula: str = "") -> Fact | None:
        """A score, an amount or a rate as it is; ``None`` where it is not known."""
        value = self.at(*steps)
        if value is None:
            return None
        assert isinstance(value, Decimal)  # noqa: S101 - a path to a figure, written in this room
        shown = round_exact(Fraction(value), 2)
        return Fact(short(shown) + sign, self.source(*steps, formula=formula), Decimal(short(shown)))

    def rate(self, *steps: Step, formula: str = "") -> Fact | None:
        """A percentage."""
        return self.figure(*steps, sign="%", formula=formula)

    def words(self, *steps: Step) -> Fact:
        """A name or a grade."""
        return Fact(str(self.at(*steps)), self.source(*steps))

    def source(self, *steps: Step, formula: str = "") -> Source:
        """Where the value at a path is from: a field of a table or of its index, or worked out."""
        line = self._line(steps)
        if line is not None:
            origin = Origin.STORE if self.stored else Origin.FIELD
            return Source(origin, path_of(*steps), line.source or "", formula)
        return Source(Origin.COMPUTED, path_of(*steps), "", formula)

    def _line(self, steps: tuple[Step, ...]) -> ProjectLine | None:
        if steps[:2] != ("summary", "projects") or len(steps) < 3 or not isinstance(steps[2], int):
            return None
        return self.lines[steps[2]]

    # figures with how they were worked out

    def mean(self, *steps: Step) -> Fact | None:
        """The mean of a group on the basis."""
        group = self.at(*steps)
        spread = group.spread(self.basis)  # type: ignore[attr-defined]  # a path to a group
        formula = "" if spread.sum is None else f"{short(spread.sum)} ÷ {spread.scored}"
        return self.figure(*steps, "mean", formula=formula)

    def execution(self, *steps: Step) -> Fact | None:
        """What a group spent of its budget."""
        return self.rate(*steps, "execution_rate", formula=_money_formula(self.at(*steps)))

    def group_name(self, by: str, *steps: Step) -> Fact:
        """What a group is called."""
        group: Group = self.at(*steps)  # type: ignore[assignment]  # a path to a group
        return self.named(group.key.get(by), by, *steps, "key", by)

    def named(self, name: object, by: str, *steps: Step) -> Fact:
        """A name, or what is said where there is none."""
        text = say(f"annual.unnamed.{by}") if name is None else str(name)
        return Fact(text, self.source(*steps))


def _money_formula(group: object) -> str:
    """A quotient is told where it is of the sums themselves."""
    if getattr(group, "with_money", None) != getattr(group, "count", 0):
        return ""
    executed, budget = getattr(group, "executed", None), getattr(group, "budget", None)
    return "" if executed is None or budget is None else f"{short(executed)} ÷ {short(budget)}"


def value_at(root: object, *steps: Step) -> object:
    """What stands at a path of names, keys and numbers; raises ``LookupError`` or ``AttributeError``."""
    value: object = root
    for step in steps:
        if isinstance(value, Mapping):
            value = value[step]
        elif isinstance(step, int):
            value = value[step]  # type: ignore[index]  # a number follows a sequence
        else:
            value = getattr(value, step)
    return value


def path_of(*steps: Step) -> str:
    """A path in words: ``summary.groups[3].mean``."""
    text = ""
    for step in steps:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def difference(one: Fact, other: Fact, *, sign: str = "") -> Fact:
    """How far two figures are apart, as both are printed."""
    assert one.value is not None  # noqa: S101 - figures have a value
    assert other.value is not None  # noqa: S101 - see above
    value = exact_sum((one.value, -other.value))
    text = short(abs(value))
    formula = f"{short(one.value)} − {short(other.value)}"
    source = Source(Origin.COMPUTED, "difference", "", formula, (one.source, other.source))
    return Fact(text + sign, source, abs(value))


def direction(one: Fact, other: Fact) -> str:
    """``more``, ``less`` or ``same``: how the first figure is to the other one."""
    assert one.value is not None  # noqa: S101 - figures have a value
    assert other.value is not None  # noqa: S101 - see above
    return "same" if one.value == other.value else "more" if one.value > other.value else "less"


def share(part: Fact, whole: Fact) -> Fact | None:
    """A part of a whole in percent, of both as they are; ``None`` of nothing.

    It has two decimals, more where it would be called 0% or 100% and is not.
    """
    if not whole.value or part.value is None:
        return None
    exact = Fraction(part.value) / Fraction(whole.value) * 100
    digits = 2
    value = round_exact(exact, digits)
    while value in {0, 100} and value != exact:
        digits += 1
        value = round_exact(exact, digits)
    formula = f"{short(part.value)} ÷ {short(whole.value)}"
    source = Source(Origin.COMPUTED, "share", "", formula, (part.source, whole.source))
    return Fact(f"{short(value)}%", source, value)


def computed(number: int, path: str) -> Fact:
    """A count made in this room."""
    return Fact(str(number), Source(Origin.COMPUTED, path), Decimal(number))


def quoted(name: Fact) -> tuple[Run, ...]:
    """A name in quotation marks, in others where it has such marks itself."""
    inside = any(mark in name.text for mark in say("annual.quotes"))
    return sentence("annual.quoted.inside" if inside else "annual.quoted", name=name)


def bound() -> Fact:
    """The rate below which an execution is low."""
    return Fact("80%", Source(Origin.RULES, "execution.low"), Decimal(80))


def listed(pieces: Iterable[tuple[Run, ...]], between: str = "annual.comma") -> tuple[Run, ...]:
    """Pieces with a mark between them."""
    made: list[Run] = []
    for piece in pieces:
        made += (*(sentence(between) if made else ()), *piece)
    return tuple(made)


def named_few(names: list[Fact], noun: str) -> tuple[Run, ...]:
    """Some names; of more than a few, the first and how many there are."""
    shown = listed([(name,) for name in names[:MOST_NAMED]], "annual.enumerate")
    if len(names) <= MOST_NAMED:
        return shown
    count = computed(len(names), "count")
    return spliced("annual.names.more", {"names": shown}, count=count, noun=noun)


MOST_NAMED = 3
"""So many names are told; of more, the first."""
