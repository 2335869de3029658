"""Qualitative rows: a tier label in the actual allows a band of the weight.

A claimed score inside the band becomes the score; one outside it, or none, leaves the
row undecided within the band.  Bands are half open at the top, except the highest.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.numbers import round_exact
from jixiao.indicators.tiers import tier_rank
from jixiao.schemas.scored import ScoredRow, Status
from jixiao.scoring.outcome import settled, undecided, units_to_decimal

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import Indicator
    from jixiao.scoring.ruleset import LoadedRuleSet


class Band(NamedTuple):
    """The shares of the weight a tier allows; ``closed`` says whether ``high`` itself is in."""

    label: str
    low: Fraction
    high: Fraction
    closed: bool


def _bare(text: str) -> str:
    return "".join(text.split()).strip("。.，,；;")


def band_of(label: str, rules: LoadedRuleSet) -> Band | None:
    """The band of a tier label: by the rule set's own words, else by the rank of an alias."""
    tiers = rules.rules.tiers
    own = {_bare(name): name for name in tiers}.get(_bare(label))
    if own is None:
        rank = tier_rank(label)
        own = next((name for name in tiers if rank is not None and tier_rank(name) == rank), None)
    if own is None:
        return None
    low, high = tiers[own]
    return Band(own, low, high, closed=high == max(top for _, top in tiers.values()) or low == high)


def _percent(share: Fraction) -> str:
    return f"{round_exact(share * 100, 2).normalize():f}%"


def score_tier(indicator: Indicator, weight: Decimal, label: str, rules: LoadedRuleSet) -> ScoredRow:
    """The row of a tier label: within its band, outside it, or waiting for a person."""
    band = band_of(label, rules)
    if band is None:
        return undecided(indicator, Status.NEEDS_JUDGEMENT, "tier-unknown", params={"tier": label})
    digits = rules.rules.rounding.score.digits
    exact = Fraction(weight)
    low = round_up(exact * band.low, digits)
    high = round_exact(exact * band.high, digits, "truncate")
    if not band.closed and Fraction(high) == exact * band.high:
        high -= Decimal(1).scaleb(-digits)
    cite = rules.rules.tiers_cite
    standing = cite.standing.value if cite else None
    params = {
        "tier": label, "band": band.label, "low": _percent(band.low), "high": _percent(band.high),
        "low_score": f"{low}", "high_score": f"{exact_limit(exact * band.high)}", "closed": "closed" if band.closed else "open",
    }  # fmt: skip
    if low == high and band.low == band.high:
        row = settled(indicator, units_to_decimal(int(low.scaleb(digits)), digits), "tier-fixed",
                      completion=None, clause_name=f"tier {band.label}", params=params)  # fmt: skip
        return _with_standing(row, standing)
    claimed = indicator.claimed_score
    if claimed is None or rules.rules.entry.qualitative == "manual":
        row = undecided(indicator, Status.NEEDS_JUDGEMENT, "tier-no-claim" if claimed is None else "manual-entry",
                        params=params, high=high)  # fmt: skip
        return _bounded(row, low, high, standing, band)
    below = Fraction(claimed) < exact * band.low
    above = Fraction(claimed) > exact * band.high or (not band.closed and Fraction(claimed) == exact * band.high)
    if below or above:
        row = undecided(indicator, Status.OUTSIDE_BAND, "outside-band", params=params, high=high)
        return _bounded(row, low, high, standing, band)
    score = claimed if (claimed.as_tuple().exponent or 0) == -2 else _printed(claimed)  # type: ignore[operator]  # finite
    return ScoredRow(
        status=Status.WITHIN_BAND, weight=weight, score=score, claimed_score=claimed, completion=None,
        reason="within-band", clause=f"tier {band.label}", standing=standing, low=score, high=score, params=params,
    )  # fmt: skip


def round_up(value: Fraction, digits: int) -> Decimal:
    """The smallest number of ``digits`` decimals that is not below ``value`` (a bound, not a score)."""
    floor = round_exact(value, digits, "truncate")
    return floor if Fraction(floor) == value else floor + Decimal(1).scaleb(-digits)


def exact_limit(value: Fraction) -> Decimal:
    """A band's end as printed in a sentence."""
    return round_exact(value, 2)


def _printed(claimed: Decimal) -> Decimal:
    """A claimed score with at least two decimals, its value untouched."""
    return claimed + Decimal("0.00")


def _with_standing(row: ScoredRow, standing: str | None) -> ScoredRow:
    return replace(row, standing=standing)


def _bounded(row: ScoredRow, low: Decimal, high: Decimal, standing: str | None, band: Band) -> ScoredRow:
    return replace(row, low=low, high=max(low, high), standing=standing, clause=f"tier {band.label}")
