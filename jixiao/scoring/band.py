"""Qualitative rows: a tier label in the actual allows a band of the weight.

A claimed score inside the band becomes the score; one outside it, or none, leaves the
row undecided within the band.  Bands are half open at the top, except the highest.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.numbers import exact_string, round_exact
from jixiao.indicators.tiers import tier_rank
from jixiao.schemas.scored import ScoredRow, Status
from jixiao.scoring.outcome import full_marks, settled, two_decimals, undecided

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import Indicator
    from jixiao.scoring.ruleset import LoadedRuleSet


class Band(NamedTuple):
    """The shares of the weight a tier allows; ``closed`` says whether ``high`` itself is in."""

    label: str
    low: Fraction
    high: Fraction
    closed: bool


def band_of(label: str, rules: LoadedRuleSet) -> Band | None:
    """The band of a tier label: by the rule set's own words, else by the rank of an alias."""
    tiers = rules.rules.tiers
    own = {squeeze(name): name for name in tiers}.get(squeeze(label))
    if own is None:
        rank = tier_rank(label)
        own = next((name for name in tiers if rank is not None and tier_rank(name) == rank), None)
    if own is None:
        return None
    low, high = tiers[own]
    return Band(own, low, high, closed=high == max(top for _, top in tiers.values()) or low == high)


_CENT = Decimal("0.01")
_EXACT = Context(prec=1000)


def _percent(share: Fraction) -> str:
    return exact_string(Fraction(round_exact(share * 100, 2))) + "%"


def score_tier(indicator: Indicator, weight: Decimal, label: str, rules: LoadedRuleSet) -> ScoredRow:
    """The row of a tier label: within its band, outside it, or waiting for a person."""
    band = band_of(label, rules)
    if band is None:
        return undecided(indicator, Status.NEEDS_JUDGEMENT, "tier-unknown", params={"tier": label})
    exact = Fraction(weight)
    bottom, top = exact * band.low, exact * band.high
    low, high = _up(bottom), round_exact(top, 2, "truncate")
    if not band.closed and Fraction(high) == top:
        high = _EXACT.subtract(high, _CENT)
    if low > high:  # no cent lies within: a weight of a cent or so
        low, high = round_exact(bottom, 2, "truncate"), _up(top)
    cite = rules.rules.tiers_cite
    standing = cite.standing.value if cite else None
    params = {
        "tier": label,
        "band": band.label,
        "low": _percent(band.low),
        "high": _percent(band.high),
        "low_score": exact_string(Fraction(low)),
        "high_score": exact_string(Fraction(round_exact(top, 2))),
        "closed": "closed" if band.closed else "open",
    }
    clause = f"tier {band.label}"
    if band.low == band.high:
        rounding = rules.rules.rounding.score
        score = two_decimals(round_exact(bottom, rounding.digits, rounding.mode))
        score = score if score <= weight else full_marks(weight)
        row = settled(indicator, score, "tier-fixed", completion=None, clause_name=clause, params=params)
        return replace(row, standing=standing)
    claimed = indicator.claimed_score
    if claimed is None or rules.rules.entry.qualitative == "manual":
        reason = "tier-no-claim" if claimed is None else "manual-entry"
        row = undecided(indicator, Status.NEEDS_JUDGEMENT, reason, params=params)
    elif _within(Fraction(claimed), bottom, top, closed=band.closed):
        score = two_decimals(claimed)
        return ScoredRow(
            status=Status.WITHIN_BAND,
            weight=weight,
            score=score,
            claimed_score=claimed,
            completion=None,
            reason="within-band",
            clause=clause,
            standing=standing,
            low=score,
            high=score,
            params=params,
        )
    else:
        row = undecided(indicator, Status.OUTSIDE_BAND, "outside-band", params=params)
    return replace(row, low=low, high=high, standing=standing, clause=clause)


def _within(claimed: Fraction, bottom: Fraction, top: Fraction, *, closed: bool) -> bool:
    return bottom <= claimed and (claimed < top or (closed and claimed == top))


def _up(value: Fraction) -> Decimal:
    """The smallest number of cents that is not below ``value``: a bound, not a score."""
    floor = round_exact(value, 2, "truncate")
    return floor if Fraction(floor) == value else _EXACT.add(floor, _CENT)
