"""What is counted while everything is scored again: table by table, or a page of packed tables at once.

Scores and their sums are in cents.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.indicators.cleaning import squeeze
from jixiao.schemas.whatif import NO_GRADE
from jixiao.scoring.grade import grade_of
from jixiao.scoring.whatif_rows import as_score

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jixiao.scoring.aggregate import Exact
    from jixiao.scoring.ruleset import LoadedRuleSet
    from jixiao.scoring.whatif import TableScore

_KEPT = 8
"""So many times the projects that are named are held before the least affected are dropped."""
Pair = tuple[str | None, str | None]


class Owner(NamedTuple):
    """Whose a table is."""

    project: str
    region: str | None
    department: str | None
    unit: str | None
    year: int | None


class Case(NamedTuple):
    """One table: its number in the order of all (a version's id), whose it is, form and result as JSON."""

    at: int
    owner: Owner
    complete: bool
    form: Mapping[str, Any]
    scored: Mapping[str, Any] | None


class Standing(NamedTuple):
    """Where a project stands on one side: its score, whether that is decided, its grade."""

    score: Exact | None
    decided: bool
    grade: str | None

    @property
    def state(self) -> str:
        """One of ``decided``, ``provisional`` and ``unscored``."""
        return "unscored" if self.score is None else "decided" if self.decided else "provisional"


class Side:
    """One side: what grades its scores."""

    def __init__(self, rules: LoadedRuleSet | None) -> None:
        self._rules = rules
        self.grade = cache(self._graded)

    def _graded(self, score: Exact) -> str | None:
        return None if self._rules is None else grade_of(as_score(score), self._rules)

    def standing(self, table: TableScore) -> Standing:
        """Where a table stands; the grade of a provisional score where its range leaves several."""
        decided = table.total is not None
        score = table.total if decided else table.provisional
        grade = table.grade
        if grade is None and not decided and score is not None:
            grade = self.grade(score)
        return Standing(score, decided, grade)


@dataclass(slots=True)
class Sums:
    """What becomes of some projects; the ``decided`` ones are those with a total on both sides."""

    name: str | None = None
    count: int = 0
    compared: int = 0
    before: Exact = 0
    after: Exact = 0
    up: int = 0
    down: int = 0
    moved: int = 0
    decided: int = 0
    decided_before: Exact = 0
    decided_after: Exact = 0

    def add(self, before: Standing, after: Standing) -> None:
        """Count one project in."""
        self.count += 1
        self.moved += before.grade != after.grade
        if before.score is None or after.score is None:
            return
        self.compared += 1
        self.before += before.score
        self.after += after.score
        self.up += after.score > before.score
        self.down += after.score < before.score
        if before.decided and after.decided:
            self.decided += 1
            self.decided_before += before.score
            self.decided_after += after.score

    def merge(self, other: Sequence[int]) -> None:
        """Count several in: the figures from ``count`` on."""
        for name, value in zip(_SUMS, other, strict=True):
            setattr(self, name, getattr(self, name) + value)


_SUMS = (
    "count", "compared", "before", "after", "up", "down", "moved",
    "decided", "decided_before", "decided_after",
)  # fmt: skip


@dataclass(slots=True)
class ByClause:
    """The rows that changed from one clause to another."""

    rows: int = 0
    gained: Exact = 0
    lost: Exact = 0
    opened: int = 0
    settled: int = 0

    def add(self, before: Exact | None, after: Exact | None) -> None:
        """Count one row in."""
        self.rows += 1
        if before is None or after is None:
            self.opened += after is None and before is not None
            self.settled += before is None and after is not None
            return
        self.gained += max(after - before, 0)
        self.lost += max(before - after, 0)

    def merge(self, rows: int, gained: int, lost: int, opened: int, settled: int) -> None:
        """Count several in."""
        self.rows += rows
        self.gained += gained
        self.lost += lost
        self.opened += opened
        self.settled += settled


@dataclass(slots=True)
class CauseSums:
    """Where the change comes from: see :class:`jixiao.schemas.whatif.Causes`."""

    clauses: Exact = 0
    judgement: Exact = 0
    other: Exact = 0
    uncompared: Exact = 0
    opened: int = 0
    settled: int = 0

    def add(self, before: Standing, after: Standing, net: Exact, *, turned: bool) -> None:
        """Count one project in, whose rows with two scores gain ``net``; ``turned`` if some have but one."""
        self.opened += before.decided and not after.decided
        self.settled += after.decided and not before.decided
        if before.score is None or after.score is None:
            self.uncompared += net
            return
        rest = after.score - before.score - net
        self.clauses += net
        if turned or before.decided != after.decided:
            self.judgement += rest
        else:
            self.other += rest

    def merge(
        self, clauses: int, judgement: int, other: int, uncompared: int, opened: int, settled: int
    ) -> None:
        """Count several in."""
        self.clauses += clauses
        self.judgement += judgement
        self.other += other
        self.uncompared += uncompared
        self.opened += opened
        self.settled += settled


@dataclass(slots=True)
class Found:
    """Everything that is counted on the way.

    ``affected`` are the most affected projects by their numbers, each with what it is sorted by;
    whatever comes behind ``last`` is not among them.
    """

    top: int
    whole: Sums = field(default_factory=Sums)
    departments: dict[str, Sums] = field(default_factory=dict)
    clauses: dict[Pair, ByClause] = field(default_factory=dict)
    causes: CauseSums = field(default_factory=CauseSums)
    moves: dict[tuple[str, str], int] = field(default_factory=dict)
    sides: tuple[dict[str, int], dict[str, int]] = field(default_factory=lambda: ({}, {}))
    affected: list[tuple[Any, ...]] = field(default_factory=list)
    last: tuple[Any, ...] | None = None
    under: dict[Pair, int] = field(default_factory=dict)
    columns: int = 0
    whole_departments: int = 0
    complete: bool = True

    def department(self, name: str | None) -> Sums:
        """The sums of a department; it has the name by which it came first."""
        key = self.key(name)
        found = self.departments.get(key)
        if found is None:
            found = self.departments[key] = Sums(name)
        return found

    @staticmethod
    @cache
    def key(name: str | None) -> str:
        """What tells departments apart."""
        return squeeze(name or "")

    def add(self, case: Case, before: TableScore, after: TableScore, sides: tuple[Side, Side]) -> None:
        """Count one table in."""
        old, new = sides[0].standing(before), sides[1].standing(after)
        self.columns += not after.scalar
        self.complete = self.complete and case.complete
        self.whole.add(old, new)
        self.department(case.owner.department).add(old, new)
        self.move(old.grade, new.grade, 1)
        for counts, standing in zip(self.sides, (old, new), strict=True):
            counts[standing.state] = counts.get(standing.state, 0) + 1
        net, turned = self._rows(before, after) if before.scores != after.scores else (0, False)
        self.causes.add(old, new, net, turned=turned)
        if old.score is not None and new.score is not None and old.score != new.score:
            self.keep(case.at, case.owner, new.score - old.score)

    def move(self, before: str | None, after: str | None, count: int) -> None:
        """Count projects in that have one grade before and one after."""
        key = before or NO_GRADE, after or NO_GRADE
        self.moves[key] = self.moves.get(key, 0) + count

    def pair(self, clauses: Pair) -> ByClause:
        """The rows that changed from one clause to another."""
        return self.clauses.setdefault(clauses, ByClause())

    def _rows(self, before: TableScore, after: TableScore) -> tuple[Exact, bool]:
        net: Exact = 0
        turned = False
        rows = zip(before.scores, after.scores, before.clauses, after.clauses, strict=True)
        for old, new, clause, other in rows:
            if old == new:
                continue
            self.pair((clause, other)).add(old, new)
            if old is None or new is None:
                turned = True
            else:
                net += new - old
        return net, turned

    @property
    def least(self) -> Exact:
        """A change below this is certainly not among the most."""
        return 0 if self.last is None else -self.last[0]

    def keep(self, at: int, owner: Owner, change: Exact) -> None:
        """Keep a project while it is among the most affected."""
        names = (owner.region or "", owner.department or "", owner.unit or "", owner.year or 0, owner.project)
        order = (-size(change), *names, at)
        if self.top == 0 or (self.last is not None and order > self.last):
            return
        self.affected.append(order)
        if len(self.affected) >= _KEPT * self.top:
            self.most()

    def most(self) -> list[int]:
        """The numbers of the projects most affected, the most first."""
        self.affected.sort()
        del self.affected[self.top :]
        if self.affected and len(self.affected) == self.top:
            self.last = self.affected[-1]
        return [order[-1] for order in self.affected]


def size(cents: Exact) -> Exact:
    """How many cents, whichever way."""
    return cents if cents >= 0 else -cents
