"""Evaluation frameworks: what a data file may say, a form as filled in, and the form scored.

A framework (指标体系) is a list of lines, each decided in one of three ways: by **points** (评分要点, marked
by an evaluator one by one), by a **ratio** of facts (资金到位率 = 到位 ÷ 预算), or **measured** (a target and
an actual, scored as a row of a self-evaluation).  Numbers of a file are exact strings, as in rule sets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from jixiao.schemas.base import Form
from jixiao.schemas.ruleset import Cite, CurveSpec, Period, Rational
from jixiao.schemas.self_evaluation import FundLine
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jixiao.schemas.finding import Finding, Place
    from jixiao.schemas.scored import RulesUsed, ScoredRow
    from jixiao.schemas.self_evaluation import Path

UNKNOWN = "unknown"
"""The curve of which nobody has shown how it runs."""

Subject = Literal["project", "department"]
Method = Literal["points", "ratio", "measured"]
Amount = Literal["annual_budget", "initial_budget", "executed"]


class Fact(Form):
    """A figure that a ratio is formed of; ``source`` (``from``) is what of a table's funds it is."""

    id: str
    label: str
    unit: str | None = None
    source: Amount | None = Field(default=None, alias="from")


class RatioRule(Form):
    """A formula as data: the signed sum of some facts over that of others (``["planned", "-actual"]``).

    At ``target`` or above it earns the whole weight; below it the ``curve`` gives the share (``unknown``:
    for the evaluator to judge).  A ratio above ``most`` cannot be: it is an error.  ``cite`` is about the
    marks, where the line's own is about the formula.
    """

    name: str
    numerator: tuple[str, ...] = Field(min_length=1)
    denominator: tuple[str, ...] = Field(min_length=1)
    target: Rational
    curve: str
    most: Rational | None = None
    cite: Cite


class MeasuredRule(Form):
    """What the target and the actual of a measured line are called on the form."""

    target: str
    actual: str


class FrameworkLine(Form):
    """One 三级指标 of a framework and what it rests on.

    ``takes`` are the 二级指标 of a self-evaluation whose indicators stand in its place.  ``weight`` is set
    only where a source gives it.  A form begins with a row for ``each`` task, or with one.
    """

    level1: str
    level2: str
    name: str = ""
    meaning: str | None = None
    weight: Rational | None = None
    points: tuple[str, ...] = ()
    ratio: RatioRule | None = None
    measured: MeasuredRule | None = None
    takes: tuple[str, ...] = ()
    each: bool = False
    cite: Cite

    @model_validator(mode="after")
    def _one_method(self) -> FrameworkLine:
        if sum((bool(self.points), self.ratio is not None, self.measured is not None)) != 1:
            raise ValueError(say("framework.line.one-method", name=self.name or self.level2))
        return self

    @property
    def method(self) -> Method:
        """How the line is decided."""
        if self.points:
            return "points"
        return "measured" if self.ratio is None else "ratio"


class MarkRule(Form):
    """A word of the evaluator and the share of a point it earns; without one the points must be given."""

    word: str
    share: Rational | None = None


class Advice(Form):
    """A share of the full marks that some 一级指标 should have together, in percent."""

    level1: tuple[str, ...]
    least: Rational
    cite: Cite


class Parts(Form):
    """One way of dividing a department's budget into lines."""

    name: str
    lines: tuple[str, ...]
    cite: Cite


