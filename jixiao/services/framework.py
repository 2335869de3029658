"""Use case: score the filled form of an evaluation framework, and tell the result."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.documents.complaints import error
from jixiao.documents.files import MAX_BYTES
from jixiao.documents.framework_sheet import read_framework
from jixiao.indicators.numbers import exact_string
from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.scoring.explain import percent, sentence
from jixiao.scoring.framework import score_framework as score_form
from jixiao.scoring.framework_explain import line_sentence
from jixiao.scoring.frameworks import FrameworkError, LoadedFramework, available_frameworks, load_framework
from jixiao.scoring.outcome import two_decimals
from jixiao.scoring.ruleset import DEFAULT, RuleSetError, available, load_ruleset
from jixiao.scoring.table import Choice
from jixiao.services.choose_rules import named_rules
from jixiao.services.score_json import rules_json
from jixiao.services.whole_file import replacing

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.schemas.framework import FrameworkResult, ReadFramework, ScoredLine

SCHEMA = "jixiao.framework/1"
LIST_SCHEMA = "jixiao.frameworks/1"
SUFFIXES = (".xlsx", ".docx", ".html", ".md", ".pdf")
"""The reports that can be written, by the end of their name."""


@dataclass(frozen=True, slots=True)
class FrameworkRun:
    """What scoring one file gave: the result, or why there is none; entries that could not be read."""

    path: str
    result: FrameworkResult | None
    problems: tuple[Finding, ...] = ()
    framework: LoadedFramework | None = None

    @property
    def exit_code(self) -> int:
        """2 where something could not be read; 1 where a finding is an error; else 0."""
        if self.problems or self.result is None:
            return 2
        return int(any(finding.severity is Severity.ERROR for finding in self.result.findings))


def score_framework(path: str, *, rules: str | None = None, framework: str | None = None) -> FrameworkRun:
    """Read and score one filled form (xlsx or docx).

    ``framework`` is an id or a file, where not the one printed on the form; ``rules`` an id or a file, else
    what environment or project file name, else the one printed on the form, else the default.  Never raises
    for what the file holds: it is in ``problems`` and in the result's findings.
    """
    data, refused = _bytes(path)
    if data is None:
        return FrameworkRun(path, None, refused)
    read, problems = read_framework(data, path)
    if read is None:
        return FrameworkRun(path, None, problems)
    name = framework or read.form.framework
    if name is None:
        return FrameworkRun(path, None, (error("FWK014", read.source), *read.problems))
    try:
        loaded = load_framework(name)
        choice = _choice(read, rules)
    except (FrameworkError, RuleSetError) as failure:
        return FrameworkRun(path, None, (*failure.findings, *read.problems))
    result = score_form(read, loaded, choice)
    return FrameworkRun(path, result, read.problems, loaded)


def _bytes(path: str) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The content of a file, or why there is none."""
    place = Place(file=path)
    try:
        target = Path(path)
        if not target.exists():
            return None, (error("DOC001", place),)
        if target.is_dir():
            return None, (error("DOC002", place),)
        if target.stat().st_size > MAX_BYTES:
            size, limit = str(target.stat().st_size), str(MAX_BYTES)
            return None, (error("DOC004", place, size=size, limit=limit),)
        data = target.read_bytes()
    except PermissionError:
        return None, (error("DOC003", place),)
    except (OSError, ValueError) as failure:
        return None, (error("DOC006", place, why=type(failure).__name__),)
    return (data, ()) if data.strip() else (None, (error("DOC005", place),))


def _choice(read: ReadFramework, option: str | None) -> Choice:
    """The rule set: named, else the one the form was made for, else the default."""
    named = named_rules(option)
    if named is not None:
        return Choice(load_ruleset(named.name), named.why, assumed=False)
    if read.form.rules in available():
        return Choice(load_ruleset(str(read.form.rules)), "rules-template", assumed=True)
    return Choice(load_ruleset(DEFAULT), "rules-default", assumed=True)


# what there is


def summaries() -> list[dict[str, object]]:
    """Every shipped framework in brief."""
    found: list[dict[str, object]] = []
    for name in available_frameworks():
        loaded = load_framework(name)
        spec = loaded.spec
        found.append(
            {
                "id": spec.id,
                "title": spec.title,
                "subject": spec.subject,
                "period": {"from": spec.period.start, "to": spec.period.to},
                "authority": spec.authority,
                "summary": spec.summary,
                "lines": len(spec.line),
                "standing": loaded.standing.value,
                "hash": loaded.hash,
            }
        )
    return found


