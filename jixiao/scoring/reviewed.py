"""The total of a table under the scores of its reviewer: by the very rule that makes the computed one.

The reviewer's scores take the place of the rows' own; then the rows are added up, referred back to full
marks and capped as ever (:func:`jixiao.scoring.total.add_up`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jixiao.schemas.scored import ScoredRow, Status
from jixiao.schemas.store import EXECUTION
from jixiao.scoring.outcome import ZERO
from jixiao.scoring.table import score_evaluation
from jixiao.scoring.total import add_up, weigh

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from fractions import Fraction

    from jixiao.schemas.self_evaluation import SelfEvaluation
    from jixiao.scoring.ruleset import LoadedRuleSet
    from jixiao.scoring.total import Total, Weights


def reviewed_row(row: ScoredRow, score: Decimal | None) -> ScoredRow:
    """A row with the reviewer's score (分) in place of its own; one nobody scored stays as it is.

    A row that does not apply still does not where the reviewer gives nothing for it; one without a weight
    is decided by the score it is given.
    """
    if score is None:
        return row if row.weight is None else replace(row, score=None, low=ZERO, high=row.weight)
    if row.status is Status.NOT_APPLICABLE and row.decided and score == 0:
        return row
    weight = ZERO if row.weight is None else row.weight
    return replace(row, status=Status.COMPUTED, weight=weight, score=score, low=score, high=score)


def reviewed_total(
    form: SelfEvaluation,
    rules: LoadedRuleSet,
    scores: Mapping[int, Decimal],
    *,
    rate: Fraction | None = None,
    complete: bool = True,
) -> tuple[Total, Weights]:
    """What a reviewer's scores (by position, -1 the execution rate) add up to under a rule set.

    ``rate`` is the execution rate where the reviewer states another: caps go by it.
    """
    scored = score_evaluation(form, rules)
    own = [item.row for item in scored.indicators if item.counted]
    weights = weigh(own, scored.execution, rules)
    rows, at = [], EXECUTION
    for position, item in enumerate(scored.indicators):
        if item.counted:
            rows.append(reviewed_row(item.row, scores.get(position)))
        else:
            at = position
    execution = scored.execution
    if execution is not None:
        execution = reviewed_row(execution, scores.get(at)) if execution.weight is not None else execution
        if rate is not None:
            execution = replace(execution, completion=rate, trace=None)
    return add_up(rows, execution, weights, rules, complete=complete), weights
