"""The figures of a summary, made from what was counted: each rounded once, or exact."""

from __future__ import annotations

from collections import Counter
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.indicators.numbers import round_exact
from jixiao.schemas.summary import (
    Coverage,
    FindingCounts,
    Group,
    Loss,
    Losses,
    Reason,
    Spread,
)
from jixiao.scoring.aggregate import BASES, EXECUTION, LossPart
from jixiao.scoring.outcome import two_decimals
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jixiao.scoring.aggregate import Basis, Dimension, Exact, GroupTally, LossKey, LossTally, Part, Tally

_EXACT = Context(prec=1000)
_CENTS = 100
_FEN = 1_000_000
"""分 in one 万元."""
_NO_CAUSE = "unknown"
_Names = tuple[str | None, ...]


class Filed(NamedTuple):
    """What a group is measured against: how many units are expected, which of them are missing, and 项目支出.

    ``project_spending`` and what is ``covered`` of it (by projects of who disclosed, in the years disclosed)
    are in 分; ``None`` is what is not known.
    """

    expected: int | None = None
    missing: tuple[str, ...] = ()
    project_spending: Exact | None = None
    covered: Exact | None = None


def decimal(value: Exact) -> Decimal:
    """An exact number whose decimals end, with at least two of them."""
    whole = Fraction(value)
    return two_decimals(_EXACT.divide(Decimal(whole.numerator), Decimal(whole.denominator)))


def score_of(cents: Exact | None) -> Decimal | None:
    """A score from cents."""
    return None if cents is None else decimal(Fraction(cents) / _CENTS)


def money_of(fen: Exact | None) -> Decimal | None:
    """An amount in 万元 from 分."""
    return None if fen is None else decimal(Fraction(fen) / _FEN)


def percent(part: Exact | None, whole: Exact | None) -> Decimal | None:
    """A share in percent with two decimals, half up; ``None`` of nothing known, or of nothing."""
    if part is None or not whole:
        return None
    return round_exact(Fraction(part) / Fraction(whole) * 100, 2)


def _mean(value: Fraction | None) -> Decimal | None:
    return None if value is None else round_exact(value / _CENTS, 2)


def spread(tally: Tally, grades: Sequence[str], *, graded: bool = True) -> Spread:
    """The scores of one basis; ``grades`` are listed even where nobody has them, best first.

    ``graded`` is false for sums that have no grade (points at one level-1 indicator).
    """
    scored = tally.count
    names = [*grades, *sorted(name for name in tally.grades if name is not None and name not in grades)]
    counts = {name: tally.grades[name] for name in names} if graded else {}
    return Spread(
        scored=scored,
        unscored=tally.unscored,
        sum=score_of(tally.sum) if scored else None,
        mean=_mean(tally.mean()),
        weighted_mean=_mean(tally.weighted_mean()),
        weighted=tally.weighed,
        median=score_of(tally.median()),
        min=score_of(min(tally.scores)) if scored else None,
        max=score_of(max(tally.scores)) if scored else None,
        grades=counts,
        ungraded=tally.grades[None] if graded else 0,
        shares={name: round_exact(Fraction(count * 100, scored), 2) for name, count in counts.items()}
        if scored
        else {},
        reasons=tuple(_spread_reasons(tally, scored, graded=graded)),
    )


def _spread_reasons(tally: Tally, scored: int, *, graded: bool) -> Iterable[Reason]:
    if not scored:
        for field in ("mean", "weighted_mean"):
            yield Reason(field=field, code="no-scores")
    elif not tally.weighed:
        yield Reason(field="weighted_mean", code="no-budgets")
    elif not tally.weight:
        yield Reason(field="weighted_mean", code="zero-weight")
    elif tally.weighed < scored:
        left = str(scored - tally.weighed)
        yield Reason(field="weighted_mean", code="some-without-budget", params={"count": left})
    if graded and tally.grades[None]:
        yield Reason(field="grades", code="ungraded", params={"count": str(tally.grades[None])})