def framework_spec_json(loaded: LoadedFramework) -> dict[str, object]:
    """A framework whole, as data."""
    data = loaded.spec.model_dump(mode="json", by_alias=True)
    return {"schema": LIST_SCHEMA, "standing": loaded.standing.value, "hash": loaded.hash, "framework": data}


def writes(path: str | Path) -> bool:
    """Whether a file of that name would be written as a report rather than as JSON."""
    return Path(path).suffix.lower() in SUFFIXES


def write_result(result: FrameworkResult, path: str | Path) -> None:
    """Write the result as a report of the kind its name says, whole or not at all.

    Raises ``KeyError`` for a suffix that is not in :data:`SUFFIXES`, ``NoOfficeError`` for a PDF where
    LibreOffice is not there or fails, ``OSError``.
    """
    from jixiao.reports.framework import framework_report  # noqa: PLC0415 - not needed for a score alone
    from jixiao.reports.render import as_bytes  # noqa: PLC0415 - not needed for a score alone

    data = as_bytes(framework_report(result), Path(path).suffix.lower().removeprefix("."))
    with replacing(path) as stream:
        stream.write(data)


# the result as JSON


def _score(value: Decimal | None) -> str | None:
    return None if value is None else f"{two_decimals(value):f}"


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else exact_string(Fraction(value))


def _percent(value: Fraction | None) -> str | None:
    return None if value is None else percent(value)


def _line_json(line: ScoredLine) -> dict[str, object]:
    row = line.row
    points = [
        {
            "label": point.item.label,
            "worth": exact_string(point.share),
            "mark": point.item.entry,
            "score": exact_string(point.low) if point.low == point.high else None,
            "range": [exact_string(point.low), exact_string(point.high)],
            "reason": point.reason,
            "evidence": point.item.evidence,
        }
        for point in line.points
    ]
    entries = [
        {"label": item.label, "entry": item.entry, "evidence": item.evidence}
        for item in (() if line.points else row.items)
    ]
    return {
        "level1": row.level1,
        "level2": row.level2,
        "name": row.name,
        "goal": None if row.goal is None else row.goal + 1,
        "weight": _plain(row.weight),
        "method": line.method,
        "status": line.status.value,
        "score": _score(line.score),
        "range": [_score(line.low), _score(line.high)],
        "claimed_score": _score(row.claimed_score),
        "ratio": _percent(line.ratio),
        "ratio_exact": None if line.ratio is None else str(line.ratio),
        "formula": line.formula,
        "reason": line.reason,
        "explanation": line_sentence(line),
        "standing": line.standing,
        "points": points,
        "entries": entries,
    }


def result_json(result: FrameworkResult) -> dict[str, object]:
    """One scored form in the published shape: numbers are strings, rates percentages with two decimals."""
    form, used, execution = result.form, result.framework, result.execution
    return {
        "project": form.project,
        "department": form.department,
        "unit": form.unit,
        "year": form.year,
        "source": result.source.file,
        "framework": {
            "id": used.id,
            "title": used.title,
            "subject": used.subject,
            "hash": used.hash,
            "standing": used.standing,
        },
        "rules": rules_json(result.rules),
        "execution": None
        if execution is None
        else {
            "rate": _percent(execution.completion),
            "weight": _plain(execution.weight),
            "score": _score(execution.score),
            "claimed_score": _score(execution.claimed_score),
            "status": execution.status.value,
            "explanation": sentence(execution),
        },
        "goals": [
            {
                "name": goal.goal.name,
                "ratio": _plain(goal.goal.ratio),
                "weight": _plain(goal.weight),
                "sum": _score(goal.sum),
                "score": _score(goal.score),
                "range": [_score(goal.low), _score(goal.high)],
            }
            for goal in result.goals
        ],
        "sections": [
            {
                "name": section.name,
                "weight": _plain(section.weight),
                "score": _score(section.score),
                "range": [_score(section.low), _score(section.high)],
                "rate": _percent(section.rate),
            }
            for section in result.sections
        ],
        "lines": [_line_json(line) for line in result.lines],
        "total": _score(result.total),
        "total_range": [_score(result.total_range[0]), _score(result.total_range[1])],
        "provisional_total": _score(result.provisional_total),
        "grade": result.grade,
        "grade_range": None if result.grade_range is None else list(result.grade_range),
        "findings": [finding.as_json() for finding in result.findings],
    }


def framework_json(run: FrameworkRun) -> dict[str, object]:
    """A run in the published shape; whether it is complete comes first."""
    return {
        "schema": SCHEMA,
        "complete": run.result is not None and not run.problems,
        "result": None if run.result is None else result_json(run.result),
        "errors": [finding.as_problem() for finding in run.problems],
    }
