"""Summing up: parts that can be merged in any order, from which every figure of a summary is exact.

Scores are counted per cent (0.01 分): from the counts mean, median, grades and extremes follow exactly, and
the counts of two parts are those of the whole.  A number is an ``int`` where it is whole, else a ``Fraction``
(a score finer than a cent, an amount finer than a 分): nothing is rounded before the end.  Scores are in
cents, money in 分.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from jixiao.indicators.cleaning import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Exact = int | Fraction
Basis = Literal["claimed", "computed", "reviewed"]
BASES: tuple[Basis, ...] = ("claimed", "computed", "reviewed")
Dimension = Literal["region", "department", "unit", "year", "round", "level1", "fund"]
Part = str | int | None

EXECUTION = "#execution"
"""The level-1 name that stands for the execution rate of a table, which is no indicator row."""

EXECUTION_CAUSE = "execution"
"""The cause of the points that it lost, where the result names none."""


def exact(value: Fraction) -> Exact:
    """``value`` as an ``int`` where it is whole."""
    return value.numerator if value.denominator == 1 else value


class Points(NamedTuple):
    """One row of a table with what it weighs and got on each basis, in cents; ``cause`` is a reason code."""

    level1: str | None
    level2: str | None
    name: str | None
    weight: Exact | None
    claimed: Exact | None
    computed: Exact | None
    reviewed: Exact | None
    cause: str | None


class FundPart(NamedTuple):
    """One line of money of a table, in 分; the line of the total is none."""

    kind: str
    initial: Exact | None
    budget: Exact | None
    executed: Exact | None


class Record(NamedTuple):
    """What a summary needs of one project; ``rows`` and ``funds`` only where they are asked for."""

    project: str
    region: str | None = None
    department: str | None = None
    unit: str | None = None
    year: int | None = None
    round: str | None = None
    listed: bool = False
    complete: bool = True
    rules: str | None = None
    claimed: Exact | None = None
    computed: Exact | None = None
    reviewed: Exact | None = None
    claimed_grade: str | None = None
    computed_grade: str | None = None
    reviewed_grade: str | None = None
    printed_grade: str | None = None
    low: Exact | None = None
    high: Exact | None = None
    initial: Exact | None = None
    budget: Exact | None = None
    executed: Exact | None = None
    errors: int = 0
    warnings: int = 0
    notices: int = 0
    rows: tuple[Points, ...] = ()
    funds: tuple[FundPart, ...] = ()
    project_id: int | None = None
    version_id: int | None = None
    source: str | None = None
    returned: bool = False
    code: str | None = None
    office: str | None = None
    project_total: Exact | None = None

    def score(self, basis: Basis) -> Exact | None:
        """The total on a basis."""
        found: Exact | None = getattr(self, basis)
        return found

    def grade(self, basis: Basis) -> str | None:
        """The grade of that total under the project's rule set."""
        found: str | None = getattr(self, f"{basis}_grade")
        return found


@dataclass(slots=True)
class Tally:
    """The scores of one basis, counted.

    ``weighted`` is the sum of score times weight over the ``weighed`` scores that have a weight (a budget
    that is not negative), ``weight`` the sum of these weights.
    """

    scores: Counter[Exact] = field(default_factory=Counter)
    grades: Counter[str | None] = field(default_factory=Counter)
    unscored: int = 0
    weighted: Exact = 0
    weight: Exact = 0
    weighed: int = 0

    def add(
        self, score: Exact | None, grade: str | None, count: int = 1, weight: Exact = 0, weighed: int = 0
    ) -> None:
        """Count ``count`` equal scores of one grade, of which ``weighed`` weigh ``weight`` together."""
        if score is None:
            self.unscored += count
            return
        self.scores[score] += count
        self.grades[grade] += count
        self.weighted += score * weight
        self.weight += weight
        self.weighed += weighed

    def merge(self, other: Tally) -> None:
        """Add the counts of another part."""
        self.scores.update(other.scores)
        self.grades.update(other.grades)
        self.unscored += other.unscored
        self.weighted += other.weighted
        self.weight += other.weight
        self.weighed += other.weighed

    @property
    def count(self) -> int:
        """How many have a score."""
        return self.scores.total()

    @property
    def sum(self) -> Exact:
        """The sum of all scores."""
        return sum(score * count for score, count in self.scores.items())

    def mean(self) -> Fraction | None:
        """The mean, unrounded; ``None`` of nothing."""
        return Fraction(self.sum) / self.count if self.scores else None

    def weighted_mean(self) -> Fraction | None:
        """The mean by weight, unrounded; ``None`` where the weights add up to 0."""
        return Fraction(self.weighted) / Fraction(self.weight) if self.weight else None

    def quantile(self, share: Fraction) -> Fraction | None:
        """The value below which ``share`` of the scores lie, exactly, between its two neighbours."""
        count = self.count
        if not count:
            return None
        at = (count - 1) * share
        low = int(at)
        first, second = self._at((low, min(low + 1, count - 1)))
        return Fraction(first) + (second - first) * (at - low)

    def median(self) -> Fraction | None:
        """The median, exactly: of an even number the middle of the two."""
        return self.quantile(Fraction(1, 2))

    def _at(self, places: tuple[int, int]) -> tuple[Exact, Exact]:
        """The scores at two places of the ordered list, the first not behind the second."""
        found: list[Exact] = []
        seen = 0
        for score in sorted(self.scores):
            seen += self.scores[score]
            while len(found) < len(places) and places[len(found)] < seen:
                found.append(score)
            if len(found) == len(places):
                break
        return found[0], found[1]


