"""What checks look at: a scored table, a disclosure with its tables, a collection of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jixiao.scoring.row import Measured, measure

if TYPE_CHECKING:
    from jixiao.indicators.reading import Reading
    from jixiao.schemas.disclosure import Disclosure, Fact
    from jixiao.schemas.finding import Place
    from jixiao.schemas.scored import ScoredEvaluation, ScoredIndicator
    from jixiao.schemas.self_evaluation import Indicator, ReadForm, SelfEvaluation
    from jixiao.scoring.ruleset import LoadedRuleSet


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator row: what it says, how its target and actual read and compare, and its score."""

    index: int
    scored: ScoredIndicator
    measured: Measured

    @property
    def indicator(self) -> Indicator:
        """The row as printed."""
        return self.scored.indicator

    @property
    def target(self) -> Reading:
        """The target (an adjusted one that says something stands in for the first)."""
        return self.measured.target

    @property
    def actual(self) -> Reading:
        """The actual."""
        return self.measured.actual

    @property
    def label(self) -> str:
        """What the row is called in a sentence."""
        row = self.indicator
        return row.name or row.level2 or row.level1 or str(self.index + 1)


@dataclass(frozen=True, slots=True)
class FormSubject:
    """One table as read and scored; ``facts`` is what its prose (goals, reasons) says."""

    read: ReadForm
    scored: ScoredEvaluation
    rules: LoadedRuleSet
    rows: tuple[Row, ...]
    facts: tuple[Fact, ...] = ()

    @property
    def form(self) -> SelfEvaluation:
        """The table as printed."""
        return self.read.evaluation

    def place(self, *path: str | int) -> Place:
        """Where a value stands."""
        return self.read.place(*path)


def form_subject(
    read: ReadForm, scored: ScoredEvaluation, rules: LoadedRuleSet, facts: tuple[Fact, ...] = ()
) -> FormSubject:
    """A table ready to be checked; its targets and actuals are read here, once."""
    year = read.evaluation.year
    rows = tuple(
        Row(index, item, measure(item.indicator, rules, year)) for index, item in enumerate(scored.indicators)
    )
    return FormSubject(read, scored, rules, rows, facts)


@dataclass(frozen=True, slots=True)
class DisclosureSubject:
    """A disclosure with the tables found in it; ``rules`` grade the scores its text gives."""

    disclosure: Disclosure
    forms: tuple[FormSubject, ...] = ()
    rules: LoadedRuleSet | None = None


@dataclass(frozen=True, slots=True)
class CollectionSubject:
    """Everything that was checked together, in the order given."""

    forms: tuple[FormSubject, ...]
    disclosures: tuple[DisclosureSubject, ...] = ()
