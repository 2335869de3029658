"""Use case: draft the 部门评价报告 of one project from its table and what people wrote beside it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.documents.complaints import clip
from jixiao.documents.write.csv_form import guarded
from jixiao.indicators.project_names import alike, same_name, shortens
from jixiao.reports.blocks import Heading, Part, Report, Table, Title, Tone, blanks, paragraph
from jixiao.reports.evaluation import draft
from jixiao.reports.evaluation_values import names, values
from jixiao.reports.facts import NO_FACTS, Facts
from jixiao.reports.placeholders import body, placeholder, skeleton
from jixiao.reports.render import as_bytes
from jixiao.reports.render_pdf import NoOfficeError
from jixiao.reports.trace import entries, trace_report
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadForm, SelfEvaluation
from jixiao.scoring.grade import grade_of
from jixiao.scoring.ruleset import RuleSetError, load_ruleset
from jixiao.services.choose_rules import choose_for_file, score_chosen
from jixiao.services.facts_files import read_given, write_given
from jixiao.services.framework import score_framework
from jixiao.services.report_error import ReportError
from jixiao.services.report_sources import Found, Sources, from_paths, the_one
from jixiao.services.whole_file import replacing
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jixiao.reports.blocks import Blank
    from jixiao.reports.placeholders import Values
    from jixiao.schemas.finding import Finding
    from jixiao.schemas.framework import FrameworkResult
    from jixiao.schemas.scored import ScoredEvaluation
    from jixiao.schemas.store import StoredReview

__all__ = ["Found", "ReportError", "Sources"]


def find_table(
    path: str, *, project: str | None = None, rules: str | None = None, facts: str | None = None
) -> Found | Sources:
    """The one table of a file that is meant: by name or a part of it where there are several.

    What could not be read is given back where there is no table at all.  Raises :class:`ReportError` where
    no table or more than one is meant.
    """
    sources = from_paths((path,), rules=rules)
    if not sources.found and sources.problems:
        return sources
    found = the_one(sources.found, project)
    return replace(found, facts=Path(facts)) if facts else found


def read_facts(path: Path, *, needed: bool) -> Facts:
    """The facts of a file; none where it is not there and is not ``needed``.

    Raises :class:`ReportError` for a file that cannot be read, a key nobody knows, a value that is no text.
    """
    return read_given(path if needed or path.exists() else None, Facts)


def write_facts(path: Path) -> int:
    """Write a facts file, or add what is missing in the one there, which is otherwise kept; how many keys.

    Raises :class:`ReportError` for a file that is there and cannot be read, ``OSError``.
    """
    return write_given(path, Facts)


def make_report(
    scored: ScoredEvaluation,
    facts: Facts,
    *,
    outline: str = "mof",
    findings: Iterable[Finding] | None = None,
    review: StoredReview | None = None,
    framework: FrameworkResult | None = None,
) -> Report:
    """The report of a scored table; the grade of a total with open rows is that of the same rule set."""
    grade = _provisional_grade(scored)
    return draft(
        scored,
        facts,
        outline=outline,
        provisional_grade=grade,
        findings=findings,
        review=review,
        framework=framework,
    )


def draft_of(found: Found, facts: Facts, *, outline: str = "mof") -> Report:
    """The report of a table that was found, with all that was found in it."""
    return make_report(
        found.scored,
        facts,
        outline=outline,
        findings=found.findings,
        review=found.review,
        framework=found.framework,
    )


def with_framework(found: Found, path: str, *, rules: str | None = None) -> tuple[Found, tuple[Finding, ...]]:
    """The table with a filled framework beside it, and the entries of that which could not be read.

    Raises :class:`ReportError` for a file that is no filled framework, or one of a whole department, of
    another project or another year.
    """
    run = score_framework(path, rules=rules)
    if run.result is None:
        why = run.problems[0].sentence("message") if run.problems else ""
        raise ReportError(say("report.framework-unreadable", path=path, why=why))
    if run.result.framework.subject != "project":
        raise ReportError(say("report.framework-department", path=path))
    theirs, ours = run.result.form, found.scored.evaluation
    if theirs.project.strip() and not _same_project(theirs.project, ours.project):
        told = {"framework": clip(theirs.project), "table": clip(ours.project)}
        raise ReportError(say("report.framework-project", path=path, **told))
    if theirs.year is not None and ours.year is not None and theirs.year != ours.year:
        told = {"framework": str(theirs.year), "table": str(ours.year)}
        raise ReportError(say("report.framework-year", path=path, **told))
    return replace(found, framework=run.result), run.problems


def _same_project(one: str, other: str) -> bool:
    """Whether two names can be those of one project."""
    return same_name(one, other) or alike(one, other) or shortens(one, other) or shortens(other, one)


def values_of(found: Found, report: Report) -> Values:
    """What a bureau's own template may name of a report."""
    grade = _provisional_grade(found.scored)
    return values(
        found.scored,
        report,
        provisional_grade=grade,
        findings=found.findings,
        review=found.review,
        framework=found.framework,
    )


def sample_template(outline: str) -> Report:
    """A template to begin with: the headings of an outline with a placeholder under each."""
    form = ReadForm(SelfEvaluation(project=say("evaluation.value.project")), Place())
    empty = score_chosen(form, choose_for_file((form,), None)[0])
    made = make_report(empty, NO_FACTS, outline=outline)
    titles = {made.title: placeholder(say("evaluation.value.title"))}
    parts = skeleton(made, titles, (say("evaluation.heading.analysis"),)).parts
    scores = placeholder(say("evaluation.value.table.scores"))
    annex = Part((Title(say("evaluation.annex")), paragraph(scores, tone=Tone.FLUSH)), landscape=True)
    return Report(say("report.template.title"), (*parts, annex))


def placeholder_lines(outline: str) -> tuple[str, ...]:
    """The list of what a template may name, to be shown to a user."""
    known = [say("report.placeholders.line", name=name, told=told) for name, told in names()]
    headings = [
        say("report.placeholders.section", name=" " * 2 * (block.level - 1) + block.printed)
        for block in body(sample_template(outline))
        if isinstance(block, Heading)
    ]
    return (say("report.placeholders.head"), *known, say("report.placeholders.sections"), *headings)


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
    """Write where every figure comes from: JSON, csv, or a table in any kind a report is written as."""
    if _kind(path) == "csv":
        data = _csv(trace_report(report))
    elif _kind(path) == "json":
        text = json.dumps(entries(report), ensure_ascii=False, indent=2) + "\n"
        data = text.encode("utf-8", "backslashreplace")
    else:
        data = as_bytes(trace_report(report), _kind(path))
    with replacing(path) as stream:
        stream.write(data)


def _csv(report: Report) -> bytes:
    """The table of a trace as csv that a sheet opens in the right encoding; no cell is taken as a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    for block in report.blocks():
        if isinstance(block, Table):
            writer.writerow([column.heading for column in block.columns])
            writer.writerows([guarded(one.text) for one in line.cells] for line in block.rows)
    return stream.getvalue().encode("utf-8-sig", "backslashreplace")


def _kind(path: str) -> str:
    return Path(path).suffix.lower().removeprefix(".")
