"""项目支出绩效自评表: one table of one project in one year, as printed.

Everything but ``project`` may be null.  Targets and actuals are kept as printed;
amounts are in ``amount_unit`` (万元 where null); rates are percentages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from jixiao.schemas.base import Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jixiao.schemas.finding import Finding, Place


class FundLine(Form):
    """One row of 项目资金: amounts in the form's ``amount_unit``, ``claimed_rate`` in percent."""

    name: str | None = None
    initial_budget: Decimal | None = None
    annual_budget: Decimal | None = None
    executed: Decimal | None = None
    weight: Decimal | None = None
    claimed_rate: Decimal | None = None
    claimed_score: Decimal | None = None


class Goal(Form):
    """年度总体目标."""

    expected: str | None = None
    achieved: str | None = None


class Indicator(Form):
    """One row of 绩效指标; ``operator`` and ``unit`` are set only where printed in columns of their own.

    ``coefficient`` is a printed 得分系数 in percent; ``core`` says 是否核心指标.
    """

    level1: str | None = None
    level2: str | None = None
    name: str | None = None
    operator: str | None = None
    target: str | None = None
    adjusted_target: str | None = None
    unit: str | None = None
    actual: str | None = None
    weight: Decimal | None = None
    coefficient: Decimal | None = None
    core: bool | None = None
    claimed_score: Decimal | None = None
    review_actual: str | None = None
    review_score: Decimal | None = None
    review_note: str | None = None
    deviation_note: str | None = None


class SelfEvaluation(Form):
    """One 自评表.  ``region`` is a GB/T 2260 code; ``claimed_*`` is what the unit wrote.

    ``code`` (项目编码), ``office`` (业务处室) and ``project_total`` (项目总金额 of all years, in
    ``amount_unit``) stand on some forms only.
    """

    project: str
    department: str | None = None
    unit: str | None = None
    year: int | None = None
    region: str | None = None
    amount_unit: str | None = None
    funds: tuple[FundLine, ...] = ()
    goal: Goal = Goal()
    indicators: tuple[Indicator, ...] = ()
    claimed_total: Decimal | None = None
    claimed_grade: str | None = None
    code: str | None = None
    office: str | None = None
    project_total: Decimal | None = None


Path = tuple[str | int, ...]


class Remark(NamedTuple):
    """A passage of the notes under a table, verbatim, and where it begins."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form together with how it was read.

    ``places`` says where each value stood, by field path such as
    ``("indicators", 3, "actual")``; a path missing there has the place of its
    longest known prefix, at last ``()``.  ``findings`` are what was met while reading (a number kept
    verbatim, a column read under another name).  ``problems`` are what makes the
    input count as unreadable in part.  ``complete`` is false where the table
    breaks off or a part of it is missing.  ``remarks`` are the notes under the table.
    ``made_for`` is the rule set that a blank form of ours was made for, where the form is one.
    """

    evaluation: SelfEvaluation
    source: Place
    places: Mapping[Path, Place] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    problems: tuple[Finding, ...] = ()
    complete: bool = True
    remarks: tuple[Remark, ...] = ()
    made_for: str | None = None

    def place(self, *path: str | int) -> Place:
        """The place of a value, or of the nearest thing around it that has one."""
        for end in range(len(path), -1, -1):
            found = self.places.get(path[:end])
            if found is not None:
                return found
        return self.source


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What one input gave: its forms, and what could not be read of it at all.

    ``kind`` is what its content is (``xlsx``, ``pdf``, ``text`` …), null where it was never looked at.
    """

    path: str
    forms: tuple[ReadForm, ...] = ()
    problems: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    kind: str | None = field(default=None, compare=False)
