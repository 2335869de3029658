"""What a review adds up to: by the rule set the table was scored under, or open, and why."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.numbers import exact_string, fraction, parse_decimal
from jixiao.schemas.finding import Finding, Severity
from jixiao.scoring.explain import percent, short
from jixiao.scoring.grade import grade_of
from jixiao.scoring.outcome import exact_sum
from jixiao.scoring.reviewed import reviewed_total
from jixiao.scoring.ruleset import RuleSetError, load_ruleset
from jixiao.scoring.table import score_evaluation
from jixiao.scoring.total import cap_for, cap_rate
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from jixiao.schemas.store import StoredForm
    from jixiao.scoring.ruleset import LoadedRuleSet

_OUTSIDE = "WGT002"
"""The finding of a table whose indicators alone make the full marks while the execution counts besides."""


class ReviewTotal(NamedTuple):
    """Total and grade of a review (both null where they are open), and what is to be said of them."""

    total: Decimal | None
    grade: str | None
    remarks: tuple[Finding, ...] = ()


def rules_of(stored: StoredForm, given: LoadedRuleSet | None = None) -> LoadedRuleSet | None:
    """The very rule set a table was scored under: the one given, or the shipped one; ``None`` where gone."""
    used = (stored.scored or {}).get("rules") or {}
    if given is not None and given.hash == used.get("hash"):
        return given
    try:
        rules = load_ruleset(str(used.get("id")))
    except RuleSetError:
        return None
    return rules if rules.hash == used.get("hash") else None


def rate_of(text: str) -> Fraction | None:
    """The execution rate that a reviewer wrote (``85.3%``, or ``0.853``); ``None`` where it is none."""
    value = parse_decimal(text)
    if value is None or value < 0:
        return None
    if text.strip().endswith(("%", "％")):
        return value / 100
    return value if value <= 1 else None


def cap_of(stored: StoredForm) -> tuple[Decimal, str] | None:
    """The most that the rule set lets the total be at the execution rate, and that rate as a percentage."""
    rules = rules_of(stored)
    if rules is None or not rules.rules.cap:
        return None
    rate = cap_rate(score_evaluation(stored.form, rules).execution)
    cap = cap_for(rate, rules)
    return None if cap is None or rate is None else (_decimal(cap.total), f"{percent(rate)}%")


def _decimal(value: Fraction) -> Decimal:
    return Decimal(exact_string(value))


def total_of(
    stored: StoredForm,
    scores: Mapping[int, Decimal],
    *,
    rules: LoadedRuleSet | None,
    rate: Fraction | None = None,
) -> ReviewTotal:
    """What the scores of a review (by position) add up to.

    ``rules`` is the rule set the table was scored under (:func:`rules_of`), ``rate`` the execution rate
    where the reviewer states another.
    """
    added = exact_sum(scores.values())
    if rules is None:
        known = rate is None and _no_cap_below(stored, added)
        return ReviewTotal(added if known else None, None, (_remark("RVW015", rules=_used(stored)),))
    found, weights = reviewed_total(stored.form, rules, scores, rate=rate, complete=stored.complete)
    if found.total is None:
        if weights.outside:
            why = "outside"
        elif found.sum is None:
            why = "open"
        else:
            why = "cap"
        return ReviewTotal(None, None, (_remark("RVW014", why=say(f"review.open.{why}"), sum=short(added)),))
    remarks: tuple[Finding, ...] = ()
    if found.sum is not None and found.cap is not None and found.total < found.sum:
        capped = {"sum": short(found.sum), "total": short(found.total)}
        remarks = (_remark("RVW016", Severity.NOTICE, **capped),)
    return ReviewTotal(found.total, grade_of(found.total, rules), remarks)


def _used(stored: StoredForm) -> str:
    return str(((stored.scored or {}).get("rules") or {}).get("id") or "—")


def _no_cap_below(stored: StoredForm, added: Decimal) -> bool:
    """Whether a sum is the total whatever the rule set says: no higher than the result once could be."""
    scored = stored.scored or {}
    rows = [scored.get("execution") or {}, *(scored.get("indicators") or ())]
    ends = list(scored.get("total_range") or ())
    highest = parse_decimal(ends[1]) if len(ends) == 2 else None
    return (
        stored.complete
        and highest is not None
        and (scored.get("execution") or {}).get("rate") is not None
        and all(row.get("status") != "not-applicable" for row in rows)
        and all(finding.get("code") != _OUTSIDE for finding in scored.get("findings") or ())
        and fraction(added) <= highest
    )


def _remark(code: str, severity: Severity = Severity.WARNING, **params: str) -> Finding:
    return Finding(code=code, severity=severity, params=params)