@dataclass(slots=True)
class Money:
    """Sums of amounts; ``None`` where no project gives one.

    ``both_*`` are over the ``both`` projects that give a budget and what was executed.
    """

    initial: Exact | None = None
    budget: Exact | None = None
    executed: Exact | None = None
    both: int = 0
    both_budget: Exact = 0
    both_executed: Exact = 0

    def add(self, initial: Exact | None, budget: Exact | None, executed: Exact | None) -> None:
        """Add the amounts of one project."""
        pair = budget is not None and executed is not None
        self.merge(
            Money(initial, budget, executed, int(pair), budget or 0, executed or 0)
            if pair
            else Money(initial, budget, executed)
        )

    def merge(self, other: Money) -> None:
        """Add the sums of another part."""
        self.initial = plus(self.initial, other.initial)
        self.budget = plus(self.budget, other.budget)
        self.executed = plus(self.executed, other.executed)
        self.both += other.both
        self.both_budget += other.both_budget
        self.both_executed += other.both_executed


def plus(one: Exact | None, other: Exact | None) -> Exact | None:
    """A sum in which nothing known stays nothing known."""
    if one is None or other is None:
        return other if one is None else one
    return one + other


@dataclass(slots=True)
class LossPart:
    """Rows of one place: how many, what they weigh and got, and what is missing to full marks."""

    rows: int = 0
    weight: Exact = 0
    score: Exact = 0
    lost: Exact = 0

    def merge(self, other: LossPart) -> None:
        """Add the rows of another part."""
        self.rows += other.rows
        self.weight += other.weight
        self.score += other.score
        self.lost += other.lost


class LossKey(NamedTuple):
    """Where a row stands, and the code of the reason for its computed score."""

    level1: str | None
    level2: str | None
    cause: str | None


@dataclass(slots=True)
class LossTally:
    """Points lost on one basis; ``unscored`` rows have no weight or no score."""

    parts: dict[LossKey, LossPart] = field(default_factory=dict)
    unscored: int = 0

    def add(self, key: LossKey, part: LossPart) -> None:
        """Add rows of one place."""
        self.parts.setdefault(key, LossPart()).merge(part)

    def row(self, row: Points, basis: Basis) -> None:
        """Add one row; one that got more than its weight has lost nothing."""
        score: Exact | None = getattr(row, basis)
        if row.weight is None or score is None:
            self.unscored += 1
            return
        lost = max(row.weight - score, 0)
        self.add(LossKey(row.level1, row.level2, row.cause), LossPart(1, row.weight, score, lost))

    def merge(self, other: LossTally) -> None:
        """Add the rows of another part."""
        for key, part in other.parts.items():
            self.add(key, part)
        self.unscored += other.unscored


@dataclass(slots=True)
class GroupTally:
    """Everything counted of one group; ``names`` are the printed values of its key, the least of each."""

    names: tuple[Part, ...] = ()
    count: int = 0
    listed: int = 0
    incomplete: int = 0
    errors: int = 0
    warnings: int = 0
    notices: int = 0
    with_errors: int = 0
    units: set[tuple[str, str, str]] = field(default_factory=set)
    claimed: Tally = field(default_factory=Tally)
    computed: Tally = field(default_factory=Tally)
    reviewed: Tally = field(default_factory=Tally)
    money: Money = field(default_factory=Money)
    losses: LossTally = field(default_factory=LossTally)

    def tally(self, basis: Basis) -> Tally:
        """The scores of a basis."""
        found: Tally = getattr(self, basis)
        return found

    def name(self, names: tuple[Part, ...]) -> None:
        """Take the least of each printed name, so that the order of the parts does not matter."""
        if not self.names:
            self.names = names
            return
        self.names = tuple(map(_least, self.names, names))

    def merge(self, other: GroupTally) -> None:
        """Add another part of the same group."""
        if other.names:
            self.name(other.names)
        for what in ("count", "listed", "incomplete", "errors", "warnings", "notices", "with_errors"):
            setattr(self, what, getattr(self, what) + getattr(other, what))
        self.units |= other.units
        for basis in BASES:
            self.tally(basis).merge(other.tally(basis))
        self.money.merge(other.money)
        self.losses.merge(other.losses)

    def add(self, record: Record, basis: Basis, weight: Exact | None) -> None:
        """Count one project; the points it lost are those on ``basis``, ``weight`` is that of its scores."""
        self.count += 1
        self.listed += record.listed
        self.incomplete += not record.complete
        self.errors += record.errors
        self.warnings += record.warnings
        self.notices += record.notices
        self.with_errors += record.errors > 0
        self.units.add(whose(record))
        weighs = 0 if weight is None or weight < 0 else weight
        weighed = int(weight is not None and weight >= 0)
        for one in BASES:
            self.tally(one).add(record.score(one), record.grade(one), 1, weighs, weighed)
        self.money.add(record.initial, record.budget, record.executed)
        for row in record.rows:
            self.losses.row(row, basis)