def _losses(tally: LossTally) -> Losses:
    whole = LossPart()
    for part in tally.parts.values():
        whole.merge(part)

    def told(
        name: Callable[[LossKey], tuple[str | None, ...]],
    ) -> list[tuple[tuple[str | None, ...], LossPart]]:
        found: dict[tuple[str | None, ...], LossPart] = {}
        for key, part in tally.parts.items():
            found.setdefault(name(key), LossPart()).merge(part)
        return sorted(found.items(), key=lambda item: (-item[1].lost, [one or "" for one in item[0]]))

    def loss(part: LossPart, name: str | None, parent: str | None = None, code: str | None = None) -> Loss:
        return Loss(
            name=name,
            parent=parent,
            code=code,
            rows=part.rows,
            weight=decimal(Fraction(part.weight) / _CENTS),
            score=decimal(Fraction(part.score) / _CENTS),
            lost=decimal(Fraction(part.lost) / _CENTS),
            rate=percent(part.score, part.weight),
            share=percent(part.lost, whole.lost),
        )

    return Losses(
        lost=decimal(Fraction(whole.lost) / _CENTS),
        rows=whole.rows,
        unscored=tally.unscored,
        by_level1=tuple(loss(part, level_name(name)) for (name,), part in told(lambda key: (key.level1,))),
        by_level2=tuple(
            loss(part, level_name(parent)) if parent == EXECUTION else loss(part, name, parent)
            for (parent, name), part in told(lambda key: (key.level1, key.level2))
        ),
        by_cause=tuple(
            loss(part, cause_name(code), code=code)
            for (code,), part in told(lambda key: (key.cause,))
            if part.lost
        ),
    )


def cause_name(code: str | None) -> str:
    """The words of a cause; one that this version does not know is one that could not be decided."""
    key = f"summary.cause.{code or _NO_CAUSE}"
    words = say(key)
    return say("summary.cause.undecided") if words == key else words


def level_name(name: str | None) -> str | None:
    """The printed name of a level-1 indicator; 预算执行 for the execution rate, which is none."""
    return say("summary.execution") if name == EXECUTION else name


def _coverage(filed: Filed | None) -> Coverage:
    if filed is None:
        return Coverage()
    reasons = []
    if filed.expected is None:
        reasons.append(Reason(field="expected", code="none-expected"))
    if filed.project_spending is None:
        reasons.append(Reason(field="project_spending", code="no-disclosure"))
    came = None if filed.expected is None else filed.expected - len(filed.missing)
    covered = filed.covered if filed.project_spending is not None else None
    return Coverage(
        expected=filed.expected,
        filed=came,
        filed_share=percent(came, filed.expected),
        missing=filed.missing,
        project_spending=money_of(filed.project_spending),
        covered=money_of(covered),
        spending_share=percent(covered, filed.project_spending),
        reasons=tuple(reasons),
    )


def figures(
    group: GroupTally,
    by: Sequence[Dimension],
    basis: Basis,
    grades: Sequence[str],
    *,
    filed: Filed | None = None,
    rank: int | None = None,
) -> Group:
    """One group as it is published."""
    graded = "level1" not in by
    spreads: dict[str, Any] = {one: spread(group.tally(one), grades, graded=graded) for one in BASES}
    outer: Spread = spreads[basis]
    money = group.money
    reasons = [*outer.reasons]
    rate = percent(money.both_executed, money.both_budget)
    if rate is None:
        reasons.append(Reason(field="execution_rate", code="zero-budget" if money.both else "no-amounts"))
    elif money.both < group.count:
        left = str(group.count - money.both)
        reasons.append(Reason(field="execution_rate", code="some-without-amounts", params={"count": left}))
    return Group(
        key={dim: _printed(name) for dim, name in zip(by, group.names, strict=True)},
        count=group.count,
        **{name: getattr(outer, name) for name in _OUTER},
        **spreads,
        initial=money_of(money.initial),
        budget=money_of(money.budget),
        executed=money_of(money.executed),
        execution_rate=rate,
        with_money=money.both,
        tables=group.count - group.listed,
        listed=group.listed,
        incomplete=group.incomplete,
        units=len(group.units),
        rank=rank,
        coverage=_coverage(filed),
        losses=_losses(group.losses),
        findings=FindingCounts(
            error=group.errors,
            warning=group.warnings,
            notice=group.notices,
            projects_with_errors=group.with_errors,
        ),
        reasons=tuple(reasons),
    )


_OUTER = (
    "unscored",
    "mean",
    "weighted_mean",
    "median",
    "min",
    "max",
    "sum",
    "grades",
    "ungraded",
    "shares",
)
"""The figures of the basis that stand in the group itself."""


def _printed(name: Part) -> Part:
    return level_name(name) if isinstance(name, str) else name


def ranks(groups: Mapping[tuple[Part, ...], GroupTally], basis: Basis) -> dict[tuple[Part, ...], int]:
    """The rank of each group by its exact mean, equal ones alike; those without one have none."""
    means = {key: mean for key, group in groups.items() if (mean := group.tally(basis).mean()) is not None}
    counts = Counter(means.values())
    place, at = {}, 1
    for value in sorted(counts, reverse=True):
        place[value] = at
        at += counts[value]
    return {key: place[mean] for key, mean in means.items()}


def in_order(keys: Iterable[tuple[Part, ...]]) -> list[tuple[Part, ...]]:
    """Keys in the order of a list: by each value, those without one last."""
    return sorted(keys, key=lambda key: [(part is None, isinstance(part, str), part or 0) for part in key])
