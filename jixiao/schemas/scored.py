"""A scored table: every score with its status, its reason and the numbers that made it.

Plain frozen records, since millions are made; amounts of score are ``Decimal`` and
ratios ``Fraction``, never floats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from fractions import Fraction

    from jixiao.indicators.compare import Comparison
    from jixiao.indicators.numbers import Mode
    from jixiao.schemas.finding import Finding, Place
    from jixiao.schemas.self_evaluation import Indicator, SelfEvaluation


class Status(StrEnum):
    """How far a row could be decided."""

    COMPUTED = "computed"
    WITHIN_BAND = "within-band"
    OUTSIDE_BAND = "outside-band"
    NEEDS_JUDGEMENT = "needs-judgement"
    NOT_APPLICABLE = "not-applicable"
    UNSCORABLE = "unscorable"


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a curve: ``share = slope * ratio + intercept`` on ``[low, high)``.

    ``None`` is an open end.  ``a``, ``b`` and ``c`` are the same line in whole numbers: for a ratio n/d the
    share is ``(a*n + b*d) / (c*d)``, so that a score needs one division.
    """

    low: Fraction | None
    high: Fraction | None
    slope: Fraction
    intercept: Fraction
    a: int
    b: int
    c: int

    def share(self, ratio: Fraction) -> Fraction:
        """The share of the weight at ``ratio``, exactly."""
        return self.slope * ratio + self.intercept

    def __hash__(self) -> int:
        """Of the whole numbers only: pieces are looked up once for every sentence."""
        return hash((self.a, self.b, self.c))


@dataclass(frozen=True, slots=True)
class Trace:
    """Every number that made a score, exactly; steps and sentences are made from it on demand.

    ``numerator / denominator`` is the ratio as formed, ``rounded_*`` after the clause's own
    rounding.  On ``[low, high)`` of ``curve``, its ``piece``, the share is ``slope * ratio + intercept``.
    ``digits`` and ``mode`` say how ``weight * share - deducted`` became the score.
    """

    formula: str
    target: Fraction | None
    actual: Fraction | None
    numerator: int
    denominator: int
    rounded_numerator: int
    rounded_denominator: int
    curve: str
    piece: Segment
    deducted: Fraction | None
    digits: int
    mode: Mode
    operator: str | None = None

    @property
    def low(self) -> Fraction | None:
        """Where the piece begins; ``None`` for an open end."""
        return self.piece.low

    @property
    def high(self) -> Fraction | None:
        """Where the piece ends; ``None`` for an open end."""
        return self.piece.high

    @property
    def slope(self) -> Fraction:
        """What the share gains with the ratio."""
        return self.piece.slope

    @property
    def intercept(self) -> Fraction:
        """The share the piece's line has at 0."""
        return self.piece.intercept


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """One score: of an indicator or of the execution rate.

    ``completion`` is the exact ratio (execution: the rate); ``low`` and ``high`` bound what the row can add
    to the total, and are equal once it is decided.  ``reason`` is a code with ``params``; ``trace`` has each
    number that went in; ``compared`` is the comparison of target and actual, where there was one;
    ``clause`` names the clause that decided; ``notes`` are codes of what the reader should know.
    """

    status: Status
    weight: Decimal | None
    score: Decimal | None
    claimed_score: Decimal | None
    completion: Fraction | None
    reason: str | None
    clause: str | None
    standing: str | None
    low: Decimal
    high: Decimal
    trace: Trace | None = None
    notes: tuple[str, ...] = ()
    params: Mapping[str, str] = field(default_factory=dict)
    basis: str | None = None
    compared: Comparison | None = None

    @property
    def decided(self) -> bool:
        """Whether the row adds one known number to the total."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class ScoredIndicator:
    """An indicator row with its score; ``counted`` is false for a row that repeats the execution rate."""

    indicator: Indicator
    row: ScoredRow
    place: Place
    counted: bool = True


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The rule set that came second, and how many informative claimed scores it explains."""

    id: str
    explained: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a file's claimed scores say of the rule set chosen for it.

    Of the ``informative`` ones (rows not at full marks, an execution below 100 %) it explains
    ``explained`` exactly.  ``runner_up`` is null where the scores did not decide.
    """

    informative: int
    explained: int
    runner_up: RunnerUp | None = None


@dataclass(frozen=True, slots=True)
class RulesUsed:
    """Which rule set decided, why it was taken (a text code), and how well it is known.

    ``evidence`` is null where somebody named the rule set.
    """

    id: str
    title: str
    hash: str
    assumed: bool
    standing: str
    why: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class ScoredEvaluation:
    """One table, scored.

    ``sum`` is the exact sum of the rounded rows, ``total`` that after caps; both are
    ``None`` unless everything is decided.  ``total_range`` always holds the lowest and highest total
    possible.  ``grade_range`` is set where the range does not agree on one grade.
    """

    evaluation: SelfEvaluation
    source: Place
    rules: RulesUsed
    execution: ScoredRow | None
    indicators: tuple[ScoredIndicator, ...]
    sum: Decimal | None
    total: Decimal | None
    total_range: tuple[Decimal, Decimal]
    provisional_total: Decimal | None
    grade: str | None
    grade_range: tuple[str, ...] | None
    findings: tuple[Finding, ...]
    complete: bool
