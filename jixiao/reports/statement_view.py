"""The projects of a department and year as 第九节 sees them: sums, grades, shares; every figure a fact."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from jixiao.indicators.numbers import round_exact
from jixiao.indicators.project_names import is_whole_department, name_key
from jixiao.reports.blocks import Fact, Origin, Source
from jixiao.reports.statement_facts import FUNDS, GRADES
from jixiao.scoring.explain import short
from jixiao.scoring.outcome import exact_sum
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jixiao.schemas.self_evaluation import SelfEvaluation
    from jixiao.schemas.summary import Basis, ProjectLine

_SPELT_OUT = 6
"""A sum of so many parts at most is written out in the trace."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a 部门评价报告 says came out of evaluating a project: its score, its grade."""

    score: Fact | None = None
    grade: Fact | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """One project: its line of a summary (money in 万元), its form, and the points its rows lost.

    ``funds`` are the amounts executed by kind of money, of the kinds its table names; ``short`` are the
    points of each row that lost any, that of the execution rate (``short_of_money``) among them;
    ``evaluation`` is that of its 部门评价报告, where there is one.
    """

    line: ProjectLine
    form: SelfEvaluation
    funds: Mapping[str, Decimal | None] = field(default_factory=dict)
    short: tuple[Decimal, ...] = ()
    short_of_money: bool = False
    evaluation: Evaluation | None = None

    def source(self, path: str) -> Source:
        """Where a field of the project stands: in the store, or in its file."""
        one = self.line
        if one.version_id is not None:
            return Source(Origin.STORE, f"form_version[{one.version_id}].{path}", one.source or "")
        return Source(Origin.FIELD, f"{one.project}.{path}", one.source or "")

    @property
    def name(self) -> Fact:
        """Its name."""
        return Fact(self.line.project, self.source("project"))

    def money(self, path: str) -> Fact | None:
        """``budget`` or ``executed`` in 万元."""
        value: Decimal | None = getattr(self.line, path)
        return None if value is None else Fact(amount(value), self.source(f"funds.{path}"), printed(value))

    @property
    def score(self) -> Fact | None:
        """Its score on the basis."""
        value = self.line.score
        return None if value is None else Fact(short(value), self.source("score"), value)

    @property
    def grade(self) -> Fact | None:
        """The grade of that score under its rule set."""
        return None if self.line.grade is None else Fact(self.line.grade, self.source("grade"))

    @property
    def rate(self) -> Fact | None:
        """What it spent of its budget in percent; ``None`` where one is not known, or it had none."""
        one = self.line
        if one.executed is None or one.budget is None or one.budget <= 0:
            return None
        parts = (self.source("funds.executed"), self.source("funds.budget"))
        return percent(Fraction(one.executed), Fraction(one.budget), "execution_rate", parts)

    @property
    def of_whole_department(self) -> bool:
        """Whether its name says that it is no project but the whole department (部门整体支出绩效自评)."""
        return is_whole_department(self.line.project)

    @property
    def told_by_kind(self) -> bool:
        """Whether the three kinds of money are all that was spent."""
        known = (self.funds.get(kind) for kind in FUNDS)
        return self.line.executed is not None and self.line.executed == exact_sum(
            value for value in known if value is not None
        )

    @property
    def has_table(self) -> bool:
        """Whether its table is known, not only its score."""
        return self.line.origin == "table"


@dataclass(frozen=True, slots=True)
class Whole:
    """How the self-evaluation of the whole department came out, as far as its form is decided.

    ``funds`` are the amounts executed by kind of money in 万元, all of what was spent or none.
    """

    score: Fact | None = None
    grade: Fact | None = None
    funds: Mapping[str, Fact] = field(default_factory=dict)


def whole_of(one: Project) -> Whole:
    """How the whole department came out by its own 自评表."""
    if not one.told_by_kind:
        return Whole(one.score, one.grade)
    values = {kind: one.funds.get(kind) or Decimal(0) for kind in FUNDS}
    funds = {
        kind: Fact(amount(value), one.source(f"funds.{kind}"), printed(value))
        for kind, value in values.items()
    }
    return Whole(one.score, one.grade, funds)


