"""A rule set as data: what ``rules.toml`` may say, key by key.

Numbers are strings read exactly (``"0.6"``, ``"2/3"``).  The meaning of every key is
set out in the design notes on how one number is made, and in ``docs/rules/grammar.md``.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator

from jixiao.schemas.base import Form
from jixiao.texts import say

_LONGEST = 40


def _rational(value: object) -> Fraction:
    """A number of a rule file, exactly: ``"0.6"``, ``"2/3"``, ``1``; floats are refused."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise ValueError(say("rules.number.quoted"))  # noqa: TRY004 - what pydantic turns into a complaint
    if len(str(value)) > _LONGEST or "e" in str(value).lower():
        raise ValueError(say("rules.number.absurd"))
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise ValueError(say("rules.number.none", value=value)) from None


def _print_rational(value: Fraction) -> str:
    return str(value)


Rational = Annotated[
    Fraction,
    BeforeValidator(_rational),
    PlainSerializer(_print_rational),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^-?\d+(\.\d+|/\d+)?$"}),
]


class Standing(StrEnum):
    """How well a rule is known, strongest first."""

    VERIFIED = "verified"
    OBSERVED = "observed"
    INFERRED = "inferred"
    RECALLED = "recalled"
    UNKNOWN = "unknown"


class Cite(Form):
    """Where a rule comes from; ``quote`` is the sentence itself where one was read."""

    standing: Standing
    source: str | None = None
    quote: str | None = None


class CurveSpec(Form):
    """A curve from ratio to share: ``points`` joined by lines, ``steps`` flat from each threshold on."""

    points: tuple[tuple[Rational, Rational], ...] | None = None
    steps: tuple[tuple[Rational, Rational], ...] | None = None

    @model_validator(mode="after")
    def _one_form(self) -> CurveSpec:
        given = self.points or self.steps
        if (self.points is None) == (self.steps is None) or not given:
            raise ValueError(say("rules.curve.one-form"))
        xs = [x for x, _ in given]
        if xs != sorted(xs) or (self.steps is not None and len(set(xs)) != len(xs)):
            raise ValueError(say("rules.curve.order"))
        return self


OperatorName = Literal[">=", ">", "<=", "<", "="]
Side = Literal["under", "over"]


class Match(Form):
    """What a clause is for; the more keys it names, the more specific it is.

    ``side`` is where the actual lies against the target value.  Without it a
    clause for ``>=`` decides what lies under, one for ``<=`` what lies over, one for ``=`` both.
    """

    kind: Literal["execution", "quantity", "date", "coefficient"] | None = None
    operator: OperatorName | None = None
    side: Side | None = None
    level1: str | None = None
    level2: str | None = None
    unit: str | None = None

    def keys(self) -> tuple[str, ...]:
        """The names of the keys that are set."""
        return tuple(key for key in type(self).model_fields if getattr(self, key) is not None)


Ratio = Literal[
    "actual/target",
    "target/actual",
    "executed/annual_budget",
    "executed/initial_budget",
    "days-late",
    "coefficient",
]


class Deduct(Form):
    """``points`` off the row's score, never below 0, once the ratio reaches ``at`` (``from`` in the file)."""

    at: Rational = Field(alias="from")
    points: Rational


class Clause(Form):
    """One rule: for what, which ratio, which curve, and on whose word.

    ``curve`` names a curve of the file, or ``full``, ``zero``, or ``unknown`` (nobody has shown us).
    ``ratio_digits`` rounds the ratio half up before the curve.  ``note_from`` asks
    for a reason from that ratio on.  Without ``cite`` the standing is ``unknown``.
    """

    applies: Match = Field(alias="for")
    ratio: Ratio | None = None
    curve: str
    ratio_digits: Annotated[int, Field(ge=0, le=12)] | Literal["exact"] = "exact"
    note_from: Rational | None = None
    deduct: Deduct | None = None
    score_digits: int | None = Field(default=None, ge=0, le=4)
    cite: Cite = Cite(standing=Standing.UNKNOWN)
    inherited_from: str | None = None