class Framework(Form):
    """One framework, whole."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    title: str
    subject: Subject
    period: Period = Period()
    authority: str | None = None
    summary: str | None = None
    full: Rational = Fraction(100)
    execution: Rational | None = None
    execution_cite: Cite | None = None
    fact: tuple[Fact, ...] = ()
    curves: dict[str, CurveSpec] = Field(default_factory=dict)
    mark: tuple[MarkRule, ...] = ()
    mark_cite: Cite | None = None
    line: tuple[FrameworkLine, ...] = Field(min_length=1)
    parts: tuple[Parts, ...] = ()
    advice: tuple[Advice, ...] = ()
    notes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _known_names(self) -> Framework:
        known = {fact.id for fact in self.fact}
        for line in self.line:
            if line.ratio is None:
                continue
            for name in (*line.ratio.numerator, *line.ratio.denominator):
                if name.removeprefix("-") not in known:
                    raise ValueError(say("framework.fact.unknown", line=line.name, fact=name))
            if line.ratio.curve not in (*self.curves, UNKNOWN):
                raise ValueError(say("framework.curve.unknown", line=line.name, curve=line.ratio.curve))
        return self


class FrameworkItem(Form):
    """One thing asked of an indicator: a point (要点), a fact, a target or an actual.

    ``entry`` is the mark, figure or text written beside it, verbatim; ``share`` the points it is worth, where
    somebody said; ``score`` the points given; ``evidence`` on what ground.
    """

    label: str = ""
    share: Decimal | None = None
    entry: str | None = None
    score: Decimal | None = None
    evidence: str | None = None


class FrameworkRow(Form):
    """One 三级指标 of a form as filled in; ``goal`` is the number, from 0, of the task it belongs to.

    ``claimed_score`` is the score written for the whole indicator.
    """

    level1: str | None = None
    level2: str | None = None
    name: str | None = None
    meaning: str | None = None
    weight: Decimal | None = None
    items: tuple[FrameworkItem, ...] = ()
    claimed_score: Decimal | None = None
    goal: int | None = None
    note: str | None = None


class TaskGoal(Form):
    """One 年度主要任务; ``ratio`` is its share of the whole in percent, where the form gives one."""

    name: str | None = None
    expected: str | None = None
    achieved: str | None = None
    ratio: Decimal | None = None


class FilledFramework(Form):
    """A form as filled in.  ``project`` is the department where the whole department is evaluated.

    ``framework`` and ``rules`` are the ids printed on the form; amounts are in 万元.
    """

    framework: str | None = None
    hash: str | None = None
    rules: str | None = None
    project: str = ""
    department: str | None = None
    unit: str | None = None
    year: int | None = None
    funds: tuple[FundLine, ...] = ()
    goals: tuple[TaskGoal, ...] = ()
    rows: tuple[FrameworkRow, ...] = ()
    claimed_total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ReadFramework:
    """A form together with how it was read; ``places`` by field path, as in :class:`ReadForm`.

    ``problems`` are entries that could not be read.
    """

    form: FilledFramework
    source: Place
    places: Mapping[Path, Place] = field(default_factory=dict)
    problems: tuple[Finding, ...] = ()

    def place(self, *path: str | int) -> Place:
        """The place of a value, or of the nearest thing around it that has one."""
        for end in range(len(path), -1, -1):
            found = self.places.get(path[:end])
            if found is not None:
                return found
        return self.source


class LineStatus(StrEnum):
    """How far a line could be decided.

    By figures; by an evaluator's marks or points; not yet; not at all as it is filled in.
    """

    COMPUTED = "computed"
    JUDGED = "judged"
    NEEDS_JUDGEMENT = "needs-judgement"
    NOT_APPLICABLE = "not-applicable"
    UNSCORABLE = "unscorable"


@dataclass(frozen=True, slots=True)
class ScoredPoint:
    """One point: what it is worth and what it earned, exactly; ``low == high`` once it is decided."""

    item: FrameworkItem
    share: Fraction
    low: Fraction
    high: Fraction
    reason: str


@dataclass(frozen=True, slots=True)
class ScoredLine:
    """One indicator with its score.

    ``score`` is ``None`` unless decided; ``low`` and ``high`` bound what it can add.  ``reason`` is a text
    code (``framework.reason.…``) with ``params``.  ``ratio`` is that of its facts or the completion, exactly.
    ``measured`` is the row as a self-evaluation would have it; ``standing`` that of the rule that decided.
    """

    row: FrameworkRow
    place: Place
    method: Method
    status: LineStatus
    score: Decimal | None
    low: Decimal
    high: Decimal
    reason: str
    params: Mapping[str, str] = field(default_factory=dict)
    ratio: Fraction | None = None
    formula: str | None = None
    points: tuple[ScoredPoint, ...] = ()
    measured: ScoredRow | None = None
    standing: str | None = None

    @property
    def decided(self) -> bool:
        """Whether the line adds one known number to the total."""
        return self.score is not None

    @property
    def earned(self) -> Fraction | None:
        """The score over the weight (得分率); ``None`` unless both are known and there is a weight."""
        if self.score is None or not self.row.weight:
            return None
        return Fraction(self.score) / Fraction(self.row.weight)


@dataclass(frozen=True, slots=True)
class ScoredSection:
    """All lines of one 一级指标, by its printed name; ``lines`` are their numbers in the form."""

    name: str
    weight: Decimal
    score: Decimal | None
    low: Decimal
    high: Decimal
    lines: tuple[int, ...]

    @property
    def rate(self) -> Fraction | None:
        """得分率: score over weight; ``None`` unless the section is decided and has a weight."""
        return None if self.score is None or not self.weight else Fraction(self.score) / Fraction(self.weight)


@dataclass(frozen=True, slots=True)
class ScoredGoal:
    """One 年度主要任务: the sum of its indicators, and that times its ratio over 100, rounded once.

    Without ratios on the form ``low``, ``high`` and ``score`` are the sums themselves.  ``weight`` is what
    the task can add at most.
    """

    goal: TaskGoal
    weight: Decimal
    sum: Decimal | None
    score: Decimal | None
    low: Decimal
    high: Decimal
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FrameworkUsed:
    """Which framework a form follows; ``standing`` is the weakest among its lines."""

    id: str
    title: str
    subject: Subject
    hash: str
    standing: str


@dataclass(frozen=True, slots=True)
class FrameworkResult:
    """A form, scored.

    ``total`` and ``grade`` are ``None`` unless everything is decided (the grade: unless the whole range
    agrees); ``total_range`` is always there; ``provisional_total`` takes written scores for what is open.
    ``execution`` is the execution rate of a whole department's budget.
    """

    form: FilledFramework
    source: Place
    framework: FrameworkUsed
    rules: RulesUsed
    execution: ScoredRow | None
    lines: tuple[ScoredLine, ...]
    sections: tuple[ScoredSection, ...]
    goals: tuple[ScoredGoal, ...]
    total: Decimal | None
    total_range: tuple[Decimal, Decimal]
    provisional_total: Decimal | None
    grade: str | None
    grade_range: tuple[str, str] | None
    findings: tuple[Finding, ...]
    complete: bool