@dataclass(frozen=True)
class Material:
    """What is said of: the projects of one department and year, in order.

    ``spending`` is 项目支出 of the whole (公开03表) in 万元 with where it is from, ``whole`` how the whole
    department was evaluated; ``aside`` are tables of that, which are no projects.
    """

    department: str
    year: int
    basis: Basis
    projects: tuple[Project, ...]
    spending: Fact | None = None
    whole: Whole | None = None
    aside: tuple[Project, ...] = ()

    @cached_property
    def without_money(self) -> tuple[Project, ...]:
        """The projects that do not say what they spent."""
        return tuple(one for one in self.projects if one.line.executed is None)

    def count(self, number: int, path: str) -> Fact:
        """How many there are of something."""
        return Fact(str(number), Source(Origin.COMPUTED, path), Decimal(number))

    def total(self, path: str) -> Fact | None:
        """``budget`` or ``executed`` of all projects; ``None`` where one does not say."""
        values = [getattr(one.line, path) for one in self.projects]
        if not values or None in values:
            return None
        operands = tuple(one.source(f"funds.{path}") for one in self.projects)
        return added(values, f"sum({path})", operands)

    @cached_property
    def rate(self) -> Fact | None:
        """What all spent of all budgets; ``None`` where one does not say, or there was no budget."""
        executed, budget = self.total("executed"), self.total("budget")
        if executed is None or budget is None:
            return None
        exact = [Fraction(exact_sum(getattr(p.line, path) for p in self.projects)) for path in _MONEY]
        if exact[1] <= 0:
            return None
        return percent(exact[0], exact[1], "execution_rate", (executed.source, budget.source))

    @cached_property
    def grades(self) -> dict[str, int]:
        """How many projects have each grade: the four first, then any other that there is."""
        found = Counter(one.line.grade for one in self.projects if one.line.grade is not None)
        names = [say(f"statement.grade.{code}") for code in GRADES]
        return {name: found[name] for name in dict.fromkeys((*names, *sorted(found)))}

    @cached_property
    def ungraded(self) -> int:
        """How many have none."""
        return sum(one.line.grade is None for one in self.projects)

    @cached_property
    def scored(self) -> tuple[Project, ...]:
        """The projects that have a score."""
        return tuple(one for one in self.projects if one.line.score is not None)

    @cached_property
    def mean(self) -> Fact | None:
        """The mean of the scores there are, rounded once."""
        scores = [one.line.score for one in self.scored if one.line.score is not None]
        if not scores:
            return None
        added_up = exact_sum(scores)
        value = round_exact(Fraction(added_up) / len(scores), 2)
        formula = f"{short(added_up)} ÷ {len(scores)}"
        operands = tuple(one.source("score") for one in self.scored)
        return Fact(short(value), Source(Origin.COMPUTED, "mean(score)", "", formula, operands), value)

    def extreme(self, *, best: bool) -> Fact | None:
        """The highest or the lowest score."""
        if not self.scored:
            return None
        choose = max if best else min
        return choose(self.scored, key=lambda one: one.line.score or Decimal(0)).score

    def named(self, name: str) -> Project | None:
        """The one project of that name, spelled differently at most."""
        found = [one for one in self.projects if name_key(one.line.project) == name_key(name)]
        return found[0] if len(found) == 1 else None

    @cached_property
    def below_budget(self) -> tuple[Project, ...]:
        """The projects that spent less than their budget, the least rate first."""
        return tuple(sorted((one for one in self.projects if _less(one)), key=_spent_of_budget))

    @cached_property
    def reported(self) -> tuple[Project, ...]:
        """The projects of which a 部门评价报告 is there."""
        return tuple(one for one in self.projects if one.evaluation is not None)

    @cached_property
    def losing(self) -> tuple[Project, ...]:
        """The projects with rows that lost points."""
        return tuple(one for one in self.projects if one.short)


_MONEY = ("executed", "budget")
_WHOLE = Decimal(100)


def _less(one: Project) -> bool:
    """Whether it spent less than its budget, as far as one sees it in print."""
    executed, budget = one.line.executed, one.line.budget
    return executed is not None and budget is not None and printed(executed) < printed(budget)


def _spent_of_budget(one: Project) -> Fraction:
    """How far a project spent its budget, exactly; of no budget nothing."""
    executed, budget = Fraction(one.line.executed or 0), Fraction(one.line.budget or 0)
    return executed / budget if budget > 0 else Fraction(0)


def printed(value: Decimal | Fraction) -> Decimal:
    """An amount in 万元 as it is printed: two decimals, those of trailing zeros left out."""
    return Decimal(amount(value))


def amount(value: Decimal | Fraction) -> str:
    """The same as text: 7 stays 7."""
    return short(round_exact(Fraction(value), 2))


def added(values: Iterable[Decimal], path: str, operands: tuple[Source, ...]) -> Fact:
    """A sum of amounts."""
    parts = list(values)
    value = exact_sum(parts)
    few = 1 < len(parts) <= _SPELT_OUT
    formula = " + ".join(map(short, parts)) if few else say("statement.formula", count=str(len(parts)))
    return Fact(amount(value), Source(Origin.COMPUTED, path, "", formula, operands), printed(value))


def percent(part: Fraction, whole: Fraction, path: str, operands: tuple[Source, ...]) -> Fact:
    """A share in percent, with two decimals at most.

    A part that is printed otherwise than the whole has as many more as it takes not to be called 100%, one
    that is not printed as 0 as many as it takes not to be called 0%.
    """
    exact = part / whole * 100
    digits = 2
    value = round_exact(exact, digits)
    while (value == _WHOLE and printed(part) != printed(whole)) or (not value and printed(part)):
        digits += 1
        value = round_exact(exact, digits)
    formula = f"{short(part)} ÷ {short(whole)}"
    return Fact(f"{short(value)}%", Source(Origin.COMPUTED, path, "", formula, operands), value)
