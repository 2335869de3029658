"""The published JSON of scored tables: ``jixiao.score/1``.

Numbers are strings; rates and completions are percentages with two decimals,
``completion_exact`` a fraction; what is not known is null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.schemas.scored import RulesUsed, ScoredEvaluation, ScoredIndicator, ScoredRow, Status
from jixiao.scoring.explain import percent, sentence, short, steps
from jixiao.scoring.outcome import two_decimals

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from jixiao.services.score_paths import ScoreRun

SCHEMA = "jixiao.score/1"


def _score(value: Decimal | None) -> str | None:
    """A score with at least two decimals."""
    return None if value is None else f"{two_decimals(value):f}"


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else short(value)


def _percent(value: Fraction | None) -> str | None:
    return None if value is None else percent(value)


def _execution(row: ScoredRow | None, *, complete: bool, explain: bool) -> dict[str, object]:
    """The execution rate; a table that is whole without one has none, one in part may have lost it."""
    if row is None:
        keys = ("rate", "weight", "score", "claimed_score")
        empty: dict[str, object] = dict.fromkeys(keys)
        status = Status.NOT_APPLICABLE if complete else Status.UNSCORABLE
        empty |= {"status": status.value, "clause": None, "basis": None, "steps": []}
        return empty | ({"explanation": None} if explain else {})
    data: dict[str, object] = {
        "rate": _percent(row.completion),
        "weight": _plain(row.weight),
        "score": _score(row.score),
        "claimed_score": _score(row.claimed_score),
        "status": row.status.value,
        "clause": row.clause,
        "basis": row.basis,
        "steps": steps(row),
    }
    return data | ({"explanation": sentence(row)} if explain else {})


def _indicator(item: ScoredIndicator, *, explain: bool) -> dict[str, object]:
    indicator, row = item.indicator, item.row
    data: dict[str, object] = {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "name": indicator.name,
        "weight": _plain(indicator.weight),
        "target": indicator.target,
        "actual": indicator.actual,
        "completion": _percent(row.completion),
        "completion_exact": None if row.completion is None else str(row.completion),
        "score": _score(row.score),
        "claimed_score": _score(indicator.claimed_score),
        "status": row.status.value,
        "reason": row.reason,
        "clause": row.clause,
        "steps": steps(row),
    }
    return data | ({"explanation": sentence(row)} if explain else {})


def rules_json(rules: RulesUsed) -> dict[str, object]:
    """The rule set, why it was taken, and what the claimed scores say of it (null where it was named)."""
    evidence = rules.evidence
    second = None if evidence is None else evidence.runner_up
    return {
        "id": rules.id,
        "title": rules.title,
        "hash": rules.hash,
        "assumed": rules.assumed,
        "standing": rules.standing,
        "why": rules.why,
        "explained": None if evidence is None else evidence.explained,
        "informative": None if evidence is None else evidence.informative,
        "runner_up": None if second is None else {"id": second.id, "explained": second.explained},
    }


def source_of(scored: ScoredEvaluation) -> str | None:
    """The file, and which table of it where it holds several."""
    place = scored.source
    return " ".join(part for part in (place.file, place.table) if part) or None


def evaluation_json(scored: ScoredEvaluation, *, explain: bool = False) -> dict[str, object]:
    """One scored table in the published shape."""
    form = scored.evaluation
    return {
        "project": form.project,
        "department": form.department,
        "unit": form.unit,
        "year": form.year,
        "source": source_of(scored),
        "rules": rules_json(scored.rules),
        "execution": _execution(scored.execution, complete=scored.complete, explain=explain),
        "indicators": [_indicator(item, explain=explain) for item in scored.indicators],
        "sum": _score(scored.sum),
        "total": _score(scored.total),
        "total_range": [_score(scored.total_range[0]), _score(scored.total_range[1])],
        "provisional_total": _score(scored.provisional_total),
        "claimed_total": _score(form.claimed_total),
        "grade": scored.grade,
        "grade_range": None if scored.grade_range is None else list(scored.grade_range),
        "findings": [finding.as_json() for finding in scored.findings],
    }


def run_json(run: ScoreRun, *, explain: bool = False) -> dict[str, object]:
    """A whole run in the published shape; whether it is complete comes first."""
    return {
        "schema": SCHEMA,
        "complete": run.complete,
        "evaluations": [evaluation_json(scored, explain=explain) for scored in run.evaluations],
        "errors": [finding.as_problem() for finding in run.problems],
    }
