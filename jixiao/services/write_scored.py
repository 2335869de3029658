"""Use case: write scored tables as the official form, into one xlsx, docx, html or csv file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from jixiao.documents.complaints import where
from jixiao.documents.write.model import FilledForm, FormBook, Outcome, Remark, Verdict
from jixiao.scoring.execution import total_line
from jixiao.scoring.explain import sentence, short
from jixiao.scoring.explains import ground
from jixiao.services.score_json import source_of
from jixiao.services.whole_file import replacing
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from jixiao.schemas.finding import Finding
    from jixiao.schemas.scored import ScoredEvaluation, ScoredRow
    from jixiao.services.score_paths import ScoreRun

SUFFIXES = (".xlsx", ".docx", ".html", ".htm", ".csv")
"""The files that can be written, by the end of their name."""

_RULES_REMARK = "RUL020"


class Writer(Protocol):
    """What every writer of forms is: a book into a binary stream."""

    def __call__(self, book: FormBook, stream: BinaryIO) -> None:
        """Write ``book`` whole."""
        ...


def writes(path: str | Path) -> bool:
    """Whether a file of that name would be written as a form."""
    return Path(path).suffix.lower() in SUFFIXES


def write_run(run: ScoreRun, path: str | Path) -> None:
    """Write every table of a run, and what could not be read, into ``path``; its suffix says as what.

    The file is replaced whole or not at all.  Raises ``ValueError`` for a suffix that is not in
    :data:`SUFFIXES`, ``OSError`` where the file cannot be written.
    """
    write_book(book_of(run), path)


def write_book(book: FormBook, path: str | Path) -> None:
    """Write a book of forms into ``path``, as :func:`write_run` does."""
    writer = _writer(Path(path).suffix.lower())
    with replacing(path) as stream:
        writer(book, stream)


def _writer(suffix: str) -> Writer:
    """The writer of a kind of file; its libraries are loaded only now."""
    if suffix == ".xlsx":
        from jixiao.documents.write import xlsx_form  # noqa: PLC0415 - one writer's library at a time

        return xlsx_form.write
    if suffix == ".docx":
        from jixiao.documents.write import docx_form  # noqa: PLC0415 - one writer's library at a time

        return docx_form.write
    if suffix in {".html", ".htm"}:
        from jixiao.documents.write import html_form  # noqa: PLC0415 - one writer's library at a time

        return html_form.write
    if suffix == ".csv":
        from jixiao.documents.write import csv_form  # noqa: PLC0415 - one writer's library at a time

        return csv_form.write
    raise ValueError(f"no writer for {suffix!r}")


def book_of(run: ScoreRun) -> FormBook:
    """A run in printable words."""
    return FormBook(tuple(map(filled_form, run.evaluations)), tuple(_problem_lines(run.problems)))


def _problem_lines(problems: tuple[Finding, ...]) -> Iterator[str]:
    for finding in problems:
        parts = (finding.place.file, finding.sentence("message"))
        text = "：".join(part for part in parts if part)
        remedy = finding.sentence("remedy")
        yield text + (say("view.remedy", remedy=remedy) if remedy else "")


def filled_form(scored: ScoredEvaluation) -> FilledForm:
    """One scored table in printable words."""
    form = scored.evaluation
    funds = total_line(form)
    return FilledForm(
        form=form,
        rows=tuple(_verdict(item.row) for item in scored.indicators),
        execution=None if scored.execution is None else _verdict(scored.execution),
        fund_index=None if funds is None else funds.index,
        outcome=_outcome(scored),
        source=source_of(scored) or "",
    )


def _verdict(row: ScoredRow) -> Verdict:
    return Verdict(
        score=row.score,
        low=row.low,
        high=row.high,
        claimed=row.claimed_score,
        status=say(f"status.{row.status.value}"),
        reason=sentence(row),
    )


def _grade(scored: ScoredEvaluation) -> str:
    if scored.grade is not None:
        return scored.grade
    return "" if scored.grade_range is None else "～".join(dict.fromkeys(scored.grade_range))


def _total_sentence(scored: ScoredEvaluation) -> str:
    claimed = scored.evaluation.claimed_total
    if scored.total is not None:
        text = say("view.total", total=short(scored.total))
    else:
        low, high = scored.total_range
        text = say("view.range", low=short(low), high=short(high))
        if scored.provisional_total is not None:
            text += say("view.provisional", total=short(scored.provisional_total))
    if claimed is not None:
        same = scored.total is not None and claimed == scored.total
        text += say("view.claimed-same" if same else "view.claimed-differs", total=short(claimed))
    return text if scored.complete else text + say("view.incomplete")


def _outcome(scored: ScoredEvaluation) -> Outcome:
    rules = scored.rules
    named = say(
        "form.rules", id=rules.id, title=rules.title, standing=say(f"standing.{rules.standing}"),
        why=say(rules.why), hash=rules.hash,
    )  # fmt: skip
    evidence = ground(rules)
    low, high = scored.total_range
    return Outcome(
        total=scored.total,
        low=low,
        high=high,
        provisional=scored.provisional_total,
        grade=_grade(scored),
        graded=scored.grade is not None,
        lines=tuple(line for line in (_total_sentence(scored), named, evidence) if line is not None),
        remarks=tuple(_remark(finding) for finding in scored.findings if finding.code != _RULES_REMARK),
        rules=rules.id,
        complete=scored.complete,
    )


def _remark(finding: Finding) -> Remark:
    return Remark(
        severity=finding.severity.value,
        code=finding.code,
        place=where(finding.place),
        message=finding.sentence("message") or finding.code,
        remedy=finding.sentence("remedy") or "",
    )
