"""The property checks of a rule set, a user's own included: exact, not sampled.

Every violation is a finding with a counter-example in the user's terms.  What makes a
rule set impossible to score with at all is found when it is loaded (``scoring.ruleset``).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.numbers import exact_string
from jixiao.indicators.taxonomy import level1, level2
from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.scoring.clause import Question
from jixiao.scoring.proof_curves import Track, Witness, not_monotone, out_of_bounds, sides, tracks
from jixiao.scoring.proof_tables import CHECKS, Fault
from jixiao.scoring.proof_trials import trials
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.scoring.clause import CompiledClause
    from jixiao.scoring.ruleset import LoadedRuleSet


def prove(rules: LoadedRuleSet) -> tuple[Finding, ...]:
    """Everything the rule set breaks: errors, warnings and notices, in the order of the file.

    Curves are judged exactly at their break points; the small tables by comparison; then the
    real scorer is tried around every break point.  An empty result (or notices only) is a proof.
    """
    faults = [*_curves(rules), *_idle(rules)]
    for check in CHECKS:
        faults += check(rules.rules)
    if not any(fault.severity is Severity.ERROR for fault in faults):
        faults += trials(rules)
    return tuple(_finding(fault, rules) for fault in faults)


def _finding(fault: Fault, rules: LoadedRuleSet) -> Finding:
    params = dict(fault.params)
    return Finding(
        code=fault.code,
        severity=fault.severity,
        place=Place(file=str(rules.path), cell=_key(fault.key, rules)),
        params=params,
        basis=rules.rules.id,
    )


def _key(key: str, rules: LoadedRuleSet) -> str:
    """The key as the author finds it: an inherited clause is named by the rule set it comes from."""
    if not key.startswith("clause["):
        return key
    number, _, rest = key.removeprefix("clause[").partition("]")
    clause = rules.clauses[int(number) - 1]
    origin = clause.spec.inherited_from
    return key if origin is None else f"{origin}: clause {clause.id}{rest}"


def _idle(rules: LoadedRuleSet) -> Iterator[Fault]:
    """A clause that more specific ones leave nothing to decide (an inherited one, most often)."""
    for index, clause in enumerate(rules.clauses):
        match = clause.spec.applies
        if (match.kind or "quantity") != "quantity":
            continue
        levels = (
            level1(match.level1) if match.level1 else None,
            level2(match.level2) if match.level2 else None,
        )
        deciders = [
            rules.clause_for(
                Question(
                    "quantity",
                    operator,
                    side,
                    levels[0] or match.level1,
                    levels[1] or match.level2,
                    match.unit,
                )
            )
            for operator, side in sides(match)
        ]
        if clause not in deciders and all(deciders):
            others = "、".join(
                dict.fromkeys(f"{one.id} {one.spec.inherited_from or ''}".strip() for one in deciders if one)
            )
            yield Fault(
                "RUL184", f"clause[{index + 1}]", Severity.WARNING, {"clause": clause.id, "others": others}
            )


def _curves(rules: LoadedRuleSet) -> Iterator[Fault]:
    for index, clause in enumerate(rules.clauses):
        key = f"clause[{index + 1}].curve"
        for track in tracks(clause, rules.rules):
            beyond = out_of_bounds(clause, track, rules.rules)
            if beyond is not None:
                yield _fault("RUL100", key, clause, track, beyond)
                break
            wrong = not_monotone(clause, track, rules.rules)
            if wrong is not None:
                yield _fault("RUL101" if track.way != "fall" else "RUL102", key, clause, track, wrong)
                break
            yield from _full_execution(clause, track, key)


def _full_execution(clause: CompiledClause, track: Track, key: str) -> Iterator[Fault]:
    """An execution rate of 100 % ought to earn the whole weight."""
    if track.measure != "execution" or clause.curve is None:
        return
    share = clause.curve.share(Fraction(1))
    if share < 1:
        yield Fault("RUL103", key, Severity.WARNING, {"clause": clause.id, "score": exact_string(share * 10)})


def _fault(code: str, key: str, clause: CompiledClause, track: Track, witness: Witness) -> Fault:
    params = {
        "clause": clause.id,
        "curve": clause.spec.curve,
        "what": say(f"rules.measure.{track.measure}"),
        "unit": say(f"rules.measure.{track.measure}.unit"),
        **witness._asdict(),
    }
    return Fault(code, key, Severity.ERROR, params)
