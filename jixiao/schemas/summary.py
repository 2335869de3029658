"""A summary (汇总): scores, money, grades and findings of many projects, by department, year and so on.

Published as ``jixiao.summary/1``: :meth:`Summary.as_json`.  Scores and amounts are ``Decimal`` (strings in
JSON), money is in 万元, rates and shares are percentages with two decimals; what is not known is null, and
``reasons`` says why.  A mean is rounded once, half up, to two decimals; a median is exact.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from pydantic import Field, computed_field

from jixiao.schemas.base import Form
from jixiao.schemas.finding import Finding
from jixiao.schemas.store import Origin
from jixiao.texts import say

SCHEMA = "jixiao.summary/1"

Basis = Literal["claimed", "computed", "reviewed"]
"""自评得分, 复核计算得分 by the rules, and what a reviewer gave."""

Dimension = Literal["region", "department", "unit", "year", "round", "level1", "fund"]
"""What projects are grouped by.

Under ``level1`` a table counts once for each level-1 indicator it has, with the points of its rows there
(no grades; a project without rows under null, without a score); under ``fund`` once for each kind of money
it has, with that kind's amounts (the weight of a mean stays the budget of the whole project), and one that
tells no kinds apart under null with its own.
"""

State = Literal["returned", "incomplete", "listed", "reviewed", "submitted"]
"""状态: sent back and not corrected yet, else a table read in part, a score that was only published, one that
was reviewed, one that was not."""

Key = dict[str, str | int | None]
"""The value of each dimension (the year is a number); null where a project does not say."""


class Reason(Form):
    """Why ``field`` is null or to be read with care: a code with its parameters, and the sentence."""

    field: str
    code: str
    params: dict[str, str] = Field(default_factory=dict)

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated properties
    @property
    def message(self) -> str:
        """The sentence."""
        return say(f"summary.reason.{self.code}", **self.params)


class Spread(Form):
    """The scores of one basis.

    ``scored`` projects have a total, ``unscored`` ones none and enter nothing.  The weight of
    ``weighted_mean`` is the annual budget; ``weighted`` projects have a score and a budget.  ``grades``
    counts by the grade that the score has under the project's rule set (all grades of these, best first),
    ``ungraded`` those it has no grade for; ``shares`` are percentages of the scored ones.
    """

    scored: int
    unscored: int
    sum: Decimal | None = None
    mean: Decimal | None = None
    weighted_mean: Decimal | None = None
    weighted: int = 0
    median: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    grades: dict[str, int] = Field(default_factory=dict)
    ungraded: int = 0
    shares: dict[str, Decimal] = Field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()


class Loss(Form):
    """Points lost in one place.

    ``name`` is the level-1 indicator, the level-2 one (``parent`` its level-1), or the words of the cause
    (``code`` its code); null where rows do not say.  ``rows`` are the rows with weight and score, ``weight``
    and ``score`` their sums, ``lost`` what is missing to full marks, ``rate`` score over weight, ``share``
    the part of all points lost.
    """

    name: str | None
    parent: str | None = None
    code: str | None = None
    rows: int
    weight: Decimal
    score: Decimal
    lost: Decimal
    rate: Decimal | None
    share: Decimal | None


class Losses(Form):
    """Where points are lost, most first; ``unscored`` rows have no weight or no score on this basis."""

    lost: Decimal = Decimal("0.00")
    rows: int = 0
    unscored: int = 0
    by_level1: tuple[Loss, ...] = ()
    by_level2: tuple[Loss, ...] = ()
    by_cause: tuple[Loss, ...] = ()


class Coverage(Form):
    """How much of what should be there is there.

    ``expected`` units of which ``filed`` have filed (``missing`` have not); ``covered`` is what the projects
    spent of ``project_spending`` (项目支出 of the disclosures of the same department and year).
    """

    expected: int | None = None
    filed: int | None = None
    filed_share: Decimal | None = None
    missing: tuple[str, ...] = ()
    project_spending: Decimal | None = None
    covered: Decimal | None = None
    spending_share: Decimal | None = None
    reasons: tuple[Reason, ...] = ()


class FindingCounts(Form):
    """Findings by severity, and how many projects have one of severity error."""

    error: int = 0
    warning: int = 0
    notice: int = 0
    projects_with_errors: int = 0


class Group(Form):
    """One group of projects.

    The figures from ``unscored`` to ``shares`` are those of the summary's basis, the same as under its name.
    ``tables`` are whole tables, ``listed`` projects of which only the score is known.  ``execution_rate`` is
    the sum executed over the sum budgeted, of the ``with_money`` projects that give both.  ``rank`` is by the
    mean, 1 the best, equal ones alike.
    """

    key: Key
    count: int
    unscored: int
    mean: Decimal | None
    weighted_mean: Decimal | None
    median: Decimal | None
    min: Decimal | None
    max: Decimal | None
    sum: Decimal | None
    grades: dict[str, int]
    ungraded: int
    shares: dict[str, Decimal]
    claimed: Spread
    computed: Spread
    reviewed: Spread
    initial: Decimal | None
    budget: Decimal | None
    executed: Decimal | None
    execution_rate: Decimal | None
    with_money: int
    tables: int
    listed: int
    incomplete: int
    units: int
    rank: int | None
    coverage: Coverage
    losses: Losses
    findings: FindingCounts
    reasons: tuple[Reason, ...] = ()

    def spread(self, basis: Basis) -> Spread:
        """The scores of a basis."""
        found: Spread = getattr(self, basis)
        return found


class ProjectLine(Form):
    """One project: whose it is, its money (万元), its scores and grades, what was found.

    ``score`` and ``grade`` are those of the summary's basis; the printed grade is ``claimed_grade``.
    ``deviation`` is (自评 - 复核) / 自评 in percent.  ``low`` and ``high`` bound the
    computed total.  ``rank`` is by score over all projects, equal ones alike; null without a score.
    ``code`` (编码), ``office`` (业务处室) and ``project_total`` (项目总金额, of all years) stand on few
    自评表: null on others.
    """

    project: str
    state: State = "submitted"
    code: str | None = None
    region: str | None = None
    department: str | None = None
    unit: str | None = None
    office: str | None = None
    year: int | None = None
    round: str | None = None
    origin: Origin = "table"
    rules: str | None = None
    project_id: int | None = None
    version_id: int | None = None
    source: str | None = None
    score: Decimal | None = None
    grade: str | None = None
    rank: int | None = None
    claimed: Decimal | None = None
    claimed_grade: str | None = None
    computed: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    reviewed: Decimal | None = None
    deviation: Decimal | None = None
    initial: Decimal | None = None
    budget: Decimal | None = None
    executed: Decimal | None = None
    project_total: Decimal | None = None
    execution_rate: Decimal | None = None
    errors: int = 0
    warnings: int = 0
    notices: int = 0
    complete: bool = True


class Outlier(Form):
    """A project that stands out, with the reasons: ``reasons`` name ``score`` or ``execution_rate``."""

    project: ProjectLine
    reasons: tuple[Reason, ...]


class Lift(Form):
    """One row with points to gain: ``alone`` says whether full marks there would do."""

    level1: str | None
    level2: str | None
    name: str | None
    weight: Decimal
    score: Decimal
    gain: Decimal
    alone: bool


class NearBound(Form):
    """A project shortly below the bound of a grade.

    ``missing`` points to ``grade`` at ``bound``; ``lifts`` are the fewest rows whose full marks would reach
    it (the most to gain first), else all with something to gain; ``reached`` says which.
    """

    project: ProjectLine
    grade: str
    bound: Decimal
    missing: Decimal
    lifts: tuple[Lift, ...] = ()
    reached: bool = False
    reasons: tuple[Reason, ...] = ()


class Change(Form):
    """One project in two years; ``change`` is the later score less the earlier one."""

    project: str
    department: str | None = None
    unit: str | None = None
    before: Decimal | None = None
    after: Decimal | None = None
    change: Decimal | None = None
    before_grade: str | None = None
    after_grade: str | None = None


class DepartmentChange(Form):
    """One department in two years: its means over all its projects, and what became of these."""

    department: str | None
    before_count: int
    after_count: int
    before_mean: Decimal | None
    after_mean: Decimal | None
    change: Decimal | None
    up: int
    down: int
    same: int
    new: int
    vanished: int


class YearPair(Form):
    """Two years that follow each other among those there are, project by project.

    A project is the same where its unit and its name, less the year in it, are.  ``moves`` is the matrix of
    grades: by the earlier grade, by the later one, how many (a grade that is not known is ``""``; by reviews
    only projects that have one in both years); ``up``, ``down`` and ``same`` count grades.  ``changes`` are
    the largest of the score; ``new``, ``vanished`` are of one year only, as many as asked for; the
    ``*_count`` fields count them all.
    """

    before: int
    after: int
    matched: int
    moves: dict[str, dict[str, int]]
    up: int
    down: int
    same: int
    departments: tuple[DepartmentChange, ...]
    changes: tuple[Change, ...]
    new_count: int
    vanished_count: int
    new: tuple[Change, ...]
    vanished: tuple[Change, ...]


class Ranking(Form):
    """The best and the worst projects by score, as many as asked for; ``scored`` counts all."""

    scored: int
    best: tuple[ProjectLine, ...] = ()
    worst: tuple[ProjectLine, ...] = ()


class Summary(Form):
    """A whole summary; ``total`` is of everything.

    ``complete`` is false where an input could not be read (``errors`` say why) or a table is only in part.
    ``projects`` holds every project by itself where it was asked for (always in a file that is written).
    ``whole_departments`` tables are of a whole department (部门整体支出): no projects, counted nowhere else.
    """

    complete: bool = True
    basis: Basis
    by: tuple[Dimension, ...]
    groups: tuple[Group, ...]
    total: Group
    whole_departments: int = 0
    years: tuple[YearPair, ...] = ()
    ranking: Ranking = Ranking(scored=0)
    outliers: tuple[Outlier, ...] = ()
    near: tuple[NearBound, ...] = ()
    projects: tuple[ProjectLine, ...] | None = None
    notes: tuple[Finding, ...] = ()
    errors: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The published shape."""
        dumped = self.model_dump(mode="json", exclude={"errors", "notes"})
        return {
            "schema": SCHEMA,
            **dumped,
            "notes": [finding.as_json() for finding in self.notes],
            "errors": [finding.as_problem() for finding in self.errors],
        }
