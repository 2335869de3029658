"""What was counted, as the answer that is published."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from jixiao.indicators.numbers import round_exact
from jixiao.schemas.whatif import (
    NO_GRADE,
    Affected,
    Causes,
    ClauseChange,
    DepartmentChange,
    MeanChange,
    RowChange,
    RulesMeant,
    WhatIf,
)
from jixiao.schemas.whatif import Side as SideOfAll
from jixiao.scoring.ruleset import RuleSetError, load_ruleset
from jixiao.scoring.whatif import EXECUTION_AT
from jixiao.scoring.whatif_rows import as_score
from jixiao.services.whatif_found import size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal
    from typing import Any

    from jixiao.scoring.aggregate import Exact
    from jixiao.scoring.ruleset import LoadedRuleSet
    from jixiao.scoring.whatif import TableScore
    from jixiao.services.whatif_found import ByClause, Case, Found, Pair, Side, Sums

_CENTS = 100


@cache
def at_hand(name: str | None, content: str | None) -> LoadedRuleSet | None:
    """The very rule set that a result was made under, if it is still there."""
    if name is None:
        return None
    try:
        loaded = load_ruleset(name)
    except RuleSetError:
        return None
    return loaded if loaded.hash == content else None


def affected(case: Case, before: TableScore, after: TableScore, sides: tuple[Side, Side]) -> Affected:
    """A project that scores otherwise, with the rows that do."""
    old, new = sides[0].standing(before), sides[1].standing(after)
    assert old.score is not None and new.score is not None  # noqa: S101, PT018 - only such are kept
    return Affected(
        **case.owner._asdict(),
        before=as_score(old.score),
        after=as_score(new.score),
        change=as_score(new.score - old.score),
        before_grade=old.grade,
        after_grade=new.grade,
        provisional=not (old.decided and new.decided),
        rows=_changed(case.form, before, after),
    )


def _changed(form: Mapping[str, Any], before: TableScore, after: TableScore) -> tuple[RowChange, ...]:
    """The rows that score otherwise, the most first."""
    found = []
    for old, new in zip(before.rows(), after.rows(), strict=True):
        if old.score != new.score:
            execution = new.position == EXECUTION_AT
            row = {} if execution else form["indicators"][new.position]
            both = old.score is not None and new.score is not None
            change: Exact | None = (new.score or 0) - (old.score or 0) if both else None
            names = ("level1", "level2", "name", "target", "actual", "weight")
            made = RowChange(
                position=new.position,
                **{name: row.get(name) for name in names},
                before=_score(old.score),
                after=_score(new.score),
                change=_score(change),
                before_clause=old.clause,
                after_clause=new.clause,
            )
            found.append((-size(change or 0), new.position, made))
    found.sort(key=lambda one: one[:2])
    return tuple(made for _, _, made in found)


def result(
    found: Found,
    rules: LoadedRuleSet,
    against: LoadedRuleSet | None,
    listed: int,
    most: Sequence[Affected],
) -> WhatIf:
    """The whole answer; ``most`` are the projects most affected."""
    whole = found.whole
    order = _order(found, rules)
    moves: dict[str, dict[str, int]] = {}
    for before in order:
        row = {after: found.moves[before, after] for after in order if (before, after) in found.moves}
        if row:
            moves[before] = row
    sides = []
    for at, total in enumerate((whole.before, whole.after)):
        grades = {
            name: sum(count for move, count in found.moves.items() if move[at] == name)
            for name in order
            if name != NO_GRADE
        }
        mean = _mean(total, whole.compared)
        sides.append(SideOfAll(**found.sides[at], mean=mean, grades={k: v for k, v in grades.items() if v}))
    decided = whole.decided_before, whole.decided_after
    return WhatIf(
        complete=found.complete,
        rules=_meant(rules, whole.count),
        against=tuple(_against(found, against)),
        stored=against is None,
        tables=whole.count,
        column_tables=found.columns,
        listed=listed,
        whole_departments=found.whole_departments,
        compared=whole.compared,
        up=whole.up,
        down=whole.down,
        same=whole.compared - whole.up - whole.down,
        change=_mean(whole.after - whole.before, whole.compared),
        before=sides[0],
        after=sides[1],
        determined=_means(whole.decided, *decided),
        provisional=_means(
            whole.compared - whole.decided, whole.before - decided[0], whole.after - decided[1]
        ),
        causes=_causes(found),
        moves=moves,
        moved=whole.moved,
        departments=tuple(_departments(found)),
        clauses=tuple(_clauses(found)),
        affected=tuple(most),
    )


def _means(projects: int, before: Exact, after: Exact) -> MeanChange:
    return MeanChange(
        projects=projects,
        before_mean=_mean(before, projects),
        after_mean=_mean(after, projects),
        change=_mean(after - before, projects),
    )


def _causes(found: Found) -> Causes:
    sums = found.causes
    parts = (sums.clauses, sums.judgement, sums.other)
    means = shares(parts, found.whole.compared)
    return Causes(
        clauses=as_score(sums.clauses),
        judgement=as_score(sums.judgement),
        other=as_score(sums.other),
        uncompared=as_score(sums.uncompared),
        clauses_mean=means[0],
        judgement_mean=means[1],
        other_mean=means[2],
        opened=sums.opened,
        settled=sums.settled,
    )


def shares(parts: Sequence[Exact], count: int) -> list[Decimal | None]:
    """The parts of a mean, rounded to two decimals so that they make the rounded mean.

    Each is rounded by itself first; where that leaves some hundredths, they go to the parts that were
    rounded furthest the other way.  All are ``None`` where there is nothing to take the mean of.
    """
    whole = _mean(sum(parts), count)
    if whole is None:
        return [None] * len(parts)
    exact = [Fraction(part) / (count * _CENTS) for part in parts]
    made = [Fraction(_mean(part, count) or 0) for part in parts]
    cent = Fraction(1, _CENTS)
    while missing := Fraction(whole) - sum(made):
        step = cent if missing > 0 else -cent
        furthest = max(range(len(made)), key=lambda at: (exact[at] - made[at]) * step)
        made[furthest] += step
    return [_plain(value) for value in made]


def _plain(value: Fraction) -> Decimal:
    rounded = round_exact(abs(value), 2)
    return -rounded if value < 0 else rounded


def _order(found: Found, rules: LoadedRuleSet) -> tuple[str, ...]:
    """The grades there are: those of the new rule set first, best first; none at all last."""
    seen = {name for move in found.moves for name in move}
    known = [name for name, _ in rules.grade_bounds]
    others = sorted(seen - {*known, NO_GRADE})
    return (*known, *others, NO_GRADE)


def _against(found: Found, against: LoadedRuleSet | None) -> Iterator[RulesMeant]:
    """The rule sets held against, the most frequent first."""
    named = sorted(found.under.items(), key=lambda one: (-one[1], one[0][0] or "", one[0][1] or ""))
    if against is not None and not named:
        yield _meant(against, 0)
    for (name, content), count in named:
        loaded = against or at_hand(name, content)
        if loaded is None:
            yield RulesMeant(id=name, hash=content, tables=count)
        else:
            yield _meant(loaded, count)


def _meant(rules: LoadedRuleSet, tables: int) -> RulesMeant:
    own = rules.rules
    return RulesMeant(
        id=own.id, title=own.title, hash=rules.hash, standing=rules.standing.value, tables=tables
    )


def _departments(found: Found) -> Iterator[DepartmentChange]:
    """By how much their mean changes, the most first."""

    def order(one: tuple[str, Sums]) -> tuple[Fraction, str]:
        key, sums = one
        change = abs(Fraction(sums.after - sums.before) / sums.compared) if sums.compared else Fraction(-1)
        return -change, key

    for _, sums in sorted(found.departments.items(), key=order):
        yield DepartmentChange(
            department=sums.name,
            count=sums.count,
            compared=sums.compared,
            provisional=sums.compared - sums.decided,
            before_mean=_mean(sums.before, sums.compared),
            after_mean=_mean(sums.after, sums.compared),
            change=_mean(sums.after - sums.before, sums.compared),
            up=sums.up,
            down=sums.down,
            same=sums.compared - sums.up - sums.down,
            moved=sums.moved,
        )


def _clauses(found: Found) -> Iterator[ClauseChange]:
    """By the points they move, the most first."""

    def order(one: tuple[Pair, ByClause]) -> tuple[Exact, int, str, str]:
        (before, after), sums = one
        return -(sums.gained + sums.lost), -sums.rows, before or "", after or ""

    for (before, after), sums in sorted(found.clauses.items(), key=order):
        yield ClauseChange(
            before=before,
            after=after,
            rows=sums.rows,
            gained=as_score(sums.gained),
            lost=as_score(sums.lost),
            opened=sums.opened,
            settled=sums.settled,
        )


def _score(cents: Exact | None) -> Decimal | None:
    return None if cents is None else as_score(cents)


def _mean(total: Exact, count: int) -> Decimal | None:
    """A mean of cents as a score, rounded half up to two decimals (a negative one away from zero)."""
    if count == 0:
        return None
    value = Fraction(total) / (count * _CENTS)
    rounded = round_exact(abs(value), 2)
    return -rounded if value < 0 and rounded else rounded