def _least(one: Part, other: Part) -> Part:
    if one is None or other is None:
        return other if one is None else one
    return one if (isinstance(one, str), one) <= (isinstance(other, str), other) else other


Tallies = dict[tuple[Part, ...], GroupTally]
"""By the cleaned values of the key."""


def whose(record: Record) -> tuple[str, str, str]:
    """Region, department and unit for comparing; the department stands in for a unit nobody names."""
    unit = record.unit or record.department
    return squeeze(record.region or ""), squeeze(record.department or ""), squeeze(unit or "")


def tally(records: Iterable[Record], by: Sequence[Dimension], basis: Basis) -> Tallies:
    """The groups of some records.

    A project that has several level-1 indicators or kinds of money is in several; its budget is the weight
    of its score in each.
    """
    groups: Tallies = {}
    for record in records:
        for names, part in _parts(record, by):
            key = tuple(cleaned(name) for name in names)
            group = groups.setdefault(key, GroupTally())
            group.name(names)
            group.add(part, basis, record.budget)
    return groups


def merged(parts: Iterable[Tallies]) -> Tallies:
    """The groups of the whole."""
    whole: Tallies = {}
    for part in parts:
        for key, group in part.items():
            whole.setdefault(key, GroupTally()).merge(group)
    return whole


def cleaned(name: Part) -> Part:
    """A value of a key for comparing: names without spaces and punctuation; nothing for an empty one."""
    return (squeeze(name) or None) if isinstance(name, str) else name


def _parts(record: Record, by: Sequence[Dimension]) -> Iterator[tuple[tuple[Part, ...], Record]]:
    """The keys a record counts under, each with what counts there."""
    parts: list[tuple[dict[str, Part], Record]] = [({}, record)]
    if "level1" in by:
        parts = [({**key, "level1": name}, one) for key, rec in parts for name, one in _by_level1(rec)]
    if "fund" in by:
        parts = [({**key, "fund": kind}, one) for key, rec in parts for kind, one in _by_fund(rec)]
    for key, one in parts:
        yield tuple(key[dim] if dim in key else _value(record, dim) for dim in by), one


def _value(record: Record, dimension: Dimension) -> Part:
    if dimension == "unit":
        return record.unit or record.department
    found: Part = getattr(record, dimension)
    return found


def _by_level1(record: Record) -> Iterator[tuple[Part, Record]]:
    """A record for each level-1 indicator: the sums of its rows where all have a score; no grades.

    One without rows is under no indicator, without a score.
    """
    levels: dict[str | None, list[Points]] = {} if record.rows else {None: []}
    for row in record.rows:
        levels.setdefault(row.level1, []).append(row)
    for name, rows in levels.items():
        sums = {basis: _sum([getattr(row, basis) for row in rows]) for basis in BASES}
        yield (
            name,
            record._replace(
                rows=tuple(rows),
                claimed=sums["claimed"],
                computed=sums["computed"],
                reviewed=sums["reviewed"],
                claimed_grade=None,
                computed_grade=None,
                reviewed_grade=None,
            ),
        )


def _sum(values: Sequence[Exact | None]) -> Exact | None:
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def _by_fund(record: Record) -> Iterator[tuple[Part, Record]]:
    """A record for each kind of money with an amount, with that kind's amounts.

    One that tells no kinds apart is under none, with its own amounts.
    """
    kinds: dict[str, Money] = {}
    for line in record.funds:
        if line.budget or line.executed or line.initial:
            kinds.setdefault(line.kind, Money()).add(line.initial, line.budget, line.executed)
    if not kinds:
        yield None, record
    for kind, money in kinds.items():
        yield (
            kind,
            record._replace(initial=money.initial, budget=money.budget, executed=money.executed),
        )