class Rounding(Form):
    """Where a score is rounded."""

    digits: int = Field(default=2, ge=0, le=4)
    mode: Literal["half-up", "truncate"] = "half-up"


class RoundingTable(Form):
    """``[rounding]``: how a row's score is rounded, and who says so."""

    score: Rounding = Rounding()
    cite: Cite | None = None


ZeroTarget = Literal["full-if-zero", "full", "zero", "judgement"]


EdgeKey = Literal[
    "zero_budget", "zero_budget_spent", "over_rate", "zero_target", "negative_actual", "not_applicable"
]


class Edge(Form):
    """``[edge]``: what a ratio cannot answer.

    ``cite`` says on whose word each answer rests, by the key it is about; an
    answer without one has the standing ``unknown``.
    """

    zero_budget: Literal["zero", "full", "not-applicable", "judgement"] = "judgement"
    zero_budget_spent: Literal["zero", "full", "not-applicable", "judgement"] = "judgement"
    over_rate: Literal["cap", "refuse", "allow", "judgement"] = "judgement"
    zero_target: dict[OperatorName, ZeroTarget] = Field(default_factory=dict)
    negative_actual: Literal["zero", "judgement"] = "judgement"
    not_applicable: Literal["judgement", "drop", "rescale", "full"] = "judgement"
    cite: dict[EdgeKey, Cite] = Field(default_factory=dict)


class CapWhen(Form):
    """The execution rate, as a ratio in [low, high)."""

    execution: tuple[Rational, Rational]


class Cap(Form):
    """A bound on the total."""

    when: CapWhen
    total: Rational
    cite: Cite | None = None


def _without_blanks(rows: object) -> object:
    """A list of tables without those that say nothing, such as a ``[[cap]]`` whose keys are commented out."""
    return [row for row in rows if row != {}] if isinstance(rows, list) else rows


class Weights(Form):
    """One way of dividing the full marks: execution and level-1 weights."""

    name: str
    execution: Rational | None = None
    level1: dict[str, Rational] = Field(default_factory=dict)
    cite: Cite | None = None


class ReasonRule(Form):
    """When the unit must explain: ``below``/``from`` are ratios."""

    when: Literal["short", "low-execution", "far-over", "budget-adjusted", "qualitative"]
    below: Rational | None = None
    at: Rational | None = Field(default=None, alias="from")
    cite: Cite | None = None


class Entry(Form):
    """How a score comes about: computed, computed but the unit may edit it, or typed by hand."""

    quantitative: Literal["locked", "editable", "manual"] = "locked"
    qualitative: Literal["banded", "manual"] = "banded"


class Period(Form):
    """Years the rule set is for; ``to`` is included, null is open."""

    start: int | None = Field(default=None, alias="from")
    to: int | None = None


class RuleSet(Form):
    """One rule set, whole (after ``extends`` was resolved)."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    title: str
    region: str | None = Field(default=None, pattern=r"^\d{6}$")
    period: Period = Period()
    authority: str | None = None
    summary: str | None = None
    extends: str | None = None
    full: Rational = Fraction(100)
    curves: dict[str, CurveSpec] = Field(default_factory=dict)
    clause: tuple[Clause, ...] = ()
    tiers: dict[str, tuple[Rational, Rational]] = Field(default_factory=dict)
    tiers_cite: Cite | None = None
    edge: Edge = Edge()
    rounding: RoundingTable = RoundingTable()
    cap: Annotated[tuple[Cap, ...], BeforeValidator(_without_blanks)] = ()
    grades: dict[str, Rational] = Field(default_factory=dict)
    grades_cite: Cite | None = None
    weights: tuple[Weights, ...] = ()
    reason: tuple[ReasonRule, ...] = ()
    entry: Entry = Entry()
    not_applied: tuple[str, ...] = ()
