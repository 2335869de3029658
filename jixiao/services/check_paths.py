"""Use case: check some files, each by itself and all of them together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.run import check_collection, check_disclosure, check_form
from jixiao.audit.subjects import CollectionSubject, DisclosureSubject, FormSubject, form_subject
from jixiao.documents.disclosure.whole import read_whole
from jixiao.documents.form_facts import form_facts
from jixiao.documents.own_reports import is_strange
from jixiao.schemas.finding import Finding, Severity
from jixiao.schemas.self_evaluation import SelfEvaluation
from jixiao.scoring.ruleset import RuleSetError, load_ruleset, weakest
from jixiao.services.annotate import is_marked
from jixiao.services.choose_rules import choose, choose_for_file, named_rules, score_chosen
from jixiao.services.doubt import softened
from jixiao.services.given import NOTHING, given
from jixiao.services.inputs import expand
from jixiao.services.read_ahead import read_ahead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jixiao.schemas.disclosure import ReadDisclosure
    from jixiao.schemas.scored import RulesUsed, ScoredEvaluation
    from jixiao.schemas.self_evaluation import ReadFile, ReadForm
    from jixiao.scoring.ruleset import LoadedRuleSet
    from jixiao.services.choose_rules import Named
    from jixiao.services.given import Given

_RULES_TAKEN = "RUL020"
"""What scoring says of its rule set; the answer says it once for the input, under ``rules``."""
_BLANK = "FRM032"
"""What reading says of a form nobody has filled in: nothing else is worth saying of it."""
_FATAL = 2


class CheckedFile(NamedTuple):
    """One input: its tables, the disclosure where it is one, what was found in it, what could not be read."""

    path: str
    kind: str | None
    forms: tuple[FormSubject, ...]
    disclosure: DisclosureSubject | None
    findings: tuple[Finding, ...]
    problems: tuple[Finding, ...] = ()

    @property
    def evaluations(self) -> tuple[ScoredEvaluation, ...]:
        """Its tables, scored."""
        return tuple(form.scored for form in self.forms)

    @property
    def rules(self) -> tuple[RulesUsed, ...]:
        """The rule sets its tables were scored under, mostly one; with the weakest standing that decided."""
        used: dict[str, list[RulesUsed]] = {}
        for form in self.forms:
            used.setdefault(form.scored.rules.hash, []).append(form.scored.rules)
        return tuple(
            replace(alike[0], standing=weakest([one.standing for one in alike])) for alike in used.values()
        )

    @property
    def unit(self) -> str | None:
        """Whose it is: the one unit its tables name, else their department, else the one that disclosed."""
        for field in ("unit", "department"):
            names = {getattr(form.form, field) for form in self.forms} - {None}
            if len(names) == 1:
                return str(names.pop())
        if self.disclosure is not None and self.disclosure.disclosure.organisations:
            return self.disclosure.disclosure.organisations[0]
        return next((form.form.department or form.form.unit for form in self.forms), None)


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

    def exit_code(self, fail_on: Severity | None = Severity.ERROR) -> int:
        """2 where something could not be read, else 1 where a finding is as bad as ``fail_on``, else 0.

        ``None`` never fails for a finding.
        """
        if self.problems:
            return _FATAL
        return int(fail_on is not None and any(self.count(one) for one in at_least(fail_on)))


def at_least(severity: Severity) -> tuple[Severity, ...]:
    """The severities that are as bad as one, worst first."""
    worst_first = tuple(Severity)
    return worst_first[: worst_first.index(severity) + 1]


def check_forms(forms: Sequence[ReadForm], named: Named | None) -> tuple[FormSubject, ...]:
    """The tables of one input, scored and ready to be checked; scored as :func:`score_paths` does."""
    return tuple(
        form_subject(form, score_chosen(form, chosen), chosen.rules, form_facts(form))
        for form, chosen in zip(forms, choose_for_file(forms, named), strict=True)
    )


def check_read(
    path: str,
    read: ReadFile,
    whole: ReadDisclosure | None,
    named: Named | None,
    where: Given = NOTHING,
) -> CheckedFile:
    """One input that was read, checked by itself; ``where`` is of what its tables do not say themselves."""
    forms = check_forms(where.fill(read.forms), named)
    found = [*read.notes]
    for subject in forms:
        empty = [finding for finding in subject.read.findings if finding.code == _BLANK]
        if empty:
            found += empty
            continue
        scored = (finding for finding in subject.scored.findings if finding.code != _RULES_TAKEN)
        found += [*scored, *softened(check_form(subject), subject.read)]
    disclosure = None
    if whole is not None:
        disclosure = DisclosureSubject(whole.disclosure, forms, _grading(forms, whole, named, where))
        found += [*whole.findings, *check_disclosure(disclosure)]
    problems = (*read.problems, *(problem for form in read.forms for problem in form.problems))
    return CheckedFile(path, read.kind, forms, disclosure, once(found), problems)


def _grading(
    forms: Sequence[FormSubject], whole: ReadDisclosure, named: Named | None, where: Given
) -> LoadedRuleSet:
    """What grades the scores a disclosure's text gives: the rule set of its tables, else that of its year."""
    if forms:
        return forms[0].rules
    return choose(where.of(SelfEvaluation(project="", year=whole.disclosure.year)), named).rules


def once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, in the order met."""
    seen: dict[str, Finding] = {}
    for finding in findings:
        seen.setdefault(finding.model_dump_json(), finding)
    return tuple(seen.values())


def check_paths(
    paths: Iterable[str],
    *,
    rules: str | None = None,
    region: str | None = None,
    year: int | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> CheckRun:
    """Read, score and check everything ``paths`` mean; one bad input never stops the others.

    ``rules`` is an id, a file or ``auto``; ``region`` and ``year`` are those of tables that name none.
    What of these cannot be used is a problem: nothing is checked then.  Marked copies of earlier checks
    that a folder holds are passed over.
    """
    try:
        named, where = named_rules(rules), given(region, year)
        if named is not None:
            load_ruleset(named.name)
    except RuleSetError as error:
        return CheckRun((), error.findings)
    inputs = expand(paths)
    files, problems = [], list(inputs.problems)
    meant = tuple(path for path in inputs.paths if not (path in inputs.searched and is_marked(path)))
    for path, (read, whole) in read_ahead(meant, read_whole, progress):
        checked = check_read(path, read, whole, named, where)
        if path in inputs.searched and _is_strange(checked):
            continue
        files.append(checked)
        problems += checked.problems
    return together(files, problems)


def _is_strange(checked: CheckedFile) -> bool:
    """Whether nothing is there to be checked: a text that holds no table at all."""
    empty = not checked.forms and checked.disclosure is None
    return empty and is_strange(checked.problems)


def together(files: Iterable[CheckedFile], problems: Iterable[Finding] = ()) -> CheckRun:
    """Inputs that were checked one by one, checked against each other."""
    files = tuple(files)
    collection = CollectionSubject(
        tuple(form for file in files for form in file.forms),
        tuple(file.disclosure for file in files if file.disclosure is not None),
    )
    return CheckRun(files, tuple(problems), check_collection(collection))
