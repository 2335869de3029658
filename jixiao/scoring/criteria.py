"""The criteria of a review: loading a list of them, and whether a deduction is what its criterion says."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from jixiao.indicators.numbers import round_exact
from jixiao.schemas.criteria import Criteria
from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.scoring.ruleset import SHIPPED, RuleSetError, read_toml

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.schemas.criteria import Criterion

SHIPPED_CRITERIA = SHIPPED / "review-criteria.toml"
_DIGITS = 2


def load_criteria(path: str | Path | None = None) -> Criteria:
    """The criteria of a file, or the shipped ones; raises :class:`RuleSetError` for what is no such list."""
    file = SHIPPED_CRITERIA if path is None else Path(path)
    data = read_toml(file)
    try:
        return Criteria.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        place = Place(file=str(file), cell=where or None)
        finding = Finding(code="RVW021", severity=Severity.ERROR, place=place, params={"where": where or "—"})
        raise RuleSetError((finding,)) from error


def left_under(one: Criterion, claimed: Decimal, weight: Decimal | None) -> tuple[Decimal, ...]:
    """The scores (分) that a criterion leaves: its share of the claimed score, or the weight's taken off.

    Nobody has shown which of the two a stated percentage is of, so either is right; none for a criterion
    that changes no score.
    """
    if one.keep is None:
        return ()
    own = Fraction(claimed)
    found = [own * one.keep]
    if weight is not None:
        found.append(max(own - Fraction(weight) * (1 - one.keep), Fraction(0)))
    return tuple(dict.fromkeys(round_exact(value, _DIGITS) for value in found))


def agrees(one: Criterion, claimed: Decimal, weight: Decimal | None, score: Decimal) -> bool:
    """Whether a reviewed score is what the criterion named for it leaves."""
    left = left_under(one, claimed, weight)
    return not left or score in left
