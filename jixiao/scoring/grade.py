"""Grades 优 良 中 差: a function of the total alone, with inclusive lower bounds."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.scoring.ruleset import LoadedRuleSet


def grade_of(total: Decimal, rules: LoadedRuleSet) -> str | None:
    """The best grade whose bound ``total`` reaches; ``None`` where the rule set has no grade for it."""
    exact = Fraction(total)
    return next((name for name, bound in rules.grade_bounds if exact >= bound), None)


def grades_between(low: Decimal, high: Decimal, rules: LoadedRuleSet) -> tuple[str, ...]:
    """Every grade a total in ``[low, high]`` can have, from worst to best.

    None at all where a part of the range lies below the lowest grade: no grade holds for all of it.
    """
    bottom, top = Fraction(low), Fraction(high)
    if not rules.grade_bounds or bottom < rules.grade_bounds[-1][1]:
        return ()
    names, ceiling = [], None
    for name, bound in rules.grade_bounds:
        if bound <= top and (ceiling is None or bottom < ceiling):
            names.append(name)
        ceiling = bound
    return tuple(reversed(names))
