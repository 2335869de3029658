"""What a summary needs of one project, from its form and result themselves: nothing is finer than this.

The names of rows and of kinds of money are those of the index (:mod:`jixiao.store.mapping`); the figures are
those of the form and the result, so that one which no column holds is exact as well.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.indicators.public_names import TEN_THOUSAND_YUAN, money_scale
from jixiao.schemas.finding import Severity
from jixiao.schemas.store import EXECUTION as EXECUTION_ROW
from jixiao.schemas.store import RETURNED
from jixiao.scoring.aggregate import EXECUTION, EXECUTION_CAUSE, FundPart, Points, Record, exact
from jixiao.scoring.execution import total_line
from jixiao.store.mapping import CENTS, FEN, index_of, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jixiao.schemas.finding import Finding
    from jixiao.schemas.self_evaluation import FundLine, SelfEvaluation
    from jixiao.schemas.store import CollectedTable, StoredForm, StoredReview
    from jixiao.scoring.aggregate import Exact

TOTAL = "total"
"""The kind of the line of funds that is the whole: no kind of money."""


class Whose(NamedTuple):
    """Whose a project is and when, as printed."""

    region: str | None
    department: str | None
    unit: str | None
    year: int | None
    round: str | None = None


def _cents(value: Decimal | str | None) -> Exact | None:
    if value is None:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return exact(Fraction(number) * CENTS) if number.is_finite() else None


def _fen(value: Decimal | None, unit: str | None) -> Exact | None:
    scale = money_scale(unit or TEN_THOUSAND_YUAN)
    return None if value is None or scale is None else exact(Fraction(value) * scale * FEN)


def said_of(form: Mapping[str, Any]) -> dict[str, Any]:
    """What only a list of projects asks of a form as it is kept: code, office, what it costs in all."""
    whole = number(form.get("project_total"))
    return {
        "code": form.get("code"),
        "office": form.get("office"),
        "project_total": _fen(whole, form.get("amount_unit")),
    }


def of_collected(table: CollectedTable) -> Record:
    """The record of a table that was just read, scored and checked.

    Whose it is has been settled before (``jixiao.services.listed_projects.joined``): what stands beside the
    form goes before what it says.
    """
    form = table.form
    department = table.department or form.department
    year = form.year if form.year is not None else table.year
    owner = Whose(table.region or form.region, department, table.unit or form.unit or department, year)
    result = {"claimed_graded": table.claimed_graded, "scored": table.scored}
    record = record_of(form, result, table.findings, owner, None)
    return record._replace(listed=table.origin == "listed", complete=table.complete, source=table.place.file)


def of_stored(stored: StoredForm, round_name: str | None) -> Record:
    """The record of a version that is kept."""
    owner = Whose(stored.region, stored.department, stored.unit, stored.year, round_name)
    result = {"claimed_graded": stored.claimed_graded, "scored": stored.scored}
    record = record_of(stored.form, result, stored.findings, owner, stored.review)
    return record._replace(
        listed=stored.origin == "listed",
        complete=stored.complete,
        project_id=stored.project_id,
        version_id=stored.version_id,
        source=stored.source_name,
        returned=stored.state == RETURNED,
    )


def record_of(
    form: SelfEvaluation,
    result: Mapping[str, Any],
    findings: Iterable[Finding],
    owner: Whose,
    review: StoredReview | None,
) -> Record:
    """The record of one form with its result (``claimed_graded`` and the published shape ``scored``)."""
    found = tuple(findings)
    scored: Mapping[str, Any] = result.get("scored") or {}
    low, high = scored.get("total_range") or (None, None)
    index = index_of(form, result, found)
    total = total_line(form)
    line = None if total is None else total.line
    counts = Counter(finding.severity for finding in found)
    return Record(
        form.project,
        *owner,
        rules=(scored.get("rules") or {}).get("id"),
        claimed=_cents(form.claimed_total),
        computed=_cents(scored.get("total")),
        reviewed=None if review is None else _cents(review.total),
        claimed_grade=result.get("claimed_graded"),
        computed_grade=scored.get("grade"),
        reviewed_grade=None if review is None else review.grade,
        printed_grade=form.claimed_grade,
        low=_cents(low),
        high=_cents(high),
        **_amounts(line, form.amount_unit),
        code=form.code,
        office=form.office,
        project_total=_fen(form.project_total, form.amount_unit),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notices=counts[Severity.NOTICE],
        rows=tuple(_points(row, form, scored, review) for row in index.indicators),
        funds=tuple(
            FundPart(row["kind"], **_amounts(form.funds[row["position"]], form.amount_unit))
            for row in index.funds
            if row["kind"] != TOTAL
        ),
    )


def _amounts(line: FundLine | None, unit: str | None) -> dict[str, Any]:
    return {
        "initial": None if line is None else _fen(line.initial_budget, unit),
        "budget": None if line is None else _fen(line.annual_budget, unit),
        "executed": None if line is None else _fen(line.executed, unit),
    }


def _points(
    row: Mapping[str, Any], form: SelfEvaluation, scored: Mapping[str, Any], review: StoredReview | None
) -> Points:
    position = row["position"]
    if position == EXECUTION_ROW:
        said: Mapping[str, Any] = scored.get("execution") or {}
        level1, weight, claimed = EXECUTION, _cents(said.get("weight")), _cents(said.get("claimed_score"))
    else:
        results = scored.get("indicators") or ()
        said = results[position] if position < len(results) else {}
        indicator = form.indicators[position]
        level1, weight, claimed = row["level1"], _cents(indicator.weight), _cents(indicator.claimed_score)
    cause = row["cause"] or (EXECUTION_CAUSE if position == EXECUTION_ROW else None)
    reviewed = None
    if review is not None:
        given = {one.position: one.review_score for one in review.rows}.get(position)
        reviewed = claimed if given is None else _cents(given)
    return Points(
        level1, row["level2"], row["name"], weight, claimed, _cents(said.get("score")), reviewed, cause
    )
