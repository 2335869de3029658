"""Use case: draft the 部门评价报告 of one project from its table and what people wrote beside it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jixiao.reports.blocks import blanks
from jixiao.reports.evaluation import draft
from jixiao.reports.facts import KEYS, NO_FACTS, Facts, annotated
from jixiao.reports.render import as_bytes
from jixiao.reports.render_pdf import NoOfficeError
from jixiao.reports.trace import entries, trace_report
from jixiao.scoring.grade import grade_of
from jixiao.scoring.ruleset import RuleSetError, load_ruleset, read_toml
from jixiao.services.score_paths import ScoreRun, score_paths
from jixiao.services.whole_file import replacing
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.reports.blocks import Blank, Report
    from jixiao.schemas.scored import ScoredEvaluation

_UNFIT = re.compile(r"[\\/:*?\"<>|\s\x00-\x1f]+")
_LONGEST_NAME = 60
_MOST_NAMED = 20


class ReportError(Exception):
    """What was asked for cannot be drafted; the message is a sentence for the user."""


class Found(NamedTuple):
    """The table a report is drafted from, the run it was read in, and where its facts are kept."""

    scored: ScoredEvaluation
    run: ScoreRun
    facts: Path


def find_table(
    path: str, *, project: str | None = None, rules: str | None = None, facts: str | None = None
) -> Found | ScoreRun:
    """The one table of a file that is meant: by name or a part of it where there are several.

    A run without any table is given back as it is, for its problems to be told.  Raises
    :class:`ReportError` where no table or more than one is meant.
    """
    run = score_paths((path,), rules=rules)
    if not run.evaluations:
        if run.problems:
            return run
        raise ReportError(say("report.no-table"))
    found = _named(run.evaluations, project)
    return Found(found, run, Path(facts) if facts else _beside(path, found, several=len(run.evaluations) > 1))


def _named(tables: tuple[ScoredEvaluation, ...], project: str | None) -> ScoredEvaluation:
    if project is not None:
        same = [one for one in tables if one.evaluation.project.strip() == project.strip()]
        chosen = same or [one for one in tables if project.strip() in one.evaluation.project]
        if not chosen:
            raise ReportError(say("report.no-project", name=project, names=_names(tables)))
    else:
        chosen = list(tables)
    if len(chosen) > 1:
        raise ReportError(say("report.several", names=_names(chosen)))
    return chosen[0]


def _names(tables: tuple[ScoredEvaluation, ...] | list[ScoredEvaluation]) -> str:
    return say("evaluation.word.list").join(one.evaluation.project for one in tables[:_MOST_NAMED])


def _beside(path: str, scored: ScoredEvaluation, *, several: bool) -> Path:
    file = Path(scored.source.file or path)
    name = _UNFIT.sub("_", scored.evaluation.project.strip())[:_LONGEST_NAME]
    return file.with_name(f"{file.stem}.{name}.facts.toml" if several else f"{file.stem}.facts.toml")


def read_facts(path: Path, *, needed: bool) -> Facts:
    """The facts of a file; none where it is not there and is not ``needed``.

    Raises :class:`ReportError` for a file that cannot be read, a key nobody knows, a value that is no text.
    """
    if not needed and not path.exists():
        return NO_FACTS
    try:
        found = read_toml(path)
    except RuleSetError as error:
        why = error.findings[0].sentence("message") or error.findings[0].code
        raise ReportError(say("report.facts-unreadable", path=path, why=why)) from None
    given: dict[str, tuple[str, ...]] = {}
    for key, value in found.items():
        if key not in KEYS:
            raise ReportError(say("report.facts-key", path=path, key=key, keys=", ".join(KEYS)))
        texts = value if isinstance(value, list) else [value]
        if not all(isinstance(text, str) for text in texts):
            raise ReportError(say("report.facts-value", path=path, key=key))
        lines = (line.strip() for text in texts for line in text.splitlines())
        given[key] = tuple(line for line in lines if line)
    return Facts(given, str(path))


def write_facts(path: Path) -> int:
    """Write a facts file, or add what is missing in the one there, which is otherwise kept; how many keys.

    Raises :class:`ReportError` for a file that is there and cannot be read, ``OSError``.
    """
    there = path.exists()
    known = read_toml_keys(path) if there else frozenset()
    missing = tuple(key for key in KEYS if key not in known)
    if missing:
        before = path.read_bytes() if there else b""
        gap = b"" if not before or before.endswith(b"\n") else b"\n"
        text = annotated(missing, head=not there)
        with replacing(path) as stream:
            stream.write(before + gap + (b"\n" if before else b"") + text.encode())
    return len(missing)


def read_toml_keys(path: Path) -> frozenset[str]:
    """The keys a facts file has; raises as :func:`read_facts` does."""
    read_facts(path, needed=True)
    return frozenset(read_toml(path))


def make_report(scored: ScoredEvaluation, facts: Facts, *, outline: str = "mof") -> Report:
    """The report of a scored table; the grade of a total with open rows is that of the same rule set."""
    return draft(scored, facts, outline=outline, provisional_grade=_provisional_grade(scored))


def _provisional_grade(scored: ScoredEvaluation) -> str | None:
    if scored.provisional_total is None:
        return None
    try:
        rules = load_ruleset(scored.rules.id)
    except RuleSetError:
        return None
    return grade_of(scored.provisional_total, rules) if rules.hash == scored.rules.hash else None


def missing_facts(report: Report) -> tuple[Blank, ...]:
    """What people still have to fill in."""
    return blanks(report)


def write_report(report: Report, path: str) -> None:
    """Write a report as the kind of file its name says; whole or not at all.

    Raises :class:`ReportError` for a PDF without LibreOffice, ``OSError``.
    """
    try:
        data = as_bytes(report, _kind(path))
    except NoOfficeError as error:
        raise ReportError(say("report.office-failed" if error.found else "report.no-office")) from None
    with replacing(path) as stream:
        stream.write(data)


def write_trace(report: Report, path: str) -> None:
    """Write where every figure comes from: JSON, or a table in any kind a report is written as."""
    if _kind(path) == "json":
        text = json.dumps(entries(report), ensure_ascii=False, indent=2) + "\n"
        data = text.encode("utf-8", "backslashreplace")
    else:
        data = as_bytes(trace_report(report), _kind(path))
    with replacing(path) as stream:
        stream.write(data)


def _kind(path: str) -> str:
    return Path(path).suffix.lower().removeprefix(".")
