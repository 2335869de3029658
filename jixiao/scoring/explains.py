"""Which claimed scores tell rule sets apart, and how many of them a rule set explains.

A row at full marks is explained by nearly every rule set and says nothing.  Informative are the
claimed scores of rows that are not at full marks, and of an execution rate below 100 %.

A claimed score is explained where the rule set computes exactly that number from what the row says.
Being within the band of a tier explains nothing, for a band is right about every score in it: only
equality counts.  Where the rule set works by a printed 得分系数, coefficient × weight is what it computes.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.numbers import round_exact
from jixiao.indicators.reading import Kind
from jixiao.indicators.tiers import tier_rank
from jixiao.schemas.scored import Status
from jixiao.scoring.clause import Question
from jixiao.scoring.execution import execution_row, score_execution
from jixiao.scoring.row import measure, score_measured
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
    from decimal import Decimal

    from jixiao.schemas.scored import RulesUsed, ScoredRow
    from jixiao.schemas.self_evaluation import Indicator, SelfEvaluation
    from jixiao.scoring.clause import CompiledClause
    from jixiao.scoring.row import Measured
    from jixiao.scoring.ruleset import LoadedRuleSet

_Groups = tuple[tuple[int, ...], ...]
_MOST_QUESTIONS = 4096
"""Kinds of rows whose groups are kept; documents could ask without end."""


class Claim(NamedTuple):
    """One informative claimed score: of an indicator row, or (``row`` null) of the execution rate.

    ``seen`` is the row as read with the tier words that everybody knows; null where that was not tried.
    """

    form: SelfEvaluation
    claimed: Decimal
    row: Indicator | None = None
    seen: Measured | None = None


def informative(forms: Iterable[SelfEvaluation], rules: LoadedRuleSet) -> tuple[Claim, ...]:
    """The claimed scores of some tables that can tell rule sets apart.

    Rows with a weight whose claimed score is not the whole of it, and the execution where its rate is below
    100 % or its claimed score not the whole weight.  ``rules`` lends only the denominator of the rate; a row
    that repeats the execution rate counts once, as the execution.
    """
    return tuple(claim for form in forms for claim in _claims(form, rules))


def _claims(form: SelfEvaluation, rules: LoadedRuleSet) -> Iterator[Claim]:
    repeated, common = execution_row(form), not _own_words(rules)
    funds = form.model_copy(
        update={"indicators": () if repeated is None else form.indicators[repeated : repeated + 1]}
    )
    execution = score_execution(funds, rules)
    if execution is not None and execution.claimed_score is not None and execution.weight is not None:
        below = execution.completion is not None and execution.completion < 1
        if below or execution.claimed_score != execution.weight:
            yield Claim(funds, execution.claimed_score)
    for index, row in enumerate(form.indicators):
        claimed = row.claimed_score
        if index != repeated and claimed is not None and row.weight is not None and claimed != row.weight:
            yield Claim(form, claimed, row, measure(row, rules, form.year) if common else None)


def _own_words(rules: LoadedRuleSet) -> bool:
    """Whether a rule set has tier words that are read as such under it alone."""
    return any(tier_rank(word) is None for word in rules.rules.tiers)


def explained(claims: Sequence[Claim], rules: LoadedRuleSet) -> int:
    """How many of the claimed scores ``rules`` computes exactly, to the last digit claimed."""
    own = _own_words(rules)
    return sum(_explains(claim, _scored(claim, rules, own=own)) for claim in claims)


class Candidates:
    """Some rule sets, asked together what they explain: what several decide alike is scored once."""

    def __init__(self, rules: Iterable[LoadedRuleSet]) -> None:
        """Take the rule sets, in an order that is kept."""
        self.rules = tuple(rules)
        self._own = tuple(_own_words(one) for one in self.rules)
        self._each = tuple((index,) for index in range(len(self.rules)))
        self._execution = self._alike(_execution_terms)
        self._groups: dict[Question, _Groups] = {}

    def explained(self, claims: Sequence[Claim]) -> tuple[int, ...]:
        """:func:`explained` of each rule set."""
        counts = [0] * len(self.rules)
        for claim in claims:
            for group in self._deciding_alike(claim):
                first = group[0]
                if _explains(claim, _scored(claim, self.rules[first], own=self._own[first])):
                    for index in group:
                        counts[index] += 1
        return tuple(counts)

    def _deciding_alike(self, claim: Claim) -> _Groups:
        """The rule sets, by their places, in groups that give this claim's row the same score."""
        row, seen = claim.row, claim.seen
        if row is None:
            return self._execution
        special = row.coefficient is not None or seen is None or seen.actual.kind is Kind.TIER
        if special or any(self._own) or seen is None or seen.comparison.days_late is not None:
            return self._each
        found = self._groups.get(seen.question)
        if found is None:
            if len(self._groups) >= _MOST_QUESTIONS:
                self._groups.clear()
            found = self._alike(partial(_quantity_terms, seen.question))
            self._groups[seen.question] = found
        return found

    def _alike(self, terms: Callable[[LoadedRuleSet], Hashable]) -> _Groups:
        groups: dict[Hashable, list[int]] = {}
        for index, one in enumerate(self.rules):
            groups.setdefault(terms(one), []).append(index)
        return tuple(map(tuple, groups.values()))


