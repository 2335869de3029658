"""Use case: check some files, each by itself and all of them together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.run import check_collection, check_disclosure, check_form
from jixiao.audit.subjects import CollectionSubject, DisclosureSubject, FormSubject, form_subject
from jixiao.documents.disclosure.whole import read_whole
from jixiao.schemas.finding import Finding, Severity
from jixiao.scoring.ruleset import RuleSetError, load_ruleset
from jixiao.scoring.table import score_form
from jixiao.services.choose_rules import choose, named_rules
from jixiao.services.inputs import expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jixiao.schemas.scored import ScoredEvaluation
    from jixiao.services.choose_rules import Named

SCHEMA = "jixiao.check/1"
_NO_TABLE = "DOC011"


class CheckedFile(NamedTuple):
    """One input: its tables, the disclosure where it is one, and what was found in it."""

    path: str
    kind: str | None
    forms: tuple[FormSubject, ...]
    disclosure: DisclosureSubject | None
    findings: tuple[Finding, ...]

    @property
    def evaluations(self) -> tuple[ScoredEvaluation, ...]:
        """Its tables, scored."""
        return tuple(form.scored for form in self.forms)


class CheckRun(NamedTuple):
    """What checking some inputs gave; ``across`` is what was found between them."""

    files: tuple[CheckedFile, ...]
    problems: tuple[Finding, ...]
    across: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found, file by file, then across them."""
        return (*(finding for file in self.files for finding in file.findings), *self.across)

    @property
    def complete(self) -> bool:
        """Whether every input was read and every table was whole."""
        return not self.problems and all(form.read.complete for file in self.files for form in file.forms)

    def count(self, severity: Severity) -> int:
        """How many findings of a severity."""
        return sum(finding.severity is severity for finding in self.findings)


def check_file(path: str, named: Named | None) -> tuple[CheckedFile, tuple[Finding, ...]]:
    """One input checked by itself, and what could not be read of it."""
    read, whole = read_whole(path)
    forms, problems = [], [*read.problems]
    for form in read.forms:
        problems += form.problems
        choice = choose(form.evaluation, named)
        forms.append(form_subject(form, score_form(form, choice), choice.rules))
    found = [*read.notes]
    for subject in forms:
        found += [*subject.scored.findings, *check_form(subject)]
    disclosure = None
    if whole is not None:
        disclosure = DisclosureSubject(whole.disclosure, tuple(forms))
        found += [*whole.findings, *check_disclosure(disclosure)]
    checked = CheckedFile(path, read.kind, tuple(forms), disclosure, once(found))
    return checked, tuple(problems)


def once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, in the order met."""
    seen: dict[str, Finding] = {}
    for finding in findings:
        seen.setdefault(finding.model_dump_json(), finding)
    return tuple(seen.values())


def check_paths(
    paths: Iterable[str], *, rules: str | None = None, progress: Callable[[str], None] = lambda _: None
) -> CheckRun:
    """Read, score and check everything ``paths`` mean; one bad input never stops the others.

    ``rules`` is an id, a file or ``auto``.  A rule set that cannot be used is a problem:
    nothing is checked then.
    """
    try:
        named = named_rules(rules)
        if named is not None:
            load_ruleset(named.name)
    except RuleSetError as error:
        return CheckRun((), error.findings)
    inputs = expand(paths)
    files, problems = [], list(inputs.problems)
    for path in inputs.paths:
        progress(path)
        checked, unread = check_file(path, named)
        strange = not checked.forms and checked.disclosure is None and [p.code for p in unread] == [_NO_TABLE]
        if path in inputs.searched and strange:
            continue
        files.append(checked)
        problems += unread
    collection = CollectionSubject(
        tuple(form for file in files for form in file.forms),
        tuple(file.disclosure for file in files if file.disclosure is not None),
    )
    return CheckRun(tuple(files), tuple(problems), check_collection(collection))


def run_json(run: CheckRun) -> dict[str, object]:
    """The published shape (``jixiao.check/1``)."""
    return {
        "schema": SCHEMA,
        "complete": run.complete,
        "summary": {severity.value: run.count(severity) for severity in Severity},
        "findings": [finding.as_json() for finding in run.findings],
        "errors": [problem.as_problem() for problem in run.problems],
    }
