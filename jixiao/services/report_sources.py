"""The tables that reports are drafted from: of files or of a database, each with what was found in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.run import check_form
from jixiao.documents.complaints import clip
from jixiao.documents.files import read_path
from jixiao.documents.own_reports import is_strange
from jixiao.schemas.self_evaluation import ReadForm
from jixiao.scoring.ruleset import RuleSetError, load_ruleset
from jixiao.services.check_paths import check_forms, once
from jixiao.services.choose_rules import Named, named_rules
from jixiao.services.doubt import softened
from jixiao.services.inputs import expand
from jixiao.services.read_ahead import read_ahead
from jixiao.services.report_error import ReportError
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jixiao.audit.subjects import FormSubject
    from jixiao.schemas.finding import Finding
    from jixiao.schemas.framework import FrameworkResult
    from jixiao.schemas.scored import ScoredEvaluation
    from jixiao.schemas.self_evaluation import SelfEvaluation
    from jixiao.schemas.store import Filter, StoredForm, StoredReview
    from jixiao.store.repository import Store

_UNFIT = re.compile(r"[\\/:*?\"<>|\s\x00-\x1f]+")
_LONGEST_NAME = 60
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A table a report is drafted from: scored, what was found in it, where its facts are kept.

    ``review`` is the last review a database keeps of it; ``framework`` what evaluators made of the project.
    """

    scored: ScoredEvaluation
    facts: Path
    findings: tuple[Finding, ...] = ()
    review: StoredReview | None = None
    framework: FrameworkResult | None = None

    @property
    def name(self) -> str:
        """The name of the project."""
        return self.scored.evaluation.project.strip()


class Sources(NamedTuple):
    """All tables that were found, and what could not be read."""

    found: tuple[Found, ...]
    problems: tuple[Finding, ...] = ()

    @property
    def exit_code(self) -> int:
        """2 where something could not be read."""
        return 2 if self.problems else 0


def from_paths(
    paths: Iterable[str], *, rules: str | None = None, progress: Callable[[str], None] = lambda _: None
) -> Sources:
    """The tables of files, checked as :mod:`jixiao.services.check_paths` does, one by one."""
    try:
        named = named_rules(rules)
        if named is not None:
            load_ruleset(named.name)
    except RuleSetError as error:
        return Sources((), error.findings)
    inputs = expand(paths)
    problems, found = list(inputs.problems), list[Found]()
    for path, read in read_ahead(inputs.paths, read_path, progress):
        if path in inputs.searched and not read.forms and is_strange(read.problems):
            continue
        problems += read.problems
        forms = [replace(form, findings=(*read.notes, *form.findings)) for form in read.forms]
        problems += (problem for form in forms for problem in form.problems)
        found += from_forms(forms, named, Path(path))
    return Sources(tuple(found), tuple(problems))


def from_forms(forms: Sequence[ReadForm], named: Named | None, path: Path) -> tuple[Found, ...]:
    """The tables of one file that was read; facts are kept beside it."""
    several = len(forms) > 1
    return tuple(
        Found(
            one.scored,
            _beside(Path(one.scored.source.file or path), one.scored, several=several),
            _found_in(one),
        )
        for one in check_forms(forms, named)
    )


def from_store(store: Store, wanted: Filter, folder: Path, *, rules: str | None = None) -> Sources:
    """The current tables of a database, scored anew, by the rule set they were kept with if none is named.

    Facts are kept in ``folder`` by the name of the project.
    """
    found: list[Found] = []
    try:
        for stored in store.current(wanted):
            if stored.origin != "table":
                continue
            (subject,) = check_forms((ReadForm(_whole(stored), stored.place),), _rules_of(stored, rules))
            name = file_name(stored.form.project)
            facts = folder / f"{name}.facts.toml"
            found.append(Found(subject.scored, facts, _found_in(subject), stored.review))
    except RuleSetError as error:
        return Sources((), error.findings)
    return Sources(tuple(found))


def _whole(stored: StoredForm) -> SelfEvaluation:
    """The form with what only the database knows of whose it is."""
    form = stored.form
    keys = ("region", "department", "unit", "year")
    known = {key: getattr(stored, key) for key in keys if getattr(form, key) is None}
    return form.model_copy(update={key: value for key, value in known.items() if value is not None})


def _rules_of(stored: StoredForm, rules: str | None) -> Named | None:
    """The rule set that was named, else that a form was kept with, if it is still the same."""
    named = named_rules(rules)
    if named is not None or rules is not None:
        return named
    used = (stored.scored or {}).get("rules") or {}
    try:
        known = load_ruleset(str(used.get("id")))
    except RuleSetError:
        return None
    return Named(known.rules.id, "rules-named") if known.hash == used.get("hash") else None


def _found_in(subject: FormSubject) -> tuple[Finding, ...]:
    """What scoring and checking found in one table."""
    return once((*subject.scored.findings, *softened(check_form(subject), subject.read)))


def the_one(found: Sequence[Found], project: str | None) -> Found:
    """The table that is meant, by name or a part of it where there are several.

    Raises :class:`ReportError` where none or more than one is.
    """
    chosen = named(found, project)
    if len(chosen) > 1:
        raise ReportError(say("report.several", names=_names(chosen)))
    return chosen[0]


def named(found: Sequence[Found], project: str | None) -> Sequence[Found]:
    """The tables of a name, else those with it in theirs; all where none is asked for.

    Raises :class:`ReportError` where there is none.
    """
    if not found:
        raise ReportError(say("report.no-table"))
    if project is None:
        return found
    asked = project.strip()
    chosen = [one for one in found if one.name == asked] or [one for one in found if asked in one.name]
    if not chosen:
        raise ReportError(say("report.no-project", name=project, names=_names(found)))
    return chosen


def _names(found: Sequence[Found]) -> str:
    names = dict.fromkeys(one.name for one in found)
    return say("evaluation.word.list").join(clip(name) for name in tuple(names)[:_MOST_NAMED])


def file_name(project: str) -> str:
    """A project's name as a file can have it."""
    return _UNFIT.sub("_", project.strip())[:_LONGEST_NAME].strip(". ") or "_"


def _beside(file: Path, scored: ScoredEvaluation, *, several: bool) -> Path:
    name = file_name(scored.evaluation.project)
    stem = f"{file.stem}.{name}" if several else file.stem
    return file.parent / f"{stem}.facts.toml"