def _clause_terms(clause: CompiledClause | None, rules: LoadedRuleSet) -> Hashable:
    """All of a clause that a score depends on, its rounding too."""
    if clause is None:
        return None
    spec, rounding = clause.spec, rules.rules.rounding.score
    return (
        spec.ratio,
        spec.ratio_digits,
        None if clause.curve is None else clause.curve.segments,
        None if spec.deduct is None else (spec.deduct.at, spec.deduct.points),
        rounding.digits if spec.score_digits is None else spec.score_digits,
        rounding.mode,
    )


def _execution_terms(rules: LoadedRuleSet) -> Hashable:
    """All of a rule set that the score of an execution rate depends on."""
    edge = rules.rules.edge
    clause = rules.clause_for(Question("execution"))
    return (_clause_terms(clause, rules), edge.zero_budget, edge.zero_budget_spent, edge.over_rate)


def _quantity_terms(question: Question, rules: LoadedRuleSet) -> Hashable:
    """All of a rule set that the score of a row of numbers depends on."""
    edge = rules.rules.edge
    return (
        _clause_terms(rules.clause_for(question), rules),
        edge.negative_actual,
        edge.not_applicable,
        tuple(sorted(edge.zero_target.items())),
        rules.rules.entry.quantitative,
    )


def _explains(claim: Claim, row: ScoredRow | None) -> bool:
    if row is None:
        return False
    if row.reason == "coefficient" and claim.row is not None:
        return _product(claim.row) == claim.claimed
    return row.status is Status.COMPUTED and row.score == claim.claimed


def _scored(claim: Claim, rules: LoadedRuleSet, *, own: bool) -> ScoredRow | None:
    """The row of a claim under ``rules``, read anew where these have words of their own."""
    if claim.row is None:
        return score_execution(claim.form, rules)
    seen = None if own else claim.seen
    return score_measured(claim.row, seen or measure(claim.row, rules, claim.form.year), rules)


def _product(row: Indicator) -> Decimal | None:
    """得分系数 × 分值, rounded as tables print it."""
    if row.coefficient is None or row.weight is None:
        return None
    return round_exact(Fraction(row.coefficient) * Fraction(row.weight) / 100, 2)


def ground(rules: RulesUsed, lang: str = "zh") -> str | None:
    """One line on what the choice of a rule set rests on; ``None`` for one that somebody named."""
    evidence = rules.evidence
    if evidence is None:
        return None
    if not evidence.informative:
        return say("rules-ground.nothing", lang)
    params = {"informative": str(evidence.informative), "explained": str(evidence.explained), "id": rules.id}
    if not evidence.explained:
        return say("rules-ground.unexplained", lang, **params)
    text = say("rules-ground.explained", lang, **params)
    second = evidence.runner_up
    if second is not None:
        text += say("rules-ground.runner-up", lang, id=second.id, explained=str(second.explained))
    return text
