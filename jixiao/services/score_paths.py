"""Use case: score every table in some files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.files import read_path
from jixiao.documents.own_reports import is_strange
from jixiao.schemas.finding import Finding, Severity
from jixiao.scoring.ruleset import RuleSetError, load_ruleset
from jixiao.services.choose_rules import choose_for_file, named_rules, score_chosen
from jixiao.services.given import given
from jixiao.services.inputs import expand
from jixiao.services.read_ahead import read_ahead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jixiao.schemas.scored import ScoredEvaluation
    from jixiao.schemas.self_evaluation import ReadFile


class FileRead(NamedTuple):
    """How one input went: its kind by content, its tables, why it was refused, whether it was passed over."""

    path: str
    kind: str | None
    tables: int
    refused: Finding | None = None
    passed: bool = False


class ScoreRun(NamedTuple):
    """What scoring some inputs gave: tables in order, inputs that could not be read, remarks on files.

    ``files`` are the inputs, in the order of the tables.
    """

    evaluations: tuple[ScoredEvaluation, ...]
    problems: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    files: tuple[FileRead, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every input was read and every table was whole."""
        return not self.problems and all(scored.complete for scored in self.evaluations)

    @property
    def exit_code(self) -> int:
        """0 fine; 1 a finding of severity error or a table in part; 2 something could not be read."""
        if self.problems:
            return 2
        wrong = any(f.severity is Severity.ERROR for scored in self.evaluations for f in scored.findings)
        return 1 if wrong or not self.complete else 0


def _without_strangers(read: ReadFile) -> ReadFile:
    """A text come upon in a folder that holds no table at all is passed over, with a note."""
    if read.forms or not is_strange(read.problems):
        return read
    place = read.problems[0].place
    note = Finding(code="INP004", severity=Severity.NOTICE, place=place)
    return replace(read, problems=(), notes=(*read.notes, note))


def _as_read(path: str, read: ReadFile, *, passed: bool) -> FileRead:
    refused = next(iter(read.problems), None) if not read.forms else None
    return FileRead(path, read.kind, len(read.forms), refused, passed)


def score_paths(
    paths: Iterable[str],
    *,
    rules: str | None = None,
    region: str | None = None,
    year: int | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> ScoreRun:
    """Read and score everything ``paths`` mean; one bad input never stops the others.

    ``rules`` is an id, a file or ``auto``; ``region`` and ``year`` are those of tables that name none;
    ``progress`` is told each file before it is read.  A region or year that cannot be one is a problem.
    A rule set that cannot be used is a problem, and nothing is scored.
    """
    try:
        named, where = named_rules(rules), given(region, year)
        if named is not None:
            load_ruleset(named.name)
    except RuleSetError as error:
        return ScoreRun((), error.findings, ())
    inputs = expand(paths)
    problems, notes = list(inputs.problems), list[Finding]()
    evaluations, files = [], []
    for path, found in read_ahead(inputs.paths, read_path, progress):
        read = _without_strangers(found) if path in inputs.searched else found
        files.append(_as_read(path, read, passed=read is not found))
        problems += read.problems
        notes += read.notes
        forms = where.fill(read.forms)
        for form, chosen in zip(forms, choose_for_file(forms, named), strict=True):
            problems += form.problems
            form_and_file = replace(form, findings=(*read.notes, *form.findings))
            evaluations.append(score_chosen(form_and_file, chosen))
    return ScoreRun(tuple(evaluations), tuple(problems), tuple(notes), tuple(files))
