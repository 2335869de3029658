"""What a rule set says of every kind of row, worked out once in whole numbers before any column is read.

A *cell* is what decides a row that is no special case: its operator, the side its actual lies
on, and, where clauses name levels or units, its profile.  Cells that are measured alike share
a :class:`Formula`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from jixiao.indicators.taxonomy import level1 as canonical_level1
from jixiao.indicators.taxonomy import level2 as canonical_level2
from jixiao.indicators.units import parse_unit
from jixiao.schemas.scored import Status
from jixiao.scoring.clause import Question
from jixiao.scoring.columns.formula import Formula, Reach, formula

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jixiao.schemas.ruleset import OperatorName, Side
    from jixiao.scoring.clause import CompiledClause
    from jixiao.scoring.ruleset import LoadedRuleSet

OPERATORS: tuple[OperatorName, ...] = (">=", ">", "<=", "<", "=")
EXECUTION = len(OPERATORS)
"""The operator code of an execution rate: the target is the budget, the actual what was spent."""
UNDER, EQUAL, OVER = range(3)
SPAN = 3 * (EXECUTION + 1)
"""The cells of one profile: an operator code times three sides."""
_SIDES: tuple[Side | None, ...] = ("under", None, "over")
_MET: dict[OperatorName, tuple[int, ...]] = {
    ">=": (EQUAL, OVER), ">": (EQUAL, OVER), "<=": (UNDER, EQUAL), "<": (UNDER, EQUAL), "=": (EQUAL,),
}  # fmt: skip

Effect = Literal["full", "zero", "none", "formula"]


class Outcome(NamedTuple):
    """What a row's one-byte code stands for: the words of a ``ScoredRow``.

    ``effect`` is how the score comes about: the whole weight, 0, none at all, or by a formula.
    """

    status: Status
    reason: str
    clause: str | None = None
    standing: str | None = None
    effect: Effect = "none"


class Context(NamedTuple):
    """What a clause may name besides operator and side: the levels of a row as printed and its unit."""

    level1: str | None = None
    level2: str | None = None
    unit: str | None = None

    def canonical(self) -> Context:
        """The same in the spelling that clauses are compared in."""
        unit = parse_unit(self.unit)
        return Context(
            (canonical_level1(self.level1) if self.level1 else None) or self.level1,
            (canonical_level2(self.level2) if self.level2 else None) or self.level2,
            self.unit if unit is None else unit.name,
        )


@dataclass(frozen=True, slots=True)
class Special:
    """The codes of rows that no cell decides: negative numbers, zero targets and budgets.

    ``zero_target`` and ``met`` are by operator code, ``no_ratio`` by cell.
    """

    negative_weight: int
    negative_amount: int
    zero_budget: int
    zero_budget_spent: int
    negative_actual: int
    negative_target: int
    zero_target: tuple[int, ...]
    met: int
    no_ratio: dict[int, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """A rule set laid out by cells.

    The first ``SPAN * profiles`` entries of ``outcomes`` are the cells', in the order profile,
    operator code, side; then follow the special ones.  ``profile_of`` gives the profile of each context.
    """

    outcomes: tuple[Outcome, ...]
    formulas: dict[int, Formula]
    special: Special
    profile_of: tuple[int, ...]
    met: frozenset[int]
    digits: int

    def groups(self) -> Iterator[tuple[Formula, tuple[int, ...]]]:
        """Each formula with the cells that it measures."""
        cells: dict[Formula, list[int]] = {}
        for cell, made in self.formulas.items():
            cells.setdefault(made, []).append(cell)
        for made, found in cells.items():
            yield made, tuple(found)


_REACH_UNDER = Reach(Fraction(0), Fraction(1), closed=False)
_REACH_OVER = Reach(Fraction(1), None, closed=False)
_REACH_ONE = Reach(Fraction(1), Fraction(1), closed=True)


class _Layout:
    """Fills in the outcomes and formulas cell by cell."""

    def __init__(self, rules: LoadedRuleSet) -> None:
        self.rules = rules
        self.outcomes: list[Outcome] = []
        self.formulas: dict[int, Formula] = {}
        self.no_ratio: dict[int, Outcome] = {}
        self.met: set[int] = set()
        self.digits = 2

    def profile(self, context: Context) -> None:
        """The cells of rows whose levels and unit are ``context``."""
        for operator in OPERATORS:
            for side in (UNDER, EQUAL, OVER):
                self.outcomes.append(self._quantity(operator, side, context))
        for side in (UNDER, EQUAL, OVER):
            self.outcomes.append(self._execution(side))

    def _measured(self, status: Outcome, clause: CompiledClause, reach: Reach, *, swapped: bool) -> Outcome:
        made = formula(clause, self.rules, reach, swapped=swapped)
        self.formulas[len(self.outcomes)] = made
        self.digits = max(self.digits, made.digits)
        return status

    def _quantity(self, operator: OperatorName, side: int, context: Context) -> Outcome:
        met, name = side in _MET[operator], _SIDES[side]
        if met:
            self.met.add(len(self.outcomes))
        if self.rules.rules.entry.quantitative == "manual":
            return Outcome(Status.NEEDS_JUDGEMENT, "manual-entry")
        clause = (
            None if name is None else self.rules.clause_for(Question("quantity", operator, name, *context))
        )
        if clause is None and met:
            return Outcome(Status.COMPUTED, "met", "met", effect="full")
        if clause is None:
            return Outcome(Status.NEEDS_JUDGEMENT, "no-clause")
        cited = (clause.id, clause.standing.value)
        if clause.curve is None:
            return Outcome(Status.NEEDS_JUDGEMENT, "rule-unknown", *cited)
        swapped = (clause.spec.ratio or "actual/target") != "actual/target"
        if swapped and side == UNDER:
            self.no_ratio[len(self.outcomes)] = Outcome(Status.NEEDS_JUDGEMENT, "no-ratio", *cited)
        outcome = Outcome(Status.COMPUTED, f"{'met' if met else 'short'}-{name}", *cited, "formula")
        reach = _REACH_UNDER if (side == UNDER) != swapped else _REACH_OVER
        return self._measured(outcome, clause, reach, swapped=swapped)

    def _execution(self, side: int) -> Outcome:
        clause = self.rules.clause_for(Question("execution"))
        if clause is None:
            return Outcome(Status.NEEDS_JUDGEMENT, "no-clause")
        cited = (clause.id, clause.standing.value)
        if clause.curve is None:
            return Outcome(Status.NEEDS_JUDGEMENT, "rule-unknown", *cited)
        way = self.rules.rules.edge.over_rate
        if side == OVER and way == "refuse":
            return Outcome(Status.UNSCORABLE, "over-rate", *cited)
        if side == OVER and way == "judgement":
            return Outcome(Status.NEEDS_JUDGEMENT, "over-rate-unknown", *cited)
        reach = (
            _REACH_UNDER if side == UNDER else _REACH_OVER if (side, way) == (OVER, "allow") else _REACH_ONE
        )
        outcome = Outcome(Status.COMPUTED, "execution", *cited, "formula")
        return self._measured(outcome, clause, reach, swapped=False)

    def _rate_clause(self) -> tuple[str, str] | tuple[()]:
        clause = self.rules.clause_for(Question("execution"))
        return () if clause is None else (clause.id, clause.standing.value)

    def _add(self, outcome: Outcome) -> int:
        self.outcomes.append(outcome)
        return len(self.outcomes) - 1

    def _budget(self, key: Literal["zero_budget", "zero_budget_spent"]) -> int:
        rules, reason = self.rules, key.replace("_", "-")
        way = getattr(rules.rules.edge, key)
        cited = (f"edge {key}", rules.edge_standing(key))
        if way == "judgement":
            return self._add(Outcome(Status.NEEDS_JUDGEMENT, reason))
        if way == "not-applicable":
            return self._add(Outcome(Status.NOT_APPLICABLE, f"{reason}-{way}", *cited))
        return self._add(
            Outcome(Status.COMPUTED, f"{reason}-{way}", *cited, "full" if way == "full" else "zero")
        )

    def _target(self, operator: OperatorName) -> Outcome:
        way = self.rules.rules.edge.zero_target.get(operator, "judgement")
        if way == "judgement":
            return Outcome(Status.NEEDS_JUDGEMENT, "zero-target")
        cited = ("edge zero_target", self.rules.edge_standing("zero_target"))
        return Outcome(Status.COMPUTED, f"zero-target-{way}", *cited, "full" if way == "full" else "zero")

    def special(self) -> Special:
        """The outcomes that belong to no cell; where rows are typed by hand most hold for execution only."""
        manual = self.rules.rules.entry.quantitative == "manual"
        by_hand = Outcome(Status.NEEDS_JUDGEMENT, "manual-entry")
        negative = Outcome(Status.NEEDS_JUDGEMENT, "negative-actual")
        if self.rules.rules.edge.negative_actual == "zero":
            cited = ("edge negative_actual", self.rules.edge_standing("negative_actual"))
            negative = Outcome(Status.COMPUTED, "negative-actual-zero", *cited, "zero")

        def row(outcome: Outcome) -> int:
            return self._add(by_hand if manual else outcome)

        return Special(
            negative_weight=self._add(Outcome(Status.UNSCORABLE, "negative-weight")),
            negative_amount=self._add(Outcome(Status.UNSCORABLE, "negative-amount", *self._rate_clause())),
            zero_budget=self._budget("zero_budget"),
            zero_budget_spent=self._budget("zero_budget_spent"),
            negative_actual=row(negative),
            negative_target=row(Outcome(Status.NEEDS_JUDGEMENT, "negative-target")),
            zero_target=tuple(row(self._target(operator)) for operator in OPERATORS),
            met=row(Outcome(Status.COMPUTED, "met", "met", effect="full")),
            no_ratio={cell: self._add(outcome) for cell, outcome in self.no_ratio.items()},
        )


def plan(rules: LoadedRuleSet, contexts: Sequence[Context] = (Context(),)) -> Plan:
    """Lay out what ``rules`` say of rows in these contexts; those no clause tells apart share a profile."""
    layout = _Layout(rules)
    seen: dict[tuple[int, ...], int] = {}
    profile_of = []
    for context in (context.canonical() for context in contexts):
        decided = tuple(
            rules.clause_for(Question("quantity", operator, side, *context))
            for operator in OPERATORS
            for side in ("under", "over")
        )
        key = tuple(id(clause) for clause in decided)
        if key not in seen:
            seen[key] = len(seen)
            layout.profile(context)
        profile_of.append(seen[key])
    special = layout.special()
    outcomes, met = tuple(layout.outcomes), frozenset(layout.met)
    return Plan(outcomes, layout.formulas, special, tuple(profile_of), met, layout.digits)
