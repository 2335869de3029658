"""What the commands that draft have in common: where drafts may go, and what a person is told of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jixiao.commands.output import Kinds
    from jixiao.reports.blocks import Report
    from jixiao.schemas.finding import Finding

REPORTS: Final = frozenset((".docx", ".html", ".md", ".pdf"))
"""The files a draft is written as."""
_TRACES: Final = frozenset((".xlsx", ".csv", ".docx", ".html", ".md", ".json"))


def _kinds(told: str, suffixes: frozenset[str]) -> Kinds:
    from jixiao.commands.output import Kinds

    return Kinds(told, suffixes, text=False)


def draft_kinds() -> Kinds:
    """Any kind of draft."""
    return _kinds("output.kinds.report", REPORTS)


def word_kinds() -> Kinds:
    """A Word document alone: what a template makes, and what is drafted for many at once."""
    return _kinds("output.kinds.docx", frozenset((".docx",)))


def targets(
    output: str | None,
    trace: str | None,
    *,
    template: bool = False,
    inputs: Iterable[str] = (),
    force: bool,
    same: str,
) -> None:
    """Whether a draft and its trace may be written where they are wanted; raises ``click.UsageError``.

    ``same`` is the code of what is said where both would be one file.
    """
    from jixiao.commands.output import output_target

    inputs = tuple(inputs)
    output_target(output, kinds=word_kinds() if template else draft_kinds(), inputs=inputs, force=force)
    output_target(trace, kinds=_kinds("output.kinds.trace", _TRACES), inputs=inputs, force=force)
    if output is not None and trace is not None and Path(output).absolute() == Path(trace).absolute():
        raise click.UsageError(say(same, path=trace))


def tell_written(made: Report, output: str, trace: str | None, *, told: str) -> None:
    """Where a draft is, and what is to be filled in; ``told`` is the code of the sentence that names it."""
    from jixiao.services.report import missing_facts

    click.echo(say(told, path=output), err=True)
    if trace is not None:
        click.echo(say("report.trace-written", path=trace), err=True)
    left = missing_facts(made)
    if left:
        click.echo(say("report.blanks", count=str(len(left))), err=True)
    for one in left:
        code = "report.blank-key" if one.key else "report.blank-line"
        click.echo(say(code, what=one.text, key=one.key), err=True)


def tell_problems(problems: Iterable[Finding]) -> None:
    """One line for each thing that could not be read."""
    from jixiao.commands.columns import plain

    for finding in problems:
        parts = (finding.place.file, finding.sentence("message"))
        click.echo(plain(say("report.summary.at").join(str(part) for part in parts if part)), err=True)
