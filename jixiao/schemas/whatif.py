"""What another rule set would do (换规则试算): grades that move, scores that change, and by which clause.

Published as ``jixiao.whatif/1``: :meth:`WhatIf.as_json`.  The score of a project is its computed total, else,
where something is left to a person, the provisional total that counts claimed scores for that; both sides
of a comparison are made the same way.  Scores are ``Decimal`` (strings in JSON); means are rounded once,
half up, to two decimals; what is not known is null.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pydantic import Field

from jixiao.schemas.base import Form
from jixiao.schemas.finding import Finding

SCHEMA = "jixiao.whatif/1"
NO_GRADE = ""
"""Stands in ``moves`` for a project that has no grade."""


class RulesMeant(Form):
    """A rule set of one side and how many tables are scored under it."""

    id: str | None
    title: str | None = None
    hash: str | None = None
    standing: str | None = None
    tables: int = 0


class Side(Form):
    """One side as a whole.

    ``decided`` tables have a total, ``provisional`` ones only with claimed scores counted, ``unscored`` none.
    ``mean`` is over the projects that have a score on both sides, decided or provisional.
    """

    decided: int = 0
    provisional: int = 0
    unscored: int = 0
    mean: Decimal | None = None
    grades: dict[str, int] = Field(default_factory=dict)


class MeanChange(Form):
    """The mean of some projects that have a score on both sides, before and after."""

    projects: int
    before_mean: Decimal | None
    after_mean: Decimal | None
    change: Decimal | None


class Causes(Form):
    """Where the change of the scores comes from, in points; exact sums.

    Over the projects compared, ``clauses`` are what rows gain and lose that have a score on both sides;
    ``judgement`` is what more there is in projects of which a row or the total is decided on one side only
    (a claimed score is counted for it on the other); ``other`` the rest: caps and what else is done to whole
    tables.  The three are the change of all scores together; ``clauses_mean``, ``judgement_mean`` and
    ``other_mean`` are their parts of the change of the mean, rounded so that they make it exactly.
    ``uncompared`` is what rows gain and lose in projects without a score on a side: with ``clauses`` it is
    what the list of clauses adds up to.  ``opened`` projects had a total and have none, ``settled`` ones the
    reverse.
    """

    clauses: Decimal
    judgement: Decimal
    other: Decimal
    uncompared: Decimal
    clauses_mean: Decimal | None
    judgement_mean: Decimal | None
    other_mean: Decimal | None
    opened: int
    settled: int


class DepartmentChange(Form):
    """What becomes of the projects of one department; ``compared`` have a score on both sides.

    Of these ``provisional`` have one that counts claimed scores, on one side at least.
    """

    department: str | None
    count: int
    compared: int
    provisional: int
    before_mean: Decimal | None
    after_mean: Decimal | None
    change: Decimal | None
    up: int
    down: int
    same: int
    moved: int


class ClauseChange(Form):
    """The rows that one clause decided before and one decides after, and whose score or state changed.

    A clause is null where nothing is said of the row; where none decided it is the code of the reason.
    ``opened`` rows had a score and are left to a person, ``settled`` ones the reverse; ``gained`` and
    ``lost`` are sums of points of the rows that have a score on both sides.
    """

    before: str | None
    after: str | None
    rows: int
    gained: Decimal
    lost: Decimal
    opened: int
    settled: int


class RowChange(Form):
    """One row that scores otherwise; the execution rate has position -1 and no names."""

    position: int
    level1: str | None = None
    level2: str | None = None
    name: str | None = None
    target: str | None = None
    actual: str | None = None
    weight: Decimal | None = None
    before: Decimal | None
    after: Decimal | None
    change: Decimal | None
    before_clause: str | None
    after_clause: str | None


class Affected(Form):
    """One project that scores otherwise; ``provisional`` where either score counts claimed ones."""

    project: str
    region: str | None = None
    department: str | None = None
    unit: str | None = None
    year: int | None = None
    before: Decimal
    after: Decimal
    change: Decimal
    before_grade: str | None
    after_grade: str | None
    provisional: bool
    rows: tuple[RowChange, ...]


class WhatIf(Form):
    """Everything scored again under ``rules``, held against the results under ``against``.

    ``stored`` says that the latter are those that were kept (or, of files, those of the rule set chosen for
    each).  ``listed`` projects have no table and are left out, and so are the ``whole_departments`` tables
    of a whole department (部门整体支出), which is no project.  ``moves`` counts by grade before, then after.
    ``column_tables`` went through columns, the other ``tables`` through the scalar path whole.
    ``determined`` are the compared projects with a total on both sides, ``provisional`` the others.
    """

    complete: bool
    rules: RulesMeant
    against: tuple[RulesMeant, ...]
    stored: bool
    tables: int
    column_tables: int
    listed: int
    whole_departments: int = 0
    compared: int
    up: int
    down: int
    same: int
    change: Decimal | None
    before: Side
    after: Side
    determined: MeanChange
    provisional: MeanChange
    causes: Causes
    moves: dict[str, dict[str, int]]
    moved: int
    departments: tuple[DepartmentChange, ...]
    clauses: tuple[ClauseChange, ...]
    affected: tuple[Affected, ...]
    errors: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The published shape."""
        dumped = self.model_dump(mode="json", exclude={"errors"})
        return {
            "schema": SCHEMA,
            **dumped,
            "errors": [finding.as_problem() for finding in self.errors],
        }
