"""Which rule set the tables of a file are scored under, and why.

The option, else the environment, else the project file; ``auto`` in any of them, or nothing in all, leaves
it to the file itself: the shipped rule set that explains the most of its informative claimed scores, ties by
region, then year, then the default before the others.  Where the scores say nothing, the place and year of
the table, else the default.  What somebody named is not assumed; all else is.

Whatever scores a file goes through :func:`choose_for_file` and :func:`score_chosen`, so that no two commands
disagree on it.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.scored import Evidence, RunnerUp
from jixiao.schemas.self_evaluation import ReadForm
from jixiao.scoring.explains import Candidates, informative
from jixiao.scoring.ruleset import DEFAULT, RuleSetError, available, covering, load_ruleset, read_toml
from jixiao.scoring.table import Choice, score_form
from jixiao.services.doubt import softened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.schemas.scored import ScoredEvaluation
    from jixiao.schemas.self_evaluation import SelfEvaluation
    from jixiao.scoring.ruleset import LoadedRuleSet

VARIABLE = "JIXIAO_RULES"
PROJECT_FILE = "jixiao.toml"
AUTO = "auto"
"""What leaves the choice to the file."""

_COUNTY_AND_CITY = re.compile(r"(?:00)+$")
_NATIONWIDE, _ELSEWHERE = 0, -1


class Named(NamedTuple):
    """A rule set somebody named, and by which means (a text code)."""

    name: str
    why: str


class Chosen(NamedTuple):
    """What a table is scored under, and what that rests on (``None`` where somebody named it)."""

    choice: Choice
    evidence: Evidence | None = None

    @property
    def rules(self) -> LoadedRuleSet:
        """The rule set."""
        return self.choice.rules


class _Ranked(NamedTuple):
    rules: LoadedRuleSet
    explained: int


Whereabouts = tuple[str | None, int | None]
"""Region (GB/T 2260) and year of a table."""


def _project_rules(path: Path) -> str | None:
    """The ``rules`` key of the project file; a relative path there is relative to the file."""
    if not path.is_file():
        return None
    name = read_toml(path).get("rules")
    if name is None:
        return None
    if not isinstance(name, str) or not name.strip():
        place = Place(file=str(path), cell="rules", quote=str(name)[:80])
        raise RuleSetError((Finding(code="INP002", severity=Severity.ERROR, place=place),))
    return name


def named_rules(option: str | None) -> Named | None:
    """What the user named; ``None`` where nothing was, or where the first to speak said ``auto``.

    Raises :class:`RuleSetError` for an unreadable project file, and an option that names nothing.
    """
    if option is not None and not option.strip():
        raise RuleSetError((Finding(code="INP007", severity=Severity.ERROR, place=Place()),))
    if option:
        named = Named(option, "rules-named")
    elif from_environment := os.environ.get(VARIABLE):
        named = Named(from_environment, "rules-environment")
    elif from_project := _project_rules(Path(PROJECT_FILE)):
        named = Named(from_project, "rules-project")
    else:
        return None
    return None if named.name == AUTO else named


def choose_for_file(
    forms: Sequence[ReadForm], named: Named | None, *, candidates: Sequence[LoadedRuleSet] | None = None
) -> tuple[Chosen, ...]:
    """What each table of one file is scored under, in their order; the evidence is that of all together.

    All tables of a file have the same rule set, unless the evidence leaves several and the tables name
    several places or years.  ``candidates`` are the shipped rule sets where nothing else is said.
    A form made by ``jixiao template`` remembers its rule set: it stands before place and year.
    Raises :class:`RuleSetError` where a named rule set cannot be used.
    """
    if named is not None:
        return (Chosen(Choice(load_ruleset(named.name), named.why, assumed=False)),) * len(forms)
    claims = informative((form.evaluation for form in forms), _default())
    ranked: list[_Ranked] = []
    if claims:
        asked = _shipped() if candidates is None else Candidates(candidates)
        ranked = list(map(_Ranked, asked.rules, asked.explained(claims)))
    made: dict[Whereabouts, Chosen] = {}
    for where in (found := _whereabouts([form.evaluation for form in forms])):
        if where not in made:
            made[where] = _chosen(where, ranked, len(claims), _made_for(forms))
    return tuple(made[where] for where in found)


def choose(form: SelfEvaluation, named: Named | None) -> Choice:
    """The rule set of one table that stands by itself; raises as :func:`choose_for_file` does."""
    return choose_for_file((ReadForm(form, Place()),), named)[0].choice


def score_chosen(form: ReadForm, chosen: Chosen) -> ScoredEvaluation:
    """One table scored under what was chosen for it, the evidence for that kept with the result.

    What rests on a row that may be read otherwise is no error.
    """
    scored = score_form(form, chosen.choice)
    rules = replace(scored.rules, evidence=chosen.evidence)
    return replace(scored, rules=rules, findings=softened(scored.findings, form))


@cache
def _default() -> LoadedRuleSet:
    return load_ruleset(DEFAULT)


@cache
def _shipped() -> Candidates:
    return Candidates(load_ruleset(name) for name in available())


def _whereabouts(forms: Sequence[SelfEvaluation]) -> list[Whereabouts]:
    """Where and when each table is of; one that does not say, of the only place and year that others name."""
    regions = {form.region for form in forms if form.region}
    years = {form.year for form in forms if form.year is not None}
    region = next(iter(regions)) if len(regions) == 1 else None
    year = next(iter(years)) if len(years) == 1 else None
    return [(form.region or region, year if form.year is None else form.year) for form in forms]


def _made_for(forms: Sequence[ReadForm]) -> str | None:
    """The shipped rule set that the forms of a file were made for, if they agree on one."""
    marks = {form.made_for for form in forms}
    mark = next(iter(marks)) if len(marks) == 1 else None
    return mark if mark in available() else None


def _chosen(where: Whereabouts, ranked: Sequence[_Ranked], claims: int, made_for: str | None) -> Chosen:
    """The best of the ranked ones; by the form itself, place and year where none explains anything."""
    order = sorted(ranked, key=lambda one: _rank(one, where, made_for))
    if not order or order[0].explained == 0:
        if made_for is not None:
            return Chosen(Choice(load_ruleset(made_for), "rules-template", assumed=True), Evidence(claims, 0))
        local = covering(*where)
        why = "rules-default" if local is None else "rules-covering"
        choice = Choice(load_ruleset(local or DEFAULT), why, assumed=True)
        return Chosen(choice, Evidence(claims, 0))
    first, *others = order
    second = RunnerUp(others[0].rules.rules.id, others[0].explained) if others else None
    choice = Choice(first.rules, "rules-evidence", assumed=True)
    return Chosen(choice, Evidence(claims, first.explained, second))


def _rank(
    one: _Ranked, where: Whereabouts, made_for: str | None
) -> tuple[int, bool, int, bool, bool, bool, str]:
    """What the candidates are ordered by: explained, the form's own mark, region, year, then the plainest.

    The default before the others, and what stands alone before what extends it by rules of its own.
    """
    region, year = where
    rules = one.rules.rules
    start, to = rules.period.start, rules.period.to
    away = year is not None and ((start is not None and year < start) or (to is not None and year > to))
    near = _nearness(rules.region, region)
    marked = rules.id == made_for
    return (-one.explained, not marked, -near, away, rules.id != DEFAULT, rules.extends is not None, rules.id)


def _nearness(covered: str | None, region: str | None) -> int:
    """How closely a rule set is about a place: by the digits of the region it covers, 0 for nationwide ones.

    One for another place is further than a nationwide one, and so is any local one where no place is known.
    """
    if covered is None:
        return _NATIONWIDE
    digits = _COUNTY_AND_CITY.sub("", covered)
    return len(digits) if region is not None and region.startswith(digits) else _ELSEWHERE
