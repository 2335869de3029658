"""Which rule set a table is scored under, and why.

The option, else the environment, else the project file, else the place and year of
the form, else the default.  The first three were named by the user; the others are assumed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.scoring.ruleset import DEFAULT, RuleSetError, covering, load_ruleset, read_toml
from jixiao.scoring.table import Choice

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import SelfEvaluation

VARIABLE = "JIXIAO_RULES"
PROJECT_FILE = "jixiao.toml"


class Named(NamedTuple):
    """A rule set somebody named, and by which means (a text code)."""

    name: str
    why: str


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
    """What the user named, if anything.  Raises :class:`RuleSetError` for an unreadable project file."""
    if option:
        return Named(option, "rules-named")
    from_environment = os.environ.get(VARIABLE)
    if from_environment:
        return Named(from_environment, "rules-environment")
    from_project = _project_rules(Path(PROJECT_FILE))
    return Named(from_project, "rules-project") if from_project else None


def choose(form: SelfEvaluation, named: Named | None) -> Choice:
    """The rule set for one form.  Raises :class:`RuleSetError` where a named one cannot be used."""
    if named is not None:
        return Choice(load_ruleset(named.name), named.why, assumed=False)
    local = covering(form.region, form.year)
    if local is not None:
        return Choice(load_ruleset(local), "rules-covering", assumed=True)
    return Choice(load_ruleset(DEFAULT), "rules-default", assumed=True)
