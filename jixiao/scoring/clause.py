"""Clauses compiled for scoring, and which clause decides a row.

The most specific clause that fits decides.  Two equally specific clauses that can
fit the same row and disagree are an error of the rule set, found when it is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from jixiao.indicators.reading import Operator
from jixiao.indicators.taxonomy import level1 as canonical_level1
from jixiao.indicators.taxonomy import level2 as canonical_level2
from jixiao.indicators.units import parse_unit
from jixiao.scoring.curve import Curve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jixiao.schemas.ruleset import Clause, Match, OperatorName, RuleSet, Side, Standing

UNKNOWN = "unknown"
_FIXED = {"full": Fraction(1), "zero": Fraction(0)}
_WIDER = {">": ">=", "<": "<="}
_DEFAULT_SIDES: dict[str, tuple[Side, ...]] = {
    ">=": ("under",),
    ">": ("under",),
    "<=": ("over",),
    "<": ("over",),
    "=": ("under", "over"),
}
SIGN = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "="}
OPERATOR_NAME: dict[Operator, OperatorName] = {
    Operator.GE: ">=",
    Operator.GT: ">",
    Operator.LE: "<=",
    Operator.LT: "<",
    Operator.EQ: "=",
}


@dataclass(frozen=True, slots=True)
class CompiledClause:
    """One clause ready to score with; ``curve`` is ``None`` where the rule is unknown."""

    id: str
    spec: Clause
    curve: Curve | None

    @property
    def standing(self) -> Standing:
        """How well the clause is known."""
        return self.spec.cite.standing


@dataclass(frozen=True, slots=True)
class Question:
    """What a row asks of a rule set."""

    kind: str
    operator: str | None = None
    side: Side | None = None
    level1: str | None = None
    level2: str | None = None
    unit: str | None = None


def clause_id(match: Match) -> str:
    """A short stable name of what a clause is for, such as ``execution`` or ``= over``."""
    words: list[str] = [match.kind] if match.kind is not None and match.kind != "quantity" else []
    if match.operator is not None:
        words.append(SIGN[match.operator])
    words += [word for word in (match.side, match.level1, match.level2, match.unit) if word]
    return " ".join(words) or "quantity"


def default_sides(operator: OperatorName) -> tuple[Side, ...]:
    """The sides of the target that a clause for ``operator`` decides where it names none."""
    return _DEFAULT_SIDES[operator]


def _sides(match: Match) -> tuple[Side, ...]:
    if match.side is not None:
        return (match.side,)
    return _DEFAULT_SIDES[match.operator] if match.operator is not None else ("under", "over")


def _fits(match: Match, asked: Question) -> bool:
    if (match.kind or "quantity") != asked.kind:
        return False
    if asked.kind == "quantity":
        if match.operator is not None and match.operator not in (
            asked.operator,
            _WIDER.get(asked.operator or ""),
        ):
            return False
        default = match.side is None and match.operator is None
        sides = _DEFAULT_SIDES.get(asked.operator or "", ()) if default else _sides(match)
        if asked.side not in sides:
            return False
    names = _names(match)
    return all(names[key] is None or names[key] == getattr(asked, key) for key in names)


def _names(match: Match) -> dict[str, str | None]:
    """The names a match asks for, in the spelling rows are read in."""
    unit = parse_unit(match.unit)
    return {
        "level1": canonical_level1(match.level1) or match.level1,
        "level2": canonical_level2(match.level2) or match.level2,
        "unit": match.unit if unit is None else unit.name,
    }


def _rank(clause: CompiledClause, asked: Question) -> tuple[int, bool]:
    match = clause.spec.applies
    return (specificity(match), match.operator == asked.operator)


def specificity(match: Match) -> int:
    """How many keys a match names; ``kind = "quantity"`` is what silence means and counts for nothing."""
    return len(match.keys()) - (match.kind == "quantity")


def deciding(clauses: Iterable[CompiledClause], asked: Question) -> CompiledClause | None:
    """The most specific clause that fits ``asked``, or ``None``."""
    fitting = [clause for clause in clauses if _fits(clause.spec.applies, asked)]
    return max(fitting, key=lambda clause: _rank(clause, asked), default=None)


def _compatible(one: Match, other: Match) -> bool:
    """Whether some row could be meant by both, neither being more specific for it."""
    if specificity(one) != specificity(other) or (one.kind or "quantity") != (other.kind or "quantity"):
        return False
    mine, theirs = {"operator": one.operator, **_names(one)}, {"operator": other.operator, **_names(other)}
    if any(mine[key] and theirs[key] and mine[key] != theirs[key] for key in mine):
        return False
    return bool(set(_sides(one)) & set(_sides(other)))


def _says(clause: Clause) -> tuple[object, ...]:
    return (
        clause.ratio,
        clause.curve,
        clause.ratio_digits,
        clause.deduct,
        clause.score_digits,
        clause.note_from,
    )


def conflicts(rules: RuleSet) -> list[tuple[Clause, Clause]]:
    """The pairs of equally specific clauses that could meet in one row and disagree."""
    return [
        (one, other)
        for one, other in combinations(rules.clause, 2)
        if _compatible(one.applies, other.applies) and _says(one) != _says(other)
    ]


def compile_clauses(rules: RuleSet) -> tuple[CompiledClause, ...]:
    """Every clause with its curve.  Raises ``KeyError`` with the name of a curve that is not defined."""
    curves = {name: Curve.compile(name, spec) for name, spec in rules.curves.items()}
    for name, share in _FIXED.items():
        curves.setdefault(name, Curve.constant(name, share))
    return tuple(
        CompiledClause(
            clause_id(clause.applies), clause, None if clause.curve == UNKNOWN else curves[clause.curve]
        )
        for clause in rules.clause
    )
